"""Whole re-plans of campaigns under way, with time and gaps: `python -m tests.bench_replans [--seeds 3]`.

Each campaign is planned, announced for 20 days, worked for 7 and disturbed: a machine breaks for two days, a commune is
closed for two, another needs 300 more. Then `planner replan` is run as its user would, with all that it prints.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from pandas import DataFrame

from planner.domain.plan import Assignment
from planner.domain.policy import Goal, Proof
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import read_plan
from tests.campaigns import seeded
from tests.simulated_days import World

INSTANCES = Path(__file__).parents[1] / "instances"
NAMES = ("binh-gia-2023", "binh-gia-2023-two-mobile", "binh-phuoc-2024")
DAYS_WORKED, DAYS_ANNOUNCED = 7, 20
MORE_NEEDED = 300


@dataclass(frozen=True)
class Run:
    """One re-plan."""

    seconds: float
    goals: list[dict[str, Any]]

    @property
    def widest_gap(self) -> float:
        """The widest gap of any goal, in percent of its value."""
        asked = [goal for goal in self.goals if goal["proof"] == Proof.BEST_FOUND and goal["value"]]
        return max((100 * (goal["value"] - goal["bound"]) / goal["value"] for goal in asked), default=0.0)


def planner(*arguments: str, folder: Path) -> None:
    """Run a command in the folder; a failure ends the bench."""
    command = [sys.executable, "-m", "planner.cli.main", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{arguments[0]}: exit {done.returncode}\n{done.stderr}")


def disturbed(folder: Path, seed: int) -> date:
    """Plan, announce, work and disturb the campaign in the folder; the day to plan it anew from."""
    rng = seeded(f"bench {seed}")
    campaign = read_campaign(folder / "campaign.xlsx").campaign
    first = campaign.calendar.first_day
    as_of, until = first + timedelta(days=DAYS_WORKED), first + timedelta(days=DAYS_ANNOUNCED - 1)
    planner("plan", "campaign.xlsx", "-o", "first", folder=folder)
    planner("announce", "campaign.xlsx", "--until", until.isoformat(), folder=folder)
    plan = read_plan(folder / "first" / "plan.json")
    world = World(rng, folder / "campaign.xlsx")
    worked = [row for row in plan.assignments if row.date < as_of]
    world.report(campaign, as_of - timedelta(days=1), worked, folder / "results.xlsx")
    planner("record", "campaign.xlsx", "results.xlsx", folder=folder)
    ahead = [row for row in plan.assignments if as_of < row.date <= until]
    _disturb(world, ahead, as_of)
    return as_of


def _disturb(world: World, ahead: list[Assignment], as_of: date) -> None:
    campaign = read_campaign(world.workbook).campaign
    broken, stormy, short = (world.rng.choice(ahead) for _ in range(3))
    world.close(campaign, broken.machine, as_of + timedelta(days=2), as_of + timedelta(days=3))
    world.close(campaign, stormy.unit, stormy.date, stormy.date + timedelta(days=1))
    world.need(campaign.units_by_code[short.unit], campaign.units_by_code[short.unit].need + MORE_NEEDED)


def run(name: str, seed: int, workers: int) -> Run:
    """One re-plan of an instance."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copy(INSTANCES / name / "campaign.xlsx", folder / "campaign.xlsx")
        as_of = disturbed(folder, seed)
        options = ("--as-of", as_of.isoformat(), "--workers", str(workers), "-o", "second")
        started = monotonic()
        planner("replan", "campaign.xlsx", *options, folder=folder)
        took = monotonic() - started
        return Run(took, json.loads((folder / "second" / "plan.json").read_text(encoding="utf-8"))["goals"])


def main() -> None:
    """Run every instance with several disturbances and print a line for each, then what each instance came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("names", nargs="*", default=list(NAMES))
    arguments = parser.parse_args()
    gaps = []
    for name in arguments.names:
        for seed in range(arguments.seeds):
            one = run(name, seed, arguments.workers)
            told = {goal["goal"]: goal for goal in one.goals}
            values = ", ".join(f"{goal} {told[goal]['value']}" for goal in Goal if goal in told)
            print(f"{name} {seed}: {one.seconds:.1f} s, widest gap {one.widest_gap:.1f} %; {values}", flush=True)
            gaps.append((name, one.seconds, one.widest_gap))
    table = DataFrame(gaps, columns=["instance", "seconds", "widest gap, %"])
    print(table.groupby("instance").agg(["median", "max"]).round(1).to_string())


if __name__ == "__main__":
    main()
