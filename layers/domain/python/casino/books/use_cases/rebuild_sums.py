"""Sum the whole ledger anew, while it goes on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from casino.books.repository import Books
from casino.books.use_cases.sum_entries import Summed, sum_entries

if TYPE_CHECKING:
    from casino.wallet.reader import LedgerReader


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did.

    Attributes
    ----------
    generation : int
        The generation of sums that counts from now on.
    removed : int
        Items of older generations.
    gaps : tuple of str
        Where an entry is missing, so that nothing after it could be summed.
    """

    generation: int
    players: int
    entries: int
    removed: int
    gaps: tuple[str, ...]


def rebuild_sums(
    books: Books,
    reader: "LedgerReader",
    *,
    segments: int = 4,
    progress: Callable[[int], None] = lambda _players: None,
) -> Rebuilt:
    """Make new sums from the ledger and let them take the place of the old ones.

    1. The new generation is announced. From then on each new entry is summed in both.
    2. Every player's ledger is summed into the new one. Their marks keep apart what the stream has
       brought meanwhile and what it has not.
    3. The new generation counts, and the old one is removed.

    An entry written before the announcement is found by the walk, because the walk begins after
    it; one written later is found by its message. There is no moment at which the sums are not
    served, and none at which an entry can be missed. A rebuild that died goes on when it is started
    again; two at once do no harm.

    Parameters
    ----------
    segments : int
        How many parts of the ledger are walked side by side.
    progress : callable
        Told of every few players that are done, possibly from several threads.

    Raises
    ------
    Contention
    """
    generation = books.begin_rebuild()
    walk = partial(_sum_segment, books, reader, generation, progress, segments)
    with ThreadPoolExecutor(segments) as threads:
        parts = list(threads.map(walk, range(segments)))
    books.end_rebuild(generation)
    return Rebuilt(
        generation=generation,
        players=sum(players for players, _ in parts),
        entries=sum(summed.entries for _, summed in parts),
        removed=books.forget_before(generation),
        gaps=tuple(gap for _, summed in parts for gap in summed.gaps),
    )


def _sum_segment(
    books: Books,
    reader: "LedgerReader",
    generation: int,
    progress: Callable[[int], None],
    segments: int,
    segment: int,
) -> tuple[int, Summed]:
    players, total = 0, Summed()
    for page in reader.pages(segment=segment, segments=segments):
        player_ids = [wallet.player_id for wallet in page.wallets]
        summed = sum_entries(books, reader, player_ids, [generation])
        total = Summed(total.entries + summed.entries, total.gaps + summed.gaps)
        players += len(player_ids)
        progress(len(player_ids))
    return players, total
