"""The campaign's phases, each with what its own days have brought."""

from collections.abc import Iterable, Sequence
from datetime import date

from planner.domain.campaign import Campaign, Phase
from planner.domain.report import PhaseAdvance
from planner.domain.results import Result
from planner.reporting.advances import indicator_of
from planner.reporting.counting import counted


def phase_advances(campaign: Campaign, results: Iterable[Result], as_of: date) -> tuple[PhaseAdvance, ...]:
    """Every phase, in the order of their last days, up to `as_of`."""
    rows = [row for row in results if row.unit in campaign.units_by_code and row.day <= as_of]
    return tuple(_advance(campaign, phase, rows, as_of) for phase in campaign.phases)


def _advance(campaign: Campaign, phase: Phase, rows: Sequence[Result], as_of: date) -> PhaseAdvance:
    first = phase.first_day or campaign.calendar.first_day
    until = [row for row in rows if row.day <= phase.last_day]
    done = counted(until)
    return PhaseAdvance(
        name=phase.name,
        first_day=first,
        last_day=phase.last_day,
        target=phase.target,
        in_phase=counted(row for row in until if row.day >= first),
        done=done,
        achieved=done.of(indicator_of(campaign)),
        is_over=phase.last_day <= as_of,
    )
