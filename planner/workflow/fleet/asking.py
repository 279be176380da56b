"""Putting the questions of a fleet to the search, one after the other, within the time for all of them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from planner.domain.campaign import Campaign, Closure
from planner.domain.policy import Goal, GoalSetting
from planner.domain.situation import Situation
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.executor.log_records import only_warnings
from planner.model.outcome import Solution
from planner.texts import plurals_of, spoken_number
from planner.workflow.planning.standpoint import FoundPlan, Standpoint
from planner.workflow.solving.searching import Search, solve_until

ngettext = plurals_of("workflow")
logger = logging.getLogger(__name__)

LARGEST_SHARE = 1 / 3
"""How much of what is left one plan may take. Most need far less."""
SHARE_OF_A_PART = 0.1
"""The same for the question of one part among several."""
LEAST_SECONDS = 0.1
"""So long each search lasts, however little time is left."""


@dataclass(frozen=True, slots=True)
class Question:
    """The best values of these goals, in this order, in this campaign from where it stands."""

    campaign: Campaign
    situation: Situation
    goals: tuple[Goal, ...]

    @property
    def settled(self) -> Campaign:
        """The campaign with just these goals."""
        return self.campaign.model_copy(update={"goals": settings_of(self.goals)})


def settings_of(goals: tuple[Goal, ...]) -> tuple[GoalSetting, ...]:
    """These goals in this order, none of which gives way to a later one."""
    return tuple(GoalSetting(goal=goal) for goal in goals)


class Asking:
    """One after the other; whoever has several processes can answer a list of questions at once in its stead."""

    def __init__(self, search: Search, was_pressed: Callable[[], bool]) -> None:
        self._search = search
        self._was_pressed = was_pressed
        self._ends = search.ends
        self._searched = 0.0
        """Seconds that the search for the line under way took."""
        self._quickest = 0.0
        """Seconds that the quickest plan took so far, but for the process that had to come up; 0 before the first."""
        self._quickest_answer = 0.0
        """The same of questions of one part."""
        self._last_words = 0.0
        """Seconds that a line took beside its search, to hold plans against it and to judge it: the most so far."""

    @property
    def is_over(self) -> bool:
        """Whether the time is up, or somebody has pressed Ctrl-C."""
        return self._was_pressed() or self._left <= 0

    @property
    def is_too_late(self) -> bool:
        """Whether a plan that is begun now would last past the end."""
        return self.is_over or self._left < self._quickest / 2

    @property
    def _left(self) -> float:
        """Seconds left for searches, after which there is just time for the last words."""
        return self._ends - self._last_words - monotonic()

    @contextmanager
    def line(self) -> Iterator[None]:
        """Within this context a line is made, from the plans that it may begin at to its verdict."""
        began, self._searched = monotonic(), 0.0
        yield
        self._last_words = max(self._last_words, monotonic() - began - self._searched)

    def answers(self, questions: list[Question], share: float) -> list[Solution | None]:
        """What is found of each, in their order; None where there is no plan, or none was found in its time."""
        if questions:
            logger.info(_told_of_questions(len(questions)))
        with only_warnings():
            return [self._answer(question, share) for question in questions]

    def plan(self, there: Standpoint, share: float) -> FoundPlan:
        """The best plan found in this share of the time that is left, judged by the checker.

        Raises what `Standpoint.best_plan` raises.
        """
        logger.info(_told_of_machines(len(there.campaign.machines)))
        began = monotonic()
        try:
            found = solve_until(self._was_pressed, there.campaign, self._lasting(share), there.situation)
        finally:
            self._searched = monotonic() - began
        judging = monotonic()
        judged = there.accepted(found)
        lasted = sum(goal.seconds for goal in found.goals) + monotonic() - judging
        self._quickest = min(self._quickest, lasted) if self._quickest else lasted
        return judged

    def _answer(self, question: Question, share: float) -> Solution | None:
        if self.is_over or self._left < self._quickest_answer / 2:
            return None
        began = monotonic()
        try:
            return solve_until(self._was_pressed, question.settled, self._lasting(share), question.situation)
        except (NoPlanInTime, NoPlanPossible):
            return None
        finally:
            lasted = monotonic() - began
            self._quickest_answer = min(self._quickest_answer, lasted) if self._quickest_answer else lasted

    def _lasting(self, share: float) -> Search:
        """A search plans for the time it really has: one that is broken off has no last word."""
        return self._search.lasting(max(LEAST_SECONDS, self._left * share))


def _told_of_questions(number: int) -> str:
    return ngettext(
        "{count} question of what machines can do for the units of one part, as a small campaign of its own",
        "{count} questions of what machines can do for the units of one part, each as a small campaign of its own",
        number,
    ).format(count=spoken_number(number))


def _told_of_machines(number: int) -> str:
    return ngettext("The plan with {count} machine:", "The plan with {count} machines:", number).format(
        count=spoken_number(number)
    )


def closed_after(campaign: Campaign, ordinal: int) -> Campaign:
    """The campaign where nobody works after this slot."""
    calendar = campaign.calendar
    if ordinal >= calendar.last_ordinal:
        return campaign
    slot = calendar.slot(max(1, ordinal))
    later = calendar.shift_labels[calendar.shift_labels.index(slot.shift) + 1 :]
    if ordinal < 1:
        later = calendar.shift_labels
    shut = [
        *([Closure(first_day=slot.day, last_day=slot.day, shifts=later)] if later else []),
        *(
            [Closure(first_day=slot.day + timedelta(days=1), last_day=calendar.last_day, shifts=calendar.shift_labels)]
            if slot.day < calendar.last_day
            else []
        ),
    ]
    return campaign.model_copy(update={"closures": (*campaign.closures, *shut)})
