import json

import pytest

from casino.realtime.use_cases.watch_conduct import WATCHED
from croupier.dead_letters import matches

SENDERS = {
    "ROUND_CLOCK_QUEUE_URL": "tables.advance_round",
    "SETTLEMENT_QUEUE_URL": "tables.settle_round",
    "CLOSING_QUEUE_URL": "realtime.close_connections",
    "FANOUT_QUEUE_URL": "realtime.send_events",
    "SUMMING_QUEUE_URL": "books.sum_entries",
}

STREAM_FILTERS = {
    "tables.summarise_bets": "ENTRY#bet#",
    "realtime.publish_wallet_entries": "ENTRY#",
    "realtime.publish_events": "EVENT#",
    "realtime.repair_fanout": "EVENT#",
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
    [mapping] = mappings_of(stage, "realtime.send_events")
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 100}


def test_senders_know_the_quota_that_they_share(stage):
    _, properties = stage.functions()["realtime.send_events"]
    assert properties["Environment"]["Variables"]["ACCOUNT_REQUESTS_PER_SECOND"] == "10000"


def test_somebody_hears_of_frames_that_are_refused_or_find_no_room(stage):
    alarms = {each["MetricName"]: each for each in stage.properties("CloudWatch::Alarm")}
    assert alarms["FramesRefused"]["Dimensions"] == [{"Name": "service", "Value": "realtime"}]
    assert alarms["FramesThrottled"]["EvaluationPeriods"] == 5


def test_summaries_of_one_second_are_one(stage):
    [mapping] = mappings_of(stage, "tables.summarise_bets")
    assert mapping["MaximumBatchingWindowInSeconds"] == 1


def test_the_lobby_hears_of_tables_alone_and_of_a_whole_second_at_once(stage):
    [mapping] = mappings_of(stage, "tables.tell_lobby")
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
        ("accounts.publish_accounts", ["PROFILE"]),
        ("payments.publish_payments", [{"prefix": "DEPOSIT#"}, {"prefix": "WITHDRAWAL#"}]),
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


def test_no_stream_has_more_readers_than_it_bears(stage):
    streams = [
        json.dumps(each["EventSourceArn"])
        for each in stage.properties("Lambda::EventSourceMapping")
        if "StreamArn" in json.dumps(each["EventSourceArn"])
    ]
    assert all(streams.count(each) <= 2 for each in streams)


def test_streams_deliver_new_items_of_one_kind_and_give_up_in_the_end(stage):
    for function, prefix in STREAM_FILTERS.items():
        [mapping] = mappings_of(stage, function)
        pattern, *others = mapping["FilterCriteria"]["Filters"]
        assert bool(others) is (function == "tables.summarise_bets")  # it hears of cash-outs too
        assert json.loads(pattern["Pattern"]) == {
            "eventName": ["INSERT"],
            "dynamodb": {"Keys": {"sk": {"S": [{"prefix": prefix}]}}},
        }
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert mapping["BisectBatchOnFunctionError"] is True
        assert 0 < mapping["MaximumRetryAttempts"] <= 10
        assert mapping["DestinationConfig"]["OnFailure"]["Destination"]


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
        each for each in stage.properties("CloudWatch::Alarm") if each["MetricName"] == metric
    ]
    assert alarm["Namespace"] == "Croupier"
    assert alarm["Dimensions"] == [{"Name": "service", "Value": "payments"}]
    assert alarm["Threshold"] == 0


def test_somebody_hears_of_every_message_that_was_given_up(stage):
    watched = {
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in stage.properties("CloudWatch::Alarm")
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
        for dimension in alarm["Dimensions"]
    }
    assert watched == dead_letter_queues(stage)


def test_alarms_reach_somebody(stage, synthesise):
    [topic] = stage.of_type("SNS::Topic")
    for alarm in stage.properties("CloudWatch::Alarm"):
        assert alarm["AlarmActions"] == [{"Ref": topic}]


def test_an_operator_may_be_told_by_mail(synthesise):
    told = synthesise(stage="dev", alarm_email="house@example.com")
    [subscription] = told.properties("SNS::Subscription")
    assert subscription["Endpoint"] == "house@example.com"


def test_the_bus_is_archived_on_aws(local, aws):
    for stage in (local, aws):
        [bus] = stage.of_type("Events::EventBus")
        for function in ("realtime.publish_events", "realtime.close_connections"):
            assert "events:PutEvents" in stage.actions_on(function, bus)
    [archive] = aws.properties("Events::Archive")
    assert archive["EventPattern"] == {"source": ["croupier"]}
    assert archive["RetentionDays"] == 90
    assert not local.properties("Events::Archive")


def test_the_watch_hears_what_it_looks_at_and_somebody_hears_of_it(stage):
    name, _ = stage.functions()["realtime.watch_conduct"]
    [rule] = [
        each
        for each in stage.properties("Events::Rule")
        if each["Targets"][0]["Arn"] == {"Fn::GetAtt": [name, "Arn"]}
    ]
    assert rule["EventPattern"]["detail-type"] == list(WATCHED)
    assert rule["Targets"][0]["DeadLetterConfig"]
    assert "AbnormalActivity" in {
        each["MetricName"] for each in stage.properties("CloudWatch::Alarm")
    }
