"""What the round clock does for a round that players decide.

Each of these adds its writes to the unit of work of `advance_round`, which commits them together
with the table, the round and the event.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from casino.games import Fairness
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import model, playing
from casino.tables.bets import Bets, stakes_of
from casino.tables.gates import Gate
from casino.tables.model import Round, Table, Timings
from casino.tables.revealed import RevealedSeeds
from casino.tables.seeds import SeedLost, Seeds
from casino.tables.shoes import Seated, Shoe


@dataclass(frozen=True, slots=True)
class CardRoom:
    """What it takes to deal rounds that players decide.

    Attributes
    ----------
    seeds : Seeds
    revealed : RevealedSeeds
        Where a shoe's seed is shown once the shoe is done.
    bets : Bets
    timings : Timings
    """

    seeds: Seeds
    revealed: RevealedSeeds
    bets: Bets
    timings: Timings

    def open(self, work: UnitOfWork, table: Table, now: datetime) -> tuple[Table, Round]:
        """Open a round on the table's shoe, or on a new one if it has none."""
        shoe = table.shoe or self._new_shoe(work, table)
        return playing.opened(table, shoe, self.timings, now)

    def deal(
        self, table: Table, current: Round, gates: Sequence[Gate], now: datetime
    ) -> tuple[Table, Round]:
        """Deal to the seats that were bet on.

        Raises
        ------
        BetsNotIndexedYet
            If it is not known yet which ones these are.
        SeedLost, GameFault
            If the round can't be dealt as it was committed.
        """
        seated = self._seated(current, gates)
        seed = self.seeds.of(playing.shoe_of(table).round_id)
        return playing.dealt(table, current, seated, seed, self.timings, now)

    def time_out(self, table: Table, current: Round, now: datetime) -> tuple[Table, Round]:
        """Decide for those who let the time run out.

        Raises
        ------
        SeedLost, GameFault
        """
        seed = self.seeds.of(playing.shoe_of(table).round_id)
        return playing.timed_out(table, current, seed, self.timings, now)

    def end(
        self,
        work: UnitOfWork,
        table: Table,
        current: Round,
        turnover: model.Turnover,
        now: datetime,
    ) -> tuple[Table, Round]:
        """Give a round its result, and reveal its shoe's seed if that was the shoe's last round.

        Raises
        ------
        SeedLost
            If there is nothing left to reveal: what was promised can't be shown.
        """
        after, current = playing.ended(table, current, turnover, self.timings, now)
        if after.shoe is None:
            self._reveal(work, playing.shoe_of(table), now)
        return after, current

    def give_up_shoe(self, work: UnitOfWork, table: Table, now: datetime) -> Table:
        """Return a table without the shoe of a round that is voided, its seed revealed if there.

        Cards of it may have been seen, so nothing else is dealt from it.
        """
        if table.shoe is None:
            return table
        # If the seed is lost, that is why the round is void.
        with suppress(SeedLost):
            self._reveal(work, table.shoe, now)
        return model.without_shoe(table)

    def _new_shoe(self, work: UnitOfWork, table: Table) -> Shoe:
        round_id = model.next_round_id(table)
        seed, link = self.seeds.take(work, table.table_id, round_id)
        number = model.next_number(table)
        fairness = Fairness.committed(seed, client_seed=table.table_id, nonce=number)
        return Shoe(round_id, fairness, link)

    def _reveal(self, work: UnitOfWork, shoe: Shoe, now: datetime) -> None:
        seed = self.seeds.of(shoe.round_id)
        self.revealed.reveal(work, seed, now)
        self.seeds.reveal(work, shoe.round_id)

    def _seated(self, current: Round, gates: Sequence[Gate]) -> tuple[Seated, ...]:
        entries = self.bets.of_gates(gates)
        return playing.seated_by(
            (entry.player_id, entry.key, stakes_of(entry, current)) for entry in entries
        )
