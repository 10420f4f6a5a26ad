"""The safer gambling table's stream: players hear what they keep themselves from."""

from collections.abc import Sequence

from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.safer_gambling import Exclusions, LimitChanges, resemblances_among
from casino.safer_gambling.use_cases import follow_exclusions as use_case
from casino.safer_gambling.use_cases.publish_limits import publish_limits
from casino.shared.dynamodb import Item

parts = at_start(Parts.channel_log, Parts.closings, Parts.bus)


def _items(changes: Sequence[ItemChange]) -> list[Item]:
    return [each.after for each in changes]


def _doors(items: Sequence[Item]) -> None:
    use_case.close_doors(parts, Exclusions.among(items))


def _limits(items: Sequence[Item]) -> None:
    publish_limits(parts.channel_log, parts.clock, LimitChanges.among(items))


def _bus(items: Sequence[Item]) -> None:
    use_case.publish_reinstatements(parts, Exclusions.among(items))
    use_case.report_resemblances(parts, resemblances_among(items))


handler = relay_handler(_items, {"doors": _doors, "limits": _limits, "bus": _bus})
