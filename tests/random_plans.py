"""Whole plans at random, with a past now and then, and with claims that are mostly true."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, GoalResult, Plan, Shortfall
from planner.domain.policy import Proof
from planner.domain.record import UnitCode
from tests.placements import Placement, filled, posting_of
from tests.random_placements import random_placements


def random_plan(rng: Random, campaign: Campaign) -> Plan:
    """A plan of any worth: a fifth of them begin after a past, some miscount dossiers, some say what is not so."""
    placements = random_placements(rng, campaign)
    plan = _replanned(rng, campaign, placements) if rng.random() < 0.2 else _first(campaign, placements)
    if rng.random() < 0.1:
        plan = plan.model_copy(update={"assignments": _miscounted(rng, plan.assignments)})
    return claiming(rng, campaign, plan)


def _first(campaign: Campaign, placements: Sequence[Placement]) -> Plan:
    return Plan(campaign=campaign.name, assignments=filled(campaign, placements))


def _replanned(rng: Random, campaign: Campaign, placements: Sequence[Placement]) -> Plan:
    time = campaign.calendar
    ordinal = rng.randint(1, time.last_ordinal)
    as_of, shift = time.slot(ordinal)
    past = [item for item in placements if time.ordinal(item.day, item.shift) < ordinal]
    ahead = [item for item in placements if time.ordinal(item.day, item.shift) >= ordinal]
    done = tuple(_done(rng, campaign, item) for item in past)
    elsewhere = {unit.code: rng.randint(1, 3) for unit in campaign.units if rng.random() < 0.2}
    collected = Counter[UnitCode](elsewhere)
    for row in done:
        collected[row.unit] += row.dossiers
    need = {unit.code: max(0, unit.need - collected[unit.code]) for unit in campaign.units}
    starts_the_day = shift == time.shift_labels[0]
    return Plan(
        campaign=campaign.name,
        assignments=(*done, *filled(campaign, ahead, need)),
        as_of=as_of,
        as_of_shift=None if starts_the_day and rng.random() < 0.5 else shift,
        elsewhere=elsewhere,
    )


def _done(rng: Random, campaign: Campaign, item: Placement) -> Assignment:
    """What was collected has nothing to do with what could be; now and then it is marked as still to come."""
    posting = posting_of(campaign, item.machine, item.day)
    return Assignment(
        machine=item.machine,
        unit=item.unit,
        date=item.day,
        shift=item.shift,
        dossiers=rng.randint(0, (campaign.capacity(posting, item.shift) if posting else 0) + 2),
        done=rng.random() < 0.99,
    )


def _miscounted(rng: Random, assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    if not assignments:
        return assignments
    place = rng.randrange(len(assignments))
    wrong = assignments[place].model_copy(update={"dossiers": assignments[place].dossiers + rng.choice((-1, 1, 3))})
    return (*assignments[:place], wrong, *assignments[place + 1 :])


def claiming(
    rng: Random, campaign: Campaign, plan: Plan, announced: Plan | None = None, *, truly: bool = False
) -> Plan:
    """The plan with its goals and its list of what is left; one in ten of either is untrue, unless it speaks truly."""
    lies = 0.0 if truly else 0.1
    verdict = judge(campaign, plan, announced)
    proven = rng.random() < 0.5
    goals = [
        GoalResult(
            goal=told.goal,
            value=told.value,
            bound=told.value if proven else None,
            proof=Proof.OPTIMAL if proven else Proof.BEST_FOUND,
        )
        for told in verdict.goals
    ]
    if rng.random() < lies:
        place = rng.randrange(len(goals))
        raised = rng.choice(("value", "bound"))
        goals[place] = goals[place].model_copy(update={raised: goals[place].value + 1})
    unserved = [
        Shortfall(unit=code, dossiers=left) for code, left in verdict.left.items() if left or rng.random() < 0.5
    ]
    if unserved and rng.random() < lies:
        place = rng.randrange(len(unserved))
        unserved[place] = unserved[place].model_copy(update={"dossiers": unserved[place].dossiers + 1})
    return plan.model_copy(update={"goals": tuple(goals), "unserved": tuple(unserved)})
