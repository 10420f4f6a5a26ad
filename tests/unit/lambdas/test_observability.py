"""Metrics: what is measured is written at once, and nothing is measured that nobody knows."""

import json
import re
from pathlib import Path

import pytest

from casino.channels.sender import Delivery
from casino.lambdas.observability import Edge, Metric, count_unforeseen, measure, measure_all
from casino.lambdas.records import queue_handler
from functions.channels.send_events import _FRAMES
from tests.support.api_events import LambdaContext

ROOT = Path(__file__).resolve().parents[3]
SOURCES = [*(ROOT / "functions").rglob("*.py"), *(ROOT / "layers/domain/python").rglob("*.py")]


@pytest.fixture
def measured(capsys):
    """Return what was written, each line as CloudWatch would read it."""

    def read():
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [each for each in lines if "_aws" in each]

    return read


def test_a_metric_carries_its_context_and_its_unit(measured):
    measure(Metric.SETTLEMENT_TIME, 250)
    [line] = measured()
    [kind] = line["_aws"]["CloudWatchMetrics"]
    assert kind["Namespace"] == "Croupier"
    assert kind["Dimensions"] == [["service"]]
    assert kind["Metrics"] == [{"Name": "SettlementTime", "Unit": "Milliseconds"}]
    assert (line["service"], line["SettlementTime"]) == ("tables", [250.0])


def test_amounts_are_told_apart_by_currency(measured):
    measure_all({Metric.STAKED: 12.5, Metric.BETS: 3}, currency="EUR")
    [line] = measured()
    [kind] = line["_aws"]["CloudWatchMetrics"]
    assert kind["Dimensions"] == [["service", "currency"]]
    assert (line["currency"], line["Staked"], line["Bets"]) == ("EUR", [12.5], [3.0])


def test_metrics_of_two_contexts_are_not_measured_as_one():
    with pytest.raises(ValueError, match="too many values"):
        measure_all({Metric.STAKED: 1, Metric.OPEN_ROUNDS: 1})


def test_what_nobody_foresaw_is_counted_by_its_edge(measured):
    count_unforeseen(Edge.REST, RuntimeError("out of order"))
    [line] = measured()
    assert (line["service"], line["UnforeseenErrors"]) == ("rest", [1.0])


def test_a_queues_messages_are_timed_from_their_sending_and_only_once_handled(measured):
    def handle(body):
        if body == "bad":
            raise RuntimeError

    records = [
        {"messageId": body, "body": json.dumps(body), "attributes": {"SentTimestamp": "1000"}}
        for body in ("good", "bad")
    ]
    handler = queue_handler(handle, taking=Metric.SETTLEMENT_TIME)
    failed = handler({"Records": records}, LambdaContext())["batchItemFailures"]
    assert failed == [{"itemIdentifier": "bad"}]
    [timed] = [each for each in measured() if "SettlementTime" in each]
    assert len(timed["SettlementTime"]) == 1
    assert timed["SettlementTime"][0] > 1_000_000


@pytest.mark.parametrize("metric", list(Metric))
def test_every_metric_is_measured_somewhere(metric):
    name = re.compile(rf"\bMetric\.{metric.name}\b")
    assert any(name.search(file.read_text()) for file in SOURCES)


def test_every_end_of_a_frame_has_its_metric():
    assert set(_FRAMES) == set(Delivery)
    assert {metric: f"FRAMES_{end.name}" for end, metric in _FRAMES.items()} == {
        metric: metric.name for metric in _FRAMES.values()
    }


def test_the_document_lists_every_metric_with_its_service_and_unit():
    rows = re.findall(
        r"^\| `(\w+)` \| `([a-z, `]+)` \| ([a-z ]+) \| \S.* \|$",
        (ROOT / "docs/metrics.md").read_text(),
        re.MULTILINE,
    )
    units = {"Count": "count", "Milliseconds": "milliseconds", "None": "money"}
    edges = "`, `".join(Edge)
    assert rows == [(each.value, each.service or edges, units[each.unit.value]) for each in Metric]
