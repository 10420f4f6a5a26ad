"""Play a round of an instant game."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casino.catalogue import Game as Offer
from casino.catalogue import GameNotFound, game_from_item
from casino.games import GAMES, InstantGame, Stake
from casino.instant.errors import (
    ClientSeedDiffers,
    GameCycle,
    GameNotInstant,
    RoundKeyReused,
    StakeOutOfRange,
)
from casino.instant.messages import PlayRound
from casino.instant.model import SeedPair
from casino.instant.parlour import Parlour
from casino.instant.policy import game_cycle
from casino.instant.repository import pair_from_item
from casino.realtime import Admission
from casino.shared.clock import from_rfc3339
from casino.shared.dynamodb import get_items, retrying
from casino.shared.fingerprint import fingerprint
from casino.shared.ids import derived_id
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import (
    INSTANT_ROUND_PREFIX,
    InstantBet,
    instant_reference,
    payout_postings,
)
from casino.wallet import (
    Activity,
    Entry,
    EntryExists,
    EntryType,
    NoWallet,
    Wallet,
    entry_from_item,
    post,
    wallet_from_item,
)


@dataclass(frozen=True, slots=True)
class Played:
    """A round, and whether an earlier request with the same key brought it about."""

    bet: InstantBet
    replayed: bool


def play_round(
    parlour: Parlour,
    player_id: str,
    key: str,
    game_id: str,
    wanted: PlayRound,
    admission: Admission | None = None,
) -> Played:
    """Take a stake, draw the outcome and pay it, in one transaction, or change nothing.

    One read, one write. The write moves the wallet from the version that was read, the player's
    seeds on by one nonce, and adds the entry that took the stake and, if the round paid, the one
    that did. The first entry's key is derived from the request's, so the same request a day later
    finds its first answer; if the process dies, either all of it is there or none of it.

    Parameters
    ----------
    parlour : Parlour
    player_id : str
    key : str
        The request's idempotency key.
    game_id : str
    wanted : PlayRound
    admission : Admission, optional
        How the player's session is looked at, with the one read.

    Raises
    ------
    RoundKeyReused
        If the key stands for another round.
    GameNotFound, GameNotInstant
    StakeOutOfRange, InvalidChoice, StakeError
    ClientSeedDiffers
        If the request demands another client seed than the one in use. It is not put to use by the
        way, because that would reveal the seed in use, which a player must ask for.
    GameCycle
    InsufficientFunds
    SessionRevoked, AccessSuspended, RateLimited
    WalletRestricted
    NoWallet
    Contention
        If the player's wallet or seeds kept changing; nothing was played.
    """
    round_id = derived_id(INSTANT_ROUND_PREFIX, player_id, "play", key)
    request = fingerprint({"game_id": game_id} | wanted.model_dump(mode="json"))

    def attempt() -> Played:
        now = parlour.clock()
        found = _look(parlour, player_id, round_id, game_id, admission, now)
        if found.earlier is not None:
            return _replayed(found.earlier, request)
        stake = _accepted(found, wanted)
        found.wallet.must_allow(Activity.PLAY)
        seeds = found.seeds or parlour.opened_pair(player_id)
        if wanted.client_seed not in (None, seeds.client_seed):
            raise ClientSeedDiffers
        _must_wait(seeds, game_cycle(parlour.jurisdiction, found.offer.category), now)
        fairness = seeds.fairness
        outcome = found.game.draw(fairness.revealed(seeds.server_seed).draws())
        payout = found.game.payout([stake], outcome)
        staked, bet = post(
            found.wallet,
            EntryType.BET,
            round_id,
            found.wallet.cover(stake.amount) | {f"game:{game_id}": stake.amount},
            at=now,
            reference=instant_reference(round_id, found.game, stake, outcome, payout, fairness),
            fingerprint=request,
        )
        after, entries = _paid(staked, bet, payout, now)
        work = UnitOfWork(parlour.client)
        parlour.ledger.append(work, found.wallet, after, *entries)
        parlour.seeds.save(work, seeds, seeds.after_round(after.updated_at))
        work.commit()
        return Played(InstantBet(bet), replayed=False)

    try:
        return retrying(attempt)
    except EntryExists as lost_race:
        return _replayed(lost_race.entry, request)


@dataclass(frozen=True, slots=True)
class _Situation:
    """What a round depends on."""

    earlier: Entry | None
    wallet: Wallet
    seeds: SeedPair | None
    offer: Offer
    game: InstantGame[Any]


def _look(
    parlour: Parlour,
    player_id: str,
    round_id: str,
    game_id: str,
    admission: Admission | None,
    now: datetime,
) -> _Situation:
    """Read all that a round depends on, in one round trip."""
    keys = [
        parlour.ledger.wallet_key(player_id),
        parlour.ledger.entry_key(player_id, EntryType.BET, round_id),
        parlour.seeds.key(player_id),
        parlour.catalogue.key(game_id),
    ]
    if admission is not None:
        keys.append((admission.table, dict(admission.key)))
    wallet, earlier, pair, offer, *session = get_items(parlour.client, keys)
    if admission is not None:
        admission.check(session[0], now)
    if wallet is None:
        raise NoWallet
    game = GAMES.get(game_id)
    if offer is None or game is None:
        raise GameNotFound
    if not isinstance(game, InstantGame):
        raise GameNotInstant
    return _Situation(
        earlier=entry_from_item(earlier) if earlier else None,
        wallet=wallet_from_item(wallet),
        seeds=pair_from_item(pair) if pair else None,
        offer=game_from_item(offer),
        game=game,
    )


def _accepted(found: _Situation, wanted: PlayRound) -> Stake:
    least, most = found.offer.min_stake, found.offer.max_stake
    if not least <= wanted.stake <= most:
        raise StakeOutOfRange(least, most)
    return found.game.bet(wanted.choice, wanted.stake)


def _must_wait(seeds: SeedPair, cycle: timedelta, now: datetime) -> None:
    if not seeds.played_at or not cycle:
        return
    remaining = (from_rfc3339(seeds.played_at) + cycle - now).total_seconds()
    if remaining > 0:
        raise GameCycle(remaining)


def _paid(
    staked: Wallet, bet: Entry, payout: int, now: datetime
) -> tuple[Wallet, tuple[Entry, ...]]:
    """Return the wallet after a round, and the entries that lead there."""
    if not payout:
        return staked, (bet,)
    names = ("round_id", "game_id")
    after, win = post(
        staked,
        EntryType.WIN,
        bet.key,
        payout_postings(bet, payout),
        at=now,
        reference={"bet_id": bet.key} | {name: bet.reference[name] for name in names},
    )
    return after, (bet, win)


def _replayed(earlier: Entry, request: str) -> Played:
    if earlier.fingerprint != request:
        raise RoundKeyReused
    return Played(InstantBet(earlier), replayed=True)
