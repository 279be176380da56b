"""The report itself: how far a campaign has come, put together from the parts of this room."""

from collections.abc import Iterable, Sequence

from planner.domain.campaign import Campaign
from planner.domain.report import ProgressReport, Punctuality, ReportKind, Stranger
from planner.domain.results import Result
from planner.reporting.advances import aims_of, indicator_of, reached_on, total_advance, unit_advances
from planner.reporting.aim import Aims, AnnouncedSlot
from planner.reporting.counting import counted
from planner.reporting.course import course
from planner.reporting.period import Scope, Span
from planner.reporting.phase_shares import aiming_at_phase, total_of_phase
from planner.reporting.phases import phase_advances
from planner.reporting.ranking import best, furthest_behind
from planner.reporting.working_days import elapsed


def progress_report(
    campaign: Campaign,
    results: Sequence[Result],
    scope: Scope,
    span: Span,
    punctuality: Punctuality,
    *,
    schedule: Iterable[AnnouncedSlot] = (),
) -> ProgressReport:
    """The report of these results, corrected ones left out by the caller; `span` is what `span_of` gives of the scope.

    `schedule` is what announced plans were to bring; a unit that has none of it is judged evenly over its working days.
    Results of units that the workbook no longer has stand beside the totals, not in them.
    """
    known = Aims(campaign, schedule, indicator_of(campaign))
    aims = aims_of(campaign, known)
    units = unit_advances(campaign, results, span, aims)
    total = total_advance(campaign, units, known.days_of_all, span.as_of)
    phases = phase_advances(campaign, results, known.days_of_all, span.as_of)
    if scope.kind is ReportKind.PHASE and scope.phase is not None:
        units = aiming_at_phase(campaign, units, aims, scope.phase, span.as_of)
        total = total_of_phase(total, phases, scope.phase)
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
        units=units,
        total=total,
        reached_on=reached_on(units, aims, indicator_of(campaign), span.as_of) if time.gone else None,
        best=best(units),
        furthest_behind=furthest_behind(units),
        phases=phases,
        course=course(campaign, results, total, aims, span.as_of),
        strangers=_strangers(campaign, (row for row in results if row.day <= span.as_of)),
        punctuality=punctuality,
    )


def _strangers(campaign: Campaign, results: Iterable[Result]) -> tuple[Stranger, ...]:
    rows = [row for row in results if row.unit not in campaign.units_by_code]
    codes = sorted({row.unit for row in rows})
    return tuple(Stranger(unit=code, done=counted(row for row in rows if row.unit == code)) for code in codes)
