"""How tables, rounds and bets are written for clients."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from pydantic import TypeAdapter

from casino.games import CashOutGame, Stake
from casino.tables.acts import Act
from casino.tables.bet_messages import StakeMessage
from casino.tables.bets import Bet, payout_of, stakes_of
from casino.tables.instant_bets import InstantBet
from casino.tables.instant_messages import view_of_outcome
from casino.tables.messages import (
    AnyOutcomeView,
    AnyPlayView,
    BetView,
    FairnessView,
    LimitsView,
    LinkView,
    OutcomeView,
    PlayView,
    ResultView,
    RoundView,
    TableView,
    TotalView,
    TurnoverView,
)
from casino.tables.model import Phase, Round, Table, Turnover
from casino.tables.table_events import ConsoleAct, RoundPlaying
from casino.wallet import EntryType

_OUTCOME: Final[TypeAdapter[AnyOutcomeView]] = TypeAdapter(OutcomeView)
_PLAY: Final[TypeAdapter[AnyPlayView]] = TypeAdapter(PlayView)


def told_of_play(table: Table, current: Round) -> RoundPlaying:
    """Write how a round stands that players act in, with its table as it is now."""
    return RoundPlaying(round_id=current.round_id, play=play_of(current), next_at=_next_at(table))


def told_of(act: Act) -> ConsoleAct:
    """Write an act as consoles hear of it."""
    return ConsoleAct(
        act_id=act.act_id,
        kind=act.kind,
        by=act.by.name,
        role=act.by.role,
        round_id=act.round_id,
        before=dict(act.before),
        after=dict(act.after),
        reason=act.reason,
        decides=act.decides,
    )


def view_of_table(table: Table, seats_taken: Sequence[int] | None = None) -> TableView:
    """Write a table as clients see it.

    Parameters
    ----------
    table : Table
    seats_taken : sequence of int, optional
        For tables that have seats.
    """
    current = table.round
    return TableView(
        table_id=table.table_id,
        game_id=table.game_id,
        name=table.name,
        status=table.status,
        currency=table.currency,
        limits=LimitsView(
            min_stake=table.limits.min_stake,
            max_stake=table.limits.max_stake,
            max_bet=table.limits.max_bet,
        ),
        players=table.players,
        dealer=table.dealer,
        video_url=table.video_url,
        phase=current.phase if current else None,
        round_id=current.round_id if current else None,
        number=current.number if current else None,
        closes_at=current.closes_at if current else None,
        next_at=_next_at(table),
        commitment=current.fairness.commitment if current and current.fairness else None,
        play=play_of(current) if current else None,
        outcome=outcome_of(current) if current else None,
        fairness=fairness_of(current) if current else None,
        turnover=turnover_of(current.turnover, table.currency) if current else None,
        last_results=[ResultView.model_validate(each) for each in table.last_results],
        cards=list(current.dealing.cards) if current and current.dealing else [],
        seats_taken=None if seats_taken is None else list(seats_taken),
    )


def view_of_round(current: Round, currency: str, revealed: str | None = None) -> RoundView:
    """Write a round as clients see it.

    Parameters
    ----------
    current : Round
    currency : str
    revealed : str, optional
        The seed of its shoe, if that has been revealed since.
    """
    if revealed is not None and current.fairness is not None:
        current = replace(current, fairness=current.fairness.revealed(revealed))
    return RoundView(
        round_id=current.round_id,
        table_id=current.table_id,
        game_id=current.game_id,
        number=current.number,
        phase=current.phase,
        opened_at=current.opened_at,
        closes_at=current.closes_at,
        settled_at=current.settled_at,
        void_reason=current.void_reason,
        paytable=current.game.paytable,
        play=play_of(current),
        outcome=outcome_of(current),
        fairness=fairness_of(current),
        link=LinkView(**asdict(current.link)) if current.link else None,
        turnover=turnover_of(current.turnover, currency),
    )


def view_of_bet(bet: Bet) -> BetView:
    """Write a bet as its player sees it.

    A bet is lost as soon as its round has a result that pays it nothing, and won once it has been
    paid; nothing is written to make it so.
    """
    entry, current = bet.entry, bet.round
    if current is None:
        return _view_of_instant(InstantBet(entry))
    status, payout, settled_at = "accepted", None, None
    if bet.paid_by is not None:
        status = "void" if bet.paid_by.type is EntryType.BET_VOID else "won"
        payout, settled_at = bet.paid_by.amount, bet.paid_by.posted_at
    elif current.phase is Phase.SETTLED and payout_of(entry, current) == 0:
        status, payout, settled_at = "lost", 0, current.settled_at
    return BetView(
        bet_id=entry.key,
        table_id=current.table_id,
        round_id=current.round_id,
        game_id=current.game_id,
        status=status,
        currency=entry.currency,
        stake=-entry.amount,
        stakes=[_stake(each) for each in stakes_of(entry, current)],
        payout=payout,
        outcome=outcome_of(current),
        placed_at=entry.posted_at,
        settled_at=settled_at,
    )


def _view_of_instant(bet: InstantBet) -> BetView:
    return BetView(
        bet_id=bet.entry.key,
        table_id=None,
        round_id=bet.round_id,
        game_id=bet.game_id,
        status="won" if bet.payout else "lost",
        currency=bet.entry.currency,
        stake=bet.stake.amount,
        stakes=[_stake(bet.stake)],
        payout=bet.payout,
        outcome=view_of_outcome(bet.outcome),
        placed_at=bet.entry.posted_at,
        settled_at=bet.entry.posted_at,
    )


def _stake(stake: Stake) -> StakeMessage:
    selection = list(stake.selection) or None
    return StakeMessage(type=stake.type, selection=selection, amount=stake.amount)


def outcome_of(current: Round) -> OutcomeView | None:
    """Write a round's outcome, once it is known."""
    return read_outcome_view(current.outcome) if current.outcome else None


def play_of(current: Round) -> PlayView | None:
    """Write how a round is being played, where players act in it."""
    return _PLAY.validate_python(current.play) if current.play else None


def _next_at(table: Table) -> str | None:
    is_secret = (
        table.round is not None
        and table.round.phase is Phase.PLAYING
        and isinstance(table.round.game, CashOutGame)
    )
    return None if is_secret else table.next_at or None


def read_outcome_view(outcome: object) -> AnyOutcomeView:
    """Write an outcome as clients see it, whichever game's it is."""
    return _OUTCOME.validate_python(outcome)


def fairness_of(current: Round) -> FairnessView | None:
    """Write how a round can be checked, if it is drawn."""
    if current.fairness is None:
        return None
    values: dict[str, Any] = dict(current.fairness.to_wire())
    return FairnessView(**values)


def turnover_of(turnover: Turnover, currency: str) -> TurnoverView:
    """Write what was bet and paid; plain sums in one currency, and all of them."""
    return TurnoverView(
        bets=turnover.bets,
        currency=currency,
        total_stake=turnover.stakes.get(currency, 0),
        total_payout=turnover.payouts.get(currency, 0),
        totals=[
            TotalView(currency=each, stake=stake, payout=turnover.payouts.get(each, 0))
            for each, stake in sorted(turnover.stakes.items())
        ],
    )
