"""The campaigns of the public benchmark as they stand in `instances/benchmark`, read, and planned by us."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.errors import PlannerError
from planner.intake.campaign.campaign_reader import ReadCampaign, read_campaign
from planner.intake.plan_file import read_plan
from planner.intake.results.results_reader import read_results
from planner.replan.situation import Announced, moment_to_plan_from, situation_of
from planner.workflow.planning.standpoint import Standpoint
from planner.workflow.solving.judging import Evidence
from planner.workflow.solving.searching import Search
from tests.rivals.contest import OURS, Entry

BENCHMARK = Path(__file__).resolve().parents[1] / "instances" / "benchmark"
KINDS = ("district", "parts", "roving", "shifts", "overloaded", "real")
RECORDED = "recorded"


@dataclass(frozen=True)
class BenchmarkCampaign:
    """One campaign of the benchmark; of one that is under way the folder holds the announced plan and the results."""

    name: str
    """Kind and name, as its path says them."""
    path: Path
    """Its workbook."""

    @property
    def is_recorded(self) -> bool:
        """Whether it is under way."""
        return self.name.startswith(f"{RECORDED}/")

    @cached_property
    def read(self) -> ReadCampaign:
        """The workbook, read."""
        return read_campaign(self.path)

    @property
    def campaign(self) -> Campaign:
        """What is planned."""
        return self.read.campaign

    @cached_property
    def announced(self) -> Plan:
        """The plan that was announced; only of one that is under way."""
        return read_plan(self.path.with_name("plan.json"))

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """What was reported so far; only of one that is under way."""
        return read_results(self.path.with_name("results.xlsx"), self.campaign, date.max).results

    @cached_property
    def standpoint(self) -> Standpoint:
        """From where it is planned."""
        if not self.is_recorded:
            return Standpoint(self.campaign)
        announced = Announced(self.announced, max(row.date for row in self.announced.assignments))
        situation = situation_of(
            self.campaign,
            moment_to_plan_from(self.campaign, self.results, None, None),
            self.results,
            previous=self.announced,
            announced=announced,
        )
        evidence = Evidence(self.announced, self.results)
        return Standpoint(self.campaign, situation, announced, evidence)

    def planned(self, seconds: float, workers: int = 1, seed: int = 0) -> Entry:
        """Our plan within the time, judged; the search runs in a process of its own, as that of a command does."""
        search = Search(SearchTerms(seconds=seconds, workers=workers, seed=seed), lambda _progress: None)
        standpoint, started = self.standpoint, monotonic()
        try:
            found = standpoint.best_plan(search, lambda: False)
        except PlannerError as error:
            return Entry(OURS, monotonic() - started, faults=(type(error).__name__,))
        values = {told.goal: told.value for told in found.verdict.goals}
        return Entry(OURS, monotonic() - started, values, found.plan, found.plan.goals)


def benchmark_campaigns(only: str = "", folder: Path = BENCHMARK) -> Iterator[BenchmarkCampaign]:
    """Every campaign in the order of kinds and names; with `only`, those whose kind and name begin so."""
    paths = [path for kind in KINDS for path in sorted((folder / kind).glob("*.xlsx"))]
    under_way = sorted((folder / RECORDED).glob("*/campaign.xlsx"))
    for path in (*paths, *under_way):
        named = path.parent if path in under_way else path.with_suffix("")
        name = named.relative_to(folder).as_posix()
        if name.startswith(only):
            yield BenchmarkCampaign(name, path)
