"""Every plan of a very small campaign under way or not, as the contract has it: which wishes some plan fulfils."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from random import Random

from planner.check.verdict import judge
from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.wish import Wish
from tests.campaigns import Placement, can_meet, closed, filled_plan, machine, pin, posting, road, small_campaign, unit
from tests.model.brute_force_replan import Case, ways_ahead
from tests.small_campaigns import FIXED, MOBILE

MOST_PLANS = 5000


def tied_campaign(rng: Random) -> Campaign:
    """Few slots, roads of unequal length there and back, a limit on them, pins, and little to collect."""
    days, shifts = rng.choice(((1, 3), (1, 3), (2, 2), (2, 3), (3, 2), (2, 1)))
    codes = "ABCD"[: rng.randint(2, 4)]
    is_whole = rng.random() < 0.2
    names = [f"M{number}" for number in range(1, rng.randint(1, 2) + 1)]
    return small_campaign(
        units=[
            unit(
                code,
                rng.choice((0, 1, 3, 6)),
                together=rng.choice((1, 1, 2)),
                visits=rng.choice((1, 1, 2)),
                first=rng.choice((1, 1, days)),
                shifts=rng.choice(((), (), (rng.randint(1, shifts),))),
            )
            for code in codes
        ],
        machines=[
            machine(
                name,
                posting(
                    rng.randint(1, 3),
                    kind=rng.choice((MOBILE, MOBILE, MOBILE, FIXED)),
                    serves=rng.choice(("", "", " ".join(codes[1:]))),
                ),
            )
            for name in names
        ],
        days=days,
        shifts=shifts,
        closures=[closed(rng.randint(1, days), shifts=(rng.randint(1, shifts),))] if rng.random() < 0.4 else (),
        roads=[road(one, other, rng.choice((4, 8, 15))) for one in codes for other in codes if one != other],
        pins=[
            pin(rng.choice(names), rng.choice(codes), rng.randint(1, days), shifts=(rng.randint(1, shifts),))
            for _ in range(rng.randint(0, 3))
        ],
        whole_days=is_whole,
        reach_km=None if is_whole else rng.choice((None, 10, 10, 10)),
    )


def all_wishes(campaign: Campaign) -> Iterator[Wish]:
    """Every wish that can be made."""
    for one in campaign.units:
        for name in (None, *(each.name for each in campaign.machines)):
            for day in (None, *campaign.calendar.days()):
                yield Wish(unit=one.code, machine=name, day=day)


def num_plans(campaign: Campaign) -> int:
    """How many sets of placements there are to try."""
    count = 1
    for options in _options(campaign):
        count *= len(options)
    return count


def fulfilled_wishes(campaign: Campaign) -> set[Wish] | None:
    """The wishes that some plan fulfils; None if there is no plan at all."""
    plans = (
        filled_plan(campaign, [each for chosen in choice for each in chosen]) for choice in product(*_options(campaign))
    )
    return _fulfilled(all_wishes(campaign), plans, lambda plan: is_plan(campaign, plan))


def fulfilled_wishes_ahead(case: Case) -> set[Wish] | None:
    """The same of a campaign under way."""
    plans = (case.plan([each for chosen in choice for each in chosen]) for choice in product(*ways_ahead(case)))
    known = case.known
    return _fulfilled(all_wishes(known.campaign), plans, lambda plan: is_plan(known.campaign, plan, known.announced))


def _fulfilled(wishes: Iterable[Wish], candidates: Iterable[Plan], holds: Callable[[Plan], bool]) -> set[Wish] | None:
    asked = list(wishes)
    found: set[Wish] = set()
    has_plan = False
    for plan in candidates:
        ahead = [row for row in plan.assignments if not row.done]
        fresh = [wish for wish in asked if wish not in found and wish.is_kept_by(ahead)]
        if (fresh or not has_plan) and holds(plan):
            has_plan = True
            found.update(fresh)
    return found if has_plan else None


def is_plan(campaign: Campaign, plan: Plan, announced: Plan | None = None) -> bool:
    """Whether the plan keeps every rule; what it claims of itself is not asked."""
    return not any(violation.rule in Rule for violation in judge(campaign, plan, announced).violations)


def _options(campaign: Campaign) -> list[list[Sequence[Placement]]]:
    """For each machine and slot where it can be; where pins bind it, nothing else."""
    options = []
    for each in campaign.machines:
        for day in campaign.calendar.days():
            for shift in campaign.calendar.shift_labels:
                there = [Placement(each.name, one.code, day, shift) for one in campaign.units]
                possible = [placement for placement in there if can_meet(campaign, placement)]
                pinned = [placement for placement in possible if _binds(campaign, placement)]
                ways: list[Sequence[Placement]] = [()] if not pinned else []
                options.append([*ways, *((placement,) for placement in (pinned[:1] or possible))])
    return options


def _binds(campaign: Campaign, placement: Placement) -> bool:
    return any(
        one.machine == placement.machine
        and one.unit == placement.unit
        and one.first_day <= placement.day <= one.last_day
        and placement.shift in one.shifts
        for one in campaign.pins
    )
