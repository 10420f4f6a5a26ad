"""Tables: live rounds, the clock that drives them, and the bets on them."""

from typing import Final

from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from casino.lambdas.observability import Metric
from infra import table_shapes
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.channels import ChannelsContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access, CasinoTable
from infra.shared.events import WorkQueue, every_minute
from infra.shared.functions import CasinoFunction
from infra.shared.metrics import counted
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi

_CLOCK_SECONDS: Final = 15
_SETTLEMENT_SECONDS: Final = 60


class TablesContext(Construct):
    """Tables and rounds, the seeds of rounds not yet revealed, and the queues between phases."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        config = platform.config
        self.table = CasinoTable(
            self,
            "Table",
            config,
            table_shapes.TABLES,
            streams=StreamViewType.NEW_IMAGE,
        )
        # Apart from the rounds, because whoever could read a seed before its reveal would know
        # the outcome: only the functions that draw and reveal may.
        self._seeds = CasinoTable(self, "Seeds", config, table_shapes.SEEDS)
        # Apart from the seeds of rounds that are on: who knows a chain's secret knows the outcomes
        # of all its rounds, so only the clock may.
        self._chains = CasinoTable(self, "Chains", config, table_shapes.CHAINS)
        # Apart from the tables, so that who seats players can't change a round.
        self.seats = CasinoTable(self, "Seats", config, table_shapes.SEATS)
        # Apart from the tables, so that nobody who runs them may change or remove an act.
        self._acts = CasinoTable(self, "Acts", config, table_shapes.ACTS)
        self._round_clock = WorkQueue(
            self,
            "RoundClock",
            platform,
            variable="ROUND_CLOCK_QUEUE_URL",
            handling_seconds=_CLOCK_SECONDS,
            # Its messages are old from the start: each waits for its phase.
            late_after_seconds=60 + config.longest_phase_seconds,
        )
        self._settlement = WorkQueue(
            self,
            "Settlement",
            platform,
            variable="SETTLEMENT_QUEUE_URL",
            handling_seconds=_SETTLEMENT_SECONDS,
        )

    def serve(
        self,
        rest: CasinoRestApi,
        websocket: CasinoWebSocketApi,
        *,
        wallet: WalletContext,
        channels: ChannelsContext,
        sessions: SessionsContext,
        catalogue: CatalogueContext,
    ) -> None:
        """Add the functions and what sets them off."""
        self._serve_requests(rest, wallet, sessions, catalogue)
        self._serve_bets(websocket, wallet, channels, sessions, catalogue)
        self._serve_consoles(websocket, channels, sessions)
        self._run_clock(wallet, channels)
        self._settle(wallet, channels)

    def _serve_requests(
        self,
        rest: CasinoRestApi,
        wallet: WalletContext,
        sessions: SessionsContext,
        catalogue: CatalogueContext,
    ) -> None:
        api = CasinoFunction(
            self._platform,
            "tables.api",
            memory=1024,
        )
        # Bets come by this door as well.
        self.table.open_to(api, Access.APPEND)
        self.seats.open_to(api, Access.APPEND)
        wallet.table.open_to(api, Access.APPEND)
        sessions.connections.open_to(api, Access.READ)
        catalogue.tell_policies_to(api)
        rest.serve(api)
        self._platform.alarms.slow(
            "PostBet", rest.latency("POST", "/v1/tables/{table_id}/bets"), beside=api
        )

    def _serve_bets(
        self,
        websocket: CasinoWebSocketApi,
        wallet: WalletContext,
        channels: ChannelsContext,
        sessions: SessionsContext,
        catalogue: CatalogueContext,
    ) -> None:
        place_bet = self._play("place_bet", websocket, wallet, sessions)
        self.seats.open_to(place_bet, Access.APPEND)
        catalogue.tell_policies_to(place_bet)
        self._platform.alarms.slow("PlaceBet", websocket.latency("bet.place"), beside=place_bet)
        cash_out = self._play("cash_out", websocket, wallet, sessions)
        # Whether a bet is out in time is in the round's seed (docs/decisions/0019).
        self._seeds.open_to(cash_out, Access.READ)
        decide_hand = self._play(
            "decide_hand",
            websocket,
            wallet,
            sessions,
            environment=self._timings,
        )
        # Which card comes next is in the shoe's seed (docs/decisions/0014).
        self._seeds.open_to(decide_hand, Access.READ)
        catalogue.tell_policies_to(decide_hand)
        self._round_clock.open_to(decide_hand)
        channels.publish_from(decide_hand)

    def _play(
        self,
        use_case: str,
        websocket: CasinoWebSocketApi,
        wallet: WalletContext,
        sessions: SessionsContext,
        *,
        environment: dict[str, str] | None = None,
    ) -> CasinoFunction:
        """Add a function of its own for frames that move a player's money at a table."""
        function = CasinoFunction(
            self._platform,
            f"tables.{use_case}",
            memory=1024,
            environment=environment,
        )
        wallet.table.open_to(function, Access.APPEND)
        self.table.open_to(function, Access.APPEND)
        sessions.admit_from(function)
        websocket.serve(function)
        return function

    def _serve_consoles(
        self, websocket: CasinoWebSocketApi, channels: ChannelsContext, sessions: SessionsContext
    ) -> None:
        # It decides nothing that it could know: neither seeds nor wallets are open to it.
        console = CasinoFunction(
            self._platform,
            "tables.dealer_console",
            memory=768,
            environment=self._dealer_timings,
        )
        self.table.open_to(console, Access.APPEND)
        self._acts.open_to(console, Access.ADD)
        self._round_clock.open_to(console)
        channels.announce_from(console)
        sessions.admit_from(console)
        websocket.serve(console)
        self._platform.alarms.failing(console)

    def _run_clock(self, wallet: WalletContext, channels: ChannelsContext) -> None:
        advance_round = CasinoFunction(
            self._platform,
            "tables.advance_round",
            memory=768,
            timeout_seconds=_CLOCK_SECONDS,
            environment=self._timings
            | self._dealer_timings
            | self.seat_timings
            | {"BEACON": self._platform.config.beacon},
            sends_to_itself=True,
        )
        self.table.open_to(advance_round, Access.WRITE)
        # It frees the seats of those who do not bet.
        self.seats.open_to(advance_round, Access.APPEND)
        self._seeds.open_to(advance_round, Access.WRITE)
        self._chains.open_to(advance_round, Access.APPEND)
        # Who bet on which seat, before it deals.
        wallet.table.open_to(advance_round, Access.READ)
        self._acts.open_to(advance_round, Access.ADD)
        self._round_clock.open_to(advance_round)
        self._settlement.open_to(advance_round)
        channels.announce_from(advance_round)
        sweep_rounds = CasinoFunction(self._platform, "tables.sweep_rounds", timeout_seconds=50)
        self.table.open_to(sweep_rounds, Access.READ)
        self._round_clock.open_to(sweep_rounds)
        channels.count_from(sweep_rounds)
        # One message at a time: tables must not wait for each other's phases.
        self._round_clock.feed(advance_round, batch_size=1)
        every_minute(sweep_rounds, self._platform)
        self._platform.alarms.failing(advance_round)
        self._platform.alarms.any_of(
            Metric.BEACON_UNREACHABLE,
            "The beacon's values can't be had",
            runbook="beacon-unreachable",
            minutes=5,
        )

    def _settle(self, wallet: WalletContext, channels: ChannelsContext) -> None:
        settle_round = CasinoFunction(
            self._platform,
            "tables.settle_round",
            memory=1024,
            timeout_seconds=_SETTLEMENT_SECONDS,
            sends_to_itself=True,
        )
        self._settlement.open_to(settle_round)
        self.table.open_to(settle_round, Access.APPEND)
        wallet.table.open_to(settle_round, Access.APPEND)
        self._round_clock.open_to(settle_round)
        channels.publish_from(settle_round)
        self._settlement.feed(settle_round, batch_size=1)
        config, alarms = self._platform.config, self._platform.alarms
        # What is not paid by then keeps the next round waiting.
        alarms.slow(
            "Settlement",
            counted(config.name, Metric.SETTLEMENT_TIME),
            beside=settle_round,
            milliseconds=config.timings.result * 1000,
        )

    @property
    def seat_timings(self) -> dict[str, str]:
        """How long seats are kept, for the functions that seat players."""
        timings = self._platform.config.seat_timings
        return {
            "SEAT_SECONDS": str(timings.reservation),
            "SEAT_COOLDOWN_SECONDS": str(timings.cooldown),
        }

    @property
    def _timings(self) -> dict[str, str]:
        timings = self._platform.config.timings
        return {
            "BETTING_SECONDS": str(timings.betting),
            "CLOSING_SECONDS": str(timings.closing),
            "SPIN_SECONDS": str(timings.spin),
            "RESULT_SECONDS": str(timings.result),
            "TURN_SECONDS": str(timings.turn),
        }

    @property
    def _dealer_timings(self) -> dict[str, str]:
        timings = self._platform.config.dealer_timings
        return {
            "CLOSING_SECONDS": str(self._platform.config.timings.closing),
            "DEALER_LEAST_BETTING_SECONDS": str(timings.least_betting),
            "DEALER_BETTING_SECONDS": str(timings.betting),
            "DEALER_ENTERING_SECONDS": str(timings.entering),
            "DEALER_CONFIRMING_SECONDS": str(timings.confirming),
            "DEALER_DECIDING_SECONDS": str(timings.deciding),
        }
