"""Nobody is sent anywhere for nothing, what a pin holds does not count, and bounds know of both."""

import pytest

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Goal, Proof, Rule
from planner.domain.record import MachineName
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START, Situation
from planner.model.instance.residual import residual_of
from planner.model.instance.schedule import schedule_of
from planner.model.instance.subproblem import Subproblem, whole
from planner.model.instance.visits import MachineVisit, is_held, keeps_reach, num_counted, useless
from planner.model.solve import Solution, solve
from tests.campaigns import (
    FIXED,
    closed,
    day,
    filled_plan,
    label,
    machine,
    pin,
    posting,
    road,
    small_campaign,
    stand,
    unit,
)
from tests.example import Example
from tests.fuzz_replans import plan_from as replan_from
from tests.fuzz_solver import complaint_about_optimum, plan_from
from tests.model.brute_force_replan import Case, best_ways
from tests.replans import collected, replan
from tests.small_campaigns import MachineSketch, PinSketch, UnitSketch

TWO_HOPS = (road("A", "B", 15), road("A", "C", 8), road("C", "B", 8))


def on_the_way(*units: UnitSketch, machines: tuple[MachineSketch, ...], pins: tuple[PinSketch, ...] = ()) -> Campaign:
    """One day of three shifts, in which a machine may go from A to C and on to B, but not from A to B."""
    return small_campaign(
        units=units,
        machines=machines,
        days=1,
        shifts=3,
        closures=(),
        roads=TWO_HOPS,
        whole_days=False,
        reach_km=10,
        pins=pins,
    )


A, B = unit("A", 5, shifts=(1,)), unit("B", 5, shifts=(3,))
M1 = machine("M1", posting(5))
AT_C = machine("M2", posting(4, serves="C"))
STOPS = {
    "nothing is needed on the way": on_the_way(A, B, unit("C", 0), machines=(M1,)),
    "something is needed on the way": on_the_way(A, B, unit("C", 2), machines=(M1,)),
    "another machine has collected it all": on_the_way(
        A, B, unit("C", 4), machines=(M1, AT_C), pins=(pin("M2", "C", 1, shifts=(1,)),)
    ),
    "another machine has collected most of it": on_the_way(
        A, B, unit("C", 5), machines=(M1, AT_C), pins=(pin("M2", "C", 1, shifts=(1,)),)
    ),
    "the machine before it takes all": on_the_way(
        A, B, unit("C", 4, together=2), machines=(AT_C, M1), pins=(pin("M2", "C", 1, shifts=(2,)),)
    ),
    "the machine after it gets nothing": on_the_way(
        A, B, unit("C", 4, together=2), machines=(M1, AT_C), pins=(pin("M2", "C", 1, shifts=(2,)),)
    ),
    "it stands there for its pin": on_the_way(
        A, B, unit("C", 0), machines=(M1,), pins=(pin("M1", "C", 1, shifts=(2,)),)
    ),
    "one of two machines that are alike": on_the_way(
        unit("A", 10, visits=2, together=2, shifts=(1,)),
        unit("B", 10, visits=2, together=2, shifts=(3,)),
        unit("C", 6, visits=2, together=2),
        machines=(machine("M1", posting(5)), machine("M2", posting(5)), machine("M3", posting(3, serves="C"))),
        pins=(pin("M3", "C", 1, shifts=(1,)),),
    ),
    "a detour is shorter": small_campaign(
        units=[unit("A", 5), unit("B", 5), unit("C", 8, visits=2)],
        machines=[machine("M1", posting(5, base="A")), machine("M2", posting(8, serves="C"))],
        days=3,
        shifts=1,
        closures=[closed(1, unit="B"), closed(2, unit="B")],
        roads=[road("A", "B", 60), road("A", "C", 3), road("C", "B", 4)],
    ),
    "a fixed place lets it set out anew": small_campaign(
        units=[unit("A", 5, last=1), unit("B", 5, first=3), unit("C", 8, visits=2)],
        machines=[
            machine("M1", posting(5), posting(5, kind=FIXED, first=2, serves="C"), posting(5, first=3, base="B")),
            machine("M2", posting(8, serves="C", last=1)),
        ],
        days=3,
        shifts=1,
        closures=(),
        roads=[road("A", "B", 60), road("A", "C", 30), road("C", "B", 31)],
    ),
}


@pytest.mark.parametrize("campaign", STOPS.values(), ids=STOPS)
def test_a_stop_on_the_way_is_made_only_where_it_collects(campaign: Campaign) -> None:
    assert complaint_about_optimum(campaign) == ""
    solution = solve(campaign, terms=SearchTerms(seconds=30.0))
    assert judge(campaign, plan_from(campaign, solution)).violations == ()
    assert {result.proof for result in solution.goals} == {Proof.OPTIMAL}


def values(solution: Solution) -> dict[Goal, float]:
    return {result.goal: result.value for result in solution.goals}


def test_what_is_left_where_no_stop_may_be_made() -> None:
    left = {
        name: values(solve(campaign, terms=SearchTerms(seconds=30.0)))[Goal.UNSERVED]
        for name, campaign in STOPS.items()
    }
    assert {name: dossiers for name, dossiers in left.items() if dossiers} == {
        "nothing is needed on the way": 5,
        "another machine has collected it all": 5,
        "the machine before it takes all": 5,
        "one of two machines that are alike": 5,
    }


def test_pins_of_every_other_day_are_kept_without_waiting_between_them() -> None:
    campaign = small_campaign(
        units=[unit("A", 8), unit("B", 3, first=5)],
        machines=[machine("M1", posting(4))],
        days=9,
        shifts=1,
        closures=(),
        pins=[pin("M1", "A", number) for number in (4, 6, 9)],
    )
    solution = solve(campaign, terms=SearchTerms(seconds=30.0))
    assert judge(campaign, plan_from(campaign, solution)).violations == ()
    at_a = [row.date for row in solution.assignments if row.unit == "A"]
    assert at_a == [day(number) for number in (1, 2, 4, 6, 9)], "one visit beside the pins, and nobody waits for them"
    assert {result.proof for result in solution.goals} == {Proof.OPTIMAL}


def _problem(campaign: Campaign, situation: Situation = AT_THE_START) -> Subproblem:
    return whole(residual_of(campaign, situation))


def test_a_schedule_has_no_visit_that_collects_nothing_however_short_the_detour() -> None:
    campaign = STOPS["a detour is shorter"]
    problem = _problem(campaign)
    one, other = (one.name for one in campaign.machines)
    visits = [
        MachineVisit(one, 0, campaign.units[0].code, 0, 0),
        MachineVisit(other, 1, campaign.units[2].code, 0, 0),
        MachineVisit(one, 0, campaign.units[2].code, 1, 1),
        MachineVisit(one, 0, campaign.units[1].code, 2, 2),
    ]
    assert useless(problem, visits) == [visits[2]]
    schedule = schedule_of(problem, visits)
    assert useless(problem, schedule.visits) == []
    assert schedule.visits == (visits[0], visits[1], visits[3])


def test_a_schedule_goes_no_further_within_a_day_than_it_may_once_such_a_visit_is_gone() -> None:
    campaign = STOPS["nothing is needed on the way"].model_copy(update={"pins": ()})
    with_c = campaign.model_copy(
        update={"units": (*campaign.units[:2], campaign.units[2].model_copy(update={"need": 1, "visits": 2}))}
    )
    problem = _problem(with_c)
    name, codes = with_c.machines[0].name, [one.code for one in with_c.units]
    wandering = [
        MachineVisit(name, 0, codes[2], 0, 0),
        MachineVisit(name, 0, codes[0], 1, 1),
        MachineVisit(name, 0, codes[1], 2, 2),
    ]
    schedule = schedule_of(problem, wandering)
    assert keeps_reach(problem, schedule.visits)
    assert not keeps_reach(problem, wandering)


def test_which_visits_count() -> None:
    campaign = small_campaign(
        units=[unit("A", 20, visits=2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(3))],
        days=5,
        shifts=1,
        closures=(),
        pins=[pin("M1", "A", 3)],
    )
    problem = _problem(campaign)
    code = campaign.units[0].code
    visits = [
        MachineVisit(machine_class.machines[0], number, code, first, last)
        for number, machine_class in enumerate(problem.classes)
        for first, last in ((0, 0), (2, 3))
    ]
    assert [is_held(problem, visit) for visit in visits] == [False, True, False, False]
    assert num_counted(problem, visits) == {code: 3}


def _replanned(campaign: Campaign, past: str, announced: str = "", *, as_of: int, shift: int = 1) -> Case:
    """What happened at A by M1, and what was announced at C to M1."""
    done = [collected(item, 3) for item in stand("M1", "A", past)]
    told = filled_plan(campaign, stand("M1", "C", announced)) if announced else filled_plan(campaign)
    plan = replan(campaign, done, (), as_of=day(as_of), as_of_shift=label(shift), announced_until=day(9))
    known = Example("", Rule.USEFUL, campaign, plan, plan, frozenset(), told)
    return Case(known, known.situation)


def assert_best(case: Case) -> Solution:
    """The solver proves what brute force finds best, and its plan is sound."""
    solution = solve(case.known.campaign, case.situation, terms=SearchTerms(seconds=30.0))
    assert case.known.judged(replan_from(case, solution)).violations == ()
    best = best_ways(case)
    assert best is not None
    assert {result.goal: result.bound for result in solution.goals} == pytest.approx(best, abs=0.051)
    return solution


@pytest.mark.parametrize(("announced", "left"), [("1.2", 0), ("1.3", 5), ("", 5)])
def test_a_stop_that_was_announced_may_lie_on_the_way_though_nobody_needs_it_any_more(
    announced: str, left: int
) -> None:
    campaign = on_the_way(A, B, unit("C", 0), machines=(M1,))
    solution = assert_best(_replanned(campaign, "", announced, as_of=1))
    assert values(solution)[Goal.UNSERVED] == left


@pytest.mark.parametrize(("pinned", "left"), [(1, 0), (None, 3)])
def test_a_stay_that_goes_on_and_that_a_past_pin_holds_does_not_count(pinned: int | None, left: int) -> None:
    """Day 3 at B; the one visit that A may get beside is made after it."""
    campaign = small_campaign(
        units=[unit("A", 9), unit("B", 3, first=3, last=3)],
        machines=[machine("M1", posting(3))],
        days=4,
        shifts=1,
        closures=(),
        roads=(),
        pins=[pin("M1", "A", pinned)] if pinned else (),
    )
    solution = assert_best(_replanned(campaign, "1.1", as_of=2))
    assert values(solution)[Goal.UNSERVED] == left


def rows_at(solution: Solution, machine_name: str) -> list[Assignment]:
    return [row for row in solution.assignments if row.machine == MachineName(machine_name)]


def test_frozen_days_count_though_pins_do_not() -> None:
    campaign = small_campaign(
        units=[unit("A", 20)], machines=[machine("M1", posting(3))], days=6, shifts=1, closures=(), roads=()
    )
    told: Plan = filled_plan(campaign, stand("M1", "A", "3.1 5.1"))
    plan = replan(campaign, (), (), as_of=day(1), announced_until=day(6)).model_copy(update={"frozen_until": day(6)})
    known = Example("", Rule.VISITS, campaign, plan, plan, frozenset(), told)
    solution = assert_best(Case(known, known.situation))
    assert {row.date for row in rows_at(solution, "M1")} >= {day(number) for number in (3, 4, 5)}
