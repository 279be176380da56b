"""The report itself: how far a campaign has come, put together from the parts of this room."""

from collections.abc import Iterable

from pandas import DataFrame

from planner.domain.advance import ReportKind
from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.domain.report import DayPoint, ProgressReport, Punctuality, Stranger
from planner.domain.results import Result
from planner.reporting.advances import best, furthest_behind, total_advance, unit_advances, unit_tables
from planner.reporting.aims import Aims, AnnouncedSlot, aims_of, indicator_of
from planner.reporting.counting import elapsed, figures, told_of
from planner.reporting.period import ReportDays, Scope
from planner.reporting.phases import paces_for_phase, phase_advances


def progress_report(
    campaign: Campaign,
    results: Iterable[Result],
    scope: Scope,
    span: ReportDays,
    punctuality: Punctuality,
    *,
    schedule: Iterable[AnnouncedSlot] = (),
) -> ProgressReport:
    """The report of these results, corrected ones left out by the caller; `span` is what `span_of` gives of the scope.

    `schedule` is what announced plans were to bring; a unit that has none of it is judged evenly over its working days.
    Results of units that the workbook no longer has stand beside the totals, not in them.
    """
    told, aims = told_of(row for row in results if row.day <= span.as_of), aims_of(campaign, schedule, span.as_of)
    is_known = told["unit"].isin(aims.units.index)
    told, of_strangers = told[is_known], told[~is_known]
    days = sorted({day for of_unit in aims.days.values() for day in of_unit})
    units = unit_tables(campaign, told, span, aims)
    total = total_advance(campaign, units, days, span.as_of)
    phases = phase_advances(campaign, told, days, span.as_of)
    if scope.kind is ReportKind.PHASE and scope.phase is not None:
        units.plain["needed_pace"] = paces_for_phase(aims, units.done(campaign).tolist(), scope.phase, span.as_of)
        needed = next(each.needed_pace for each in phases if each.name == scope.phase.name)
        total = total.model_copy(update={"needed_pace": needed})
    time = elapsed(list(campaign.calendar.days()), span.as_of)
    return ProgressReport(
        campaign=campaign.name,
        kind=scope.kind,
        day=scope.day,
        as_of=span.as_of,
        first_day=campaign.calendar.first_day,
        last_day=campaign.calendar.last_day,
        period_first=span.first,
        period_last=span.last,
        phase=scope.phase.name if scope.phase else "",
        indicator=indicator_of(campaign),
        days_gone=time.gone,
        days_left=time.left,
        units=unit_advances(campaign, units),
        total=total,
        reached_on=aims.reached_on(units.done(campaign), units.plain["left"].to_numpy()) if time.gone else None,
        best=best(units.plain),
        furthest_behind=furthest_behind(units.plain),
        phases=phases,
        course=_course(campaign, told, aims, span),
        strangers=_strangers(of_strangers),
        punctuality=punctuality,
    )


def _course(campaign: Campaign, told: DataFrame, aims: Aims, span: ReportDays) -> tuple[DayPoint, ...]:
    """The sum of all units at the end of each day, what came before the campaign included, beside what was due."""
    days, before = list(campaign.calendar.days()), int(aims.units["before"].sum())
    sums = told.groupby("day")[indicator_of(campaign).value].sum().cumsum()
    achieved = sums.reindex(days, method="ffill", fill_value=0).tolist()
    return tuple(
        DayPoint(day=day, needed=due, achieved=before + brought if day <= span.as_of else None)
        for day, due, brought in zip(days, aims.course(days), achieved, strict=True)
    )


def _strangers(told: DataFrame) -> tuple[Stranger, ...]:
    return tuple(Stranger(unit=UnitCode(str(code)), done=figures(rows)) for code, rows in told.groupby("unit"))
