"""Slot machines: reels that stop anywhere, lines that pay from the left.

A machine is data: the strip of each reel, the lines over its window, and the paytable. Its rules
are here, the same for every machine:

- Each reel stops at any of its strip's places, all equally likely. The window shows that place and
  the ones below it, around the end of the strip.
- A line pays for the longest run of one symbol from the leftmost reel on, wild symbols standing in
  for it. A run that wilds alone could pay more for pays that. Only the best way to read a line is
  paid, and every line for itself.
- Scatter symbols pay wherever they are in the window, and set off free spins.
- Free spins are played at once and with the same reels; what they win is multiplied. They may set
  off more of themselves, up to a limit for the whole round.

What lines and scatters pay is told in *line stakes*: whole multiples of a stake's share of one
line, so nothing is ever rounded. One sequence of draws decides the whole round, reel by reel from
the left and spin by spin, with however many free spins come of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from casino.games.errors import (
    IndivisibleStake,
    InvalidChoice,
    UnknownOutcome,
    UnknownSelection,
    UnknownStakeType,
)
from casino.games.game import Stake, check_amount, check_selection, is_whole
from casino.games.instant import InstantGame

if TYPE_CHECKING:
    from casino.games.fairness import Draws

STAKE_TYPE: Final = "spin"

Strip = tuple[str, ...]
Line = tuple[int, ...]

_NOTHING: Final[Mapping[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LineWin:
    """What one line pays.

    Attributes
    ----------
    line : int
        Its number, from 1.
    symbol : str
        The one that the run is of.
    count : int
        On how many reels from the left.
    pays : int
        In line stakes, before the spin's multiplier.
    """

    line: int
    symbol: str
    count: int
    pays: int

    def to_wire(self) -> dict[str, Any]:
        """Return the win as players receive it."""
        return {
            "line": self.line,
            "symbol": self.symbol,
            "count": self.count,
            "pays": self.pays,
        }


@dataclass(frozen=True, slots=True)
class Spin:
    """One turn of the reels.

    Attributes
    ----------
    stops : tuple of int
        The place on each reel's strip that the window's top row shows.
    window : tuple of tuple of str
        The symbols, reel by reel from the left, each from the top.
    scatters : int
        How many are in the window.
    scatter_pays : int
        In line stakes, before the multiplier.
    multiplier : int
        What all that this spin pays is multiplied by.
    free_spins_won : int
        How many more spins it set off.
    """

    stops: tuple[int, ...]
    window: tuple[tuple[str, ...], ...]
    lines: tuple[LineWin, ...]
    scatters: int
    scatter_pays: int
    multiplier: int
    free_spins_won: int

    @property
    def pays(self) -> int:
        """What it pays, in line stakes, the multiplier included."""
        return self.multiplier * (sum(win.pays for win in self.lines) + self.scatter_pays)

    def to_wire(self) -> dict[str, Any]:
        """Return the spin as players receive it."""
        return {
            "stops": list(self.stops),
            "window": [list(reel) for reel in self.window],
            "lines": [win.to_wire() for win in self.lines],
            "scatters": self.scatters,
            "scatter_pays": self.scatter_pays,
            "multiplier": self.multiplier,
            "free_spins_won": self.free_spins_won,
            "pays": self.pays,
        }


@dataclass(frozen=True, slots=True)
class SlotOutcome:
    """A whole round: the spin that was paid for, and the free ones after it."""

    spins: tuple[Spin, ...]

    @property
    def pays(self) -> int:
        """What the round pays, in line stakes."""
        return sum(spin.pays for spin in self.spins)

    def to_wire(self) -> dict[str, Any]:
        """Return the outcome as players receive it."""
        return {
            "spins": [spin.to_wire() for spin in self.spins],
            "free_spins": len(self.spins) - 1,
            "pays": self.pays,
        }


@dataclass(frozen=True, eq=False)
class Slot(InstantGame[SlotOutcome]):
    """One slot machine.

    Attributes
    ----------
    strips : tuple of tuple of str
        Each reel's symbols from the top down; the last is followed by the first.
    rows : int
        How many places of each reel the window shows.
    lines : tuple of tuple of int
        For each line the row on each reel, from 0 at the top.
    pays : mapping of str to mapping of int to int
        For each symbol what so many of it pay, in line stakes.
    scatter_pays : mapping of int to int
        What so many scatters pay, in whole stakes.
    free_spins : mapping of int to int
        How many free spins so many scatters set off.
    free_multiplier : int
        What all that a free spin pays is multiplied by.
    most_free_spins : int
        How many there are in one round at most; what would set off more sets off what is left.
    most_pays : int
        What the best round of all pays, in line stakes: computed by `casino.games.slot_odds`.
    """

    game_id: str
    name: str
    strips: tuple[Strip, ...]
    rows: int
    lines: tuple[Line, ...]
    pays: Mapping[str, Mapping[int, int]]
    wild: str | None = None
    scatter: str | None = None
    scatter_pays: Mapping[int, int] = field(default_factory=lambda: _NOTHING)
    free_spins: Mapping[int, int] = field(default_factory=lambda: _NOTHING)
    free_multiplier: int = 1
    most_free_spins: int = 0
    most_pays: int = 0

    category = "slots"

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """Every symbol of its strips, in the order of the alphabet."""
        return tuple(sorted({symbol for strip in self.strips for symbol in strip}))

    def bet(self, choice: object, amount: object, *, at: str = "/choice") -> Stake:
        """Check a stake; there is nothing to choose."""
        if choice is not None and choice != {}:
            raise InvalidChoice("This game leaves nothing to choose.", at=at)
        return Stake(STAKE_TYPE, (), self._divisible(check_amount(amount, ""), "/stake"))

    def choice_of(self, stake: Stake) -> None:  # noqa: ARG002 - every stake is of none
        """Return nothing, for nothing was chosen."""
        return

    def record(self, outcome: SlotOutcome) -> dict[str, Any]:
        """Return where the reels stopped; the machine says the rest."""
        return {"spins": [{"stops": list(spin.stops)} for spin in outcome.spins]}

    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake: on all lines, in equal shares."""
        if type != STAKE_TYPE:
            raise UnknownStakeType(f'The only bet of this game is "{STAKE_TYPE}".', at=at)
        if check_selection(selection, at, longest=1):
            raise UnknownSelection("A spin takes no selection.", at=at)
        return Stake(STAKE_TYPE, (), self._divisible(check_amount(amount, at), at))

    def draw(self, draws: "Draws") -> SlotOutcome:
        """Spin the reels, and on for as long as there are free spins."""
        return self._played(
            tuple(draws.draw(len(strip)) for strip in self.strips) for _ in _for_ever()
        )

    def read_outcome(self, wire: Mapping[str, Any]) -> SlotOutcome:
        """Read a round by its stops: all else follows from them."""
        spins = wire.get("spins")
        if not isinstance(spins, Sequence) or not all(isinstance(each, Mapping) for each in spins):
            raise UnknownOutcome("A round is a list of spins.")
        try:
            outcome = self._played(self._check_stops(each.get("stops")) for each in spins)
        except StopIteration:
            raise UnknownOutcome("The round has fewer spins than it set off.") from None
        if len(outcome.spins) != len(spins):
            raise UnknownOutcome("The round has more spins than it set off.")
        return outcome

    def returned(self, stake: Stake, outcome: SlotOutcome) -> int:
        """Return what the lines and scatters pay; all is whole."""
        return stake.amount // len(self.lines) * outcome.pays

    @property
    def longest_odds(self) -> int:
        """What the best round of all wins."""
        return ceil(Fraction(self.most_pays, len(self.lines))) - 1

    def exposure(self, stakes: Iterable[Stake]) -> int:
        """Return what the house loses to the best round of all."""
        return sum(
            stake.amount // len(self.lines) * self.most_pays - stake.amount for stake in stakes
        )

    def spin(self, stops: tuple[int, ...], *, is_free: bool, room: int) -> Spin:
        """Return what one turn of the reels comes to.

        Parameters
        ----------
        stops : tuple of int
            The place of each reel that the window's top row shows.
        room : int
            How many free spins the round may still set off.
        """
        window = tuple(
            tuple(strip[(stop + row) % len(strip)] for row in range(self.rows))
            for strip, stop in zip(self.strips, stops, strict=True)
        )
        scatters = sum(reel.count(self.scatter) for reel in window) if self.scatter else 0
        return Spin(
            stops=stops,
            window=window,
            lines=tuple(self._line_wins(window)),
            scatters=scatters,
            scatter_pays=self.scatter_pays.get(scatters, 0) * len(self.lines),
            multiplier=self.free_multiplier if is_free else 1,
            free_spins_won=min(self.free_spins.get(scatters, 0), room),
        )

    def line_pays(self, symbols: Sequence[str]) -> tuple[str, int, int]:
        """Return the best way to read one line: whose run, how long, and what it pays.

        Pays 0 if no run is long enough.
        """
        leader, run = self._run(symbols)
        best = (leader, run, self.pays.get(leader, _NOTHING).get(run, 0))
        if self.wild is not None and symbols[0] == self.wild:
            wilds = next(
                (place for place, symbol in enumerate(symbols) if symbol != self.wild), len(symbols)
            )
            alone = self.pays.get(self.wild, _NOTHING).get(wilds, 0)
            if alone > best[2]:
                return self.wild, wilds, alone
        return best

    def _run(self, symbols: Sequence[str]) -> tuple[str, int]:
        """Return the symbol that a line begins with, wilds aside, and on how many reels it is."""
        leader = next((symbol for symbol in symbols if symbol != self.wild), symbols[0])
        if leader == self.scatter:
            return leader, 0
        for run, symbol in enumerate(symbols):
            if symbol not in (leader, self.wild):
                return leader, run
        return leader, len(symbols)

    def _line_wins(self, window: Sequence[Sequence[str]]) -> Iterator[LineWin]:
        for number, line in enumerate(self.lines, start=1):
            shown = [reel[row] for reel, row in zip(window, line, strict=True)]
            symbol, count, pays = self.line_pays(shown)
            if pays:
                yield LineWin(number, symbol, count, pays)

    def _played(self, stops: Iterator[tuple[int, ...]]) -> SlotOutcome:
        spins = [self.spin(next(stops), is_free=False, room=self.most_free_spins)]
        won = left = spins[0].free_spins_won
        while left:
            spin = self.spin(next(stops), is_free=True, room=self.most_free_spins - won)
            spins.append(spin)
            won += spin.free_spins_won
            left += spin.free_spins_won - 1
        return SlotOutcome(tuple(spins))

    def _divisible(self, amount: int, at: str) -> int:
        lines = len(self.lines)
        if amount % lines:
            raise IndivisibleStake(
                f"A stake is a multiple of {lines} minor units, for as many lines.", at=at
            )
        return amount

    def _check_stops(self, stops: object) -> tuple[int, ...]:
        if not isinstance(stops, Sequence) or len(stops) != len(self.strips):
            raise UnknownOutcome("Every reel stops once.")
        for stop, strip in zip(stops, self.strips, strict=True):
            if not is_whole(stop) or not 0 <= stop < len(strip):
                raise UnknownOutcome("A reel has no such place.")
        return tuple(stops)


def _for_ever() -> Iterator[None]:
    while True:
        yield
