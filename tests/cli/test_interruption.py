"""Ctrl-C: the best plan so far is kept; before a first one the program says that there is none.

It is heard within two seconds in every phase of a command.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.campaigns import day
from tests.cli.diary import BOOK, FIRST, announce, store
from tests.cli.running import LONGEST, PLANNER, files_in, surroundings
from tests.conftest import system_part

ROOT = Path(__file__).resolve().parents[2]
HARD = ROOT / "instances" / "province-roving" / "campaign.xlsx"
EASY = ROOT / "instances" / "binh-gia-2023" / "campaign.xlsx"

Program = Callable[[str], tuple[str, str]]
HEARD_WITHIN = 2.0 + 3.0
"""Two seconds, and what a machine with other things to do takes to end a program."""
PRINTING = 10.0
"""Seconds that storing and printing a small plan may take where the machine has other things to do."""

SAY = """
import os, re, sys, time
stderr = os.fdopen(os.dup(2), "w")
def say(word):
    print(word, file=stderr, flush=True)
def hear_nothing():
    "Hold the interpreter: no other thread of this process comes to its turn, as where the solver builds a model."
    re.fullmatch("(a+)+", "a" * 60 + "b")
"""
NEVER_FINDS = (
    SAY
    + """
import planner.model.solve as model
from planner.errors import NoPlanInTime
from planner.next_steps import NextStep, Step
def solve(*arguments, stopper, **options):
    say("NOW")
    while not stopper.stopped.is_set():
        time.sleep(0.01)
    raise NoPlanInTime(model._("the search ended before a first plan was found"), NextStep(Step.MORE_TIME))
model.solve = solve
"""
)
SLOW_TO_WRITE = (
    SAY
    + """
import planner.workflow.printing.papers as papers
write = papers.write_timeline
def slowly(*arguments):
    say("NOW")
    time.sleep(1.0)
    return write(*arguments)
papers.write_timeline = slowly
"""
)
SLOW_TO_READ = (
    SAY
    + """
import planner.workflow.planning.planning as planning
def slowly(path):
    say("NOW")
    time.sleep(60.0)
planning.read_campaign = slowly
"""
)
NEVER_COMES_UP = (
    SAY
    + """
from planner.workflow.solving.searcher import Searcher
ask = Searcher.ask
def told(*arguments):
    say("NOW")
    return ask(*arguments)
Searcher.ask = told
if __name__ != "__main__":
    hear_nothing()
"""
)
NEVER_BUILDS = (
    SAY
    + """
import planner.model.solve as model
def solve(*arguments, **options):
    say("NOW")
    hear_nothing()
model.solve = solve
"""
)
NEVER_BUILDS_AGAIN = (
    SAY
    + """
import planner.model.solve as model
solve = model.solve
def solve_and_build(*arguments, **options):
    solve(*arguments, **options)
    time.sleep(0.5)
    say("NOW")
    hear_nothing()
model.solve = solve_and_build
"""
)
NEVER_BUILDS_ANOTHER = (
    SAY
    + """
import planner.model.solve as model
solve = model.solve
solved = []
def solve_once(*arguments, **options):
    if solved:
        say("NOW")
        hear_nothing()
    solved.append(solve(*arguments, **options))
    return solved[0]
model.solve = solve_once
"""
)
NEVER_KNOWS_WHY = (
    SAY
    + """
import planner.model.explain.smallest_conflict as forbidding
def facts(*arguments, **options):
    say("NOW")
    hear_nothing()
forbidding.forbidding_facts = facts
"""
)


def now(line: str) -> bool:
    return line.startswith("NOW")


class Interrupted(subprocess.CompletedProcess[str]):
    """A command that was interrupted, and the seconds from then to its end."""

    seconds = 0.0


@pytest.fixture(autouse=True)
def as_at_a_terminal() -> Iterator[None]:
    """What a background job starts ignores Ctrl-C from the beginning; whoever runs the tests so wants to know of it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted(*command: str, folder: Path, when: Callable[[str], bool], again: bool = False) -> Interrupted:
    """Run this, and press Ctrl-C when a line on stderr says that it is time; `again` presses it twice.

    As a terminal does, it is pressed for the command and for all that it has started.
    """
    said = []
    pressed = 0.0
    with subprocess.Popen(
        command,
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        alarm = threading.Timer(LONGEST, process.kill)
        alarm.start()
        for line in process.stderr:
            said.append(line)
            if not pressed and when(line):
                pressed = time.monotonic()
                for _press in range(2 if again else 1):
                    os.killpg(process.pid, signal.SIGINT)
        out = process.stdout.read()
        code = process.wait()
        seconds = time.monotonic() - pressed
        alarm.cancel()
    err = "".join(said)
    assert pressed, err
    assert "Traceback" not in err
    done = Interrupted(command, code, out, err)
    done.seconds = seconds
    return done


@pytest.fixture(autouse=True)
def _needs_signals() -> None:
    system_part("POSIX signals", present=os.name == "posix")


@pytest.mark.parametrize("again", [False, True])
def test_the_best_plan_is_kept(tmp_path: Path, *, again: bool) -> None:
    done = interrupted(
        *PLANNER,
        *("plan", str(HARD), "--ledger", "x.ledger.db", "-o", "o", "--seconds", "100", "--workers", "1"),
        folder=tmp_path,
        when=lambda line: line.startswith("  Còn sót"),
        again=again,
    )
    assert done.returncode == 0, done.stderr
    assert "Đã dừng tìm kiếm giữa chừng; đây là lịch tốt nhất tìm được đến lúc đó." in done.stdout
    assert "tốt nhất tìm được; không thể dưới" in done.stdout
    assert "plan.json" in {path.rpartition("/")[2] for path in files_in(tmp_path)}
    verified = subprocess.run([*PLANNER, "verify", str(HARD), "o/plan.json"], cwd=tmp_path, check=False)
    assert verified.returncode == 0


@pytest.mark.alone
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("phase", [NEVER_FINDS, NEVER_COMES_UP, NEVER_BUILDS])
def test_before_a_first_plan_there_is_none(tmp_path: Path, as_program: Program, phase: str, *, again: bool) -> None:
    done = interrupted(
        *as_program(phase),
        *("plan", str(EASY), "-o", "o", "--workers", "1"),
        folder=tmp_path,
        when=now,
        again=again,
    )
    assert done.returncode == 3, done.stderr
    assert done.seconds < HEARD_WITHIN
    assert "chưa có lịch nào" in done.stderr
    assert files_in(tmp_path) == set()


@pytest.mark.alone
def test_a_plan_sent_up_before_the_search_hears_nothing_more_is_kept(home: Path, as_program: Program) -> None:
    done = interrupted(
        *as_program(NEVER_BUILDS_AGAIN),
        *("plan", BOOK, "-o", "o", "--workers", "1"),
        folder=home,
        when=now,
    )
    assert done.returncode == 0, done.stderr
    assert done.seconds < HEARD_WITHIN + PRINTING
    assert "Đã dừng tìm kiếm giữa chừng; đây là lịch tốt nhất tìm được đến lúc đó." in done.stdout
    assert "o/plan.json" in files_in(home)


@pytest.mark.alone
@pytest.mark.parametrize(
    "command", [("whatif", BOOK), ("fleet", BOOK), ("repairs", BOOK), ("why", BOOK, "--unit", "B", "--on", "14/4/2023")]
)
def test_a_question_gives_what_it_knows_so_far(home: Path, as_program: Program, command: tuple[str, ...]) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    done = interrupted(*as_program(NEVER_BUILDS_ANOTHER), *command, folder=home, when=now)
    assert done.returncode == 0, done.stderr
    assert done.seconds < HEARD_WITHIN
    assert done.stdout


def test_draws_that_are_done_count(home: Path) -> None:
    store(home, FIRST)
    done = interrupted(
        *PLANNER, "risk", BOOK, "--draws", "1000000", "--workers", "1", folder=home, when=lambda line: "0 lần" in line
    )
    assert done.returncode == 0, done.stderr
    assert "Kết thúc sớm: chỉ tính" in done.stdout


@pytest.mark.alone
def test_while_it_is_asked_what_forbids_a_wish(home: Path, as_program: Program) -> None:
    done = interrupted(*as_program(NEVER_KNOWS_WHY), "why", BOOK, "--unit", "B", folder=home, when=now)
    assert done.returncode == 3, done.stderr
    assert done.seconds < HEARD_WITHIN
    assert "chưa có lịch nào" in done.stderr


def test_a_plan_that_is_being_written_is_written(home: Path, as_program: Program) -> None:
    done = interrupted(
        *as_program(SLOW_TO_WRITE),
        *("plan", BOOK, "-o", "o", "--workers", "1"),
        folder=home,
        when=now,
        again=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Đã dừng" not in done.stdout
    assert "o/plan.json" in files_in(home)


@pytest.mark.alone
def test_while_the_workbook_is_read(tmp_path: Path, as_program: Program) -> None:
    done = interrupted(*as_program(SLOW_TO_READ), "plan", str(EASY), "-o", "o", folder=tmp_path, when=now)
    assert done.returncode == 3
    assert done.seconds < HEARD_WITHIN
    assert "Đã dừng, chưa làm gì." in done.stderr
    assert files_in(tmp_path) == set()
