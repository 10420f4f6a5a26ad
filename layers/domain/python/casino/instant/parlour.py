"""What it takes to play instant games."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casino.betting import RevealedSeeds
from casino.catalogue import Catalogue
from casino.instant.entropy import new_client_seed, new_server_seed
from casino.instant.model import SeedPair
from casino.instant.repository import SeedPairs
from casino.shared.clock import Clock
from casino.shared.errors import Contention
from casino.wallet import Ledger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Parlour:
    """What it takes to play instant games.

    Attributes
    ----------
    catalogue : Catalogue
        Which games are offered, and for how much.
    jurisdiction : str
        Whose game cycles are kept: see `casino.instant.policy`.
    """

    client: "DynamoDBClient"
    ledger: Ledger
    catalogue: Catalogue
    seeds: SeedPairs
    revealed: RevealedSeeds
    jurisdiction: str
    clock: Clock

    def opened_pair(self, player_id: str) -> SeedPair:
        """Return the pair of a player who had none when we looked.

        It is kept before anything is drawn from it, so that every round's seed was committed, and
        could be known to be, before the round.

        Raises
        ------
        Contention
            If another request opened one first.
        """
        pair = SeedPair(
            player_id=player_id,
            server_seed=new_server_seed(),
            next_server_seed=new_server_seed(),
            client_seed=new_client_seed(),
        )
        if not self.seeds.open(pair):
            raise Contention
        return pair
