"""The accounts' parts, put together once for each execution environment."""

from functools import cache

from casino.accounts.attempts import Attempts
from casino.accounts.directory import Directory
from casino.accounts.model import Confirmation
from casino.accounts.repository import Profiles
from casino.accounts.use_cases.open_account import Registrar
from casino.sessions.bootstrap import sessions
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting
from casino.wallet.bootstrap import ledger


@cache
def directory() -> Directory:
    """Return the user directory."""
    return Directory(client("cognito-idp"), setting("USER_POOL_ID"), setting("USER_POOL_CLIENT_ID"))


@cache
def profiles() -> Profiles:
    """Return the players' profiles."""
    return Profiles(client("dynamodb"), setting("ACCOUNTS_TABLE"))


@cache
def attempts() -> Attempts:
    """Return the count of guesses."""
    return Attempts(client("dynamodb"), setting("ACCOUNTS_TABLE"), sessions(), utc_now)


@cache
def registrar() -> Registrar:
    """Return what it takes to register players and to sign them in."""
    return Registrar(
        client=client("dynamodb"),
        directory=directory(),
        profiles=profiles(),
        ledger=ledger(),
        confirmation=Confirmation(setting("ACCOUNT_CONFIRMATION")),
        clock=utc_now,
    )
