"""What visits are worth: dossiers by the filling rule, idle periods taken away, goals as the checker sees them."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.situation import AT_THE_START
from planner.model.formulations.time_indexed import TimeIndexedFormulation
from planner.model.gate import Effort, Stopper, ask
from planner.model.instance.criteria import EpsilonConstraints
from planner.model.instance.residual import METRES_PER_KM, residual_of
from planner.model.instance.schedule import schedule_of
from planner.model.instance.subproblem import Subproblem, whole
from planner.model.instance.visits import MachineVisit
from tests.campaigns import Placement, filled, machine, plan_of, posting, random_campaign, seeded, small_campaign, unit
from tests.drawn import first_that


def time_indexed(seed: int) -> tuple[Campaign, Subproblem, Sequence[MachineVisit] | None]:
    """A campaign whose machines reach everywhere, and visits that leave least; None where it has no plan."""
    drawn = random_campaign(seeded(f"schedule {seed}"))
    campaign = drawn.model_copy(update={"reach_km": None})
    problem = whole(residual_of(campaign, AT_THE_START))
    time_indexed = TimeIndexedFormulation(problem, EpsilonConstraints())
    time_indexed.settle(Goal.UNSERVED)
    answer = ask(time_indexed.model, Effort(1, 0, 10.0), Stopper())
    return campaign, problem, None if answer.value_of is None else time_indexed.visits(answer.value_of)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_dossiers_and_goals_are_those_of_the_checker(seed: int) -> None:
    campaign, problem, visits = first_that(seed, time_indexed, lambda found: found[-1] is not None)
    schedule = schedule_of(problem, visits or ())
    rows = schedule.assignments(problem)
    placements = [Placement(row.machine, row.unit, row.date, row.shift) for row in rows]
    assert sorted(rows, key=repr) == sorted(filled(campaign, placements), key=repr)
    told = {found.goal: found.value for found in judge(campaign, plan_of(campaign, rows)).goals}
    assert schedule.scores[Goal.UNSERVED] == told[Goal.UNSERVED]
    assert schedule.scores[Goal.FINISH] == told[Goal.FINISH]
    assert schedule.scores[Goal.WAITING] == told[Goal.WAITING]
    assert abs(schedule.scores[Goal.TRAVEL] / METRES_PER_KM - told[Goal.TRAVEL]) < 0.06


def test_a_visit_loses_the_days_in_which_it_has_nothing_to_do() -> None:
    campaign = small_campaign(units=[unit("A", 5)], machines=[machine("M1", posting(3))], days=5, shifts=1, closures=())
    problem = whole(residual_of(campaign, AT_THE_START))
    name = campaign.machines[0].name
    schedule = schedule_of(problem, [MachineVisit(name, 0, campaign.units[0].code, 0, 4)])
    assert [(visit.first, visit.last) for visit in schedule.visits] == [(0, 1)]
    assert [work.dossiers for work in schedule.work] == [3, 2]
    assert schedule.scores[Goal.FINISH] == 2
