"""What a progress report tells of a unit, or of all together, and how each of its figures is told.

All figures are whole numbers of what the report counts (`ProgressReport.indicator`) unless they say otherwise. A new
figure is a field of `Advance`, which the room reporting fills in, and an entry in `FIGURES`: the command line, --json
and the printed table of units walk over these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any

from pydantic import NonNegativeFloat, NonNegativeInt, PositiveInt

from planner.domain.record import Record, UnitCode
from planner.texts import texts_of

_ = texts_of("domain")


class Indicator(StrEnum):
    """What results tell of."""

    COLLECTED = "collected"
    """Dossiers."""
    APPROVED = "approved"
    """Dossiers."""
    ACTIVATED = "activated"
    """Electronic identity accounts."""


class ReportKind(StrEnum):
    """Of what stretch of time a report tells beside where the campaign stands."""

    DAY = "day"
    WEEK = "week"
    """The last full week, Monday to Sunday, that ended on or before the day asked for."""
    PHASE = "phase"
    FINAL = "final"


class IndicatorCounts(Record):
    """What was counted of each indicator."""

    collected: NonNegativeInt = 0
    approved: NonNegativeInt = 0
    activated: NonNegativeInt = 0

    def of(self, indicator: Indicator) -> int:
        """The figure of this indicator."""
        return {
            Indicator.COLLECTED: self.collected,
            Indicator.APPROVED: self.approved,
            Indicator.ACTIVATED: self.activated,
        }[indicator]


class Advance(Record):
    """How far one unit, or all units together, have come by the end of the report's last day."""

    target: NonNegativeInt
    """What is to be reached in all, what came before the campaign included."""
    before: IndicatorCounts
    """Before the campaign's first day. Of approvals nothing is known then, so 0."""
    done: IndicatorCounts
    """In the campaign."""
    today: IndicatorCounts
    """On the report's last day."""
    in_period: IndicatorCounts
    """In the stretch of time that the report tells of."""
    achieved: NonNegativeInt
    """Before and in the campaign."""
    left: NonNegativeInt
    """To the target; of all together, the sum of what each unit lacks."""
    above: NonNegativeInt
    """Beyond the target; of all together, the sum of what each unit has too much, which helps no other."""
    days_gone: NonNegativeInt
    days_left: NonNegativeInt
    """Working days: those with a slot that is open to the unit, or to any unit; the report's last day is gone."""
    expected: NonNegativeInt
    """What was due by now, beside what came before: by the announced schedule what its slots were to bring; without one
    the straight line over working days to the target, half up. Of all together, the sum."""
    behind: NonNegativeInt
    """By how much less than expected was achieved; of all together, the sum over the units that are behind."""
    pace: NonNegativeFloat | None
    """Achieved in the campaign for each working day gone; None before the first."""
    needed_pace: NonNegativeFloat | None
    """What each working day to come must bring; None where none is to come. In the report of a phase: each working day
    of the phase to come, for the unit's share of the phase's target, or for that target."""
    forecast: NonNegativeInt | None
    """Achieved at the campaign's end if what is to come comes as it did so far, half up; None while nothing is known.

    By the announced schedule what its slots are still to bring, at the share that those gone have brought; without one
    the pace for each working day to come. No more than is left is still to come. Of all together, the sum, in which
    a unit without a forecast counts with what it has.
    """

    @property
    def percent(self) -> float | None:
        """Achieved of the target; None without a target."""
        return 100 * self.achieved / self.target if self.target else None

    @property
    def net_left(self) -> int:
        """The target less what was achieved: what is left if what some have beyond theirs made up for others."""
        return self.target - self.achieved

    @property
    def is_reached(self) -> bool:
        """Whether there is a target and nothing is left to it."""
        return self.target > 0 and not self.left

    @property
    def so_far(self) -> IndicatorCounts:
        """Of each indicator, before and in the campaign."""
        return IndicatorCounts(
            collected=self.before.collected + self.done.collected,
            approved=self.before.approved + self.done.approved,
            activated=self.before.activated + self.done.activated,
        )


class UnitAdvance(Advance):
    """How far one unit has come."""

    unit: UnitCode
    name: str
    rank: PositiveInt | None
    """1 for the largest share of its target, by the exact share; equal shares share a rank, and the next is as much
    later (1, 2, 2, 4). None without a target."""
    is_scheduled: bool
    """Whether it is judged by its announced schedule."""


class Shown(Enum):
    """How people read a figure; for a program it stands as it is."""

    COUNT = auto()
    """A whole number; a dash for None."""
    TENTHS = auto()
    """With one decimal."""
    TENTHS_UP = auto()
    """The same, always rounded up: what is needed."""
    PERCENT = auto()
    """What was achieved of the target, with as many decimals as tell units apart."""
    RANK = auto()
    """A whole number that only units have."""
    VERDICT = auto()
    """Whether the target was reached, in a word; a dash without a target."""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of the printed table of units, in Vietnamese as all that is printed."""

    title: str
    width_mm: float
    group: str = ""
    """What stands above it and its neighbours."""
    kinds: frozenset[ReportKind] = frozenset(ReportKind)
    """The reports that have it."""


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One figure of a unit, or of all together: what it is, and how and where it is told."""

    name: str
    """In --json; empty where that tells the same under another name."""
    source: str = ""
    """The attribute of `Advance` or `UnitAdvance`, as its path; the name by default."""
    shown: Shown = Shown.COUNT
    head: Callable[[ReportKind], str] | None = None
    """Over its column on the command line; None where that has none."""
    printed: tuple[PrintedColumn, ...] = ()
    """Its column on paper, at most one in each kind of report."""

    def of(self, advance: Advance, indicator: Indicator) -> Any:
        """Its value, of what counts; None where it is not known, and where all together have no such figure."""
        value: Any = advance
        for name in (self.source or self.name).split("."):
            value = getattr(value, name, None)
        return value.of(indicator) if isinstance(value, IndicatorCounts) else value

    def column(self, kind: ReportKind) -> PrintedColumn | None:
        """Its column in the printed report of this kind, if any."""
        return next((column for column in self.printed if kind in column.kinds), None)


ONLY_FINAL = frozenset({ReportKind.FINAL})
BUT_FINAL = frozenset(ReportKind) - ONLY_FINAL
SO_FAR, PER_DAY = "Lũy kế", "Mỗi ngày làm việc"
IN_PERIOD = {
    ReportKind.DAY: "Trong ngày",
    ReportKind.WEEK: "Trong tuần",
    ReportKind.PHASE: "Trong giai đoạn",
    ReportKind.FINAL: "Trong chiến dịch",
}

FIGURES = (
    ReportFigure("target", head=lambda _kind: _("target"), printed=(PrintedColumn("Chỉ tiêu", 13.8),)),
    ReportFigure(
        "collected",
        "so_far.collected",
        head=lambda _kind: _("coll."),
        printed=(PrintedColumn("Thu nhận", 13.8, SO_FAR),),
    ),
    ReportFigure(
        "approved", "so_far.approved", head=lambda _kind: _("appr."), printed=(PrintedColumn("Duyệt", 13.8, SO_FAR),)
    ),
    ReportFigure(
        "activated",
        "so_far.activated",
        head=lambda _kind: _("activ."),
        printed=(PrintedColumn("Kích hoạt", 13.8, SO_FAR),),
    ),
    ReportFigure("before"),
    ReportFigure("achieved"),
    ReportFigure(
        "percent", shown=Shown.PERCENT, head=lambda _kind: _("%"), printed=(PrintedColumn("Tỷ lệ (%)", 10.1),)
    ),
    ReportFigure("", "rank", Shown.RANK, printed=(PrintedColumn("Xếp hạng", 9.5),)),
    ReportFigure("left", printed=(PrintedColumn("Còn thiếu", 16.2, kinds=ONLY_FINAL),)),
    ReportFigure("above"),
    ReportFigure("net_left"),
    ReportFigure("days_gone"),
    ReportFigure("days_left"),
    ReportFigure("is_reached"),
    ReportFigure("today"),
    ReportFigure(
        "in_period",
        head=lambda kind: _("day") if kind is ReportKind.DAY else _("period"),
        printed=tuple(PrintedColumn(IN_PERIOD[kind], 12, kinds=frozenset({kind})) for kind in sorted(BUT_FINAL)),
    ),
    ReportFigure("expected"),
    ReportFigure("behind"),
    ReportFigure(
        "pace_so_far",
        "pace",
        Shown.TENTHS,
        head=lambda _kind: _("pace"),
        printed=(
            PrintedColumn("Bình quân", 13.2, PER_DAY, BUT_FINAL),
            PrintedColumn("Bình quân", 14, PER_DAY, ONLY_FINAL),
        ),
    ),
    ReportFigure(
        "pace_needed",
        "needed_pace",
        Shown.TENTHS_UP,
        head=lambda _kind: _("needed"),
        printed=(PrintedColumn("Cần đạt", 13.2, PER_DAY, BUT_FINAL),),
    ),
    ReportFigure(
        "forecast", head=lambda _kind: _("forecast"), printed=(PrintedColumn("Dự kiến đạt", 13.8, kinds=BUT_FINAL),)
    ),
    ReportFigure("", "is_reached", Shown.VERDICT, printed=(PrintedColumn("Đánh giá", 22, kinds=ONLY_FINAL),)),
)
"""In the order of --json and of every table."""
