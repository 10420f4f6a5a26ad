"""Take a bet on a live round."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from casino.betting import (
    BetKind,
    GameMoney,
    StakeOutOfRange,
    UnknownRound,
    must_allow_stake,
    rules_of_game,
    stakes_to_text,
)
from casino.games import Stake
from casino.shared.errors import FieldError
from casino.shared.fingerprint import fingerprint
from casino.shared.guard import Guard
from casino.shared.messages import BalanceView
from casino.shared.once import AlreadyDone, Done, once
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bet_messages import BetAccepted, PlaceBet
from casino.tables.errors import BetIdReused, BettingClosed
from casino.tables.gates import Gate
from casino.tables.limits import counted_at, marked, placed_on, with_bet
from casino.wallet import Entry, balances_of

if TYPE_CHECKING:
    from casino.parts import Parts
    from casino.tables.live_tables import LiveTables
    from casino.tables.seats import Seats


def place_bet(
    parts: "Parts", player_id: str, wanted: PlaceBet, guards: Sequence[Guard] = ()
) -> BetAccepted:
    """Take a bet in one transaction, or refuse it and change nothing.

    One read, one write; where the house has as much at stake as it will have, one read more. The
    write holds the conditions under which the bet was decided, so whatever happens in between, it
    is decided again or refused; and the entry's key is the bet's id, so the same bet a day later
    finds its first answer.

    Parameters
    ----------
    guards : sequence of Guard, optional
        Who may refuse it besides.

    Raises
    ------
    BetIdReused
        If the id stands for another bet.
    UnknownRound
    BettingClosed
    UnknownJurisdiction, GameNotAllowed
        By the policy that the player comes under.
    NotYourSeat, SeatOccupied
        Where bets are on seats, and the player may not bet on that one.
    UnknownStakeType, UnknownSelection, StakeOutOfRange
    InsufficientFunds
    WalletRestricted
    SessionLimitReached, RealityCheckDue, PlayerLimitReached
        By the player's own limits, and what they have to know first.
    Exception
        What a guard refuses by.
    Contention
        If the player's wallet kept changing; nothing was taken.
    """
    body = wanted.model_dump(mode="json")
    request = fingerprint(body)

    def attempt() -> Entry:
        now = parts.clock()
        money = GameMoney(parts.dynamodb, parts.ledger, player_id, guards)
        earlier = money.want_bet(wanted.bet_id)
        wanted_gate = parts.gates.want_for(money.reading, wanted.round_id, player_id)
        money.fetch(now)
        if earlier.value is not None:
            raise AlreadyDone(earlier.value)
        money.must_let_play(now)
        gate = wanted_gate.value
        if gate is None or gate.table_id != wanted.table_id:
            raise _no_gate(parts.live_tables, wanted)
        gate.must_take_bets(now)
        game = gate.game
        policy = parts.policies.at(money.wallet.jurisdiction, now)
        rules = rules_of_game(policy, game)
        stakes = [
            game.read_stake(raw, at=f"/stakes/{number}")
            for number, raw in enumerate(body["stakes"])
        ]
        staked = sum(stake.amount for stake in stakes)
        before = placed_on(money.wallet, gate)
        must_allow_stake(rules, money.wallet, staked, now, before=before.total)
        placed = with_bet(before, stakes, gate)
        _in_steps(stakes, gate.stake_steps)
        entry = money.stake(
            BetKind.LIVE,
            wanted.bet_id,
            staked,
            policy=policy,
            at=now,
            reference=_reference(gate, stakes),
            fingerprint=request,
        )
        exposure = counted_at(
            gate,
            placed.exposure - before.exposure,
            entry.currency,
            partial(parts.gates.of_round, gate.round_id),
        )
        money.wallet = marked(money.wallet, gate, placed, now)
        work = UnitOfWork(parts.dynamodb)
        money.add_to(work, round_shard=gate.round_shard)
        parts.gates.let_in(work, gate, -entry.amount, entry.currency, now, exposure)
        if gate.has_seats:
            _sit(work, parts.seats, gate, player_id, stakes)
        work.commit()
        return entry

    return _answer(once(attempt, request, reused=BetIdReused))


def _in_steps(stakes: Sequence[Stake], steps: Mapping[str, int]) -> None:
    """Refuse stakes that might not be paid whole; what is left is the next lower step."""
    off = {
        number: stake
        for number, stake in enumerate(stakes)
        if stake.amount % steps.get(stake.type, 1)
    }
    errors = [
        FieldError(
            f"/stakes/{number}/amount",
            f"A stake on {stake.type} is a multiple of {steps[stake.type]} minor units here",
        )
        for number, stake in off.items()
    ]
    if errors:
        first = next(iter(off.values()))
        lower = first.amount - first.amount % steps[first.type]
        raise StakeOutOfRange("stake_steps", lower, errors[0].detail, errors)


def _sit(
    work: UnitOfWork, seats: "Seats", gate: Gate, player_id: str, stakes: Sequence[Stake]
) -> None:
    """Add that the player sits where they bet, which the bet keeps."""
    numbers = frozenset(number for stake in stakes for number in stake.selection)
    seats.bet_on(work, gate.table_id, numbers, player_id=player_id, round_number=gate.number)


def _no_gate(live_tables: "LiveTables", wanted: PlaceBet) -> Exception:
    # A gate that nobody used is forgotten after its round, so the round tells late from wrong.
    if live_tables.round(wanted.round_id).table_id == wanted.table_id:
        return BettingClosed()
    return UnknownRound()


def _reference(gate: Gate, stakes: Sequence[Stake]) -> dict[str, Any]:
    return {
        "table_id": gate.table_id,
        "round_id": gate.round_id,
        "game_id": gate.game_id,
        "stakes": stakes_to_text(stakes),
    }


def _answer(done: Done[Entry]) -> BetAccepted:
    entry = done.record
    return BetAccepted(
        bet_id=entry.key,
        status="accepted",
        round_id=entry.reference["round_id"],
        stake=-entry.amount,
        currency=entry.currency,
        balance=BalanceView(**balances_of(entry)),
        **({"replayed": True} if done.replayed else {}),
    )
