"""Reconciliation: the daily proof that everything which holds money says the same."""

from typing import Final

from constructs import Construct

from casino.lambdas.observability import Metric
from infra import table_shapes
from infra.contexts.books import BooksContext
from infra.contexts.payments import PaymentsContext
from infra.contexts.tables import TablesContext
from infra.contexts.wallet import WalletContext
from infra.shared.data import Access, CasinoTable
from infra.shared.events import every_ten_minutes
from infra.shared.functions import CasinoFunction
from infra.shared.metrics import counted
from infra.shared.platform import Platform

# Nearly as long as until the next one is called: two at once would only be in each other's way.
_SECONDS: Final = 590
# Entries of one player: 10 GB are some eight million of them (docs/decisions/0057).
_LEDGER_IS_LONG: Final = 4_000_000


class ReconciliationContext(Construct):
    """The audits' reports, and the timer that carries the day's audit on."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self._table = CasinoTable(self, "Table", platform.config, table_shapes.RECONCILIATION)

    def serve(
        self,
        *,
        wallet: WalletContext,
        payments: PaymentsContext,
        tables: TablesContext,
        books: BooksContext,
    ) -> None:
        """Add the function and its timer."""
        reconcile = CasinoFunction(
            self._platform,
            "reconciliation.reconcile",
            memory=1769,
            timeout_seconds=_SECONDS,
        )
        for table in (wallet.table, payments.table, tables.table):
            table.open_to(reconcile, Access.READ)
        books.table.open_to(reconcile, Access.READ)
        self._table.open_to(reconcile, Access.WRITE)
        reconcile.add_environment("PSP_SECRET_ID", payments.psp_secret_arn)
        reconcile.allow(["secretsmanager:GetSecretValue"], payments.psp_secret_arn)
        if self._platform.config.psp_api_base:
            reconcile.add_environment("STRIPE_API_BASE", self._platform.config.psp_api_base)
        every_ten_minutes(reconcile, self._platform)
        alarms = self._platform.alarms
        alarms.failing(reconcile)
        alarms.any_of(Metric.LEDGER_DRIFT, "The books disagree", runbook="ledger-drift")
        alarms.missing(
            "AuditMissing",
            Metric.AUDITS_FINISHED,
            "No audit of the books was finished in the last 26 hours",
            runbook="audit-missing",
        )
        alarms.above(
            Metric.LONGEST_LEDGER,
            counted(self._platform.config.name, Metric.LONGEST_LEDGER),
            _LEDGER_IS_LONG,
            "A player's part of the ledger is half full",
            runbook="ledger-half-full",
        )
