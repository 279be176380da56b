"""Progress on stderr: over itself on a terminal, line by line where it is kept."""

import io
import sys
import time

import pytest

from planner.cli.living_line import tell_beside
from planner.cli.planning import progress_line
from planner.cli.planning.progress_line import ProgressLines
from planner.cli.session import Speaker
from planner.domain.policy import Goal
from planner.domain.progress import Progress
from planner.texts import Language, choose_language


class Screen(io.StringIO):
    """A stderr that is a terminal, or is not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def told(*, is_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said of a search that finds two plans, shows that the second is the best, and goes on to travel."""
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    with ProgressLines(Speaker(as_json=False)) as lines:
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
    assert "Ngày xong            1.200  ít nhất           60  chênh  95,0 %" in rewritten[0]
    assert rewritten[1].endswith("0,5 giây\n")
    assert "168,0" in rewritten[2]
    assert "120,0" in rewritten[2]
    assert len(rewritten[1].rstrip("\n")) >= len(rewritten[0]), "nothing of a longer line stays behind"
    assert said.endswith("\n"), "what follows begins on a line of its own"


def test_a_log_gets_one_line_a_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(is_terminal=False, monkeypatch=monkeypatch).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("  Ngày xong")


def heard(*progress: Progress, is_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that are left standing of a search that tells this."""
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    with ProgressLines(Speaker(as_json=False)) as lines:
        for one in progress:
            lines.listen(one)
    return [line.rpartition("\r")[2].rstrip() for line in screen.getvalue().rstrip("\n").split("\n")][1:]


EARLIER_GOAL_IMPROVES = (
    Progress(Goal.UNSERVED, 900, 2, 0.2, is_final=True),
    Progress(Goal.FINISH, 70, 60, 0.5, is_final=True),
    Progress(Goal.UNSERVED, 40, 2, 0.9, is_final=False),
    Progress(Goal.FINISH, 72, 60, 1.0, is_final=True),
    Progress(Goal.UNSERVED, 2, 2, 1.1, is_final=True),
    Progress(Goal.FINISH, 66, 66, 1.4, is_final=True),
    Progress(Goal.FINISH, 66, 66, 1.5, is_final=True),
)


def test_a_terminal_shows_an_earlier_goal_that_improves_later(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = heard(*EARLIER_GOAL_IMPROVES, is_terminal=True, monkeypatch=monkeypatch)
    assert [line.split()[0] for line in lines] == ["Còn", "Ngày", "Ngày", "Còn", "Ngày"]
    assert "2  ít nhất            2" in lines[3]
    assert "66  ít nhất           66" in lines[4]


def test_a_log_ends_with_where_each_goal_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = heard(*EARLIER_GOAL_IMPROVES, is_terminal=False, monkeypatch=monkeypatch)
    assert [line.split()[0] for line in lines] == ["Còn", "Ngày", "Còn", "Ngày"]
    assert "2  ít nhất            2" in lines[2]
    assert "66  ít nhất           66" in lines[3]


def test_what_ended_and_improved_without_ending_again_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal in (True, False):
        lines = heard(*EARLIER_GOAL_IMPROVES[:3], is_terminal=is_terminal, monkeypatch=monkeypatch)
        assert "40  ít nhất            2" in lines[-1]
        assert sum("40  ít nhất" in line for line in lines) == 1


@pytest.mark.parametrize("language", list(Language))
def test_no_line_is_wider_than_a_terminal(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_language(language)
    try:
        lines = heard(
            *(Progress(goal, 999_999_999, 100_000_000, 86_399.9, is_final=True) for goal in Goal),
            Progress(Goal.WAITING, 123_456_789_012, 0, 86_399.9, is_final=True),
            is_terminal=True,
            monkeypatch=monkeypatch,
        )
    finally:
        choose_language(Language.VIETNAMESE)
    assert len(lines) == len(Goal) + 1
    assert max(map(len, lines)) <= 79


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_silent_search_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool) -> None:
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress_line, "SILENT_SECONDS", 0.02)
    monkeypatch.setattr(progress_line, "TICK_SECONDS", 0.01)
    with ProgressLines(Speaker(as_json=False)) as lines:
        time.sleep(0.1)
        assert screen.getvalue() == "", "nobody searches yet"
        lines.listen(Progress(Goal.UNSERVED, None, 0, 0.0, is_final=False))
        time.sleep(0.1)
        lines.listen(Progress(Goal.UNSERVED, 7, 0, 0.1, is_final=False))
        time.sleep(0.3)
    said = screen.getvalue()
    assert "… chưa có lịch nào" in said
    assert "7  ít nhất            0" in said
    if not is_terminal:
        assert len(said.splitlines()) < 10, "each silence in a log is longer than the one before"


def test_what_is_told_beside_stands_above_the_line_that_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    with ProgressLines(Speaker(as_json=False)) as lines:
        tell_beside("nothing lives yet")
        lines.listen(Progress(Goal.TRAVEL, 168.04, 120.0, 1.0, is_final=False))
        tell_beside("by tables")
        lines.listen(Progress(Goal.TRAVEL, 160.0, 160.0, 1.1, is_final=True))
    tell_beside("nothing lives any more")
    standing = [line.rpartition("\r")[2].rstrip() for line in screen.getvalue().rstrip("\n").split("\n")]
    assert standing[0] == "nothing lives yet"
    assert standing[2] == "by tables"
    assert standing[3].startswith("  Quãng đường          160,0")
    assert standing[4:] == ["nothing lives any more"]
    assert "168,0" in screen.getvalue().rpartition("by tables")[2], "the line lives on below"


def test_a_log_takes_what_is_told_beside_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=False)
    monkeypatch.setattr(sys, "stderr", screen)
    with ProgressLines(Speaker(as_json=False)) as lines:
        lines.listen(Progress(Goal.TRAVEL, 168.04, 168.04, 1.0, is_final=True))
        tell_beside("by tables")
    assert screen.getvalue().splitlines()[-1] == "by tables"
