"""Whoever an alarm wakes finds a runbook, and nothing in it that does not exist."""

import contextlib
import fnmatch
import re
import shlex
from functools import cache

import pytest
from botocore import xform_name
from botocore.session import Session

from croupier.cli import _parser as parser_for
from infra.config import ROOT

RUNBOOKS = {
    file.stem: file.read_text()
    for file in (ROOT / "docs/runbooks").glob("*.md")
    if file.stem != "README"
}
INDEX = (ROOT / "docs/runbooks/README.md").read_text()
# What every command of AWS's takes, and what the command line adds to some.
EVERYWHERE = {"output", "query", "region", "profile"}


def runbook_of(alarm):
    """Return the runbook that an alarm's description ends with."""
    found = re.search(r"\. Runbook: docs/runbooks/([a-z-]+)\.md$", alarm["AlarmDescription"])
    assert found, alarm["AlarmDescription"]
    return found[1]


def alarms_of(stage):
    """Return each alarm by what its name says after the stage's."""
    alarms = {each["AlarmName"]: each for each in stage.properties("CloudWatch::Alarm")}
    assert len(alarms) == len(stage.properties("CloudWatch::Alarm"))
    return {name.split("-", 2)[2]: alarm for name, alarm in alarms.items()}


def rings_for(text):
    """Return the names of the alarms that a runbook says it is for."""
    [line] = re.findall(r"^Alarms: ((?:.+\n)+)", text, re.MULTILINE)
    return re.findall(r"`([^`]+)`", line)


def test_every_alarm_names_a_runbook_that_says_it_is_for_it(prod):
    for name, alarm in alarms_of(prod).items():
        told = rings_for(RUNBOOKS[runbook_of(alarm)])
        assert any(fnmatch.fnmatchcase(name, each) for each in told), name


def test_every_runbook_is_for_an_alarm_that_there_is(prod):
    alarms = alarms_of(prod)
    for runbook, text in RUNBOOKS.items():
        for pattern in rings_for(text):
            its = fnmatch.filter(alarms, pattern)
            assert its, pattern
            assert {runbook_of(alarms[each]) for each in its} == {runbook}


def test_the_index_has_every_runbook_and_every_alarm(prod):
    rows = re.findall(r"^\| `([^`]+)` \| .+ \| \[([a-z-]+)\]\(\2\.md\) \|$", INDEX, re.MULTILINE)
    assert {runbook for _, runbook in rows} == set(RUNBOOKS)
    for name, alarm in alarms_of(prod).items():
        assert any(
            fnmatch.fnmatchcase(name, pattern) and runbook == runbook_of(alarm)
            for pattern, runbook in rows
        ), name


def consumers(stage):
    """Yield each alarm's name with the function that is behind it."""
    functions = {name: handler for handler, (name, _) in stage.functions().items()}
    behind = dict(functions)
    for each in stage.properties("Lambda::EventSourceMapping"):
        handler = functions[each["FunctionName"]["Ref"]]
        behind[each["EventSourceArn"]["Fn::GetAtt"][0]] = handler
        if "DestinationConfig" in each:
            behind[each["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0]] = handler
    for each in stage.properties("Lambda::EventInvokeConfig"):
        queue = each["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0]
        behind[queue] = functions[each["FunctionName"]["Ref"]]
    for name, queue in stage.of_type("SQS::Queue").items():
        if policy := queue["Properties"].get("RedrivePolicy"):
            behind[policy["deadLetterTargetArn"]["Fn::GetAtt"][0]] = behind[name]
    for name, alarm in alarms_of(stage).items():
        for dimension in alarm.get("Dimensions", []):
            if dimension["Name"] in {"FunctionName", "QueueName"}:
                value = dimension["Value"]
                logical_id = value.get("Ref") or value["Fn::GetAtt"][0]
                yield name, behind[logical_id]


def title_of(function):
    return "".join(word.capitalize() for word in re.split(r"[._]", function))


def test_the_index_says_whose_log_to_read(prod):
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| `([a-z_.]+)` \|$", INDEX, re.MULTILINE)
    said = {word: function for words, function in rows for word in re.findall(r"\w+", words)}
    kinds = "(DeadLetters|Waiting|Lagging|Failing)$"
    told = {re.sub(kinds, "", name): function for name, function in consumers(prod)}
    # Where the alarm does not say it itself.
    of_queues = {name: function for name, function in told.items() if name != title_of(function)}
    slow = {
        "PlaceBet": "tables.place_bet",
        "PlayRound": "instant.api",
        "PostBet": "tables.api",
        "Settlement": "tables.settle_round",
    }
    assert said == of_queues | slow


def commands():
    """Yield each command that a runbook lets one type, those within others too."""
    for runbook, text in {"README": INDEX, **RUNBOOKS}.items():
        for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                if not line.startswith("#"):
                    for start in re.finditer(r"(?<![\w-])(?:aws|python -m|make|said|log) ", line):
                        yield pytest.param(line[start.start() :], id=f"{runbook}: {start[0]}")


def words_of(command):
    """Return the words of a command, up to where it ends in its line."""
    alone = re.sub(r"\$\((?:[^()]|\([^()]*\))*\)", "X", command)
    lexer = shlex.shlex(alone, posix=True, punctuation_chars="|;()")
    lexer.whitespace_split = True
    words = []
    with contextlib.suppress(ValueError):  # the end of a quotation that began before it
        for word in lexer:
            if set(word) <= set("|;()"):
                break
            words.append(word)
    return words


@cache
def operations(service):
    """Return what one can ask a service of AWS, as the command line calls it."""
    model = Session().get_service_model(service)
    return {
        xform_name(name, "-"): {
            xform_name(member, "-") for member in model.operation_model(name).input_shape.members
        }
        for name in model.operation_names
        if model.operation_model(name).input_shape
    }


@pytest.mark.parametrize("command", list(commands()))
def test_what_a_runbook_lets_one_type_exists(command):
    program, *words = words_of(command)
    match program:
        case "aws":
            service, operation, *_ = words
            options = {word[2:] for word in words if word.startswith("--")} - EVERYWHERE
            if (service, operation) == ("logs", "tail"):
                assert options <= {"since", "filter-pattern"}
            else:
                assert options <= operations(service)[operation]
        case "python":
            module, *arguments = words[1:]
            if module == "croupier":
                understood(arguments)
            else:
                assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
        case "make":
            assert re.search(rf"^{words[0]}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
        case "said" | "log" if words != ["$1"]:
            assert (ROOT / f"functions/{words[0].replace('.', '/')}.py").is_file()


def understood(arguments):
    """Have the command line read what was typed, or ask for help."""
    parser = parser_for(arguments)
    if "--help" in arguments:
        with pytest.raises(SystemExit, match=r"^0$"):
            parser.parse_args(arguments)
    else:
        parser.parse_args(arguments)
