"""How far each unit and all together have come by a day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar import Calendar
from planner.domain.campaign import Campaign, Unit
from planner.domain.record import UnitCode
from planner.domain.report import Advance, Figures, Indicator, UnitAdvance
from planner.domain.results import Result
from planner.reporting.counting import counted, half_up, together
from planner.reporting.period import Span
from planner.reporting.ranking import ranks


class Elapsed(NamedTuple):
    """How much of a campaign is over at the end of a day, in days; closed ones are days all the same."""

    gone: int
    left: int

    @property
    def in_all(self) -> int:
        """The campaign's days."""
        return self.gone + self.left


def elapsed(calendar: Calendar, day: date) -> Elapsed:
    """What is over at the end of this day: nothing before the first day, everything after the last."""
    eve = calendar.first_day - timedelta(days=1)
    gone = (min(max(day, eve), calendar.last_day) - eve).days
    return Elapsed(gone, calendar.num_days - gone)


def indicator_of(campaign: Campaign) -> Indicator:
    """What counts toward targets, as the workbook says."""
    return Indicator.ACTIVATED if campaign.reporting.counts_activated else Indicator.COLLECTED


def target_of(unit: Unit) -> int:
    """The unit's target; where the workbook gives only a need, that and what was collected before."""
    return unit.target if unit.target is not None else unit.need + unit.collected_before


def before_of(unit: Unit) -> Figures:
    """What the unit had before the campaign."""
    return Figures(collected=unit.collected_before, activated=unit.activated_before)


def expected_by(before: int, target: int, time: Elapsed) -> int:
    """Where the straight line to the target stands, half up; a target that was reached before asks for no more."""
    return before + half_up(max(0, target - before) * time.gone, time.in_all)


def unit_advances(campaign: Campaign, results: Sequence[Result], span: Span) -> tuple[UnitAdvance, ...]:
    """Every unit of the workbook, by code, up to the span's `as_of`."""
    time, indicator = elapsed(campaign.calendar, span.as_of), indicator_of(campaign)
    rows: dict[UnitCode, list[Result]] = {unit.code: [] for unit in campaign.units}
    for row in results:
        rows.get(row.unit, []).append(row)
    advances = [
        _unit_advance(_facts(target_of(unit), before_of(unit), rows[unit.code], span), time, indicator)
        for unit in campaign.units
    ]
    places = ranks([(each.achieved, each.target) for each in advances])
    return tuple(
        UnitAdvance.model_validate(each.model_dump() | {"unit": unit.code, "name": unit.name, "rank": rank})
        for unit, each, rank in zip(campaign.units, advances, places, strict=True)
    )


def total_advance(campaign: Campaign, units: Iterable[Advance], span: Span) -> Advance:
    """All units as one: sums, and pace, forecast and expectation of the sums.

    What one unit has beyond its target leaves the others no less to do: `left` is a sum, too.
    """
    each = tuple(units)
    sums = _Facts(
        target=sum(unit.target for unit in each),
        before=together(unit.before for unit in each),
        done=together(unit.done for unit in each),
        today=together(unit.today for unit in each),
        in_period=together(unit.in_period for unit in each),
    )
    left = sum(unit.left for unit in each)
    return _advance(sums, left, elapsed(campaign.calendar, span.as_of), indicator_of(campaign))


class _Facts(NamedTuple):
    """What is known of a unit or of all before anything is worked out from it."""

    target: int
    before: Figures
    done: Figures
    today: Figures
    in_period: Figures


def _facts(target: int, before: Figures, results: Iterable[Result], span: Span) -> _Facts:
    rows = [row for row in results if row.day <= span.as_of]
    return _Facts(
        target=target,
        before=before,
        done=counted(rows),
        today=counted(row for row in rows if row.day == span.as_of),
        in_period=counted(row for row in rows if span.first <= row.day <= span.last),
    )


def _unit_advance(facts: _Facts, time: Elapsed, indicator: Indicator) -> Advance:
    achieved = facts.before.of(indicator) + facts.done.of(indicator)
    return _advance(facts, max(0, facts.target - achieved), time, indicator)


def _advance(facts: _Facts, left: int, time: Elapsed, indicator: Indicator) -> Advance:
    done, before = facts.done.of(indicator), facts.before.of(indicator)
    achieved = before + done
    expected = expected_by(before, facts.target, time)
    return Advance(
        target=facts.target,
        before=facts.before,
        done=facts.done,
        today=facts.today,
        in_period=facts.in_period,
        achieved=achieved,
        left=left,
        expected=expected,
        behind=max(0, expected - achieved),
        pace=done / time.gone if time.gone else None,
        needed_pace=left / time.left if time.left else None,
        forecast=_forecast(achieved, left, done, time) if time.gone else None,
    )


def _forecast(achieved: int, left: int, done: int, time: Elapsed) -> int:
    """The straight line on from today, as far as anything is left to do."""
    return achieved + min(half_up(done * time.left, time.gone), left)
