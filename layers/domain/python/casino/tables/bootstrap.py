"""The tables' parts, put together once for each execution environment.

What only some functions need is imported by the one who puts it together: a bet does not wait for
what runs, deals and settles rounds.
"""

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting
from casino.tables.bets import Bets
from casino.tables.gates import Gates
from casino.tables.live_tables import LiveTables
from casino.tables.model import Timings
from casino.tables.seats import Seats, SeatTimings
from casino.wallet.bootstrap import ledger

if TYPE_CHECKING:
    from casino.tables.acts import Acts
    from casino.tables.dealer import DealerTimings
    from casino.tables.history import LiveBets
    from casino.tables.pit import Pit
    from casino.tables.round_clock import RoundClock, SettlementQueue
    from casino.tables.seed_chains import SeedChains
    from casino.tables.seeds import Seeds
    from casino.tables.use_cases.advance_round import Croupier
    from casino.tables.use_cases.change_seat import Usher
    from casino.tables.use_cases.decide_hand import HandDesk
    from casino.tables.use_cases.settle_round import Cashier

_PAID_AT_ONCE: Final = 16


@cache
def live_tables() -> LiveTables:
    """Return tables and rounds."""
    return LiveTables(client("dynamodb"), setting("TABLES_TABLE"))


@cache
def gates() -> Gates:
    """Return the rounds' gates."""
    return Gates(client("dynamodb"), setting("TABLES_TABLE"))


@cache
def bets() -> Bets:
    """Return the players' bets at tables."""
    return Bets(client("dynamodb"), ledger(), gates())


@cache
def live_bets() -> "LiveBets":
    """Return how bets at tables are shown."""
    from casino.tables.history import LiveBets

    return LiveBets(ledger(), live_tables())


@cache
def seats() -> Seats:
    """Return who sits where."""
    return Seats(client("dynamodb"), setting("SEATS_TABLE"))


@cache
def seeds() -> "Seeds":
    """Return the seeds that are not revealed yet."""
    from casino.tables.seeds import Seeds

    return Seeds(client("dynamodb"), setting("SEEDS_TABLE"))


@cache
def chains() -> "SeedChains":
    """Return the secrets that seeds come from."""
    from casino.tables.beacons import beacons
    from casino.tables.seed_chains import SeedChains

    return SeedChains(
        client("dynamodb"), setting("CHAINS_TABLE"), seeds(), beacons(setting("BEACON"))
    )


@cache
def round_clock() -> "RoundClock":
    """Return what makes rounds go on."""
    from casino.tables.round_clock import RoundClock

    return RoundClock(client("sqs"), setting("ROUND_CLOCK_QUEUE_URL"))


@cache
def settlement_queue() -> "SettlementQueue":
    """Return what has bets paid."""
    from casino.tables.round_clock import SettlementQueue

    return SettlementQueue(client("sqs"), setting("SETTLEMENT_QUEUE_URL"))


@cache
def acts() -> "Acts":
    """Return what staff have done."""
    from casino.tables.acts import Acts

    return Acts(client("dynamodb"), setting("ACTS_TABLE"))


@cache
def pit() -> "Pit":
    """Return what it takes for staff to act at tables."""
    from casino.channels.bootstrap import channel_log, subscriptions
    from casino.tables.pit import Pit

    return Pit(
        client=client("dynamodb"),
        tables=live_tables(),
        gates=gates(),
        acts=acts(),
        log=channel_log(),
        subscriptions=subscriptions(),
        rounds=round_clock(),
        clock=utc_now,
    )


@cache
def croupier() -> "Croupier":
    """Return what it takes to run a table."""
    from casino.betting.bootstrap import revealed_seeds
    from casino.channels.bootstrap import channel_log, subscriptions
    from casino.tables.rounds import scripts_of
    from casino.tables.use_cases.advance_round import Croupier

    return Croupier(
        client=client("dynamodb"),
        tables=live_tables(),
        gates=gates(),
        chains=chains(),
        scripts=scripts_of(seeds(), revealed_seeds(), bets(), timings(), dealer_timings()),
        acts=acts(),
        log=channel_log(),
        subscriptions=subscriptions(),
        rounds=round_clock(),
        settlements=settlement_queue(),
        timings=timings(),
        clock=utc_now,
    )


@cache
def hand_desk() -> "HandDesk":
    """Return what it takes to carry out players' decisions."""
    from casino.channels.bootstrap import channel_log
    from casino.tables.use_cases.decide_hand import HandDesk

    return HandDesk(
        client=client("dynamodb"),
        tables=live_tables(),
        bets=bets(),
        seeds=seeds(),
        log=channel_log(),
        rounds=round_clock(),
        timings=timings(),
        clock=utc_now,
    )


@cache
def usher() -> "Usher":
    """Return what it takes to seat players."""
    from casino.channels.bootstrap import channel_log
    from casino.tables.use_cases.change_seat import Usher

    return Usher(
        client=client("dynamodb"),
        tables=live_tables(),
        seats=seats(),
        ledger=ledger(),
        log=channel_log(),
        clock=utc_now,
        timings=SeatTimings(
            reservation=_seconds("SEAT_SECONDS"), cooldown=_seconds("SEAT_COOLDOWN_SECONDS")
        ),
    )


@cache
def cashier() -> "Cashier":
    """Return what it takes to settle."""
    from concurrent.futures import ThreadPoolExecutor

    from casino.channels.bootstrap import channel_log
    from casino.tables.use_cases.settle_round import Cashier

    return Cashier(
        client=client("dynamodb"),
        tables=live_tables(),
        gates=gates(),
        bets=bets(),
        log=channel_log(),
        rounds=round_clock(),
        settlements=settlement_queue(),
        clock=utc_now,
        # What is waited for is DynamoDB, so threads serve; its client keeps a pool as large.
        for_each=ThreadPoolExecutor(_PAID_AT_ONCE, thread_name_prefix="cashier").map,
    )


def timings() -> Timings:
    """Return how long each phase lasts on this stage."""
    return Timings(
        betting=_seconds("BETTING_SECONDS"),
        closing=_seconds("CLOSING_SECONDS"),
        spin=_seconds("SPIN_SECONDS"),
        result=_seconds("RESULT_SECONDS"),
        turn=_seconds("TURN_SECONDS"),
    )


def dealer_timings() -> "DealerTimings":
    """Return how long things may take at a dealer's table on this stage."""
    from casino.tables.dealer import DealerTimings

    return DealerTimings(
        least_betting=_seconds("DEALER_LEAST_BETTING_SECONDS"),
        betting=_seconds("DEALER_BETTING_SECONDS"),
        closing=_seconds("CLOSING_SECONDS"),
        entering=_seconds("DEALER_ENTERING_SECONDS"),
        confirming=_seconds("DEALER_CONFIRMING_SECONDS"),
        deciding=_seconds("DEALER_DECIDING_SECONDS"),
    )


def _seconds(name: str) -> timedelta:
    return timedelta(seconds=float(setting(name)))
