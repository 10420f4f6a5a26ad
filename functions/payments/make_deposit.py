"""``POST /v1/payments/deposits``."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body

from casino.lambdas.rest_api import IdempotencyKeyHeader, OpenTo, Routes, required_key
from casino.parts import Parts, at_start
from casino.payments.messages import DepositRequest, DepositView
from casino.payments.use_cases import make_deposit as use_case
from functions.payments.replies import created

parts = at_start(
    Parts.payments,
    Parts.ledger,
    Parts.psp,
    Parts.deposit_failures,
    Parts.pause,
    Parts.policies,
)
router = Routes(OpenTo.PLAYERS, kind="money")


@router.post("/v1/payments/deposits", summary="Pay in", tags=["payments"], status_code=201)
def make_deposit(
    request: Annotated[DepositRequest, Body()], idempotency_key: IdempotencyKeyHeader = None
) -> Response[DepositView]:
    """Answer with the deposit that this request, or an earlier copy of it, brought about."""
    key = required_key(idempotency_key)
    answer = use_case.make_deposit(parts, router.player_id, key, request)
    return created(DepositView, answer)
