from datetime import UTC, datetime

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials, ReadOnlyCredentials

from casino.channels.sigv4 import Signer

NOW = datetime(2026, 11, 23, 12, 34, 56, tzinfo=UTC)
BODY = b'{"type":"event"}'


@pytest.mark.parametrize("token", [None, "a/session+token=="])
@pytest.mark.parametrize(("method", "body"), [("POST", BODY), ("DELETE", b"")])
@pytest.mark.parametrize(
    "path",
    ["/live/@connections/abc", "/live/%40connections/L0SM9cOFvHcCIhw%3D", "/a/b~c/x%2Fy"],
)
def test_signatures_are_those_of_botocore(monkeypatch, path, method, body, token):
    endpoint = "https://abc.execute-api.eu-west-1.amazonaws.com"
    request = AWSRequest(method, endpoint + path, data=body)
    # botocore reads the time itself.
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: NOW.replace(tzinfo=None))
    SigV4Auth(Credentials("AKID", "secret", token), "execute-api", "eu-west-1").add_auth(request)
    credentials = ReadOnlyCredentials("AKID", "secret", token)
    template = Signer(endpoint, "eu-west-1").template(method, body, credentials, NOW)
    assert template.authorization(path) == request.headers["Authorization"]


def test_a_request_is_written_out_as_http_wants_it():
    credentials = ReadOnlyCredentials("AKID", "secret", "token")
    template = Signer("https://h.example", "eu-west-1").template("POST", BODY, credentials, NOW)
    assert template.request("/p").decode().split("\r\n") == [
        "POST /p HTTP/1.1",
        "host: h.example",
        "x-amz-date: 20261123T123456Z",
        "x-amz-security-token: token",
        f"content-length: {len(BODY)}",
        f"authorization: {template.authorization('/p')}",
        "",
        BODY.decode(),
    ]


def test_the_key_follows_the_day_and_the_credentials():
    signer = Signer("https://h.example", "eu-west-1")

    def signature(secret, now):
        credentials = ReadOnlyCredentials("AKID", secret, None)
        return signer.template("POST", BODY, credentials, now).authorization("/p")[-64:]

    tomorrow = NOW.replace(day=24)
    seen = {signature("one", NOW), signature("two", NOW), signature("two", tomorrow)}
    assert len(seen) == 3
    assert signature("one", NOW) in seen
