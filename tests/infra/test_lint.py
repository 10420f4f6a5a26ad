"""What a linter of CloudFormation templates says of those that are deployed to AWS."""

import copy
import json
import subprocess

import pytest

from scripts import commands

# What CDK writes, and is not wrong: a dependency that a reference implies is said twice, and
# CloudFront writes its logs by ACL.
CDK_ITSELF = ("W3005", "W3045")


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


def test_the_linter_sees_an_api_that_has_to_be_made_before_itself(aws, tmp_path):
    """The site's policy names the API, and so the API's document must not name the site."""
    [site] = aws.of_type("CloudFront::Distribution")
    [api] = aws.of_type("ApiGateway::RestApi")
    template = copy.deepcopy(aws.templates["Croupier-test-State"])
    template["Resources"][api]["Properties"]["Body"]["info"]["title"] = {"Ref": site}
    file = tmp_path / "circular.template.json"
    file.write_text(json.dumps(template))
    done = linted(file)
    assert done.returncode != 0
    assert "E3004 Circular Dependencies for resource " + api in done.stdout
