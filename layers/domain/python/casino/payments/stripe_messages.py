"""What Stripe sends us: its own shape, of which we name what we read."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _OfStripe(BaseModel):
    # Stripe adds members as it likes.
    model_config = ConfigDict(extra="allow", frozen=True)


class StripeEventData(_OfStripe):
    """What an event is about."""

    object: dict[str, Any] = Field(
        description="The object of Stripe's API, as it was when the event was made.",
        examples=[
            {
                "id": "pi_3OqZ1b2eZvKYlo2C1gFJ8X4d",
                "object": "payment_intent",
                "amount": 2500,
                "currency": "eur",
            }
        ],
    )


class StripeEvent(_OfStripe):
    """An event of Stripe's (https://docs.stripe.com/api/events/object)."""

    id: str = Field(examples=["evt_3OqZ1b2eZvKYlo2C1kq0Hn5V"])
    object: Literal["event"]
    type: str = Field(
        description="What happened; of a type that says nothing to us, no more is read.",
        examples=["payment_intent.succeeded"],
    )
    created: int = Field(description="Unix time in seconds.", examples=[1767225600])
    data: StripeEventData
