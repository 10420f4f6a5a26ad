"""Take an address for the player's own, by a code."""

from casino.accounts.directory import Directory
from casino.accounts.messages import ConfirmAddress


def confirm_address(directory: Directory, proof: ConfirmAddress) -> None:
    """Confirm an address; the account becomes active with its first sign-in.

    Raises
    ------
    WrongCode
        Also for an address that nobody registered.
    TooManyAttempts
    Unavailable
    """
    directory.confirm(proof.email, proof.code)
