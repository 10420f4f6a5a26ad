"""Fill in a stage's variables in what its API says itself.

MiniStack takes them in the headers of such answers alone; API Gateway in their bodies, too [1]_.

References
----------
.. [1] Amazon API Gateway Developer Guide, "API Gateway stage variables reference for REST APIs",
   and the example in "Set up gateway response customization in OpenAPI".
"""

from __future__ import annotations

import re
from typing import Any

from scripts.local_cloud.emulator import rest_apis

_VARIABLE = re.compile(r"\$(\{)?stageVariables\.(\w+)(?(1)\})")


def apply() -> None:
    """Fill them in before an answer of API Gateway's own is sent."""
    answer = rest_apis._gateway_error_response  # noqa: SLF001

    def answer_filled(error: Any, request: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = answer(error, request)
        variables: dict[str, str] = request["stage"].get("variables") or {}
        filled = _VARIABLE.sub(lambda found: variables.get(found[2], ""), body.decode())
        return status, headers, filled.encode()

    rest_apis._gateway_error_response = answer_filled  # noqa: SLF001
