from datetime import UTC, datetime
from hashlib import sha256

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials, ReadOnlyCredentials

from casino.realtime.sigv4 import Signer

NOW = datetime(2026, 11, 23, 12, 34, 56, tzinfo=UTC)
BODY = b'{"type":"event"}'


@pytest.mark.parametrize("token", [None, "a/session+token=="])
@pytest.mark.parametrize(
    "path",
    ["/live/@connections/abc", "/live/%40connections/L0SM9cOFvHcCIhw%3D", "/a/b~c/x%2Fy"],
)
def test_signatures_are_those_of_botocore(monkeypatch, path, token):
    endpoint = "https://abc.execute-api.eu-west-1.amazonaws.com"
    request = AWSRequest("POST", endpoint + path, data=BODY)
    # botocore reads the time itself.
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: NOW.replace(tzinfo=None))
    SigV4Auth(Credentials("AKID", "secret", token), "execute-api", "eu-west-1").add_auth(request)
    ours = Signer(endpoint, "eu-west-1").headers(
        path, sha256(BODY).hexdigest(), ReadOnlyCredentials("AKID", "secret", token), NOW
    )
    assert ours["authorization"] == request.headers["Authorization"]


def test_the_key_follows_the_day_and_the_credentials():
    signer = Signer("https://h.example", "eu-west-1")
    body_hash = sha256(BODY).hexdigest()

    def signature(secret, now):
        credentials = ReadOnlyCredentials("AKID", secret, None)
        return signer.headers("/p", body_hash, credentials, now)["authorization"][-64:]

    tomorrow = NOW.replace(day=24)
    seen = {signature("one", NOW), signature("two", NOW), signature("two", tomorrow)}
    assert len(seen) == 3
    assert signature("one", NOW) in seen
