"""The public benchmark: `python -m tests.bench_instances [--seconds 60] [--workers 2] [--only KIND/NAME] [--write]`.

Every campaign of `instances/benchmark` is planned by us and by PyVRP, the plain CP-SAT model and Timefold, one after
the other with the same seconds; each plan is judged by the checker. A line a campaign; `--write` renews the tables in
the folder's README and the best known values, which only ever get better. Exit 1 if a plan of ours is unsound, a bound
lies above a sound plan, or we have none where somebody else has one.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from planner.domain.policy import Goal
from tests.benchmark_campaigns import BENCHMARK, BenchmarkCampaign, benchmark_campaigns
from tests.benchmark_table import BEST, Compared, figures, renew, write_tables
from tests.best_known import Goals, improved, known_of, read_best, refuted_bounds
from tests.rivals.contest import OURS, Contest, Entry
from tests.rivals.field import (
    RIVALS,
    TIMEFOLD,
    cp_sat_entry,
    pyvrp_entry,
    timefold_entry,
    usual_python_of_timefold,
    why_no_timefold,
)

UNDER_WAY = "under way"


@dataclass(frozen=True)
class Terms:
    """How each planner searches."""

    seconds: float
    workers: int
    timefold: str = ""
    """The interpreter that has Timefold's package; empty to leave it out."""
    alone: bool = False
    """Whether only we plan."""


def _order(benchmark: BenchmarkCampaign, ours: Entry) -> tuple[Goal, ...]:
    asked = [setting.goal for setting in benchmark.campaign.goals]
    return tuple(goal for goal in asked if goal is not Goal.CHANGES or goal in (ours.values or {}))


def rivals(benchmark: BenchmarkCampaign, ours: Entry, terms: Terms) -> tuple[Entry, ...]:
    """The same campaign planned by everybody else, one after the other."""
    return tuple(_rivals(benchmark, ours, terms))


def _rivals(benchmark: BenchmarkCampaign, ours: Entry, terms: Terms) -> Iterator[Entry]:
    if benchmark.is_recorded:
        yield from (Entry(name, 0.0, faults=(UNDER_WAY,)) for name in RIVALS)
        return
    yield pyvrp_entry(benchmark.campaign, ours, terms.seconds)
    yield cp_sat_entry(benchmark.campaign, terms.seconds, terms.workers)
    if terms.timefold:
        yield timefold_entry(benchmark.campaign, terms.seconds, terms.timefold)
    else:
        yield Entry(TIMEFOLD, 0.0, faults=("not here",))


def told(entry: Entry, order: tuple[Goal, ...]) -> str:
    """The values of a plan in the order of the goals, bounds in brackets; or a dash and why there is none."""
    if entry.values is None or entry.faults:
        return f"– {entry.faults[0].partition(':')[0] if entry.faults else 'none in time'}"
    return figures(known_of(entry, order, entry.name))


def faults_of(held: Contest) -> list[str]:
    """What must not be."""
    found = list(held.untrue_bounds())
    if not held.ours.counts and any(rival.counts for rival in held.rivals):
        found.append("no plan of ours")
    if "UnsoundPlan" in held.ours.faults:
        found.append("an unsound plan of ours")
    return found


def best_of(held: Contest, terms: Terms) -> Goals:
    """The best sound plan of anybody with our bounds; nothing where nobody has one."""
    best: Goals = ()
    for entry in held.entries:
        if entry.counts:
            by = entry.name if entry.name != OURS else "planner"
            best = improved(best, known_of(entry, held.order, f"{by}, {terms.seconds:g} s"))
    return best


def run(campaigns: list[BenchmarkCampaign], terms: Terms) -> Iterator[tuple[BenchmarkCampaign, Contest]]:
    """Each campaign planned by everybody; ours, which has a process of its own already, from here.

    Rivals have another, which an abort of a solver may end; they then have no plan.
    """
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=fresh)
    try:
        for benchmark in campaigns:
            entries = [benchmark.planned(terms.seconds, terms.workers)]
            if not terms.alone:
                try:
                    entries += pool.submit(rivals, benchmark, entries[0], terms).result()
                except BrokenProcessPool:
                    pool = ProcessPoolExecutor(1, mp_context=fresh)
                    entries += [Entry(name, 0.0, faults=("a solver ended the process",)) for name in RIVALS]
            yield benchmark, Contest(_order(benchmark, entries[0]), tuple(entries))
    finally:
        pool.shutdown()


def bench(folder: Path, terms: Terms, *, only: str = "", writes: bool = False) -> list[str]:
    """Plan what is asked for, a line each; everything that must not be."""
    wrong: list[str] = []
    known = read_best(folder / BEST)
    for benchmark, held in run(list(benchmark_campaigns(only, folder)), terms):
        cells = {entry.name: told(entry, held.order) for entry in held.entries}
        print(f"{benchmark.name}  " + " | ".join(f"{name} {cell}" for name, cell in cells.items()), flush=True)
        refuted = refuted_bounds(known.get(benchmark.name, ()), best_of(held, terms))
        wrong += [f"{benchmark.name}: {fault}" for fault in (*faults_of(held), *refuted)]
        if writes:
            compared = Compared(benchmark.name, terms.seconds, terms.workers, cells)
            renew(folder, benchmark.name, best_of(held, terms), None if terms.alone else compared)
    if writes:
        write_tables(folder)
    return wrong


def main() -> int:
    """Plan the campaigns and print or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="kind, or kind and name")
    parser.add_argument("--write", action="store_true", help="renew the tables and the best known values")
    parser.add_argument("--alone", action="store_true", help="plan only by ourselves")
    parser.add_argument("--timefold", default=usual_python_of_timefold(), help="an interpreter that has its package")
    parser.add_argument("--folder", type=Path, default=BENCHMARK)
    asked = parser.parse_args()
    missing = why_no_timefold(asked.timefold)
    if missing and not asked.alone:
        print(missing)
    terms = Terms(asked.seconds, asked.workers, "" if missing else asked.timefold, asked.alone)
    wrong = bench(asked.folder, terms, only=asked.only, writes=asked.write)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
