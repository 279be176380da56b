"""The process that searches killed at random moments; the long form is `python -m tests.child_kill`."""

import os

from tests.child_kill import deaths
from tests.conftest import system_part

POINTS = 4


def test_a_command_survives_its_search() -> None:
    system_part("signals that kill", present=os.name == "posix")
    found = deaths(POINTS, seed=2)
    assert found.wrong == []
    assert found.points == POINTS
    assert found.killed > 0
    assert found.planned + found.without_plan == found.killed
