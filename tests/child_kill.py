"""Sudden ends of the process that searches: `planner plan` and `planner replan` lose theirs at random moments.

`python -m tests.child_kill [--points 300] [--seed 1]`. The command must end with the best plan that it knows, or say
clearly that there is none; what it has told as stored must be there, and the next command must work. In half of the
cases the second try is killed too.
"""

import argparse
import json
import os
import queue
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result
from planner.intake.plan_file import read_plan
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from tests.cli.running import surroundings
from tests.command_kill import CAMPAIGN
from tests.small_campaigns import day, label
from tests.workbooks import write_results, write_workbook

TELLING_PIDS = """
import sys
from planner.workflow.solving.searcher import Searcher
begin = Searcher.__init__
def told(self, *what):
    begin(self, *what)
    print("STARTED", self._process.pid, file=sys.stderr, flush=True)
Searcher.__init__ = told
from planner.cli.main import main
if __name__ == "__main__":
    main()
"""
LAST_PAST_DAY = 4
SECONDS = 20
LONGEST_WAIT = 120.0
KILLED_TWICE = 0.5
NO_PLAN = 3


@dataclass
class Deaths:
    """What was found after so many deaths."""

    points: int = 0
    killed: int = 0
    killed_twice: int = 0
    too_late: int = 0
    """Commands that had ended before their process could be killed."""
    planned: int = 0
    """Commands that ended with a plan although a process was killed, and those among them that told of it."""
    told: int = 0
    without_plan: int = 0
    """Commands that said that there is none."""
    wrong: list[str] = field(default_factory=list)
    """Commands that ended in another way, lost what they had told as stored, or were not followed by one that works."""

    def __str__(self) -> str:
        return (
            f"{self.points} points: {self.killed} processes killed ({self.killed_twice} of second tries), "
            f"{self.too_late} came too late; {self.planned} commands with a plan ({self.told} tell of a death), "
            f"{self.without_plan} without; {len(self.wrong)} wrong"
        )


class Round:
    """Two campaigns in a folder of their own: one to be planned, one to be planned anew."""

    def __init__(self, folder: Path, dice: random.Random, found: Deaths) -> None:
        self.folder, self.dice, self.found = folder, dice, found
        self.program = folder / "telling_planner.py"
        self.program.write_text(TELLING_PIDS, encoding="utf-8")
        self.books = {"plan": folder / "plan" / "campaign.xlsx", "replan": folder / "replan" / "campaign.xlsx"}
        self.told = {"plan": 0, "replan": 0}
        for book in self.books.values():
            book.parent.mkdir()
            write_workbook(CAMPAIGN, book)
        self._must("plan", self.books["replan"], *self._search(), "-o", folder / "o" / "replan")
        self.told["replan"] = 1
        self._must("announce", self.books["replan"])
        self._must("record", self.books["replan"], self._report(), "--today", day(LAST_PAST_DAY))
        self.life = {command: self._life(command) for command in self.books}

    def one_death(self, command: str) -> None:
        """Kill the process that searches, maybe the second one too, and look at how the command ends."""
        self.found.points += 1
        twice = self.dice.random() < KILLED_TWICE
        code, out, err, killed = self._killed(command, most=2 if twice else 1)
        self.found.killed += min(killed, 1)
        self.found.killed_twice += max(0, killed - 1)
        self.found.too_late += not killed
        self._judge(command, code, out, err, killed)
        self._next_works(command)

    def _judge(self, command: str, code: int, out: str, err: str, killed: int) -> None:
        told = [line for line in err.splitlines() if "dừng đột ngột" in line]
        if "Traceback" in err or "Lỗi: lỗi của chính" in err:
            self.found.wrong.append(f"{command}: {err[-500:]}")
        elif code == 0:
            self._acknowledge(command, json.loads(out))
            self.found.planned += bool(killed)
            self.found.told += bool(told)
        elif code == NO_PLAN and killed and told:
            self.found.without_plan += 1
        else:
            self.found.wrong.append(f"{command}: exit {code} after {killed} deaths: {err[-500:]}")

    def _acknowledge(self, command: str, answer: dict[str, Any]) -> None:
        """The version that was told, by the answer or by the plan that it names."""
        self.told[command] = answer.get("version") or read_plan(self.folder / "o" / command / "plan.json").version

    def _next_works(self, command: str) -> None:
        """What was told as stored is in the ledger, and another command reads it."""
        if not self.told[command]:
            return
        with open_ledger(default_ledger(self.books[command]), CAMPAIGN.name) as ledger:
            latest = ledger.latest_version()
        number = latest.number if latest else 0
        if number != self.told[command]:
            self.found.wrong.append(f"{command}: version {self.told[command]} was told, {number} is there")
        status = self._run("status", self.books[command], "--json")
        if status.returncode:
            self.found.wrong.append(f"status after {command}: {status.stderr[-500:]}")

    def look_at_everything(self) -> None:
        """Without any death, both commands still do all that they have to do."""
        for command in self.books:
            self._acknowledge(command, self._must(*self._words(command)[:-1]))
            self._next_works(command)

    def _killed(self, command: str, most: int) -> tuple[int, str, str, int]:
        """How the command ended, what it said, and how many of its processes were killed."""
        said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        err: list[str] = []
        answer = self.folder / "answer.json"
        killed = 0
        with answer.open("w", encoding="utf-8") as out, self._start(command, out) as process:
            reader = threading.Thread(target=_read, args=(process, said), daemon=True)
            reader.start()
            alarm = threading.Timer(LONGEST_WAIT, process.kill)
            alarm.start()
            while (line := said.get()) is not None:
                err.append(line)
                if (pid := _started(line)) and killed < most:
                    time.sleep(self.dice.uniform(0, self.life[command]))
                    killed += _kill(pid)
            code = process.wait()
            alarm.cancel()
        return code, answer.read_text(encoding="utf-8"), "".join(err), killed

    def _start(self, command: str, out: Any) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(self.program), *map(str, self._words(command))],
            cwd=self.folder,
            env=surroundings(),
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def _life(self, command: str) -> float:
        """Seconds from the start of the process that searches to the end of the command."""
        began = 0.0
        answer = self.folder / "answer.json"
        with answer.open("w", encoding="utf-8") as out, self._start(command, out) as process:
            assert process.stderr is not None
            for line in process.stderr:
                began = began or (time.monotonic() if _started(line) else 0.0)
        self._acknowledge(command, json.loads(answer.read_text(encoding="utf-8")))
        return time.monotonic() - began

    def _words(self, command: str) -> list[object]:
        as_of = ["--as-of", day(LAST_PAST_DAY + 1)] if command == "replan" else []
        return [command, self.books[command], *as_of, *self._search(), "-o", self.folder / "o" / command, "--json"]

    def _search(self) -> list[object]:
        return ["--seconds", SECONDS, "--workers", 1]

    def _report(self) -> Path:
        path = self.folder / "results.xlsx"
        slots = [(number, shift) for number in range(1, LAST_PAST_DAY + 1) for shift in (1, 2)]
        results = [
            Result(
                day=day(number),
                shift=label(shift),
                machine=MachineName(name),
                unit=UnitCode("ABC"[rank]),
                collected=self.dice.randint(0, 5),
            )
            for number, shift in slots
            for rank, name in enumerate(("M1", "M2", "M3"))
        ]
        write_results(results, path)
        return path

    def _run(self, *words: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(self.program), *map(str, words)],
            cwd=self.folder,
            env=surroundings(),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_WAIT,
            check=False,
        )

    def _must(self, *words: object) -> dict[str, Any]:
        done = self._run(*words, "--json")
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def deaths(points: int, *, seed: int = 1) -> Deaths:
    """Kill processes at so many random moments, and look at how each command ends."""
    found = Deaths()
    with tempfile.TemporaryDirectory() as folder:
        round_ = Round(Path(folder), random.Random(seed), found)  # noqa: S311 - for a test
        for point in range(points):
            round_.one_death("replan" if point % 2 else "plan")
        round_.look_at_everything()
    return found


def _read(process: "subprocess.Popen[str]", said: "queue.SimpleQueue[str | None]") -> None:
    assert process.stderr is not None
    for line in process.stderr:
        said.put(line)
    said.put(None)


def _started(line: str) -> int:
    found = re.match(r"STARTED (\d+)", line)
    return int(found.group(1)) if found else 0


def _kill(pid: int) -> bool:
    """Whether there was somebody to kill."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def main() -> int:
    """One line, and one for everything that is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = deaths(asked.points, seed=asked.seed)
    print(found, *found.wrong, sep="\n  ", flush=True)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
