"""Ordinary campaigns, ours beside simple rivals: `python -m tests.bench_ordinary [--cases 200] [--seconds 10]`.

The rivals have the same seconds: a pencil's greedy plan, the plain slot model, and for whole days without windows a
routing program. Each plan is judged by the checker, every tenth case also by the arbiter where it is at hand; a rival
whose plan is refused does not count. A line a case, then a summary; exit 1 if a rival is better on the first goal that
differs, if a bound of ours lies above any plan, if time was overrun, or if there was no plan or an unsound one.
"""

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.errors import TaskDied
from planner.executor.executor import awaited
from planner.executor.local import LocalExecutor
from planner.executor.task import Task
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.ordinary_campaigns import ordinary_campaign, room
from tests.rivals.contest import Contest, Entry, is_over_time, order_of, our_entry, rival_entry
from tests.rivals.greedy import greedy_plan
from tests.rivals.ground import Ground, Judged
from tests.rivals.routes import is_for_routes, is_installed, routed_plan
from tests.rivals.slot_model import slot_plan

ARBITER_EVERY = 10
SHOWN = (Goal.UNSERVED, Goal.MILESTONES, Goal.FINISH, Goal.TRAVEL)


@dataclass(frozen=True)
class Case:
    """One campaign and how to plan it."""

    seed: int
    seconds: float
    workers: int = 1

    @property
    def campaign(self) -> Campaign:
        """What is planned."""
        return ordinary_campaign(self.seed)


def contest(case: Case) -> Contest:
    """The case planned by everybody, one after the other."""
    campaign = case.campaign
    ours = our_entry(campaign, case.seconds, case.workers)
    entries = [ours, _greedy(campaign, case), _slots(campaign, case)]
    if is_installed() and is_for_routes(campaign) and _serves_all(ours):
        entries.append(_routes(campaign, case, ours))
    if case.seed % ARBITER_EVERY == 0 and ARBITER.exists():
        entries = [_arbitrated(campaign, entry) for entry in entries]
    return Contest(order_of(campaign), tuple(entries))


def _greedy(campaign: Campaign, case: Case) -> Entry:
    started = monotonic()
    judged = greedy_plan(campaign, case.seconds)
    return rival_entry("greedy", monotonic() - started, judged)


def _slots(campaign: Campaign, case: Case) -> Entry:
    started = monotonic()
    found = slot_plan(campaign, case.seconds, workers=case.workers)
    judged: Judged | None = None if found is None else Ground(campaign).judged(found.standing)
    return rival_entry("slots", monotonic() - started, judged)


def _routes(campaign: Campaign, case: Case, ours: Entry) -> Entry:
    assert ours.values is not None
    started = monotonic()
    judged = routed_plan(campaign, case.seconds, int(ours.values[Goal.FINISH]))
    return rival_entry("routes", monotonic() - started, judged)


def _serves_all(ours: Entry) -> bool:
    return ours.values is not None and ours.values[Goal.UNSERVED] == 0


def _arbitrated(campaign: Campaign, entry: Entry) -> Entry:
    """The entry with what the arbiter says against it."""
    if entry.plan is None:
        return entry
    with tempfile.TemporaryDirectory() as folder:
        ruling = Bench(load_arbiter(), campaign, Path(folder) / "campaign.xlsx").ruling(entry.plan)
    return replace(entry, faults=(*entry.faults, *(f"arbiter: {rule}" for rule in sorted(ruling.broken))))


def _described(campaign: Campaign) -> str:
    days = "days" if campaign.whole_days else "shifts" if campaign.reach_km is None else f"<{campaign.reach_km:.0f}km"
    overload = sum(unit.need for unit in campaign.units) / max(1, room(campaign))
    visits = max(unit.visits for unit in campaign.units)
    together = max(unit.together for unit in campaign.units)
    return (
        f"{len(campaign.units):>2}u {len(campaign.machines)}m {campaign.calendar.num_days:>2}d "
        f"x{len(campaign.calendar.shifts)} {days:<6} v{visits} t{together} {overload:4.2f}"
    )


def _figures(entry: Entry) -> str:
    if entry.values is None:
        return f"{entry.name} {'; '.join(entry.faults) or 'no plan'}"
    told = [f"{entry.values[goal]:g}" for goal in SHOWN]
    bounds = {claim.goal: claim.bound for claim in entry.goals}
    for place, goal in enumerate(SHOWN):
        bound = bounds.get(goal)
        if bound is not None and bound < entry.values[goal]:
            told[place] += f"[{bound:g}]"
    return f"{entry.name}{' UNSOUND' if entry.faults else ''} {' '.join(told)}"


class Tally:
    """What all the cases came to."""

    def __init__(self) -> None:
        self.faults: dict[str, list[str]] = {}
        self.ahead = Counter[str]()
        self.num_cases = 0

    def add(self, name: str, described: str, held: Contest, seconds: float) -> None:
        """Count one case and print its line."""
        self.num_cases += 1
        better = held.better_rivals()
        verdict = ", ".join(f"{rival.name} on {goal}" for rival, goal in better) or "ours"
        figures = " | ".join(map(_figures, held.entries))
        print(f"{name:>6} {described}  {figures}  best: {verdict}  {held.ours.seconds:.1f} s", flush=True)
        for rival, goal in better:
            self.fault("a rival is better", f"{name}: {rival.name} on {goal}")
            self.ahead[f"{rival.name} on {goal}"] += 1
        for line in held.untrue_bounds():
            self.fault("a bound above a plan", f"{name}: {line}")
        if is_over_time(held.ours, seconds):
            self.fault("over time", f"{name}: {held.ours.seconds:.1f} s")
        if held.ours.values is None:
            self.fault("no plan", f"{name}: {'; '.join(held.ours.faults)}")
        elif held.ours.faults:
            self.fault("unsound plan of ours", f"{name}: {'; '.join(held.ours.faults[:3])}")
        for rival in held.rivals:
            if rival.values is not None and rival.faults:
                print(f"{name:>6} {rival.name} does not count: {'; '.join(rival.faults[:3])}", flush=True)
                self.ahead[f"{rival.name} unsound"] += 1

    def fault(self, kind: str, line: str) -> None:
        """Count what must not be."""
        self.faults.setdefault(kind, []).append(line)

    def summed_up(self) -> int:
        """Print the summary; the exit code."""
        print(f"\n{self.num_cases} cases")
        for name, count in sorted(self.ahead.items()):
            print(f"  {name}: {count}")
        for kind in (
            "a rival is better",
            "a bound above a plan",
            "over time",
            "no plan",
            "unsound plan of ours",
            "abort",
        ):
            lines = self.faults.get(kind, [])
            print(f"{kind}: {len({line.partition(':')[0] for line in lines})} cases")
            for line in lines:
                print(f"    {line}")
        return 1 if self.faults or not self.num_cases else 0


def run(cases: list[Case]) -> Tally:
    """Every case in a process that an abort of the solver cannot take the bench with."""
    tally = Tally()
    with LocalExecutor(1) as executor:
        for case in cases:
            try:
                held = awaited(executor.submit(Task(contest, case, name=str(case.seed), most_attempts=1)))
            except TaskDied:
                tally.fault("abort", f"{case.seed}: the solver ended the process")
                continue
            tally.add(str(case.seed), _described(case.campaign), held, case.seconds)
    return tally


def main() -> int:
    """Plan the cases and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    if not is_installed():
        print("pyvrp is not installed: no routing rival")
    if not ARBITER.exists():
        print("the arbiter is not here: the checker alone judges")
    print(f"case, what; then for each planner {', '.join(SHOWN)}, our bound in brackets where it is below the value")
    seeds = range(arguments.first, arguments.first + arguments.cases)
    return run([Case(seed, arguments.seconds, arguments.workers) for seed in seeds]).summed_up()


if __name__ == "__main__":
    sys.exit(main())
