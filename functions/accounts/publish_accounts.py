"""The accounts' stream: tells the event bus what has become of them."""

from casino.accounts.repository import profile_from_item
from casino.accounts.use_cases import publish_accounts as use_case
from casino.lambdas.records import Change, change_handler
from casino.realtime.bootstrap import bus
from casino.shared.clock import utc_now


def _publish(changes: list[Change]) -> None:
    use_case.publish_accounts(
        bus(), utc_now, (change.read(profile_from_item) for change in changes)
    )


handler = change_handler(_publish)
