"""A sound re-plan that is spoilt in any one way is caught, by the checker and by the outside arbiter."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count, islice
from pathlib import Path

import pytest

from planner.check.verdict import judge
from planner.check.violation import Claim
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.conftest import system_part
from tests.random_campaigns import random_campaign, seeded
from tests.random_plans import claiming
from tests.random_replans import Replanned, random_replan
from tests.spoilt_replans import SPOILERS

NUM_SOUND = 150
every_spoiler = pytest.mark.parametrize("manner", SPOILERS)


def sound_replans() -> Iterator[Replanned]:
    """Re-plans that say all their goals truly and with which the checker finds nothing wrong."""
    for number in count():
        rng = seeded(f"spoilt {number}")
        replanned = random_replan(rng, random_campaign(rng))
        plan = claiming(rng, replanned.campaign, replanned.plan, replanned.announced, truly=True)
        if judge(replanned.campaign, plan, replanned.announced, replanned.results).sound:
            yield replace(replanned, plan=plan)


@cache
def some_sound_replans() -> tuple[Replanned, ...]:
    return tuple(islice(sound_replans(), NUM_SOUND))


@every_spoiler
def test_the_checker_names_what_was_spoilt(manner: str) -> None:
    broken, spoil = SPOILERS[manner]
    caught = Counter[bool]()
    for number, replanned in enumerate(some_sound_replans()):
        plan = spoil(seeded(number), replanned)
        if plan is not None:
            verdict = judge(replanned.campaign, plan, replanned.announced, replanned.results)
            caught[broken in {violation.rule for violation in verdict.violations}] += 1
    assert caught[False] == 0
    assert caught[True] >= 20


@every_spoiler
def test_the_arbiter_names_it_too(manner: str, tmp_path: Path) -> None:
    system_part("the outside arbiter (../shared/acceptance/verify_plan.py)", present=ARBITER.exists())
    broken, spoil = SPOILERS[manner]
    arbiter, name = load_arbiter(), "goal" if isinstance(broken, Claim) else str(broken)
    spoilt = ((replanned, spoil(seeded(number), replanned)) for number, replanned in enumerate(some_sound_replans()))
    for replanned, plan in islice(((one, plan) for one, plan in spoilt if plan is not None), 10):
        bench = Bench(arbiter, replanned.campaign, tmp_path / "campaign.xlsx")
        assert name in bench.ruling(plan, replanned.announced, replanned.results).broken
