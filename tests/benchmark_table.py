"""The tables of `instances/benchmark/README.md`, and the two files from which they are written."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.domain.policy import Goal
from tests.benchmark_campaigns import benchmark_campaigns
from tests.best_known import Goals, Known, improved, read_best, write_best
from tests.rivals.contest import OURS
from tests.rivals.field import RIVALS

BEST, COMPARED, README = "best_known.csv", "compared.csv", "README.md"
BEST_BEGINS, BEST_ENDS = "<!-- best known: begin -->", "<!-- best known: end -->"
COMPARED_BEGINS, COMPARED_ENDS = "<!-- compared: begin -->", "<!-- compared: end -->"
PLANNERS = (OURS, *RIVALS)


@dataclass(frozen=True)
class Compared:
    """What each planner came to in one run on one campaign, in words."""

    campaign: str
    seconds: float
    workers: int
    cells: Mapping[str, str] = field(default_factory=dict)
    """By the planner's name; one that is not here took no part."""


def figures(goals: Goals, *, unknown: str = "") -> str:
    """Every goal's value, with its bound where that lies below: `0 / 0 / 116 / 958.0 (930.4) / 3,211,004`.

    `unknown` is put after a value without any bound.
    """
    return " / ".join(_figure(known, unknown) for known in goals)


def _figure(known: Known, unknown: str) -> str:
    digits = 1 if known.goal is Goal.TRAVEL else 0
    value = f"{known.value:,.{digits}f}"
    if known.bound is None:
        return value + unknown
    return value if known.is_proven else f"{value} ({known.bound:,.{digits}f})"


def renew(folder: Path, name: str, found: Goals, compared: Compared | None) -> None:
    """Put what was found of this campaign beside what is known of all; the README is another matter."""
    names = [one.name for one in benchmark_campaigns(folder=folder)]
    best = read_best(folder / BEST)
    if found:
        best[name] = improved(best.get(name, ()), found)
    write_best(folder / BEST, {one: best[one] for one in names if one in best})
    rows = {row.campaign: row for row in read_compared(folder / COMPARED)}
    if compared is not None:
        rows[name] = compared
    write_compared(folder / COMPARED, [rows[one] for one in names if one in rows])


def read_compared(path: Path) -> list[Compared]:
    """What was compared last, campaign by campaign; nothing where the file is not there yet."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Compared(
                row["campaign"],
                float(row["seconds"]),
                int(row["workers"]),
                {name: row[name] for name in PLANNERS if row[name]},
            )
            for row in csv.DictReader(file)
        ]


def write_compared(path: Path, rows: list[Compared]) -> None:
    """Put it all into the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("campaign", "seconds", "workers", *PLANNERS))
        for row in rows:
            cells = (row.cells.get(name, "") for name in PLANNERS)
            writer.writerow((row.campaign, f"{row.seconds:g}", row.workers, *cells))


def write_tables(folder: Path) -> None:
    """Write both tables between their marks in the README; without one, nowhere."""
    path = folder / README
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    text = _between(text, BEST_BEGINS, BEST_ENDS, _best_table(folder))
    text = _between(text, COMPARED_BEGINS, COMPARED_ENDS, _compared_table(folder))
    path.write_text(text, encoding="utf-8", newline="\n")


def _between(text: str, begins: str, ends: str, lines: Iterator[str]) -> str:
    before, _mark, rest = text.partition(begins)
    _old, _mark, after = rest.partition(ends)
    return f"{before}{begins}\n" + "".join(f"{line}\n" for line in lines) + f"{ends}{after}"


def _best_table(folder: Path) -> Iterator[str]:
    best = read_best(folder / BEST)
    yield "| campaign | units, machines | best known | found by |"
    yield "|---|---|---|---|"
    for one in benchmark_campaigns(folder=folder):
        if one.name in best:
            goals, campaign = best[one.name], one.campaign
            size = f"{len(campaign.units)}, {len(campaign.machines)}"
            yield f"| {one.name} | {size} | {figures(goals, unknown=' (?)')} | {goals[0].found_by} |"


def _compared_table(folder: Path) -> Iterator[str]:
    yield f"| campaign | s | {' | '.join(PLANNERS)} |"
    yield "|---|---|" + "---|" * len(PLANNERS)
    for row in read_compared(folder / COMPARED):
        cells = (row.cells.get(name, "") for name in PLANNERS)
        yield f"| {row.campaign} | {row.seconds:g} | {' | '.join(cells)} |"
