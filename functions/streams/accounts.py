"""The accounts' stream: the bus hears what has become of them."""

from collections.abc import Sequence

from casino.accounts import profile_from_item
from casino.accounts.use_cases import publish_accounts as use_case
from casino.bus.bootstrap import bus
from casino.lambdas.records import ItemChange, relay_handler
from casino.shared.clock import utc_now


def _bus(changes: Sequence[ItemChange]) -> None:
    use_case.publish_accounts(
        bus(), utc_now, (change.read(profile_from_item) for change in changes)
    )


handler = relay_handler({"bus": _bus})
