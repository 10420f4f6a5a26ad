"""Every game that tables draw, from the first bet to the audit; `test_blackjack` has the one that
players decide.
"""

import pytest

from casino.games import AT_TABLES, GAMES, Fairness, draw_for_bet
from casino.games.verify import redraw
from casino.tables.seed import DEMO_TABLES
from casino.tables.views import view_of_round
from tests.integration.tables.conftest import Floor
from tests.support.variants import BLACKJACK_IDS

STAKES = {
    "roulette-european": [
        {"type": "red", "amount": 101},
        {"type": "column", "selection": [2], "amount": 70},
    ],
    "roulette-american": [
        {"type": "basket", "selection": [0, 1, 2, 3, 37], "amount": 50},
        {"type": "split", "selection": [0, 37], "amount": 10},
        {"type": "black", "amount": 33},
    ],
    "roulette-french": [{"type": "even", "amount": 101}, {"type": "high", "amount": 77}],
    "baccarat": [
        {"type": "banker", "amount": 101},
        {"type": "player", "amount": 55},
        {"type": "tie", "amount": 10},
        {"type": "player_pair", "amount": 10},
    ],
    "baccarat-no-commission": [
        {"type": "banker", "amount": 99},
        {"type": "banker_pair", "amount": 10},
    ],
    "crash": [
        {"type": "crash", "selection": [101], "amount": 100},
        {"type": "crash", "selection": [150], "amount": 33},
    ],
}

TABLES = {table.game_id: table for table in reversed(DEMO_TABLES)}


def test_every_game_of_the_tables_has_a_demo_table_and_is_played_here():
    assert set(TABLES) == {*STAKES, *BLACKJACK_IDS} == AT_TABLES


@pytest.mark.parametrize("game_id", sorted(STAKES))
def test_a_round_is_paid_by_its_rules_recalled_whole_and_found_right(aws, game_id):
    floor = Floor(TABLES[game_id])
    game = GAMES[game_id]
    floor.seat("ann", 10_000)
    paid = 0
    for number in range(4):
        floor.advance()
        floor.bet("ann", f"bet-{number}", *STAKES[game_id])
        floor.run_out()
        floor.settle()
        stakes = [game.read_stake(raw) for raw in STAKES[game_id]]
        recalled = view_of_round(floor.round, "EUR").model_dump(mode="json", exclude_unset=True)
        assert redraw(recalled).to_wire() == recalled["outcome"] == floor.round.outcome
        assert Fairness(**recalled["fairness"]).server_seed is not None
        draw = draw_for_bet(recalled["rounding_seed"], "ann", f"bet-{number}")
        paid += game.payout(stakes, game.read_outcome(recalled["outcome"]), draw)
        assert floor.faults() == []
        assert floor.shown("ann", f"bet-{number}").payout is not None
    staked = 4 * sum(raw["amount"] for raw in STAKES[game_id])
    assert floor.ledger.wallet("ann").cash == 10_000 - staked + paid
