"""Judge requests by the policies as AWS would.

Two things are different without it:

- Our buckets and queues refuse plain HTTP. The local cloud speaks plain HTTP, but only on
  127.0.0.1, where nobody listens in; so loopback counts as a secure transport, the policies stay
  as they are and are enforced, and no laptop needs a certificate.
- The batch operations of SQS have no permissions of their own: AWS asks for `sqs:SendMessage`
  when a batch is sent [1]_.

References
----------
.. [1] Service Authorization Reference, "Actions, resources, and condition keys for Amazon SQS".
"""

from typing import Any

from scripts.local_cloud.emulator import app, iam_actions

_PERMISSIONS = {
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}


def apply() -> None:
    """Correct what a request is taken to be before policies are applied to it."""
    pin_request_origin = app.pin_request_origin
    extract_iam_action = iam_actions.extract_iam_action

    def pin_secure_origin(source_ip: str, _secure_transport: bool) -> None:
        pin_request_origin(source_ip, True)

    def extract_permission(*args: Any, **kwargs: Any) -> Any:
        action = extract_iam_action(*args, **kwargs)
        return _PERMISSIONS.get(action, action)

    app.pin_request_origin = pin_secure_origin
    iam_actions.extract_iam_action = extract_permission
