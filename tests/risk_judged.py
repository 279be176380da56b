"""Plans that draws of `planner risk` make on their way, judged: `python -m tests.risk_judged [--draws 100] [--rough]`.

Each draw lives through the campaign; every plan that is made anew in it is written as a plan.json, read back and judged
by the product's own checker beside the campaign with the facts known by then, what was announced and what was
reported. `--keep FOLDER` keeps the files of the first of them (campaign.xlsx, plan.json, announced.json, results.xlsx)
for whoever judges from files alone. A line for what is unsound, then a summary; exit 1 if any is.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.situation import Situation
from planner.domain.uncertainty import RiskCase, Uncertainty
from planner.executor.local import LocalExecutor
from planner.executor.task import Task
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import read_plan, write_plan
from planner.model.risk.lived_draw import lived
from planner.model.risk.risk_parts import parts_of, together
from planner.model.risk.world import drawn_world
from planner.workflow.solving.judging import Evidence
from tests.model.risk.trials import as_plans, case_of, results_of
from tests.workbooks import write_results, write_workbook

BINH_GIA = Path(__file__).parents[1] / "instances" / "binh-gia-2023" / "campaign.xlsx"
ROUGH = Uncertainty(turnout=0.7, turnout_spread=0.3, breakdown=0.08, closure=0.05)
DRAWS_A_TASK = 5


@dataclass
class JudgedDraws:
    """What the checker says of the plans of some draws."""

    num_draws: int = 0
    num_plans: int = 0
    num_stuck: int = 0
    """Evenings on which no plan was found that keeps what is pinned and frozen; the old one went on."""
    unsound: list[str] = field(default_factory=list)
    """A line for each plan that the checker refuses: which, and why."""

    def add(self, other: "JudgedDraws") -> None:
        """Take those of other draws in."""
        self.num_draws += other.num_draws
        self.num_plans += other.num_plans
        self.num_stuck += other.num_stuck
        self.unsound += other.unsound

    def __str__(self) -> str:
        return (
            f"{self.num_draws} draws, {self.num_plans} plans made anew and judged: {len(self.unsound)} unsound; "
            f"{self.num_stuck} evenings without a plan"
        )


@dataclass(frozen=True, slots=True)
class DrawsToJudge:
    """Draws of a case; the files of so many of its plans are kept in a folder, where one is named."""

    case: RiskCase
    numbers: range
    folder: Path | None = None
    kept: int = 0


def judged_draws(asked: DrawsToJudge) -> JudgedDraws:
    """Live through the draws and judge every plan on the way."""
    found = JudgedDraws()
    with tempfile.TemporaryDirectory() as scratch:
        for number in asked.numbers:
            world = drawn_world(asked.case, number)
            parts = []
            for part in parts_of(asked.case):
                bench = _PartBench(found, number, Path(scratch), asked)
                parts.append(lived(part, world, bench.hear))
            found.num_draws += 1
            found.num_stuck += together(asked.case, number, parts).stuck
    return found


class _PartBench:
    """Hears of every plan made anew in one part of one draw."""

    def __init__(self, found: JudgedDraws, number: int, scratch: Path, asked: DrawsToJudge) -> None:
        self._found, self._number, self._scratch, self._asked = found, number, scratch, asked

    def hear(self, campaign: Campaign, situation: Situation, rows: tuple[Assignment, ...]) -> None:
        """Judge the plan as it comes back from its file."""
        bare, announced = as_plans(campaign, situation, rows)
        results = results_of(situation)
        evidence = Evidence(announced, results)
        path = write_plan(evidence.claimed(campaign, bare).plan, self._scratch / "plan.json")
        plan = read_plan(path)
        verdict = evidence.judged(campaign, plan).verdict
        self._found.num_plans += 1
        if not verdict.sound:
            why = "; ".join(dict.fromkeys(f"{one.rule}: {one.message}" for one in verdict.violations))
            self._found.unsound.append(f"draw {self._number} from {situation.as_of}: {why}")
        if self._asked.folder is not None and self._found.num_plans <= self._asked.kept:
            folder = self._asked.folder / f"draw-{self._number}-{situation.as_of}-{self._found.num_plans}"
            folder.mkdir(parents=True, exist_ok=True)
            write_workbook(campaign, folder / "campaign.xlsx")
            write_plan(plan, folder / "plan.json")
            write_plan(announced, folder / "announced.json")
            write_results(results, folder / "results.xlsx")


def all_judged(case: RiskCase, draws: range, jobs: int, folder: Path | None = None, kept: int = 0) -> JudgedDraws:
    """These draws of a case, spread over processes; the files are those of the first ones."""
    found = JudgedDraws()
    tasks = [
        DrawsToJudge(case, draws[place : place + DRAWS_A_TASK], folder, 0 if place else kept)
        for place in range(0, len(draws), DRAWS_A_TASK)
    ]
    for one in _answers(tasks, jobs):
        found.add(one)
        print(f"  … {found}", file=sys.stderr, flush=True)
    return found


def _answers(tasks: list[DrawsToJudge], jobs: int) -> Iterator[JudgedDraws]:
    with LocalExecutor(jobs) as executor:
        yield from executor.answers([Task(judged_draws, task, name=f"from {task.numbers.start}") for task in tasks])


def main() -> int:
    """Judge the plans of many draws and print what is unsound; 1 if any is, or if no plan was made anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the number of the first draw")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rough", action="store_true", help="fewer come, more breaks down and is shut")
    parser.add_argument("--instance", type=Path, default=BINH_GIA)
    parser.add_argument("--keep", type=Path, help="a folder for the files of the first re-plans")
    parser.add_argument("--kept", type=int, default=20, help="how many re-plans are kept there")
    asked = parser.parse_args()
    campaign = read_campaign(asked.instance).campaign
    case = case_of(campaign, ROUGH if asked.rough else Uncertainty(), seed=asked.seed)
    draws = range(asked.first, asked.first + asked.draws)
    found = all_judged(case, draws, asked.jobs, asked.keep, asked.kept if asked.keep else 0)
    print(*found.unsound, found, sep="\n")
    return 1 if found.unsound or not found.num_plans else 0


if __name__ == "__main__":
    raise SystemExit(main())
