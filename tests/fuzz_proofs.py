"""Claims of tiny campaigns against every plan that anybody finds: `python -m tests.fuzz_proofs --cases 20000`.

Uneven and one-way roads, limits of km, several visits, two machines at once, pins, half and whole days, other orders
of goals. For each seed the search says what is proven; then another seed, another order of the goals, the plain slot
model, every plan there is (where they are few), plans at random and small changes of our own look for a plan below a
bound.
Where the arbiter is at hand, it and the checker must agree on all rules, `useful` included, and on our plans.

`--first` and `--cases` part the work between processes; each runs alone, with one worker. An abort of the solver is
counted, and the next seed goes on.
"""

import argparse
import multiprocessing
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from random import Random
from time import monotonic
from types import ModuleType

from planner.check.verdict import judge
from planner.domain.campaign import Campaign, Road
from planner.domain.plan import GoalResult, Plan
from planner.domain.policy import DEFAULT_GOALS, Goal, GoalSetting, Rule
from planner.domain.record import UnitCode
from planner.domain.search_terms import SearchTerms
from planner.errors import NoPlanInTime, NoPlanPossible
from planner.model.solve import solve
from tests.arbiter import ARBITER, Bench, load_arbiter
from tests.campaigns import Size, filled_plan, random_campaign, random_placements, seeded
from tests.model.brute_force import _options, num_candidates
from tests.random_plans import claiming
from tests.rivals.contest import beaten_bounds, claimed_plan
from tests.rivals.ground import KNOWS_USEFUL, Ground, Standing
from tests.rivals.slot_model import slot_plan

TINY = Size(units=4, machines=2, days=4, shifts=3, need=10)
SECONDS = 1.0
MOST_CANDIDATES = 250
RANDOM_PLANS, CHANGES = 6, 16
JUDGED_SHARE = 0.5
"""Of the campaigns, those whose plans are held before both judges; a plan below a bound always is."""
WAITS_FOR_USEFUL = ("useful:", "visits:")
"""What the judges say differently until the checker knows the rule `useful`, and that pinned visits are free."""


@dataclass(frozen=True)
class Found:
    """A sound plan, and who found it."""

    by: str
    plan: Plan
    values: Mapping[Goal, float]


@dataclass
class Examined:
    """What one seed has shown."""

    complaints: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def proof_campaign(seed: int) -> Campaign:
    """The campaign of this number."""
    rng = seeded(f"proof {seed}")
    campaign = random_campaign(rng, TINY)
    while len(campaign.units) < 2 or len(campaign.calendar.shift_labels) < 2:
        campaign = random_campaign(rng, TINY)
    codes = [unit.code for unit in campaign.units]
    units = tuple(
        unit.model_copy(update={"visits": max(1, rng.choice((1, 1, unit.together, 2, 3)))}) for unit in campaign.units
    )
    return campaign.model_copy(
        update={
            "units": units,
            "roads": tuple(_roads(rng, codes)),
            "reach_km": None if campaign.whole_days else rng.choice((None, 2.0, 4.0, 8.0)),
            "goals": campaign.goals if rng.random() < 0.6 else _shuffled(rng),
        }
    )


def _roads(rng: Random, codes: Sequence[UnitCode]) -> Iterator[Road]:
    """Most ways, each with a length of its own: the way round may be shorter, and the way back longer."""
    for origin in codes:
        for destination in codes:
            if origin != destination and rng.random() < 0.8:
                yield Road(origin=origin, destination=destination, km=rng.choice((0, 1, 2, 3, 5, 8, 13)))


def _shuffled(rng: Random) -> tuple[GoalSetting, ...]:
    order = list(DEFAULT_GOALS)
    rng.shuffle(order)
    return tuple(GoalSetting(goal=goal) for goal in order)


class Examination:
    """One campaign under examination."""

    def __init__(self, campaign: Campaign, rng: Random, arbiter: ModuleType | None, seconds: float) -> None:
        self.campaign = campaign
        self.rng = rng
        self.arbiter = arbiter
        self.seconds = seconds
        self.asks_judges = rng.random() < JUDGED_SHARE
        self.ground = Ground(campaign)
        self.pool: list[Found] = []
        self.claims: list[tuple[str, tuple[GoalResult, ...]]] = []
        self.ours: list[Plan] = []
        self.examined = Examined()

    def run(self) -> Examined:
        """Search, look for better plans, and hold the judges against each other."""
        self._search("ours", self.campaign, seed=0)
        self._search("another seed", self.campaign, seed=self.rng.randint(1, 1000))
        other = self.campaign.model_copy(update={"goals": _shuffled(self.rng)})
        self._search("another order", other, seed=0)
        self._others()
        self._hold_claims()
        if self.arbiter is not None and self.asks_judges:
            self._hold_judges()
        return self.examined

    def _search(self, by: str, campaign: Campaign, seed: int) -> None:
        started = monotonic()
        try:
            solution = solve(campaign, terms=SearchTerms(seconds=self.seconds, workers=1, seed=seed))
        except NoPlanPossible:
            self.examined.counts["no plan possible"] += 1
            return
        except NoPlanInTime:
            self.examined.counts["no plan in time"] += 1
            return
        self.examined.counts["over time"] += monotonic() - started > 1.1 * self.seconds + 2
        plan = claimed_plan(campaign, solution)
        verdict = judge(campaign, plan)
        for violation in verdict.violations:
            self.complain(f"{by}: {violation.rule}: {violation.message}")
        self.ours.append(plan)
        self.claims.append((by, solution.goals))
        self.examined.counts["claims"] += sum(bool(claim.bound) for claim in solution.goals)
        if verdict.sound:
            self._add(by, plan.model_copy(update={"goals": ()}))

    def complain(self, line: str) -> None:
        """Note what must not be."""
        self.examined.complaints.append(line)

    def _add(self, by: str, plan: Plan) -> Found | None:
        """Put a plan into the pool if it is sound."""
        verdict = judge(self.campaign, plan)
        if not verdict.sound:
            return None
        found = Found(by, plan, {told.goal: told.value for told in verdict.goals})
        self.pool.append(found)
        self.examined.counts[f"plans by {by}"] += 1
        return found

    def _others(self) -> None:
        slots = slot_plan(self.campaign, self.seconds / 2)
        if slots is not None:
            self._add_standing("slots", slots.standing)
        if num_candidates(self.campaign) <= MOST_CANDIDATES:
            self.examined.counts["campaigns with every plan tried"] += 1
            for choice in product(*_options(self.campaign)):
                self._add("brute force", filled_plan(self.campaign, [at for chosen in choice for at in chosen]))
        for _ in range(RANDOM_PLANS):
            self._add("chance", filled_plan(self.campaign, random_placements(self.rng, self.campaign)))
        for plan in self.ours[:1]:
            self._change(plan)

    def _add_standing(self, by: str, standing: Standing) -> Found | None:
        return self._add(by, self.ground.judged(standing).plan)

    def _change(self, plan: Plan) -> None:
        """Small changes of our plan, each from the best so far."""
        best = self._standing(plan)
        values = self._rank(next((found.values for found in self.pool if found.by == "ours"), {}))
        for _ in range(CHANGES):
            changed = {name: dict(tour) for name, tour in best.items()}
            self._spoil(changed)
            found = self._add_standing("change", changed)
            if found is not None and self._rank(found.values) <= values:
                best, values = self._standing(found.plan), self._rank(found.values)

    def _rank(self, values: Mapping[Goal, float]) -> list[float]:
        return [values.get(setting.goal, 0) for setting in self.campaign.goals]

    def _standing(self, plan: Plan) -> Standing:
        standing: Standing = {name: {} for name in self.ground.rank}
        for row in plan.assignments:
            standing[row.machine][self.campaign.calendar.ordinal(row.date, row.shift)] = row.unit
        return standing

    def _spoil(self, standing: Standing) -> None:
        """Another unit, or none, for one machine in one slot or day."""
        name = self.rng.choice(list(standing))
        size = self.ground.num_shifts if self.campaign.whole_days else self.rng.choice((1, 1, self.ground.num_shifts))
        first = self.rng.randrange(0, self.ground.num_slots, size) + 1
        codes = [code for one, code in self.ground.opens if one == name]
        code = self.rng.choice([*codes, None])
        for ordinal in range(first, first + size):
            standing[name].pop(ordinal, None)
            if code is not None and ordinal in self.ground.open_set[name, code]:
                standing[name][ordinal] = code

    @cached_property
    def _bench(self) -> Bench | None:
        if self.arbiter is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            return Bench(self.arbiter, self.campaign, Path(folder) / "campaign.xlsx")

    def _hold_claims(self) -> None:
        """No plan of anybody is below a bound; nobody has a plan where none is said to be possible."""
        if self.examined.counts["no plan possible"] and self.pool and self._is_true(self.pool[0]):
            self.complain(f"said to be impossible, but planned by {self.pool[0].by}")
        for by, claims in self.claims:
            told: set[str] = set()
            for found in self.pool:
                beaten = set(beaten_bounds(claims, found.values)) - told
                if beaten and self._is_true(found):
                    told |= beaten
                    for line in sorted(beaten):
                        self.complain(f"claim of {by}: {line}, planned by {found.by}")

    def _is_true(self, found: Found) -> bool:
        """Whether the arbiter too accepts the plan, where the checker does not know every rule yet."""
        return self._bench is None or not self._bench.ruling(found.plan).broken

    def _hold_judges(self) -> None:
        assert self._bench is not None
        for plan in self.ours:
            own = plan.model_copy(update={"goals": ()})
            broken = self._bench.ruling(own).broken
            if broken:
                self.complain(f"the arbiter refuses a plan of ours: {sorted(broken)}")
        drawn = [filled_plan(self.campaign, random_placements(self.rng, self.campaign)) for _ in range(3)]
        spoilt = [self._spoilt(plan) for plan in self.ours[:1] for _ in range(3)]
        for plan in (*drawn, *spoilt):
            self._agree(claiming(self.rng, self.campaign, plan, truly=True))

    def _spoilt(self, plan: Plan) -> Plan:
        standing = self._standing(plan)
        self._spoil(standing)
        return plan.model_copy(update={"assignments": self.ground.filled(standing), "unserved": (), "goals": ()})

    def _agree(self, plan: Plan) -> None:
        assert self._bench is not None
        self.examined.counts["plans before both judges"] += 1
        self.examined.counts["sound before both judges"] += judge(self.campaign, plan).sound
        for line in self._bench.differences(plan):
            if not KNOWS_USEFUL and line.startswith(WAITS_FOR_USEFUL):
                self.examined.counts[f"differ until `useful` is known, {line.partition(':')[0]}"] += 1
            else:
                self.complain(f"judges differ: {line}")


def examine(seed: int, seconds: float = SECONDS) -> Examined:
    """Everything about one seed; a crash is a finding like any other."""
    examination = Examination(proof_campaign(seed), seeded(f"examined {seed}"), _arbiter(), seconds)
    try:
        return examination.run()
    except Exception as error:
        examination.complain(f"{type(error).__name__}: {error}")
        return examination.examined


@cache
def _arbiter() -> ModuleType | None:
    return load_arbiter() if ARBITER.exists() else None


def examine_all(seeds: Iterable[int], seconds: float = SECONDS) -> Iterator[tuple[int, Examined]]:
    """Each seed in its turn, in another process: the solver may abort one, and that must not end the run."""
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=fresh)
    try:
        for seed in seeds:
            try:
                yield seed, pool.submit(examine, seed, seconds).result()
            except BrokenProcessPool:
                pool = ProcessPoolExecutor(1, mp_context=fresh)
                yield seed, Examined(counts=Counter({"aborts of the solver": 1}))
    finally:
        pool.shutdown()


def main() -> int:
    """Examine many seeds and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    arguments = parser.parse_args()
    counts, wrong, started = Counter[str](), 0, monotonic()
    for seed, examined in examine_all(range(arguments.first, arguments.first + arguments.cases), arguments.seconds):
        counts.update(examined.counts)
        wrong += bool(examined.complaints)
        for line in examined.complaints:
            print(f"seed {seed}: {line}", flush=True)
    took = monotonic() - started
    print(
        f"{arguments.cases} cases in {took:.0f} s, {wrong} with a complaint"
        + ("" if ARBITER.exists() else "; no arbiter here")
    )
    print(f"the checker {'knows' if KNOWS_USEFUL else 'does not know'} the rule useful ({len(Rule)} rules)")
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}")
    return 1 if wrong or not counts["claims"] else 0


if __name__ == "__main__":
    sys.exit(main())
