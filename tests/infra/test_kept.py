"""What a deployed stage keeps through every change of the code.

CloudFormation knows a resource by its logical id, which CDK makes from the constructs it stands in.
Under another id it is another resource: the table that players' money is in would stay behind, and
an empty one take its place, and an API would have another address. Whoever moves a construct keeps
these.
"""

import json

import pytest

KEPT = {
    "DynamoDB::GlobalTable": {
        "AccountsTableF2DFB3F6",
        "BooksTable2F311BF9",
        "CatalogueTable05926C37",
        "ChannelsConnectionsD0FDC58A",
        "ChannelsTable557108EF",
        "InstantSeedPairs9E5813EC",
        "PaymentsTable9E001CC6",
        "ReconciliationTableEFC775F0",
        "SaferGamblingTableFF3D1528",
        "TablesActs87E98E07",
        "TablesChainsC1B0904A",
        "TablesSeatsEBCF90D3",
        "TablesSeeds43C1ED25",
        "TablesTableB9B09DF9",
        "WalletLedger4FD1BC9D",
    },
    "SQS::Queue": {
        "BooksSummingDeadLetters3010E207",
        "BooksSummingQueueF22F84A3",
        "ChannelsFanOutDeadLetters0AF86836",
        "ChannelsFanOutQueueE6237BE0",
        "ConductWatchConductDeadLettersD8167AAF",
        "PaymentsSweepPaymentsDeadLetters4FCA3D6F",
        "RealtimeSweepConnectionsDeadLetters7ABEC74F",
        "ReconciliationReconcileDeadLetters4AE84050",
        "SaferGamblingRealityChecksDeadLetters5D712FD2",
        "SaferGamblingRealityChecksQueueFCA9EE70",
        "SessionsClosingDeadLetters86E3EF9F",
        "SessionsClosingQueueC3887B9E",
        "StreamsAccountsDeadLettersCFA1A80D",
        "StreamsChannelsDeadLettersB011EC0C",
        "StreamsPaymentsDeadLetters5E5F225C",
        "StreamsSaferGamblingDeadLettersFE12CD8B",
        "StreamsTablesDeadLetters9956AC4E",
        "StreamsWalletDeadLetters88AFC687",
        "StreamsWalletEachSecondDeadLetters8E0799D2",
        "TablesRoundClockDeadLettersA07B38E5",
        "TablesRoundClockQueue8A4DA212",
        "TablesSettlementDeadLettersEFC7D3C6",
        "TablesSettlementQueue3A14ADFD",
        "TablesSweepRoundsDeadLettersCD7B646E",
    },
    "ApiGateway::RestApi": {
        "RestApi135E9C73",
    },
    "ApiGatewayV2::Api": {
        "WebSocketApi2C7AF84E",
    },
    "Cognito::UserPool": {
        "AccountsUserPool6BF6C5FA",
    },
    "Events::EventBus": {
        "EventsBus45DE4339",
    },
    "SecretsManager::Secret": {
        "PaymentsPspSecretC91B158D",
        "SaferGamblingPersonKey64C47E9F",
    },
}


def kept_by(stage):
    """Return what is in the stack that outlives all others, by logical id."""
    return next(iter(stage.templates.values()))["Resources"]


@pytest.mark.parametrize("kind", KEPT)
def test_what_holds_data_or_an_address_keeps_its_logical_id(aws, prod, kind):
    for stage in (aws, prod):
        # A key of the doors is made anew whenever the stage says so.
        kept = {name for name in stage.of_type(kind) if "DoorKey" not in name}
        assert kept == KEPT[kind]


# What refuses to be deleted itself can't be taken back by a deployment that fails either.
PROTECTED = {"AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool"}
UNPROTECTED = {"AWS::SecretsManager::Secret"}


def test_what_a_stage_keeps_stays_but_for_what_a_failed_deployment_made(aws, prod):
    for stage in (aws, prod):
        policies = {
            resource["Type"]: resource["DeletionPolicy"]
            for resource in kept_by(stage).values()
            if resource["Type"] in PROTECTED | UNPROTECTED
        }
        assert policies == {
            **dict.fromkeys(PROTECTED, "Retain"),
            **dict.fromkeys(UNPROTECTED, "RetainExceptOnCreate"),
        }
        assert {
            resource["UpdateReplacePolicy"]
            for resource in kept_by(stage).values()
            if resource["Type"] in policies
        } == {"Retain"}


def test_what_is_logged_outlives_the_function_that_said_it(aws):
    for function in aws.functions().values():
        _, properties = function
        log = aws.resources[properties["LoggingConfig"]["LogGroup"]["Ref"]]
        assert log["DeletionPolicy"] == "RetainExceptOnCreate"


def test_no_deployment_generates_the_payment_providers_secret_anew(aws, prod):
    """Any change here makes CloudFormation write a new value over the operator's own.

    What is to be otherwise has to be put there by the operator, or be in another secret.
    """
    for stage in (aws, prod):
        secret = stage.resources["PaymentsPspSecretC91B158D"]["Properties"]
        assert secret["GenerateSecretString"] == {
            "ExcludePunctuation": True,
            "GenerateStringKey": "webhook_secret",
            "PasswordLength": 48,
            "SecretStringTemplate": '{"api_key": ""}',
        }
        # Under another name it would be another secret.
        assert "Name" not in secret


def test_no_deployment_makes_another_key_for_people(aws, prod):
    """Under another one nobody would be known again who has excluded themselves."""
    for stage in (aws, prod):
        secret = stage.resources["SaferGamblingPersonKey64C47E9F"]["Properties"]
        assert secret["GenerateSecretString"] == {"ExcludePunctuation": True, "PasswordLength": 64}
        assert "Name" not in secret


def test_no_partition_is_fixed(aws, prod):
    """China and GovCloud have other ones than ``aws``."""
    for stage in (aws, prod):
        assert "arn:aws:" not in json.dumps(stage.templates)
