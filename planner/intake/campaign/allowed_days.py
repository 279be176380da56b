"""Column *Ngày được phép*: the only days on which a unit is open, as a list of days and ranges of days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.calendar import days_between
from planner.intake.campaign.frame import CampaignFrame, Period
from planner.intake.cells.findings import shown
from planner.intake.tables.sheet_tables import SheetRow
from planner.intake.values.days import calendar_day
from planner.intake.values.texts import Unfit, listed_texts
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

_AND = re.compile(r"\s+và\s+", re.IGNORECASE)
_RANGE = re.compile(r"(.*/.*?)\s*(?:[-‐‑‒–—]|\bđến\b)\s*(.*/.*)")
_WITHOUT_YEAR = re.compile(r"(?:ngày )?([0-9]{1,2})/([0-9]{1,2})", re.IGNORECASE)


def allowed_days_of(row: SheetRow, column: StrEnum, frame: CampaignFrame) -> tuple[date, ...]:
    """The days of the list within the campaign, in order; none for an empty cell, or one that was refused."""
    cell = row.cell(column)
    if cell.is_empty or not frame.are_days_known:
        return ()
    try:
        days = sorted(set(days_listed(cell.value, frame.days)))
    except Unfit as unfit:
        row.error(column, unfit.what, unfit.advice)
        return ()
    within = tuple(day for day in days if frame.days.first_day <= day <= frame.days.last_day)
    if not within:
        row.error(
            column,
            _("none of these days lies within the campaign"),
            _within_advice(days[0], frame.days) or _("Check the days"),
        )
    elif len(within) < len(days):
        outside = next(day for day in days if day not in within)
        row.warn(
            column,
            _("{day} lies outside the campaign").format(day=spoken_day(outside)),
            _within_advice(outside, frame.days) or _("Check the days"),
        )
    return within


def days_listed(value: object, campaign: Period) -> Iterator[date]:
    """The days of a list, where a day without its year is the one in the campaign. Raises Unfit."""
    if isinstance(value, date):
        yield calendar_day(value)
        return
    for listed in listed_texts(value):
        for part in _AND.split(listed):
            match = _RANGE.fullmatch(part)
            first, last = (_day(end, campaign) for end in (match.groups() if match else (part, part)))
            if last < first:
                raise Unfit(
                    _("{value} runs backwards").format(value=shown(part)),
                    _("Write the earlier day first, as in 2/12-4/12"),
                )
            yield from days_between(first, last)


def _day(text: str, campaign: Period) -> date:
    """A day; one without its year is the one in the campaign."""
    match = _WITHOUT_YEAR.fullmatch(text.strip())
    if match is None:
        try:
            return calendar_day(text)
        except Unfit as unfit:
            raise Unfit(unfit.what, _("Enter days parted by commas, for example 2/12, 9/12 or 2/12-4/12")) from None
    day, month = int(match[1]), int(match[2])
    years = range(campaign.first_day.year, campaign.last_day.year + 1)
    meant = [
        one for year in years if (one := _calendar(year, month, day)) and campaign.first_day <= one <= campaign.last_day
    ]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise Unfit(
            _("{value} stands for several days of the campaign").format(value=shown(text)),
            _("Enter the year too, for example {day}").format(day=spoken_day(meant[0])),
        )
    raise Unfit(_("{value} is no day of the campaign").format(value=shown(text)), _("Check the days"))


def _in_the_campaign(month: int, day: int, campaign: Period) -> list[date]:
    """The days of the campaign that bear this month and day; a long campaign has two."""
    years = range(campaign.first_day.year, campaign.last_day.year + 1)
    days = [one for year in years if (one := _calendar(year, month, day)) is not None]
    return [one for one in days if campaign.first_day <= one <= campaign.last_day]


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _within_advice(day: date, campaign: Period) -> str:
    """Excel gives a day without its year the year in which it is typed."""
    meant = _in_the_campaign(day.month, day.day, campaign)
    told = _("Perhaps {day} is meant; Excel adds the year in which a day is typed")
    return told.format(day=spoken_day(meant[0])) if meant else ""


def closed_between(days: tuple[date, ...], campaign: Period) -> Iterator[Period]:
    """The stretches of the campaign without any of these days, which are sorted."""
    start = campaign.first_day
    for day in (*days, campaign.last_day + timedelta(days=1)):
        if start < day:
            yield Period(start, day - timedelta(days=1))
        start = day + timedelta(days=1)
