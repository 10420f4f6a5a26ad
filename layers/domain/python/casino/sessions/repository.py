"""Who may act now, and how often: one item for each player, connection and address.

==================  =====================  =======================================================
item                key                    holds
==================  =====================  =======================================================
a player's session  PLAYER#id, SESSION     ``revoked_before``: what was opened until then has ended;
                                           ``ended_session``: the session that ended it;
                                           ``suspended_until``, ``muted_until``;
                                           ``restricted_until`` and ``bar``: who keeps the player
                                           from chatting;
                                           ``full_at_{kind}``: buckets; ``charged_{kind}``: the
                                           last of what was taken afterwards
a connection        see `Connections`      ``full_at_fault``
an address          ADDRESS#hash, ADDRESS  ``full_at_{kind}``; ``expires_at``
what was noticed    WATCH#subject, WATCH   ``full_at_{kind}``; ``expires_at``
==================  =====================  =======================================================

For a frame or a REST request, taking from a bucket and checking that the session still stands is
the same conditional write: it costs one write and no read. A bet looks at the item with what it
reads anyway, and is taken from its bucket afterwards, by the stream. Ending a session is one write
however many connections there are: from then on each of them is refused, whether or not it could be
closed.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from casino.channels import ConnectionGone, connection_key
from casino.sessions.errors import AccessSuspended, RateLimited, SessionRevoked
from casino.sessions.limits import LIMITS, Kind
from casino.shared.allowance import Allowance
from casino.shared.clock import from_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, from_item, get_item, is_condition_failure, to_item
from casino.shared.errors import Contention
from casino.shared.reading import Key
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from casino.wallet import Bar

# Of addresses, and of what was noticed: longer than any of their buckets takes to fill.
_MEMORY: Final = timedelta(days=1)

# A bucket fills up or stops being full between two attempts at most once in a while.
_ATTEMPTS: Final = 6

_EPOCH: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class _Demand:
    """What else must hold for a taking, and what to say where it does not."""

    condition: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    set_also: str = ""
    check: Callable[[Item], None] = lambda _item: None


class Sessions:
    """Players' sessions and everybody's buckets."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def admit(
        self,
        player_id: str,
        opened_at: int,
        kind: Kind,
        now: datetime,
        *,
        session: str = "-",
        even_suspended: bool = False,
    ) -> Allowance:
        """Let a player do one thing of a kind, and return how many more of it they may do.

        Parameters
        ----------
        opened_at : int
            When what they act through was opened, in milliseconds.
        session : str
            The session's own name, where it is known.
        even_suspended : bool
            Whether it is open to those who are suspended.

        Raises
        ------
        SessionRevoked
        AccessSuspended
        WalletRestricted
            If they may not chat, and this is a line of chat.
        RateLimited
        """
        now_ms = _milliseconds(now)
        chats = kind is Kind.CHAT

        def check(item: Item) -> None:
            _must_stand(item, opened_at, now_ms, session, even_suspended=even_suspended)
            if chats and item.get("restricted_until", 0) > now_ms:
                raise _refusal(item)

        condition = (
            " AND (attribute_not_exists(revoked_before) OR revoked_before < :opened)"
            " AND (attribute_not_exists(ended_session) OR ended_session <> :session)"
        )
        if not even_suspended:
            condition += " AND (attribute_not_exists(suspended_until) OR suspended_until <= :now)"
        if chats:
            condition += " AND (attribute_not_exists(restricted_until) OR restricted_until <= :now)"
        values = {":opened": opened_at, ":session": session}
        demand = _Demand(condition=condition, values=values, check=check)
        return self._take(_session_key(player_id), kind, now_ms, demand)

    def admission(
        self, player_id: str, opened_at: int, kind: Kind, *, session: str = "-"
    ) -> "Admission":
        """Return how to admit a player with one more item in a read that is made anyway."""
        return Admission(self._table, _session_key(player_id), opened_at, kind, session)

    def charge(self, player_id: str, kind: Kind, numbers: Collection[int], now: datetime) -> None:
        """Take from a bucket for what has happened already, even more than is in it.

        Parameters
        ----------
        numbers : collection of int
            The numbers of what has happened, in the order in which it did: what is told of again is
            charged no second time.
        """
        key, now_ms = _session_key(player_id), _milliseconds(now)
        item = get_item(self._client, self._table, key) or {}
        new = [each for each in numbers if each > item.get(f"charged_{kind}", 0)]
        if not new:
            return
        full_at = max(item.get(f"full_at_{kind}", 0), now_ms) + len(new) * LIMITS[kind].interval_ms
        self._set(player_id, {f"full_at_{kind}": full_at, f"charged_{kind}": max(new)})

    def admit_address(self, address: str, kind: Kind, now: datetime) -> None:
        """Let an address do one thing of a kind.

        Raises
        ------
        RateLimited
        """
        self._take_for_a_while(_address_key(address), kind, now)

    def must_admit_address(self, address: str, kind: Kind, now: datetime) -> None:
        """Refuse an address whose bucket is empty, and take nothing from it.

        Raises
        ------
        RateLimited
        """
        item = get_item(self._client, self._table, _address_key(address)) or {}
        full_at, now_ms, limit = item.get(f"full_at_{kind}", 0), _milliseconds(now), LIMITS[kind]
        if limit.after(full_at, now_ms) is None:
            raise RateLimited(limit.allowance(kind, full_at, now_ms))

    def charge_address(self, address: str, kind: Kind, now: datetime) -> None:
        """Take one from an address's bucket for what has happened already, if one is left."""
        with suppress(RateLimited, Contention):
            self.admit_address(address, kind, now)

    def count_fault(self, connection_id: str, now: datetime) -> None:
        """Count a frame that could not be used against the connection that sent it.

        Raises
        ------
        ConnectionGone
        RateLimited
            If that is one too many.
        """

        def check(item: Item) -> None:
            if not item:
                raise ConnectionGone

        demand = _Demand(condition=" AND attribute_exists(pk)", check=check)
        self._take(connection_key(connection_id), Kind.FAULT, _milliseconds(now), demand)

    def count(self, subject: str, kind: Kind, now: datetime) -> None:
        """Count one more of something that was noticed of a subject.

        Raises
        ------
        RateLimited
            If that is one too many.
        """
        self._take_for_a_while({"pk": f"WATCH#{subject}", "sk": "WATCH"}, kind, now)

    def revoke(self, player_id: str, now: datetime, *, session: str | None = None) -> None:
        """End everything that a player has opened until now."""
        self._set(
            player_id,
            {"revoked_before": _milliseconds(now), "ended_session": session},
        )

    def suspend(self, player_id: str, until: datetime) -> None:
        """Keep a player away from realtime until a moment; a past one lets them back in."""
        self._set(player_id, {"suspended_until": _milliseconds(until)})

    def restrict(self, work: UnitOfWork, player_id: str, bar: "Bar | None") -> None:
        """Add to a unit of work what keeps a player from chatting from now on, if anything does.

        It is the wallet's to say; here it is where the write that admits a line of chat sees it.
        """
        expression, values = "REMOVE restricted_until, bar", {}
        if bar:
            expression = "SET restricted_until = :until, bar = :bar"
            # Not a part of a millisecond too early.
            until = -((_EPOCH - from_rfc3339(bar.stands_until)) // timedelta(milliseconds=1))
            values = {":until": until, ":bar": _bar_codec().write(bar)}
        work.update(
            self._table,
            _session_key(player_id),
            expression,
            condition=None,
            values=values,
            otherwise=stale,
        )

    def mute(self, player_id: str, until: datetime) -> None:
        """Let a player say nothing until a moment; a past one lets them speak again."""
        self._set(player_id, {"muted_until": _milliseconds(until)})

    def muted_until(self, player_id: str) -> datetime | None:
        """Return until when a player may say nothing, even if that has passed."""
        item = get_item(self._client, self._table, _session_key(player_id)) or {}
        muted_until = item.get("muted_until")
        return None if muted_until is None else datetime.fromtimestamp(muted_until / 1000, UTC)

    def _set(self, player_id: str, values: Mapping[str, Any]) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        self._client.update_item(
            TableName=self._table,
            Key=to_item(_session_key(player_id)),
            UpdateExpression="SET " + ", ".join(f"{name} = :{name}" for name in given),
            ExpressionAttributeValues=to_item({f":{name}": value for name, value in given.items()}),
        )

    def _take_for_a_while(self, key: Mapping[str, str], kind: Kind, now: datetime) -> None:
        demand = _Demand(
            values={":expires_at": int((now + _MEMORY).timestamp())},
            set_also=", expires_at = :expires_at",
        )
        self._take(key, kind, _milliseconds(now), demand)

    def _take(self, key: Mapping[str, str], kind: Kind, now_ms: int, demand: _Demand) -> Allowance:
        limit = LIMITS[kind]
        full_at = f"full_at_{kind}"
        # A full bucket is the usual case, and needs no look at it first. From one in use a token is
        # taken by adding to it, so a crowd behind one address does not contend: each adds.
        ways = [
            (
                f"{full_at} = :first",
                _full_bucket(full_at),
                {":first": now_ms + limit.interval_ms, ":now": now_ms},
            ),
            (
                f"{full_at} = {full_at} + :one",
                f"({full_at} > :now AND {full_at} <= :last)",
                {":one": limit.interval_ms, ":now": now_ms, ":last": limit.last(now_ms)},
            ),
        ]
        for assignment, bucket, values in islice(cycle(ways), _ATTEMPTS):
            try:
                answer = self._client.update_item(
                    TableName=self._table,
                    Key=to_item(key),
                    UpdateExpression=f"SET {assignment}{demand.set_also}",
                    ConditionExpression=bucket + demand.condition,
                    ExpressionAttributeValues=to_item(values | dict(demand.values)),
                    ReturnValues="UPDATED_NEW",
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                )
            except ClientError as error:
                if not is_condition_failure(error):
                    raise
                old = from_item(error.response.get("Item") or {})  # type: ignore[arg-type]
                demand.check(old)
                seen = old.get(full_at, 0)
                if limit.after(seen, now_ms) is None:
                    raise RateLimited(limit.allowance(kind, seen, now_ms)) from error
            else:
                return limit.allowance(kind, from_item(answer["Attributes"])[full_at], now_ms)
        raise Contention


@dataclass(frozen=True, slots=True)
class Admission:
    """A look at a player's session, beside what is read anyway (`casino.shared.guard.Guard`).

    Attributes
    ----------
    key : dict of str to str
        Where the session's item is.
    kind : Kind
        What the player wants to do.
    session : str
        The session's own name, where it is known.
    """

    table: str
    key: dict[str, str]
    opened_at: int
    kind: Kind
    session: str = "-"

    def wants(self) -> Sequence[Key]:
        """Return where the session is."""
        return [(self.table, self.key)]

    def check(self, items: Sequence[Item | None], now: datetime) -> None:
        """Refuse a player by their session's item, if there is one.

        Raises
        ------
        SessionRevoked, AccessSuspended, RateLimited
        """
        [item] = items
        if item is None:
            return
        now_ms, limit = _milliseconds(now), LIMITS[self.kind]
        _must_stand(item, self.opened_at, now_ms, self.session)
        full_at = item.get(f"full_at_{self.kind}", 0)
        if limit.after(full_at, now_ms) is None:
            raise RateLimited(limit.allowance(self.kind, full_at, now_ms))

    def add(self, work: UnitOfWork) -> None:
        """Add nothing: what was done is charged afterwards, by the events that tell of it."""


def _bar_codec() -> "Codec[Bar]":
    # A handshake does not wait for the wallet's import.
    from casino.wallet import Bar

    return Codec(Bar)


def _refusal(item: Item) -> Exception:
    return _bar_codec().read(item["bar"]).refusal


def _must_stand(
    item: Item, opened_at: int, now_ms: int, session: str = "-", *, even_suspended: bool = False
) -> None:
    if item.get("revoked_before", -1) >= opened_at or item.get("ended_session") == session:
        raise SessionRevoked
    if item.get("suspended_until", 0) > now_ms and not even_suspended:
        raise AccessSuspended


def pseudonym(address: str) -> str:
    """Return a name for an address that tells addresses apart without showing them."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _full_bucket(full_at: str) -> str:
    return f"(attribute_not_exists({full_at}) OR {full_at} <= :now)"


def _address_key(address: str) -> dict[str, str]:
    return {"pk": f"ADDRESS#{pseudonym(address)}", "sk": "ADDRESS"}


def _session_key(player_id: str) -> dict[str, str]:
    return {"pk": f"PLAYER#{player_id}", "sk": "SESSION"}


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
