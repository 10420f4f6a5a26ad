"""Stages whose operators have said what nobody else can."""

from collections.abc import Mapping
from typing import Any

from infra.config import StageConfig, stage_config

MAIL = {"sender": "no-reply@play.example.com"}


def aws_stage(name: str, changes: Mapping[str, Any] | None = None) -> StageConfig:
    """Return a stage as its file has it, with a sender of mail and these changes."""
    return stage_config(name, {"mail": MAIL, **(changes or {})})
