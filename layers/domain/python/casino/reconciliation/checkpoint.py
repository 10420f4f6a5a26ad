"""Checkpoints: what was proved of a ledger, so that it need not be proved again every day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from casino.shared.fingerprint import fingerprint
from casino.wallet import Entry, Totals, position_of


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What one player's ledger comes to, up to one of its entries.

    Attributes
    ----------
    version : int
        That entry's; 0 before the first.
    position : str
        That entry's place in the player's statement.
    cash, bonus, held, totals
        What the wallet holds, and what has flowed through it, right after that entry.
    digest : str
        Of every entry up to that one, each hashed together with the digest before it. An entry
        that is changed, even in a way in which everything adds up, is no entry of this digest.
    """

    player_id: str
    version: int = 0
    position: str = ""
    cash: int = 0
    bonus: int = 0
    held: int = 0
    totals: Totals = field(default_factory=Totals)
    digest: str = ""

    def after(self, entry: Entry) -> "Checkpoint":
        """Return what the ledger comes to by the next entry, as it says itself."""
        return Checkpoint(
            player_id=self.player_id,
            version=entry.version,
            position=position_of(entry),
            cash=entry.cash,
            bonus=entry.bonus,
            held=entry.held,
            totals=entry.totals,
            digest=fingerprint([self.digest, _essence(entry)]),
        )

    def differences(self, proved: "Checkpoint") -> Iterator[str]:
        """Yield in words what is not as another proof up to the same entry has it."""
        for each in fields(self):
            ours, theirs = getattr(self, each.name), getattr(proved, each.name)
            if ours == theirs:
                continue
            if each.name == "digest":
                yield f"entries up to {self.version} are not those that were proved"
            else:
                was, now = _plain(ours), _plain(theirs)
                yield f"{each.name} up to {self.version} was proved as {was}, and is {now}"


def _plain(value: Any) -> Any:
    return _essence(value) if is_dataclass(value) else value


def _essence(value: Any) -> Any:
    """Return a value as JSON has it, without what is empty.

    What is empty says the same as what is not there: so a field that entries gain one day does not
    change the digests of those from before.
    """
    if is_dataclass(value):
        value = {each.name: getattr(value, each.name) for each in fields(value)}
    match value:
        case Mapping():
            told = {str(name): _essence(part) for name, part in value.items()}
            return {name: part for name, part in told.items() if part}
        case str():
            return value
        case Sequence():
            return [_essence(part) for part in value]
        case _:
            return value
