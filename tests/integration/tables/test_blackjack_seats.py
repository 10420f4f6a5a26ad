"""Seats of a blackjack table: who sits where, for how long, and who may bet on which."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from casino.shared.aws import client
from casino.shared.dynamodb import to_item
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.blackjack_messages import NameSeat
from casino.tables.errors import NoSuchSeat, NotYourSeat, SeatCooldown, SeatOccupied, TooManySeats
from casino.tables.seats import KEPT_ROUNDS, seats_taken
from casino.tables.use_cases.change_seat import free_seats, list_seats, take_seat
from casino.tables.views import view_of_table
from casino.wallet import InsufficientFunds, NoWallet, WalletRestricted
from tests.integration.tables.conftest import TABLE_ID, Floor
from tests.support.bars import bar_on
from tests.support.blackjack import CHANNEL, TABLE, BlackjackFloor, on
from tests.support.parts import others


@pytest.fixture
def floor(aws):
    return BlackjackFloor()


class TestSeats:
    def test_a_seat_is_taken_by_one_player(self, floor):
        assert floor.sit("ann", 3).model_dump() == {"taken": [3], "yours": [3]}
        with pytest.raises(SeatOccupied):
            floor.sit("ben", 3)
        assert list_seats(floor.parts, "ben", TABLE.table_id).model_dump() == {
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
        with pytest.raises(NoSuchSeat):
            take_seat(floor.parts, "ann", NameSeat(table_id=TABLE_ID, seat=1))
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
        with pytest.raises(SeatOccupied):
            floor.bet("ben", "b", on(3))
        floor.advance_to(Phase.PLAYING)
        floor.run_out()
        floor.advance()
        assert floor.bet("ben", "b", on(3))["status"] == "accepted"


def pass_by(floor, rounds=1):
    """Let rounds pass on which nobody bets, and the clock free what it has to."""
    for _ in range(rounds):
        before = floor.round.number if floor.round else 0
        while floor.round is None or floor.round.phase is not Phase.CLOSED:
            advance(floor)
        while floor.round.phase is not Phase.SETTLED:
            advance(floor)
        assert floor.round.number in {before, before + 1}


def advance(floor):
    free_seats(floor.parts, floor.advance())


class TestOnesShare:
    """Nobody keeps others from playing."""

    def test_a_player_holds_two_seats_and_not_seven(self, floor):
        floor.sit("ann", 1)
        assert floor.sit("ann", 2).yours == [1, 2]
        for seat in range(3, 8):
            with pytest.raises(TooManySeats):
                floor.sit("ann", seat)
        assert floor.sit("ben", 3).taken == [1, 2, 3]

    def test_how_many_is_the_tables_to_say(self, aws):
        floor = BlackjackFloor(replace(TABLE, limits=replace(TABLE.limits, max_seats=7)))
        for seat in range(1, 8):
            floor.sit("ann", seat)
        assert list_seats(floor.parts, "ann", TABLE.table_id).yours == [*range(1, 8)]

    @pytest.mark.parametrize("others", [1, 2, 3])
    def test_seats_taken_at_the_same_moment_count(self, floor, monkeypatch, others):
        """Whatever is read before, between or after: what was taken meanwhile is counted."""
        seats_of = floor.seats.of

        def overtaken(table):
            monkeypatch.undo()
            seen = seats_of(table)
            for seat in range(1, others + 1):
                with suppress(TooManySeats):
                    floor.sit("ann", seat)
            return seen

        monkeypatch.setattr(floor.seats, "of", overtaken)
        with suppress(TooManySeats):
            floor.sit("ann", 7)
        assert len(list_seats(floor.parts, "ann", TABLE.table_id).yours) == 2

    def test_leaving_makes_room_for_another_seat_and_for_others(self, floor):
        floor.sit("ann", 1)
        floor.sit("ann", 2)
        floor.get_up("ann", 1)
        assert floor.sit("ann", 3).yours == [2, 3]
        assert floor.sit("ben", 1).yours == [1]


class TestFunds:
    def test_who_can_not_bet_the_least_does_not_sit_down(self, floor):
        floor.seat("poor", TABLE.limits.min_stake - 1)
        with pytest.raises(InsufficientFunds):
            floor.sit("poor", 1)
        assert list_seats(floor.parts, "poor", TABLE.table_id).taken == []

    def test_cash_and_bonus_together_may_do(self, floor):
        floor.seat("both", 60, bonus=40)
        assert floor.sit("both", 1).yours == [1]

    def test_money_that_is_spent_at_the_same_moment_does_not(self, floor, monkeypatch):
        floor.seat("poor", 100)
        demand = floor.ledger.demand

        def overtaken(work, wallet, taken):
            monkeypatch.undo()
            floor.give("poor", -1)
            demand(work, wallet, taken)

        monkeypatch.setattr(floor.ledger, "demand", overtaken)
        with pytest.raises(InsufficientFunds):
            floor.sit("poor", 1)

    def test_who_may_not_play_does_not_sit_down(self, floor):
        floor.seat("barred", 1_000, bars=(bar_on("play"),))
        with pytest.raises(WalletRestricted):
            floor.sit("barred", 1)
        with pytest.raises(NoWallet):
            floor.sit("nobody", 1)

    def test_who_sits_and_may_not_play_any_more_does_not_sit_down_again(self, floor):
        floor.sit("ben", 1)
        before = floor.ledger.wallet("ben")
        work = UnitOfWork(client("dynamodb"))
        floor.ledger.change_standing(work, before, before.barring(bar_on("play")))
        work.commit()
        with pytest.raises(WalletRestricted):
            floor.sit("ben", 1)


class TestReservations:
    def test_a_seat_without_a_bet_is_free_for_others_after_seconds(self, floor):
        floor.advance()
        floor.sit("ann", 3)
        floor.clock.move(29)
        with pytest.raises(SeatOccupied):
            floor.sit("ben", 3)
        floor.clock.move(1)
        assert floor.sit("ben", 3).yours == [3]
        floor.advance_to(Phase.SETTLED)
        floor.advance()
        with pytest.raises(NotYourSeat):
            floor.bet("ann", "a", on(3))

    def test_everybody_sees_that_it_is_once_the_clock_comes_by(self, floor):
        floor.sit("ann", 3)
        pass_by(floor, 3)
        assert seats_taken(floor.seats, floor.table) == []
        told = [event.name for event in floor.events(CHANNEL) if "seat" in event.name]
        assert told == ["seat.taken", "seat.left"]

    def test_nobody_loses_a_seat_while_they_can_not_bet(self, floor):
        floor.deal(("ben", "b", on(5)))
        floor.sit("ann", 3)
        floor.clock.move(600)
        with pytest.raises(SeatOccupied):
            floor.sit("cay", 3)
        floor.run_out()
        floor.advance()
        assert floor.bet("ann", "a", on(3))["status"] == "accepted"

    def test_a_bet_keeps_a_seat_for_some_rounds(self, floor):
        floor.advance()
        floor.sit("ann", 3)
        floor.bet("ann", "a", on(3))
        floor.advance_to(Phase.PLAYING)
        floor.run_out()
        pass_by(floor, KEPT_ROUNDS - 1)
        with pytest.raises(SeatOccupied):
            floor.sit("ben", 3)
        pass_by(floor, 1)
        assert floor.sit("ben", 3).yours == [3]

    def test_a_bet_in_the_last_moment_keeps_the_seat(self, floor, monkeypatch):
        floor.advance()
        floor.sit("ann", 3)
        floor.clock.move(12.9)
        seats_of = floor.seats.of

        def overtaken(table):
            seen = seats_of(table)
            monkeypatch.undo()
            floor.bet("ann", "a", on(3))
            return seen

        monkeypatch.setattr(floor.seats, "of", overtaken)
        late = others(floor.parts, clock=lambda: floor.clock.now + timedelta(seconds=60))
        with pytest.raises(SeatOccupied):
            take_seat(late, "ben", NameSeat(table_id=TABLE.table_id, seat=3))
        assert list_seats(floor.parts, "ann", TABLE.table_id).yours == [3]

    def test_a_bet_wins_against_the_clock_that_would_free_the_seat(self, floor, monkeypatch):
        floor.advance()
        floor.sit("ann", 3)
        seats_of = floor.seats.of

        def overtaken(table):
            seen = seats_of(table)
            monkeypatch.undo()
            floor.bet("ann", "a", on(3))
            return seen

        monkeypatch.setattr(floor.seats, "of", overtaken)
        late = others(floor.parts, clock=lambda: floor.clock.now + timedelta(seconds=60))
        free_seats(late, floor.table)
        assert list_seats(floor.parts, "ann", TABLE.table_id).yours == [3]

    def test_moving_from_seat_to_seat_does_not_start_the_time_anew(self, floor):
        floor.advance()
        floor.sit("ann", 1)
        for seat in (2, 3):
            floor.clock.move(10)
            floor.sit("ann", seat)
            floor.get_up("ann", seat - 1)
        floor.clock.move(10)
        assert floor.sit("ben", 3).yours == [3]

    def test_seats_from_before_are_kept_as_if_bet_on_when_they_were_taken(self, floor):
        floor.advance()
        client("dynamodb").put_item(
            TableName="seats",
            Item=to_item(
                {"pk": f"SEAT#{TABLE.table_id}", "sk": "3", "player_id": "ann", "round": 1}
            ),
        )
        with pytest.raises(SeatOccupied):
            floor.sit("ben", 3)
        assert floor.bet("ann", "a", on(3))["status"] == "accepted"
        floor.get_up("ann", 3)
        assert floor.sit("ben", 3).yours == [3]


class TestCooldown:
    def test_who_leaves_waits_before_they_take_the_seat_again(self, floor):
        floor.sit("ann", 3)
        floor.get_up("ann", 3)
        with pytest.raises(SeatCooldown) as refused:
            floor.sit("ann", 3)
        assert refused.value.details == {"retry_after": 15}
        assert refused.value.retry_after_seconds == 15
        floor.clock.move(15)
        assert floor.sit("ann", 3).yours == [3]

    def test_who_lets_a_reservation_lapse_waits_before_they_take_any(self, floor):
        floor.sit("ann", 3)
        pass_by(floor, 2)
        while seats_taken(floor.seats, floor.table):
            advance(floor)
        for seat in (3, 4):
            with pytest.raises(SeatCooldown):
                floor.sit("ann", seat)
        floor.clock.move(15)
        assert floor.sit("ann", 4).yours == [4]

    def test_who_lost_the_seat_to_somebody_else_waits_as_well(self, floor):
        floor.advance()
        floor.sit("ann", 3)
        floor.clock.move(30)
        floor.sit("ben", 3)
        with pytest.raises(SeatCooldown):
            floor.sit("ann", 4)
        told = [event.name for event in floor.events(CHANNEL) if "seat" in event.name]
        assert told == ["seat.taken", "seat.left", "seat.taken"]

    def test_who_has_played_moves_as_they_like(self, floor):
        floor.advance()
        floor.sit("ann", 3)
        floor.bet("ann", "a", on(3))
        floor.advance_to(Phase.PLAYING)
        floor.run_out()
        floor.advance()
        floor.clock.move(9)
        floor.get_up("ann", 3)
        assert floor.sit("ann", 4).yours == [4]
        floor.clock.move(29)
        with pytest.raises(SeatOccupied):
            floor.sit("ben", 4)

    def test_a_seat_that_was_kept_for_too_long_can_not_be_taken_again_at_once(self, floor):
        floor.advance()
        floor.sit("ann", 3)
        floor.clock.move(30)
        with pytest.raises(SeatCooldown):
            floor.sit("ann", 3)
