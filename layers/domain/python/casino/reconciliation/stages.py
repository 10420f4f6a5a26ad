"""What an audit looks at in each of its stages, a page at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.books import AccountSum, Sums, add_entry
from casino.payments import Deposit, Payment, Withdrawal
from casino.reconciliation.checkpoint import Checkpoint
from casino.reconciliation.checks.accounts import check_accounts
from casino.reconciliation.checks.payments import check_payments, name_of
from casino.reconciliation.checks.players import PlayersLedger, prove, tell_orphan
from casino.reconciliation.checks.provider import check_provider
from casino.reconciliation.checks.rounds import check_rounds
from casino.reconciliation.model import REBUILT, Check, Findings
from casino.reconciliation.runs import AuditStage, Run, Unfinished
from casino.shared.clock import from_rfc3339
from casino.shared.dynamodb import ScanPosition
from casino.tables import Round
from casino.wallet import DAY_SHARDS, Entry

if TYPE_CHECKING:
    from casino.parts import Parts

# How far back the provider's list is compared every day.
PROVIDER_PERIOD: Final = timedelta(days=3)

# Of the stage that is about payments, the part before the days.
_PROVIDER: Final = "provider"

_AT_ONCE: Final = 40
# So that a step is written down every second or so.
_ENTRIES_AT_ONCE: Final = 5_000
# Below DynamoDB's hundred, because one more player or entry may bring several.
_WRITES_AT_ONCE: Final = 85

_PAYMENTS: Final[Mapping[str, type[Deposit] | type[Withdrawal]]] = {
    "DEPOSIT": Deposit,
    "WITHDRAWAL": Withdrawal,
}


@dataclass(slots=True)
class AuditStep:
    """What looking at one page has brought.

    Attributes
    ----------
    sums : mapping of AccountDay to AccountSum
        What the entries between checkpoints have posted.
    seals : list of (Checkpoint, Checkpoint)
        Checkpoints as they were and as they will be.
    doubted, trusted : list of str
        What has to be looked at again by the next audit, and what no longer has to.
    """

    findings: Findings = field(default_factory=Findings)
    sums: Sums = field(default_factory=lambda: Sums(AccountSum))
    seals: list[tuple[Checkpoint, Checkpoint]] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    trusted: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write down."""
        return self == AuditStep()

    def has_room(self) -> bool:
        """Tell whether another entry may be looked at; the first one always may."""
        looked_at = self.findings.checked[Check.ENTRIES]
        writes = len(self.seals) + len(self.doubted) + len(self.trusted) + len(self.sums)
        return not looked_at or (looked_at < _ENTRIES_AT_ONCE and writes < _WRITES_AT_ONCE)

    def count(self, entry: Entry) -> None:
        """Add an entry to what is posted to accounts."""
        add_entry(self.sums, entry)


class Stages:
    """The stages of audits, as far as one invocation carries them.

    Each is about named parts: days mostly. What is wrong with something is doubted, and looked at
    again by each audit from its beginning, until it is right.
    """

    def __init__(self, parts: "Parts") -> None:
        self._parts = parts
        self._known: set[str] | None = None

    def names(self, run: Run) -> Sequence[str]:
        """Return the names of the parts of a run's stage."""
        match run.stage:
            case AuditStage.PLAYERS:
                days = run.days_of_players
                return [f"{day}#{shard}" for day in days for shard in range(DAY_SHARDS)]
            case AuditStage.PAYMENTS:
                return [_PROVIDER, *run.days]
            case AuditStage.ROUNDS | AuditStage.ACCOUNTS:
                return run.days
            case _:
                return [run.stage]

    def look(self, run: Run, name: str, step: AuditStep) -> Run:
        """Look at the next page of a part, and return where the run goes on.

        Raises
        ------
        ProviderUnavailable
        """
        match run.stage:
            case AuditStage.DOUBTS:
                return self._doubts(run, step)
            case AuditStage.PLAYERS:
                return self._players(run, name, step)
            case AuditStage.PAYMENTS:
                return self._payments(run, name, step)
            case AuditStage.ROUNDS:
                return self._rounds(run, name, step)
            case AuditStage.ACCOUNTS:
                self._account_day(run, name, step)
                return run.past(None)
            case AuditStage.SLICE:
                return self._slice(run, step)
            case AuditStage.DONE:
                raise ValueError("the audit is done")

    def _doubts(self, run: Run, step: AuditStep) -> Run:
        subjects, end = self._parts.proofs.doubts(run.cursor, _AT_ONCE)

        def look(subject: str) -> Unfinished | None:
            unfinished = self._look_again(run, subject, step)
            begun = run.unfinished
            was_unsound = (
                begun and not begun.is_sound and subject == f"PLAYER#{begun.reached.player_id}"
            )
            if not unfinished and not was_unsound and subject not in step.doubted:
                step.trusted.append(subject)
            return unfinished

        return _through(run, [(each, {"sk": each}) for each in subjects], end, look, step)

    def _look_again(self, run: Run, subject: str, step: AuditStep) -> Unfinished | None:
        parts = self._parts
        kind, _, rest = subject.partition("#")
        match kind:
            case "PLAYER":
                return self._from_the_beginning(run, rest, step)
            case "DAY":
                step.doubted.append(subject)  # looked at with the other days
            case "ROUND":
                self._check_rounds(parts.round_audit.rounds([rest]), step)
            case _:
                player_id, _, payment_id = rest.partition("#")
                found = parts.payment_audit.payments([(_PAYMENTS[kind], player_id, payment_id)])
                self._check_payments(run, [each for each in found if each], step)
        return None

    def _players(self, run: Run, name: str, step: AuditStep) -> Run:
        day, _, shard = name.partition("#")
        players, end = self._parts.ledger_reader.players_of(day, int(shard), run.cursor, _AT_ONCE)
        ledgers = self._ledgers(run, [player_id for player_id, _ in players])

        def look(player_id: str) -> Unfinished | None:
            return self._prove(player_id, ledgers[player_id], step)

        return _through(run, players, end, look, step)

    def _slice(self, run: Run, step: AuditStep) -> Run:
        coverage = run.coverage
        players, end = self._parts.proofs.players_of(
            coverage.series, coverage.slice, run.cursor, _AT_ONCE
        )
        page = [(each, {"sk": each}) for each in players]
        return _through(
            run, page, end, lambda each: self._from_the_beginning(run, each, step), step
        )

    def _from_the_beginning(self, run: Run, player_id: str, step: AuditStep) -> Unfinished | None:
        ledger = self._ledgers(run, [player_id])[player_id]
        begun = Unfinished(Checkpoint(player_id), is_sound=True)
        if run.unfinished and run.unfinished.reached.player_id == player_id:
            begun = run.unfinished
        again = ledger and replace(ledger, start=begun.reached)
        return self._prove(player_id, again, step, was_sound=begun.is_sound)

    def _ledgers(self, run: Run, player_ids: Sequence[str]) -> dict[str, PlayersLedger | None]:
        """Read players' wallets, to be proved from their checkpoints on; `None` without a wallet.

        The wallet is read last: what is proved, and what is summed, it must have.
        """
        parts = self._parts
        checkpoints = parts.proofs.checkpoints(run.coverage.series, player_ids)
        marks = parts.books.marks(parts.books.generations().serving, player_ids)
        wallets = parts.ledger_reader.wallets(player_ids)
        return {
            player_id: PlayersLedger(
                wallet,
                marks[player_id],
                start=checkpoints[player_id],
                sealed=checkpoints[player_id],
            )
            if wallet
            else None
            for player_id, wallet in zip(player_ids, wallets, strict=True)
        }

    def _prove(
        self,
        player_id: str,
        ledger: PlayersLedger | None,
        step: AuditStep,
        *,
        was_sound: bool = True,
    ) -> Unfinished | None:
        """Prove a ledger as far as there is room; return how far that is, if not to its end.

        What lies behind the checkpoint is counted, and the checkpoint moves past it: but not by a
        proof from the beginning that came to something else than the checkpoint.
        """
        before, unfinished = step.findings.total, None
        if ledger is None:
            tell_orphan(player_id, step.findings)
        else:
            start, sealed = ledger.start, ledger.sealed

            def may_seal() -> bool:
                return start == sealed or (was_sound and step.findings.total == before)

            def count(entry: Entry) -> None:
                if entry.version > sealed.version and may_seal():
                    step.count(entry)

            proved = prove(self._parts, ledger, step.findings, count, step.has_room)
            if proved.reached.version > sealed.version and may_seal():
                step.seals.append((sealed, proved.reached))
            if not proved.is_whole:
                is_sound = was_sound and step.findings.total == before
                unfinished = Unfinished(proved.reached, is_sound)
        if step.findings.total > before:
            step.doubted.append(f"PLAYER#{player_id}")
        return unfinished

    def _payments(self, run: Run, name: str, step: AuditStep) -> Run:
        if name == _PROVIDER:
            self._known = self._compare_list(run, step.findings)
            return run.past(None)
        page = self._parts.payment_audit.changed_on(name, run.cursor, _AT_ONCE)
        self._check_payments(run, page.found, step)
        return run.past(page.next)

    def _check_payments(self, run: Run, payments: Sequence[Payment], step: AuditStep) -> None:
        if self._known is None:
            # For an invocation that goes on behind the list, which has been compared by then.
            self._known = self._compare_list(run, Findings())
        check_payments(self._parts, payments, self._known, _asked_since(run), step.findings)
        wrong = {drift.subject for drift in step.findings.drifts}
        step.doubted += [_subject_of(each) for each in payments if name_of(each) in wrong]

    def _compare_list(self, run: Run, findings: Findings) -> set[str]:
        parts = self._parts
        report = parts.psp.settlement_report
        return check_provider(parts, report, _asked_since(run), findings)

    def _rounds(self, run: Run, day: str, step: AuditStep) -> Run:
        page = self._parts.round_audit.changed_on(day, run.cursor, _AT_ONCE)
        self._check_rounds(page.found, step)
        return run.past(page.next)

    def _check_rounds(self, rounds: Sequence[Round], step: AuditStep) -> None:
        check_rounds(self._parts, rounds, step.findings)
        wrong = {drift.subject for drift in step.findings.drifts}
        step.doubted += [f"ROUND#{each.round_id}" for each in rounds if each.round_id in wrong]

    def _account_day(self, run: Run, day: str, step: AuditStep) -> None:
        books, before = self._parts.books, step.findings.total
        generation = books.generations().serving
        summed = books.sums(generation, day)
        counted = self._parts.proofs.counted(run.coverage.series, day)
        if books.generations().serving != generation:
            step.findings.notes.append(f"{Check.ACCOUNTS}: {day}: {REBUILT}")
            step.doubted.append(f"DAY#{day}")
            return
        check_accounts(summed, counted, (), step.findings)
        if step.findings.total > before:
            step.doubted.append(f"DAY#{day}")
        elif day in run.doubted_days:
            step.trusted.append(f"DAY#{day}")


def _through(
    run: Run,
    page: Sequence[tuple[str, ScanPosition]],
    end: ScanPosition | None,
    look: Callable[[str], Unfinished | None],
    step: AuditStep,
) -> Run:
    """Look at what is on a page, as far as there is room, and return where the run goes on."""
    reached = run.cursor
    for subject, position in page:
        if not step.has_room():
            return run.at(run.part, reached)
        if unfinished := look(subject):
            return replace(run.at(run.part, reached), unfinished=unfinished)
        reached = position
    return run.past(end)


def _asked_since(run: Run) -> datetime:
    """Return from when on the provider's list is compared: three days before the new ones."""
    begins_at = f"{min(run.new_days)}T00:00:00Z" if run.new_days else run.started_at
    return from_rfc3339(begins_at) - PROVIDER_PERIOD


def _subject_of(payment: Payment) -> str:
    kind = next(name for name, each in _PAYMENTS.items() if isinstance(payment, each))
    return f"{kind}#{payment.player_id}#{payment.payment_id}"
