"""The player page as a person uses it: every method is something a player does or sees."""

import re
from contextlib import suppress
from typing import Any

from playwright.async_api import ConsoleMessage, Locator, Page, expect
from playwright.async_api import TimeoutError as TooLate

from tests.support.patience import PATIENCE

PASSWORD = "Correct-Horse-42-Battery"

# A round of the test stack lasts seconds; a busy machine may take a few more.
ROUND_MS = 45_000 * PATIENCE

# But of crash: a multiplier that doesn't break before its cap grows for two minutes.
CRASH_ROUND_MS = 130_000 + ROUND_MS


class PlayerPage:
    """One player's browser window."""

    def __init__(self, page: Page, name: str, email: str) -> None:
        self.page = page
        self.name = name
        self.email = email
        self.crashes: list[str] = []
        page.on("pageerror", lambda error: self.crashes.append(str(error)))
        page.on("console", self._note_violation)

    async def go_to(self, address: str) -> None:
        """Follow an address within the site, such as `tables/roulette-eu-1`."""
        await self.page.evaluate("address => { location.hash = `#/${address}` }", address)

    async def sign_up(self) -> None:
        """Make an account on the way to the lobby, and wait for it."""
        await self.create_account()
        await expect(self.page.get_by_role("heading", name=self.name)).to_be_visible()

    async def create_account(self) -> None:
        """Make an account; the page signs in with it by itself, and stays where it is."""
        await self.fill_sign_up()
        await self.page.get_by_role("button", name="Create account").click()
        await self.sees_connection("Live")

    async def fill_sign_up(self) -> None:
        """Fill in what it takes to make an account."""
        page = self.page
        await page.get_by_role("button", name="I'm new here").click()
        await page.get_by_label("E-mail address").fill(self.email)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_label("Name at the table").fill(self.name)
        await page.get_by_label("Date of birth").fill("1990-05-17")
        await page.get_by_label("Country").select_option("MT")
        await page.get_by_label("Currency").select_option("EUR")
        await page.get_by_label("I am old enough").check()

    async def sign_in(self, password: str) -> None:
        """Send the sign-in form."""
        await self.page.get_by_label("E-mail address").fill(self.email)
        await self.page.get_by_label("Password").fill(password)
        await self.page.get_by_role("button", name="Sign in", exact=True).click()

    async def fail_to_sign_in(self, password: str) -> str:
        """Send the sign-in form with a wrong password; return what the page answered."""
        await self.sign_in(password)
        return await self._answer(self.page.locator("form"))

    async def deposit(self, amount: str, card: str = "Visa that works") -> str:
        """Pay in with one of the provider's test cards; return what the page answered."""
        form = await self._cashier("Deposit")
        await form.get_by_label("Amount").fill(amount)
        options = form.get_by_label("Test card").locator("option", has_text=card)
        await form.get_by_label("Test card").select_option(await options.inner_text())
        await form.get_by_role("button", name="Deposit").click()
        return await self._answer(form)

    async def withdraw(self, amount: str) -> str:
        """Ask for a payout; return what the page answered."""
        form = await self._cashier("Withdraw")
        await form.get_by_label("Amount").fill(amount)
        await form.get_by_role("button", name="Withdraw").click()
        return await self._answer(form)

    async def sit_down(self, table: str = "Roulette Valletta") -> None:
        """Go to a table and wait for the seat."""
        await self.page.get_by_role("link", name="Tables").click()
        await self.page.get_by_role("link", name=table).click()
        await expect(self.page.get_by_test_id("phase")).to_be_visible()

    async def wait_for_new_round(self, within_ms: float = ROUND_MS) -> str:
        """Wait until betting opens on another round than the one that is on; return its id."""
        phase = self.page.get_by_test_id("phase")
        now = await phase.get_attribute("data-round")
        fresh = self.page.locator(
            f'[data-testid="phase"][data-phase="open"]:not([data-round="{now}"])'
        )
        await fresh.wait_for(timeout=within_ms)
        return str(await fresh.get_attribute("data-round"))

    async def put_chips(self, *spots: str) -> None:
        """Put one chip of the selected value on each spot, such as `red` or `straight:17`."""
        for spot in spots:
            await self.page.locator(f'[data-spot="{spot}"]').click()

    async def place_bet(self) -> None:
        """Place the chips and wait until the table has accepted them."""
        await self.page.get_by_role("button", name="Place €").click()
        await expect(self.page.locator("[data-bet]").first).not_to_have_attribute(
            "data-status", "sending"
        )

    async def sees_result(self, round_id: str) -> int:
        """Wait for a round's result on the strip; return the pocket."""
        chip = self.page.locator(f'.result-strip [data-round="{round_id}"]')
        await expect(chip).to_be_visible(timeout=ROUND_MS)
        return int((await chip.inner_text()).split()[0])

    async def sees_round_end(self, round_id: str, within_ms: float = ROUND_MS) -> str:
        """Wait for a round on the strip of results; return what the strip says of it."""
        chip = self.page.locator(f'.result-strip [data-round="{round_id}"]')
        await expect(chip).to_be_visible(timeout=within_ms)
        return await chip.inner_text()

    async def sees_returned(self) -> str:
        """Wait until the round's bets are all decided; return what the page says came back."""
        returned = self.page.get_by_test_id("returned")
        await expect(returned).to_be_visible(timeout=ROUND_MS)
        return await returned.inner_text()

    async def take_seat(self, seat: int) -> None:
        """Sit down at a seat of a table that has some."""
        await self.page.get_by_role("button", name=f"Sit down at seat {seat}").click()
        await expect(self.page.get_by_role("region", name=f"Seat {seat}, you")).to_be_visible()

    async def stand_until_the_end(self) -> None:
        """Decline insurance and stand, as often as it is this player's turn."""
        buttons = self.page.get_by_test_id("decisions").get_by_role("button")
        stand = buttons.filter(has_text=re.compile("^(Stand|No insurance)$"))
        ended = self.page.locator(
            '[data-testid="phase"]:is([data-phase="result"], [data-phase="settled"])'
        )
        while True:
            await stand.or_(ended).first.wait_for(timeout=ROUND_MS)
            if await ended.count():
                return
            # In the moment between, the table's clock may have decided in the player's place.
            with suppress(TooLate):
                await stand.first.click(timeout=1_000)

    async def get_out(self) -> int | None:
        """Cash out as soon as the multiplier grows; return the cents, `None` if it broke first."""
        way_out = self.page.get_by_role("button", name="Cash out")
        broken = self.page.locator('[data-testid="multiplier"][data-state="broken"]')
        await way_out.or_(broken).first.wait_for(timeout=ROUND_MS)
        try:
            await way_out.click(timeout=1_000)
        except TooLate:
            return None
        out = self.page.get_by_test_id("cashed-out")
        await out.or_(self.page.get_by_role("alert")).first.wait_for()
        return await self.placed_bet_payout() if await out.count() else None

    async def placed_bet_payout(self) -> int:
        """Return what the last bet brought back, in cents."""
        return int(str(await self.page.locator("[data-bet]").first.get_attribute("data-payout")))

    async def says(self, text: str) -> None:
        """Say something at the table."""
        await self.page.get_by_label("Say something").fill(text)
        await self.page.get_by_role("button", name="Send").click()

    async def sees_available(self, amount: int) -> None:
        """Wait until the balance in the header is this many cents."""
        await expect(self.page.get_by_test_id("available")).to_have_attribute(
            "data-amount", str(amount)
        )

    async def sees_connection(self, state: str) -> None:
        """Wait until the page says that its connection is in this state."""
        badge = self.page.get_by_role("status", name="Connection")
        await expect(badge).to_have_text(state)

    async def history(self) -> list[dict[str, Any]]:
        """Open the history; return its lines, newest first."""
        await self.page.get_by_role("link", name="History").click()
        rows = self.page.locator("table.history tbody tr")
        await rows.first.wait_for()
        return [
            {
                "type": await row.get_attribute("data-type"),
                "amount": int(str(await row.get_attribute("data-amount"))),
                "balance": int(
                    str(await row.locator("[data-balance]").get_attribute("data-balance"))
                ),
            }
            for row in await rows.all()
        ]

    def _note_violation(self, message: ConsoleMessage) -> None:
        """A page that breaks the site's own policy is as broken on every stage."""
        if "Content Security Policy" in message.text:
            self.crashes.append(message.text)

    async def _answer(self, form: Locator) -> str:
        notice = form.locator(".notice")
        await notice.wait_for()
        return await notice.inner_text()

    async def _cashier(self, form: str) -> Locator:
        await self.page.get_by_role("link", name="Cashier", exact=True).click()
        return self.page.get_by_role("form", name=form)
