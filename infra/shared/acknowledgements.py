"""Rules of cdk-nag that something breaks on purpose, said where it does."""

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct


def acknowledge(construct: IConstruct, rule: str, reason: str) -> None:
    """Accept a finding of a rule on a construct and on everything in it.

    Parameters
    ----------
    rule : str
        Without its pack, such as ``APIG2``, or with the finding: ``IAM5[Resource::*]``.
    reason : str
        Why it is right here, for an auditor.
    """
    Validations.of(construct).acknowledge(Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason))
