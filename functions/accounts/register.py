"""``POST /v1/auth/register``."""

from casino.accounts.bootstrap import registrar
from casino.accounts.messages import Register, Registered
from casino.accounts.use_cases import register as use_case
from casino.lambdas.rest_api import Routes

router = Routes()


@router.post("/v1/auth/register", summary="Open an account", tags=["accounts"], status_code=201)
def register(wanted: Register) -> Registered:
    """Answer with the new account."""
    return use_case.register(registrar(), wanted)
