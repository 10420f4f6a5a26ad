"""Finding a deployed stage, and standing in the place of one of its functions."""

import json
import os
from pathlib import Path
from typing import Any, Final

import boto3
from botocore.exceptions import ClientError, EndpointConnectionError

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


def stack_resources(stage: str) -> list[dict[str, Any]]:
    """Return what the stage consists of, as CloudFormation tells it.

    Raises
    ------
    StageNotFound
    """
    stack = f"Croupier-{stage}"
    session: Any = boto3.Session()
    pages = session.client("cloudformation").get_paginator("list_stack_resources")
    try:
        return [
            each
            for page in pages.paginate(StackName=stack)
            for each in page["StackResourceSummaries"]
        ]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationError":
            raise
        raise StageNotFound(
            f"There is no stack {stack} in this account and region. Deploy it: "
            f"make deploy STAGE={stage}"
        ) from error


def _function_variables(stage: str) -> dict[str, str]:
    session: Any = boto3.Session()
    functions = session.client("lambda")
    variables: dict[str, str] = {}
    for each in stack_resources(stage):
        if each["ResourceType"] == "AWS::Lambda::Function":
            answer = functions.get_function_configuration(FunctionName=each["PhysicalResourceId"])
            variables |= answer.get("Environment", {}).get("Variables", {})
    return {name: value for name, value in variables.items() if not name.startswith(_NOT_OURS)}
