"""Seats of a blackjack table: who sits where, and who may bet on which."""

import pytest

from casino.tables import Phase
from casino.tables.blackjack_messages import NameSeat
from casino.tables.errors import NoSuchSeat, NotYourSeat, SeatTaken
from casino.tables.seats import IDLE_ROUNDS, seats_taken
from casino.tables.use_cases.change_seat import Usher, list_seats, take_seat
from casino.tables.views import view_of_table
from tests.integration.tables.conftest import TABLE_ID, Floor
from tests.support.blackjack import CHANNEL, TABLE, BlackjackFloor, on


@pytest.fixture
def floor(aws):
    return BlackjackFloor()


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
