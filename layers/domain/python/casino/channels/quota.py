"""How much of API Gateway's quota the senders may use, all of them together.

An account has 10,000 requests a second in a region, unless AWS gave it more, and bets, logins and
pushes share them. If a broadcast took them all, players could not bet because others are told of
it. So the senders keep to six tenths, by one item that every sender moves on:

=====================  ====================  ===================================================
item                   key                   holds
=====================  ====================  ===================================================
the senders' quota     QUOTA#push, QUOTA     the moment from which on requests are not yet given
=====================  ====================  ===================================================

Whoever needs n requests moves that moment on by n / rate seconds and starts at where it was: the
generic cell rate algorithm. There are no windows at whose edge two budgets meet, nobody polls, and
a lease costs one or two writes however many requests it is for.
"""

import asyncio
import random
import time
from typing import TYPE_CHECKING, Final, Protocol

from botocore.exceptions import ClientError

from casino.shared.clock import Clock
from casino.shared.dynamodb import from_item, is_condition_failure, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Of what an account may send and receive together.
SENDERS_SHARE: Final = 0.6

# A lone message takes some more along, so that a busy sender doesn't ask for each one. What is left
# after a second is lost: 25 for each environment, which matters only where there is plenty.
_LEAST: Final = 25
_LEASE_SECONDS: Final = 1.0
_SLOWEST: Final = 1 / 16
_MICROSECONDS: Final = 1_000_000


class Quota(Protocol):
    """Leave to send."""

    async def take(self, count: int, seconds: float) -> bool:
        """Wait, for some seconds at most, until so many requests may go; `False` if in vain."""
        ...

    def throttled(self) -> None:
        """Note that API Gateway refused a request for there being too many."""
        ...


class SharedQuota:
    """The quota that all senders of an account share.

    A sender that is throttled although it had leave (others use the account as well) asks for
    twice the time from then on, at most once a second, and returns to its rate by a tenth a second.
    Since everybody starts where the last one ended, that slows down all senders, not only itself.

    Parameters
    ----------
    requests_per_second : float
        The account's quota, of which the senders take their share.
    """

    def __init__(
        self, client: "DynamoDBClient", table: str, clock: Clock, requests_per_second: float
    ) -> None:
        self._client = client
        self._table = table
        self._clock = clock
        self._rate = requests_per_second * SENDERS_SHARE
        self._slowed_to = 1.0
        self._throttled_at = 0.0
        self._left = 0
        self._lost_at = 0.0

    async def take(self, count: int, seconds: float) -> bool:
        """Wait, for some seconds at most, until so many requests may go; `False` if in vain."""
        until = time.monotonic() + seconds
        while not self._take_left(count):
            wanted = max(count, _LEAST)
            patience = max(0.0, until - time.monotonic())
            delay = await asyncio.to_thread(self._reserve, wanted, patience)
            if delay is not None:
                await asyncio.sleep(delay)
                self._left, self._lost_at = wanted - count, time.monotonic() + _LEASE_SECONDS
                return True
            if time.monotonic() >= until:
                return False
            await asyncio.sleep(random.uniform(0, min(0.2, patience)))  # noqa: S311 - jitter
        return True

    def throttled(self) -> None:
        """Note that API Gateway refused a request for there being too many."""
        now = time.monotonic()
        if now - self._throttled_at >= 1:
            self._slowed_to = max(_SLOWEST, self._speed(now) / 2)
            self._throttled_at = now

    def _speed(self, now: float) -> float:
        recovered: float = 1.1 ** min(60.0, now - self._throttled_at)
        return min(1.0, self._slowed_to * recovered)

    def _take_left(self, count: int) -> bool:
        if self._left < count or time.monotonic() >= self._lost_at:
            return False
        self._left -= count
        return True

    def _reserve(self, count: int, patience: float) -> float | None:
        """Return how long to wait until so many requests may go, or `None` if too long."""
        rate = self._rate * self._speed(time.monotonic())
        now = int(self._clock().timestamp() * _MICROSECONDS)
        cost = int(count / rate * _MICROSECONDS)
        # Most often nobody else is sending, and one write is enough.
        if self._move(
            "SET free_at = :after",
            "attribute_not_exists(free_at) OR free_at <= :now",
            {":now": now, ":after": now + cost},
        ):
            return 0.0
        latest = now + int(patience * _MICROSECONDS)
        free_at = self._move(
            "SET free_at = free_at + :cost",
            "free_at > :now AND free_at <= :latest",
            {":now": now, ":latest": latest, ":cost": cost},
        )
        return None if free_at is None else max(0, free_at - cost - now) / _MICROSECONDS

    def _move(self, update: str, condition: str, values: dict[str, int]) -> int | None:
        try:
            answer = self._client.update_item(
                TableName=self._table,
                Key=to_item({"pk": "QUOTA#push", "sk": "QUOTA"}),
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeValues=to_item(values),
                ReturnValues="UPDATED_NEW",
            )
        except ClientError as error:
            if is_condition_failure(error):
                return None
            raise
        return int(from_item(answer["Attributes"])["free_at"])
