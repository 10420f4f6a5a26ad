import pytest

from infra.table_shapes import EVERY_TABLE

STREAMING = {
    "ACCOUNTS_TABLE": "NEW_AND_OLD_IMAGES",
    "CHANNELS_TABLE": "NEW_IMAGE",
    "PAYMENTS_TABLE": "NEW_AND_OLD_IMAGES",
    "SAFER_GAMBLING_TABLE": "NEW_AND_OLD_IMAGES",
    "TABLES_TABLE": "NEW_IMAGE",
    "WALLET_TABLE": "NEW_IMAGE",
}
EXPIRING = {
    "ACCOUNTS_TABLE",
    "CHANNELS_TABLE",
    "CONNECTIONS_TABLE",
    "RECONCILIATION_TABLE",
    "TABLES_TABLE",
}
TABLES = [shape.variable for shape in EVERY_TABLE]


def table_of(stage, variable):
    return stage.of_type("DynamoDB::GlobalTable")[stage.table(variable)]


def test_every_table_is_known_to_a_function(stage):
    assert {stage.table(variable) for variable in TABLES} == set(
        stage.of_type("DynamoDB::GlobalTable")
    )


@pytest.mark.parametrize("variable", TABLES)
def test_a_table_is_encrypted_recoverable_and_paid_by_use(stage, variable):
    properties = table_of(stage, variable)["Properties"]
    assert properties["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    [replica] = properties["Replicas"]
    assert replica["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]


@pytest.mark.parametrize("variable", TABLES)
def test_a_table_streams_and_expires_only_where_it_should(stage, variable):
    properties = table_of(stage, variable)["Properties"]
    stream = {"StreamViewType": STREAMING[variable]} if variable in STREAMING else None
    expiry = {"AttributeName": "expires_at", "Enabled": True} if variable in EXPIRING else None
    assert properties.get("StreamSpecification") == stream
    assert properties.get("TimeToLiveSpecification") == expiry


@pytest.mark.parametrize("variable", TABLES)
def test_a_table_outlives_an_aws_stack(local, aws, variable):
    kept = table_of(aws, variable)
    assert kept["DeletionPolicy"] == kept["UpdateReplacePolicy"] == "Retain"
    [replica] = kept["Properties"]["Replicas"]
    assert replica["DeletionProtectionEnabled"] is True
    assert table_of(local, variable)["DeletionPolicy"] == "Delete"


def keys_of(indexes):
    return {
        each["IndexName"]: [key["AttributeName"] for key in each["KeySchema"]] for each in indexes
    }


def test_the_ledger_has_its_indexes(stage):
    properties = table_of(stage, "WALLET_TABLE")["Properties"]
    assert keys_of(properties["LocalSecondaryIndexes"]) == {
        "statement": ["pk", "posted_at"],
        "by_type": ["pk", "type_at"],
    }
    assert keys_of(properties["GlobalSecondaryIndexes"]) == {
        "bets_by_round": ["round_shard", "sk"],
        "players_by_day": ["active_on", "pk"],
    }


def test_what_is_left_to_do_with_payments_is_found_without_a_scan(stage):
    properties = table_of(stage, "PAYMENTS_TABLE")["Properties"]
    assert keys_of(properties["GlobalSecondaryIndexes"])["work"] == ["queue", "due_at"]


@pytest.mark.parametrize("variable", ["PAYMENTS_TABLE", "TABLES_TABLE"])
def test_what_changed_on_a_day_is_found_without_a_scan(stage, variable):
    properties = table_of(stage, variable)["Properties"]
    keys = keys_of(properties["GlobalSecondaryIndexes"])["changes_by_day"]
    assert keys == ["changed_on", "pk"]


@pytest.mark.parametrize("index", ["work", "changes_by_day", "players_by_day"])
def test_what_only_finds_items_keeps_no_copies_of_them(stage, index):
    projections = [
        each["Projection"]
        for table in stage.properties("DynamoDB::GlobalTable")
        for each in table.get("GlobalSecondaryIndexes", [])
        if each["IndexName"] == index
    ]
    assert projections
    assert all(each == {"ProjectionType": "KEYS_ONLY"} for each in projections)


def test_nothing_is_ever_removed_from_the_ledger(stage):
    ledger = stage.table("WALLET_TABLE")
    for function in stage.functions():
        removing = {"dynamodb:DeleteItem", "dynamodb:BatchWriteItem"}
        assert not stage.actions_on(function, ledger) & removing


def test_acts_are_added_and_neither_changed_nor_removed(stage):
    acts = stage.table("ACTS_TABLE")
    writers = set()
    for function in stage.functions():
        actions = stage.actions_on(function, acts)
        changing = {"UpdateItem", "DeleteItem", "BatchWriteItem", "PartiQLUpdate", "PartiQLDelete"}
        assert not actions & {f"dynamodb:{each}" for each in changing}
        if "dynamodb:PutItem" in actions:
            writers.add(function)
    assert writers == {"tables.advance_round", "tables.dealer_console"}


def test_no_function_writes_policies(stage):
    catalogue = stage.table("CATALOGUE_TABLE")
    for function in stage.functions():
        reading = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"}
        assert stage.actions_on(function, catalogue) <= reading


def test_a_dealers_console_reaches_no_seed_and_no_money(stage):
    for variable in (
        "CHAINS_TABLE",
        "SEEDS_TABLE",
        "WALLET_TABLE",
        "PAYMENTS_TABLE",
        "ACCOUNTS_TABLE",
    ):
        assert not stage.actions_on("tables.dealer_console", stage.table(variable))
    assert "dynamodb:DeleteItem" not in stage.actions_on(
        "tables.dealer_console", stage.table("TABLES_TABLE")
    )


def test_nobody_scans(stage):
    for function in stage.functions():
        for statement in stage.statements(function):
            assert "dynamodb:Scan" not in statement["Action"]


def test_only_who_draws_or_tells_a_player_at_once_knows_seeds_before_their_reveal(stage):
    seeds = stage.table("SEEDS_TABLE")
    readers = {function for function in stage.functions() if stage.actions_on(function, seeds)}
    assert readers == {"tables.advance_round", "tables.cash_out", "tables.decide_hand"}
    assert not stage.actions_on("tables.cash_out", seeds) & {
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
    }


def test_only_the_clock_knows_what_the_seeds_of_rounds_to_come_are_made_from(stage):
    chains = stage.table("CHAINS_TABLE")
    users = {function for function in stage.functions() if stage.actions_on(function, chains)}
    assert users == {"tables.advance_round"}


def test_only_the_function_that_draws_knows_players_seeds(stage):
    seeds = stage.table("SEED_PAIRS_TABLE")
    readers = {function for function in stage.functions() if stage.actions_on(function, seeds)}
    assert readers == {"instant.api"}


@pytest.mark.parametrize("variable", TABLES)
def test_who_is_told_of_a_table_may_use_it_and_nobody_else(stage, variable):
    table = stage.table(variable)
    for function, (_, properties) in stage.functions().items():
        told = variable in properties["Environment"]["Variables"]
        used = {
            action
            for action in stage.actions_on(function, table)
            # Reading a stream is not knowing the table.
            if action
            not in {
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
            }
        }
        assert told == bool(used)


def test_bets_are_placed_by_conditional_transactions(stage):
    needed = {"dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem"}
    for variable in ("WALLET_TABLE", "TABLES_TABLE"):
        assert needed <= stage.actions_on("tables.place_bet", stage.table(variable))
