"""How far each unit and all together have come by a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, Unit
from planner.domain.record import UnitCode
from planner.domain.report import Advance, Figures, Indicator, UnitAdvance
from planner.domain.results import Result
from planner.reporting.aim import Aim, Aims
from planner.reporting.counting import counted, together
from planner.reporting.period import Span
from planner.reporting.ranking import ranks
from planner.reporting.working_days import Elapsed, elapsed


def indicator_of(campaign: Campaign) -> Indicator:
    """What counts toward targets, as the workbook says."""
    return Indicator.ACTIVATED if campaign.reporting.counts_activated else Indicator.COLLECTED


def target_of(unit: Unit) -> int:
    """The unit's target; where the workbook gives only a need, that and what was collected before."""
    return unit.target if unit.target is not None else unit.need + unit.collected_before


def before_of(unit: Unit) -> Figures:
    """What the unit had before the campaign."""
    return Figures(collected=unit.collected_before, activated=unit.activated_before)


def aims_of(campaign: Campaign, aims: Aims) -> list[Aim]:
    """What each unit was to reach, by code like the units."""
    indicator = indicator_of(campaign)
    return [aims.of(unit, before_of(unit).of(indicator), target_of(unit)) for unit in campaign.units]


def unit_advances(
    campaign: Campaign, results: Sequence[Result], span: Span, aims: Sequence[Aim]
) -> tuple[UnitAdvance, ...]:
    """Every unit of the workbook, by code, up to the span's `as_of`."""
    indicator = indicator_of(campaign)
    rows: dict[UnitCode, list[Result]] = {unit.code: [] for unit in campaign.units}
    for row in results:
        rows.get(row.unit, []).append(row)
    has_begun = span.as_of >= campaign.calendar.first_day
    advances = [
        _unit_advance(unit, _facts(unit, rows[unit.code], span), aim, span.as_of, indicator, has_begun=has_begun)
        for unit, aim in zip(campaign.units, aims, strict=True)
    ]
    places = ranks([(each.achieved, each.target) for each in advances])
    return tuple(advance.model_copy(update={"rank": rank}) for advance, rank in zip(advances, places, strict=True))


def total_advance(campaign: Campaign, units: Iterable[Advance], days: Sequence[date], as_of: date) -> Advance:
    """All units as one: everything a sum but the pace, which is that of the sums over these working days.

    What one unit has beyond its target leaves the others no less to do, so what is left and what is behind are sums,
    and so is the forecast, in which a unit without one counts with what it has.
    """
    each, indicator = tuple(units), indicator_of(campaign)
    time = elapsed(days, as_of)
    done = together(unit.done for unit in each)
    left = sum(unit.left for unit in each)
    has_forecast = any(unit.forecast is not None for unit in each)
    return Advance(
        target=sum(unit.target for unit in each),
        before=together(unit.before for unit in each),
        done=done,
        today=together(unit.today for unit in each),
        in_period=together(unit.in_period for unit in each),
        achieved=sum(unit.achieved for unit in each),
        left=left,
        above=sum(unit.above for unit in each),
        days_gone=time.gone,
        days_left=time.left,
        expected=sum(unit.expected for unit in each),
        behind=sum(unit.behind for unit in each),
        **_paces(done.of(indicator), left, time),
        forecast=sum(_forecast_or_achieved(unit) for unit in each) if has_forecast else None,
    )


def reached_on(units: Sequence[UnitAdvance], aims: Sequence[Aim], indicator: Indicator, as_of: date) -> date | None:
    """The last day on which a unit reaches its target, if what is to come comes as it did so far.

    None where a unit will not, where nothing is known of it yet, and where nothing is left.
    """
    last: date | None = None
    for unit, aim in zip(units, aims, strict=True):
        if not unit.left:
            continue
        coming = aim.still_to_come(unit.done.of(indicator), as_of) or []
        day = next((day for day, figure in coming if figure >= unit.left), None)
        if day is None:
            return None
        last = day if last is None else max(last, day)
    return last


class _Facts(NamedTuple):
    """What was told of a unit."""

    done: Figures
    today: Figures
    in_period: Figures


def _facts(unit: Unit, results: Iterable[Result], span: Span) -> _Facts:
    rows = [row for row in results if row.day <= span.as_of]
    return _Facts(
        done=counted(rows),
        today=counted(row for row in rows if row.day == span.as_of),
        in_period=counted(row for row in rows if span.first <= row.day <= span.last),
    )


def _unit_advance(
    unit: Unit, facts: _Facts, aim: Aim, as_of: date, indicator: Indicator, *, has_begun: bool
) -> UnitAdvance:
    """The unit without its rank."""
    done, target, time = facts.done.of(indicator), target_of(unit), aim.time(as_of)
    achieved, expected = aim.before + done, aim.expected_by(as_of)
    left = max(0, target - achieved)
    coming = aim.still_to_come(done, as_of) if has_begun else None
    return UnitAdvance(
        unit=unit.code,
        name=unit.name,
        rank=None,
        is_scheduled=aim.is_scheduled,
        target=target,
        before=before_of(unit),
        done=facts.done,
        today=facts.today,
        in_period=facts.in_period,
        achieved=achieved,
        left=left,
        above=max(0, achieved - target),
        days_gone=time.gone,
        days_left=time.left,
        expected=expected,
        behind=max(0, expected - achieved),
        **_paces(done, left, time),
        forecast=None if coming is None else achieved + min(left, coming[-1][1] if coming else 0),
    )


def _paces(done: int, left: int, time: Elapsed) -> dict[str, float | None]:
    return {
        "pace": done / time.gone if time.gone else None,
        "needed_pace": left / time.left if time.left else None,
    }


def _forecast_or_achieved(unit: Advance) -> int:
    return unit.achieved if unit.forecast is None else unit.forecast
