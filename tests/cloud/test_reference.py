"""The reference as others use it: strangers' tools, against the deployed platform."""

import hashlib
import re

import pytest

from scripts import commands
from scripts.api_reference.files import FOLDER
from scripts.settings import ROOT
from tests.support.players import player
from tests.support.strangers import finished

OPENAPI = FOLDER / "openapi.json"
# What the run may take; it stops there of itself.
SECONDS = 75


@pytest.mark.timeout(400)
async def test_a_fuzzer_that_believes_the_reference_finds_nothing(stack, tmp_path):
    async with player(stack.endpoints) as ann:
        status, output = await finished(
            commands.BIN / "schemathesis",
            "run",
            OPENAPI,
            *("--url", stack.endpoints["rest_url"]),
            *("--header", f"Authorization: Bearer {ann.tokens['access_token']}"),
            *("--phases", "examples,coverage,fuzzing", "--max-examples", "5"),
            *("--max-time", str(SECONDS)),
            # Other cases with every change of the reference, and the same ones of the same tree.
            *("--seed", str(int(hashlib.sha256(OPENAPI.read_bytes()).hexdigest()[:16], 16))),
            *("--exclude-operation-id", "logOut"),  # the run needs its session to the end
            *("--request-timeout", "60", "--no-shrink", "--continue-on-failure"),
            *("--suppress-health-check", "all", "--generation-database", "none"),
            *("--warnings", "off"),
            # Business rules refuse what is well described; the check of our own allows for them.
            *("--exclude-checks", "positive_data_acceptance"),
            cwd=tmp_path,
            timeout=SECONDS + 240,
            SCHEMATHESIS_HOOKS="tests.support.reference_checks",
            PYTHONPATH=str(ROOT),
        )
    assert status == 0, output
    # A run that believes nothing, or reaches nothing, finds nothing either.
    assert "No issues found" in output
    [tested] = re.findall(r"Tested: (\d+)", output)
    assert int(tested) > 20, output
