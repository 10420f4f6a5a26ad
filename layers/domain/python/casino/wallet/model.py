"""The ledger's rules: entries whose postings sum to zero, and the wallet that they add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from casino.shared.clock import from_rfc3339, to_rfc3339
from casino.shared.ids import derived_id
from casino.wallet.errors import (
    CurrencyMismatch,
    InsufficientFunds,
    SelfExcluded,
    TimedOut,
    WalletRestricted,
)
from casino.wallet.periods import Began, Period, first_day, periods_at

CASH: Final = "player:cash"
BONUS: Final = "player:bonus"
HELD: Final = "player:held"


class EntryType(StrEnum):
    """Why money moved."""

    DEPOSIT = "deposit"
    DEPOSIT_REVERSED = "deposit_reversed"
    DEPOSIT_RESTORED = "deposit_restored"
    WITHDRAWAL_HOLD = "withdrawal_hold"
    WITHDRAWAL_RELEASED = "withdrawal_released"
    WITHDRAWAL_PAID = "withdrawal_paid"
    BET = "bet"
    BET_VOID = "bet_void"
    WIN = "win"
    BONUS = "bonus"
    ADJUSTMENT = "adjustment"


GAME_ENTRIES: Final = frozenset({EntryType.BET, EntryType.WIN, EntryType.BET_VOID})


class Activity(StrEnum):
    """What a player may be barred from."""

    DEPOSIT = "deposit"
    WITHDRAW = "withdraw"
    PLAY = "play"
    """To stake, and to sit where others would."""
    CHAT = "chat"
    MARKETING = "marketing"
    """To be told of offers."""


class BarReason(StrEnum):
    """Why a player is barred from something; each has one bar at most."""

    DISPUTE = "disputed_deposit"
    TIME_OUT = "timed_out"
    SELF_EXCLUSION = "self_excluded"


_REFUSALS: Final[Mapping[str, type[WalletRestricted]]] = {
    BarReason.TIME_OUT: TimedOut,
    BarReason.SELF_EXCLUSION: SelfExcluded,
}

# Later than any moment that is written.
FOREVER: Final = "9999-12-31T23:59:59.999999Z"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a player may not do, why, and until when.

    Attributes
    ----------
    reason : str
        A `BarReason`, or one that this version does not know and refuses by all the same.
    activities : frozenset of str
        Likewise of `Activity`.
    since : str
        When it was put up, RFC 3339; empty where that is not known.
    until : str or None
        When it ends, RFC 3339; `None` where somebody has to take it away.
    lapses : bool
        Whether it is gone at its end by itself, or stands until the player asks for that.
    """

    reason: str
    activities: frozenset[str]
    since: str = ""
    until: str | None = None
    lapses: bool = True

    @property
    def stands_until(self) -> str:
        """When it is gone by itself, or `FOREVER`."""
        return self.until if self.until and self.lapses else FOREVER

    @property
    def refusal(self) -> WalletRestricted:
        """What is said to whoever is refused by it."""
        return _REFUSALS.get(self.reason, WalletRestricted)(self.until)


@dataclass(frozen=True, slots=True)
class Totals:
    """What has flowed through a wallet since it was opened, in minor units.

    They only ever grow. Each entry carries them, so what flowed in any period is the difference
    between two entries, whatever lies in between.

    Attributes
    ----------
    deposited, withdrawn : int
        From and to payment providers.
    staked, paid_out : int
        To and from games. A stake that was returned counts in both.
    """

    deposited: int = 0
    withdrawn: int = 0
    staked: int = 0
    paid_out: int = 0

    @property
    def lost(self) -> int:
        """What was staked and has not come back; below 0 if more has."""
        return self.staked - self.paid_out

    def after(self, postings: Mapping[str, int]) -> "Totals":
        """Return the totals after an entry with these postings."""
        to_provider = _sum_of(postings, "psp:")
        to_games = _sum_of(postings, "game:")
        return Totals(
            deposited=self.deposited + max(0, -to_provider),
            withdrawn=self.withdrawn + max(0, to_provider),
            staked=self.staked + max(0, to_games),
            paid_out=self.paid_out + max(0, -to_games),
        )

    def __sub__(self, earlier: "Totals") -> "Totals":
        return Totals(
            deposited=self.deposited - earlier.deposited,
            withdrawn=self.withdrawn - earlier.withdrawn,
            staked=self.staked - earlier.staked,
            paid_out=self.paid_out - earlier.paid_out,
        )


@dataclass(frozen=True, slots=True)
class Wallet:
    """A player's running balances, in minor units of one currency.

    Attributes
    ----------
    currency : str
        ISO 4217 code; never changes.
    cash : int
        The player's own money, free to be played or withdrawn.
    bonus : int
        Given money, which can be played only.
    held : int
        Taken out of cash for a withdrawal under way.
    version : int
        How many entries the ledger has for this player; each entry raises it by one.
    updated_at : str
        When the last entry was posted, RFC 3339.
    bars : tuple of Bar
        What the player may not do, one for each reason; those that have ended may still be here.
    standing : int
        How often it has changed what the player may do, by whoever decides a part of that. With
        entries it does not change, so it is as much a condition of them as the version is.
    terms : mapping of str to mapping
        What other contexts have decided about what the player may do, by their names for it. They
        change with the standing only; the ledger does not look into them.
    marks : mapping of str to mapping
        What other contexts keep here because it has to change with the entries, by their names for
        it. The ledger does not look into them.
    time_zone : str
        IANA's name of the zone in which the player's days, weeks and months begin.
    periods : mapping of str to Began
        What is carried of the present ones: see `casino.wallet.periods`.
    jurisdiction : str
        Whose policy the player comes under, for ever; empty for those from before each had one,
        which stands for the stage's first.
    born_on : date or None
        The player's birthday, for what a policy allows by age; `None` for wallets from before it
        was kept. It is personal: nothing shows or tells it.
    """

    player_id: str
    currency: str
    cash: int = 0
    bonus: int = 0
    held: int = 0
    version: int = 0
    updated_at: str = ""
    bars: tuple[Bar, ...] = ()
    standing: int = 0
    totals: Totals = Totals()
    terms: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    marks: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    time_zone: str = "UTC"
    periods: Mapping[str, Began] = field(default_factory=lambda: MappingProxyType({}))
    jurisdiction: str = ""
    born_on: date | None = field(default=None, repr=False)

    @property
    def available(self) -> int:
        """What can be staked: cash and bonus."""
        return self.cash + self.bonus

    def bar_by(self, reason: BarReason) -> Bar | None:
        """Return the bar of a reason, though it may have ended."""
        return next((each for each in self.bars if each.reason == reason), None)

    def stands(self, reason: BarReason, now: datetime) -> bool:
        """Tell whether a bar of this reason stands now."""
        bar = self.bar_by(reason)
        return bar is not None and to_rfc3339(now) < bar.stands_until

    def barring(self, bar: Bar) -> "Wallet":
        """Return the wallet with a bar, in place of the one that had its reason."""
        others = (each for each in self.bars if each.reason != bar.reason)
        return replace(self, bars=(*others, bar), standing=self.standing + 1)

    def unbarring(self, reason: BarReason) -> "Wallet":
        """Return the wallet without the bar of a reason."""
        others = tuple(each for each in self.bars if each.reason != reason)
        return replace(self, bars=others, standing=self.standing + 1)

    def bar_on(self, activity: Activity, now: datetime) -> Bar | None:
        """Return what bars the player from something now; of several, what does so longest."""
        at = to_rfc3339(now)
        standing = (
            each for each in self.bars if activity in each.activities and at < each.stands_until
        )
        return max(standing, key=lambda each: each.stands_until, default=None)

    def lost_in(self, period: Period, now: datetime) -> int:
        """Return what was staked in the present period, less what was paid out.

        Returns
        -------
        int
            Minor units; below 0 if the player is ahead.
        """
        mark = self.periods.get(period)
        # Another machine's clock may be ahead of ours, and in the next period already.
        if mark is None or mark[0] < first_day(period, self.time_zone, now).toordinal():
            return 0
        return self.totals.lost - mark[1]

    def on_terms(self, name: str, terms: Mapping[str, Any]) -> "Wallet":
        """Return the wallet with what another context has decided about its player."""
        return replace(self, terms={**self.terms, name: terms}, standing=self.standing + 1)

    def must_allow(self, activity: Activity, now: datetime) -> None:
        """Refuse what the player is barred from.

        Raises
        ------
        WalletRestricted
            `TimedOut` or `SelfExcluded`, where that is why.
        """
        if bar := self.bar_on(activity, now):
            raise bar.refusal

    def must_hold(self, currency: str) -> None:
        """Refuse an amount of another currency.

        Raises
        ------
        CurrencyMismatch
        """
        if currency != self.currency:
            raise CurrencyMismatch(f"The wallet is in {self.currency}, not in {currency}")

    def cover(self, stake: int) -> dict[str, int]:
        """Return what a stake takes from each bucket: cash first, then bonus.

        The split is posted with the bet, so a win or a void can return to where the stake came
        from.

        Raises
        ------
        InsufficientFunds
        """
        if stake > self.available:
            raise InsufficientFunds
        from_cash = min(stake, self.cash)
        taken = {CASH: -from_cash, BONUS: from_cash - stake}
        return {account: amount for account, amount in taken.items() if amount}


@dataclass(frozen=True, slots=True)
class Entry:
    """One immutable line of the ledger.

    Attributes
    ----------
    key : str
        What makes it unique among the player's entries of its type; repeating it finds this entry.
    postings : mapping of str to int
        The change of each account, in minor units; they sum to zero. The player's own accounts are
        named without the player, who is the same in all of an entry's postings.
    version : int
        Its place in the player's ledger, from 1, without gaps.
    cash, bonus, held : int
        The wallet's balances right after it.
    totals : Totals
        The wallet's totals right after it.
    posted_at : str
        RFC 3339; never before the previous entry's.
    reference : mapping
        What it is about: a round, a deposit, a bet with its stakes.
    fingerprint : str
        Tells a repetition from another request under the same key.
    actor : str
        Which operator posted it; empty where the player or the platform did. Players never see it.
    kind : str
        The kind of the bet that it took the stake of, or paid, as `casino.betting` calls it; empty
        for what is none, and for bets from before kinds were written.
    """

    player_id: str
    type: EntryType
    key: str
    currency: str
    postings: Mapping[str, int]
    version: int
    cash: int
    bonus: int
    held: int
    totals: Totals
    posted_at: str
    reference: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    fingerprint: str = ""
    actor: str = ""
    kind: str = ""

    @property
    def transaction_id(self) -> str:
        """The entry's public name."""
        return derived_id("txn", self.player_id, self.type, self.key)

    @property
    def amount(self) -> int:
        """The effect on what the player has available."""
        return self.postings.get(CASH, 0) + self.postings.get(BONUS, 0)

    @property
    def balance_after(self) -> int:
        """What the player had available right after it."""
        return self.cash + self.bonus


def post(
    wallet: Wallet,
    entry_type: EntryType,
    key: str,
    postings: Mapping[str, int],
    *,
    at: datetime,
    reference: Mapping[str, Any] | None = None,
    fingerprint: str = "",
    actor: str = "",
) -> tuple[Wallet, Entry]:
    """Post an entry that is none of a game's; parameters and errors are those of `posted`.

    Raises
    ------
    ValueError
        Also for a game's entry, or a posting to a game's account.
    """
    if entry_type in GAME_ENTRIES or any(name.startswith("game:") for name in postings):
        raise ValueError(f"a {entry_type} of {dict(postings)} is posted by casino.betting")
    return posted(
        wallet,
        entry_type,
        key,
        postings,
        at=at,
        reference=reference,
        fingerprint=fingerprint,
        actor=actor,
    )


def posted(
    wallet: Wallet,
    entry_type: EntryType,
    key: str,
    postings: Mapping[str, int],
    *,
    at: datetime,
    reference: Mapping[str, Any] | None = None,
    fingerprint: str = "",
    actor: str = "",
    kind: str = "",
) -> tuple[Wallet, Entry]:
    """Post an entry of any type: the one way in which a balance changes.

    Parameters
    ----------
    wallet : Wallet
        As it was read.
    postings : mapping of str to int
        Must sum to zero and not be empty.
    at : datetime
        The present moment. If the previous entry is from later (another machine's clock was
        ahead), that one's moment is taken, so that order by time and by version agree.

    Returns
    -------
    wallet : Wallet
        As it will be.
    entry : Entry

    Raises
    ------
    InsufficientFunds
        If cash, bonus or held would fall below zero.
    ValueError
        If the postings don't sum to zero.
    """
    if not postings or sum(postings.values()) != 0:
        raise ValueError(f"postings must sum to zero: {dict(postings)}")
    moment = max(to_rfc3339(at), wallet.updated_at)
    after = replace(
        wallet,
        cash=wallet.cash + postings.get(CASH, 0),
        bonus=wallet.bonus + postings.get(BONUS, 0),
        held=wallet.held + postings.get(HELD, 0),
        version=wallet.version + 1,
        totals=wallet.totals.after(postings),
        updated_at=moment,
        periods=periods_at(
            from_rfc3339(moment), wallet.time_zone, wallet.periods, wallet.totals.lost
        ),
    )
    if min(after.cash, after.bonus, after.held) < 0:
        raise InsufficientFunds
    entry = Entry(
        player_id=wallet.player_id,
        type=entry_type,
        key=key,
        currency=wallet.currency,
        postings=MappingProxyType(dict(postings)),
        version=after.version,
        cash=after.cash,
        bonus=after.bonus,
        held=after.held,
        totals=after.totals,
        posted_at=after.updated_at,
        reference=MappingProxyType(dict(reference or {})),
        fingerprint=fingerprint,
        actor=actor,
        kind=kind,
    )
    return after, entry


def balances_of(state: Wallet | Entry) -> dict[str, int]:
    """Write balances as the wallet, events and replies carry them.

    Parameters
    ----------
    state : Wallet or Entry
        An entry stands for the balances that it left behind.
    """
    return {
        "available": state.cash + state.bonus,
        "cash": state.cash,
        "bonus": state.bonus,
        "held": state.held,
        "version": state.version,
    }


def _sum_of(postings: Mapping[str, int], kind: str) -> int:
    return sum(amount for account, amount in postings.items() if account.startswith(kind))
