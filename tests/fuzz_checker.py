"""Checker against arbiter on random plans and re-plans: `python -m tests.fuzz_checker --cases 10000 [--seed 1]`.

A third of the cases are first plans or re-plans judged alone, a third are re-plans judged beside what was announced and
what was reported, some of these spoilt in one way; a third are both kinds of plans of real campaigns.
"""

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from planner.check.verdict import judge
from planner.domain.plan import Plan
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.random_campaigns import random_campaign, seeded
from tests.random_plans import claiming, random_plan
from tests.random_replans import Replanned, random_replan
from tests.real_campaigns import real_campaign
from tests.real_cases import PLANS_A_CAMPAIGN as PLANS_A_REAL_CAMPAIGN
from tests.real_cases import real_cases, with_an_old_name
from tests.spoilt_replans import SPOILERS

PLANS_A_CAMPAIGN = 10


def compare(cases: int, seed: int, folder: Path) -> tuple[list[str], Counter[str]]:
    """The differences found in so many plans, each with the seed that makes it, and how many plans broke what."""
    arbiter = load_arbiter()
    differences: list[str] = []
    seen = Counter[str]()
    for number in range(-(-cases // PLANS_A_CAMPAIGN)):
        rng = seeded(f"{seed}/{number}")
        campaign = random_campaign(rng)
        bench = Bench(arbiter, campaign, folder / "campaign.xlsx")
        for plan_number in range(PLANS_A_CAMPAIGN):
            plan = random_plan(rng, campaign)
            differences += [f"{seed}/{number} plan {plan_number}: {text}" for text in bench.differences(plan)]
            broken = {str(violation.rule) for violation in judge(campaign, plan).violations}
            seen.update(broken or {"sound"})
    return differences, seen


def compare_replans(cases: int, seed: int, folder: Path) -> tuple[list[str], Counter[str]]:
    """The same of so many re-plans, each beside what was announced and reported; `changed` counts those that cost."""
    arbiter = load_arbiter()
    differences: list[str] = []
    seen = Counter[str]()
    for number in range(cases):
        rng = seeded(f"{seed}/replan {number}")
        replanned = random_replan(rng, random_campaign(rng))
        campaign, announced, results = replanned.campaign, replanned.announced, replanned.results
        plan = claimed_and_spoilt(rng, replanned)
        bench = Bench(arbiter, campaign, folder / "campaign.xlsx")
        differences += [f"{seed}/replan {number}: {text}" for text in bench.differences(plan, announced, results)]
        verdict = judge(campaign, plan, announced, results)
        seen.update({str(violation.rule) for violation in verdict.violations} or {"sound"})
        seen["changed"] += bool(verdict.changed_unit_days)
    return differences, seen


def compare_real(cases: int, seed: int, folder: Path) -> tuple[list[str], Counter[str]]:
    """The same of so many plans and re-plans of real campaigns."""
    arbiter = load_arbiter()
    differences: list[str] = []
    seen = Counter[str]()
    for number in range(-(-cases // PLANS_A_REAL_CAMPAIGN)):
        drawn = f"{seed}/{number}"
        campaign = with_an_old_name(real_campaign(drawn), drawn)
        bench = Bench(arbiter, campaign, folder / "campaign.xlsx")
        for case in real_cases(campaign, drawn):
            found = bench.differences(case.plan, case.announced, case.results)
            differences += [f"{case.name}: {text}" for text in found]
            verdict = judge(campaign, case.plan, case.announced, case.results)
            seen.update({str(violation.rule) for violation in verdict.violations} or {"sound"})
    return differences, seen


def claimed_and_spoilt(rng: Random, replanned: Replanned) -> Plan:
    """The re-plan with its claims, in half of the cases spoilt before or after them in one way."""
    spoil = rng.choice([spoiler for _rule, spoiler in SPOILERS.values()]) if rng.random() < 0.5 else None
    before = rng.random() < 0.5
    if spoil is not None and before:
        replanned = replace(replanned, plan=spoil(rng, replanned) or replanned.plan)
    plan = claiming(rng, replanned.campaign, replanned.plan, replanned.announced)
    if spoil is not None and not before:
        plan = spoil(rng, replace(replanned, plan=plan)) or plan
    return plan


def main() -> int:
    """Exit 1 if there is any difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not ARBITER.exists():
        sys.stderr.write(f"no arbiter at {ARBITER}\n")
        return 2
    differences: list[str] = []
    for name, comparing in (("plans", compare), ("re-plans", compare_replans), ("of real campaigns", compare_real)):
        with tempfile.TemporaryDirectory() as folder:
            found, seen = comparing(asked.cases // 3, asked.seed, Path(folder))
        differences += found
        told = ", ".join(f"{what} {count}" for what, count in seen.most_common())
        sys.stdout.write(f"{asked.cases // 3} {name}: {told}\n")
    sys.stdout.write("\n".join([*differences[:40], f"{asked.cases} cases, {len(differences)} differences"]) + "\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
