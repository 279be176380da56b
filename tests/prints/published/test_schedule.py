"""When and where each unit is received: own hours, clusters, nights, places, and nothing past or not yet made known."""

from datetime import date

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Cluster, FormerUnit, OwnHours
from planner.domain.hours import Hours
from planner.domain.record import ShiftLabel, UnitCode
from planner.prints.pages.schedule import PublishedUnit, published_units
from planner.prints.words.clock_hours import joined_hours
from planner.prints.words.former_names import name_with_former
from planner.prints.words.received import hours_told
from tests.campaigns import FIXED, day, filled_plan, label, machine, posting, small_campaign, stand, unit

Told = tuple[int, int, list[tuple[int, int]], str]


def told(published: PublishedUnit) -> list[Told]:
    """First and last day of each stretch by their numbers, hours, place."""
    return [
        (
            (each.first_day - day(1)).days + 1,
            (each.last_day - day(1)).days + 1,
            [(hours.starts_minute // 60, hours.ends_minute // 60) for hours in each.hours],
            each.place,
        )
        for each in published.stretches
    ]


def by_code(units: tuple[PublishedUnit, ...]) -> dict[str, PublishedUnit]:
    return {each.unit.code: each for each in units}


def test_days_alike_are_one_stretch_and_shifts_without_a_pause_one_period() -> None:
    campaign = small_campaign(closures=[], days=8)
    plan = filled_plan(campaign, stand("M1", "A", "1.1 2.1 2.2 3.1 3.2 5.1"))
    found = by_code(published_units(campaign, plan))
    assert told(found["A"]) == [
        (1, 1, [(5, 10)], "CAX A"),
        (2, 3, [(5, 15)], "CAX A"),
        (5, 5, [(5, 10)], "CAX A"),
    ]
    assert found["B"].periods == ()
    assert [period.shift for period in found["A"].periods] == [label(1)] * 4


def test_hours_of_its_own_on_some_weekdays() -> None:
    campaign = small_campaign(closures=[], days=8).model_copy(
        update={
            "own_hours": (
                OwnHours(
                    unit=UnitCode("A"), shift=label(1), weekdays=frozenset({1}), starts_minute=420, ends_minute=600
                ),
            )
        }
    )
    plan = filled_plan(campaign, stand("M1", "A", "1.1 2.1 3.1"))
    assert told(by_code(published_units(campaign, plan))["A"]) == [
        (1, 1, [(5, 10)], "CAX A"),
        (2, 2, [(7, 10)], "CAX A"),
        (3, 3, [(5, 10)], "CAX A"),
    ]


def test_units_of_a_cluster_have_their_part_of_the_slot_at_the_clusters_place() -> None:
    campaign = small_campaign(closures=[]).model_copy(
        update={"clusters": (Cluster(name="Cụm Đông", units=(UnitCode("B"), UnitCode("A"))),)}
    )
    rows = filled_plan(campaign, stand("M1", "B", "1.1"), stand("M2", "A", "1.1")).assignments
    plan = filled_plan(campaign).model_copy(
        update={"assignments": tuple(row.model_copy(update={"dossiers": 5}) for row in rows)}
    )
    found = by_code(published_units(campaign, plan))
    (of_b,), (of_a,) = found["B"].periods, found["A"].periods
    assert (of_b.hours, of_a.hours) == (Hours(300, 450), Hours(450, 600))
    assert of_b.place == of_a.place == "CAX B"
    assert (found["A"].cluster, found["A"].neighbours) == ("Cụm Đông", ("Xã B",))
    assert (found["C"].cluster, found["C"].neighbours) == ("", ())


def test_a_fixed_machines_place_and_a_second_one_beside_it() -> None:
    campaign = small_campaign(
        units=[unit("A", 40, together=2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(7, kind=FIXED, serves="A"))],
        closures=[],
    )
    fixed = campaign.machines[1].postings[0].model_copy(update={"place": "Một cửa"})
    campaign = campaign.model_copy(
        update={"machines": (campaign.machines[0], campaign.machines[1].model_copy(update={"postings": (fixed,)}))}
    )
    plan = filled_plan(campaign, stand("M1", "A", "1.1 2.1"), stand("M2", "A", "1.1"))
    assert told(by_code(published_units(campaign, plan))["A"]) == [
        (1, 2, [(5, 10)], "CAX A"),
        (1, 1, [(5, 10)], "Một cửa"),
    ]


def test_what_is_past_or_not_made_known_is_left_out() -> None:
    campaign = small_campaign(closures=[])
    plan = filled_plan(campaign, stand("M1", "A", "1.1 2.1 3.1"))
    rows = tuple(row.model_copy(update={"done": row.date == day(1)}) for row in plan.assignments)
    found = published_units(campaign, plan.model_copy(update={"assignments": rows}), day(2))
    assert told(by_code(found)["A"]) == [(2, 2, [(5, 10)], "CAX A")]


def with_a_night() -> Campaign:
    """Two shifts a day, the second from 18h00 to 2h00 on the next day."""
    campaign = small_campaign(closures=[])
    shifts = (
        Shift(label=label(1), starts_minute=420, ends_minute=660),
        Shift(label=label(2), starts_minute=18 * 60, ends_minute=26 * 60),
    )
    calendar = Calendar(first_day=day(1), last_day=day(5), shifts=shifts)
    return campaign.model_copy(update={"calendar": calendar})


def test_a_night_stands_under_the_day_on_which_it_begins() -> None:
    campaign = with_a_night()
    plan = filled_plan(campaign, stand("M1", "A", "1.2 2.1 2.2"))
    found = by_code(published_units(campaign, plan))["A"]
    assert told(found) == [(1, 1, [(18, 26)], "CAX A"), (2, 2, [(7, 11), (18, 26)], "CAX A")]
    assert hours_told(found.stretches[1].hours) == "7h00 đến 11h00 và 18h00 đến 2h00 sáng hôm sau"


def test_hours_that_overlap_are_one() -> None:
    assert joined_hours([Hours(600, 720), Hours(300, 630), Hours(800, 900)]) == (Hours(300, 720), Hours(800, 900))
    assert joined_hours([Hours(300, 900), Hours(400, 500)]) == (Hours(300, 900),)


def test_old_names_are_told_for_six_months() -> None:
    since = date(2025, 8, 31)
    (merged, *_others) = small_campaign().units
    merged = merged.model_copy(
        update={
            "formerly": (
                FormerUnit(code="1", name="Xã Tân Hòa", since=since),
                FormerUnit(code="2", name="", since=since),
                FormerUnit(code="3", name="Phường 12", since=None),
            )
        }
    )
    assert name_with_former(merged, date(2026, 2, 27)) == "Xã A (trước đây là xã Tân Hòa, Phường 12)"
    assert name_with_former(merged, date(2026, 2, 28)) == "Xã A (trước đây là Phường 12)"


def test_shift_labels_are_those_in_which_a_period_begins() -> None:
    campaign = with_a_night()
    plan = filled_plan(campaign, stand("M1", "A", "2.1 2.2"))
    found = by_code(published_units(campaign, plan))["A"]
    assert [period.shift for period in found.periods] == [ShiftLabel("Ca 01"), ShiftLabel("Ca 02")]
