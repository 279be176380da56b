"""A machine's way through a plan: its km are the goal's, its days off are told, every format says the same."""

from datetime import date
from pathlib import Path

import pytest

from planner.check.goals import travel_km
from planner.check.reading import Reading
from planner.domain.campaign import Campaign, Machine
from planner.domain.plan import Plan
from planner.domain.policy import Goal
from planner.intake.campaign.campaign_reader import read_campaign
from planner.model.solve import solve
from planner.prints.forms.itinerary.itinerary import Departure, Halt, Itinerary, Pause, WorkDay, itinerary_of
from planner.prints.forms.itinerary.paper import itinerary_paper
from planner.prints.forms.itinerary.table import COLUMNS, itinerary_table
from planner.prints.forms.itinerary.wording import ROUNDED, day_off
from planner.texts import written_number
from tests.campaigns import FIXED, closed, filled_plan, machine, posting, random_campaign, seeded, small_campaign, stand
from tests.prints.campaigns import binh_gia_2023, made
from tests.prints.same import assert_same_everywhere
from tests.random_plans import random_plan
from tests.sameness import BINH_GIA

SHIFTS_OF_A_DAY = 2


def itineraries(campaign: Campaign, plan: Plan) -> list[Itinerary]:
    return [itinerary_of(campaign, plan, each) for each in campaign.machines]


def km_of_all(campaign: Campaign, plan: Plan) -> float:
    return sum(itinerary.km for itinerary in itineraries(campaign, plan))


@pytest.mark.parametrize("seed", range(300))
def test_km_are_those_of_the_goal(seed: int) -> None:
    rng = seeded(seed)
    campaign = random_campaign(rng)
    plan = random_plan(rng, campaign)
    assert km_of_all(campaign, plan) == pytest.approx(travel_km(Reading(campaign, plan)), abs=1e-6)


def test_what_stands_on_paper_adds_up_to_the_goal_of_binh_gia() -> None:
    campaign = read_campaign(BINH_GIA).campaign
    solution = solve(campaign)
    plan = Plan(campaign=campaign.name, assignments=solution.assignments, goals=solution.goals)
    travel = next(result.value for result in plan.goals if result.goal is Goal.TRAVEL)
    assert travel == 168.0
    assert round(km_of_all(campaign, plan), 1) == travel
    assert [written_number(itinerary.km, 1) for itinerary in itineraries(campaign, plan)] == ["44,7", "123,4"]


def way(campaign: Campaign, plan: Plan, number: int = 0) -> list[str]:
    """The stages in short."""
    return [_short(stage) for stage in itinerary_of(campaign, plan, campaign.machines[number]).stages]


def _short(stage: Departure | Pause | Halt) -> str:
    if isinstance(stage, Departure):
        return f"from {stage.base} {stage.km}"
    if isinstance(stage, Pause):
        return f"off {stage.first_day.day}-{stage.last_day.day} {stage.reason}"
    days = " ".join(
        str(each.day.day) if isinstance(each, WorkDay) else f"({each.first_day.day}-{each.last_day.day})"
        for each in stage.days
    )
    return f"{stage.unit} {days} > {stage.km_to_next}"


def test_the_base_the_legs_and_the_days_off() -> None:
    campaign = small_campaign(
        machines=[machine("M1", posting(3, base="A"))], closures=[closed(2, machine="M1"), closed(4)], days=8
    )
    plan = filled_plan(campaign, stand("M1", "B", "1.1 1.2 3.1"), stand("M1", "C", "6.1 6.2"), stand("M1", "A", "7.1"))
    assert way(campaign, plan) == [
        "from Xã A 8.0",
        "Xã B 10 (11-11) 12 > 4.0",
        "off 13-13 Nghỉ",
        "off 14-14 Không bố trí lịch",
        "Xã C 15 > 12.25",
        "Xã A 16 > None",
    ]


def test_a_fixed_place_costs_nothing_and_is_left_from_the_next_base() -> None:
    campaign = small_campaign(
        machines=[machine("M1", posting(3, base="A"), posting(3, kind=FIXED, first=3), posting(3, first=5, base="B"))],
        closures=[],
        days=6,
    )
    plan = filled_plan(
        campaign,
        stand("M1", "B", "1.1 1.2"),
        stand("M1", "A", "3.1"),
        stand("M1", "C", "4.1"),
        stand("M1", "A", "5.1 6.1"),
    )
    assert way(campaign, plan) == [
        "from Xã A 8.0",
        "Xã B 10 > None",
        "off 11-11 Không bố trí lịch",
        "Xã A 12 > None",
        "Xã C 13 > None",
        "from Xã B 9.5",
        "Xã A 14 15 > None",
    ]
    (itinerary,) = itineraries(campaign, plan)
    assert [halt.place for halt in itinerary.halts] == ["CAX B", "CAX A", "CAX A", "CAX A"]


def test_two_units_on_one_day_are_two_halts() -> None:
    campaign = small_campaign(machines=[machine("M1", posting(3))], closures=[], whole_days=False)
    plan = filled_plan(campaign, stand("M1", "A", "1.1"), stand("M1", "B", "1.2 2.1"))
    (itinerary,) = itineraries(campaign, plan)
    first, second = itinerary.halts
    assert [day.shifts for day in first.days if isinstance(day, WorkDay)] == ["Ca 01 (5h00–10h00)"]
    assert [day.day.day for day in second.days if isinstance(day, WorkDay)] == [10, 11]
    assert itinerary.num_days == 2


def test_the_past_stays_and_is_told_apart() -> None:
    campaign, plan = binh_gia_2023()
    turn = date(2023, 4, 20)
    rows = tuple(row.model_copy(update={"done": row.date < turn, "dossiers": 7}) for row in plan.assignments)
    table = itinerary_table(itinerary_of(campaign, plan.model_copy(update={"assignments": rows}), campaign.machines[1]))
    (band,) = table.bands
    days = [row.cells[0] for block in band.blocks for row in block.rows][:-1]
    assert sum(bool(cell.fill) for cell in days) == 9
    assert days[8].text == "Thứ Tư, 19/4/2023"
    assert any("nền xám" in note for note in band.notes)


def test_the_label_is_the_crews_and_hours_are_always_told() -> None:
    campaign, plan = binh_gia_2023()
    days = {
        day.day: day.shifts
        for halt in itinerary_of(campaign, plan, campaign.machines[1]).halts
        for day in halt.days
        if isinstance(day, WorkDay)
    }
    assert days[date(2023, 4, 30)] == "Ca 01, Ca 02 (7h00–23h00)"
    assert days[date(2023, 5, 1)] == "Ca 02, Ca 01 (7h00–23h00)"


def test_the_reason_of_a_day_off_is_told() -> None:
    campaign, plan = made(num_units=3, num_machines=1, num_days=30)
    (itinerary,) = itineraries(campaign, plan)
    pauses = [day for halt in itinerary.halts for day in halt.days if isinstance(day, Pause)]
    assert [(pause.first_day, pause.reason) for pause in pauses] == [(date(2024, 4, 18), "Nghỉ: Giỗ Tổ Hùng Vương")]


def test_a_reason_that_says_it_already_is_not_told_twice() -> None:
    assert [day_off(reason) for reason in ("", "nghỉ lễ", "Bảo trì")] == ["Nghỉ", "Nghỉ lễ", "Nghỉ: Bảo trì"]


def test_a_sum_that_rounding_makes_another_is_explained() -> None:
    off_day = Pause(first_day=date(2024, 4, 18), last_day=date(2024, 4, 18), reason="")
    legs = tuple(Halt(place="", unit="", days=(off_day,), km_to_next=km) for km in (1.04, 1.04, 1.04))
    off = Itinerary(machine="M", stages=legs, num_days=3, dossiers=0, km=3.12, notes=())
    assert itinerary_table(off).bands[0].notes == (ROUNDED,)
    even = off.model_copy(update={"stages": legs[:1], "km": 1.04})
    assert itinerary_table(even).bands[0].notes == ()


def test_the_table_is_as_wide_as_a_page() -> None:
    assert sum(column.width_mm for column in COLUMNS) == 165


def test_a_machine_without_work_has_no_way() -> None:
    campaign = small_campaign()
    assert itinerary_of(campaign, filled_plan(campaign, stand("M1", "A", "2.1")), campaign.machines[1]).stages == ()


def cases() -> list[tuple[Campaign, Plan, Machine]]:
    gia, phuoc, long = binh_gia_2023(), made(num_units=12, num_machines=2), made(num_units=1, num_machines=1)
    return [(*gia, gia[0].machines[1]), (*phuoc, phuoc[0].machines[0]), (*long, long[0].machines[0])]


@pytest.mark.parametrize("case", cases(), ids=["binh gia", "six units", "one halt over several pages"])
def test_every_format_says_the_same(case: tuple[Campaign, Plan, Machine], tmp_path: Path) -> None:
    campaign, plan, of = case
    assert_same_everywhere(itinerary_paper(campaign, itinerary_of(campaign, plan, of)), tmp_path, "hanh-trinh")
