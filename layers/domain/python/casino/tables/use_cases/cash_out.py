"""Take a bet out of a round that is on, for what it is worth by now."""

from dataclasses import dataclass

from casino.games import CashOutGame, CommitmentMismatch
from casino.realtime import Admission
from casino.shared.clock import Clock
from casino.shared.dynamodb import retrying
from casino.shared.messages import BalanceView
from casino.tables.bet_messages import CashedOut, CashOut
from casino.tables.bets import Bets, RunningBet, is_cash_out, payout_postings, stakes_of
from casino.tables.errors import CashOutClosed
from casino.tables.model import Phase, Round, elapsed_ms
from casino.tables.seeds import Seeds
from casino.wallet import Entry, EntryExists, EntryType, balances_of, post


@dataclass(frozen=True, slots=True)
class _Worth:
    multiplier: int
    payout: int


def cash_out(
    bets: Bets,
    seeds: Seeds,
    clock: Clock,
    player_id: str,
    wanted: CashOut,
    admission: Admission,
) -> CashedOut:
    """Pay a bet at the multiplier of this moment, by the server's clock, or refuse.

    The one read brings the round's seed along, so a player hears at once whether they were in time,
    and not when the round is over. What is paid is the bet's one win: it has the key that
    settlement would pay it under, so neither can pay it again.

    Parameters
    ----------
    bets : Bets
    seeds : Seeds
    clock : Clock
    player_id : str
    wanted : CashOut
    admission : Admission
        How the player's session is looked at, with the one read.

    Raises
    ------
    UnknownBet
        Also for another player's.
    CashOutClosed
        If the round has not started, is over, or has not grown to the least target.
    SessionRevoked, AccessSuspended, RateLimited
    Contention
        If the player's wallet kept changing; nothing was paid.
    """
    # Decided by when it came in: what follows may take its time.
    now = clock()

    def attempt() -> CashedOut:
        running = bets.prepare_cash_out(
            seeds, player_id, wanted.bet_id, wanted.round_id, admission=admission, now=now
        )
        current = running.round
        if running.paid_by is not None:
            return _replayed(running.paid_by)
        worth = _worth(running, elapsed_ms(current, now) if current.play else 0)
        after, entry = post(
            running.wallet,
            EntryType.WIN,
            wanted.bet_id,
            payout_postings(running.entry, worth.payout),
            at=now,
            reference=_reference(current, wanted.bet_id, worth),
        )
        if running.gate is None:
            raise CashOutClosed
        bets.take_out(running.wallet, after, entry, running.gate)
        return _answer(entry)

    try:
        return retrying(attempt)
    except EntryExists as lost_race:
        return _replayed(lost_race.entry)


def _worth(running: RunningBet, elapsed: int) -> _Worth:
    current, game = running.round, running.round.game
    fairness = current.fairness
    if current.phase is not Phase.PLAYING or not isinstance(game, CashOutGame) or not fairness:
        raise CashOutClosed
    try:
        outcome = game.draw(fairness.revealed(running.server_seed).draws())
    except CommitmentMismatch:
        raise CashOutClosed from None  # such a round will be voided
    multiplier = game.multiplier_at(elapsed)
    payout = game.cashed_out(stakes_of(running.entry, current), multiplier, outcome)
    if not payout:
        raise CashOutClosed
    return _Worth(multiplier, payout)


def _reference(current: Round, bet_id: str, worth: _Worth) -> dict[str, str | int]:
    return {
        "bet_id": bet_id,
        "table_id": current.table_id,
        "round_id": current.round_id,
        "game_id": current.game_id,
        "multiplier": worth.multiplier,
    }


def _replayed(paid: Entry) -> CashedOut:
    if not is_cash_out(paid):
        raise CashOutClosed  # its target was reached, and settlement has paid it
    return _answer(paid, replayed=True)


def _answer(entry: Entry, **replayed: bool) -> CashedOut:
    return CashedOut(
        bet_id=entry.key,
        status="cashed_out",
        round_id=entry.reference["round_id"],
        multiplier=entry.reference["multiplier"],
        payout=entry.amount,
        currency=entry.currency,
        balance=BalanceView(**balances_of(entry)),
        **replayed,
    )
