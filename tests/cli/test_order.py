"""The help tells every command once, in the order of the work."""

from planner.cli.order import SECTIONS
from planner.cli.program import planner


def test_every_command_stands_in_one_section() -> None:
    told = [name for _title, names in SECTIONS for name in names]
    assert sorted(told) == sorted(planner.commands)


def test_the_days_come_in_their_order() -> None:
    told = [name for _title, names in SECTIONS for name in names]
    order = ["new", "check", "plan", "print", "announce", "new-results", "record", "status", "report", "replan"]
    assert [name for name in told if name in order] == order
