"""Re-plans at random: what was announced, what has happened since, what changed in the workbook, and what comes next.

Without a mutation they keep every promise of the frozen days that can be kept and tell the past as it was reported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from planner.domain.campaign import Campaign, Closure, NoticeWeights
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.domain.results import Result, elsewhere_of
from tests.placements import Placement, can_meet, filled_plan
from tests.random_campaigns import some
from tests.random_placements import random_placements
from tests.replans import collected, label_of, replan, reported, reported_elsewhere


@dataclass(frozen=True)
class Replanned:
    """A re-plan with all that it can be held against."""

    campaign: Campaign
    """As it is now, not as it was when the plan was announced."""
    announced: Plan
    results: tuple[Result, ...]
    plan: Plan
    """Without goals."""


def random_replan(rng: Random, before: Campaign) -> Replanned:
    """What may come of a campaign that was planned, announced, begun and then changed."""
    announced = filled_plan(before, random_placements(rng, before))
    campaign = _changed(rng, before)
    time = campaign.calendar
    now = rng.randint(1, time.last_ordinal)
    as_of, shift = time.slot(now)
    results = _reports(rng, campaign, announced, now)
    frozen_until = rng.choice((None, as_of, as_of + timedelta(days=1), as_of + timedelta(days=rng.randint(2, 4))))
    ahead = _ahead(rng, campaign, [item for item in _placements(announced) if _ordinal(campaign, item) >= now])
    plan = replan(
        campaign,
        [collected(item, figure) for item, figure in _last_figures(campaign, results, now).items()],
        ahead,
        as_of=as_of,
        as_of_shift=None if shift == time.shift_labels[0] and rng.random() < 0.5 else shift,
        elsewhere=elsewhere_of(results),
        announced_until=rng.choice((None, as_of + timedelta(days=rng.randint(-1, 9)), time.last_day)),
        frozen_until=frozen_until,
        rates=_rates(rng, ahead) if rng.random() < 0.2 else None,
    )
    return Replanned(campaign, _outdated(rng, announced), results, plan)


def _placements(plan: Plan) -> list[Placement]:
    return [Placement(row.machine, row.unit, row.date, row.shift) for row in plan.assignments]


def _ordinal(campaign: Campaign, placement: Placement) -> int:
    return campaign.calendar.ordinal(placement.day, placement.shift)


def _changed(rng: Random, campaign: Campaign) -> Campaign:
    """The workbook after the announcement: something may be closed, more or fewer needed, notice weighed anew."""
    time, closures = campaign.calendar, list(campaign.closures)
    if rng.random() < 0.5:
        first = rng.choice(tuple(time.days()))
        whom = rng.choice(("machine", "unit", "all"))
        closures.append(
            Closure(
                first_day=first,
                last_day=first + timedelta(days=rng.randint(0, 1)),
                shifts=some(rng, time.shift_labels),
                machine=rng.choice(campaign.machines).name if whom == "machine" else None,
                unit=rng.choice(campaign.units).code if whom == "unit" else None,
            )
        )
    units = tuple(
        unit.model_copy(update={"need": rng.randint(0, unit.need + 6)}) if rng.random() < 0.2 else unit
        for unit in campaign.units
    )
    weights = NoticeWeights(under_3_days=rng.randint(4, 9), under_7_days=rng.randint(2, 3), from_7_days=1)
    return campaign.model_copy(update={"closures": tuple(closures), "units": units, "notice_weights": weights})


def _reports(rng: Random, campaign: Campaign, announced: Plan, now: int) -> tuple[Result, ...]:
    """Mostly what was planned, with corrections, gaps, work where none was planned, and some of a time to come."""
    reports: list[Result] = []
    for item in _placements(announced):
        if _ordinal(campaign, item) < now + 1 and rng.random() < 0.9:
            reports.append(reported(item, rng.randint(0, 5)))
    for _ in range(rng.choice((0, 0, 1))):
        day, shift = campaign.calendar.slot(rng.randint(1, now))
        machine, unit = rng.choice(campaign.machines), rng.choice(campaign.units)
        reports.append(reported(Placement(machine.name, unit.code, day, shift), rng.randint(0, 5)))
    if reports and rng.random() < 0.3:
        reports.append(rng.choice(reports).model_copy(update={"collected": rng.randint(0, 5)}))
    for _ in range(rng.choice((0, 0, 1, 2))):
        day, _shift = campaign.calendar.slot(rng.randint(1, now))
        reports.append(reported_elsewhere(rng.choice(campaign.units).code, day, rng.randint(0, 3)))
    return tuple(reports)


def _last_figures(campaign: Campaign, results: Sequence[Result], now: int) -> dict[Placement, int]:
    """What each machine's past slot brought by the last report of it."""
    figures = {
        Placement(told.machine, told.unit, told.day, told.shift): told.collected
        for told in results
        if told.machine is not None and told.shift is not None
    }
    past = {item: figure for item, figure in figures.items() if _ordinal(campaign, item) < now}
    return {item: past[item] for item in sorted(past, key=lambda item: (_ordinal(campaign, item), item))}


def _ahead(rng: Random, campaign: Campaign, announced: Iterable[Placement]) -> list[Placement]:
    """What was announced as far as it can still be, sometimes less towards the end, sometimes something else."""
    kept = [item for item in announced if can_meet(campaign, item)]
    manner = rng.choice(("keep", "keep", "shorten", "drop one", "anew"))
    if manner == "shorten" and kept:
        last = rng.choice(kept).day
        return [item for item in kept if item.day <= last]
    if manner == "drop one" and kept:
        victim = rng.choice(kept)
        return [item for item in kept if item != victim]
    if manner == "anew":
        first = min((_ordinal(campaign, item) for item in kept), default=1)
        return [item for item in random_placements(rng, campaign) if _ordinal(campaign, item) >= first]
    return kept


def _rates(rng: Random, ahead: Sequence[Placement]) -> dict[str, float]:
    """Rates of some of the slots, some of them beyond any capacity."""
    return {label_of(item): float(rng.choice((1, 2, 3, 50))) for item in ahead if rng.random() < 0.5}


def _outdated(rng: Random, announced: Plan) -> Plan:
    """The announced plan, perhaps with rows of a unit and a machine that are gone since."""
    if not announced.assignments or rng.random() < 0.8:
        return announced
    row: Assignment = rng.choice(announced.assignments)
    gone = (
        row.model_copy(update={"unit": UnitCode("99")}),
        row.model_copy(update={"machine": MachineName("MÁY 99")}),
    )
    return announced.model_copy(update={"assignments": (*announced.assignments, *gone)})
