"""Days on which a machine could work and stands nowhere."""

from planner.domain.plan import GoalResult, Plan, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.record import UnitCode
from planner.workflow.planning.idleness import DayRange, IdleMachine, day_ranges, idle_machines, matters
from tests.campaigns import closed, day, filled_plan, machine, posting, small_campaign, stand, unit

CAMPAIGN = small_campaign(
    units=[unit("A", 20), unit("B", 90, first=2, last=9)],
    machines=[machine("M1", posting(5)), machine("M2", posting(5, serves="B")), machine("M3", posting(5, last=3))],
    days=12,
    shifts=2,
    closures=[closed(6), closed(3, shifts=(1,)), closed(5, machine="M1")],
)


def placed(*days_of: tuple[str, str, tuple[int, ...]]) -> Plan:
    """Whole days at a unit; the first shift of day 3 is closed."""
    return filled_plan(
        CAMPAIGN,
        *(
            stand(name, code, " ".join(f"{n}.2" if n == 3 else f"{n}.1 {n}.2" for n in numbers))
            for name, code, numbers in days_of
        ),
    )


def test_idle_days_up_to_the_finish_and_after_it() -> None:
    idle: dict[str, IdleMachine] = {
        one.machine: one for one in idle_machines(CAMPAIGN, placed(("M1", "A", (1, 2)), ("M2", "B", (7,))))
    }
    assert idle["M1"].before_finish == (day(3), day(4), day(7)), "closed on 5, all on 6"
    assert idle["M1"].ranges_before == (DayRange(day(3), day(7)),), "days on which it could not work part no range"
    assert idle["M1"].after_finish == tuple(map(day, (8, 9, 10, 11, 12)))
    assert idle["M2"].before_finish == (day(2), day(3), day(4), day(5)), "on day 1 no unit that it serves is open"
    assert idle["M2"].after_finish == (day(8), day(9))
    assert idle["M3"].before_finish == (day(1), day(2), day(3)), "its posting ends"
    assert idle["M3"].after_finish == ()


def test_a_busy_machine_is_not_told() -> None:
    plan = placed(("M3", "B", (2, 3)), ("M3", "A", (1,)), ("M1", "A", (4,)))
    assert "M3" not in {one.machine for one in idle_machines(CAMPAIGN, plan)}


def test_only_what_is_still_ahead() -> None:
    plan = placed(("M1", "A", (7,))).model_copy(update={"as_of": day(4)})
    (m1, m2) = idle_machines(CAMPAIGN, plan)
    assert m1.before_finish == (day(4),)
    assert m2.before_finish == (day(4), day(5), day(7))


def test_a_plan_without_work_leaves_all_idle_before_its_end() -> None:
    m1 = idle_machines(CAMPAIGN, Plan(campaign="x", assignments=()))[0]
    assert len(m1.before_finish) == 10
    assert m1.after_finish == ()


def test_two_spans_are_two_ranges() -> None:
    plan = placed(("M1", "A", (2, 4)), ("M2", "B", (9,)))
    m1 = idle_machines(CAMPAIGN, plan)[0]
    assert m1.ranges_before == (DayRange(day(1), day(1)), DayRange(day(3), day(3)), DayRange(day(7), day(9)))


def test_ranges_of_days_in_a_campaign() -> None:
    assert day_ranges(CAMPAIGN, [day(5), day(7), day(9)]) == (DayRange(day(5), day(7)), DayRange(day(9), day(9)))
    assert day_ranges(CAMPAIGN, []) == ()


def test_where_idle_days_matter() -> None:
    done = GoalResult(goal=Goal.FINISH, value=4, bound=4, proof=Proof.OPTIMAL)
    plan = Plan(campaign="x", assignments=(), goals=(done,))
    assert not matters(plan)
    assert matters(plan.model_copy(update={"unserved": (Shortfall(unit=UnitCode("A"), dossiers=1),)}))
    open_end = done.model_copy(update={"bound": 2, "proof": Proof.BEST_FOUND})
    assert matters(plan.model_copy(update={"goals": (open_end,)}))
