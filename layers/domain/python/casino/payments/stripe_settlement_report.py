"""Stripe's lists of PaymentIntents, Refunds and Payouts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import stripe

from casino.payments.errors import ProviderUnavailable
from casino.payments.settlement_report import Movement, MovementKind, MovementState
from casino.shared.money import Money

_PAGE: Final = 100
# Nobody waits for a list but an audit.
_SECONDS: Final = 30.0

# https://docs.stripe.com/api/payment_intents/object, refunds/object and payouts/object; what is
# not named is under way.
_STATES: Final = {
    "succeeded": MovementState.SUCCEEDED,
    "paid": MovementState.SUCCEEDED,
    "canceled": MovementState.FAILED,
    "failed": MovementState.FAILED,
}
_PAYMENT_IDS: Final = {
    MovementKind.CHARGE: "deposit_id",
    MovementKind.REFUND: "withdrawal_id",
    MovementKind.PAYOUT: "withdrawal_id",
}


class StripeSettlementReport:
    """What Stripe says it moved.

    Parameters
    ----------
    api_base : str, optional
        Where the API is, if it is not Stripe's own.
    """

    def __init__(self, api_key: str, api_base: str | None = None) -> None:
        self._http = stripe.RequestsClient(timeout=_SECONDS)
        client = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_base} if api_base else {},
            http_client=self._http,
            max_network_retries=2,
        )
        self._intents = client.v1.payment_intents
        self._lists: dict[MovementKind, Callable[..., Any]] = {
            MovementKind.CHARGE: client.v1.payment_intents.list,
            MovementKind.REFUND: client.v1.refunds.list,
            MovementKind.PAYOUT: client.v1.payouts.list,
        }

    def close(self) -> None:
        """Close the connections."""
        self._http.close()  # type: ignore[no-untyped-call]

    def movements(self, since: datetime | None) -> Iterator[Movement]:
        """Read the lists to where they get older than `since`."""
        oldest = since.timestamp() if since else 0
        for kind, listing in self._lists.items():
            for each in _since(listing, oldest):
                movement = _movement(kind, each)
                if kind is MovementKind.REFUND and movement.payment_id is None:
                    movement = self._reversal(movement, each)
                yield movement

    def _reversal(self, refund: Movement, each: Any) -> Movement:
        """Name the deposit that somebody else has refunded, by what its charge carries."""
        try:
            charge = self._intents.retrieve(str(each.payment_intent))
        except stripe.StripeError as error:
            raise ProviderUnavailable from error
        metadata = _metadata(charge)
        return replace(
            refund,
            kind=MovementKind.REVERSAL,
            player_id=metadata.get("player_id"),
            payment_id=metadata.get("deposit_id"),
        )


def _since(listing: Callable[..., Any], oldest: float) -> Iterator[Any]:
    params: dict[str, Any] = {"limit": _PAGE}
    while True:
        try:
            page = listing(params=params)
        except stripe.StripeError as error:
            raise ProviderUnavailable from error
        yield from (each for each in page.data if each.created >= oldest)
        if not page.has_more:
            return
        first, last = page.data[0], page.data[-1]
        # Stripe lists the newest first, so only older ones follow. A list in any other order is
        # read to its end.
        if first.created > last.created and last.created < oldest:
            return
        params["starting_after"] = last.id


def _movement(kind: MovementKind, each: Any) -> Movement:
    metadata = _metadata(each)
    return Movement(
        kind=kind,
        reference=each.id,
        money=Money(each.amount, each.currency.upper()),
        state=_STATES.get(each.status, MovementState.PENDING),
        created_at=datetime.fromtimestamp(each.created, UTC),
        player_id=metadata.get("player_id"),
        payment_id=metadata.get(_PAYMENT_IDS[kind]),
        transfer_id=metadata.get("transfer_id"),
    )


def _metadata(each: Any) -> dict[str, str]:
    return dict(each.to_dict().get("metadata") or {})
