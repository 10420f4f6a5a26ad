import json

import pytest

from casino.payments.provider import Failed, FailureReason, Succeeded
from casino.payments.stripe_provider import StripeProvider
from casino.shared.aws import client
from casino.wallet import EntryType
from functions.payments.api import handler
from tests.integration.payments.conftest import PLAYER
from tests.integration.payments.fake_provider import (
    CAREFUL_CARD,
    DECLINED_CARD,
    GOOD_CARD,
    SLOW_ACCOUNT,
    FakeAccount,
)
from tests.support.api_events import call, rest_event
from tests.support.parts import functions_with, some_parts


class Api:
    """The REST routes, over the bench's fake provider."""

    def post(self, path, body, *, key="key-1", player_id=PLAYER, headers=None):
        headers = {"Idempotency-Key": key} | (headers or {}) if key else headers
        event = rest_event(
            "POST", f"/v1/payments/{path}", body=body, player_id=player_id, headers=headers
        )
        return call(handler, event)

    def get(self, path, player_id=PLAYER):
        return call(handler, rest_event("GET", f"/v1/payments/{path}", player_id=player_id))

    def deposit(self, amount=25_00, *, method=GOOD_CARD, currency="EUR", **options):
        body = {"amount": amount, "currency": currency, "payment_method": method}
        return self.post("deposits", body, **options)

    def withdraw(self, amount, *, currency="EUR", **options):
        return self.post("withdrawals", {"amount": amount, "currency": currency}, **options)


@pytest.fixture
def api(bench):
    with functions_with(psp=FakeAccount(bench.provider)):
        yield Api()


def balances(bench):
    wallet = bench.wallet()
    return wallet.cash, wallet.held


class TestDeposit:
    def test_is_charged_credited_and_answered(self, api, bench):
        answer = api.deposit(25_00)
        assert answer.status == 201
        assert answer.body["status"] == "succeeded"
        assert (answer.body["amount"], answer.body["currency"]) == (25_00, "EUR")
        assert "Idempotent-Replay" not in answer.headers
        assert bench.provider.taken() == 25_00
        [entry] = bench.entries()
        assert entry.type is EntryType.DEPOSIT
        assert entry.postings == {"player:cash": 25_00, "psp:fake": -25_00}
        assert entry.reference == {"deposit_id": answer.body["deposit_id"]}
        assert balances(bench) == (25_00, 0)

    def test_repeated_gives_the_first_answer_and_takes_nothing(self, api, bench):
        first = api.deposit()
        again = api.deposit()
        assert (again.status, again.body) == (201, first.body)
        assert again.headers["Idempotent-Replay"] == "true"
        assert bench.provider.taken() == 25_00
        assert len(bench.entries()) == 1

    def test_repeated_is_answered_even_if_the_player_may_not_deposit_any_more(self, api, bench):
        first = api.deposit()
        bench.bar("deposit")
        assert api.deposit().body == first.body
        assert api.deposit(key="key-2").status == 403

    def test_under_a_used_key_with_another_body_is_a_conflict(self, api, bench):
        api.deposit(25_00)
        answer = api.deposit(26_00)
        assert (answer.status, answer.body["code"]) == (409, "idempotency_key_reused")
        assert bench.provider.taken() == 25_00

    def test_keys_belong_to_a_player_and_an_operation(self, api, bench):
        bench.open_wallet("player-2")
        mine, yours = api.deposit(), api.deposit(player_id="player-2")
        assert mine.body["deposit_id"] != yours.body["deposit_id"]
        assert api.withdraw(25_00).status == 201

    def test_of_a_declined_card_fails_and_credits_nothing(self, api, bench):
        answer = api.deposit(method=DECLINED_CARD)
        assert (answer.status, answer.body["status"]) == (201, "failed")
        assert answer.body["failure_reason"] == "card_declined"
        assert bench.entries() == []
        assert api.deposit(method=DECLINED_CARD).body == answer.body

    def test_with_an_unknown_payment_method_fails(self, api, bench):
        answer = api.deposit(method="pm_nobody")
        assert answer.body["status"] == "failed"
        assert answer.body["failure_reason"] == "payment_method_unusable"

    def test_that_needs_the_player_says_how_to_go_on(self, api, bench):
        answer = api.deposit(method=CAREFUL_CARD)
        assert answer.body["status"] == "pending"
        assert answer.body["next_action"]["type"] == "authenticate"
        assert answer.body["next_action"]["client_secret"]
        assert api.deposit(method=CAREFUL_CARD).body == answer.body

    def test_that_takes_time_is_pending_and_not_credited(self, api, bench):
        answer = api.deposit(method=SLOW_ACCOUNT)
        assert answer.body["status"] == "pending"
        assert bench.entries() == []

    def test_can_be_looked_up_by_its_player_only(self, api, bench):
        deposit = api.deposit().body
        assert api.get(f"deposits/{deposit['deposit_id']}").body == deposit
        answer = api.get(f"deposits/{deposit['deposit_id']}", player_id="player-2")
        assert (answer.status, answer.body["code"]) == (404, "not_found")
        assert api.get("deposits/dep_nobody").status == 404
        assert api.get(f"withdrawals/{deposit['deposit_id']}").status == 404


class TestDepositRefused:
    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"amount": 99}, "limit_reached"),
            ({"amount": 10_000_01}, "limit_reached"),
            ({"currency": "USD"}, "currency_mismatch"),
            ({"currency": "XXX"}, "validation_failed"),
            ({"amount": 0}, "validation_failed"),
            ({"amount": -1}, "validation_failed"),
            ({"amount": 1.5}, "validation_failed"),
            ({"amount": "10"}, "validation_failed"),
            ({"amount": True}, "validation_failed"),
            ({"amount": 2**63}, "validation_failed"),
            ({"payment_method": "4242424242424242"}, "validation_failed"),
            ({"payment_method": None}, "validation_failed"),
            ({"card": "4242424242424242"}, "validation_failed"),
        ],
    )
    def test_for_what_is_wrong_with_it(self, api, bench, body, code):
        whole = {"amount": 25_00, "currency": "EUR", "payment_method": GOOD_CARD} | body
        answer = api.post("deposits", whole)
        assert (answer.status, answer.body["code"]) == (422, code)
        assert bench.provider.charges == {}
        # And the key is still free.
        assert api.deposit().body["status"] == "succeeded"

    @pytest.mark.parametrize("key", [None, "", "x" * 256, "tab\there", "é"])
    def test_without_a_usable_key(self, api, bench, key):
        answer = api.deposit(key=None, headers={"Idempotency-Key": key} if key else None)
        assert (answer.status, answer.body["code"]) == (400, "idempotency_key_required")
        assert bench.provider.charges == {}

    def test_without_a_wallet(self, api):
        assert api.deposit(player_id="player-2").status == 404

    def test_without_a_token(self, api):
        assert api.deposit(player_id=None).status == 401


class TestWithdrawal:
    def test_returns_deposits_to_where_they_came_from(self, api, bench):
        deposit = api.deposit(25_00).body
        answer = api.withdraw(10_00)
        assert (answer.status, answer.body["status"]) == (201, "paid")
        assert answer.body["paid_amount"] == 10_00
        assert answer.body["transfers"] == [
            {
                "type": "refund",
                "amount": 10_00,
                "status": "succeeded",
                "deposit_id": deposit["deposit_id"],
            }
        ]
        [refund] = bench.provider.refunds
        assert refund.money.amount == 10_00
        _, hold, paid = bench.entries()
        assert (hold.type, hold.postings) == (
            EntryType.WITHDRAWAL_HOLD,
            {"player:cash": -10_00, "player:held": 10_00},
        )
        assert (paid.type, paid.postings) == (
            EntryType.WITHDRAWAL_PAID,
            {"player:held": -10_00, "psp:fake": 10_00},
        )
        assert balances(bench) == (15_00, 0)

    def test_repeated_gives_the_first_answer_and_sends_nothing(self, api, bench):
        api.deposit(25_00)
        first = api.withdraw(10_00)
        again = api.withdraw(10_00)
        assert again.body == first.body
        assert again.headers["Idempotent-Replay"] == "true"
        assert len(bench.provider.refunds) == 1
        assert api.withdraw(11_00).body["code"] == "idempotency_key_reused"

    def test_never_refunds_more_than_was_paid_in(self, api, bench):
        api.deposit(25_00)
        for number in range(3):
            api.withdraw(10_00, key=f"out-{number}")
        assert sum(each.money.amount for each in bench.provider.refunds) == 20_00
        assert balances(bench) == (5_00, 0)
        bench.win(10_00)
        answer = api.withdraw(15_00, key="out-4").body
        assert [(each["type"], each["amount"]) for each in answer["transfers"]] == [
            ("payout", 10_00),
            ("refund", 5_00),
        ]

    def test_takes_the_newest_deposit_first(self, api, bench):
        api.deposit(10_00, key="in-1")
        api.deposit(20_00, key="in-2")
        api.withdraw(25_00)
        assert [each.money.amount for each in bench.provider.refunds] == [20_00, 5_00]

    def test_of_winnings_is_processing_until_the_provider_has_spoken(self, api, bench):
        bench.win(40_00)
        answer = api.withdraw(40_00)
        assert answer.body["status"] == "processing"
        assert [(each["type"], each["status"]) for each in answer.body["transfers"]] == [
            ("payout", "sent")
        ]
        assert balances(bench) == (0, 40_00)
        assert api.withdraw(40_00).body == answer.body
        assert len(bench.provider.payouts) == 1

    def test_that_is_refused_returns_whole(self, api, bench):
        api.deposit(25_00)
        bench.win(40_00)
        bench.provider.payout_outcome = Failed(FailureReason.REFUSED)
        answer = api.withdraw(50_00)
        assert (answer.body["status"], answer.body["paid_amount"]) == ("failed", 0)
        assert answer.body["failure_reason"] == "refused"
        assert [each["status"] for each in answer.body["transfers"]] == ["failed", "abandoned"]
        assert bench.provider.refunds == []
        assert bench.entries()[-1].type is EntryType.WITHDRAWAL_RELEASED
        assert balances(bench) == (65_00, 0)
        # What the refund was promised is free again.
        bench.provider.payout_outcome = Succeeded("po_1")
        assert api.withdraw(65_00, key="out-2").body["status"] == "paid"
        assert [each.money.amount for each in bench.provider.refunds] == [25_00]

    def test_that_fails_half_way_returns_the_other_half(self, api, bench):
        api.deposit(25_00)
        bench.win(40_00)
        bench.provider.payout_outcome = Succeeded("po_1")
        bench.provider.refund_outcome = Failed(FailureReason.EXPIRED_CARD)
        answer = api.withdraw(50_00)
        assert (answer.body["status"], answer.body["paid_amount"]) == ("failed", 25_00)
        released = bench.entries()[-1]
        assert released.postings == {
            "player:held": -50_00,
            "player:cash": 25_00,
            "psp:fake": 25_00,
        }
        assert balances(bench) == (40_00, 0)
        # A card that refused is not asked again.
        again = api.withdraw(25_00, key="out-2").body
        assert [each["type"] for each in again["transfers"]] == ["payout"]

    def test_that_is_large_waits_for_review_with_nothing_sent(self, api, bench):
        bench.win(5_000_00)
        answer = api.withdraw(2_000_00)
        assert (answer.status, answer.body["status"]) == (201, "pending_review")
        assert balances(bench) == (3_000_00, 2_000_00)
        assert bench.provider.payouts == []
        again = api.withdraw(2_000_00)
        assert (again.body, again.headers["Idempotent-Replay"]) == (answer.body, "true")

    @pytest.mark.parametrize(
        ("amount", "currency", "code"),
        [
            (25_01, "EUR", "insufficient_funds"),
            (10_00, "USD", "currency_mismatch"),
            (0, "EUR", "validation_failed"),
            (-5, "EUR", "validation_failed"),
            (10**13, "EUR", "validation_failed"),
        ],
    )
    def test_is_refused_for_what_is_wrong_with_it(self, api, bench, amount, currency, code):
        api.deposit(25_00)
        answer = api.withdraw(amount, currency=currency)
        assert (answer.status, answer.body["code"]) == (422, code)
        assert balances(bench) == (25_00, 0)
        assert api.withdraw(25_00).body["status"] == "paid"

    def test_takes_no_bonus(self, api, bench):
        bench.open_wallet("player-2", bonus=50_00)
        answer = api.withdraw(10_00, player_id="player-2")
        assert answer.body["code"] == "insufficient_funds"

    def test_is_refused_while_the_player_may_not_withdraw(self, api, bench):
        api.deposit(25_00)
        bench.bar("withdraw")
        assert api.withdraw(10_00).body["code"] == "account_restricted"
        bench.bar("deposit", "play")
        assert api.withdraw(10_00).status == 201

    def test_needs_a_key(self, api):
        assert api.withdraw(10_00, key=None).body["code"] == "idempotency_key_required"

    def test_can_be_looked_up_by_its_player_only(self, api, bench):
        api.deposit(25_00)
        withdrawal = api.withdraw(10_00).body
        path = f"withdrawals/{withdrawal['withdrawal_id']}"
        assert api.get(path).body == withdrawal
        assert api.get(path, player_id="player-2").status == 404


class TestSilentProvider:
    def test_leaves_a_deposit_pending_for_the_next_attempt(self, api, bench):
        bench.provider.silent = True
        answer = api.deposit()
        assert (answer.status, answer.body["code"]) == (503, "unavailable")
        bench.provider.silent = False
        answer = api.deposit()
        assert (answer.status, answer.body["status"]) == (201, "succeeded")
        assert "Idempotent-Replay" not in answer.headers
        assert bench.provider.taken() == 25_00

    def test_leaves_a_withdrawal_held_for_the_next_attempt(self, api, bench):
        api.deposit()
        bench.provider.silent = True
        assert api.withdraw(10_00).status == 503
        assert balances(bench) == (15_00, 10_00)
        bench.provider.silent = False
        assert api.withdraw(10_00).body["status"] == "paid"
        assert len(bench.provider.refunds) == 1


def test_stripe_is_given_the_key_from_the_secret(aws):
    secret = json.dumps({"api_key": "sk_test_from_secret", "webhook_secret": "whsec_1"})
    client("secretsmanager").create_secret(Name="psp", SecretString=secret)
    told = {"PSP_SECRET_ID": "psp", "STRIPE_API_BASE": "http://127.0.0.1:1"}
    provider = some_parts(told).psp.provider
    assert isinstance(provider, StripeProvider)
    assert provider._client._requestor.api_key == "sk_test_from_secret"
    provider.close()
