"""What both kinds of payment are answered with."""

from http import HTTPStatus
from typing import TypeVar

from aws_lambda_powertools.event_handler import Response

from casino.payments.answering import Answer
from casino.shared.messages import Message

M = TypeVar("M", bound=Message)


def created(view: type[M], answer: Answer) -> Response[M]:
    """Write an answer, marked if an earlier request brought it about."""
    return Response(
        status_code=HTTPStatus.CREATED,
        content_type="application/json",
        body=view.model_validate(answer.body),
        headers={"Idempotent-Replay": "true"} if answer.replayed else {},
    )
