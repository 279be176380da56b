"""Public holidays as prefilled closures: proposed, never applied, for campaigns work through them."""

from datetime import date

from planner.domain.calendar import days_between
from planner.intake.layout.calendar import ClosureColumn
from planner.intake.layout.column import TableRow


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
