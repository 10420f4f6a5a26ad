from casino.shared.aws import client
from casino.shared.dynamodb import get_items, to_item


def test_an_item_that_is_wanted_several_times_is_read_once_and_given_each_time(aws):
    for number in range(3):
        item = to_item({"pk": f"p-{number}", "sk": "s", "number": number})
        client("dynamodb").put_item(TableName="tables", Item=item)
    wanted = [("tables", {"pk": f"p-{number}", "sk": "s"}) for number in (2, 0, 2, 9, 0)]
    found = get_items(client("dynamodb"), wanted)
    assert [item and item["number"] for item in found] == [2, 0, 2, None, 0]


def test_more_items_than_fit_into_one_request_are_read_in_several(aws):
    keys = [("tables", {"pk": f"p-{number % 150}", "sk": "s"}) for number in range(250)]
    for _, key in keys[:150]:
        client("dynamodb").put_item(TableName="tables", Item=to_item(key))
    assert [item and item["pk"] for item in get_items(client("dynamodb"), keys)] == [
        key["pk"] for _, key in keys
    ]


def test_nothing_wanted_costs_nothing(aws):
    assert get_items(client("dynamodb"), []) == []
