"""The secrets that the tables' seeds come from, in a table of their own that only the clock reads.

::

    CHAIN#table     root, length, used, beacon      the present chain
                    following: the same             the next one, promised when this one began
                    revision                        rises by one with each change

A change is committed on the condition that the item is at the revision that was read. So there is
one next chain and one value that is mixed into it, whoever else tries at the same time or dies in
between: what was written first is what the others find.

A chain is promised before its beacon's value can be known: its anchor and the beacon's round are
stored here, and shown with the table, in one transaction. The value is stored once it is there, and
never changes. What rounds are opened from is made of both (`casino.games.beacon.mixed`).

Chains that were begun beside the seeds of rounds are moved when their next seed is taken. Those
without a beacon are used to their end, as was promised.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from casino.betting import ChainedSeed
from casino.games import (
    SERVER_SEED_BYTES,
    BeaconRound,
    Chain,
    Link,
    SeedChain,
    mixed,
    server_seed_from,
)
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item
from casino.shared.unit_of_work import UnitOfWork, stale
from casino.tables.beacons import Beacons
from casino.tables.seeds import Seeds, chain_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class SecretChain:
    """A chain with its secret.

    Attributes
    ----------
    told : Chain
        What everybody may know of it.
    """

    seeds: SeedChain
    told: Chain

    @property
    def has_seeds(self) -> bool:
        """Whether a round can be opened from it."""
        return self.told.used < self.told.length and not self.told.awaits_beacon

    def after_use(self) -> "SecretChain":
        """Return it with one more seed used."""
        return replace(self, told=replace(self.told, used=self.told.used + 1))

    def newest(self) -> tuple[ChainedSeed, Link]:
        """Return the seed that was used last, and its place."""
        told = self.told
        link = Link(told.anchor, told.used, told.length, beacon=told.beacon)
        seed = self.seeds.seed(told.used)
        if told.beacon is None:
            return ChainedSeed(seed), link
        return ChainedSeed(mixed(seed, told.beacon), seed), link


@dataclass(frozen=True, slots=True)
class TableChains:
    """What the clock knows of a table's chains.

    Attributes
    ----------
    present, following : SecretChain or None
        The present one is `None` before the table's first round.
    revision : int or None
        As it was read; `None` if nothing stands here yet.
    is_elsewhere : bool
        Whether the present chain still stands beside the seeds of rounds.
    """

    table_id: str
    present: SecretChain | None = None
    following: SecretChain | None = None
    revision: int | None = None
    is_elsewhere: bool = False

    @property
    def has_seeds(self) -> bool:
        """Whether a round can be opened: from the present chain, or else from the next."""
        present, following = self.present, self.following
        is_left = present is not None and present.told.used < present.told.length
        return is_left or (following is not None and following.has_seeds)


_CODEC: Final = Codec(SecretChain, flat={"seeds": "", "told": ""})


class SeedChains:
    """The tables' chains. Only who opens rounds may read them.

    Parameters
    ----------
    seeds : Seeds
        Where the seeds go that are taken.
    beacons : Beacons
        Those whose values are mixed in.
    """

    def __init__(
        self, client: "DynamoDBClient", table: str, seeds: Seeds, beacons: Beacons
    ) -> None:
        self._client = client
        self._table = table
        self._seeds = seeds
        self._beacons = beacons

    def of(self, table_id: str) -> TableChains:
        """Return a table's chains, read consistently."""
        item = get_item(self._client, self._table, chain_key(table_id))
        old = None if item else self._seeds.old_chain(table_id)
        held = item or old or {}
        return TableChains(
            table_id=table_id,
            present=_from_item(held) if "root" in held else None,
            following=_from_item(held["following"]) if "following" in held else None,
            revision=item.get("revision", 0) if item else None,
            is_elsewhere=old is not None,
        )

    def prepare(self, work: UnitOfWork, chains: TableChains, now: datetime) -> TableChains:
        """Add the next chain to a unit of work, if there is none yet; return what is held then.

        Raises at commit
        ----------------
        Contention
            If the chains have changed since they were read.
        """
        after = self._prepared(chains, now)
        if after is not chains:
            self._save(work, chains, after)
        return after

    def take(
        self, work: UnitOfWork, chains: TableChains, round_id: str, now: datetime
    ) -> tuple[str, Link, TableChains]:
        """Take the next seed: of the present chain, or the first one of the chain after it.

        Where no next chain has been promised yet, one is: at the latest when the present one begins
        to be used.

        Returns
        -------
        server_seed : str
            Secret until the round's reveal.
        link : Link
            Its place in the chain, which may be told.
        chains : TableChains
            What is held afterwards.

        Raises at commit
        ----------------
        Contention
            If the chains have changed since they were read.
        """
        present, following = chains.present, chains.following
        if present is None or not present.has_seeds:
            # Also when a chain has come to its end: its last seed is its secret, and is revealed.
            present, following = following, None
        if present is None or not present.has_seeds:
            raise ValueError(f"{chains.table_id} has no seeds until its beacon's value is there")
        present = present.after_use()
        after = self._prepared(replace(chains, present=present, following=following), now)
        self._save(work, chains, after)
        seed, link = present.newest()
        self._seeds.put(work, round_id, seed)
        return seed.server_seed, link, after

    def beacon_due_at(self, chain: Chain | None) -> datetime | None:
        """Return from when on a chain's beacon can be asked; `None` if there is nothing to ask."""
        if chain is None or chain.beacon is None or chain.beacon.value is not None:
            return None
        return self._beacons.named(chain.beacon.source).due_at(chain.beacon.round)

    def ask_beacon(self, work: UnitOfWork, chains: TableChains) -> None:
        """Ask for the value that the next chain waits for, if any; add it to a unit of work.

        Raises
        ------
        BeaconUnreachable

        Raises at commit
        ----------------
        Contention
            If the chains have changed since they were read, for one because the value is there.
        """
        following = chains.following
        if following is None or following.told.beacon is None or following.has_seeds:
            return
        named = following.told.beacon
        value = self._beacons.named(named.source).value_of(named.round)
        told = replace(following.told, beacon=replace(named, value=value))
        self._save(work, chains, replace(chains, following=replace(following, told=told)))

    def _prepared(self, chains: TableChains, now: datetime) -> TableChains:
        if chains.following is not None:
            return chains
        seeds = SeedChain(server_seed_from(secrets.token_bytes(SERVER_SEED_BYTES)))
        beacon = self._beacons.chosen
        named = BeaconRound(beacon.source, beacon.round_ahead(now))
        told = Chain(seeds.anchor, seeds.length, beacon=named)
        return replace(chains, following=SecretChain(seeds, told))

    def _save(self, work: UnitOfWork, before: TableChains, after: TableChains) -> None:
        key = chain_key(before.table_id)
        if before.is_elsewhere and before.present is not None:
            self._seeds.remove_chain(work, before.table_id, before.present.told.used)
        item = {
            **key,
            **(_CODEC.write(after.present) if after.present else {}),
            "following": _CODEC.write(after.following) if after.following else None,
            "revision": (before.revision or 0) + 1,
        }
        if before.revision is None:
            condition = "attribute_not_exists(pk)"
        elif before.revision == 0:
            # It has not changed since chains have revisions.
            condition = "attribute_exists(pk) AND attribute_not_exists(revision)"
        else:
            condition = "revision = :read"
        work.put(
            self._table,
            item,
            condition=condition,
            values={":read": before.revision} if before.revision else None,
            otherwise=stale,
        )


def _from_item(item: Item) -> SecretChain:
    # Chains of before the beacons did not keep their anchor, which takes a hash for each seed.
    known = {} if "anchor" in item else {"anchor": SeedChain(item["root"], item["length"]).anchor}
    return _CODEC.read(item | known)
