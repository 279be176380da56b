"""What the parts of a line say, as the grammar finds them: days and stretches, weekdays, hours, signs."""

from dataclasses import dataclass
from enum import StrEnum


class SignKind(StrEnum):
    """What stands among the days and hours of a line; the names are those of the grammar's terminals."""

    MONTH = "MONTH"
    COUNT = "COUNT"
    """How many days there are: *4 ngày*."""
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    WORKDAYS = "WORKDAYS"
    EXCEPT = "EXCEPT"
    INCLUDE = "INCLUDE"
    HOLIDAYS = "HOLIDAYS"
    RESERVE = "RESERVE"
    REMARK = "REMARK"
    COMMA = "COMMA"
    SEMICOLON = "SEMICOLON"
    COLON = "COLON"
    OPEN = "OPEN"
    CLOSE = "CLOSE"


TELLING_DAYS = frozenset(
    (
        SignKind.WEEKLY,
        SignKind.DAILY,
        SignKind.WORKDAYS,
        SignKind.EXCEPT,
        SignKind.INCLUDE,
        SignKind.HOLIDAYS,
    )
)
"""Words by which days are chosen, so that a text of them alone tells something."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A month, a word about days, or a mark between parts."""

    kind: SignKind
    text: str


class PointKind(StrEnum):
    """How a day is written."""

    DAY = "DAY"
    DATE = "DATE"
    DAY_MONTH = "DAY_MONTH"
    """*29 tháng 3 năm 2021*."""
    DOTTED = "DOTTED"
    """Figures with points between: days, or a day and its month."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day as it is written, and the weekdays that stand beside it."""

    kind: PointKind
    text: str
    name_before: str = ""
    name_behind: str = ""


class OpenEnd(StrEnum):
    """How a stretch of days ends where no day is named."""

    CAMPAIGN = "campaign"
    MONTH = "month"
    OPEN = "open"
    """*từ ngày 14/4* and nothing more."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One day, or all from a day to a day."""

    first: Point
    last: Point | OpenEnd | None = None
    """None for one day."""
    dash: str = ""
    """What stands between both."""
    last_month: str = ""
    """The month at whose end it ends."""


@dataclass(frozen=True, slots=True)
class WholeMonth:
    """*cả tháng 4*."""

    month: str


class BoundKind(StrEnum):
    """What tells a part of the day."""

    HOURS = "HOURS"
    CLOCK = "CLOCK"
    """A time of day alone."""
    SESSION = "SESSION"
    """*sáng*, *chiều*."""
    LABEL = "LABEL"
    WHOLE_DAY = "WHOLE_DAY"


@dataclass(frozen=True, slots=True)
class Bound:
    """Hours, a shift, or a part of the day; `last` where it goes on to another, as in *sáng - chiều*."""

    kind: BoundKind
    text: str
    last: "Bound | None" = None


@dataclass(frozen=True, slots=True)
class HourToHour:
    """*từ 7h30 ngày 12/4 đến 16h00 ngày 13/4*: from a part of one day to a part of another; None for the same day."""

    first_bound: Bound
    first: Point
    last_bound: Bound
    last: Point | None
    dash: str


@dataclass(frozen=True, slots=True)
class BoundStretch:
    """*từ sáng 14/4 đến 16/4*, of which nobody knows whether it means the morning of each day."""

    bound: Bound
    days: Stretch
    is_from: bool


@dataclass(frozen=True, slots=True)
class Weekdays:
    """*thứ Ba*, *T2-T6*, *thứ 2, 4, 6*, *cuối tuần*."""

    text: str
    days: frozenset[int]
    """Monday is 0."""
    has_bare_figures: bool = False
    """*thứ 2, 4, 6*, whose 4 and 6 may be days of a month."""


Item = Stretch | WholeMonth | Bound | HourToHour | BoundStretch | Weekdays | Sign
