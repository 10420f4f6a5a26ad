"""What was proved once is not read again, and not taken for granted either."""

from collections import Counter
from contextlib import suppress
from itertools import count
from types import SimpleNamespace

import pytest
from botocore.exceptions import EndpointConnectionError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casino.reconciliation import Check, stages
from casino.reconciliation.proofs import SLICES
from casino.reconciliation.use_cases.continue_audit import continue_audit
from casino.shared.aws import client
from casino.shared.dynamodb import from_item
from casino.wallet import CASH, EntryType
from casino.wallet.use_cases.adjust_balance import ADJUSTMENTS
from tests.integration.books.conftest import Office
from tests.integration.books.test_sum_entries import Crashing
from tests.support.moto_cloud import start_anew
from tests.support.parts import some_parts
from tests.support.traffic import traffic

ANN = "PLAYER#ann"


def read_by_tomorrows_audit(house):
    """Let a day pass; return what the audit of it reads, by table and kind of item."""
    house.sum()
    house.let_days_pass(1)
    with traffic() as seen:
        assert house.audit().found.drifts == []
    return seen.items


def test_an_audit_reads_what_is_new_however_much_there_is(house):
    house.audit_tomorrow()
    house.play_a_round()
    first = read_by_tomorrows_audit(house)
    for _ in range(4):
        house.play_a_round()
        read_by_tomorrows_audit(house)
    house.play_a_round()
    later = read_by_tomorrows_audit(house)
    # Three bets, what they won, and each of them once more beside its round.
    assert first["wallet", "ENTRY"] <= 20
    for kind in (("wallet", "ENTRY"), ("wallet", "WALLET"), ("tables", "ROUND")):
        assert abs(later[kind] - first[kind]) <= 6, kind
    assert later["books", "MARK"] == first["books", "MARK"] == 2


def test_a_day_on_which_nothing_happened_costs_no_look_at_ledger_and_rounds(house):
    house.audit_tomorrow()
    seen = read_by_tomorrows_audit(house)
    assert not [kind for kind in seen if kind[0] in ("wallet", "tables")]


def test_a_checkpoint_says_what_the_wallet_does(house):
    house.audit_tomorrow()
    [found] = house.parts.proofs.checkpoints(1, ["ann"]).values()
    wallet = house.floor.ledger.wallet("ann")
    assert (found.version, found.cash, found.bonus, found.held, found.totals) == (
        wallet.version,
        wallet.cash,
        wallet.bonus,
        wallet.held,
        wallet.totals,
    )


@pytest.fixture
def history(house):
    """A day that was audited, and whose past somebody has changed so that it still adds up."""
    house.audit_tomorrow()
    house.past = house.item("wallet", ANN, "ENTRY#bet#a-1")
    house.tamper("wallet", ANN, "ENTRY#bet#a-1", actor="nobody")
    return house


def test_a_past_that_was_changed_is_found_within_four_weeks(history):
    findings = [history.audit_tomorrow() for _ in range(SLICES)]
    told = [found for found in findings if found.drifting[Check.CHECKPOINTS]]
    # From the day on which her slice is due, until it is right.
    assert 0 < len(told) < SLICES
    assert findings[-len(told) :] == told
    version = history.floor.ledger.wallet("ann").version
    assert {drift.detail for found in told for drift in found.drifts} == {
        f"entries up to {version} are not those that were proved"
    }
    history.put("wallet", history.past)
    assert history.audit_tomorrow().drifts == []


def test_a_past_that_was_changed_is_found_at_once_when_all_is_proved(history):
    [drift] = history.reconcile().drifts
    assert (drift.check, drift.subject) == (Check.CHECKPOINTS, "ann")


def test_new_entries_are_proved_on_although_the_past_was_changed(history):
    history.play_a_round()
    history.sum()
    assert history.audit_tomorrow().drifts == []
    # But no proof of the changed past takes the place of the one that was there.
    assert history.reconcile().drifting[Check.CHECKPOINTS] == 1


@pytest.mark.parametrize(
    ("attribute", "detail"),
    [
        ("cash", "cash up to {version} was proved as {more}, and is {true}"),
        ("digest", "entries up to {version} are not those that were proved"),
    ],
)
def test_a_checkpoint_that_was_changed_is_found(house, attribute, detail):
    house.audit_tomorrow()
    [item] = (
        each
        for each in house.items("reconciliation")
        if each["pk"].startswith("CHECKPOINT#") and each["sk"] == "ann"
    )
    changed = item["cash"] + 1 if attribute == "cash" else "0" * 64
    house.put("reconciliation", item | {attribute: changed})
    [drift] = house.reconcile().drifts
    more, true = item["cash"] + 1, item["cash"]
    assert drift.detail == detail.format(version=item["version"], more=more, true=true)
    found = [house.audit_tomorrow() for _ in range(SLICES)]
    assert any(drift in each.drifts for each in found)


def test_entries_that_are_gone_are_missed(house):
    house.audit_tomorrow()
    version = house.item("wallet", ANN, "WALLET")["version"]
    house.remove("wallet", ANN, f"ENTRY#withdrawal_paid#{house.withdrawal['withdrawal_id']}")
    house.tamper("wallet", ANN, "WALLET", version=version - 1, held=2_000)
    details = {drift.detail for drift in house.reconcile().drifts}
    assert f"entries up to {version} were proved, {version - 1} are there" in details


def test_what_is_there_is_kept_as_proved_from_the_beginning_when_somebody_says_so(history):
    history.parts.proofs.begin_anew()
    found = history.audit_tomorrow()
    assert found.drifts == []
    assert found.checked[Check.ENTRIES] == sum(
        history.floor.ledger.wallet(each).version for each in ("ann", "ben")
    )
    assert history.reconcile().drifts == []
    kept = [each["pk"].split("#")[:2] for each in history.items("reconciliation")]
    assert ["CHECKPOINT", "1"] not in kept


def test_beginning_anew_counts_for_an_audit_that_is_under_way(house):
    house.let_days_pass(1)
    steps = iter([True] * 20)
    house.audit(lambda: next(steps, False))
    house.parts.proofs.begin_anew()
    progress = house.audit()
    assert progress.run.coverage.series == 2
    assert progress.run.finished_at
    assert progress.run.findings.drifts == []


def test_a_ledger_too_long_for_a_step_is_gone_on_with_in_its_middle(house, monkeypatch):
    monkeypatch.setattr(stages, "_ENTRIES_AT_ONCE", 2)
    house.play_a_round()
    house.sum()
    found = house.audit_tomorrow()
    assert found.drifts == []
    assert found.checked[Check.WALLETS] == 2
    versions = [house.floor.ledger.wallet(each).version for each in ("ann", "ben")]
    assert found.checked[Check.ENTRIES] == sum(versions)
    again = [house.audit_tomorrow() for _ in range(SLICES)]
    assert sum(each.checked[Check.CHECKPOINTS] for each in again) == 2
    assert sum(each.checked[Check.ENTRIES] for each in again) == sum(versions)
    assert not any(each.drifts for each in again)


def test_a_fault_in_the_first_half_of_a_long_ledger_is_not_forgotten_in_the_second(
    house, monkeypatch
):
    monkeypatch.setattr(stages, "_ENTRIES_AT_ONCE", 2)
    bet = house.item("wallet", ANN, "ENTRY#bet#a-1")
    house.tamper("wallet", ANN, "ENTRY#bet#a-1", cash=bet["cash"] - 1)
    first = house.audit_tomorrow()
    assert len(first.drifts) == 2
    for _ in range(2):
        assert set(house.audit_tomorrow().drifts) == set(first.drifts)


def test_what_is_posted_while_an_audit_is_on_is_counted_once(house):
    house.let_days_pass(1)

    def has_time():
        house.adjust("ann", 1)
        return True

    progress = house.audit(has_time)
    assert progress.run.finished_at
    assert progress.found.drifts == []
    house.sum()
    assert house.audit_tomorrow().drifts == []


class AuditedOffice(Office):
    """A ledger of adjustments, which stand for themselves, and the audits of it."""

    def __init__(self, crashes):
        super().__init__()
        nothing = SimpleNamespace(movements=lambda _since: iter(()))
        self.parts = some_parts(
            clock=lambda: self.now,
            dynamodb=Crashing(client("dynamodb"), crashes),
            psp=SimpleNamespace(settlement_report=nothing),
        )
        self._keys = count()

    def adjust(self, player_id, amount):
        postings = {CASH: amount, ADJUSTMENTS: -amount}
        self.post(player_id, EntryType.ADJUSTMENT, postings, key=str(next(self._keys)))

    def audit(self, steps=1_000):
        left = iter(range(steps))
        return continue_audit(self.parts, lambda: next(left, None) is not None)

    def counted(self):
        """What each account holds by what the audits have counted."""
        coverage = self.parts.proofs.coverage(self.now.date().isoformat())
        held = Counter()
        for item in map(from_item, client("dynamodb").scan(TableName="reconciliation")["Items"]):
            if item["pk"].startswith(f"COUNTED#{coverage.series}#"):
                account, currency = item["sk"].split("#")
                held[account, currency] += item["received"] - item["given"]
        return {key: amount for key, amount in held.items() if amount}


PLAYERS = ("ann", "ben", "cat")
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("adjust"), st.sampled_from(PLAYERS), st.integers(1, 500)),
        st.tuples(st.just("audit"), st.integers(1, 80)),
        st.tuples(st.just("a day later")),
        st.tuples(st.just("begin anew")),
    ),
    max_size=20,
)


@given(deeds=deeds, crashes=st.lists(st.sampled_from([None, "before", "after"]), max_size=30))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_every_entry_is_counted_once_whatever_happens(deeds, crashes):
    start_anew()
    office = AuditedOffice(crashes)
    for player_id in PLAYERS:
        office.open_wallet(player_id)
        office.adjust(player_id, 1_000)
    for deed in [("audit", 1), *deeds]:
        with suppress(EndpointConnectionError):
            match deed:
                case ("adjust", player_id, amount):
                    office.adjust(player_id, amount)
                case ("audit", steps):
                    office.sum(*PLAYERS)
                    office.audit(steps)
                case ("a day later",):
                    office.let_days_pass(1)
                case ("begin anew",):
                    office.parts.proofs.begin_anew()
    office.let_days_pass(1)
    office.sum(*PLAYERS)
    settled = AuditedOffice(())
    settled.now = office.now
    assert settled.audit().run.findings.drifts == []
    assert settled.counted() == office.true_sums()
