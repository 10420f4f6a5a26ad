"""Bets that were decided as they were placed: a player's rounds of instant games.

Such a round has no item of its own. The ledger entry that took its stake says all there is to say
of it, so a round costs no more than the money that moves, and it is as lasting as that:

=============================  =====================================================================
in the entry's `reference`     is
=============================  =====================================================================
``round_id``                   the entry's key as well
``game_id``, ``paytable``      what was played, and the version of what it pays
``stakes``                     what was staked and chosen, as `stakes_to_text` writes it
``outcome``, ``payout``        what came of it, and all that it paid, in minor units
``scheme``, ``commitment``,    what it was drawn from; the first rounds name no scheme, and theirs
``client_seed``, ``nonce``     rounded down
``rounding``                   what was drawn to decide the payout's fraction, if it had one
=============================  =====================================================================

If it paid, the entry of type ``win`` under the same key was posted right after it.
"""

from dataclasses import dataclass
from typing import Any, Final

from casino.betting import balances_after, stakes_from_text, stakes_to_text
from casino.games import PAYTABLES, Fairness, InstantGame, InvalidDraw, Outcome, Rounded, Stake
from casino.games.fairness import SCHEME_ROUNDING_DOWN
from casino.wallet import Entry

INSTANT_ROUND_PREFIX: Final = "rnd"
"""Of the names of such rounds; a live round's is its table's, a dot and its number."""


@dataclass(frozen=True, slots=True)
class InstantBet:
    """A round of an instant game, as its entry tells it.

    Attributes
    ----------
    entry : Entry
        The one that took the stake.
    """

    entry: Entry

    @property
    def round_id(self) -> str:
        """The round's name, and the bet's."""
        return self.entry.key

    @property
    def game_id(self) -> str:
        """What was played."""
        return str(self.entry.reference["game_id"])

    @property
    def game(self) -> InstantGame[Any]:
        """The rules that it was played by."""
        return PAYTABLES[self.game_id, self.paytable]

    @property
    def paytable(self) -> str:
        """The version of what the game paid."""
        return str(self.entry.reference["paytable"])

    @property
    def stake(self) -> Stake:
        """What was staked, with what was chosen."""
        [stake] = stakes_from_text(self.game, self.entry.reference["stakes"])
        return stake

    @property
    def outcome(self) -> Outcome:
        """What came of it."""
        outcome: Outcome = self.game.read_outcome(self.entry.reference["outcome"])
        return outcome

    @property
    def payout(self) -> int:
        """All that it paid, in minor units of its currency."""
        return int(self.entry.reference["payout"])

    @property
    def fairness(self) -> Fairness:
        """What it was drawn from; the server seed is not in the entry."""
        given = self.entry.reference
        scheme = given.get("scheme", SCHEME_ROUNDING_DOWN)
        return Fairness(scheme, given["commitment"], given["client_seed"], given["nonce"])

    @property
    def available_before(self) -> int:
        """What the player could have staked before it."""
        return self.entry.balance_after - self.entry.amount

    @property
    def balances_after(self) -> dict[str, int]:
        """The wallet's balances after it, the payout included, as replies carry them."""
        return balances_after(self.entry, self.payout)

    def expected_payout(self) -> Rounded:
        """Return what the game pays by its rules, computed anew from what was drawn.

        Raises
        ------
        KeyError, InvalidDraw
            If a fraction had to be decided, and there is no such draw on record.
        """
        draw = None if self.fairness.rounds_down else self._drawn
        return self.game.rounded([self.stake], self.outcome, draw)

    def _drawn(self, of: int) -> int:
        drawn = int(self.entry.reference["rounding"])
        if not 0 <= drawn < of:
            raise InvalidDraw(f"One of {of} can't be {drawn}.")
        return drawn


def names_instant_round(round_id: str) -> bool:
    """Tell the name of such a round from that of a live one."""
    return round_id.startswith(f"{INSTANT_ROUND_PREFIX}_")


def instant_reference(
    round_id: str,
    game: InstantGame[Any],
    stake: Stake,
    outcome: Outcome,
    rounded: Rounded,
    fairness: Fairness,
) -> dict[str, Any]:
    """Write what the entry of such a bet says of it."""
    rounding = {} if rounded.drawn is None else {"rounding": rounded.drawn}
    return {
        "round_id": round_id,
        "game_id": game.game_id,
        "paytable": game.paytable,
        "stakes": stakes_to_text([stake]),
        "outcome": game.record(outcome),
        "payout": rounded.payout,
        "scheme": fairness.scheme,
        "commitment": fairness.commitment,
        "client_seed": fairness.client_seed,
        "nonce": fairness.nonce,
        **rounding,
    }
