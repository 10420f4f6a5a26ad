"""The route that payment providers call."""

import base64
import json

import pytest

from casino.payments.provider import Succeeded
from casino.shared.aws import client
from functions.payments import sweep_payments
from functions.payments.api import handler
from tests.integration.payments.fake_provider import CAREFUL_CARD
from tests.integration.payments.test_api import Api
from tests.support.api_events import LambdaContext, call, rest_event
from tests.support.parts import functions_with
from tests.support.stripe_events import an_event, signature_of, signed

SECRET = "whsec_route"
PATH = "/v1/payments/webhooks/stripe"


@pytest.fixture
def api(bench):
    client("secretsmanager").create_secret(
        Name="psp", SecretString=json.dumps({"webhook_secret": SECRET})
    )
    with functions_with({"PSP_SECRET_ID": "psp"}) as parts:
        # What it tells us is Stripe's own; what it is asked, the bench knows.
        bench.provider.name = "stripe"
        parts.psp.provider = bench.provider
        yield Api()


@pytest.fixture
def charge(api, bench):
    """An event of a deposit that waited for its player's bank."""
    pending = api.deposit(method=CAREFUL_CARD).body
    bench.provider.complete("ch_1", Succeeded("ch_1"))
    assert pending["status"] == "pending"
    return an_event("payment_intent.succeeded", id="ch_1", amount=25_00, currency="eur")


def deliver(body, header, *, path=PATH, encoded=False):
    headers = {"Stripe-Signature": header} if header is not None else {}
    event = rest_event("POST", path, raw_body=body, headers=headers)
    if encoded:
        event |= {"body": base64.b64encode(body.encode()).decode(), "isBase64Encoded": True}
    return call(handler, event)


@pytest.mark.parametrize("encoded", [False, True])
def test_a_signed_event_is_acted_upon(charge, bench, encoded):
    answer = deliver(*signed(charge, SECRET), encoded=encoded)
    assert (answer.status, answer.body) == (200, {"received": True})
    assert bench.wallet().cash == 25_00


def test_headers_have_no_case(charge, bench):
    body, header = signed(charge, SECRET)
    event = rest_event("POST", PATH, raw_body=body, headers={"stripe-signature": header})
    assert call(handler, event).status == 200


@pytest.mark.parametrize("encoded", [False, True])
def test_layout_and_letters_are_signed_as_they_are(charge, bench, encoded):
    body = json.dumps(charge | {"note": "Zoë €"}, indent=3, ensure_ascii=False)
    assert deliver(body, signature_of(body, SECRET), encoded=encoded).status == 200
    assert bench.wallet().cash == 25_00


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body, header: (body, None),
        lambda body, header: (body, header[:-1] + "0" if header[-1] != "0" else header[:-1] + "1"),
        lambda body, header: (body.replace("2500", "2600"), header),
        lambda body, header: (body, signature_of(body, SECRET, age_seconds=301)),
        lambda body, header: (body, signature_of(body, "whsec_stolen_elsewhere")),
        lambda body, header: ("", header),
    ],
    ids=["absent", "wrong", "other body", "stale", "other secret", "empty"],
)
def test_what_is_not_freshly_signed_is_refused_and_changes_nothing(charge, bench, spoil):
    answer = deliver(*spoil(*signed(charge, SECRET)))
    assert (answer.status, answer.body["code"]) == (400, "bad_signature")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert bench.wallet().cash == 0
    assert bench.parts.webhook_events.find("stripe", charge["id"]) is None


def test_what_is_too_large_is_refused_unread(charge, bench):
    body = json.dumps(charge | {"note": "x" * 65_536})
    answer = deliver(body, signature_of(body, SECRET))
    assert (answer.status, answer.body["code"]) == (400, "body_too_large")
    assert bench.wallet().cash == 0


def test_a_body_that_is_no_base64_is_refused(api):
    event = rest_event("POST", PATH, raw_body="***", headers={"Stripe-Signature": "t=1,v1=0"})
    answer = call(handler, event | {"isBase64Encoded": True})
    assert (answer.status, answer.body["code"]) == (400, "bad_signature")


def test_an_unknown_provider_is_not_found(charge, bench):
    answer = deliver(*signed(charge, SECRET), path="/v1/payments/webhooks/nobody")
    assert (answer.status, answer.body["code"]) == (404, "not_found")
    assert bench.wallet().cash == 0


def test_what_is_nothing_to_us_is_acknowledged(api, bench):
    event = an_event("customer.created", id="cus_1")
    assert deliver(*signed(event, SECRET)).status == 200
    assert bench.parts.webhook_events.find("stripe", event["id"]) is None


def test_what_is_parked_is_acknowledged_and_counted(api, capsys):
    event = an_event("payment_intent.succeeded", id="ch_9", amount=25_00, currency="eur")
    assert deliver(*signed(event, SECRET)).status == 200
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [metric] = [each for each in lines if "_aws" in each]
    assert metric["PaymentEventsParked"] == [1.0]


def test_replays_change_nothing(charge, bench):
    body, header = signed(charge, SECRET)
    for _ in range(5):
        assert deliver(body, header).status == 200
    assert len(bench.entries()) == 1


class TestPolling:
    def test_shows_a_player_who_returned_from_their_bank_the_end(self, charge, api, bench):
        deposit_id = bench.provider.charges["ch_1"].charge.deposit_id
        answer = api.get(f"deposits/{deposit_id}").body
        assert answer["status"] == "succeeded"
        assert answer.get("next_action") is None
        assert bench.wallet().cash == 25_00
        deliver(*signed(charge, SECRET))
        assert len(bench.entries()) == 1

    def test_shows_what_is_known_while_the_provider_is_silent(self, charge, api, bench):
        bench.provider.silent = True
        deposit_id = bench.provider.charges["ch_1"].charge.deposit_id
        answer = api.get(f"deposits/{deposit_id}")
        assert (answer.status, answer.body["status"]) == (200, "pending")
        assert answer.body["next_action"]["client_secret"]


def test_a_blocked_player_is_told_when_to_come_back(api):
    for number in range(5):
        api.deposit(method="pm_nobody", key=f"in-{number}")
    answer = api.deposit(key="in-6")
    assert (answer.status, answer.body["code"]) == (429, "deposits_blocked")
    assert 590 <= int(answer.headers["Retry-After"]) <= 600


def test_the_sweeper_counts_what_it_did(charge, bench, capsys):
    bench.clock.move(3600 * 24)
    sweep_payments.handler({}, LambdaContext())
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [metric] = [each for each in lines if "_aws" in each]
    assert metric["PaymentsNotSwept"] == [0.0]
