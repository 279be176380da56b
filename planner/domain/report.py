"""A report on how far a campaign has come by a day, as the command line tells it and prints show it.

All figures of units are whole numbers of what the report counts (`ProgressReport.indicator`) unless they say otherwise.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from pydantic import NonNegativeFloat, NonNegativeInt

from planner.domain.advance import Advance, Indicator, IndicatorCounts, ReportKind, UnitAdvance
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode

TENTH = Decimal("0.1")
MOST_DECIMALS = 4


class PhaseAdvance(Record):
    """How far the whole campaign has come in one phase. What came before the campaign does not count."""

    name: str
    first_day: date
    last_day: date
    target: NonNegativeInt
    """What the campaign is to have brought in all by the phase's last day."""
    in_phase: IndicatorCounts
    """In the phase's own days, up to the report's last."""
    done: IndicatorCounts
    """In the campaign, up to the phase's last day or the report's if that is earlier."""
    achieved: NonNegativeInt
    """Of `done`, what counts."""
    is_over: bool
    """Whether the phase's last day is not after the report's."""
    days_gone: NonNegativeInt
    days_left: NonNegativeInt
    """Working days of the phase; the report's last day is gone."""
    pace: NonNegativeFloat | None
    """What counts of `in_phase`, for each working day gone; None before the first."""
    needed_pace: NonNegativeFloat | None
    """What each working day of the phase to come must bring to reach its target; None where none is to come."""
    forecast: NonNegativeInt | None
    """Achieved by its last day at that pace, half up, no more than is left still to come; None without a pace."""

    @property
    def left(self) -> int:
        """To the target."""
        return max(0, self.target - self.achieved)

    @property
    def percent(self) -> float | None:
        """Achieved of the target; None without a target."""
        return 100 * self.achieved / self.target if self.target else None


class DayPoint(Record):
    """A day of the campaign on the chart, at its end."""

    day: date
    needed: NonNegativeFloat
    """What was due of all units by its end: by schedules and straight lines, see `Advance.expected`."""
    achieved: NonNegativeInt | None
    """None for days after the report's last."""


class MissingSlot(Record):
    """A slot of which the figures were due."""

    day: date
    shift: ShiftLabel
    machine: MachineName


class Silence(Record):
    """A unit whose figures were not all there at the hour when a day's were due."""

    day: date
    unit: UnitCode
    name: str
    slots: tuple[MissingSlot, ...]
    """Planned slots of which nothing had been recorded; empty where the unit reports every day and had told nothing."""
    recorded_at: datetime | None
    """When the last of what was missing came; None where something is missing to this moment."""
    is_due: bool = True
    """Whether the hour of that day had come when the report was made; else nobody is late."""


class Punctuality(Record):
    """Who reported in time in the days that the report tells of."""

    due_minute: NonNegativeInt
    """In minutes from midnight."""
    num_expected: NonNegativeInt
    """Units that were to report on any of these days."""
    is_open: bool
    """Whether the hour of the last of these days had not come yet when the report was made."""
    silences: tuple[Silence, ...]
    """By day, then unit."""

    @property
    def not_in_time(self) -> tuple[tuple[Silence, ...], ...]:
        """The silences at an hour that had come, by unit, then day."""
        return _by_unit(silence for silence in self.silences if silence.is_due)

    @property
    def not_due_yet(self) -> tuple[tuple[Silence, ...], ...]:
        """What is not there yet and need not be, by unit, then day."""
        return _by_unit(silence for silence in self.silences if not silence.is_due)

    @property
    def without_figures(self) -> tuple[tuple[Silence, ...], ...]:
        """The silences of those not in time that still last, by unit, then day."""
        return _by_unit(silence for silence in self.silences if silence.is_due and silence.recorded_at is None)

    @property
    def came_late(self) -> tuple[tuple[Silence, ...], ...]:
        """The silences that late figures have ended, by unit, then day; a unit may have days of both kinds."""
        return _by_unit(silence for silence in self.silences if silence.is_due and silence.recorded_at is not None)


def _by_unit(silences: Iterable[Silence]) -> tuple[tuple[Silence, ...], ...]:
    ordered = sorted(silences, key=lambda silence: (silence.unit, silence.day))
    return tuple(tuple(each) for _unit, each in groupby(ordered, key=lambda silence: silence.unit))


class Stranger(Record):
    """What results tell of a unit that the workbook no longer has; no total contains it."""

    unit: UnitCode
    done: IndicatorCounts


class ProgressReport(Record):
    """How far a campaign has come."""

    campaign: str
    kind: ReportKind
    day: date
    """The day asked for."""
    as_of: date
    """The last day whose figures count."""
    first_day: date
    last_day: date
    """Of the campaign."""
    period_first: date
    period_last: date
    """Of the stretch of time that the report tells of; the last may lie after `as_of`."""
    phase: str = ""
    """The phase's name where the report is about one."""
    indicator: Indicator
    """What counts toward targets."""
    days_gone: NonNegativeInt
    days_left: NonNegativeInt
    """Of the campaign, closed days included; the report's last day is gone."""
    units: tuple[UnitAdvance, ...]
    """By code."""
    total: Advance
    """Sums; the pace is that of the sums."""
    reached_on: date | None
    """The last day on which a unit reaches its target, if what is to come comes as it did so far; None where any unit
    will not, and where nothing is left."""
    best: tuple[UnitCode, ...]
    """Those with the largest share of their target, first the best; ties may make them more than usual."""
    furthest_behind: tuple[UnitCode, ...]
    """Those that lack most to where they were expected, the furthest first."""
    phases: tuple[PhaseAdvance, ...]
    course: tuple[DayPoint, ...]
    """One for each day of the campaign."""
    strangers: tuple[Stranger, ...]
    punctuality: Punctuality

    @property
    def num_ranked(self) -> int:
        """How many units have a rank."""
        return sum(unit.rank is not None for unit in self.units)

    @property
    def num_without_forecast(self) -> int:
        """How many units lack something and have no forecast, since nothing was due of them yet."""
        return sum(unit.forecast is None and unit.left > 0 for unit in self.units)

    @cached_property
    def _decimals(self) -> dict[Fraction, int]:
        return decimals_apart(Fraction(unit.achieved, unit.target) for unit in self.units if unit.target)

    @property
    def usual_decimals(self) -> int:
        """Decimals of a percentage: two where one would make different shares of units read the same."""
        return min(self._decimals.values(), default=1)

    def decimals_of(self, unit: UnitAdvance) -> int:
        """As many decimals as tell the unit's share from every other."""
        return self._decimals[Fraction(unit.achieved, unit.target)] if unit.target else self.usual_decimals


def one_decimal(value: float, *, up: bool = False) -> float:
    """The value to one decimal as people round it: half up, or always up, of what the number reads as."""
    return float(Decimal(repr(value)).quantize(TENTH, ROUND_CEILING if up else ROUND_HALF_UP))


def percent_of(achieved: int, target: int, decimals: int) -> float | None:
    """The share of the target in percent, rounded half up; None without a target. What is missed never reads as 100."""
    return _percent(Fraction(achieved, target), decimals) if target else None


def _percent(share: Fraction, decimals: int) -> float:
    scale = int(10**decimals)
    rounded = (200 * scale * share.numerator + share.denominator) // (2 * share.denominator)
    return (min(rounded, 100 * scale - 1) if share < 1 else rounded) / scale


def decimals_apart(shares: Iterable[Fraction]) -> dict[Fraction, int]:
    """Of each share the decimals by which it reads differently from every other one, at most `MOST_DECIMALS`.

    All have one, or two where one is too few for any of them; those that still look alike have more.
    """
    exact = set(shares)
    usual = 1 if len({_percent(share, 1) for share in exact}) == len(exact) else 2
    found = dict.fromkeys(exact, usual)
    for decimals in range(usual, MOST_DECIMALS):
        read = Counter(_percent(share, decimals) for share in exact)
        for share in exact:
            if found[share] == decimals and read[_percent(share, decimals)] > 1:
                found[share] = decimals + 1
    return found
