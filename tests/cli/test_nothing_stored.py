"""A step that fails says that nothing was stored, where it would have stored anything."""

from collections.abc import Callable

import pytest

from planner.cli.session import Speaker, telling_errors
from planner.errors import NoPlanPossible, PlannerError, Problem, UnwritableFile, WorkbookProblems

SAID = "Chưa lưu gì cả."
BAD_CELL = WorkbookProblems([Problem("Kết quả!A2", "sai", "")])


def told_by(name: str, error: PlannerError, capsys: pytest.CaptureFixture[str]) -> str:
    def failing(_session: Speaker) -> None:
        raise error

    failing.__name__ = name
    command: Callable[..., None] = telling_errors(failing)
    with pytest.raises(SystemExit):
        command(as_json=False)
    return capsys.readouterr().err


@pytest.mark.parametrize("name", ["plan", "replan", "record", "announce", "adopt", "invite"])
def test_commands_that_store(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told_by(name, BAD_CELL, capsys).splitlines()[-1] == SAID
    assert SAID in told_by(name, NoPlanPossible("x"), capsys)


def test_commands_that_store_nothing_anyway(capsys: pytest.CaptureFixture[str]) -> None:
    assert SAID not in told_by("check", BAD_CELL, capsys)


def test_papers_that_cannot_be_written_come_after_storing(capsys: pytest.CaptureFixture[str]) -> None:
    assert SAID not in told_by("plan", UnwritableFile("x"), capsys)
