"""Checker against arbiter on random plans: `python -m tests.fuzz_checker --cases 10000 [--seed 1]`."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from planner.check.verdict import judge
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.random_campaigns import random_campaign, seeded
from tests.random_plans import random_plan

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


def main() -> int:
    """Exit 1 if there is any difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not ARBITER.exists():
        sys.stderr.write(f"no arbiter at {ARBITER}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        differences, seen = compare(asked.cases, asked.seed, Path(folder))
    sys.stdout.write("\n".join([*differences[:40], f"{asked.cases} plans, {len(differences)} differences"]) + "\n")
    sys.stdout.write(", ".join(f"{name} {count}" for name, count in seen.most_common()) + "\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
