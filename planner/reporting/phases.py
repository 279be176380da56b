"""The campaign's phases, each with what its own days have brought."""

from collections.abc import Iterable, Sequence
from datetime import date

from planner.domain.campaign import Campaign, Phase
from planner.domain.report import PhaseAdvance
from planner.domain.results import Result
from planner.reporting.advances import indicator_of
from planner.reporting.counting import counted, half_up
from planner.reporting.working_days import elapsed


def phase_advances(
    campaign: Campaign, results: Iterable[Result], days: Sequence[date], as_of: date
) -> tuple[PhaseAdvance, ...]:
    """Every phase, in the order of their last days, up to `as_of`; `days` are the campaign's working days.

    A phase's pace aims at the phase's own target.
    """
    rows = [row for row in results if row.unit in campaign.units_by_code and row.day <= as_of]
    return tuple(_advance(campaign, phase, rows, days, as_of) for phase in campaign.phases)


def _advance(
    campaign: Campaign, phase: Phase, rows: Sequence[Result], days: Sequence[date], as_of: date
) -> PhaseAdvance:
    first = phase.first_day or campaign.calendar.first_day
    until = [row for row in rows if row.day <= phase.last_day]
    done, in_phase = counted(until), counted(row for row in until if row.day >= first)
    time = elapsed([day for day in days if first <= day <= phase.last_day], as_of)
    brought, achieved = in_phase.of(indicator_of(campaign)), done.of(indicator_of(campaign))
    left = max(0, phase.target - achieved)
    return PhaseAdvance(
        name=phase.name,
        first_day=first,
        last_day=phase.last_day,
        target=phase.target,
        in_phase=in_phase,
        done=done,
        achieved=achieved,
        is_over=phase.last_day <= as_of,
        days_gone=time.gone,
        days_left=time.left,
        pace=brought / time.gone if time.gone else None,
        needed_pace=left / time.left if time.left else None,
        forecast=achieved + min(left, half_up(brought * time.left, time.gone)) if time.gone else None,
    )
