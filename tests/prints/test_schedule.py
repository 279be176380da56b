"""Stays, groups, lines and labels, without tables or files."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Closure, Machine, Posting, PostingKind, RateOverride
from planner.domain.office import Letterhead
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel
from planner.prints.forms.appendix.schedule import MachineSection, schedule_of
from planner.prints.words.shift_labels import printed_label
from tests.prints.campaigns import EVENING, MORNING, TWO_SHIFTS, unit

FIRST = date(2024, 1, 30)
CALENDAR = Calendar(first_day=FIRST, last_day=date(2024, 4, 10), shifts=TWO_SHIFTS)
UNITS = tuple(unit(f"{number}", name, CALENDAR) for number, name in enumerate(("Xã An", "Xã Bình", "Xã Cao")))
HOLIDAY = FIRST + timedelta(days=3)
HOUSE = "Nhà văn hóa"


def posting(kind: PostingKind, first: int = 0, last: int = 71, capacity: int = 160) -> Posting:
    return Posting(
        kind=kind,
        place=HOUSE if kind is PostingKind.FIXED else "",
        serves=tuple(each.code for each in UNITS),
        first_day=FIRST + timedelta(days=first),
        last_day=FIRST + timedelta(days=last),
        capacity=capacity,
    )


def campaign(*postings: Posting) -> Campaign:
    return Campaign(
        name="Thử",
        calendar=CALENDAR,
        units=UNITS,
        machines=(Machine(name=MachineName("MÁY 1"), postings=postings),),
        closures=(Closure(first_day=HOLIDAY, last_day=HOLIDAY, shifts=CALENDAR.shift_labels),),
    )


def plan(*stays: tuple[int, int, str], done: bool = False) -> Plan:
    """From unit's number, day and the shifts worked (M, E)."""
    return Plan(
        campaign="Thử",
        assignments=tuple(
            Assignment(
                machine=MachineName("MÁY 1"),
                unit=UNITS[number].code,
                date=FIRST + timedelta(days=day),
                shift=shift,
                dossiers=10,
                done=done,
            )
            for number, day, shifts in stays
            for letter, shift in (("M", MORNING), ("E", EVENING))
            if letter in shifts
        ),
    )


def told(section: MachineSection) -> list[tuple[int, str, str, list[tuple[str, str]]]]:
    return [
        (group.number, group.place, each.unit, [(line.time.split(": ")[1], line.shift) for line in each.lines])
        for group in section.groups
        for each in group.units
    ]


def only_section(of: Campaign, planned: Plan) -> MachineSection:
    (section,) = schedule_of(of, planned)
    return section


def test_a_unit_visited_twice_gives_two_groups_in_time_order() -> None:
    section = only_section(campaign(posting(PostingKind.MOBILE)), plan((0, 0, "ME"), (1, 1, "ME"), (0, 2, "ME")))
    assert [(number, name) for number, _place, name, _lines in told(section)] == [
        (1, "Xã An"),
        (2, "Xã Bình"),
        (3, "Xã An"),
    ]


def test_a_day_left_out_begins_a_new_group_and_a_closed_day_does_not() -> None:
    mobile = campaign(posting(PostingKind.MOBILE))
    left_out = only_section(mobile, plan((0, 5, "ME"), (0, 7, "ME")))
    assert [number for number, *_rest in told(left_out)] == [1, 2]
    closed = only_section(mobile, plan((0, 2, "ME"), (0, 4, "ME")))
    assert told(closed) == [
        (1, "CAX An", "Xã An", [("1,3", "Ca 01"), ("1,3", "Ca 02")]),
    ]


def test_single_shifts_list_only_their_days() -> None:
    section = only_section(campaign(posting(PostingKind.MOBILE)), plan((0, 4, "M"), (0, 5, "ME"), (0, 6, "E")))
    assert told(section) == [(1, "CAX An", "Xã An", [("3,4", "Ca 01"), ("4,5", "Ca 02")])]


def test_lines_go_by_month_then_shift() -> None:
    section = only_section(campaign(posting(PostingKind.MOBILE)), plan((0, 1, "ME"), (0, 2, "ME")))
    assert [line.time for line in section.groups[0].units[0].lines] == [
        "- Tháng 1/2024 (Từ 7h00 đến 15h00): 31",
        "- Tháng 1/2024 (Từ 15h00 đến 23h00): 31",
        "- Tháng 2/2024 (Từ 7h00 đến 15h00): 1",
        "- Tháng 2/2024 (Từ 15h00 đến 23h00): 1",
    ]


def test_a_long_list_of_days_can_turn_lines_between_days() -> None:
    section = only_section(campaign(posting(PostingKind.MOBILE)), plan(*((0, day, "M") for day in range(4, 14))))
    assert told(section)[0][3] == [("3, 4, 5, 6, 7, 8, 9, 10, 11, 12", "Ca 01")]


def test_postings_have_their_own_places_and_capacities() -> None:
    of = campaign(posting(PostingKind.FIXED, 0, 6), posting(PostingKind.MOBILE, 7, 70, capacity=90))
    section = only_section(of, plan((0, 5, "M"), (1, 6, "M"), (1, 7, "M")))
    assert [(number, place, name) for number, place, name, _lines in told(section)] == [
        (1, HOUSE, "Xã An"),
        (1, HOUSE, "Xã Bình"),
        (2, "CAX Bình", "Xã Bình"),
    ]
    assert section.groups[1].units[0].lines[0].quota == "90 hồ sơ/ Ca/ngày"


def test_the_quota_of_a_line_is_the_rate_of_its_shift() -> None:
    rates = (RateOverride(shift=EVENING, dossiers=70), RateOverride(unit=UNITS[1].code, dossiers=50))
    of = campaign(posting(PostingKind.MOBILE)).model_copy(update={"rate_overrides": rates})
    section = only_section(of, plan((0, 4, "ME"), (1, 6, "ME")))
    lines = [line for group in section.groups for unit_lines in group.units for line in unit_lines.lines]
    assert [str(line.quota).split()[0] for line in lines] == ["160", "70", "50", "50"]


def test_what_was_collected_outside_every_posting_is_printed_all_the_same() -> None:
    late_posting = campaign(posting(PostingKind.MOBILE, 10, 20))
    section = only_section(late_posting, plan((0, 4, "M"), (0, 25, "M"), done=True))
    assert [name for _number, _place, name, _lines in told(section)] == ["Xã An", "Xã An"]


def test_three_crews_move_one_shift_on_every_month() -> None:
    labels = [ShiftLabel(f"Ca {number}") for number in (1, 2, 3)]
    shifts = tuple(
        Shift(label=label, starts_minute=360 * place, ends_minute=360 * (place + 1))
        for place, label in enumerate(labels)
    )
    swapping = campaign(posting(PostingKind.MOBILE)).model_copy(
        update={
            "calendar": CALENDAR.model_copy(update={"shifts": shifts}),
            "letterhead": Letterhead(swap_shifts_monthly=True),
        }
    )
    morning = [printed_label(swapping, date(2024, month, 5), labels[0]) for month in (1, 2, 3, 4)]
    assert morning == ["Ca 1", "Ca 3", "Ca 2", "Ca 1"]
    first_crew = [
        next(shift for shift in labels if printed_label(swapping, date(2024, month, 5), shift) == "Ca 1")
        for month in (1, 2, 3)
    ]
    assert first_crew == labels


def test_labels_stay_without_the_setting_and_swap_over_the_new_year() -> None:
    plain = campaign(posting(PostingKind.MOBILE))
    assert printed_label(plain, date(2024, 2, 1), MORNING) == MORNING
    over = plain.model_copy(
        update={
            "calendar": CALENDAR.model_copy(update={"first_day": date(2023, 12, 20)}),
            "letterhead": Letterhead(swap_shifts_monthly=True),
        }
    )
    assert [printed_label(over, day, MORNING) for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 1))] == [
        MORNING,
        EVENING,
        MORNING,
    ]


LINE = re.compile(r"- Tháng (\d+)/(\d+) \(Từ (\d+)h00 đến \d+h00\): (.*)")


@given(st.dictionaries(st.integers(0, 71), st.tuples(st.integers(0, 2), st.sampled_from(["M", "E", "ME"]))))
def test_the_lines_tell_every_assignment_once(days: dict[int, tuple[int, str]]) -> None:
    planned = plan(*((number, day, shifts) for day, (number, shifts) in days.items()))
    section = only_section(campaign(posting(PostingKind.MOBILE)), planned)
    read = []
    for group in section.groups:
        for each in group.units:
            for line in each.lines:
                month, year, hour, numbers = LINE.fullmatch(line.time).groups()  # type: ignore[union-attr]
                shift = MORNING if hour == "7" else EVENING
                read += [(each.unit, date(int(year), int(month), int(day)), shift) for day in numbers.split(",")]
    names = {each.code: each.name for each in UNITS}
    expected = [(names[each.unit], each.date, each.shift) for each in planned.assignments]
    assert sorted(read) == sorted(expected)
