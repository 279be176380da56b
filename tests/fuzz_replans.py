"""Solver against checker and brute force on campaigns under way: `python -m tests.fuzz_replans --cases 5000`.

For each seed, two questions:

1. Does the checker accept the re-plan, its goals and its claims, beside what was announced and what was collected?
2. On the smallest campaigns: is the proven optimum that of brute force?
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.policy import Goal, Proof, Rule
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanPossible
from planner.model.solve import Solution, solve
from tests.campaigns import SMALL, TINY, Size, random_campaign, seeded, with_detours
from tests.example import Example
from tests.model.brute_force_replan import Case, best_ways, num_ways
from tests.random_replans import random_replan

MOST_WAYS = 2000
TOO_LARGE = "too large"
UNPROVEN = "not proven in time"
IMPOSSIBLE = "impossible"


def random_case(seed: int, size: Size) -> Case:
    """A campaign that was announced, begun and changed; sometimes with a limit of changes.

    In every third one a stop on the way could pay.
    """
    rng = seeded(f"re-plan {seed}")
    campaign = random_campaign(rng, size)
    made = random_replan(rng, with_detours(rng, campaign) if seed % 3 == 2 else campaign)
    plan = made.plan.model_copy(
        update={"announced_until": made.plan.announced_until or made.campaign.calendar.last_day}
    )
    known = Example("random", Rule.FROZEN, made.campaign, plan, plan, frozenset(), made.announced, made.results)
    most = rng.choice((None, None, None, 0, 1, 2))
    situation = known.situation
    return Case(known, situation.model_copy(update={"max_changes": most, "previous": _ahead(known)}))


def _ahead(known: Example) -> tuple[Assignment, ...]:
    calendar = known.campaign.calendar
    now = known.situation.first_ordinal_ahead(calendar)
    rows = known.announced.assignments if known.announced else ()
    return tuple(row for row in rows if calendar.ordinal(row.date, row.shift) >= now)


def solved(case: Case) -> Solution | None:
    """The solver's answer; None if it proved that there is no plan."""
    try:
        return solve(case.known.campaign, case.situation, terms=SearchTerms(seconds=60.0, workers=1))
    except NoPlanPossible:
        return None


def plan_from(case: Case, solution: Solution) -> Plan:
    """The past and the solution as a plan with all its claims."""
    start = case.situation
    left = {unit.code: unit.need for unit in solution.ahead.units}
    for row in solution.assignments:
        left[row.unit] -= row.dossiers
    return Plan(
        campaign=case.known.campaign.name,
        version=2,
        assignments=(*start.history, *solution.assignments),
        goals=solution.goals,
        unserved=tuple(Shortfall(unit=code, dossiers=n) for code, n in left.items() if n),
        as_of=start.as_of,
        as_of_shift=start.as_of_shift,
        announced_version=start.announced_version,
        announced_until=start.announced_until,
        frozen_until=start.frozen_until,
        elsewhere=start.elsewhere,
    )


def complaint_about_replan(seed: int, size: Size = SMALL) -> str:
    """What the checker says against the solver's re-plan; empty if nothing."""
    case = random_case(seed, size)
    solution = solved(case)
    if solution is None:
        return IMPOSSIBLE
    verdict = case.known.judged(plan_from(case, solution))
    most = case.situation.max_changes
    if most is not None and (verdict.changed_unit_days or 0) > most:
        return f"{verdict.changed_unit_days} unit-days changed, {most} allowed"
    if verdict.sound and any(result.proof is Proof.BEST_FOUND for result in solution.goals):
        return "" if any(setting.tolerance_percent for setting in case.known.campaign.goals) else UNPROVEN
    return "; ".join(f"{violation.rule}: {violation.message}" for violation in verdict.violations)


def complaint_about_best(seed: int) -> str:
    """Where the proven optimum is not that of brute force; empty if it is, or if the case is too large to try."""
    case = random_case(seed, TINY)
    loose_travel = any(one.goal is Goal.TRAVEL and one.tolerance_percent for one in case.known.campaign.goals)
    if num_ways(case) > MOST_WAYS or loose_travel:
        return TOO_LARGE
    best, solution = best_ways(case), solved(case)
    if best is None or solution is None:
        return "" if best is None and solution is None else f"brute force {best}, solver {solution}"
    bounds = {result.goal: result.bound for result in solution.goals if result.goal in best}
    wrong = {
        goal: (best[goal], bound)
        for goal, bound in bounds.items()
        if bound is not None and abs(best[goal] - bound) > 0.051
    }
    return f"brute force against bound: {wrong}" if wrong else ""


def examine(seed: int) -> tuple[int, str, str]:
    """Both questions for one seed; a crash is a finding like any other."""
    answers = []
    for question in (complaint_about_replan, complaint_about_best):
        try:
            answers.append(question(seed))
        except Exception as error:
            answers.append(f"{type(error).__name__}: {error}")
    return seed, answers[0], answers[1]


def main() -> int:
    """Examine many seeds and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    wrong = tried = unproven = impossible = 0
    with ProcessPoolExecutor(arguments.processes) as pool:
        seeds = range(arguments.first, arguments.first + arguments.cases)
        for seed, about_plan, about_best in pool.map(examine, seeds, chunksize=5):
            tried += about_best != TOO_LARGE
            unproven += about_plan == UNPROVEN
            impossible += about_plan == IMPOSSIBLE
            for complaint in (about_plan, about_best):
                if complaint not in ("", TOO_LARGE, UNPROVEN, IMPOSSIBLE):
                    wrong += 1
                    print(f"seed {seed}: {complaint}", flush=True)
    print(f"{arguments.cases} re-plans, {tried} of them against brute force: {wrong} disagreements")
    print(f"{unproven} were sound, but not proven optimal in the time given; {impossible} were impossible")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
