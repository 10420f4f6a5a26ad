# Written by `make api` from docs/api. Change the models instead.
"""Every request of the REST API."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from croupier_client.generated.messages import (
        AnswerChallenge,
        BetAccepted,
        BetOnRound,
        BetPage,
        BetView,
        Challenge,
        ChangePassword,
        ChangeProfile,
        ConfirmAddress,
        Countries,
        DepositRequest,
        DepositView,
        EntryType,
        ExcludeSelf,
        ForgotPassword,
        GameDetails,
        GamePage,
        GameView,
        InstantRoundView,
        KeptAway,
        LogIn,
        PlayerLimitsView,
        PlayerLimitView,
        PlayRound,
        ProfileView,
        Refresh,
        Register,
        Registered,
        Reinstated,
        ResetPassword,
        RotateSeeds,
        RoundPlayed,
        RoundView,
        SeedsRotated,
        SeedsView,
        SetLimit,
        TablePage,
        TableView,
        TakeTimeOut,
        TicketView,
        Tokens,
        TotalsView,
        TransactionPage,
        TransactionView,
        WalletView,
        WithdrawalRequest,
        WithdrawalView,
    )


class RestApi(ABC):
    """Every request, by its name in the API's description."""

    async def answer_challenge(self, body: AnswerChallenge) -> Tokens:
        """Sign in: the second factor.

        `POST /v1/auth/mfa`
        """
        answer: Tokens = await self._call("POST", "/v1/auth/mfa", body=body, is_public=True)
        return answer

    async def change_password(self, body: ChangePassword) -> Tokens | Challenge:
        """Change your password.

        `POST /v1/me/password`
        """
        answer: Tokens | Challenge = await self._call("POST", "/v1/me/password", body=body)
        return answer

    async def change_profile(self, body: ChangeProfile) -> ProfileView:
        """Change your profile.

        `PATCH /v1/me`
        """
        answer: ProfileView = await self._call("PATCH", "/v1/me", body=body)
        return answer

    async def confirm_address(self, body: ConfirmAddress) -> None:
        """Prove your address.

        `POST /v1/auth/confirm`
        """
        await self._call("POST", "/v1/auth/confirm", body=body, is_public=True)

    async def confirm_limit(self, kind: str, period: str) -> PlayerLimitView:
        """Confirm a higher limit.

        `POST /v1/me/limits/{kind}/{period}/confirm`
        """
        answer: PlayerLimitView = await self._call(
            "POST", f"/v1/me/limits/{_part(kind)}/{_part(period)}/confirm"
        )
        return answer

    async def exclude_self(self, body: ExcludeSelf) -> KeptAway:
        """Exclude yourself.

        `POST /v1/me/self-exclusion`
        """
        answer: KeptAway = await self._call("POST", "/v1/me/self-exclusion", body=body)
        return answer

    async def get_bet(self, bet_id: str) -> BetView:
        """One of your bets.

        `GET /v1/bets/{bet_id}`
        """
        answer: BetView = await self._call("GET", f"/v1/bets/{_part(bet_id)}")
        return answer

    async def get_deposit(self, deposit_id: str) -> DepositView:
        """One deposit.

        `GET /v1/payments/deposits/{deposit_id}`
        """
        answer: DepositView = await self._call("GET", f"/v1/payments/deposits/{_part(deposit_id)}")
        return answer

    async def get_game(self, game_id: str) -> GameDetails:
        """One game.

        `GET /v1/games/{game_id}`
        """
        answer: GameDetails = await self._call("GET", f"/v1/games/{_part(game_id)}", is_public=True)
        return answer

    async def get_profile(self) -> ProfileView:
        """Your profile.

        `GET /v1/me`
        """
        answer: ProfileView = await self._call("GET", "/v1/me")
        return answer

    async def get_round(self, round_id: str) -> RoundView | InstantRoundView:
        """Recall a round.

        `GET /v1/rounds/{round_id}`
        """
        answer: RoundView | InstantRoundView = await self._call(
            "GET", f"/v1/rounds/{_part(round_id)}"
        )
        return answer

    async def get_seeds(self) -> SeedsView:
        """The seeds of your next rounds.

        `GET /v1/me/seeds`
        """
        answer: SeedsView = await self._call("GET", "/v1/me/seeds")
        return answer

    async def get_table(self, table_id: str) -> TableView:
        """One live table.

        `GET /v1/tables/{table_id}`
        """
        answer: TableView = await self._call("GET", f"/v1/tables/{_part(table_id)}", is_public=True)
        return answer

    async def get_totals(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        period: Literal["session"] | None = None,
    ) -> TotalsView:
        """What you paid in and out, staked and got back.

        `GET /v1/wallet/totals`
        """
        answer: TotalsView = await self._call(
            "GET", "/v1/wallet/totals", query={"from": from_, "to": to, "period": period}
        )
        return answer

    async def get_wallet(self) -> WalletView:
        """Your balances.

        `GET /v1/wallet`
        """
        answer: WalletView = await self._call("GET", "/v1/wallet")
        return answer

    async def get_withdrawal(self, withdrawal_id: str) -> WithdrawalView:
        """One withdrawal.

        `GET /v1/payments/withdrawals/{withdrawal_id}`
        """
        answer: WithdrawalView = await self._call(
            "GET", f"/v1/payments/withdrawals/{_part(withdrawal_id)}"
        )
        return answer

    async def issue_ticket(self) -> TicketView:
        """Leave to connect.

        `POST /v1/realtime/tickets`
        """
        answer: TicketView = await self._call("POST", "/v1/realtime/tickets")
        return answer

    async def list_bets(
        self,
        *,
        table_id: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> BetPage:
        """Your bets, newest first.

        `GET /v1/bets`
        """
        answer: BetPage = await self._call(
            "GET",
            "/v1/bets",
            query={"table_id": table_id, "from": from_, "to": to, "limit": limit, "cursor": cursor},
        )
        return answer

    async def iterate_bets(
        self,
        *,
        table_id: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[BetView]:
        """Your bets, newest first: all of them, page by page."""
        cursor: str | None = None
        while True:
            page = await self.list_bets(
                table_id=table_id, from_=from_, to=to, limit=limit, cursor=cursor
            )
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return

    async def list_countries(self) -> Countries:
        """Where one can register from.

        `GET /v1/countries`
        """
        answer: Countries = await self._call("GET", "/v1/countries", is_public=True)
        return answer

    async def list_games(
        self,
        *,
        category: str | None = None,
        provider: str | None = None,
        q: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> GamePage:
        """The games on offer.

        `GET /v1/games`
        """
        answer: GamePage = await self._call(
            "GET",
            "/v1/games",
            query={
                "category": category,
                "provider": provider,
                "q": q,
                "limit": limit,
                "cursor": cursor,
            },
            is_public=True,
        )
        return answer

    async def iterate_games(
        self,
        *,
        category: str | None = None,
        provider: str | None = None,
        q: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[GameView]:
        """The games on offer: all of them, page by page."""
        cursor: str | None = None
        while True:
            page = await self.list_games(
                category=category, provider=provider, q=q, limit=limit, cursor=cursor
            )
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return

    async def list_limits(self) -> PlayerLimitsView:
        """Your limits.

        `GET /v1/me/limits`
        """
        answer: PlayerLimitsView = await self._call("GET", "/v1/me/limits")
        return answer

    async def list_tables(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> TablePage:
        """The live tables.

        `GET /v1/tables`
        """
        answer: TablePage = await self._call(
            "GET", "/v1/tables", query={"limit": limit, "cursor": cursor}, is_public=True
        )
        return answer

    async def iterate_tables(self, *, limit: int | None = None) -> AsyncIterator[TableView]:
        """The live tables: all of them, page by page."""
        cursor: str | None = None
        while True:
            page = await self.list_tables(limit=limit, cursor=cursor)
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return

    async def list_transactions(
        self,
        *,
        type: EntryType | None = None,
        from_: str | None = None,
        to: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> TransactionPage:
        """Your history, newest first.

        `GET /v1/wallet/transactions`
        """
        answer: TransactionPage = await self._call(
            "GET",
            "/v1/wallet/transactions",
            query={"type": type, "from": from_, "to": to, "limit": limit, "cursor": cursor},
        )
        return answer

    async def iterate_transactions(
        self,
        *,
        type: EntryType | None = None,
        from_: str | None = None,
        to: str | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[TransactionView]:
        """Your history, newest first: all of them, page by page."""
        cursor: str | None = None
        while True:
            page = await self.list_transactions(
                type=type, from_=from_, to=to, limit=limit, cursor=cursor
            )
            for item in page["items"]:
                yield item
            cursor = page["next_cursor"]
            if cursor is None:
                return

    async def log_in(self, body: LogIn) -> Tokens | Challenge:
        """Sign in.

        `POST /v1/auth/login`
        """
        answer: Tokens | Challenge = await self._call(
            "POST", "/v1/auth/login", body=body, is_public=True
        )
        return answer

    async def log_out(self) -> None:
        """Sign out everywhere.

        `POST /v1/auth/logout`
        """
        await self._call("POST", "/v1/auth/logout")

    async def make_deposit(
        self, body: DepositRequest, *, idempotency_key: str | None = None
    ) -> DepositView:
        """Pay in.

        `POST /v1/payments/deposits`. The key names this attempt: repeated with
        it, it has one effect and one answer. Without one, a new one is made, and kept
        over the client's own repetitions.
        """
        answer: DepositView = await self._call(
            "POST",
            "/v1/payments/deposits",
            body=body,
            idempotency_key=idempotency_key or _new_key(),
        )
        return answer

    async def make_withdrawal(
        self, body: WithdrawalRequest, *, idempotency_key: str | None = None
    ) -> WithdrawalView:
        """Pay out.

        `POST /v1/payments/withdrawals`. The key names this attempt: repeated with
        it, it has one effect and one answer. Without one, a new one is made, and kept
        over the client's own repetitions.
        """
        answer: WithdrawalView = await self._call(
            "POST",
            "/v1/payments/withdrawals",
            body=body,
            idempotency_key=idempotency_key or _new_key(),
        )
        return answer

    async def play_round(
        self, game_id: str, body: PlayRound, *, idempotency_key: str | None = None
    ) -> RoundPlayed:
        """Play a round of an instant game.

        `POST /v1/games/{game_id}/rounds`. The key names this attempt: repeated with
        it, it has one effect and one answer. Without one, a new one is made, and kept
        over the client's own repetitions.
        """
        answer: RoundPlayed = await self._call(
            "POST",
            f"/v1/games/{_part(game_id)}/rounds",
            body=body,
            idempotency_key=idempotency_key or _new_key(),
        )
        return answer

    async def post_bet(self, table_id: str, body: BetOnRound) -> BetAccepted:
        """Bet on a live round.

        `POST /v1/tables/{table_id}/bets`
        """
        answer: BetAccepted = await self._call(
            "POST", f"/v1/tables/{_part(table_id)}/bets", body=body
        )
        return answer

    async def refresh_session(self, body: Refresh) -> Tokens:
        """Stay signed in.

        `POST /v1/auth/refresh`
        """
        answer: Tokens = await self._call("POST", "/v1/auth/refresh", body=body, is_public=True)
        return answer

    async def register(self, body: Register) -> Registered:
        """Open an account.

        `POST /v1/auth/register`
        """
        answer: Registered = await self._call(
            "POST", "/v1/auth/register", body=body, is_public=True
        )
        return answer

    async def reinstate(self) -> Reinstated:
        """Ask to be let back in.

        `POST /v1/me/reinstatement`
        """
        answer: Reinstated = await self._call("POST", "/v1/me/reinstatement")
        return answer

    async def request_reset(self, body: ForgotPassword) -> None:
        """Ask for a code.

        `POST /v1/auth/password/forgot`
        """
        await self._call("POST", "/v1/auth/password/forgot", body=body, is_public=True)

    async def reset_password(self, body: ResetPassword) -> None:
        """Set a new password.

        `POST /v1/auth/password/reset`
        """
        await self._call("POST", "/v1/auth/password/reset", body=body, is_public=True)

    async def rotate_seeds(self, body: RotateSeeds) -> SeedsRotated:
        """Reveal your seeds, use others.

        `POST /v1/me/seeds/rotate`
        """
        answer: SeedsRotated = await self._call("POST", "/v1/me/seeds/rotate", body=body)
        return answer

    async def set_limit(self, kind: str, period: str, body: SetLimit) -> PlayerLimitView:
        """Set one of your limits.

        `PUT /v1/me/limits/{kind}/{period}`
        """
        answer: PlayerLimitView = await self._call(
            "PUT", f"/v1/me/limits/{_part(kind)}/{_part(period)}", body=body
        )
        return answer

    async def take_time_out(self, body: TakeTimeOut) -> KeptAway:
        """Take a time-out.

        `POST /v1/me/time-out`
        """
        answer: KeptAway = await self._call("POST", "/v1/me/time-out", body=body)
        return answer

    @abstractmethod
    async def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        idempotency_key: str | None = None,
        is_public: bool = False,
    ) -> Any: ...


def _part(value: str) -> str:
    return quote(value, safe="")


def _new_key() -> str:
    return secrets.token_hex(16)
