# Written by `make api` from docs/api. Change the models instead.
"""Every event, told apart by its name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, overload

if TYPE_CHECKING:
    from collections.abc import Callable

    from croupier_client.generated.messages import (
        AccountRestricted,
        AnnouncementMade,
        BetSettled,
        BetsSummary,
        CashOutsSummary,
        ChatMessage,
        ConsoleAct,
        LimitChanged,
        LobbyChanged,
        PresenceChanged,
        RealityCheck,
        RoundCard,
        RoundClosed,
        RoundClosing,
        RoundCorrected,
        RoundOpened,
        RoundPlaying,
        RoundResult,
        RoundSettled,
        RoundVoided,
        SeatLeft,
        SeatTaken,
        SessionClosing,
        TableChanged,
        WalletUpdated,
    )


class _Event(TypedDict):
    type: Literal["event"]
    channel: str
    epoch: str
    seq: int
    at: str


class AccountRestrictedEvent(_Event):
    """The player may not play, pay in or chat any more: by their own wish."""

    event: Literal["account.restricted"]
    data: AccountRestricted


class AnnouncementEvent(_Event):
    """The house tells everybody something."""

    event: Literal["announcement"]
    data: AnnouncementMade


class BetSettledEvent(_Event):
    """What came of a player's bet."""

    event: Literal["bet.settled"]
    data: BetSettled


class BetsSummaryEvent(_Event):
    """How much has been bet on a round so far."""

    event: Literal["bets.summary"]
    data: BetsSummary


class CashOutsSummaryEvent(_Event):
    """How many bets have been cashed out of the round so far, and for how much."""

    event: Literal["cash_outs.summary"]
    data: CashOutsSummary


class ChatMessageEvent(_Event):
    """Somebody said something at the table."""

    event: Literal["chat.message"]
    data: ChatMessage


class ConsoleActEvent(_Event):
    """Something was done at a table; consoles hear of it, players don't."""

    event: Literal["console.act"]
    data: ConsoleAct


class LimitsChangedEvent(_Event):
    """A limit has another value, or a higher one waits to be confirmed."""

    event: Literal["limits.changed"]
    data: LimitChanged


class LobbyChangedEvent(_Event):
    """Some tables have changed; each is told as it is now."""

    event: Literal["lobby.changed"]
    data: LobbyChanged


class PresenceChangedEvent(_Event):
    """How many are at a table."""

    event: Literal["presence.changed"]
    data: PresenceChanged


class RoundCardEvent(_Event):
    """The dealer has dealt a card."""

    event: Literal["round.card"]
    data: RoundCard


class RoundClosedEvent(_Event):
    """No more bets."""

    event: Literal["round.closed"]
    data: RoundClosed


class RoundClosingEvent(_Event):
    """Last bets, please."""

    event: Literal["round.closing"]
    data: RoundClosing


class RoundCorrectedEvent(_Event):
    """A card had been read wrong: these are the ones that were dealt."""

    event: Literal["round.corrected"]
    data: RoundCorrected


class RoundOpenedEvent(_Event):
    """A round takes bets."""

    event: Literal["round.opened"]
    data: RoundOpened


class RoundPlayingEvent(_Event):
    """Players act: the round is on, and how it stands has changed."""

    event: Literal["round.playing"]
    data: RoundPlaying


class RoundResultEvent(_Event):
    """Where the ball fell, and how to check it."""

    event: Literal["round.result"]
    data: RoundResult


class RoundSettledEvent(_Event):
    """Every bet of a round has been paid what it won."""

    event: Literal["round.settled"]
    data: RoundSettled


class RoundVoidedEvent(_Event):
    """A round has no result; every stake is returned."""

    event: Literal["round.voided"]
    data: RoundVoided


class SeatLeftEvent(_Event):
    """Somebody got up."""

    event: Literal["seat.left"]
    data: SeatLeft


class SeatTakenEvent(_Event):
    """Somebody sat down."""

    event: Literal["seat.taken"]
    data: SeatTaken


class SessionClosingEvent(_Event):
    """The house ends this connection, now or in a while."""

    event: Literal["session.closing"]
    data: SessionClosing


class SessionRealityCheckEvent(_Event):
    """How long the player has been playing, and what came of it; it has to be acknowledged."""

    event: Literal["session.reality_check"]
    data: RealityCheck


class TableStatusEvent(_Event):
    """A table is opened, paused, closed, or stands still for maintenance."""

    event: Literal["table.status"]
    data: TableChanged


class WalletUpdatedEvent(_Event):
    """A player's balances have changed."""

    event: Literal["wallet.updated"]
    data: WalletUpdated


ServerEvent: TypeAlias = (
    AccountRestrictedEvent
    | AnnouncementEvent
    | BetSettledEvent
    | BetsSummaryEvent
    | CashOutsSummaryEvent
    | ChatMessageEvent
    | ConsoleActEvent
    | LimitsChangedEvent
    | LobbyChangedEvent
    | PresenceChangedEvent
    | RoundCardEvent
    | RoundClosedEvent
    | RoundClosingEvent
    | RoundCorrectedEvent
    | RoundOpenedEvent
    | RoundPlayingEvent
    | RoundResultEvent
    | RoundSettledEvent
    | RoundVoidedEvent
    | SeatLeftEvent
    | SeatTakenEvent
    | SessionClosingEvent
    | SessionRealityCheckEvent
    | TableStatusEvent
    | WalletUpdatedEvent
)


class EventSource(ABC):
    """Where events can be waited for."""

    @overload
    async def event(
        self, name: Literal["account.restricted"], where: Callable[[AccountRestricted], bool] = ...
    ) -> AccountRestrictedEvent: ...

    @overload
    async def event(
        self, name: Literal["announcement"], where: Callable[[AnnouncementMade], bool] = ...
    ) -> AnnouncementEvent: ...

    @overload
    async def event(
        self, name: Literal["bet.settled"], where: Callable[[BetSettled], bool] = ...
    ) -> BetSettledEvent: ...

    @overload
    async def event(
        self, name: Literal["bets.summary"], where: Callable[[BetsSummary], bool] = ...
    ) -> BetsSummaryEvent: ...

    @overload
    async def event(
        self, name: Literal["cash_outs.summary"], where: Callable[[CashOutsSummary], bool] = ...
    ) -> CashOutsSummaryEvent: ...

    @overload
    async def event(
        self, name: Literal["chat.message"], where: Callable[[ChatMessage], bool] = ...
    ) -> ChatMessageEvent: ...

    @overload
    async def event(
        self, name: Literal["console.act"], where: Callable[[ConsoleAct], bool] = ...
    ) -> ConsoleActEvent: ...

    @overload
    async def event(
        self, name: Literal["limits.changed"], where: Callable[[LimitChanged], bool] = ...
    ) -> LimitsChangedEvent: ...

    @overload
    async def event(
        self, name: Literal["lobby.changed"], where: Callable[[LobbyChanged], bool] = ...
    ) -> LobbyChangedEvent: ...

    @overload
    async def event(
        self, name: Literal["presence.changed"], where: Callable[[PresenceChanged], bool] = ...
    ) -> PresenceChangedEvent: ...

    @overload
    async def event(
        self, name: Literal["round.card"], where: Callable[[RoundCard], bool] = ...
    ) -> RoundCardEvent: ...

    @overload
    async def event(
        self, name: Literal["round.closed"], where: Callable[[RoundClosed], bool] = ...
    ) -> RoundClosedEvent: ...

    @overload
    async def event(
        self, name: Literal["round.closing"], where: Callable[[RoundClosing], bool] = ...
    ) -> RoundClosingEvent: ...

    @overload
    async def event(
        self, name: Literal["round.corrected"], where: Callable[[RoundCorrected], bool] = ...
    ) -> RoundCorrectedEvent: ...

    @overload
    async def event(
        self, name: Literal["round.opened"], where: Callable[[RoundOpened], bool] = ...
    ) -> RoundOpenedEvent: ...

    @overload
    async def event(
        self, name: Literal["round.playing"], where: Callable[[RoundPlaying], bool] = ...
    ) -> RoundPlayingEvent: ...

    @overload
    async def event(
        self, name: Literal["round.result"], where: Callable[[RoundResult], bool] = ...
    ) -> RoundResultEvent: ...

    @overload
    async def event(
        self, name: Literal["round.settled"], where: Callable[[RoundSettled], bool] = ...
    ) -> RoundSettledEvent: ...

    @overload
    async def event(
        self, name: Literal["round.voided"], where: Callable[[RoundVoided], bool] = ...
    ) -> RoundVoidedEvent: ...

    @overload
    async def event(
        self, name: Literal["seat.left"], where: Callable[[SeatLeft], bool] = ...
    ) -> SeatLeftEvent: ...

    @overload
    async def event(
        self, name: Literal["seat.taken"], where: Callable[[SeatTaken], bool] = ...
    ) -> SeatTakenEvent: ...

    @overload
    async def event(
        self, name: Literal["session.closing"], where: Callable[[SessionClosing], bool] = ...
    ) -> SessionClosingEvent: ...

    @overload
    async def event(
        self, name: Literal["session.reality_check"], where: Callable[[RealityCheck], bool] = ...
    ) -> SessionRealityCheckEvent: ...

    @overload
    async def event(
        self, name: Literal["table.status"], where: Callable[[TableChanged], bool] = ...
    ) -> TableStatusEvent: ...

    @overload
    async def event(
        self, name: Literal["wallet.updated"], where: Callable[[WalletUpdated], bool] = ...
    ) -> WalletUpdatedEvent: ...

    async def event(self, name: Any, where: Any = lambda _data: True) -> Any:
        """Return the next event of that name, and pass over what comes before it.

        Parameters
        ----------
        name : str
        where : callable, optional
            Takes an event's data and says whether that is the one.

        Raises
        ------
        RequestRefused
            Where the channel can't be joined any more.
        ConnectionStopped
        """
        return await self._event(name, where)

    @abstractmethod
    async def _event(self, name: str, where: Callable[[Any], bool]) -> Any: ...
