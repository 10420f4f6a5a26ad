"""What our functions measure, as CloudWatch has it."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch

from casino.lambdas.observability import Edge, Metric


def namespace(stage: str) -> str:
    """Return where a stage's metrics are: apart from those of others in the same account."""
    return f"Croupier/{stage}"


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
