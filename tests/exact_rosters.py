"""The best roster of a few seats, by trying every one: for tests of what is asked about rosters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.check.roster.goals import goal_values
from planner.check.roster.one_duty import broken_with
from planner.check.roster.verdict import judge_roster
from planner.domain.policy import Proof
from planner.errors import NoRosterInTime, NoRosterPossible
from planner.model.news import NewsLine
from planner.model.questions import RosterQuestion
from planner.model.roster.outcome import RosterSolution
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutyGoalResult, Roster
from planner.roster.policy import DutyRule
from planner.roster.seating import SeatGroup, seat_groups
from tests.small_rosters import true_roster


@dataclass(frozen=True, slots=True)
class ExactQuestion(RosterQuestion):
    """Answered with the best roster, every goal of it proven."""

    def answered(self, line: NewsLine) -> RosterSolution:
        return exactly_found(self.case)


@dataclass(frozen=True, slots=True)
class UnprovenQuestion(RosterQuestion):
    """Answered with the same roster, nothing of it proven."""

    def answered(self, line: NewsLine) -> RosterSolution:
        found = exactly_found(self.case)
        goals = tuple(result.model_copy(update={"bound": None, "proof": Proof.BEST_FOUND}) for result in found.goals)
        return RosterSolution(found.duties, found.vacant, goals, found.was_stopped)


@dataclass(frozen=True, slots=True)
class TooLateQuestion(RosterQuestion):
    """Answered with that no roster was found in time."""

    def answered(self, line: NewsLine) -> RosterSolution:
        raise NoRosterInTime("--seconds")


def exactly_found(case: RosterCase) -> RosterSolution:
    """The roster whose goals are the least, in their order. Raises NoRosterPossible where none is sound."""
    history = case.situation.history
    seats = [group for group in seat_groups(case) for _seat in range(group.officers)]
    tried = [(_values(case, worked), worked) for worked in _worked(case, seats, list(history))]
    for values, worked in sorted(tried, key=lambda one: one[0]):
        roster = true_roster(case, worked)
        if judge_roster(case, roster).sound:
            return RosterSolution(
                duties=roster.duties[len(history) :],
                vacant=roster.vacant,
                goals=tuple(
                    DutyGoalResult(goal=told.goal, value=value, bound=value, proof=Proof.OPTIMAL)
                    for told, value in zip(roster.goals, values, strict=True)
                ),
                was_stopped=False,
            )
    raise NoRosterPossible("Ghim ca!A9: thử hết mọi lịch")


def exact_roster(case: RosterCase, **more: object) -> Roster:
    """The best roster of a case, as a file could hold it."""
    found = exactly_found(case)
    goals = [result.model_dump() for result in found.goals]
    return true_roster(case, (*case.situation.history, *found.duties), goals=goals, **more)


def _values(case: RosterCase, worked: Sequence[Duty]) -> list[int]:
    return [told.value for told in goal_values(case, worked)]


def _worked(case: RosterCase, seats: Sequence[SeatGroup], worked: list[Duty]) -> Iterator[list[Duty]]:
    """Every way to fill the seats that breaks no rule on one officer's hours; pins and promises are judged later."""
    if not seats:
        yield worked
        return
    yield from _worked(case, seats[1:], worked)
    shift = seats[0].machine_shift
    for officer in case.staffing.officers:
        more = Duty(
            officer=officer.code,
            machine=shift.machine,
            unit=shift.unit,
            date=shift.day,
            shift=shift.shift,
            role=seats[0].role,
        )
        if all(one.rule is DutyRule.PINNED_DUTY for one in broken_with(case, worked, more)):
            yield from _worked(case, seats[1:], [*worked, more])
