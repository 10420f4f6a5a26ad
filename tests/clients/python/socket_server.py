"""The fake server behind real sockets, with the little of REST that goes before a handshake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from croupier_client import ConnectionLost
from tests.clients.python.fake_server import FakeConnection, FakeServer

PASSWORD = "a long password"


@asynccontextmanager
async def listening(server: FakeServer) -> AsyncIterator[str]:
    """Serve on a free port of this machine; the value is the REST address."""

    async def wallet(_request: web.Request) -> web.Response:
        return web.json_response({"available": 400, "currency": "EUR"})

    async def login(request: web.Request) -> web.Response:
        if (await request.json())["password"] != PASSWORD:
            problem = {"code": "invalid_credentials", "detail": "No."}
            return web.json_response(problem, status=401)
        return web.json_response({"access_token": "token", "refresh_token": "again"})

    async def ticket(request: web.Request) -> web.Response:
        url = f"ws://{request.host}/socket"
        status = 201 if request.headers.get("Authorization") == "Bearer token" else 401
        return web.json_response({"ticket": "t-1", "websocket_url": url}, status=status)

    async def socket(request: web.Request) -> web.StreamResponse:
        if server.refuse_handshakes > 0:
            server.refuse_handshakes -= 1
            return web.Response(status=403)
        assert request.query["ticket"] == "t-1"
        end = web.WebSocketResponse()
        await end.prepare(request)
        connection = FakeConnection(server)
        server.connections.append(connection)
        pushing = asyncio.create_task(_push(connection, end))
        async for message in end:
            await connection.send(message.data)
        pushing.cancel()
        return end

    app = web.Application()
    app.router.add_post("/v1/auth/login", login)
    app.router.add_get("/v1/wallet", wallet)
    app.router.add_post("/v1/realtime/tickets", ticket)
    app.router.add_get("/socket", socket)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _push(connection: FakeConnection, end: web.WebSocketResponse) -> None:
    try:
        while True:
            await end.send_str(await connection.receive())
    except ConnectionLost as lost:
        await end.close(code=lost.close_code)
