"""The help tells every command once, in the order of the work; each is carried out by a function of its options."""

from importlib import import_module
from inspect import Parameter, signature

import click
import pytest

from planner.cli import arguments
from planner.cli.program import DOORS, SECTIONS, planner
from planner.workflow.planning.standpoint import Terms
from planner.workflow.roster.standpoint import RosterTerms

CONTEXT = click.Context(planner)
COMMANDS = [(name, planner.get_command(CONTEXT, name)) for name in DOORS]


def test_every_declared_command_stands_in_one_section() -> None:
    told = [name for _title, names in SECTIONS for name in names]
    assert len(told) == len(set(told))
    for door in set(DOORS.values()):
        declared = import_module(f"planner.cli.{door}.commands").COMMANDS
        assert set(declared) == {name for name in told if DOORS[name] == door}


def test_the_days_come_in_their_order() -> None:
    told = [name for _title, names in SECTIONS for name in names]
    order = ["new", "check", "plan", "print", "announce", "new-results", "record", "status", "report", "replan"]
    assert [name for name in told if name in order] == order


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_who_carries_a_command_out_takes_its_options(
    name: str, command: click.Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command.callback is not None
    asked: list[str] = []
    carrier = arguments.carrier

    def seen(carried_out_by: str) -> None:
        asked.append(carried_out_by)
        raise KeyboardInterrupt

    monkeypatch.setattr(arguments, "carrier", seen)
    monkeypatch.setattr(arguments, "get_ready_to_search", lambda **_: None)
    given = {option.name: None for option in command.params if option.name and option.expose_value}
    with pytest.raises(SystemExit):
        command.callback(**given)
    takes = dict(signature(carrier(*asked)).parameters)
    del takes["session"]
    rest = {each for each, kind in takes.items() if kind.kind is Parameter.VAR_KEYWORD}
    others = given.keys() - takes.keys() - {"as_json", "as_csv", "is_verbose"}
    terms = RosterTerms if name == "roster" else Terms
    assert others <= (set(terms.__annotations__) if rest else set()), name
    assert takes.keys() - rest <= given.keys() | {each for each in takes if takes[each].default is not Parameter.empty}
