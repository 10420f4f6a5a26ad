"""What schemathesis is told beside its own checks: `SCHEMATHESIS_HOOKS` names this module."""

from typing import Any

import schemathesis
from schemathesis import GenerationMode

# No schema can say which cursors a list has given out, which characters can be seen, or how long
# ago people were born who are alive.
BEYOND_SCHEMAS = {"/cursor", "/date_of_birth", "/display_name"}


@schemathesis.check
def what_the_schema_allows_is_refused_by_a_rule_alone(_ctx: Any, response: Any, case: Any) -> None:
    """Let a valid request be refused for a reason that has a code of its own, and no other.

    An amount that the wallet does not hold is well described and yet refused. A field that is said
    to be invalid is a bound or a format that the schema fails to tell.
    """
    if case.meta is None or case.meta.generation.mode is not GenerationMode.POSITIVE:
        return
    if response.status_code != 422:
        return
    problem = response.json()
    errors = problem.get("errors", [])
    faults = [fault for fault in errors if fault["pointer"] not in BEYOND_SCHEMAS]
    if problem["code"] == "validation_failed" and faults:
        raise AssertionError(f"The schema allows what is refused: {faults}")
