from datetime import timedelta

import pytest

from casino.betting import GameMoney, GameNotAllowed, StakeOutOfRange, UnknownRound
from casino.games.errors import UnknownSelection
from casino.policies import GameRules
from casino.policies.model import StakeCap
from casino.shared.errors import Contention
from casino.tables import Phase
from casino.tables.errors import BetIdReused, BettingClosed
from casino.wallet import InsufficientFunds, NoWallet, WalletRestricted
from tests.support.bars import bar_on
from tests.support.parts import others
from tests.support.policies import VersionsInMemory, policies_of, shipped, version
from tests.support.traffic import traffic

RED = {"type": "red", "amount": 500}


@pytest.fixture
def ann(floor):
    floor.seat("ann", 1000)
    floor.advance()
    return "ann"


def test_a_bet_takes_its_stake_at_once(floor, ann):
    answer = floor.bet(ann, "b-1", RED)
    assert answer == {
        "bet_id": "b-1",
        "status": "accepted",
        "round_id": "roulette-eu-1.1",
        "stake": 500,
        "currency": "EUR",
        "balance": {"available": 500, "cash": 500, "bonus": 0, "held": 0, "version": 1},
    }
    assert floor.ledger.wallet(ann).cash == 500


def test_the_same_bet_again_gets_the_same_answer_and_takes_nothing(floor, ann):
    first = floor.bet(ann, "b-1", RED)
    assert floor.bet(ann, "b-1", RED) == first | {"replayed": True}
    assert floor.ledger.wallet(ann).cash == 500


def test_a_repeated_bet_finds_its_answer_even_when_the_money_is_gone_and_the_round_over(floor, ann):
    round_id = floor.round.round_id
    first = floor.bet(ann, "b-1", RED)
    floor.bet(ann, "b-2", RED)
    floor.advance_to(Phase.RESULT)
    floor.settle()
    floor.clock.move(86_400)
    assert floor.bet(ann, "b-1", RED, round_id=round_id) == first | {"replayed": True}


def test_another_bet_under_the_same_id_is_refused(floor, ann):
    floor.bet(ann, "b-1", RED)
    with pytest.raises(BetIdReused):
        floor.bet(ann, "b-1", {"type": "red", "amount": 400})
    assert floor.ledger.wallet(ann).cash == 500


def test_a_bet_that_lost_a_race_against_itself_gets_the_winners_answer(floor, ann, monkeypatch):
    fetch = GameMoney.fetch

    def overtaken(*asked):
        fetch(*asked)
        monkeypatch.undo()
        floor.bet(ann, "b-1", RED)

    monkeypatch.setattr(GameMoney, "fetch", overtaken)
    assert floor.bet(ann, "b-1", RED)["replayed"] is True
    assert floor.ledger.wallet(ann).cash == 500


def test_a_bet_that_met_another_one_on_the_same_wallet_is_decided_again(floor, ann, monkeypatch):
    fetch = GameMoney.fetch

    def overtaken(*asked):
        fetch(*asked)
        monkeypatch.undo()
        floor.bet(ann, "other", {"type": "black", "amount": 900})

    monkeypatch.setattr(GameMoney, "fetch", overtaken)
    with pytest.raises(InsufficientFunds):
        floor.bet(ann, "b-1", RED)
    assert floor.ledger.wallet(ann).cash == 100


def test_a_bet_beyond_the_balance_is_refused(floor, ann):
    with pytest.raises(InsufficientFunds):
        floor.bet(ann, "b-1", {"type": "red", "amount": 1001})
    assert floor.ledger.wallet(ann).version == 0


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.RESULT, Phase.SETTLED])
def test_a_bet_after_the_close_is_refused(floor, ann, phase):
    round_id = floor.round.round_id
    floor.advance_to(phase)
    with pytest.raises(BettingClosed):
        floor.bet(ann, "late", RED, round_id=round_id)
    assert floor.ledger.wallet(ann).cash == 1000


def test_a_bet_is_taken_in_the_last_second_and_refused_at_the_stroke(floor, ann):
    floor.clock.move(12.999)
    floor.bet(ann, "in-time", RED)
    floor.clock.move(0.001)
    with pytest.raises(BettingClosed):
        floor.bet(ann, "late", RED)


def test_a_bet_that_passed_the_check_and_then_met_a_closed_gate_is_refused(floor, ann, monkeypatch):
    fetch = GameMoney.fetch

    def overtaken(*asked):
        fetch(*asked)
        monkeypatch.undo()
        now = floor.clock.now
        floor.advance_to(Phase.CLOSED)
        floor.clock.now = now  # the slow transaction still believes its own time

    monkeypatch.setattr(GameMoney, "fetch", overtaken)
    with pytest.raises(BettingClosed):
        floor.bet(ann, "slow", RED)
    assert floor.ledger.wallet(ann).cash == 1000


def test_a_round_that_does_not_exist_is_unknown(floor, ann):
    with pytest.raises(UnknownRound):
        floor.bet(ann, "b-1", RED, round_id="roulette-eu-1.99")


def test_a_player_without_a_wallet_cannot_bet(floor, ann):
    with pytest.raises(NoWallet):
        floor.bet("nobody", "b-1", RED)


def test_a_player_who_is_barred_from_play_cannot_bet(floor, ann):
    floor.seat("barred", 1000, bars=(bar_on("play"),))
    with pytest.raises(WalletRestricted):
        floor.bet("barred", "b-1", RED)
    # They hear of it whatever else is wrong.
    floor.advance_to(Phase.CLOSED)
    with pytest.raises(WalletRestricted):
        floor.bet("barred", "b-1", {"type": "red", "amount": -1})


@pytest.mark.parametrize("amount", [-1, 0, 9, 100_001])
def test_a_stake_outside_the_tables_limits_is_refused(floor, ann, amount):
    with pytest.raises((StakeOutOfRange, Exception)) as refusal:
        floor.bet(ann, "b-1", {"type": "red", "amount": amount})
    assert refusal.value.code == "stake_out_of_range"


def test_stakes_that_are_too_much_together_are_refused(floor):
    floor.seat("rich", 10_000_000)
    floor.advance()
    with pytest.raises(StakeOutOfRange):
        floor.bet("rich", "b-1", *[{"type": "red", "amount": 100_000}] * 6)


def test_numbers_that_form_no_bet_are_refused(floor, ann):
    with pytest.raises(UnknownSelection) as refusal:
        floor.bet(ann, "b-1", RED, {"type": "split", "selection": [1, 9], "amount": 100})
    assert refusal.value.errors[0].pointer == "/stakes/1/selection"


def test_a_bonus_is_staked_after_the_cash_and_wins_return_in_the_same_proportion(floor):
    floor.seat("ann", 300, bonus=700)
    floor.advance()
    floor.bet("ann", "b", {"type": "red", "amount": 500}, {"type": "black", "amount": 500})
    wallet = floor.ledger.wallet("ann")
    assert (wallet.cash, wallet.bonus) == (0, 0)
    floor.advance_to(Phase.RESULT)
    floor.settle()
    wallet = floor.ledger.wallet("ann")
    expected = (0, 0) if floor.round.outcome["pocket"] == 0 else (300, 700)
    assert (wallet.cash, wallet.bonus) == expected


def test_a_wallet_that_never_stands_still_ends_in_a_retryable_refusal(floor, ann, monkeypatch):
    def always_first(*_args, **_more):
        raise Contention

    monkeypatch.setattr(GameMoney, "add_to", always_first)
    monkeypatch.setattr("casino.shared.dynamodb.time.sleep", lambda _seconds: None)
    ticks = iter(range(1000))
    monkeypatch.setattr("casino.shared.dynamodb.time.monotonic", lambda: float(next(ticks)))
    with pytest.raises(Contention) as refusal:
        floor.bet(ann, "b-1", RED)
    assert refusal.value.retryable


def test_a_bet_is_one_read_and_one_write_of_eight_units(floor, ann):
    round_id = floor.round.round_id
    floor.bet(ann, "b-1", RED)
    with traffic() as seen:
        floor.bet(ann, "b-2", RED, round_id=round_id)
    assert seen.calls == {"BatchGetItem": 1, "TransactWriteItems": 1}
    # The entry and the wallet, the statement and the round; and the gate.
    assert seen.write_units == {"wallet": 6, "tables": 2}


def test_a_players_first_bet_of_a_day_is_one_unit_more_which_tells_the_audit(floor, ann):
    def first_bet(bet_id):
        floor.advance_to(Phase.OPEN)
        with traffic() as seen:
            floor.bet(ann, bet_id, RED)
        return seen.write_units

    assert first_bet("b-1") == {"wallet": 7, "tables": 2}
    floor.advance_to(Phase.RESULT)
    floor.settle()
    floor.clock.now += timedelta(days=1)
    assert first_bet("b-2") == {"wallet": 7, "tables": 2}


def test_every_kind_of_stake_is_read_back_as_it_was_made(floor):
    floor.seat("rich", 10_000_000)
    floor.advance()
    stakes = [
        {"type": "red", "amount": 500},
        {"type": "dozen", "selection": [3], "amount": 10},
        {"type": "straight", "selection": [0], "amount": 100_000},
        {"type": "line", "selection": [1, 2, 3, 4, 5, 6], "amount": 11},
    ]
    floor.bet("rich", "b-1", *stakes)
    shown = floor.shown("rich", "b-1").stakes
    assert [stake.model_dump(exclude_none=True) for stake in shown] == stakes


def size_of(value):
    """Return what DynamoDB counts for a value: its documentation, "Item sizes and formats"."""
    [(kind, held)] = value.items()
    match kind:
        case "S":
            return len(held.encode())
        case "N":
            return len(held) // 2 + 2
        case "M":
            return 3 + sum(1 + len(name) + size_of(part) for name, part in held.items())
        case "L":
            return 3 + sum(1 + size_of(part) for part in held)
        case _:
            return 1


def test_a_bet_on_twenty_spots_still_fits_into_the_smallest_item(floor):
    player_id = bet_id = "0" * 36
    floor.seat(player_id, 10_000_000)
    floor.advance()
    stakes = [
        {"type": "split", "selection": [number, number + 3], "amount": 1_000}
        for number in range(10, 30)
    ]
    floor.bet(player_id, bet_id, *stakes)
    item = floor.parts.dynamodb.get_item(
        TableName="wallet",
        Key={"pk": {"S": f"PLAYER#{player_id}"}, "sk": {"S": f"ENTRY#bet#{bet_id}"}},
    )["Item"]
    assert sum(len(name) + size_of(value) for name, value in item.items()) <= 1024


def under(floor, policy):
    """Let everybody at a floor come under one policy."""
    applied = VersionsInMemory(version(policy, 1, floor.clock()))
    floor.parts = others(
        floor.parts, policies=policies_of("demo", clock=floor.clock, versions=applied)
    )


def test_a_game_that_the_players_policy_does_not_have_is_not_bet_on(floor, ann):
    under(floor, shipped("demo", games={"slots": GameRules()}))
    with pytest.raises(GameNotAllowed):
        floor.bet(ann, "b-1", RED)
    assert floor.ledger.wallet(ann).version == 0


def test_a_cap_on_stakes_is_for_all_that_a_player_stakes_on_a_round(floor, ann):
    capped = GameRules(stake_caps=(StakeCap(18, {"EUR": 300}),))
    under(floor, shipped("demo", games={"roulette": capped}))
    floor.bet(ann, "b-1", {"type": "red", "amount": 200})
    with pytest.raises(StakeOutOfRange) as refusal:
        floor.bet(ann, "b-2", {"type": "odd", "amount": 101})
    assert refusal.value.details == {"limit": "max_stake", "remaining": 100}
    floor.bet(ann, "b-2", {"type": "odd", "amount": 60}, {"type": "low", "amount": 40})


def test_a_process_asks_for_the_policy_once_a_minute_and_between_with_no_bet(floor, ann):
    round_id, calls = floor.round.round_id, []
    for number in range(3):
        with traffic() as seen:
            floor.bet(ann, f"b-{number}", {"type": "red", "amount": 10}, round_id=round_id)
        calls.append(seen.calls)
    bet = {"BatchGetItem": 1, "TransactWriteItems": 1}
    assert calls == [bet | {"Query": 1}, bet, bet]
