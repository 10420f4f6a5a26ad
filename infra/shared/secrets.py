"""Secrets, as policies name them."""

from aws_cdk import aws_secretsmanager as secretsmanager


def arn_of(secret: secretsmanager.Secret) -> str:
    """Return a secret's ARN as an attribute of it.

    Not by reference: the local cloud refers to secrets by name, which no policy can name.
    """
    resource = secret.node.default_child
    if not isinstance(resource, secretsmanager.CfnSecret):
        raise TypeError("the secret has another shape than expected")
    return resource.attr_id
