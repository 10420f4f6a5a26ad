"""A blackjack table of which every part is real but the clock and the cloud, and its players."""

from dataclasses import replace
from functools import cache

from casino.games import GAMES, Draws, SeedChain
from casino.games.blackjack import BLACKJACK
from casino.sessions import Admission, Kind
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.blackjack_messages import DecideHand, NameSeat
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.change_seat import leave_seat, take_seat
from casino.tables.use_cases.decide_hand import decide_hand
from tests.integration.tables.conftest import Floor

TABLE, H17_TABLE = (
    next(table for table in DEMO_TABLES if table.game_id == game_id)
    for game_id in ("blackjack", "blackjack-h17")
)
CHANNEL = f"table:{TABLE.table_id}"
PLAYERS = ("ann", "ben", "cay")


def on(seat, amount=1_000):
    return {"type": "seat", "selection": [seat], "amount": amount}


class BlackjackFloor(Floor):
    """One blackjack table, and players who sit down and decide."""

    def __init__(self, table=TABLE):
        super().__init__(table)
        self.game = GAMES[table.game_id]
        # One shoe for every test that doesn't ask for another: a natural now and then would make
        # other rounds of them.
        self.shuffle(SeedChain(f"{0:064x}", length=20))
        for player in PLAYERS:
            self.seat(player, 0)
            self.give(player, 10_000)

    def sit(self, player_id, seat):
        return take_seat(self.parts, player_id, NameSeat(table_id=self.table_id, seat=seat))

    def get_up(self, player_id, seat):
        return leave_seat(self.parts, player_id, NameSeat(table_id=self.table_id, seat=seat))

    @property
    def play(self):
        return self.game.read_play(self.round.play)

    @property
    def cards(self):
        """The shoe; its order is a secret while it is dealt from."""
        shoe = self.table.shoe
        return self.game.shoe(shoe.fairness.revealed(self.seeds.of(shoe.round_id)).draws())

    def decide(self, player_id, seat, decision, hand=1, *, turn=None, round_id=None):
        wanted = DecideHand(
            table_id=self.table_id,
            round_id=round_id or self.round.round_id,
            seat=seat,
            hand=hand,
            turn=self.play.turn_of(seat) if turn is None else turn,
            decision=decision,
        )
        admission = Admission(
            "connections", {"pk": f"PLAYER#{player_id}", "sk": "SESSION"}, 1, Kind.BET
        )
        return decide_hand(self.parts, player_id, wanted, [admission])

    def deal(self, *bets):
        """Open a round, have seats taken and bets made, and deal."""
        if self.round is None or self.round.phase in (Phase.SETTLED, Phase.VOIDED):
            self.advance()
        for player_id, bet_id, *stakes in bets:
            for stake in stakes:
                self.sit(player_id, stake["selection"][0])
            self.bet(player_id, bet_id, *stakes)
        self.advance_to(Phase.PLAYING)

    def stack(self, wanted, seats):
        """Give the table a chain of seeds whose first shoe deals as is wanted."""
        self.shuffle(_chain_of(self.table_id, wanted, tuple(seats)))

    def deal_so_that(self, wanted, *bets):
        """Stack a shoe, have bets made, and deal from it."""
        self.stack(wanted, [stake["selection"][0] for _, _, *stakes in bets for stake in stakes])
        self.deal(*bets)

    def burn(self):
        """Have somebody else play the round, for whatever comes."""
        self.rounds_burnt = getattr(self, "rounds_burnt", 0) + 1
        self.deal(("cay", f"burnt-{self.rounds_burnt}", on(7, 100)))
        self.run_out()

    def deal_on_from(self, position):
        """Have the next round dealt from further on in the shoe, as if others had been before."""
        before = self.table
        after = replace(
            before, version=before.version + 1, shoe=replace(before.shoe, position=position)
        )
        work = UnitOfWork(self.parts.dynamodb)
        self.tables.save(work, before, after)
        work.commit()


def hard(play):
    """A hand to decide about, and no ace above it."""
    return not play.is_over and not play.is_shared


def splittable(play):
    """A pair that is played on after a split, as aces are not."""
    return hard(play) and "split" in play.choices and play.hand(*play.on).cards[0][0] != "A"


def insurable(play):
    """An ace above, and no blackjack beneath."""
    return play.is_shared


@cache
def _chain_of(table_id, wanted, seats):
    for number in range(10_000):
        chain = SeedChain(f"{number:064x}", length=20)
        shoe = BLACKJACK.shoe(Draws(chain.seed(1), client_seed=table_id, nonce=1))
        if wanted(BLACKJACK.deal(seats, shoe, 0)):
            return chain
    raise LookupError("no shoe deals so")
