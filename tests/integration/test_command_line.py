"""The operator's command line over real tables."""

import getpass
import io
import json

import pytest

from casino.parts import at_start
from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Wallet
from croupier import actor, carry_out
from croupier.cli import main

ADJUST = ("adjust", "--player", "ann", "--amount", "1250", "--currency", "EUR")
ADJUST = (*ADJUST, "--reason", "a double charge", "--key", "ticket-1")


@pytest.fixture
def croupier(aws, monkeypatch, capsys):
    """Run a command; return its exit code, its result and what else it said."""
    monkeypatch.setattr(carry_out, "enter_stage", lambda *_: None)
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments):
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def ann():
    work = UnitOfWork(client("dynamodb"))
    at_start().ledger.open_wallet(work, Wallet("ann", "EUR"))
    work.commit()
    return lambda: at_start().ledger.wallet("ann").cash


def test_money_is_shown_and_not_moved_when_nobody_can_be_asked(croupier, ann):
    code, result, said = croupier(*ADJUST)
    assert (code, result, ann()) == (2, "", 0)
    for fact in ("ann", "12.50 EUR", "0.00 EUR", "a double charge", "ticket-1", getpass.getuser()):
        assert fact in said
    assert "--yes" in said


def test_money_moves_when_a_script_says_yes(croupier, ann):
    code, result, _ = croupier(*ADJUST, "--yes", "--json")
    answer = json.loads(result)
    assert (code, ann()) == (0, 1_250)
    assert (answer["amount"], answer["balance_after"], answer["replayed"]) == (1_250, 1_250, False)
    again = json.loads(croupier(*ADJUST, "--yes", "--json")[1])
    assert again == answer | {"replayed": True}
    assert ann() == 1_250


@pytest.mark.parametrize("claimed", [(), ("--actor", "me")])
def test_an_act_bears_the_name_of_whoever_is_at_the_terminal_whatever_they_claim(
    croupier, ann, monkeypatch, claimed
):
    monkeypatch.setattr(actor.getpass, "getuser", lambda: "kim")
    croupier(*ADJUST, "--yes", *claimed)
    [entry] = [each for each in entries("ann") if "actor" in each]
    assert entry["actor"]["S"] == ("me (kim)" if claimed else "kim")


def test_on_aws_the_name_is_the_callers_identity(croupier, ann):
    croupier(*ADJUST, "--yes", "--stage", "prod")
    [entry] = [each for each in entries("ann") if "actor" in each]
    assert entry["actor"]["S"].startswith("arn:aws:sts::")


def entries(player_id):
    return client("dynamodb").query(
        TableName="wallet",
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"PLAYER#{player_id}"}},
    )["Items"]


EMPTY = {
    ("accounts",): "Nothing was posted yet.",
    ("accounts", "--from", "2026-01-01"): "Nothing was posted in those days.",
    ("withdrawals", "list"): "No withdrawal waits for review.",
    ("tables", "list"): "There are no tables yet: `tables add`, or `seed`.",
    ("alerts", "list"): "Nothing abnormal was noticed in the last thirty days.",
    ("alerts", "list", "--kind", "message_flood"): (
        "Nothing of that kind was noticed in the last thirty days."
    ),
    ("alerts", "list", "--player", "ann"): (
        "Nothing abnormal was noticed of that player in the last thirty days."
    ),
}


@pytest.mark.parametrize("command", EMPTY, ids=" ".join)
def test_an_empty_list_says_what_that_means(croupier, command):
    assert croupier(*command) == (0, f"{EMPTY[command]}\n", "")


@pytest.mark.parametrize("command", EMPTY, ids=" ".join)
def test_an_empty_list_is_an_empty_list_to_a_program(croupier, command):
    code, result, _ = croupier(*command, "--json")
    assert (code, json.loads(result)["items"]) == (0, [])


def test_a_table_where_staff_did_nothing_is_another_thing_than_one_that_there_is_not(croupier):
    croupier("seed")
    assert croupier("acts", "roulette-eu-1")[:2] == (
        0,
        "Staff have done nothing at this table yet.\n",
    )
    code, result, said = croupier("acts", "roulette-eu-11", "--json")
    assert (code, result) == (2, "")
    assert json.loads(said)["error"]["code"] == "not_found"


def test_what_the_product_refuses_is_told_by_its_code(croupier):
    code, result, said = croupier(*ADJUST, "--yes", "--json")
    assert (code, result) == (2, "")
    assert set(json.loads(said)["error"]) == {"code", "detail"}


def test_stakes_are_not_returned_unless_somebody_confirms_it(croupier):
    croupier("seed")
    assert croupier("tables", "maintain", "roulette-eu-1")[0] == 2
    [before] = tables(croupier, "roulette-eu-1")
    assert before["status"] == "open"


def tables(croupier, table_id):
    listed = json.loads(croupier("tables", "list", "--json")[1])["items"]
    return [each for each in listed if each["table_id"] == table_id]
