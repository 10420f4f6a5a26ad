"""What can go wrong at a table, beside what `casino.betting` says of any bet.

::

    NotFound
    ├── UnknownTable
    └── UnknownAct          nothing was asked for under this id
    Forbidden
    ├── StaffCannotPlay     who works at the tables does not bet at them
    ├── NotYourSeat         who bets on a seat or decides at it sits there
    └── OwnAct              nobody approves what they asked for themselves
    Conflict
    ├── BettingClosed       the round takes no more bets
    ├── CashOutClosed       the bet can't be cashed out: not yet, not any more, or never
    ├── SeatOccupied        somebody else sits there, or bet there in this round
    ├── TooManySeats        the player holds as many as one may
    ├── NoSuchSeat          the table has no seats, or not that one
    ├── StaleTurn           this has been decided, or it is not time to decide it yet
    ├── BetIdReused         the bet's id has been used for another bet
    ├── TableClosed         nobody can join it
    ├── TableExists         there is another one of that id
    ├── WrongStatus         the table's status does not allow it
    ├── NotDealt            the table deals by itself
    ├── WrongPhase          not at this point of the round
    ├── TooSoon             players have not had the least time to bet
    ├── OutcomeEntered      another outcome was entered
    ├── CardEntered         another card was entered there, or one before it is missing
    ├── ApprovalPending     something waits for a second person's word
    ├── ActDecided          that was decided otherwise, or by somebody else
    └── RoundDecided        the round has its result, or is voided: it is being paid
    Invalid
    ├── UnusableTable       a table can't be set up like that
    └── UnusableOutcome     the game can't end like that, or there is no such card

    TooManyRequests
    └── SeatCooldown        the player gave it up, or let it lapse, a moment ago

    BetsNotIndexedYet       never told to a player: settlement waits for the round's index
"""

from math import ceil

from casino.shared.errors import Conflict, Forbidden, Invalid, NotFound, TooManyRequests


class UnknownTable(NotFound):
    """There is no such table."""

    title = "There is no such table"


class BettingClosed(Conflict):
    """The round takes no more bets."""

    code = "betting_closed"
    title = "This round takes no more bets"


class CashOutClosed(Conflict):
    """The bet can't be cashed out: its round has not started, is over, or is of another game."""

    code = "cash_out_closed"
    title = "This bet can't be cashed out now"


class NotYourSeat(Forbidden):
    """Who bets on a seat or decides at it sits there."""

    code = "not_your_seat"
    title = "This is not your seat; take it first"


class SeatOccupied(Conflict):
    """Somebody else sits there, or has bet there in this round."""

    code = "seat_taken"
    title = "This seat is taken"


class TooManySeats(Conflict):
    """The player holds as many seats as one may."""

    code = "too_many_seats"
    title = "You hold as many seats as you may at this table"


class SeatCooldown(TooManyRequests):
    """The player gave the seat up, or let a reservation lapse, a moment ago."""

    code = "seat_cooldown"
    title = "Wait a moment before you sit down again"

    def __init__(self, wait_seconds: float) -> None:
        self.retry_after_seconds = max(1, ceil(wait_seconds))
        super().__init__(
            f"You can sit down there in {self.retry_after_seconds} s",
            details={"retry_after": self.retry_after_seconds},
        )


class NoSuchSeat(Conflict):
    """The table has no seats, or not that one."""

    code = "no_such_seat"
    title = "The table has no such seat"


class StaleTurn(Conflict):
    """The turn has been taken otherwise, or it is not that far."""

    code = "stale_turn"
    title = "This has been decided already, or is not to be decided yet"


class BetIdReused(Conflict):
    """A bet's id has been used for another bet."""

    code = "bet_id_reused"
    title = "This bet_id has been used for another bet"


class TableClosed(Conflict):
    """Nobody can join the table."""

    code = "table_closed"
    title = "This table is closed"


class TableExists(Conflict):
    """There is another table of that id."""

    code = "table_exists"
    title = "There is another table of that id"


class WrongStatus(Conflict):
    """The table's status does not allow it, or no way leads from it to the one that is wanted."""

    code = "wrong_status"
    title = "The table's status does not allow this"


class UnusableTable(Invalid):
    """A table can't be set up like that."""

    code = "unusable_table"
    title = "A table can't be set up like that"


class UnknownAct(NotFound):
    """Nothing was asked for under this id."""

    title = "Nothing was asked for under this act_id"


class StaffCannotPlay(Forbidden):
    """Who works at the tables does not bet at them."""

    title = "Staff do not bet"


class OwnAct(Forbidden):
    """Nobody approves what they asked for themselves."""

    code = "own_act"
    title = "Somebody else has to decide about this"


class NotDealt(Conflict):
    """The table deals by itself."""

    code = "not_dealt"
    title = "This table has no dealer"


class WrongPhase(Conflict):
    """Not at this point of the round."""

    code = "wrong_phase"
    title = "The round is not at that point"


class TooSoon(Conflict):
    """Players have not had the least time to bet."""

    code = "too_soon"
    title = "Players need a little more time to bet"
    retryable = True


class OutcomeEntered(Conflict):
    """Another outcome was entered."""

    code = "outcome_entered"
    title = "Another outcome was entered; ask for a correction"


class CardEntered(Conflict):
    """Another card was entered there, or one before it is missing."""

    code = "card_entered"
    title = "Another card was entered at this position"


class ApprovalPending(Conflict):
    """Something waits for a second person's word."""

    code = "approval_pending"
    title = "Something else waits for a second person's word"


class ActDecided(Conflict):
    """That was decided otherwise, or by somebody else."""

    code = "act_decided"
    title = "This has been decided already"


class RoundDecided(Conflict):
    """The round has its result, or is voided: it is being paid."""

    code = "round_decided"
    title = (
        "The round is decided and being paid; what was wrong about it is put right by an "
        "adjustment of the players' balances"
    )


class UnusableOutcome(Invalid):
    """The game can't end like that, or there is no such card."""

    code = "unusable_outcome"
    title = "The game can't end like that"


class BetsNotIndexedYet(Exception):
    """The index of a round's bets shows fewer than its gate let in; it catches up shortly."""
