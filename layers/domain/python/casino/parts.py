"""The parts that the platform is put together of: the only wiring there is.

Each is made when it is first asked for, and imported then, so that a function pays for what it
uses. Production and tests put together the very same parts, of other settings.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

from casino.shared.aws import client
from casino.shared.clock import Clock, utc_now
from casino.shared.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient

    from casino.accounts.attempts import Attempts
    from casino.accounts.directory import Directory
    from casino.accounts.model import Confirmation
    from casino.accounts.repository import Profiles
    from casino.announcements.repository import Announcements
    from casino.betting.history import BetHistory
    from casino.betting.revealed import RevealedSeeds
    from casino.books.queue import SummingQueue
    from casino.books.repository import Books
    from casino.bus.event_bus import EventBus
    from casino.catalogue.repository import Catalogue
    from casino.channels.channel_log import ChannelLog
    from casino.channels.fanout import Fanout
    from casino.channels.inbox import Inbox
    from casino.channels.sender import Sender
    from casino.channels.subscriptions import Subscriptions
    from casino.chat.moderation import Moderator
    from casino.conduct.repository import Alerts
    from casino.instant.repository import SeedPairs
    from casino.payments.audit import PaymentAudit
    from casino.payments.failures import DepositFailures
    from casino.payments.psp import Psp
    from casino.payments.repository import Payments
    from casino.payments.reversals import Reversals
    from casino.payments.webhook_events import WebhookEventLog
    from casino.policies.policies import Policies
    from casino.policies.repository import PolicyVersions
    from casino.realtime.closer import Closer
    from casino.reconciliation.proofs import Proofs
    from casino.reconciliation.runs import Runs
    from casino.safer_gambling.changes import LimitChanges
    from casino.safer_gambling.excluded_people import ExcludedPeople
    from casino.safer_gambling.reality_checks import RealityChecks
    from casino.safer_gambling.repository import Exclusions
    from casino.sessions.closings import ClosingQueue
    from casino.sessions.connections import Connections
    from casino.sessions.doorkeeper import Doorkeeper
    from casino.sessions.reports import Reports
    from casino.sessions.repository import Sessions
    from casino.sessions.rest_doorkeeper import RestDoorkeeper
    from casino.shared.batches import SideBySide
    from casino.tables.acts import Acts
    from casino.tables.audit import RoundAudit
    from casino.tables.beacons import Beacons
    from casino.tables.bets import Bets
    from casino.tables.dealer import DealerTimings
    from casino.tables.gates import Gates
    from casino.tables.live_tables import LiveTables
    from casino.tables.model import Timings
    from casino.tables.round_clock import RoundClock, SettlementQueue
    from casino.tables.rounds.script import Scripts
    from casino.tables.seats import Seats, SeatTimings
    from casino.tables.seed_chains import SeedChains
    from casino.tables.seeds import Seeds
    from casino.wallet.reader import LedgerReader
    from casino.wallet.repository import Ledger

T_co = TypeVar("T_co", covariant=True)

# Half as many as a client of ours keeps connections (`casino.shared.aws`).
_AT_ONCE: Final = 16


class Part(Generic[T_co]):
    """One of the parts: made the first time that it is asked for, then kept.

    A property of `functools` would do as much, but type checkers take it for something that only
    instances have, and `at_start` names parts by ``Parts.ledger``.
    """

    def __init__(self, make: Callable[[Parts], T_co]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, parts: None, owner: type) -> Part[T_co]: ...
    @overload
    def __get__(self, parts: Parts, owner: type) -> T_co: ...
    def __get__(self, parts: Parts | None, owner: type) -> Part[T_co] | T_co:
        """Make it; Python asks only as long as nothing of its name is there."""
        if parts is None:
            return self
        made = vars(parts)[self.name] = self._make(parts)
        return made


class Parts:
    """Every part of the platform, by its name.

    Parameters
    ----------
    settings : Settings
        What tables, queues and the like are called here, and how long things take.
    clock : callable
        Tells the present moment.
    **given
        Parts that are there already, by their names, and are not made: a test's payment provider,
        or its beacon.

    Examples
    --------
    >>> parts = Parts(Settings(os.environ), clock=lambda: MIDNIGHT)       # doctest: +SKIP
    >>> parts.catalogue.game("dice")
    """

    def __init__(self, settings: Settings, *, clock: Clock = utc_now, **given: Any) -> None:
        unknown = sorted(name for name in given if not isinstance(vars(Parts).get(name), Part))
        if unknown:
            raise TypeError(f"there are no such parts: {', '.join(unknown)}")
        self.settings = settings
        self.clock = clock
        vars(self).update(given)

    # What the others are made of.

    @Part
    def dynamodb(self) -> DynamoDBClient:
        """Where items are kept."""
        return client("dynamodb")

    @Part
    def sqs(self) -> SQSClient:
        """Where work waits to be done."""
        return client("sqs")

    @Part
    def cognito(self) -> CognitoIdentityProviderClient:
        """Where identities are kept."""
        return client("cognito-idp")

    @Part
    def bus(self) -> EventBus:
        """The way to the event bus."""
        from casino.bus.event_bus import EventBus

        # Without its client at first: most processes have something to report once in a long while.
        return EventBus(lambda: client("events"), self.settings.event_bus_name)

    # Channels.

    @Part
    def subscriptions(self) -> Subscriptions:
        """Who hears what."""
        from casino.channels.subscriptions import Subscriptions

        return Subscriptions(self.dynamodb, self.settings.connections_table)

    @Part
    def fanout(self) -> Fanout:
        """The way to the senders."""
        from casino.channels.fanout import Fanout

        return Fanout(self.sqs, self.settings.fanout_queue_url, self.subscriptions)

    @Part
    def channel_log(self) -> ChannelLog:
        """The channels' events."""
        from casino.channels.channel_log import ChannelLog

        return ChannelLog(self.dynamodb, self.settings.channels_table, self.fanout.publish)

    @Part
    def inbox(self) -> Inbox:
        """What waits at channels for its number."""
        from casino.channels.inbox import Inbox

        return Inbox(self.dynamodb, self.settings.channels_table, self.channel_log)

    @Part
    def sender(self) -> Sender:
        """The way from this process to connections, many at once."""
        from botocore.session import get_session

        from casino.channels.quota import SharedQuota
        from casino.channels.sender import Sender

        credentials = get_session().get_credentials()
        if credentials is None:
            raise RuntimeError("there are no AWS credentials to sign with")
        quota = SharedQuota(
            self.dynamodb,
            self.settings.connections_table,
            self.clock,
            self.settings.account_requests_per_second,
        )
        return Sender(
            self.settings.websocket_endpoint,
            self.settings.aws_region,
            credentials.get_frozen_credentials,
            self.clock,
            quota,
        )

    # The wallet, and its books.

    @Part
    def ledger(self) -> Ledger:
        """Players' wallets and their entries."""
        from casino.wallet.repository import Ledger

        return Ledger(self.dynamodb, self.settings.wallet_table)

    @Part
    def ledger_reader(self) -> LedgerReader:
        """What reads the whole ledger."""
        from casino.wallet.reader import LedgerReader

        return LedgerReader(self.dynamodb, self.settings.wallet_table)

    @Part
    def books(self) -> Books:
        """The sums."""
        from casino.books.repository import Books

        return Books(self.dynamodb, self.settings.books_table)

    @Part
    def summing_queue(self) -> SummingQueue:
        """The way to the books' keeper."""
        from casino.books.queue import SummingQueue

        return SummingQueue(self.sqs, self.settings.summing_queue_url)

    # Sessions.

    @Part
    def sessions(self) -> Sessions:
        """Who may act, and how often."""
        from casino.sessions.repository import Sessions

        return Sessions(self.dynamodb, self.settings.connections_table)

    @Part
    def connections(self) -> Connections:
        """The tickets and the connections."""
        from casino.sessions.connections import Connections

        return Connections(self.dynamodb, self.settings.connections_table)

    @Part
    def closings(self) -> ClosingQueue:
        """Connections that are to be closed."""
        from casino.sessions.closings import ClosingQueue

        return ClosingQueue(lambda: self.sqs, self.settings.closing_queue_url)

    @Part
    def reports(self) -> Reports:
        """What tells the bus of connections and those behind them."""
        from casino.sessions.reports import Reports

        return Reports(self.bus, self.clock)

    @Part
    def doorkeeper(self) -> Doorkeeper:
        """Who admits frames."""
        from casino.sessions.doorkeeper import Doorkeeper

        return Doorkeeper(self.sessions, self.connections, self.closings, self.reports, self.clock)

    @Part
    def rest_doorkeeper(self) -> RestDoorkeeper:
        """Who admits requests."""
        from casino.sessions.rest_doorkeeper import RestDoorkeeper

        return RestDoorkeeper(self.sessions, self.clock)

    @Part
    def devices_per_player(self) -> int:
        """How many connections a player may have at once."""
        return self.settings.devices_per_player

    # Safer gambling.

    @Part
    def exclusions(self) -> Exclusions:
        """What players asked for to keep themselves away."""
        from casino.safer_gambling.repository import Exclusions

        return Exclusions(self.dynamodb, self.settings.safer_gambling_table)

    @Part
    def excluded_people(self) -> ExcludedPeople:
        """Who has ever excluded themselves, under whatever address."""
        from casino.safer_gambling.excluded_people import ExcludedPeople

        return ExcludedPeople(self.dynamodb, self.settings.safer_gambling_table, self.person_key)

    @Part
    def person_key(self) -> Callable[[], bytes]:
        """What asks for the key under which people are hashed, the first time that it is needed."""
        from functools import cache

        secret_id = self.settings.person_key_secret_id

        @cache
        def ask() -> bytes:
            answer = client("secretsmanager").get_secret_value(SecretId=secret_id)
            return answer["SecretString"].encode()

        return ask

    @Part
    def limit_changes(self) -> LimitChanges:
        """What players have said of their limits."""
        from casino.safer_gambling.changes import LimitChanges

        return LimitChanges(self.dynamodb, self.settings.safer_gambling_table)

    @Part
    def reality_checks(self) -> RealityChecks:
        """What looks whether somebody has to be told how long they have played."""
        from casino.safer_gambling.reality_checks import RealityChecks

        return RealityChecks(self.sqs, self.settings.reality_check_queue_url)

    # What is said, and what is noticed.

    @Part
    def announcements(self) -> Announcements:
        """What the house tells everybody."""
        from casino.announcements.repository import Announcements

        return Announcements(self.dynamodb, self.settings.channels_table)

    @Part
    def moderator(self) -> Moderator:
        """Who decides what may be said."""
        from casino.chat.moderation import WordModerator

        return WordModerator()

    @Part
    def alerts(self) -> Alerts:
        """What was found abnormal."""
        from casino.conduct.repository import Alerts

        return Alerts(self.dynamodb, self.settings.connections_table)

    # Accounts.

    @Part
    def directory(self) -> Directory:
        """The user directory."""
        from casino.accounts.directory import Directory

        return Directory(
            self.cognito, self.settings.user_pool_id, self.settings.user_pool_client_id
        )

    @Part
    def profiles(self) -> Profiles:
        """Who players are."""
        from casino.accounts.repository import Profiles

        return Profiles(self.dynamodb, self.settings.accounts_table)

    @Part
    def attempts(self) -> Attempts:
        """How often somebody has guessed."""
        from casino.accounts.attempts import Attempts

        return Attempts(self.dynamodb, self.settings.accounts_table, self.sessions, self.clock)

    @Part
    def confirmation(self) -> Confirmation:
        """How an address becomes a player's own."""
        from casino.accounts.model import Confirmation

        return Confirmation(self.settings.account_confirmation)

    # Payments.

    @Part
    def payments(self) -> Payments:
        """Deposits and withdrawals."""
        from casino.payments.repository import Payments

        return Payments(self.dynamodb, self.settings.payments_table)

    @Part
    def reversals(self) -> Reversals:
        """What was taken back of deposits."""
        from casino.payments.reversals import Reversals

        return Reversals(self.dynamodb, self.settings.payments_table)

    @Part
    def deposit_failures(self) -> DepositFailures:
        """How often somebody's deposits have failed."""
        from casino.payments.failures import DepositFailures

        return DepositFailures(self.dynamodb, self.settings.payments_table)

    @Part
    def webhook_events(self) -> WebhookEventLog:
        """What the payment provider has told."""
        from casino.payments.webhook_events import WebhookEventLog

        return WebhookEventLog(self.dynamodb, self.settings.payments_table)

    @Part
    def psp(self) -> Psp:
        """What the house has with its payment provider."""
        from casino.payments.stripe_account import StripeAccount

        return StripeAccount(
            lambda: client("secretsmanager"),
            self.settings.psp_secret_id,
            self.settings.stripe_api_base,
        )

    @Part
    def pause(self) -> Callable[[float], None]:
        """What waits for some seconds."""
        from time import sleep

        return sleep

    # Policies.

    @Part
    def policy_versions(self) -> PolicyVersions:
        """The versions of each jurisdiction's policy."""
        from casino.policies.repository import PolicyVersions

        return PolicyVersions(self.dynamodb, self.settings.catalogue_table)

    @Part
    def policies(self) -> Policies:
        """Which policy holds."""
        from casino.policies.policies import Policies

        return Policies(self.policy_versions, self.clock, self.settings.jurisdictions)

    # The catalogue.

    @Part
    def catalogue(self) -> Catalogue:
        """The games on offer."""
        from casino.catalogue.repository import Catalogue

        return Catalogue(self.dynamodb, self.settings.catalogue_table)

    # Betting.

    @Part
    def revealed_seeds(self) -> RevealedSeeds:
        """The seeds that everybody may know."""
        from casino.betting.revealed import RevealedSeeds

        return RevealedSeeds(self.dynamodb, self.settings.tables_table)

    @Part
    def bet_history(self) -> BetHistory:
        """Players' bets, each shown by the context that knows its kind."""
        from casino.betting.history import BetHistory
        from casino.betting.model import BetKind
        from casino.instant.history import InstantBets
        from casino.tables.history import LiveBets

        return BetHistory(
            self.dynamodb,
            self.ledger,
            {
                BetKind.LIVE: LiveBets(self.ledger, self.live_tables),
                BetKind.INSTANT: InstantBets(),
            },
        )

    # Tables.

    @Part
    def live_tables(self) -> LiveTables:
        """Tables and their rounds."""
        from casino.tables.live_tables import LiveTables

        return LiveTables(self.dynamodb, self.settings.tables_table)

    @Part
    def gates(self) -> Gates:
        """Where rounds let bets in."""
        from casino.tables.gates import Gates

        return Gates(self.dynamodb, self.settings.tables_table)

    @Part
    def bets(self) -> Bets:
        """Players' bets at tables."""
        from casino.tables.bets import Bets

        return Bets(self.dynamodb, self.ledger)

    @Part
    def seats(self) -> Seats:
        """Who sits where."""
        from casino.tables.seats import Seats

        return Seats(self.dynamodb, self.settings.seats_table)

    @Part
    def acts(self) -> Acts:
        """What staff have done."""
        from casino.tables.acts import Acts

        return Acts(self.dynamodb, self.settings.acts_table)

    @Part
    def seeds(self) -> Seeds:
        """The seeds that are not revealed yet."""
        from casino.tables.seeds import Seeds

        return Seeds(self.dynamodb, self.settings.seeds_table)

    @Part
    def beacons(self) -> Beacons:
        """Where public values come from."""
        from casino.tables.beacons import beacons

        return beacons(self.settings.beacon)

    @Part
    def chains(self) -> SeedChains:
        """The secrets that seeds come from."""
        from casino.tables.seed_chains import SeedChains

        return SeedChains(self.dynamodb, self.settings.chains_table, self.seeds, self.beacons)

    @Part
    def scripts(self) -> Scripts:
        """What each kind of round does."""
        from casino.tables.rounds import scripts_of

        return scripts_of(
            self.seeds,
            self.revealed_seeds,
            self.gates,
            self.bets,
            self.timings,
            self.dealer_timings,
        )

    @Part
    def round_clock(self) -> RoundClock:
        """What makes rounds go on."""
        from casino.tables.round_clock import RoundClock

        return RoundClock(self.sqs, self.settings.round_clock_queue_url)

    @Part
    def settlement_queue(self) -> SettlementQueue:
        """What has bets paid."""
        from casino.tables.round_clock import SettlementQueue

        return SettlementQueue(self.sqs, self.settings.settlement_queue_url)

    @Part
    def side_by_side(self) -> SideBySide:
        """How players are paid and told."""
        from concurrent.futures import ThreadPoolExecutor

        # What is waited for is DynamoDB, so threads serve; its client keeps a pool as large.
        return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="settlement").map

    @Part
    def timings(self) -> Timings:
        """How long each phase of a round lasts."""
        from casino.tables.model import Timings

        return Timings(
            betting=self.settings.betting,
            closing=self.settings.closing,
            spin=self.settings.spin,
            result=self.settings.result,
            turn=self.settings.turn,
        )

    @Part
    def dealer_timings(self) -> DealerTimings:
        """How long things may take at a dealer's table."""
        from casino.tables.dealer import DealerTimings

        return DealerTimings(
            least_betting=self.settings.dealer_least_betting,
            betting=self.settings.dealer_betting,
            closing=self.settings.closing,
            entering=self.settings.dealer_entering,
            confirming=self.settings.dealer_confirming,
            deciding=self.settings.dealer_deciding,
        )

    @Part
    def seat_timings(self) -> SeatTimings:
        """How long seats are kept."""
        from casino.tables.seats import SeatTimings

        return SeatTimings(
            reservation=self.settings.seat_reservation, cooldown=self.settings.seat_cooldown
        )

    # Instant games.

    @Part
    def seed_pairs(self) -> SeedPairs:
        """What players' instant rounds are drawn from."""
        from casino.instant.repository import SeedPairs

        return SeedPairs(self.dynamodb, self.settings.seed_pairs_table)

    # The audit.

    @Part
    def payment_audit(self) -> PaymentAudit:
        """What reads every payment."""
        from casino.payments.audit import PaymentAudit

        return PaymentAudit(self.dynamodb, self.settings.payments_table)

    @Part
    def round_audit(self) -> RoundAudit:
        """What follows bets from the gate to the payout."""
        from casino.tables.audit import RoundAudit

        return RoundAudit(
            self.dynamodb, self.settings.tables_table, self.ledger, self.ledger_reader
        )

    @Part
    def proofs(self) -> Proofs:
        """What audits have proved."""
        from casino.reconciliation.proofs import Proofs

        return Proofs(self.dynamodb, self.settings.reconciliation_table)

    @Part
    def audit_runs(self) -> Runs:
        """The daily audits."""
        from casino.reconciliation.runs import Runs

        return Runs(self.dynamodb, self.settings.reconciliation_table)

    # The edge.

    @Part
    def allowed_origins(self) -> frozenset[str]:
        """The origins whose pages may connect."""
        return frozenset(self.settings.allowed_origins)

    @Part
    def behind_front(self) -> bool:
        """Whether players come by the front alone."""
        return self.settings.behind_front

    @Part
    def websocket_url(self) -> str:
        """Where players connect, if there is no front."""
        return self.settings.websocket_url

    @Part
    def closer(self) -> Closer:
        """What speaks to single connections, and ends them."""
        from botocore.session import get_session

        from casino.realtime.closer import Closer

        endpoint = self.settings.websocket_endpoint

        def connect() -> Any:
            return get_session().create_client("apigatewaymanagementapi", endpoint_url=endpoint)

        # Some only speak to connections that do what no client does, and need no client until then.
        return Closer(connect, self.clock)


_OF_THIS_PROCESS: Final = Parts(Settings(os.environ))


def at_start(*used: Part[Any]) -> Parts:
    """Return the parts of this process; in Lambda, with these made by now.

    The modules of a function say here, at their top, which parts they use; what those are made of
    comes with them. So a function that was deployed without a setting, or with one that can't be
    meant, or that uses a table which it may not and so was not told of, fails at its start. Nobody
    is asked over the network.

    Where a module is merely read, as the reference and the infrastructure do, nothing is made. What
    is no function, such as a command, names none, and has each made as it goes.

    Examples
    --------
    >>> parts = at_start(Parts.catalogue)                                 # doctest: +SKIP
    """
    if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        for part in used:
            getattr(_OF_THIS_PROCESS, part.name)
    return _OF_THIS_PROCESS
