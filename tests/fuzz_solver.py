"""Solver against checker on generated campaigns: `python -m tests.fuzz_solver --cases 10000`.

For each seed, three questions:

1. Does the checker accept the solver's plan, its goals and its claims?
2. For a random set of placements: do model and checker agree whether it is a plan?
3. On the smallest campaigns: is the proven optimum that of brute force?
"""

import argparse
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan, Shortfall
from planner.domain.policy import Goal, Proof
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanPossible
from planner.model.gate import Status
from planner.model.solve import Solution, solve
from tests.campaigns import SMALL, TINY, Size, filled_plan, random_campaign, random_placements, seeded, with_detours
from tests.model.brute_force import best_values, num_candidates
from tests.model.forcing import verdict_of_model

MOST_CANDIDATES = 3000
ON_THE_WAY = Size(units=3, machines=2, days=2, shifts=3, need=7)
"""Days of several shifts, so that a machine can be on its way within one; small enough to try most plans."""
TOO_LARGE = "too large"
UNPROVEN = "not proven in time"


@dataclass(frozen=True)
class Finding:
    """What one seed has shown."""

    seed: int
    kind: str
    complaint: str = ""


def solved(campaign: Campaign, *, seconds: float = 60.0) -> Solution | None:
    """The solver's answer; None if it proved that there is no plan."""
    try:
        return solve(campaign, terms=SearchTerms(seconds=seconds, workers=1))
    except NoPlanPossible:
        return None


def plan_from(campaign: Campaign, solution: Solution) -> Plan:
    """The solution as a plan with all its claims."""
    left = {unit.code: unit.need for unit in campaign.units}
    for row in solution.assignments:
        left[row.unit] -= row.dossiers
    return Plan(
        campaign=campaign.name,
        assignments=solution.assignments,
        goals=solution.goals,
        unserved=tuple(Shortfall(unit=code, dossiers=n) for code, n in left.items() if n),
    )


def complaint_about_solution(campaign: Campaign) -> str:
    """What the checker says against the solver's plan; empty if nothing."""
    solution = solved(campaign)
    if solution is None:
        return ""
    verdict = judge(campaign, plan_from(campaign, solution))
    if verdict.sound and any(result.proof is Proof.BEST_FOUND for result in solution.goals):
        return "" if any(setting.tolerance_percent for setting in campaign.goals) else UNPROVEN
    return "; ".join(f"{violation.rule}: {violation.message}" for violation in verdict.violations)


def complaint_about_agreement(seed: int, size: Size = SMALL, *, detours: bool = False) -> str:
    """Where model and checker disagree whether random placements are a plan."""
    rng = seeded(f"agreement {seed}")
    campaign = random_campaign(rng, size)
    campaign = with_detours(rng, campaign) if detours else campaign
    placements = random_placements(rng, campaign)
    plan = filled_plan(campaign, placements)
    violations = judge(campaign, plan).violations
    status = verdict_of_model(campaign, placements)
    if (status is Status.OPTIMAL) != (not violations) or status not in (Status.OPTIMAL, Status.INFEASIBLE):
        return f"model {status}, checker {[str(v.rule) for v in violations]}"
    return ""


def tiny_campaign(seed: int) -> Campaign:
    """A campaign of which every plan can be tried, mostly."""
    return random_campaign(seeded(f"optimum {seed}"), TINY)


def detour_campaign(seed: int) -> Campaign:
    """A campaign of the same kind, in which a stop on the way could pay."""
    rng = seeded(f"detour {seed}")
    return with_detours(rng, random_campaign(rng, ON_THE_WAY))


def complaint_about_optimum(campaign: Campaign) -> str:
    """Where the proven optimum is not that of brute force; empty if it is, or if the case is too large to try."""
    loose_travel = any(one.goal is Goal.TRAVEL and one.tolerance_percent for one in campaign.goals)
    if num_candidates(campaign) > MOST_CANDIDATES or loose_travel:
        return TOO_LARGE
    best = best_values(campaign)
    solution = solved(campaign)
    if best is None or solution is None:
        return "" if best is None and solution is None else f"brute force {best}, solver {solution}"
    bounds = {result.goal: result.bound for result in solution.goals if result.goal in best}
    wrong = {
        goal: (best[goal], bound)
        for goal, bound in bounds.items()
        if bound is not None and abs(best[goal] - bound) > 0.051
    }
    return f"brute force against bound: {wrong}" if wrong else ""


def examine(seed: int) -> list[Finding]:
    """All three questions for one seed, the last two also where detours can pay."""
    questions = {
        "solution": lambda: complaint_about_solution(random_campaign(seeded(f"solution {seed}"), SMALL)),
        "agreement": lambda: complaint_about_agreement(seed),
        "optimum": lambda: complaint_about_optimum(tiny_campaign(seed)),
        "agreement on detours": lambda: complaint_about_agreement(seed, detours=True),
        "optimum with detours": lambda: complaint_about_optimum(detour_campaign(seed)),
    }
    return [Finding(seed, kind, _answer(question)) for kind, question in questions.items()]


def _answer(question: Callable[[], str]) -> str:
    """A crash is a finding like any other, and must not end the run."""
    try:
        return question()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main() -> int:
    """Examine many seeds and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    wrong = tried = unproven = 0
    with ProcessPoolExecutor(arguments.processes) as pool:
        seeds = range(arguments.first, arguments.first + arguments.cases)
        for findings in pool.map(examine, seeds, chunksize=5):
            for finding in findings:
                tried += finding.kind.startswith("optimum") and finding.complaint != TOO_LARGE
                unproven += finding.complaint == UNPROVEN
                if finding.complaint not in ("", TOO_LARGE, UNPROVEN):
                    wrong += 1
                    print(f"seed {finding.seed}, {finding.kind}: {finding.complaint}", flush=True)
    print(f"{arguments.cases} cases, {tried} of them against brute force: {wrong} disagreements")
    print(f"{unproven} plans were sound, but not proven optimal in the time given")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
