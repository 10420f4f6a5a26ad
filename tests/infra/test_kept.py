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
        "InstantSeedPairs9E5813EC",
        "PaymentsTable9E001CC6",
        "RealtimeChannelsE2DAFDCB",
        "RealtimeConnectionsED6B0391",
        "ReconciliationTableEFC775F0",
        "TablesActs87E98E07",
        "TablesChainsC1B0904A",
        "TablesSeatsEBCF90D3",
        "TablesSeeds43C1ED25",
        "TablesTableB9B09DF9",
        "WalletLedger4FD1BC9D",
    },
    "SQS::Queue": {
        "AccountsPublishAccountsDeadLettersB6094B1C",
        "BooksSummingDeadLetters3010E207",
        "BooksSummingQueueF22F84A3",
        "PaymentsPublishPaymentsDeadLetters8D195EE9",
        "PaymentsSweepPaymentsDeadLetters2D6C0D7D",
        "RealtimeClosingDeadLetters6B74A66B",
        "RealtimeClosingQueue7C860F0D",
        "RealtimeFanOutDeadLetters523D2D06",
        "RealtimeFanOutQueueD70E718A",
        "RealtimePublishWalletEntriesDeadLetters967D8180",
        "RealtimeRelayChannelsDeadLettersBB741B9F",
        "RealtimeSweepConnectionsDeadLetters885DD390",
        "RealtimeWatchConductDeadLetters02C8FA26",
        "ReconciliationReconcileDeadLettersD9662F08",
        "TablesRoundClockDeadLettersA07B38E5",
        "TablesRoundClockQueue8A4DA212",
        "TablesSettlementDeadLettersEFC7D3C6",
        "TablesSettlementQueue3A14ADFD",
        "TablesSummariseBetsDeadLetters5E3B982A",
        "TablesSweepRoundsDeadLettersB01936C2",
        "TablesTellLobbyDeadLetters948B548E",
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
        "RealtimeEventsBus8280A7E4",
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
