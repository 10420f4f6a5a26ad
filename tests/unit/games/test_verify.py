import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from casino.games import BLACKJACK, EUROPEAN, GAMES, Fairness, SeedChain
from casino.games.cards import DECK
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


def chained(number, position=None, chain=CHAIN, table="roulette-eu-1"):
    """Round `number` of a table, drawn from the seed at that position of its chain."""
    position = position or number
    seed = chain.seed(position)
    fairness = Fairness.committed(seed, client_seed=table, nonce=number).revealed(seed)
    return {
        "game_id": "roulette-european",
        "outcome": EUROPEAN.draw(fairness.draws()).to_wire(),
        "fairness": fairness.to_wire(),
        "link": {"anchor": chain.anchor, "position": position, "length": chain.length},
    }


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
        "payout": game.payout([stake], outcome),
        "fairness": fairness.to_wire(),
    }


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
