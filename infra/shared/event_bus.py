"""The event bus: every domain event, for whoever wants to know."""

from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra.shared.events import set_aside
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform

_SOURCE: Final = "croupier"


class CasinoEventBus(Construct):
    """A bus with an archive, from which any time span can be replayed.

    Operators add their own consumers as rules on it; ``docs/events`` has the schemas.
    """

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        name = platform.config.name
        self.bus = events.EventBus(
            self,
            "Bus",
            event_bus_name=f"croupier-{name}",
            description=f"Croupier's events ({name})",
        )
        self.bus.archive(
            "Archive",
            description="Everything, for replays",
            event_pattern=events.EventPattern(source=[_SOURCE]),
            retention=Duration.days(90),
        )

    def open_to(self, function: CasinoFunction) -> None:
        """Let a function put events on the bus, and tell it which."""
        function.add_environment("EVENT_BUS_NAME", self.bus.event_bus_name)
        function.allow(["events:PutEvents"], self.bus.event_bus_arn)

    def feed(self, consumer: CasinoFunction, *, kinds: list[str]) -> None:
        """Hand a function events of some kinds; what it keeps failing at is set aside."""
        dead_letters = set_aside(consumer, self._platform)
        events.Rule(
            consumer,
            "Events",
            event_bus=self.bus,
            event_pattern=events.EventPattern(source=[_SOURCE], detail_type=kinds),
            targets=[
                targets.LambdaFunction(
                    consumer,
                    dead_letter_queue=dead_letters,
                    retry_attempts=8,
                    max_event_age=Duration.hours(2),
                )
            ],
        )
