"""``dead-letters``: what was given up; to be read, given again, or dropped."""

import argparse

import boto3
from rich.markup import escape
from rich.progress import Progress

from croupier.dead_letters import DeadLetters, NotGivenAgain, queue_name
from croupier.output import NotDone, Told, errors, listing, plain_table
from croupier.stage import resources

_SOME_STAY = 2


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """State the arguments."""
    parser.description = (
        "An alarm tells when something was given up. Read it, repair what made it fail, and have "
        "it given again: everything bears a second delivery. What can't be repaired is dropped."
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


def show_queues(wanted: argparse.Namespace) -> Told:
    """List the queues that something lies in."""
    table = plain_table()
    table.add_column("queue", no_wrap=True)
    table.add_column("letters", justify="right")
    items = []
    for name, queue in sorted(_queues(wanted.stage).items()):
        if waiting := queue.waiting():
            table.add_row(name, str(waiting))
            items.append({"queue": name, "letters": waiting})
    return listing(items, table, nothing="Nothing was given up.")


def read(wanted: argparse.Namespace) -> Told:
    """Show what lies in a queue."""
    letters = list(_queue(wanted).letters())
    text = []
    for letter in letters:
        text.append(f"[bold]{letter.letter_id}[/bold]")
        text += [
            f"  [dim]{name}[/dim] {escape(said)}"
            for name in ("ERROR_CODE", "ERROR_MESSAGE", "ApproximateReceiveCount")
            if (said := letter.attributes.get(name))
        ]
        text.append(f"  {escape(letter.body)}")
    return Told(
        {
            "items": [
                {
                    "letter_id": each.letter_id,
                    "attributes": dict(each.attributes),
                    "body": each.body,
                }
                for each in letters
            ]
        },
        text or ["Nothing lies there."],
    )


def redrive(wanted: argparse.Namespace) -> Told:
    """Give all that lies in a queue again."""
    queue = _queue(wanted)
    given = 0
    stay: dict[str, str] = {}
    with Progress(console=errors, transient=True) as progress:
        task = progress.add_task(wanted.queue, total=queue.waiting() or None)
        for letter in queue.letters():
            try:
                queue.give_again(letter)
                given += 1
            except NotGivenAgain as error:
                stay[letter.letter_id] = str(error)
            progress.advance(task)
    return Told(
        {
            "given": given,
            "stay": [{"letter_id": each, "reason": reason} for each, reason in stay.items()],
        },
        [
            *(f"[red]✗[/red] {each}: {escape(reason)}" for each, reason in stay.items()),
            f"[green]✓[/green] {given} given again" + (f", {len(stay)} stay" if stay else ""),
        ],
        code=_SOME_STAY if stay else 0,
    )


def drop(wanted: argparse.Namespace) -> Told:
    """Take one letter out for good."""
    queue = _queue(wanted)
    for letter in queue.letters():
        if letter.letter_id == wanted.letter:
            queue.drop(letter)
            return Told(
                {"dropped": wanted.letter}, [f"[green]✓[/green] {escape(wanted.letter)} is gone"]
            )
    raise NotDone(f"There is no {wanted.letter} in {wanted.queue}")


def _queues(stage: str) -> dict[str, DeadLetters]:
    session = boto3.Session()
    queues = {
        each.name: each.physical_id for each in resources(stage) if each.kind == "AWS::SQS::Queue"
    }
    return {
        name: DeadLetters(url, list(queues.values()), session)
        for where, url in queues.items()
        if (name := queue_name(where))
    }


def _queue(wanted: argparse.Namespace) -> DeadLetters:
    queues = _queues(wanted.stage)
    if wanted.queue not in queues:
        there_are = ", ".join(sorted(queues))
        raise NotDone(f"There is no queue {wanted.queue}. There are: {there_are}")
    return queues[wanted.queue]
