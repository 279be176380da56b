"""Progress on stderr: over itself on a terminal, line by line where it is kept."""

import io
import sys

import pytest

from planner.cli import progress_line
from planner.cli.progress_line import ProgressLines
from planner.cli.session import Session
from planner.domain.policy import Goal
from planner.domain.progress import Progress


class Screen(io.StringIO):
    """A stderr that is a terminal, or is not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def told(*, is_terminal: bool, monkeypatch: pytest.MonkeyPatch, wait: float = 5.0) -> str:
    """What is said of a search that finds two plans, shows that the second is the best, and goes on to travel."""
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress_line, "SECONDS_BETWEEN_LINES", wait)
    with ProgressLines(Session(as_json=False)) as lines:
        for progress in (
            Progress(Goal.FINISH, None, 3, 0.1, is_final=False),
            Progress(Goal.FINISH, 1200, 60, 0.2, is_final=False),
            Progress(Goal.FINISH, 66, 66, 0.5, is_final=True),
            Progress(Goal.TRAVEL, 168.04, 120.0, 1.0, is_final=False),
        ):
            lines.listen(progress)
    return screen.getvalue()


def test_a_terminal_shows_every_better_plan_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(is_terminal=True, monkeypatch=monkeypatch)
    head, *rewritten = said.split("\r")
    assert head == "Đang tìm lịch. Bấm Ctrl-C để dừng và giữ lịch tốt nhất đã có.\n"
    assert len(rewritten) == 3
    assert "giá trị        1.200  cận           60  chênh   95,0 %" in rewritten[0]
    assert rewritten[1].endswith("0,5 giây\n")
    assert "168,0" in rewritten[2]
    assert "120,0" in rewritten[2]
    assert len(rewritten[1].rstrip("\n")) >= len(rewritten[0]), "nothing of a longer line stays behind"
    assert said.endswith("\n"), "what follows begins on a line of its own"


def test_a_log_gets_one_line_a_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(is_terminal=False, monkeypatch=monkeypatch).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("  Ngày xong")


def test_a_log_of_a_long_search_gets_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(told(is_terminal=False, monkeypatch=monkeypatch, wait=-1.0).splitlines()) == 4
