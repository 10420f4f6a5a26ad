"""The cashier as players and the payment provider meet it: REST, and webhooks that arrive late."""

import asyncio
import json
import secrets
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from casino.parts import Parts
from casino.payments.stripe_account import StripeAccount
from casino.payments.use_cases.approve_withdrawal import approve_withdrawal
from casino.payments.use_cases.list_parked_events import list_parked_events
from casino.payments.use_cases.list_reviews import list_reviews
from casino.payments.use_cases.redrive_event import redrive_event
from casino.payments.use_cases.reject_withdrawal import reject_withdrawal
from casino.shared.money import Money
from casino.shared.settings import Settings
from casino.wallet.use_cases.adjust_balance import Adjustment, adjust_balance
from scripts.deployment import function_environment
from tests.support.books import imbalances
from tests.support.documented import rest_client
from tests.support.local_cloud import LocalStack
from tests.support.patience import PATIENCE
from tests.support.players import payment_method, player
from tests.support.stripe_events import an_event, signed

DECLINED = "4000000000000341"
CAREFUL = "4000002500003155"
COPIES = 50


@dataclass
class House:
    """The house's side of the stack: its books, its operators' tools, and the provider."""

    stack: LocalStack
    parts: Parts
    psp: httpx.AsyncClient
    webhook_secret: str
    players: list[str]

    async def told(self, event: dict[str, Any], **options: Any) -> httpx.Response:
        """Deliver an event as the provider would."""
        body, header = signed(event, self.webhook_secret, **options)
        return await self.deliver(body, {"Stripe-Signature": header})

    async def deliver(
        self, body: str, headers: dict[str, str], psp: str = "stripe"
    ) -> httpx.Response:
        async with rest_client(self.stack.endpoints["rest_url"]) as rest:
            headers = {"Content-Type": "application/json"} | headers
            path = f"/v1/payments/webhooks/{psp}"
            return await rest.post(path, content=body, headers=headers)

    async def ask_psp(self, path: str, **values: Any) -> dict[str, Any]:
        """Do something at the provider's own site."""
        answer = await self.psp.post(path, data=values)
        assert answer.is_success, answer.text
        return answer.json()

    def charge_of(self, player_id: str, deposit_id: str) -> str:
        return str(self.parts.payments.deposit(player_id, deposit_id).reference)

    def give(self, player_id: str, amount: int) -> None:
        """Give a player money that they never paid in."""
        adjustment = Adjustment(
            player_id, Money(amount, "EUR"), "goodwill", "tests", secrets.token_hex(8)
        )
        adjust_balance(self.parts, adjustment)

    def parked(self, event_id: str) -> str | None:
        """Return why an event is parked, if it is."""
        cursor = None
        while True:
            page = list_parked_events(self.parts.webhook_events, limit=100, cursor=cursor)
            for each in page.items:
                if each.notice.event_id == event_id:
                    return each.reason
            cursor = page.next_cursor
            if cursor is None:
                return None


@pytest.fixture(scope="module")
async def house(stack):
    environment = function_environment(stack.settings)
    dynamodb, secrets_manager = stack.client("dynamodb"), stack.client("secretsmanager")
    secret = json.loads(
        secrets_manager.get_secret_value(SecretId=environment["PSP_SECRET_ID"])["SecretString"]
    )
    account = StripeAccount(
        lambda: secrets_manager, environment["PSP_SECRET_ID"], stack.endpoints["psp_url"]
    )
    parts = Parts(Settings(environment), dynamodb=dynamodb, psp=account)
    headers = {"Authorization": f"Bearer {secret['api_key']}"}
    async with httpx.AsyncClient(
        base_url=stack.endpoints["psp_url"], headers=headers, timeout=30 * PATIENCE
    ) as psp:
        house = House(stack, parts, psp, secret["webhook_secret"], [])
        yield house
    account.provider.close()
    # Whatever the tests did to them, their books balance.
    wrong = imbalances(dynamodb, environment["WALLET_TABLE"])
    assert [each for each in wrong if each.split(":")[0] in house.players] == []


@pytest.fixture
async def ann(house):
    async with player(house.stack.endpoints) as somebody:
        house.players.append(somebody.player_id)
        yield somebody


async def until(look, timeout: float = 30) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + timeout * PATIENCE
    while not await look():
        assert time.monotonic() < deadline, "it never became so"
        await asyncio.sleep(0.1)


async def deposit(somebody, amount=25_00, card="4242424242424242", key=None, **changes):
    """Ask for a deposit and return the answer as it came."""
    method = await payment_method(somebody.endpoints, card)
    body = {"amount": amount, "currency": "EUR", "payment_method": method} | changes
    headers = {"Idempotency-Key": key or secrets.token_hex(8)}
    return await somebody.rest.post("/v1/payments/deposits", json=body, headers=headers)


async def withdraw(somebody, amount):
    body = {"amount": amount, "currency": "EUR"}
    return await somebody.post("/v1/payments/withdrawals", body, key=secrets.token_hex(8))


def has(somebody, **balances):
    async def look():
        wallet = await somebody.wallet()
        return all(wallet[name] == amount for name, amount in balances.items())

    return look


async def types_of(somebody):
    return Counter(each["type"] for each in await somebody.history())


def a_charge_event(reference, **changes):
    values = {"id": reference, "amount": 25_00, "currency": "eur"} | changes
    return an_event("payment_intent.succeeded", **values)


class TestLateDeposits:
    async def authenticate(self, house, secret, *, success):
        await house.ask_psp(
            f"/v1/payment_intents/{secret.partition('_secret_')[0]}/_authenticate",
            client_secret=secret,
            success=str(success).lower(),
        )

    async def test_a_careful_bank_s_deposit_is_credited_by_the_webhook(self, ann, house):
        pending = (await deposit(ann, card=CAREFUL)).json()
        assert pending["status"] == "pending"
        assert (await ann.wallet())["cash"] == 0
        await self.authenticate(house, pending["next_action"]["client_secret"], success=True)
        await until(has(ann, cash=25_00))
        assert await types_of(ann) == {"deposit": 1}
        path = f"/v1/payments/deposits/{pending['deposit_id']}"
        assert (await ann.get(path))["status"] == "succeeded"

    async def test_looking_is_enough_when_the_webhook_is_late(self, ann, house):
        pending = (await deposit(ann, card=CAREFUL)).json()
        await self.authenticate(house, pending["next_action"]["client_secret"], success=True)
        path = f"/v1/payments/deposits/{pending['deposit_id']}"
        assert (await ann.get(path))["status"] == "succeeded"
        assert (await ann.wallet())["cash"] == 25_00

    async def test_who_fails_at_their_bank_is_not_credited(self, ann, house):
        pending = (await deposit(ann, card=CAREFUL)).json()
        await self.authenticate(house, pending["next_action"]["client_secret"], success=False)
        failed = await ann.get(f"/v1/payments/deposits/{pending['deposit_id']}")
        assert (failed["status"], failed["failure_reason"]) == ("failed", "authentication_failed")
        assert (await ann.wallet())["cash"] == 0

    async def test_a_bank_that_refuses_later_is_heard(self, ann, house):
        method = await house.ask_psp(
            "/v1/payment_methods",
            **{
                "type": "sepa_debit",
                "sepa_debit[iban]": "DE62370400440532013001",
                "billing_details[name]": "Ann",
                "billing_details[email]": "ann@example.com",
            },
        )
        pending = (await deposit(ann, payment_method=method["id"])).json()
        assert pending["status"] == "pending"

        async def has_failed():
            seen = await ann.get(f"/v1/payments/deposits/{pending['deposit_id']}")
            return seen["status"] == "failed"

        await until(has_failed)
        assert (await ann.wallet())["version"] == 0


class TestPayouts:
    @pytest.mark.parametrize(
        ("end", "status", "cash"), [("paid", "paid", 0), ("failed", "failed", 40_00)]
    )
    async def test_end_by_webhook(self, ann, house, end, status, cash):
        house.give(ann.player_id, 40_00)
        sent = await withdraw(ann, 40_00)
        assert sent["status"] == "processing"
        assert (await ann.wallet())["held"] == 40_00
        withdrawal = house.parts.payments.withdrawal(ann.player_id, sent["withdrawal_id"])
        await house.ask_psp(f"/v1/payouts/{withdrawal.transfers[0].reference}", status=end)
        await until(has(ann, held=0, cash=cash))
        path = f"/v1/payments/withdrawals/{sent['withdrawal_id']}"
        assert (await ann.get(path))["status"] == status

    async def test_of_a_reviewed_withdrawal(self, ann, house):
        house.give(ann.player_id, 5_000_00)
        first, second = [await withdraw(ann, amount) for amount in (2_000_00, 2_500_00)]
        assert first["status"] == second["status"] == "pending_review"
        queue = [each.payment_id for each in list_reviews(house.parts.payments, limit=100).items]
        assert queue.index(first["withdrawal_id"]) < queue.index(second["withdrawal_id"])
        approve_withdrawal(
            house.parts, ann.player_id, first["withdrawal_id"], actor="tests", reason="known"
        )
        reject_withdrawal(
            house.parts, ann.player_id, second["withdrawal_id"], actor="tests", reason="odd"
        )
        await until(has(ann, held=2_000_00, cash=3_000_00))
        statuses = [
            (await ann.get(f"/v1/payments/withdrawals/{each['withdrawal_id']}"))["status"]
            for each in (first, second)
        ]
        assert statuses == ["processing", "rejected"]


class TestReversals:
    async def test_a_chargeback_takes_what_there_is_and_bars_withdrawals(self, ann, house):
        made = await ann.deposit(25_00)
        await withdraw(ann, 5_00)
        reference = house.charge_of(ann.player_id, made["deposit_id"])
        dispute = await house.ask_psp("/_config/disputes", payment_intent=reference)
        await until(has(ann, cash=0, held=0))
        [reversed_, *_] = await ann.history()
        assert (reversed_["type"], reversed_["amount"]) == ("deposit_reversed", -20_00)
        house.give(ann.player_id, 10_00)
        refused = await ann.rest.post(
            "/v1/payments/withdrawals",
            json={"amount": 5_00, "currency": "EUR"},
            headers={"Idempotency-Key": "out"},
        )
        assert (refused.status_code, refused.json()["code"]) == (403, "account_restricted")
        await house.ask_psp(f"/_config/disputes/{dispute['id']}", status="won")
        await until(has(ann, cash=30_00))
        assert (await withdraw(ann, 5_00))["status"] in ("paid", "processing")

    async def test_a_refund_by_hand_is_followed(self, ann, house):
        made = await ann.deposit(25_00)
        reference = house.charge_of(ann.player_id, made["deposit_id"])
        await house.ask_psp("/v1/refunds", payment_intent=reference, amount=10_00)
        await until(has(ann, cash=15_00))
        assert await types_of(ann) == {"deposit": 1, "deposit_reversed": 1}

    async def test_a_refund_of_ours_is_not_followed_twice(self, ann):
        await ann.deposit(25_00)
        assert (await withdraw(ann, 10_00))["status"] == "paid"
        # Its events are on their way; those of a later deposit come after them.
        later = (await ann.deposit(5_00))["deposit_id"]
        assert later
        await asyncio.sleep(2)
        assert await types_of(ann) == {"deposit": 2, "withdrawal_hold": 1, "withdrawal_paid": 1}


class TestWebhooks:
    @pytest.fixture
    async def charge(self, ann, house):
        """The charge of a deposit that is credited."""
        made = await ann.deposit(25_00)
        return house.charge_of(ann.player_id, made["deposit_id"])

    async def test_fifty_copies_at_once_and_replays_have_no_second_effect(self, ann, charge, house):
        event = a_charge_event(charge)
        answers = await asyncio.gather(*(house.told(event) for _ in range(COPIES)))
        assert {each.status_code for each in answers} == {200}
        assert (await house.told(event)).json() == {"received": True}
        assert await types_of(ann) == {"deposit": 1}
        assert house.parked(event["id"]) is None

    async def test_fifty_copies_of_a_dispute_reverse_once(self, ann, charge, house):
        dispute = await house.ask_psp("/_config/disputes", payment_intent=charge)
        event = an_event("charge.dispute.created", id=dispute["id"], amount=25_00, currency="eur")
        answers = await asyncio.gather(*(house.told(event) for _ in range(COPIES)))
        assert {each.status_code for each in answers} == {200}
        await until(has(ann, cash=0))
        assert await types_of(ann) == {"deposit": 1, "deposit_reversed": 1}

    @pytest.mark.parametrize("header", [None, "", "t=1,v1=00", "v1=00", "t=x", "nonsense"])
    async def test_bad_signatures_are_refused(self, ann, charge, house, header):
        headers = {} if header is None else {"Stripe-Signature": header}
        answer = await house.deliver(json.dumps(a_charge_event(charge)), headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_signature")
        assert answer.headers["content-type"] == "application/problem+json"

    async def test_stale_and_altered_bodies_are_refused(self, ann, charge, house):
        event = a_charge_event(charge, amount=26_00)
        assert (await house.told(event, age_seconds=301)).status_code == 400
        body, header = signed(event, house.webhook_secret)
        altered = body.replace("2600", "9900")
        answer = await house.deliver(altered, {"Stripe-Signature": header})
        assert answer.status_code == 400
        assert house.parked(event["id"]) is None

    async def test_unknown_providers_and_large_bodies_are_refused(self, ann, house):
        body, header = signed(an_event("customer.created", id="cus_1"), house.webhook_secret)
        answer = await house.deliver(body, {"Stripe-Signature": header}, psp="nobody")
        assert answer.status_code == 404
        body, header = signed({"pad": "x" * 70_000}, house.webhook_secret)
        answer = await house.deliver(body, {"Stripe-Signature": header})
        assert answer.status_code in (400, 413)

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"amount": 2_500_00}, "wrong_amount"),
            ({"currency": "usd"}, "wrong_currency"),
            ({"id": "pi_nobody"}, "unknown_payment"),
        ],
    )
    async def test_what_contradicts_our_books_is_parked(self, ann, charge, house, changes, reason):
        event = a_charge_event(charge, **changes)
        assert (await house.told(event)).status_code == 200
        assert house.parked(event["id"]) == reason
        assert await types_of(ann) == {"deposit": 1}
        assert redrive_event(house.parts, "stripe", event["id"]).reason == reason

    async def test_a_charge_that_somebody_else_made_is_parked(self, ann, house):
        made = await house.ask_psp(
            "/v1/payment_intents",
            amount=99_00,
            currency="eur",
            payment_method="pm_card_visa",
            # Not confirmed: it would be drift, which other tests look for on the same stack.
            **{"metadata[player_id]": ann.player_id, "metadata[deposit_id]": "dep_made_up"},
        )
        event = a_charge_event(made["id"], amount=99_00)
        assert (await house.told(event)).status_code == 200
        assert house.parked(event["id"]) == "unknown_payment"
        assert await types_of(ann) == {}


class TestDeposits:
    async def test_fifty_copies_at_once_are_one_charge_and_one_answer(self, ann, house):
        method = await payment_method(ann.endpoints)
        body = {"amount": 25_00, "currency": "EUR", "payment_method": method}
        headers = {"Idempotency-Key": "the-same"}
        answers = await asyncio.gather(
            *(
                ann.rest.post("/v1/payments/deposits", json=body, headers=headers)
                for _ in range(COPIES)
            )
        )
        assert {each.status_code for each in answers} == {201}
        originals = [each for each in answers if "Idempotent-Replay" not in each.headers]
        assert len(originals) == 1
        assert {each.text for each in answers} == {originals[0].text}
        assert await types_of(ann) == {"deposit": 1}
        charged = [
            each
            for each in (await self.charges(house))
            if each["metadata"].get("player_id") == ann.player_id
        ]
        assert [each["status"] for each in charged] == ["succeeded"]
        other = await ann.rest.post(
            "/v1/payments/deposits", json=body | {"amount": 26_00}, headers=headers
        )
        assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")

    async def charges(self, house):
        charges: list[dict[str, Any]] = []
        query: dict[str, Any] = {"limit": 100}
        while True:
            page = (await house.psp.get("/v1/payment_intents", params=query)).json()
            charges += page["data"]
            if not page["has_more"]:
                return charges
            query["starting_after"] = charges[-1]["id"]

    @pytest.mark.parametrize(
        ("amount", "status"),
        [
            ("-1", 422),
            ("0", 422),
            ("1.5", 422),
            ('"10"', 422),
            ("true", 422),
            ("null", 422),
            ("[2500]", 422),
            ("1e309", 400),
            ("-1e309", 400),
            ("NaN", 400),
            ("Infinity", 400),
            ("9223372036854775808", 422),
            ("1" + "0" * 400, 422),
            ('2500, "amount": 1', 400),
            ('2500, "amount": 2500', 400),
        ],
    )
    @pytest.mark.parametrize("path", ["deposits", "withdrawals"])
    async def test_amounts_that_are_none_change_nothing(self, ann, house, path, amount, status):
        method = ', "payment_method": "pm_card_visa"' if path == "deposits" else ""
        body = f'{{"amount": {amount}, "currency": "EUR"{method}}}'
        answer = await ann.rest.post(
            f"/v1/payments/{path}",
            content=body,
            headers={"Idempotency-Key": "odd", "Content-Type": "application/json"},
        )
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        wallet = await ann.wallet()
        assert (wallet["cash"], wallet["held"], wallet["version"]) == (0, 0, 0)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"currency": "USD"}, "currency_mismatch"),
            ({"currency": "XXX"}, "validation_failed"),
            ({"amount": 99}, "limit_reached"),
            ({"amount": 10_000_01}, "limit_reached"),
        ],
    )
    async def test_other_currencies_and_limits_are_refused(self, ann, changes, code):
        answer = await deposit(ann, **changes)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert (await ann.wallet())["version"] == 0

    async def test_five_failures_block_the_sixth_attempt(self, ann):
        for _ in range(5):
            assert (await deposit(ann, card=DECLINED)).json()["status"] == "failed"
        answer = await deposit(ann)
        assert (answer.status_code, answer.json()["code"]) == (429, "deposits_blocked")
        assert 0 < int(answer.headers["Retry-After"]) <= 600
        assert (await ann.wallet())["version"] == 0
