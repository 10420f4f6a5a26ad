"""Take a bet out of a round that is on, for what it is worth by now."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from casino.betting import GameMoney, UnknownBet
from casino.games import CommitmentMismatch
from casino.games.rounding import rounded
from casino.shared.guard import Guard
from casino.shared.messages import BalanceView
from casino.shared.once import AlreadyDone, Done, once
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bet_messages import CashedOut, CashOut
from casino.tables.bets import draw_for, is_cash_out, stakes_of
from casino.tables.errors import CashOutClosed
from casino.tables.growing import CashOutRound, elapsed_ms
from casino.tables.model import Phase, Round
from casino.wallet import Entry, balances_of

if TYPE_CHECKING:
    from casino.parts import Parts


def cash_out(parts: "Parts", player_id: str, wanted: CashOut, guards: Sequence[Guard]) -> CashedOut:
    """Pay a bet at the multiplier of this moment, by the server's clock, or refuse.

    The one read brings the round's seed along, so a player hears at once whether they were in time,
    and not when the round is over. What is paid is the bet's one win: it has the key that
    settlement would pay it under, so neither can pay it again.

    Parameters
    ----------
    guards : sequence of Guard
        Who may refuse it besides.

    Raises
    ------
    UnknownBet
        Also for another player's.
    CashOutClosed
        If the round has not started, is over, or has not grown to the least target.
    Exception
        What a guard refuses by.
    Contention
        If the player's wallet kept changing; nothing was paid.
    """
    # Decided by when it came in: what follows may take its time.
    now = parts.clock()

    def attempt() -> Entry:
        money = GameMoney(parts.dynamodb, parts.ledger, player_id, guards)
        wanted_bet, wanted_win = money.want_bet(wanted.bet_id), money.want_win(wanted.bet_id)
        wanted_gate = parts.gates.want_for(money.reading, wanted.round_id, player_id)
        wanted_round = parts.live_tables.want_round(money.reading, wanted.round_id)
        # Whether it comes in time is in the round's seed.
        seed = parts.seeds.want(money.reading, wanted.round_id)
        money.fetch(now)
        bet, current, gate = wanted_bet.value, wanted_round.value, wanted_gate.value
        if bet is None or bet.reference.get("round_id") != wanted.round_id or current is None:
            raise UnknownBet
        if wanted_win.value is not None:
            raise AlreadyDone(wanted_win.value)
        if gate is None or seed.value is None:
            raise CashOutClosed  # the round is long over
        multiplier, payout = _worth(bet, current, seed.value, now)
        paid = money.win(bet, payout, at=now, reference={"multiplier": multiplier})
        work = UnitOfWork(parts.dynamodb)
        money.add_to(work)
        parts.gates.let_out(work, gate, paid.amount, paid.currency)
        work.commit()
        return paid

    return _answer(once(attempt))


def _worth(bet: Entry, current: Round, seed: str, now: datetime) -> tuple[int, int]:
    """Return the multiplier of this moment, and what it pays a bet."""
    if not isinstance(current, CashOutRound) or current.phase is not Phase.PLAYING:
        raise CashOutClosed
    try:
        revealed = current.fairness.revealed(seed)
    except CommitmentMismatch:
        raise CashOutClosed from None  # such a round will be voided
    game, multiplier = current.game, current.game.multiplier_at(elapsed_ms(current, now))
    outcome = game.draw(revealed.draws())
    # The draw is of this bet alone, so what it is paid tells nobody what another would be.
    draw = draw_for(bet, revealed.rounding_seed(current.number))
    stakes = stakes_of(bet, current)
    paid = rounded([game.cashed_out(each, multiplier, outcome) for each in stakes], draw)
    if not paid.payout:
        raise CashOutClosed
    return multiplier, paid.payout


def _answer(done: Done[Entry]) -> CashedOut:
    entry = done.record
    if not is_cash_out(entry):
        raise CashOutClosed  # its target was reached, and settlement has paid it
    return CashedOut(
        bet_id=entry.key,
        status="cashed_out",
        round_id=entry.reference["round_id"],
        multiplier=entry.reference["multiplier"],
        payout=entry.amount,
        currency=entry.currency,
        balance=BalanceView(**balances_of(entry)),
        **({"replayed": True} if done.replayed else {}),
    )
