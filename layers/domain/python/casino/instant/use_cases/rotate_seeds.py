"""Reveal the seeds that a player's rounds were drawn from, and go on with others."""

from casino.instant.entropy import new_client_seed, new_server_seed
from casino.instant.messages import RotateSeeds, SeedsRotated, view_of_rotation
from casino.instant.parlour import Parlour
from casino.instant.repository import pair_from_item
from casino.realtime import Admission
from casino.shared.dynamodb import get_items, retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import NoWallet


def rotate_seeds(
    parlour: Parlour, player_id: str, wanted: RotateSeeds, admission: Admission | None = None
) -> SeedsRotated:
    """End a pair of seeds: its server seed becomes public, the committed next one is put to use.

    In one transaction, on the condition that no round was drawn meanwhile: a round is either
    counted among those of the old pair or drawn from the new one.

    Asked for twice, it rotates twice: both old seeds are revealed, and nothing is lost.

    Parameters
    ----------
    parlour : Parlour
    player_id : str
    wanted : RotateSeeds
    admission : Admission, optional
        How the player's session is looked at, with the one read.

    Raises
    ------
    SessionRevoked, AccessSuspended, RateLimited
    NoWallet
    Contention
    """

    def attempt() -> SeedsRotated:
        now = parlour.clock()
        keys = [parlour.seeds.key(player_id), parlour.ledger.wallet_key(player_id)]
        if admission is not None:
            keys.append((admission.table, dict(admission.key)))
        pair, wallet, *session = get_items(parlour.client, keys)
        if admission is not None:
            admission.check(session[0], now)
        if wallet is None:
            raise NoWallet
        before = pair_from_item(pair) if pair else parlour.opened_pair(player_id)
        after = before.rotated(new_server_seed(), wanted.client_seed or new_client_seed())
        work = UnitOfWork(parlour.client)
        parlour.seeds.save(work, before, after)
        parlour.revealed.reveal(work, before.server_seed, now)
        work.commit()
        return view_of_rotation(before, after)

    return retrying(attempt)
