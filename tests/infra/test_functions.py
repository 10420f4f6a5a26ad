import json

import pytest

from benchmarks.cloud import ORDERED_QUEUE, QUEUES, environment
from infra.shared.handlers import functions

FUNCTIONS = {*functions()}

# Actions that AWS defines for no particular resource.
WITHOUT_RESOURCES = {
    "dynamodb:ListStreams",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}


def test_every_handler_is_deployed(stage):
    assert set(stage.functions()) == FUNCTIONS


def test_each_function_has_a_role_of_its_own(stage):
    roles = [properties["Role"]["Fn::GetAtt"][0] for _, properties in stage.functions().values()]
    assert len(set(roles)) == len(roles)
    for name, role in stage.of_type("IAM::Role").items():
        if name in roles:
            assert "ManagedPolicyArns" not in role["Properties"]


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_no_function_may_do_everything_or_to_everything(stage, function):
    for statement in stage.statements(function):
        assert all("*" not in action for action in statement["Action"])
        if "*" in statement["Resource"]:
            assert set(statement["Action"]) <= WITHOUT_RESOURCES
        elif "*" in json.dumps(statement["Resource"]):
            assert statement["Action"] == ["execute-api:ManageConnections"]


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_the_benchmarks_tell_functions_all_that_the_stack_tells_them(aws, function):
    told = {
        *environment("http://localhost"),
        *QUEUES,
        ORDERED_QUEUE,
        "CROUPIER_STAGE",
        "BEHIND_FRONT",
    }
    _, properties = aws.functions()[function]
    assert set(properties["Environment"]["Variables"]) <= told


def test_functions_run_what_the_layers_are_built_for(stage):
    for _, properties in stage.functions().values():
        assert properties["Runtime"] == "python3.13"
        assert properties["Architectures"] == ["arm64"]
        assert len(properties["Layers"]) == 2
        assert properties["TracingConfig"] == {"Mode": "Active"}


def test_logs_end_after_a_time_and_are_nobody_elses(stage):
    groups = [
        properties["LoggingConfig"]["LogGroup"]["Ref"]
        for _, properties in stage.functions().values()
    ]
    assert len(set(groups)) == len(groups)
    for group in stage.properties("Logs::LogGroup"):
        assert group["RetentionInDays"] > 0


def test_functions_are_told_who_they_are(stage):
    for function, (_, properties) in stage.functions().items():
        variables = properties["Environment"]["Variables"]
        assert variables["POWERTOOLS_SERVICE_NAME"] == function.split(".")[0]
        # Stages of one account must not count each other's.
        assert (
            variables["POWERTOOLS_METRICS_NAMESPACE"] == f"Croupier/{variables['CROUPIER_STAGE']}"
        )
        assert variables["CROUPIER_STAGE"]


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_is_packed_with_its_own_context_only(local, function):
    context = function.split(".")[0]
    for file in local.files_of(function):
        assert file.startswith(
            ("functions/__init__.py", "functions/__pycache__/__init__.", f"functions/{context}/")
        )


def readers_of(stage, secret):
    return {
        function
        for function in stage.functions()
        for statement in stage.statements(function)
        if "secretsmanager:GetSecretValue" in statement["Action"]
        and secret in str(statement["Resource"])
    }


def test_only_who_knows_people_again_reads_the_key_of_their_pseudonyms(stage):
    readers = readers_of(stage, "SaferGamblingPersonKey")
    assert readers == {"accounts.api", "safer_gambling.api"}


def test_only_the_cashier_and_the_audit_read_the_psp_secret(stage):
    readers = readers_of(stage, "PaymentsPspSecret")
    assert readers >= {"payments.api", "payments.sweep_payments", "reconciliation.reconcile"}
    assert all(each.startswith(("payments.", "reconciliation.")) for each in readers)


def test_only_accounts_reaches_the_user_pool(stage):
    users = {
        function
        for function in stage.functions()
        for statement in stage.statements(function)
        if any(action.startswith("cognito-idp:") for action in statement["Action"])
    }
    assert users == {"accounts.api"}


def test_addresses_are_taken_without_proof_on_the_local_stage_only(local, aws):
    def allowed(stage):
        return {each for it in stage.statements("accounts.api") for each in it["Action"]}

    without_proof = {"cognito-idp:AdminConfirmSignUp", "cognito-idp:AdminUpdateUserAttributes"}
    assert without_proof <= allowed(local)
    assert not without_proof & allowed(aws)


@pytest.mark.parametrize("function", ["payments.api", "payments.sweep_payments"])
def test_the_psp_is_the_real_one_on_aws(local, aws, function):
    def base(stage):
        _, properties = stage.functions()[function]
        return properties["Environment"]["Variables"].get("STRIPE_API_BASE")

    assert base(local) == "http://127.0.0.1:4567"
    assert base(aws) is None


def test_the_psps_webhook_secret_is_known_on_the_local_stage_only(local, aws):
    def secret(stage):
        properties = stage.resources["PaymentsPspSecretC91B158D"]["Properties"]
        return json.dumps(properties)

    assert "whsec_" in secret(local)
    assert "whsec_" not in secret(aws)
