"""Carry out what a player decides about a hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from casino.betting import BetKind, GameMoney, UnknownRound, stakes_to_text
from casino.channels import Draft, table_channel
from casino.games import Decision, GameFault, NotYourTurn, Stake
from casino.shared.dynamodb import retrying
from casino.shared.errors import Unavailable
from casino.shared.guard import Guard
from casino.shared.messages import BalanceView
from casino.shared.reading import Reading
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import playing
from casino.tables.blackjack_messages import BlackjackPlayView, DecideHand, HandDecided
from casino.tables.errors import NotYourSeat, StaleTurn
from casino.tables.model import Phase, Round, Table
from casino.tables.playing import DecidedRound, Seated
from casino.tables.seeds import SeedLost
from casino.tables.views import play_of, told_of_play
from casino.wallet import Entry, EntryType, balances_of

if TYPE_CHECKING:
    from casino.parts import Parts


@dataclass(frozen=True, slots=True)
class _Done:
    """A decision that was carried out, by this call or by an earlier one."""

    table: Table
    round: DecidedRound
    added: Entry | None
    replayed: bool


def decide_hand(
    parts: "Parts", player_id: str, wanted: DecideHand, guards: Sequence[Guard]
) -> HandDecided:
    """Carry out one decision in one transaction, or refuse it and change nothing.

    The table, its round, the event, and what a decision adds to the bet are written together, on
    the condition that the table is as it was read. A decision names its turn, so the same one again
    finds that it has been made, and another one in its place is refused.

    Parameters
    ----------
    guards : sequence of Guard
        Who may refuse it besides.

    Raises
    ------
    UnknownTable, UnknownRound
    NotYourSeat
    StaleTurn
        If this turn has been taken otherwise, or by the clock, or its time is over.
    DecisionError
        If it is another hand's turn, or the hand can't be played like that.
    InsufficientFunds
        If what it adds to the bet can't be paid; the hand may be played otherwise.
    WalletRestricted
    SessionLimitReached, RealityCheckDue, PlayerLimitReached
        If it adds to the bet what the player may not stake now.
    Exception
        What a guard refuses by.
    Unavailable
        If the round can't be played on; it will be voided.
    Contention
    """
    done = retrying(lambda: _attempt(parts, player_id, wanted, guards))
    return _answer(wanted, done)


def _attempt(parts: "Parts", player_id: str, wanted: DecideHand, guards: Sequence[Guard]) -> _Done:
    now = parts.clock()
    money = GameMoney(parts.dynamodb, parts.ledger, player_id, guards)
    wanted_table = parts.live_tables.want(money.reading, wanted.table_id)
    gate = parts.gates.want_for(money.reading, wanted.round_id, player_id)
    money.fetch(now)
    table = wanted_table.value
    current = _round(parts, table, wanted)
    if not isinstance(current, DecidedRound) or current.play is None:
        raise NotYourTurn("No cards have been dealt in this round")
    seated = _seated(current, player_id, wanted.seat)
    if _was_decided(current, wanted):
        added = parts.ledger.entry(player_id, EntryType.BET, _key(seated, wanted))
        return _Done(table, current, added, replayed=True)
    if current is not table.round or current.phase is not Phase.PLAYING:
        raise NotYourTurn("The round is over")
    if table.is_due(now):
        raise StaleTurn("The time for this decision is over")
    reading = Reading(parts.dynamodb)
    head = parts.channel_log.want_head(reading, table_channel(table.table_id))
    seed = parts.seeds.want(reading, _shoe(table))
    reading.fetch()
    decision = Decision(wanted.seat, wanted.hand, wanted.decision)
    after, played = _decided(parts, table, current, decision, seed.value, now)
    work = UnitOfWork(parts.dynamodb)
    # First: the same decision, sent twice, finds that the table has moved on, and that it is made.
    parts.live_tables.save(work, table, after)
    stake = current.game.added_stake(playing.play_of(current), decision, seated.staked)
    added, indexed = None, {}
    if stake is not None:
        added = money.stake(
            BetKind.LIVE,
            _key(seated, wanted),
            stake.amount,
            policy=parts.policies.at(money.wallet.jurisdiction, now),
            at=now,
            added_to=_staked_by_now(current, seated),
            reference=_reference(current, seated, stake),
        )
        if gate.value is None:
            raise StaleTurn
        parts.gates.add(work, gate.value, stake.amount, added.currency)
        indexed["round_shard"] = gate.value.round_shard
    parts.live_tables.save_round(work, played, now)
    money.add_to(work, **indexed)
    # The table's own future first: a table that stands still is worse than one unheard.
    work.then(lambda: parts.round_clock.propose(after, now))
    parts.channel_log.append(work, head.value, [Draft.of(told_of_play(after, played))], now)
    work.commit()
    return _Done(after, played, added, replayed=False)


def _round(parts: "Parts", table: Table, wanted: DecideHand) -> Round:
    current = table.round
    if current is None or current.round_id != wanted.round_id:
        current = parts.live_tables.round(wanted.round_id)
    if current.table_id != table.table_id:
        raise UnknownRound
    return current


def _seated(current: DecidedRound, player_id: str, number: int) -> Seated:
    for seated in current.seated or ():
        if seated.seat == number and seated.player_id == player_id:
            return seated
    raise NotYourSeat("You have no bet on this seat in this round")


def _was_decided(current: DecidedRound, wanted: DecideHand) -> bool:
    """Tell whether this very decision has been made.

    Raises
    ------
    StaleTurn
        If it is another turn.
    """
    mine = [each for each in playing.play_of(current).decisions if each.seat == wanted.seat]
    if wanted.turn == len(mine):
        return False
    if wanted.turn < len(mine):
        made = mine[wanted.turn]
        if (made.hand, made.choice) == (wanted.hand, wanted.decision) and not made.timed_out:
            return True
    raise StaleTurn


def _shoe(table: Table) -> str:
    return playing.shoe_of(table).round_id


def _decided(
    parts: "Parts",
    table: Table,
    current: DecidedRound,
    decision: Decision,
    seed: str | None,
    now: datetime,
) -> tuple[Table, DecidedRound]:
    try:
        if seed is None:
            raise SeedLost(_shoe(table))
        return playing.decided(table, current, decision, seed, parts.timings, now)
    except (SeedLost, GameFault):
        raise Unavailable("The round can't be played on and will be voided") from None


def _staked_by_now(current: DecidedRound, seated: Seated) -> int:
    """Return what a bet and the decisions that have been made about it come to, in minor units."""
    decisions = playing.play_of(current).decisions
    made = [each.choice for each in decisions if each.seat == seated.seat]
    again = made.count("double") + made.count("split")
    return seated.staked * (1 + again) + seated.staked // 2 * made.count("insure")


def _key(seated: Seated, wanted: DecideHand) -> str:
    # No player can name a bet like that: what they name is without the mark.
    return f"{seated.bet_id}~{wanted.seat}.{wanted.turn}"


def _reference(current: Round, seated: Seated, stake: Stake) -> dict[str, str]:
    return {
        "table_id": current.table_id,
        "round_id": current.round_id,
        "game_id": current.game_id,
        "stakes": stakes_to_text([stake]),
        "adds_to": seated.bet_id,
    }


def _answer(wanted: DecideHand, done: _Done) -> HandDecided:
    play = play_of(done.round)
    if not isinstance(play, BlackjackPlayView):
        raise TypeError(f"round {done.round.round_id} is none of blackjack")
    is_on = done.round.phase is Phase.PLAYING and not playing.play_of(done.round).is_over
    return HandDecided(
        round_id=done.round.round_id,
        seat=wanted.seat,
        hand=wanted.hand,
        turn=wanted.turn,
        decision=wanted.decision,
        play=play,
        next_at=done.table.next_at if is_on else None,
        stake=-done.added.amount if done.added else None,
        balance=BalanceView(**balances_of(done.added)) if done.added else None,
        **({"replayed": True} if done.replayed else {}),
    )
