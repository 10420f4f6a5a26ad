"""What can go wrong at a table.

::

    NotFound
    ├── UnknownTable
    ├── UnknownRound        no such round, or not at this table
    └── UnknownBet          no such bet, or another player's
    Conflict
    ├── BettingClosed       the round takes no more bets
    ├── BetIdReused         the bet's id has been used for another bet
    ├── TableClosed         nobody can join it
    ├── TableExists         there is another one of that id
    └── WrongStatus         no way leads from the table's status to the one that is wanted
    Invalid
    ├── StakeOutOfRange     below the table's minimum or above its maximum
    └── UnusableTable       a table can't be set up like that

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
    """No way leads from the table's status to the one that is wanted."""

    code = "wrong_status"
    title = "The table's status does not allow this"


class UnusableTable(Invalid):
    """A table can't be set up like that."""

    code = "unusable_table"
    title = "A table can't be set up like that"


class StakeOutOfRange(Invalid):
    """A stake is below the table's minimum or above its maximum."""

    code = "stake_out_of_range"
    title = "A stake is outside the table's limits"


class BetsNotIndexedYet(Exception):
    """The index of a round's bets shows fewer than its gate let in; it catches up shortly."""
