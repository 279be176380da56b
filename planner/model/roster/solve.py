"""From a case to a roster: the door of the search for rosters to the other rooms."""

import logging
from collections.abc import Callable
from time import monotonic

from planner.domain.policy import Proof
from planner.domain.progress import Observer, Progress, nobody
from planner.domain.search_terms import USUAL_SEARCH, SearchTerms
from planner.errors import NoRosterInTime, NoRosterPossible
from planner.model.gate import Stopper
from planner.model.roster.crew_binding import FORCED
from planner.model.roster.crew_plan import plan_of
from planner.model.roster.crew_prices import GOAL_NUMBERS, GOALS
from planner.model.roster.crew_problem import CrewProblem, crew_problem
from planner.model.roster.crew_rosters import duties_of, lines_of, vacant_of
from planner.model.roster.line_problem import LineProgress, LineSolution
from planner.model.roster.line_search import owners_without_line, solve_lines
from planner.model.roster.machine_code import make_ready
from planner.model.roster.outcome import RosterSolution
from planner.next_steps import NextStep, Step
from planner.roster.case import RosterCase
from planner.roster.duties import DutyGoalResult
from planner.roster.policy import DutyGoal
from planner.roster.shortage import least_vacant
from planner.texts import listed, texts_of

_ = texts_of("model")
logger = logging.getLogger(__name__)

MOST_NAMED = 6


def nobody_hears(solution: RosterSolution) -> None:
    """For whoever wants only the last roster."""


def solve_roster(
    case: RosterCase,
    terms: SearchTerms = USUAL_SEARCH,
    *,
    observer: Observer = nobody,
    stopper: Stopper | None = None,
    better: Callable[[RosterSolution], None] = nobody_hears,
) -> RosterSolution:
    """The best roster of what lies ahead that the time allows, goal by goal.

    `better` hears of better rosters while the search goes on, and of the last one.

    Raises NoRosterPossible if pins and frozen duties exclude each other or a hard rule; NoRosterInTime if the search
    was ended before a first roster.
    """
    make_ready()
    stopper = stopper or Stopper()
    stopper.ends = terms.moment_of_end(monotonic())
    problem = crew_problem(case)
    least = least_vacant(case)
    logger.info(
        _(
            "The roster is searched for all goals as one by many small steps, then goal after goal by the duties that "
            "each officer may have as one line (column generation), since there are far too many duties for one model"
        )
    )

    def told(solution: LineSolution) -> RosterSolution:
        return _told(problem, solution, least, was_stopped=stopper.stopped.is_set())

    def heard(progress: LineProgress) -> None:
        certain = problem.certain[progress.goal]
        value = None if progress.value is None or _breaks(progress.value) else progress.value + certain
        goal, bound = GOALS[progress.goal], progress.bound + certain
        observer(Progress(goal, value, bound, progress.seconds, progress.is_final))

    def heard_better(solution: LineSolution) -> None:
        if not _breaks(solution.goals[GOAL_NUMBERS[DutyGoal.VACANT]].value):
            better(told(solution))

    found = solve_lines(
        problem.lines,
        terms.seconds,
        terms.seed,
        terms.workers,
        start=lines_of(problem, case.situation.previous or case.situation.published),
        stopper=stopper,
        observer=heard,
        better=heard_better,
        plan=plan_of(problem),
    )
    if found is None:
        without = owners_without_line(problem.lines)
        if without:
            raise NoRosterPossible(_no_line(problem, without), NextStep(Step.FREEZE_LESS))
        raise NoRosterInTime(_("the search ended before a first roster was found"), NextStep(Step.MORE_TIME))
    vacant = found.goals[GOAL_NUMBERS[DutyGoal.VACANT]]
    if _breaks(vacant.value):
        if _breaks(vacant.bound):
            raise NoRosterPossible(
                _("Ghim ca: pins and frozen duties ask for more than the seats, the hours of rest and the weeks allow"),
                NextStep(Step.FREEZE_LESS),
            )
        raise NoRosterInTime(_("the search ended before a first roster was found"), NextStep(Step.MORE_TIME))
    solution = told(found)
    better(solution)
    return solution


def _breaks(vacant: int) -> bool:
    """Whether the value of `vacant` says that something is broken that must hold."""
    return vacant >= FORCED


def _told(problem: CrewProblem, solution: LineSolution, least: int, *, was_stopped: bool) -> RosterSolution:
    duties = duties_of(problem, solution.lines)
    goals = []
    for goal, found, certain in zip(GOALS, solution.goals, problem.certain, strict=True):
        value, bound = found.value + certain, found.bound + certain
        if goal is DutyGoal.VACANT:
            bound = min(value, max(bound, least))
        proof = Proof.OPTIMAL if bound >= value else Proof.BEST_FOUND
        goals.append(DutyGoalResult(goal=goal, value=value, bound=bound, proof=proof))
    return RosterSolution(duties, vacant_of(problem, duties), tuple(goals), was_stopped)


def _no_line(problem: CrewProblem, without: tuple[int, ...]) -> str:
    names = [problem.choosing[number].officer for number in without]
    told = listed([f"{officer.code} {officer.name}" for officer in names], MOST_NAMED)
    return _(
        "Ghim ca: what is pinned and frozen for {officers} cannot be worked by one person: it is outside the dates "
        "or the leave, or breaks the hours of rest or of a week"
    ).format(officers=told)
