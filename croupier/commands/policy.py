"""``policy``: what holds in a jurisdiction, and from when on."""

import argparse
import json
from pathlib import Path
from typing import Any, Final

from rich.markup import escape

from casino.parts import at_start
from casino.policies import (
    Difference,
    InvalidPolicy,
    Policy,
    PolicyVersion,
    UnknownJurisdiction,
    differences,
    document_of,
    figures_of,
)
from casino.policies.messages import read_policy
from casino.policies.use_cases.apply_policy import apply_policy, must_be_applicable
from casino.shared.clock import to_rfc3339
from croupier.actor import actor_of, add_actor
from croupier.arguments import a_moment
from croupier.confirmation import add_yes, confirm
from croupier.output import NotDone, Told, listing, plain_table

_ALWAYS: Final = "always"

parts = at_start()


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "A policy is what holds in one jurisdiction: ages, countries, currencies, stakes, limits. "
        "`show --json` writes it as a document; change a copy, look at what changes (`diff`), and "
        "`apply` it. It holds ten minutes later at the earliest, when every process knows of it. "
        "Versions are added and never changed."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    show_it = actions.add_parser("show", parents=[common], help="show what holds now")
    show_it.add_argument("--version", type=int, metavar="NUMBER", help="show this one instead")
    show_it.set_defaults(run=show)
    history_of = actions.add_parser("history", parents=[common], help="list its versions")
    history_of.set_defaults(run=history)
    for each in (show_it, history_of):
        each.add_argument("jurisdiction", metavar="JURISDICTION", help="such as uk")
    compared = actions.add_parser(
        "diff", parents=[common], help="show what a file says otherwise than the newest version"
    )
    compared.set_defaults(run=compare)
    applied = actions.add_parser("apply", parents=[common], help="let what a file says hold")
    applied.add_argument(
        "--effective-at",
        type=a_moment,
        metavar="MOMENT",
        help="from when on, such as 2026-12-01T00:00Z (default: as soon as may be)",
    )
    applied.add_argument("--reason", required=True, help="why, for auditors")
    add_actor(applied)
    add_yes(applied)
    applied.set_defaults(run=apply)
    for each in (compared, applied):
        each.add_argument("file", type=Path, metavar="FILE", help="as `show --json` writes it")


def show(wanted: argparse.Namespace) -> Told:
    """Show a policy."""
    versions = _versions(wanted.jurisdiction)
    holds = _holding(versions)
    if wanted.version is None:
        if holds is None:
            [newest, *_] = versions
            raise NotDone(
                f"Nothing holds in {wanted.jurisdiction} yet; version {newest.number} will from"
                f" {_since(newest)} on. See it: --version {newest.number}"
            )
        shown = holds
    else:
        found = [each for each in versions if each.number == wanted.version]
        if not found:
            numbers = ", ".join(str(each.number) for each in versions)
            raise NotDone(f"There is no such version of {wanted.jurisdiction}; there is {numbers}")
        [shown] = found
    document = document_of(shown.policy)
    table = plain_table()
    table.add_column("figure")
    table.add_column("says", overflow="fold")
    for place, says in figures_of(document).items():
        table.add_row(escape(place), escape(_text(says)))
    newer = [each for each in versions if each.number > shown.number]
    heading = (
        f"[bold]{escape(shown.policy.name)}[/bold], version {shown.number}, since"
        f" {_since(shown)}{escape(_by(shown))}"
    )
    to_come = [
        f"Version {each.number}: from {_since(each)} on{escape(_by(each))}" for each in newer
    ]
    return Told(document, [heading, *to_come, table])


def history(wanted: argparse.Namespace) -> Told:
    """List a policy's versions, the newest first."""
    versions = _versions(wanted.jurisdiction)
    holds = _holding(versions)
    before = {each.number: each for each in versions}
    table = plain_table()
    for name in ("version", "from", "changes", "applied", "by", "reason"):
        table.add_column(name, overflow="fold")
    items = []
    for each in versions:
        replaced = before.get(-1 if each.replaces is None else each.replaces)
        changes = _changes(replaced, each.policy) if replaced else []
        since = f"{_since(each)}{', holds' if each is holds else ''}"
        applied = f"{each.applied_at[:19]}Z" if each.applied_at else "with the release"
        row = (str(each.number), since, str(len(changes)), applied, each.actor, each.reason)
        table.add_row(*map(escape, row))
        items.append(_data(each) | {"holds": each is holds, "changes": _listed(changes)})
    return listing(items, table, nothing="")


def compare(wanted: argparse.Namespace) -> Told:
    """Show what a file says otherwise than the newest version."""
    policy = _read(wanted.file)
    [newest, *_] = _versions(policy.jurisdiction)
    changes = _changes(newest, policy)
    table = plain_table()
    for name in ("figure", f"version {newest.number}", wanted.file.name):
        table.add_column(escape(name), overflow="fold")
    for each in changes:
        table.add_row(escape(each.place), escape(_text(each.before)), escape(_text(each.after)))
    nothing = f"It says what version {newest.number} of {policy.jurisdiction} says."
    return listing(_listed(changes), table, nothing=nothing)


def apply(wanted: argparse.Namespace) -> Told:
    """Let what a file says hold, from a moment on."""
    policy, actor = _read(wanted.file), actor_of(wanted)
    try:
        newest = must_be_applicable(parts, policy)
        confirm(
            wanted,
            {
                "jurisdiction": f"{policy.jurisdiction}, {policy.name}",
                "replaces": f"version {newest.number}" if newest else "nothing",
                **_facts(_changes(newest, policy) if newest else []),
                "from": to_rfc3339(wanted.effective_at)
                if wanted.effective_at
                else "as soon as every process knows of it, in about ten minutes",
                "reason": wanted.reason,
                "by": actor,
            },
        )
        version = apply_policy(
            parts, policy, effective_at=wanted.effective_at, actor=actor, reason=wanted.reason
        )
    except InvalidPolicy as error:
        raise _refused(wanted.file, error) from error
    done = f"Version {version.number} of {policy.jurisdiction} holds from {_since(version)} on"
    return Told(_data(version), [f"[green]✓[/green] {escape(done)}"])


def _versions(jurisdiction: str) -> list[PolicyVersion]:
    versions = list(parts.policy_versions.newest_first(jurisdiction))
    if not versions:
        raise UnknownJurisdiction(jurisdiction)
    return versions


def _holding(versions: list[PolicyVersion]) -> PolicyVersion | None:
    now = to_rfc3339(parts.clock())
    return next((each for each in versions if each.effective_at <= now), None)


def _read(file: Path) -> Policy:
    try:
        return read_policy(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise NotDone(f"{file} can't be read: {error}") from error
    except InvalidPolicy as error:
        raise _refused(file, error) from error


def _refused(file: Path, error: InvalidPolicy) -> NotDone:
    faults = [
        f"  {each.pointer[1:].replace('/', '.')}: {each.detail}" for each in error.errors
    ] or [f"  {error.detail}"]
    return NotDone("\n".join([f"{file} can't be applied, and nothing has changed:", *faults]))


def _changes(before: PolicyVersion, after: Policy) -> list[Difference]:
    changes = differences(document_of(before.policy), document_of(after))
    return [each for each in changes if each.place != "version"]


def _facts(changes: list[Difference]) -> dict[str, str]:
    return {each.place: f"{_text(each.before)} -> {_text(each.after)}" for each in changes}


def _listed(changes: list[Difference]) -> list[dict[str, Any]]:
    return [{"figure": each.place, "before": each.before, "after": each.after} for each in changes]


def _data(version: PolicyVersion) -> dict[str, Any]:
    return {
        "jurisdiction": version.policy.jurisdiction,
        "version": version.number,
        "effective_at": version.effective_at or None,
        "replaces": version.replaces,
        "applied_at": version.applied_at or None,
        "actor": version.actor or None,
        "reason": version.reason or None,
    }


def _since(version: PolicyVersion) -> str:
    return f"{version.effective_at[:19]}Z" if version.effective_at else _ALWAYS


def _by(version: PolicyVersion) -> str:
    return f", by {version.actor}: {version.reason}" if version.actor else ", with the release"


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
