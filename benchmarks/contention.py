"""What becomes of the money when many bets come at once, and how long they take."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import truediv
from statistics import median
from typing import Any, Final

from botocore.config import Config

from benchmarks.contenders.contender import Busy, Contender, NoFunds
from benchmarks.contenders.croupier import Croupier
from benchmarks.contenders.naive_wallet import NaiveWallet
from benchmarks.contenders.powertools_idempotency import PowertoolsIdempotency
from benchmarks.live_rounds import open_round
from benchmarks.meter import Meter
from benchmarks.players import open_account
from benchmarks.report import Bar, Section
from casino.shared.aws import make_client
from casino.shared.ids import new_id
from casino.wallet import Ledger
from scripts.progress import step
from tests.support.books import imbalances
from tests.support.tables import TABLE_NAMES

BETS: Final = 96
RACES: Final = 3
STAKE: Final = 100
CROWD: Final = 64
PARALLEL: Final = (1, 8, CROWD)

_TABLE_ID: Final = "bench-contention"
_WALLETS: Final = TABLE_NAMES["WALLET_TABLE"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one contender fared in all races of one case.

    Attributes
    ----------
    contender : str
    prefixes : tuple of str
        What its players' names begin with, race by race.
    answers : Counter of str
        By kind: ``accepted``, ``replayed``, ``no funds``, ``busy``.
    twice : int
        How many bets were accepted more than once.
    retries : int
    seconds : tuple of float
        Race by race.
    created : int
        Money that the wallets hold beyond what was paid in less the accepted stakes; negative for
        money that is gone.
    unrecorded : int
        What the wallets hold beyond the sum of their entries.
    overspent : int
        Accepted stakes beyond what was paid in.
    """

    contender: str
    prefixes: tuple[str, ...]
    answers: Counter[str]
    twice: int
    retries: int
    seconds: tuple[float, ...]
    created: int
    unrecorded: int
    overspent: int

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.contender,
            self.prefixes + other.prefixes,
            self.answers + other.answers,
            self.twice + other.twice,
            self.retries + other.retries,
            self.seconds + other.seconds,
            self.created + other.created,
            self.unrecorded + other.unrecorded,
            self.overspent + other.overspent,
        )

    def faults(self, found: Sequence[str]) -> int:
        """Return how many of an audit's findings are this contender's in this case."""
        return sum(fault.startswith(self.prefixes) for fault in found)


def run() -> list[Section]:
    """Measure each case with each contender, one after another."""
    dynamodb = _wide_client()
    round_id = open_round(_TABLE_ID)
    PowertoolsIdempotency.create_table(dynamodb)
    tables = TABLE_NAMES["TABLES_TABLE"]
    contenders: list[Contender] = [
        Croupier(dynamodb, _WALLETS, tables, _TABLE_ID, round_id),
        NaiveWallet(dynamodb, _WALLETS, round_id),
        PowertoolsIdempotency(dynamodb, _WALLETS, tables, round_id),
    ]
    with step("Measure one bet of each contender"):
        alone = _alone(dynamodb, contenders)
    cases: dict[str, list[Outcome]] = {}
    for wallets in (1, CROWD):
        for parallel in PARALLEL:
            case = f"{parallel} at once, {wallets} wallet{'s' if wallets > 1 else ''}"
            with step(f"Place {BETS} bets by each contender, {case}"):
                cases[case] = _races(dynamodb, contenders, wallets, parallel)
    with step("Deliver each bet twice at once"):
        twice = _races(dynamodb, contenders, CROWD, CROWD, deliveries=2)
    with step("Audit the whole ledger"):
        wrong = imbalances(dynamodb, _WALLETS)
    return [
        _contention_section(cases, wrong),
        _delivery_section(twice, wrong),
        _alone_section(alone),
    ]


def _races(
    dynamodb: Any,
    contenders: Sequence[Contender],
    wallets: int,
    parallel: int,
    deliveries: int = 1,
) -> list[Outcome]:
    """Let the contenders take turns, so that what disturbs the machine disturbs them alike."""
    turns = [
        [_race(dynamodb, each, wallets, parallel, deliveries) for each in contenders]
        for _ in range(RACES)
    ]
    return [reduce(Outcome.__add__, outcomes) for outcomes in zip(*turns, strict=True)]


def _race(
    dynamodb: Any, contender: Contender, wallets: int, parallel: int, deliveries: int
) -> Outcome:
    """Place bets and count the money afterwards.

    There is money for at most three quarters of the bets; or for each delivery, if there are more
    than one, so that nothing but memory stops a bet from being taken again.
    """
    prefix = new_id("race")
    players = [f"{prefix}-{number}" for number in range(wallets)]
    share = 0.75 if deliveries == 1 else deliveries
    funds = int(STAKE * BETS * share) // wallets
    for player in players:
        open_account(dynamodb, _WALLETS, player, funds)
    bets = [(players[number % wallets], f"{prefix}-bet-{number}") for number in range(BETS)]
    queue = [bet for bet in bets for _ in range(deliveries)]

    def place(bet: tuple[str, str]) -> str:
        try:
            taken = contender.place(*bet, STAKE)
        except NoFunds:
            return "no funds"
        except Busy:
            return "busy"
        return "replayed" if taken.replayed else "accepted"

    attempts = contender.attempts
    with ThreadPoolExecutor(parallel) as threads:
        started = time.perf_counter()
        answers = list(threads.map(place, queue))
        seconds = time.perf_counter() - started
    balances = _balances(dynamodb, players)
    paid_in = funds * wallets
    accepted = Counter(bet for bet, said in zip(queue, answers, strict=True) if said == "accepted")
    stakes = STAKE * accepted.total()
    return Outcome(
        contender=contender.name,
        prefixes=(prefix,),
        answers=Counter(answers),
        twice=sum(times > 1 for times in accepted.values()),
        retries=max(0, contender.attempts - attempts - len(queue)),
        seconds=(seconds,),
        created=balances["wallets"] - (paid_in - stakes),
        unrecorded=balances["wallets"] - balances["entries"],
        overspent=max(0, stakes - paid_in),
    )


def _balances(dynamodb: Any, players: Sequence[str]) -> Counter[str]:
    ledger = Ledger(dynamodb, _WALLETS)
    sums: Counter[str] = Counter()
    for player in players:
        sums["wallets"] += ledger.wallet(player).available
        cursor = None
        while True:
            page = ledger.statement(player, limit=1000, cursor=cursor)
            sums["entries"] += sum(entry.amount for entry in page.items)
            cursor = page.next_cursor
            if cursor is None:
                break
    return sums


def _alone(dynamodb: Any, contenders: Sequence[Contender]) -> list[list[Any]]:
    """Measure bets that nothing disturbs, the contenders taking turns."""
    meter = Meter(dynamodb)
    used = defaultdict(list)
    prefix = new_id("alone")
    open_account(dynamodb, _WALLETS, prefix, STAKE * 1_000)
    for number in range(40):
        for contender in contenders:
            started = time.perf_counter()
            with meter.measuring() as usage:
                contender.place(prefix, f"{contender.name}-{number}", STAKE)
            used[contender.name].append((usage, time.perf_counter() - started))
    return [
        [
            name,
            max(usage.chain for usage, _ in samples),
            max(usage.writes for usage, _ in samples),
            max(usage.reads for usage, _ in samples),
            1000 * median(usage.cpu_seconds for usage, _ in samples),
            1000 * median(seconds for _, seconds in samples),
        ]
        for name, samples in used.items()
    ]


def _contention_section(cases: dict[str, list[Outcome]], wrong: Sequence[str]) -> Section:
    rows = [
        [
            case,
            outcome.contender,
            outcome.answers["accepted"],
            outcome.retries,
            outcome.answers["no funds"],
            outcome.answers["busy"],
            median(outcome.seconds),
            f"{median(map(truediv, outcome.seconds, outcomes[0].seconds)):.1f} x",
            outcome.overspent,
            outcome.created,
            outcome.faults(wrong),
        ]
        for case, outcomes in cases.items()
        for outcome in outcomes
    ]
    ours = [outcomes[0] for outcomes in cases.values()]
    return Section(
        name="contention",
        title=f"Contention: {RACES} times {BETS} bets, money for three quarters of them or fewer",
        columns=(
            "bets",
            "by",
            "accepted",
            "retries",
            "no funds",
            "busy",
            "seconds",
            "to ours",
            "overspent",
            "money made",
            "faults",
        ),
        rows=rows,
        notes=(
            "Seconds: the median race. To ours: beside Croupier's race next to it, median.",
            "Overspent, in cents: accepted stakes beyond what was paid in.",
            "Money made, in cents: what the wallets hold beyond deposits less accepted stakes.",
            "Faults: what an audit of each wallet against its entries finds.",
            "The local cloud holds a transaction's items for 5 ms, and refuses others meanwhile.",
        ),
        bars=[
            Bar("money made or lost by Croupier", sum(abs(each.created) for each in ours), 0),
            Bar("money without a record at Croupier", sum(abs(e.unrecorded) for e in ours), 0),
            Bar("stakes beyond the funds at Croupier", sum(each.overspent for each in ours), 0),
            Bar("faults that the audit finds at Croupier", sum(e.faults(wrong) for e in ours), 0),
        ],
    )


def _delivery_section(twice: Sequence[Outcome], wrong: Sequence[str]) -> Section:
    return Section(
        name="deliveries",
        title=f"{RACES} times {BETS} bets, each delivered twice ({CROWD} at once, {CROWD} wallets)",
        columns=("by", "accepted", "replayed", "busy", "taken twice", "money made", "faults"),
        rows=[
            [
                each.contender,
                each.answers["accepted"],
                each.answers["replayed"],
                each.answers["busy"],
                each.twice,
                each.created,
                each.faults(wrong),
            ]
            for each in twice
        ],
        notes=("A repetition must get the first answer; busy means that it got none.",),
        bars=[
            Bar("bets taken twice by Croupier", twice[0].twice, 0),
            Bar("faults that the audit finds at Croupier", twice[0].faults(wrong), 0),
        ],
    )


def _alone_section(rows: Sequence[Sequence[Any]]) -> Section:
    return Section(
        name="one_bet",
        title="One undisturbed bet, by each contender",
        columns=("by", "trips in a row", "write units", "read units", "CPU ms", "wall ms"),
        rows=rows,
        notes=(
            "The use case alone, without the Lambda handler. All write to the same indexed table.",
        ),
    )


def _wide_client() -> Any:
    """Return a client with a socket for each thread: one Lambda environment has but one bet."""
    return make_client("dynamodb", Config(max_pool_connections=CROWD))
