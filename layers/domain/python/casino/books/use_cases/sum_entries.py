"""Add players' new entries to the sums, exactly once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from casino.books.errors import GapInLedger
from casino.books.model import AccountSum, Flow, Sums, add_entry
from casino.books.repository import Books, Mark
from casino.shared.batches import batched
from casino.shared.dynamodb import retrying
from casino.wallet import Entry, position_of

if TYPE_CHECKING:
    from casino.wallet.reader import LedgerReader

# Players whose marks are read at once.
_PLAYERS_AT_ONCE: Final = 50
# Below DynamoDB's hundred, because one more entry may bring several new sums.
_WRITES_AT_ONCE: Final = 80


@dataclass(slots=True)
class _Batch:
    """What goes into one transaction."""

    moves: dict[str, tuple[Mark, Mark]] = field(default_factory=dict)
    sums: Sums = field(default_factory=lambda: Sums(AccountSum))
    entries: int = 0
    flows: defaultdict[str, Flow] = field(default_factory=lambda: defaultdict(Flow))

    @property
    def is_full(self) -> bool:
        return len(self.moves) + len(self.sums) >= _WRITES_AT_ONCE

    def take(self, entry: Entry, before: Mark, after: Mark) -> None:
        first, _ = self.moves.get(entry.player_id, (before, after))
        self.moves[entry.player_id] = (first, after)
        self.entries += 1
        add_entry(self.sums, entry)
        self.flows[entry.currency] = self.flows[entry.currency].after(entry)


@dataclass(frozen=True, slots=True)
class Summed:
    """What was added to the sums.

    Attributes
    ----------
    entries : int
        How many were added to the first of the generations.
    gaps : tuple of str
        Where an entry is missing, so that nothing after it could be added.
    """

    entries: int = 0
    gaps: tuple[str, ...] = ()

    def must_be_whole(self) -> None:
        """Say aloud that entries are missing.

        Raises
        ------
        GapInLedger
        """
        if self.gaps:
            raise GapInLedger("; ".join(self.gaps))


def _tell_nobody(_flows: Mapping[str, Flow]) -> None:
    """Do nothing."""


def sum_entries(
    books: Books,
    reader: "LedgerReader",
    player_ids: Iterable[str],
    generations: Sequence[int] | None = None,
    *,
    tell: Callable[[Mapping[str, Flow]], None] = _tell_nobody,
) -> Summed:
    """Sum whatever these players' ledgers have after their marks.

    Many entries share a sum, such as a game's stakes of a day, so they are added up here and
    written once: what a busy table costs depends on its players, not on its bets.

    Parameters
    ----------
    generations : sequence of int, optional
        Which sums to add to; by default the ones that count and those being built.
    tell : callable, optional
        Told what flowed, by currency, right after each transaction that has added it to the first
        of the generations. So no entry is told twice; one that was added is not told if there is a
        crash in between, or the answer to the transaction was lost.

    Raises
    ------
    Contention
        If others kept adding the same players' entries.
    """
    # Read after the entries were written: a rebuild that starts later reads them from the ledger.
    wanted = tuple(books.generations()) if generations is None else tuple(generations)
    entries = 0
    gaps: dict[str, None] = {}
    for some in batched(dict.fromkeys(player_ids), _PLAYERS_AT_ONCE):
        for generation in wanted:
            is_first = generation == wanted[0]
            keeper = _Keeper(books, reader, generation, gaps, tell if is_first else _tell_nobody)
            keeper.sum_all(some)
            if is_first:
                entries += keeper.added
    return Summed(entries, tuple(gaps))


@dataclass(slots=True)
class _Keeper:
    books: Books
    reader: "LedgerReader"
    generation: int
    gaps: dict[str, None]
    tell: Callable[[Mapping[str, Flow]], None]
    added: int = 0

    def sum_all(self, player_ids: Sequence[str]) -> None:
        # Each attempt goes on from the marks as they are by then. What was committed before an
        # attempt failed lies behind them, whoever committed it.
        retrying(lambda: self._attempt(player_ids))

    def _attempt(self, player_ids: Sequence[str]) -> None:
        for batch in self._batches(player_ids):
            self.books.add(self.generation, batch.moves, batch.sums)
            self.added += batch.entries
            self.tell(batch.flows)

    def _batches(self, player_ids: Sequence[str]) -> Iterator[_Batch]:
        batch = _Batch()
        for player_id, read in self.books.marks(self.generation, player_ids).items():
            mark = read
            for entry in self.reader.entries_after(player_id, mark.position):
                if entry.version != mark.version + 1:
                    self.gaps[f"{player_id}: entry {mark.version + 1} is missing"] = None
                    break
                if batch.is_full:
                    yield batch
                    batch = _Batch()
                after = Mark(entry.version, position_of(entry))
                batch.take(entry, mark, after)
                mark = after
        if batch.entries:
            yield batch
