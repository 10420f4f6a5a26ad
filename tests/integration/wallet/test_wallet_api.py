import csv
import io
import time
from datetime import UTC, datetime, timedelta

import pytest

from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, HELD, EntryType, Ledger, Wallet
from casino.wallet.game_entries import post_game_entry
from tests.support.api_events import call, rest_event
from tests.support.traffic import traffic

NOON = datetime(2025, 11, 23, 12, tzinfo=UTC)
GAME = "game:roulette-european"


class Books:
    """A player's ledger that tests write into by the hour."""

    def __init__(self, currency="EUR"):
        self.ledger = Ledger(client("dynamodb"), "wallet")
        self.wallet = Wallet("ann", currency)
        work = UnitOfWork(client("dynamodb"))
        self.ledger.open_wallet(work, self.wallet)
        work.commit()

    def post(self, entry_type, postings, *, hours=0):
        at = NOON + timedelta(hours=hours)
        key = f"k-{self.wallet.version}"
        after, entry = post_game_entry(self.wallet, entry_type, key, postings, at=at)
        work = UnitOfWork(client("dynamodb"))
        self.ledger.append(work, self.wallet, after, entry)
        work.commit()
        self.wallet = after

    def deposit(self, amount, **when):
        self.post(EntryType.DEPOSIT, {CASH: amount, "psp:stripe": -amount}, **when)

    def bet(self, stake, payout=0, **when):
        self.post(EntryType.BET, {CASH: -stake, GAME: stake}, **when)
        if payout:
            self.post(EntryType.WIN, {CASH: payout, GAME: -payout}, **when)

    def withdraw(self, amount, **when):
        self.post(EntryType.WITHDRAWAL_HOLD, {CASH: -amount, HELD: amount}, **when)
        self.post(EntryType.WITHDRAWAL_PAID, {HELD: -amount, "psp:stripe": amount}, **when)


@pytest.fixture
def books(aws):
    return Books()


@pytest.fixture
def get(aws):
    from functions.wallet.api import handler

    def get(path, claims=None, **query):
        event = rest_event("GET", path, player_id="ann", query=query)
        event["requestContext"]["authorizer"]["claims"] |= claims or {}
        return call(handler, event)

    return get


def test_the_wallet_shows_its_balances(books, get):
    books.deposit(1000)
    books.bet(300)
    answer = get("/v1/wallet")
    del answer.body["as_of"]
    assert answer.body == {
        "currency": "EUR",
        "available": 700,
        "cash": 700,
        "bonus": 0,
        "held": 0,
        "version": 2,
    }


def test_the_history_comes_newest_first_in_pages_that_miss_nothing(books, get):
    for number in range(7):
        books.deposit(100 + number)
    seen, query = [], {"limit": "3"}
    while True:
        page = get("/v1/wallet/transactions", **query).body
        seen += [item["amount"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == [106, 105, 104, 103, 102, 101, 100]


def test_what_is_rare_is_found_without_looking_through_the_bets(books, get):
    books.deposit(5000)
    for number in range(150):
        books.bet(10 + number % 2)
    books.deposit(7000)
    with traffic() as seen:
        page = get("/v1/wallet/transactions", type="deposit", limit="2").body
    assert [item["amount"] for item in page["items"]] == [7000, 5000]
    assert seen.calls["Query"] == 1
    assert seen.items["wallet", "ENTRY"] == 2


def test_a_page_of_wins_is_filled_from_far_back_with_one_query(books, get):
    books.deposit(5000)
    books.bet(10, payout=20)
    for number in range(150):
        books.bet(10 + number % 2)
    books.bet(10, payout=30)
    with traffic() as seen:
        page = get("/v1/wallet/transactions", type="win", limit="2").body
    assert [item["amount"] for item in page["items"]] == [30, 20]
    assert seen.calls["Query"] == 1


@pytest.mark.parametrize("only", ["deposit", "bet"])
def test_a_type_and_a_time_narrow_the_history_together(books, get, only):
    for hours in range(5):
        books.deposit(100 + hours, hours=hours)
        books.bet(1 + hours, hours=hours)
    period = {"from": "2025-11-23T13:00:00Z", "to": "2025-11-23T15:00:00Z"}
    page = get("/v1/wallet/transactions", **period, type=only).body
    expected = {"deposit": [103, 102, 101], "bet": [-4, -3, -2]}
    assert [item["amount"] for item in page["items"]] == expected[only]


def test_pages_of_what_is_rare_miss_nothing(books, get):
    for number in range(5):
        books.deposit(100 + number)
        books.withdraw(1)
    seen, query = [], {"type": "deposit", "limit": "2"}
    while True:
        page = get("/v1/wallet/transactions", **query).body
        seen += [item["amount"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == [104, 103, 102, 101, 100]


def test_filtered_pages_go_on_where_the_last_one_ended(books, get):
    books.deposit(5000)
    for stake in (1, 2, 3, 4, 5):
        books.bet(stake, payout=1)
    first = get("/v1/wallet/transactions", type="bet", limit="2").body
    second = get("/v1/wallet/transactions", type="bet", limit="3", cursor=first["next_cursor"]).body
    amounts = [item["amount"] for item in first["items"] + second["items"]]
    assert amounts == [-5, -4, -3, -2, -1]


def test_the_history_can_be_narrowed_to_a_time(books, get):
    for hours in range(5):
        books.deposit(100 + hours, hours=hours)
    page = get(
        "/v1/wallet/transactions",
        **{"from": "2025-11-23T13:00:00Z", "to": "2025-11-23T15:00:00Z"},
    ).body
    assert [item["amount"] for item in page["items"]] == [103, 102, 101]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_time_that_ends_before_it_begins_has_no_history(books, get, form):
    books.deposit(100)
    period = {"from": "2025-11-24T00:00:00Z", "to": "2025-11-23T00:00:00Z"}
    answer = raw("/v1/wallet/transactions", **period, format=form)
    assert answer["statusCode"] == 200
    assert "deposit" not in answer["body"]


def test_the_history_can_be_taken_away_as_a_file(books, get, monkeypatch):
    books.deposit(1000)
    books.bet(300, payout=600)
    answer = raw("/v1/wallet/transactions", format="csv")
    assert answer["multiValueHeaders"]["Content-Type"] == ["text/csv; charset=utf-8"]
    rows = list(csv.DictReader(io.StringIO(answer["body"])))
    assert [(row["type"], row["amount"], row["amount_in_major_units"]) for row in rows] == [
        ("win", "600", "6.00"),
        ("bet", "-300", "-3.00"),
        ("deposit", "1000", "10.00"),
    ]
    assert [row["balance_after"] for row in rows] == ["1300", "700", "1000"]


def test_a_long_history_comes_in_several_files_that_miss_nothing(books, monkeypatch):
    monkeypatch.setattr("casino.wallet.use_cases.export_transactions.EXPORT_ROWS", 3)
    for number in range(5):
        books.deposit(100 + number)
    first = raw("/v1/wallet/transactions", format="csv")
    [link] = first["multiValueHeaders"]["Link"]
    cursor = link.split("cursor=")[1].split(">")[0]
    second = raw("/v1/wallet/transactions", format="csv", cursor=cursor)
    rows = [
        row for answer in (first, second) for row in csv.DictReader(io.StringIO(answer["body"]))
    ]
    assert [row["amount"] for row in rows] == ["104", "103", "102", "101", "100"]
    assert "Link" not in second["multiValueHeaders"]


def raw(path, **query):
    from functions.wallet.api import handler
    from tests.support.api_events import LambdaContext

    return handler(rest_event("GET", path, player_id="ann", query=query), LambdaContext())


def test_totals_say_what_was_paid_in_and_out_and_what_play_has_cost(books, get):
    books.deposit(10_000)
    books.bet(3_000, payout=1_000)
    books.bet(500)
    books.withdraw(2_000)
    totals = get("/v1/wallet/totals").body
    assert totals["net_deposits"] == 8_000
    assert (totals["deposited"], totals["withdrawn"]) == (10_000, 2_000)
    assert (totals["staked"], totals["paid_out"], totals["net_position"]) == (3_500, 1_000, -2_500)
    assert (totals["since"], totals["elapsed_seconds"]) == (None, None)


def test_totals_of_a_period_count_what_happened_in_it(books, get):
    books.deposit(10_000, hours=0)
    books.bet(100, hours=1)
    books.bet(1_000, payout=2_000, hours=2)
    books.bet(10_000, hours=3)
    period = {"from": "2025-11-23T13:30:00Z", "to": "2025-11-23T14:30:00Z"}
    totals = get("/v1/wallet/totals", **period).body
    assert (totals["staked"], totals["paid_out"], totals["deposited"]) == (1_000, 2_000, 0)
    assert totals["elapsed_seconds"] == 3_600


def test_a_session_begins_when_the_player_signed_in(books, get):
    books.deposit(10_000)
    now = int(time.time())
    totals = get("/v1/wallet/totals", claims={"auth_time": str(now - 90)}, period="session").body
    assert 90 <= totals["elapsed_seconds"] <= 95


def test_a_period_that_ends_before_it_begins_is_empty(books, get):
    books.deposit(10_000)
    period = {"from": "2025-11-24T00:00:00Z", "to": "2025-11-23T00:00:00Z"}
    totals = get("/v1/wallet/totals", **period).body
    assert (totals["deposited"], totals["elapsed_seconds"]) == (0, 0)


def test_yen_have_no_decimals_and_dinars_have_three(aws):
    yen = Books("JPY")
    yen.deposit(1250)
    [row] = csv.DictReader(io.StringIO(raw("/v1/wallet/transactions", format="csv")["body"]))
    assert row["amount_in_major_units"] == "1250"
