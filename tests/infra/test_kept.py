"""What a deployed stage keeps through every change of the code.

CloudFormation knows a resource by its logical id, which CDK makes from the constructs it stands in.
Under another id it is another resource: the table that players' money is in would stay behind, and
an empty one take its place, and an API would have another address. Whoever moves a construct keeps
these.
"""

import pytest

KEPT = {
    "DynamoDB::Table": {
        "AccountsTableF2DFB3F6",
        "BooksTable2F311BF9",
        "CatalogueTable05926C37",
        "ChannelsConnectionsD0FDC58A",
        "ChannelsTable557108EF",
        "InstantSeedPairs9E5813EC",
        "PaymentsTable9E001CC6",
        "ReconciliationTableEFC775F0",
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
        "SessionsClosingDeadLetters86E3EF9F",
        "SessionsClosingQueueC3887B9E",
        "StreamsAccountsDeadLettersCFA1A80D",
        "StreamsChannelsDeadLettersB011EC0C",
        "StreamsPaymentsDeadLetters5E5F225C",
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
    },
    "S3::Bucket": {
        "WebFiles2DFCF39E",
        "WebLogsD9759FC4",
    },
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_holds_data_or_an_address_keeps_its_logical_id(aws, prod, kind):
    for stage in (aws, prod):
        assert set(stage.of_type(kind)) == KEPT[kind]
