"""Take a bet on a live round."""

from collections.abc import Callable, Sequence
from typing import Any

from casino.games import GAMES, Stake
from casino.realtime import Admission
from casino.shared.clock import Clock
from casino.shared.dynamodb import retrying
from casino.shared.errors import FieldError
from casino.shared.fingerprint import fingerprint
from casino.shared.messages import BalanceView
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bet_messages import BetAccepted, PlaceBet
from casino.tables.bets import Bets, stakes_to_text
from casino.tables.errors import BetIdReused, BettingClosed, StakeOutOfRange, UnknownRound
from casino.tables.gates import Gate
from casino.tables.live_tables import LiveTables
from casino.tables.model import Limits
from casino.tables.seats import Seats
from casino.wallet import Activity, Entry, EntryExists, EntryType, balances_of, post


def place_bet(
    bets: Bets,
    tables: LiveTables,
    seats: Seats,
    clock: Clock,
    player_id: str,
    wanted: PlaceBet,
    admission: Admission | None = None,
) -> BetAccepted:
    """Take a bet in one transaction, or refuse it and change nothing.

    One read, one write. The write holds the conditions under which the bet was decided, so whatever
    happens in between, it is decided again or refused; and the entry's key is the bet's id, so the
    same bet a day later finds its first answer.

    Parameters
    ----------
    bets : Bets
    tables : LiveTables
    seats : Seats
    clock : Clock
    player_id : str
    wanted : PlaceBet
    admission : Admission, optional
        How the player's session is looked at, with the one read.

    Raises
    ------
    BetIdReused
        If the id stands for another bet.
    UnknownRound
    BettingClosed
    NotYourSeat, SeatTaken
        Where bets are on seats, and the player may not bet on that one.
    UnknownStakeType, UnknownSelection, StakeOutOfRange
    InsufficientFunds
    SessionRevoked, AccessSuspended, RateLimited
    WalletRestricted
    Contention
        If the player's wallet kept changing; nothing was taken.
    """
    body = wanted.model_dump(mode="json")
    request = fingerprint(body)

    def attempt() -> BetAccepted:
        now = clock()
        wallet, gate, earlier = bets.prepare(
            player_id, wanted.bet_id, wanted.round_id, admission=admission, now=now
        )
        if earlier is not None:
            return _replayed(earlier, request)
        if gate is None or gate.table_id != wanted.table_id:
            raise _no_gate(tables, wanted)
        gate.must_take_bets(now)
        game = GAMES[gate.game_id]
        stakes = [
            game.read_stake(raw, at=f"/stakes/{number}")
            for number, raw in enumerate(body["stakes"])
        ]
        total = _within_limits(stakes, gate.limits)
        wallet.must_allow(Activity.PLAY)
        after, entry = post(
            wallet,
            EntryType.BET,
            wanted.bet_id,
            wallet.cover(total) | {f"game:{gate.game_id}": total},
            at=now,
            reference=_reference(gate, stakes),
            fingerprint=request,
        )
        sitting = _sitting(seats, gate, player_id, stakes) if gate.has_seats else None
        bets.accept(wallet, after, entry, gate, now, sitting)
        return _answer(entry)

    try:
        return retrying(attempt)
    except EntryExists as lost_race:
        return _replayed(lost_race.entry, request)


def _within_limits(stakes: Sequence[Stake], limits: Limits) -> int:
    errors = [
        FieldError(
            f"/stakes/{number}/amount",
            f"A stake is from {limits.min_stake} to {limits.max_stake} minor units here",
        )
        for number, stake in enumerate(stakes)
        if not limits.min_stake <= stake.amount <= limits.max_stake
    ]
    if errors:
        raise StakeOutOfRange(errors=errors)
    total = sum(stake.amount for stake in stakes)
    if total > limits.max_bet:
        raise StakeOutOfRange(f"All stakes of a bet together are at most {limits.max_bet} here")
    return total


def _sitting(
    seats: Seats, gate: Gate, player_id: str, stakes: Sequence[Stake]
) -> Callable[[UnitOfWork], None]:
    """Return the condition that the player sits where the bet is."""
    numbers = [number for stake in stakes for number in stake.selection]

    def beside(work: UnitOfWork) -> None:
        seats.bet_on(work, gate.table_id, numbers, player_id=player_id, round_number=gate.number)

    return beside


def _no_gate(tables: LiveTables, wanted: PlaceBet) -> Exception:
    # A gate that nobody used is forgotten after its round, so the round tells late from wrong.
    if tables.round(wanted.round_id).table_id == wanted.table_id:
        return BettingClosed()
    return UnknownRound()


def _reference(gate: Gate, stakes: Sequence[Stake]) -> dict[str, Any]:
    return {
        "table_id": gate.table_id,
        "round_id": gate.round_id,
        "game_id": gate.game_id,
        "stakes": stakes_to_text(stakes),
    }


def _replayed(earlier: Entry, request: str) -> BetAccepted:
    if earlier.fingerprint != request:
        raise BetIdReused
    return _answer(earlier, replayed=True)


def _answer(entry: Entry, **replayed: bool) -> BetAccepted:
    return BetAccepted(
        bet_id=entry.key,
        status="accepted",
        round_id=entry.reference["round_id"],
        stake=-entry.amount,
        currency=entry.currency,
        balance=BalanceView(**balances_of(entry)),
        **replayed,
    )
