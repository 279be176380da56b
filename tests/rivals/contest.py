"""Plans of one campaign side by side: who is better on the first goal that differs, and whose bound is untrue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import Goal
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.solve import Solution, solve
from tests.rivals.ground import Judged, plan_of

TRAVEL_SLACK = 0.11
"""Travel is told to a tenth, and a bound is rounded down to one."""
GRACE_SHARE, GRACE_SECONDS = 0.10, 2.0
"""What a search may take beyond its seconds."""
OURS = "ours"


@dataclass(frozen=True)
class Entry:
    """One planner's plan of a campaign, judged; without values it has none."""

    name: str
    seconds: float
    values: Mapping[Goal, float] | None = None
    plan: Plan | None = None
    goals: tuple[GoalResult, ...] = ()
    """What it claims, only of ours."""
    faults: tuple[str, ...] = ()
    """What speaks against the plan; an entry with faults does not count."""

    @property
    def counts(self) -> bool:
        """Whether there is a sound plan."""
        return self.values is not None and not self.faults


@dataclass(frozen=True)
class Contest:
    """All entries for one campaign, ours first."""

    order: tuple[Goal, ...]
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def ours(self) -> Entry:
        """Our own entry."""
        return self.entries[0]

    @property
    def rivals(self) -> tuple[Entry, ...]:
        """All others."""
        return self.entries[1:]

    def better_rivals(self) -> list[tuple[Entry, Goal]]:
        """Rivals that beat us, each with the first goal that differs; any plan beats none."""
        found = []
        for rival in self.rivals:
            if not rival.counts:
                continue
            goal = self.order[0] if not self.ours.counts else self._first_lost(rival)
            if goal is not None:
                found.append((rival, goal))
        return found

    def _first_lost(self, rival: Entry) -> Goal | None:
        assert self.ours.values is not None
        assert rival.values is not None
        for goal in self.order:
            difference = rival.values[goal] - self.ours.values[goal]
            if abs(difference) > slack(goal):
                return goal if difference < 0 else None
        return None

    def untrue_bounds(self) -> list[str]:
        """Bounds of ours that some plan of anybody lies below."""
        if self.ours.values is None:
            return []
        told = []
        for entry in self.entries:
            if entry.counts and entry.values is not None:
                told += [f"{entry.name}: {line}" for line in beaten_bounds(self.ours.goals, entry.values)]
        return told


def slack(goal: Goal) -> float:
    """By how much two values of a goal may differ and be the same."""
    return TRAVEL_SLACK if goal is Goal.TRAVEL else 0


def beaten_bounds(claims: Sequence[GoalResult], values: Mapping[Goal, float]) -> Iterator[str]:
    """Bounds that a sound plan with these values shows to be untrue.

    A bound is proven for plans that are no worse in the goals before it, so others show nothing.
    """
    for claim in claims:
        if claim.bound is None or claim.goal not in values:
            return
        if values[claim.goal] < claim.bound - slack(claim.goal):
            yield f"{claim.goal} {values[claim.goal]} below the bound {claim.bound}"
        if values[claim.goal] > claim.value + (0.051 if claim.goal is Goal.TRAVEL else 0):
            return


def order_of(campaign: Campaign) -> tuple[Goal, ...]:
    """The goals that first plans are compared by."""
    return tuple(setting.goal for setting in campaign.goals if setting.goal is not Goal.CHANGES)


def our_entry(campaign: Campaign, seconds: float, workers: int = 1, seed: int = 0) -> Entry:
    """Our own plan within the time, judged with its claims."""
    started = monotonic()
    try:
        solution = solve(campaign, terms=SearchTerms(seconds=seconds, workers=workers, seed=seed))
    except (NoPlanInTime, NoPlanPossible) as error:
        return Entry(OURS, monotonic() - started, faults=(type(error).__name__,))
    took = monotonic() - started
    plan = claimed_plan(campaign, solution)
    verdict = judge(campaign, plan)
    values = {told.goal: told.value for told in verdict.goals}
    faults = tuple(f"{violation.rule}: {violation.message}" for violation in verdict.violations)
    return Entry(OURS, took, values, plan, solution.goals, faults)


def claimed_plan(campaign: Campaign, solution: Solution) -> Plan:
    """The solution as a plan with all its claims."""
    return plan_of(campaign, solution.assignments).model_copy(update={"goals": solution.goals})


def rival_entry(name: str, seconds: float, judged: Judged | None) -> Entry:
    """A rival's judged plan."""
    if judged is None:
        return Entry(name, seconds)
    faults = tuple(f"{violation.rule}: {violation.message}" for violation in judged.verdict.violations)
    return Entry(name, seconds, judged.values, judged.plan, faults=faults)


def is_over_time(entry: Entry, seconds: float) -> bool:
    """Whether the search took more than its seconds and the grace."""
    return entry.seconds > seconds * (1 + GRACE_SHARE) + GRACE_SECONDS
