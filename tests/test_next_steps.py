"""What to do next is said by each door in its own words; rooms below name no command and no option."""

import pickle
import re
from importlib import import_module
from pathlib import Path

import pytest

from planner.cli.next_steps import OPTIONS, CommandLineWords
from planner.cli.program import DOORS
from planner.errors import LedgerUnusable, NoPlanInTime, NoPlanPossible
from planner.next_steps import Given, NextStep, Step, Term, speaking_for, worded
from tests.test_texts import ROOMS, written

WORD_OF_THE_COMMAND_LINE = re.compile(r"\bplanner [a-z]|--[a-z]")
STILL_NAMED = {"intake": 7, "ledger": 4, "model": 3, "workflow": 20}
"""Sentences that still name a command or an option, by room. Fewer is better: whoever mends one lowers its count."""


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in {"cli", "board"}])
def test_no_room_below_the_doors_names_a_command(room: str) -> None:
    told = [f"{english} {vietnamese}" for english, vietnamese in written(room).items()]
    named = [sentence for sentence in told if WORD_OF_THE_COMMAND_LINE.search(sentence)]
    assert len(named) == STILL_NAMED.get(room, 0), "\n".join(named)


@pytest.mark.parametrize("step", list(Step))
def test_the_command_line_has_a_sentence_for_each_step(step: Step) -> None:
    said = CommandLineWords().next_step(NextStep(step, Path("Đợt 2/campaign.xlsx")))
    assert said
    assert not set("{}") & set(said)
    assert not said.endswith(".")


def test_each_term_has_an_option_that_a_command_takes() -> None:
    assert set(OPTIONS) == set(Term)
    taken = {option for door in DOORS.values() for option in _options(door)}
    assert set(OPTIONS.values()) <= taken


def _options(door: str) -> set[str]:
    commands = import_module(f"planner.cli.{door}.commands").COMMANDS
    return {option for command in commands.values() for parameter in command.params for option in parameter.opts}


def test_without_a_door_an_error_says_what_and_where() -> None:
    error = NoPlanPossible("too few changes", NextStep(Step.ASK_WHY), about=Given(Term.MOST_CHANGES, 3))
    assert str(error) == "3: too few changes"
    assert error.text == "too few changes"
    assert str(LedgerUnusable("no room")) == "no room"


def test_the_door_that_is_open_says_the_rest_and_only_while_it_is_open() -> None:
    error = NoPlanPossible("too few changes", NextStep(Step.MORE_TIME), about=Given(Term.MOST_CHANGES, 3))
    with speaking_for(CommandLineWords()):
        assert str(error) == "--max-changes 3: too few changes. Hãy cho thêm thời gian bằng --seconds"
        assert worded("no shift", about=Given(Term.ASKED_SHIFT)) == "--shift: no shift"
    assert str(error) == "3: too few changes"


def test_a_door_is_closed_also_by_an_error() -> None:
    with pytest.raises(NoPlanInTime), speaking_for(CommandLineWords()):
        raise NoPlanInTime("none", NextStep(Step.MORE_TIME))
    assert worded("none", NextStep(Step.MORE_TIME)) == "none"


def test_an_error_brings_its_next_step_from_the_process_that_searches() -> None:
    error = NoPlanInTime("none", NextStep(Step.MORE_TIME), about=Given(Term.FIRST_DAY, "18/4/2023"))
    come = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (come.text, come.next_step, come.about) == (error.text, error.next_step, error.about)
