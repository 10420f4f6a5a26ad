"""Register a player."""

from contextlib import suppress
from typing import TYPE_CHECKING

from casino.accounts.admission import admitted
from casino.accounts.errors import AddressTaken, ExcludedElsewhere
from casino.accounts.messages import Register, Registered
from casino.accounts.model import Confirmation, Profile
from casino.accounts.names import must_be_a_name
from casino.accounts.passwords import must_be_strong
from casino.accounts.use_cases.open_account import open_account
from casino.shared.clock import to_rfc3339
from casino.shared.ids import new_player_id

if TYPE_CHECKING:
    from casino.parts import Parts


def register(parts: "Parts", wanted: Register) -> Registered:
    """Create an identity, its profile and its wallet.

    The directory keeps the new player's id from the first moment. So a crash between its work and
    ours leaves an identity alone, and the next sign-in builds the rest under the same id
    (`ensure_profile`). An identity alone is also what somebody gets who has excluded themselves
    under another address, for as long as that holds. An address that is registered already gets the
    answer of a new one, and its owner, if they never confirmed it, another code: registering again
    is how one asks for it.

    Raises
    ------
    Invalid
        If the date of birth can't be one.
    CountryNotAllowed
    Underage
    CurrencyNotAllowed
    NameRefused
    WeakPassword
    TooManyAttempts
        If that address was sent as many codes lately as anybody needs.
    Unavailable
    """
    now = parts.clock()
    policy = admitted(parts.policies, wanted.particulars, now)
    must_be_a_name(wanted.display_name)
    must_be_strong(wanted.password, wanted.email)
    parts.attempts.count("code", wanted.email)
    status = parts.confirmation.first_status
    player_id = new_player_id()
    try:
        parts.directory.sign_up(player_id, wanted.particulars, wanted.password)
    except AddressTaken:
        parts.directory.send_code_again(wanted.email)
        # An id that is nobody's, as good as a new player's to look at.
        return Registered(player_id=player_id, status=status)
    if parts.confirmation is Confirmation.IMMEDIATE:
        parts.directory.confirm_unseen(wanted.email)
    # Who is refused here gets the answer of anybody else, after the same work. What is so they
    # learn by signing in, which takes the mailbox: nobody finds out of others who is excluded.
    with suppress(ExcludedElsewhere):
        open_account(parts, Profile(player_id, wanted.particulars, status, to_rfc3339(now)), policy)
    return Registered(player_id=player_id, status=status)
