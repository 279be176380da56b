"""Whole commands against their own clock: `python -m tests.punctual [--runs 300] [--first 0]`.

`plan`, and some `replan`, `why`, `whatif`, `repairs`, `fleet` and `risk`, with --seconds from 5 to 60 (mostly few),
over all instances and, where they are at hand, all cases beside the repository. None may take more than its seconds,
10 % and 2 s from its beginning to its last word, with the reading of the workbook; only the writing of prints is
measured apart (see `tests.clocked`). None may end without a plan: only data with problems, or a wish or pins that
exclude every plan, excuse one; and `risk`, given few seconds, where its first draw, a whole campaign that is planned
anew every evening, lasts longer than these. A line a run; exit 1 if any is at fault.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from time import time
from typing import Any

from planner.domain.campaign import Campaign
from planner.errors import PlannerError
from planner.intake.campaign.campaign_reader import read_campaign
from tests.campaigns import seeded
from tests.case_table import workbooks
from tests.cli.running import surroundings

ROOT = Path(__file__).resolve().parents[1]
INSTANCES = ROOT / "instances"
CASES = ROOT.parent / "shared" / "cases"
OFTEN = ("binh-gia-2023/", "two-mobile", "binh-phuoc-2024/", "province-roving", "/plan/")
"""What half of the runs are about: large or hard campaigns."""
COMMANDS = {"plan": 12, "replan": 3, "why": 2, "whatif": 1, "repairs": 2, "fleet": 2, "risk": 2}
NEEDS_AN_ANNOUNCEMENT = {"replan", "repairs", "risk"}
PREPARED_IN_SECONDS = 3.0
DAYS_WORKED, DAYS_ANNOUNCED = 4, 12
FEWEST_SECONDS, MOST_SECONDS = 5.0, 60.0
GRACE_SHARE, GRACE_SECONDS = 0.10, 2.0
EXCUSES = {"workbook", "NoPlanPossible", "WrongUsage", "UnreadableFile", "NumbersTooLarge"}
"""Errors of the data, or of a wish, without which there would be a plan."""
FIRST_DRAW_SECONDS = 10.0
"""With fewer seconds `risk` may come to no draw; with more there is no excuse."""
PATIENCE_SECONDS = 120.0
"""Beyond twice its seconds a command is ended and counted as hanging."""


@dataclass(frozen=True)
class Drawn:
    """One command to run."""

    command: str
    workbook: str
    seconds: float
    workers: int


@dataclass(frozen=True)
class Run:
    """One command that was run."""

    drawn: Drawn
    code: int
    took: float
    """The whole command."""
    searched: float | None
    """From the beginning to the last search ended, or to the answer of a question; None if it read no workbook."""
    error: str = ""

    @property
    def most(self) -> float:
        """What the search may take."""
        return self.drawn.seconds * (1 + GRACE_SHARE) + GRACE_SECONDS

    @property
    def _is_short_of_a_draw(self) -> bool:
        is_short = self.drawn.command == "risk" and self.drawn.seconds < FIRST_DRAW_SECONDS
        return is_short and self.error == "NoPlanInTime"

    @property
    def faults(self) -> list[str]:
        """What is wrong with it."""
        found = []
        if self.searched is not None and self.searched > self.most:
            found.append(f"over its time: {self.searched:.1f} s of {self.most:.1f}")
        if self.code != 0 and self.error not in EXCUSES and not self._is_short_of_a_draw:
            found.append(f"no plan: exit {self.code} {self.error}")
        return found

    def __str__(self) -> str:
        searched = "-" if self.searched is None else f"{self.searched:.1f}"
        verdict = "; ".join(self.faults) or self.error or "in time"
        asked = f"{self.drawn.command:<8}{self.drawn.seconds:5.1f} s, {self.drawn.workers} workers"
        told = f"searched {searched} s, whole {self.took:.1f} s, exit {self.code}, {verdict}"
        return f"{asked}: {told}  {self.drawn.workbook}"


def all_workbooks() -> list[Path]:
    """Every campaign of the repository, and of the cases beside it."""
    folders = [INSTANCES, *([CASES] if CASES.exists() else [])]
    return [path for folder in folders for path in workbooks(folder)]


class Runner:
    """Draws commands and runs them, each in a folder of its own."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = list(paths)
        self._kept = tempfile.TemporaryDirectory()
        self._prepared: dict[Path, Path | None] = {}

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, *failure: object) -> None:
        self._kept.cleanup()

    def one(self, number: int, most_seconds: float = MOST_SECONDS, only: str | None = None) -> Run:
        """The run of this number; of this command, if one is named."""
        rng = seeded(f"punctual {number}")
        path = self._drawn(rng)
        command = only or rng.choices(list(COMMANDS), list(COMMANDS.values()))[0]
        seconds = round(FEWEST_SECONDS + (most_seconds - FEWEST_SECONDS) * rng.random() ** 5, 1)
        workers = rng.choice((1, 2))
        try:
            campaign = read_campaign(path).campaign
        except PlannerError:
            command, campaign = "plan", None
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            announced = (
                campaign is not None and command in NEEDS_AN_ANNOUNCEMENT and self._copied(path, campaign, folder)
            )
            if not announced:
                command = "plan" if command in NEEDS_AN_ANNOUNCEMENT else command
                shutil.copy(path, folder / "campaign.xlsx")
            options = _options(rng, command, campaign)
            return _run(folder, Drawn(command, _short(path), seconds, workers), options)

    def _drawn(self, rng: Random) -> Path:
        often = [path for path in self.paths if any(part in path.as_posix() for part in OFTEN)]
        return rng.choice(often if often and rng.random() < 0.5 else self.paths)

    def _copied(self, path: Path, campaign: Campaign, folder: Path) -> bool:
        """Put a planned and announced campaign into the folder, if it can be planned at all."""
        if path not in self._prepared:
            self._prepared[path] = self._announced(path, campaign)
        prepared = self._prepared[path]
        if prepared is None:
            return False
        shutil.copytree(prepared, folder, dirs_exist_ok=True)
        return True

    def _announced(self, path: Path, campaign: Campaign) -> Path | None:
        folder = Path(tempfile.mkdtemp(dir=self._kept.name))
        shutil.copy(path, folder / "campaign.xlsx")
        last = campaign.calendar.first_day + timedelta(days=DAYS_ANNOUNCED - 1)
        until = min(last, campaign.calendar.last_day).isoformat()
        plan = ("plan", "campaign.xlsx", "-o", "out", "--seconds", PREPARED_IN_SECONDS)
        for command in (plan, ("announce", "campaign.xlsx", "--until", until)):
            done = _planner(folder, ["-m", "planner.cli.main"], command, PATIENCE_SECONDS)
            if done is None or done.returncode != 0:
                return None
        return folder


def _short(path: Path) -> str:
    for folder in (INSTANCES, CASES):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.as_posix()


def _options(rng: Random, command: str, campaign: Campaign | None) -> list[str]:
    if command == "plan":
        return ["-o", "out"]
    assert campaign is not None
    calendar = campaign.calendar
    as_of = min(calendar.first_day + timedelta(days=DAYS_WORKED), calendar.last_day).isoformat()
    if command == "risk":
        return ["--as-of", as_of, "--draws", "100000"]
    if command in NEEDS_AN_ANNOUNCEMENT:
        told = ["--as-of", as_of, "--assume-planned"]
        return [*told, "-o", "again"] if command == "replan" else told
    if command == "fleet":
        return []
    if command == "whatif":
        return rng.choice(([], ["--machines", "1"]))
    asked = ["--unit", rng.choice(campaign.units).code]
    if rng.random() < 0.7:
        day = calendar.first_day + timedelta(days=rng.randrange(calendar.num_days))
        asked += ["--on", day.isoformat()]
    if rng.random() < 0.5:
        asked += ["--machine", rng.choice(campaign.machines).name]
    return asked


def _run(folder: Path, drawn: Drawn, options: Sequence[str]) -> Run:
    marks_path = folder / "marks.json"
    searching = ("--seconds", drawn.seconds, "--workers", drawn.workers, "--json")
    began = time()
    done = _planner(
        folder,
        ["-m", "tests.clocked", str(marks_path)],
        (drawn.command, "campaign.xlsx", *options, *searching),
        2 * drawn.seconds + PATIENCE_SECONDS,
    )
    took = time() - began
    if done is None:
        return Run(drawn, -1, took, took, "hangs")
    marks: dict[str, list[float]] = json.loads(marks_path.read_text(encoding="utf-8"))
    return Run(drawn, done.returncode, took, _searched(drawn.command, marks), _error(done))


def _searched(command: str, marks: dict[str, list[float]]) -> float | None:
    """Questions print nothing, so all that they do is their search."""
    if not marks["read"]:
        return None
    if command in ("plan", "replan"):
        return marks["ended"][-1] - marks["started"][0] if marks["ended"] else None
    return marks["done"][0] - marks["started"][0]


def _error(done: "subprocess.CompletedProcess[str]") -> str:
    if done.returncode == 0:
        return ""
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        lines = done.stderr.strip().splitlines()
        return lines[-1] if lines else "no word"
    return str(answer.get("error", "no word"))


def _planner(
    folder: Path, door: Sequence[str], arguments: Sequence[object], patience: float
) -> "subprocess.CompletedProcess[str] | None":
    """What the command gave; None if it did not come to an end."""
    try:
        return subprocess.run(
            [sys.executable, *door, *map(str, arguments)],
            cwd=folder,
            env=surroundings(PYTHONPATH=str(ROOT), PLANNER_LANG="en"),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None


def main() -> int:
    """Run the commands and print a line for each, then a summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--most-seconds", type=float, default=MOST_SECONDS)
    parser.add_argument("--only", default="", help="only campaigns with this text in their path")
    arguments = parser.parse_args()
    paths = [path for path in all_workbooks() if arguments.only in path.as_posix()]
    runs = []
    with Runner(paths) as runner:
        for number in range(arguments.first, arguments.first + arguments.runs):
            runs.append(runner.one(number, arguments.most_seconds))
            print(f"{number:>4} {runs[-1]}", flush=True)
    return summed_up(runs, len(paths))


def summed_up(runs: Sequence[Run], num_workbooks: int) -> int:
    """Print what the runs came to; the exit code. Runs that never searched prove nothing."""
    searched = [run for run in runs if run.searched is not None]
    at_fault = [run for run in runs if run.faults]
    print(f"{len(runs)} runs over {num_workbooks} campaigns, {len(searched)} searched: {len(at_fault)} at fault")
    if hasattr(os, "getloadavg"):
        print(f"  load of the machine in the last 15 minutes: {os.getloadavg()[2]:.1f} on {os.cpu_count()} cores")
    print(
        "  commands: "
        + ", ".join(f"{name} {count}" for name, count in Counter(run.drawn.command for run in runs).items())
    )
    for name, count in sorted(Counter(run.error for run in runs if run.error and not run.faults).items()):
        print(f"  excused by {name}: {count}")
    if searched:
        worst = max(searched, key=lambda run: (run.searched or 0) - run.drawn.seconds)
        print(f"  furthest beyond its seconds: {worst}")
    for run in at_fault:
        print(f"  at fault: {run}")
    return 1 if at_fault or not searched else 0


if __name__ == "__main__":
    sys.exit(main())
