"""Blackjack as tables play it: what may be staked, and what each stake pays.

A stake on a `seat` is a player's. The others only come of decisions: a `double` and a `split` stand
on a hand, an `insurance` on a seat. Once the round has an outcome each is paid by a look-up, so a
round with decisions is settled by the same code as a spin of the wheel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from casino.games import cards
from casino.games.blackjack.hands import Hand, Result, is_blackjack, total_of
from casino.games.blackjack.play import (
    BlackjackPlay,
    Choice,
    SeatPlay,
    deal,
    decide,
    read_play,
    time_out,
)
from casino.games.blackjack.rules import SEATS, Rules
from casino.games.errors import CannotInsure, UnknownOutcome, UnknownSelection, UnknownStakeType
from casino.games.game import DecidedGame, Decision, Stake, check_amount, check_selection, is_whole

if TYPE_CHECKING:
    from casino.games.fairness import Draws


class BlackjackStakeType(StrEnum):
    """Every kind of stake; players place the first, the others come of decisions."""

    SEAT = "seat"
    DOUBLE = "double"
    SPLIT = "split"
    INSURANCE = "insurance"


RETURNS: Final[Mapping[Result, Fraction | int]] = MappingProxyType(
    {
        Result.BLACKJACK: Fraction(5, 2),
        Result.WIN: 2,
        Result.PUSH: 1,
        Result.SURRENDER: Fraction(1, 2),
        Result.LOSE: 0,
        Result.BUST: 0,
    },
)
"""What comes back of each unit of a stake, itself included."""

INSURANCE_RETURNS: Final = 3

# A stake on a hand names seat and hand in one number: 32 is the second hand of the third seat.
_SEAT_DIGIT: Final = 10


@dataclass(frozen=True, slots=True)
class BlackjackOutcome:
    """How a round ended.

    Attributes
    ----------
    dealer : tuple of str
        All of the dealer's cards.
    seats : tuple of SeatPlay
        In rising order, with their hands as they were played.
    """

    dealer: tuple[str, ...]
    seats: tuple[SeatPlay, ...]

    def result(self, seat: int, hand: int) -> Result:
        """Return how a hand ended; both are counted from 1.

        Raises
        ------
        UnknownOutcome
            If no such hand was played.
        """
        played = self.seat(seat)
        if not 1 <= hand <= len(played.hands):
            raise UnknownOutcome("No such hand was played.")
        return played.hands[hand - 1].result(self.dealer, is_split=played.is_split)

    def seat(self, number: int) -> SeatPlay:
        """Return a seat that was played.

        Raises
        ------
        UnknownOutcome
        """
        for seat in self.seats:
            if seat.seat == number:
                return seat
        raise UnknownOutcome("Nobody played at that seat.")

    def to_wire(self) -> dict[str, Any]:
        """Return the outcome as players receive it."""
        return {
            "dealer": {
                "cards": list(self.dealer),
                "total": total_of(self.dealer).points,
                "blackjack": is_blackjack(self.dealer),
            },
            "seats": [
                {
                    "seat": seat.seat,
                    "insured": bool(seat.insured),
                    "hands": [
                        {
                            "cards": list(hand.cards),
                            "total": hand.total.points,
                            "doubled": hand.doubled,
                            "result": self.result(seat.seat, number).value,
                        }
                        for number, hand in enumerate(seat.hands, start=1)
                    ],
                }
                for seat in self.seats
            ],
        }


@dataclass(frozen=True)
class Blackjack(DecidedGame[BlackjackOutcome, BlackjackPlay]):
    """One variant of blackjack.

    Attributes
    ----------
    game_id : str
        Its stable id in the catalogue.
    """

    game_id: str
    rules: Rules

    category = "blackjack"
    seats = SEATS

    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake, also of those that come of decisions."""
        try:
            stake_type = BlackjackStakeType(type)
        except ValueError:
            raise UnknownStakeType("There is no such bet in blackjack.", at=at) from None
        numbers = check_selection(selection, at, longest=1)
        on_hand = stake_type in (BlackjackStakeType.DOUBLE, BlackjackStakeType.SPLIT)
        if len(numbers) != 1 or not (self._is_hand if on_hand else self._is_seat)(numbers[0]):
            raise UnknownSelection(f"A bet is on one of the seats 1 to {SEATS}.", at=at)
        return Stake(stake_type, numbers, check_amount(amount, at))

    def read_stake(self, raw: object, *, at: str = "") -> Stake:
        """Check one stake as a player sent it; only seats can be bet on before the deal."""
        stake = super().read_stake(raw, at=at)
        if stake.type != BlackjackStakeType.SEAT:
            raise UnknownStakeType("This is decided on once the cards are dealt.", at=at)
        return stake

    def shoe(self, draws: "Draws") -> list[str]:
        """Return the rules' decks, shuffled together."""
        return cards.shoe(draws, self.rules.decks)

    def is_spent(self, position: int) -> bool:
        """Tell whether the cut card is out."""
        return self.rules.is_spent(position)

    def deal(self, seats: Iterable[int], shoe: Sequence[str], position: int) -> BlackjackPlay:
        """Deal two cards to every seat and to the dealer."""
        return deal(self.rules, seats, shoe, position)

    def decide(self, play: BlackjackPlay, decision: Decision, shoe: Sequence[str]) -> BlackjackPlay:
        """Carry out a decision, and deal on as far as nobody has a choice."""
        return decide(self.rules, play, decision, shoe)

    def time_out(self, play: BlackjackPlay, shoe: Sequence[str]) -> BlackjackPlay:
        """Decline insurance for those who have not decided, or stand on the hand that is on."""
        return time_out(self.rules, play, shoe)

    def added_stake(self, play: BlackjackPlay, decision: Decision, staked: int) -> Stake | None:
        """Return what a decision adds: as much again for a double or a split, half to insure.

        Half of an odd stake is rounded down.

        Raises
        ------
        CannotInsure
            If half of the stake is less than one minor unit.
        """
        hand = _SEAT_DIGIT * decision.seat + decision.hand
        match decision.choice:
            case Choice.DOUBLE:
                return self.stake(BlackjackStakeType.DOUBLE, [hand], staked)
            case Choice.SPLIT:
                new = _SEAT_DIGIT * decision.seat + len(play.seat(decision.seat).hands) + 1
                return self.stake(BlackjackStakeType.SPLIT, [new], staked)
            case Choice.INSURE:
                if staked < 2:
                    raise CannotInsure("The stake is too small to be halved.")
                return self.stake(BlackjackStakeType.INSURANCE, [decision.seat], staked // 2)
        return None

    def outcome(self, play: BlackjackPlay) -> BlackjackOutcome:
        """Return how a round ended."""
        if not play.is_over:
            raise UnknownOutcome("The round is still being played.")
        return BlackjackOutcome(play.dealer, play.seats)

    def read_play(self, wire: Mapping[str, Any]) -> BlackjackPlay:
        """Read a round as it was written by ``to_wire``."""
        return read_play(wire)

    def in_brief(self, outcome: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an outcome with the dealer's hand alone: the players' are a hundred more cards."""
        return {**outcome, "seats": []}

    def read_outcome(self, wire: Mapping[str, Any]) -> BlackjackOutcome:
        """Read how a round ended; totals and results follow from the cards."""
        try:
            outcome = BlackjackOutcome(
                cards.check_cards(wire["dealer"]["cards"]),
                tuple(map(_read_seat, wire["seats"])),
            )
        except (KeyError, TypeError, AttributeError) as missing:
            raise UnknownOutcome("An outcome holds the dealer's and the seats' cards.") from missing
        self._check(outcome)
        if wire != outcome.to_wire():
            raise UnknownOutcome("What is said of the hands does not follow from their cards.")
        return outcome

    @property
    def longest_odds(self) -> int:
        """What a seat wins that is split as often as it may be, and every hand of it doubled."""
        return max(2, self.rules.max_hands * (2 if self.rules.doubles_after_split else 1))

    def exposure(self, stakes: Iterable[Stake]) -> int:
        """Return what the house loses if every seat is played to win the most.

        So a seat's stake stands for all that may be added to it: nobody who has bet is kept from
        splitting or doubling by how much the house has at stake. Insurance costs the house nothing
        beside that: it pays only where the hand it insures does not win.
        """
        on_seats = (stake.amount for stake in stakes if stake.type == BlackjackStakeType.SEAT)
        return sum(on_seats) * self.longest_odds

    def returned(self, stake: Stake, outcome: BlackjackOutcome) -> Fraction | int:
        """Return what a stake brings back."""
        number = self.stake(stake.type, stake.selection, stake.amount).selection[0]
        if stake.type == BlackjackStakeType.INSURANCE:
            if not outcome.seat(number).insured:
                raise UnknownOutcome("That seat is not insured.")
            return INSURANCE_RETURNS * stake.amount if is_blackjack(outcome.dealer) else 0
        on_seat = stake.type == BlackjackStakeType.SEAT
        seat, hand = (number, 1) if on_seat else divmod(number, _SEAT_DIGIT)
        result = outcome.result(seat, hand)
        is_double = stake.type == BlackjackStakeType.DOUBLE
        if is_double and not outcome.seat(seat).hands[hand - 1].doubled:
            raise UnknownOutcome("That hand is not doubled.")
        return stake.amount * RETURNS[result]

    def _check(self, outcome: BlackjackOutcome) -> None:
        numbers = [seat.seat for seat in outcome.seats]
        if numbers != sorted(set(numbers)) or not numbers or not all(map(self._is_seat, numbers)):
            raise UnknownOutcome(f"A round is played at some of the seats 1 to {SEATS}.")
        hands = [hand for seat in outcome.seats for hand in seat.hands]
        if len(outcome.dealer) < 2 or any(len(hand.cards) < 2 for hand in hands):
            raise UnknownOutcome("Every hand has two cards or more.")
        if not all(1 <= len(seat.hands) <= self.rules.max_hands for seat in outcome.seats):
            raise UnknownOutcome(f"A seat plays 1 to {self.rules.max_hands} hands.")

    def _is_seat(self, number: int) -> bool:
        return is_whole(number) and 1 <= number <= SEATS

    def _is_hand(self, number: int) -> bool:
        seat, hand = divmod(number, _SEAT_DIGIT)
        return self._is_seat(seat) and 1 <= hand <= self.rules.max_hands


def _read_seat(wire: Mapping[str, Any]) -> SeatPlay:
    hands = tuple(
        Hand(
            cards.check_cards(hand["cards"]),
            doubled=hand["doubled"],
            surrendered=hand["result"] == Result.SURRENDER,
        )
        for hand in wire["hands"]
    )
    return SeatPlay(wire["seat"], hands, wire["insured"])


BLACKJACK: Final = Blackjack("blackjack", Rules())
"""Six decks, the dealer stands on soft 17, late surrender."""

BLACKJACK_H17: Final = Blackjack("blackjack-h17", Rules(hits_soft_17=True))
"""The same, but the dealer hits soft 17."""

BLACKJACK_CLASSIC: Final = Blackjack(
    "blackjack-classic", Rules(decks=8, max_hands=2, surrenders=False)
)
"""Eight decks, the dealer stands on soft 17, one split, no surrender."""
