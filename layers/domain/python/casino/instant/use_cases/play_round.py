"""Play a round of an instant game."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from casino.betting import (
    BetKind,
    GameMoney,
    StakeOutOfRange,
    must_allow_stake,
    rules_of_game,
)
from casino.catalogue import Listing, UnknownGame
from casino.games import GAMES, InstantGame, Stake
from casino.instant.bets import INSTANT_ROUND_PREFIX, instant_reference
from casino.instant.errors import (
    ClientSeedDiffers,
    GameCycle,
    GameNotInstant,
    RoundKeyReused,
)
from casino.instant.first_pair import open_first_pair
from casino.instant.messages import PlayRound
from casino.instant.model import SeedPair
from casino.shared.clock import from_rfc3339
from casino.shared.errors import FieldError
from casino.shared.fingerprint import fingerprint
from casino.shared.guard import Guard
from casino.shared.ids import derived_id
from casino.shared.once import AlreadyDone, Done, once
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Entry

if TYPE_CHECKING:
    from casino.parts import Parts


def play_round(
    parts: "Parts",
    player_id: str,
    key: str,
    game_id: str,
    wanted: PlayRound,
    guards: Sequence[Guard] = (),
) -> Done[Entry]:
    """Take a stake, draw the outcome and pay it, in one transaction, or change nothing.

    One read, one write. The write moves the wallet from the version that was read, the player's
    seeds on by one nonce, and adds the entry that took the stake and, if the round paid, the one
    that did. The first entry's key is derived from the request's, so the same request a day later
    finds its first answer; if the process dies, either all of it is there or none of it.

    Parameters
    ----------
    key : str
        The request's idempotency key: one of this player and this game.
    guards : sequence of Guard, optional
        Who may refuse it besides.

    Raises
    ------
    RoundKeyReused
        If the key stands for another round.
    UnknownGame, GameNotInstant
    UnknownJurisdiction, GameNotAllowed
        By the policy that the player comes under.
    StakeOutOfRange, InvalidChoice, StakeError
    ClientSeedDiffers
        If the request demands another client seed than the one in use. It is not put to use by the
        way, because that would reveal the seed in use, which a player must ask for.
    GameCycle
    InsufficientFunds
    WalletRestricted
    SessionLimitReached, RealityCheckDue, PlayerLimitReached
        By the player's own limits, and what they have to know first.
    NoWallet
    Exception
        What a guard refuses by.
    Contention
        If the player's wallet or seeds kept changing; nothing was played.
    """
    round_id = derived_id(INSTANT_ROUND_PREFIX, player_id, "play", game_id, key)
    # Before games had keys of their own, one key stood for one round over all of them.
    former_id = derived_id(INSTANT_ROUND_PREFIX, player_id, "play", key)
    request = fingerprint({"game_id": game_id} | wanted.model_dump(mode="json"))

    def attempt() -> Entry:
        now = parts.clock()
        found = _look(parts, player_id, (round_id, former_id), game_id, guards, now)
        if found.earlier is not None:
            raise AlreadyDone(found.earlier)
        found.money.must_let_play(now)
        policy = parts.policies.at(found.money.wallet.jurisdiction, now)
        rules = rules_of_game(policy, found.game)
        stake = _accepted(found, wanted)
        must_allow_stake(rules, found.money.wallet, stake.amount, now)
        seeds = found.seeds or open_first_pair(parts.seed_pairs, player_id)
        if wanted.client_seed not in (None, seeds.client_seed):
            raise ClientSeedDiffers
        _must_wait(seeds, rules.cycle, now)
        fairness = seeds.fairness
        draws = fairness.revealed(seeds.server_seed).draws()
        outcome = found.game.draw(draws)
        # The next of the round's own words decides a fraction of a minor unit.
        rounded = found.game.rounded([stake], outcome, draws.draw)
        bet = found.money.stake(
            BetKind.INSTANT,
            round_id,
            stake.amount,
            policy=policy,
            at=now,
            reference=instant_reference(round_id, found.game, stake, outcome, rounded, fairness),
            fingerprint=request,
        )
        if rounded.payout:
            found.money.win(bet, rounded.payout, at=now)
        work = UnitOfWork(parts.dynamodb)
        found.money.add_to(work)
        parts.seed_pairs.save(work, seeds, seeds.after_round(bet.posted_at))
        work.commit()
        return bet

    return once(attempt, request, reused=RoundKeyReused)


@dataclass(frozen=True, slots=True)
class _Situation:
    """What a round depends on."""

    earlier: Entry | None
    money: GameMoney
    seeds: SeedPair | None
    listing: Listing
    game: InstantGame[Any]


def _look(
    parts: "Parts",
    player_id: str,
    round_ids: tuple[str, str],
    game_id: str,
    guards: Sequence[Guard],
    now: datetime,
) -> _Situation:
    """Read all that a round depends on, in one round trip."""
    money = GameMoney(parts.dynamodb, parts.ledger, player_id, guards)
    rounds = [money.want_bet(each) for each in round_ids]
    pair = parts.seed_pairs.want(money.reading, player_id)
    listed = parts.catalogue.want(money.reading, game_id)
    money.fetch(now)
    listing, game = listed.value, GAMES.get(game_id)
    if listing is None or game is None:
        raise UnknownGame
    if not isinstance(game, InstantGame):
        raise GameNotInstant
    earlier = [entry for each in rounds if (entry := each.value)]
    return _Situation(
        earlier=next((each for each in earlier if each.reference["game_id"] == game_id), None),
        money=money,
        seeds=pair.value,
        listing=listing,
        game=game,
    )


def _accepted(found: _Situation, wanted: PlayRound) -> Stake:
    listing = found.listing
    if not listing.min_stake <= wanted.stake <= listing.max_stake:
        limit = "min_stake" if wanted.stake < listing.min_stake else "max_stake"
        range_ = f"A stake is from {listing.min_stake} to {listing.max_stake} minor units here"
        raise _out_of_range(limit, listing.max_stake, range_)
    stake = found.game.bet(wanted.choice, wanted.stake)
    most = listing.max_exposure
    if most is not None and found.game.exposure([stake]) > most:
        raise _out_of_range("max_exposure", most, f"A round can win at most {most} here")
    return stake


def _out_of_range(limit: str, remaining: int, why: str) -> StakeOutOfRange:
    return StakeOutOfRange(limit, remaining, why, [FieldError("/stake", why)])


def _must_wait(seeds: SeedPair, cycle: timedelta, now: datetime) -> None:
    if not seeds.played_at or not cycle:
        return
    remaining = (from_rfc3339(seeds.played_at) + cycle - now).total_seconds()
    if remaining > 0:
        raise GameCycle(remaining)
