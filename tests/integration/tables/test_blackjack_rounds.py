"""Rounds of blackjack: dealt from a shoe, paid, and dealt again from what is on record."""

from collections import Counter

import pytest

from casino.games import SeedChain
from casino.games.verify import redraw
from casino.shared.aws import client
from casino.shared.errors import Unavailable
from casino.tables import BettingClosed, Phase
from casino.tables.errors import BetsNotIndexedYet
from casino.tables.use_cases.get_round import get_round
from casino.tables.views import view_of_table
from tests.support.blackjack import CHANNEL, H17_TABLE, TABLE, BlackjackFloor, hard, on


@pytest.fixture
def floor(aws):
    return BlackjackFloor()


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
            get_round(
                floor.tables, floor.parts.revealed_seeds, floor.round.round_id
            ).model_dump_json(),
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
            patch.setattr(floor.parts.bets, "of_gates", lagging)
            assert floor.advance() is None
            assert floor.round.phase is Phase.CLOSED
        assert floor.advance() is not None
        assert floor.round.phase is Phase.PLAYING

    def test_takes_no_bet_any_more(self, floor):
        floor.deal(("ann", "a", on(2)))
        with pytest.raises(BettingClosed):
            floor.bet("ann", "late", on(2))


class TestTheShoe:
    def test_serves_round_after_round_until_the_cut_card_is_out(self, floor):
        floor.burn()
        first = floor.table.shoe
        assert first.position == floor.play.next_position
        floor.burn()
        assert floor.play.position == first.position
        assert floor.round.fairness.nonce == 1
        assert floor.round.fairness.server_seed is None

    @pytest.mark.parametrize("table", [TABLE, H17_TABLE], ids=lambda table: table.game_id)
    def test_is_revealed_after_its_last_round_and_each_round_can_be_dealt_again(self, aws, table):
        floor = BlackjackFloor(table)
        floor.burn()
        commitment = floor.round.fairness.commitment
        rounds = [floor.round.round_id]
        floor.deal_on_from(222)
        while floor.table.shoe is not None:
            assert (
                get_round(floor.tables, floor.parts.revealed_seeds, rounds[0]).fairness.server_seed
                is None
            )
            floor.burn()
            rounds.append(floor.round.round_id)
        assert floor.play.next_position >= 234
        for round_id in rounds:
            view = get_round(floor.tables, floor.parts.revealed_seeds, round_id).model_dump(
                mode="json"
            )
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
