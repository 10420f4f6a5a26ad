"""Reveal the seeds that a player's rounds were drawn from, and go on with others."""

from typing import TYPE_CHECKING

from casino.instant.entropy import new_client_seed, new_server_seed
from casino.instant.first_pair import open_first_pair
from casino.instant.messages import RotateSeeds, SeedsRotated, view_of_rotation
from casino.shared.dynamodb import retrying
from casino.shared.reading import Reading
from casino.shared.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from casino.parts import Parts


def rotate_seeds(parts: "Parts", player_id: str, wanted: RotateSeeds) -> SeedsRotated:
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
        reading = Reading(parts.dynamodb)
        wallet = parts.ledger.want_wallet(reading, player_id)
        pair = parts.seed_pairs.want(reading, player_id)
        reading.fetch()
        _ = wallet.value  # seeds are for those who can play
        before = pair.value or open_first_pair(parts.seed_pairs, player_id)
        after = before.rotated(new_server_seed(), wanted.client_seed or new_client_seed())
        work = UnitOfWork(parts.dynamodb)
        parts.seed_pairs.save(work, before, after)
        parts.revealed_seeds.reveal(work, before.server_seed, parts.clock())
        work.commit()
        return view_of_rotation(before, after)

    return retrying(attempt)
