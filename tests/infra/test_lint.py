"""What a linter of CloudFormation templates says of those that are deployed to AWS."""

import subprocess

import pytest

from scripts import commands

# What CDK writes, and is not wrong: a dependency that a reference implies is said twice.
CDK_ITSELF = ("W3005",)


# The one that has everything first, and one of those that have it last.
REGIONS = ("us-east-1", "eu-central-2")


def linted(*templates):
    return subprocess.run(
        [
            commands.BIN / "cfn-lint",
            *("--ignore-checks", *CDK_ITSELF),
            *("--regions", *REGIONS),
            "--",
            *templates,
        ],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["local", "aws", "prod"])
def test_a_linter_has_nothing_to_say_of_any_template(name, request):
    stage = request.getfixturevalue(name)
    done = linted(*map(stage.file_of, stage.templates))
    assert done.returncode == 0, done.stdout + done.stderr
