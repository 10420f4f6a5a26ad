"""What a linter of CloudFormation templates says of those that are deployed to AWS."""

import copy
import json
import subprocess

import pytest

from scripts import commands

# What CDK writes, and is not wrong: a dependency that a reference implies is said twice, and
# CloudFront writes its logs by ACL.
CDK_ITSELF = ("W3005", "W3045")


def linted(template):
    return subprocess.run(
        [commands.BIN / "cfn-lint", "--ignore-checks", *CDK_ITSELF, "--", template],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["aws", "prod"])
def test_a_linter_has_nothing_to_say_of_a_template(name, request):
    stage = request.getfixturevalue(name)
    done = linted(stage.template_file)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_sees_an_api_that_has_to_be_made_before_itself(aws, tmp_path):
    """The site's policy names the API, and a function the site: the document names neither."""
    [function, _] = aws.functions()["wallet.api"]
    [api] = aws.of_type("ApiGateway::RestApi")
    template = copy.deepcopy(aws.template)
    template["Resources"][api]["Properties"]["Body"]["info"]["title"] = {"Ref": function}
    file = tmp_path / "circular.template.json"
    file.write_text(json.dumps(template))
    done = linted(file)
    assert done.returncode != 0
    assert "E3004 Circular Dependencies for resource " + api in done.stdout
