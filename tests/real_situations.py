"""Situations in which real campaigns are planned anew, the same for the same seed."""

from datetime import timedelta
from random import Random

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.record import UnitCode
from planner.domain.situation import Situation
from tests.placements import Placement
from tests.random_campaigns import seeded
from tests.real_placements import real_placements
from tests.real_slots import needs_ahead, real_rows


def real_situation(campaign: Campaign, seed: int | str) -> Situation:
    """What was announced of the campaign, what has happened since, and how much of the promise is frozen.

    A fifth were announced by plans with a fault in them, as if the workbook had changed since.
    """
    rng = seeded(f"real situation {seed}")
    time = campaign.calendar
    announced, _ = real_rows(campaign, real_placements(rng, campaign, spoilt=0.2))
    now = rng.randint(2, max(2, time.last_ordinal * 2 // 3))
    as_of, shift = time.slot(now)
    until = rng.choice((as_of + timedelta(days=rng.randint(0, 9)), time.last_day))
    past = [row for row in announced if time.ordinal(row.date, row.shift) < now]
    ahead = [row for row in announced if time.ordinal(row.date, row.shift) >= now]
    return Situation(
        as_of=as_of,
        as_of_shift=None if shift == time.shift_labels[0] else shift,
        history=_in_history(campaign, [_as_it_went(rng, row) for row in past if rng.random() < 0.9]),
        elsewhere={unit.code: rng.randint(1, 3) for unit in campaign.units if rng.random() < 0.15},
        announced_version=1,
        announced_until=until,
        frozen_until=rng.choice((None, as_of, as_of + timedelta(days=rng.randint(1, 2)))),
        announced=tuple(row for row in ahead if row.date <= until),
        previous=tuple(ahead),
    )


def _as_it_went(rng: Random, row: Assignment) -> Assignment:
    collected = row.dossiers if rng.random() < 0.6 else max(0, row.dossiers + rng.randint(-2, 2))
    return row.model_copy(update={"dossiers": collected, "done": True})


def _in_history(campaign: Campaign, rows: list[Assignment]) -> tuple[Assignment, ...]:
    names = [machine.name for machine in campaign.machines]
    time = campaign.calendar
    return tuple(sorted(rows, key=lambda row: (time.ordinal(row.date, row.shift), names.index(row.machine), row.unit)))


def announced_plan(campaign: Campaign, situation: Situation) -> Plan:
    """The plan that was announced, as far as it lies ahead."""
    return Plan(campaign=campaign.name, assignments=situation.announced)


def real_plan(campaign: Campaign, situation: Situation, places: tuple[Placement, ...]) -> Plan:
    """The plan in this situation that has these placements ahead, filled by the rule; without goals and list."""
    rows, _ = real_rows(campaign, places, needs_ahead(campaign, situation.collected))
    return Plan(
        campaign=campaign.name,
        version=1 if situation.as_of is None else 2,
        assignments=(*situation.history, *rows),
        as_of=situation.as_of,
        as_of_shift=situation.as_of_shift,
        announced_version=situation.announced_version,
        announced_until=situation.announced_until,
        frozen_until=situation.frozen_until,
        elsewhere={UnitCode(code): dossiers for code, dossiers in situation.elsewhere.items()},
    )
