"""Public holidays as prefilled closures: proposed, never applied, for campaigns work through them."""

from datetime import date

from planner.domain.calendar import days_between
from planner.intake.content import TableRow
from planner.intake.layout import ClosureColumn


def proposed_closures(first_day: date | None, last_day: date | None) -> tuple[TableRow, ...]:
    """Rows for sheet *Ngày nghỉ*: every Sunday, and each public holiday of the days, all with Áp dụng = Không.

    Without the campaign's days, only the row for Sundays, its days still to be entered.
    """
    sundays: TableRow = {
        ClosureColumn.FIRST_DAY: first_day,
        ClosureColumn.LAST_DAY: last_day,
        ClosureColumn.WEEKDAYS: "CN",
        ClosureColumn.REASON: "Nghỉ Chủ nhật",
        ClosureColumn.APPLIES: "Không",
    }
    if first_day is None or last_day is None:
        return (sundays,)
    return (sundays, *_holidays(first_day, last_day))


def _holidays(first_day: date, last_day: date) -> tuple[TableRow, ...]:
    import holidays  # noqa: PLC0415  (only `planner new` needs it)

    of_vietnam = holidays.country_holidays("VN", years=range(first_day.year, last_day.year + 1), language="vi")
    return tuple(
        {
            ClosureColumn.FIRST_DAY: day,
            ClosureColumn.REASON: str(of_vietnam[day]),
            ClosureColumn.APPLIES: "Không",
        }
        for day in days_between(first_day, last_day)
        if day in of_vietnam
    )
