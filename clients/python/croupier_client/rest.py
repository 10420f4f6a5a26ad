"""The platform's REST API for one player: signing in, every request, tickets."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import httpx

from croupier_client.backoff import RETRY_BACKOFF, full_jitter
from croupier_client.errors import RestError, SecondFactorNeeded, TicketDelayed, TicketRefused
from croupier_client.generated.problems import BY_CODE
from croupier_client.generated.rest_api import RestApi
from croupier_client.ticket import Ticket

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from croupier_client.generated.messages import Tokens

_TOO_MANY: Final = httpx.codes.TOO_MANY_REQUESTS
_MAY_PASS: Final = frozenset({502, 503, 504})
# Who is told to stay away for longer is better told so than kept waiting.
_LONGEST_WAIT: Final = 20.0


class RestClient(RestApi):
    """The platform's REST API, for one player.

    Every request has a method, under the name that the API's description gives it. What may safely
    be repeated is, where no answer came or the platform was too busy: reading, what was refused
    before it began, and what moves money, which keeps its idempotency key. An access token that is
    refused is renewed once, whatever it was for.

    Parameters
    ----------
    rest_url : str
        Without a trailing slash; paths are appended to it.
    transport : httpx.AsyncBaseTransport, optional
        Stands in for the network.
    timeout : float
        Seconds to wait for one answer.
    repetitions : int
        How often a request is repeated at most.

    Examples
    --------
    >>> async with RestClient("https://api.example") as rest:  # doctest: +SKIP
    ...     await rest.login("ada@example.com", "a long password")
    ...     wallet = await rest.get_wallet()
    ...     async for bet in rest.iterate_bets(table_id="roulette-eu-1"):
    ...         print(bet["bet_id"], bet["payout"])
    """

    def __init__(
        self,
        rest_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 30.0,
        repetitions: int = 3,
    ) -> None:
        self._http = httpx.AsyncClient(base_url=rest_url, transport=transport, timeout=timeout)
        self._repetitions = repetitions
        self._access_token: str | None = None
        self._refresh_token: str | None = None
        self._renewing = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Open."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def login(self, email: str, password: str) -> None:
        """Sign in; requests from now on are this player's.

        Raises
        ------
        SecondFactorNeeded
            Answer it with `answer_second_factor`.
        RestError
        """
        answer = await self.log_in({"email": email, "password": password})
        if "challenge" in answer:
            raise SecondFactorNeeded(answer["session"])
        self._keep(answer)

    async def answer_second_factor(self, session: str, code: str) -> None:
        """Finish a sign-in with a code of the authenticator app.

        Raises
        ------
        RestError
        """
        self._keep(await self.answer_challenge({"session": session, "code": code}))

    def sign_in(self, access_token: str, refresh_token: str | None = None) -> None:
        """Use tokens that were got in another way."""
        self._access_token = access_token
        self._refresh_token = refresh_token

    async def fetch_ticket(self) -> Ticket:
        """Return a pass for one handshake.

        Raises
        ------
        TicketRefused, TicketDelayed
        httpx.TransportError
        """
        # Not repeated here: whoever connects has pauses of its own.
        answer = await self._authorized("POST", "/v1/realtime/tickets", json={})
        match answer.status_code:
            case httpx.codes.UNAUTHORIZED:
                raise TicketRefused("signed_out")
            case httpx.codes.FORBIDDEN:
                raise TicketRefused("excluded")
        if not answer.is_success:
            raise TicketDelayed(_retry_after(answer))
        granted = answer.json()
        return Ticket(f"{granted['websocket_url']}?ticket={quote(granted['ticket'], safe='')}")

    async def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        idempotency_key: str | None = None,
        is_public: bool = False,
    ) -> Any:
        options: dict[str, Any] = {
            "params": {name: value for name, value in (query or {}).items() if value is not None},
            "headers": {} if idempotency_key is None else {"Idempotency-Key": idempotency_key},
        }
        if body is not None:
            options["json"] = body
        is_repeatable = method == "GET" or idempotency_key is not None
        for attempt in range(self._repetitions + 1):
            is_last = attempt == self._repetitions
            wait = full_jitter(RETRY_BACKOFF, attempt, random.random)
            try:
                answer = await (
                    self._http.request(method, path, **options)
                    if is_public
                    else self._authorized(method, path, **options)
                )
            except httpx.TransportError:
                if is_last or not is_repeatable:
                    raise
            else:
                wait = max(wait, _retry_after(answer))
                may_pass = answer.status_code == _TOO_MANY or (
                    is_repeatable and answer.status_code in _MAY_PASS
                )
                if is_last or not may_pass or wait > _LONGEST_WAIT:
                    return _body(answer)
            await asyncio.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def _authorized(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Make one request as the player, and once more with a fresh token if it must be."""
        used = self._access_token
        answer = await self._with_token(method, path, used, **options)
        if answer.status_code != httpx.codes.UNAUTHORIZED or not await self._renew(used):
            return answer
        return await self._with_token(method, path, self._access_token, **options)

    async def _with_token(
        self, method: str, path: str, token: str | None, **options: Any
    ) -> httpx.Response:
        headers = dict(options.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return await self._http.request(method, path, headers=headers, **options)

    async def _renew(self, refused: str | None) -> bool:
        """Get a fresh token in place of one that was refused, if that has not been done yet."""
        async with self._renewing:
            if self._access_token != refused:
                return True
            if self._refresh_token is None:
                return False
            answer = await self._http.post(
                "/v1/auth/refresh", json={"refresh_token": self._refresh_token}
            )
            if not answer.is_success:
                return False
            tokens = answer.json()
            self.sign_in(tokens["access_token"], tokens.get("refresh_token") or self._refresh_token)
            return True

    def _keep(self, tokens: Tokens) -> None:
        self.sign_in(tokens["access_token"], tokens["refresh_token"])


def _body(answer: httpx.Response) -> Any:
    if answer.is_success:
        return answer.json() if answer.content else None
    try:
        problem = answer.json()
    except ValueError:
        problem = {"detail": answer.text}
    problem = problem if isinstance(problem, dict) else {}
    raise BY_CODE.get(str(problem.get("code")), RestError)(answer.status_code, problem)


def _retry_after(answer: httpx.Response) -> float:
    text = answer.headers.get("Retry-After", "0")
    return float(text) if text.isdecimal() else 0.0
