"""The daily audit, a page at a time."""

import json
from datetime import timedelta

import pytest

from casino.payments.errors import ProviderUnavailable
from casino.reconciliation import Check
from casino.reconciliation.runs import AuditStage
from casino.shared.errors import Contention
from casino.tables import Phase
from functions.reconciliation.reconcile import handler
from tests.support.api_events import LambdaContext
from tests.support.parts import functions_with


@pytest.fixture
def runs(house):
    house.let_days_pass(1)
    return house.parts.audit_runs


def test_a_day_is_audited_once_and_in_order(house, runs):
    run = house.audit().run
    assert run.stage is AuditStage.DONE
    assert run.findings.drifts == []
    # What was never proved before can't be proved again.
    assert {check for check in Check if not run.findings.checked[check]} == {Check.CHECKPOINTS}
    assert house.audit() is None
    house.let_days_pass(1)
    assert house.audit().run.day > run.day


def test_it_waits_until_yesterday_has_arrived(house, runs):
    house.clock.now = house.clock.now.replace(hour=0, minute=59)
    assert house.audit() is None
    house.clock.move(120)
    assert house.audit().run.stage is AuditStage.DONE


def test_short_invocations_come_to_the_same_as_one_long_one(house, runs):
    in_pieces = []
    while not in_pieces or in_pieces[-1].run.stage is not AuditStage.DONE:
        times = iter([True, False])
        in_pieces.append(house.audit(lambda times=times: next(times)))
    stages = list(dict.fromkeys(each.run.stage for each in in_pieces))
    assert stages == list(AuditStage)
    whole = in_pieces[-1].run.findings
    house.parts.proofs.begin_anew()
    at_once = house.audit()
    assert whole.checked == at_once.found.checked
    assert whole.drifts == at_once.found.drifts == []


def test_a_cent_in_yesterdays_sums_is_named_every_day_until_it_is_right(house, runs):
    [(pk, sk)] = [
        (item["pk"]["S"], item["sk"]["S"])
        for item in house.dynamodb.scan(TableName="books")["Items"]
        if "#game:" in item["sk"]["S"]
    ][:1]
    part = house.item("books", pk, sk)
    house.tamper("books", pk, sk, given=part["given"] + 1)
    progress = house.audit()
    assert progress.found.drifting == {Check.ACCOUNTS: 2}
    assert runs.of(progress.run.day).findings.drifts == progress.found.drifts
    assert house.audit_tomorrow().drifts == progress.found.drifts
    house.tamper("books", pk, sk, given=part["given"])
    assert house.audit_tomorrow().drifts == []


def test_todays_sums_are_left_to_tomorrow(house, runs):
    house.floor.advance_to(house.round.phase.OPEN)
    house.floor.bet("ben", "today", {"type": "red", "amount": 100})
    house.sum()
    assert house.audit().found.drifts == []


def test_a_provider_that_is_silent_is_asked_again(house, runs, monkeypatch):
    def silent(_since):
        raise ProviderUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(house.report, "movements", silent)
        with pytest.raises(ProviderUnavailable):
            house.audit()
    assert house.audit().run.stage is AuditStage.DONE


def test_of_two_invocations_at_once_one_counts(house, runs):
    begun = []

    def has_time():
        if not begun:
            begun.append(True)
            house.audit()  # another invocation overtakes
        return True

    with pytest.raises(Contention):
        house.audit(has_time)
    assert runs.of(house.clock.now.date().isoformat()).stage is AuditStage.DONE


def test_a_round_that_got_stuck_is_named_every_day_until_it_ends(house):
    house.floor.advance_to(Phase.OPEN)
    house.floor.bet("ben", "b-stuck", {"type": "red", "amount": 100})
    house.sum()
    found = house.audit_tomorrow()
    assert [drift.subject for drift in found.drifts] == [house.floor.round.round_id]
    assert house.audit_tomorrow().drifts == found.drifts
    house.floor.advance_to(Phase.RESULT)
    house.floor.settle()
    house.floor.advance_to(Phase.SETTLED)
    house.sum()
    assert house.audit_tomorrow().drifts == []


def test_a_payment_that_was_never_credited_is_named_every_day_until_it_is(house):
    key = ("wallet", "PLAYER#ann", f"ENTRY#deposit#{house.deposit['deposit_id']}")
    entry = house.item(*key)
    house.remove(*key)
    detail = "is succeeded, and the ledger has no entry of it"
    for _ in range(2):
        assert detail in [drift.detail for drift in house.audit_tomorrow().drifts]
    house.put("wallet", entry)
    assert house.audit_tomorrow().drifts == []


def test_players_whose_wallet_is_gone_are_named(house):
    house.remove("wallet", "PLAYER#ann", "WALLET")
    details = [drift.detail for drift in house.audit_tomorrow().drifts]
    assert "has entries and no wallet" in details


def test_a_day_that_no_audit_came_to_is_audited_with_the_next(house):
    house.let_days_pass(1)
    times = iter([True, True, False])
    assert house.audit(lambda: next(times)).run.stage is not AuditStage.DONE
    house.play_a_round()
    house.sum()
    house.let_days_pass(1)
    run = house.audit().run
    assert run.new_days == ("2026-11-23", "2026-11-24")
    assert run.findings.drifts == []
    assert house.audit_tomorrow().drifts == []


class TimeFor(LambdaContext):
    """Leaves a function time for some steps."""

    def __init__(self, steps):
        super().__init__()
        self.left = iter([300_000] * steps)

    def get_remaining_time_in_millis(self):
        return next(self.left, 0)


def test_drift_is_told_when_it_is_found_and_the_end_when_it_is_reached(house, capsys):
    house.tamper("wallet", "PLAYER#ann", "WALLET", cash=1)
    house.let_days_pass(1)

    def metrics_of_an_invocation(steps):
        handler({}, TimeFor(steps))
        lines = capsys.readouterr().out.splitlines()
        told = [json.loads(line) for line in lines if "CloudWatchMetrics" in line]
        return {
            each["Name"]: metric[each["Name"]]
            for metric in told
            for each in metric["_aws"]["CloudWatchMetrics"][0]["Metrics"]
        }

    with functions_with(clock=house.clock, psp=house.parts.psp):
        assert metrics_of_an_invocation(20) == {"LedgerDrift": [1]}
        longest = house.floor.ledger.wallet("ann").version
        assert metrics_of_an_invocation(100) == {
            "LedgerDrift": [0],
            "AuditsFinished": [1],
            "LongestLedger": [longest],
        }
        assert metrics_of_an_invocation(100) == {}


def test_reports_expire(house, runs):
    run = house.audit().run
    item = house.item("reconciliation", f"RUN#{run.day}", "STATE")
    assert item["expires_at"] > (house.clock.now + timedelta(days=80)).timestamp()
