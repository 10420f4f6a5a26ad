"""What tables, rounds and bets say on the wire."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import Field, TypeAdapter
from typing_extensions import TypeAliasType

from casino.games import CashOutGame, Stake
from casino.shared.messages import BalanceView, EventData, Identifier, Message
from casino.shared.money import MAX_AMOUNT
from casino.tables.acts import Act
from casino.tables.bets import Bet, payout_of, stakes_of
from casino.tables.blackjack_messages import BlackjackOutcomeView, BlackjackPlayView
from casino.tables.instant_bets import InstantBet
from casino.tables.instant_messages import InstantOutcomeView, view_of_outcome
from casino.tables.model import Phase, Round, Table, TableStatus, Turnover
from casino.wallet import EntryType

MAX_STAKES = 64


class StakeMessage(Message):
    """Money on one spot of the layout."""

    type: str = Field(strict=True, max_length=32, examples=["straight"])
    selection: list[Annotated[int, Field(strict=True, ge=0, le=1_000_000)]] | None = Field(
        default=None,
        max_length=6,
        description="What it is on: numbers, an ordinal, a target; none where there is no choice.",
        examples=[[17]],
    )
    # Its lower bound is the table's to state, so that every wrong amount gets the same answer.
    amount: int = Field(strict=True, ge=-MAX_AMOUNT, le=MAX_AMOUNT, examples=[100])


class PlaceBet(Message):
    """Data of `bet.place`."""

    bet_id: Identifier = Field(description="Made by the client, unique for the player.")
    table_id: Identifier
    round_id: Identifier
    stakes: list[StakeMessage] = Field(min_length=1, max_length=MAX_STAKES)


class GetBet(Message):
    """Data of `bet.get`."""

    bet_id: Identifier


class LimitsView(Message):
    """What a table takes, in minor units of the player's currency."""

    min_stake: int
    max_stake: int
    max_bet: int = Field(description="For all stakes of a bet together.")


class FairnessView(Message):
    """How an outcome can be checked."""

    scheme: str
    commitment: str
    client_seed: str
    nonce: int
    server_seed: str | None = Field(description="Null until it is revealed.")


class LinkView(Message):
    """A seed's place in its table's chain: hashed so often, it is the anchor."""

    anchor: str
    position: int
    length: int


class RouletteOutcomeView(Message):
    """Where the ball fell."""

    pocket: int = Field(description="00 of an American wheel is 37.")
    colour: str


class BaccaratOutcomeView(Message):
    """What was dealt: each card as rank and suit, such as `TD` for the ten of diamonds."""

    player: list[str] = Field(description="In the order dealt.")
    banker: list[str] = Field(description="In the order dealt.")
    player_total: int
    banker_total: int
    winner: Literal["player", "banker", "tie"]
    player_pair: bool
    banker_pair: bool


class CrashOutcomeView(Message):
    """Where the multiplier broke."""

    multiplier: int = Field(description="In hundredths: 231 is 2.31 times the stake.")


OutcomeView = TypeAliasType(
    "OutcomeView",
    RouletteOutcomeView | BaccaratOutcomeView | CrashOutcomeView | BlackjackOutcomeView,
)
"""What came of a round, by its game. A union with a name, so that the references name it too."""

AnyOutcomeView = RouletteOutcomeView | BaccaratOutcomeView | CrashOutcomeView | BlackjackOutcomeView

_OUTCOME: Final[TypeAdapter[AnyOutcomeView]] = TypeAdapter(OutcomeView)


class GrowthView(Message):
    """A round in which what bets are worth grows with time."""

    started_at: str = Field(
        description="From then on the multiplier is e^(0.06 t), t in seconds, rounded down to "
        "hundredths."
    )


PlayView = TypeAliasType("PlayView", GrowthView | BlackjackPlayView)
"""How a round is being played, by its game."""

AnyPlayView = GrowthView | BlackjackPlayView

_PLAY: Final[TypeAdapter[AnyPlayView]] = TypeAdapter(PlayView)


class ResultView(Message):
    """One of a table's last results."""

    round_id: str
    number: int
    outcome: OutcomeView


class TotalView(Message):
    """What was bet and paid in one currency."""

    currency: str
    stake: int
    payout: int


class PaidView(Message):
    """What was paid in one currency."""

    currency: str
    payout: int


class TurnoverView(Message):
    """What was bet and paid on a round."""

    bets: int
    currency: str = Field(description="Of the two sums; `totals` has every currency.")
    total_stake: int
    total_payout: int
    totals: list[TotalView]


class TableView(Message):
    """A live table and the round that is on."""

    table_id: str
    game_id: str
    name: str
    status: TableStatus
    currency: str
    limits: LimitsView
    players: int
    dealer: bool = Field(description="Whether a person deals; if not, rounds run by themselves.")
    video_url: str | None = Field(description="Where the table can be seen.")
    phase: Phase | None = Field(description="Null before the first round.")
    round_id: str | None
    number: int | None
    closes_at: str | None = Field(description="From then on no bet is taken.")
    next_at: str | None = Field(description="When the next phase is due.")
    commitment: str | None
    play: PlayView | None = Field(description="How the round is being played, if it is.")
    outcome: OutcomeView | None
    fairness: FairnessView | None
    turnover: TurnoverView | None
    last_results: list[ResultView] = Field(description="Newest first.")
    cards: list[str] = Field(description="Those that a dealer has dealt in this round so far.")
    seats_taken: list[int] | None = Field(
        default=None,
        description="Null in lists, and where there are no seats.",
    )


class RoundView(Message):
    """Everything needed to redraw and verify a round."""

    round_id: str
    table_id: str
    game_id: str
    number: int
    phase: Phase
    opened_at: str
    closes_at: str
    settled_at: str | None = Field(description="When it ended, settled or voided.")
    void_reason: str | None
    paytable: str = Field(description="Which version of what the game pays.")
    play: PlayView | None = Field(description="How it was played, where players act.")
    outcome: OutcomeView | None
    fairness: FairnessView | None = Field(description="Null where a person deals.")
    link: LinkView | None = Field(description="Of its seed in the table's chain of seeds.")
    turnover: TurnoverView


class BetView(Message):
    """A bet's one answer."""

    bet_id: str
    table_id: str | None = Field(description="Null for a round of an instant game.")
    round_id: str
    game_id: str
    status: str = Field(description="accepted, won, lost or void")
    currency: str
    stake: int
    stakes: list[StakeMessage]
    payout: int | None = Field(description="Null until the round is settled for this bet.")
    outcome: OutcomeView | InstantOutcomeView | None
    placed_at: str
    settled_at: str | None


class CashOut(Message):
    """Data of `bet.cash_out`."""

    bet_id: Identifier
    round_id: Identifier


class CashedOut(Message):
    """Answer of `bet.cash_out`."""

    bet_id: str
    status: Literal["cashed_out"]
    round_id: str
    multiplier: int = Field(description="In hundredths: 231 is 2.31 times the stake.")
    payout: int
    currency: str
    balance: BalanceView
    replayed: bool = Field(
        default=False, description="There and true where it had been cashed out before."
    )


class BetAccepted(Message):
    """Answer of `bet.place`."""

    bet_id: str
    status: Literal["accepted"]
    round_id: str
    stake: int = Field(description="Of all stakes together, in minor units.")
    currency: str
    balance: BalanceView
    replayed: bool = Field(
        default=False, description="There and true where this bet had been accepted before."
    )


class RoundOpened(EventData):
    """A round takes bets."""

    event: ClassVar = "round.opened"

    round_id: str
    number: int
    opened_at: str
    closes_at: str = Field(description="From then on no bet is taken.")
    next_at: str
    commitment: str | None = Field(
        description="Null where a person deals; else SHA-256 of the server seed's text, in hex."
    )


class RoundClosing(EventData):
    """Last bets, please."""

    event: ClassVar = "round.closing"

    round_id: str
    closes_at: str
    next_at: str


class RoundClosed(EventData):
    """No more bets."""

    event: ClassVar = "round.closed"

    round_id: str
    next_at: str


class RoundPlaying(EventData):
    """Players act: the round is on, and how it stands has changed."""

    event: ClassVar = "round.playing"

    round_id: str
    play: PlayView | None
    next_at: str | None = Field(description="Null where the end is a secret of the seed.")


class RoundResult(EventData):
    """Where the ball fell, and how to check it."""

    event: ClassVar = "round.result"

    round_id: str
    number: int
    outcome: OutcomeView
    fairness: FairnessView | None = Field(description="Null where a person deals.")
    next_at: str


class RoundSettled(EventData, TurnoverView):
    """Every bet of a round has been paid what it won."""

    event: ClassVar = "round.settled"

    round_id: str
    number: int
    next_at: str


class RoundVoided(EventData):
    """A round has no result; every stake is returned."""

    event: ClassVar = "round.voided"

    round_id: str
    reason: str
    next_at: str


class RoundCard(EventData):
    """The dealer has dealt a card."""

    event: ClassVar = "round.card"

    round_id: str
    card: str = Field(description="Rank and suit: `AS`, `TD`.", examples=["TD"])
    position: int = Field(description="How many were dealt before.")
    next_at: str


class RoundCorrected(EventData):
    """A card had been read wrong: these are the ones that were dealt."""

    event: ClassVar = "round.corrected"

    round_id: str
    cards: list[str]
    next_at: str


class TableChanged(EventData):
    """A table is opened, paused, closed, or stands still for maintenance."""

    event: ClassVar = "table.status"

    status: TableStatus
    reason: str | None = Field(default=None, description="For people; may be left out.")


class ActView(Message):
    """One thing that staff, or the round clock in their place, did at a table."""

    act_id: str
    kind: str = Field(description="`round.opened`, `round.corrected`, `table.status`, …")
    by: str = Field(description="Who did it.")
    role: str = Field(description="dealer, operator or clock")
    round_id: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str | None
    decides: str | None = Field(description="The act that this one approves or refuses.")


class ConsoleAct(EventData, ActView):
    """Something was done at a table; consoles hear of it, players don't."""

    event: ClassVar = "console.act"


class BetsSummary(EventData):
    """How much has been bet on a round so far."""

    event: ClassVar = "bets.summary"

    round_id: str
    bets: int
    currency: str
    total_stake: int
    totals: list[TotalView]


class CashOutsSummary(EventData):
    """How many bets have been cashed out of the round so far, and for how much."""

    event: ClassVar = "cash_outs.summary"

    round_id: str
    cash_outs: int
    currency: str
    total_payout: int
    totals: list[PaidView]


class BetSettled(EventData):
    """What came of a player's bet."""

    event: ClassVar = "bet.settled"

    bet_id: str
    table_id: str
    round_id: str
    stake: int
    payout: int = Field(description="All that came back, the stake included; 0 if it lost.")
    currency: str
    outcome: OutcomeView | None = Field(description="Null if the round was voided.")


def told_of_play(table: Table, current: Round) -> RoundPlaying:
    """Write how a round stands that players act in, with its table as it is now."""
    return RoundPlaying(round_id=current.round_id, play=play_of(current), next_at=_next_at(table))


def told_of(act: Act) -> ConsoleAct:
    """Write an act as consoles hear of it."""
    return ConsoleAct(
        act_id=act.act_id,
        kind=act.kind,
        by=act.by.name,
        role=act.by.role,
        round_id=act.round_id,
        before=dict(act.before),
        after=dict(act.after),
        reason=act.reason,
        decides=act.decides,
    )


def view_of_table(table: Table, seats_taken: Sequence[int] | None = None) -> TableView:
    """Write a table as clients see it.

    Parameters
    ----------
    table : Table
    seats_taken : sequence of int, optional
        For tables that have seats.
    """
    current = table.round
    return TableView(
        table_id=table.table_id,
        game_id=table.game_id,
        name=table.name,
        status=table.status,
        currency=table.currency,
        limits=LimitsView(
            min_stake=table.limits.min_stake,
            max_stake=table.limits.max_stake,
            max_bet=table.limits.max_bet,
        ),
        players=table.players,
        dealer=table.dealer,
        video_url=table.video_url,
        phase=current.phase if current else None,
        round_id=current.round_id if current else None,
        number=current.number if current else None,
        closes_at=current.closes_at if current else None,
        next_at=_next_at(table),
        commitment=current.fairness.commitment if current and current.fairness else None,
        play=play_of(current) if current else None,
        outcome=outcome_of(current) if current else None,
        fairness=fairness_of(current) if current else None,
        turnover=turnover_of(current.turnover, table.currency) if current else None,
        last_results=[ResultView.model_validate(each) for each in table.last_results],
        cards=list(current.dealing.cards) if current and current.dealing else [],
        seats_taken=None if seats_taken is None else list(seats_taken),
    )


def view_of_round(current: Round, currency: str, revealed: str | None = None) -> RoundView:
    """Write a round as clients see it.

    Parameters
    ----------
    current : Round
    currency : str
    revealed : str, optional
        The seed of its shoe, if that has been revealed since.
    """
    if revealed is not None and current.fairness is not None:
        current = replace(current, fairness=current.fairness.revealed(revealed))
    return RoundView(
        round_id=current.round_id,
        table_id=current.table_id,
        game_id=current.game_id,
        number=current.number,
        phase=current.phase,
        opened_at=current.opened_at,
        closes_at=current.closes_at,
        settled_at=current.settled_at,
        void_reason=current.void_reason,
        paytable=current.game.paytable,
        play=play_of(current),
        outcome=outcome_of(current),
        fairness=fairness_of(current),
        link=LinkView(**asdict(current.link)) if current.link else None,
        turnover=turnover_of(current.turnover, currency),
    )


def view_of_bet(bet: Bet) -> BetView:
    """Write a bet as its player sees it.

    A bet is lost as soon as its round has a result that pays it nothing, and won once it has been
    paid; nothing is written to make it so.
    """
    entry, current = bet.entry, bet.round
    if current is None:
        return _view_of_instant(InstantBet(entry))
    status, payout, settled_at = "accepted", None, None
    if bet.paid_by is not None:
        status = "void" if bet.paid_by.type is EntryType.BET_VOID else "won"
        payout, settled_at = bet.paid_by.amount, bet.paid_by.posted_at
    elif current.phase is Phase.SETTLED and payout_of(entry, current) == 0:
        status, payout, settled_at = "lost", 0, current.settled_at
    return BetView(
        bet_id=entry.key,
        table_id=current.table_id,
        round_id=current.round_id,
        game_id=current.game_id,
        status=status,
        currency=entry.currency,
        stake=-entry.amount,
        stakes=[_stake(each) for each in stakes_of(entry, current)],
        payout=payout,
        outcome=outcome_of(current),
        placed_at=entry.posted_at,
        settled_at=settled_at,
    )


def _view_of_instant(bet: InstantBet) -> BetView:
    return BetView(
        bet_id=bet.entry.key,
        table_id=None,
        round_id=bet.round_id,
        game_id=bet.game_id,
        status="won" if bet.payout else "lost",
        currency=bet.entry.currency,
        stake=bet.stake.amount,
        stakes=[_stake(bet.stake)],
        payout=bet.payout,
        outcome=view_of_outcome(bet.outcome),
        placed_at=bet.entry.posted_at,
        settled_at=bet.entry.posted_at,
    )


def _stake(stake: Stake) -> StakeMessage:
    selection = list(stake.selection) or None
    return StakeMessage(type=stake.type, selection=selection, amount=stake.amount)


def outcome_of(current: Round) -> OutcomeView | None:
    """Write a round's outcome, once it is known."""
    return read_outcome_view(current.outcome) if current.outcome else None


def play_of(current: Round) -> PlayView | None:
    """Write how a round is being played, where players act in it."""
    return _PLAY.validate_python(current.play) if current.play else None


def _next_at(table: Table) -> str | None:
    is_secret = (
        table.round is not None
        and table.round.phase is Phase.PLAYING
        and isinstance(table.round.game, CashOutGame)
    )
    return None if is_secret else table.next_at or None


def read_outcome_view(outcome: object) -> AnyOutcomeView:
    """Write an outcome as clients see it, whichever game's it is."""
    return _OUTCOME.validate_python(outcome)


def fairness_of(current: Round) -> FairnessView | None:
    """Write how a round can be checked, if it is drawn."""
    if current.fairness is None:
        return None
    values: dict[str, Any] = dict(current.fairness.to_wire())
    return FairnessView(**values)


def turnover_of(turnover: Turnover, currency: str) -> TurnoverView:
    """Write what was bet and paid; plain sums in one currency, and all of them."""
    return TurnoverView(
        bets=turnover.bets,
        currency=currency,
        total_stake=turnover.stakes.get(currency, 0),
        total_payout=turnover.payouts.get(currency, 0),
        totals=[
            TotalView(currency=each, stake=stake, payout=turnover.payouts.get(each, 0))
            for each, stake in sorted(turnover.stakes.items())
        ],
    )
