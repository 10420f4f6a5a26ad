"""``GET /v1/payments/deposits/{deposit_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.payments.messages import DepositView
from casino.payments.use_cases import get_deposit as use_case
from casino.shared.messages import DepositId

parts = at_start(Parts.payments, Parts.ledger, Parts.psp, Parts.deposit_failures, Parts.policies)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/payments/deposits/<deposit_id>", summary="One deposit", tags=["payments"])
def get_deposit(
    deposit_id: Annotated[DepositId, Path(description="As it was answered.")],
) -> DepositView:
    """Answer with one of the player's deposits as it is now."""
    return use_case.get_deposit(parts, router.player_id, deposit_id)
