"""The TypeScript client's requests by REST, its error codes, and its stakes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from scripts.client_types.rest import pascal
from scripts.client_types.typescript import HEADER, type_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.client_types.description import Schema
    from scripts.client_types.rest import Bet, Operation, Parameter, RestDescription

_HEAD: Final = """
/** A request, as `RestClient` makes it. */
export interface RestRequest {
  readonly method: string;
  /** With its parameters in it, below the platform's REST address. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | null | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** Answered without an access token. */
  readonly isPublic?: true;
}

/** The key names an attempt: repeated with it, a request has one effect and one answer. */
export interface Keyed {
  /** Made by the client where it is left out, and kept over its own repetitions. */
  readonly idempotencyKey?: string;
}

/** Every request, by the name that the API's description has. */
export abstract class RestApi {
  protected abstract call<Answer>(request: RestRequest): Promise<Answer>;
"""

_ITERATION: Final = """
async function* everyItem<Item>(
  load: (cursor: string | null) => Promise<{
    readonly items: readonly Item[];
    readonly next_cursor: string | null;
  }>,
): AsyncGenerator<Item, void> {
  let cursor: string | null = null;
  do {
    const page: { readonly items: readonly Item[]; readonly next_cursor: string | null } =
      await load(cursor);
    yield* page.items;
    cursor = page.next_cursor;
  } while (cursor !== null);
}
"""


def render(description: RestDescription, bets: Iterable[Bet]) -> dict[str, str]:
    """Return the text of each file by its name."""
    return {
        "restApi.ts": _api(description),
        "problems.ts": _problems(description.codes),
        "stakes.ts": _stakes(bets),
    }


def _api(description: RestDescription) -> str:
    methods = "".join(_method(each) for each in description.operations)
    used = [name for name in sorted(description.schemas) if re.search(rf"\b{name}\b", methods)]
    names = "".join(f"  {name},\n" for name in used)
    imports = f'import type {{\n{names}}} from "./messages.js";\n'
    return f"{HEADER}{imports}{_HEAD}{methods}}}\n{_ITERATION}"


def _method(operation: Operation) -> str:
    answer = "void" if operation.answer is None else type_of(operation.answer)
    parameters = [f"{_camel(each.name)}: string" for each in operation.in_path]
    if operation.body is not None:
        parameters.append(f"body: {type_of(operation.body)}")
    if operation.in_query:
        parameters.append(f"query: {_query(operation.in_query)} = {{}}")
    if operation.has_key:
        parameters.append("{ idempotencyKey = crypto.randomUUID() }: Keyed = {}")
    text = (
        f"\n  /** {operation.summary}. `{operation.method} {operation.path}` */\n"
        f"  {operation.name}({', '.join(parameters)}): Promise<{answer}> {{\n"
        f"    return this.call({{ {', '.join(_members(operation))} }});\n  }}\n"
    )
    if operation.item is not None:
        text += _iteration(operation)
    return text


def _iteration(operation: Operation) -> str:
    query = [each for each in operation.in_query if each.name != "cursor"]
    path = [f"{_camel(each.name)}: string" for each in operation.in_path]
    passed = [*(_camel(each.name) for each in operation.in_path), "{ ...query, cursor }"]
    name = operation.name.replace("list", "iterate", 1)
    item = type_of(operation.item or {})
    return (
        f"\n  /** {operation.summary}: all of them, page by page. */\n"
        f"  {name}({', '.join([*path, f'query: {_query(query)} = {{}}'])})"
        f": AsyncGenerator<{item}, void> {{\n"
        f"    return everyItem((cursor) => this.{operation.name}({', '.join(passed)}));\n  }}\n"
    )


def _members(operation: Operation) -> list[str]:
    path = operation.path
    for each in operation.in_path:
        path = path.replace(f"{{{each.name}}}", f"${{encodeURIComponent({_camel(each.name)})}}")
    quoted = f"`{path}`" if operation.in_path else json.dumps(path)
    members = [f'method: "{operation.method}"', f"path: {quoted}"]
    if operation.in_query:
        members.append("query")
    if operation.body is not None:
        members.append("body")
    if operation.has_key:
        members.append("idempotencyKey")
    if operation.is_public:
        members.append("isPublic: true")
    return members


def _query(parameters: Iterable[Parameter]) -> str:
    members = [f"readonly {each.name}?: {_optional(each.schema)}" for each in parameters]
    return f"{{ {'; '.join(members)} }}"


def _optional(schema: Schema) -> str:
    kind = type_of(schema)
    return kind if kind.endswith("null") else f"{kind} | null"


def _camel(name: str) -> str:
    word = pascal(name)
    return word[:1].lower() + word[1:]


def _problems(codes: Iterable[str]) -> str:
    known = "".join(f'\n  | "{code}"' for code in codes)
    return (
        f"{HEADER}\n/** The codes of the API's errors; a newer server may have more. */\n"
        f"export type ProblemCode ={known or ' string'};\n"
    )


def _stakes(bets: Iterable[Bet]) -> str:
    known = list(bets)
    games: dict[str, list[str]] = {}
    for bet in known:
        for game_id in bet.games:
            games.setdefault(game_id, []).append(_name(bet))
    members = "".join(
        f'  readonly "{game_id}": {" | ".join(names)};\n' for game_id, names in games.items()
    )
    return "".join(
        [
            HEADER,
            (
                "\n// Amounts are in minor units. `GET /v1/games/{game_id}` says the same as JSON "
                "Schemas,\n// with every selection that there is.\n"
            ),
            *(_stake(bet) for bet in known),
            (
                "\n/** What may be staked at each game: at a table, or as a round alone. */\n"
                f"export interface Stakes {{\n{members}}}\n"
            ),
        ]
    )


def _stake(bet: Bet) -> str:
    required = set(bet.schema["required"])
    lines = [
        f"\n/** {bet.schema['description']} At {', '.join(bet.games)}. */\n",
        f"export interface {_name(bet)} {{\n",
    ]
    for name, kind in bet.schema["properties"].items():
        # Every selection there is would be a type of hundreds of members; the schemas have them.
        plain = {key: value for key, value in kind.items() if key != "enum" or "items" not in kind}
        mark = "" if name in required else "?"
        comment = kind.get("description", "")
        if examples := kind.get("examples"):
            comment = f"{comment} For example {json.dumps(examples[0])}."
        lines += [f"  /** {comment} */\n"] if comment else []
        lines.append(f"  readonly {name}{mark}: {_structure(plain)};\n")
    return "".join([*lines, "}\n"])


def _structure(schema: Schema) -> str:
    if "properties" not in schema:
        return type_of(schema)
    members = "; ".join(
        f"readonly {name}: {type_of(kind)}" for name, kind in schema["properties"].items()
    )
    return f"{{ {members} }}"


def _name(bet: Bet) -> str:
    return f"{pascal(bet.name)}{'Round' if bet.is_round else 'Stake'}"
