"""A round of each game that is played at tables beside roulette, in a real browser."""

import re

from playwright.async_api import expect

from tests.browser.conftest import Player
from tests.browser.player_page import CRASH_ROUND_MS
from tests.support.patience import PATIENCE

CHIP = 100  # the chip that is selected at first, in cents; 1,000 at the blackjack table
SEAT = 4
TIMES = "\N{MULTIPLICATION SIGN}"


async def test_a_round_of_baccarat_pays_what_the_page_says(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("20")
    await ada.sit_down("Baccarat Macau")

    # One of the three wins, whatever the cards are; on a tie the two others come back.
    round_id = await ada.wait_for_new_round()
    await ada.put_chips("player", "banker", "tie")
    await ada.place_bet()
    await ada.sees_available(2_000 - 3 * CHIP)
    winner = (await ada.sees_round_end(round_id)).split()[0]
    payout = {"P": 200, "B": 195, "T": 900 + 200}[winner]
    await ada.sees_available(2_000 - 3 * CHIP + payout)

    totals = [
        int(await ada.page.get_by_test_id(f"total-{hand}").inner_text())
        for hand in ("Player", "Banker")
    ]
    assert {"P": totals[0] > totals[1], "B": totals[0] < totals[1], "T": totals[0] == totals[1]}[
        winner
    ]
    await expect(ada.page.get_by_test_id("returned")).to_have_class(
        re.compile("returned-win" if winner == "T" else "^returned$")
    )
    await expect(ada.page.get_by_test_id("verdict")).to_have_text("✓ verified")
    assert ada.crashes == []


async def test_crash_pays_a_target_that_was_reached(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("20")
    await ada.sit_down("Crash Sliema")
    round_id = await ada.wait_for_new_round(CRASH_ROUND_MS)
    await ada.put_chips("crash")
    await ada.page.get_by_label("Get out by itself at").fill("1.50")
    await ada.place_bet()
    await expect(ada.page.locator(".bet-what").first).to_have_text(f"Out at 1.50{TIMES}")

    broke_at = float((await ada.sees_round_end(round_id, CRASH_ROUND_MS)).rstrip(TIMES))
    await ada.sees_available(2_000 - CHIP + (150 if broke_at >= 1.5 else 0))
    returned = await ada.sees_returned()
    assert returned.endswith("You won €0.50" if broke_at >= 1.5 else "No return on €1.00")
    # One win, one wording: beside the bet stands the same sum as over the table.
    await expect(ada.page.locator("[data-bet] .bet-status").first).to_have_text(
        "Won €0.50" if broke_at >= 1.5 else "Lost"
    )
    await expect(ada.page.get_by_test_id("verdict")).to_have_text("✓ verified")
    assert ada.crashes == []


async def test_a_player_gets_out_of_crash_by_hand(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    await ada.deposit("20")
    await ada.sit_down("Crash Sliema")
    payout, staked = None, 0
    while payout is None:  # One round in a few breaks before anybody can press the button.
        await ada.wait_for_new_round(CRASH_ROUND_MS)
        await ada.put_chips("crash")
        await ada.place_bet()
        staked += CHIP
        payout = await ada.get_out()
    assert payout > CHIP
    await ada.sees_available(2_000 - staked + payout)
    await expect(ada.page.get_by_test_id("cash-outs")).to_contain_text("1 out")


async def test_a_hand_of_blackjack_is_decided_and_paid(new_player: Player) -> None:
    ada, ben = await new_player("Ada"), await new_player("Ben")
    await ada.sign_up()
    await ben.sign_up()
    await ada.deposit("50")
    await ada.sit_down("Blackjack Gozo")
    await ben.sit_down("Blackjack Gozo")
    await ada.take_seat(SEAT)
    await expect(ben.page.get_by_role("region", name=f"Seat {SEAT}, taken")).to_be_visible()

    await ada.wait_for_new_round()
    await ada.put_chips(f"seat:{SEAT}")
    await ada.place_bet()
    await ada.stand_until_the_end()
    hand = f'[data-seat="{SEAT}"] .seat-hand'
    await expect(ada.page.locator(hand)).to_have_attribute(
        "data-result", re.compile("blackjack|win|push|lose")
    )
    result = str(await ada.page.locator(hand).get_attribute("data-result"))
    # Who watches sees the same hand, and has nothing to decide about it.
    await expect(ben.page.locator(hand)).to_have_attribute("data-result", result)
    await expect(ben.page.get_by_test_id("decisions")).to_have_count(0)
    returned = {"blackjack": 2_500, "win": 2_000, "push": 1_000, "lose": 0}[result]
    await ada.sees_available(5_000 - 1_000 + returned)
    assert ada.crashes == ben.crashes == []


async def test_players_chat_at_a_table(new_player: Player) -> None:
    ada, ben = await new_player("Ada"), await new_player("Ben")
    await ada.sign_up()
    await ben.sign_up()
    await ada.sit_down("Baccarat Cotai")
    await ben.sit_down("Baccarat Cotai")
    await ada.says("Good luck, everybody")
    for player in (ada, ben):
        said = re.compile(r"^\s*Ada\s+#\w{5}\s+Good luck, everybody\s*$")
        await expect(player.page.get_by_role("log")).to_have_text(said)


async def test_the_lobby_follows_the_tables_without_being_asked(new_player: Player) -> None:
    ada = await new_player("Ada")
    await ada.sign_up()
    card = ada.page.get_by_role("link", name="Roulette Reno")
    await expect(card).to_contain_text("American Roulette")
    for phase in ("Place your bets", "Result", "Place your bets"):
        await expect(card).to_contain_text(phase, timeout=45_000 * PATIENCE)
