"""``GET /v1/countries``."""

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.policies.messages import Countries
from casino.policies.use_cases import list_countries as use_case
from functions.catalogue.revalidation import RESPONSES, revalidated

parts = at_start(Parts.policies)
router = Routes(OpenTo.ANYONE)


@router.get(
    "/v1/countries",
    summary="Where one can register from",
    tags=["accounts"],
    responses=RESPONSES,
    middlewares=[revalidated],
)
def list_countries() -> Countries:
    """Answer with each country, the age from which on one may play there, and its currencies."""
    return use_case.list_countries(parts.policies, parts.clock())
