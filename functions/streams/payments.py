"""The payments' stream: the bus hears what has become of them."""

from collections.abc import Sequence

from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.payments import Payment, payment_from_item
from casino.payments.use_cases import publish_payments as use_case

parts = at_start(Parts.bus)
_Changes = list[tuple[Payment | None, Payment]]


def _payments(changes: Sequence[ItemChange]) -> _Changes:
    read = (change.read(payment_from_item) for change in changes)
    return [(before, after) for before, after in read if after]


def _bus(payments: _Changes) -> None:
    use_case.publish_payments(parts.bus, payments)


handler = relay_handler(_payments, {"bus": _bus})
