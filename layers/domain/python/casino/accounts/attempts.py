"""How often somebody may guess, whatever Cognito counts.

==================  =====================================  ====================================
item                key                                    holds
==================  =====================================  ====================================
tries at a secret   ATTEMPTS#purpose#hash, ATTEMPTS        ``failed``; ``locked_until``, in
                                                           milliseconds; ``expires_at``
==================  =====================================  ====================================

A try is counted before the secret is looked at, by a write on the condition of what was read, so
that many tries at once are no more than many tries. Whoever succeeds is forgiven all of them.
Nobody looks at whether the account exists, so a stranger's address is counted as a player's is.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from casino.accounts.errors import TooManyAttempts
from casino.sessions import Kind, RateLimited, Sessions
from casino.shared.clock import Clock
from casino.shared.dynamodb import get_item, is_condition_failure, retrying, to_item
from casino.shared.errors import CasinoError, Contention, Forbidden, TooManyRequests, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Typing errors are made in rows, and a client may try at several devices at once.
FREE_TRIES: Final = 10
FIRST_WAIT_SECONDS: Final = 30
LONGEST_WAIT_SECONDS: Final = 900

# Without another try, everything is forgotten.
_MEMORY: Final = timedelta(days=1)


def wait_seconds(failed: int) -> int:
    """Return how long to wait after so many failures in a row: 0, then 30 s, doubling to 15 min."""
    beyond = failed - FREE_TRIES
    if beyond < 0:
        return 0
    # Above the longest wait a larger power makes no difference, but takes ever longer to compute.
    return min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS << min(beyond, 10))


class Attempts:
    """Tries at passwords and codes, by account and by address.

    Parameters
    ----------
    sessions : Sessions
        Where what came from one address is counted.
    """

    def __init__(
        self, client: "DynamoDBClient", table: str, sessions: Sessions, clock: Clock
    ) -> None:
        self._client = client
        self._table = table
        self._sessions = sessions
        self._clock = clock

    @contextmanager
    def counted(self, purpose: str, account: str, address: str) -> Iterator[None]:
        """Count what is done within as a try.

        Parameters
        ----------
        purpose : str
            Tries at one secret don't hinder those at another.
        account : str
            An e-mail address or a player id; whoever it is, if anybody.
        address : str
            Where the request came from.

        Raises
        ------
        TooManyAttempts
            If it is not looked at, however right it may be.
        """
        now = self._clock()
        try:
            self._sessions.must_admit_address(address, Kind.WRONG_SECRET, now)
        except RateLimited as error:
            raise TooManyAttempts(error.retry_after_seconds) from error
        key = self.count(purpose, account)
        try:
            yield
        except (Unavailable, TooManyRequests):
            # Nobody has looked at the secret.
            self._set(key, "failed = failed - :one, locked_until = :zero", {":one": 1, ":zero": 0})
            raise
        except Forbidden:
            self._forgive(key)  # the secret was right, and something else is missing
            raise
        except CasinoError:
            self._sessions.charge_address(address, Kind.WRONG_SECRET, now)
            raise
        self._forgive(key)

    def count(self, purpose: str, account: str) -> dict[str, str]:
        """Count what nobody may do often, whether or not it succeeds; return where it is counted.

        Raises
        ------
        TooManyAttempts
        """
        key, now = _key(purpose, account), self._clock()
        retrying(lambda: self._charge(key, now))
        return key

    def forgive(self, purpose: str, account: str) -> None:
        """Forget the tries at a secret that has been replaced."""
        self._forgive(_key(purpose, account))

    def _charge(self, key: dict[str, str], now: datetime) -> None:
        now_ms = int(now.timestamp() * 1000)
        item = get_item(self._client, self._table, key) or {}
        locked_until: int = item.get("locked_until", 0)
        if locked_until > now_ms:
            raise TooManyAttempts(-(-(locked_until - now_ms) // 1000))
        seen: int | None = item.get("failed")
        # DynamoDB removes items late, so what has expired may still be there.
        is_old = item.get("expires_at", 0) <= now.timestamp()
        failed = 1 if seen is None or is_old else seen + 1
        values = {
            ":failed": failed,
            ":locked_until": now_ms + wait_seconds(failed) * 1000 if wait_seconds(failed) else 0,
            ":expires_at": int((now + _MEMORY).timestamp()),
        }
        unchanged = "attribute_not_exists(failed)"
        if seen is not None:
            unchanged = "failed = :seen AND locked_until = :lock"
            values |= {":seen": seen, ":lock": locked_until}
        try:
            self._set(
                key,
                "failed = :failed, locked_until = :locked_until, expires_at = :expires_at",
                values,
                condition=unchanged,
            )
        except ClientError as error:
            if is_condition_failure(error):
                raise Contention from error
            raise

    def _forgive(self, key: dict[str, str]) -> None:
        self._set(key, "failed = :zero, locked_until = :zero", {":zero": 0})

    def _set(
        self,
        key: dict[str, str],
        assignments: str,
        values: dict[str, Any],
        *,
        condition: str = "attribute_exists(pk) OR attribute_not_exists(pk)",
    ) -> None:
        self._client.update_item(
            TableName=self._table,
            Key=to_item(key),
            UpdateExpression=f"SET {assignments}",
            ConditionExpression=condition,
            ExpressionAttributeValues=to_item(values),
        )


def _key(purpose: str, account: str) -> dict[str, str]:
    # Neither the table nor a log tells whose tries they are.
    named = hashlib.sha256(account.casefold().encode()).hexdigest()
    return {"pk": f"ATTEMPTS#{purpose}#{named}", "sk": "ATTEMPTS"}
