"""Ctrl-C: the best plan so far is kept; before a first one the program says that there is none."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import LONGEST, PLANNER, files_in, surroundings
from tests.conftest import system_part

ROOT = Path(__file__).resolve().parents[2]
HARD = ROOT / "instances" / "province-roving" / "campaign.xlsx"
EASY = ROOT / "instances" / "binh-gia-2023" / "campaign.xlsx"

NEVER_FINDS = """
import sys, time
from ortools.sat.python import cp_model
def solve(self, model, callback=None):
    print("SEARCHING", file=sys.stderr, flush=True)
    while not getattr(self, "is_stopped", False):
        time.sleep(0.01)
    return cp_model.UNKNOWN
def stop_search(self):
    self.is_stopped = True
cp_model.CpSolver.solve, cp_model.CpSolver.stop_search = solve, stop_search
cp_model.CpSolver.best_objective_bound = property(lambda self: 0.0)
cp_model.CpSolver.response_proto = property(lambda self: type("Response", (), {"deterministic_time": 0.0}))
"""
SLOW_TO_WRITE = """
import sys, time
import planner.workflow.papers as papers
write = papers.write_timeline
def slowly(*arguments):
    print("WRITING", file=sys.stderr, flush=True)
    time.sleep(1.0)
    return write(*arguments)
papers.write_timeline = slowly
"""
SLOW_TO_READ = """
import sys, time
import planner.workflow.planning as planning
def slowly(path):
    print("READING", file=sys.stderr, flush=True)
    time.sleep(60.0)
planning.read_campaign = slowly
"""


def interrupted(
    *command: str, folder: Path, when: Callable[[str], bool], again: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run this, and press Ctrl-C when a line on stderr says that it is time; `again` presses it twice."""
    said = []
    is_pressed = False
    with subprocess.Popen(
        command,
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        alarm = threading.Timer(LONGEST, process.kill)
        alarm.start()
        for line in process.stderr:
            said.append(line)
            if not is_pressed and when(line):
                is_pressed = True
                for _press in range(2 if again else 1):
                    process.send_signal(signal.SIGINT)
        out = process.stdout.read()
        code = process.wait()
        alarm.cancel()
    err = "".join(said)
    assert is_pressed, err
    assert "Traceback" not in err
    return subprocess.CompletedProcess(command, code, out, err)


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
    assert "tốt nhất tìm được; cận dưới đã chứng minh" in done.stdout
    assert "plan.json" in {path.rpartition("/")[2] for path in files_in(tmp_path)}
    verified = subprocess.run([*PLANNER, "verify", str(HARD), "o/plan.json"], cwd=tmp_path, check=False)
    assert verified.returncode == 0


@pytest.mark.parametrize("again", [False, True])
def test_before_a_first_plan_there_is_none(tmp_path: Path, *, again: bool) -> None:
    done = interrupted(
        *(sys.executable, "-c", NEVER_FINDS, "plan", str(EASY), "-o", "o", "--workers", "1"),
        folder=tmp_path,
        when=lambda line: line.startswith("SEARCHING"),
        again=again,
    )
    assert done.returncode == 3, done.stderr
    assert "chưa có lịch nào" in done.stderr
    assert files_in(tmp_path) == set()


def test_a_plan_that_is_being_written_is_written(home: Path) -> None:
    done = interrupted(
        *(sys.executable, "-c", SLOW_TO_WRITE, "plan", "nho/campaign.xlsx", "-o", "o", "--workers", "1"),
        folder=home,
        when=lambda line: line.startswith("WRITING"),
        again=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Đã dừng" not in done.stdout
    assert "o/plan.json" in files_in(home)


def test_while_the_workbook_is_read(tmp_path: Path) -> None:
    done = interrupted(
        *(sys.executable, "-c", SLOW_TO_READ, "plan", str(EASY), "-o", "o"),
        folder=tmp_path,
        when=lambda line: line.startswith("READING"),
    )
    assert done.returncode == 3
    assert "Đã dừng, chưa làm gì." in done.stderr
    assert files_in(tmp_path) == set()
