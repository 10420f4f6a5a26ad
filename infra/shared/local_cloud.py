"""What the local cloud lacks, taken out of the local stage and nowhere else."""

from typing import Final

import jsii
from aws_cdk import Annotations, CfnResource, IAspect
from aws_cdk import aws_apigateway as apigateway
from constructs import IConstruct

# The local cloud refuses a whole stack for one type it does not know. It sends what a WebSocket
# function returns without being told to, so nothing is lost with the route responses. On
# a laptop, nothing is replayed from an archive.
UNKNOWN_TYPES: Final = frozenset({"AWS::ApiGatewayV2::RouteResponse", "AWS::Events::Archive"})


@jsii.implements(IAspect)
class FitLocalCloud:
    """Removes resources of unknown types, and templates that would not be evaluated."""

    def visit(self, node: IConstruct) -> None:
        """Look at one construct of the tree."""
        if not CfnResource.is_cfn_resource(node):
            return
        if isinstance(node, CfnResource) and node.cfn_resource_type in UNKNOWN_TYPES:
            _remove(node)
        elif isinstance(node, apigateway.CfnMethod) and node.http_method == "OPTIONS":
            _answer_every_origin(node)


def _remove(resource: CfnResource) -> None:
    parent = resource.node.scope
    if parent is not None and parent.node.try_remove_child(resource.node.id):
        Annotations.of(parent).add_info(
            f"{resource.cfn_resource_type} is left out: the local cloud does not know it."
        )


def _answer_every_origin(preflight: apigateway.CfnMethod) -> None:
    # Choosing among several origins takes a template, which the local cloud would send as the
    # body. The preflight lets any origin ask; the answers themselves still name who may read them.
    response = "Integration.IntegrationResponses.0"
    preflight.add_property_deletion_override(f"{response}.ResponseTemplates")
    preflight.add_property_override(
        f"{response}.ResponseParameters.method\\.response\\.header\\.Access-Control-Allow-Origin",
        "'*'",
    )
