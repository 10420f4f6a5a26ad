"""What can go wrong at a table.

::

    NotFound
    ├── UnknownTable
    ├── UnknownRound        no such round, or not at this table
    └── UnknownBet          no such bet, or another player's
    Conflict
    ├── BettingClosed       the round takes no more bets
    ├── CashOutClosed       the bet can't be cashed out: not yet, not any more, or never
    └── BetIdReused         the bet's id has been used for another bet
    Invalid
    └── StakeOutOfRange     below the table's minimum or above its maximum

    BetsNotIndexedYet       never told to a player: settlement waits for the round's index
"""

from casino.shared.errors import Conflict, Invalid, NotFound


class UnknownTable(NotFound):
    """There is no such table."""

    title = "There is no such table"


class UnknownRound(NotFound):
    """There is no such round, or it is at another table."""

    title = "There is no such round"


class UnknownBet(NotFound):
    """There is no such bet, or it is another player's."""

    title = "There is no such bet"


class BettingClosed(Conflict):
    """The round takes no more bets."""

    code = "betting_closed"
    title = "This round takes no more bets"


class CashOutClosed(Conflict):
    """The bet can't be cashed out: its round has not started, is over, or is of another game."""

    code = "cash_out_closed"
    title = "This bet can't be cashed out now"


class BetIdReused(Conflict):
    """A bet's id has been used for another bet."""

    code = "bet_id_reused"
    title = "This bet_id has been used for another bet"


class StakeOutOfRange(Invalid):
    """A stake is below the table's minimum or above its maximum."""

    code = "stake_out_of_range"
    title = "A stake is outside the table's limits"


class BetsNotIndexedYet(Exception):
    """The index of a round's bets shows fewer than its gate let in; it catches up shortly."""
