from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casino.betting import StakeOutOfRange
from casino.catalogue import UnknownGame
from casino.games import GAMES, Draws, Fairness, InvalidChoice
from casino.games.dice import DICE
from casino.games.errors import IndivisibleStake
from casino.instant.errors import (
    ClientSeedDiffers,
    GameCycle,
    GameNotInstant,
    RoundKeyReused,
)
from casino.instant.messages import view_of_round
from casino.policies import UnknownJurisdiction
from casino.shared.errors import Contention
from casino.shared.ids import derived_id
from casino.wallet import (
    Activity,
    EntryType,
    InsufficientFunds,
    NoWallet,
    WalletRestricted,
)
from tests.integration.instant.conftest import UNDER, Died, Room, conflict, die
from tests.support.bars import bar_on


def answer(played):
    return view_of_round(played.bet).model_dump(mode="json")


class TestARound:
    def test_that_won_takes_its_stake_and_pays_in_one_go(self, room):
        before = room.ledger.wallet("ann")
        played = room.play_until(won=True, stake=100)
        bet, win = room.entries()[-2:]
        assert (bet.type, win.type) == (EntryType.BET, EntryType.WIN)
        assert bet.key == win.key == played.bet.round_id
        assert bet.postings == {"player:cash": -100, "game:dice": 100}
        assert win.postings == {"player:cash": 200, "game:dice": -200}
        assert win.version == bet.version + 1
        after = room.ledger.wallet("ann")
        assert (after.cash, after.version) == (win.cash, win.version)
        assert after.cash == before.cash - after.totals.staked + after.totals.paid_out

    def test_that_lost_costs_one_entry(self, room):
        room.play_until(won=False)
        entry = room.entries()[-1]
        assert entry.type is EntryType.BET
        assert room.ledger.wallet("ann").version == entry.version

    def test_is_answered_with_the_balance_after_it(self, room):
        for won in (True, False):
            said = answer(room.play_until(won=won))
            wallet = room.ledger.wallet("ann")
            assert said["payout"] == (200 if won else 0)
            assert said["balance"] == {
                "available": wallet.cash,
                "cash": wallet.cash,
                "bonus": 0,
                "held": 0,
                "version": wallet.version,
            }

    def test_ends_as_its_committed_seed_says(self, room):
        promised = room.seeds()
        rounds = [answer(room.play(f"k-{number}", choice=UNDER)) for number in range(5)]
        revealed = room.rotate().revealed
        assert revealed.commitment == promised.commitment
        for number, played in enumerate(rounds):
            draws = Draws(revealed.server_seed, client_seed=promised.client_seed, nonce=number)
            assert played["outcome"] == {"roll": draws.draw(10_000)}
            assert played["fairness"] == {
                "scheme": "hmac-sha256-words-v2",
                "commitment": promised.commitment,
                "client_seed": promised.client_seed,
                "nonce": number,
                "server_seed": None,
            }

    def test_takes_one_read_and_one_write(self, room):
        room.seeds()
        # A process asks which policy holds once a minute.
        room.play("k-1")
        room.wire.trips.clear()
        room.play("k-2")
        assert room.wire.trips == ["batch_get_item", "transact_write_items"]
        room.clock.move(60)
        room.wire.trips.clear()
        room.play("k-3")
        assert room.wire.trips == ["batch_get_item", "query", "transact_write_items"]

    def test_of_limbo_is_played_likewise(self, room):
        said = answer(room.play("k-1", choice={"target": 150}, game_id="limbo"))
        assert said["payout"] == (150 if said["outcome"]["multiplier"] >= 150 else 0)

    def test_of_a_slot_machine_is_answered_whole(self, room):
        played = room.play("k-1", choice=None, game_id="grand-harbour", stake=200)
        said = answer(played)
        assert said["payout"] == 10 * said["outcome"]["pays"]
        assert len(said["outcome"]["spins"]) == 1 + said["outcome"]["free_spins"]
        stored = played.bet.entry.reference["outcome"]["spins"]
        assert [spin["stops"] for spin in said["outcome"]["spins"]] == [
            spin["stops"] for spin in stored
        ]
        assert answer(room.play("k-1", choice=None, game_id="grand-harbour", stake=200)) == said

    def test_of_a_slot_machine_takes_a_multiple_of_its_lines(self, room):
        with pytest.raises(IndivisibleStake):
            room.play("k-1", choice=None, game_id="grand-harbour", stake=110)

    def test_pays_bonus_money_back_to_where_it_came_from(self, aws):
        room = Room()
        room.seat("bea", 30, bonus=70_000)
        played = room.play_until(won=True, player_id="bea", stake=100)
        bet, win = room.entries("bea")[-2:]
        bonus_staked = -bet.postings["player:bonus"]
        assert win.postings["player:bonus"] == 200 * bonus_staked // 100
        assert played.bet.balances_after["bonus"] == room.ledger.wallet("bea").bonus


class TestTheSameRequestAgain:
    def test_gets_the_same_answer_and_moves_nothing(self, room):
        first = room.play("k-1")
        wallet, seeds = room.ledger.wallet("ann"), room.seeds()
        room.clock.move(86_400)
        again = room.play("k-1")
        assert again.replayed
        assert answer(again) == answer(first)
        assert (room.ledger.wallet("ann"), room.seeds()) == (wallet, seeds)

    def test_gets_it_even_after_the_seeds_were_rotated(self, room):
        first = answer(room.play("k-1"))
        room.rotate()
        assert answer(room.play("k-1")) == first

    def test_gets_it_even_when_the_money_is_gone(self, room):
        room.seat("bea", 100)
        first = room.play("k-1", player_id="bea", choice=UNDER | {"chance": 1})
        assert room.ledger.wallet("bea").cash == 0
        assert room.play("k-1", player_id="bea", choice=UNDER | {"chance": 1}).bet == first.bet

    @pytest.mark.parametrize(
        "other",
        [
            {"stake": 200},
            {"choice": {"direction": "over", "chance": 4_950}},
        ],
    )
    def test_is_refused_if_it_is_another_request(self, room, other):
        room.play("k-1")
        with pytest.raises(RoundKeyReused):
            room.play("k-1", **other)

    def test_of_another_player_is_another_round(self, room):
        room.seat("ben", 1_000)
        assert room.play("k-1").bet.round_id != room.play("k-1", player_id="ben").bet.round_id

    def test_one_key_at_two_games_is_two_rounds(self, room):
        dice = room.play("k-1")
        limbo = room.play("k-1", choice={"target": 200}, game_id="limbo")
        assert not limbo.replayed
        assert dice.bet.round_id != limbo.bet.round_id
        assert room.play("k-1").bet.round_id == dice.bet.round_id
        again = room.play("k-1", choice={"target": 200}, game_id="limbo")
        assert (again.replayed, again.bet.round_id) == (True, limbo.bet.round_id)

    def test_a_round_of_the_days_when_all_games_shared_keys_is_still_found(self, room, monkeypatch):
        def of_those_days(prefix, player_id, operation, *rest):
            return derived_id(prefix, player_id, operation, rest[-1])

        with monkeypatch.context() as then:
            then.setattr("casino.instant.use_cases.play_round.derived_id", of_those_days)
            first = room.play("k-1")
        again = room.play("k-1")
        assert (again.replayed, again.bet.round_id) == (True, first.bet.round_id)
        with pytest.raises(RoundKeyReused):
            room.play("k-1", stake=200)
        assert not room.play("k-1", choice={"target": 200}, game_id="limbo").replayed

    def test_that_came_between_read_and_write_is_found(self, room):
        room.seeds()
        copies = []
        room.wire.before_commit = lambda: copies.append(room.play("k-1"))
        late = room.play("k-1")
        assert late.replayed
        assert late.bet == copies[0].bet
        assert room.seeds().nonce == 1


class TestACrash:
    def test_before_the_commit_leaves_nothing(self, room):
        wallet, seeds = room.ledger.wallet("ann"), room.seeds()
        room.wire.before_commit = die
        with pytest.raises(Died):
            room.play("k-1")
        assert (room.ledger.wallet("ann"), room.seeds()) == (wallet, seeds)
        assert not room.play("k-1").replayed

    def test_after_the_commit_leaves_all_of_it(self, room):
        room.wire.after_commit = die
        with pytest.raises(Died):
            room.play("k-1")
        again = room.play("k-1")
        assert again.replayed
        assert room.seeds().nonce == 1
        assert room.ledger.wallet("ann").cash == again.bet.balances_after["cash"]


class TestSideBySide:
    def test_two_rounds_are_drawn_one_after_the_other(self, room):
        room.seeds()
        first = []
        room.wire.before_commit = lambda: first.append(room.play("k-1"))
        second = room.play("k-2")
        assert [each.bet.fairness.nonce for each in (first[0], second)] == [0, 1]
        assert [entry.version for entry in room.entries()] == list(
            range(1, len(room.entries()) + 1)
        )

    def test_a_round_that_met_a_conflict_is_tried_again(self, room):
        room.wire.before_commit = conflict
        assert room.play("k-1").bet.fairness.nonce == 0

    def test_no_nonce_is_left_out_whatever_is_refused(self, room):
        nonces = []
        for number in range(12):
            if number % 3 == 0:
                with pytest.raises(StakeOutOfRange):
                    room.play(f"k-{number}", stake=9)
            if number % 4 == 1:
                room.wire.before_commit = conflict
            nonces.append(room.play(f"k-{number}").bet.fairness.nonce)
        assert nonces == list(range(12))

    def test_a_rotation_that_came_between_is_heeded(self, room):
        old = room.seeds()
        room.wire.before_commit = room.rotate
        fairness = room.play("k-1").bet.fairness
        assert (fairness.commitment, fairness.nonce) == (old.next_commitment, 0)

    def test_two_first_rounds_open_one_pair_of_seeds(self, room):
        opened = room.parts.seed_pairs.open

        def open_too_late(pair):
            room.parts.seed_pairs.open = opened
            room.play("k-1")
            return opened(pair)

        room.parts.seed_pairs.open = open_too_late
        second = room.play("k-2")
        assert second.bet.fairness.nonce == 1
        assert second.bet.fairness.commitment == room.seeds().commitment


class TestIsRefused:
    @pytest.mark.parametrize("stake", [0, -1, 9, 10_001])
    def test_a_stake_outside_the_games_limits(self, room, stake):
        with pytest.raises(StakeOutOfRange) as refused:
            room.play("k-1", stake=stake)
        assert [error.pointer for error in refused.value.errors] == ["/stake"]
        assert refused.value.details["remaining"] == 10_000

    def test_a_stake_that_could_win_more_than_the_house_will_lose(self, room):
        """At a chance of 1 % the game wins 98 to one: 9,800 for 100."""
        dice = room.parts.catalogue.game("dice")
        room.parts.catalogue.put(replace(dice, max_exposure=9_799))
        rare = {"direction": "over", "chance": 100}
        with pytest.raises(StakeOutOfRange) as refused:
            room.play("k-1", stake=100, choice=rare)
        assert refused.value.details == {"limit": "max_exposure", "remaining": 9_799}
        assert room.ledger.wallet("ann").version == 0
        assert room.play("k-2", stake=99, choice=rare).bet.stake.amount == 99

    @pytest.mark.parametrize("game_id", ["dice", "limbo", "grand-harbour", "lucky-lemons"])
    def test_nothing_that_the_demos_stakes_can_win(self, room, game_id):
        listing, game = room.parts.catalogue.game(game_id), GAMES[game_id]
        assert listing.max_exposure >= listing.max_stake * game.longest_odds

    def test_a_choice_that_the_game_does_not_leave(self, room):
        with pytest.raises(InvalidChoice):
            room.play("k-1", choice={"target": 200})

    def test_more_than_there_is(self, room):
        room.seat("ben", 99)
        with pytest.raises(InsufficientFunds):
            room.play("k-1", player_id="ben")

    def test_a_player_who_may_not_play(self, room):
        room.seat("ben", 1_000, bars=(bar_on(Activity.PLAY),))
        with pytest.raises(WalletRestricted):
            room.play("k-1", player_id="ben")
        # They hear of it whatever else is wrong.
        with pytest.raises(WalletRestricted):
            room.play("k-2", stake=1_000_000, player_id="ben")

    def test_somebody_without_a_wallet(self, room):
        with pytest.raises(NoWallet):
            room.play("k-1", player_id="nobody")

    @pytest.mark.parametrize("game_id", ["roulette-european", "crash"])
    def test_a_game_of_tables(self, room, game_id):
        with pytest.raises(GameNotInstant):
            room.play("k-1", game_id=game_id)

    @pytest.mark.parametrize("game_id", ["tiddlywinks", ""])
    def test_a_game_that_is_not_offered(self, room, game_id):
        with pytest.raises(UnknownGame):
            room.play("k-1", game_id=game_id)

    def test_a_client_seed_that_is_not_in_use(self, room):
        with pytest.raises(ClientSeedDiffers):
            room.play("k-1", client_seed="another")
        room.rotate(client_seed="another")
        assert room.play("k-1", client_seed="another").bet.fairness.client_seed == "another"

    @pytest.fixture(autouse=True)
    def nothing_changes(self, room):
        room.seeds()
        before = room.ledger.wallet("ann")
        yield
        played = room.seeds().nonce
        assert played or room.ledger.wallet("ann") == before

    def test_for_contention_that_does_not_end(self, room, monkeypatch):
        def always():
            room.wire.before_commit = always
            conflict()

        monkeypatch.setattr("casino.shared.dynamodb.time.sleep", lambda _seconds: None)
        moments = iter(range(1_000))
        monkeypatch.setattr("casino.shared.dynamodb.time.monotonic", lambda: next(moments))
        room.wire.before_commit = always
        with pytest.raises(Contention):
            room.play("k-1")


@pytest.mark.parametrize("jurisdiction", ["uk"])
class TestTheBritishGameCycle:
    def test_keeps_rounds_apart(self, room):
        room.play("k-1")
        room.clock.move(4.9)
        with pytest.raises(GameCycle) as refused:
            room.play("k-2")
        assert refused.value.retry_after_seconds == 1
        room.clock.move(0.1)
        room.play("k-2")

    def test_does_not_keep_a_repetition_waiting(self, room):
        first = room.play("k-1")
        assert room.play("k-1").bet == first.bet


@pytest.mark.parametrize("jurisdiction", ["uk"])
class TestABritishSlotMachine:
    """Takes five pounds at most, and two of who is younger than 25."""

    def spin(self, room, player_id, stake):
        # Longer than a game cycle.
        room.clock.move(3)
        key = f"{player_id}-{stake}-{room.clock()}"
        return room.play(key, stake, None, game_id="grand-harbour", player_id=player_id)

    def sit(self, room, player_id, born_on):
        room.seat(player_id, 100_000, "GBP", jurisdiction="uk", born_on=born_on)

    def test_takes_what_somebody_of_that_age_may_stake(self, room):
        this_year = room.clock().year
        self.sit(room, "young", date(this_year - 20, 1, 1))
        self.sit(room, "grown", date(this_year - 40, 1, 1))
        self.spin(room, "young", 200)
        self.spin(room, "grown", 500)
        for player_id, most in (("young", 200), ("grown", 500)):
            before = room.ledger.wallet(player_id)
            with pytest.raises(StakeOutOfRange) as refused:
                self.spin(room, player_id, most + 20)
            assert refused.value.details == {"limit": "max_stake", "remaining": most}
            assert room.ledger.wallet(player_id) == before

    def test_takes_more_from_the_twenty_fifth_birthday_on(self, room):
        room.clock.now = datetime(2026, 6, 15, 11, 59, tzinfo=UTC)
        self.sit(room, "leapling", date(2001, 6, 15))
        with pytest.raises(StakeOutOfRange):
            self.spin(room, "leapling", 500)
        room.clock.now = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
        self.spin(room, "leapling", 500)

    def test_takes_of_somebody_whose_age_is_not_known_what_it_takes_of_the_youngest(self, room):
        self.sit(room, "unknown", None)
        self.spin(room, "unknown", 200)
        with pytest.raises(StakeOutOfRange):
            self.spin(room, "unknown", 220)

    def test_takes_nothing_in_a_currency_that_the_policy_does_not_have(self, room):
        with pytest.raises(StakeOutOfRange):
            self.spin(room, "ann", 20)


class TestAPlayersJurisdiction:
    @pytest.mark.parametrize("jurisdiction", ["demo,uk"])
    def test_says_by_whose_policy_they_play_whatever_else_the_stage_serves(self, room):
        room.seat("gwen", 100_000, "GBP", jurisdiction="uk")
        room.play("k-1", player_id="gwen")
        with pytest.raises(GameCycle):
            room.play("k-2", player_id="gwen")
        # Who is from before jurisdictions were kept comes under the first one's.
        room.play("k-1")
        room.play("k-2")

    @pytest.mark.parametrize("jurisdiction", ["uk,demo"])
    def test_of_before_they_were_kept_is_the_stages_first(self, room):
        assert room.ledger.wallet("ann").jurisdiction == ""
        room.play("k-1")
        with pytest.raises(GameCycle):
            room.play("k-2")

    def test_that_nobody_knows_allows_nothing(self, room):
        room.seat("plato", 100_000, jurisdiction="atlantis")
        with pytest.raises(UnknownJurisdiction):
            room.play("k-1", player_id="plato")
        assert room.ledger.wallet("plato").version == 0


def test_elsewhere_rounds_may_follow_each_other_at_once(room):
    room.play("k-1")
    room.play("k-2")


def test_what_is_in_the_ledger_can_be_drawn_anew(room):
    bet = room.play("k-1").bet
    seed = room.rotate().revealed.server_seed
    fairness = Fairness(**bet.fairness.to_wire()).revealed(seed)
    draws = fairness.draws()
    assert DICE.draw(draws) == bet.outcome
    paid = DICE.rounded([bet.stake], bet.outcome, draws.draw)
    assert bet.expected_payout() == paid
    assert paid.payout == bet.payout
