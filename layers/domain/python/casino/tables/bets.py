"""Bets: ledger entries that went through a round's gate.

A bet has no item of its own. Its entry in the ledger says what was staked, its round says what came
of it, and the entry that paid it, if any, says what was won.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casino.games import CashOutGame, Game, Stake
from casino.realtime import Admission
from casino.shared.dynamodb import get_items
from casino.shared.pages import Page
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.errors import BetsNotIndexedYet, CashOutClosed, UnknownBet
from casino.tables.gates import Gate, Gates, gate_from_item
from casino.tables.live_tables import LiveTables, round_from_item
from casino.tables.model import Phase, Round, shard_of
from casino.tables.seeds import Seeds
from casino.wallet import (
    BONUS,
    CASH,
    Entry,
    EntryType,
    Ledger,
    NoWallet,
    Wallet,
    entry_from_item,
    wallet_from_item,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Bet:
    """A bet and what has become of it.

    Attributes
    ----------
    entry : Entry
        That took the stake.
    round : Round or None
        `None` for a bet that was decided as it was placed: see `casino.tables.instant_bets`.
    paid_by : Entry or None
        That paid what it won, or returned the stake of a voided round.
    """

    entry: Entry
    round: Round | None
    paid_by: Entry | None

    @property
    def table_id(self) -> str | None:
        """Where it was placed, if that was at a table."""
        return self.round.table_id if self.round else None


@dataclass(frozen=True, slots=True)
class RunningBet:
    """A bet whose round may still be on.

    Attributes
    ----------
    wallet : Wallet
    entry : Entry
        That took the stake.
    round : Round
    paid_by : Entry or None
    gate : Gate or None
        Its player's shard; there unless the bet has been paid.
    server_seed : str
        Of the round, and secret; empty if it has been revealed.
    """

    wallet: Wallet
    entry: Entry
    round: Round
    paid_by: Entry | None
    gate: Gate | None
    server_seed: str


class Bets:
    """Bets of all players.

    Parameters
    ----------
    client : DynamoDBClient
    ledger : Ledger
    gates : Gates
    tables : LiveTables
    """

    def __init__(
        self, client: "DynamoDBClient", ledger: Ledger, gates: Gates, tables: LiveTables
    ) -> None:
        self._client = client
        self._ledger = ledger
        self._gates = gates
        self._tables = tables

    def prepare(
        self,
        player_id: str,
        bet_id: str,
        round_id: str,
        *,
        admission: Admission | None = None,
        now: datetime | None = None,
    ) -> tuple[Wallet, Gate | None, Entry | None]:
        """Return all that a bet depends on, in one round trip.

        Parameters
        ----------
        player_id, bet_id, round_id : str
        admission : Admission, optional
            How the player's session is looked at, by the way.
        now : datetime, optional
            The present moment, for the admission.

        Returns
        -------
        wallet : Wallet
        gate : Gate or None
            The player's shard; `None` if there is no such round, or it is long over.
        earlier : Entry or None
            What was accepted under this id before.

        Raises
        ------
        NoWallet
        SessionRevoked, AccessSuspended, RateLimited
        """
        keys = [
            self._ledger.wallet_key(player_id),
            self._gates.key(round_id, shard_of(player_id)),
            self._ledger.entry_key(player_id, EntryType.BET, bet_id),
        ]
        if admission is not None:
            keys.append((admission.table, dict(admission.key)))
        wallet, gate, earlier, *session = get_items(self._client, keys)
        if admission is not None and now is not None:
            admission.check(session[0], now)
        if wallet is None:
            raise NoWallet
        return (
            wallet_from_item(wallet),
            gate_from_item(gate) if gate else None,
            entry_from_item(earlier) if earlier else None,
        )

    def prepare_cash_out(
        self,
        seeds: Seeds,
        player_id: str,
        bet_id: str,
        round_id: str,
        *,
        admission: Admission,
        now: datetime,
    ) -> "RunningBet":
        """Return all that cashing a bet out depends on, in one round trip.

        Parameters
        ----------
        seeds : Seeds
            Whether it comes in time is in the round's seed.
        player_id, bet_id, round_id : str
        admission : Admission
            How the player's session is looked at, by the way.
        now : datetime

        Raises
        ------
        NoWallet
        UnknownBet
            Also if it is another player's, or was made on another round.
        CashOutClosed
            If there is nothing left that would decide it: the round is long over.
        SessionRevoked, AccessSuspended, RateLimited
        """
        wallet, gate, bet, paid, current, seed, session = get_items(
            self._client,
            [
                self._ledger.wallet_key(player_id),
                self._gates.key(round_id, shard_of(player_id)),
                self._ledger.entry_key(player_id, EntryType.BET, bet_id),
                self._ledger.entry_key(player_id, EntryType.WIN, bet_id),
                self._tables.round_key(round_id),
                seeds.key(round_id),
                (admission.table, dict(admission.key)),
            ],
        )
        admission.check(session, now)
        if wallet is None:
            raise NoWallet
        if bet is None or bet["reference"].get("round_id") != round_id or current is None:
            raise UnknownBet
        if paid is None and (gate is None or seed is None):
            raise CashOutClosed
        return RunningBet(
            wallet=wallet_from_item(wallet),
            entry=entry_from_item(bet),
            round=round_from_item(current),
            paid_by=entry_from_item(paid) if paid else None,
            gate=gate_from_item(gate) if gate else None,
            server_seed=str(seed["server_seed"]) if seed else "",
        )

    def take_out(self, before: Wallet, after: Wallet, entry: Entry, gate: Gate) -> None:
        """Pay a bet while its round is on, and count it out.

        Raises
        ------
        EntryExists
            If it has been paid already.
        CashOutClosed
            If the round was ended in the meantime.
        Contention
            If the wallet changed in the meantime.
        """
        work = UnitOfWork(self._client)
        self._ledger.append(work, before, after, entry)
        self._gates.let_out(work, gate, entry.amount, entry.currency)
        work.commit()

    def cash_outs(self, bets: Sequence[Entry], current: Round) -> list[Entry | None]:
        """Return what has paid each bet of a round while it was on, in the order of the bets."""
        if not isinstance(current.game, CashOutGame):
            return [None] * len(bets)
        keys = [self._ledger.entry_key(bet.player_id, EntryType.WIN, bet.key) for bet in bets]
        found = [entry_from_item(item) if item else None for item in get_items(self._client, keys)]
        return [entry if entry and is_cash_out(entry) else None for entry in found]

    def accept(
        self,
        before: Wallet,
        after: Wallet,
        entry: Entry,
        gate: Gate,
        now: datetime,
        beside: Callable[[UnitOfWork], None] | None = None,
    ) -> None:
        """Take a bet: the money, the record and the passage through the gate, or nothing.

        Parameters
        ----------
        before, after : Wallet
        entry : Entry
        gate : Gate
        now : datetime
        beside : callable, optional
            Adds what else the bet depends on to its unit of work.

        Raises
        ------
        EntryExists
            If the same id was accepted in the meantime.
        BettingClosed
            If the gate closed in the meantime.
        Exception
            As what stands beside it says.
        Contention
            If the wallet changed in the meantime.
        """
        work = UnitOfWork(self._client)
        self._ledger.append(work, before, after, entry, round_shard=gate.round_shard)
        self._gates.let_in(work, gate, -entry.amount, entry.currency, now)
        if beside is not None:
            beside(work)
        work.commit()

    def of_gates(self, gates: Iterable[Gate]) -> list[Entry]:
        """Return the bets that a closed gate has let in.

        Raises
        ------
        BetsNotIndexedYet
            If the index lags behind the gate's count.
        """
        bets: list[Entry] = []
        for gate in gates:
            some = list(self._ledger.bets_of(gate.round_shard)) if gate.bets else []
            if len(some) < gate.bets:
                raise BetsNotIndexedYet(f"{len(some)} of {gate.bets} bets of {gate.round_shard}")
            bets += some
        return bets

    def pay(self, before: Wallet, after: Wallet, entry: Entry) -> None:
        """Pay a win.

        Raises
        ------
        EntryExists
            If it has been paid already.
        Contention
            If the wallet changed in the meantime.
        """
        work = UnitOfWork(self._client)
        self._ledger.append(work, before, after, entry)
        work.commit()

    def get(self, player_id: str, bet_id: str) -> Bet:
        """Return one of a player's bets.

        Raises
        ------
        UnknownBet
            Also for another player's.
        """
        entry = self._ledger.entry(player_id, EntryType.BET, bet_id)
        if entry is None:
            raise UnknownBet
        [bet] = self._with_results(player_id, [entry])
        return bet

    def page(
        self,
        player_id: str,
        *,
        since: str | None,
        until: str | None,
        limit: int,
        cursor: str | None,
    ) -> Page[Bet]:
        """Return a page of a player's bets, newest first.

        Raises
        ------
        InvalidCursor
        """
        page = self._ledger.statement(
            player_id,
            entry_type=EntryType.BET,
            since=since,
            until=until,
            limit=limit,
            cursor=cursor,
        )
        return Page(self._with_results(player_id, page.items), page.next_cursor)

    def _with_results(self, player_id: str, entries: Sequence[Entry]) -> list[Bet]:
        live = [each for each in entries if not is_instant(each)]
        rounds = self._tables.rounds(list({each.reference["round_id"]: None for each in live}))
        of_bets = [rounds[each.reference["round_id"]] for each in live]
        keys = [
            self._ledger.entry_key(player_id, paid_as, entry.key)
            for entry, current in zip(live, of_bets, strict=True)
            for paid_as in _ways_paid(current)
        ]
        paid = [entry_from_item(item) for item in get_items(self._client, keys) if item]
        payments = {payment.key: payment for payment in paid}
        of_live = {
            entry.key: Bet(entry, current, payments.get(entry.key))
            for entry, current in zip(live, of_bets, strict=True)
        }
        return [of_live.get(entry.key) or Bet(entry, None, None) for entry in entries]


def is_instant(bet: Entry) -> bool:
    """Tell a bet that was decided as it was placed from one at a table."""
    return "table_id" not in bet.reference


def stakes_to_text(stakes: Sequence[Stake]) -> str:
    """Write stakes as a bet's entry holds them, such as ``red=500 split:17-20=100``.

    An item of up to a kilobyte costs the least there is. As text, twenty stakes stay below that; as
    a list of maps, a dozen would.
    """
    texts = []
    for stake in stakes:
        numbers = "-".join(map(str, stake.selection))
        texts.append(f"{stake.type}{':' if numbers else ''}{numbers}={stake.amount}")
    return " ".join(texts)


def stakes_of(entry: Entry, current: Round) -> list[Stake]:
    """Return what a bet's entry says was staked."""
    return stakes_from_text(current.game, entry.reference["stakes"])


def stakes_from_text(game: Game[Any], text: str) -> list[Stake]:
    """Read stakes as `stakes_to_text` writes them."""
    stakes = []
    for stake in text.split():
        spot, _, amount = stake.partition("=")
        name, _, numbers = spot.partition(":")
        selection = [int(number) for number in numbers.split("-")] if numbers else None
        stakes.append(game.stake(name, selection, int(amount)))
    return stakes


def _ways_paid(current: Round) -> Sequence[EntryType]:
    if current.phase is Phase.VOIDED and isinstance(current.game, CashOutGame):
        return EntryType.BET_VOID, EntryType.WIN
    return (payment_type(current),)


def payment_type(current: Round) -> EntryType:
    """Return the type of the entries that pay a round's bets."""
    return EntryType.BET_VOID if current.phase is Phase.VOIDED else EntryType.WIN


def is_cash_out(entry: Entry) -> bool:
    """Tell what was paid while its round was on from what was paid for its result."""
    return "multiplier" in entry.reference


def payout_of(entry: Entry, current: Round, cash_out: Entry | None = None) -> int:
    """Return all that a bet gets back, in minor units of its currency; 0 for a lost one.

    Parameters
    ----------
    entry : Entry
    current : Round
    cash_out : Entry, optional
        What has paid it while the round was on.

    Raises
    ------
    ValueError
        If the round has neither a result nor been voided.
    """
    game = current.game
    if current.phase is Phase.VOIDED:
        # Who was out before the round was stopped is out.
        return cash_out.amount if cash_out else -entry.amount
    if current.outcome is None:
        raise ValueError(f"round {current.round_id} has no result yet")
    stakes, outcome = stakes_of(entry, current), game.read_outcome(current.outcome)
    if cash_out is not None and isinstance(game, CashOutGame):
        return game.cashed_out(stakes, cash_out.reference["multiplier"], outcome)
    return game.payout(stakes, outcome)


def payout_postings(entry: Entry, payout: int) -> Mapping[str, int]:
    """Return the postings that pay a bet, in the proportion in which it was staked.

    What was staked from bonus money returns to it, rounded down in the player's favour: the rest
    is cash. A stake that is returned goes back exactly as it came.
    """
    to_bonus = payout * -entry.postings.get(BONUS, 0) // -entry.amount
    game = f"game:{entry.reference['game_id']}"
    shares = {CASH: payout - to_bonus, BONUS: to_bonus, game: -payout}
    return {account: amount for account, amount in shares.items() if amount}
