"""What policies say on the wire, and a policy as operators write it: one JSON document."""

import json
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casino.lambdas.validation import field_errors
from casino.policies.errors import InvalidPolicy
from casino.policies.model import Policy
from casino.shared.errors import FieldError
from casino.shared.messages import CurrencyCode, Message


class CountryView(Message):
    """A country from which one can register."""

    country: str = Field(description="ISO 3166-1 alpha-2.", examples=["DE"])
    minimum_age: int = Field(description="In years.", examples=[18])
    currencies: list[CurrencyCode] = Field(description="Those that a wallet can be in.")


class Countries(Message):
    """Answer of ``GET /v1/countries``: all of them at once."""

    items: list[CountryView]


class _Document(BaseModel):
    """Holds what is written to the fields of a policy, and of all that it is made of."""

    model_config = ConfigDict(extra="forbid", strict=True)

    policy: Policy


def read_policy(text: str) -> Policy:
    """Read a policy, of which every field has to be known and of its kind.

    Raises
    ------
    InvalidPolicy
        What is wrong, and where.
    """
    try:
        json.loads(text, object_pairs_hook=_once)
    except ValueError as error:
        raise InvalidPolicy(f"This is no JSON document: {error}") from error
    try:
        return _Document.model_validate_json(f'{{"policy": {text}}}').policy
    except ValidationError as error:
        complaints = error.errors(include_url=False, include_input=False)
        faults = [
            # Of a name that there is not, pydantic says that it is one.
            replace(each, pointer=each.pointer.removesuffix("/[key]"))
            for each in field_errors(complaints, skip=1)
        ]
        raise InvalidPolicy(errors=faults) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        [again, *_] = [name for name in values if names.count(name) > 1]
        # Of two values the last one would count, and nobody would notice.
        raise InvalidPolicy(errors=[FieldError(f"/{again}", "Say this once")])
    return values
