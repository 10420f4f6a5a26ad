"""Who stands between a request and what it asks for."""

from dataclasses import dataclass

from casino.lambdas.bearer import Bearer
from casino.sessions.limits import Kind
from casino.sessions.repository import Sessions
from casino.shared.allowance import Allowance
from casino.shared.clock import Clock


@dataclass(frozen=True, slots=True)
class RestDoorkeeper:
    """Admits requests of those who hold an access token."""

    sessions: Sessions
    clock: Clock

    def admit(self, bearer: Bearer, kind: str, *, even_suspended: bool = False) -> Allowance:
        """Let them ask something, and tell how much more of the kind they may ask.

        Raises
        ------
        SessionRevoked, AccessSuspended
        RateLimited
        """
        return self.sessions.admit(
            bearer.player_id,
            bearer.opened_at,
            Kind(kind),
            self.clock(),
            session=bearer.session,
            even_suspended=even_suspended,
        )
