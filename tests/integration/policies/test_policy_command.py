"""What operators see of policies, and how they change them."""

import io
import json
from datetime import timedelta

import pytest

from casino.parts import at_start
from casino.policies import document_of
from casino.shared.clock import to_rfc3339, utc_now
from croupier import carry_out
from croupier.cli import main
from tests.support.parts import functions_with
from tests.support.policies import shipped

APPLY = ("apply", "--reason", "the law changed", "--yes")


@pytest.fixture
def croupier(aws, monkeypatch, capsys):
    """Run `policy` at the terminal of a stage that serves Great Britain and Malta."""
    monkeypatch.setattr(carry_out, "enter_stage", lambda *_: None)
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments):
        code = main(("policy", *arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    with functions_with({"JURISDICTIONS": "uk,mga"}):
        yield run


@pytest.fixture
def file(tmp_path):
    """Write a policy's document, with changes at its top, and return where it is."""

    def write(name="uk.json", **changes):
        path = tmp_path / name
        path.write_text(json.dumps(document_of(shipped("uk")) | changes))
        return str(path)

    return write


def test_what_is_shown_is_what_can_be_applied(croupier, file, tmp_path):
    code, result, _ = croupier("show", "uk", "--json")
    assert (code, json.loads(result)) == (0, document_of(shipped("uk")))
    code, result, _ = croupier("show", "uk")
    assert "Great Britain, version 0, since always, with the release" in result
    assert "games.slots.stake_caps.1.most.GBP" in result


def test_a_jurisdiction_that_there_is_not_is_said_to_be_none(croupier):
    for action in ("show", "history"):
        code, result, said = croupier(action, "atlantis")
        assert (code, result) == (2, "")
        assert "There are no rules for the jurisdiction 'atlantis'" in said


def test_a_file_is_compared_figure_by_figure(croupier, file):
    changed = file(countries={"GB": 21})
    code, result, _ = croupier("diff", changed, "--json")
    assert (code, json.loads(result)["items"]) == (
        0,
        [{"figure": "countries.GB", "before": 18, "after": 21}],
    )
    assert "countries.GB" in croupier("diff", changed)[1]
    assert "It says what version 0 of uk says." in croupier("diff", file("same.json"))[1]


def test_what_would_change_is_shown_and_not_done_when_nobody_can_be_asked(croupier, file):
    code, result, said = croupier(*APPLY[:-1], file(countries={"GB": 21}))
    assert (code, result) == (2, "")
    for fact in ("uk, Great Britain", "version 0", "countries.GB", "18 -> 21", "the law changed"):
        assert fact in said
    assert "--yes" in said
    assert at_start().policy_versions.newest("uk").number == 0


def test_a_policy_is_applied_and_stands_in_the_history(croupier, file):
    moment = utc_now() + timedelta(days=2)
    changed = file(countries={"GB": 21})
    code, result, _ = croupier(
        *APPLY, changed, "--effective-at", moment.isoformat(), "--actor", "ann", "--json"
    )
    applied = json.loads(result)
    assert (code, applied["version"], applied["replaces"]) == (0, 1, 0)
    assert applied["effective_at"] == to_rfc3339(moment)
    assert applied["actor"].startswith("ann (")
    code, result, _ = croupier("history", "uk", "--json")
    [newest, first] = json.loads(result)["items"]
    assert newest == applied | {
        "holds": False,
        "changes": [{"figure": "countries.GB", "before": 18, "after": 21}],
    }
    assert (first["version"], first["holds"], first["changes"]) == (0, True, [])
    told = croupier("history", "uk")[1]
    assert "the law changed" in told
    assert "always, holds" in told
    # What holds is shown, and what is to come is told.
    shown = croupier("show", "uk")[1]
    assert "version 0" in shown
    assert f"Version 1: from {applied['effective_at'][:19]}Z on, by ann (" in shown
    assert json.loads(croupier("show", "uk", "--version", "1", "--json")[1])["version"] == 1
    code, _, said = croupier("show", "uk", "--version", "9")
    assert (code, "there is 1, 0" in said) == (2, True)


def test_a_second_operator_has_to_see_what_the_first_one_changed(croupier, file):
    assert croupier(*APPLY, file(countries={"GB": 21}))[0] == 0
    code, _, said = croupier(*APPLY, file(countries={"GB": 25}))
    assert code == 2
    assert "The newest version of uk is 1, which" in said
    assert "set `version` to 1" in said
    assert croupier(*APPLY, file(countries={"GB": 25}, version=1))[0] == 0


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"countries": {"GB": 12}}, "  countries.GB: Say something from 18 to 99"),
        ({"countries": {"GB": "18"}}, "  countries.GB: This must be a whole number"),
        ({"countries": {"GB": 18, "MT": 18}}, "  countries.MT: A country is in one jurisdiction"),
        ({"speed": 3}, "  speed: There is no such field"),
        ({"time_zone": "Atlantis"}, "  time_zone: Take a name of the IANA time zone database"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place_and_what_to_do(
    croupier, file, changes, line
):
    wrong = file(**changes)
    code, result, said = croupier(*APPLY, wrong)
    assert (code, result) == (2, "")
    assert f"{wrong} can't be applied, and nothing has changed:" in said
    assert line in said
    assert at_start().policy_versions.newest("uk").number == 0


def test_a_moment_that_is_too_soon_is_refused_with_the_earliest(croupier, file):
    soon = (utc_now() + timedelta(minutes=5)).isoformat()
    code, _, said = croupier(*APPLY, file(countries={"GB": 21}), "--effective-at", soon)
    assert code == 2
    assert "effective_at: Every process has to know of it before: say 20" in said


def test_a_file_that_is_not_there_is_named(croupier, tmp_path):
    code, _, said = croupier("diff", str(tmp_path / "nowhere.json"))
    assert (code, "nowhere.json can't be read" in said) == (2, True)
