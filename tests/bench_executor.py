"""What the executor costs, and that a killed worker costs nothing but time.

    python -m tests.bench_executor                  100 parts: bare, two processes, a local cluster of two workers
    python -m tests.bench_executor --parts 24 --units 3

Processor time counts that of all processes; the clock is that of the machine, so compare within one run only. Exit code
1 where a plan differs, or a killed worker loses something.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from unittest.mock import patch

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.progress import Progress, nobody
from planner.domain.search_terms import SearchTerms
from planner.executor.cluster import LOCAL, ClusterExecutor
from planner.executor.executor import Executor
from planner.executor.local import LocalExecutor
from planner.model.outcome import Solution
from planner.model.search import component_search
from planner.model.solve import solve
from tests.executor.at_once import AtOnce
from tests.many_parts import districts

SECONDS = 600.0
WORKERS = 2


@dataclass(frozen=True)
class Measured:
    """One way of searching all parts."""

    name: str
    solution: Solution
    clock: float
    processor: float

    @property
    def figures(self) -> tuple[tuple[Assignment, ...], list[tuple[str, float, float | None]]]:
        """What has to be the same in all."""
        return self.solution.assignments, [(goal.goal, goal.value, goal.bound) for goal in self.solution.goals]

    def __str__(self) -> str:
        proven = sum(goal.bound == goal.value for goal in self.solution.goals)
        told = f"{self.clock:8.1f} s {self.processor:8.1f} s of the processor"
        return f"{self.name:<44} {told}  {proven} of {len(self.solution.goals)} goals proven"


def measured(name: str, campaign: Campaign, make: Callable[[], Executor], *, kills: bool = False) -> Measured:
    """The campaign's parts searched by this executor, with one worker's terms so that plans can be compared."""
    began, spent = time.monotonic(), _processor()
    with _opened_by(make):
        listen = killing_once() if kills else nobody
        solution = solve(campaign, terms=SearchTerms(SECONDS, 1, 7), observer=listen)
    return Measured(name, solution, time.monotonic() - began, _processor() - spent)


@contextmanager
def _opened_by(make: Callable[[], Executor]) -> Iterator[None]:
    with (
        patch.object(component_search, "open_executor", lambda _cluster, _workers: make()),
        patch.object(component_search, "MANY_PARTS", 2),
    ):
        yield


def _processor() -> float:
    return sum(use.ru_utime + use.ru_stime for use in (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)))


def killing_once() -> Callable[[Progress], None]:
    """Kills one of this process's children when a third of the parts is searched for the first time."""
    killed: list[int] = []

    def listen(progress: Progress) -> None:
        if progress.parts is not None and progress.parts.done * 3 >= progress.parts.all and not killed:
            killed.append(workers_below()[0])
            os.kill(killed[0], signal.SIGKILL)

    return listen


def workers_below() -> list[int]:
    """The spawned processes right below this one: those of a pool, or the workers of a local cluster."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = place.read_text().rpartition(")")[2].split()
            is_spawned = b"spawn_main" in (place.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(told[1]) == os.getpid() and is_spawned:
            found.append(int(place.parent.name))
    return sorted(found)


Way = tuple[str, Callable[[], Executor], bool]
"""What it is called, what searches, and whether one of its processes is killed in the middle."""

BARE: Way = ("without an executor, one process", AtOnce, False)
BELOW: Way = ("one process below", lambda: LocalExecutor(1), False)
TWO: Way = ("two processes", lambda: LocalExecutor(WORKERS), False)
TWO_KILLED: Way = ("two processes, one killed", lambda: LocalExecutor(WORKERS), True)
CLUSTER: Way = ("a local cluster of two workers", lambda: ClusterExecutor(LOCAL, WORKERS), False)
CLUSTER_KILLED: Way = ("a local cluster of two workers, one killed", lambda: ClusterExecutor(LOCAL, WORKERS), True)


def run(campaign: Campaign, ways: Sequence[Way], tell: Callable[[str], None]) -> bool:
    """These ways one after the other; whether all of them found the same plan, and had to give up no part."""
    solve(districts(2, units=2), terms=SearchTerms(SECONDS, 1, 7))  # what is loaded once is not measured
    found: dict[str, Measured] = {}
    for name, make, kills in ways:
        found[name] = measured(name, campaign, make, kills=kills)
        tell(str(found[name]))
    for one, other in ((BELOW, BARE), (CLUSTER, TWO)):
        if one in ways and other in ways:
            tell(_compared(found[one[0]], found[other[0]]))
    first, *others = found.values()
    same = [each.figures == first.figures and not each.solution.warnings for each in (first, *others)]
    tell(f"the same plan: {sum(same)} of {len(same)}")
    return all(same)


def _compared(one: Measured, other: Measured) -> str:
    clock, processor = one.clock / other.clock, one.processor / other.processor
    return f"{one.name} to {other.name}: {clock:.3f} by the clock, {processor:.3f} of the processor"


def main() -> int:
    """Measure, and print a line a way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", type=int, default=100)
    parser.add_argument("--units", type=int, default=5, help="about so many a part")
    asked = parser.parse_args()
    ways = (BARE, BELOW, TWO, TWO_KILLED, CLUSTER, CLUSTER_KILLED)
    return 0 if run(districts(asked.parts, units=asked.units), ways, lambda line: print(line, flush=True)) else 1


if __name__ == "__main__":
    sys.exit(main())
