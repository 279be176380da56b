"""The checker's door for rosters: a case and a roster in, everything wrong with the roster out."""

from planner.check.roster.claims import DUTY_CLAIM_JUDGES
from planner.check.roster.goals import DutyGoalValue, vacancies, values_of
from planner.check.roster.reading import DutyReading
from planner.check.roster.rules.registry import violations_of
from planner.check.roster.violation import DutyViolation
from planner.domain.record import Record
from planner.roster.case import RosterCase
from planner.roster.duties import DutySituation, Roster, Vacancy
from planner.roster.policy import DutyGoal, DutyRule


class RosterVerdict(Record):
    """What the checker found in a roster."""

    violations: tuple[DutyViolation, ...]
    """All of them: rules in their order, then claims."""
    goals: tuple[DutyGoalValue, ...]
    """Recomputed from the duties, in order; `duty-changes` is left out where it is unverified."""
    vacant: tuple[Vacancy, ...]
    """The seats ahead without an officer, recomputed, by slot, machine and role."""
    unverified: tuple[DutyRule | DutyGoal, ...] = ()
    """What could not be held against the past and the published roster on which it rests."""

    @property
    def sound(self) -> bool:
        """Whether nothing at all speaks against the roster."""
        return not self.violations


def judge_roster(case: RosterCase, roster: Roster) -> RosterVerdict:
    """Read every rule, goal and claim from a finished roster and its case's bare facts."""
    reading = DutyReading(case, roster.duties)
    violations = [violation for rule in DutyRule for violation in violations_of(rule, reading)]
    for judge_claim in DUTY_CLAIM_JUDGES.values():
        violations += judge_claim(reading, roster)
    return RosterVerdict(violations=tuple(violations), goals=values_of(reading), vacant=tuple(vacancies(reading)))


def judge_roster_alone(case: RosterCase, roster: Roster) -> RosterVerdict:
    """The same where nobody knows what has happened and what was published: the roster's own word is taken for it.

    The case's situation is not looked at. What rests on the roster's word is told as unverified.
    """
    told = DutySituation(
        as_of=roster.as_of,
        as_of_shift=roster.as_of_shift,
        history=tuple(duty for duty in roster.duties if duty.done),
        published_version=roster.published_version,
        published_until=roster.published_until,
        frozen_until=roster.frozen_until,
    )
    is_worked_unknown, is_published_unknown = roster.as_of is not None, roster.published_version is not None
    reckoned = roster.goals
    if is_published_unknown:
        reckoned = tuple(result for result in reckoned if result.goal is not DutyGoal.DUTY_CHANGES)
    verdict = judge_roster(
        RosterCase(case.campaign, case.plan, case.staffing, told), roster.model_copy(update={"goals": reckoned})
    )
    if is_published_unknown:
        goals = tuple(value for value in verdict.goals if value.goal is not DutyGoal.DUTY_CHANGES)
        verdict = verdict.model_copy(update={"goals": goals})
    unverified = {
        DutyRule.WORKED: is_worked_unknown,
        DutyRule.FROZEN_DUTY: roster.frozen_until is not None,
        DutyGoal.DUTY_CHANGES: is_published_unknown,
    }
    return verdict.model_copy(update={"unverified": tuple(name for name, unknown in unverified.items() if unknown)})
