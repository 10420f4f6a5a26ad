"""Who is at the terminal, as what they do is signed."""

import argparse
import getpass
import os
from typing import Any

import boto3

from croupier.stage import LOCAL_STAGE


def add_actor(parser: argparse.ArgumentParser) -> None:
    """Let somebody say for whom they act."""
    parser.add_argument(
        "--actor",
        help="for whom this is done, such as an e-mail address; who does it stands beside it "
        "whatever is given: the AWS identity, or this machine's user on the local stage",
    )


def actor_of(wanted: argparse.Namespace) -> str:
    """Return who does what is wanted.

    The identity is AWS's own word, or the operating system's, and can't be left out: a name that
    was only typed would be anybody's.
    """
    identity = _identity(wanted.stage)
    return f"{wanted.actor} ({identity})" if wanted.actor else identity


def _identity(stage: str) -> str:
    if stage == LOCAL_STAGE:
        try:
            return getpass.getuser()
        except (KeyError, OSError):  # a container's user without a name
            return f"user {os.getuid()}"
    session: Any = boto3.Session()
    return str(session.client("sts").get_caller_identity()["Arn"])
