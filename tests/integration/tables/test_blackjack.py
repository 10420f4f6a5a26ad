"""Rounds of blackjack: dealt, decided, paid, and dealt again from what is on record."""

from collections import Counter
from dataclasses import asdict, replace

import pytest

from casino.games import BLACKJACK, Draws, NotYourTurn, SeedChain
from casino.games.errors import CannotDouble
from casino.games.verify import redraw
from casino.realtime import Admission, Kind, SessionRevoked
from casino.shared.aws import client
from casino.shared.dynamodb import to_item
from casino.shared.errors import Unavailable
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import BettingClosed, Phase
from casino.tables.audit import RoundAudit
from casino.tables.blackjack_messages import DecideHand, NameSeat
from casino.tables.errors import (
    BetsNotIndexedYet,
    NoSuchSeat,
    NotYourSeat,
    SeatTaken,
    StaleTurn,
    UnknownRound,
)
from casino.tables.seats import IDLE_ROUNDS, seats_taken
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.change_seat import Usher, leave_seat, list_seats, take_seat
from casino.tables.use_cases.decide_hand import HandDesk, decide_hand
from casino.tables.use_cases.get_round import get_round
from casino.tables.views import view_of_bet, view_of_table
from casino.wallet import EntryType, InsufficientFunds
from casino.wallet.reader import LedgerReader
from tests.integration.tables.conftest import TABLE_ID, Floor

TABLE = next(table for table in DEMO_TABLES if table.game_id == "blackjack")
CHANNEL = f"table:{TABLE.table_id}"
PLAYERS = ("ann", "ben", "cay")


def on(seat, amount=1_000):
    return {"type": "seat", "selection": [seat], "amount": amount}


class BlackjackFloor(Floor):
    """One blackjack table, and players who sit down and decide."""

    def __init__(self):
        super().__init__(TABLE)
        parts = self.croupier
        self.usher = Usher(parts.client, self.tables, self.seats, self.log, self.fanout, self.clock)
        self.desk = HandDesk(
            client=parts.client,
            tables=self.tables,
            gates=self.gates,
            ledger=self.ledger,
            seeds=self.seeds,
            log=self.log,
            fanout=self.fanout,
            rounds=parts.rounds,
            timings=self.timings,
            clock=self.clock,
        )
        # One shoe for every test that doesn't ask for another: a natural now and then would make
        # other rounds of them.
        self.shuffle(SeedChain(f"{0:064x}", length=20))
        for player in PLAYERS:
            self.seat(player, 0)
            self.give(player, 10_000)

    def sit(self, player_id, seat):
        return take_seat(self.usher, player_id, NameSeat(table_id=self.table_id, seat=seat))

    def get_up(self, player_id, seat):
        return leave_seat(self.usher, player_id, NameSeat(table_id=self.table_id, seat=seat))

    @property
    def play(self):
        return BLACKJACK.read_play(self.round.play)

    @property
    def cards(self):
        """The shoe; its order is a secret while it is dealt from."""
        shoe = self.table.shoe
        return BLACKJACK.shoe(shoe.fairness.revealed(self.seeds.of(shoe.round_id)).draws())

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
        return decide_hand(self.desk, player_id, wanted, admission)

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
        for number in range(10_000):
            chain = SeedChain(f"{number:064x}", length=20)
            draws = Draws(chain.seed(1), client_seed=self.table_id, nonce=1)
            shoe = BLACKJACK.shoe(draws)
            if wanted(BLACKJACK.deal(seats, shoe, 0)):
                break
        self.shuffle(chain)

    def shuffle(self, chain):
        """Have the table's shoes come from this chain of seeds."""
        item = {"pk": f"CHAIN#{self.table_id}", **asdict(chain), "used": 0}
        client("dynamodb").put_item(TableName="seeds", Item=to_item(item))

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
        work = UnitOfWork(self.croupier.client)
        self.tables.save(work, before, after)
        work.commit()

    def run_out(self):
        """Let time decide the rest of the round, and have it settled."""
        self.advance_to(Phase.RESULT)
        self.settle()
        self.advance()
        assert self.round.phase is Phase.SETTLED

    def faults(self):
        audit = RoundAudit(
            self.croupier.client,
            "tables",
            self.ledger,
            LedgerReader(self.croupier.client, "wallet"),
        )
        pages = list(audit.pages())
        return [
            fault
            for page in pages
            for each in page.rounds
            for fault in audit.faults(each, self.clock())
        ]


@pytest.fixture
def floor(aws):
    return BlackjackFloor()


def hard(play):
    """A hand to decide about, and no ace above it."""
    return not play.is_over and not play.is_shared


def splittable(play):
    """A pair that is played on after a split, as aces are not."""
    return hard(play) and "split" in play.choices and play.hand(*play.on).cards[0][0] != "A"


def insurable(play):
    """An ace above, and no blackjack beneath."""
    return play.is_shared


class TestSeats:
    def test_a_seat_is_taken_by_one_player(self, floor):
        assert floor.sit("ann", 3).model_dump() == {"taken": [3], "yours": [3]}
        with pytest.raises(SeatTaken):
            floor.sit("ben", 3)
        assert list_seats(floor.usher, "ben", TABLE.table_id).model_dump() == {
            "taken": [3],
            "yours": [],
        }

    def test_taking_it_again_changes_nothing_and_tells_nobody(self, floor):
        floor.sit("ann", 3)
        floor.sit("ann", 3)
        assert [event.name for event in floor.events(CHANNEL)] == ["seat.taken"]

    def test_everybody_hears_of_it_but_not_who_it_is(self, floor):
        floor.sit("ann", 3)
        floor.get_up("ann", 3)
        taken, left = floor.events(CHANNEL)
        assert taken.data == left.data == {"table_id": TABLE.table_id, "seat": 3}

    def test_whoever_comes_later_sees_it(self, floor):
        floor.sit("ann", 3)
        floor.sit("ben", 1)
        assert view_of_table(floor.table, seats_taken(floor.seats, floor.table)).seats_taken == [
            1,
            3,
        ]

    @pytest.mark.parametrize("seat", [8, 99])
    def test_only_seats_that_there_are(self, floor, seat):
        with pytest.raises(NoSuchSeat):
            floor.sit("ann", seat)

    def test_a_roulette_table_has_none(self, aws):
        floor = Floor()
        usher = Usher(
            floor.croupier.client, floor.tables, floor.seats, floor.log, floor.fanout, floor.clock
        )
        with pytest.raises(NoSuchSeat):
            take_seat(usher, "ann", NameSeat(table_id=TABLE_ID, seat=1))
        assert view_of_table(floor.table, seats_taken(floor.seats, floor.table)).seats_taken is None

    def test_nobody_frees_another_players_seat(self, floor):
        floor.sit("ann", 3)
        with pytest.raises(NotYourSeat):
            floor.get_up("ben", 3)

    def test_a_bet_is_on_a_seat_of_ones_own(self, floor):
        floor.sit("ann", 3)
        floor.advance()
        with pytest.raises(NotYourSeat):
            floor.bet("ben", "b", on(3))
        with pytest.raises(NotYourSeat):
            floor.bet("ann", "a", on(3), on(4))
        assert floor.ledger.wallet("ann").cash == floor.ledger.wallet("ben").cash == 10_000
        assert floor.bet("ann", "a", on(3))["status"] == "accepted"

    def test_who_sits_down_after_a_bet_waits_for_the_next_round(self, floor):
        floor.advance()
        floor.sit("ann", 3)
        floor.bet("ann", "a", on(3))
        floor.get_up("ann", 3)
        floor.sit("ben", 3)
        with pytest.raises(SeatTaken):
            floor.bet("ben", "b", on(3))
        floor.advance_to(Phase.PLAYING)
        floor.run_out()
        floor.advance()
        assert floor.bet("ben", "b", on(3))["status"] == "accepted"

    def test_a_seat_without_a_bet_is_free_after_some_rounds(self, floor):
        floor.sit("ann", 3)
        for _ in range(IDLE_ROUNDS):
            floor.advance()
            floor.advance_to(Phase.SETTLED)
        assert seats_taken(floor.seats, floor.table) == []
        assert floor.sit("ben", 3).yours == [3]
        floor.advance()
        with pytest.raises(NotYourSeat):
            floor.bet("ann", "a", on(3))

    def test_a_bet_keeps_a_seat(self, floor):
        floor.sit("ann", 3)
        for number in range(IDLE_ROUNDS + 1):
            floor.advance()
            if number == IDLE_ROUNDS - 1:
                floor.bet("ann", "a", on(3))
                floor.advance_to(Phase.PLAYING)
                floor.run_out()
            else:
                floor.advance_to(Phase.SETTLED)
        with pytest.raises(SeatTaken):
            floor.sit("ben", 3)


class TestTheDeal:
    def test_is_to_the_seats_that_were_bet_on(self, floor):
        floor.deal(("ann", "a", on(2), on(5)), ("ben", "b", on(1)))
        assert [seat.seat for seat in floor.play.seats] == [1, 2, 5]
        seated = {(each.seat, each.player_id, each.staked) for each in floor.round.seated}
        assert seated == {(1, "ben", 1_000), (2, "ann", 1_000), (5, "ann", 1_000)}

    def test_takes_what_was_bet_on_a_seat_together(self, floor):
        floor.deal(("ann", "a", on(2)), ("ann", "b", on(2, 500)))
        [seated] = floor.round.seated
        assert (seated.bet_id, seated.staked) == ("a", 1_500)

    def test_is_told_to_the_table_with_the_time_for_the_first_decision(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        [told] = [each for each in floor.events(CHANNEL) if each.name == "round.playing"]
        assert told.data["play"]["seats"][0]["seat"] == 2
        assert len(told.data["play"]["dealer"]["cards"]) == 1
        assert told.data["next_at"] == floor.table.next_at

    def test_shows_nobody_the_hole_card_or_who_sits_where(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        shown = [
            view_of_table(floor.table).model_dump_json(),
            get_round(floor.tables, floor.revealed, floor.round.round_id).model_dump_json(),
            *(str(each.data) for each in floor.events(CHANNEL)),
        ]
        seed = floor.seeds.of(floor.table.shoe.round_id)
        for text in shown:
            assert "ann" not in text
            assert seed not in text
        assert floor.round.play["dealer"]["cards"] == [floor.cards[floor.play.position + 1]]

    def test_does_not_come_without_bets_and_leaves_the_shoe_as_it_is(self, floor):
        floor.advance()
        shoe = floor.table.shoe
        floor.advance_to(Phase.SETTLED)
        assert floor.round.play is None
        assert floor.table.shoe == shoe
        assert [event.name for event in floor.events(CHANNEL)] == [
            "round.opened",
            "round.closing",
            "round.closed",
            "round.settled",
        ]
        assert floor.gates.of_round(floor.round.round_id) == []

    def test_waits_for_bets_that_the_index_does_not_show_yet(self, floor, monkeypatch):
        floor.advance()
        floor.sit("ann", 2)
        floor.bet("ann", "a", on(2))
        floor.advance_to(Phase.CLOSED)

        def lagging(_gates):
            raise BetsNotIndexedYet

        with monkeypatch.context() as patch:
            patch.setattr(floor.bets, "of_gates", lagging)
            assert floor.advance() is None
            assert floor.round.phase is Phase.CLOSED
        assert floor.advance() is not None
        assert floor.round.phase is Phase.PLAYING

    def test_takes_no_bet_any_more(self, floor):
        floor.deal(("ann", "a", on(2)))
        with pytest.raises(BettingClosed):
            floor.bet("ann", "late", on(2))


class TestDeciding:
    def test_moves_the_round_on_and_tells_the_table(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        told_before = len(floor.events(CHANNEL))
        answer = floor.decide("ann", 2, "stand")
        assert answer.play.seats[0].hands[0].stood
        assert answer.model_dump(exclude_unset=True)["stake"] is None
        [told] = floor.events(CHANNEL)[told_before:]
        assert told.name == "round.playing"
        assert told.data["play"]["decisions"] == [{"seat": 2, "hand": 1, "decision": "stand"}]

    def test_the_same_again_gives_the_answer_without_deciding_again(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        first = floor.decide("ann", 2, "hit", turn=0)
        again = floor.decide("ann", 2, "hit", turn=0)
        assert again.replayed
        assert again.play == first.play
        assert len(floor.play.decisions) == 1

    def test_the_same_after_the_round_still_gives_the_answer(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        round_id = floor.round.round_id
        floor.decide("ann", 2, "stand", turn=0)
        floor.run_out()
        floor.deal(("ann", "b", on(2)))
        assert floor.decide("ann", 2, "stand", turn=0, round_id=round_id).replayed

    def test_another_decision_in_its_place_is_refused(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        floor.decide("ann", 2, "stand", turn=0)
        with pytest.raises(StaleTurn):
            floor.decide("ann", 2, "hit", turn=0)

    def test_ahead_of_its_turn_is_refused(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        with pytest.raises(StaleTurn):
            floor.decide("ann", 2, "stand", turn=1)

    def test_is_for_the_hand_that_is_on(self, floor):
        floor.deal_so_that(
            lambda play: hard(play) and play.on[0] == 1,
            ("ann", "a", on(1)),
            ("ben", "b", on(2)),
        )
        with pytest.raises(NotYourTurn):
            floor.decide("ben", 2, "stand")

    def test_is_for_who_bet_on_the_seat(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(1)))
        for player in ("ben", "nobody"):
            if player == "nobody":
                floor.seat(player, 100)
            with pytest.raises(NotYourSeat):
                floor.decide(player, 1, "stand")

    def test_stays_with_who_bet_after_they_got_up(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(1)))
        floor.get_up("ann", 1)
        floor.sit("ben", 1)
        with pytest.raises(NotYourSeat):
            floor.decide("ben", 1, "stand")
        assert floor.decide("ann", 1, "stand").play.seats[0].hands[0].stood

    def test_after_its_time_is_refused_even_before_the_clock_has_spoken(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        floor.clock.move(15)
        with pytest.raises(StaleTurn):
            floor.decide("ann", 2, "stand")

    def test_gives_the_next_decision_a_whole_turn(self, floor):
        floor.deal_so_that(
            lambda play: hard(play) and play.hand(1, 1).total.points < 10,
            ("ann", "a", on(1)),
        )
        floor.clock.move(10)
        floor.decide("ann", 1, "hit")
        floor.clock.move(14)
        floor.decide("ann", 1, "stand")

    def test_before_the_deal_or_at_another_table_is_refused(self, floor):
        floor.advance()
        with pytest.raises(NotYourTurn):
            floor.decide("ann", 1, "stand", turn=0)
        with pytest.raises(UnknownRound):
            floor.decide("ann", 1, "stand", turn=0, round_id="roulette-eu-1.1")

    def test_needs_a_session_that_stands(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        client("dynamodb").put_item(
            TableName="connections",
            Item={
                "pk": {"S": "PLAYER#ann"},
                "sk": {"S": "SESSION"},
                "revoked_before": {"N": "5"},
            },
        )
        with pytest.raises(SessionRevoked):
            floor.decide("ann", 2, "stand")

    def test_when_the_seed_is_lost_is_refused_and_the_round_voided(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        client("dynamodb").delete_item(
            TableName="seeds", Key={"pk": {"S": f"ROUND#{floor.table.shoe.round_id}"}}
        )
        with pytest.raises(Unavailable):
            floor.decide("ann", 2, "hit")
        floor.advance()
        assert floor.round.phase is Phase.VOIDED
        floor.settle()
        assert floor.ledger.wallet("ann").cash == 10_000
        assert floor.table.shoe is None


class TestRaising:
    def test_a_double_is_paid_for_with_the_decision(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        answer = floor.decide("ann", 2, "double")
        assert (answer.stake, answer.balance.available) == (1_000, 8_000)
        assert answer.play.seats[0].hands[0].doubled
        entry = floor.ledger.entry("ann", EntryType.BET, "a~2.0")
        assert entry.reference["stakes"] == "double:21=1000"
        assert entry.reference["adds_to"] == "a"
        assert sum(gate.bets for gate in floor.gates.of_round(floor.round.round_id)) == 2

    def test_the_same_again_is_not_paid_for_again(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        first = floor.decide("ann", 2, "double", turn=0)
        again = floor.decide("ann", 2, "double", turn=0)
        assert again.model_dump() == first.model_dump() | {"replayed": True}
        assert floor.ledger.wallet("ann").cash == 8_000

    def test_without_the_money_only_the_decision_is_refused(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2, 6_000)))
        before = floor.round
        with pytest.raises(InsufficientFunds):
            floor.decide("ann", 2, "double")
        assert floor.round == before
        assert floor.ledger.wallet("ann").cash == 4_000
        assert floor.decide("ann", 2, "stand", turn=0).play.seats[0].hands[0].stood

    def test_what_may_not_be_doubled_is_not_paid_for(self, floor):
        floor.deal_so_that(
            lambda play: hard(play) and play.hand(1, 1).total.points < 10,
            ("ann", "a", on(1)),
        )
        floor.decide("ann", 1, "hit")
        with pytest.raises(CannotDouble):
            floor.decide("ann", 1, "double")
        assert floor.ledger.wallet("ann").cash == 9_000

    def test_a_split_is_a_hand_and_a_stake_more(self, floor):
        floor.deal_so_that(splittable, ("ann", "a", on(3)))
        answer = floor.decide("ann", 3, "split")
        assert len(answer.play.seats[0].hands) == 2
        entry = floor.ledger.entry("ann", EntryType.BET, "a~3.0")
        assert entry.reference["stakes"] == "split:32=1000"

    def test_insurance_is_half_of_the_bet(self, floor):
        floor.deal_so_that(insurable, ("ann", "a", on(1, 1_001)), ("ben", "b", on(2)))
        deadline = floor.table.next_at
        floor.clock.move(5)
        answer = floor.decide("ann", 1, "insure")
        assert (answer.stake, answer.next_at) == (500, deadline)
        floor.decide("ben", 2, "decline")
        assert floor.play.stage != "insurance"
        assert [seat.insured for seat in floor.play.seats] == [True, False]

    def test_every_stake_is_in_the_books_and_paid_by_its_hand(self, floor):
        floor.deal_so_that(splittable, ("ann", "a", on(3)))
        floor.decide("ann", 3, "split")
        seen = 0
        while not floor.play.is_over:
            _, hand = floor.play.on
            choice = "double" if "double" in floor.play.choices and not seen else "stand"
            floor.decide("ann", 3, choice, hand)
            seen += 1
        floor.run_out()
        outcome = BLACKJACK.read_outcome(floor.round.outcome)
        entries = floor.bets.page("ann", since=None, until=None, limit=50, cursor=None).items
        mine = [bet for bet in entries if bet.round.round_id == floor.round.round_id]
        stakes = [
            BLACKJACK.stake(each.type, each.selection, each.amount)
            for bet in mine
            for each in view_of_bet(bet).stakes
        ]
        paid = sum(view_of_bet(bet).payout for bet in mine)
        assert paid == BLACKJACK.payout(stakes, outcome)
        staked = sum(stake.amount for stake in stakes)
        assert floor.ledger.wallet("ann").cash == 10_000 - staked + paid
        assert floor.round.turnover.bets == len(mine)
        assert floor.round.turnover.stakes == {"EUR": staked}
        assert floor.faults() == []

    def test_a_voided_round_returns_what_was_added_too(self, floor):
        floor.deal_so_that(splittable, ("ann", "a", on(3)))
        floor.decide("ann", 3, "split")
        client("dynamodb").delete_item(
            TableName="seeds", Key={"pk": {"S": f"ROUND#{floor.table.shoe.round_id}"}}
        )
        floor.advance_to(Phase.VOIDED)
        floor.settle()
        assert floor.ledger.wallet("ann").cash == 10_000
        assert floor.faults() == []


class TestRunningOutOfTime:
    def test_stands_hand_after_hand_to_the_end(self, floor):
        floor.deal(("ann", "a", on(1)), ("ben", "b", on(2)))
        floor.run_out()
        assert floor.round.outcome is not None
        assert all(each.timed_out for each in floor.play.decisions)
        assert floor.faults() == []

    def test_of_who_decides_about_insurance_declines_for_the_others(self, floor):
        floor.deal_so_that(insurable, ("ann", "a", on(1)), ("ben", "b", on(2)))
        floor.decide("ben", 2, "insure")
        floor.advance()
        assert [seat.insured for seat in floor.play.seats] == [False, True]

    def test_a_message_that_comes_twice_decides_once(self, floor):
        floor.deal_so_that(
            lambda play: hard(play) and play.on[0] == 1,
            ("ann", "a", on(1)),
            ("ben", "b", on(2)),
        )
        version = floor.table.version
        floor.advance()
        assert advance_round(floor.croupier, TABLE.table_id, version) is None
        assert len(floor.play.decisions) == 1


class TestTheShoe:
    def test_serves_round_after_round_until_the_cut_card_is_out(self, floor):
        floor.burn()
        first = floor.table.shoe
        assert first.position == floor.play.next_position
        floor.burn()
        assert floor.play.position == first.position
        assert floor.round.fairness.nonce == 1
        assert floor.round.fairness.server_seed is None

    def test_is_revealed_after_its_last_round_and_each_round_can_be_dealt_again(self, floor):
        floor.burn()
        commitment = floor.round.fairness.commitment
        rounds = [floor.round.round_id]
        floor.deal_on_from(222)
        while floor.table.shoe is not None:
            assert get_round(floor.tables, floor.revealed, rounds[0]).fairness.server_seed is None
            floor.burn()
            rounds.append(floor.round.round_id)
        assert floor.play.next_position >= 234
        for round_id in rounds:
            view = get_round(floor.tables, floor.revealed, round_id).model_dump(mode="json")
            assert view["fairness"]["commitment"] == commitment
            assert redraw(view).to_wire() == view["outcome"]
        floor.advance()
        assert floor.round.fairness.commitment != commitment
        assert (floor.round.fairness.nonce, floor.table.shoe.position) == (floor.round.number, 0)
        assert floor.round.link.position == 2

    def test_of_a_voided_round_is_not_dealt_from_again(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        shoe = floor.table.shoe
        seed = floor.seeds.of(shoe.round_id)
        client("dynamodb").put_item(
            TableName="seeds",
            Item={"pk": {"S": f"ROUND#{shoe.round_id}"}, "server_seed": {"S": "0f" * 32}},
        )
        floor.advance_to(Phase.VOIDED)
        assert floor.table.shoe is None
        assert seed != "0f" * 32
        floor.settle()
        floor.advance()
        assert floor.table.shoe.round_id == floor.round.round_id

    def test_that_runs_out_at_the_deal_voids_the_round_and_returns_every_stake(self, floor):
        floor.burn()
        floor.deal_on_from(309)
        floor.advance()
        floor.sit("ann", 1)
        floor.bet("ann", "a", on(1))
        floor.advance_to(Phase.VOIDED)
        floor.settle()
        assert floor.ledger.wallet("ann").cash == 10_000
        assert floor.table.shoe is None
        assert floor.faults() == []

    def test_that_runs_out_at_a_decision_voids_the_round_and_returns_every_stake(self, floor):
        floor.burn()
        floor.deal_on_from(308)
        floor.deal(("ann", "a", on(1)))
        assert floor.play.next_position == 312
        for choice in ("hit", "stand"):
            with pytest.raises(Unavailable):
                floor.decide("ann", 1, choice)
        floor.advance_to(Phase.VOIDED)
        floor.settle()
        assert floor.ledger.wallet("ann").cash == 10_000
        assert floor.table.shoe is None
        assert floor.faults() == []


class Crash(Exception):
    """The function is gone."""


class TestCrashes:
    """What is committed is whole; what follows the commit is made good by the sweeper."""

    @pytest.fixture
    def dealt(self, floor):
        floor.deal_so_that(hard, ("ann", "a", on(2)))
        return floor

    def test_before_a_decision_is_committed_nothing_has_happened(self, dealt, monkeypatch):
        before = dealt.round

        def crash(_work):
            raise Crash

        with monkeypatch.context() as patch:
            patch.setattr(UnitOfWork, "commit", crash)
            with pytest.raises(Crash):
                dealt.decide("ann", 2, "double")
        assert dealt.round == before
        assert dealt.ledger.wallet("ann").cash == 9_000
        assert dealt.decide("ann", 2, "double", turn=0).stake == 1_000

    def test_after_it_the_player_finds_the_answer_and_the_sweeper_the_table(
        self, dealt, monkeypatch
    ):
        def crash(*_arguments):
            raise Crash

        with monkeypatch.context() as patch:
            patch.setattr(dealt.croupier.rounds, "propose", crash)
            with pytest.raises(Crash):
                dealt.decide("ann", 2, "double", turn=0)
        assert dealt.decide("ann", 2, "double", turn=0).replayed
        assert dealt.ledger.wallet("ann").cash == 8_000
        dealt.clock.move(60)
        assert TABLE.table_id in dealt.sweep()
        dealt.run_out()
        assert dealt.faults() == []

    @pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PLAYING])
    def test_of_the_clock_are_made_good_by_its_next_message(self, floor, monkeypatch, phase):
        floor.advance()
        floor.sit("ann", 2)
        floor.bet("ann", "a", on(2))
        floor.advance_to(phase)

        def crash(_work):
            raise Crash

        with monkeypatch.context() as patch:
            patch.setattr(UnitOfWork, "commit", crash)
            with pytest.raises(Crash):
                floor.advance()
        floor.run_out()
        assert floor.faults() == []


def test_past_results_are_told_by_the_dealers_hand_alone(floor):
    floor.deal(("ann", "b-1", on(1)), ("ben", "b-2", on(2)))
    floor.run_out()
    [past] = view_of_table(floor.table).last_results
    assert past.outcome.dealer.cards == floor.round.outcome["dealer"]["cards"]
    assert (len(past.outcome.seats), len(floor.round.outcome["seats"])) == (0, 2)


def test_many_rounds_of_anybodys_decisions_leave_the_books_right(floor):
    # A shoe that has hands of every kind in its first rounds.
    floor.shuffle(SeedChain(f"{2:064x}", length=20))
    results = Counter()
    for number in range(5):
        floor.advance()
        floor.deal(
            ("ann", f"a-{number}", on(1, 100), on(4, 101)),
            ("ben", f"b-{number}", on(2, 100)),
        )
        players = {each.seat: each.player_id for each in floor.round.seated}
        while not floor.play.is_over:
            play = floor.play
            if play.is_shared:
                seat = next(each.seat for each in play.seats if each.insured is None)
                floor.decide(players[seat], seat, "insure" if seat == 1 else "decline")
                continue
            seat, hand = play.on
            wanted = [
                choice
                for choice in ("split", "surrender" if seat == 2 else "double", "hit")
                if choice in play.choices and play.hand(seat, hand).total.points < 17
            ]
            floor.decide(players[seat], seat, wanted[0] if wanted else "stand", hand)
        floor.run_out()
        for seat in floor.round.outcome["seats"]:
            results.update(hand["result"] for hand in seat["hands"])
    assert set(results) >= {"win", "lose", "bust"}
    assert floor.faults() == []
