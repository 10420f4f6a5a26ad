"""Move a table on to the next phase of its round."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.channels import Draft, table_channel
from casino.channels.use_cases.read_reach import read_reach
from casino.games import GameFault
from casino.shared.clock import to_rfc3339
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import lifecycle, model
from casino.tables.acts import CLOCK, Act
from casino.tables.dealing import DealtRound
from casino.tables.gates import Gate, turnover_through
from casino.tables.model import ENDED, Phase, Round, Table
from casino.tables.rounds.script import Next, NoResult
from casino.tables.seed_chains import TableChains
from casino.tables.seeds import SeedLost
from casino.tables.table_events import (
    RoundClosed,
    RoundClosing,
    RoundResult,
    RoundSettled,
    RoundVoided,
    TableChanged,
)
from casino.tables.use_cases.keep_act import keep_act
from casino.tables.views import (
    fairness_of,
    read_outcome_view,
    told_of_opening,
    told_of_play,
    turnover_of,
)

if TYPE_CHECKING:
    from casino.parts import Parts


_NOT_AS_COMMITTED: Final = "The result could not be drawn as it was committed"

_ACCOUNTED_FOR: Final = {
    Phase.CLOSED: "round.closed",
    Phase.RESULT: "round.result",
    Phase.VOIDED: "round.voided",
}


@dataclass(slots=True)
class _Step:
    """A phase change in the making."""

    table: Table
    round: Round | None
    drafts: list[Draft]
    unsettled: Sequence[Gate] = ()


def advance_round(parts: "Parts", table_id: str, version: int | None) -> Table | None:
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
        now = parts.clock()
        table = parts.live_tables.get(table_id)
        if version is not None and version != table.version:
            return None
        if version is None and not table.is_running:
            return _recount(parts, table)
        work = UnitOfWork(parts.dynamodb)
        step = _next_step(parts, work, table, now)
        if isinstance(step, Table):
            return step
        if step is None:
            if version is not None and not table.is_due(now):
                # Another machine's clock is ahead of ours; nobody else would propose this again.
                parts.round_clock.propose(table, now)
            return None
        channel = table_channel(table_id)
        reach = read_reach(parts.subscriptions, parts.channel_log, channel)
        step.table = replace(step.table, players=reach.presence.players)
        parts.live_tables.save(work, table, step.table)
        if step.round is not None and step.round is not table.round:
            parts.live_tables.save_round(work, step.round, now)
        # The table's own future first: a table that stands still is worse than one unheard.
        work.then(lambda: _follow_up(parts, step, now))
        shards = reach.presence.shards
        parts.channel_log.append(work, reach.head, step.drafts, now, shards=shards)
        act = _act_of(table, step, now)
        if act is not None:
            keep_act(parts, work, act, step.table.version, now)
        work.commit()
        return step.table

    return retrying(attempt)


def _follow_up(parts: "Parts", step: _Step, now: datetime) -> None:
    """See to it that what a step leads to will come."""
    if step.table.is_running:
        parts.round_clock.propose(step.table, now)
    for gate in step.unsettled:
        parts.settlement_queue.ask_for(gate)
    if step.round and step.round.phase is Phase.RESULT and not step.unsettled:
        parts.round_clock.propose_now(step.table.table_id)


def _recount(parts: "Parts", table: Table) -> Table:
    """Let a table at rest know how many are at it, so that the lobby is told."""
    players = parts.subscriptions.presence(table_channel(table.table_id)).players
    if players == table.players:
        return table
    after = replace(table, players=players, version=table.version + 1)
    work = UnitOfWork(parts.dynamodb)
    parts.live_tables.save(work, table, after)
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
    parts: "Parts", work: UnitOfWork, table: Table, now: datetime
) -> _Step | Table | None:
    current = table.round
    if current is not None and current.phase is Phase.RESULT:
        return _settle(parts, table, current, now)
    if not table.is_due(now):
        return None
    if current is None or current.phase in ENDED:
        return _open_next(parts, work, table, current, now)
    match current.phase:
        case Phase.OPEN:
            return _call_last_bets(table, current)
        case Phase.CLOSING:
            return _close(parts, work, table, current, now)
        case _:
            return _go_on(parts, work, table, current, now)


def _open_next(
    parts: "Parts", work: UnitOfWork, table: Table, last: Round | None, now: datetime
) -> _Step | Table | None:
    if last is not None and last.phase is Phase.VOIDED and _unsettled(parts, table, last, now):
        return None
    if table.opens_rounds:
        return _open(parts, work, table, now)
    return _rest(table, last) if table.is_running else None


def _rest(table: Table, last: Round | None) -> _Step:
    after = lifecycle.rested(table)
    drafts = [] if after.status is table.status else [Draft.of(TableChanged(status=after.status))]
    return _Step(after, last, drafts)


def _open(parts: "Parts", work: UnitOfWork, table: Table, now: datetime) -> _Step | Table:
    script, seed = parts.scripts.opening(table), None
    if script.needs_seed(table):
        chains = parts.chains.of(table.table_id)
        if not chains.has_seeds:
            return _await_beacon(parts, work, table, chains, now)
        server_seed, link, chains = parts.chains.take(work, chains, model.next_round_id(table), now)
        table, seed = _showing(table, chains), (server_seed, link)
    else:
        table = _with_news(parts, table)
    after, current = script.open(table, seed, now)
    parts.gates.open(work, after, current)
    return _Step(after, current, [Draft.of(told_of_opening(after, current))])


def _await_beacon(
    parts: "Parts", work: UnitOfWork, table: Table, chains: TableChains, now: datetime
) -> _Step | Table:
    """Promise the chain that the table goes on with, if there is none, and wait for its value."""
    chains = parts.chains.prepare(work, chains, now)
    shown = _showing(table, chains)
    due_at = parts.chains.beacon_due_at(shown.next_chain) or now
    if shown == table and due_at <= now:
        return table
    after = replace(shown, version=table.version + 1, next_at=to_rfc3339(max(due_at, now)))
    return _Step(after, table.round, [])


def _with_news(parts: "Parts", table: Table) -> Table:
    """Show what was learnt of the next chain while a shoe is dealt from, which lasts for rounds."""
    if table.next_chain is None or not table.next_chain.awaits_beacon:
        return table
    return _showing(table, parts.chains.of(table.table_id))


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


def _close(parts: "Parts", work: UnitOfWork, table: Table, current: Round, now: datetime) -> _Step:
    pause = parts.scripts.of(current).pause
    after, current = model.closed(table, current, now + pause)
    parts.gates.close(work, current.round_id)
    told = RoundClosed(round_id=current.round_id, next_at=after.next_at)
    return _Step(after, current, [Draft.of(told)])


def _go_on(
    parts: "Parts", work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step | None:
    """Do what the round's script says of one that takes no more bets."""
    if current.void_reason is not None:
        return _draw(parts, work, table, current, now)
    try:
        came_to = parts.scripts.of(current).go_on(table, current, now)
    except (SeedLost, GameFault):
        return _draw(parts, work, table, replace(current, void_reason=_NOT_AS_COMMITTED), now)
    match came_to:
        case datetime():
            parts.round_clock.propose_at(table, came_to, now)
            return None
        case Next.RESULT:
            return _draw(parts, work, table, current, now)
        case Next.NOTHING:
            return _end_without_bets(parts, work, table, current, now)
        case after, played:
            return _Step(after, played, [Draft.of(told_of_play(after, played))])


def _end_without_bets(
    parts: "Parts", work: UnitOfWork, table: Table, current: Round, now: datetime
) -> _Step:
    gates = parts.gates.of_round(current.round_id)
    for gate in gates:
        parts.gates.drop(work, gate)
    after, current = model.settled(table, current, turnover_through(gates), now)
    return _tell_settled(after, current)


def _draw(parts: "Parts", work: UnitOfWork, table: Table, current: Round, now: datetime) -> _Step:
    # The gate is closed, so what it has counted is final.
    gates = parts.gates.of_round(current.round_id)
    for gate in gates:
        if not gate.bets:
            parts.gates.drop(work, gate)
        elif current.phase is Phase.PLAYING:
            parts.gates.finish(work, gate)
    unsettled = _awaiting(gates)
    if current.void_reason is not None:
        return _void(parts, work, table, current, gates, current.void_reason, now)
    script, turnover = parts.scripts.of(current), turnover_through(gates)
    try:
        after, current = script.result(work, table, current, turnover, now)
    except NoResult as why:
        return _void(parts, work, table, current, gates, str(why), now)
    except (SeedLost, GameFault):
        # Nobody may guess an outcome: what can't be drawn as it was committed is not played.
        return _void(parts, work, table, current, gates, _NOT_AS_COMMITTED, now)
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
    parts: "Parts",
    work: UnitOfWork,
    table: Table,
    current: Round,
    gates: Sequence[Gate],
    reason: str,
    now: datetime,
) -> _Step:
    table = parts.scripts.of(current).give_up(work, table, now)
    after, current = model.voided(
        table, current, reason, turnover_through(gates), parts.timings, now
    )
    told = RoundVoided(round_id=current.round_id, reason=reason, next_at=after.next_at)
    return _Step(after, current, [Draft.of(told)], _awaiting(gates))


def _settle(parts: "Parts", table: Table, current: Round, now: datetime) -> _Step | None:
    if _unsettled(parts, table, current, now):
        return None
    turnover = turnover_through(parts.gates.of_round(current.round_id))
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


def _unsettled(parts: "Parts", table: Table, current: Round, now: datetime) -> bool:
    unsettled = _awaiting(parts.gates.of_round(current.round_id))
    if unsettled and table.is_due(now):
        # It should have ended by now: its messages may be lost, and again does no harm.
        for gate in unsettled:
            parts.settlement_queue.ask_for(gate)
    return bool(unsettled)


def _awaiting(gates: Sequence[Gate]) -> list[Gate]:
    return [gate for gate in gates if gate.awaits_settlement]
