"""Bets of every kind, as they are shown to their player."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casino.betting.model import BetKind, kind_of
from casino.betting.views import BetView, KindOfBet, OtherBets
from casino.shared.reading import Reading
from casino.wallet import Entry, Ledger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class BetHistory:
    """The bets of all players, each shown by whoever knows its kind.

    Parameters
    ----------
    kinds : mapping of BetKind to KindOfBet
        Who shows bets of each kind; of one that is not there, what the ledger knows is shown.
    """

    def __init__(
        self, client: "DynamoDBClient", ledger: Ledger, kinds: Mapping[BetKind, KindOfBet]
    ) -> None:
        self.ledger = ledger
        self._client = client
        self._kinds = kinds
        self._others = OtherBets(ledger)

    def shown(self, bets: Sequence[Entry]) -> list[BetView]:
        """Return bets as they are shown, after one trip for all of them."""
        reading = Reading(self._client)
        shown = [self._kinds.get(kind_of(bet), self._others).want(reading, bet) for bet in bets]
        reading.fetch()
        return [write() for write in shown]
