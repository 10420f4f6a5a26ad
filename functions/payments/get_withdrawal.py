"""``GET /v1/payments/withdrawals/{withdrawal_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.payments.messages import WithdrawalView
from casino.payments.use_cases import get_withdrawal as use_case
from casino.shared.messages import WithdrawalId

parts = at_start(Parts.payments)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/payments/withdrawals/<withdrawal_id>", summary="One withdrawal", tags=["payments"])
def get_withdrawal(
    withdrawal_id: Annotated[WithdrawalId, Path(description="As it was answered.")],
) -> WithdrawalView:
    """Answer with one of the player's withdrawals as it is now."""
    return use_case.get_withdrawal(parts.payments, router.player_id, withdrawal_id)
