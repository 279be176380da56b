"""Solver against checker, arbiter and brute force on real campaigns: `python -m tests.fuzz_real_plans --cases 6000`.

Each campaign mixes at least three of: capacities by shift, rates, half days, allowed days, least stays, clusters,
groups, time to move, mergers. It is planned, and planned anew in three situations that might have come of it. Asked is:

1. Does the checker accept the plan, its goals, claims and list of what is left? Does the arbiter say the same?
2. On the smallest campaigns: is every goal proven, at the value that brute force finds?
"""

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan, Shortfall
from planner.domain.policy import Proof
from planner.domain.search_terms import SearchTerms
from planner.domain.situation import AT_THE_START, Situation
from planner.errors import NoPlanPossible
from planner.model.solve import Solution, solve
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.real_brute import real_best
from tests.real_campaigns import REAL, REAL_TINY, real_campaign
from tests.real_situations import announced_plan, real_situation

ROUNDS = 3
TRAVEL_TOLD = 0.11
"""Travel is told with one decimal."""


def plan_of(campaign: Campaign, situation: Situation, solution: Solution) -> Plan:
    """The solution as a plan, with everything that it says of itself."""
    left = {unit.code: unit.need for unit in solution.ahead.units}
    for row in solution.assignments:
        left[row.unit] -= row.dossiers
    return Plan(
        campaign=campaign.name,
        assignments=(*situation.history, *solution.assignments),
        goals=solution.goals,
        unserved=tuple(Shortfall(unit=code, dossiers=dossiers) for code, dossiers in left.items()),
        as_of=situation.as_of,
        as_of_shift=situation.as_of_shift,
        announced_version=situation.announced_version,
        announced_until=situation.announced_until,
        frozen_until=situation.frozen_until,
        elsewhere=situation.elsewhere,
    )


def wrong_with(campaign: Campaign, situation: Situation, bench: Bench | None, *, is_tiny: bool) -> list[str]:
    """Everything that is wrong with the solver's plan in this situation; nothing where all is well."""
    best = real_best(campaign, situation) if is_tiny else None
    try:
        solution = solve(campaign, situation, terms=SearchTerms(seconds=60.0))
    except NoPlanPossible:
        return ["no plan, where brute force has one"] if best is not None else []
    plan = plan_of(campaign, situation, solution)
    announced = None if situation.announced_version is None else announced_plan(campaign, situation)
    verdict = judge(campaign, plan, announced)
    wrong = [violation.message for violation in verdict.violations]
    if bench is not None:
        wrong += bench.differences(plan, announced)
    if is_tiny and best is None:
        return [*wrong, "a plan, where brute force has none"]
    found = {result.goal: result for result in solution.goals}
    for goal, value in best.values.items() if best is not None else ():
        if abs(found[goal].value - value) > TRAVEL_TOLD:
            wrong.append(f"{goal} {found[goal].value}, by brute force {value}")
        elif found[goal].proof is not Proof.OPTIMAL:
            wrong.append(f"{goal} {value} is not proven, bound {found[goal].bound}")
    return wrong


def wrong_with_seed(seed: int, *, is_tiny: bool = True, rounds: int = ROUNDS) -> list[str]:
    """What is wrong with the first plan and the re-plans of this seed's campaign."""
    campaign = real_campaign(seed, REAL_TINY if is_tiny else REAL)
    situations = [AT_THE_START, *(real_situation(campaign, f"{seed} round {number}") for number in range(rounds))]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(load_arbiter(), campaign, Path(folder) / "campaign.xlsx") if ARBITER.exists() else None
        return [
            f"seed {seed}{'' if is_tiny else ' (larger)'}, situation {number}: {what}"
            for number, situation in enumerate(situations)
            for what in wrong_with(campaign, situation, bench, is_tiny=is_tiny)
        ]


def _asked(seed: int) -> list[str]:
    """Every fourth campaign is too large for brute force."""
    return wrong_with_seed(seed, is_tiny=seed % 4 != 0)


def main() -> int:
    """One line a fault, and the count; 1 if there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    faults = 0
    with ProcessPoolExecutor(asked.workers) as pool:
        for wrong in pool.map(_asked, range(asked.seed, asked.seed + asked.cases), chunksize=4):
            for what in wrong:
                faults += 1
                print(what, flush=True)
    print(f"{asked.cases} campaigns, {ROUNDS} re-plans each: {faults} faults", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
