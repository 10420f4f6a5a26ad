"""Asking before money moves, or another policy holds."""

import argparse
import sys
from collections.abc import Mapping

from croupier.output import errors


class NotConfirmed(Exception):
    """Nothing was done; the text says how it would be."""


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Let scripts say that nobody need be asked."""
    parser.add_argument(
        "--yes", action="store_true", help="do it without asking, as scripts have to"
    )


def confirm(wanted: argparse.Namespace, facts: Mapping[str, str]) -> None:
    """Show what would be done, and ask whether to do it, unless ``--yes`` was given.

    Parameters
    ----------
    wanted : Namespace
        With ``yes``.
    facts : mapping of str to str
        What whoever answers must know, by name.

    Raises
    ------
    NotConfirmed
        If the answer is anything but yes, or there is no terminal to ask at.
    """
    if wanted.yes:
        return
    width = max(map(len, facts))
    for name, value in facts.items():
        errors.print(f"  {name:<{width}}  {value}", markup=False)
    if not sys.stdin.isatty():
        raise NotConfirmed(
            "Nothing was done: this is asked about first, and there is no terminal to ask at. "
            "With --yes it is done without asking."
        )
    # Not by `input`: what it prints would be part of the result.
    errors.print("Do it? [y/N] ", end="", markup=False)
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise NotConfirmed("Nothing was done.")
