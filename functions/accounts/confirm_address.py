"""``POST /v1/auth/confirm``."""

from casino.accounts.messages import ConfirmAddress
from casino.accounts.use_cases import confirm_address as use_case
from casino.lambdas.rest_api import OpenTo, Pace, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.directory, Parts.attempts)
router = Routes(OpenTo.ANYONE, pace=Pace.SIGNING_IN)


@router.post("/v1/auth/confirm", summary="Prove your address", tags=["accounts"], status_code=204)
def confirm_address(proof: ConfirmAddress) -> None:
    """Answer with nothing: the address is confirmed."""
    use_case.confirm_address(parts.directory, parts.attempts, proof, router.visitor.address)
