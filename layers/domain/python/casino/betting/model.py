"""What every bet has in common: an entry that took its stake, and at most one that paid it.

::

    stake ──> entry ``bet`` ──> win ──> entry ``win``, or ``bet_void`` for a stake that goes back
              by its key                under the same key

These two functions are all that builds the postings of game money; `casino.betting.game_money`
writes what they post. Two others say what the policy that the player comes under has to say about a
bet, whoever deals: `rules_of_game` and `must_allow_stake`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from casino.betting.errors import GameNotAllowed, StakeOutOfRange
from casino.games import Game, Stake
from casino.wallet import BONUS, CASH, Activity, Entry, EntryType, Wallet, balances_of
from casino.wallet.game_entries import post_game_entry

if TYPE_CHECKING:
    from casino.policies import GameRules, Policy


class BetKind(StrEnum):
    """By whom a bet is decided, and so who can tell what came of it."""

    LIVE = "live"
    """A round at a table."""
    INSTANT = "instant"
    """The request that placed it: all of it is in its entry."""
    OTHER = "other"
    """Somebody that this version of the code does not know: the ledger says all there is to say."""


_KINDS: Final[Mapping[str, BetKind]] = {kind: kind for kind in BetKind}


def kind_of(bet: Entry) -> BetKind:
    """Return the kind of a bet, by the entry that took its stake."""
    if bet.kind:
        return _KINDS.get(bet.kind, BetKind.OTHER)
    # Entries from before kinds were written: one at a table names it, an instant one its payout.
    if "table_id" in bet.reference:
        return BetKind.LIVE
    return BetKind.INSTANT if "payout" in bet.reference else BetKind.OTHER


def stake(
    wallet: Wallet,
    kind: BetKind,
    key: str,
    amount: int,
    *,
    at: datetime,
    reference: Mapping[str, Any],
    fingerprint: str = "",
) -> tuple[Wallet, Entry]:
    """Post a stake: from the player's cash and bonus to the game.

    Parameters
    ----------
    key : str
        What the bet is called, once and for ever among the player's.
    amount : int
        Minor units, above zero.
    reference : mapping
        What it is on; has the ``game_id``.

    Raises
    ------
    WalletRestricted
    InsufficientFunds
    """
    wallet.must_allow(Activity.PLAY, at)
    return post_game_entry(
        wallet,
        EntryType.BET,
        key,
        wallet.cover(amount) | {f"game:{reference['game_id']}": amount},
        at=at,
        kind=kind,
        reference=reference,
        fingerprint=fingerprint,
    )


def win(
    wallet: Wallet,
    bet: Entry,
    payout: int,
    *,
    at: datetime,
    reference: Mapping[str, Any],
    voided: bool = False,
) -> tuple[Wallet, Entry]:
    """Post what a bet gets back, under the bet's key: so it is paid once, whoever tries.

    Whether the player may play does not matter: what is owed is paid.

    Parameters
    ----------
    bet : Entry
        The entry that took its stake.
    payout : int
        Minor units, above zero; all that comes back, the stake included.
    reference : mapping
        What came of it, beside what it was on.
    voided : bool
        Whether it is the stake that goes back, because nothing came of it.
    """
    on = {name: bet.reference[name] for name in _ON if name in bet.reference}
    return post_game_entry(
        wallet,
        EntryType.BET_VOID if voided else EntryType.WIN,
        bet.key,
        _shares(bet, payout),
        at=at,
        kind=bet.kind,
        reference={"bet_id": bet.key, **on, **reference},
    )


_ON: Final = ("table_id", "round_id", "game_id")


def _shares(bet: Entry, payout: int) -> Mapping[str, int]:
    """Return the postings that pay a bet, in the proportion in which it was staked.

    What was staked from bonus money returns to it, rounded down in the player's favour: the rest
    is cash. A stake that is returned goes back exactly as it came.
    """
    to_bonus = payout * -bet.postings.get(BONUS, 0) // -bet.amount
    game = f"game:{bet.reference['game_id']}"
    shares = {CASH: payout - to_bonus, BONUS: to_bonus, game: -payout}
    return {account: amount for account, amount in shares.items() if amount}


def balances_after(bet: Entry, payout: int) -> dict[str, int]:
    """Return the balances after a bet that was paid as it was placed, as replies carry them."""
    paid = _shares(bet, payout)
    before = balances_of(bet)
    return before | {
        "available": before["available"] + payout,
        "cash": before["cash"] + paid.get(CASH, 0),
        "bonus": before["bonus"] + paid.get(BONUS, 0),
        "version": before["version"] + (1 if payout else 0),
    }


def rules_of_game(policy: "Policy", game: Game[Any]) -> "GameRules":
    """Return how a game may be played under a policy.

    Raises
    ------
    GameNotAllowed
    """
    rules = policy.rules_of(game.game_id, game.category)
    if rules is None:
        raise GameNotAllowed
    return rules


def must_allow_stake(
    rules: "GameRules", wallet: Wallet, staked: int, now: datetime, *, before: int = 0
) -> None:
    """Refuse more on a round than somebody of the player's age may stake.

    Parameters
    ----------
    staked, before : int
        What is staked now, and what has been on the same round, in minor units.

    Raises
    ------
    StakeOutOfRange
    """
    most = rules.most_stake(wallet.born_on, now, wallet.currency)
    if most is not None and before + staked > most:
        raise StakeOutOfRange(
            "max_stake", most - before, f"You can stake at most {most} minor units on a round here"
        )


def stakes_to_text(stakes: Sequence[Stake]) -> str:
    """Write stakes as a bet's entry holds them, such as ``red=500 split:17-20=100``.

    An item of up to a kilobyte costs the least there is. As text, twenty stakes stay below that; as
    a list of maps, a dozen would.
    """
    texts = []
    for each in stakes:
        numbers = "-".join(map(str, each.selection))
        texts.append(f"{each.type}{':' if numbers else ''}{numbers}={each.amount}")
    return " ".join(texts)


def stakes_from_text(game: Game[Any], text: str) -> list[Stake]:
    """Read stakes as `stakes_to_text` writes them."""
    stakes = []
    for each in text.split():
        spot, _, amount = each.partition("=")
        name, _, numbers = spot.partition(":")
        selection = [int(number) for number in numbers.split("-")] if numbers else None
        stakes.append(game.stake(name, selection, int(amount)))
    return stakes


@dataclass(frozen=True, slots=True)
class ChainedSeed:
    """What a round is drawn from, or a shoe dealt, and what that is made of: secret or revealed.

    Attributes
    ----------
    chain_seed : str or None
        `None` where no beacon's value is mixed in, and where there is no chain.
    """

    server_seed: str
    chain_seed: str | None = None
