"""What the checker says of a workbook, a plan or a roster: whether it is sound, what it breaks, what it comes to."""

from collections.abc import Iterable, Sequence
from typing import Any

from planner.check.goals import GoalValue
from planner.check.roster.goals import DutyGoalValue
from planner.check.roster.verdict import RosterVerdict
from planner.check.roster.violation import DutyViolation
from planner.check.verdict import Verdict
from planner.check.violation import Violation
from planner.domain.campaign import Campaign
from planner.telling.figures import counted, figure, goal_name
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("telling")


def campaign_told(campaign: Campaign) -> list[str]:
    """How large a campaign is whose workbook has no error, and that it can be planned."""
    return [
        _("{units}, {machines}, {dossiers} to collect from {first} to {last}.").format(
            units=counted(len(campaign.units), _("1 unit"), _("{count} units")),
            machines=counted(len(campaign.machines), _("1 machine"), _("{count} machines")),
            dossiers=counted(sum(unit.need for unit in campaign.units), _("1 dossier"), _("{count} dossiers")),
            first=spoken_day(campaign.calendar.first_day),
            last=spoken_day(campaign.calendar.last_day),
        ),
        _("The workbook can be planned."),
    ]


def violations_told(violations: Sequence[Violation] | Sequence[DutyViolation]) -> list[str]:
    """A line for each broken rule."""
    return [f"- {violation.message}" for violation in violations]


def values_told(goals: Iterable[GoalValue] | Iterable[DutyGoalValue]) -> list[str]:
    """A line for each goal with its value as the checker finds it."""
    return [f"  {goal_name(found.goal):<14} {figure(found.goal, found.value):>12}" for found in goals]


def changed_unit_days_told(count: int) -> str:
    """How many announced unit-days have lost a slot."""
    return _("  Announced unit-days changed: {count}").format(count=spoken_number(count))


def plan_told(num_violations: int) -> str:
    """Whether a plan that breaks so many rules is sound."""
    if not num_violations:
        return _("The plan is sound: it keeps every rule, and its figures are true.")
    return counted(
        num_violations, _("The plan is NOT sound: 1 violation."), _("The plan is NOT sound: {count} violations.")
    )


def roster_told(num_violations: int) -> str:
    """Whether a roster that breaks so many rules is sound."""
    if not num_violations:
        return _("The roster is sound: it keeps every rule, and its figures are true.")
    return counted(
        num_violations, _("The roster is NOT sound: 1 violation."), _("The roster is NOT sound: {count} violations.")
    )


def taken_at_its_word(verdict: RosterVerdict) -> str:
    """What only the ledger knows and a roster alone cannot show; there is at least one such rule or goal."""
    return _("Taken from the roster's own word, for only the ledger knows it: {names}").format(
        names=", ".join(verdict.unverified)
    )


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict on a plan for a program."""
    return {
        "sound": verdict.sound,
        "violations": [violation.model_dump(mode="json") for violation in verdict.violations],
        "goals": {found.goal.value: found.value for found in verdict.goals},
        "changed_unit_days": verdict.changed_unit_days,
        "unverified": [name.value for name in verdict.unverified],
    }


def roster_verdict_as_json(verdict: RosterVerdict) -> dict[str, Any]:
    """The verdict on a roster for a program."""
    return {
        "sound": verdict.sound,
        "violations": [violation.model_dump(mode="json") for violation in verdict.violations],
        "goals": {found.goal.value: found.value for found in verdict.goals},
        "vacant": sum(seat.officers for seat in verdict.vacant),
        "unverified": [name.value for name in verdict.unverified],
    }
