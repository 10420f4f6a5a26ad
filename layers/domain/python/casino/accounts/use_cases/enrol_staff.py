"""Let somebody work for the house, and no longer."""

from typing import TYPE_CHECKING, Final

from casino.accounts.directory import Directory
from casino.accounts.errors import NoStaff, PlayersAddress
from casino.accounts.passwords import must_be_strong
from casino.sessions.use_cases.end_sessions import end_sessions

if TYPE_CHECKING:
    from casino.parts import Parts

# What somebody can be enrolled as, and the group of the user pool that makes them so.
ROLES: Final = {"dealer": "dealers", "operator": "operators"}


def enrol_staff(directory: Directory, role: str, email: str, password: str) -> str:
    """Give somebody an account of the house's: it signs in, has no wallet, and cannot bet.

    Enrolling the same person again sets their password anew.

    Returns
    -------
    str
        The id by which their acts are kept.

    Raises
    ------
    PlayersAddress
        If a player has registered the address.
    WeakPassword
    Unavailable
    """
    must_be_strong(password, email)
    if directory.player_id_of(email) is not None and not _is_staff(directory, email):
        raise PlayersAddress
    return directory.enrol(email, password, ROLES[role])


def dismiss_staff(parts: "Parts", email: str) -> str:
    """Take every role from somebody, and close what they have open.

    Their acts stay, under the id that is returned.

    Raises
    ------
    NoStaff
    Unavailable
    """
    directory = parts.directory
    staff_id = directory.player_id_of(email)
    if staff_id is None or not _is_staff(directory, email):
        raise NoStaff
    # Roles last, so that a crash before leaves somebody who can be dismissed again.
    directory.sign_out_everywhere(email)
    end_sessions(parts.sessions, parts.closings, parts.clock, staff_id)
    for group in ROLES.values():
        directory.leave(email, group)
    # Between the two, a token of the old roles may have been refreshed.
    end_sessions(parts.sessions, parts.closings, parts.clock, staff_id)
    return staff_id


def _is_staff(directory: Directory, email: str) -> bool:
    return bool(set(ROLES.values()) & set(directory.groups_of(email)))
