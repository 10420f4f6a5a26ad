"""A player's whole session, and two players at one table, in a real browser."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Player
from tests.browser.player_page import ROUND_MS

CHIP = 100  # the chip that is selected at first, in cents


async def test_a_session_from_sign_up_to_history(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    assert await ada.deposit("100") == "€100.00 was added to your balance."
    await ada.sees_available(10_000)

    # Red, black and zero together win on every pocket, so what follows is certain.
    await ada.sit_down()
    round_id = await ada.wait_for_new_round()
    await ada.put_chips("red", "black", "straight:0")
    await ada.place_bet()
    await ada.sees_available(10_000 - 3 * CHIP)
    pocket = await ada.sees_result(round_id)
    payout = 36 * CHIP if pocket == 0 else 2 * CHIP
    balance = 10_000 - 3 * CHIP + payout
    await ada.sees_available(balance)
    await expect(ada.page.locator("[data-bet]").first).to_have_attribute("data-status", "won")
    await expect(ada.page.get_by_test_id("verdict")).to_have_text("✓ verified")

    await ada.withdraw("20")
    await ada.sees_available(balance - 2_000)

    lines = await ada.history()
    played = [line for line in lines if not line["type"].startswith("withdrawal_p")]
    assert [(line["type"], line["amount"]) for line in played] == [
        ("withdrawal_hold", -2_000),
        ("win", payout),
        ("bet", -3 * CHIP),
        ("deposit", 10_000),
    ]
    assert sum(line["amount"] for line in lines) == lines[0]["balance"] == balance - 2_000
    assert ada.crashes == []


async def test_a_return_below_the_stake_is_not_celebrated(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("20")
    await ada.sit_down()
    round_id = await ada.wait_for_new_round()
    await ada.put_chips("red", "black", "straight:0")
    await ada.place_bet()
    returned = ada.page.get_by_test_id("returned")
    await expect(returned).to_be_visible(timeout=ROUND_MS)
    if await ada.sees_result(round_id) == 0:
        await expect(returned).to_have_class(re.compile("returned-win"))
    else:
        await expect(returned).to_have_text("€2.00 back of €3.00")
        await expect(returned).not_to_have_class(re.compile("returned-win"))


async def test_the_page_comes_back_after_the_network_was_pulled(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("50")
    await ada.sit_down()
    round_id = await ada.wait_for_new_round()
    await ada.put_chips("straight:17")

    # The bet is placed into a dead network, and reaches the table once, when it is back.
    await ada.page.context.set_offline(True)
    await ada.sees_connection("Reconnecting")
    await ada.page.get_by_role("button", name="Place €").click()
    await ada.page.context.set_offline(False)
    await ada.sees_connection("Live")
    await expect(ada.page.locator("[data-bet]").first).not_to_have_attribute(
        "data-status", "sending"
    )
    await ada.sees_available(5_000 - CHIP)

    pocket = await ada.sees_result(round_id)
    await ada.sees_available(5_000 - CHIP + (36 * CHIP if pocket == 17 else 0))
    assert ada.crashes == []


@pytest.mark.shares("roulette-eu-2")  # where nobody else sits down
async def test_two_browsers_at_one_table_see_each_other(new_player: Player) -> None:
    ada, ben = await asyncio.gather(new_player("Ada"), new_player("Ben"))
    await asyncio.gather(ada.sign_up(), ben.sign_up())
    await ada.deposit("30")
    await asyncio.gather(*(each.sit_down("Roulette Riviera") for each in (ada, ben)))
    for player in (ada, ben):
        await expect(player.page.get_by_test_id("players")).to_have_text("2")

    round_id = await ada.wait_for_new_round()
    await ada.put_chips("dozen:2")
    await ada.place_bet()
    await expect(ben.page.get_by_test_id("round-bets")).to_have_text("1")
    await expect(ben.page.get_by_test_id("round-stake")).to_have_text("€10.00")  # its least chip

    pockets = await asyncio.gather(ada.sees_result(round_id), ben.sees_result(round_id))
    assert pockets[0] == pockets[1]

    await ben.page.context.close()
    await expect(ada.page.get_by_test_id("players")).to_have_text("1")


async def test_mistakes_are_answered_in_plain_words(new_player: Player) -> None:
    ada = await new_player("Ada")
    assert "don't match" in await ada.fail_to_sign_in("not-the-password")

    await ada.sign_up()
    assert await ada.withdraw("5") == "Your balance is too low for that."
    assert "declined" in await ada.deposit("25", card="declined")
    await ada.sees_available(0)

    await ada.sit_down()
    await ada.wait_for_new_round()
    await ada.put_chips("red")
    await expect(ada.page.get_by_role("alert")).to_have_text("Your balance is too low for that.")


async def test_a_reload_stays_signed_in_and_signing_out_does_not(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.page.reload()
    await ada.sees_connection("Live")
    await ada.page.get_by_role("button", name="Sign out").click()
    await expect(ada.page.get_by_label("Password")).to_be_visible()
    await ada.page.reload()
    await expect(ada.page.get_by_label("Password")).to_be_visible()


async def test_the_layout_can_be_played_with_the_keyboard(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("10")
    await ada.sit_down()
    await ada.wait_for_new_round()
    keyboard = ada.page.keyboard
    await ada.page.locator('[data-spot="straight:17"]').focus()
    await keyboard.press("ArrowRight")
    await keyboard.press("Enter")
    await keyboard.press("ArrowRight")
    await keyboard.press("Space")
    await ada.place_bet()
    await expect(ada.page.locator(".bet-what").first).to_have_text("Split 17-20, Straight 20")
