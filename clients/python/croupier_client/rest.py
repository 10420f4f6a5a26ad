"""The little of REST that goes with the WebSocket: signing in, tickets, and plain calls."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from croupier_client.errors import RestError, TicketDelayed, TicketRefused
from croupier_client.ticket import Ticket

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self


class RestClient:
    """The platform's REST API, for one player.

    Parameters
    ----------
    rest_url : str
        Without a trailing slash; paths are appended to it.
    transport : httpx.AsyncBaseTransport, optional
        Stands in for the network.

    Examples
    --------
    >>> async with RestClient("https://api.example") as rest:  # doctest: +SKIP
    ...     await rest.login("ada@example.com", "a long password")
    ...     wallet = await rest.get("/v1/wallet")
    """

    def __init__(
        self,
        rest_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 30.0,
    ) -> None:
        self._http = httpx.AsyncClient(base_url=rest_url, transport=transport, timeout=timeout)
        self._refresh_token: str | None = None

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
        """Sign in; calls from now on are this player's.

        Raises
        ------
        RestError
            `mfa_required` where the account asks for a second factor: answer the challenge of its
            `problem` with `POST /v1/auth/mfa`, then call `sign_in`.
        """
        answer = await self.post("/v1/auth/login", {"email": email, "password": password})
        if "challenge" in answer:
            problem = {"code": "mfa_required", "detail": answer["challenge"], **answer}
            raise RestError(401, problem)
        self.sign_in(answer["access_token"], answer["refresh_token"])

    def sign_in(self, access_token: str, refresh_token: str | None = None) -> None:
        """Use tokens that were got in another way."""
        self._http.headers["Authorization"] = f"Bearer {access_token}"
        self._refresh_token = refresh_token

    async def fetch_ticket(self) -> Ticket:
        """Return a pass for one handshake, with the access token renewed once if it must be.

        Raises
        ------
        TicketRefused, TicketDelayed
        httpx.TransportError
        """
        answer = await self._http.post("/v1/realtime/tickets", json={})
        if answer.status_code == httpx.codes.UNAUTHORIZED and await self._renew():
            answer = await self._http.post("/v1/realtime/tickets", json={})
        match answer.status_code:
            case httpx.codes.UNAUTHORIZED:
                raise TicketRefused("signed_out")
            case httpx.codes.FORBIDDEN:
                raise TicketRefused("excluded")
        if not answer.is_success:
            raise TicketDelayed(_retry_after(answer))
        granted = answer.json()
        return Ticket(f"{granted['websocket_url']}?ticket={quote(granted['ticket'], safe='')}")

    async def get(self, path: str, **query: Any) -> Any:
        """Read something.

        Raises
        ------
        RestError
        """
        return _body(await self._http.get(path, params=query or None))

    async def post(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        money: bool = False,
        idempotency_key: str | None = None,
    ) -> Any:
        """Change something.

        Parameters
        ----------
        path : str
        body : mapping, optional
        money : bool
            Whether it moves money: it gets an idempotency key, so that it happens once.
        idempotency_key : str, optional
            The key to use, where the call may be repeated with it later.

        Raises
        ------
        RestError
        """
        key = idempotency_key or (secrets.token_hex(16) if money else None)
        headers = {"Idempotency-Key": key} if key else {}
        return _body(await self._http.post(path, json=body or {}, headers=headers))

    async def _renew(self) -> bool:
        if self._refresh_token is None:
            return False
        answer = await self._http.post(
            "/v1/auth/refresh", json={"refresh_token": self._refresh_token}
        )
        if not answer.is_success:
            return False
        tokens = answer.json()
        self.sign_in(tokens["access_token"], tokens.get("refresh_token", self._refresh_token))
        return True


def _body(answer: httpx.Response) -> Any:
    if answer.is_success:
        return answer.json() if answer.content else None
    try:
        problem = answer.json()
    except ValueError:
        problem = {"detail": answer.text}
    raise RestError(answer.status_code, problem if isinstance(problem, dict) else {})


def _retry_after(answer: httpx.Response) -> float:
    text = answer.headers.get("Retry-After", "0")
    return float(text) if text.isdecimal() else 0.0
