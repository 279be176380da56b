"""The campaign's phases, what their own days have brought, and what each unit has to do for one."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from pandas import DataFrame

from planner.domain.campaign import Campaign, Phase
from planner.domain.report import PhaseAdvance
from planner.reporting.aims import Aims, indicator_of
from planner.reporting.counting import elapsed, figures, half_up


def phase_advances(campaign: Campaign, told: DataFrame, days: Sequence[date], as_of: date) -> tuple[PhaseAdvance, ...]:
    """Every phase, in the order of their last days, up to `as_of`; `days` are the campaign's working days.

    `told` is of the workbook's units alone, and of nothing later. A phase's pace aims at the phase's own target.
    """
    return tuple(
        _advance(campaign, phase, told[told["day"] <= phase.last_day], days, as_of) for phase in campaign.phases
    )


def _advance(campaign: Campaign, phase: Phase, told: DataFrame, days: Sequence[date], as_of: date) -> PhaseAdvance:
    first = phase.first_day or campaign.calendar.first_day
    done, in_phase = figures(told), figures(told[told["day"] >= first])
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


def paces_for_phase(aims: Aims, done: Sequence[int], phase: Phase, as_of: date) -> list[float | None]:
    """For each unit, the pace that its share of the phase's target needs on its days left in the phase.

    The phase's target is shared out in proportion to what is due of each unit by the phase's last day, by its announced
    schedule or evenly over its working days; so nothing is asked now of a unit whose machine comes after the phase. No
    share is more than the unit's own target. None where it has no day left.
    """
    due = aims.due_by_end_of(phase.last_day)
    in_all, since = sum(due), max(as_of, phase.first_day - timedelta(days=1) if phase.first_day else date.min)
    paces: list[float | None] = []
    for code, wanted, brought, part in zip(aims.units.index, aims.units["wanted"], done, due, strict=True):
        left = elapsed([day for day in aims.days[code] if day <= phase.last_day], since).left
        share = min(Fraction(int(wanted)), phase.target * part / in_all) if in_all else Fraction(0)
        paces.append(float(max(Fraction(0), share - int(brought)) / left) if left else None)
    return paces
