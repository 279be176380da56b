"""A roster is searched for as a plan is: the best is kept where the process dies, or somebody wants the end."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic

import pytest

from planner.domain.plan import Plan
from planner.domain.policy import Proof
from planner.domain.progress import Progress, nobody
from planner.domain.search_terms import SearchTerms
from planner.errors import NoRosterInTime, NoRosterPossible, SearchDied
from planner.model.news import NewsLine
from planner.model.questions import RosterQuestion
from planner.model.roster.outcome import RosterSolution
from planner.roster.case import RosterCase
from planner.roster.duties import DutyGoalResult
from planner.roster.policy import DutyGoal
from planner.roster.staffing import Officer, OfficerCode, Staffing
from planner.workflow.solving.attempts import best_roster
from tests.campaigns import small_campaign

CAMPAIGN = small_campaign()
CASE = RosterCase(
    CAMPAIGN,
    Plan(campaign=CAMPAIGN.name, assignments=()),
    Staffing(
        officers=(
            Officer(code=OfficerCode("CB01"), name="An", first_day=date(2023, 1, 1), last_day=date(2023, 12, 31)),
        )
    ),
)
Deed = Callable[[NewsLine], RosterSolution]


def worth(vacant: int, commute: int) -> RosterSolution:
    """A solution of these values."""
    values = ((DutyGoal.COMMUTE, commute), (DutyGoal.VACANT, vacant))  # in whatever order they are told
    goals = tuple(DutyGoalResult(goal=goal, value=value, bound=0, proof=Proof.BEST_FOUND) for goal, value in values)
    return RosterSolution(duties=(), vacant=(), goals=goals, was_stopped=False)


BEST, WORSE = worth(1, 9), worth(2, 3)


def abort(line: NewsLine) -> RosterSolution:
    os.abort()


def abort_with_the_best(line: NewsLine) -> RosterSolution:
    line.better(BEST)
    time.sleep(0.5)
    os.abort()


def abort_with_a_worse_one(line: NewsLine) -> RosterSolution:
    line.better(WORSE)
    time.sleep(0.5)
    os.abort()


def find_the_best(line: NewsLine) -> RosterSolution:
    line.advanced(Progress(DutyGoal.VACANT, 1.0, 1.0, 0.1, is_final=True))
    return BEST


def find_a_worse_one(line: NewsLine) -> RosterSolution:
    return WORSE


def know_that_there_is_none(line: NewsLine) -> RosterSolution:
    raise NoRosterPossible("Ghim ca!A2")


def run_out_of_time(line: NewsLine) -> RosterSolution:
    raise NoRosterInTime("no time")


def wait_for_the_end(line: NewsLine) -> RosterSolution:
    ended: list[bool] = []
    line.when_stopped(lambda: ended.append(True))
    while not ended:
        time.sleep(0.01)
    return BEST


def prepare_for_long(line: NewsLine) -> RosterSolution:
    line.prepares()
    time.sleep(4.0)
    line.begins()
    return wait_for_the_end(line)


@dataclass(frozen=True, slots=True)
class Scripted(RosterQuestion):
    """A question that is answered by what is written for its seed: 0 in the first try, 1 in the second."""

    deeds: tuple[Deed, ...]

    def answered(self, line: NewsLine) -> RosterSolution:
        return self.deeds[self.terms.seed](line)


def found(*deeds: Deed, seconds: float = 60.0, pressed_after: float | None = None) -> RosterSolution:
    began = monotonic()
    return best_roster(
        Scripted(CASE, SearchTerms(seconds), deeds),
        lambda: pressed_after is not None and monotonic() - began > pressed_after,
        nobody,
    )


def test_the_answer_counts_and_progress_is_heard() -> None:
    heard: list[Progress] = []
    assert best_roster(Scripted(CASE, SearchTerms(60.0), (find_the_best,)), lambda: False, heard.append) == BEST
    assert [(each.goal, each.value, each.is_final) for each in heard] == [(DutyGoal.VACANT, 1.0, True)]


def test_the_second_try_finds_it() -> None:
    assert found(abort, find_the_best) == BEST


def test_the_better_of_both_counts_by_the_goals_in_their_order() -> None:
    assert found(abort_with_the_best, find_a_worse_one).goals == BEST.goals
    assert found(abort_with_a_worse_one, abort_with_the_best).goals == BEST.goals


@pytest.mark.parametrize("then", [abort, know_that_there_is_none, run_out_of_time])
def test_what_was_found_is_kept_and_told(then: Deed) -> None:
    kept = found(abort_with_the_best, then)
    assert replace(kept, warnings=()) == BEST
    assert len(kept.warnings) == 1
    assert "lịch trực" in kept.warnings[0]


@pytest.mark.usefixtures("at_the_command_line")
def test_without_any_roster_it_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(SearchDied, match=r"lịch trực.*--workers 1"):
        found(abort, abort)
    with pytest.raises(NoRosterPossible, match="Ghim ca!A2"):
        found(know_that_there_is_none)


@pytest.mark.alone
def test_ctrl_c_keeps_the_best() -> None:
    assert found(find_the_best) == BEST
    assert found(wait_for_the_end, pressed_after=0.5) == replace(BEST, was_stopped=True)


@pytest.mark.alone
def test_time_is_kept() -> None:
    assert found(wait_for_the_end, seconds=0.5) == BEST


@pytest.mark.alone
def test_what_is_made_ready_takes_none_of_the_time() -> None:
    assert found(prepare_for_long, seconds=0.5) == BEST
