"""What is taken for a beacon's value, and when a round of one is promised."""

import json
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.games.beacon import DRAND_CHAIN, local_value
from casino.tables.beacons import BEACONS, BeaconUnreachable, DrandBeacon, LocalBeacon, beacons

# As the network published it.
ROUND_1000 = {
    "round": 1000,
    "randomness": "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39",
}
GENESIS = datetime.fromtimestamp(1_692_803_367, UTC)
moments = st.integers(1_700_000_000_000_000, 4_000_000_000_000_000).map(
    lambda microseconds: datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)
)


@contextmanager
def network(answer):
    """Serve what a function of the path answers: a status and a body, or nothing for ever."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # Whoever asked may be gone.
            with suppress(BrokenPipeError):
                self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield DrandBeacon(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()


def answering(content, status=200):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return network(lambda _path: (status, body))


class TestDrand:
    def test_is_asked_for_the_round_of_its_network(self):
        asked = []

        def answer(path):
            asked.append(path)
            return 200, json.dumps(ROUND_1000).encode()

        with network(answer) as drand:
            assert drand.value_of(1000) == ROUND_1000["randomness"]
        assert asked == [f"/{DRAND_CHAIN}/public/1000"]

    @pytest.mark.parametrize(
        "change",
        [
            {"round": 1001},
            {"round": "1000"},
            {"round": None},
            {"randomness": "0" * 64},
            {"randomness": ROUND_1000["randomness"].upper()},
            {"randomness": None},
            {"signature": "00" * 48},
            {"signature": "xyz"},
            {"signature": None},
            {"signature": 7},
        ],
    )
    def test_is_not_believed_what_does_not_fit_together(self, change):
        with answering(ROUND_1000 | change) as drand, pytest.raises(BeaconUnreachable):
            drand.value_of(1000)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"soon",
            b"\xff\xfe",
            b"[]",
            b"null",
            b"7",
            b"{}",
            b"[" * 4_000,
            json.dumps(ROUND_1000 | {"more": "x" * 5_000}).encode(),
        ],
    )
    def test_is_not_believed_what_is_no_answer(self, body):
        with answering(body) as drand, pytest.raises(BeaconUnreachable):
            drand.value_of(1000)

    @pytest.mark.parametrize("status", [404, 425, 429, 500, 503])
    def test_is_out_of_reach_when_it_refuses(self, status):
        with answering(ROUND_1000, status) as drand, pytest.raises(BeaconUnreachable):
            drand.value_of(1000)

    def test_is_out_of_reach_when_nobody_is_there(self):
        with answering(ROUND_1000) as drand:
            pass
        with pytest.raises(BeaconUnreachable, match="1000"):
            drand.value_of(1000)

    def test_is_out_of_reach_when_it_does_not_answer_in_time(self, monkeypatch):
        monkeypatch.setattr("casino.tables.beacons._PATIENCE_SECONDS", 0.2)

        given_up = Event()

        def answer(_path):
            given_up.wait()
            return 200, json.dumps(ROUND_1000).encode()

        with network(answer) as drand:
            with pytest.raises(BeaconUnreachable):
                drand.value_of(1000)
            given_up.set()

    def test_tells_a_round_three_seconds_after_the_one_before(self):
        drand = DrandBeacon()
        # The first round is that of the genesis; each is asked for when the next one comes.
        assert drand.due_at(1) == GENESIS + timedelta(seconds=3)
        assert drand.due_at(1000) == GENESIS + timedelta(seconds=3_000)

    @given(moments)
    def test_is_promised_half_a_minute_ahead(self, now):
        drand = DrandBeacon()
        number = drand.round_ahead(now)
        comes_at = GENESIS + (number - 1) * timedelta(seconds=3)
        assert timedelta(seconds=30) <= comes_at - now < timedelta(seconds=33)


class TestTheStandIn:
    @given(moments)
    def test_is_promised_for_the_next_second(self, now):
        local = LocalBeacon()
        ahead = local.due_at(local.round_ahead(now)) - now
        assert timedelta(0) < ahead <= timedelta(seconds=1)

    def test_tells_what_anybody_can_compute(self):
        assert LocalBeacon().value_of(7) == local_value(7)


@pytest.mark.parametrize("chosen", BEACONS)
def test_a_chain_keeps_to_the_beacon_that_it_named_whichever_new_ones_name(chosen):
    known = beacons(chosen)
    assert known.chosen.source == BEACONS[chosen]().source
    for make in BEACONS.values():
        assert known.named(make().source).source == make().source


def test_a_stage_can_choose_no_other():
    with pytest.raises(KeyError):
        beacons("dice")
