"""Kept connections against servers that answer as HTTP allows, and as it doesn't."""

import asyncio

import pytest

from casino.channels.keep_alive import ConnectionLost, KeepAlivePool

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Host:
    """Writes the scripted pieces for each request, and counts connections."""

    def __init__(self):
        self.connections = 0
        self.script = [OK]
        self.then_hangs_up = False

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                for piece in self.script:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0.005)
                if self.then_hangs_up:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@pytest.fixture
async def host():
    host = Host()
    server = await asyncio.start_server(host.serve, "127.0.0.1", 0)
    host.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield host


@pytest.fixture
async def pool(host):
    pool = KeepAlivePool(host.url)
    yield pool
    pool.close()


async def ask(pool):
    return await asyncio.wait_for(pool.request(b"POST / HTTP/1.1\r\nhost: h\r\n\r\n"), 5)


async def test_one_connection_serves_many_requests(host, pool):
    assert [await ask(pool) for _ in range(5)] == [200] * 5
    assert host.connections == 1


async def test_an_answer_in_pieces_is_waited_for_to_its_end(host, pool):
    host.script = [b"HTTP/1.1 410 Go", b"ne\r\ncontent-LENGTH:  4\r", b"\n\r\nab", b"cd"]
    assert [await ask(pool) for _ in range(3)] == [410] * 3
    assert host.connections == 1


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\nuntil the end",
    ],
    ids=["chunked", "close", "without a length"],
)
async def test_an_answer_without_a_plain_end_is_its_connections_last(host, pool, head):
    host.script = [head]
    assert [await ask(pool) for _ in range(2)] == [200, 200]
    assert host.connections == 2


async def test_a_connection_that_the_host_gave_up_is_replaced_unnoticed(host, pool):
    host.then_hangs_up = True
    assert await ask(pool) == 200
    await asyncio.sleep(0.02)
    assert await ask(pool) == 200


async def test_a_host_that_hangs_up_without_an_answer_is_an_error(host, pool):
    host.script, host.then_hangs_up = [], True
    with pytest.raises(ConnectionLost):
        await ask(pool)


async def test_what_is_not_http_is_an_error(host, pool):
    host.script = [b"SSH-2.0-OpenSSH\r\n\r\n"]
    with pytest.raises(ConnectionLost):
        await ask(pool)


async def test_a_late_answer_is_not_taken_for_the_next_ones(host, pool):
    host.script = [b"HTTP/1.1 ", b"410 Gone\r\nContent-Length: 0\r\n\r\n"]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.003):
            await ask(pool)
    host.script = [OK]
    assert await ask(pool) == 200
    assert host.connections == 2
