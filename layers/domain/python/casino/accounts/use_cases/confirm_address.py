"""Take an address for the player's own, by a code."""

from casino.accounts.attempts import Attempts
from casino.accounts.directory import Directory
from casino.accounts.messages import ConfirmAddress


def confirm_address(
    directory: Directory, attempts: Attempts, proof: ConfirmAddress, address: str
) -> None:
    """Confirm an address; the account becomes active with its first sign-in.

    Raises
    ------
    WrongCode
        Also for an address that nobody registered.
    TooManyAttempts
    Unavailable
    """
    with attempts.counted("confirmation", proof.email, address):
        directory.confirm(proof.email, proof.code)
