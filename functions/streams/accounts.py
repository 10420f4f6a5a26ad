"""The accounts' stream: the bus hears what has become of them."""

from collections.abc import Sequence

from casino.accounts import Profile, profile_from_item
from casino.accounts.use_cases import publish_accounts as use_case
from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start

parts = at_start(Parts.bus)
_Changes = list[tuple[Profile | None, Profile]]


def _profiles(changes: Sequence[ItemChange]) -> _Changes:
    return [change.read(profile_from_item) for change in changes]


def _bus(profiles: _Changes) -> None:
    use_case.publish_accounts(parts.bus, parts.clock, profiles)


handler = relay_handler(_profiles, {"bus": _bus})
