"""How the round clock fares beside a crowd that chats.

One table's clock goes on by its own code, as fast as it can, while speakers chat at the table at a
steady rate: through the channel's inbox, as they do here, and then as they would if each of them
numbered what they say. When each of it happens is simulated (`virtual_time`), so the figures are
those of the design: on a few cores, a crowd waits for the machine and seldom conflicts.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import Any, Final

from benchmarks.live_rounds import add_table, make_ready
from benchmarks.report import Bar, Section
from benchmarks.virtual_time import Simulation
from casino.channels.model import Draft, table_channel
from casino.channels.use_cases.number_inbox import number_inbox
from casino.chat.messages import ChatMessage
from casino.parts import at_start
from casino.shared.aws import client
from casino.shared.clock import to_rfc3339, utc_now
from casino.shared.errors import Contention
from casino.shared.ids import new_id
from casino.tables.use_cases.advance_round import advance_round
from scripts.progress import step
from tests.support.parts import others

CHATS_A_SECOND: Final = 300
SECONDS: Final = 10
SPEAKERS: Final = 24
# Lambda looks at a shard of a stream this often.
RELAY_SECONDS: Final = 0.25

Say = Callable[[str, Draft], None]


@dataclass(slots=True)
class _Crowd:
    """What became of the speakers' messages, and whether they are still at it."""

    said: int = 0
    refused: int = 0
    is_over: bool = False


class _Counted:
    """A client that counts the transactions it is asked for."""

    def __init__(self, dynamodb: Any) -> None:
        self._dynamodb = dynamodb
        self.transactions = 0

    def transact_write_items(self, **request: Any) -> Any:
        self.transactions += 1
        return self._dynamodb.transact_write_items(**request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dynamodb, name)


class _HurriedClock:
    """A clock by which a table is always due."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self._ahead

    def move(self) -> None:
        """Go on by more than any phase lasts."""
        self._ahead += timedelta(hours=2)


def run() -> list[Section]:
    """Measure the clock alone, beside the inbox, and beside speakers who number their own."""
    rows = []
    for name, say in (("nobody", None), ("the inbox", _leave), ("a number of their own", _number)):
        with step(f"Move a round clock for {SECONDS} s while the crowd uses {name}"):
            rows.append(_measure(name, say))
    ours, theirs = rows[1], rows[2]
    return [
        Section(
            name="chatter",
            title=f"A round clock beside {CHATS_A_SECOND} chats a second at its table",
            columns=(
                "chat by",
                "said a second",
                "refused",
                "unnumbered",
                "moves",
                "met others",
                "given up",
                "p50 ms",
                "p99 ms",
            ),
            rows=rows,
            notes=(
                "A move is one phase of the table: its own items and the channel's end.",
                "Met others: how often a move, of a hundred, had to be made again.",
                "Refused: messages that gave up; given up: moves that did, after four seconds.",
                "Times are simulated: a read takes 5 ms, a write 10, a transaction 20 and 0.5",
                "for each item, which it holds meanwhile. Code and tables are the real ones.",
            ),
            bars=[
                Bar(
                    "a move's p99 beside the inbox, to that beside numbers",
                    ours[8] / theirs[8],
                    0.5,
                ),
                Bar("a move's p99 beside the inbox, ms", ours[8], 300),
                Bar("moves made again beside the inbox, of a hundred", ours[5], 40),
                Bar("moves given up beside the inbox", ours[6], 0),
                Bar("messages refused or lost by the inbox", ours[2] + ours[3], 0),
            ],
        )
    ]


def _measure(name: str, say: Say | None) -> list[Any]:
    table_id = new_id("bench-chatter")
    add_table(table_id)
    make_ready(at_start(), table_id)
    channel, crowd, moves = table_channel(table_id), _Crowd(), _Moves(table_id)
    simulation = Simulation()

    def move() -> None:
        moves.make()
        crowd.is_over = True

    simulation.start(move)
    simulation.start(lambda: _relay(channel, crowd))
    for speaker in range(SPEAKERS if say else 0):
        simulation.start(lambda speaker=speaker: _speak(speaker, channel, say, crowd))
    simulation.run(client("dynamodb"), client("sqs"))
    return [
        name,
        crowd.said / SECONDS,
        crowd.refused,
        len(at_start().inbox.waiting(channel)),
        len(moves.times),
        100 * moves.repeated / len(moves.times),
        moves.given_up,
        1000 * median(moves.times),
        1000 * quantiles(moves.times, n=100)[-1],
    ]


class _Moves:
    """A table's moves, as fast as its clock can make them.

    Attributes
    ----------
    times : list of float
        In seconds.
    repeated, given_up : int
    """

    def __init__(self, table_id: str) -> None:
        self.times: list[float] = []
        self.repeated = 0
        self.given_up = 0
        self._table_id = table_id

    def make(self) -> None:
        """Move the table on until the time is over."""
        clock, counted = _HurriedClock(), _Counted(client("dynamodb"))
        run_by = others(at_start(), clock=clock, dynamodb=counted)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            clock.move()
            started = time.monotonic()
            try:
                moved = advance_round(run_by, self._table_id, None)
            except Contention:
                self.given_up += 1
            else:
                assert moved is not None, "a table that is due did not move"
            self.times.append(time.monotonic() - started)
        self.repeated = counted.transactions - len(self.times)


def _speak(speaker: int, channel: str, say: Say, crowd: _Crowd) -> None:
    """Chat at one speaker's share of the rate."""
    pause = SPEAKERS / CHATS_A_SECOND
    due = time.monotonic() + pause * speaker / SPEAKERS
    while not crowd.is_over:
        time.sleep(due - time.monotonic())
        due += pause
        try:
            say(channel, Draft.of(_message()))
        except Contention:
            crowd.refused += 1
        else:
            crowd.said += 1


def _relay(channel: str, crowd: _Crowd) -> None:
    """Number what waits as the stream's function does, and what is left at the end."""
    is_last = False
    while not is_last:
        time.sleep(RELAY_SECONDS)
        is_last = crowd.is_over
        with suppress(Contention):  # the stream hands it over again
            number_inbox(at_start(), channel)


def _leave(channel: str, draft: Draft) -> None:
    at_start().inbox.leave(channel, draft, utc_now(), source=f"chat#{new_id('msg')}")


def _number(channel: str, draft: Draft) -> None:
    at_start().channel_log.append_once(channel, [draft], utc_now(), source=f"chat#{new_id('msg')}")


def _message() -> ChatMessage:
    return ChatMessage(
        message_id=new_id("msg"),
        player_name="Ada",
        player_tag="bench",
        from_staff=False,
        text="good luck everybody",
        at=to_rfc3339(utc_now()),
    )
