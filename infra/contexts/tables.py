"""Tables: live rounds, the clock that drives them, and the bets on them."""

from typing import Final

from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra.contexts.realtime import Realtime
from infra.contexts.wallet import NEW_BETS, NEW_CASH_OUTS, Wallet
from infra.shared.data import Access, CasinoTable
from infra.shared.events import WorkQueue, every_minute, feed_stream
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.rest_api import Caller, CasinoRestApi
from infra.shared.websocket_api import CasinoWebSocketApi

_OPEN_ROUTES: Final = ("GET /v1/tables", "GET /v1/tables/{table_id}")
_PLAYER_ROUTES: Final = ("GET /v1/rounds/{round_id}", "GET /v1/bets", "GET /v1/bets/{bet_id}")

# The tables themselves, without their rounds and gates.
_CHANGED_TABLES: Final = {
    "eventName": ["INSERT", "MODIFY"],
    "dynamodb": {"Keys": {"pk": {"S": ["TABLE"]}}},
}

_CONSOLE_ACTIONS: Final = (
    "join",
    "open",
    "close",
    "outcome",
    "card",
    "correct",
    "void",
    "approve",
    "refuse",
)

_CLOCK_SECONDS: Final = 15
_SETTLEMENT_SECONDS: Final = 60


class Tables(Construct):
    """Tables and rounds, the seeds of rounds not yet revealed, and the queues between phases."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        config = platform.config
        self.table = CasinoTable(
            self,
            "Table",
            config,
            variable="TABLES_TABLE",
            expires=True,
            streams=StreamViewType.NEW_IMAGE,
        )
        # Apart from the rounds, because whoever could read a seed before its reveal would know
        # the outcome: only the functions that draw and reveal may.
        self._seeds = CasinoTable(self, "Seeds", config, variable="SEEDS_TABLE", sort_key=False)
        # Apart from the tables, so that who seats players can't change a round.
        self.seats = CasinoTable(self, "Seats", config, variable="SEATS_TABLE")
        # Apart from the tables, so that nobody who runs them may change or remove an act.
        self._acts = CasinoTable(self, "Acts", config, variable="ACTS_TABLE")
        self._round_clock = WorkQueue(
            self,
            "RoundClock",
            platform,
            variable="ROUND_CLOCK_QUEUE_URL",
            handling_seconds=_CLOCK_SECONDS,
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
        wallet: Wallet,
        realtime: Realtime,
    ) -> None:
        """Add the functions and what sets them off."""
        self._serve_questions(rest, wallet)
        self._serve_bets(websocket, wallet, realtime)
        self._serve_consoles(websocket, realtime)
        self._run_clock(wallet, realtime)
        self._settle(wallet, realtime)
        self._summarise_bets(wallet, realtime)
        self._tell_lobby(realtime)

    def _serve_questions(self, rest: CasinoRestApi, wallet: Wallet) -> None:
        api = CasinoFunction(
            self,
            self._platform,
            "tables.api",
            environment={"ALLOWED_ORIGINS": ",".join(rest.origins)},
        )
        self.table.open_to(api, Access.READ)
        self.seats.open_to(api, Access.READ)
        wallet.table.open_to(api, Access.READ)
        for route in _OPEN_ROUTES:
            rest.route(route, api, Caller.ANYONE)
        for route in _PLAYER_ROUTES:
            rest.route(route, api, Caller.PLAYER)

    def _serve_bets(
        self, websocket: CasinoWebSocketApi, wallet: Wallet, realtime: Realtime
    ) -> None:
        place_bet = self._play("place_bet", "bet.place", websocket, wallet, realtime)
        self.seats.open_to(place_bet, Access.APPEND)
        cash_out = self._play("cash_out", "bet.cash_out", websocket, wallet, realtime)
        # Whether a bet is out in time is in the round's seed (docs/decisions/0019).
        self._seeds.open_to(cash_out, Access.READ)
        decide_hand = self._play(
            "decide_hand",
            "blackjack.decide",
            websocket,
            wallet,
            realtime,
            environment=self._timings,
        )
        # Which card comes next is in the shoe's seed (docs/decisions/0014).
        self._seeds.open_to(decide_hand, Access.READ)
        self._round_clock.open_to(decide_hand)
        realtime.publish_from(decide_hand)

    def _play(
        self,
        use_case: str,
        action: str,
        websocket: CasinoWebSocketApi,
        wallet: Wallet,
        realtime: Realtime,
        *,
        environment: dict[str, str] | None = None,
    ) -> CasinoFunction:
        """Add a function of its own for frames that move a player's money at a table."""
        function = CasinoFunction(
            self,
            self._platform,
            f"tables.{use_case}",
            memory=1024,
            environment=environment,
        )
        wallet.table.open_to(function, Access.APPEND)
        self.table.open_to(function, Access.APPEND)
        realtime.admit_from(function)
        websocket.route(action, function, replies=True)
        self._platform.alarms.failing(use_case.title().replace("_", ""), function)
        return function

    def _serve_consoles(self, websocket: CasinoWebSocketApi, realtime: Realtime) -> None:
        # It decides nothing that it could know: neither seeds nor wallets are open to it.
        console = CasinoFunction(
            self,
            self._platform,
            "tables.dealer_console",
            memory=768,
            environment=self._dealer_timings,
        )
        self.table.open_to(console, Access.APPEND)
        self._acts.open_to(console, Access.ADD)
        self._round_clock.open_to(console)
        realtime.announce_from(console)
        realtime.admit_from(console)
        for action in _CONSOLE_ACTIONS:
            websocket.route(f"dealer.{action}", console, replies=True)
        self._platform.alarms.failing("DealerConsole", console)

    def _run_clock(self, wallet: Wallet, realtime: Realtime) -> None:
        advance_round = CasinoFunction(
            self,
            self._platform,
            "tables.advance_round",
            memory=768,
            timeout_seconds=_CLOCK_SECONDS,
            environment=self._timings | self._dealer_timings,
        )
        self.table.open_to(advance_round, Access.WRITE)
        self._seeds.open_to(advance_round, Access.WRITE)
        # Who bet on which seat, before it deals.
        wallet.table.open_to(advance_round, Access.READ)
        self._acts.open_to(advance_round, Access.ADD)
        self._round_clock.open_to(advance_round)
        self._settlement.open_to(advance_round)
        realtime.announce_from(advance_round)
        sweep_rounds = CasinoFunction(
            self, self._platform, "tables.sweep_rounds", timeout_seconds=50
        )
        self.table.open_to(sweep_rounds, Access.READ)
        self._round_clock.open_to(sweep_rounds)
        realtime.count_from(sweep_rounds)
        # One message at a time: tables must not wait for each other's phases.
        self._round_clock.feed(advance_round, batch_size=1)
        every_minute(sweep_rounds, self._platform, name="SweepRounds")
        self._platform.alarms.failing("AdvanceRound", advance_round)

    def _settle(self, wallet: Wallet, realtime: Realtime) -> None:
        settle_round = CasinoFunction(
            self,
            self._platform,
            "tables.settle_round",
            memory=1024,
            timeout_seconds=_SETTLEMENT_SECONDS,
        )
        self.table.open_to(settle_round, Access.APPEND)
        wallet.table.open_to(settle_round, Access.APPEND)
        self._round_clock.open_to(settle_round)
        realtime.publish_from(settle_round)
        self._settlement.feed(settle_round, batch_size=1)
        self._platform.alarms.failing("SettleRound", settle_round)

    def _summarise_bets(self, wallet: Wallet, realtime: Realtime) -> None:
        summarise_bets = CasinoFunction(self, self._platform, "tables.summarise_bets")
        self.table.open_to(summarise_bets, Access.READ)
        realtime.publish_from(summarise_bets)
        feed_stream(
            summarise_bets,
            wallet.table,
            self._platform,
            name="SummariseBets",
            only=[NEW_BETS, NEW_CASH_OUTS],
            # A newer summary replaces an older one here, before either has a number; every one that
            # is told goes to everybody at the table.
            gather_seconds=1,
        )

    def _tell_lobby(self, realtime: Realtime) -> None:
        tell_lobby = CasinoFunction(self, self._platform, "tables.tell_lobby")
        realtime.publish_from(tell_lobby)
        feed_stream(
            tell_lobby,
            self.table,
            self._platform,
            name="TellLobby",
            only=[_CHANGED_TABLES],
            # Whatever changes within a second is one event, so a batch must hold it all.
            batch_size=1000,
            gather_seconds=1,
        )

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
