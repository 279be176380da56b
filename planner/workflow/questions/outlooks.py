"""How a campaign would go in several scenarios: finish, dossiers left and km of each, with what is proven."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal, GoalSetting
from planner.domain.record import MachineName
from planner.errors import NoPlanInTime, NoPlanPossible, Problem, TaskFailed, WrongUsage
from planner.executor.executor import TICK
from planner.executor.opening import open_executor
from planner.executor.task import Task
from planner.model.outcome import Solution
from planner.model.questions import answered_alone
from planner.next_steps import Given, Term
from planner.texts import spoken_day, texts_of
from planner.workflow.named import machine_called
from planner.workflow.planning.decision import result_of
from planner.workflow.planning.standpoint import Standpoint, Terms, standpoint_or_beginning
from planner.workflow.questions.scenarios import (
    Scenario,
    as_it_is,
    breakdown,
    capacity,
    end_by,
    evenings,
    more_machines,
    together,
)
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.never_worse import as_far_as_it_holds, the_better
from planner.workflow.solving.searching import Search

_ = texts_of("workflow")
logger = logging.getLogger(__name__)

COMPARED = (Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL)
"""What scenarios are solved for, in this order."""
USUAL_BREAKDOWN_DAYS = 3
PRACTICED_CAPACITY = 140
DAYS_SOONER = 3

SHARE_AS_IT_IS = 0.5
"""How much of the time the campaign as it is may take: where all other searches begin."""
LARGEST_SHARE = 1 / 3
"""How much of what is left one scenario may take. Most need far less, since the plan as it is nearly holds in them."""
LEAST_SECONDS = 0.5
"""With less time left no scenario is begun: what it takes to ask and to judge is as long."""
SECONDS_TO_COME_UP = 30.0
"""So much longer than twice its time a scenario may take elsewhere, where the solver may have to be loaded first."""

Beginning = Callable[[int, int, str], None]
"""Hears which scenario begins: its number, how many there are, its name."""


@dataclass(frozen=True, slots=True)
class AskedBreakdown:
    """A machine, as a person names it, that works on none of so many days."""

    machine: str
    days: int
    first_day: date | None = None
    """None is the first day still to be planned."""


@dataclass(frozen=True, slots=True)
class AskedScenarios:
    """What somebody would like to see otherwise; nothing means the usual scenarios."""

    machines: int = 0
    """More mobile machines."""
    breakdowns: tuple[AskedBreakdown, ...] = ()
    capacity: int | None = None
    is_evenings_only: bool = False
    by: date | None = None
    """A day by which all is to be done."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the campaign goes in one scenario."""

    scenario: Scenario
    plan: Plan | None
    """None where there is none."""
    why_not: str = ""

    @property
    def finish(self) -> date | None:
        """The last day on which somebody works."""
        return None if self.plan is None else max((row.date for row in self.plan.assignments), default=None)

    @property
    def left(self) -> int:
        """Dossiers left uncollected, without weights."""
        return 0 if self.plan is None else sum(short.dossiers for short in self.plan.unserved)

    def result(self, goal: Goal) -> GoalResult | None:
        """What is known of one goal."""
        return None if self.plan is None else result_of(self.plan, goal)


@dataclass(frozen=True, slots=True)
class Compared:
    """Several scenarios side by side; the first is the campaign as it is."""

    campaign: Campaign
    outlooks: tuple[Outlook, ...]
    by: date | None
    """The day by which somebody asked for all to be done."""
    problems: tuple[Problem, ...]
    num_missing: int
    """Scenarios that were not begun when Ctrl-C was pressed or the time was up."""
    was_stopped: bool
    """Whether Ctrl-C was pressed."""


def compare(
    workbook: Path,
    asked: AskedScenarios,
    search: Search,
    terms: Terms,
    begins: Beginning,
    *,
    address: str | None = None,
) -> Compared:
    """Solve each scenario for what is left, finish and travel, within the time for all of them. Nothing is stored.

    Ctrl-C ends the scenario under way and leaves out those to come, and so does the end of the time. Raises
    UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, NoPlanInTime, NoPlanPossible, UnsoundPlan.
    """
    search = search.begun()
    here = standpoint_or_beginning(workbook, terms, address)
    named = _named(here, asked)
    with hearing_ctrl_c() as was_pressed:
        num_more = len(named) if named else _num_usual(here)
        begins(1, 1 + num_more, as_it_is().name)
        today = _outlook(here, as_it_is(), search.told_after(SHARE_AS_IT_IS), was_pressed)
        scenarios = named or _usual(here, today.finish)
        found = [today]
        after = here.searching_from(today.plan)
        try_all = _one_by_one if search.terms.cluster is None else _side_by_side
        tried = try_all(after, scenarios, search, begins=begins, was_pressed=was_pressed)
        found += [_not_worse(here, today, outlook) for outlook in tried]
        num_missing = 1 + len(scenarios) - len(found)
        return Compared(here.campaign, tuple(found), asked.by, here.problems, num_missing, was_pressed())


def _one_by_one(
    here: Standpoint,
    scenarios: Sequence[Scenario],
    search: Search,
    *,
    begins: Beginning,
    was_pressed: Callable[[], bool],
) -> Iterator[Outlook]:
    """Those that were begun before Ctrl-C was pressed, and while there was time for them."""
    for number, scenario in enumerate(scenarios):
        if was_pressed() or search.left < LEAST_SECONDS:
            return
        begins(2 + number, 1 + len(scenarios), scenario.name)
        share = max(LARGEST_SHARE, 1 / (len(scenarios) - number))
        yield _tried(here, scenario, search.told_after(share), was_pressed)


def _side_by_side(
    here: Standpoint,
    scenarios: Sequence[Scenario],
    search: Search,
    *,
    begins: Beginning,
    was_pressed: Callable[[], bool],
) -> list[Outlook]:
    """Each a task of the cluster, with one worker; those that were not done before Ctrl-C was pressed are missing."""
    found: list[Outlook] = []
    with open_executor(search.terms.cluster, search.terms.workers) as executor:
        rounds = -(-len(scenarios) // executor.workers)
        seconds = max(LEAST_SECONDS, search.left / rounds)
        terms = replace(search.terms, workers=1, cluster=None, seconds=seconds, ends=None)
        most = terms.seconds * 2 + SECONDS_TO_COME_UP
        places = [_place(here, scenario) for scenario in scenarios]
        futures = [
            executor.submit(Task(answered_alone, there.question(terms), most, scenario.name))
            for there, scenario in zip(places, scenarios, strict=True)
        ]
        for number, (future, there, scenario) in enumerate(zip(futures, places, scenarios, strict=True)):
            begins(2 + number, 1 + len(scenarios), scenario.name)
            while not (was_pressed() or future.done()):
                wait([future], TICK)
            if not future.done():
                executor.stop()
                break
            found.append(_told(there, scenario, future))
    return found


def _told(there: Standpoint, scenario: Scenario, future: "Future[Solution]") -> Outlook:
    try:
        return Outlook(scenario, there.accepted(future.result()).plan)
    except (NoPlanPossible, NoPlanInTime, TaskFailed) as error:
        return Outlook(scenario, None, str(error))


def _tried(here: Standpoint, scenario: Scenario, search: Search, was_pressed: Callable[[], bool]) -> Outlook:
    try:
        return _outlook(here, scenario, search, was_pressed)
    except (NoPlanPossible, NoPlanInTime) as error:
        return Outlook(scenario, None, str(error))


def _not_worse(here: Standpoint, today: Outlook, outlook: Outlook) -> Outlook:
    """The same outlook, with today's placements where they hold in it and are better than what was found."""
    if today.plan is None:
        return outlook
    kept = as_far_as_it_holds(outlook.scenario.change(here.campaign), today.plan, here.evidence)
    if kept is None:
        return outlook
    return Outlook(outlook.scenario, the_better(outlook.plan, kept, COMPARED))


def _outlook(here: Standpoint, scenario: Scenario, search: Search, was_pressed: Callable[[], bool]) -> Outlook:
    logger.info(_("Scenario: {name}").format(name=scenario.name))
    return Outlook(scenario, _place(here, scenario).best_plan(search, was_pressed).plan)


def _place(here: Standpoint, scenario: Scenario) -> Standpoint:
    """The standpoint in the scenario, for what scenarios are compared by."""
    goals = tuple(GoalSetting(goal=goal) for goal in COMPARED)
    return here.of(scenario.change(here.campaign).model_copy(update={"goals": goals}))


def _named(here: Standpoint, asked: AskedScenarios) -> list[Scenario]:
    """A scenario for each thing asked for, and all at once if there are several."""
    scenarios = [
        *([more_machines(asked.machines)] if asked.machines else []),
        *(_broken(here, one) for one in asked.breakdowns),
        *([capacity(asked.capacity)] if asked.capacity else []),
        *([_evenings(here)] if asked.is_evenings_only else []),
        *([end_by(_within(here, asked.by, Term.DUE_DAY))] if asked.by else []),
    ]
    return [*scenarios, together(scenarios)] if len(scenarios) > 1 else scenarios


def _broken(here: Standpoint, asked: AskedBreakdown) -> Scenario:
    machine = machine_called(here.campaign, asked.machine, "--breakdown")
    first_day = _within(here, asked.first_day, Term.BREAKDOWN) if asked.first_day else here.first_day
    return breakdown(machine, first_day, asked.days)


def _evenings(here: Standpoint) -> Scenario:
    if len(here.campaign.calendar.shifts) == 1:
        raise WrongUsage(
            _("the campaign has one shift a day. Add shifts to the sheet Ca, or leave it out"),
            about=Given(Term.EVENINGS),
        )
    return evenings(here.campaign)


def _within(here: Standpoint, day: date, term: Term) -> date:
    calendar = here.campaign.calendar
    first = here.first_day
    if not first <= day <= calendar.last_day:
        raise WrongUsage(
            _("outside what is left of the campaign, from {first} to {last}. Give a day within").format(
                first=spoken_day(first), last=spoken_day(calendar.last_day)
            ),
            about=Given(term, spoken_day(day)),
        )
    return day


def _num_usual(here: Standpoint) -> int:
    return len(_usual(here, here.campaign.calendar.last_day))


def _usual(here: Standpoint, finish: date | None) -> list[Scenario]:
    """What people ask most: one more machine, a machine broken, less capacity, only evenings, some days sooner."""
    sooner = (finish or here.campaign.calendar.first_day) - timedelta(days=DAYS_SOONER)
    return [
        more_machines(1),
        *(breakdown(machine, here.first_day, USUAL_BREAKDOWN_DAYS) for machine in _about_to_work(here)),
        capacity(PRACTICED_CAPACITY),
        *([evenings(here.campaign)] if len(here.campaign.calendar.shifts) > 1 else []),
        *([end_by(sooner)] if sooner >= here.first_day else []),
    ]


def _about_to_work(here: Standpoint) -> Iterator[MachineName]:
    """The machines that could work on the days of the usual breakdown."""
    openness = Openness.of(here.campaign)
    days = {here.first_day + timedelta(days=number) for number in range(USUAL_BREAKDOWN_DAYS)}
    for machine in here.campaign.machines:
        if not days.isdisjoint(map(openness.day, openness.of_machine(machine))):
            yield machine.name
