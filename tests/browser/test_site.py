"""The site itself, whatever is played on it: its front door, its addresses, narrow screens."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from casino.accounts.directory import Directory
from scripts.settings import ROOT
from tests.browser.conftest import Player
from tests.browser.player_page import PASSWORD
from tests.support.local_cloud import shared_stack
from tests.support.totp import code_of

RULES = sorted((ROOT / "web/public/rules").glob("*.html"))
# What the emulator sends instead of a code that nobody could read.
RESET_CODE = "654321"

# Names what lies beyond the screen's edges; strips of past results end there on purpose, and
# the link past the navigation stays there until the keyboard reaches it.
CUT_OFF = """() => {
  const width = document.documentElement.clientWidth;
  const isCutOff = (element) => {
    const { left, right, height } = element.getBoundingClientRect();
    return height > 1 && right - left > 1 && (left < -1 || right > width + 1);
  };
  return [...document.querySelectorAll("button, a, input, label, h1, h2, p, td, th, [data-spot]")]
    .filter((element) => isCutOff(element) && !element.closest(".result-strip, .skip-link"))
    .map((element) => `${element.tagName} ${element.textContent} ${element.dataset.spot ?? ""}`)
    .concat(document.documentElement.scrollWidth > width ? ["the page itself"] : []);
}"""

# Three cards in every hand, held at the moment at which they leave the shoe.
DEAL = """() => {
  const card = '<svg class="playing-card" viewBox="0 0 50 70"></svg>';
  for (const row of document.querySelectorAll(".card-row")) row.innerHTML = card.repeat(3);
  for (const animation of document.getAnimations()) {
    animation.pause();
    animation.currentTime = 0;
  }
  return document.querySelectorAll(".card-row").length;
}"""


@pytest.mark.parametrize("page", ["tables", "games", "verify", "nowhere"])
async def test_an_address_that_cant_be_read_leaves_the_site_whole(
    new_player: Player, page: str
) -> None:
    ada = await new_player("Ada")
    await ada.go_to(f"{page}/%E0%A4%A")
    await expect(ada.page.get_by_label("Password")).to_be_visible()
    await ada.create_account()
    await expect(ada.page.get_by_text("There is nothing at this address")).to_be_visible()
    await ada.page.get_by_role("link", name="Go to the tables").click()
    await expect(ada.page.get_by_role("link", name="Roulette Valletta")).to_be_visible()
    assert ada.crashes == []


async def test_a_new_tab_is_signed_in_and_a_new_browser_is_not(
    new_player: Player, web_url: str
) -> None:
    ada, ben = await new_player("Ada"), await new_player("Ben")
    await ada.sign_up()
    tab = await ada.page.context.new_page()
    await tab.goto(web_url)
    await expect(tab.get_by_role("heading", name="Ada")).to_be_visible()
    await expect(ben.page.get_by_label("Password")).to_be_visible()

    await tab.get_by_role("button", name="Sign out").click()
    await expect(ada.page.get_by_text("You have signed out in another tab.")).to_be_visible()


@pytest.mark.alone  # whoever signs in meanwhile gets a token that is good for nothing here
async def test_an_account_with_a_second_factor_signs_in(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    secret = enrol(ada.email)
    await ada.page.get_by_role("button", name="Sign out").click()
    await ada.sign_in(PASSWORD)
    code, go = ada.page.get_by_label("Code"), ada.page.get_by_role("button", name="Sign in")
    await code.fill("000000" if code_of(secret) != "000000" else "111111")
    await go.click()
    await expect(ada.page.get_by_role("alert")).to_contain_text("That code isn't right")
    await code.fill(code_of(secret))
    await go.click()
    await ada.sees_connection("Live")


async def test_a_forgotten_password_is_set_anew(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    page, new = ada.page, "willow-tram-38-moss"
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_label("E-mail address").fill(ada.email)
    await page.get_by_role("button", name="I forgot my password").click()
    await page.get_by_role("button", name="Send the code").click()
    await page.get_by_label("Code").fill(RESET_CODE)
    await page.get_by_label("New password").fill("password")
    await page.get_by_role("button", name="Set the password").click()
    await expect(page.get_by_role("alert")).to_contain_text("among the first that attackers try")
    await page.get_by_label("New password").fill(new)
    await page.get_by_role("button", name="Set the password").click()
    await ada.sees_connection("Live")
    await page.get_by_role("button", name="Sign out").click()
    assert "don't match" in await ada.fail_to_sign_in(PASSWORD)
    await ada.sign_in(new)
    await ada.sees_connection("Live")


async def test_a_form_is_answered_in_words_for_people(new_player: Player) -> None:
    ada = await new_player("Ada")
    ada.name = " "
    await ada.fill_sign_up()
    await ada.page.get_by_role("button", name="Create account").click()
    await expect(ada.page.get_by_role("alert")).to_contain_text("This must not be empty")
    await expect(ada.page.get_by_text(re.compile("string", re.IGNORECASE))).to_have_count(0)


@pytest.mark.parametrize("width", [320, 768, 1280])
async def test_nothing_is_cut_off(new_player: Player, width: int) -> None:
    ada = await new_player("Ada")
    await ada.page.set_viewport_size({"width": width, "height": 800})
    await ada.sign_up()
    await ada.deposit("10")
    seen: dict[str, list[str]] = {}
    tables = ("roulette-eu-1", "roulette-us-1", "baccarat-1", "crash-1", "blackjack-1")
    games = ("dice", "limbo", "grand-harbour", "lucky-lemons")
    for address in (
        "",
        "cashier",
        "history",
        "verify",
        *(f"tables/{table}" for table in tables),
        *(f"games/{game}" for game in games),
    ):
        await ada.go_to(address)
        if address.startswith("tables/"):
            await ada.page.get_by_test_id("phase").wait_for()
        elif address.startswith("games/"):
            await ada.page.get_by_label("Stake in").wait_for()
        seen[address] = await ada.page.evaluate(CUT_OFF)
    assert {address: cut for address, cut in seen.items() if cut} == {}


@pytest.mark.parametrize("table", ["baccarat-1", "blackjack-1"])
async def test_cards_that_are_being_dealt_leave_the_page_as_wide_as_it_is(
    new_player: Player, table: str
) -> None:
    ada = await new_player("Ada")
    await ada.page.set_viewport_size({"width": 320, "height": 800})
    await ada.sign_up()
    await ada.go_to(f"tables/{table}")
    await ada.page.get_by_test_id("phase").wait_for()
    # In one step, so that the table doesn't draw itself anew in between.
    assert await ada.page.evaluate(f"() => ({DEAL})() > 0 ? ({CUT_OFF})() : ['no hand']") == []


@pytest.mark.parametrize("rules", RULES, ids=lambda path: path.stem)
async def test_rules_are_styled_under_the_policy_of_the_site(
    new_player: Player, web_url: str, rules: Path
) -> None:
    ada = await new_player("Ada")
    answer = await ada.page.goto(f"{web_url}/rules/{rules.name}")
    assert answer is not None
    assert "default-src 'self'" in (await answer.all_headers())["content-security-policy"]
    background = "getComputedStyle(document.body).backgroundColor"
    assert await ada.page.evaluate(background) == "rgb(11, 61, 46)"
    await ada.page.set_viewport_size({"width": 320, "height": 800})
    assert await ada.page.evaluate(CUT_OFF) == []
    await ada.page.get_by_role("link", name="Back to the tables").click()
    await expect(ada.page.get_by_label("Password")).to_be_visible()
    assert ada.crashes == []


def enrol(email: str) -> str:
    """Give somebody an authenticator, as only whoever runs the pool can; return its secret.

    Cognito wants a token that is good for its own API, and our trigger leaves none so.
    """
    stack = shared_stack()
    cognito, pool = stack.client("cognito-idp"), stack.endpoints["user_pool_id"]
    app = stack.endpoints["user_pool_client_id"]
    trigger = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["LambdaConfig"]
    cognito.update_user_pool(UserPoolId=pool, LambdaConfig={})
    try:
        token: str = cognito.admin_initiate_auth(
            UserPoolId=pool,
            ClientId=app,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={
                "USERNAME": email,
                "PASSWORD": PASSWORD,
                "SECRET_HASH": Directory(cognito, pool, app).proof(email),
            },
        )["AuthenticationResult"]["AccessToken"]
    finally:
        cognito.update_user_pool(UserPoolId=pool, LambdaConfig=trigger)
    secret: str = cognito.associate_software_token(AccessToken=token)["SecretCode"]
    cognito.verify_software_token(AccessToken=token, UserCode=code_of(secret))
    cognito.set_user_mfa_preference(
        AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    return secret
