"""The daily audit, a page at a time."""

from datetime import timedelta

import pytest

from casino.payments.errors import ProviderUnavailable
from casino.reconciliation import Check
from casino.reconciliation.runs import AuditStage
from casino.reconciliation.use_cases.continue_audit import continue_audit
from casino.shared.errors import Contention


@pytest.fixture
def runs(house):
    house.let_days_pass(1)
    return house.parts.audit_runs


def whole_audit(house):
    return continue_audit(house.parts, lambda: True)


def test_a_day_is_audited_once_and_in_order(house, runs):
    run = whole_audit(house)
    assert run.stage is AuditStage.DONE
    assert run.findings.drifts == []
    assert all(run.findings.checked[check] for check in Check), run.findings.checked
    assert whole_audit(house) is None
    house.let_days_pass(1)
    assert whole_audit(house).day > run.day


def test_it_waits_until_yesterday_has_arrived(house, runs):
    house.clock.now = house.clock.now.replace(hour=0, minute=59)
    assert whole_audit(house) is None
    house.clock.move(120)
    assert whole_audit(house).stage is AuditStage.DONE


def test_short_invocations_come_to_the_same_as_one_long_one(house, runs):
    def a_page_at_a_time():
        times = iter([True, False])
        return continue_audit(house.parts, lambda: next(times))

    stages = []
    while (run := a_page_at_a_time()) is not None:
        stages.append(run.stage)
    assert stages == [AuditStage.PAYMENTS, AuditStage.ROUNDS, AuditStage.DONE]
    in_pieces = runs.of(house.clock.now.date().isoformat()).findings
    house.let_days_pass(1)
    at_once = whole_audit(house).findings
    assert in_pieces.checked == at_once.checked
    assert in_pieces.drifts == at_once.drifts == []


def test_a_cent_in_yesterdays_sums_is_named(house, runs):
    [(pk, sk)] = [
        (item["pk"]["S"], item["sk"]["S"])
        for item in house.dynamodb.scan(TableName="books")["Items"]
        if item["sk"]["S"].startswith("game:")
    ][:1]
    part = house.item("books", pk, sk)
    house.tamper("books", pk, sk, given=part["given"] + 1)
    run = whole_audit(house)
    assert run.findings.drifting == {Check.ACCOUNTS: 2}
    assert runs.of(run.day).findings.drifts == run.findings.drifts


def test_todays_sums_are_left_to_tomorrow(house, runs):
    house.floor.advance_to(house.round.phase.OPEN)
    house.floor.bet("ben", "today", {"type": "red", "amount": 100})
    house.sum()
    assert whole_audit(house).findings.drifts == []


def test_a_provider_that_is_silent_is_asked_again(house, runs, monkeypatch):
    def silent(_since):
        raise ProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(house.report, "movements", silent)
        with pytest.raises(ProviderUnavailable):
            whole_audit(house)
    assert whole_audit(house).stage is AuditStage.DONE


def test_of_two_invocations_at_once_one_counts(house, runs):
    begun = []

    def has_time():
        if not begun:
            begun.append(True)
            whole_audit(house)  # another invocation overtakes
        return True

    with pytest.raises(Contention):
        continue_audit(house.parts, has_time)
    assert runs.of(house.clock.now.date().isoformat()).stage is AuditStage.DONE


def test_reports_expire(house, runs):
    run = whole_audit(house)
    item = house.item("reconciliation", f"RUN#{run.day}", "STATE")
    assert item["expires_at"] > (house.clock.now + timedelta(days=80)).timestamp()
