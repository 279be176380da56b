"""The search for rosters against brute force and checker: `python -m tests.fuzz_rosters --cases 5000 [--workers 2]`.

Of each case the best roster is found by trying everything, and by the search. Both must find no roster at all, or
rosters of the same values; no bound, nor what is counted beforehand, may exclude the best roster; and the checker must
have nothing to say against the roster that was found. Checker and brute force are also held against each other on
duties by chance.
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from typing import NamedTuple

from planner.check.roster.goals import goal_values
from planner.check.roster.verdict import judge_roster
from planner.domain.policy import Proof
from planner.domain.search_terms import SearchTerms
from planner.errors import NoRosterInTime, NoRosterPossible
from planner.model.roster.outcome import RosterSolution
from planner.roster.case import RosterCase
from planner.roster.duties import Roster
from planner.roster.policy import DutyGoal
from planner.roster.shortage import least_vacant
from tests.random_campaigns import seeded
from tests.random_rosters import random_roster_case, random_worked
from tests.roster_brute import TooLargeToTry, best_values
from tests.roster_facts import Facts
from tests.roster_goals_brute import goal_values as values_by_brute_force
from tests.roster_rules_brute import broken_rules
from tests.small_rosters import true_roster

SECONDS = 20.0
ROSTERS_A_CASE = 3


class Finding(NamedTuple):
    """What one seed gives."""

    seed: int
    kinds: tuple[str, ...]
    complaint: str
    """Empty where all agree."""


def examine(seed: int) -> Finding:
    """All questions for one seed; a crash is a finding like any other."""
    case = random_roster_case(seed)
    kinds: list[str] = []
    try:
        complaint = differing_judgements(case, seed) or complaint_about_search(case, kinds)
    except Exception as error:
        complaint = f"{type(error).__name__}: {error}"
    return Finding(seed, tuple(kinds), complaint)


def differing_judgements(case: RosterCase, seed: int) -> str:
    """What checker and brute force say differently of duties by chance; empty where they agree."""
    rng, facts = seeded(f"duties {seed}"), Facts(case)
    for number in range(ROSTERS_A_CASE):
        worked = random_worked(rng, case)
        checked = {str(found.rule) for found in judge_roster(case, true_roster(case, worked)).violations}
        third = {str(rule) for rule in broken_rules(facts, worked)}
        if checked != third:
            return f"duties {number}: only the checker names {checked - third}, only brute force {third - checked}"
        values = {told.goal: told.value for told in goal_values(case, worked)}
        reckoned = values_by_brute_force(facts, worked)
        if values != reckoned:
            return f"duties {number}: the checker reckons {values}, brute force {reckoned}"
    return ""


def complaint_about_search(case: RosterCase, kinds: list[str]) -> str:
    """What is wrong with the roster that is found; empty where nothing is."""
    try:
        best = best_values(case)
    except TooLargeToTry:
        kinds.append("too large to try")
        solution = solved(case)
        return "" if solution is None else complaint_of_checker(case, solution)
    kinds.append("impossible" if best is None else "tried")
    counted = least_vacant(case)
    if best is not None and counted > best[DutyGoal.VACANT]:
        return f"counted are {counted} vacant, the best roster leaves {best[DutyGoal.VACANT]}"
    try:
        solution = solved(case)
    except NoRosterInTime:
        kinds.append("no roster in time")
        return ""
    if best is None or solution is None:
        return "" if best is None and solution is None else f"brute force {best}, search {solution}"
    told = complaint_of_checker(case, solution)
    if not told and any(result.proof is not Proof.OPTIMAL for result in solution.goals):
        kinds.append("unproven")
    return told or complaint_about_values(best, solution)


def solved(case: RosterCase) -> RosterSolution | None:
    """What the search finds; None where it says that there is no roster."""
    solve_roster = import_module("planner.model.roster.solve").solve_roster
    try:
        solution: RosterSolution = solve_roster(case, SearchTerms(seconds=SECONDS))
    except NoRosterPossible:
        return None
    return solution


def complaint_of_checker(case: RosterCase, solution: RosterSolution) -> str:
    """What the checker has to say against the roster."""
    verdict = judge_roster(case, roster_of(case, solution))
    return "; ".join(f"{found.rule}: {found.message}" for found in verdict.violations)


def roster_of(case: RosterCase, solution: RosterSolution) -> Roster:
    """The roster that was found, with its past."""
    situation = case.situation
    return Roster(
        campaign=case.campaign.name,
        plan_version=case.plan.version,
        duties=(*situation.history, *solution.duties),
        vacant=solution.vacant,
        goals=solution.goals,
        as_of=situation.as_of,
        as_of_shift=situation.as_of_shift,
        published_version=situation.published_version,
        published_until=situation.published_until,
        frozen_until=situation.frozen_until,
    )


def complaint_about_values(best: dict[DutyGoal, int], solution: RosterSolution) -> str:
    """Values that are no roster's or not the best though called so, and bounds that exclude the best roster."""
    if [result.goal for result in solution.goals] != list(DutyGoal):
        return f"the goals are {[result.goal for result in solution.goals]}"
    for result in solution.goals:
        about = f"{result.goal}: value {result.value}, bound {result.bound}, {result.proof}; best {best[result.goal]}"
        if result.bound is not None and result.bound > best[result.goal]:
            return f"the bound is wrong; {about}"
        if result.value < best[result.goal]:
            return f"better than the best; {about}"
        if result.value > best[result.goal]:
            # From here on other rosters are compared, which keep the value that was reached.
            return f"called proven, but it is not the best; {about}" if result.proof is Proof.OPTIMAL else ""
    return ""


def main() -> int:
    """Examine many seeds and print what was found; exit 1 if there is any disagreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    seen, wrong = Counter[str](), 0
    with ProcessPoolExecutor(asked.workers) as pool:
        for finding in pool.map(examine, range(asked.first, asked.first + asked.cases), chunksize=5):
            seen.update(finding.kinds)
            if finding.complaint:
                wrong += 1
                print(f"seed {finding.seed}: {finding.complaint}", flush=True)
    told = ", ".join(f"{count} {kind}" for kind, count in seen.most_common())
    print(f"{asked.cases} cases ({told}): {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
