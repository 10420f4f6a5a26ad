"""Write the page of error codes: `python -m scripts.error_codes`.

The codes are those of the error classes that the edges turn into answers, so there is no list to
keep up: both references take the values of `code` from here, and the page is what a problem's
`type` leads to.
"""

from __future__ import annotations

import html
import importlib
import pkgutil
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scripts.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from casino.shared.errors import CasinoError

PAGE: Final = ROOT / "docs" / "errors.md"
SITE_PAGE: Final = ROOT / "web" / "public" / "errors.html"

_INTRODUCTION: Final = (
    "What REST answers as `application/problem+json` (RFC 9457) carries one of these codes, and so "
    "does the `error` of a WebSocket's reply. A code keeps its meaning; texts are for people and "
    "may change. New codes come with new features, so treat one that you don't know by its status, "
    "or by `retryable`: where that is so, the same request may succeed later, over REST after "
    "`Retry-After` seconds and under the same `Idempotency-Key`."
)


@dataclass(frozen=True)
class ErrorCode:
    """One value of `code`.

    Attributes
    ----------
    statuses : tuple of int
        What REST answers with it; more than one where it says the same in different situations.
    retryable : bool
        Whether the same request may succeed later.
    meanings : tuple of str
        In sentences for people, one for each situation that has words of its own.
    """

    code: str
    statuses: tuple[int, ...]
    retryable: bool
    meanings: tuple[str, ...]


class AmbiguousCode(Exception):
    """Two errors of one code differ in whether a request may be repeated."""


def error_codes() -> list[ErrorCode]:
    """Return every code that a caller can meet, in alphabetical order.

    Raises
    ------
    AmbiguousCode
    """
    classes: dict[str, list[type[CasinoError]]] = {}
    for error in _error_classes():
        classes.setdefault(error.code, []).append(error)
    return [_described(code, classes[code]) for code in sorted(classes)]


def rendered() -> dict[str, str]:
    """Return the text of every generated file by its path below the checkout."""
    codes = error_codes()
    return {
        str(PAGE.relative_to(ROOT)): _page(codes),
        str(SITE_PAGE.relative_to(ROOT)): _site_page(codes),
    }


def main() -> None:
    """Write the pages."""
    for name, text in rendered().items():
        (ROOT / name).write_text(text)
        print(f"wrote {name}")


def _error_classes() -> list[type[CasinoError]]:
    import casino
    import functions
    from casino.shared.errors import CasinoError

    for package in (casino, functions):
        _import_all(package)
    return [
        error
        for error in dict.fromkeys(_below(CasinoError))
        if error.__module__.startswith(("casino.", "functions."))
    ]


def _import_all(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        # Errors stand in modules of this name, or beside the edge that alone raises them.
        if found.name.endswith(".errors") or found.name.startswith("casino.lambdas."):
            importlib.import_module(found.name)


def _below(error: type[CasinoError]) -> Iterator[type[CasinoError]]:
    for child in error.__subclasses__():
        yield child
        yield from _below(child)


def _described(code: str, classes: list[type[CasinoError]]) -> ErrorCode:
    from casino.lambdas.rest_api import status_of

    if len({error.retryable for error in classes}) > 1:
        raise AmbiguousCode(code)
    # An error that took its code from another one is a case of that: it adds nothing here.
    own = [error for error in classes if "code" in vars(error)]
    return ErrorCode(
        code=code,
        statuses=tuple(sorted({int(status_of(error)) for error in classes})),
        retryable=classes[0].retryable,
        meanings=tuple(sorted({error.title for error in own})),
    )


def _page(codes: list[ErrorCode]) -> str:
    rows = [
        f'| <a id="{each.code}"></a>`{each.code}` | {_statuses(each)} | '
        f"{'yes' if each.retryable else 'no'} | {_meaning(each)} |"
        for each in codes
    ]
    head = ["# Error codes", "", "<!-- Written by `make api` from the error classes. -->", ""]
    table = ["", "| code | status | retryable | what it says |", "|---|---|---|---|", *rows, ""]
    return "\n".join([*head, *textwrap.wrap(_INTRODUCTION, 100), *table])


def _site_page(codes: list[ErrorCode]) -> str:
    rows = "\n".join(
        f'        <tr id="{each.code}"><th scope="row"><code>{each.code}</code></th>'
        f"<td>{_statuses(each)}</td><td>{'yes' if each.retryable else 'no'}</td>"
        f"<td>{html.escape(_meaning(each))}</td></tr>"
        for each in codes
    )
    return f"""<!doctype html>
<!-- Written by `make api` from the error classes. -->
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Error codes</title>
    <link rel="stylesheet" href="rules/rules.css" />
  </head>
  <body>
    <h1>Error codes</h1>
    <p>{html.escape(_INTRODUCTION.replace("`", ""))}</p>
    <table>
      <thead>
        <tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Retryable</th>
          <th scope="col">What it says</th></tr>
      </thead>
      <tbody>
{rows}
      </tbody>
    </table>
  </body>
</html>
"""


def _statuses(code: ErrorCode) -> str:
    return ", ".join(str(status) for status in code.statuses)


def _meaning(code: ErrorCode) -> str:
    return "; or: ".join(code.meanings)


if __name__ == "__main__":
    main()
