"""What the checker finds in a plan of teams."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.check.teams.team_goals import TEAM_VALUES
from planner.check.teams.team_reading import TeamReading, TeamViolation
from planner.check.teams.team_rules import TEAM_JUDGES
from planner.domain.campaign import Campaign
from planner.domain.policy import Proof
from planner.roster.team_policy import TeamGoal
from planner.roster.teams import Outreach, TeamsPlan
from planner.texts import spoken_number, texts_of

_ = texts_of("check")


@dataclass(frozen=True, slots=True)
class TeamVerdict:
    """All that speaks against a plan of teams, and its goals reckoned again."""

    violations: tuple[TeamViolation, ...]
    """Rules in their order, then what the plan says of its goals."""
    goals: dict[TeamGoal, int]
    """In their order."""

    @property
    def sound(self) -> bool:
        """Whether nothing at all speaks against the plan."""
        return not self.violations


def judge_teams(campaign: Campaign, outreach: Outreach, plan: TeamsPlan) -> TeamVerdict:
    """Read every rule and goal from a finished plan and the workbook's bare facts."""
    reading = TeamReading(campaign, outreach, plan)
    values = {goal: value_of(reading) for goal, value_of in TEAM_VALUES.items()}
    broken = [violation for judge in TEAM_JUDGES.values() for violation in judge(reading)]
    return TeamVerdict((*broken, *_claims(plan, values)), values)


def _claims(plan: TeamsPlan, values: dict[TeamGoal, int]) -> Iterator[TeamViolation]:
    """Each goal is told once and truly; no bound is above its value, and one called optimal equals it."""
    told = {result.goal: result for result in plan.goals}
    if len(told) < len(plan.goals) or set(told) != set(values):
        yield TeamViolation(rule=None, message=_("the plan does not tell each goal once"))
    for goal, result in told.items():
        if result.value != values[goal]:
            message = _("{goal}: the plan says {told}, its visits come to {value}").format(
                goal=goal, told=spoken_number(result.value), value=spoken_number(values[goal])
            )
            yield TeamViolation(rule=None, message=message)
        if result.bound > result.value or (result.proof is Proof.OPTIMAL) != (result.bound == result.value):
            message = _("{goal}: what the plan calls proven does not fit its bound {bound}").format(
                goal=goal, bound=spoken_number(result.bound)
            )
            yield TeamViolation(rule=None, message=message)
