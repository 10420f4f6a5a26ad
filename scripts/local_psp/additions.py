# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: SLF001 - localstripe is extended where it has no public way
"""What Stripe has, our cashier listens to, and localstripe lacks.

Disputes, which only a cardholder's bank can raise: `POST /_config/disputes` with `payment_intent`
and perhaps `amount` stands in for the bank, `POST /_config/disputes/{id}` with `status` for its
decision. The events of refunds and of cancelled payments. And idempotency: who sends a POST again
under the same `Idempotency-Key` gets the first answer. Ours is kept in memory only, and the cashier
is right without it; what it saves is prepared payments that nobody ever confirms.
"""

from __future__ import annotations

import asyncio
import importlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

resources: Any = importlib.import_module("localstripe.resources")
server: Any = importlib.import_module("localstripe.server")
web: Any = importlib.import_module("aiohttp.web")


class Dispute(resources.StripeObject):  # type: ignore[misc]  # localstripe has no types
    """A cardholder wants their money back: https://docs.stripe.com/api/disputes/object."""

    object = "dispute"
    _id_prefix = "dp_"

    def __init__(self, payment_intent: str, amount: str | int | None = None) -> None:
        intent = resources.PaymentIntent._api_retrieve(payment_intent)
        super().__init__()
        self.amount = int(amount or intent.amount)
        self.currency = intent.currency
        self.charge = intent.latest_charge.id
        self.payment_intent = intent.id
        self.reason = "fraudulent"
        self.status = "needs_response"
        self.metadata: dict[str, str] = {}
        _tell("charge.dispute.created", self)

    @classmethod
    def _api_decide(cls, id: str, status: str) -> Dispute:  # noqa: A002 - the route's name for it
        dispute: Dispute = cls._api_retrieve(id)
        dispute.status = status
        _tell("charge.dispute.closed", dispute)
        return dispute


def add() -> None:
    """Teach localstripe all of it."""
    routes = server.app.router
    routes.add_post("/_config/disputes", server.api_create(Dispute, "/_config/disputes"))
    routes.add_post("/_config/disputes/{id}", server.api_extra(Dispute._api_decide, ""))
    routes.add_get("/v1/disputes/{id}", server.api_retrieve(Dispute, "/v1/disputes"))
    _announce_refunds()
    _announce_cancellations()
    server.app.middlewares.append(_answering_once())


def _answering_once() -> Any:
    turns: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)
    answers: dict[tuple[str, str], tuple[int, str]] = {}

    @web.middleware  # type: ignore[untyped-decorator]
    async def answer_once(request: Any, handler: Callable[[Any], Awaitable[Any]]) -> Any:
        key = request.headers.get("Idempotency-Key")
        if request.method != "POST" or not key:
            return await handler(request)
        name = (request.path, key)
        async with turns[name]:
            if name not in answers:
                answer = await handler(request)
                answers[name] = (answer.status, answer.text)
            status, text = answers[name]
        return web.Response(status=status, text=text, content_type="application/json")

    return answer_once


def _announce_refunds() -> None:
    make = resources.Refund.__init__

    def make_and_tell(refund: Any, *args: Any, **values: Any) -> None:
        make(refund, *args, **values)
        _tell("refund.created", refund)
        _tell("charge.refunded", resources.Charge._api_retrieve(refund.charge))

    resources.Refund.__init__ = make_and_tell


def _announce_cancellations() -> None:
    cancel = resources.PaymentIntent._api_cancel

    def cancel_and_tell(id: str, **values: Any) -> Any:  # noqa: A002 - the route's name for it
        intent = cancel(id, **values)
        _tell("payment_intent.canceled", intent)
        return intent

    path = "/v1/payment_intents/{id}/cancel"
    for route in server.app.router.routes():
        if route.resource.canonical == path and route.method == "POST":
            route._handler = server.api_extra(cancel_and_tell, path)


def _tell(name: str, about: Any) -> None:
    resources.schedule_webhook(resources.Event(name, about))
