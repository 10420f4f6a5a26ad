"""The payments' stream: the bus hears what has become of them."""

from collections.abc import Sequence

from casino.bus.bootstrap import bus
from casino.lambdas.records import ItemChange, relay_handler
from casino.payments import payment_from_item
from casino.payments.use_cases import publish_payments as use_case


def _bus(changes: Sequence[ItemChange]) -> None:
    read = (change.read(payment_from_item) for change in changes)
    use_case.publish_payments(bus(), ((before, after) for before, after in read if after))


handler = relay_handler({"bus": _bus})
