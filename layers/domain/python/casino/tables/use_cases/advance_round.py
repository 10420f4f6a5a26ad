"""Move a table on to the next phase of its round."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.games import GAMES, CashOutGame, DecidedGame, GameFault
from casino.realtime import (
    ChannelLog,
    Connections,
    Draft,
    Event,
    Fanout,
    console_channel,
    standing_of,
    table_channel,
)
from casino.shared.clock import Clock, to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import lifecycle, model, playing
from casino.tables.acts import CLOCK, Act, Acts
from casino.tables.dealer import DealerTimings, why_void
from casino.tables.decided_rounds import CardRoom
from casino.tables.errors import BetsNotIndexedYet
from casino.tables.gates import Gate, Gates, turnover_through
from casino.tables.live_tables import LiveTables
from casino.tables.model import ENDED, Phase, Round, Table, Timings
from casino.tables.round_clock import RoundClock, SettlementQueue
from casino.tables.seeds import SeedLost, Seeds
from casino.tables.table_events import (
    RoundClosed,
    RoundClosing,
    RoundOpened,
    RoundResult,
    RoundSettled,
    RoundVoided,
    TableChanged,
)
from casino.tables.views import fairness_of, read_outcome_view, told_of, told_of_play, turnover_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_NOT_AS_COMMITTED: Final = "The result could not be drawn as it was committed"

# From the close to the deal; the bets of a round must be found first, by an index that lags.
_BEFORE_THE_DEAL: Final = timedelta(seconds=1)

_ACCOUNTED_FOR: Final = {
    Phase.CLOSED: "round.closed",
    Phase.RESULT: "round.result",
    Phase.VOIDED: "round.voided",
}


@dataclass(frozen=True, slots=True)
class Croupier:
    """What it takes to run a table.

    Attributes
    ----------
    client : DynamoDBClient
    tables, gates, seeds
        What rounds are made of.
    cards : CardRoom
        How rounds are dealt that players decide.
    acts : Acts
        Where it is kept what the clock did in the place of staff.
    log, connections, fanout
        How players hear of them.
    rounds : RoundClock
    settlements : SettlementQueue
    timings : Timings
    dealer : DealerTimings
    clock : Clock
    """

    client: "DynamoDBClient"
    tables: LiveTables
    gates: Gates
    seeds: Seeds
    cards: CardRoom
    acts: Acts
    log: ChannelLog
    connections: Connections
    fanout: Fanout
    rounds: RoundClock
    settlements: SettlementQueue
    timings: Timings
    dealer: DealerTimings
    clock: Clock


@dataclass(slots=True)
class _Step:
    """A phase change in the making."""

    table: Table
    round: Round
    drafts: list[Draft]
    unsettled: Sequence[Gate] = ()


def advance_round(croupier: Croupier, table_id: str, version: int | None) -> Table | None:
    """Move a table on if its time has come.

    The phase, the gate, the seed and the event are one transaction on the condition that the table
    is as it was read, so of many proposals for the same phase one takes effect. What follows the
    commit may be lost in a crash: the sweeper proposes anew, and the stream of events repairs.

    Parameters
    ----------
    croupier : Croupier
    table_id : str
    version : int or None
        The table's version when this was proposed; an older one has been dealt with. `None` asks
        to look at the table as it is.

    Returns
    -------
    Table or None
        As it is now, if this call changed it, or was asked to look at it and found it at rest: then
        it is time to tell how many are there.

    Raises
    ------
    UnknownTable
    Contention
        If the table or its channel kept changing; the proposal is delivered again.
    """

    def attempt() -> tuple[_Step, list[Event], datetime] | Table | None:
        now = croupier.clock()
        table = croupier.tables.get(table_id)
        if version is not None and version != table.version:
            return None
        if version is None and not table.is_running:
            return _recount(croupier, table)
        work = UnitOfWork(croupier.client)
        step = _next_step(croupier, work, table, now)
        if step is None:
            if version is not None and not table.is_due(now):
                # Another machine's clock is ahead of ours; nobody else would propose this again.
                croupier.rounds.propose(table, now)
            return None
        channel = table_channel(table_id)
        standing = standing_of(croupier.connections, croupier.log, channel)
        step.table = replace(step.table, players=standing.presence.players)
        croupier.tables.save(work, table, step.table)
        if step.round is not table.round:
            croupier.tables.save_round(work, step.round, now)
        events = croupier.log.append(work, standing.head, step.drafts, now)
        act = _act_of(table, step, now)
        if act is not None:
            croupier.acts.add(work, replace(act, version=step.table.version))
            console = croupier.log.head(console_channel(table_id))
            events += croupier.log.append(work, console, [Draft.of(told_of(act))], now)
        work.commit()
        return step, events, now

    done = retrying(attempt)
    if done is None or isinstance(done, Table):
        return done
    step, events, now = done
    # The table's own future first: a table that stands still is worse than one that is unheard.
    if step.table.is_running:
        croupier.rounds.propose(step.table, now)
    for gate in step.unsettled:
        croupier.settlements.ask_for(gate)
    if step.round.phase is Phase.RESULT and not step.unsettled:
        croupier.rounds.propose_now(table_id)
    croupier.fanout.publish(events)
    return step.table


def _recount(croupier: Croupier, table: Table) -> Table:
    """Let a table at rest know how many are at it, so that the lobby is told."""
    players = croupier.connections.presence(table_channel(table.table_id)).players
    if players == table.players:
        return table
    after = replace(table, players=players, version=table.version + 1)
    work = UnitOfWork(croupier.client)
    croupier.tables.save(work, table, after)
    work.commit()
    return after


def _act_of(table: Table, step: _Step, now: datetime) -> Act | None:
    """Return what the clock must account for, because staff might have done it or asked for it."""
    if step.table.status is not table.status:
        return Act.now(
            table.table_id,
            "table.status",
            CLOCK,
            now,
            before={"status": table.status},
            after={"status": step.table.status},
        )
    before, current = table.round, step.round
    kind = _ACCOUNTED_FOR.get(current.phase)
    if current.dealing is None or kind is None or before is None or before.phase is current.phase:
        return None
    return Act.now(
        table.table_id,
        kind,
        CLOCK,
        now,
        round_id=current.round_id,
        before={"phase": before.phase},
        after={"phase": current.phase, "outcome": current.outcome},
        reason=current.void_reason,
    )


def _next_step(croupier: Croupier, work: UnitOfWork, table: Table, now: datetime) -> _Step | None:
    current = table.round
    if current is not None and current.phase is Phase.RESULT:
        return _settle(croupier, table, current, now)
    if not table.is_due(now):
        return None
    if current is None or current.phase in ENDED:
        return _open_next(croupier, work, table, current, now)
    match current.phase:
        case Phase.OPEN:
            return _call_last_bets(table, current)
        case Phase.CLOSING:
            return _close(croupier, work, table, current, now)
        case Phase.CLOSED if isinstance(current.game, CashOutGame) and not current.void_reason:
            return _start(table, current, now)
        case Phase.CLOSED if isinstance(current.game, DecidedGame) and not current.void_reason:
            return _deal(croupier, work, table, current, now)
        case Phase.PLAYING if isinstance(current.game, DecidedGame):
            return _play_on(croupier, work, table, current, now)
        case Phase.PLAYING if _is_still_on(croupier, table, current, now):
            return None
        case _:
            return _draw(croupier, work, table, current, now)


def _open_next(
    croupier: Croupier, work: UnitOfWork, table: Table, last: Round | None, now: datetime
) -> _Step | None:
    if last is not None and last.phase is Phase.VOIDED and _unsettled(croupier, table, last, now):
        return None
    if table.opens_rounds:
        return _open(croupier, work, table, now)
    if last is not None and table.is_running:
        return _rest(table, last)
    return None


def _rest(table: Table, last: Round) -> _Step:
    after = lifecycle.rested(table)
    drafts = [] if after.status is table.status else [Draft.of(TableChanged(status=after.status))]
    return _Step(after, last, drafts)


def _open(croupier: Croupier, work: UnitOfWork, table: Table, now: datetime) -> _Step:
    if isinstance(GAMES[table.game_id], DecidedGame):
        after, current = croupier.cards.open(work, table, now)
    else:
        round_id = model.next_round_id(table)
        server_seed, link = croupier.seeds.take(work, table.table_id, round_id)
        after, current = model.opened(table, server_seed, link, croupier.timings, now)
    croupier.gates.open(work, after, current)
    told = RoundOpened(
        round_id=current.round_id,
        number=current.number,
        opened_at=current.opened_at,
        closes_at=current.closes_at,
        next_at=after.next_at,
        commitment=current.fairness.commitment if current.fairness else None,
    )
    return _Step(after, current, [Draft.of(told)])


def _call_last_bets(table: Table, current: Round) -> _Step:
    after, current = model.closing(table, current)
    told = RoundClosing(
        round_id=current.round_id, closes_at=current.closes_at, next_at=after.next_at
    )
    return _Step(after, current, [Draft.of(told)])


def _close(
    croupier: Croupier, work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step:
    after, current = model.closed(table, current, croupier.timings, now)
    if current.dealing is not None:
        after = replace(after, next_at=to_rfc3339(now + croupier.dealer.entering))
    elif isinstance(current.game, DecidedGame):
        after = replace(after, next_at=to_rfc3339(now + _BEFORE_THE_DEAL))
    croupier.gates.close(work, current.round_id)
    told = RoundClosed(round_id=current.round_id, next_at=after.next_at)
    return _Step(after, current, [Draft.of(told)])


def _start(table: Table, current: Round, now: datetime) -> _Step:
    return _tell_play(*model.started(table, current, now))


def _deal(
    croupier: Croupier, work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step | None:
    gates = croupier.gates.of_round(current.round_id)
    if not any(gate.bets for gate in gates):
        return _end_without_bets(croupier, work, table, current, gates, now)
    try:
        after, current = croupier.cards.deal(table, current, gates, now)
    except BetsNotIndexedYet:
        croupier.rounds.propose_at(table, now + _BEFORE_THE_DEAL, now)
        return None
    except (SeedLost, GameFault):
        return _draw(croupier, work, table, replace(current, void_reason=_NOT_AS_COMMITTED), now)
    return _tell_play(after, current)


def _end_without_bets(
    croupier: Croupier,
    work: UnitOfWork,
    table: Table,
    current: Round,
    gates: Sequence[Gate],
    now: datetime,
) -> _Step:
    """Deal to nobody: the shoe is left for those who come."""
    for gate in gates:
        croupier.gates.drop(work, gate)
    after, current = model.settled(table, current, turnover_through(gates), now)
    return _tell_settled(after, current)


def _play_on(
    croupier: Croupier, work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step:
    if playing.play_of(current).is_over:
        return _draw(croupier, work, table, current, now)
    try:
        after, current = croupier.cards.time_out(table, current, now)
    except (SeedLost, GameFault):
        return _draw(croupier, work, table, replace(current, void_reason=_NOT_AS_COMMITTED), now)
    return _tell_play(after, current)


def _tell_play(after: Table, current: Round) -> _Step:
    return _Step(after, current, [Draft.of(told_of_play(after, current))])


def _is_still_on(croupier: Croupier, table: Table, current: Round, now: datetime) -> bool:
    try:
        ends_at = model.end_of_play(current, croupier.seeds.of(current.round_id))
    except (SeedLost, GameFault):
        return False  # drawing it will find the same, and void it
    if now < ends_at:
        croupier.rounds.propose_at(table, ends_at, now)
    return now < ends_at


def _draw(
    croupier: Croupier, work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step:
    # The gate is closed, so what it has counted is final.
    gates = croupier.gates.of_round(current.round_id)
    for gate in gates:
        if not gate.bets:
            croupier.gates.drop(work, gate)
        elif current.phase is Phase.PLAYING:
            croupier.gates.finish(work, gate)
    unsettled = _awaiting(gates)
    reason = current.void_reason
    if reason is None and current.dealing is not None:
        reason = why_void(current.dealing)
    if reason is not None:
        return _void(croupier, work, table, current, gates, reason, now)
    turnover = turnover_through(gates)
    if current.dealing is not None and current.dealing.outcome is not None:
        outcome = current.dealing.outcome
        after, current = model.resulted(table, current, outcome, turnover, croupier.timings, now)
        return _tell_result(after, current, unsettled)
    try:
        if isinstance(current.game, DecidedGame):
            after, current = croupier.cards.end(work, table, current, turnover, now)
            return _tell_result(after, current, unsettled)
        server_seed = croupier.seeds.of(current.round_id)
        after, current = model.drawn(table, current, server_seed, turnover, croupier.timings, now)
    except (SeedLost, GameFault):
        # Nobody may guess an outcome: what can't be drawn as it was committed is not played.
        return _void(croupier, work, table, current, gates, _NOT_AS_COMMITTED, now)
    croupier.seeds.reveal(work, current.round_id)
    return _tell_result(after, current, unsettled)


def _tell_result(after: Table, current: Round, unsettled: Sequence[Gate]) -> _Step:
    told = RoundResult(
        round_id=current.round_id,
        number=current.number,
        outcome=read_outcome_view(current.outcome),
        fairness=fairness_of(current),
        next_at=after.next_at,
    )
    return _Step(after, current, [Draft.of(told)], unsettled)


def _void(
    croupier: Croupier,
    work: UnitOfWork,
    table: Table,
    current: Round,
    gates: Sequence[Gate],
    reason: str,
    now: datetime,
) -> _Step:
    table = croupier.cards.give_up_shoe(work, table, now)
    after, current = model.voided(
        table, current, reason, turnover_through(gates), croupier.timings, now
    )
    told = RoundVoided(round_id=current.round_id, reason=reason, next_at=after.next_at)
    return _Step(after, current, [Draft.of(told)], _awaiting(gates))


def _settle(croupier: Croupier, table: Table, current: Round, now: datetime) -> _Step | None:
    if _unsettled(croupier, table, current, now):
        return None
    turnover = turnover_through(croupier.gates.of_round(current.round_id))
    after, current = model.settled(table, current, turnover, now)
    return _tell_settled(after, current)


def _tell_settled(after: Table, current: Round) -> _Step:
    told = RoundSettled(
        round_id=current.round_id,
        number=current.number,
        next_at=after.next_at,
        **turnover_of(current.turnover, after.currency).model_dump(),
    )
    return _Step(after, current, [Draft.of(told)])


def _unsettled(croupier: Croupier, table: Table, current: Round, now: datetime) -> bool:
    unsettled = _awaiting(croupier.gates.of_round(current.round_id))
    if unsettled and table.is_due(now):
        # It should have ended by now: its messages may be lost, and again does no harm.
        for gate in unsettled:
            croupier.settlements.ask_for(gate)
    return bool(unsettled)


def _awaiting(gates: Sequence[Gate]) -> list[Gate]:
    return [gate for gate in gates if gate.awaits_settlement]
