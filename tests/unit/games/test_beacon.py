"""A beacon's value is mixed into a chain's seed in one way only."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.games import BeaconRound, InvalidBeacon, InvalidSeed, mixed
from casino.games.beacon import drand_url, local_value

SEED = "0f" * 32
# Round 1000 of quicknet, as the network published it.
PUBLISHED = BeaconRound(
    "drand-quicknet", 1000, "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"
)

hexes = st.binary(min_size=32, max_size=32).map(bytes.hex)
rounds = st.builds(
    BeaconRound, st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True), st.integers(0, 2**53), hexes
)


def test_the_mixture_is_what_openssl_makes_of_the_same():
    # printf 'drand-quicknet:1000:fe29…' | openssl dgst -sha256 -hmac 0f0f…
    openssl = "1f44a92a4e922f2b4344ac1de0d1bf6224a3781d2038695c213f2bfbaa775206"
    assert mixed(SEED, PUBLISHED) == openssl


@given(hexes, rounds)
def test_the_key_and_the_message_are_texts(seed, beacon):
    message = f"{beacon.source}:{beacon.round}:{beacon.value}"
    expected = hmac.new(seed.encode(), message.encode(), hashlib.sha256).hexdigest()
    assert mixed(seed, beacon) == expected


@given(hexes, rounds, rounds)
def test_two_rounds_of_beacons_are_never_mixed_in_alike(seed, one, other):
    assert (mixed(seed, one) == mixed(seed, other)) is (one == other)


@pytest.mark.parametrize(
    "beacon",
    [
        BeaconRound("local", 7),
        BeaconRound("local", 7, ""),
        BeaconRound("local", 7, "FF" * 32),
        BeaconRound("local", 7, "ff" * 31),
        BeaconRound("local", -7, "ff" * 32),
        BeaconRound("local", True, "ff" * 32),
        BeaconRound("local:7", 7, "ff" * 32),
        BeaconRound("", 7, "ff" * 32),
    ],
)
def test_what_is_no_value_of_a_beacon_is_not_mixed_in(beacon):
    with pytest.raises(InvalidBeacon):
        mixed(SEED, beacon)


def test_what_is_no_seed_is_not_mixed():
    with pytest.raises(InvalidSeed):
        mixed("secret", PUBLISHED)


def test_the_stand_ins_value_is_the_hash_of_its_name():
    # printf local:7 | sha256sum
    assert local_value(7) == "eb7014a178fd91ff1c95b57759609a65a11881b9793a6f45d37f30f3b6c537f5"


def test_a_round_of_drand_has_an_address():
    assert drand_url(1000) == (
        "https://api.drand.sh/52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
        "/public/1000"
    )
