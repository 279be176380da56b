"""The sheet *Năng suất* in the model: what slots bring, and which machines are alike."""

from planner.check.verdict import judge
from planner.domain.campaign import RateOverride
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START, RateKey
from planner.domain.slot_rate import slot_rate
from planner.model.instance.residual import residual_of
from planner.model.instance.subproblem import whole
from planner.model.solve import solve
from tests.campaigns import (
    Placement,
    day,
    filled,
    label,
    machine,
    plan_of,
    posting,
    random_campaign,
    seeded,
    small_campaign,
    stand,
    unit,
)
from tests.placements import brings, posting_of

TWINS = small_campaign(
    units=[unit("A", 12, together=2), unit("B", 4)],
    machines=[machine("M1", posting(4)), machine("M2", posting(4))],
    closures=[],
    days=3,
    shifts=2,
)


def test_the_binding_row_is_the_same_for_everybody() -> None:
    """Told three times: by the domain, by the checker, and by the tests' own reading of the contract."""
    compared = 0
    for seed in range(400):
        campaign = random_campaign(seeded(f"rate {seed}"))
        for each in campaign.machines:
            for on in campaign.calendar.days():
                machine_class = posting_of(campaign, each.name, on)
                if machine_class is None or not campaign.rate_overrides:
                    continue
                for code in machine_class.serves:
                    for shift in campaign.calendar.shift_labels:
                        item = Placement(each.name, code, on, shift)
                        assert slot_rate(campaign, machine_class, RateKey(code, each.name, shift)) == brings(
                            campaign, item
                        )
                        compared += 1
    assert compared > 1000


def test_machines_of_different_rates_are_not_alike() -> None:
    rows = (RateOverride(unit=UnitCode("A"), machine=MachineName("M2"), dossiers=1),)
    assert [machine_class.machines for machine_class in whole(residual_of(TWINS, AT_THE_START)).classes] == [
        ("M1", "M2")
    ]
    campaign = TWINS.model_copy(update={"rate_overrides": rows})
    assert [machine_class.machines for machine_class in whole(residual_of(campaign, AT_THE_START)).classes] == [
        ("M1",),
        ("M2",),
    ]
    same = (*rows, RateOverride(unit=UnitCode("A"), machine=MachineName("M1"), dossiers=1))
    campaign = TWINS.model_copy(update={"rate_overrides": same})
    assert [machine_class.machines for machine_class in whole(residual_of(campaign, AT_THE_START)).classes] == [
        ("M1", "M2")
    ]


def test_the_better_machine_goes_where_it_is_better() -> None:
    """M2 collects 1 a slot at A: M1 serves it, and B is left to M2, done on day 2 by both."""
    rows = (RateOverride(unit=UnitCode("A"), machine=MachineName("M2"), dossiers=1),)
    campaign = TWINS.model_copy(update={"rate_overrides": rows, "roads": ()})
    solution = solve(campaign, terms=SearchTerms(seconds=20.0, workers=1))
    assert judge(campaign, plan_of(campaign, solution.assignments)).sound
    finish = next(found for found in solution.goals if found.goal is Goal.FINISH)
    assert (finish.value, finish.bound) == (4, 4)
    assert {row.unit for row in solution.assignments if row.machine == "M2"} == {"B"}


def test_a_unit_that_its_rate_leaves_short() -> None:
    """3 days of 2 shifts at 1 dossier: 6 of 12, proven; by capacity one machine would have time for all."""
    rows = (RateOverride(unit=UnitCode("A"), dossiers=1), RateOverride(shift=label(2), dossiers=9))
    alone = TWINS.model_copy(update={"machines": TWINS.machines[:1], "rate_overrides": rows, "units": TWINS.units[:1]})
    solution = solve(alone, terms=SearchTerms(seconds=20.0, workers=1))
    unserved = next(found for found in solution.goals if found.goal is Goal.UNSERVED)
    assert (unserved.value, unserved.bound) == (6, 6)
    stands = stand("M1", "A", "1.1 1.2 2.1 2.2 3.1 3.2")
    assert solution.assignments == filled(alone, stands)
    assert {row.date for row in solution.assignments} == {day(1), day(2), day(3)}
