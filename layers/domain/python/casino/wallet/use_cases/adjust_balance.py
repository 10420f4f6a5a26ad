"""Let an operator put a balance right."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casino.shared.errors import FieldError, Invalid
from casino.shared.fingerprint import fingerprint
from casino.shared.money import MAX_AMOUNT, Money
from casino.shared.once import AlreadyDone, Done, once
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet.errors import AdjustmentKeyReused
from casino.wallet.model import CASH, Entry, EntryType, post

if TYPE_CHECKING:
    from casino.parts import Parts

ADJUSTMENTS: Final = "house:adjustments"

_MAX_TEXT: Final = 500
_MAX_KEY: Final = 255


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What an operator does to a player's cash, and why.

    Attributes
    ----------
    money : Money
        What the player is given; below zero, what is taken.
    reason : str
        The player reads it in their history.
    actor : str
        Which operator; kept in the ledger and shown to nobody but operators.
    key : str
        Names this adjustment among the player's; repeating it changes nothing.
    """

    player_id: str
    money: Money
    reason: str
    actor: str
    key: str

    def must_be_valid(self) -> None:
        """Refuse an adjustment of nothing, without a reason, or in nobody's name.

        Raises
        ------
        Invalid
        """
        errors = [
            FieldError(f"/{name}", f"1 to {_MAX_TEXT} printable characters")
            for name in ("reason", "actor")
            if not _is_text(getattr(self, name), _MAX_TEXT)
        ]
        if not (self.key.isascii() and _is_text(self.key, _MAX_KEY)):
            errors.append(FieldError("/key", f"1 to {_MAX_KEY} printable ASCII characters"))
        if not 0 < abs(self.money.amount) <= MAX_AMOUNT:
            errors.append(FieldError("/amount", f"Not zero, and at most {MAX_AMOUNT} either way"))
        if errors:
            raise Invalid(
                "; ".join(f"{each.pointer[1:]}: {each.detail}" for each in errors), errors
            )


def adjust_balance(parts: "Parts", adjustment: Adjustment) -> Done[Entry]:
    """Post an adjustment against the house, once.

    What the player may do with their money at present doesn't matter: a wrong balance is put right
    for an excluded player too.

    Raises
    ------
    Invalid
    AdjustmentKeyReused
        If the key stands for another amount, currency, reason or actor.
    NoWallet
    CurrencyMismatch
    InsufficientFunds
        If the player has less cash than is to be taken.
    Contention
    """
    adjustment.must_be_valid()
    money = adjustment.money
    body = fingerprint([money.amount, money.currency, adjustment.reason, adjustment.actor])

    ledger = parts.ledger

    def attempt() -> Entry:
        earlier = ledger.entry(adjustment.player_id, EntryType.ADJUSTMENT, adjustment.key)
        if earlier is not None:
            raise AlreadyDone(earlier)
        wallet = ledger.wallet(adjustment.player_id)
        wallet.must_hold(money.currency)
        after, entry = post(
            wallet,
            EntryType.ADJUSTMENT,
            adjustment.key,
            {CASH: money.amount, ADJUSTMENTS: -money.amount},
            at=parts.clock(),
            reference={"reason": adjustment.reason},
            fingerprint=body,
            actor=adjustment.actor,
        )
        work = UnitOfWork(parts.dynamodb)
        ledger.append(work, wallet, after, entry)
        work.commit()
        return entry

    return once(attempt, body, reused=AdjustmentKeyReused)


def _is_text(text: str, longest: int) -> bool:
    return len(text) <= longest and text.isprintable() and bool(text.strip())
