"""What players decide in a round of blackjack, what it costs them, and what is decided for them."""

import pytest

from casino.betting import UnknownRound
from casino.betting.use_cases.list_bets import list_bets
from casino.games import NotYourTurn
from casino.games.blackjack import BLACKJACK
from casino.games.errors import CannotDouble
from casino.sessions import SessionRevoked
from casino.shared.aws import client
from casino.shared.errors import Unavailable
from casino.tables import Phase
from casino.tables.errors import NotYourSeat, StaleTurn
from casino.tables.use_cases.advance_round import advance_round
from casino.wallet import EntryType, InsufficientFunds
from tests.support.blackjack import CHANNEL, TABLE, BlackjackFloor, hard, insurable, on, splittable


@pytest.fixture
def floor(aws):
    return BlackjackFloor()


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
        every = {"table_id": None, "since": None, "until": None, "limit": 50, "cursor": None}
        page = list_bets(floor.parts.bet_history, "ann", **every)
        mine = [bet for bet in page.items if bet.round_id == floor.round.round_id]
        stakes = [
            BLACKJACK.stake(each.type, each.selection, each.amount)
            for bet in mine
            for each in bet.stakes
        ]
        paid = sum(bet.payout for bet in mine)
        assert paid == BLACKJACK.payout(stakes, outcome, None)
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
        assert advance_round(floor.parts, TABLE.table_id, version) is None
        assert len(floor.play.decisions) == 1
