"""A judge of small published rosters for the tests: `judge INSTANCE ROSTER --json`, written apart from the search.

It reads both files by itself and looks at each rule in the plainest way; exit 0 for a sound roster, 1 for another.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

Rows = dict[str, list[list[str]]]


class Worker(NamedTuple):
    name: str
    most: dict[str, int]
    limits: list[int]


def read_rows(path: Path) -> Rows:
    rows: Rows = {}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("SECTION_"):
            section = line.removeprefix("SECTION_").strip()
            rows[section] = []
        elif line.strip() and not line.startswith("#"):
            rows[section].append(line.strip().split(","))
    return rows


def broken(rows: Rows, worker: Worker, days: list[str]) -> list[str]:
    minutes = {row[0]: int(row[1]) for row in rows["SHIFTS"]}
    most_minutes, least_minutes, most_run, least_run, least_off, weekends = worker.limits
    wrong = [f"{shift} too often" for shift, most in worker.most.items() if days.count(shift) > most]
    after = {row[0]: row[2].split("|") for row in rows["SHIFTS"]}
    wrong += [f"{b} after {a}" for a, b in pairwise(days) if a != "-" and b in after[a]]
    worked = sum(minutes[day] for day in days if day != "-")
    if worked > most_minutes or worked < least_minutes:
        wrong.append(f"{worked} minutes")
    if sum(1 for day in range(5, len(days), 7) if set(days[day : day + 2]) != {"-"}) > weekends:
        wrong.append("weekends")
    pattern = "".join("." if day == "-" else "x" for day in days)
    if "x" * (most_run + 1) in pattern:
        wrong.append("run too long")
    wrong += ["run too short" for length in range(1, least_run) if "." + "x" * length + "." in pattern]
    wrong += ["rest too short" for length in range(1, least_off) if "x" + "." * length + "x" in pattern]
    free = [int(day) for row in rows["DAYS_OFF"] if row[0] == worker.name for day in row[1:]]
    return wrong + [f"works on day {day}" for day in free if days[day] != "-"]


def penalty(rows: Rows, roster: dict[str, list[str]]) -> int:
    total = 0
    for name, day, shift, weight in rows["SHIFT_ON_REQUESTS"]:
        total += int(weight) if roster[name][int(day)] != shift else 0
    for name, day, shift, weight in rows["SHIFT_OFF_REQUESTS"]:
        total += int(weight) if roster[name][int(day)] == shift else 0
    for day, shift, need, under, over in rows["COVER"]:
        there = len([1 for days in roster.values() if days[int(day)] == shift])
        total += int(under) * max(0, int(need) - there) + int(over) * max(0, there - int(need))
    return total


def main() -> int:
    rows = read_rows(Path(sys.argv[1]))
    roster = {}
    for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
        name, days = line.split(":")
        roster[name] = days.split()
    wrong = []
    for row in rows["STAFF"]:
        most = {part.split("=")[0]: int(part.split("=")[1]) for part in row[1].split("|")}
        worker = Worker(row[0], most, [int(cell) for cell in row[2:]])
        wrong += [f"{worker.name}: {what}" for what in broken(rows, worker, roster[worker.name])]
    print(json.dumps({"sound": not wrong, "penalty": penalty(rows, roster), "broken": wrong}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
