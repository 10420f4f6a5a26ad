"""The REST API as API Gateway takes it: a projection of the reference (OpenAPI 3.0.1).

It has what a gateway acts on: paths, methods, callers, and who answers. What bodies and answers are
like stays in the reference: the functions check that themselves, and say better what is wrong.

Functions are named as they will be, whether they are there yet or not.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from casino.lambdas.bearer import TokenScope
from casino.lambdas.rest_admission import OpenTo
from infra.config import ROOT, ConfigurationError
from infra.shared.gateway_responses import gateway_responses
from infra.shared.handlers import RestRoute

# A method that names scopes takes access tokens with one of them. One that names none would take ID
# tokens, which are not for APIs.
_SCOPES: Final = [scope.value for scope in TokenScope]

_REFERENCE: Final = ROOT / "docs" / "api" / "openapi.json"
_PLAYERS: Final = "players"
_OPEN: Final[list[dict[str, list[str]]]] = []
# API Gateway's own name for the header.
_KEY: Final = "key"
_KEY_SCHEME: Final = {"type": "apiKey", "in": "header", "name": "x-api-key"}
_TEXT: Final = {"type": "string"}
_INTEGRATION: Final = "x-amazon-apigateway-integration"
_ANY: Final = "x-amazon-apigateway-any-method"
# By itself API Gateway tells a wrong method from a wrong path no more than it tells one site's
# preflights from another's; the function knows both. Preflights come without credentials, and all
# else is refused.
_OTHER_METHODS: Final[dict[str, Any]] = {
    "responses": {
        "204": {"description": "A preflight of one of our sites"},
        "405": {"description": "The path does not have the method"},
    },
}

Document = dict[str, Any]


def for_players(route: RestRoute) -> bool:
    """Whether a route asks for an access token."""
    return route.terms.open_to is OpenTo.PLAYERS


def reference() -> Document:
    """Return the committed reference of the REST API."""
    document: Document = json.loads(_REFERENCE.read_text())
    return document


def must_be_described(routes: Sequence[RestRoute], described: Document) -> None:
    """Refuse routes other than those of the reference.

    Parameters
    ----------
    routes : sequence of RestRoute
        All that the handlers declare.
    described : dict
        The reference.

    Raises
    ------
    ConfigurationError
        If one has a route that the other lacks, or they differ in who may call it.
    """
    declared = {str(route): for_players(route) for route in routes}
    documented = {
        f"{method.upper()} {path}": operation["security"] != _OPEN
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    }
    faults = [
        *(f"{name} has a handler and no entry" for name in declared.keys() - documented.keys()),
        *(f"{name} has an entry and no handler" for name in documented.keys() - declared.keys()),
        *(
            f"{name} is for {'players' if declared[name] else 'anybody'}, and its entry says "
            f"{'players' if documented[name] else 'anybody'}"
            for name in declared.keys() & documented.keys()
            if declared[name] != documented[name]
        ),
    ]
    if faults:
        raise ConfigurationError(
            "The handlers' routes are not those of docs/api/openapi.json:\n"
            + "".join(f"  {fault}\n" for fault in sorted(faults))
            + "Where the handlers are right, write the entries anew and commit them: make api"
        )


def gateway_document(
    routes: Sequence[RestRoute],
    described: Document,
    *,
    title: str,
    user_pool_arn: str,
    uris: Mapping[str, str],
    site: str | None,
    locked: bool,
) -> Document:
    """Return the document that API Gateway is deployed from.

    Parameters
    ----------
    routes : sequence of RestRoute
        All of them, each with an entry in the reference.
    described : dict
        The reference.
    title : str
        The API's name, by which its metrics are found.
    user_pool_arn : str
        The pool whose access tokens are taken.
    uris : mapping
        Where API Gateway invokes each function.
    site : str or None
        The origin whose pages may read what API Gateway answers by itself, if that is not its own.
    locked : bool
        Whether it answers those alone who bring a key.

    Raises
    ------
    ConfigurationError
        If two functions share a path.
    """
    paths: dict[str, Document] = {}
    key: dict[str, list[str]] = {_KEY: []} if locked else {}
    for route in routes:
        operation = described["paths"][route.path][route.method.lower()]
        shared = {
            "parameters": [
                {"in": "path", "name": each["name"], "required": True, "schema": _TEXT}
                for each in operation.get("parameters", ())
                if each["in"] == "path"
            ],
            _INTEGRATION: {
                "type": "aws_proxy",
                "httpMethod": "POST",
                "uri": uris[route.function],
            },
        }
        path = paths.setdefault(route.path, {_ANY: shared | _OTHER_METHODS | _secured(key)})
        if path[_ANY][_INTEGRATION] != shared[_INTEGRATION]:
            raise ConfigurationError(
                f"{route.path} is answered by {route.function} and by another function.\n"
                "One function has to answer all of a path: it tells which methods there are."
            )
        path[route.method.lower()] = shared | {
            "operationId": operation["operationId"],
            "responses": {
                status: {"description": answer["description"]}
                for status, answer in operation["responses"].items()
                # What is refused is the same everywhere, and not said for each.
                if "$ref" not in answer
            },
            **_secured(({_PLAYERS: _SCOPES} if for_players(route) else {}) | key),
        }
    return {
        "openapi": "3.0.1",
        "info": {
            "title": title,
            "description": "Croupier: what is asked for once",
            "version": described["info"]["version"],
        },
        "paths": paths,
        "components": {
            "securitySchemes": {
                _PLAYERS: {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "x-amazon-apigateway-authtype": "cognito_user_pools",
                    "x-amazon-apigateway-authorizer": {
                        "type": "cognito_user_pools",
                        "providerARNs": [user_pool_arn],
                        # A token is checked anew for every request.
                        "authorizerResultTtlInSeconds": 0,
                    },
                }
            }
            | ({_KEY: _KEY_SCHEME} if locked else {})
        },
        "x-amazon-apigateway-gateway-responses": gateway_responses(site),
    }


def _secured(needed: dict[str, list[str]]) -> Document:
    """Return what an operation says of all that it asks for at once."""
    return {"security": [needed] if needed else _OPEN}
