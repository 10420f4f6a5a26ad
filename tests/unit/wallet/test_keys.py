"""Keys of entries that are there for ever, and so must not meet."""

import pytest
from pydantic import TypeAdapter, ValidationError

from casino.shared.ids import derived_id, new_id
from casino.shared.messages import BetId, NewBetId, RoundId


@pytest.mark.parametrize("kind", [NewBetId, BetId, RoundId])
def test_nobody_can_name_a_bet_as_a_game_providers_transactions_are_named(kind):
    adapter = TypeAdapter(kind)
    assert adapter.validate_python("demo-croupier-tx-1") == "demo-croupier-tx-1"
    with pytest.raises(ValidationError):
        adapter.validate_python("demo-croupier/tx-1")


def test_no_id_of_our_own_is_named_so_either():
    assert "/" not in new_id("rnd") + derived_id("dep", "ann", "a/b")
