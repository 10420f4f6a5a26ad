"""The Python client's requests by REST, its errors by code, and its stakes."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Final

from scripts.client_types.python import FUTURE, ORIGIN, formatted, type_of
from scripts.client_types.rest import pascal, snake

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.client_types.description import Schema
    from scripts.client_types.rest import Bet, Operation, Parameter, RestDescription

_KEYWORDS: Final = frozenset({"from", "in", "is", "class"})

_CALL: Final = """\
    @abstractmethod
    async def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        idempotency_key: str | None = None,
        is_public: bool = False,
    ) -> Any: ..."""

_HELPERS: Final = """\
def _part(value: str) -> str:
    return quote(value, safe="")


def _new_key() -> str:
    return secrets.token_hex(16)"""


def render(description: RestDescription, bets: Iterable[Bet]) -> dict[str, str]:
    """Return the text of each file by its name."""
    texts = {
        "rest_api.py": _api(description),
        "problems.py": _problems(description.codes),
        "stakes.py": _stakes(bets),
    }
    return {name: formatted(text) for name, text in texts.items()}


def _api(description: RestDescription) -> str:
    models = sorted(description.schemas)
    methods = [text for each in description.operations for text in _methods(each)]
    used = [name for name in models if re.search(rf"\b{name}\b", "\n".join(methods))]
    parts = [
        (
            f'{ORIGIN}\n"""Every request of the REST API."""\n\n{FUTURE}\n\n'
            "import secrets\nfrom abc import ABC, abstractmethod\n"
            "from typing import TYPE_CHECKING, Any, Literal\nfrom urllib.parse import quote"
        ),
        (
            "if TYPE_CHECKING:\n    from collections.abc import AsyncIterator, Mapping\n\n"
            f"    from croupier_client.generated.messages import ({', '.join(used)})"
        ),
        'class RestApi(ABC):\n    """Every request, by its name in the API\'s description."""\n',
        *methods,
        _CALL,
        _HELPERS,
    ]
    return "\n\n".join(parts)


def _methods(operation: Operation) -> list[str]:
    name = snake(operation.name)
    path_parts = [f"{snake(each.name)}: str" for each in operation.in_path]
    body = [] if operation.body is None else [f"body: {type_of(operation.body)}"]
    options = [_option(each) for each in operation.in_query]
    if operation.has_key:
        options.append("idempotency_key: str | None = None")
    answer = "None" if operation.answer is None else type_of(operation.answer)
    star = ["*", *options] if options else []
    signature = ", ".join(["self", *path_parts, *body, *star])
    told = f"{operation.summary}.\n\n        `{operation.method} {operation.path}`"
    if operation.has_key:
        told += (
            ". The key names this attempt: repeated with\n        it, it has one effect and one"
            " answer. Without one, a new one is made, and kept\n        over the client's own"
            " repetitions."
        )
    call = f"await self._call({', '.join(_arguments(operation))})"
    lines = [
        f"    async def {name}({signature}) -> {answer}:",
        f'        """{told}\n        """',
        f"        {call}" if answer == "None" else f"        answer: {answer} = {call}",
        *([] if answer == "None" else ["        return answer"]),
    ]
    methods = ["\n".join(lines)]
    if operation.item is not None:
        methods.append(_iteration(operation, name, path_parts))
    return methods


def _iteration(operation: Operation, name: str, path_parts: list[str]) -> str:
    """Return the method that goes through all pages."""
    query = [each for each in operation.in_query if each.name != "cursor"]
    item = type_of(operation.item or {})
    signature = ", ".join(["self", *path_parts, "*", *map(_option, query)])
    passed = [
        *(snake(each.name) for each in operation.in_path),
        *(f"{_argument(each)}={_argument(each)}" for each in query),
        "cursor=cursor",
    ]
    return "\n".join(
        [
            (
                f"    async def {name.replace('list_', 'iterate_', 1)}({signature})"
                f" -> AsyncIterator[{item}]:"
            ),
            f'        """{operation.summary}: all of them, page by page."""',
            "        cursor: str | None = None",
            "        while True:",
            f"            page = await self.{name}({', '.join(passed)})",
            '            for item in page["items"]:',
            "                yield item",
            '            cursor = page["next_cursor"]',
            "            if cursor is None:",
            "                return",
        ]
    )


def _arguments(operation: Operation) -> list[str]:
    path = operation.path
    for each in operation.in_path:
        path = path.replace(f"{{{each.name}}}", f"{{_part({snake(each.name)})}}")
    arguments = [json.dumps(operation.method), f'{"f" if operation.in_path else ""}"{path}"']
    if operation.in_query:
        query = ", ".join(f'"{each.name}": {_argument(each)}' for each in operation.in_query)
        arguments.append(f"query={{{query}}}")
    if operation.body is not None:
        arguments.append("body=body")
    if operation.has_key:
        arguments.append("idempotency_key=idempotency_key or _new_key()")
    if operation.is_public:
        arguments.append("is_public=True")
    return arguments


def _option(parameter: Parameter) -> str:
    kind = type_of(parameter.schema)
    optional = kind if kind.endswith("None") else f"{kind} | None"
    return f"{_argument(parameter)}: {optional} = None"


def _argument(parameter: Parameter) -> str:
    name = snake(parameter.name)
    return f"{name}_" if name in _KEYWORDS else name


def _problems(codes: Iterable[str]) -> str:
    known = list(codes)
    classes = [
        f'class {pascal(code)}(RestError):\n    """The API answered `{code}`."""' for code in known
    ]
    table = ", ".join(f'"{code}": {pascal(code)}' for code in known)
    return "\n\n".join(
        [
            (
                f'{ORIGIN}\n"""An error for each code that the API answers with."""\n\n{FUTURE}\n\n'
                "from typing import TYPE_CHECKING, Final\n\n"
                "from croupier_client.errors import RestError"
            ),
            "if TYPE_CHECKING:\n    from collections.abc import Mapping",
            *classes,
            f"BY_CODE: Final[Mapping[str, type[RestError]]] = {{{table}}}",
        ]
    )


def _stakes(bets: Iterable[Bet]) -> str:
    functions = [_round(bet) if bet.is_round else _stake(bet) for bet in bets]
    return "\n\n".join(
        [
            (
                f'{ORIGIN}\n"""What may be staked at each game; amounts are in minor units.\n\n'
                "`GET /v1/games/{game_id}` says it as JSON Schemas, with every selection there is."
                '\n"""\n\n'
                f"{FUTURE}\n\nfrom typing import TYPE_CHECKING, Literal"
            ),
            (
                "if TYPE_CHECKING:\n    from collections.abc import Iterable\n\n"
                "    from croupier_client.generated.messages import PlayRound, StakeMessage"
            ),
            *functions,
        ]
    )


def _stake(bet: Bet) -> str:
    selection: Schema | None = bet.schema["properties"].get("selection")
    name, told = snake(bet.name), _told(bet)
    if selection is None:
        return (
            f"def {name}(amount: int) -> StakeMessage:\n    {told}\n"
            f'    return {{"type": "{bet.name}", "amount": amount}}'
        )
    doc = f"{selection['description']} For example {selection['examples'][0]}."
    if "selection" in bet.schema["required"]:
        return (
            f"def {name}(selection: Iterable[int], amount: int) -> StakeMessage:\n"
            f"    {_told(bet, ('selection : iterable of int', doc))}\n"
            f'    return {{"type": "{bet.name}", "selection": sorted(selection), "amount": amount}}'
        )
    return (
        f"def {name}(amount: int, *, selection: Iterable[int] = ()) -> StakeMessage:\n"
        f"    {_told(bet, ('selection : iterable of int, optional', doc))}\n"
        f'    stake: StakeMessage = {{"type": "{bet.name}", "amount": amount}}\n'
        "    if chosen := sorted(selection):\n"
        '        stake["selection"] = chosen\n    return stake'
    )


def _round(bet: Bet) -> str:
    choice = bet.schema["properties"].get("choice", {}).get("properties", {})
    options = "".join(f", {name}: {type_of(kind)}" for name, kind in choice.items())
    star = ", *" if choice else ""
    chosen = ", ".join(f'"{name}": {name}' for name in choice)
    body = '"stake": stake' + (f', "choice": {{{chosen}}}' if choice else "")
    told = [
        (f"{name} : {type_of(kind)}", kind.get("description", "")) for name, kind in choice.items()
    ]
    return (
        f"def {snake(bet.name)}(stake: int{star}{options}) -> PlayRound:\n"
        f"    {_told(bet, *told)}\n    return {{{body}}}"
    )


def _told(bet: Bet, *parameters: tuple[str, str]) -> str:
    lines = [
        f'"""Stake on {snake(bet.name).replace("_", " ")}.',
        "",
        f"    {bet.schema['description']}",
        "",
        f"    At {', '.join(bet.games)}; wins {bet.schema['x-pays']}."
        if len(bet.games) == 1
        else f"    At {', '.join(bet.games)}.",
    ]
    if parameters:
        lines += ["", "    Parameters", "    ----------"]
        for head, text in parameters:
            lines.append(f"    {head}")
            lines += [f"        {line}" for line in textwrap.wrap(text, 90)]
    return "\n".join([*lines, '    """'])
