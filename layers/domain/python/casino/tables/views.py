"""How tables and rounds are written for clients."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from pydantic import TypeAdapter

from casino.betting import ChainedSeed
from casino.betting.outcome_messages import AnyOutcomeView, OutcomeView
from casino.games import Chain
from casino.tables.acts import Act
from casino.tables.blackjack_messages import BlackjackPlayView
from casino.tables.dealing import DealtRound
from casino.tables.drawing import SeededRound
from casino.tables.growing import CashOutRound, Growth
from casino.tables.messages import (
    AnyPlayView,
    ChainView,
    FairnessView,
    GrowthView,
    LimitsView,
    LinkView,
    ResultView,
    RoundView,
    TableView,
    TotalView,
    TurnoverView,
)
from casino.tables.model import Phase, Round, Table, Turnover
from casino.tables.playing import DecidedRound
from casino.tables.seats import seats_at
from casino.tables.table_events import ConsoleAct, RoundOpened, RoundPlaying

_OUTCOME: Final[TypeAdapter[AnyOutcomeView]] = TypeAdapter(OutcomeView)


def told_of_opening(table: Table, current: Round) -> RoundOpened:
    """Write that a round takes bets, with its table as it is now."""
    return RoundOpened(
        round_id=current.round_id,
        number=current.number,
        opened_at=current.opened_at,
        closes_at=current.closes_at,
        next_at=table.next_at,
        commitment=_commitment(current),
    )


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
    seats_taken : sequence of int, optional
        Those that somebody sits at, of a table that has seats.
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
            max_player_exposure=table.limits.max_player_exposure,
            max_exposure=table.limits.max_exposure,
            max_seats=table.limits.max_seats if seats_at(table) else None,
            stake_steps=dict(table.game.whole_steps) if table.dealer else {},
        ),
        players=table.players,
        dealer=table.dealer,
        video_url=table.video_url,
        phase=current.phase if current else None,
        round_id=current.round_id if current else None,
        number=current.number if current else None,
        closes_at=current.closes_at if current else None,
        next_at=_next_at(table),
        commitment=_commitment(current),
        play=play_of(current) if current else None,
        outcome=outcome_of(current) if current else None,
        fairness=fairness_of(current) if current else None,
        turnover=turnover_of(current.turnover, table.currency) if current else None,
        last_results=[ResultView.model_validate(each) for each in table.last_results],
        cards=list(current.dealing.cards) if isinstance(current, DealtRound) else [],
        chain=_chain(table.chain),
        next_chain=_chain(table.next_chain),
        seats_taken=None if seats_taken is None else list(seats_taken),
    )


def _chain(chain: Chain | None) -> ChainView | None:
    return ChainView.model_validate(asdict(chain)) if chain else None


def view_of_round(current: Round, currency: str, revealed: ChainedSeed | None = None) -> RoundView:
    """Write a round as clients see it.

    Parameters
    ----------
    revealed : ChainedSeed, optional
        The seed of its shoe, if that has been revealed since.
    """
    link = None
    if isinstance(current, SeededRound):
        current = current.revealed(revealed) if revealed else current
        link = current.link
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
        rounding_seed=current.rounding_seed,
        link=LinkView.model_validate(asdict(link)) if link else None,
        turnover=turnover_of(current.turnover, currency),
    )


def outcome_of(current: Round) -> OutcomeView | None:
    """Write a round's outcome, once it is known."""
    return read_outcome_view(current.outcome) if current.outcome else None


def play_of(current: Round) -> AnyPlayView | None:
    """Write how a round is being played, where players act in it."""
    match current:
        case CashOutRound(play=Growth(started_at)):
            return GrowthView(started_at=started_at)
        case DecidedRound(play=dict(play)):
            return BlackjackPlayView.model_validate(play)
        case _:
            return None


def _next_at(table: Table) -> str | None:
    is_secret = isinstance(table.round, CashOutRound) and table.round.phase is Phase.PLAYING
    return None if is_secret else table.next_at or None


def read_outcome_view(outcome: object) -> AnyOutcomeView:
    """Write an outcome as clients see it, whichever game's it is."""
    return _OUTCOME.validate_python(outcome)


def fairness_of(current: Round) -> FairnessView | None:
    """Write how a round can be checked, if it follows from a seed."""
    if not isinstance(current, SeededRound):
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


def _commitment(current: Round | None) -> str | None:
    return current.fairness.commitment if isinstance(current, SeededRound) else None
