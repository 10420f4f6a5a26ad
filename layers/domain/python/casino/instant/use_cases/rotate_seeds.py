"""Reveal the seeds that a player's rounds were drawn from, and go on with others."""

from casino.instant.entropy import new_client_seed, new_server_seed
from casino.instant.messages import RotateSeeds, SeedsRotated, view_of_rotation
from casino.instant.parlour import Parlour
from casino.shared.dynamodb import retrying
from casino.shared.reading import Reading
from casino.shared.unit_of_work import UnitOfWork


def rotate_seeds(parlour: Parlour, player_id: str, wanted: RotateSeeds) -> SeedsRotated:
    """End a pair of seeds: its server seed becomes public, the committed next one is put to use.

    In one transaction, on the condition that no round was drawn meanwhile: a round is either
    counted among those of the old pair or drawn from the new one.

    Asked for twice, it rotates twice: both old seeds are revealed, and nothing is lost.

    Raises
    ------
    NoWallet
    Contention
    """

    def attempt() -> SeedsRotated:
        reading = Reading(parlour.client)
        wallet = parlour.ledger.want_wallet(reading, player_id)
        pair = parlour.seeds.want(reading, player_id)
        reading.fetch()
        _ = wallet.value  # seeds are for those who can play
        before = pair.value or parlour.opened_pair(player_id)
        after = before.rotated(new_server_seed(), wanted.client_seed or new_client_seed())
        work = UnitOfWork(parlour.client)
        parlour.seeds.save(work, before, after)
        parlour.revealed.reveal(work, before.server_seed, parlour.clock())
        work.commit()
        return view_of_rotation(before, after)

    return retrying(attempt)
