"""What a provider's webhook tells us, whoever the provider is."""

from dataclasses import dataclass
from enum import StrEnum

from casino.shared.money import Money


class Subject(StrEnum):
    """What a notice is about."""

    CHARGE = "charge"
    REFUND = "refund"
    DISPUTE = "dispute"
    PAYOUT = "payout"


@dataclass(frozen=True, slots=True)
class Notice:
    """Word that something has happened to an object of the provider's.

    It says where to look and no more: what became of the object is asked of the provider, so
    notices may come in any order and any number. What it claims about money is compared all the
    same, because a claim that differs from our books is worth a person's attention.

    Attributes
    ----------
    provider, event_id : str
        Name the notice, for ever.
    event_type : str
        The provider's own word for what happened.
    reference : str
        The provider's name of the charge, payout or dispute; of a refund, its charge's.
    money : Money
        What it claims to be about: the whole charge, payout, refund or disputed amount.
    occurred_at : str
        RFC 3339.
    """

    provider: str
    event_id: str
    event_type: str
    subject: Subject
    reference: str
    money: Money
    occurred_at: str
