"""What a cold start may import, by the set of modules: times depend on the machine.

The budget is exact. A function that starts to import a library fails here, and so does one that
has stopped: then the table is out of date, and what was won could be lost again unnoticed.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.imports import cold_import
from infra.shared.handlers import functions

# Distributions, in groups that come together.
SDK = {"botocore", "certifi", "jmespath", "python-dateutil", "six", "urllib3"}
LOGS = {"aws-lambda-powertools", "typing-extensions"}
MODELS = {"annotated-types", "pydantic", "pydantic-core", "typing-inspection"}
# Without dnspython: no address is looked up.
EMAIL = {"email-validator", "idna"}

BASE = SDK | LOGS

BUDGET = {
    # On a player's way: each sign-in, each connection, each frame, each event.
    "accounts.describe_bearer": set(),
    "channels.send_events": BASE | MODELS,
    "realtime.authorize_connection": BASE,
    "realtime.close_connections": BASE | MODELS,
    "realtime.connect": BASE,
    "realtime.disconnect": BASE | MODELS,
    "realtime.receive_message": BASE | MODELS,
    "tables.cash_out": BASE | MODELS,
    "tables.dealer_console": BASE | MODELS,
    "tables.decide_hand": BASE | MODELS,
    "tables.place_bet": BASE | MODELS,
    # Behind queues, streams and timers.
    "books.sum_entries": BASE,
    "conduct.watch_conduct": BASE,
    "payments.sweep_payments": BASE | MODELS,
    "realtime.sweep_connections": BASE | MODELS,
    "reconciliation.reconcile": BASE,
    "streams.accounts": BASE | MODELS,
    "streams.channels": BASE,
    "streams.payments": BASE | MODELS,
    "streams.safer_gambling": BASE | MODELS,
    "streams.tables": BASE | MODELS,
    "streams.wallet": BASE | MODELS,
    "streams.wallet_each_second": BASE | MODELS,
    "tables.advance_round": BASE | MODELS,
    "tables.settle_round": BASE | MODELS,
    "tables.sweep_rounds": BASE,
    # REST.
    "accounts.api": BASE | MODELS | EMAIL,
    "catalogue.api": BASE | MODELS,
    "betting.api": BASE | MODELS,
    "instant.api": BASE | MODELS,
    "payments.api": BASE | MODELS,
    "safer_gambling.api": BASE | MODELS,
    "safer_gambling.tell_reality_checks": BASE | MODELS,
    "realtime.api": BASE | MODELS,
    "tables.api": BASE | MODELS,
    "wallet.api": BASE | MODELS,
}

# Modules of ours, at most, where a player waits for a cold start: its own context, and the faces of
# those that it builds on. What a function needs rarely is imported by the part that needs it.
OURS_AT_MOST = {
    "accounts.describe_bearer": 7,
    "realtime.authorize_connection": 38,
    "realtime.connect": 41,
    "realtime.receive_message": 143,
    "tables.cash_out": 98,
    "tables.decide_hand": 107,
    "tables.place_bet": 100,
    "instant.api": 106,
}
# Below it by more, the table is out of date.
SLACK = 5

# boto3's resource layer and the parts of Powertools that are slow to import or write before the
# work is done. A REST function needs the event handler, and nothing else of these.
FORBIDDEN = {
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.utilities.batch",
    "aws_lambda_powertools.utilities.data_classes",
    "aws_lambda_powertools.utilities.idempotency",
    "aws_lambda_powertools.utilities.parameters",
    "aws_lambda_powertools.utilities.parser",
    "aws_lambda_powertools.utilities.validation",
    "boto3",
    "s3transfer",
    # Only a request that moves money waits for it: see casino.payments.stripe_account.
    "stripe",
}
NEEDED_BY_REST = {
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.utilities.data_classes",
}


@pytest.fixture(scope="module")
def imports():
    with ThreadPoolExecutor(2) as interpreters:
        return dict(zip(functions(), interpreters.map(cold_import, functions()), strict=True))


def test_every_function_has_a_budget():
    assert set(functions()) == set(BUDGET)


@pytest.mark.parametrize("function", sorted(BUDGET))
def test_a_function_imports_its_libraries_and_no_others(imports, function):
    assert imports[function].distributions == BUDGET[function]


@pytest.mark.parametrize("function", sorted(BUDGET))
def test_a_function_imports_nothing_slow_that_it_does_not_need(imports, function):
    forbidden = FORBIDDEN - NEEDED_BY_REST if function.endswith(".api") else FORBIDDEN
    assert not forbidden & imports[function].modules


@pytest.mark.parametrize("function", sorted(OURS_AT_MOST))
def test_a_function_that_players_wait_for_imports_little_of_ours(imports, function):
    ours = imports[function].own_modules
    assert OURS_AT_MOST[function] - SLACK <= ours <= OURS_AT_MOST[function]
