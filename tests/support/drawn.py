"""Long sequences as the games draw them, from seeds that are published here: anybody gets these."""

from itertools import islice

from casino.games import Draws, commitment_to
from casino.games.baccarat import DECKS
from casino.games.cards import DECK, shoe
from casino.games.crash import CRASH
from casino.games.fairness import hmac_words
from casino.games.roulette import EUROPEAN

SEED = commitment_to("c0" * 32)
POCKETS = dict.fromkeys(range(37), 1 / 37)
DECK_CHANCES = dict.fromkeys(range(52), 1 / 52)
PLACES = dict.fromkeys(range(52 * DECKS), 1 / (52 * DECKS))
RANKS = dict.fromkeys(range(13), 1 / 13)
RANK = {card: place % 13 for place, card in enumerate(DECK)}
CARD = {card: place for place, card in enumerate(DECK)}

CRASH_BOUNDS = [100, 110, 120, 135, 150, 170, 200, 250, 330, 500, 1_000, 10_000]
CRASH_BUCKETS = {
    place: (1 if low == 100 else 99 / low) - (99 / high if high else 0)
    for place, (low, high) in enumerate(zip(CRASH_BOUNDS, [*CRASH_BOUNDS[1:], 0], strict=True))
}


def rounds_of(table, count):
    """Draws of successive rounds, each from a seed of its own, as at live tables."""
    seed = SEED
    for number in range(1, count + 1):
        yield Draws(seed, client_seed=table, nonce=number)
        seed = commitment_to(seed)


def pockets_of_rounds(count):
    return [EUROPEAN.draw(draws).pocket for draws in rounds_of("roulette-eu-1", count)]


def pockets_of_one_stream(count):
    draws = Draws(SEED, client_seed="roulette-eu-1", nonce=0)
    return [draws.draw(37) for _ in range(count)]


def crash_buckets(count):
    """The multipliers of rounds, each as the number of its bucket."""
    crashes = (CRASH.draw(draws).multiplier for draws in rounds_of("crash-1", count))
    return [sum(bound <= crash for bound in CRASH_BOUNDS) - 1 for crash in crashes]


def shoes(count):
    return [shoe(draws, DECKS) for draws in rounds_of("baccarat-1", count)]


def shuffled_places(count):
    """Shuffles of as many numbers as a shoe has cards: which number lies where."""
    return [draws.shuffle(range(52 * DECKS)) for draws in rounds_of("baccarat-2", count)]


def bits(count):
    """The first bits of one stream of words, most significant first."""
    words = islice(hmac_words(SEED, client_seed="bits", nonce=0), count // 32)
    return [word >> place & 1 for word in words for place in range(31, -1, -1)]
