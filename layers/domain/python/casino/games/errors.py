"""What can go wrong in the games.

GameError
├── StakeError                a stake this game does not offer; nothing was played
│   ├── UnknownStakeType      no such bet on this layout
│   ├── UnknownSelection      the numbers do not form that bet on this layout
│   └── InvalidStakeAmount    not a positive whole number of minor units
├── UnknownPocket             an outcome this wheel cannot produce
└── FairnessError
    ├── InvalidSeed           not a seed this scheme can use
    ├── InvalidDraw           a draw over an empty or oversized range
    └── CommitmentMismatch    the revealed seed is not the one that was committed
"""

from __future__ import annotations

from typing import ClassVar


class GameError(ValueError):
    """The root of everything the games refuse.

    Attributes
    ----------
    code
        The stable machine name that REST and WebSocket answers carry.
    """

    code: ClassVar[str] = "invalid_game_input"


class StakeError(GameError):
    """A stake that cannot be accepted.

    Parameters
    ----------
    reason
        A sentence for the player.
    field
        The field of the stake at fault (``type``, ``selection`` or ``amount``); empty when the
        stake as a whole is not one.
    """

    code = "invalid_stake"

    def __init__(self, reason: str, *, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class UnknownStakeType(StakeError):
    """No bet of that name exists on this layout."""

    code = "unknown_selection"

    def __init__(self, reason: str) -> None:
        super().__init__(reason, field="type")


class UnknownSelection(StakeError):
    """The selected numbers do not form that bet on this layout."""

    code = "unknown_selection"

    def __init__(self, reason: str) -> None:
        super().__init__(reason, field="selection")


class InvalidStakeAmount(StakeError):
    """The amount is not a positive whole number of minor units."""

    code = "stake_out_of_range"

    def __init__(self, reason: str) -> None:
        super().__init__(reason, field="amount")


class UnknownPocket(GameError):
    """The wheel has no such pocket."""

    code = "unknown_outcome"


class FairnessError(GameError):
    """The root of what the fairness scheme refuses."""

    code = "fairness_error"


class InvalidSeed(FairnessError):
    """A server seed, client seed or nonce this scheme cannot use."""

    code = "invalid_seed"


class InvalidDraw(FairnessError):
    """A draw over no outcomes, or over more than one word can address."""

    code = "invalid_draw"


class CommitmentMismatch(FairnessError):
    """The revealed server seed does not hash to the commitment published before the bets."""

    code = "commitment_mismatch"
