"""The sender against a server that behaves like ``@connections`` on its better and worse days."""

import asyncio
from collections import Counter, defaultdict
from urllib.parse import unquote

import pytest
from aiohttp import web
from botocore.credentials import ReadOnlyCredentials

from casino.realtime.sender import Delivery, Sender
from casino.shared.clock import utc_now


class Gateway:
    """Answers each connection as told; by default, 200."""

    def __init__(self):
        self.answers = defaultdict(list)
        self.calls = Counter()
        self.bodies = set()
        self.at_once = self.most_at_once = 0

    async def post(self, request):
        connection_id = unquote(request.raw_path.rsplit("/", 1)[1])
        self.calls[connection_id] += 1
        self.bodies.add(await request.read())
        assert request.headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKID/")
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.002)
        self.at_once -= 1
        answers = self.answers[connection_id]
        status = answers.pop(0) if len(answers) > 1 else (answers or [200])[0]
        return web.Response(status=status)


@pytest.fixture
async def gateway():
    gateway = Gateway()
    app = web.Application()
    app.router.add_post("/{tail:.*}", gateway.post)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    gateway.endpoint = f"http://127.0.0.1:{runner.addresses[0][1]}/live"
    yield gateway
    await runner.cleanup()


@pytest.fixture
async def sender(gateway):
    credentials = ReadOnlyCredentials("AKID", "secret", None)
    sender = Sender(gateway.endpoint, "us-east-1", lambda: credentials, utc_now)
    yield sender
    await sender.close()


async def test_everyone_gets_the_frame_with_a_bounded_number_of_sockets(gateway, sender):
    everyone = [f"c={number}/+" for number in range(300)]
    deliveries = await sender.send(everyone, b"frame")
    assert set(deliveries) == set(everyone)
    assert set(deliveries.values()) == {Delivery.DELIVERED}
    assert gateway.bodies == {b"frame"}
    assert gateway.calls == Counter(everyone)
    assert gateway.most_at_once <= 64


async def test_each_answer_is_told_apart_and_one_bad_connection_spoils_no_other(gateway, sender):
    gateway.answers |= {
        "gone": [410],
        "too large": [413],
        "forbidden": [403],
        "busy": [429, 429, 200],
        "shaky": [500, 200],
        "hopeless": [503],
    }
    deliveries = await sender.send([*gateway.answers, "fine"], b"frame")
    assert deliveries == {
        "gone": Delivery.GONE,
        "too large": Delivery.REFUSED,
        "forbidden": Delivery.REFUSED,
        "busy": Delivery.DELIVERED,
        "shaky": Delivery.DELIVERED,
        "hopeless": Delivery.FAILED,
        "fine": Delivery.DELIVERED,
    }
    assert gateway.calls["gone"] == gateway.calls["too large"] == 1
    assert gateway.calls["busy"] == 3


async def test_a_gateway_out_of_reach_fails_the_frame_and_raises_nothing(gateway):
    credentials = ReadOnlyCredentials("AKID", "secret", None)
    nowhere = Sender("http://127.0.0.1:9/live", "us-east-1", lambda: credentials, utc_now)
    try:
        assert await nowhere.send(["c"], b"frame") == {"c": Delivery.FAILED}
    finally:
        await nowhere.close()
