"""The published figures of blackjack, computed anew; at every change they are held by a digest."""

import pytest

from casino.games.blackjack.figures import figures_of
from casino.games.blackjack.odds import figures, published
from tests.support.variants import BLACKJACKS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("game", BLACKJACKS, ids=lambda game: game.game_id)
def test_the_figures_are_those_that_the_rules_come_to(game):
    assert figures_of(game.game_id) == published(figures(game.rules))
