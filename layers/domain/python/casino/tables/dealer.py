"""A round in a dealer's hands: what may be done when, and what comes of it.

::

    open_round ──> open, closing ──> closed ──────────────────────────> result ──> …
                     close_round,      enter_outcome, enter_card:
                     or its time         the result waits to be confirmed by time
                                       ask ──> the clock waits for a second person
                                         ├── approved: corrected, or voided
                                         ├── refused: as it was
                                         └── nobody decides: voided

Each function takes a table and returns it changed, or `None` where it is so already: whatever a
dealer does twice happens once. The round clock does the rest, and what a dealer leaves hanging.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from casino.betting import UnknownRound
from casino.games import CardGame, GameFault
from casino.shared.clock import from_rfc3339
from casino.shared.errors import FieldError
from casino.tables import model
from casino.tables.dealing import ApprovalDecision, ApprovalRequest, Dealing, DealtRound, Wish
from casino.tables.errors import (
    ActDecided,
    ApprovalPending,
    CardEntered,
    NotDealt,
    OutcomeEntered,
    OwnAct,
    RoundDecided,
    TooSoon,
    UnknownAct,
    UnusableOutcome,
    WrongPhase,
    WrongStatus,
)
from casino.tables.model import (
    DECIDED,
    ENDED,
    TAKES_BETS,
    BettingTimes,
    Phase,
    Round,
    Table,
    TableStatus,
    moved,
    next_number,
)

NO_RESULT: Final = "The dealer entered no result in time"
NO_DECISION: Final = "Nobody decided in time about what the dealer asked for"


@dataclass(frozen=True, slots=True)
class DealerTimings(BettingTimes):
    """How long things may take at a dealer's table; the betting closes by itself in any case.

    Attributes
    ----------
    least_betting : timedelta
        How long the dealer can't close the betting.
    entering : timedelta
        How long from the close, or from the last card, until a result must be entered.
    confirming : timedelta
        How long an entered result can still be corrected.
    deciding : timedelta
        How long a second person has to approve or refuse.
    """

    least_betting: timedelta
    entering: timedelta
    confirming: timedelta
    deciding: timedelta


def open_round(
    table: Table, number: int | None, timings: DealerTimings, now: datetime
) -> Table | None:
    """Open the betting on the next round.

    Parameters
    ----------
    number : int or None
        The number that the round is to have; with it, a repetition can't open another one.

    Raises
    ------
    NotDealt
    WrongStatus
    WrongPhase
        If the last round has not ended, or the next one has another number.
    """
    _must_be_dealt(table)
    last = table.round
    if last is not None and last.phase is Phase.OPEN and number in (None, last.number):
        return None
    if last is not None and last.phase not in ENDED:
        raise WrongPhase(f"Round {last.number} is {last.phase}")
    if last is not None and last.phase is Phase.VOIDED and table.is_running:
        raise WrongPhase("The stakes of the last round are still being returned")
    if table.status is not TableStatus.OPEN:
        raise WrongStatus(f"The table is {table.status}")
    if number not in (None, next_number(table)):
        raise WrongPhase(f"The next round is number {next_number(table)}")
    after, _ = model.opened(table, DealtRound, timings, now, dealing=Dealing())
    return after


def close_round(table: Table, round_id: str, timings: DealerTimings, now: datetime) -> Table | None:
    """Take no more bets.

    Raises
    ------
    NotDealt, UnknownRound, RoundDecided
    TooSoon
        If players have not had the least time to bet.
    """
    current, _ = _present(table, round_id)
    if current.phase is Phase.CLOSED:
        return None
    if now < from_rfc3339(current.opened_at) + timings.least_betting:
        raise TooSoon
    return moved(table, replace(current, phase=Phase.CLOSED), now + timings.entering)


def enter_outcome(
    table: Table, round_id: str, wire: Mapping[str, Any], timings: DealerTimings, now: datetime
) -> Table | None:
    """Enter what came out; it pays when the time to correct it is over.

    Raises
    ------
    NotDealt, UnknownRound, RoundDecided
    UnusableOutcome
        If the game can't end like that.
    WrongPhase
        If bets are still taken, or the result is being made of cards.
    ApprovalPending
    OutcomeEntered
        If another one was entered.
    """
    current, dealing = _present(table, round_id)
    outcome = _read(current, wire)
    if dealing.outcome == outcome:
        return None
    _must_be_enterable(current, dealing)
    if dealing.outcome is not None:
        raise OutcomeEntered
    if dealing.cards:
        raise WrongPhase("This round's result comes of its cards")
    return _with(table, current, replace(dealing, outcome=outcome), now + timings.confirming)


def enter_card(
    table: Table,
    round_id: str,
    card: str,
    position: int,
    timings: DealerTimings,
    now: datetime,
) -> Table | None:
    """Enter the next card; with the last one, the outcome follows.

    Parameters
    ----------
    position : int
        How many cards were entered before, so that a card that is read twice is entered once.

    Raises
    ------
    NotDealt, UnknownRound, RoundDecided
    WrongPhase
        If bets are still taken, or the game has no cards.
    ApprovalPending
    CardEntered
        If another card was entered there, the coup is complete, or a card before it is missing.
    UnusableOutcome
        If there is no such card.
    """
    current, dealing = _present(table, round_id)
    if position < len(dealing.cards) and dealing.cards[position] == card:
        return None
    _must_be_enterable(current, dealing)
    if dealing.outcome is not None:
        raise CardEntered("The round has its outcome; ask for a correction")
    if position != len(dealing.cards):
        raise CardEntered(f"The next card is at position {len(dealing.cards)}")
    cards = (*dealing.cards, card)
    outcome = _outcome_of(current, cards, at="/card")
    wait = timings.entering if outcome is None else timings.confirming
    return _with(table, current, replace(dealing, cards=cards, outcome=outcome), now + wait)


def ask(
    table: Table, round_id: str, request: ApprovalRequest, timings: DealerTimings, now: datetime
) -> Table | None:
    """Ask for a correction or a void; the clock waits for a second person.

    A round whose void is asked for takes no more bets.

    Raises
    ------
    NotDealt, UnknownRound, RoundDecided
    WrongPhase
        If there is nothing to correct yet.
    ApprovalPending
        If something else has been asked for.
    UnusableOutcome
    """
    current, dealing = _present(table, round_id)
    request = _checked(current, dealing, request)
    if dealing.asked is not None:
        if replace(dealing.asked, act_id=request.act_id) == request:
            return None
        raise ApprovalPending
    current = replace(current, phase=Phase.CLOSED)
    return _with(table, current, replace(dealing, asked=request), now + timings.deciding)


def decide(
    table: Table, decision: ApprovalDecision, timings: DealerTimings, now: datetime
) -> Table | None:
    """Approve or refuse what was asked for.

    Raises
    ------
    NotDealt
    UnknownAct
        If nothing was asked for under this id.
    ActDecided
        If it was decided otherwise, or by somebody else.
    RoundDecided
        If it was not decided in time.
    OwnAct
        If who decides is who asked.
    """
    _must_be_dealt(table)
    current = table.round
    if not isinstance(current, DealtRound):
        raise UnknownAct
    dealing = current.dealing
    if dealing.decided is not None and dealing.decided.act_id == decision.act_id:
        if dealing.decided == decision:
            return None
        raise ActDecided
    asked = dealing.asked
    if asked is None or asked.act_id != decision.act_id:
        raise UnknownAct
    current, _ = _present(table, current.round_id)
    if asked.by == decision.by:
        raise OwnAct
    dealing = replace(dealing, asked=None, decided=decision)
    if decision.approved and asked.wish is Wish.VOID:
        # Only marked: the round clock ends it, as it ends every round.
        current = replace(current, void_reason=asked.reason)
        return _with(table, current, dealing, now)
    if decision.approved:
        dealing = replace(dealing, outcome=asked.outcome, cards=asked.cards or ())
    wait = timings.entering if dealing.outcome is None else timings.confirming
    return _with(table, current, dealing, now + wait)


def _must_be_dealt(table: Table) -> None:
    if not table.dealer:
        raise NotDealt


def _present(table: Table, round_id: str) -> tuple[DealtRound, Dealing]:
    _must_be_dealt(table)
    current = table.round
    if not isinstance(current, DealtRound) or current.round_id != round_id:
        raise UnknownRound
    if current.phase in DECIDED or current.void_reason is not None:
        raise RoundDecided
    return current, current.dealing


def _must_be_enterable(current: Round, dealing: Dealing) -> None:
    if current.phase in TAKES_BETS:
        raise WrongPhase("Close the betting first")
    if dealing.asked is not None:
        raise ApprovalPending


def _read(current: Round, wire: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        return current.game.read_outcome(wire).to_wire()  # type: ignore[no-any-return]
    except GameFault as fault:
        raise UnusableOutcome(errors=[FieldError("/outcome", str(fault))]) from fault


def _outcome_of(current: Round, cards: Sequence[str], *, at: str) -> Mapping[str, Any] | None:
    game = current.game
    if not isinstance(game, CardGame):
        raise WrongPhase("This game has no cards; enter its outcome")
    try:
        outcome = game.outcome_of(cards)
    except GameFault as fault:
        raise UnusableOutcome(errors=[FieldError(at, str(fault))]) from fault
    return None if outcome is None else outcome.to_wire()


def _checked(current: Round, dealing: Dealing, request: ApprovalRequest) -> ApprovalRequest:
    if request.wish is Wish.VOID:
        return request
    if dealing.outcome is None and not dealing.cards:
        raise WrongPhase("Nothing has been entered that could be corrected")
    if request.cards is not None:
        return replace(request, outcome=_outcome_of(current, request.cards, at="/cards"))
    if dealing.cards:
        raise WrongPhase("This round's result comes of its cards: correct those")
    return replace(request, outcome=_read(current, request.outcome or {}))


def _with(table: Table, current: DealtRound, dealing: Dealing, next_at: datetime) -> Table:
    return moved(table, replace(current, dealing=dealing), next_at)
