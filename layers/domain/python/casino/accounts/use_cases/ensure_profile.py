"""Complete an account of which only the identity exists."""

from typing import TYPE_CHECKING

from casino.accounts.admission import admitted
from casino.accounts.model import AccountStatus, Profile, Session
from casino.accounts.names import must_be_a_name
from casino.accounts.passwords import must_be_strong
from casino.accounts.use_cases.open_account import open_account
from casino.shared.clock import to_rfc3339
from casino.shared.errors import Invalid

if TYPE_CHECKING:
    from casino.parts import Parts


def ensure_profile(parts: "Parts", session: Session, password: str | None) -> Profile | None:
    """Return the profile of who signed in, building it and the wallet if they are missing.

    The rules of admission are checked anew: what an identity says of somebody may be old, or an
    administrator may have made it, past our registration.

    Parameters
    ----------
    password : str or None
        What they signed in with, where it is known. Without it no profile is built.

    Returns
    -------
    Profile or None
        `None` for identities that may not play, such as staff.

    Raises
    ------
    ExcludedElsewhere
        As long as they have excluded themselves under another address.
    """
    profile = parts.profiles.find(session.player_id)
    if profile is not None or password is None:
        return profile
    identity = parts.directory.identity(session.username)
    if identity is None:
        return None
    particulars = identity.particulars
    try:
        policy = admitted(parts.policies, particulars, parts.clock())
        must_be_a_name(particulars.display_name)
        must_be_strong(password, particulars.email)
    except Invalid:
        return None
    created_at = to_rfc3339(identity.registered_at)
    # Only a confirmed address can sign in, which is what leads here.
    player_id = identity.player_id
    profile = Profile(player_id, particulars, AccountStatus.ACTIVE, created_at)
    open_account(parts, profile, policy)
    return parts.profiles.find(player_id)
