"""A campaign lived through day by day: recorded every evening, planned anew for the next morning, held to its promises.

`python -m tests.simulation [--days 30] [--seed 1 [2 …]] [--jobs 1] [--variant plain] [--instance WORKBOOK]`
"""

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from types import ModuleType

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Goal
from planner.domain.progress import nobody
from planner.domain.record import ShiftLabel
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanPossible
from planner.executor.local import LocalExecutor
from planner.executor.task import Task
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from planner.workflow.days.announcing import announce_version
from planner.workflow.days.recording import record_results
from planner.workflow.planning.planning import Planned, plan_campaign, replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.solving.searching import Search
from tests.arbiter import ARBITER, load_arbiter
from tests.simulated_days import World
from tests.simulation_checks import Morning, ahead_on, complaints, frozen_slots_lost, gaps, second_opinion

BINH_GIA = Path(__file__).parents[1] / "instances" / "binh-gia-2023" / "campaign.xlsx"
DAYS_ANNOUNCED = 14
DAYS_BETWEEN_ANNOUNCEMENTS = 4
DAYS_BETWEEN_NOONS = 3
DAYS_BETWEEN_OPINIONS = 6
MOST_CHANGES = 2
ASK_TWICE = 0.2


class Variant(StrEnum):
    """How the campaign is led."""

    PLAIN = "plain"
    NOON = "noon"
    """Now and then a machine breaks at noon, and the evening is planned anew."""
    LEARN = "learn"
    """Slots are filled by what the results have taught."""
    LIMIT = "limit"
    """Few announced unit-days may change, unless facts force more."""


@dataclass(frozen=True)
class Day:
    """One re-plan in figures."""

    as_of: date
    shift: ShiftLabel | None
    version: int
    collected: int
    changed_unit_days: int
    citizens: int
    frozen_lost: int
    """Frozen placements that a fact has broken."""
    finish: str
    km: float
    unserved: int
    seconds: float
    open_gaps: list[str]
    facts: list[str]

    def __str__(self) -> str:
        """A line of the table."""
        when = f"{self.as_of:%d/%m} {self.shift or '':<6} v{self.version:<3} {self.collected:>6}"
        promises = f"{self.changed_unit_days:>4} {self.citizens:>6} {self.frozen_lost:>4}"
        reached = f"{self.finish:<12} {self.km:>7.1f} {self.unserved:>6} {self.seconds:>6.1f}"
        return f"{when} {promises}  {reached}  {', '.join(self.open_gaps)}  {'; '.join(self.facts)}"


HEAD = "as of         no. collected days citizens frozen finish          km unserved seconds  open gaps, facts"


@dataclass
class Lived:
    """What a simulated campaign has come to."""

    days: list[Day] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Every complaint, with its day."""
    refusals: int = 0
    """Re-plans that were refused, because facts had broken more than the limit allows."""
    need: int = 0
    collected: int = 0
    opinions: int = 0
    """Second searches that were held against the first."""
    arbiter_asked: bool = False


class Simulation:
    """One campaign in one folder, led by the use cases that the commands call."""

    def __init__(
        self,
        folder: Path,
        *,
        seed: int,
        seconds: float,
        variant: Variant = Variant.PLAIN,
        instance: Path = BINH_GIA,
        opinions: bool = False,
        listen: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self.workbook = Path(shutil.copy(instance, folder / "campaign.xlsx"))
        self.outputs = folder / "outputs"
        self.seed, self.seconds, self.variant, self.opinions = seed, seconds, variant, opinions
        self.world = World(random.Random(f"simulation {seed}"), self.workbook)  # noqa: S311 - for a test
        self.arbiter: ModuleType | None = load_arbiter() if ARBITER.exists() else None
        self.lived = Lived(arbiter_asked=self.arbiter is not None)
        self.listen = listen

    def live(self, num_days: int) -> Lived:
        """Live through so many days of the campaign, the first included."""
        first = self._campaign().calendar.first_day
        plan = plan_campaign(self.workbook, self.outputs, self._search()).plan
        self._announce(first)
        for number in range(num_days):
            plan = self._day(first + timedelta(days=number), number, plan)
            if not any(not row.done for row in plan.assignments):
                break
        campaign = self._campaign()
        self.lived.need = sum(unit.need for unit in campaign.units)
        self.lived.collected = self.world.collected()
        return self.lived

    def _day(self, day: date, number: int, plan: Plan) -> Plan:
        noon = self._campaign().calendar.shift_labels[-1]
        is_split = self.variant is Variant.NOON and number % DAYS_BETWEEN_NOONS == 1 and bool(ahead_on(plan, day))
        if is_split:
            self._record(day, plan, "noon", lambda shift: shift != noon)
            broken = self.world.rng.choice(sorted({row.machine for row in ahead_on(plan, day)}))
            facts = [self.world.close(self._campaign(), broken, day, day, noon)]
            plan = self._replan(Terms(as_of=day, as_of_shift=noon), facts)
        self._record(day, plan, "evening", lambda shift: shift == noon or not is_split)
        tomorrow = day + timedelta(days=1)
        facts = self.world.facts(self._campaign(), day, plan.assignments)
        plan = self._replan(Terms(as_of=tomorrow, learns=self.variant is Variant.LEARN), facts)
        if number % DAYS_BETWEEN_ANNOUNCEMENTS == DAYS_BETWEEN_ANNOUNCEMENTS - 1:
            self._announce(tomorrow)
        return plan

    def _record(self, day: date, plan: Plan, hour: str, which: Callable[[ShiftLabel], bool]) -> None:
        path = self.workbook.with_name(f"results-{day}-{hour}.xlsx")
        worked = [row for row in ahead_on(plan, day) if which(row.shift)]
        reported = self.world.report(self._campaign(), day, worked, path)
        recorded = record_results(self.workbook, path, today=day).recorded
        if recorded.total != len(reported):
            self.lived.wrong.append(f"{day}: {recorded.total} results read of {len(reported)}")
        if (
            self.world.rng.random() < ASK_TWICE
            and not record_results(self.workbook, path, today=day).recorded.is_nothing_new
        ):
            self.lived.wrong.append(f"{day}: the same file again changed something")

    def _replan(self, terms: Terms, facts: list[str]) -> Plan:
        with self._ledger() as ledger:
            before = len(ledger.versions())
            announced = self._announced(ledger)
        began = time.monotonic()
        most = MOST_CHANGES if self.variant is Variant.LIMIT else None
        replanned, most = self._within_limit(terms, most, before)
        seconds = time.monotonic() - began
        with self._ledger() as ledger:
            morning = Morning(self.world, self.workbook, ledger, replanned, announced, self.arbiter, most)
            wrong = complaints(morning)
            if self.opinions and len(self.lived.days) % DAYS_BETWEEN_OPINIONS == 2:
                wrong += second_opinion(morning, self.seconds)
                self.lived.opinions += 1
            day = _in_figures(morning, seconds, facts)
        self.lived.days.append(day)
        self.lived.wrong += [f"{terms.as_of} {terms.as_of_shift or ''}: {complaint}" for complaint in wrong]
        self.listen(str(day))
        for complaint in wrong:
            self.listen(f"  WRONG: {complaint}")
        return replanned.plan

    def _within_limit(self, terms: Terms, most: int | None, before: int) -> tuple[Planned, int | None]:
        if most is not None:
            try:
                limited = Terms(as_of=terms.as_of, max_changes=most)
                return replan_campaign(self.workbook, self.outputs, self._search(), limited), most
            except NoPlanPossible as refusal:
                self.lived.refusals += 1
                self.listen(f"  refused: {refusal}")
                with self._ledger() as ledger:
                    if len(ledger.versions()) != before:
                        self.lived.wrong.append(f"{terms.as_of}: a refused plan was stored")
        return replan_campaign(self.workbook, self.outputs, self._search(), terms), None

    def _announce(self, first: date) -> None:
        last = self._campaign().calendar.last_day
        announce_version(self.workbook, until=min(last, first + timedelta(days=DAYS_ANNOUNCED - 1)))

    def _announced(self, ledger: Ledger) -> Plan:
        announcement = ledger.latest_announcement()
        assert announcement is not None
        return ledger.version(announcement.version).plan

    def _search(self) -> Search:
        return Search(SearchTerms(self.seconds, 2, self.seed), nobody)

    def _campaign(self) -> Campaign:
        return read_campaign(self.workbook).campaign

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        with open_ledger(default_ledger(self.workbook), self._campaign().name) as ledger:
            yield ledger


def _in_figures(morning: Morning, seconds: float, facts: list[str]) -> Day:
    plan, calendar = morning.plan, morning.campaign.calendar
    values = {result.goal: result.value for result in plan.goals}
    finish = int(values[Goal.FINISH])
    slot = calendar.slot(finish) if finish else None
    return Day(
        as_of=plan.as_of or date.max,
        shift=plan.as_of_shift,
        version=plan.version,
        collected=morning.world.collected(),
        changed_unit_days=morning.verdict.changed_unit_days or 0,
        citizens=morning.replanned.changed.citizens if morning.replanned.changed else 0,
        frozen_lost=len(frozen_slots_lost(morning)),
        finish=f"{slot.day:%d/%m} {slot.shift}" if slot else "-",
        km=float(values[Goal.TRAVEL]),
        unserved=int(values[Goal.UNSERVED]),
        seconds=seconds,
        open_gaps=gaps(plan),
        facts=facts,
    )


@dataclass(frozen=True, slots=True)
class Life:
    """One campaign to be lived through; independent of any other."""

    seed: int
    days: int
    seconds: float
    variant: Variant
    instance: Path


def lived_through(life: Life, listen: Callable[[str], None] = lambda _line: None) -> Lived:
    """A whole campaign, with second opinions, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return Simulation(
            Path(folder),
            seed=life.seed,
            seconds=life.seconds,
            variant=life.variant,
            instance=life.instance,
            opinions=True,
            listen=listen,
        ).live(life.days)


def all_lived(lives: Sequence[Life], jobs: int) -> Iterator[Lived]:
    """Campaigns lived through side by side, in their order; one alone tells its days as they pass."""
    if len(lives) == 1:
        yield lived_through(lives[0], lambda line: print(line, flush=True))
        return
    with LocalExecutor(jobs) as executor:
        yield from executor.answers([Task(lived_through, life, name=f"seed {life.seed}") for life in lives])


def _summary(life: Life, lived: Lived) -> str:
    longest, lost = max(day.seconds for day in lived.days), sum(day.frozen_lost for day in lived.days)
    return (
        f"seed {life.seed} {life.variant}: {len(lived.days)} re-plans, {len(lived.wrong)} wrong; "
        f"{lived.collected} of {lived.need} collected, {lived.days[-1].unserved} cannot be; "
        f"{lost} frozen slots lost to facts; {lived.refusals} refused for the limit; "
        f"{lived.opinions} second searches; longest {longest:.1f} s; arbiter asked: {lived.arbiter_asked}"
    )


def main() -> int:
    """Live through campaigns and print the days of one, or a line for each of several; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="several are lived through side by side")
    parser.add_argument("--jobs", type=int, default=1, help="how many at once; each searches with two workers")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each plan")
    parser.add_argument("--variant", type=Variant, default=Variant.PLAIN)
    parser.add_argument("--instance", type=Path, default=BINH_GIA)
    asked = parser.parse_args()
    lives = [Life(seed, asked.days, asked.seconds, asked.variant, asked.instance) for seed in asked.seed]
    if len(lives) == 1:
        print(HEAD, flush=True)
    is_right = True
    for life, lived in zip(lives, all_lived(lives, asked.jobs), strict=True):
        print(_summary(life, lived), flush=True)
        if len(lives) > 1:
            print("".join(f"  WRONG: {complaint}\n" for complaint in lived.wrong), end="", flush=True)
        is_right = is_right and not lived.wrong
    return 0 if is_right else 1


if __name__ == "__main__":
    raise SystemExit(main())
