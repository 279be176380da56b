"""Where a campaign stands, counted by hand."""

from planner.domain.campaign import Campaign, Succession
from planner.domain.plan import Plan
from planner.domain.record import UnitCode
from planner.domain.results import Result
from planner.replan.planned import planned_slots
from planner.replan.standings import CampaignProgress, UnitStanding, progress_of
from tests.campaigns import day, small_campaign, unit
from tests.replan.plans import plan, rows

CAMPAIGN = small_campaign(units=(unit("A", 10), unit("B", 7), unit("C", 4), unit("D", 0)), days=6)
FIRST = plan(rows("M1", "A", "1.2=3 2.1=3 2.2=3 3.1=1"), rows("M2", "B", "1.2=5 2.1=2"), rows("M2", "C", "3.1=4 3.2=0"))


def told(machine: str, unit: str, slots: str, activated: int = 0) -> list[Result]:
    return [
        Result(
            day=row.date,
            shift=row.shift,
            machine=row.machine,
            unit=row.unit,
            collected=row.dossiers,
            approved=row.dossiers // 2,
            activated=activated,
        )
        for row in rows(machine, unit, slots)
    ]


def elsewhere(unit: str, day_number: int, dossiers: int) -> Result:
    return Result(day=day(day_number), shift=None, machine=None, unit=UnitCode(unit), collected=dossiers)


def progress(
    results: list[Result], *plans: Plan, since: int, campaign: Campaign = CAMPAIGN
) -> tuple[CampaignProgress, dict[str, UnitStanding]]:
    found = progress_of(campaign, results, plans[-1], planned_slots(campaign, plans), since_ordinal=since)
    return found, {str(unit.unit): unit for unit in found.units}


def test_before_anything_happened() -> None:
    found, units = progress([], FIRST, since=1)
    assert (found.total.need, found.total.remaining, found.total.planned_ahead, found.total.unplanned) == (
        21,
        21,
        21,
        0,
    )
    assert found.late == ()
    assert (units["A"].expected_done, units["B"].expected_done, units["C"].expected_done) == (day(3), day(2), day(3))
    assert units["D"].expected_done is None
    assert found.total.expected_done == day(3)


def test_two_days_later() -> None:
    """Before day 3: A got 3 and 1 of 3 + 3 + 3, one slot untold; B 5 and 1 of 5 + 2, and 2 more in the village."""
    results = [
        *told("M1", "A", "1.2=3 2.1=1", activated=4),
        *told("M2", "B", "1.2=5 2.1=1"),
        *told("M2", "C", "3.1=4"),
        elsewhere("B", 2, 2),
    ]
    found, units = progress(results, FIRST, since=5)
    a, b, c = (units[code] for code in "ABC")
    assert (a.collected, a.remaining, a.planned_so_far, a.behind, a.slots_without_result) == (4, 6, 9, 5, 1)
    assert (a.planned_ahead, a.unplanned, a.expected_done) == (1, 5, None)
    assert (a.approved, a.activated) == (1, 8)
    assert (b.collected, b.elsewhere, b.remaining, b.behind, b.expected_done) == (6, 2, 0, 0, day(2))
    assert (c.collected, c.planned_so_far, c.planned_ahead) == (0, 0, 4)
    assert [unit.unit for unit in found.late] == ["A"]
    total = found.total
    assert (total.collected, total.elsewhere, total.remaining, total.behind, total.unplanned) == (10, 2, 10, 5, 5)
    assert total.expected_done is None


def test_after_a_re_plan_what_was_late_is_planned_again_and_still_told() -> None:
    results = [*told("M1", "A", "1.2=3 2.1=1 2.2=0"), *told("M2", "B", "1.2=5 2.1=1")]
    again = plan(
        rows("M1", "A", "1.2=3 2.1=1 2.2=0", done=True),
        rows("M2", "B", "1.2=5 2.1=1", done=True),
        rows("M1", "A", "3.1=3 3.2=3"),
        rows("M2", "B", "3.1=1"),
        rows("M2", "C", "4.1=4"),
        as_of=3,
    )
    found, units = progress(results, FIRST, again, since=5)
    assert (units["A"].planned_so_far, units["A"].behind, units["A"].unplanned) == (9, 5, 0)
    assert (units["B"].behind, units["B"].expected_done) == (1, day(3))
    assert [unit.unit for unit in found.late] == ["A", "B"]
    assert (found.total.remaining, found.total.planned_ahead, found.total.expected_done) == (11, 11, day(4))


def test_nobody_is_late_with_what_is_not_needed_any_more() -> None:
    found, units = progress([*told("M1", "A", "1.2=3"), elsewhere("A", 1, 6)], FIRST, since=5)
    assert (units["A"].remaining, units["A"].behind) == (1, 1)
    assert found.late[0].unit == "B"


def test_more_than_needed_leaves_nothing() -> None:
    _found, units = progress(told("M2", "C", "1.2=5"), FIRST, since=5)
    assert (units["C"].remaining, units["C"].expected_done, units["C"].collected) == (0, day(1), 5)


def test_what_an_old_unit_has_left_remains_at_its_successor_from_the_merger_on() -> None:
    merger = Succession(unit=UnitCode("A"), successor=UnitCode("B"), day=day(3))
    campaign = CAMPAIGN.model_copy(update={"successions": (merger,)})
    ahead = plan(rows("M1", "A", "1.2=3 2.1=3"), rows("M1", "B", "3.1=3 3.2=3"), rows("M2", "C", "3.1=4"))
    _found, before = progress(told("M1", "A", "1.2=2"), ahead, since=3, campaign=campaign)
    assert [(before[code].remaining, before[code].unplanned) for code in "AB"] == [(8, 0), (7, 6)]
    results = told("M1", "A", "1.2=2 2.1=3")
    found, after = progress(results, ahead, since=5, campaign=campaign)
    assert [(after[code].remaining, after[code].unplanned) for code in "AB"] == [(0, 0), (12, 6)]
    assert (found.total.remaining, found.total.unplanned) == (16, 6)
