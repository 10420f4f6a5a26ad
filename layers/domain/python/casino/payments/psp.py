"""What the house has with its payment provider, as a port."""

from typing import Protocol

from casino.payments.notices import Notice
from casino.payments.provider import Provider
from casino.payments.settlement_report import SettlementReport


class Psp(Protocol):
    """An account with a provider, opened by its keys.

    They are fetched by whoever needs them first: a function starts without asking anybody.
    """

    @property
    def provider(self) -> Provider:
        """What moves money."""

    @property
    def settlement_report(self) -> SettlementReport:
        """What lists the money that was moved."""

    def read_event(self, psp: str, body: bytes, signature: str | None) -> Notice | None:
        """Return what a signed event tells, or `None` if it is nothing to us.

        Parameters
        ----------
        psp : str
            The one whose event it claims to be.
        body : bytes
            Exactly as it was received.

        Raises
        ------
        UnknownProvider
        BadSignature
        Malformed
        """
