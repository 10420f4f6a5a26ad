"""The games that are played alone, and the check of their rounds, in a real browser."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Player
from tests.browser.instant_page import InstantPage

STAKE = 100  # what the page proposes, in cents


async def test_a_round_of_dice_from_the_deposit_to_its_proof(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    assert await ada.deposit("20") == "€20.00 was added to your balance."
    game = InstantPage(ada)
    await game.choose("Dice")
    await expect(ada.page.get_by_test_id("rtp")).to_have_text("99 %")
    shown = await game.play("Roll")
    await ada.sees_available(2_000 - STAKE + shown.payout)

    # The house's seed is still sealed, so the round can't be checked yet.
    await game.check_last_round()
    await game.sees_verdict("open")
    await expect(ada.page.locator(".proof")).to_contain_text("still sealed")
    await ada.page.get_by_role("link", name="To your seeds").click()
    await game.change_seeds("my own words")

    await game.check_last_round()
    await game.sees_verdict("verified")
    played = await game.recalled()
    assert (played["round_id"], played["payout"]) == (shown.round_id, shown.payout)
    played["outcome"]["roll"] = (played["outcome"]["roll"] + 1) % 10_000
    await game.paste(played)
    await game.sees_verdict("broken")
    assert ada.crashes == []


@pytest.mark.parametrize(
    ("name", "button"), [("Limbo", "Play"), ("Grand Harbour", "Spin"), ("Lucky Lemons", "Spin")]
)
async def test_rounds_are_paid_as_the_page_says(new_player: Player, name: str, button: str) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("20")
    game = InstantPage(ada)
    await game.choose(name)
    balance = 2_000
    for _ in range(3):
        shown = await game.play(button)
        balance += shown.payout - STAKE
        await ada.sees_available(balance)
        returned = ada.page.get_by_test_id("returned")
        celebrated = re.compile("returned-win")
        if shown.payout > STAKE:
            await expect(returned).to_have_class(celebrated)
        else:
            await expect(returned).not_to_have_class(celebrated)
    await expect(ada.page.locator(".recent")).to_have_count(3)
    await game.change_seeds("seven bells")
    await game.check_last_round()
    await game.sees_verdict("verified")
    assert ada.crashes == []


async def test_a_round_whose_answer_was_lost_is_played_once(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("20")
    game = InstantPage(ada)
    await game.choose("Dice")
    await game.lose_the_next_answer()
    asking_again = ada.page.get_by_text("Asking again for the same round")
    _, shown = await asyncio.gather(asking_again.wait_for(), game.play("Roll"))
    await ada.sees_available(2_000 - STAKE + shown.payout)
    bets = [line for line in await ada.history() if line["type"] == "bet"]
    assert [line["amount"] for line in bets] == [-STAKE]


async def test_a_round_is_still_known_after_a_reload_without_its_answer(
    new_player: Player,
) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("20")
    game = InstantPage(ada)
    await game.choose("Limbo")
    await game.lose_the_next_answer()
    await ada.page.get_by_role("button", name="Play", exact=True).click()
    await expect(ada.page.get_by_text("Asking again for the same round")).to_be_visible()
    await ada.page.reload()
    shown = await game.last_round()
    await ada.sees_available(2_000 - STAKE + shown.payout)
    bets = [line for line in await ada.history() if line["type"] == "bet"]
    assert [line["amount"] for line in bets] == [-STAKE]


async def test_what_cant_be_played_is_said_before_it_is_asked_for(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    game = InstantPage(ada)
    await game.choose("Grand Harbour")
    await expect(ada.page.get_by_text("Your balance is below this stake.")).to_be_visible()
    assert not await game.can_play("Spin")
    await game.stake("0.25")
    await expect(ada.page.get_by_text("Stakes are multiples of €0.20.")).to_be_visible()
    await game.stake("1000")
    await expect(ada.page.get_by_text("Stakes are from €0.20 to €100.00.")).to_be_visible()


async def test_a_round_can_be_checked_without_an_account(new_player: Player) -> None:
    ada, ben = await new_player("Ada"), await new_player("Ben")
    await ada.sign_up()
    await ada.deposit("20")
    hers = InstantPage(ada)
    await hers.choose("Lucky Lemons")
    await hers.play("Spin")
    await hers.change_seeds("for Ben to see")
    await hers.check_last_round()
    await hers.sees_verdict("verified")
    played = await hers.recalled()

    await ben.page.get_by_role("link", name="Check a round").click()
    his = InstantPage(ben)
    await his.paste(played)
    await his.sees_verdict("verified")
    await his.paste({**played, "payout": played["payout"] + 1})
    await his.sees_verdict("broken")
    await his.paste("nothing of the kind")
    await expect(ben.page.get_by_role("alert")).to_contain_text("A round is a JSON object")
    assert ben.crashes == []
