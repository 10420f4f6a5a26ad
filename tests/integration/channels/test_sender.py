"""The sender against a server that behaves like ``@connections`` on its better and worse days."""

import asyncio
from collections import Counter, defaultdict
from urllib.parse import unquote

import pytest
from aiohttp import web
from botocore.credentials import ReadOnlyCredentials

from casino.channels.sender import Delivery, Sender
from casino.shared.clock import utc_now


class Gateway:
    """Answers each connection as told; by default, 200."""

    def __init__(self):
        self.answers = defaultdict(list)
        self.seconds = defaultdict(float)
        self.calls = Counter()
        self.closed = []
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
        if self.seconds[connection_id]:
            await asyncio.sleep(self.seconds[connection_id])
        answers = self.answers[connection_id]
        status = answers.pop(0) if len(answers) > 1 else (answers or [200])[0]
        return web.Response(status=status)

    async def delete(self, request):
        self.closed.append(unquote(request.raw_path.rsplit("/", 1)[1]))
        return web.Response(status=204)


class Quota:
    """Leave for everybody, unless told otherwise."""

    def __init__(self):
        self.taken = self.throttles = 0
        self.left = 1_000_000

    async def take(self, count, seconds):
        if self.left < count:
            return False
        self.left -= count
        self.taken += count
        return True

    def throttled(self):
        self.throttles += 1


@pytest.fixture
def quota():
    return Quota()


@pytest.fixture
async def gateway():
    gateway = Gateway()
    app = web.Application()
    app.router.add_post("/{tail:.*}", gateway.post)
    app.router.add_delete("/{tail:.*}", gateway.delete)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    gateway.endpoint = f"http://127.0.0.1:{runner.addresses[0][1]}/live"
    yield gateway
    await runner.cleanup()


CREDENTIALS = ReadOnlyCredentials("AKID", "secret", None)


@pytest.fixture
async def sender(gateway, quota):
    sender = Sender(gateway.endpoint, "us-east-1", lambda: CREDENTIALS, utc_now, quota)
    yield sender
    sender.close()


async def test_everyone_gets_the_frame_with_a_bounded_number_of_sockets(gateway, sender):
    everyone = [f"c={number}/+" for number in range(300)]
    deliveries = await sender.send(everyone, b"frame")
    assert set(deliveries) == set(everyone)
    assert set(deliveries.values()) == {Delivery.DELIVERED}
    assert gateway.bodies == {b"frame"}
    assert gateway.calls == Counter(everyone)
    assert gateway.most_at_once <= 64


async def test_each_answer_is_told_apart_and_one_bad_connection_spoils_no_other(
    gateway, sender, quota
):
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
        "too large": Delivery.TOO_LARGE,
        "forbidden": Delivery.REFUSED,
        "busy": Delivery.DELIVERED,
        "shaky": Delivery.DELIVERED,
        "hopeless": Delivery.UNREACHABLE,
        "fine": Delivery.DELIVERED,
    }
    assert gateway.calls["gone"] == gateway.calls["too large"] == 1
    assert gateway.calls["busy"] == 3
    assert quota.throttles == 2
    # What is tried again counts as well.
    assert quota.taken == sum(gateway.calls.values())


async def test_a_frame_that_api_gateway_would_not_carry_is_not_sent(gateway, sender):
    assert await sender.send(["c"], b"x" * (128 * 1024 + 1)) == {"c": Delivery.TOO_LARGE}
    assert not gateway.calls


async def test_an_account_that_stays_throttled_ends_with_the_time(gateway, sender):
    gateway.answers["busy"] = [429]
    assert await sender.send(["busy"], b"frame", seconds=2) == {"busy": Delivery.THROTTLED}
    assert gateway.calls["busy"] > 1


async def test_without_quota_nothing_is_sent(gateway, sender, quota):
    quota.left = 0
    assert await sender.send(["c"], b"frame") == {"c": Delivery.THROTTLED}
    assert not gateway.calls


async def test_a_slow_connection_is_given_up_after_three_frames_that_others_got(gateway, sender):
    everyone = [f"c-{number}" for number in range(30)]
    gateway.seconds["c-7"] = 10
    outcomes = [(await sender.send(everyone, b"frame", seconds=1.5))["c-7"] for _ in range(3)]
    assert outcomes == [Delivery.UNREACHABLE, Delivery.UNREACHABLE, Delivery.STALLED]
    assert gateway.calls["c-1"] == 3


async def test_a_frame_in_between_makes_up_for_what_was_missed(gateway, sender):
    everyone = [f"c-{number}" for number in range(30)]
    outcomes = []
    for answers in [503], [503], [200], [503]:
        gateway.answers["c-7"] = answers
        outcomes.append((await sender.send(everyone, b"frame"))["c-7"])
    assert Delivery.STALLED not in outcomes


async def test_nobody_is_given_up_for_a_gateway_that_fails_them_all(gateway, sender):
    everyone = [f"c-{number}" for number in range(3)]
    gateway.answers |= {each: [503] for each in everyone}
    for _ in range(4):
        deliveries = await sender.send(everyone, b"frame")
        assert set(deliveries.values()) == {Delivery.UNREACHABLE}


async def test_a_connection_can_be_ended(gateway, sender):
    await sender.disconnect("c=1/+")
    assert gateway.closed == ["c=1/+"]


async def test_a_gateway_out_of_reach_fails_the_frame_and_raises_nothing(quota):
    nowhere = Sender("http://127.0.0.1:9/live", "us-east-1", lambda: CREDENTIALS, utc_now, quota)
    assert await nowhere.send(["c"], b"frame") == {"c": Delivery.UNREACHABLE}
