"""What the local cloud lacks, taken out of the local stage and nowhere else."""

from typing import Final

import jsii
from aws_cdk import Annotations, CfnResource, IAspect
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import IConstruct

# The local cloud refuses a whole stack for one type it does not know. It sends what a WebSocket
# function returns without being told to, so nothing is lost with the route responses. On
# a laptop, nothing is replayed from an archive, and no alarm rings.
UNKNOWN_TYPES: Final = frozenset({"AWS::ApiGatewayV2::RouteResponse", "AWS::Events::Archive"})


@jsii.implements(IAspect)
class FitLocalCloud:
    """Removes what the local cloud does not know, and what it would refuse."""

    def visit(self, node: IConstruct) -> None:
        """Look at one construct of the tree."""
        if not CfnResource.is_cfn_resource(node):
            return
        if isinstance(node, CfnResource) and node.cfn_resource_type in UNKNOWN_TYPES:
            _remove(node, node.cfn_resource_type)
        elif isinstance(node, cloudwatch.CfnAlarm) and node.metrics is not None:
            _remove(node, "An alarm on a query")


def _remove(resource: CfnResource, what: str) -> None:
    parent = resource.node.scope
    if parent is not None and parent.node.try_remove_child(resource.node.id):
        Annotations.of(parent).add_info(f"{what} is left out: the local cloud does not know it.")
