"""Take a stage out of AWS again: `make undeploy STAGE=test`. What it kept stays, and is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError, WaiterError
from rich.markup import escape

from croupier.stage import stack_names
from infra.config import WORLDWIDE_REGION
from scripts import deployment, preflight
from scripts.deploy import aws_session, read, tell, wanted
from scripts.progress import StepFailed, answer, console, run, step
from scripts.settings import CopySettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from infra.config import StageConfig

# The kinds of resources that outlive their stack.
_KEPT: Final = (
    "cognito-idp:userpool", "dynamodb:table", "logs:log-group", "s3", "secretsmanager:secret",
)  # fmt: skip


_IN_TURN: Final = ("the ways in", "what stands before them", "the functions", "the state")


def main() -> None:
    """Ask, remove the stacks, and say what is left."""
    arguments = wanted("undeploy", __doc__, locally="make reset")
    stage: str = arguments.stage
    settings = CopySettings.from_environment()
    require_expendable(read(stage))
    session = aws_session()
    report = preflight.Report(preflight.destination(session))
    tell(report)
    if report.failed:
        raise StepFailed("Nothing was changed.")
    client: Any = session.client
    # What CloudFront takes from elsewhere is in use until its ways in are gone.
    regions = dict.fromkeys((session.region_name, WORLDWIDE_REGION))
    clients = [client("cloudformation", region_name=each) for each in regions]
    found = [(each, stacks_of(each, stage)) for each in clients]
    names = [name for _, stacks in found for name in stacks]
    for name in names:
        console.print(f"  {name}")
    if names and not arguments.yes:
        _agree(stage)
    for cloudformation, stacks in found:
        remove(cloudformation, stage, stacks)
    deployment.forget(settings, stage)
    _tell_what_is_left(client("resourcegroupstaggingapi"), stage)


def require_expendable(config: StageConfig) -> None:
    """Refuse to remove a house that real money is played in.

    Raises
    ------
    StepFailed
    """
    if config.production:
        message = f"Stage {config.name} is production: players' money is in it."
        raise StepFailed(
            message,
            advice=f"What ends it is a person's work. stages/{config.name}.toml says that it is "
            "production, and its State stack is protected against deletion.",
        )


def stacks_of(cloudformation: Any, stage: str) -> list[str]:
    """Return the stage's stacks that are there, in the order in which they can be removed."""
    names = stack_names(cloudformation, stage)
    return sorted(names, key=lambda name: (_turn(name), name))


def _turn(name: str) -> int:
    """Who leads in goes first, and last what all others import from."""
    return {"Edge": 0, "Worldwide": 1, "State": 3}.get(name.rpartition("-")[2], 2)


def remove(cloudformation: Any, stage: str, names: Sequence[str]) -> None:
    """Delete stacks and wait until they are gone; those of one turn at the same time.

    The state is protected until nothing else is there, so an interrupted run leaves it so.

    Raises
    ------
    StepFailed
        If CloudFormation could not delete one.
    """
    for turn, what in enumerate(_IN_TURN):
        going = [name for name in names if _turn(name) == turn]
        if not going:
            continue
        with step(f"Remove {what} of stage {stage}"):
            for name in going:
                if turn == _turn("State"):
                    cloudformation.update_termination_protection(
                        StackName=name, EnableTerminationProtection=False
                    )
                cloudformation.delete_stack(StackName=name)
            for name in going:
                _wait(cloudformation, name)


def _wait(cloudformation: Any, name: str) -> None:
    try:
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=name)
    except WaiterError as error:
        raise StepFailed(
            f"{name} was not removed: {error}",
            advice=f"aws cloudformation describe-stack-events --stack-name {name} says why. "
            "Then run the same command again: it goes on from here.",
        ) from error


def left_of(tagging: Any, stage: str) -> list[str]:
    """Return the ARNs of what the stage's stacks kept, failed deployments' tables included."""
    pages = tagging.get_paginator("get_resources").paginate(
        TagFilters=[
            {"Key": "application", "Values": ["croupier"]},
            {"Key": "stage", "Values": [stage]},
        ],
        ResourceTypeFilters=list(_KEPT),
    )
    return sorted(each["ResourceARN"] for page in pages for each in page["ResourceTagMappingList"])


def how_to_remove(arn: str) -> str:
    """Return the command that removes what is left, protection included."""
    service, name = arn.split(":")[2], arn.split(":", 5)[5]
    match service:
        case "dynamodb":
            table = name.removeprefix("table/")
            return (
                f"aws dynamodb update-table --table-name {table} --no-deletion-protection-enabled "
                f"&& aws dynamodb delete-table --table-name {table}"
            )
        case "cognito-idp":
            pool = name.removeprefix("userpool/")
            return (
                f"aws cognito-idp update-user-pool --user-pool-id {pool} --deletion-protection "
                f"INACTIVE && aws cognito-idp delete-user-pool --user-pool-id {pool}"
            )
        case "s3":
            return f"aws s3 rb s3://{name} --force"
        case "secretsmanager":
            return f"aws secretsmanager delete-secret --secret-id {arn}"
        case "logs":
            group = name.removeprefix("log-group:").removesuffix(":*")
            return f"aws logs delete-log-group --log-group-name {group}"
    raise ValueError(f"nothing of {service} is kept")


def _agree(stage: str) -> None:
    question = f"These stacks will be gone. Type the stage's name ({stage}) to remove them:"
    without = f"Without being asked: make undeploy STAGE={stage} YES=1"
    if answer(question, otherwise=without) != stage:
        raise StepFailed("Nothing was changed.")


def _tell_what_is_left(tagging: Any, stage: str) -> None:
    try:
        left = left_of(tagging, stage)
    except (BotoCoreError, ClientError) as error:
        said = f"Tables, user pool, secret, buckets and logs are left; which, is not known: {error}"
        console.print(f"  [yellow]![/yellow] {escape(said)}")
        console.print("    Allow tag:GetResources to see it, and run the same command again.")
        return
    if not left:
        console.print(f"  Nothing is left of stage {stage}")
        return
    console.print(f"  This is left of stage {stage}. To remove it too, for good:")
    for line in _commands(left):
        console.print(line, markup=False)


def _commands(left: Sequence[str]) -> Iterator[str]:
    for arn in left:
        yield f"    # {arn}"
        yield f"    {how_to_remove(arn)}"


if __name__ == "__main__":
    run(main)
