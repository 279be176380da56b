"""What results teach, against figures reckoned by hand."""

import pytest

from planner.domain.campaign import RateOverride
from planner.domain.plan import Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.results import Result
from planner.domain.situation import RateKey
from planner.replan.learning import Learned, learn
from planner.replan.planned import planned_slots
from tests.campaigns import day, label, machine, posting, small_campaign, unit
from tests.replan.plans import plan, rows

CAMPAIGN = small_campaign(
    units=(unit("A", 9000), unit("B", 9000)),
    machines=(machine("M1", posting(160)), machine("M2", posting(100))),
    days=60,
    closures=(),
)


def results(machine: str, unit: str, slots: str, note: str = "") -> list[Result]:
    """As `rows`, but collected."""
    return [
        Result(day=row.date, shift=row.shift, machine=row.machine, unit=row.unit, collected=row.dossiers, note=note)
        for row in rows(machine, unit, slots)
    ]


def slots(first: int, last: int, dossiers: int, shift: int = 1) -> str:
    return " ".join(f"{number}.{shift}={dossiers}" for number in range(first, last + 1))


def learned(collected: list[Result], *plans: Plan) -> Learned:
    return learn(CAMPAIGN, collected, planned_slots(CAMPAIGN, plans))


def factor(found: Learned, unit: str, machine: str, shift: int) -> float:
    return found.factor(RateKey(UnitCode(unit), MachineName(machine), label(shift)))


def test_without_results_everything_is_as_planned() -> None:
    found = learned([], plan(rows("M1", "A", slots(1, 4, 160))))
    assert found == Learned()
    assert factor(found, "A", "M1", 1) == 1


def test_one_cell_shares_its_shortfall_among_unit_and_machine() -> None:
    """Four slots of 120 for 160: Z = 1/2, so u = (-1/4 - v) / 2 and v = (-1/4 - u) / 2: both are -1/12."""
    found = learned(results("M1", "A", slots(1, 4, 120)), plan(rows("M1", "A", slots(1, 4, 160))))
    (of_unit,), (of_machine,) = found.units, found.machine_shifts
    assert (of_unit.slots, of_unit.observed, of_unit.credibility) == (4, 0.75, 0.5)
    assert of_unit.factor == pytest.approx(11 / 12)
    assert of_machine.factor == pytest.approx(11 / 12)
    assert factor(found, "A", "M1", 1) == pytest.approx(10 / 12)
    assert factor(found, "A", "M2", 1) == pytest.approx(11 / 12)
    assert factor(found, "B", "M2", 2) == 1


def test_what_the_sheet_knows_already_is_not_learned_again() -> None:
    """A brings 40 a slot by *Năng suất*: four slots of 40 are as expected, and four of 30 teach what 120 of 160 do."""
    campaign = CAMPAIGN.model_copy(update={"rate_overrides": (RateOverride(unit=UnitCode("A"), dossiers=40),)})
    for brought, expected in ((40, 1), (30, 10 / 12)):
        plans = [plan(rows("M1", "A", slots(1, 4, 40)))]
        found = learn(campaign, results("M1", "A", slots(1, 4, brought)), planned_slots(campaign, plans))
        assert factor(found, "A", "M1", 1) == pytest.approx(expected)
    assert not any(slot.full for slot in planned_slots(campaign, [plan(rows("M1", "A", slots(1, 4, 39)))]))


def test_two_units_tell_the_machine_from_the_unit() -> None:
    """A brings 3/4 and B all of it with the same machine, four slots each.

    a = (-1/4 - v) / 2, b = -v / 2, v = (-1 - 4a - 4b) / 12, hence v = -1/16, a = -3/32, b = 1/32.
    """
    found = learned(
        results("M1", "A", slots(1, 4, 120)) + results("M1", "B", slots(5, 8, 160)),
        plan(rows("M1", "A", slots(1, 4, 160)), rows("M1", "B", slots(5, 8, 160))),
    )
    assert [each.factor for each in found.units] == pytest.approx([1 - 3 / 32, 1 + 1 / 32])
    assert found.machine_shifts[0].factor == pytest.approx(1 - 1 / 16)
    assert found.machine_shifts[0].credibility == pytest.approx(8 / 12)


def test_many_slots_are_believed() -> None:
    """50 slots a shift: 80 % in the morning, 50 % in the evening."""
    found = learned(
        results("M1", "A", slots(1, 50, 128)) + results("M1", "A", slots(1, 50, 80, shift=2)),
        plan(rows("M1", "A", slots(1, 50, 160) + " " + slots(1, 50, 160, shift=2))),
    )
    assert factor(found, "A", "M1", 1) == pytest.approx(0.8, abs=0.02)
    assert factor(found, "A", "M1", 2) == pytest.approx(0.5, abs=0.03)
    assert [each.shift for each in found.machine_shifts] == [label(1), label(2)]


def test_more_than_capacity_outweighs_less() -> None:
    found = learned(results("M1", "A", "1.1=200 2.1=120"), plan(rows("M1", "A", slots(1, 2, 160))))
    assert found.units[0].observed == 1
    assert factor(found, "A", "M1", 1) == pytest.approx(1)


def test_a_slot_that_was_not_planned_full_teaches_nothing() -> None:
    planned = plan(rows("M1", "A", "1.1=160 2.1=159 3.1=0"))
    assert learned(results("M1", "A", "1.1=80 2.1=10 3.1=0"), planned).units[0].slots == 1


def test_a_slot_full_by_a_learned_rate_teaches() -> None:
    by_rate = plan(rows("M1", "A", "1.1=120 2.1=119")).model_copy(update={"rates": {"A | M1 | Ca 01": 120}})
    (of_unit,) = learned(results("M1", "A", "1.1=80 2.1=80"), by_rate).units
    assert (of_unit.slots, of_unit.observed) == (1, 0.5)


def test_nothing_collected_counts_unless_a_note_says_why() -> None:
    planned = plan(rows("M1", "A", slots(1, 3, 160)))
    collected = results("M1", "A", "1.1=160 2.1=0") + results("M1", "A", "3.1=0", note="Máy hỏng cả ca")
    (of_unit,) = learned(collected, planned).units
    assert (of_unit.slots, of_unit.observed) == (2, 0.5)
    (partly,) = learned(results("M1", "A", "1.1=40", note="Mất điện 4 giờ"), planned).units
    assert partly.observed == 0.25


def test_a_machine_that_worked_at_two_units_in_a_slot_teaches_nothing_there() -> None:
    planned = plan(rows("M1", "A", slots(1, 2, 160)))
    found = learned(results("M1", "A", "1.1=100 2.1=160") + results("M1", "B", "1.1=60"), planned)
    assert [(each.unit, each.slots) for each in found.units] == [("A", 1)]


def test_what_the_workbook_no_longer_has_and_what_came_elsewhere_is_passed_over() -> None:
    planned = plan(rows("M9", "A", "1.1=160"), rows("M1", "Z", "1.1=160"), rows("M1", "A", "2.Tối=160"))
    collected = [
        *results("M9", "A", "1.1=10"),
        *results("M1", "Z", "1.1=10"),
        *results("M1", "A", "2.Tối=10"),
        Result(day=day(1), shift=None, machine=None, unit=UnitCode("A"), collected=500),
    ]
    assert learned(collected, planned) == Learned()


def test_the_plan_that_held_is_the_last_one_before_the_slot() -> None:
    """The second plan begins on day 2 and sends M1 to B; what the first had there no longer held."""
    first = plan(rows("M1", "A", slots(1, 3, 160)))
    second = plan(rows("M1", "A", "1.1=150", done=True), rows("M1", "B", slots(2, 3, 160)), as_of=2)
    held = planned_slots(CAMPAIGN, [first, second])
    assert [(slot.day, slot.unit) for slot in held] == [(day(1), "A"), (day(2), "B"), (day(3), "B")]
    assert ShiftLabel("Ca 01") == held[0].shift


def test_another_centre_is_what_is_expected_where_nothing_was_taught() -> None:
    """Four slots of 120 for 160 lie 0.05 above a centre of 0.7: both deviations are a third of that."""
    planned = planned_slots(CAMPAIGN, [plan(rows("M1", "A", slots(1, 4, 160)))])
    found = learn(CAMPAIGN, results("M1", "A", slots(1, 4, 120)), planned, centre=0.7)
    assert factor(learn(CAMPAIGN, [], planned, centre=0.7), "B", "M2", 1) == 0.7
    assert factor(found, "B", "M2", 1) == 0.7
    assert factor(found, "A", "M1", 1) == pytest.approx(0.7 + 2 * 0.05 / 3)
    assert found.units[0].observed == 0.75
