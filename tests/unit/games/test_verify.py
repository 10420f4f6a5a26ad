import io
import json
import re
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from casino.games import GAMES, BeaconRound, Fairness, SeedChain, mixed
from casino.games.beacon import drand_url, local_value
from casino.games.blackjack import BLACKJACK
from casino.games.cards import DECK
from casino.games.roulette import EUROPEAN
from casino.games.verify import NOT_AS_PROMISED, UNUSABLE, VERIFIED, main

SEED = "0f" * 32
DOCUMENT = Path(__file__).parents[3] / "docs" / "fairness.md"


@pytest.fixture
def finished_round():
    fairness = Fairness.committed(SEED, client_seed="roulette-eu-1", nonce=12).revealed(SEED)
    return {
        "round_id": "rnd_1",
        "game_id": "roulette-european",
        "outcome": EUROPEAN.draw(fairness.draws()).to_wire(),
        "fairness": fairness.to_wire(),
    }


@pytest.fixture
def check(monkeypatch, capsys):
    def run(content):
        text = content if isinstance(content, str) else json.dumps(content)
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        return main(["-"]), capsys.readouterr().out

    return run


def test_a_fair_round_is_verified(check, finished_round):
    status, said = check(finished_round)
    assert (status, said.startswith("Verified")) == (VERIFIED, True)


def test_a_round_is_read_from_a_file(tmp_path, finished_round):
    path = tmp_path / "round.json"
    path.write_text(json.dumps(finished_round))
    assert main([str(path)]) == VERIFIED


def test_without_an_outcome_the_drawn_one_is_told(check, finished_round):
    outcome = finished_round.pop("outcome")
    status, said = check(finished_round)
    assert status == VERIFIED
    assert json.dumps(outcome) in said


def test_another_outcome_than_the_drawn_one_is_exposed(check, finished_round):
    finished_round["outcome"]["pocket"] = (finished_round["outcome"]["pocket"] + 1) % 37
    assert check(finished_round)[0] == NOT_AS_PROMISED


def test_a_seed_chosen_after_the_bets_is_exposed(check, finished_round):
    finished_round["fairness"]["server_seed"] = "f0" * 32
    assert check(finished_round)[0] == NOT_AS_PROMISED


@pytest.mark.parametrize(
    "change",
    [
        {"fairness": None},
        {"fairness": {}},
        {"game_id": "bingo"},
        {"game_id": None},
    ],
)
def test_what_is_no_round_is_not_judged(check, finished_round, change):
    assert check(finished_round | change)[0] == UNUSABLE


@pytest.mark.parametrize(
    "change",
    [
        {"server_seed": None},
        {"server_seed": "secret"},
        {"server_seed": 7},
        {"nonce": "12"},
        {"nonce": -12},
        {"client_seed": ""},
        {"scheme": "another"},
    ],
)
def test_fairness_that_is_not_whole_is_not_judged(check, finished_round, change):
    finished_round["fairness"] |= change
    assert check(finished_round)[0] == UNUSABLE


@pytest.mark.parametrize("text", ["", "not json", "[]", "null", "[" * 100_000])
def test_what_is_no_json_object_is_not_judged(check, text):
    assert check(text)[0] == UNUSABLE


def test_a_missing_file_is_not_judged(tmp_path):
    assert main([str(tmp_path / "nowhere.json")]) == UNUSABLE


CHAIN = SeedChain(SEED, length=5)
BEACON = BeaconRound("local", 7, local_value(7))


def chained(number, position=None, chain=CHAIN, table="roulette-eu-1", beacon=None):
    """Round `number` of a table, drawn from the seed at that position of its chain."""
    position = position or number
    seed = chain_seed = chain.seed(position)
    link = {"anchor": chain.anchor, "position": position, "length": chain.length}
    if beacon:
        seed = mixed(chain_seed, beacon)
        link |= {"seed": chain_seed, "beacon": asdict(beacon)}
    fairness = Fairness.committed(seed, client_seed=table, nonce=number).revealed(seed)
    return {
        "game_id": "roulette-european",
        "outcome": EUROPEAN.draw(fairness.draws()).to_wire(),
        "fairness": fairness.to_wire(),
        "link": link,
    }


def altered(round_, *path, to):
    """Return a copy of a round with something else in one place."""
    copy = json.loads(json.dumps(round_))
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = to
    return copy


class TestAChain:
    def test_of_rounds_in_any_order_is_verified(self, check):
        status, said = check([chained(number) for number in (3, 1, 2, 5, 4)])
        assert status == VERIFIED
        assert said.endswith("5 of 5 seeds are links of the table's chain\n")

    def test_of_rounds_with_gaps_is_verified_by_its_anchor(self, check):
        assert check([chained(1), chained(4)])[0] == VERIFIED

    def test_without_links_is_verified_by_its_commitments(self, check):
        rounds = [chained(number) | {"link": None} for number in (1, 2, 4)]
        status, said = check(rounds)
        assert status == VERIFIED
        assert "2 of 3 seeds" in said

    def test_is_read_from_several_files(self, tmp_path):
        paths = [tmp_path / f"{number}.json" for number in (1, 2)]
        for number, path in enumerate(paths, start=1):
            path.write_text(json.dumps(chained(number)))
        assert main([str(path) for path in paths]) == VERIFIED

    def test_of_one_round_is_held_against_its_anchor(self, check):
        assert "1 of 1 seeds" in check(chained(3))[1]
        alone = chained(3)
        alone["link"]["anchor"] = "0" * 64
        assert check(alone)[0] == NOT_AS_PROMISED

    def test_goes_on_in_a_new_one_after_its_end(self, check):
        following = SeedChain("f0" * 32, length=3)
        rounds = [chained(4), chained(5), *(chained(5 + at, at, following) for at in (1, 2, 3))]
        assert check(rounds)[0] == VERIFIED
        for without_link in (1, 2):
            cut = [dict(round_) for round_ in rounds]
            cut[without_link]["link"] = None
            assert check(cut)[0] == VERIFIED

    def test_exposes_a_seed_that_was_exchanged(self, check):
        stranger = chained(2, 2, SeedChain("f0" * 32, length=5))
        without_link = stranger | {"link": None}
        with_a_false_link = stranger | {"link": chained(2)["link"]}
        assert check([chained(1), stranger, chained(3)])[0] == NOT_AS_PROMISED
        assert check([chained(1), without_link])[0] == NOT_AS_PROMISED
        assert check([without_link, chained(3)])[0] == NOT_AS_PROMISED
        assert check(with_a_false_link)[0] == NOT_AS_PROMISED

    def test_exposes_a_chain_left_before_its_end(self, check):
        following = SeedChain("f0" * 32, length=3)
        assert check([chained(4), chained(5, 1, following)])[0] == NOT_AS_PROMISED
        assert check([chained(2), chained(5, 1, following)])[0] == NOT_AS_PROMISED
        assert check([chained(5), chained(8, 1, following)])[0] == VERIFIED

    def test_exposes_seeds_that_were_passed_over(self, check):
        assert check([chained(1), chained(2, 3)])[0] == NOT_AS_PROMISED
        assert check([chained(1), chained(3, 2)])[0] == NOT_AS_PROMISED

    @pytest.mark.parametrize("place", [(0, 5), (-1, 5), (6, 5), (3, 2), (1, 10**9)])
    def test_has_no_place_outside_itself(self, check, place):
        position, length = place
        round_ = chained(3)
        round_["link"] |= {"position": position, "length": length}
        assert check(round_)[0] == NOT_AS_PROMISED

    def test_is_of_one_table(self, check):
        assert check([chained(1), chained(2, table="roulette-eu-2")])[0] == UNUSABLE

    def test_has_each_round_once(self, check):
        assert check([chained(1), chained(2), chained(2)])[0] == UNUSABLE

    @pytest.mark.parametrize("link", [7, {}, {"anchor": "0" * 64}, {"position": True}, []])
    def test_of_links_that_are_not_whole_is_not_judged(self, check, link):
        assert check(chained(1) | {"link": link})[0] == UNUSABLE

    def test_with_something_else_in_the_list_is_not_judged(self, check):
        assert check([chained(1), 7])[0] == UNUSABLE


def with_beacon(number, position=None, **more):
    return chained(number, position, beacon=BEACON, **more)


class TestAChainWithABeacon:
    def test_is_verified_in_any_order_and_with_gaps(self, check):
        status, said = check([with_beacon(number) for number in (4, 1, 2)])
        assert status == VERIFIED
        assert "3 of 3 seeds are links" in said
        assert BEACON.value in said

    def test_is_verified_by_one_round(self, check):
        assert "1 of 1 seeds" in check(with_beacon(3))[1]

    def test_says_where_drands_value_can_be_compared(self, check):
        drand = BeaconRound("drand-quicknet", 1000, "fe" * 32)
        status, said = check(chained(3, beacon=drand))
        assert status == VERIFIED
        assert f"compared with {drand_url(1000)}" in said

    @pytest.mark.parametrize(
        ("path", "to"),
        [
            (("link", "seed"), "f0" * 32),
            (("link", "seed"), "no seed"),
            (("link", "seed"), None),
            (("link", "beacon"), None),
            (("link", "anchor"), "0" * 64),
            (("link", "beacon", "value"), "f0" * 32),
            (("link", "beacon", "value"), "no value"),
            (("link", "beacon", "round"), 8),
            (("link", "beacon", "source"), "drand-quicknet"),
            (("link", "beacon", "source"), "local:7"),
        ],
    )
    def test_exposes_what_does_not_follow(self, check, path, to):
        assert check(altered(with_beacon(3), *path, to=to))[0] == NOT_AS_PROMISED

    def test_exposes_a_server_seed_of_another_seed_than_the_chains(self, check):
        stranger = with_beacon(3, chain=SeedChain("f0" * 32, length=5))
        false = altered(stranger, "link", "anchor", to=CHAIN.anchor)
        assert check(false)[0] == NOT_AS_PROMISED
        assert check(altered(false, "link", "seed", to=CHAIN.seed(3)))[0] == NOT_AS_PROMISED

    def test_exposes_a_value_of_the_stand_in_that_is_none(self, check):
        chosen = chained(3, beacon=BeaconRound("local", 7, "f0" * 32))
        assert check(chosen)[0] == NOT_AS_PROMISED

    def test_exposes_a_second_value_for_the_same_chain(self, check):
        other = BeaconRound("local", 8, local_value(8))
        assert check([with_beacon(1), chained(2, beacon=other)])[0] == NOT_AS_PROMISED
        assert check([with_beacon(1), chained(3)])[0] == NOT_AS_PROMISED

    def test_exposes_seeds_that_were_passed_over(self, check):
        assert check([with_beacon(1), with_beacon(2, 3)])[0] == NOT_AS_PROMISED

    def test_may_follow_an_older_chain_once_that_has_ended(self, check):
        following = SeedChain("f0" * 32, length=3)
        after = [with_beacon(5 + at, at, chain=following) for at in (1, 2)]
        assert check([chained(4), chained(5), *after])[0] == VERIFIED
        too_soon = with_beacon(5, 1, chain=following)
        assert check([chained(4), too_soon])[0] == NOT_AS_PROMISED

    def test_compares_no_round_that_does_not_tell_its_place(self, check):
        status, said = check([with_beacon(1) | {"link": None}, with_beacon(2)])
        assert status == VERIFIED
        assert "1 of 2 seeds" in said

    @pytest.mark.parametrize(
        ("path", "to"),
        [
            (("link", "seed"), 7),
            (("link", "beacon"), 7),
            (("link", "beacon"), {}),
            (("link", "beacon", "round"), "7"),
            (("link", "beacon", "value"), None),
        ],
    )
    def test_that_is_not_whole_is_not_judged(self, check, path, to):
        assert check(altered(with_beacon(3), *path, to=to))[0] == UNUSABLE


@pytest.fixture
def script(tmp_path):
    return published(0, tmp_path / "check.py")


@pytest.fixture
def chain_script(tmp_path):
    return published(1, tmp_path / "chain.py")


def published(place, path):
    """Save one of the programs in the document."""
    sources = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    path.write_text(sources[place], "utf-8")
    return path


class TestTheVerifierInTheDocument:
    """The published twenty lines, run as a reader would: as a file, without our code."""

    def run(self, script, fairness):
        seeds = (fairness[name] for name in ("server_seed", "client_seed", "nonce", "commitment"))
        return subprocess.run(
            [sys.executable, "-I", script, *map(str, seeds)],
            capture_output=True,
            text=True,
            check=False,
        )

    def test_agrees_with_ours(self, script, finished_round):
        ran = self.run(script, finished_round["fairness"])
        assert ran.stdout.split() == ["Pocket", str(finished_round["outcome"]["pocket"])]

    def test_agrees_with_the_published_vectors(self, script):
        vectors = Path(__file__).with_name("fairness_vectors.json").read_text("utf-8")
        for vector in json.loads(vectors):
            [drawn] = [row["drawn"] for row in vector["draws"] if row["outcomes"] == 37]
            assert self.run(script, vector).stdout.split() == ["Pocket", str(drawn[0])]

    def test_exposes_a_broken_promise(self, script, finished_round):
        ran = self.run(script, finished_round["fairness"] | {"server_seed": "f0" * 32})
        assert (ran.returncode, ran.stdout) == (1, "")

    def test_is_as_short_as_promised(self, script):
        lines = [line for line in script.read_text("utf-8").splitlines() if line.strip()]
        assert len(lines) <= 20


class TestARoundThatWasDecided:
    @pytest.fixture
    def decided_round(self):
        fairness = Fairness.committed(SEED, client_seed="blackjack-1", nonce=3).revealed(SEED)
        shoe = BLACKJACK.shoe(fairness.draws())
        play = BLACKJACK.deal([1, 4], shoe, 52)
        while not play.is_over:
            play = BLACKJACK.time_out(play, shoe)
        return {
            "game_id": "blackjack",
            "outcome": BLACKJACK.outcome(play).to_wire(),
            "play": play.to_wire(),
            "fairness": fairness.to_wire(),
        }

    def test_is_verified_by_repeating_its_decisions(self, check, decided_round):
        assert check(decided_round)[0] == VERIFIED

    def test_from_another_place_in_the_shoe_is_exposed(self, check, decided_round):
        decided_round["play"]["position"] += 1
        assert check(decided_round)[0] == NOT_AS_PROMISED

    def test_with_a_card_exchanged_is_exposed(self, check, decided_round):
        cards = decided_round["outcome"]["dealer"]["cards"]
        cards[0] = next(card for card in DECK if card not in cards)
        assert check(decided_round)[0] == NOT_AS_PROMISED

    def test_with_a_decision_that_was_not_open_is_exposed(self, check, decided_round):
        decided_round["play"]["decisions"].append({"seat": 1, "hand": 1, "decision": "split"})
        assert check(decided_round)[0] == NOT_AS_PROMISED

    @pytest.mark.parametrize(
        "play",
        [
            None,
            [],
            {},
            {"position": 0, "seats": [1], "decisions": []},
            {"position": 0, "seats": [{"seat": 1}], "decisions": [{"seat": "1"}]},
            {"position": -1, "seats": [{"seat": 1}], "decisions": []},
            {"position": 0, "seats": [], "decisions": []},
        ],
    )
    def test_without_what_was_decided_is_not_judged(self, check, decided_round, play):
        assert check(decided_round | {"play": play})[0] == UNUSABLE


class TestTheChainCheckerInTheDocument:
    def run(self, script, rounds):
        paths = [script.with_name(f"{place}.json") for place, _ in enumerate(rounds)]
        for path, round_ in zip(paths, rounds, strict=True):
            path.write_text(json.dumps(round_), "utf-8")
        return subprocess.run(
            [sys.executable, "-I", script, *paths], capture_output=True, text=True, check=False
        )

    def test_ties_every_seed_to_its_anchor(self, chain_script):
        following = SeedChain("f0" * 32, length=3)
        ran = self.run(chain_script, [chained(6, 1, following), chained(2), chained(5)])
        assert ran.stdout.startswith("3 seeds of 2 chain(s)")

    def test_ties_seeds_that_a_beacon_is_mixed_into(self, chain_script):
        following = SeedChain("f0" * 32, length=3)
        after = with_beacon(6, 1, chain=following)
        ran = self.run(chain_script, [after, with_beacon(7, 2, chain=following), chained(5)])
        assert ran.stdout.startswith("3 seeds of 2 chain(s)")
        assert BEACON.value in ran.stdout

    @pytest.mark.parametrize(
        ("path", "to"),
        [
            (("link", "seed"), "f0" * 32),
            (("link", "beacon", "value"), "f0" * 32),
            (("link", "beacon", "round"), 8),
            (("link", "beacon", "source"), "drand-quicknet"),
            (("fairness", "server_seed"), "f0" * 32),
        ],
    )
    def test_exposes_a_seed_that_is_not_made_of_what_is_told(self, chain_script, path, to):
        ran = self.run(chain_script, [altered(with_beacon(1), *path, to=to)])
        assert (ran.returncode, ran.stdout) == (1, "")

    def test_takes_a_shoes_rounds_together(self, chain_script):
        ran = self.run(chain_script, [dealt(1, 1, 1), dealt(2, 1, 1), dealt(5, 5, 2)])
        assert ran.stdout.startswith("3 seeds of 1 chain(s)")

    def test_exposes_a_second_value_for_the_same_chain(self, chain_script):
        other = chained(2, beacon=BeaconRound("local", 8, local_value(8)))
        ran = self.run(chain_script, [with_beacon(1), other])
        assert (ran.returncode, ran.stdout) == (1, "")

    def test_exposes_an_exchanged_seed(self, chain_script):
        stranger = chained(2, 2, SeedChain("f0" * 32, length=5)) | {"link": chained(2)["link"]}
        ran = self.run(chain_script, [chained(1), stranger])
        assert (ran.returncode, ran.stdout) == (1, "")

    def test_exposes_seeds_that_were_passed_over(self, chain_script):
        ran = self.run(chain_script, [chained(1), chained(2, 3)])
        assert (ran.returncode, ran.stdout) == (1, "")


@pytest.fixture(params=["dice", "limbo", "grand-harbour", "lucky-lemons"])
def played_alone(request):
    """A round as its player recalls it after rotating their seeds."""
    game = GAMES[request.param]
    choices = {"dice": {"direction": "under", "chance": 9_000}, "limbo": {"target": 101}}
    fairness = Fairness.committed(SEED, client_seed="my own words", nonce=3).revealed(SEED)
    outcome = game.draw(fairness.draws())
    stake = game.bet(choices.get(request.param), 200)
    return {
        "round_id": "rnd_1",
        "game_id": request.param,
        "stake": 200,
        "choice": game.choice_of(stake),
        "outcome": outcome.to_wire(),
        "payout": game.payout([stake], outcome, None),
        "fairness": fairness.to_wire(),
    }


def dealt(number, first, position, chain=CHAIN):
    """Round `number` of a blackjack table, on the shoe that was opened for round `first`."""
    chain_seed = chain.seed(position)
    seed = mixed(chain_seed, BEACON)
    fairness = Fairness.committed(seed, client_seed="blackjack-1", nonce=first).revealed(seed)
    shoe = BLACKJACK.shoe(fairness.draws())
    play = BLACKJACK.deal([1], shoe, 20 * (number - first))
    while not play.is_over:
        play = BLACKJACK.time_out(play, shoe)
    return {
        "game_id": "blackjack",
        "number": number,
        "outcome": BLACKJACK.outcome(play).to_wire(),
        "play": play.to_wire(),
        "fairness": fairness.to_wire(),
        "link": {
            "anchor": chain.anchor,
            "position": position,
            "length": chain.length,
            "seed": chain_seed,
            "beacon": asdict(BEACON),
        },
    }


class TestAChainOfShoes:
    def test_is_verified_whatever_rounds_of_it_were_kept(self, check):
        first, second, third = (
            [dealt(1, 1, 1), dealt(2, 1, 1), dealt(3, 1, 1)],
            [dealt(4, 4, 2), dealt(5, 4, 2)],
            [dealt(6, 6, 3)],
        )
        status, said = check([*first, *second, *third])
        assert (status, "6 of 6 seeds" in said) == (VERIFIED, True)
        assert check([first[2], third[0]])[0] == VERIFIED

    def test_goes_on_in_a_new_one_after_its_end(self, check):
        following = SeedChain("f0" * 32, length=3)
        last, after = dealt(9, 7, 5), dealt(10, 10, 1, following)
        assert check([last, after])[0] == VERIFIED
        assert check([dealt(9, 7, 4), after])[0] == NOT_AS_PROMISED

    def test_exposes_seeds_that_were_passed_over(self, check):
        assert check([dealt(3, 1, 1), dealt(4, 4, 3)])[0] == NOT_AS_PROMISED
        assert check([dealt(3, 1, 1), dealt(5, 5, 4)])[0] == NOT_AS_PROMISED
        assert check([dealt(3, 1, 2), dealt(4, 4, 1)])[0] == NOT_AS_PROMISED

    def test_exposes_another_seed_in_the_midst_of_a_shoe(self, check):
        assert check([dealt(2, 1, 1), dealt(3, 1, 2)])[0] == NOT_AS_PROMISED
        assert check([dealt(3, 1, 1), dealt(4, 2, 2)])[0] == NOT_AS_PROMISED


def shown(number, present=None, following=None):
    """What a table showed when that round was on."""

    def chain(chain, used=0, beacon=None):
        told = beacon and asdict(beacon)
        return {"anchor": chain.anchor, "length": chain.length, "used": used, "beacon": told}

    return {
        "table_id": "roulette-eu-1",
        "game_id": "roulette-european",
        "number": number,
        "fairness": None,
        "outcome": None,
        "chain": chain(*present) if present else None,
        "next_chain": chain(*following) if following else None,
    }


FOLLOWING = SeedChain("f0" * 32, length=3)
UNKNOWN = BeaconRound("local", 7)


class TestWhatATableShowed:
    def test_is_held_against_the_rounds_after_it(self, check):
        kept = shown(4, (CHAIN, 4), (FOLLOWING, 0, UNKNOWN))
        rounds = [chained(5), *(with_beacon(5 + at, at, chain=FOLLOWING) for at in (1, 3))]
        status, said = check([kept, *rounds])
        assert status == VERIFIED
        assert "3 of 3 rounds are from the chains that were shown" in said

    def test_is_held_against_the_first_rounds_of_all(self, check):
        kept = shown(None, None, (CHAIN, 0, UNKNOWN))
        assert "2 of 2 rounds" in check([kept, with_beacon(1), with_beacon(2)])[1]

    def test_says_nothing_of_what_came_long_before_or_after(self, check):
        kept = shown(8, (FOLLOWING, 3, BEACON), (CHAIN, 0, UNKNOWN))
        other = SeedChain("e0" * 32, length=3)
        rounds = [chained(1), with_beacon(8, 3, chain=FOLLOWING), with_beacon(14, 1, chain=other)]
        status, said = check([kept, *rounds])
        assert (status, "1 of 3 rounds" in said) == (VERIFIED, True)

    def test_exposes_a_next_chain_that_was_exchanged(self, check):
        kept = shown(5, (CHAIN, 5), (FOLLOWING, 0, UNKNOWN))
        other = SeedChain("e0" * 32, length=3)
        assert check([kept, with_beacon(6, 1, chain=other)])[0] == NOT_AS_PROMISED

    def test_exposes_a_present_chain_that_was_left(self, check):
        kept = shown(3, (CHAIN, 3), (FOLLOWING, 0, UNKNOWN))
        assert check([kept, with_beacon(4, 1, chain=FOLLOWING)])[0] == NOT_AS_PROMISED

    @pytest.mark.parametrize("other", [BeaconRound("local", 8, local_value(8)), None])
    def test_exposes_another_round_of_the_beacon(self, check, other):
        kept = shown(5, (CHAIN, 5), (FOLLOWING, 0, UNKNOWN))
        round_ = chained(6, 1, chain=FOLLOWING, beacon=other)
        assert check([kept, round_])[0] == NOT_AS_PROMISED

    def test_exposes_another_value(self, check):
        told = BeaconRound("drand-quicknet", 1000, "aa" * 32)
        kept = shown(None, None, (CHAIN, 0, told))
        mixed_in = replace(told, value="bb" * 32)
        assert check([kept, chained(1, beacon=told)])[0] == VERIFIED
        assert check([kept, chained(1, beacon=mixed_in)])[0] == NOT_AS_PROMISED

    def test_of_another_table_is_not_judged(self, check):
        kept = shown(None, None, (CHAIN, 0, UNKNOWN)) | {"table_id": "roulette-eu-2"}
        assert check([kept, with_beacon(1)])[0] == UNUSABLE

    @pytest.mark.parametrize("chain", [7, {}, {"anchor": "0" * 64, "length": 5}])
    def test_that_is_not_whole_is_not_judged(self, check, chain):
        kept = shown(None) | {"next_chain": chain}
        assert check([kept, with_beacon(1)])[0] == UNUSABLE

    def test_of_a_table_of_shoes_allows_for_rounds_that_share_a_seed(self, check):
        kept = shown(3, (CHAIN, 4), (FOLLOWING, 0, UNKNOWN)) | {"table_id": "blackjack-1"}
        kept["chain"]["beacon"] = asdict(BEACON)
        assert check([kept, dealt(9, 6, 5)])[0] == VERIFIED
        assert check([kept, dealt(9, 6, 1, FOLLOWING)])[0] == VERIFIED
        other = SeedChain("e0" * 32, length=3)
        assert check([kept, dealt(9, 6, 1, other)])[0] == NOT_AS_PROMISED


class TestARoundPlayedAlone:
    def test_is_verified_with_its_payout(self, check, played_alone):
        assert check(played_alone)[0] == VERIFIED

    def test_with_another_payout_is_not_as_promised(self, check, played_alone):
        status, said = check(played_alone | {"payout": played_alone["payout"] + 1})
        assert status == NOT_AS_PROMISED
        assert "the game pays" in said

    def test_with_another_nonce_is_not_as_promised(self, check, played_alone):
        other = played_alone["fairness"] | {"nonce": 4}
        assert check(played_alone | {"fairness": other})[0] == NOT_AS_PROMISED

    def test_with_a_choice_that_there_is_not_cannot_be_checked(self, check, played_alone):
        assert check(played_alone | {"choice": {"colour": "red"}})[0] == UNUSABLE
