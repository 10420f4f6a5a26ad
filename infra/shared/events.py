"""Queues, streams and timers, and what happens to work that keeps failing."""

from collections.abc import Sequence
from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.shared.acknowledgements import acknowledge
from infra.shared.data import CasinoTable
from infra.shared.functions import CasinoFunction
from infra.shared.platform import Platform
from infra.shared.stacks import title_of

_STREAM_RETRIES = 8
# A stream keeps records for a day; an hour behind, the alarms have long rung.
_STREAM_RECORD_LIFE = Duration.hours(6)


class WorkQueue(Construct):
    """A queue, and beside it the one for messages that were given up.

    Parameters
    ----------
    variable : str
        The environment variable by which senders know the queue.
    handling_seconds : int
        The consumer's timeout.
    deliveries : int
        How often a message is tried.
    in_order : bool
        First in, first out within each message group, at high throughput.
    late_after_seconds : int
        When a waiting message is worth an alarm.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        platform: Platform,
        *,
        variable: str,
        handling_seconds: int,
        deliveries: int = 8,
        in_order: bool = False,
        late_after_seconds: int = 60,
    ) -> None:
        super().__init__(scope, construct_id)
        self._variable = variable
        # Per group, or the 300 transactions a second of plain FIFO queues would bound all tables
        # together.
        fifo: dict[str, Any] = (
            {
                "fifo": True,
                "deduplication_scope": sqs.DeduplicationScope.MESSAGE_GROUP,
                "fifo_throughput_limit": sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
            }
            if in_order
            else {}
        )
        self.dead_letters = dead_letter_queue(self, "DeadLetters", in_order=in_order)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            # A failed message comes back after this time, and players wait for it. Longer would
            # spare a second delivery to a throttled function, but consumers bear that anyway.
            visibility_timeout=Duration.seconds(handling_seconds + 5),
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=deliveries
            ),
            **fifo,
        )
        title = scope.node.id + construct_id
        platform.alarms.dead_letters(title, self.dead_letters)
        platform.alarms.waiting(title, self.queue, late_after_seconds)

    def open_to(self, sender: CasinoFunction) -> None:
        """Let a function send, and tell it where."""
        sender.add_environment(self._variable, self.queue.queue_url)
        sender.allow(["sqs:SendMessage"], self.queue.queue_arn)

    def feed(
        self, consumer: CasinoFunction, *, batch_size: int, at_once: int | None = None
    ) -> None:
        """Hand the queue's messages to a function, which names those it could not handle.

        Parameters
        ----------
        at_once : int, optional
            How many batches may be handled side by side.
        """
        consumer.called.add_event_source(
            sources.SqsEventSource(
                self.queue,
                batch_size=batch_size,
                max_concurrency=at_once,
                report_batch_item_failures=True,
            )
        )


def feed_stream(
    consumer: CasinoFunction,
    table: CasinoTable,
    platform: Platform,
    *,
    only: Sequence[dict[str, Any]],
    batch_size: int = 100,
    gather_seconds: int = 0,
    side_by_side: int = 1,
) -> None:
    """Hand a table's new items to a function.

    Parameters
    ----------
    only : sequence of dict
        Lambda's filter patterns: what matches none is never delivered, nor paid for.
    gather_seconds : int
        How long items may wait for others to be handled with.
    side_by_side : int
        How many batches of one shard at once; a partition's items are never in two of them.
    """
    dead_letters = dead_letter_queue(consumer, "DeadLetters")
    consumer.add_event_source(
        sources.DynamoEventSource(
            table,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=batch_size,
            parallelization_factor=side_by_side if side_by_side > 1 else None,
            max_batching_window=Duration.seconds(gather_seconds) if gather_seconds else None,
            # A poisonous record must not hold up its shard, so a failing batch is halved until the
            # record stands alone, and is then set aside.
            bisect_batch_on_error=True,
            report_batch_item_failures=True,
            retry_attempts=_STREAM_RETRIES,
            max_record_age=_STREAM_RECORD_LIFE,
            on_failure=sources.SqsDlq(dead_letters),
            filters=[lambda_.FilterCriteria.filter(pattern) for pattern in only],
        )
    )
    platform.alarms.dead_letters(title_of(consumer), dead_letters)
    platform.alarms.lagging(consumer, seconds=60)


def every_minute(consumer: CasinoFunction, platform: Platform) -> None:
    """Run a function once a minute."""
    _at_a_rate(consumer, platform, construct_id="EveryMinute", minutes=1)


def every_ten_minutes(consumer: CasinoFunction, platform: Platform) -> None:
    """Run a function every ten minutes."""
    _at_a_rate(consumer, platform, construct_id="EveryTenMinutes", minutes=10)


def _at_a_rate(
    consumer: CasinoFunction, platform: Platform, *, construct_id: str, minutes: int
) -> None:
    dead_letters = set_aside(consumer, platform)
    events.Rule(
        consumer,
        construct_id,
        schedule=events.Schedule.rate(Duration.minutes(minutes)),
        targets=[
            targets.LambdaFunction(
                consumer.called,
                dead_letter_queue=dead_letters,
                # The next run does what a lost one would have done.
                retry_attempts=0,
                max_event_age=Duration.minutes(minutes),
            )
        ],
    )


def set_aside(consumer: CasinoFunction, platform: Platform) -> sqs.Queue:
    """Keep what a function fails at that nobody waits for, and tell somebody of it.

    Lambda tries such an invocation three times and then forgets it. What could not even be handed
    to Lambda belongs into the same queue, which is returned for whoever hands it over.
    """
    dead_letters = dead_letter_queue(consumer, "DeadLetters")
    consumer.called.configure_async_invoke(on_failure=destinations.SqsDestination(dead_letters))
    platform.alarms.dead_letters(title_of(consumer), dead_letters)
    return dead_letters


def dead_letter_queue(scope: Construct, construct_id: str, *, in_order: bool = False) -> sqs.Queue:
    """Return a queue for what was given up, kept for as long as SQS can."""
    queue = sqs.Queue(
        scope,
        construct_id,
        fifo=True if in_order else None,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=Duration.days(14),
    )
    acknowledge(queue, "SQS3", "This is a dead-letter queue: of a queue, a stream or a timer.")
    return queue
