"""Fill in a stage's variables wherever its API may name them.

MiniStack takes them in headers alone. API Gateway takes them in the name of the function that a
method leads to, and in the bodies of its own answers, too [1]_.

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
    """Fill them in before a function is called, and in what API Gateway says itself."""
    invoke = rest_apis._invoke_lambda_proxy_v1  # noqa: SLF001
    answer = rest_apis._gateway_error_response  # noqa: SLF001

    async def invoke_named(
        integration: dict[str, Any],
        api_id: str,
        stage_name: str,
        stage: dict[str, Any],
        *rest: Any,
        **named: Any,
    ) -> Any:
        filled = integration | {"uri": _filled(integration["uri"], stage)}
        return await invoke(filled, api_id, stage_name, stage, *rest, **named)

    def answer_filled(error: Any, request: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = answer(error, request)
        return status, headers, _filled(body.decode(), request["stage"]).encode()

    rest_apis._invoke_lambda_proxy_v1 = invoke_named  # noqa: SLF001
    rest_apis._gateway_error_response = answer_filled  # noqa: SLF001


def _filled(text: str, stage: dict[str, Any]) -> str:
    variables: dict[str, str] = stage.get("variables") or {}
    return _VARIABLE.sub(lambda found: variables.get(found[2], ""), text)
