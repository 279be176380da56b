"""`planner new`: an empty campaign workbook, and a filled one beside it to learn from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.domain.calendar import days_between
from planner.errors import WrongUsage
from planner.files import write_atomically
from planner.intake.blanks.commune_example import commune_example
from planner.intake.blanks.content import WorkbookContent, example_content, refuse_to_replace
from planner.intake.blanks.levels import Level, content_for
from planner.intake.blanks.province_example import province_example
from planner.intake.cells.limits import CAMPAIGN_DAYS, FIRST_DATE, LAST_DATE
from planner.intake.layout.calendar import CLOSURES, SHIFTS, ClosureColumn, ShiftColumn
from planner.intake.layout.column import TableRow
from planner.intake.layout.regulations import REGULATIONS
from planner.intake.layout.settings import Setting
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

TEMPLATE_NAME = "campaign.xlsx"
EXAMPLE_NAME = "campaign-vi-du.xlsx"
_SHIFTS: tuple[TableRow, ...] = (
    {ShiftColumn.LABEL: "Ca 01", ShiftColumn.STARTS: "7h00", ShiftColumn.ENDS: "15h00"},
    {ShiftColumn.LABEL: "Ca 02", ShiftColumn.STARTS: "15h00", ShiftColumn.ENDS: "23h00"},
)
_EXAMPLES: Mapping[Level | None, Callable[[], WorkbookContent]] = {
    None: example_content,
    Level.PROVINCE: province_example,
    Level.COMMUNE: commune_example,
}


def write_new_campaign(
    folder: Path, first_day: date | None, last_day: date | None, year: int, level: Level | None = None
) -> tuple[Path, Path]:
    """Put an empty template and a filled, fictitious example into the folder; returns where they went.

    They are those of a level of government where one is given, else of any campaign.

    Days that are given are filled in, with the public holidays between them as closures that do not apply yet; where
    a day is not given, those of this year and the next.
    Raises WrongUsage for days that make no campaign, and UnwritableFile rather than replace a file.
    """
    from planner.intake.blanks.written_workbook import workbook_bytes  # noqa: PLC0415  (openpyxl costs 200 ms)

    _check_days(first_day, last_day)
    template, example = folder / TEMPLATE_NAME, folder / EXAMPLE_NAME
    for path in (template, example):
        refuse_to_replace(path)
    return (
        write_atomically(template, workbook_bytes(_template_content(first_day, last_day, year, level))),
        write_atomically(example, workbook_bytes(_EXAMPLES[level]())),
    )


def _check_days(first_day: date | None, last_day: date | None) -> None:
    for day in (first_day, last_day):
        if day is not None and not FIRST_DATE <= day <= LAST_DATE:
            raise WrongUsage(
                _("{day} is too far away. Choose a day between {first} and {last}").format(
                    day=spoken_day(day), first=FIRST_DATE.year, last=LAST_DATE.year
                )
            )
    if first_day is None or last_day is None:
        return
    if last_day < first_day:
        raise WrongUsage(
            _("the last day {last} stands before the first day {first}. Exchange them").format(
                last=spoken_day(last_day), first=spoken_day(first_day)
            )
        )
    if (last_day - first_day).days >= CAMPAIGN_DAYS:
        raise WrongUsage(
            _("from {first} to {last} is more than {limit} days. Choose a shorter campaign").format(
                first=spoken_day(first_day), last=spoken_day(last_day), limit=CAMPAIGN_DAYS
            )
        )


def _template_content(first_day: date | None, last_day: date | None, year: int, level: Level | None) -> WorkbookContent:
    content = content_for(level) if level else WorkbookContent({}, {SHIFTS: _SHIFTS})
    return replace(
        content,
        settings={item: item.declared.initial for item in Setting}
        | dict(content.settings)
        | {Setting.FIRST_DAY: first_day, Setting.LAST_DAY: last_day},
        tables={
            **content.tables,
            CLOSURES: proposed_closures(first_day, last_day, year),
            REGULATIONS: REGULATIONS.examples,
        },
    )


def proposed_closures(first_day: date | None, last_day: date | None, year: int) -> tuple[TableRow, ...]:
    """Rows for sheet *Ngày nghỉ*: every Sunday, and each public holiday of the days, all with Áp dụng = Không.

    Without the campaign's days, the row for Sundays has none, which means the whole campaign, and the holidays are
    those of this year and the next; of those outside the campaign nothing is read.
    """
    are_days_known = first_day is not None and last_day is not None
    sundays: TableRow = {
        ClosureColumn.FIRST_DAY: first_day if are_days_known else None,
        ClosureColumn.LAST_DAY: last_day if are_days_known else None,
        ClosureColumn.WEEKDAYS: "CN",
        ClosureColumn.REASON: "Nghỉ Chủ nhật",
        ClosureColumn.APPLIES: "Không",
    }
    return (sundays, *_holidays(first_day or date(year, 1, 1), last_day or date(year + 1, 12, 31)))


def _holidays(first_day: date, last_day: date) -> tuple[TableRow, ...]:
    import holidays  # noqa: PLC0415  (only `planner new` needs it)

    of_vietnam = holidays.country_holidays("VN", years=range(first_day.year, last_day.year + 1), language="vi")
    return tuple(
        {
            ClosureColumn.FIRST_DAY: day,
            ClosureColumn.LAST_DAY: day,
            ClosureColumn.REASON: str(of_vietnam[day]),
            ClosureColumn.APPLIES: "Không",
        }
        for day in days_between(first_day, last_day)
        if day in of_vietnam
    )
