"""Conduct: the watch over what no ordinary player does."""

from typing import Final

from casino.lambdas.observability import Metric
from infra.contexts.sessions import SessionsContext
from infra.shared.event_bus import CasinoEventBus
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform

# What the watch looks at, as it says itself; players' own events are none of its business.
_WATCHED: Final = ("connection.opened", "connection.closed", "limit.exceeded", "tickets.guessed")


def watch(platform: Platform, *, sessions: SessionsContext, bus: CasinoEventBus) -> None:
    """Add the watch; its alerts are kept beside the connections, and expire as they do."""
    watch_conduct = CasinoFunction(platform, "conduct.watch_conduct")
    sessions.admit_from(watch_conduct)
    bus.feed(watch_conduct, kinds=list(_WATCHED))
    platform.alarms.any_of(
        Metric.ABNORMAL_ACTIVITY,
        "Somebody does what no ordinary player does",
        runbook="abnormal-activity",
    )
