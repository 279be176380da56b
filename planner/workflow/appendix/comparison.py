"""A plan that somebody made beside the optimum: in all, and unit by unit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.workflow.appendix.auditing import Audited
from planner.workflow.solving.judging import Judged


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What a plan comes to."""

    left: int
    """Dossiers left uncollected, without weights."""
    last_day: date | None
    """The day of the last slot used; None for a plan that uses none."""
    km: float
    machine_days: int
    """Days on which a machine stands somewhere, added up over machines."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a plan gives one unit."""

    dossiers: int
    days: int
    """Machine-days."""
    left: int


@dataclass(frozen=True, slots=True)
class UnitBeside:
    """One unit in both plans."""

    unit: UnitCode
    need: int
    by_hand: Share
    optimum: Share | None

    @property
    def differs(self) -> bool:
        """Whether a reader should look at it: something is left, or the plans give it other days or dossiers."""
        return self.by_hand.left > 0 or (self.optimum is not None and self.optimum != self.by_hand)


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """What an appendix changes of the version that it is an edit of, at one unit, in slots still ahead."""

    unit: UnitCode
    added: int
    removed: int


def edits_of(audited: Audited) -> tuple[UnitEdit, ...]:
    """The units at which other machines stand, or at other times; none where there is no version to compare."""
    version = audited.basis.version
    if version is None:
        return ()
    before, after = (
        {(row.unit, row.machine, row.date, row.shift) for row in plan.assignments if not row.done}
        for plan in (version.plan, audited.appendix.plan)
    )
    added = Counter(slot[0] for slot in after - before)
    removed = Counter(slot[0] for slot in before - after)
    codes = [unit.code for unit in audited.campaign.units if added[unit.code] or removed[unit.code]]
    return tuple(UnitEdit(code, added[code], removed[code]) for code in codes)


def figures_of(judged: Judged) -> PlanFigures:
    """What the plan comes to."""
    km = next((float(found.value) for found in judged.verdict.goals if found.goal is Goal.TRAVEL), 0.0)
    rows = judged.plan.assignments
    return PlanFigures(
        left=sum(judged.verdict.left.values()),
        last_day=max((row.date for row in rows), default=None),
        km=km,
        machine_days=len({(row.machine, row.date) for row in rows}),
    )


def units_beside(audited: Audited) -> Iterator[UnitBeside]:
    """Every unit of the campaign in its order."""
    by_hand = _shares(audited.campaign, audited.appendix)
    optimum = _shares(audited.campaign, audited.optimum.judged) if audited.optimum is not None else {}
    for unit in audited.campaign.units:
        yield UnitBeside(unit.code, unit.need, by_hand[unit.code], optimum.get(unit.code))


def _shares(campaign: Campaign, judged: Judged) -> dict[UnitCode, Share]:
    dossiers = Counter[UnitCode](judged.plan.elsewhere)
    days: dict[UnitCode, set[tuple[MachineName, date]]] = {unit.code: set() for unit in campaign.units}
    for row in judged.plan.assignments:
        if row.unit in days:
            dossiers[row.unit] += row.dossiers
            days[row.unit].add((row.machine, row.date))
    return {
        unit.code: Share(dossiers[unit.code], len(days[unit.code]), judged.verdict.left[unit.code])
        for unit in campaign.units
    }
