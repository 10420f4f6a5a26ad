"""Chromium against the deployed platform: one browser and one local cloud for the whole run."""

import itertools
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, async_playwright, expect

from scripts import chromium
from tests.browser.player_page import PlayerPage
from tests.support.local_cloud import shared_stack
from tests.support.patience import PATIENCE

# No sandbox, because CI runs as root; the rest keeps the browser from calling home.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=30_000 * PATIENCE)

Player = Callable[[str], Awaitable[PlayerPage]]


@pytest.fixture(scope="session")
def web_url() -> str:
    """Where the player site is served."""
    return shared_stack().endpoints["web_url"]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the run; every player gets a profile of their own in it."""
    executable = chromium.find()
    assert executable is not None, "There is no Chromium; `make test` installs it."
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(
            executable_path=str(executable), args=list(_ARGUMENTS)
        ) as launched,
    ):
        yield launched


@pytest.fixture
async def new_player(browser: Browser, web_url: str) -> AsyncIterator[Player]:
    """Return a function that opens the page for a person nobody has seen before."""
    count = itertools.count(1)
    async with AsyncExitStack() as stack:

        async def open_page(name: str) -> PlayerPage:
            context = await browser.new_context(
                locale="en-GB", viewport={"width": 1280, "height": 900}
            )
            stack.push_async_callback(context.close)
            context.set_default_timeout(30_000 * PATIENCE)
            page = await context.new_page()
            email = f"{name.lower()}-{next(count)}-{secrets.token_hex(4)}@example.com"
            player = PlayerPage(page, name, email)
            await page.goto(web_url)
            return player

        yield open_page
