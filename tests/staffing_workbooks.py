"""Writes a staffing into the sheets of the workbook that it could have come from; an empty cell is a default."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from openpyxl import Workbook

from planner.domain.calendar import days_between
from planner.domain.campaign import Campaign
from planner.roster.regulations import RegulationItem, Regulations
from planner.roster.staffing import DutyPin, DutyWish, Leave, Officer, SeatDemand, Staffing
from tests.intake.staffing_books import HEADS

Line = tuple[str | int | float | date | None, ...]


def write_staffing(staffing: Staffing, campaign: Campaign, book: Workbook) -> None:
    """Add the sheets on the crews to the campaign's workbook, and its holidays to its sheet *Ngày nghỉ*."""
    for title, lines in _lines(staffing, campaign).items():
        sheet = book.create_sheet(title)
        sheet.append(HEADS[title].split(" | "))
        for line in lines:
            sheet.append(line)
    for day in staffing.holidays:
        book["Ngày nghỉ"].append((day, None, None, None, None, "Lễ", "Không"))


def _lines(staffing: Staffing, campaign: Campaign) -> Mapping[str, Iterable[Line]]:
    return {
        "Cán bộ": (_officer(one, campaign) for one in staffing.officers),
        "Vị trí": map(_seat, staffing.demands),
        "Nghỉ phép": map(_leave, staffing.leaves),
        "Nguyện vọng": map(_wish, staffing.wishes),
        "Ghim ca": map(_pin, staffing.pins),
        "Đã làm": ((one.officer, one.day, one.shift) for one in staffing.past),
        "Quy định ca": _regulations(staffing.regulations),
    }


def _officer(officer: Officer, campaign: Campaign) -> Line:
    calendar = campaign.calendar
    return (
        officer.code,
        officer.name,
        officer.rank or None,
        officer.workplace or None,
        ", ".join(officer.roles) or None,
        officer.crew or None,
        ", ".join(officer.zones) or None,
        ", ".join(officer.machines) or None,
        officer.home,
        officer.first_day if officer.first_day != calendar.first_day else None,
        officer.last_day if officer.last_day != calendar.last_day else None,
        officer.most_shifts_a_week,
        _clock(officer.works_until_minute),
        officer.note or None,
    )


def _seat(demand: SeatDemand) -> Line:
    return (
        demand.machine,
        demand.shift,
        demand.role or None,
        demand.officers if demand.officers > 1 else None,
        "Có" if demand.is_required else None,
        "Ngày chuyển chỗ" if demand.only_when_moving else None,
    )


def _leave(leave: Leave) -> Line:
    return (
        leave.officer,
        leave.first_day,
        leave.last_day if leave.last_day != leave.first_day else None,
        ", ".join(leave.shifts) or None,
        leave.kind.value,
        leave.known_since,
        leave.note or None,
    )


def _wish(wish: DutyWish) -> Line:
    return (wish.officer, wish.day, wish.shift, "Làm" if wish.wants_work else "Nghỉ", wish.level)


def _pin(pin: DutyPin) -> Line:
    return (pin.officer, pin.day, pin.shift, "Không" if pin.forbids else pin.machine, pin.role)


def _regulations(limits: Regulations) -> Iterator[Line]:
    bases = {basis.item: basis.text for basis in limits.bases}
    values: dict[RegulationItem, str | int | float | None] = {
        RegulationItem.SHIFT_REST: limits.shift_rest_minutes / 60,
        RegulationItem.SHIFTS_A_DAY: limits.shifts_a_day,
        RegulationItem.RUN_DAYS: limits.run_days,
        RegulationItem.WEEKLY_REST: limits.weekly_rest_minutes / 60,
        RegulationItem.WEEK: limits.week_minutes / 60,
        RegulationItem.WEEK_MOST: limits.week_most_minutes / 60,
        RegulationItem.OVERTIME_MONTH: limits.overtime_month_minutes / 60,
        RegulationItem.OVERTIME_YEAR: limits.overtime_year_minutes / 60,
        RegulationItem.NIGHT_FROM: _clock(limits.night_from_minute),
        RegulationItem.NIGHT_TO: _clock(limits.night_to_minute),
        RegulationItem.EVENINGS_RUN: limits.evenings_run,
        RegulationItem.EVENING_FROM: _clock(limits.evening_from_minute),
    }
    for item, value in values.items():
        yield item.value, value, bases.get(item)


def _clock(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60}h{minute % 60:02}"


def days_of(campaign: Campaign) -> list[date]:
    """Every day of the campaign."""
    return list(days_between(campaign.calendar.first_day, campaign.calendar.last_day))
