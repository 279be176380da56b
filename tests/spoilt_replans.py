"""Every way to spoil a sound re-plan, with the rule or the claim that each breaks."""

from collections.abc import Callable
from random import Random

from planner.check.violation import Claim
from planner.domain.plan import Assignment, GoalResult, Plan
from planner.domain.policy import Goal, Proof, Rule
from tests.random_replans import Replanned

Spoiler = Callable[[Random, Replanned], Plan | None]
"""A spoilt plan, or None where there is nothing to spoil in this way."""


def _frozen_rows(replanned: Replanned) -> list[Assignment]:
    """Planned rows that stand where they must because they were announced for a frozen day."""
    plan = replanned.plan
    if plan.frozen_until is None:
        return []
    until = min(plan.frozen_until, plan.announced_until or replanned.campaign.calendar.last_day)
    announced = {_place(row) for row in replanned.announced.assignments}
    return [row for row in plan.assignments if not row.done and row.date <= until and _place(row) in announced]


def _place(row: Assignment) -> tuple[object, ...]:
    return (row.machine, row.unit, row.date, row.shift)


def _done_rows(replanned: Replanned) -> list[Assignment]:
    return [row for row in replanned.plan.assignments if row.done]


def _with(plan: Plan, old: Assignment, **update: object) -> Plan:
    """The plan with one row changed."""
    rows = [row.model_copy(update=update) if row is old else row for row in plan.assignments]
    return plan.model_copy(update={"assignments": tuple(rows)})


def _without(plan: Plan, old: Assignment) -> Plan:
    return plan.model_copy(update={"assignments": tuple(row for row in plan.assignments if row is not old)})


def _drop_frozen(rng: Random, replanned: Replanned) -> Plan | None:
    rows = _frozen_rows(replanned)
    return _without(replanned.plan, rng.choice(rows)) if rows else None


def _another_machine(rng: Random, replanned: Replanned) -> Plan | None:
    rows, machines = _frozen_rows(replanned), replanned.campaign.machines
    if not rows or len(machines) < 2:
        return None
    row = rng.choice(rows)
    return _with(replanned.plan, row, machine=rng.choice([one.name for one in machines if one.name != row.machine]))


def _another_unit(rng: Random, replanned: Replanned) -> Plan | None:
    rows, units = _frozen_rows(replanned), replanned.campaign.units
    if not rows or len(units) < 2:
        return None
    row = rng.choice(rows)
    return _with(replanned.plan, row, unit=rng.choice([one.code for one in units if one.code != row.unit]))


def _more_collected(rng: Random, replanned: Replanned) -> Plan | None:
    rows = _done_rows(replanned)
    if not rows:
        return None
    row = rng.choice(rows)
    return _with(replanned.plan, row, dossiers=row.dossiers + 1)


def _done_too_early(rng: Random, replanned: Replanned) -> Plan | None:
    rows = [row for row in replanned.plan.assignments if not row.done]
    return _with(replanned.plan, rng.choice(rows), done=True) if rows else None


def _past_forgotten(rng: Random, replanned: Replanned) -> Plan | None:
    rows = [row for row in _done_rows(replanned) if row.dossiers]
    return _without(replanned.plan, rng.choice(rows)) if rows else None


def _past_invented(rng: Random, replanned: Replanned) -> Plan | None:
    calendar, known = replanned.campaign.calendar, {_place(row) for row in replanned.plan.assignments}
    now = replanned.plan.first_ordinal_ahead(calendar)
    if now == 1:
        return None
    day, shift = calendar.slot(rng.randint(1, now - 1))
    row = Assignment(
        machine=rng.choice(replanned.campaign.machines).name,
        unit=rng.choice(replanned.campaign.units).code,
        date=day,
        shift=shift,
        dossiers=2,
        done=True,
    )
    if _place(row) in known:
        return None
    return replanned.plan.model_copy(update={"assignments": (row, *replanned.plan.assignments)})


def _past_counted_twice(rng: Random, replanned: Replanned) -> Plan | None:
    rows = [row for row in _done_rows(replanned) if row.dossiers]
    if not rows:
        return None
    row = rng.choice(rows)
    again = row.model_copy(update={"dossiers": row.dossiers + 1})
    return replanned.plan.model_copy(update={"assignments": (*replanned.plan.assignments, again)})


def _elsewhere_altered(rng: Random, replanned: Replanned) -> Plan | None:
    code = rng.choice(replanned.campaign.units).code
    elsewhere = replanned.plan.elsewhere
    return replanned.plan.model_copy(update={"elsewhere": elsewhere | {code: elsewhere.get(code, 0) + 1}})


def _elsewhere_forgotten(rng: Random, replanned: Replanned) -> Plan | None:
    elsewhere = replanned.plan.elsewhere
    if not elsewhere:
        return None
    gone = rng.choice(sorted(elsewhere))
    kept = {code: dossiers for code, dossiers in elsewhere.items() if code != gone}
    return replanned.plan.model_copy(update={"elsewhere": kept})


def _changes_altered(difference: int) -> Spoiler:
    def spoil(_rng: Random, replanned: Replanned) -> Plan | None:
        return _with_changes(replanned.plan, lambda told: told.model_copy(update={"value": told.value + difference}))

    return spoil


def _changes_bound_too_high(_rng: Random, replanned: Replanned) -> Plan | None:
    return _with_changes(
        replanned.plan,
        lambda told: told.model_copy(update={"bound": told.value + 1, "proof": Proof.BEST_FOUND}),
    )


def _changes_called_optimal(_rng: Random, replanned: Replanned) -> Plan | None:
    return _with_changes(replanned.plan, lambda told: told.model_copy(update={"bound": None, "proof": Proof.OPTIMAL}))


def _with_changes(plan: Plan, spoil: Callable[[GoalResult], GoalResult]) -> Plan:
    goals = tuple(spoil(told) if told.goal is Goal.CHANGES else told for told in plan.goals)
    return plan.model_copy(update={"goals": goals})


SPOILERS: dict[str, tuple[Rule | Claim, Spoiler]] = {
    "a frozen placement dropped": (Rule.FROZEN, _drop_frozen),
    "another machine on a frozen day": (Rule.FROZEN, _another_machine),
    "another unit on a frozen day": (Rule.FROZEN, _another_unit),
    "more collected than reported": (Rule.HISTORY, _more_collected),
    "a slot to come marked as done": (Rule.HISTORY, _done_too_early),
    "a past slot forgotten": (Rule.HISTORY, _past_forgotten),
    "a past slot invented": (Rule.HISTORY, _past_invented),
    "a past slot counted twice": (Rule.HISTORY, _past_counted_twice),
    "more collected elsewhere": (Rule.HISTORY, _elsewhere_altered),
    "elsewhere forgotten": (Rule.HISTORY, _elsewhere_forgotten),
    "changes said to be fewer": (Claim.GOAL_VALUE, _changes_altered(-1)),
    "changes said to be more": (Claim.GOAL_VALUE, _changes_altered(1)),
    "changes bound above the value": (Claim.BOUND, _changes_bound_too_high),
    "changes called optimal without a bound": (Claim.PROOF, _changes_called_optimal),
}
