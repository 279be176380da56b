"""Column *Ngày đi*: weekdays, dates, or both in one list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.intake.campaign.allowed_days import days_listed
from planner.intake.campaign.frame import CampaignFrame
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.texts import Unfit, listed_texts
from planner.intake.values.weekdays import weekdays
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_PARTS_OF_A_DATE = ("/", " tháng ")


@dataclass(frozen=True, slots=True)
class OutingDays:
    """On which days of the week, and on which days besides, a team goes out; on every day where both are empty."""

    weekdays: frozenset[int] = frozenset()
    dates: tuple[date, ...] = ()
    """In order."""

    def has(self, day: date) -> bool:
        """Whether the team goes out on this day."""
        return not (self.weekdays or self.dates) or day.weekday() in self.weekdays or day in self.dates


def outing_days_of(row: SheetRow, column: StrEnum, frame: CampaignFrame) -> OutingDays:
    """What the cell lists; every day for an empty cell, or one that was refused."""
    cell = row.cell(column)
    if cell.is_empty or not frame.are_days_known:
        return OutingDays()
    try:
        days = _listed(cell.value, frame)
    except Unfit as unfit:
        row.error(column, unfit.what, unfit.advice)
        return OutingDays()
    outside = [day for day in days.dates if not frame.days.first_day <= day <= frame.days.last_day]
    if outside:
        row.error(
            column,
            _("{day} lies outside the campaign").format(day=spoken_day(outside[0])),
            _("Enter weekdays such as 3, 5, or days of the campaign such as {day}").format(
                day=spoken_day(frame.days.first_day)
            ),
        )
    return days


def _listed(value: object, frame: CampaignFrame) -> OutingDays:
    if isinstance(value, date):
        return OutingDays(dates=tuple(days_listed(value, frame.days)))
    if not isinstance(value, str):
        return OutingDays(weekdays(value))
    parts = listed_texts(value)
    of_dates = [part for part in parts if any(sign in part for sign in _PARTS_OF_A_DATE)]
    of_weekdays = [part for part in parts if part not in of_dates]
    return OutingDays(
        weekdays(", ".join(of_weekdays)) if of_weekdays else frozenset(),
        tuple(sorted({day for part in of_dates for day in days_listed(part, frame.days)})),
    )
