"""Goals and claims of plans with clusters, groups and mergers, reckoned by hand."""

import pytest

from planner.check.verdict import Verdict, judge
from planner.check.violation import Claim
from planner.domain.campaign import Campaign, FormerUnit, RateOverride
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.policy import Goal, Rule
from planner.domain.record import UnitCode
from planner.domain.situation import Situation
from tests.campaigns import closed, day, machine, pin, posting, road, small_campaign, stand, unit
from tests.real_situations import announced_plan
from tests.replans import collected
from tests.told_plans import told_plan

CLUSTERED = small_campaign(
    units=[unit("A", 6, priority=2), unit("B", 9), unit("C", 2, priority=2)],
    machines=[machine("M1", posting(5, base="A"))],
    days=3,
    shifts=1,
    closures=(),
    roads=[road("A", "B", 1), road("C", "B", 9)],
    clusters=["C A"],
)
MERGED = small_campaign(
    units=[unit("A", 7, priority=5), unit("B", 3, priority=2), unit("D", 4)],
    machines=[machine("M1", posting(2))],
    days=4,
    shifts=1,
    closures=(),
    mergers=[("A", "B", 3)],
)


def goal(verdict: Verdict, wanted: Goal) -> float:
    return next(told.value for told in verdict.goals if told.goal is wanted)


def test_a_cluster_stands_where_its_first_unit_does() -> None:
    verdict = judge(CLUSTERED, told_plan(CLUSTERED, "M1 C 1.1, M1 B 2.1"))
    assert verdict.sound
    # From the base in the cluster 0, then the road of C. C has collected 2 and A 3, then B 5; 3 and 4 are left.
    assert goal(verdict, Goal.TRAVEL) == 9.0
    assert goal(verdict, Goal.UNSERVED) == 3 * 2 + 4
    assert goal(verdict, Goal.WAITING) == 5 * 1 + 5 * 2 + 7 * 4
    assert verdict.left == {"A": 3, "B": 4, "C": 0}


def test_what_an_old_unit_leaves_is_left_at_its_successor() -> None:
    verdict = judge(MERGED, told_plan(MERGED, "M1 A 1.1 2.1, M1 B 3.1"))
    assert verdict.sound
    assert verdict.left == {"A": 0, "B": 3 + 3 - 2, "D": 4}
    assert goal(verdict, Goal.UNSERVED) == 4 * 2 + 4
    assert goal(verdict, Goal.WAITING) == 2 * 1 + 2 * 2 + 2 * 3 + 8 * 5


@pytest.mark.parametrize("told", [{"A": 4}, {"A": 4, "B": 4}, {"B": 3}])
def test_to_list_it_at_the_old_unit_is_untrue(told: dict[str, int]) -> None:
    plan = told_plan(MERGED, "M1 A 1.1 2.1, M1 B 3.1")
    unserved = tuple(Shortfall(unit=UnitCode(code), dossiers=left) for code, left in {**told, "D": 4}.items())
    verdict = judge(MERGED, plan.model_copy(update={"unserved": unserved}))
    assert {violation.rule for violation in verdict.violations} == {Claim.UNSERVED_LIST}


@pytest.mark.parametrize(("elsewhere", "left"), [(0, 10), (3, 7), (5, 5), (11, 0)])
def test_a_successor_that_collected_more_than_its_own_takes_so_much_less_over(elsewhere: int, left: int) -> None:
    situation = Situation(as_of=day(1), elsewhere={UnitCode("B"): elsewhere})
    verdict = judge(MERGED, told_plan(MERGED, "", situation))
    assert verdict.sound
    assert verdict.left == {"A": 0, "B": left, "D": 4}


def test_what_is_passed_on_twice_arrives() -> None:
    campaign = small_campaign(
        units=[unit("A", 7), unit("B", 3), unit("C", 1)],
        machines=[machine("M1", posting(2))],
        days=3,
        shifts=1,
        closures=(),
        mergers=[("A", "B", 2), ("B", "C", 3)],
    )
    verdict = judge(campaign, told_plan(campaign, "M1 A 1.1, M1 B 2.1, M1 C 3.1"))
    assert verdict.sound
    assert verdict.left == {"A": 0, "B": 0, "C": 11 - 6}


def told_before(campaign: Campaign, told: str, **codes: str) -> tuple[Situation, Plan]:
    """What was announced for days 2 and 3, told under these codes, and where that leaves the campaign on day 2."""
    rows = [row for row in told_plan(campaign, told).assignments if row.date > day(1)]
    renamed = tuple(row.model_copy(update={"unit": UnitCode(codes.get(row.unit, row.unit))}) for row in rows)
    situation = Situation(as_of=day(2), announced_version=1, announced_until=day(3), announced=renamed)
    return situation, announced_plan(campaign, situation)


def test_any_unit_of_a_cluster_keeps_what_was_announced_to_another() -> None:
    situation, announced = told_before(CLUSTERED, "M1 C 2.1 3.1")
    done = tuple(collected(item, 2) for item in stand("M1", "C", "1.1"))
    begun = situation.model_copy(update={"history": done})
    kept = judge(CLUSTERED, told_plan(CLUSTERED, "M1 C 2.1 3.1", begun), announced)
    assert (goal(kept, Goal.CHANGES), kept.changed_unit_days) == (0, 0)
    lost = judge(CLUSTERED, told_plan(CLUSTERED, "M1 B 2.1 3.1", begun), announced)
    # 5 were announced on day 2 and 3 on day 3; the cluster still needs 6, at the full weight of short notice.
    assert (goal(lost, Goal.CHANGES), lost.changed_unit_days) == (4 * 6, 2)


def test_what_was_announced_under_an_old_code_is_known_under_the_new_one() -> None:
    situation, announced = told_before(CLUSTERED, "M1 B 2.1 3.1", B="cũ")
    former = FormerUnit(code="cũ", name="Xã cũ")
    renamed = CLUSTERED.model_copy(
        update={
            "units": tuple(
                one.model_copy(update={"formerly": (former,)}) if one.code == "B" else one for one in CLUSTERED.units
            )
        }
    )
    for campaign, lost in ((renamed, 9 * 4), (CLUSTERED, 0)):
        assert goal(judge(campaign, told_plan(campaign, "", situation), announced), Goal.CHANGES) == lost
    assert goal(judge(renamed, told_plan(renamed, "M1 B 2.1 3.1", situation), announced), Goal.CHANGES) == 0
    elsewhere = told_plan(renamed, "").model_copy(update={"elsewhere": {UnitCode("cũ"): 2}, "as_of": day(1)})
    assert judge(renamed, elsewhere).left[UnitCode("B")] == 7


@pytest.mark.parametrize(
    ("rates", "due"),
    [((), 5), ((("A", 4),), 4), ((("A", 4), ("C", 3)), 3), ((("A", 3), ("C", 4)), 3), ((("C", 9), ("A", 9)), 5)],
)
def test_of_rates_of_a_cluster_the_lowest_binds(rates: tuple[tuple[str, int], ...], due: int) -> None:
    overrides = tuple(RateOverride(unit=UnitCode(code), dossiers=dossiers) for code, dossiers in rates)
    campaign = CLUSTERED.model_copy(update={"rate_overrides": overrides})
    plan = told_plan(campaign, "M1 C 1.1")
    assert sum(row.dossiers for row in plan.assignments) == due
    assert judge(campaign, plan).sound


def test_of_learned_rates_of_a_cluster_too() -> None:
    plan = told_plan(CLUSTERED, "M1 C 1.1").model_copy(
        update={"rates": {"C | M1 | Ca 01": 4.5, "A | M1 | Ca 01": 3.0, "B | M1 | Ca 01": 1.0}}
    )
    assert Rule.FILL in {violation.rule for violation in judge(CLUSTERED, plan).violations}
    rows = [
        Assignment(machine=row.machine, unit=row.unit, date=row.date, shift=row.shift, dossiers=dossiers)
        for row, dossiers in zip(plan.assignments, (2, 1), strict=True)
    ]
    unserved = (Shortfall(unit=UnitCode("A"), dossiers=5), Shortfall(unit=UnitCode("B"), dossiers=9))
    assert judge(CLUSTERED, plan.model_copy(update={"assignments": tuple(rows), "unserved": unserved})).sound


def test_a_stay_of_whole_days_goes_on_over_closed_days_wherever_the_machine_is_meanwhile() -> None:
    campaign = small_campaign(
        units=[unit("A", 20, least=2), unit("B", 9)],
        machines=[machine("M1", posting(3))],
        days=3,
        shifts=1,
        closures=[closed(2, unit="A")],
    )
    assert judge(campaign, told_plan(campaign, "M1 A 1.1 3.1, M1 B 2.1")).sound
    halves = campaign.model_copy(update={"whole_days": False})
    verdict = judge(halves, told_plan(halves, "M1 A 1.1 3.1, M1 B 2.1"))
    assert {violation.rule for violation in verdict.violations} == {Rule.VISITS, Rule.MIN_STAY}


def test_a_pin_of_one_machine_holds_the_visits_of_its_whole_group() -> None:
    def verdict(group: str) -> Verdict:
        campaign = small_campaign(
            units=[unit("A", 3, together=2, least=2)],
            machines=[machine("M1", posting(5), group=group), machine("M2", posting(5), group=group)],
            days=2,
            shifts=1,
            closures=(),
            pins=[pin("M2", "A", 1)],
        )
        return judge(campaign, told_plan(campaign, "M1 A 1.1, M2 A 1.1"))

    assert verdict("Tổ 1").sound
    assert {(found.rule, found.machine) for found in verdict("").violations} == {(Rule.MIN_STAY, "M1")}
