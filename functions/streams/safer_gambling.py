"""The safer gambling table's stream: who keeps themselves away hears of it, and is let go."""

from collections.abc import Sequence

from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.safer_gambling import Exclusion, exclusions_among
from casino.safer_gambling.use_cases import follow_exclusions as use_case

parts = at_start(Parts.channel_log, Parts.closings, Parts.bus)


def _exclusions(changes: Sequence[ItemChange]) -> list[Exclusion]:
    return exclusions_among(each.after for each in changes)


def _doors(exclusions: Sequence[Exclusion]) -> None:
    use_case.close_doors(parts, exclusions)


def _bus(exclusions: Sequence[Exclusion]) -> None:
    use_case.publish_reinstatements(parts, exclusions)


handler = relay_handler(_exclusions, {"doors": _doors, "bus": _bus})
