"""Move a table on to the next phase of its round."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.channels import (
    ChannelLog,
    Draft,
    Subscriptions,
    console_channel,
    reach_of,
    table_channel,
)
from casino.games import GameFault
from casino.shared.clock import Clock, to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import lifecycle, model
from casino.tables.acts import CLOCK, Act, Acts
from casino.tables.dealing import DealtRound
from casino.tables.gates import Gate, Gates, turnover_through
from casino.tables.live_tables import LiveTables
from casino.tables.model import ENDED, Phase, Round, Table, Timings
from casino.tables.round_clock import RoundClock, SettlementQueue
from casino.tables.rounds.script import Next, NoResult, Scripts
from casino.tables.seed_chains import SeedChains, TableChains
from casino.tables.seeds import SeedLost
from casino.tables.table_events import (
    RoundClosed,
    RoundClosing,
    RoundResult,
    RoundSettled,
    RoundVoided,
    TableChanged,
)
from casino.tables.views import (
    fairness_of,
    read_outcome_view,
    told_of,
    told_of_opening,
    told_of_play,
    turnover_of,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_NOT_AS_COMMITTED: Final = "The result could not be drawn as it was committed"

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
    tables, gates, chains
        What rounds are made of.
    scripts : Scripts
        What each kind of round does.
    acts : Acts
        Where it is kept what the clock did in the place of staff.
    log, connections
        How players hear of them.
    """

    client: "DynamoDBClient"
    tables: LiveTables
    gates: Gates
    chains: SeedChains
    scripts: Scripts
    acts: Acts
    log: ChannelLog
    subscriptions: Subscriptions
    rounds: RoundClock
    settlements: SettlementQueue
    timings: Timings
    clock: Clock


@dataclass(slots=True)
class _Step:
    """A phase change in the making."""

    table: Table
    round: Round | None
    drafts: list[Draft]
    unsettled: Sequence[Gate] = ()


def advance_round(croupier: Croupier, table_id: str, version: int | None) -> Table | None:
    """Move a table on if its time has come.

    The phase, the gate, the seed and the event are one transaction on the condition that the table
    is as it was read, so of many proposals for the same phase one takes effect. What follows the
    commit may be lost in a crash: the sweeper proposes anew, and the stream of events repairs.

    A round is opened from a chain of seeds only once the value of the chain's beacon is there.
    Where it could be had and is missing, nothing is changed: the table is returned for
    `ask_beacon`.

    Parameters
    ----------
    version : int or None
        The table's version when this was proposed; an older one has been dealt with. `None` asks
        to look at the table as it is.

    Returns
    -------
    Table or None
        As it is now, if this call changed it, or found that it waits for its beacon, or was asked
        to look at it and found it at rest. It is time to tell how many are there.

    Raises
    ------
    UnknownTable
    Contention
        If the table or its channel kept changing; the proposal is delivered again.
    """

    def attempt() -> Table | None:
        now = croupier.clock()
        table = croupier.tables.get(table_id)
        if version is not None and version != table.version:
            return None
        if version is None and not table.is_running:
            return _recount(croupier, table)
        work = UnitOfWork(croupier.client)
        step = _next_step(croupier, work, table, now)
        if isinstance(step, Table):
            return step
        if step is None:
            if version is not None and not table.is_due(now):
                # Another machine's clock is ahead of ours; nobody else would propose this again.
                croupier.rounds.propose(table, now)
            return None
        channel = table_channel(table_id)
        reach = reach_of(croupier.subscriptions, croupier.log, channel)
        step.table = replace(step.table, players=reach.presence.players)
        croupier.tables.save(work, table, step.table)
        if step.round is not None and step.round is not table.round:
            croupier.tables.save_round(work, step.round, now)
        # The table's own future first: a table that stands still is worse than one unheard.
        work.then(lambda: _follow_up(croupier, step, now))
        shards = reach.presence.shards
        croupier.log.append(work, reach.head, step.drafts, now, shards=shards)
        act = _act_of(table, step, now)
        if act is not None:
            croupier.acts.add(work, replace(act, version=step.table.version))
            console = croupier.log.head(console_channel(table_id))
            croupier.log.append(work, console, [Draft.of(told_of(act))], now)
        work.commit()
        return step.table

    return retrying(attempt)


def _follow_up(croupier: Croupier, step: _Step, now: datetime) -> None:
    """See to it that what a step leads to will come."""
    if step.table.is_running:
        croupier.rounds.propose(step.table, now)
    for gate in step.unsettled:
        croupier.settlements.ask_for(gate)
    if step.round and step.round.phase is Phase.RESULT and not step.unsettled:
        croupier.rounds.propose_now(step.table.table_id)


def _recount(croupier: Croupier, table: Table) -> Table:
    """Let a table at rest know how many are at it, so that the lobby is told."""
    players = croupier.subscriptions.presence(table_channel(table.table_id)).players
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
    if not isinstance(current, DealtRound):
        return None
    kind = _ACCOUNTED_FOR.get(current.phase)
    if kind is None or before is None or before.phase is current.phase:
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


def _next_step(
    croupier: Croupier, work: UnitOfWork, table: Table, now: datetime
) -> _Step | Table | None:
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
        case _:
            return _go_on(croupier, work, table, current, now)


def _open_next(
    croupier: Croupier, work: UnitOfWork, table: Table, last: Round | None, now: datetime
) -> _Step | Table | None:
    if last is not None and last.phase is Phase.VOIDED and _unsettled(croupier, table, last, now):
        return None
    if table.opens_rounds:
        return _open(croupier, work, table, now)
    return _rest(table, last) if table.is_running else None


def _rest(table: Table, last: Round | None) -> _Step:
    after = lifecycle.rested(table)
    drafts = [] if after.status is table.status else [Draft.of(TableChanged(status=after.status))]
    return _Step(after, last, drafts)


def _open(croupier: Croupier, work: UnitOfWork, table: Table, now: datetime) -> _Step | Table:
    script, seed = croupier.scripts.opening(table), None
    if script.needs_seed(table):
        chains = croupier.chains.of(table.table_id)
        if not chains.has_seeds:
            return _await_beacon(croupier, work, table, chains, now)
        server_seed, link, chains = croupier.chains.take(
            work, chains, model.next_round_id(table), now
        )
        table, seed = _showing(table, chains), (server_seed, link)
    else:
        table = _with_news(croupier, table)
    after, current = script.open(table, seed, now)
    croupier.gates.open(work, after, current)
    return _Step(after, current, [Draft.of(told_of_opening(after, current))])


def _await_beacon(
    croupier: Croupier, work: UnitOfWork, table: Table, chains: TableChains, now: datetime
) -> _Step | Table:
    """Promise the chain that the table goes on with, if there is none, and wait for its value."""
    chains = croupier.chains.prepare(work, chains, now)
    shown = _showing(table, chains)
    due_at = croupier.chains.beacon_due_at(shown.next_chain) or now
    if shown == table and due_at <= now:
        return table
    after = replace(shown, version=table.version + 1, next_at=to_rfc3339(max(due_at, now)))
    return _Step(after, table.round, [])


def _with_news(croupier: Croupier, table: Table) -> Table:
    """Show what was learnt of the next chain while a shoe is dealt from, which lasts for rounds."""
    if table.next_chain is None or not table.next_chain.awaits_beacon:
        return table
    return _showing(table, croupier.chains.of(table.table_id))


def _showing(table: Table, chains: TableChains) -> Table:
    present, following = chains.present, chains.following
    return replace(
        table,
        chain=present.told if present else None,
        next_chain=following.told if following else None,
    )


def _call_last_bets(table: Table, current: Round) -> _Step:
    after, current = model.closing(table, current)
    told = RoundClosing(
        round_id=current.round_id, closes_at=current.closes_at, next_at=after.next_at
    )
    return _Step(after, current, [Draft.of(told)])


def _close(
    croupier: Croupier, work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step:
    pause = croupier.scripts.of(current).pause
    after, current = model.closed(table, current, now + pause)
    croupier.gates.close(work, current.round_id)
    told = RoundClosed(round_id=current.round_id, next_at=after.next_at)
    return _Step(after, current, [Draft.of(told)])


def _go_on(
    croupier: Croupier, work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step | None:
    """Do what the round's script says of one that takes no more bets."""
    if current.void_reason is not None:
        return _draw(croupier, work, table, current, now)
    try:
        came_to = croupier.scripts.of(current).go_on(table, current, now)
    except (SeedLost, GameFault):
        return _draw(croupier, work, table, replace(current, void_reason=_NOT_AS_COMMITTED), now)
    match came_to:
        case datetime():
            croupier.rounds.propose_at(table, came_to, now)
            return None
        case Next.RESULT:
            return _draw(croupier, work, table, current, now)
        case Next.NOTHING:
            return _end_without_bets(croupier, work, table, current, now)
        case after, played:
            return _Step(after, played, [Draft.of(told_of_play(after, played))])


def _end_without_bets(
    croupier: Croupier, work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step:
    gates = croupier.gates.of_round(current.round_id)
    for gate in gates:
        croupier.gates.drop(work, gate)
    after, current = model.settled(table, current, turnover_through(gates), now)
    return _tell_settled(after, current)


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
    if current.void_reason is not None:
        return _void(croupier, work, table, current, gates, current.void_reason, now)
    script, turnover = croupier.scripts.of(current), turnover_through(gates)
    try:
        after, current = script.result(work, table, current, turnover, now)
    except NoResult as why:
        return _void(croupier, work, table, current, gates, str(why), now)
    except (SeedLost, GameFault):
        # Nobody may guess an outcome: what can't be drawn as it was committed is not played.
        return _void(croupier, work, table, current, gates, _NOT_AS_COMMITTED, now)
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
    table = croupier.scripts.of(current).give_up(work, table, now)
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
