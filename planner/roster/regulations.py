"""What the law and the unit ask of working hours: every number is a row of the sheet *Quy định ca*."""

from enum import StrEnum

from pydantic import Field, NonNegativeInt, PositiveInt

from planner.domain.calendar import MINUTES_A_DAY
from planner.domain.record import Record


class RegulationItem(StrEnum):
    """A row of *Quy định ca*; the value is what the sheet calls it."""

    SHIFT_REST = "Nghỉ giữa hai ca (giờ)"
    SHIFTS_A_DAY = "Số ca một ngày"
    RUN_DAYS = "Số ngày liền tối đa"
    WEEKLY_REST = "Nghỉ tuần (giờ liền)"
    WEEK = "Giờ một tuần"
    WEEK_MOST = "Giờ tối đa một tuần"
    OVERTIME_MONTH = "Làm thêm tối đa một tháng (giờ)"
    OVERTIME_YEAR = "Làm thêm tối đa một năm (giờ)"
    NIGHT_FROM = "Đêm từ"
    NIGHT_TO = "Đêm đến"
    EVENINGS_RUN = "Ca tối liền tối đa"
    EVENING_FROM = "Buổi tối từ"


class RegulationBasis(Record):
    """The law or order that a row rests on, as it is printed beside its value."""

    item: RegulationItem
    text: str


class Regulations(Record):
    """The limits of working hours, in minutes where a row counts hours."""

    shift_rest_minutes: NonNegativeInt = 12 * 60
    """From the end of a duty to the start of the next (Labour Code 2019, article 110)."""
    shifts_a_day: PositiveInt = 1
    run_days: PositiveInt = 6
    """Days worked in a row."""
    weekly_rest_minutes: NonNegativeInt = 24 * 60
    """Off in one stretch, in each week from Monday to Sunday (article 111)."""
    week_minutes: NonNegativeInt = 40 * 60
    """The normal week; what is worked beyond it is overtime (article 105)."""
    week_most_minutes: NonNegativeInt = 48 * 60
    overtime_month_minutes: NonNegativeInt = 40 * 60
    """Article 107."""
    overtime_year_minutes: NonNegativeInt = 200 * 60
    night_from_minute: int = Field(default=22 * 60, ge=0, lt=MINUTES_A_DAY)
    """From here to `night_to_minute` of the next morning it is night (article 106)."""
    night_to_minute: int = Field(default=6 * 60, ge=0, lt=MINUTES_A_DAY)
    evenings_run: PositiveInt | None = None
    """Days in a row with an evening duty; None is no limit."""
    evening_from_minute: int = Field(default=17 * 60, ge=0, lt=MINUTES_A_DAY)
    """A duty is an evening duty where more than half of its minutes lie after this minute of its day."""
    bases: tuple[RegulationBasis, ...] = ()
    """In the order of the sheet."""
