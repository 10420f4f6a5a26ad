"""The payments' stream: tells the event bus what has become of them."""

from casino.lambdas.records import Change, change_handler
from casino.payments.repository import payment_from_item
from casino.payments.use_cases import publish_payments as use_case
from casino.realtime.bootstrap import bus


def _publish(changes: list[Change]) -> None:
    read = (change.read(payment_from_item) for change in changes)
    use_case.publish_payments(bus(), ((before, after) for before, after in read if after))


handler = change_handler(_publish)
