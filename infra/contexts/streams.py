"""Streams: one relay for each table's stream, and who hears of its items by it.

A stream bears two readers. What must not wait is told by one; what is gathered for a second, so
that many changes become one event, needs a window of its own, and so the other.

How many batches of a shard are handled side by side follows from what a shard can bring at most,
which is what its partition can be written: `scripts.capacity.RELAYS` has the arithmetic, and a
test holds these figures to it. A partition key's items are never in two batches at once, and the
keys are players and channels: what is told of one of them stays in order.
"""

from typing import Any, Final

from infra.contexts.accounts import AccountsContext
from infra.contexts.books import BooksContext
from infra.contexts.channels import ChannelsContext
from infra.contexts.payments import PaymentsContext
from infra.contexts.safer_gambling import SaferGamblingContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.tables import TablesContext
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access
from infra.shared.event_bus import CasinoEventBus
from infra.shared.events import feed_stream
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform


def _new_items(sort_key_prefix: str) -> dict[str, Any]:
    return {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"sk": {"S": [{"prefix": sort_key_prefix}]}}},
    }


# Entries alone, without the wallets that each of them changes.
_ENTRIES: Final = _new_items("ENTRY#")
_BETS: Final = _new_items("ENTRY#bet#")
# What pays a bet while its round is on; a win of the ordinary kind has no multiplier.
_CASH_OUTS: Final[dict[str, Any]] = {
    "eventName": ["INSERT"],
    "dynamodb": {
        "Keys": {"sk": {"S": [{"prefix": "ENTRY#win#"}]}},
        "NewImage": {"reference": {"M": {"multiplier": {"N": [{"exists": True}]}}}},
    },
}
# A channel's events, without the heads that count them, and what waits for a number.
_EVENTS: Final = _new_items("EVENT#")
_LEFT_WAITING: Final = _new_items("INBOX#")
_PROFILES: Final[dict[str, Any]] = {
    "eventName": ["INSERT", "MODIFY"],
    "dynamodb": {"Keys": {"sk": {"S": ["PROFILE"]}}},
}
# Without those that tell who a player is, which are for nobody's ears.
_EXCLUSIONS: Final = _new_items("EXCLUSION#")
_RESEMBLANCES: Final = _new_items("RESEMBLANCE")
# Payments alone, without failures, reversals and the provider's events.
_PAYMENTS: Final[dict[str, Any]] = {
    "eventName": ["INSERT", "MODIFY"],
    "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "DEPOSIT#"}, {"prefix": "WITHDRAWAL#"}]}}},
}
_LIMIT_CHANGES: Final = _new_items("LIMIT#")
# The tables themselves, without their rounds and gates.
_TABLES: Final = {
    "eventName": ["INSERT", "MODIFY"],
    "dynamodb": {"Keys": {"pk": {"S": ["TABLE"]}}},
}


def relay_wallet(
    platform: Platform,
    *,
    wallet: WalletContext,
    books: BooksContext,
    channels: ChannelsContext,
    sessions: SessionsContext,
    safer_gambling: SaferGamblingContext,
) -> None:
    """Tell books, players and buckets of every entry, at once; and who has begun to play."""
    relay = CasinoFunction(platform, "streams.wallet")
    books.hear_from(relay)
    channels.publish_from(relay)
    sessions.charge_from(relay)
    safer_gambling.propose_checks_from(relay)
    feed_stream(
        relay,
        wallet.table,
        platform,
        only=[_ENTRIES],
        # Six keep up with a partition that is written as fast as it can be; two more catch up.
        side_by_side=8,
    )


def relay_wallet_each_second(
    platform: Platform,
    *,
    wallet: WalletContext,
    tables: TablesContext,
    channels: ChannelsContext,
) -> None:
    """Tell tables what came in and went out, a second at a time."""
    relay = CasinoFunction(platform, "streams.wallet_each_second", timeout_seconds=60)
    tables.table.open_to(relay, Access.READ)
    channels.publish_from(relay)
    feed_stream(
        relay,
        wallet.table,
        platform,
        only=[_BETS, _CASH_OUTS],
        # A newer summary replaces an older one here, before either has a number; every one that
        # is told goes to everybody at the table. So there is one batch at a time: two hands would
        # tell a table twice. One bet costs as much as a thousand on the same round, so a batch must
        # hold whatever has come meanwhile; the busier the house, the more it gathers.
        batch_size=1000,
        gather_seconds=1,
    )


def relay_channels(platform: Platform, *, channels: ChannelsContext, bus: CasinoEventBus) -> None:
    """Have numbered what waits, sent what the fast path lost, and told the bus of all."""
    relay = CasinoFunction(
        platform,
        "streams.channels",
        memory=768,
        timeout_seconds=30,
    )
    channels.number_from(relay)
    bus.open_to(relay)
    feed_stream(
        relay,
        channels.table,
        platform,
        only=[_EVENTS, _LEFT_WAITING],
        # People at one table must not wait for what is repaired at another.
        side_by_side=4,
    )


def relay_tables(platform: Platform, *, tables: TablesContext, channels: ChannelsContext) -> None:
    """Tell the lobby which tables have changed."""
    relay = CasinoFunction(platform, "streams.tables")
    channels.publish_from(relay)
    feed_stream(
        relay,
        tables.table,
        platform,
        only=[_TABLES],
        # Whatever changes within a second is one event, so a batch must hold it all.
        batch_size=1000,
        gather_seconds=1,
    )


def relay_accounts(platform: Platform, *, accounts: AccountsContext, bus: CasinoEventBus) -> None:
    """Tell the bus what has become of accounts."""
    relay = CasinoFunction(platform, "streams.accounts")
    bus.open_to(relay)
    feed_stream(relay, accounts.table, platform, only=[_PROFILES])


def relay_safer_gambling(
    platform: Platform,
    *,
    safer_gambling: SaferGamblingContext,
    channels: ChannelsContext,
    sessions: SessionsContext,
    bus: CasinoEventBus,
) -> None:
    """Tell players what they keep themselves from, close what is open, and tell the bus."""
    relay = CasinoFunction(platform, "streams.safer_gambling")
    channels.publish_from(relay)
    sessions.closing.open_to(relay)
    bus.open_to(relay)
    feed_stream(
        relay,
        safer_gambling.table,
        platform,
        only=[_EXCLUSIONS, _RESEMBLANCES, _LIMIT_CHANGES],
    )


def relay_payments(platform: Platform, *, payments: PaymentsContext, bus: CasinoEventBus) -> None:
    """Tell the bus what has become of payments."""
    relay = CasinoFunction(platform, "streams.payments")
    bus.open_to(relay)
    feed_stream(relay, payments.table, platform, only=[_PAYMENTS])
