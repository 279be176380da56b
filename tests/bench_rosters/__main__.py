"""Published shift-scheduling instances, solved and judged: value, bound, best known, gap and seconds of each.

    python -m tests.bench_rosters DIR [--scorer PATH] [--best-known CSV] [--seconds 60] [--only 1,9] [--workers 2]

DIR holds Instance*.txt. The scorer is any program that takes an instance and a roster, prints JSON with "sound" and
"penalty" under --json and ends with 0 for a sound one. CSV names instances and their best known values.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from planner.model.roster.line_problem import LineProgress, LineSolution
from planner.model.roster.line_search import solve_lines
from tests.bench_rosters.published import as_lines, read_published, written

HEADS = ("instance", "value", "bound", "best known", "gap %", "first s", "best s", "seconds", "judged")


class Result(NamedTuple):
    """What came of one instance."""

    name: str
    value: int | None
    bound: int | None
    first: float
    """Seconds until the first roster."""
    best: float
    """Seconds until the best one."""
    seconds: float
    judged: str


def main(arguments: list[str]) -> int:
    """Solve, judge and print; 1 where a roster is missing or unsound."""
    parser = argparse.ArgumentParser(prog="tests.bench_rosters", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--best-known", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trace", action="store_true")
    asked = parser.parse_args(arguments)
    best_known = dict(_best_known(asked.best_known)) if asked.best_known else {}
    only = set(filter(None, asked.only.split(",")))
    print(_row(HEADS))
    is_good = True
    for path in sorted(asked.directory.glob("Instance*.txt"), key=_number):
        name = str(_number(path))
        if only and name not in only:
            continue
        result = solve(path, asked.seconds, asked.workers, asked.seed, scorer=asked.scorer, is_traced=asked.trace)
        best = best_known.get(name)
        gap = "" if not best or result.value is None else f"{100 * (result.value - best) / best:.1f}"
        shown = (name, result.value, result.bound, best, gap)
        print(_row((*shown, f"{result.first:.1f}", f"{result.best:.1f}", f"{result.seconds:.1f}", result.judged)))
        is_good &= result.judged in ("sound", "not judged") and result.value is not None
    return 0 if is_good else 1


def solve(
    path: Path, seconds: float, workers: int, seed: int, *, scorer: Path | None = None, is_traced: bool = False
) -> Result:
    """Solve one instance and let the scorer judge the roster."""
    problem = as_lines(read_published(path))
    began = monotonic()
    times: list[float] = []

    def better(solution: LineSolution) -> None:
        times.append(monotonic() - began)
        if is_traced:
            print(f"  {times[-1]:7.1f} {solution.goals[0].value} {solution.goals[0].bound}", flush=True)

    def observer(progress: LineProgress) -> None:
        if is_traced and progress.is_final:
            print(f"  {progress}", flush=True)

    found = solve_lines(problem, seconds, seed, workers, better=better, observer=observer)
    spent = monotonic() - began
    name = str(_number(path))
    if found is None:
        return Result(name, None, None, spent, spent, spent, "none found")
    value, bound = found.goals[0]
    judged = "not judged" if scorer is None else _judged(scorer, path, written(problem, found.lines), value)
    return Result(name, value, bound, times[0], times[-1], spent, judged)


def _judged(scorer: Path, path: Path, roster: str, value: int) -> str:
    """What the scorer says of a roster: sound, or what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roster.txt"
        file.write_text(roster, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, str(scorer), str(path), str(file), "--json"], capture_output=True, text=True, check=False
        )
    if run.returncode not in (0, 1):
        return f"the scorer failed: {run.stderr.strip()}"
    verdict = json.loads(run.stdout)
    if not verdict["sound"]:
        return f"unsound: {verdict['broken'][:3]}"
    return "sound" if verdict["penalty"] == value else f"worth {verdict['penalty']}"


def _best_known(path: Path) -> Iterator[tuple[str, int]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["instance"], int(row["best_known"])


def _number(path: Path) -> int:
    found = re.search(r"\d+", path.stem)
    return int(found.group()) if found else 0


def _row(cells: tuple[object, ...]) -> str:
    return " | ".join(f"{'' if cell is None else cell!s:>10}" for cell in cells)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
