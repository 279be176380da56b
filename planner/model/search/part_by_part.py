"""A campaign of many parts that no machine joins, each searched by whichever process is free, here or elsewhere.

    every part: goals up to the finish ─┐ the latest finish ┌─ every part: goals after it, none later than that
                                        └───────────────────┘

Up to the finish each part is as good as it can be by itself. The finish of all is that of the latest, so no part gains
by ending before it (the floor), and each is given it as its limit; what comes after adds up again. So the order of
the goals survives exactly. Part by part is searched with one worker and a limit in effort, so the plan is the same
whoever searches it. What is not answered, because its process died again and again, is planned by list scheduling.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import monotonic

from planner.domain.goal_names import plan_goal_name
from planner.domain.policy import Goal, GoalSetting
from planner.domain.progress import Observer, PartsDone, Progress
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import Situation
from planner.errors import ClusterUnusable, PlannerError, TaskFailed
from planner.executor.executor import TICK, Executor
from planner.executor.task import Task
from planner.model.gate import Stopper
from planner.model.instance.criteria import Tally
from planner.model.instance.residual import METRES_PER_KM, ResidualInstance
from planner.model.instance.schedule import Schedule, schedule_of
from planner.model.instance.subproblem import Subproblem
from planner.model.search.budget import Budget
from planner.model.search.choices import tell_together
from planner.model.search.deciding import least_finish
from planner.model.search.found import Found, GoalFound, Reached
from planner.model.search.part_question import PartAnswer, PartQuestion, goals_until_finish, searched, told_alone
from planner.model.search.subproblem_search import SubproblemSearch
from planner.model.search.told import final_value
from planner.model.search.tolerance import with_tolerance
from planner.model.search.warm_start import warm_start
from planner.texts import Noun, listed, spoken_number, texts_of

_ = texts_of("model")
logger = logging.getLogger(__name__)

MANY_PARTS = 30
"""From so many on a campaign is searched part by part."""
SHARE_UNTIL_FINISH = 0.4
"""How much of the time the first step may take."""
SPARE = 4.0
"""How many times its share of a step a part may take, since most parts need far less than theirs."""
LEAST_SECONDS = 2.0
PATIENCE = 10.0
"""How many times as long as planned a part may take by the clock: what it does is limited by effort, so that it ends
with the same plan beside other work and on any machine of a cluster."""
PATIENCE_SECONDS = 10.0
"""How far over that a process may be before it is ended."""
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class _Step:
    """Goals that every part settles by itself."""

    goals: tuple[GoalSetting, ...]
    seconds: float
    """Of which each part gets a share, whatever the clock says: what ends by its effort ends so in every run."""
    ends: float
    """On the monotonic clock."""
    finish_floor: int = 0


@dataclass
class PartByPart:
    """One pass over the goals, in two steps."""

    residual: ResidualInstance
    parts: Sequence[Subproblem]
    situation: Situation
    budget: Budget
    stopper: Stopper
    observer: Observer
    better: Callable[[Found], None]
    executor: Executor
    _unanswered: set[int] = field(default_factory=set)
    """Parts whose process has died again and again."""
    _schedules: dict[int, Schedule] = field(default_factory=dict)
    _goals: list[GoalFound] = field(default_factory=list)
    _bounds: dict[Goal, list[int]] = field(default_factory=dict)
    """Of each goal what is proven of every part."""
    _spent: Counter[int] = field(default_factory=Counter)
    """By a part's number the deterministic seconds that were spent on it; whole ones, so that the order of parts does
    not hang on fractions."""
    _tight: Sequence[int] = ()
    """By a part's number the slot before which it does not end."""

    @cached_property
    def _alone(self) -> list[Subproblem]:
        """The parts as they travel."""
        return told_alone(self.parts)

    @cached_property
    def _squares(self) -> int:
        return sum(len(part.units) ** 2 for part in self.parts)

    def run(self, settings: Sequence[GoalSetting]) -> Found | None:
        """Settle every goal in order; None if a part has no plan when the search ends."""
        before = goals_until_finish(tuple(settings))
        first, rest = tuple(settings[:before]), tuple(settings[before:])
        self._until_finish(first, SHARE_UNTIL_FINISH if rest else 1.0)
        if not self._all_have_plans():
            return None
        self.better(self._found())
        if rest and not self.stopper.is_over:
            step = _Step(rest, self.budget.terms.seconds, self.budget.ends)
            self._take(step, self._later_questions(first, range(len(self.parts))))
        self._tell_proven()
        return self._found()

    def _until_finish(self, goals: tuple[GoalSetting, ...], share: float) -> None:
        """The first step; where a part that seemed to end latest has to leave somebody after all, those that end later
        than the next of them are asked for their finish once more.
        """
        least = self._least_finishes(goals)
        floor = max(least)
        self._tight = least
        ends = monotonic() + self.budget.seconds_left * share
        self._take(_Step(goals, self.budget.terms.seconds * share, ends, floor), self._first_questions)
        held = self._held_floor(least)
        if held >= floor:
            return
        del self._goals[len(goals) - 1 :]
        step = _Step(goals[-1:], self.budget.terms.seconds * share, ends, held)
        late = [number for number, one in self._schedules.items() if one.scores[Goal.FINISH] > held]
        self._take(step, self._later_questions(goals[:-1], late))

    def _least_finishes(self, goals: Sequence[GoalSetting]) -> list[int]:
        """No plan of a part that leaves nobody ends before this; 0 where to leave nobody does not come first, or the
        finish is not asked for.
        """
        if goals[0].goal is not Goal.UNSERVED or goals[-1].goal is not Goal.FINISH:
            return [0] * len(self.parts)
        least = []
        for part in self.parts:
            search = SubproblemSearch(part, self.stopper)
            search.keep(Goal.UNSERVED, 0)
            least.append(least_finish(search))
        return least

    def _held_floor(self, least: Sequence[int]) -> int:
        """The latest of these ends that were worked out rightly: of parts whose plan leaves nobody indeed."""
        schedules = self._schedules
        return max(
            (least[number] for number, schedule in schedules.items() if schedule.scores[Goal.UNSERVED] == 0), default=0
        )

    def _take(self, step: _Step, questions: Callable[[_Step], dict[int, PartQuestion]]) -> None:
        """Take over what was found of the step's goals, and what is proven."""
        began = monotonic()
        answers = self._answered(step, questions(step))
        for number, answer in answers.items():
            self._schedules[number] = schedule_of(self._alone[number], answer.visits)
            self._spent[number] += round(answer.effort)
            self.budget.spend(answer.effort)
        for setting in step.goals:
            bounds = [_bound_of(answers.get(number), setting.goal) for number in range(len(self.parts))]
            bound = max(*bounds, step.finish_floor) if setting.goal is Goal.FINISH else sum(bounds)
            tell_together(setting.goal, [answer.choices for answer in answers.values()])
            self._goals.append(GoalFound(setting.goal, bound, _seconds_of(answers.values(), setting.goal, self.budget)))
            self._tell(setting.goal, bound, began)
            self._bounds[setting.goal] = bounds

    def _tell_proven(self) -> None:
        """In how many parts nothing better is possible; to end as early as the latest part has to is early enough."""
        for found in self._goals:
            floor = found.bound if found.goal is Goal.FINISH else 0
            proven = sum(
                schedule.scores[found.goal] <= max(self._bounds[found.goal][number], floor)
                for number, schedule in self._schedules.items()
            )
            logger.info(
                _("{goal}: proven in {number} of {parts} parts").format(
                    goal=plan_goal_name(found.goal),
                    number=spoken_number(proven),
                    parts=spoken_number(len(self.parts)),
                )
            )

    def _first_questions(self, step: _Step) -> dict[int, PartQuestion]:
        previous = self.situation.previous
        return {
            number: PartQuestion(
                alone,
                step.goals,
                self._terms_of(part, step),
                previous=tuple(row for row in previous if row.unit in part.pairs),
                most_lost_days=self.situation.max_changes,
                finish_floor=step.finish_floor,
            )
            for number, (part, alone) in enumerate(zip(self.parts, self._alone, strict=True))
        }

    def _later_questions(
        self, settled: Sequence[GoalSetting], asked: Iterable[int]
    ) -> Callable[[_Step], dict[int, PartQuestion]]:
        latest = max((schedule.scores[Goal.FINISH] for schedule in self._schedules.values()), default=0)

        def questions(step: _Step) -> dict[int, PartQuestion]:
            return {
                number: PartQuestion(
                    self._alone[number],
                    step.goals,
                    self._terms_of(self.parts[number], step),
                    reached=tuple(_reached(setting, self._schedules[number], latest) for setting in settled),
                    begin_at=self._schedules[number].visits,
                    most_lost_days=self.situation.max_changes,
                    finish_floor=step.finish_floor,
                )
                for number in asked
            }

        return questions

    def _terms_of(self, part: Subproblem, step: _Step) -> SearchTerms:
        """A part's share of a step, by the square of its size."""
        weight = len(part.units) ** 2 / self._squares
        share = step.seconds * self.budget.terms.workers * weight * SPARE
        seconds = min(step.seconds, max(LEAST_SECONDS, share))
        return replace(self.budget.terms, workers=1, cluster=None, seconds=seconds, ends=None, patience=PATIENCE)

    def _answered(self, step: _Step, questions: Mapping[int, PartQuestion]) -> dict[int, PartAnswer]:
        """What was found of each part until the step's end. Those for which much was done before are asked last, and
        small ones and those that have more room than they need first, so that most are done.
        """
        order = sorted(
            questions,
            key=lambda number: (self._spent[number], len(self.parts[number].units), self._tight[number], number),
        )
        numbers: dict[Future[PartAnswer | None], int] = {}
        for number in order:
            question = questions[number]
            most = question.terms.seconds * question.terms.patience + PATIENCE_SECONDS
            name = next(iter(question.part.units)).name
            numbers[self.executor.submit(Task(searched, question, most, name))] = number
        answers: dict[int, PartAnswer] = {}
        waited_for = set(numbers)
        while waited_for and not self.stopper.is_over and monotonic() < step.ends:
            done, waited_for = wait(waited_for, TICK, FIRST_COMPLETED)
            for future in done:
                answer = self._answer_of(future, numbers[future])
                if answer is not None:
                    answers[numbers[future]] = answer
            if done:
                parts = PartsDone(len(numbers) - len(waited_for), len(numbers))
                self.observer(Progress(step.goals[0].goal, None, 0, 0.0, is_final=False, parts=parts))
        for future in waited_for:
            future.cancel()
        return answers

    def _answer_of(self, future: "Future[PartAnswer | None]", number: int) -> PartAnswer | None:
        try:
            return future.result()
        except (TaskFailed, ClusterUnusable) as error:
            logger.warning(_("part %d of %d is planned by list scheduling: %s"), number + 1, len(self.parts), error)
        except PlannerError:
            raise
        except Exception:
            logger.exception(_("part %d of %d is planned by list scheduling"), number + 1, len(self.parts))
        self._unanswered.add(number)
        return None

    def _all_have_plans(self) -> bool:
        """Whether every part has a plan, if need be by list scheduling."""
        for number, part in enumerate(self.parts):
            schedule = self._schedules.get(number) or self._simple_plan(part)
            if schedule is None:
                return False
            self._schedules[number] = schedule
        return True

    def _simple_plan(self, part: Subproblem) -> Schedule | None:
        """The plan made before, as far as it holds, or one by list scheduling."""
        targets = [phase.target for phase in part.campaign.phases]
        search = SubproblemSearch(part, self.stopper, targets, [Goal.UNSERVED])
        if self.situation.max_changes is not None:
            search.keep(Tally.LOST_DAYS, self.situation.max_changes)
        kept = warm_start(part, self.situation.previous) if self.situation.previous else None
        if kept is not None and search.obeys(kept, search.limits):
            search.incumbent = kept
        search.first_plan(at_once=True)
        return search.incumbent

    def _found(self) -> Found:
        return Found(
            tuple((part, self._schedules[number]) for number, part in enumerate(self.parts)),
            tuple(self._goals),
            self._warnings(),
        )

    def _warnings(self) -> tuple[str, ...]:
        if not self._unanswered:
            return ()
        names = [next(iter(self.parts[number].units)).name for number in sorted(self._unanswered)]
        return (
            _(
                "Đơn vị: {units}: the search for these units and those that share their machines died again and again. "
                "What was found of them before stands, or a simple plan; it keeps every rule but may be far from the "
                "best. Run the command again; if it goes on, report it with the workbook"
            ).format(units=listed(names, MOST_NAMED, Noun.UNIT)),
        )

    def _tell(self, goal: Goal, bound: int, began: float) -> None:
        if len(self._schedules) < len(self.parts):
            return
        scale = METRES_PER_KM if goal is Goal.TRAVEL else 1
        value = final_value(self.residual, self._found(), goal)
        past = 0 if goal is Goal.FINISH else self.residual.sunk.adds(goal)
        self.observer(Progress(goal, value / scale, (bound + past) / scale, monotonic() - began, is_final=True))


def idle_cluster() -> str:
    """What is told of a plan that was to be searched for by a cluster, and has too few parts for that."""
    return _(
        "The cluster was not used: fewer than {number} parts of this campaign can be searched apart. It was planned on "
        "this computer alone"
    ).format(number=MANY_PARTS)


def _bound_of(answer: PartAnswer | None, goal: Goal) -> int:
    """What is proven of a goal in a part; nothing where it was not answered."""
    return next((found.bound for found in answer.goals if found.goal is goal), 0) if answer else 0


def _seconds_of(answers: Iterable[PartAnswer], goal: Goal, budget: Budget) -> float:
    """How long a goal was searched for, all workers together taken as one."""
    return (
        sum(found.seconds for answer in answers for found in answer.goals if found.goal is goal) / budget.terms.workers
    )


def _reached(setting: GoalSetting, schedule: Schedule, latest: int) -> Reached:
    """What a part may come to in a goal that is settled: the finish of the latest part, else what it has reached."""
    if setting.goal is not Goal.FINISH:
        return Reached(setting.goal, schedule.scores[setting.goal])
    limit = with_tolerance(latest, setting.tolerance_percent)
    return Reached(Goal.FINISH, limit, is_loose=limit > latest)
