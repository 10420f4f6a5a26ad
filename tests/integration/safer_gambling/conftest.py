"""A player with a wallet, who can be kept away, and the routes by which they are."""

import json
from datetime import date

import pytest

from casino.accounts import AccountStatus, Profile
from casino.accounts.model import Marketing, Particulars
from casino.accounts.use_cases.open_account import open_account
from casino.shared.clock import to_rfc3339
from casino.wallet import Activity
from tests.support.api_events import LambdaContext, call, rest_event
from tests.support.clock import Clock
from tests.support.house_bus import HouseBus
from tests.support.parts import create_queues, functions_with


class Desk:
    """What a player may do, and what they ask for."""

    def __init__(self, parts, jurisdiction=""):
        self.parts = parts
        self.clock = parts.clock
        particulars = Particulars("ann@example.com", "Ann", date(1990, 12, 10), "DE", "EUR")
        marketing = Marketing(email=True, sms=True)
        created_at = to_rfc3339(self.clock())
        profile = Profile("ann", particulars, AccountStatus.ACTIVE, created_at, marketing=marketing)
        open_account(parts, profile, parts.policies.at(jurisdiction, self.clock()))

    def ask(self, what, body=None):
        from functions.safer_gambling.api import handler

        return call(handler, rest_event("POST", f"/v1/me/{what}", body=body, player_id="ann"))

    def time_out(self, duration):
        return self.ask("time-out", {"duration": duration})

    def exclude(self, duration):
        return self.ask("self-exclusion", {"duration": duration})

    def reinstate(self):
        return self.ask("reinstatement")

    def stream(self):
        """Deliver whatever the table's stream has told by now."""
        from functions.streams.safer_gambling import handler

        stored = self.parts.dynamodb.scan(TableName="safer_gambling")["Items"]
        records = [{"dynamodb": {"NewImage": each}} for each in stored]
        handler({"Records": records}, LambdaContext())

    def events(self):
        """What the player's channel was told."""
        head = self.parts.channel_log.head("player:ann")
        return self.parts.channel_log.since(head, head.epoch, 0, 100)

    def closings(self):
        """What the closing queue was asked for, since it was looked at last."""
        asked = []
        while found := self.parts.sqs.receive_message(
            QueueUrl=self.parts.settings.closing_queue_url, MaxNumberOfMessages=10
        ).get("Messages", []):
            asked += [json.loads(each["Body"]) for each in found]
        return asked

    def wallet(self):
        return self.parts.ledger.wallet("ann")

    def barred(self):
        """What the player may not do now, and by which error each is refused."""
        wallet = self.wallet()
        bars = {each: wallet.bar_on(each, self.clock()) for each in Activity}
        return {str(each): bar.refusal.code for each, bar in bars.items() if bar}

    def asked(self):
        return [(each.kind, each.duration, each.until) for each in self.parts.exclusions.of("ann")]


@pytest.fixture
def desk(aws):
    with functions_with(create_queues(), clock=Clock(), bus=HouseBus()) as parts:
        yield Desk(parts)
