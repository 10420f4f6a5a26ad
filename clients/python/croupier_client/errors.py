"""What can go wrong.

::

    RealtimeError
    ├── RequestRefused     the server answered, and the answer is no
    ├── RequestTimeout     no answer in time; it may or may not have been carried out
    ├── ConnectionLost     the connection ended first; same doubt
    └── ConnectionStopped  there is no connection and there will be none
    TicketRefused          there is no ticket for this player and there will be none
    TicketDelayed          no ticket now; the server said when to ask again
    RestError              the REST API answered with a problem; each code has a class of its own
                           in `croupier_client.generated.problems`
    SecondFactorNeeded     the password is right; a code of the authenticator app is needed too
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from croupier_client.close_codes import StopReason


class RealtimeError(Exception):
    """A realtime request was not answered as wished."""


class RequestRefused(RealtimeError):
    """The server answered, and the answer is no."""

    def __init__(self, code: str, message: str, *, retryable: bool, details: Any = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.retryable = retryable
        self.details = details


class RequestTimeout(RealtimeError):
    """No answer came in time; the request may or may not have been carried out."""


class ConnectionLost(RealtimeError):
    """The connection ended before the answer; the request may or may not have been carried out."""

    def __init__(self, close_code: int) -> None:
        super().__init__(f"connection lost ({close_code})")
        self.close_code = close_code


class ConnectionStopped(RealtimeError):
    """There is no connection and there will be none."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(reason)
        self.reason = reason


class TicketRefused(Exception):
    """There is no ticket for this player, and there will be none later either."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(reason)
        self.reason = reason


class TicketDelayed(Exception):
    """No ticket now; the server said after how many seconds to ask again."""

    def __init__(self, at_least: float) -> None:
        super().__init__(f"no ticket for {at_least} s")
        self.at_least = at_least


class RestError(Exception):
    """The REST API answered with a problem (RFC 9457)."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(problem.get("code", "unknown"))
        self.detail = str(problem.get("detail", ""))
        self.problem = problem
        super().__init__(f"{status} {self.code}: {self.detail}")

    @property
    def request_id(self) -> str:
        """What to quote to whoever runs the platform."""
        return str(self.problem.get("request_id", ""))


class SecondFactorNeeded(Exception):
    """The password is right, and the account asks for a code of its authenticator app too."""

    def __init__(self, session: str) -> None:
        super().__init__("answer with RestClient.answer_second_factor")
        self.session = session
