"""What each unit has to do for a phase: its share of the phase's target, and the pace that this needs."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from planner.domain.campaign import Campaign, Phase
from planner.domain.report import Advance, PhaseAdvance, UnitAdvance
from planner.reporting.advances import indicator_of
from planner.reporting.aim import Aim
from planner.reporting.working_days import elapsed


def aiming_at_phase(
    campaign: Campaign, units: Sequence[UnitAdvance], aims: Sequence[Aim], phase: Phase, as_of: date
) -> tuple[UnitAdvance, ...]:
    """The same units, each with the pace that its share of the phase's target needs on its days left in the phase.

    The phase's target is shared out in proportion to what is due of each unit by the phase's last day, by its announced
    schedule or evenly over its working days; so nothing is asked now of a unit whose machine comes after the phase. No
    share is more than the unit's own target.
    """
    due = [aim.due_by_end_of(phase.last_day) for aim in aims]
    in_all = sum(due, Fraction(0))
    indicator = indicator_of(campaign)
    return tuple(
        unit.model_copy(
            update={
                "needed_pace": _pace(
                    min(Fraction(aim.wanted), phase.target * part / in_all) if in_all else Fraction(0),
                    unit.done.of(indicator),
                    _days_left(aim.days, phase, as_of),
                )
            }
        )
        for unit, aim, part in zip(units, aims, due, strict=True)
    )


def total_of_phase(total: Advance, phases: Iterable[PhaseAdvance], phase: Phase) -> Advance:
    """All together with the pace that the phase's target needs."""
    needed = next(each.needed_pace for each in phases if each.name == phase.name)
    return total.model_copy(update={"needed_pace": needed})


def _days_left(days: Sequence[date], phase: Phase, as_of: date) -> int:
    return elapsed([day for day in days if day <= phase.last_day], max(as_of, _day_before(phase))).left


def _day_before(phase: Phase) -> date:
    return date.min if phase.first_day is None else date.fromordinal(phase.first_day.toordinal() - 1)


def _pace(share: Fraction, done: int, days_left: int) -> float | None:
    return float(max(Fraction(0), share - done) / days_left) if days_left else None
