"""A cent that is not where it should be is found and named, wherever it is missing."""

import pytest

from casino.reconciliation import Check

ANN = "PLAYER#ann"


def test_a_house_in_order_shows_no_drift(house):
    house.audit_tomorrow()
    findings = house.reconcile()
    assert findings.drifts == []
    assert findings.notes == []
    assert all(findings.checked[check] for check in Check), findings.checked


def test_a_cent_on_a_wallet(house):
    wallet = house.item("wallet", ANN, "WALLET")
    house.tamper("wallet", ANN, "WALLET", cash=wallet["cash"] + 1)
    found = (
        "wallets",
        "ann",
        f"player:cash is {wallet['cash']} by its entries, {wallet['cash'] + 1} in the wallet",
    )
    assert house.drifts() == {found}


def test_a_cent_on_a_posting(house):
    bet = house.item("wallet", ANN, "ENTRY#bet#a-1")
    postings = bet["postings"] | {"game:roulette-european": 1_001}
    house.tamper("wallet", ANN, "ENTRY#bet#a-1", postings=postings)
    drifts = house.drifts()
    assert ("entries", "ann entry 2 (bet a-1)", "postings sum to +1 EUR") in drifts
    accounts = [subject for check, subject, _ in drifts if check == "accounts"]
    assert accounts == ["game:roulette-european EUR 2026-11-23"]


def test_a_cent_on_a_balance_after(house):
    bet = house.item("wallet", ANN, "ENTRY#bet#a-1")
    house.tamper("wallet", ANN, "ENTRY#bet#a-1", cash=bet["cash"] - 1)
    subject = "ann entry 2 (bet a-1)"
    detail = f"player:cash should be {bet['cash']} after it, it says {bet['cash'] - 1}"
    assert ("entries", subject, detail) in house.drifts()


def test_an_entry_that_is_gone(house):
    house.remove("wallet", ANN, "ENTRY#bet#a-1")
    assert ("wallets", "ann", "entry 2 is missing before 3") in house.drifts()


def test_the_last_entry_gone(house):
    wallet = house.item("wallet", ANN, "WALLET")
    house.remove("wallet", ANN, f"ENTRY#withdrawal_paid#{house.withdrawal['withdrawal_id']}")
    version = wallet["version"]
    details = {detail for check, _, detail in house.drifts() if check in ("wallets", "accounts")}
    assert details >= {
        f"{version} entries by the wallet, {version - 1} there",
        f"entries up to {version} were summed, {version - 1} are there",
    }


def test_entries_whose_wallet_is_gone(house):
    house.remove("wallet", ANN, "WALLET")
    assert ("wallets", "ann", "has entries and no wallet") in house.drifts()


def test_a_wallet_below_zero(house):
    house.tamper("wallet", "PLAYER#ben", "WALLET", cash=-1)
    assert ("wallets", "ben", "a balance is below zero") in house.drifts()


def test_a_cent_held_for_nothing(house):
    withdrawal_id = house.withdraw("ben", 1_000)["withdrawal_id"]
    house.sum()
    key = ("payments", "PLAYER#ben", f"WITHDRAWAL#{withdrawal_id}")
    house.tamper(*key, status="processing")
    [detail] = [detail for check, _, detail in house.drifts() if check == "holds"]
    assert detail == "0 is held, withdrawals under way come to 1000"


def test_a_cent_in_a_sum(house):
    [line] = [
        (item["pk"]["S"], item["sk"]["S"])
        for item in house.dynamodb.scan(TableName="books")["Items"]
        if "#game:" in item["sk"]["S"]
    ][:1]
    part = house.item("books", *line)
    house.tamper("books", *line, received=part["received"] + 1)
    stakes = sum(
        summed.received
        for account_day, summed in house.books.sums(1).items()
        if account_day.account.startswith("game:")
    )
    assert house.drifts() == {
        (
            "accounts",
            "game:roulette-european EUR 2026-11-23",
            f"received {stakes}, the ledger says {stakes - 1}",
        ),
        ("accounts", "EUR 2026-11-23", "all accounts together come to +1 and not to 0"),
    }


def test_entries_that_were_never_summed(house):
    house.floor.advance_to(house.round.phase.OPEN)
    house.floor.bet("ben", "b-3", {"type": "red", "amount": 100})
    assert not [drift for drift in house.drifts() if drift[0] == "accounts"]
    house.clock.move(1_000)
    version = house.item("wallet", "PLAYER#ben", "WALLET")["version"]
    found = ("accounts", "ben", f"entries from {version} on have not been summed")
    assert found in house.drifts()


def test_a_cent_on_a_payment(house):
    deposit_id = house.deposit["deposit_id"]
    house.tamper("payments", ANN, f"DEPOSIT#{deposit_id}", amount=10_001)
    assert {(check, detail) for check, _, detail in house.drifts()} == {
        ("payments", "10001 EUR by the payment, 10000 EUR by the ledger"),
        (
            "provider",
            f"100.00 EUR at the provider, 100.01 EUR in deposit {deposit_id} of ann",
        ),
    }


def test_a_deposit_that_was_never_paid(house):
    deposit_id = house.deposit["deposit_id"]
    house.remove("payments", ANN, f"DEPOSIT#{deposit_id}")
    assert {(check, detail) for check, _, detail in house.drifts()} == {
        ("payments", "was credited, and there is no such payment"),
        ("provider", "moved 100.00 EUR, and no payment of ours"),
    }


def test_a_payment_that_was_never_credited(house):
    deposit_id = house.deposit["deposit_id"]
    house.remove("wallet", ANN, f"ENTRY#deposit#{deposit_id}")
    found = (
        "payments",
        f"deposit {deposit_id} of ann",
        "is succeeded, and the ledger has no entry of it",
    )
    assert found in house.drifts()


def test_a_charge_that_the_provider_does_not_know(house):
    reference = next(iter(house.provider.charges))
    del house.provider.charges[reference]
    deposit_id = house.deposit["deposit_id"]
    subject = f"deposit {deposit_id} of ann"
    found = ("provider", subject, f"the provider has no {reference} of ours")
    assert found in house.drifts()


@pytest.mark.parametrize("kind", ["charge", "refund", "payout"])
def test_money_moved_at_the_provider_that_is_not_ours(house, kind):
    house.report.invent(1, type(next(house.report.movements(None)).kind)(kind))
    assert house.drifts() == {
        ("provider", f"{kind} xx_1", "moved 0.01 EUR, and no payment of ours")
    }


def test_a_refund_that_nobody_withdrew(house):
    house.report.invent(1, type(next(house.report.movements(None)).kind)("reversal"))
    assert not house.drifts()  # its webhook may be on the way
    house.clock.move(3_600)
    found = ("provider", "refund xx_1", "returned 0.01 EUR that we know nothing of")
    assert house.drifts() == {found}


def _win(house):
    [sk] = [
        item["sk"]["S"]
        for item in house.dynamodb.scan(TableName="wallet")["Items"]
        if item["pk"]["S"] == "PLAYER#ben" and item["sk"]["S"].startswith("ENTRY#win#")
    ][:1]
    return sk


def test_a_win_that_was_not_paid(house):
    sk = _win(house)
    bet_id = sk.split("#")[2]
    house.remove("wallet", "PLAYER#ben", sk)
    found = ("rounds", house.round.round_id, f"bet {bet_id} of ben won 1000 EUR and was not paid")
    assert found in house.drifts()


def test_a_cent_on_a_win(house):
    sk = _win(house)
    bet_id = sk.split("#")[2]
    win = house.item("wallet", "PLAYER#ben", sk)
    postings = {"player:cash": 1_001, "game:roulette-european": -1_001}
    house.tamper("wallet", "PLAYER#ben", sk, postings=postings, cash=win["cash"] + 1)
    detail = f"bet {bet_id} of ben won 1000 EUR and was paid 1001 EUR"
    assert ("rounds", house.round.round_id, detail) in house.drifts()


def test_a_win_without_a_bet(house):
    bet_id = _win(house).split("#")[2]
    house.remove("wallet", "PLAYER#ben", f"ENTRY#bet#{bet_id}")
    drifts = house.drifts()
    assert ("rounds", f"ben bet {bet_id}", "was paid 1000, and nobody placed it") in drifts
    assert any("says" in detail and "bets come to" in detail for _, _, detail in drifts)


def test_a_cent_in_a_gate(house):
    [pk] = [
        item["pk"]["S"]
        for item in house.dynamodb.scan(TableName="tables")["Items"]
        if item["pk"]["S"].startswith("GATE#") and item["bets"]["N"] == "1"
    ][:1]
    gate = house.item("tables", pk, "GATE")
    house.tamper("tables", pk, "GATE", stakes={"EUR": gate["stakes"]["EUR"] + 1})
    details = [detail for _, _, detail in house.drifts()]
    assert "the round says 2000 EUR staked, its gates say 2001" in details


def test_a_round_that_got_stuck(house):
    house.floor.advance_to(house.round.phase.OPEN)
    round_id = house.floor.round.round_id
    assert not house.drifts()
    house.clock.move(4_000)
    found = ("rounds", round_id, "it is open and not settled long after its time")
    assert found in house.drifts()
