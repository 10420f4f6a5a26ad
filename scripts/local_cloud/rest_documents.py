"""Deploy REST APIs from the whole of their documents.

Of an OpenAPI document, MiniStack takes the methods that OpenAPI knows and leaves out the others:

- what answers any other method of a path (``x-amazon-apigateway-any-method``);
- what API Gateway answers by itself (``x-amazon-apigateway-gateway-responses``).

It also makes a new API, with another address, whenever the document of a stack's API changes. AWS
keeps the API and overwrites what is in it [1]_.

References
----------
.. [1] AWS CloudFormation Template Reference, "AWS::ApiGateway::RestApi", `Body` and `Mode`.
"""

from __future__ import annotations

from typing import Any

from scripts.local_cloud.emulator import provisioners, rest_apis

_ANY = "x-amazon-apigateway-any-method"
_GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses"


def apply() -> None:
    """Import what is left out, and keep the API that a stack has."""
    import_path_item = rest_apis._import_path_item  # noqa: SLF001
    import_rest_api = rest_apis._import_rest_api  # noqa: SLF001
    handlers = provisioners._RESOURCE_HANDLERS["AWS::ApiGateway::RestApi"]  # noqa: SLF001
    update = handlers["update"]

    def import_whole_path_item(api_id: str, path: str, item: dict[str, Any], *rest: Any) -> None:
        methods = {"any" if name == _ANY else name: each for name, each in item.items()}
        import_path_item(api_id, path, methods, *rest)

    def import_whole_api(document: dict[str, Any], base: Any = None) -> str:
        api_id: str = import_rest_api(document, base)
        for kind, response in document.get(_GATEWAY_RESPONSES, {}).items():
            rest_apis._put_gateway_response(api_id, kind, response)  # noqa: SLF001
        return api_id

    def update_in_place(api_id: str, old: dict[str, Any], new: dict[str, Any], *rest: Any) -> Any:
        document = new.get("Body")
        if document is not None and document != old.get("Body"):
            _overwrite(api_id, import_whole_api(document))
            old = old | {"Body": document}
        return update(api_id, old, new, *rest)

    rest_apis._OPENAPI_HTTP_METHODS.add("any")  # noqa: SLF001
    rest_apis._import_path_item = import_whole_path_item  # noqa: SLF001
    rest_apis._import_rest_api = import_whole_api  # noqa: SLF001
    handlers["update"] = update_in_place


def _overwrite(api_id: str, imported: str) -> None:
    """Put what was imported as another API into the one that is there."""
    for contents in (
        rest_apis._authorizers_v1,  # noqa: SLF001
        rest_apis._models,  # noqa: SLF001
        rest_apis._gateway_responses,  # noqa: SLF001
        rest_apis._resources,  # noqa: SLF001
    ):
        contents[api_id] = contents[imported]
    rest_apis._delete_rest_api(imported)  # noqa: SLF001
