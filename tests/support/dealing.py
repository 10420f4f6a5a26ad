"""A dealer's table of which every part is real but the clock and the cloud, and its staff."""

from dataclasses import replace
from typing import Any

from casino.parts import Parts
from casino.shared.ids import new_id
from casino.tables.acts import Staff
from casino.tables.dealing import ApprovalRequest, Wish
from casino.tables.model import Phase
from casino.tables.seed import DEALER_TABLE
from casino.tables.use_cases import deal_round, decide_act
from tests.integration.tables.conftest import Floor

EVA = Staff("eva", "dealer")
MAX = Staff("max", "dealer")
OLA = Staff("ola", "operator")

STRAIGHT = {"type": "straight", "selection": [17], "amount": 100}
RED = {"type": "red", "amount": 500}


class DealerFloor(Floor):
    """What Eva does is asked for as a console asks; others may stand in."""

    def __init__(self, game_id: str = DEALER_TABLE.game_id) -> None:
        super().__init__(replace(DEALER_TABLE, game_id=game_id))

    @property
    def console(self) -> tuple[Parts, str]:
        return self.parts, self.table_id

    def open(self, number: int | None = None, by: Staff = EVA) -> Any:
        return deal_round.open_round(*self.console, number, by=by)

    def close(self, round_id: str | None = None, by: Staff = EVA) -> Any:
        return deal_round.close_round(*self.console, round_id or self.round.round_id, by=by)

    def enter(self, pocket: Any = 17, round_id: str | None = None, by: Staff = EVA) -> Any:
        outcome = pocket if isinstance(pocket, dict) else {"pocket": pocket}
        return deal_round.enter_outcome(
            *self.console, round_id or self.round.round_id, outcome, by=by
        )

    def card(self, card: str, position: int, by: Staff = EVA) -> Any:
        return deal_round.enter_card(*self.console, self.round.round_id, card, position, by=by)

    def ask(self, wish: Wish, by: Staff = EVA, round_id: str | None = None, **right: Any) -> Any:
        reason = right.pop("reason", f"I was wrong about this: {wish}")
        request = ApprovalRequest(new_id("act"), wish, by.name, reason, **right)
        return decide_act.ask(*self.console, round_id or self.round.round_id, request, by=by)

    def correct(self, pocket: int, by: Staff = EVA, **more: Any) -> Any:
        return self.ask(Wish.CORRECT, by, outcome={"pocket": pocket}, **more)

    def void(self, by: Staff = EVA, **more: Any) -> Any:
        return self.ask(Wish.VOID, by, **more)

    def decide(self, act_id: str, *, approved: bool = True, by: Staff = MAX) -> Any:
        return decide_act.decide_act(*self.console, act_id, approved=approved, by=by)

    def play_to_close(self) -> None:
        """Open a round, let the least time pass, and close it."""
        self.open()
        self.clock.move(5)
        self.close()

    def finish(self) -> None:
        """Let time pass until nothing comes by itself any more."""
        while self.table.next_at:
            if self.round.phase in (Phase.RESULT, Phase.VOIDED):
                self.settle()
            self.advance()

    def told(self) -> list[tuple[str, Any]]:
        return [(each.name, each.data) for each in self.events(f"table:{self.table_id}")]

    def kinds(self) -> list[str]:
        """Return the kinds of all acts in their order."""
        return [act.kind for act in self.acts.page(self.table_id, 100).items[::-1]]


def dealers_table() -> DealerFloor:
    """Return a table with two players at it, one of whom plays with bonus money."""
    floor = DealerFloor()
    floor.seat("ann", 1_000)
    floor.seat("ben", 300, bonus=700)
    return floor


def bet_on(table: DealerFloor) -> None:
    """Let both players bet, Ann on 17 and Ben on red."""
    table.open()
    table.bet("ann", "a", STRAIGHT)
    table.bet("ben", "b", RED)
    table.clock.move(5)
    table.close()


def cash(table: DealerFloor) -> list[tuple[int, int]]:
    """Return what both players have, in cash and as a bonus."""
    return [(wallet.cash, wallet.bonus) for wallet in map(table.ledger.wallet, ("ann", "ben"))]


def names(table: DealerFloor) -> list[str]:
    """Return the names of all that the table was told."""
    return [name for name, _ in table.told()]
