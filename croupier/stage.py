"""Finding a deployed stage, and standing in the place of one of its functions."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import boto3
from botocore.exceptions import EndpointConnectionError

ENDPOINTS_FILE: Final = Path(__file__).resolve().parent.parent / ".local/endpoints.json"

LOCAL_STAGE: Final = "local"
_LOCAL_CREDENTIALS: Final = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
# What Lambda and Powertools need, and a terminal does not.
_NOT_OURS: Final = ("AWS_", "POWERTOOLS_")


class StageNotFound(Exception):
    """There is no such stage where the credentials lead; the text says what to do."""


def enter_stage(stage: str, endpoints_file: Path) -> None:
    """Give this process the environment of the stage's functions.

    Names of tables and the like are nobody's guess this way: they are what the functions use. What
    may be done with them is up to the credentials.

    Raises
    ------
    StageNotFound
    """
    endpoints = _endpoints(stage, endpoints_file)
    if stage == LOCAL_STAGE:
        os.environ |= _LOCAL_CREDENTIALS | {"AWS_ENDPOINT_URL": endpoints["aws_endpoint_url"]}
        os.environ.pop("AWS_PROFILE", None)
    if "region" in endpoints:
        os.environ |= {"AWS_REGION": endpoints["region"], "AWS_DEFAULT_REGION": endpoints["region"]}
    try:
        variables = _function_variables(stage)
    except EndpointConnectionError as error:
        raise StageNotFound(f"{error}\n  Is it running? Start it: make up") from error
    os.environ |= variables


def _endpoints(stage: str, file: Path) -> dict[str, str]:
    # What was deployed last may be another stage; each but the local one has a file of its own.
    for written in (file, file.with_suffix(f".{stage}.json")):
        try:
            endpoints: dict[str, str] = json.loads(written.read_text())
        except FileNotFoundError:
            continue
        if endpoints.get("stage") == stage:
            return endpoints
    if stage == LOCAL_STAGE:
        raise StageNotFound(f"{file} does not say where the local stage is. Start it: make up")
    # Deployed from elsewhere: the credentials chain knows its region.
    return {}


@dataclass(frozen=True)
class Resource:
    """One thing that a stage consists of.

    Attributes
    ----------
    kind : str
        As CloudFormation calls it, such as ``AWS::SQS::Queue``.
    name : str
        Within the stage: where its construct stands, beginning with the context.
    physical_id : str
        By which its service knows it.
    """

    kind: str
    name: str
    physical_id: str


def stack_names(cloudformation: Any, stage: str) -> list[str]:
    """Return the stage's stacks that are there."""
    return [
        each["StackName"]
        for page in cloudformation.get_paginator("describe_stacks").paginate()
        for each in page["Stacks"]
        if each["StackName"].startswith(_prefix(stage))
    ]


def _prefix(stage: str) -> str:
    return f"Croupier-{stage}-"


def resources(stage: str) -> list[Resource]:
    """Return what the stage consists of, as CloudFormation tells it.

    Raises
    ------
    StageNotFound
    """
    session: Any = boto3.Session()
    cloudformation = session.client("cloudformation")
    stacks = stack_names(cloudformation, stage)
    if not stacks:
        raise StageNotFound(
            f"There is no stack {_prefix(stage)}* in this account and region. Deploy it: "
            f"make deploy STAGE={stage}"
        )
    pages = cloudformation.get_paginator("list_stack_resources")
    return [
        Resource(
            each["ResourceType"],
            # What is kept stands by its context there already.
            stack.removeprefix(_prefix(stage)).removesuffix("State") + each["LogicalResourceId"],
            each["PhysicalResourceId"],
        )
        for stack in stacks
        for page in pages.paginate(StackName=stack)
        for each in page["StackResourceSummaries"]
    ]


def _function_variables(stage: str) -> dict[str, str]:
    session: Any = boto3.Session()
    functions = session.client("lambda")
    variables: dict[str, str] = {}
    for each in resources(stage):
        if each.kind == "AWS::Lambda::Function":
            answer = functions.get_function_configuration(FunctionName=each.physical_id)
            variables |= answer.get("Environment", {}).get("Variables", {})
    return {name: value for name, value in variables.items() if not name.startswith(_NOT_OURS)}
