"""Plans of real campaigns for checker and arbiter: sensible and faulty ones, first plans and re-plans, some untrue."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from planner.domain.campaign import Campaign, FormerUnit, Unit
from planner.domain.plan import Assignment, Plan
from planner.domain.record import UnitCode
from planner.domain.results import Result
from planner.domain.situation import AT_THE_START
from tests.placements import Placement
from tests.random_campaigns import seeded
from tests.random_plans import claiming
from tests.real_placements import real_placements
from tests.real_situations import announced_plan, real_plan, real_situation
from tests.replans import reported, reported_elsewhere

PLANS_A_CAMPAIGN = 6
OLD_CODE, OLD_NAME = UnitCode("cũ"), "Xã Cũ"


@dataclass(frozen=True)
class RealCase:
    """A plan with all that it can be held against."""

    name: str
    plan: Plan
    announced: Plan | None = None
    results: tuple[Result, ...] | None = None


def with_an_old_name(campaign: Campaign, seed: int | str) -> Campaign:
    """The campaign, one of whose units bears another code and name since; what names those means it."""
    chosen = seeded(f"old name {seed}").choice(campaign.units)
    former = FormerUnit(code=OLD_CODE, name=OLD_NAME, since=campaign.calendar.first_day - timedelta(days=9))
    units: tuple[Unit, ...] = tuple(
        unit.model_copy(update={"formerly": (former,)}) if unit is chosen else unit for unit in campaign.units
    )
    return campaign.model_copy(update={"units": units})


def real_cases(campaign: Campaign, seed: int | str) -> list[RealCase]:
    """Some plans of the campaign, half of them re-plans beside what was announced and what was reported."""
    rng = seeded(f"real cases {seed}")
    return [
        _replanned(rng, campaign, f"{seed} re-plan {number}")
        if number % 2
        else _first(rng, campaign, f"{seed} plan {number}")
        for number in range(PLANS_A_CAMPAIGN)
    ]


def _first(rng: Random, campaign: Campaign, name: str) -> RealCase:
    plan = real_plan(campaign, AT_THE_START, real_placements(rng, campaign))
    return RealCase(name, claiming(rng, campaign, _perhaps_miscounted(rng, campaign, plan)))


def _replanned(rng: Random, campaign: Campaign, name: str) -> RealCase:
    situation = real_situation(campaign, rng.randint(0, 10**6))
    time = campaign.calendar
    now = situation.first_ordinal_ahead(time)
    kept = tuple(dict.fromkeys(Placement(row.machine, row.unit, row.date, row.shift) for row in situation.previous))
    fresh = real_placements(rng, campaign)
    places = rng.choice((kept, kept[: len(kept) // 2], fresh))
    if rng.random() < 0.4 and places:
        places = tuple(one for one in places if one.day != rng.choice(places).day)
    ahead = tuple(one for one in places if time.ordinal(one.day, one.shift) >= now)
    plan = _perhaps_miscounted(rng, campaign, real_plan(campaign, situation, _one_a_stop(campaign, ahead)))
    announced = _under_an_old_code(rng, campaign, announced_plan(campaign, situation))
    results = [
        reported(Placement(row.machine, row.unit, row.date, row.shift), row.dossiers)
        for row in plan.assignments
        if row.done
    ]
    results += [reported_elsewhere(code, time.first_day, dossiers) for code, dossiers in plan.elsewhere.items()]
    if rng.random() < 0.1 and results:
        results.pop(rng.randrange(len(results)))
    return RealCase(name, claiming(rng, campaign, plan, announced), announced, tuple(results))


def _one_a_stop(campaign: Campaign, places: tuple[Placement, ...]) -> tuple[Placement, ...]:
    """The placements under the unit that stands for each stop, each once."""
    return tuple(dict.fromkeys(one._replace(unit=campaign.stop_of(one.unit)) for one in places))


def _under_an_old_code(rng: Random, campaign: Campaign, plan: Plan) -> Plan:
    """The announced plan, now and then as it was told before a unit changed its code."""
    renamed = [unit.code for unit in campaign.units if unit.formerly]
    if not renamed or rng.random() < 0.5:
        return plan
    rows = tuple(row.model_copy(update={"unit": OLD_CODE}) if row.unit in renamed else row for row in plan.assignments)
    return plan.model_copy(update={"assignments": rows})


def _perhaps_miscounted(rng: Random, campaign: Campaign, plan: Plan) -> Plan:
    """The plan, now and then with a row that says too much or too little, or is another unit's, or stands twice."""
    ahead = [place for place, row in enumerate(plan.assignments) if not row.done]
    if not ahead or rng.random() < 0.85:
        return plan
    rows = list(plan.assignments)
    place = rng.choice(ahead)
    rows[place : place + 1] = rng.choice(
        (
            [_with(rows[place], dossiers=rows[place].dossiers + rng.choice((-1, 1, 3)))],
            [_with(rows[place], unit=rng.choice(campaign.units).code)],
            [rows[place], _with(rows[place], dossiers=0)],
            [rows[place], _with(rows[place], unit=rng.choice(campaign.units).code, dossiers=0)],
            [_with(rows[place], unit=code) for code in campaign.units_at(campaign.stop_of(rows[place].unit))],
        )
    )
    return plan.model_copy(update={"assignments": tuple(rows)})


def _with(row: Assignment, **changed: object) -> Assignment:
    return row.model_copy(update=changed)
