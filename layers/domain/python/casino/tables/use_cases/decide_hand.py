"""Carry out what a player decides about a hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from casino.games import DecidedGame, Decision, GameFault, NotYourTurn, Stake
from casino.realtime import Admission, ChannelLog, Draft, Event, Fanout, table_channel
from casino.shared.clock import Clock
from casino.shared.dynamodb import Item, get_items, retrying
from casino.shared.errors import Contention, Unavailable
from casino.shared.messages import BalanceView
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import playing
from casino.tables.bets import stakes_to_text
from casino.tables.blackjack_messages import BlackjackPlayView, DecideHand, HandDecided
from casino.tables.errors import NotYourSeat, StaleTurn, UnknownRound, UnknownTable
from casino.tables.gates import Gates, gate_from_item
from casino.tables.live_tables import LiveTables, table_from_item
from casino.tables.model import Phase, Round, Table, Timings, shard_of
from casino.tables.round_clock import RoundClock
from casino.tables.seeds import SeedLost, Seeds
from casino.tables.shoes import Seated
from casino.tables.views import play_of, told_of_play
from casino.wallet import (
    Activity,
    Entry,
    EntryExists,
    EntryType,
    Ledger,
    NoWallet,
    balances_of,
    post,
    wallet_from_item,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class HandDesk:
    """What it takes to carry out players' decisions.

    Attributes
    ----------
    client : DynamoDBClient
    tables, gates, ledger
        What a decision changes.
    seeds : Seeds
        What the next card is, is in the shoe's seed.
    log, fanout
        How everybody at the table hears of it.
    rounds : RoundClock
    timings : Timings
    clock : Clock
    """

    client: "DynamoDBClient"
    tables: LiveTables
    gates: Gates
    ledger: Ledger
    seeds: Seeds
    log: ChannelLog
    fanout: Fanout
    rounds: RoundClock
    timings: Timings
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Done:
    """A decision that was carried out, by this call or by an earlier one."""

    table: Table
    round: Round
    added: Entry | None
    replayed: bool
    events: list[Event]


def decide_hand(
    desk: HandDesk, player_id: str, wanted: DecideHand, admission: Admission
) -> HandDecided:
    """Carry out one decision in one transaction, or refuse it and change nothing.

    The table, its round, the event, and what a decision adds to the bet are written together, on
    the condition that the table is as it was read. A decision names its turn, so the same one again
    finds that it has been made, and another one in its place is refused.

    Parameters
    ----------
    desk : HandDesk
    player_id : str
    wanted : DecideHand
    admission : Admission
        How the player's session is looked at, with the first read.

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
    SessionRevoked, AccessSuspended, RateLimited
    WalletRestricted
    Unavailable
        If the round can't be played on; it will be voided.
    Contention
    """

    def attempt() -> _Done:
        try:
            return _attempt(desk, player_id, wanted, admission)
        except EntryExists:
            # The same decision, sent twice, is being carried out: read again, and it is found.
            raise Contention from None

    done = retrying(attempt)
    if not done.replayed:
        # The table's own future first: a table that stands still is worse than one unheard.
        desk.rounds.propose(done.table, desk.clock())
        desk.fanout.publish(done.events)
    return _answer(wanted, done)


def _attempt(desk: HandDesk, player_id: str, wanted: DecideHand, admission: Admission) -> _Done:
    now = desk.clock()
    wallet_item, table_item, gate_item, session = get_items(
        desk.client,
        [
            desk.ledger.wallet_key(player_id),
            desk.tables.key(wanted.table_id),
            desk.gates.key(wanted.round_id, shard_of(player_id)),
            (admission.table, dict(admission.key)),
        ],
    )
    admission.check(session, now)
    if wallet_item is None:
        raise NoWallet
    if table_item is None:
        raise UnknownTable
    table = table_from_item(table_item)
    current = _round(desk, table, wanted)
    if current.play is None or not isinstance(current.game, DecidedGame):
        raise NotYourTurn("No cards have been dealt in this round")
    seated = _seated(current, player_id, wanted.seat)
    if _was_decided(current, wanted):
        added = desk.ledger.entry(player_id, EntryType.BET, _key(seated, wanted))
        return _Done(table, current, added, replayed=True, events=[])
    if current is not table.round or current.phase is not Phase.PLAYING:
        raise NotYourTurn("The round is over")
    if table.is_due(now):
        raise StaleTurn("The time for this decision is over")
    channel, seed_key = table_channel(table.table_id), desk.seeds.key(_shoe(table))
    head, seed_item = desk.log.head_beside(channel, seed_key)
    decision = Decision(wanted.seat, wanted.hand, wanted.decision)
    after, played = _decided(desk, table, current, decision, seed_item, now)
    work = UnitOfWork(desk.client)
    stake = playing.game_of(current).added_stake(playing.play_of(current), decision, seated.staked)
    added = None
    if stake is not None:
        wallet = wallet_from_item(wallet_item)
        wallet.must_allow(Activity.PLAY)
        changed, added = post(
            wallet,
            EntryType.BET,
            _key(seated, wanted),
            wallet.cover(stake.amount) | {f"game:{current.game_id}": stake.amount},
            at=now,
            reference=_reference(current, seated, stake),
        )
        if gate_item is None:
            raise StaleTurn
        gate = gate_from_item(gate_item)
        desk.ledger.append(work, wallet, changed, added, round_shard=gate.round_shard)
        desk.gates.add(work, gate, stake.amount, wallet.currency)
    desk.tables.save(work, table, after)
    desk.tables.save_round(work, played, now)
    events = desk.log.append(work, head, [Draft.of(told_of_play(after, played))], now)
    work.commit()
    return _Done(after, played, added, replayed=False, events=events)


def _round(desk: HandDesk, table: Table, wanted: DecideHand) -> Round:
    current = table.round
    if current is None or current.round_id != wanted.round_id:
        current = desk.tables.round(wanted.round_id)
    if current.table_id != table.table_id:
        raise UnknownRound
    return current


def _seated(current: Round, player_id: str, number: int) -> Seated:
    for seated in current.seated:
        if seated.seat == number and seated.player_id == player_id:
            return seated
    raise NotYourSeat("You have no bet on this seat in this round")


def _was_decided(current: Round, wanted: DecideHand) -> bool:
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
    desk: HandDesk,
    table: Table,
    current: Round,
    decision: Decision,
    seed_item: Item | None,
    now: datetime,
) -> tuple[Table, Round]:
    try:
        if seed_item is None:
            raise SeedLost(_shoe(table))
        seed = str(seed_item["server_seed"])
        return playing.decided(table, current, decision, seed, desk.timings, now)
    except (SeedLost, GameFault):
        raise Unavailable("The round can't be played on and will be voided") from None


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
