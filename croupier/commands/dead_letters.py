"""``dead-letters``: what was given up; to be read, given again, or dropped."""

import argparse

import boto3
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from croupier.commands import Commands, Common
from croupier.dead_letters import DeadLetters, NotGivenAgain, queue_name
from croupier.output import console, errors
from croupier.stage import stack_resources

_SOME_STAY = 2


def add_to(commands: Commands, common: Common) -> None:
    """State the arguments."""
    parser = commands.add_parser(
        "dead-letters",
        help="list, read, give again or drop what queues, streams and timers gave up",
        description="An alarm tells when something was given up. Read it, repair what made it "
        "fail, and have it given again: everything bears a second delivery. What can't be repaired "
        "is dropped.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listed = actions.add_parser("list", parents=[common], help="show where something lies")
    listed.set_defaults(run=show_queues)
    for name, action, sentence in (
        ("read", read, "show what lies in a queue"),
        ("redrive", redrive, "give all that lies in a queue to whom it was for"),
        ("drop", drop, "take one out for good"),
    ):
        chosen = actions.add_parser(name, parents=[common], help=sentence)
        chosen.add_argument("queue", metavar="QUEUE", help="as `list` names it")
        if name == "drop":
            chosen.add_argument("letter", metavar="LETTER", help="its id, as `read` shows it")
        chosen.set_defaults(run=action)


def show_queues(wanted: argparse.Namespace) -> int:
    """List the queues that something lies in."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("queue", no_wrap=True)
    table.add_column("letters", justify="right")
    for name, queue in sorted(_queues(wanted.stage).items()):
        if waiting := queue.waiting():
            table.add_row(name, str(waiting))
    console.print(table if table.row_count else "Nothing was given up.")
    return 0


def read(wanted: argparse.Namespace) -> int:
    """Show what lies in a queue."""
    queue = _queue(wanted)
    if queue is None:
        return _SOME_STAY
    count = 0
    for letter in queue.letters():
        count += 1
        console.print(f"[bold]{letter.letter_id}[/bold]")
        for name in ("ERROR_CODE", "ERROR_MESSAGE", "ApproximateReceiveCount"):
            if said := letter.attributes.get(name):
                console.print(f"  [dim]{name}[/dim] {escape(said)}")
        console.print(f"  {letter.body}", markup=False)
    if not count:
        console.print("Nothing lies there.")
    return 0


def redrive(wanted: argparse.Namespace) -> int:
    """Give all that lies in a queue again."""
    queue = _queue(wanted)
    if queue is None:
        return _SOME_STAY
    given, stay = 0, 0
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(wanted.queue, total=queue.waiting() or None)
        for letter in queue.letters():
            try:
                queue.give_again(letter)
                given += 1
            except NotGivenAgain as error:
                stay += 1
                errors.print(f"[red]✗[/red] {letter.letter_id}: {escape(str(error))}")
            progress.advance(task)
    console.print(f"[green]✓[/green] {given} given again" + (f", {stay} stay" if stay else ""))
    return _SOME_STAY if stay else 0


def drop(wanted: argparse.Namespace) -> int:
    """Take one letter out for good."""
    queue = _queue(wanted)
    if queue is None:
        return _SOME_STAY
    for letter in queue.letters():
        if letter.letter_id == wanted.letter:
            queue.drop(letter)
            console.print(f"[green]✓[/green] {escape(wanted.letter)} is gone")
            return 0
    errors.print(f"[red]✗[/red] There is no {escape(wanted.letter)} in {escape(wanted.queue)}")
    return _SOME_STAY


def _queues(stage: str) -> dict[str, DeadLetters]:
    session = boto3.Session()
    queues = {
        each["LogicalResourceId"]: each["PhysicalResourceId"]
        for each in stack_resources(stage)
        if each["ResourceType"] == "AWS::SQS::Queue"
    }
    return {
        name: DeadLetters(url, list(queues.values()), session)
        for logical_id, url in queues.items()
        if (name := queue_name(logical_id))
    }


def _queue(wanted: argparse.Namespace) -> DeadLetters | None:
    queues = _queues(wanted.stage)
    if wanted.queue not in queues:
        errors.print(f"[red]✗[/red] There is no queue {escape(wanted.queue)}. There are:")
        errors.print("  " + ", ".join(sorted(queues)), markup=False)
    return queues.get(wanted.queue)
