import pytest

from casino.betting import UnknownRound
from casino.games import commitment_to
from casino.wallet import NoWallet


def test_the_seeds_are_committed_before_the_first_round(room):
    seeds = room.seeds()
    assert seeds.nonce == 0
    assert room.play("k-1").bet.fairness.commitment == seeds.commitment


def test_looking_at_them_changes_nothing(room):
    assert room.seeds() == room.seeds()


def test_nothing_of_them_is_secret(room):
    pair = room.parts.seed_pairs.of("ann") or (room.seeds() and room.parts.seed_pairs.of("ann"))
    said = room.seeds().model_dump_json() + repr(pair)
    assert pair.server_seed not in said
    assert pair.next_server_seed not in said


def test_rotating_reveals_the_old_and_puts_the_committed_one_to_use(room):
    before = room.seeds()
    room.play("k-1")
    after = room.rotate(client_seed="my own words")
    assert commitment_to(after.revealed.server_seed) == before.commitment
    assert (after.revealed.client_seed, after.revealed.rounds) == (before.client_seed, 1)
    assert after.commitment == before.next_commitment
    assert (after.client_seed, after.nonce) == ("my own words", 0)
    assert after.next_commitment not in {before.commitment, before.next_commitment}


def test_rotating_before_any_round_is_allowed(room):
    assert room.rotate().revealed.rounds == 0


def test_without_words_of_the_players_own_the_client_seed_is_random(room):
    seeds = {room.rotate().client_seed for _ in range(5)}
    assert len(seeds) == 5


def test_a_round_between_read_and_write_is_counted_among_the_revealed(room):
    room.seeds()
    room.wire.before_commit = lambda: room.play("k-1")
    assert room.rotate().revealed.rounds == 1


def test_two_rotations_at_once_reveal_two_seeds(room):
    first = room.seeds()
    others = []
    room.wire.before_commit = lambda: others.append(room.rotate())
    second = room.rotate()
    assert others[0].revealed.commitment == first.commitment
    assert second.revealed.commitment == first.next_commitment


def test_nobody_without_a_wallet_has_seeds(room):
    with pytest.raises(NoWallet):
        room.seeds("nobody")
    with pytest.raises(NoWallet):
        room.rotate("nobody")


class TestRecall:
    def test_holds_everything_to_redraw_the_round(self, room):
        before = room.ledger.wallet("ann").cash
        played = room.play_until(won=True)
        recalled = room.recall(played.bet.round_id).model_dump(mode="json")
        after = room.ledger.wallet("ann").cash
        fairness = recalled.pop("fairness")
        assert recalled == {
            "round_id": played.bet.round_id,
            "game_id": "dice",
            "paytable": "1",
            "currency": "EUR",
            "stake": 100,
            "choice": {"direction": "under", "chance": 4_950},
            "outcome": played.bet.outcome.to_wire(),
            "payout": 200,
            "rounding": None,  # double the stake is a whole number of cents
            "balance_before": after - 100,
            "balance_after": after,
            "played_at": "2026-11-23T12:00:00.000000Z",
        }
        assert before >= after - 100
        assert fairness["server_seed"] is None

    def test_shows_the_server_seed_after_its_rotation(self, room):
        old, new = room.play("k-1").bet, (room.rotate(), room.play("k-2").bet)[1]
        assert commitment_to(room.recall(old.round_id).fairness.server_seed) == (
            old.fairness.commitment
        )
        assert room.recall(new.round_id).fairness.server_seed is None

    def test_is_for_the_player_alone(self, room):
        room.seat("ben", 1_000)
        round_id = room.play("k-1").bet.round_id
        with pytest.raises(UnknownRound):
            room.recall(round_id, "ben")
