"""A round of blackjack while it is decided, as everybody at the table sees it.

::

                 ┌───────────┐
           ┌────>│ insurance ├─────────────┐
      up card    └─────┬─────┘             │
      is an ace        │ every seat has    │ the dealer
           │           │ decided           │ has blackjack
        ┌──┴───┐       v                   v
        │ deal ├──> ┌───────┐           ┌──────┐
        └──────┘    │ hands ├──────────>│ over │
                    └───────┘ the dealer└──────┘
               seat by seat,  has played
               hand by hand

The hole card and the rest of the shoe are not here: each step is handed the shoe and takes from it
what has come to light. Cards are dealt one to each seat in order, one to the dealer, and again;
so the hole card is the last of the deal, and what players take comes after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from casino.games.blackjack.hands import ACE, TEN, Hand, is_blackjack, points_of, total_of
from casino.games.blackjack.rules import SEATS, Rules
from casino.games.errors import (
    CannotDouble,
    CannotInsure,
    CannotSplit,
    CannotSurrender,
    DecisionError,
    NotYourTurn,
    ShoeRanOut,
    UnknownOutcome,
    UnknownSeat,
)
from casino.games.game import Decision, is_whole, read_decision

DEALER_STANDS: Final = 17


class PlayStage(StrEnum):
    """What is being decided."""

    INSURANCE = "insurance"
    HANDS = "hands"
    OVER = "over"


class Choice(StrEnum):
    """Every decision, by the name players send."""

    HIT = "hit"
    STAND = "stand"
    DOUBLE = "double"
    SPLIT = "split"
    SURRENDER = "surrender"
    INSURE = "insure"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class SeatPlay:
    """A seat that was bet on.

    Attributes
    ----------
    seat : int
        Its number, from 1.
    hands : tuple of Hand
        One, and one more for each split, in the order in which they came to be.
    insured : bool or None
        `None` while nothing has been decided, and where there was nothing to decide.
    """

    seat: int
    hands: tuple[Hand, ...]
    insured: bool | None = None

    @property
    def is_split(self) -> bool:
        """Whether it plays more than one hand."""
        return len(self.hands) > 1


@dataclass(frozen=True, slots=True)
class BlackjackPlay:
    """A round being decided.

    Attributes
    ----------
    position : int
        Where in the shoe the round began.
    dealt : int
        How many cards have been taken since, the hole card included.
    dealer : tuple of str
        The up card alone, until the hole card is turned.
    seats : tuple of SeatPlay
        In rising order, which is the order of play.
    decisions : tuple of Decision
        All of them, in order; with the shoe they make up the round.
    choices : tuple of Choice
        What may be decided now: about the hand that is on, or about insurance by every seat that
        has not. Empty once the round is over.
    """

    position: int
    dealt: int
    dealer: tuple[str, ...]
    seats: tuple[SeatPlay, ...]
    stage: PlayStage
    decisions: tuple[Decision, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be decided."""
        return self.stage is PlayStage.OVER

    @property
    def is_shared(self) -> bool:
        """Whether all seats decide at once, which they do about insurance."""
        return self.stage is PlayStage.INSURANCE

    @property
    def next_position(self) -> int:
        """Where in the shoe the next card to be dealt is."""
        return self.position + self.dealt

    @property
    def on(self) -> tuple[int, int] | None:
        """The seat and the hand, counted from 1, whose turn it is."""
        if self.stage is not PlayStage.HANDS:
            return None
        for seat in self.seats:
            for number, hand in enumerate(seat.hands, start=1):
                if not hand.is_done:
                    return seat.seat, number
        return None

    def turn_of(self, seat: int) -> int:
        """Return how many decisions have been made for a seat."""
        return sum(decision.seat == seat for decision in self.decisions)

    def seat(self, number: int) -> SeatPlay:
        """Return a seat.

        Raises
        ------
        UnknownSeat
        """
        for seat in self.seats:
            if seat.seat == number:
                return seat
        raise UnknownSeat

    def hand(self, seat: int, number: int) -> Hand:
        """Return a seat's hand, counted from 1.

        Raises
        ------
        UnknownSeat
        """
        hands = self.seat(seat).hands
        if not 1 <= number <= len(hands):
            raise UnknownSeat
        return hands[number - 1]

    def to_wire(self) -> dict[str, Any]:
        """Return the round as players receive it."""
        dealer = total_of(self.dealer)
        on = self.on
        return {
            "position": self.position,
            "dealt": self.dealt,
            "stage": self.stage.value,
            "dealer": {
                "cards": list(self.dealer),
                "total": dealer.points,
                "soft": dealer.is_soft,
            },
            "seats": [self._seat_to_wire(seat) for seat in self.seats],
            "on": {"seat": on[0], "hand": on[1]} if on else None,
            "choices": [choice.value for choice in self.choices],
            "decisions": [decision.to_wire() for decision in self.decisions],
        }

    def _seat_to_wire(self, seat: SeatPlay) -> dict[str, Any]:
        return {
            "seat": seat.seat,
            "turn": self.turn_of(seat.seat),
            "insured": seat.insured,
            "hands": [hand.to_wire() for hand in seat.hands],
        }


def read_play(wire: Mapping[str, Any]) -> BlackjackPlay:
    """Read a round as `BlackjackPlay.to_wire` wrote it."""
    return BlackjackPlay(
        position=wire["position"],
        dealt=wire["dealt"],
        dealer=tuple(wire["dealer"]["cards"]),
        seats=tuple(map(_read_seat, wire["seats"])),
        stage=PlayStage(wire["stage"]),
        decisions=tuple(map(read_decision, wire["decisions"])),
        choices=tuple(map(Choice, wire["choices"])),
    )


def _read_seat(wire: Mapping[str, Any]) -> SeatPlay:
    hands = tuple(
        Hand(tuple(hand["cards"]), hand["doubled"], hand["surrendered"], hand["stood"])
        for hand in wire["hands"]
    )
    return SeatPlay(wire["seat"], hands, wire.get("insured"))


def deal(rules: Rules, seats: Iterable[int], shoe: Sequence[str], position: int) -> BlackjackPlay:
    """Deal two cards to every seat and to the dealer.

    Raises
    ------
    UnknownOutcome
        If there are no seats, or no such seats.
    ShoeRanOut
    """
    numbers = sorted(set(seats))
    if not numbers or not all(is_whole(number) and 1 <= number <= SEATS for number in numbers):
        raise UnknownOutcome(f"A round is played at some of the seats 1 to {SEATS}.")
    count = len(numbers) + 1
    cards = [_card(shoe, position + place) for place in range(2 * count)]
    firsts, seconds = cards[:count], cards[count:]
    play = BlackjackPlay(
        position=position,
        dealt=2 * count,
        dealer=(firsts[-1],),
        seats=tuple(
            SeatPlay(number, (Hand((first, second)),))
            for number, first, second in zip(numbers, firsts[:-1], seconds[:-1], strict=True)
        ),
        stage=PlayStage.HANDS,
    )
    if points_of(play.dealer[0]) == ACE:
        return replace(play, stage=PlayStage.INSURANCE, choices=(Choice.INSURE, Choice.DECLINE))
    return _peek(rules, play, shoe)


def decide(
    rules: Rules, play: BlackjackPlay, decision: Decision, shoe: Sequence[str]
) -> BlackjackPlay:
    """Carry out a decision, and what follows from it without anybody's choice.

    Raises
    ------
    UnknownSeat
    NotYourTurn
    CannotInsure, CannotDouble, CannotSplit, CannotSurrender
    DecisionError
        If the game knows no such decision.
    ShoeRanOut
    """
    try:
        decision = replace(decision, choice=Choice(decision.choice))
    except ValueError:
        raise DecisionError("The game knows no such decision.") from None
    hand = play.hand(decision.seat, decision.hand)
    decided = replace(play, decisions=(*play.decisions, decision))
    if decision.choice in (Choice.INSURE, Choice.DECLINE):
        return _insure(rules, decided, decision, shoe)
    if play.on != (decision.seat, decision.hand):
        raise NotYourTurn
    if decision.choice not in play.choices:
        raise _REFUSALS[Choice(decision.choice)]
    # Of a shoe without cards, the one who hits would void the round and the one who stands would
    # not: that is nobody's to choose, so the round ends for both.
    _card(shoe, play.next_position)
    match decision.choice:
        case Choice.HIT:
            after = _with(_dealt(decided, 1), decision, _plus_card(hand, decided, shoe))
        case Choice.DOUBLE:
            doubled = replace(_plus_card(hand, decided, shoe), doubled=True)
            after = _with(_dealt(decided, 1), decision, doubled)
        case Choice.SPLIT:
            after = _split(decided, decision, shoe)
        case Choice.STAND:
            after = _with(decided, decision, replace(hand, stood=True))
        case _:
            after = _with(decided, decision, replace(hand, surrendered=True))
    return _go_on(rules, after, shoe)


def time_out(rules: Rules, play: BlackjackPlay, shoe: Sequence[str]) -> BlackjackPlay:
    """Decide for those who let the time run out: no insurance, or stand on the hand that is on.

    Raises
    ------
    NotYourTurn
        If nothing is left to be decided.
    ShoeRanOut
    """
    if play.stage is PlayStage.INSURANCE:
        for seat in play.seats:
            if seat.insured is None:
                decision = Decision(seat.seat, 1, Choice.DECLINE, timed_out=True)
                play = decide(rules, play, decision, shoe)
        return play
    if play.on is None:
        raise NotYourTurn
    seat_number, hand_number = play.on
    return decide(
        rules, play, Decision(seat_number, hand_number, Choice.STAND, timed_out=True), shoe
    )


_REFUSALS: Final = {
    Choice.DOUBLE: CannotDouble,
    Choice.SPLIT: CannotSplit,
    Choice.SURRENDER: CannotSurrender,
}


def _insure(
    rules: Rules, play: BlackjackPlay, decision: Decision, shoe: Sequence[str]
) -> BlackjackPlay:
    seat = play.seat(decision.seat)
    if play.stage is not PlayStage.INSURANCE:
        raise CannotInsure
    if decision.hand != 1:
        raise UnknownSeat
    if seat.insured is not None:
        raise NotYourTurn("This seat has decided about insurance.")
    play = _with_seat(play, replace(seat, insured=decision.choice is Choice.INSURE))
    if any(seat.insured is None for seat in play.seats):
        return play
    return _peek(rules, replace(play, stage=PlayStage.HANDS), shoe)


def _peek(rules: Rules, play: BlackjackPlay, shoe: Sequence[str]) -> BlackjackPlay:
    """Look at the hole card where it could make blackjack; if it does, the round is over."""
    if points_of(play.dealer[0]) in (ACE, TEN) and is_blackjack(_turned(play, shoe)):
        return _over(play, _turned(play, shoe))
    return _go_on(rules, play, shoe)


def _go_on(rules: Rules, play: BlackjackPlay, shoe: Sequence[str]) -> BlackjackPlay:
    """Say what may be decided next, or play out the dealer's hand if nothing is."""
    if play.on is None:
        return _dealer_plays(rules, play, shoe)
    return replace(play, choices=tuple(_choices(rules, play, *play.on)))


def _choices(rules: Rules, play: BlackjackPlay, seat_number: int, number: int) -> Iterable[Choice]:
    seat, hand = play.seat(seat_number), play.hand(seat_number, number)
    yield Choice.HIT
    yield Choice.STAND
    if len(hand.cards) > 2:
        return
    if not seat.is_split or rules.doubles_after_split:
        yield Choice.DOUBLE
    if hand.is_pair and len(seat.hands) < rules.max_hands:
        yield Choice.SPLIT
    if rules.surrenders and not seat.is_split:
        yield Choice.SURRENDER


def _split(play: BlackjackPlay, decision: Decision, shoe: Sequence[str]) -> BlackjackPlay:
    """Make two hands of one, each with a new card; the new hand is the seat's last."""
    hand = play.hand(decision.seat, decision.hand)
    are_aces = points_of(hand.cards[0]) == ACE
    kept, moved = (
        Hand((card, _card(shoe, play.next_position + place)), stood=are_aces)
        for place, card in enumerate(hand.cards)
    )
    play = _with(_dealt(play, 2), decision, kept)
    seat = play.seat(decision.seat)
    return _with_seat(play, replace(seat, hands=(*seat.hands, moved)))


def _dealer_plays(rules: Rules, play: BlackjackPlay, shoe: Sequence[str]) -> BlackjackPlay:
    dealer = _turned(play, shoe)
    if any(map(_needs_the_dealer, play.seats)):
        while _dealer_hits(rules, dealer):
            dealer = (*dealer, _card(shoe, play.next_position))
            play = _dealt(play, 1)
    return _over(play, dealer)


def _needs_the_dealer(seat: SeatPlay) -> bool:
    """Tell whether the dealer's cards still matter to a seat, the dealer having no blackjack."""
    if not seat.is_split and is_blackjack(seat.hands[0].cards):
        return False
    return any(not hand.surrendered and not hand.total.is_bust for hand in seat.hands)


def _dealer_hits(rules: Rules, dealer: tuple[str, ...]) -> bool:
    total = total_of(dealer)
    if total.points == DEALER_STANDS and total.is_soft:
        return rules.hits_soft_17
    return total.points < DEALER_STANDS


def _over(play: BlackjackPlay, dealer: tuple[str, ...]) -> BlackjackPlay:
    return replace(play, dealer=dealer, stage=PlayStage.OVER, choices=())


def _turned(play: BlackjackPlay, shoe: Sequence[str]) -> tuple[str, ...]:
    """Return the dealer's two cards; the hole card is the last of the deal."""
    return (*play.dealer, _card(shoe, play.position + 2 * len(play.seats) + 1))


def _plus_card(hand: Hand, play: BlackjackPlay, shoe: Sequence[str]) -> Hand:
    return replace(hand, cards=(*hand.cards, _card(shoe, play.next_position)))


def _dealt(play: BlackjackPlay, cards: int) -> BlackjackPlay:
    return replace(play, dealt=play.dealt + cards)


def _with(play: BlackjackPlay, decision: Decision, hand: Hand) -> BlackjackPlay:
    seat = play.seat(decision.seat)
    before, after = seat.hands[: decision.hand - 1], seat.hands[decision.hand :]
    return _with_seat(play, replace(seat, hands=(*before, hand, *after)))


def _with_seat(play: BlackjackPlay, changed: SeatPlay) -> BlackjackPlay:
    seats = tuple(changed if seat.seat == changed.seat else seat for seat in play.seats)
    return replace(play, seats=seats)


def _card(shoe: Sequence[str], place: int) -> str:
    if not 0 <= place < len(shoe):
        raise ShoeRanOut(f"The shoe has {len(shoe)} cards, and none at {place}.")
    return shoe[place]
