"""How game money is read, decided about and written: in one trip and one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casino.betting import model
from casino.betting.model import BetKind
from casino.policies import Policy
from casino.safer_gambling import PLAYS_SINCE, played_on
from casino.shared.guard import Guard, ask
from casino.shared.reading import Reading, Wanted
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Activity, Entry, EntryType, Ledger, Wallet

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class GameMoney:
    """A player's money on its way into games and out of them, in one attempt of a use case.

    What else the use case wants read it adds to `reading`, and what else it writes to the unit of
    work that `add_to` adds to: whoever may refuse is asked here and nowhere else.

    Parameters
    ----------
    guards : sequence of Guard, optional
        Who may refuse it; nobody refuses that a player is paid.

    Attributes
    ----------
    reading : Reading
    wallet : Wallet
        Once it is fetched: as it will be by what has been posted so far. A use case may put another
        one here that has other marks.

    Examples
    --------
    >>> money = GameMoney(client, ledger, player_id, guards)              # doctest: +SKIP
    >>> gate = gates.want_for(money.reading, round_id, player_id)
    >>> money.fetch(now)
    >>> policy = policies.at(money.wallet.jurisdiction, now)
    >>> on = {"game_id": "roulette-european"}
    >>> money.stake(BetKind.LIVE, bet_id, 500, policy=policy, at=now, reference=on)
    >>> work = UnitOfWork(client)
    >>> money.add_to(work)
    >>> gates.let_in(work, gate.value, ...)
    >>> work.commit()
    """

    wallet: Wallet

    def __init__(
        self,
        client: "DynamoDBClient",
        ledger: Ledger,
        player_id: str,
        guards: Sequence[Guard] = (),
    ) -> None:
        self.reading = Reading(client)
        self._ledger = ledger
        self._player_id = player_id
        self._guards = guards
        self._read = ledger.want_wallet(self.reading, player_id)
        self._must_pass = ask(guards, self.reading)
        self._entries: list[Entry] = []
        self._indexed: dict[str, str] = {}

    def want_bet(self, key: str) -> Wanted[Entry | None]:
        """Add the entry that took a stake to what is read."""
        return self._ledger.want_entry(self.reading, self._player_id, EntryType.BET, key)

    def want_win(self, key: str) -> Wanted[Entry | None]:
        """Add the entry that paid a bet to what is read."""
        return self._ledger.want_entry(self.reading, self._player_id, EntryType.WIN, key)

    def fetch(self, now: datetime) -> None:
        """Read all that is wanted, and let the guards decide.

        Raises
        ------
        NoWallet
        Exception
            What a guard refuses by.
        """
        self.reading.fetch()
        self._must_pass(now)
        self.wallet = self._read.value

    def must_let_play(self, now: datetime) -> None:
        """Refuse whoever may not play, so that they hear of it before anything else is wrong.

        Whether they asked early or not, `stake` refuses them.

        Raises
        ------
        WalletRestricted
        """
        self.wallet.must_allow(Activity.PLAY, now)

    def stake(
        self,
        kind: BetKind,
        key: str,
        amount: int,
        *,
        policy: Policy,
        at: datetime,
        reference: Mapping[str, Any],
        fingerprint: str = "",
        added_to: int = 0,
    ) -> Entry:
        """Take a stake, if its player's own limits leave it; others are as in `model.stake`.

        Parameters
        ----------
        policy : Policy
            The one that the player comes under.
        added_to : int
            What has been staked on the same bet before, in minor units.

        Raises
        ------
        WalletRestricted
        InsufficientFunds
        SessionLimitReached
        RealityCheckDue
        PlayerLimitReached
        """
        after, entry = model.stake(
            self.wallet, kind, key, amount, at=at, reference=reference, fingerprint=fingerprint
        )
        played = played_on(self.wallet, after, entry, policy, at, added_to=added_to)
        self.wallet = played.wallet
        if played.stretch_begun is not None:
            # By it the ledger's stream hears that somebody has to be told in time.
            self._indexed[PLAYS_SINCE] = str(played.stretch_begun)
        self._entries.append(entry)
        return entry

    def win(
        self,
        bet: Entry,
        payout: int,
        *,
        at: datetime,
        reference: Mapping[str, Any] | None = None,
        voided: bool = False,
    ) -> Entry:
        """Pay a bet; parameters are those of `casino.betting.model.win`."""
        self.wallet, entry = model.win(
            self.wallet, bet, payout, at=at, reference=reference or {}, voided=voided
        )
        self._entries.append(entry)
        return entry

    def add_to(self, work: UnitOfWork, **indexed: str) -> None:
        """Add what has been posted to a unit of work, and what the guards demand and count.

        Parameters
        ----------
        **indexed : str
            Attributes of the entries' items for indexes: see `Ledger.append`.

        Raises at commit
        ----------------
        AlreadyDone
            If the bet has been placed, or paid, already.
        Contention
            If the wallet changed since it was read, or what the player may do did.
        Exception
            What a guard refuses by.
        """
        if self._entries:
            self._ledger.append(
                work, self._read.value, self.wallet, *self._entries, **indexed, **self._indexed
            )
        for guard in self._guards:
            guard.add(work)
