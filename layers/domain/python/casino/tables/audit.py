"""Whether rounds were settled as their results say, bet by bet.

For auditors: tables are walked whole here, which nobody else has the right to do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.shared.batches import batched
from casino.shared.changes import items_changed_on
from casino.shared.clock import from_rfc3339
from casino.shared.dynamodb import ScanPage, ScanPosition, get_items, scan_pages, to_item
from casino.tables.bets import is_cash_out, payout_of
from casino.tables.gates import Gate, Gates
from casino.tables.live_tables import round_from_item, round_key
from casino.tables.model import ENDED, Phase, Round
from casino.wallet import Entry, EntryType, Ledger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from casino.wallet.reader import LedgerReader

# Settlement takes seconds; what takes so long is stuck.
STUCK_AFTER: Final = timedelta(hours=1)
_BETS_AT_ONCE: Final = 100


class RoundAudit:
    """Follows bets from the gate to the payout.

    Parameters
    ----------
    table : str
        The one of tables, rounds and gates.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        ledger: Ledger,
        reader: "LedgerReader",
    ) -> None:
        self._client = client
        self._table = table
        self._gates = Gates(client, table)
        self._ledger = ledger
        self._reader = reader

    def pages(
        self, start: ScanPosition | None = None, *, segment: int = 0, segments: int = 1
    ) -> Iterator[ScanPage[Round]]:
        """Yield all rounds; parameters as of `scan_pages`."""
        for page in scan_pages(
            self._client,
            start,
            segment=segment,
            segments=segments,
            TableName=self._table,
            FilterExpression="begins_with(pk, :rounds)",
            ExpressionAttributeValues=to_item({":rounds": "ROUND#"}),
        ):
            yield ScanPage(list(map(round_from_item, page.found)), page.next)

    def changed_on(self, day: str, after: ScanPosition | None, limit: int) -> ScanPage[Round]:
        """Return some of the rounds that changed last on a day; as `items_changed_on`."""
        page = items_changed_on(self._client, self._table, day, after, limit)
        return ScanPage(list(map(round_from_item, page.found)), page.next)

    def rounds(self, round_ids: Sequence[str]) -> list[Round]:
        """Return rounds by id, without those that there aren't."""
        places = [(self._table, round_key(each)) for each in round_ids]
        return [round_from_item(item) for item in get_items(self._client, places) if item]

    def faults(self, current: Round, now: datetime) -> Iterator[str]:
        """Yield what is wrong with a round's settlement, in words; nothing if it is right.

        A round that is still on is not looked at, one that ought to have ended is.
        """
        gates = self._gates.of_round(current.round_id)
        has_ended = current.phase in ENDED
        if not has_ended or any(gate.awaits_settlement for gate in gates):
            if now - from_rfc3339(current.closes_at) > STUCK_AFTER:
                yield f"it is {current.phase} and not settled long after its time"
            return
        sums: Counter[str] = Counter()
        for gate in gates:
            yield from self._faults_of_gate(gate, current)
            # A voided round's own sums are from before its stakes were returned.
            paid = gate.payouts if current.phase is Phase.SETTLED else {}
            sums.update(_counters(gate.bets, gate.stakes, paid))
        turnover = current.turnover
        counted = _counters(turnover.bets, turnover.stakes, turnover.payouts)
        yield from _differences("the round says", counted, "its gates say", sums)

    def _faults_of_gate(self, gate: Gate, current: Round) -> Iterator[str]:
        sums: Counter[str] = Counter()
        for bets in batched(self._ledger.bets_of(gate.round_shard), _BETS_AT_ONCE):
            for bet, paid in zip(bets, self._payments_of(bets), strict=True):
                cash_out = next(filter(is_cash_out, paid), None)
                payout = payout_of(bet, current, cash_out)
                sums.update(_counters(1, {bet.currency: -bet.amount}, {bet.currency: payout}))
                yield from _faults_of_bet(bet, paid, payout, current)
        counted = _counters(gate.bets, gate.stakes, gate.payouts)
        yield from _differences(f"gate {gate.shard} says", counted, "its bets come to", sums)

    def _payments_of(self, bets: Sequence[Entry]) -> list[list[Entry]]:
        """Return all entries that paid each bet: there may be one, and there is room for two."""
        kinds = (EntryType.WIN, EntryType.BET_VOID)
        keys = [(bet.player_id, kind, bet.key) for bet in bets for kind in kinds]
        found = batched(self._reader.entries(keys), len(kinds))
        return [[entry for entry in some if entry is not None] for some in found]


def _faults_of_bet(bet: Entry, paid: Sequence[Entry], payout: int, current: Round) -> Iterator[str]:
    name = f"bet {bet.key} of {bet.player_id}"
    due = EntryType.BET_VOID if current.phase is Phase.VOIDED else EntryType.WIN
    if len(paid) > 1:
        yield f"{name} was both paid and returned"
    elif not paid and payout:
        yield f"{name} won {payout} {bet.currency} and was not paid"
    for entry in paid:
        if entry.type is not due and not is_cash_out(entry):
            yield f"{name} has a {entry.type}, and the round is {current.phase}"
        elif entry.reference.get("round_id") != current.round_id:
            yield f"{name} was paid for another round"
        elif (entry.amount, entry.currency) != (payout, bet.currency):
            got = f"{entry.amount} {entry.currency}"
            yield f"{name} won {payout} {bet.currency} and was paid {got}"


def _counters(bets: int, stakes: Mapping[str, int], payouts: Mapping[str, int]) -> Counter[str]:
    counters = Counter({"bets": bets})
    counters.update({f"{currency} staked": amount for currency, amount in stakes.items()})
    counters.update({f"{currency} paid": amount for currency, amount in payouts.items()})
    return counters


def _differences(one: str, these: Counter[str], other: str, those: Counter[str]) -> Iterable[str]:
    for what in sorted(these.keys() | those.keys()):
        if these[what] != those[what]:
            yield f"{one} {these[what]} {what}, {other} {those[what]}"
