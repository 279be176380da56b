"""Every campaign below a folder, planned by whole commands: `python -m tests.case_table DIR [--seconds 60]`.

One line for each `campaign*.xlsx` or `case-*.xlsx`: exit code, seconds of the whole command, what `planner verify` and
the arbiter (where it is at hand) say, and each goal as value, bound and gap. Exit 1 if a command fails or a plan is
refused.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from tests.arbiter import ARBITER
from tests.cli.running import PLANNER, surroundings

PATTERNS = ("campaign*.xlsx", "case-*.xlsx")


@dataclass(frozen=True)
class Row:
    """One campaign planned."""

    name: str
    code: int
    seconds: float
    said: str
    """What the checker and the arbiter say; why there is no plan otherwise."""
    goals: tuple[dict[str, Any], ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether there is a plan that nobody refuses."""
        return self.code == 0 and self.said == "sound"

    def __str__(self) -> str:
        goals = "  ".join(map(told_goal, self.goals))
        return f"{self.name}: exit {self.code}, {self.seconds:.1f} s, {self.said}  {goals}"


def told_goal(goal: dict[str, Any]) -> str:
    """A goal's value, and bound and gap where they are apart."""
    value, bound = goal["value"], goal["bound"]
    if bound is None:
        return f"{goal['goal']} {value:.12g} (not asked)"
    if bound >= value:
        return f"{goal['goal']} {value:.12g}"
    return f"{goal['goal']} {value:.12g} [{bound:.12g}, {100 * (value - bound) / value:.1f} %]"


def workbooks(folder: Path, only: str = "") -> Iterator[Path]:
    """The campaigns below the folder, by name; with `only`, those with this text in their way from there."""
    found = {path for pattern in PATTERNS for path in folder.rglob(pattern)}
    for path in sorted(found):
        if only in path.relative_to(folder).as_posix() and not path.name.startswith("~"):
            yield path


def row_of(workbook: Path, name: str, options: Sequence[object]) -> Row:
    """Plan the workbook into a folder of its own, and let both judges look at what came."""
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "out"
        kept = ("--ledger", f"{temporary}/case.ledger.db", "-o", out)
        started = monotonic()
        done = _run([*PLANNER, "plan", workbook, *kept, *options])
        took = monotonic() - started
        plan = out / "plan.json"
        if done.returncode != 0 or not plan.exists():
            lines = done.stderr.strip().splitlines()
            return Row(name, done.returncode, took, lines[-1] if lines else "no word")
        goals = json.loads(plan.read_text(encoding="utf-8"))["goals"]
        return Row(name, done.returncode, took, _judged(workbook, plan), tuple(goals))


def _judged(workbook: Path, plan: Path) -> str:
    judges = {"checker": [*PLANNER, "verify", workbook, plan]}
    if ARBITER.exists():
        judges["arbiter"] = [sys.executable, ARBITER, workbook, plan]
    said = []
    for judge, command in judges.items():
        done = _run(command)
        if done.returncode != 0:
            first = (done.stdout + done.stderr).strip().splitlines()
            said.append(f"{judge}: {first[0] if first else done.returncode}")
    return "; ".join(said) or "sound"


def _run(command: Sequence[object]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=surroundings(PLANNER_LANG="en"),
        check=False,
    )


def main() -> int:
    """Plan each campaign and print its line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="only campaigns with this text in their path")
    arguments = parser.parse_args()
    options = ("--seconds", arguments.seconds, "--workers", arguments.workers)
    found = list(workbooks(arguments.folder, arguments.only))
    rows = []
    for path in found:
        rows.append(row_of(path, path.relative_to(arguments.folder).with_suffix("").as_posix(), options))
        print(rows[-1], flush=True)
    bad = sum(not row.is_good for row in rows)
    print(f"{len(rows)} campaigns, {bad} without a sound plan" + ("" if ARBITER.exists() else "; no arbiter here"))
    return 1 if bad or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
