import json

import pytest

from casino.lambdas.records import ItemChange, group_handler, queue_handler, relay_handler
from tests.support.api_events import LambdaContext


def message(number, body, group=None):
    attributes = {"MessageGroupId": group} if group else {}
    return {"messageId": str(number), "body": json.dumps(body), "attributes": attributes}


def failures(answer):
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


def test_a_message_that_fails_fails_alone():
    done = []

    def handle(body):
        if body == "bad":
            raise RuntimeError
        done.append(body)

    records = [message(1, "a"), message(2, "bad"), message(3, "c")]
    assert failures(queue_handler(handle)({"Records": records}, LambdaContext())) == ["2"]
    assert done == ["a", "c"]


def test_a_message_that_is_no_json_fails_alone():
    records = [{"messageId": "1", "body": "{", "attributes": {}}, message(2, "b")]
    assert failures(queue_handler(lambda _b: None)({"Records": records}, LambdaContext())) == ["1"]


def test_groups_are_handled_in_order_and_each_fails_as_a_whole():
    done = {}

    def handle(groups, seconds):
        assert seconds > 0
        done.update(groups)
        return {"bad": RuntimeError("no")}

    records = [
        message(1, "a", "one"),
        message(2, "b", "bad"),
        message(3, "c", "one"),
        message(4, "d", "bad"),
        message(5, "e", "broken"),
        {"messageId": "6", "body": "{", "attributes": {"MessageGroupId": "broken"}},
    ]
    answer = group_handler(handle)({"Records": records}, LambdaContext())
    assert sorted(failures(answer)) == ["2", "4", "5", "6"]
    assert done == {"one": ["a", "c"], "bad": ["b", "d"]}


def test_what_the_platform_wrote_itself_is_read_however_deep_it_is():
    deep = json.loads("[" * 30 + "]" * 30)
    done = {}
    records = [message(1, deep, "one")]
    answer = group_handler(lambda groups, _s: done.update(groups) or {})(
        {"Records": records}, LambdaContext()
    )
    assert not failures(answer)
    assert done == {"one": [deep]}


def test_a_stream_hands_over_new_images_in_order_and_passes_over_deletions():
    seen = []
    records = [
        {"dynamodb": {"NewImage": {"n": {"N": "1"}}}},
        {"dynamodb": {}},
        {"dynamodb": {"NewImage": {"n": {"N": "2"}}}},
    ]
    relay_handler(tuple, {"one": seen.extend})({"Records": records}, LambdaContext())
    assert [change.after for change in seen] == [{"n": 1}, {"n": 2}]


def test_a_stream_of_changes_tells_what_an_item_was_before():
    seen = []
    records = [
        {"dynamodb": {"NewImage": {"n": {"N": "1"}}}},
        {"dynamodb": {"OldImage": {"n": {"N": "1"}}, "NewImage": {"n": {"N": "2"}}}},
        {"dynamodb": {"OldImage": {"n": {"N": "2"}}}},
    ]
    relay_handler(tuple, {"one": seen.extend})({"Records": records}, LambdaContext())
    assert seen == [ItemChange(None, {"n": 1}), ItemChange({"n": 1}, {"n": 2})]
    assert [change.read(lambda item: item["n"]) for change in seen] == [(None, 1), (1, 2)]


def test_a_subscriber_that_fails_keeps_nothing_from_the_others_and_all_hear_it_again():
    heard = []

    def broken(_changes):
        raise RuntimeError("out of order")

    def subscriber(name):
        return lambda changes: heard.append((name, len(changes)))

    relay = relay_handler(tuple, {"a": subscriber("a"), "b": broken, "c": subscriber("c")})
    records = [{"dynamodb": {"NewImage": {"n": {"N": "1"}}}}]
    with pytest.raises(ExceptionGroup) as failed:
        relay({"Records": records}, LambdaContext())
    assert [str(each) for each in failed.value.exceptions] == ["out of order"]
    assert heard == [("a", 1), ("c", 1)]


def test_a_batch_is_read_once_for_all_who_hear_of_it():
    reads, heard = [], []

    def read(changes):
        reads.append(changes)
        return [change.after["n"] for change in changes]

    relay = relay_handler(read, {"a": heard.append, "b": heard.append})
    relay({"Records": [{"dynamodb": {"NewImage": {"n": {"N": "1"}}}}]}, LambdaContext())
    assert len(reads) == 1
    assert heard == [[1], [1]]
