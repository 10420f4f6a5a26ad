"""``POST /v1/payments/withdrawals``."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body

from casino.lambdas.rest_api import IdempotencyKeyHeader, OpenTo, Routes, required_key
from casino.parts import Parts, at_start
from casino.payments.messages import WithdrawalRequest, WithdrawalView
from casino.payments.use_cases import make_withdrawal as use_case
from functions.payments.replies import created

parts = at_start(Parts.payments, Parts.ledger, Parts.psp, Parts.pause, Parts.policies)
router = Routes(OpenTo.PLAYERS, kind="money")


@router.post("/v1/payments/withdrawals", summary="Pay out", tags=["payments"], status_code=201)
def make_withdrawal(
    request: Annotated[WithdrawalRequest, Body()], idempotency_key: IdempotencyKeyHeader = None
) -> Response[WithdrawalView]:
    """Answer with the withdrawal that this request, or an earlier copy of it, brought about."""
    key = required_key(idempotency_key)
    answer = use_case.make_withdrawal(parts, router.player_id, key, request)
    return created(WithdrawalView, answer)
