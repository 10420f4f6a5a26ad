"""What people are told about a field is said in words of ours, whatever pydantic would say."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

import casino
from casino.lambdas.validation import field_errors
from casino.shared.messages import Message

# Words by which pydantic's own sentences are known.
PYDANTICS_WORDS = re.compile(
    r"\b(string|integer|boolean|dictionary|input|extra inputs|pattern|value error|instance|"
    r"should|field required)\b",
    re.IGNORECASE,
)


class Colour(StrEnum):
    RED = "red"
    BLACK = "black"


class Form(BaseModel, extra="forbid"):
    name: Annotated[str, Field(min_length=1, max_length=5, strict=True)] = "x"
    password: Annotated[str, Field(min_length=8)] = "xxxxxxxx"
    code: Annotated[str, Field(pattern=r"^[0-9]{4}$")] = "0000"
    amount: Annotated[int, Field(ge=1, le=9, strict=True)] = 1
    numbers: Annotated[list[int], Field(min_length=2, max_length=2)] = [1, 2]
    colour: Colour = Colour.RED
    way: Literal["up", "down"] = "up"
    agreed: Annotated[bool, Field(strict=True)] = True
    nested: dict[str, int] = {}


def said(model: type[BaseModel], given: Any) -> list[str]:
    with pytest.raises(ValidationError) as failure:
        model.model_validate(given)
    return [each.detail for each in field_errors(failure.value.errors())]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This must not be empty"),
        ("name", "123456", "At most 5 characters are possible"),
        ("name", 5, "This must be a text"),
        ("password", "short", "At least 8 characters are needed"),
        ("code", "12", "This is not in the form that is expected here"),
        ("amount", 0, "This must be at least 1"),
        ("amount", 10, "This must be at most 9"),
        ("amount", "1", "This must be a whole number"),
        ("numbers", [1], "At least 2 items are needed"),
        ("numbers", [1, 2, 3], "At most 2 items are possible"),
        ("numbers", 1, "This must be a list"),
        ("colour", "green", "This must be one of 'red' or 'black'"),
        ("way", "left", "This must be one of 'up' or 'down'"),
        ("agreed", "yes", "This must be true or false"),
        ("nested", 1, "This must be an object"),
        ("other", 1, "There is no such field"),
    ],
)
def test_a_field_that_is_wrong_is_told_what_would_be_right(field, value, sentence):
    assert said(Form, {field: value}) == [sentence]


WRONG_VALUES = [
    None, "", " ", "x", "x" * 200_000, "\u202e", "1", "nobody@", "2020-02-31", -1, 0, 10**30, 1.5,
    True, [], ["x"], [[]], {}, {"x": 1},
]  # fmt: skip


def every_message() -> Iterator[type[Message]]:
    for module in pkgutil.walk_packages(casino.__path__, "casino."):
        if module.name.endswith("messages"):
            importlib.import_module(module.name)
    waiting = [Message]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            yield model


@pytest.mark.parametrize(
    "model", sorted(set(every_message()), key=str), ids=lambda each: each.__name__
)
def test_no_message_is_refused_in_pydantics_words(model):
    for field in [*model.model_fields, "no_such_field"]:
        for value in WRONG_VALUES:
            try:
                model.model_validate({field: value})
            except ValidationError as failure:
                for error in field_errors(failure.errors()):
                    assert not PYDANTICS_WORDS.search(error.detail), (field, value, error)
