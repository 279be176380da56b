"""A progress report for a program: everything that people are told, with numbers as they are before any rounding."""

from typing import Any

from planner.domain.advance import FIGURES, Advance, Indicator, UnitAdvance
from planner.domain.report import PhaseAdvance, ProgressReport, Silence
from planner.telling.problems import problems_as_json
from planner.workflow.days.progress_reports import Reported


def report_as_json(reported: Reported) -> dict[str, Any]:
    """The report, where it was printed, and what its reader should look at."""
    report = reported.report
    return {
        "campaign": report.campaign,
        "kind": report.kind.value,
        "phase": report.phase or None,
        "date": report.day.isoformat(),
        "as_of": report.as_of.isoformat(),
        "first_day": report.first_day.isoformat(),
        "last_day": report.last_day.isoformat(),
        "period": {"first_day": report.period_first.isoformat(), "last_day": report.period_last.isoformat()},
        "indicator": report.indicator.value,
        "days_gone": report.days_gone,
        "days_left": report.days_left,
        "units": [_unit(unit, report.indicator) for unit in report.units],
        "total": _advance(report.total, report.indicator),
        "reached_on": report.reached_on.isoformat() if report.reached_on else None,
        "best": list(report.best),
        "furthest_behind": list(report.furthest_behind),
        "phases": [_phase(phase, report.indicator) for phase in report.phases],
        "course": [point.model_dump(mode="json") for point in report.course],
        "not_reported": _not_reported(report),
        "unknown_units": [{"unit": each.unit, **each.done.model_dump()} for each in report.strangers],
        "prints": [str(path) for path in reported.prints],
        "workbook_has_changed": reported.changed_since is not None,
        "warnings": list(reported.warnings),
        "problems": problems_as_json(reported.problems),
    }


def _unit(unit: UnitAdvance, indicator: Indicator) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "rank": unit.rank,
        "is_scheduled": unit.is_scheduled,
        **_advance(unit, indicator),
    }


def _advance(advance: Advance, indicator: Indicator) -> dict[str, Any]:
    """`collected`, `approved` and `activated` are those before and in the campaign; all else is of what counts."""
    return {
        **{figure.name: figure.of(advance, indicator) for figure in FIGURES if figure.name},
        "by_indicator": {
            "before": advance.before.model_dump(),
            "in_campaign": advance.done.model_dump(),
            "today": advance.today.model_dump(),
            "in_period": advance.in_period.model_dump(),
        },
    }


def _phase(phase: PhaseAdvance, indicator: Indicator) -> dict[str, Any]:
    return {
        "name": phase.name,
        "first_day": phase.first_day.isoformat(),
        "last_day": phase.last_day.isoformat(),
        "target": phase.target,
        "achieved": phase.achieved,
        "percent": phase.percent,
        "left": phase.left,
        "is_over": phase.is_over,
        "days_gone": phase.days_gone,
        "days_left": phase.days_left,
        "pace_so_far": phase.pace,
        "pace_needed": phase.needed_pace,
        "forecast": phase.forecast,
        "in_phase": phase.in_phase.of(indicator),
        "by_indicator": {"in_campaign": phase.done.model_dump(), "in_phase": phase.in_phase.model_dump()},
    }


def _not_reported(report: ProgressReport) -> dict[str, Any]:
    punctual = report.punctuality
    return {
        "due_minute": punctual.due_minute,
        "num_expected": punctual.num_expected,
        "is_open": punctual.is_open,
        "units": [_silence(each) for each in punctual.silences],
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {**silence.model_dump(mode="json"), "came_late": silence.recorded_at is not None}
