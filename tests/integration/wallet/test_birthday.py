"""A wallet keeps its player's birthday, for what is allowed by age, and nothing tells it."""

import json
import logging
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casino.parts import at_start
from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, EntryType, Wallet, post
from casino.wallet.reader import LedgerReader
from tests.support.api_events import LambdaContext, call, rest_event
from tests.support.parts import create_queues, functions_with

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BORN_ON = date(1961, 4, 12)


@pytest.fixture
def parts(aws):
    with functions_with(create_queues(), clock=lambda: NOW):
        parts = at_start()
        work = UnitOfWork(parts.dynamodb)
        parts.ledger.open_wallet(work, Wallet("ann", "EUR", jurisdiction="uk", born_on=BORN_ON))
        work.commit()
        yield parts


def images():
    """Whatever the wallet's stream tells."""
    stored = client("dynamodb").scan(TableName="wallet")["Items"]
    return {"Records": [{"dynamodb": {"NewImage": each}} for each in stored]}


def test_it_is_kept_whatever_is_posted(parts):
    wallet = parts.ledger.wallet("ann")
    assert wallet.born_on == BORN_ON
    after, entry = post(wallet, EntryType.DEPOSIT, "d", {CASH: 1, "psp:x": -1}, at=NOW)
    work = UnitOfWork(parts.dynamodb)
    parts.ledger.append(work, wallet, after, entry)
    work.commit()
    assert parts.ledger.wallet("ann") == replace(after, born_on=BORN_ON)
    assert "1961" not in json.dumps(client("dynamodb").scan(TableName="channels")["Items"])


def test_nobody_is_shown_or_told_it(parts, caplog, capsys):
    from functions.streams.wallet import handler as relay
    from functions.wallet.api import handler as api

    caplog.set_level(logging.INFO)
    test_it_is_kept_whatever_is_posted(parts)
    relay(images(), LambdaContext())
    told = client("dynamodb").scan(TableName="channels")["Items"]
    assert told
    shown = [
        call(api, rest_event("GET", path, player_id="ann")).body
        for path in ("/v1/wallet", "/v1/wallet/totals", "/v1/wallet/transactions")
    ]
    audited = [page.wallets for page in LedgerReader(parts.dynamodb, "wallet").pages()]
    said = capsys.readouterr()
    for text in (repr(told), repr(shown), repr(audited), caplog.text, said.out, said.err):
        assert "1961" not in text
    assert "1961" not in repr(parts.ledger.wallet("ann"))
