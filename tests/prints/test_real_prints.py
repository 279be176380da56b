"""Prints of real campaigns: clusters, groups, own hours, nights, mergers, stays of whole days beside half days."""

from datetime import date

import pytest

from planner.domain.calendar import Calendar, Shift
from planner.domain.campaign import Campaign, Cluster, FormerUnit, Machine, OwnHours, Posting, PostingKind, Unit
from planner.domain.cluster_hours import StopHours
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.prints.forms.appendix.schedule import schedule_of
from planner.prints.forms.appendix.table import appendix_table
from planner.prints.forms.calendar.days import DayAtUnit, MachineDays
from planner.prints.forms.itinerary.itinerary import Halt, WorkDay, itinerary_of
from planner.prints.forms.stays import Stays
from planner.prints.forms.unit_notice.message import message_of
from planner.prints.forms.unit_notice.times import unit_times
from planner.prints.forms.unit_notice.wording import addressee

MORNING, NIGHT = ShiftLabel("Sáng"), ShiftLabel("Đêm")
CALENDAR = Calendar(
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 20),
    shifts=(
        Shift(label=MORNING, starts_minute=7 * 60, ends_minute=11 * 60),
        Shift(label=NIGHT, starts_minute=22 * 60, ends_minute=26 * 60),
    ),
)
A, B, SCHOOL, MERGED = map(UnitCode, ("A", "B", "S", "X"))
M1, M2, M3 = map(MachineName, ("MÁY 1", "MÁY 2", "MÁY 3"))


def unit(code: UnitCode, name: str, **facts: object) -> Unit:
    known = {"code": code, "name": name, "kind": "", "place": f"Nhà {code}", "zone": "", "need": 99}
    days = {"first_day": CALENDAR.first_day, "last_day": CALENDAR.last_day, "shifts": CALENDAR.shift_labels}
    return Unit.model_validate(known | days | facts)


UNITS = (
    unit(A, "Thôn An"),
    unit(B, "Thôn Bắc"),
    unit(SCHOOL, "Trường Chu Văn An", whole_days=False),
    unit(MERGED, "Xã Mới", formerly=(FormerUnit(code=UnitCode("C"), name="Xã Cũ", since=date(2026, 7, 1)),)),
)


def machine(name: MachineName, group: str = "", capacity: int = 60) -> Machine:
    codes = tuple(each.code for each in UNITS)
    days = {"first_day": CALENDAR.first_day, "last_day": CALENDAR.last_day}
    posting = Posting.model_validate({"kind": PostingKind.MOBILE, "serves": codes, "capacity": capacity, **days})
    return Machine(name=name, postings=(posting,), group=group)


CAMPAIGN = Campaign(
    name="Thử",
    calendar=CALENDAR,
    units=UNITS,
    machines=(machine(M1, "Tổ 1"), machine(M2, "Tổ 1"), machine(M3)),
    clusters=(Cluster(name="Cụm Đông", units=(A, B)),),
    own_hours=(OwnHours(unit=SCHOOL, shift=MORNING, starts_minute=450, ends_minute=570),),
)


def row(name: MachineName, code: UnitCode, day: int, dossiers: int, shift: ShiftLabel = MORNING) -> Assignment:
    return Assignment(machine=name, unit=code, date=date(2026, 12, day), shift=shift, dossiers=dossiers)


def plan(*rows: Assignment) -> Plan:
    return Plan(campaign=CAMPAIGN.name, assignments=rows)


def lines(made: Plan, campaign: Campaign = CAMPAIGN) -> list[tuple[str, int, str, str, str]]:
    """Section, number, unit, time and machines of every line of the appendix."""
    return [
        (section.machine, group.number, told.unit, line.time, line.machines)
        for section in schedule_of(campaign, made).sections
        for group in section.groups
        for told in group.units
        for line in told.lines
    ]


def test_a_cluster_is_one_number_and_names_each_unit_with_its_hours() -> None:
    """240 minutes, a quarter of them for An, who comes first in the workbook."""
    assert lines(plan(row(M3, B, 2, 45), row(M3, A, 2, 15))) == [
        ("MÁY 3", 1, "Thôn An", "- Tháng 12/2026 (Từ 7h00 đến 8h00): 2", "MÁY 3"),
        ("MÁY 3", 1, "Thôn Bắc", "- Tháng 12/2026 (Từ 8h00 đến 11h00): 2", "MÁY 3"),
    ]


def test_machines_that_move_as_one_have_one_section_that_says_who_is_there() -> None:
    """On the 4th one of them is shut."""
    told = lines(plan(*(row(name, MERGED, day, 9) for day in (2, 3) for name in (M2, M1)), row(M1, MERGED, 4, 9)))
    assert told == [
        ("TỔ 1 (MÁY 1, MÁY 2)", 1, "Xã Mới (trước đây là xã Cũ)", f"- Tháng 12/2026 (Từ 7h00 đến 11h00): {days}", who)
        for days, who in (("2,3", "MÁY 1, MÁY 2"), ("4", "MÁY 1"))
    ]


def test_all_machines_of_a_group_are_there_for_each_unit_of_a_cluster() -> None:
    told = lines(plan(row(M1, A, 2, 60), row(M2, B, 2, 60)))
    assert [(name, time, who) for _section, _number, name, time, who in told] == [
        ("Thôn An", "- Tháng 12/2026 (Từ 7h00 đến 9h00): 2", "MÁY 1, MÁY 2"),
        ("Thôn Bắc", "- Tháng 12/2026 (Từ 9h00 đến 11h00): 2", "MÁY 1, MÁY 2"),
    ]


@pytest.mark.parametrize(("second", "quota"), [(60, "60 hồ sơ/ Ca/ngày (mỗi máy)"), (50, "60 + 50 hồ sơ/ Ca/ngày")])
def test_the_quota_of_a_group_is_told_for_each_machine(second: int, quota: str) -> None:
    campaign = CAMPAIGN.model_copy(update={"machines": (machine(M1, "Tổ 1"), machine(M2, "Tổ 1", second))})
    made = plan(row(M1, MERGED, 2, 9), row(M2, MERGED, 2, 9))
    (section,) = schedule_of(campaign, made).sections
    assert section.groups[0].units[0].lines[0].quota == quota


def test_without_groups_no_line_names_a_machine() -> None:
    campaign = CAMPAIGN.model_copy(update={"machines": (machine(M3),)})
    made = plan(row(M3, MERGED, 2, 9))
    assert [who for *_others, who in lines(made, campaign)] == [""]
    tables = [appendix_table(schedule_of(of, made)) for of in (campaign, CAMPAIGN)]
    assert [len(table.columns) for table in tables] == [6, 7]


def test_a_part_of_an_appendix_keeps_the_hours_of_the_whole() -> None:
    """Only Bắc is printed; An takes the first hour all the same."""
    whole = plan(row(M3, A, 2, 15), row(M3, B, 2, 45))
    part = plan(row(M3, B, 2, 45))
    schedule = schedule_of(CAMPAIGN, part, StopHours(CAMPAIGN, whole.assignments))
    times = [
        line.time for one in schedule.sections for group in one.groups for told in group.units for line in told.lines
    ]
    assert times == ["- Tháng 12/2026 (Từ 8h00 đến 11h00): 2"]


def test_a_night_stands_under_the_day_on_which_it_begins() -> None:
    made = plan(row(M3, MERGED, 2, 9, NIGHT))
    section = schedule_of(CAMPAIGN, made).sections[-1]
    assert section.groups[0].units[0].lines[0].time == "- Tháng 12/2026 (Từ 22h00 đến 2h00): 2"
    assert section.notes == (
        "Giờ kết thúc nhỏ hơn giờ bắt đầu là giờ của ngày hôm sau; lịch được ghi theo ngày bắt đầu.",
    )
    (times,) = unit_times(CAMPAIGN, made)
    assert times.occasions[0].periods[0].shifts[0].hours == "22h00–2h00 (sáng hôm sau)"
    assert "ngày 2/12/2026 (từ 22h00 đến 2h00 sáng hôm sau)" in message_of(CAMPAIGN, times)
    (halt,) = itinerary_of(CAMPAIGN, made, CAMPAIGN.machines[2]).halts
    assert halt.days == (
        WorkDay(day=date(2026, 12, 2), shifts="Đêm (22h00–2h00 sáng hôm sau)", dossiers=9, is_done=False),
    )


def test_half_days_elsewhere_do_not_end_a_stay_of_whole_days() -> None:
    """The machine spends the morning of the 3rd at the school; the stay at the other unit is one."""
    made = plan(row(M3, MERGED, 2, 9), row(M3, SCHOOL, 3, 9), row(M3, MERGED, 3, 9, NIGHT), row(M3, MERGED, 4, 9))
    found = Stays(CAMPAIGN, made).of(CAMPAIGN.machines[2])
    stays = [(stay.unit.code, [each.date.day for each in stay.assignments]) for stay in found]
    assert stays == [("X", [2, 3, 4]), ("S", [3])]
    every_half = CAMPAIGN.model_copy(update={"whole_days": False})
    assert [stay.unit.code for stay in Stays(every_half, made).of(CAMPAIGN.machines[2])] == ["X", "S", "X"]


def test_each_unit_of_a_cluster_has_a_notice_with_its_own_hours() -> None:
    first, second = unit_times(CAMPAIGN, plan(row(M1, A, 2, 15), row(M2, B, 2, 15), row(M1, B, 2, 30)))
    assert [(times.unit.code, times.occasions[0].periods[0].shifts[0].hours) for times in (first, second)] == [
        ("A", "7h00–8h00"),
        ("B", "8h00–11h00"),
    ]
    assert {period.place for times in (first, second) for period in times.occasions[0].periods} == {"Nhà A"}
    assert second.occasions[0].dossiers == 45


def test_days_at_other_hours_are_other_periods() -> None:
    (times,) = unit_times(CAMPAIGN, plan(row(M3, A, 2, 15), row(M3, A, 3, 15)))
    assert len(times.occasions[0].periods) == 1
    _first, second = unit_times(CAMPAIGN, plan(row(M3, A, 2, 15), row(M3, B, 2, 45), row(M3, B, 3, 15)))
    assert [period.shifts[0].hours for period in second.occasions[0].periods] == ["8h00–11h00", "7h00–11h00"]


def test_own_hours_stand_in_notice_and_itinerary() -> None:
    made = plan(row(M3, SCHOOL, 2, 9))
    (times,) = unit_times(CAMPAIGN, made)
    assert "(từ 7h30 đến 9h30)" in message_of(CAMPAIGN, times)
    (halt,) = itinerary_of(CAMPAIGN, made, CAMPAIGN.machines[2]).halts
    assert isinstance(halt.days[0], WorkDay)
    assert halt.days[0].shifts == "Sáng (7h30–9h30)"


def test_a_cluster_is_one_halt_and_tells_its_crew_whom_it_receives_when() -> None:
    """All of the group receive each unit at its hours, whichever machine's figures it stands in."""
    made = plan(row(M1, A, 2, 15), row(M2, B, 2, 45))
    itinerary = itinerary_of(CAMPAIGN, made, CAMPAIGN.machines[1])
    (halt,) = itinerary.halts
    assert isinstance(halt, Halt)
    assert (halt.unit, halt.place, itinerary.notes) == ("Cụm Đông", "Nhà A", ("Đi cùng MÁY 1 (Tổ 1).",))
    assert isinstance(halt.days[0], WorkDay)
    assert halt.days[0].shifts == "Sáng (7h00–11h00). Thôn An: 7h00–8h00; Thôn Bắc: 8h00–11h00"
    assert itinerary.dossiers == 45


def test_the_calendar_shows_one_stop_where_units_share_a_slot() -> None:
    days = MachineDays(CAMPAIGN, plan(row(M3, A, 2, 15), row(M3, B, 2, 45)))
    ((shift, (run, *_others)),) = days.rows(CAMPAIGN.machines[2], (date(2026, 12, 2),))
    assert (shift, run.content) == (None, DayAtUnit(A, (MORNING,)))


@pytest.mark.parametrize(("day", "told"), [(date(2026, 12, 31), " (trước đây là xã Cũ)"), (date(2027, 1, 1), "")])
def test_old_names_are_told_for_six_months(day: date, told: str) -> None:
    assert addressee(UNITS[3], day).endswith(f"xã Mới{told}")
