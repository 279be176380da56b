"""Model, checker and enumeration on random small teams: `python -m tests.fuzz_teams --cases 1000 [--seed 1]`.

Every assignment of a case is enumerated; the search has to reach the least values of all goals and to prove them, and
the checker has to accept what it found.
"""

import argparse
import sys
from collections import Counter

from planner.check.teams.team_verdict import judge_teams
from planner.domain.policy import Proof
from planner.domain.search_terms import SearchTerms
from planner.model.gate import Stopper
from planner.model.teams.search import assign_teams
from planner.roster.teams import TeamsPlan
from tests.random_campaigns import seeded
from tests.team_cases import TeamCase, best_values, random_case

SECONDS = 60.0


def faults(of: TeamCase) -> list[str]:
    """What is wrong with the assignment that is found."""
    found = assign_teams(of.campaign, of.outreach, SearchTerms(seconds=SECONDS), Stopper())
    plan = TeamsPlan(campaign=of.campaign.name, visits=found.visits, goals=found.goals)
    told = [violation.message for violation in judge_teams(of.campaign, of.outreach, plan).violations]
    values, best = tuple(result.value for result in found.goals), best_values(of)
    if values != best:
        told.append(f"{values} where {best} is the least")
    return told + [f"{result.goal} is not proven" for result in found.goals if result.proof is not Proof.OPTIMAL]


def main() -> None:
    """Compare so many cases, and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    seen = Counter[str]()
    for number in range(told.cases):
        name = f"{told.seed}/{number}"
        of = random_case(seeded(f"fuzz teams {name}"))
        for fault in faults(of):
            seen["faults"] += 1
            print(f"{name}: {fault}", flush=True)
        seen["cases"] += 1
    print(dict(seen))
    sys.exit(1 if seen["faults"] else 0)


if __name__ == "__main__":
    main()
