# Written by `make api` from docs/api. Change the models instead.
"""Every request, with what it carries and what it is answered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from croupier_client.generated.messages import (
        ActDone,
        AskCorrection,
        AskVoid,
        BetAccepted,
        BetView,
        CashedOut,
        CashOut,
        CloseRound,
        DecideAct,
        DecideHand,
        EnterCard,
        EnterOutcome,
        GetBet,
        HandDecided,
        Hello,
        History,
        JoinChannel,
        JoinConsole,
        Joined,
        JoinTable,
        LeaveChannel,
        LeaveTable,
        NameSeat,
        NameTable,
        Nothing,
        OpenRound,
        PlaceBet,
        Pong,
        ReadHistory,
        SeatsView,
        SendChat,
    )


class Requester(ABC):
    """Whoever can ask the server for something."""

    @overload
    async def request(self, action: Literal["bet.cash_out"], data: CashOut) -> CashedOut: ...

    @overload
    async def request(self, action: Literal["bet.get"], data: GetBet) -> BetView: ...

    @overload
    async def request(self, action: Literal["bet.place"], data: PlaceBet) -> BetAccepted: ...

    @overload
    async def request(
        self, action: Literal["blackjack.decide"], data: DecideHand
    ) -> HandDecided: ...

    @overload
    async def request(self, action: Literal["channel.history"], data: ReadHistory) -> History: ...

    @overload
    async def request(self, action: Literal["channel.join"], data: JoinChannel) -> Joined: ...

    @overload
    async def request(self, action: Literal["channel.leave"], data: LeaveChannel) -> Nothing: ...

    @overload
    async def request(self, action: Literal["chat.send"], data: SendChat) -> Nothing: ...

    @overload
    async def request(self, action: Literal["dealer.approve"], data: DecideAct) -> ActDone: ...

    @overload
    async def request(self, action: Literal["dealer.card"], data: EnterCard) -> ActDone: ...

    @overload
    async def request(self, action: Literal["dealer.close"], data: CloseRound) -> ActDone: ...

    @overload
    async def request(self, action: Literal["dealer.correct"], data: AskCorrection) -> ActDone: ...

    @overload
    async def request(self, action: Literal["dealer.join"], data: JoinConsole) -> Joined: ...

    @overload
    async def request(self, action: Literal["dealer.open"], data: OpenRound) -> ActDone: ...

    @overload
    async def request(self, action: Literal["dealer.outcome"], data: EnterOutcome) -> ActDone: ...

    @overload
    async def request(self, action: Literal["dealer.refuse"], data: DecideAct) -> ActDone: ...

    @overload
    async def request(self, action: Literal["dealer.void"], data: AskVoid) -> ActDone: ...

    @overload
    async def request(self, action: Literal["ping"], data: Nothing) -> Pong: ...

    @overload
    async def request(self, action: Literal["seat.leave"], data: NameSeat) -> SeatsView: ...

    @overload
    async def request(self, action: Literal["seat.list"], data: NameTable) -> SeatsView: ...

    @overload
    async def request(self, action: Literal["seat.take"], data: NameSeat) -> SeatsView: ...

    @overload
    async def request(self, action: Literal["session.acknowledge"], data: Nothing) -> Nothing: ...

    @overload
    async def request(self, action: Literal["session.hello"], data: Nothing) -> Hello: ...

    @overload
    async def request(self, action: Literal["table.join"], data: JoinTable) -> Joined: ...

    @overload
    async def request(self, action: Literal["table.leave"], data: LeaveTable) -> Nothing: ...

    async def request(self, action: Any, data: Any) -> Any:
        """Make one request over the present connection; fails if there is none.

        Raises
        ------
        RequestRefused, RequestTimeout, ConnectionLost
        """
        return await self._request(action, data)

    @abstractmethod
    async def _request(self, action: str, data: Mapping[str, Any]) -> Any: ...

    @overload
    async def request_until_answered(
        self, action: Literal["bet.cash_out"], data: CashOut
    ) -> CashedOut: ...

    @overload
    async def request_until_answered(self, action: Literal["bet.get"], data: GetBet) -> BetView: ...

    @overload
    async def request_until_answered(
        self, action: Literal["bet.place"], data: PlaceBet
    ) -> BetAccepted: ...

    @overload
    async def request_until_answered(
        self, action: Literal["blackjack.decide"], data: DecideHand
    ) -> HandDecided: ...

    @overload
    async def request_until_answered(
        self, action: Literal["channel.history"], data: ReadHistory
    ) -> History: ...

    @overload
    async def request_until_answered(
        self, action: Literal["channel.join"], data: JoinChannel
    ) -> Joined: ...

    @overload
    async def request_until_answered(
        self, action: Literal["channel.leave"], data: LeaveChannel
    ) -> Nothing: ...

    @overload
    async def request_until_answered(
        self, action: Literal["chat.send"], data: SendChat
    ) -> Nothing: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.approve"], data: DecideAct
    ) -> ActDone: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.card"], data: EnterCard
    ) -> ActDone: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.close"], data: CloseRound
    ) -> ActDone: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.correct"], data: AskCorrection
    ) -> ActDone: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.join"], data: JoinConsole
    ) -> Joined: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.open"], data: OpenRound
    ) -> ActDone: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.outcome"], data: EnterOutcome
    ) -> ActDone: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.refuse"], data: DecideAct
    ) -> ActDone: ...

    @overload
    async def request_until_answered(
        self, action: Literal["dealer.void"], data: AskVoid
    ) -> ActDone: ...

    @overload
    async def request_until_answered(self, action: Literal["ping"], data: Nothing) -> Pong: ...

    @overload
    async def request_until_answered(
        self, action: Literal["seat.leave"], data: NameSeat
    ) -> SeatsView: ...

    @overload
    async def request_until_answered(
        self, action: Literal["seat.list"], data: NameTable
    ) -> SeatsView: ...

    @overload
    async def request_until_answered(
        self, action: Literal["seat.take"], data: NameSeat
    ) -> SeatsView: ...

    @overload
    async def request_until_answered(
        self, action: Literal["session.acknowledge"], data: Nothing
    ) -> Nothing: ...

    @overload
    async def request_until_answered(
        self, action: Literal["session.hello"], data: Nothing
    ) -> Hello: ...

    @overload
    async def request_until_answered(
        self, action: Literal["table.join"], data: JoinTable
    ) -> Joined: ...

    @overload
    async def request_until_answered(
        self, action: Literal["table.leave"], data: LeaveTable
    ) -> Nothing: ...

    async def request_until_answered(self, action: Any, data: Any) -> Any:
        """Repeat a request, unchanged, over as many connections as it takes.

        Only for requests that carry their own id and may therefore safely arrive twice.

        Raises
        ------
        RequestRefused, ConnectionStopped
        """
        return await self._request_until_answered(action, data)

    @abstractmethod
    async def _request_until_answered(self, action: str, data: Mapping[str, Any]) -> Any: ...
