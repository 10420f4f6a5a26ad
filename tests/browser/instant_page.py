"""The pages of the instant games, and of the check, as a person uses them."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Route, expect

from tests.browser.player_page import PlayerPage
from tests.support.patience import PATIENCE


@dataclass(frozen=True)
class Shown:
    """What a game's page said of a round."""

    round_id: str
    payout: int


class InstantPage:
    """A player at the games that are played alone."""

    def __init__(self, player: PlayerPage) -> None:
        self.player = player
        self.page = player.page

    async def choose(self, game: str) -> None:
        """Go to a game from the lobby."""
        await self.page.get_by_role("link", name="Tables").click()
        await self.page.get_by_role("link", name=game).click()
        await expect(self.page.get_by_role("heading", name=game)).to_be_visible()

    async def stake(self, amount: str) -> None:
        """Type another stake."""
        await self.page.get_by_label("Stake in").fill(amount)

    async def play(self, button: str) -> Shown:
        """Play a round; return what the page says of it once its picture is over."""
        outcome = self.page.get_by_test_id("outcome")
        before = await outcome.get_attribute("data-round") if await outcome.count() else ""
        await self._button(button).click()
        fresh = self.page.locator(f'[data-testid="outcome"]:not([data-round="{before}"])')
        await fresh.wait_for(timeout=60_000 * PATIENCE)
        return await self.last_round()

    async def last_round(self) -> Shown:
        """Return what the page says of the last round."""
        returned = self.page.get_by_test_id("returned")
        await returned.wait_for(timeout=60_000 * PATIENCE)
        return Shown(
            str(await self.page.get_by_test_id("outcome").get_attribute("data-round")),
            int(str(await returned.get_attribute("data-payout"))),
        )

    async def can_play(self, button: str) -> bool:
        """Tell whether the game lets itself be played now."""
        return await self._button(button).is_enabled()

    async def change_seeds(self, own: str) -> None:
        """Open the seal, and go on with a seed of one's own."""
        await self.page.get_by_label("Your next seed").fill(own)
        await self.page.get_by_role("button", name="Open the seal").click()
        await expect(self.page.get_by_test_id("revealed")).to_contain_text(
            "It is the seed that was sealed."
        )

    async def check_last_round(self) -> None:
        """Go from the strip of last rounds to the check of the newest."""
        await self.page.locator(".recent").first.click()

    async def sees_verdict(self, verdict: str) -> None:
        """Wait until the check has come to this: `verified`, `broken` or `open`."""
        await expect(self.page.get_by_test_id("verification")).to_have_attribute(
            "data-verdict", verdict
        )

    async def recalled(self) -> Any:
        """Return the round that is being checked, as it was recalled."""
        if not await self._source().is_visible():
            await self.page.get_by_text("The round as it is recalled").click()
        return json.loads(await self._source().input_value())

    async def paste(self, content: object) -> None:
        """Put a round in the place of the one that is being checked."""
        await self._source().fill(json.dumps(content))

    async def lose_the_next_answer(self) -> None:
        """Let the platform play the next round, and its answer never arrive."""

        lost: list[str] = []

        async def lose(route: Route) -> None:
            if lost or route.request.method != "POST":
                await route.continue_()
                return
            lost.append(route.request.url)
            await route.fetch()
            await route.abort()

        await self.page.route("**/rounds", lose)

    def _button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def _source(self) -> Locator:
        return self.page.get_by_label("The answer of GET")
