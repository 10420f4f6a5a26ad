"""The check that the deployed tests' client makes of every answer."""

import httpx
import pytest

from tests.support.documented import Undocumented, must_be_documented

REQUEST_ID = {"X-Request-Id": "r"}
COUNTED = REQUEST_ID | {"RateLimit": '"read";r=9;t=1', "RateLimit-Policy": '"read";q=10;w=1'}
WALLET = {
    "available": 1,
    "cash": 1,
    "bonus": 0,
    "held": 0,
    "version": 1,
    "currency": "EUR",
    "as_of": "2026-01-01T00:00:00Z",
}


def answer(status, body=None, headers=COUNTED):
    return httpx.Response(status, json=body, headers=headers)


def test_an_answer_as_described_is_believed():
    must_be_documented("GET", "/v1/wallet", answer(200, WALLET))
    must_be_documented("POST", "/v1/auth/logout", httpx.Response(204, headers=COUNTED))
    must_be_documented("GET", "/v1/nowhere", answer(404, {}))


@pytest.mark.parametrize(
    ("response", "fault"),
    [
        (answer(200, WALLET | {"cash": "1"}), "cash"),
        (answer(200, {k: v for k, v in WALLET.items() if k != "held"}), "held"),
        (answer(202, WALLET), "status"),
        (answer(200, WALLET, headers={}), "X-Request-Id"),
        (answer(200, WALLET, headers=REQUEST_ID), "RateLimit"),
        (httpx.Response(200, text="{}", headers=COUNTED), "text/plain"),
        (answer(401, {"code": "made_up"}), "application/json"),
    ],
)
def test_an_answer_of_another_kind_is_not(response, fault):
    with pytest.raises(Undocumented, match=fault):
        must_be_documented("GET", "/v1/wallet", response)


def test_a_body_where_none_is_described_is_not_believed():
    with pytest.raises(Undocumented, match="body"):
        must_be_documented(
            "POST", "/v1/auth/logout", httpx.Response(204, text="null", headers=COUNTED)
        )


def test_a_header_of_ours_where_none_is_described_is_not_believed():
    replayed = answer(200, WALLET, headers=COUNTED | {"Idempotent-Replay": "true"})
    with pytest.raises(Undocumented, match="Idempotent-Replay"):
        must_be_documented("GET", "/v1/wallet", replayed)
