"""The process that searches never outlives the command, says nothing, and is not there where nothing is sought."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.diary import BOOK
from tests.cli.running import LONGEST, PLANNER, files_in, planner, surroundings
from tests.conftest import system_part

Program = Callable[[str], tuple[str, str]]
ENDS_WITHIN = 60.0
"""Seconds that a busy machine may need to end a process; what it would have gone on with takes ten times as long."""
TELLING_PIDS = """
import os, re, sys, time
stderr = os.fdopen(os.dup(2), "w")
from planner.workflow.solving.searcher import Searcher
begin = Searcher.__init__
def told(self, *what):
    begin(self, *what)
    print("STARTED", self._process.pid, file=stderr, flush=True)
Searcher.__init__ = told
"""
SEARCHING_FOR_EVER = (
    TELLING_PIDS
    + """
import planner.model.solve as model
def solve(*arguments, **options):
    print("NOW", file=stderr, flush=True)
    time.sleep(600)
model.solve = solve
"""
)
DYING_LOUDLY = (
    TELLING_PIDS
    + """
import planner.model.solve as model
solve = model.solve
def solve_and_die(*arguments, **options):
    solve(*arguments, **options)
    time.sleep(0.5)
    os.write(2, b"F0000 00:00:00.000000 linear_programming.cc:1] Check failed: it is so")
    os.abort()
model.solve = solve_and_die
"""
)
LISTING_MODULES = """
import atexit, sys
if __name__ == "__main__":
    atexit.register(lambda: print("LOADED", *sorted(sys.modules), file=sys.stderr))
"""


@pytest.fixture(autouse=True)
def _needs_processes() -> None:
    system_part("processes by their numbers", present=os.name == "posix")


def started(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"STARTED (\d+)", text)]


def is_there(number: int) -> bool:
    """Whether a process of this number lives; one that has ended, and waits for whoever asks how, does not."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in {"", "Z"}


def gone(numbers: list[int]) -> bool:
    until = time.monotonic() + ENDS_WITHIN
    while any(is_there(number) for number in numbers):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_a_plan_leaves_nothing_behind(home: Path, as_program: Program) -> None:
    done = planner("plan", BOOK, "-o", "o", folder=home, command=as_program(TELLING_PIDS))
    assert done.code == 0
    assert len(started(done.err)) == 1
    assert not any(is_there(number) for number in started(done.err))


@pytest.mark.parametrize("arguments", [("--help",), ("plan", "--help"), ("check", BOOK), ("status", BOOK)])
def test_who_searches_for_nothing_starts_nothing(home: Path, as_program: Program, arguments: tuple[str, ...]) -> None:
    changes = LISTING_MODULES
    done = planner(*arguments, folder=home, command=as_program(changes))
    assert "planner.workflow.solving.searcher" not in done.err.split("LOADED")[1].split()


def test_a_workbook_with_problems_is_told_as_ever(home: Path, as_program: Program) -> None:
    (home / "nothing.xlsx").write_bytes(b"no workbook")
    done = planner("plan", "nothing.xlsx", folder=home, command=as_program(TELLING_PIDS))
    assert done.code == 2
    _pids, error, stored = done.err.splitlines()
    assert error.startswith("Lỗi: nothing.xlsx")
    assert stored == "Chưa lưu gì cả."
    assert gone(started(done.err))


def test_the_command_itself_never_loads_the_solver(home: Path, as_program: Program) -> None:
    for arguments in (
        ("plan", BOOK, "-o", "o"),
        ("replan", BOOK, "-o", "o"),
        ("why", BOOK, "--unit", "B", "--on", "14/4/2023"),
        ("why", BOOK, "--unit", "B", "--on", "14/4/2024"),
        ("whatif", BOOK, "--machines", "1"),
        ("fleet", BOOK),
        ("audit", BOOK, "o/phu-luc.xlsx"),
    ):
        done = planner(*arguments, folder=home, command=as_program(LISTING_MODULES))
        assert done.code in {0, 1}, done.err
        loaded = done.err.split("LOADED")[1].split()
        assert "planner.workflow.solving.searching" in loaded
        assert "ortools" not in loaded, arguments


@pytest.mark.parametrize("is_searching", [True, False])
def test_a_command_that_is_killed_takes_its_search_with_it(
    home: Path, as_program: Program, *, is_searching: bool
) -> None:
    """Also one that was about to come up."""
    with subprocess.Popen(
        [*as_program(SEARCHING_FOR_EVER), "plan", BOOK, "-o", "o"],
        cwd=home,
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as command:
        assert command.stderr is not None
        said = ""
        for line in command.stderr:
            said += line
            if line.startswith("NOW" if is_searching else "STARTED"):
                break
        os.kill(command.pid, signal.SIGKILL)
        command.wait(LONGEST)
        numbers = started(said)
        assert len(numbers) == 1
        assert gone(numbers)
        assert "Traceback" not in command.stderr.read()


def test_what_dies_is_told_in_one_sentence_and_its_plan_is_kept(home: Path, as_program: Program) -> None:
    done = planner("plan", BOOK, "-o", "o", "--json", folder=home, command=as_program(DYING_LOUDLY))
    assert done.code == 0
    assert len(started(done.err)) == 2
    assert "Check failed" not in done.all
    assert done.err.count("tiến trình tìm lịch dừng đột ngột") == 1
    assert json.loads(done.out)["unserved"] is not None
    assert "o/plan.json" in files_in(home)
    assert gone(started(done.err))


@pytest.mark.parametrize("closed", [(0,), (0, 1), (0, 1, 2)])
def test_with_standard_streams_closed(home: Path, closed: tuple[int, ...]) -> None:
    closing = "; ".join(f"os.close({number})" for number in closed)
    script = f"import os, sys; {closing}; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    done = subprocess.run(
        [sys.executable, "-c", script, *PLANNER[1:], "plan", BOOK, "-o", "o"],
        cwd=home,
        env=surroundings(),
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0
    assert "o/plan.json" in files_in(home)
