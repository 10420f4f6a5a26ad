"""Outcomes come of the seeds alone: not of who plays, what they stake, or how it went before."""

import pytest

from casino.games import GAMES, DecidedGame, Draws, InstantGame, SeedChain
from tests.integration.tables.conftest import Floor
from tests.integration.tables.test_games import STAKES, TABLES
from tests.support.blackjack import BlackjackFloor, on
from tests.support.moto_cloud import start_anew

CHAIN = SeedChain("c4" * 32, length=20)
ROUNDS = 4
# Who comes with how much: nobody; one who bets little; one who bets all the table takes, beside one
# who has won before.
CROWDS = ({}, {"ann": 100}, {"ben": 9_999_999, "cay": 50_000})


def outcomes(table, crowd):
    """Play some rounds with a crowd of players, and return what came out."""
    start_anew()
    floor = Floor(table)
    floor.shuffle(CHAIN)
    for player, cash in crowd.items():
        floor.seat(player, cash)
    drawn = []
    for number in range(ROUNDS):
        floor.advance()
        for player in crowd:
            stakes = STAKES[table.game_id][: 1 + number % 2]
            cost = sum(stake["amount"] for stake in stakes)
            if floor.ledger.wallet(player).cash >= cost:
                floor.bet(player, f"bet-{number}", *stakes)
        floor.run_out()
        drawn.append(floor.round.outcome)
    return drawn


@pytest.mark.parametrize("table", [TABLES[game_id] for game_id in STAKES], ids=list(STAKES))
def test_a_table_comes_to_the_same_whoever_bets(table):
    alone, *others = (outcomes(table, crowd) for crowd in CROWDS)
    assert [alone, alone] == others
    assert len({str(outcome) for outcome in alone}) > 1


def test_a_shoe_deals_the_same_cards_whoever_sits_there():
    def dealt(player, amount):
        start_anew()
        floor = BlackjackFloor()
        floor.shuffle(CHAIN)
        floor.deal((player, "a", on(2, amount), on(5, amount)))
        floor.run_out()
        return floor.round.outcome

    assert dealt("ann", 100) == dealt("ben", 4_900)


# What is staked in the course of a round is tested with the rules of its game.
@pytest.mark.parametrize(
    "game_id", sorted(each for each, game in GAMES.items() if not isinstance(game, DecidedGame))
)
def test_a_hundred_times_the_stake_pays_a_hundred_times_as_much(game_id):
    game = GAMES[game_id]
    paid = set()
    for nonce in range(60):
        outcome = game.draw(Draws("5e" * 32, client_seed="anybody", nonce=nonce))
        for raw in stakes_of(game_id, game):
            little, much = (
                game.payout([raw(amount)], outcome, None) for amount in (1_000, 100_000)
            )
            assert much == 100 * little
            paid.add(little)
    assert len(paid) > 1


def stakes_of(game_id, game):
    """Return what makes a stake of an amount, for some of the game's bets."""
    if isinstance(game, InstantGame):
        choices = {"dice": {"direction": "under", "chance": 4_950}, "limbo": {"target": 200}}
        return [lambda amount: game.bet(choices.get(game_id), amount)]
    return [
        lambda amount, raw=raw: game.read_stake(raw | {"amount": amount}) for raw in STAKES[game_id]
    ]
