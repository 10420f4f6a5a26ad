import json
from collections import defaultdict

import pytest

from casino.conduct.use_cases.watch_conduct import WATCHED
from casino.lambdas.observability import Edge, count_unforeseen
from casino.payments import Deposit, Withdrawal
from casino.payments.repository import payment_key
from casino.shared.aws import client
from casino.wallet import EntryType, Ledger
from croupier.dead_letters import matches, queue_name
from scripts.capacity import RELAYS, Quotas

SENDERS = {
    "REALITY_CHECK_QUEUE_URL": "safer_gambling.tell_reality_checks",
    "ROUND_CLOCK_QUEUE_URL": "tables.advance_round",
    "SETTLEMENT_QUEUE_URL": "tables.settle_round",
    "CLOSING_QUEUE_URL": "realtime.close_connections",
    "FANOUT_QUEUE_URL": "channels.send_events",
    "SUMMING_QUEUE_URL": "books.sum_entries",
}

STREAM_FILTERS = {
    "streams.wallet_each_second": "ENTRY#bet#",
    "streams.wallet": "ENTRY#",
    "streams.channels": "EVENT#",
    "streams.safer_gambling": "EXCLUSION#",
}


def queue_of(stage, variable):
    [name] = {
        properties["Environment"]["Variables"][variable]["Ref"]
        for _, properties in stage.functions().values()
        if variable in properties["Environment"]["Variables"]
    }
    return name


def mappings_of(stage, function):
    name, _ = stage.functions()[function]
    return [
        each
        for each in stage.properties("Lambda::EventSourceMapping")
        if each["FunctionName"] == {"Ref": name}
    ]


def dead_letter_queues(stage):
    named = json.dumps(
        [
            *(each.get("RedrivePolicy") for each in stage.properties("SQS::Queue")),
            *(
                each.get("DestinationConfig")
                for each in stage.properties("Lambda::EventSourceMapping")
            ),
            *(each["Targets"] for each in stage.properties("Events::Rule")),
            *(each["DestinationConfig"] for each in stage.properties("Lambda::EventInvokeConfig")),
        ]
    )
    return {name for name in stage.of_type("SQS::Queue") if f'"{name}"' in named}


def test_every_queue_has_a_dead_letter_queue_or_is_one(stage):
    dead = dead_letter_queues(stage)
    for name, queue in stage.of_type("SQS::Queue").items():
        assert (name in dead) != ("RedrivePolicy" in queue["Properties"])


def test_queues_are_encrypted_and_take_tls_only(stage):
    refusing = json.dumps(stage.properties("SQS::QueuePolicy"))
    for name, queue in stage.of_type("SQS::Queue").items():
        assert queue["Properties"]["SqsManagedSseEnabled"] is True
        assert f'"{name}"' in refusing
    for policy in stage.properties("SQS::QueuePolicy"):
        assert '"aws:SecureTransport": "false"' in json.dumps(policy["PolicyDocument"])


def test_each_queue_feeds_its_function_which_names_what_failed(stage):
    for variable, function in SENDERS.items():
        [mapping] = mappings_of(stage, function)
        assert mapping["EventSourceArn"] == {"Fn::GetAtt": [queue_of(stage, variable), "Arn"]}
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_senders_leave_most_of_lambdas_concurrency_to_players(stage):
    [mapping] = mappings_of(stage, "channels.send_events")
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 100}


def test_senders_know_the_quota_that_they_share(stage):
    _, properties = stage.functions()["channels.send_events"]
    assert properties["Environment"]["Variables"]["ACCOUNT_REQUESTS_PER_SECOND"] == "10000"


def test_somebody_hears_of_frames_that_are_refused_or_find_no_room(stage):
    alarms = {each.get("MetricName"): each for each in stage.properties("CloudWatch::Alarm")}
    assert alarms["FramesRefused"]["Dimensions"] == [{"Name": "service", "Value": "channels"}]
    assert alarms["FramesThrottled"]["EvaluationPeriods"] == 5


def test_summaries_of_one_second_are_one(stage):
    [mapping] = mappings_of(stage, "streams.wallet_each_second")
    assert mapping["MaximumBatchingWindowInSeconds"] == 1


def test_the_lobby_hears_of_tables_alone_and_of_a_whole_second_at_once(stage):
    [mapping] = mappings_of(stage, "streams.tables")
    [pattern] = mapping["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"]) == {
        "eventName": ["INSERT", "MODIFY"],
        "dynamodb": {"Keys": {"pk": {"S": ["TABLE"]}}},
    }
    assert mapping["MaximumBatchingWindowInSeconds"] == 1
    assert mapping["BatchSize"] == 1000
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"]


@pytest.mark.parametrize(
    ("function", "keys"),
    [
        ("streams.accounts", ["PROFILE"]),
        ("streams.payments", [{"prefix": "DEPOSIT#"}, {"prefix": "WITHDRAWAL#"}]),
    ],
)
def test_the_bus_hears_of_accounts_and_payments_from_their_own_streams(stage, function, keys):
    [mapping] = mappings_of(stage, function)
    [pattern] = mapping["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"]) == {
        "eventName": ["INSERT", "MODIFY"],
        "dynamodb": {"Keys": {"sk": {"S": keys}}},
    }
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"]


def test_a_message_stays_hidden_for_as_long_as_it_may_be_handled(stage):
    for variable, function in SENDERS.items():
        queue = stage.of_type("SQS::Queue")[queue_of(stage, variable)]["Properties"]
        _, properties = stage.functions()[function]
        assert queue["VisibilityTimeout"] > properties["Timeout"]


def test_the_fan_out_keeps_order_within_groups_at_high_throughput(stage):
    queue = stage.of_type("SQS::Queue")[queue_of(stage, "FANOUT_QUEUE_URL")]["Properties"]
    assert queue["FifoQueue"] is True
    assert queue["DeduplicationScope"] == "messageGroup"
    assert queue["FifoThroughputLimit"] == "perMessageGroupId"


def test_a_stream_has_one_relay_and_a_second_only_for_what_is_gathered(stage):
    relays = defaultdict(list)
    for each in stage.properties("Lambda::EventSourceMapping"):
        if "StreamArn" in json.dumps(each["EventSourceArn"]):
            window = each.get("MaximumBatchingWindowInSeconds", 0)
            relays[json.dumps(each["EventSourceArn"])].append(window)
    assert len(relays) == 6
    # A stream bears two readers. Who waits for a second must not keep others waiting.
    assert sorted(relays.values()) == [[0], [0], [0], [0], [0, 1], [1]]


def test_every_reader_of_a_stream_is_a_relay_with_subscribers(stage):
    streamed = {
        each["FunctionName"]["Ref"]
        for each in stage.properties("Lambda::EventSourceMapping")
        if "StreamArn" in json.dumps(each["EventSourceArn"])
    }
    relays = {name for name, (ref, _) in stage.functions().items() if ref in streamed}
    assert relays == {name for name in stage.functions() if name.startswith("streams.")}


def test_streams_deliver_new_items_of_one_kind_and_give_up_in_the_end(stage):
    for function, prefix in STREAM_FILTERS.items():
        [mapping] = mappings_of(stage, function)
        pattern, *others = mapping["FilterCriteria"]["Filters"]
        # The one hears of cash-outs too, the other of what waits for a number.
        with_others = {"streams.wallet_each_second", "streams.channels", "streams.safer_gambling"}
        assert bool(others) is (function in with_others)
        assert json.loads(pattern["Pattern"]) == {
            "eventName": ["INSERT"],
            "dynamodb": {"Keys": {"sk": {"S": [{"prefix": prefix}]}}},
        }
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert mapping["BisectBatchOnFunctionError"] is True
        assert 0 < mapping["MaximumRetryAttempts"] <= 10
        assert mapping["DestinationConfig"]["OnFailure"]["Destination"]


def test_lambda_is_told_of_every_function_whose_messages_come_back_to_it(stage):
    # Else it stops them after sixteen turns: a table would stand still after some rounds.
    for variable, function in SENDERS.items():
        _, properties = stage.functions()[function]
        sends = variable in properties["Environment"]["Variables"]
        assert (properties.get("RecursiveLoop") == "Allow") is sends, function


@pytest.mark.parametrize("function", RELAYS)
def test_relays_keep_up_with_whatever_a_shard_can_bring(stage, function):
    [mapping] = mappings_of(stage, function)
    relay = RELAYS[function]
    assert mapping.get("ParallelizationFactor", 1) >= relay.hands(Quotas())
    # A batch that is not done in time is handled anew from its beginning.
    _, properties = stage.functions()[function]
    assert mapping["BatchSize"] * relay.seconds < properties["Timeout"] / 2


def test_what_is_gathered_is_told_by_one_hand(stage):
    for function in ("streams.wallet_each_second", "streams.tables"):
        [mapping] = mappings_of(stage, function)
        assert "ParallelizationFactor" not in mapping
        assert mapping["BatchSize"] == 1000


def test_what_must_stay_in_order_shares_a_partition_key():
    # Lambda keeps a key's items together and in order, however many hands there are.
    ledger = Ledger(client("dynamodb"), "wallet")
    entries = [ledger.entry_key("ann", kind, "b-1") for kind in EntryType]
    payments = [payment_key(kind, "ann", "p-1") for kind in (Deposit, Withdrawal)]
    keys = [*(key for _, key in entries), *payments]
    assert {key["pk"] for key in keys} == {"PLAYER#ann"}


def test_the_channels_relay_hears_of_events_and_of_what_waits_for_a_number(stage):
    [mapping] = mappings_of(stage, "streams.channels")
    patterns = [json.loads(each["Pattern"]) for each in mapping["FilterCriteria"]["Filters"]]
    assert [each["dynamodb"]["Keys"]["sk"]["S"] for each in patterns] == [
        [{"prefix": "EVENT#"}],
        [{"prefix": "INBOX#"}],
    ]


def what_passes(pattern):
    """Return a record that passes a filter, if the filter is of a kind that is known here."""
    if isinstance(pattern, dict):
        return {name: what_passes(wanted) for name, wanted in pattern.items()}
    wanted = pattern[0]
    return wanted if isinstance(wanted, str) else wanted.get("prefix", "1")


def test_what_a_stream_gave_up_can_be_told_from_what_its_function_never_sees(stage):
    patterns = [
        json.loads(each["Pattern"])
        for mapping in stage.properties("Lambda::EventSourceMapping")
        for each in mapping.get("FilterCriteria", {}).get("Filters", [])
    ]
    assert len(patterns) >= 8
    assert all(matches(each, what_passes(each)) for each in patterns)


@pytest.mark.parametrize(
    "function", ["tables.sweep_rounds", "payments.sweep_payments", "realtime.sweep_connections"]
)
def test_sweepers_run_every_minute(stage, function):
    name, _ = stage.functions()[function]
    [rule] = [
        each
        for each in stage.properties("Events::Rule")
        if each["Targets"][0]["Arn"] == {"Fn::GetAtt": [name, "Arn"]}
    ]
    assert rule["ScheduleExpression"] == "rate(1 minute)"


@pytest.mark.parametrize("metric", ["PaymentEventsParked", "PaymentsNotSwept"])
def test_somebody_hears_of_payments_that_need_a_person(stage, metric):
    [alarm] = [
        each for each in stage.properties("CloudWatch::Alarm") if each.get("MetricName") == metric
    ]
    assert alarm["Namespace"] == f"Croupier/{stage.rest_stage['StageName']}"
    assert alarm["Dimensions"] == [{"Name": "service", "Value": "payments"}]
    assert alarm["Threshold"] == 0


def test_somebody_hears_of_every_message_that_was_given_up(stage):
    watched = {
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in stage.properties("CloudWatch::Alarm")
        if alarm.get("MetricName") == "ApproximateNumberOfMessagesVisible"
        for dimension in alarm["Dimensions"]
    }
    assert watched == dead_letter_queues(stage)


@pytest.mark.parametrize("edge", list(Edge))
def test_somebody_hears_of_errors_that_an_edge_had_no_answer_for(stage, edge, capsys):
    count_unforeseen(edge, RuntimeError("out of order"))
    *_, said = capsys.readouterr().out.splitlines()
    metric = json.loads(said)
    [kind] = metric["_aws"]["CloudWatchMetrics"]
    [dimensions] = kind["Dimensions"]
    [alarm] = [
        each
        for each in stage.properties("CloudWatch::Alarm")
        if each.get("MetricName") == kind["Metrics"][0]["Name"]
        and each["Dimensions"] == [{"Name": name, "Value": metric[name]} for name in dimensions]
    ]
    assert alarm["Namespace"] == f"{kind['Namespace']}/{stage.rest_stage['StageName']}"
    assert (alarm["Threshold"], alarm["Statistic"]) == (0, "Sum")


def test_somebody_hears_of_a_day_without_a_finished_audit(stage):
    alarms = [
        each
        for each in stage.properties("CloudWatch::Alarm")
        if each.get("MetricName") == "AuditsFinished" and each["Statistic"] == "SampleCount"
    ]
    [alarm] = alarms
    assert alarm["EvaluationPeriods"] * alarm["Period"] == 26 * 3600
    assert alarm["TreatMissingData"] == "breaching"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("LessThanThreshold", 1)


def functions_called_by_nobody_who_waits(stage):
    """Return those that a rule sets off; whoever else could would be seen here.

    A topic, a bucket or another bus would need a permission, and a schedule has a role instead.
    API Gateway and Cognito wait.
    """
    assert "AWS::Scheduler::Schedule" not in stage.types
    callers = {
        each["Principal"]
        for each in stage.properties("Lambda::Permission")
        if isinstance(each["Principal"], str)
    }
    waiting = {"apigateway.amazonaws.com", "cognito-idp.amazonaws.com"}
    assert callers <= waiting | {"events.amazonaws.com"}
    return {
        target["Arn"]["Fn::GetAtt"][0]
        for rule in stage.properties("Events::Rule")
        for target in rule["Targets"]
    }


def test_what_a_function_fails_at_that_nobody_waits_for_is_set_aside(stage):
    names = {name: function for function, (name, _) in stage.functions().items()}
    kept = {
        each["FunctionName"]["Ref"]: each["DestinationConfig"]["OnFailure"]["Destination"]
        for each in stage.properties("Lambda::EventInvokeConfig")
    }
    assert set(kept) == functions_called_by_nobody_who_waits(stage)
    for name, destination in kept.items():
        queue = destination["Fn::GetAtt"][0]
        assert queue in dead_letter_queues(stage)
        assert queue_name(queue), "`dead-letters` would not list it"
        assert "sqs:SendMessage" in stage.actions_on(names[name], queue)


def test_the_bus_is_archived_on_aws(local, aws):
    for stage in (local, aws):
        [bus] = stage.of_type("Events::EventBus")
        for function in ("streams.channels", "realtime.close_connections"):
            assert "events:PutEvents" in stage.actions_on(function, bus)
    [archive] = aws.properties("Events::Archive")
    assert archive["EventPattern"] == {"source": ["croupier"]}
    assert archive["RetentionDays"] == 90
    assert not local.properties("Events::Archive")


def test_the_watch_hears_what_it_looks_at_and_somebody_hears_of_it(stage):
    name, _ = stage.functions()["conduct.watch_conduct"]
    [rule] = [
        each
        for each in stage.properties("Events::Rule")
        if each["Targets"][0]["Arn"] == {"Fn::GetAtt": [name, "Arn"]}
    ]
    assert rule["EventPattern"]["detail-type"] == list(WATCHED)
    assert rule["Targets"][0]["DeadLetterConfig"]
    assert "AbnormalActivity" in {
        each.get("MetricName") for each in stage.properties("CloudWatch::Alarm")
    }
