"""Staff as the platform meets them: an account of the house's, REST and WebSocket."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from casino.accounts.directory import Directory
from casino.accounts.use_cases.enrol_staff import enrol_staff
from tests.support.documented import rest_client
from tests.support.local_cloud import LocalStack
from tests.support.players import PASSWORD, Player, _ok


@asynccontextmanager
async def staff(stack: LocalStack, role: str) -> AsyncIterator[Player]:
    """Enrol somebody, and sign them in."""
    endpoints = stack.endpoints
    directory = Directory(
        stack.client("cognito-idp"), endpoints["user_pool_id"], endpoints["user_pool_client_id"]
    )
    email = f"{role}-{secrets.token_hex(6)}@house.example"
    staff_id = enrol_staff(directory, role, email, PASSWORD)
    async with rest_client(endpoints["rest_url"]) as rest:
        credentials = {"email": email, "password": PASSWORD}
        tokens = _ok(await rest.post("/v1/auth/login", json=credentials))
        rest.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        yield Player(endpoints, rest, staff_id, email, tokens)
