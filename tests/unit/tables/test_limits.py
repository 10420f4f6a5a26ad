"""A round's limits hold for all that a player has on it, however it comes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.betting import StakeOutOfRange
from casino.games import GAMES, Stake
from casino.games.roulette import EUROPEAN
from casino.shared.clock import to_rfc3339
from casino.tables.gates import Gate
from casino.tables.limits import MARK, MAX_SPOTS, counted_at, marked, placed_on, with_bet
from casino.tables.model import GATE_SHARDS, MAX_EXPOSURE, Limits
from casino.wallet import Wallet

NOW = datetime(2026, 5, 17, 21, tzinfo=UTC)


def gate(limits=None, *, game_id="roulette-european", table_id="t", number=1, **more):
    limits = limits or Limits(10, 1_000, 5_000)
    return Gate(
        round_id=f"{table_id}.{number}",
        table_id=table_id,
        game_id=game_id,
        number=number,
        closes_at=to_rfc3339(NOW + timedelta(seconds=10)),
        limits=limits.completed(GAMES[game_id]),
        **{"shard": 0, "exposure": {}} | more,
    )


def straight(number, amount):
    return Stake("straight", (number,), amount)


def bet(wallet, at, *stakes, now=NOW):
    """Place a bet as far as limits are concerned; return the wallet that remembers it."""
    return marked(wallet, at, with_bet(placed_on(wallet, at), stakes, at), now)


def refusal(wallet, at, *stakes):
    with pytest.raises(StakeOutOfRange) as refused:
        bet(wallet, at, *stakes)
    return refused.value


WALLET = Wallet("ann", "EUR", cash=1_000_000)


class TestSpots:
    def test_stakes_on_one_spot_are_one_stake(self):
        refused = refusal(WALLET, gate(), straight(7, 600), straight(8, 10), straight(7, 401))
        assert refused.details == {"limit": "max_stake", "remaining": 1_000}
        assert [each.pointer for each in refused.errors] == [
            "/stakes/0/amount",
            "/stakes/2/amount",
        ]

    def test_selections_in_any_order_are_one_spot(self):
        one, other = (
            EUROPEAN.read_stake({"type": "split", "selection": numbers, "amount": 501})
            for numbers in ([1, 2], [2, 1])
        )
        assert refusal(WALLET, gate(), one, other).details["remaining"] == 1_000

    def test_several_small_stakes_may_make_up_the_least_one(self):
        assert bet(WALLET, gate(), straight(7, 5), straight(7, 5))
        assert refusal(WALLET, gate(), straight(7, 9)).details["limit"] == "min_stake"

    def test_a_second_bet_is_told_what_is_left(self):
        wallet = bet(WALLET, gate(), straight(7, 700))
        refused = refusal(wallet, gate(), straight(7, 301))
        assert refused.details == {"limit": "max_stake", "remaining": 300}
        assert "from 10 to 300" in refused.detail
        wallet = bet(wallet, gate(), straight(7, 300))
        assert refusal(wallet, gate(), straight(7, 10)).details["remaining"] == 0

    def test_other_spots_have_room_of_their_own(self):
        wallet = bet(WALLET, gate(), straight(7, 1_000))
        assert bet(wallet, gate(), straight(8, 1_000))


class TestRounds:
    def test_all_bets_of_a_round_count_together(self):
        wallet = WALLET
        for number in range(4):
            wallet = bet(wallet, gate(), straight(number, 1_000))
        refused = refusal(wallet, gate(), straight(10, 600), straight(11, 401))
        assert refused.details == {"limit": "max_bet", "remaining": 1_000}

    def test_the_next_round_starts_anew(self):
        wallet = bet(WALLET, gate(), straight(7, 1_000))
        assert bet(wallet, gate(number=2), straight(7, 1_000))

    def test_another_table_counts_for_itself(self):
        wallet = bet(WALLET, gate(), straight(7, 1_000))
        wallet = bet(wallet, gate(table_id="u"), straight(7, 1_000))
        assert set(wallet.marks[MARK]) == {"t", "u"}
        assert refusal(wallet, gate(), straight(7, 10))

    def test_what_is_long_over_is_forgotten(self):
        wallet = bet(WALLET, gate(), straight(7, 1_000))
        wallet = bet(wallet, gate(table_id="u"), straight(7, 10), now=NOW + timedelta(hours=2))
        assert set(wallet.marks[MARK]) == {"u"}

    def test_what_others_keep_on_the_wallet_stays(self):
        wallet = Wallet("ann", "EUR", cash=10, marks={"month": {"since": 1}})
        assert bet(wallet, gate(), straight(7, 10)).marks["month"] == {"since": 1}

    def test_a_wallet_does_not_grow_with_every_target_there_is(self):
        at = gate(Limits(1, 1_000, 1_000_000), game_id="crash")
        targets = [Stake("crash", (101 + n,), 1) for n in range(MAX_SPOTS)]
        wallet = bet(WALLET, at, *targets)
        assert refusal(wallet, at, Stake("crash", (9_999,), 1)).details["limit"] == "max_spots"
        assert refusal(wallet, gate(table_id="u"), straight(7, 10)).details["remaining"] == 0


class TestExposure:
    def test_a_player_can_win_so_much_and_no_more(self):
        at = gate(Limits(10, 1_000, 5_000, max_player_exposure=7_000))
        wallet = bet(WALLET, at, straight(7, 150))
        refused = refusal(wallet, at, straight(7, 51))
        assert refused.details == {"limit": "max_player_exposure", "remaining": 1_750}
        assert bet(wallet, at, straight(7, 50))

    def test_what_makes_it_less_is_always_taken(self):
        at = gate(Limits(10, 1_000, 5_000, max_player_exposure=7_000))
        wallet = bet(WALLET, at, straight(7, 200))
        wallet = bet(wallet, at, straight(8, 200))
        assert wallet.marks[MARK]["t"]["exposure"] == 6_800

    def test_a_seat_is_taken_for_split_and_doubled(self):
        limits = Limits(10, 1_000, 5_000, max_player_exposure=7_999)
        at = gate(limits, game_id="blackjack")
        assert refusal(WALLET, at, Stake("seat", (1,), 1_000)).details["remaining"] == 7_999
        assert bet(WALLET, at, Stake("seat", (1,), 999))

    @pytest.mark.parametrize("game", GAMES.values(), ids=lambda game: game.game_id)
    def test_unless_told_a_table_lets_players_win_what_they_may_stake(self, game):
        limits = Limits(10, 1_000, 5_000).completed(game)
        assert limits.max_player_exposure == 5_000 * game.longest_odds
        assert limits.max_exposure == 20 * limits.max_player_exposure
        widest = Limits(1, 10**12, 10**12).completed(game)
        assert widest.max_player_exposure <= widest.max_exposure <= MAX_EXPOSURE < 2**53

    def test_who_is_told_the_sum_alone_lets_one_player_win_it(self):
        limits = Limits(10, 1_000, 5_000, max_exposure=1_000).completed(EUROPEAN)
        assert limits.max_player_exposure == 1_000


class TestShards:
    def shards(self, *held, most=1_000):
        limits = Limits(10, 1_000, 5_000, max_exposure=most)
        return [gate(limits, shard=n, exposure={"EUR": each}) for n, each in enumerate(held)]

    def unread(self):
        raise AssertionError("the whole gate was read")

    def test_hold_the_whole_limit_together(self):
        assert sum(each.share for each in self.shards(0, 0, 0, 0, most=1_003)) == 1_003

    def test_of_others_are_left_alone_while_there_is_room(self):
        own, *_ = self.shards(0, 0, 0, 0)
        assert counted_at(own, 250, "EUR", self.unread) == {0: 250}
        assert counted_at(own, -90, "EUR", self.unread) == {0: -90}

    def test_help_out_where_the_own_one_is_full(self):
        shards = self.shards(200, 0, 240, -50)
        assert counted_at(shards[0], 600, "EUR", lambda: shards) == {0: 50, 1: 250, 2: 10, 3: 290}

    def test_refuse_what_there_is_no_room_for_anywhere(self):
        shards = self.shards(200, 240, 250, 250)
        with pytest.raises(StakeOutOfRange) as refused:
            counted_at(shards[0], 61, "EUR", lambda: shards)
        assert refused.value.details == {"limit": "max_exposure", "remaining": 60}

    def test_count_each_currency_for_itself(self):
        own, *_ = self.shards(250, 250, 250, 250)
        assert counted_at(own, 250, "GBP", self.unread) == {0: 250}

    def test_of_a_round_from_before_are_not_counted(self):
        own = gate(exposure=None)
        assert counted_at(own, 10**9, "EUR", self.unread) == {0: 10**9}


# ---- The rule as anybody would write it down, from every bet that was taken.


class Oracle:
    def __init__(self, limits):
        self.limits, self.bets = limits, []

    def takes(self, stakes):
        every = [stake for bet in [*self.bets, stakes] for stake in bet]
        for spot in {stake.spot for stake in stakes}:
            new = sum(s.amount for s in stakes if s.spot == spot)
            all_of_it = sum(s.amount for s in every if s.spot == spot)
            if new < self.limits.min_stake or all_of_it > self.limits.max_stake:
                return False
        if sum(stake.amount for stake in every) > self.limits.max_bet:
            return False
        most = max(self.limits.max_player_exposure, self.exposure(self.bets))
        return self.exposure([*self.bets, stakes]) <= most

    def exposure(self, bets):
        every = [stake for bet in bets for stake in bet]
        staked = sum(stake.amount for stake in every)
        return max(
            0,
            *(EUROPEAN.payout(every, EUROPEAN.outcome(n), None) - staked for n in EUROPEAN.pockets),
        )


_SPOTS = st.sampled_from(
    [("straight", [7]), ("straight", [8]), ("split", [7, 8]), ("split", [8, 7]), ("red", None)]
)
_STAKES = st.lists(st.tuples(_SPOTS, st.integers(1, 400)), min_size=1, max_size=4)
_LIMITS = st.builds(
    lambda least, stake, bet, exposure: Limits(least, stake, stake + bet, exposure),
    st.integers(1, 20),
    st.integers(20, 500),
    st.integers(0, 800),
    st.integers(1, 20_000),
)


@given(_LIMITS, st.lists(_STAKES, max_size=8))
def test_a_bet_is_taken_exactly_if_all_bets_of_the_round_together_are_within_the_limits(
    limits, bets
):
    at = gate(limits)
    wallet, oracle = WALLET, Oracle(at.limits)
    for wanted in bets:
        stakes = [
            EUROPEAN.read_stake({"type": kind, "selection": selection, "amount": amount})
            for (kind, selection), amount in wanted
        ]
        if oracle.takes(stakes):
            wallet = bet(wallet, at, *stakes)
            oracle.bets.append(stakes)
        else:
            assert refusal(wallet, at, *stakes).details["remaining"] >= 0
    assert placed_on(wallet, at).exposure == oracle.exposure(oracle.bets or [[]])


@given(
    most=st.integers(0, 2_000),
    bets=st.lists(st.tuples(st.integers(0, GATE_SHARDS - 1), st.integers(-300, 900)), max_size=30),
)
def test_shards_never_hold_more_than_the_limit_and_never_refuse_what_fits(most, bets):
    limits = Limits(10, 1_000, 5_000, max_exposure=most or 1)
    held = [0] * GATE_SHARDS
    for own, more in bets:
        shards = [gate(limits, shard=n, exposure={"EUR": each}) for n, each in enumerate(held)]
        room = sum(max(0, shard.room("EUR")) for shard in shards)
        if more > room:
            with pytest.raises(StakeOutOfRange) as refused:
                counted_at(shards[own], more, "EUR", lambda now=shards: now)
            assert refused.value.details["remaining"] == room
            continue
        counted = counted_at(shards[own], more, "EUR", lambda now=shards: now)
        assert sum(counted.values()) == more
        for shard, part in counted.items():
            held[shard] += part
            assert held[shard] <= shards[shard].share
        assert sum(held) <= (most or 1)
