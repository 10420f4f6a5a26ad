"""What our functions measure, as CloudWatch has it."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch

from casino.lambdas.observability import Edge, Metric


def namespace(stage: str) -> str:
    """Return where a stage's metrics are: apart from those of others in the same account."""
    return f"Croupier/{stage}"


def alarm_name(stage: str, name: str) -> str:
    """Return what an alarm is called among those of an account."""
    return f"croupier-{stage}-{name}"


def unforeseen(edge: Edge) -> str:
    """Return the name of the alarm on what nobody foresaw at an edge."""
    return f"Unforeseen{edge.title()}"


def counted(stage: str, metric: Metric, edge: Edge | None = None) -> cloudwatch.Metric:
    """Return how many there were in a minute, of a metric that has no currency.

    Parameters
    ----------
    edge : Edge, optional
        Where it was counted, for what is counted by edges and not by contexts.
    """
    return cloudwatch.Metric(
        namespace=namespace(stage),
        metric_name=metric,
        dimensions_map={"service": edge or metric.service},
        period=Duration.minutes(1),
        statistic=cloudwatch.Stats.SUM,
    )
