"""Machines die in the middle of rounds: after each write that there is, in every kind of game.

What has been written stays written, and nobody hears of it. Queues deliver their messages again,
players and dealers ask again, the sweeper proposes anew. In the end the money, the news and the
record are the same as if nothing had happened.
"""

from dataclasses import asdict, replace

import pytest

from casino.games import SeedChain
from casino.tables import Phase, TableStatus
from casino.tables.use_cases.change_status import change_status
from tests.integration.tables.conftest import Floor
from tests.support.blackjack import BlackjackFloor, on, splittable
from tests.support.crash import BY_HAND, CRASH_TABLE, CrashFloor, at
from tests.support.dealing import OLA, DealerFloor
from tests.support.moto_cloud import start_anew
from tests.support.power import power

# Its first round of crash flies beyond 1.20.
CHAIN = SeedChain(f"{3:064x}", length=20)
PLAYERS = ("ann", "ben")
# More than any round needs, and fewer than forever.
MOVES = 20
RED = {"type": "red", "amount": 500}
BLACK = {"type": "black", "amount": 300}
STRAIGHT = {"type": "straight", "selection": [17], "amount": 100}


def advance_to(phase, floor, supply):
    for _ in range(MOVES):
        if floor.round is not None and floor.round.phase is phase:
            return
        supply.surely(floor.proposal())
    raise AssertionError(f"the round does not come to {phase}")


def run_out(floor, supply):
    """Let queues and the sweeper do what is left to be done."""
    for _ in range(MOVES):
        if not floor.table.next_at or floor.round.phase is Phase.SETTLED:
            return
        for settlement in floor.settlements():
            supply.surely(settlement)
        supply.surely(floor.proposal())
    raise AssertionError("the round does not end")


def drawn(floor, supply):
    advance_to(Phase.OPEN, floor, supply)
    supply.surely(lambda: floor.bet("ann", "a", RED))
    supply.surely(lambda: floor.bet("ben", "b", BLACK, STRAIGHT))


def voided(floor, supply):
    drawn(floor, supply)
    maintenance = TableStatus.MAINTENANCE
    supply.surely(lambda: change_status(floor.parts, floor.table_id, maintenance, by=OLA))


def dealt_by_hand(floor, supply):
    supply.surely(lambda: floor.open(1))
    supply.surely(lambda: floor.bet("ann", "a", RED))
    supply.surely(lambda: floor.bet("ben", "b", BLACK, STRAIGHT))
    floor.clock.move(5)
    supply.surely(floor.close)
    supply.surely(lambda: floor.enter(17))


def flown(floor, supply):
    advance_to(Phase.OPEN, floor, supply)
    supply.surely(lambda: floor.bet("ann", "a", BY_HAND))
    supply.surely(lambda: floor.bet("ben", "b", at(110)))
    advance_to(Phase.PLAYING, floor, supply)
    floor.reach(120)
    supply.surely(lambda: floor.cash_out("ann", "a"))
    floor.clock.now = floor.ends_at


def decided(floor, supply):
    advance_to(Phase.OPEN, floor, supply)
    supply.surely(lambda: floor.sit("ann", 1))
    supply.surely(lambda: floor.bet("ann", "a", on(1)))
    advance_to(Phase.PLAYING, floor, supply)
    for choice, hand in (("split", 1), ("double", 1), ("stand", 2)):
        turn = floor.play.turn_of(1)
        supply.surely(lambda: floor.decide("ann", 1, choice, hand, turn=turn))  # noqa: B023


def at_roulette():
    floor = with_players(Floor())
    floor.shuffle(CHAIN)
    return floor


def at_a_dealers_table():
    return with_players(DealerFloor())


def at_crash():
    floor = with_players(CrashFloor(CRASH_TABLE))
    floor.shuffle(CHAIN)
    return floor


def at_blackjack():
    floor = BlackjackFloor()
    floor.stack(splittable, [1])
    return floor


def with_players(floor):
    for player in PLAYERS:
        floor.seat(player, 0)
        floor.give(player, 10_000)
    return floor


SCENES = {
    "drawn": (at_roulette, drawn),
    "voided": (at_roulette, voided),
    "dealt by hand": (at_a_dealers_table, dealt_by_hand),
    "flown": (at_crash, flown),
    "decided": (at_blackjack, decided),
}


def played(setting, script, cut_after):
    """Play a round to its end; return how many writes it took, and all that is left of it."""
    start_anew()
    floor = setting()
    with power(cut_after) as supply:
        script(floor, supply)
        run_out(floor, supply)
    return supply.writes, traces(floor)


def traces(floor):
    told = {
        channel: [(event.seq, event.name, event.data) for event in floor.events(channel)]
        for channel in (f"table:{floor.table_id}", *(f"player:{each}" for each in PLAYERS))
    }
    return {
        "round": asdict(floor.round),
        "status": floor.table.status,
        "results": floor.table.last_results,
        # A win whose settlement got lost is paid when the sweeper asks for it again: later.
        "wallets": [replace(floor.ledger.wallet(each), updated_at="") for each in PLAYERS],
        "entries": [
            replace(entry, posted_at="")
            for each in PLAYERS
            for entry in floor.ledger.statement(each, limit=100).items
        ],
        "told": told,
        "acts": [act.kind for act in floor.acts.page(floor.table_id, 100).items],
        "faults": floor.faults(),
    }


@pytest.mark.parametrize("scene", SCENES)
def test_a_machine_that_dies_after_any_write_changes_nothing_of_what_comes_of_the_round(scene):
    writes, undisturbed = played(*SCENES[scene], cut_after=None)
    assert undisturbed["faults"] == []
    for cut_after in range(1, writes + 1):
        _, disturbed = played(*SCENES[scene], cut_after)
        assert {"cut_after": cut_after} | disturbed == {"cut_after": cut_after} | undisturbed
