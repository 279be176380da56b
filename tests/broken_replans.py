"""For each rule that only a re-plan knows, a campaign with a good re-plan and with re-plans that break this rule."""

from planner.domain.plan import Plan
from planner.domain.policy import Rule
from planner.domain.record import UnitCode
from tests.campaigns import (
    closed,
    day,
    filled_plan,
    label,
    machine,
    posting,
    road,
    small_campaign,
    stand,
    unit,
)
from tests.example import Example
from tests.replans import collected, replan, reported, reported_elsewhere


def reported_examples() -> tuple[Example, ...]:
    """A past that is not what the results say, of which the last of a slot counts."""
    campaign = small_campaign(
        units=[unit("A", 9), unit("B", 8)],
        machines=[machine("M1", posting(3)), machine("M2", posting(4))],
        days=3,
        shifts=2,
        closures=(),
    )
    (first, second), (third, fourth) = stand("M1", "A", "1.1 1.2"), stand("M2", "B", "1.1 1.2")
    (to_come,) = stand("M1", "A", "2.1")
    results = (
        reported(first, 3),
        reported(second, 1),
        reported(third, 4),
        reported_elsewhere("B", day(1), 1),
        reported(first, 2),
        reported(second, 0),
        reported_elsewhere("B", day(2), 1),
        reported(to_come, 3),
    )

    def plan(elsewhere: int, **figures: int) -> Plan:
        named = {"first": first, "second": second, "third": third, "fourth": fourth}
        done = [collected(item, figures[name]) for name, item in named.items() if name in figures]
        ahead = (*stand("M1", "A", "2.1 2.2 3.1 3.2"), *stand("M2", "B", "2.1 2.2"))
        return replan(campaign, done, ahead, as_of=day(2), elsewhere={UnitCode("B"): elsewhere})

    good = plan(2, first=2, second=0, third=4)

    def example(name: str, broken: Plan) -> Example:
        return Example(name, Rule.HISTORY, campaign, good, broken, results=results)

    return (
        example("not the corrected figure", plan(2, first=3, third=4)),
        example("more than reported", plan(2, first=2, third=5)),
        example("collected, though corrected to none", plan(2, first=2, second=1, third=4)),
        example("nobody reported it", plan(2, first=2, third=4, fourth=1)),
        example("reported, yet left out", plan(2, third=4)),
        example("fewer elsewhere than reported", plan(1, first=2, third=4)),
        example("more elsewhere than reported", plan(3, first=2, third=4)),
    )


def purpose_examples() -> tuple[Example, ...]:
    """Visits ahead that collect nothing, of which some were announced and some go on from the past."""
    campaign = small_campaign(
        units=[unit("A", 6, visits=2), unit("B", 9), unit("C", 2, visits=2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(5))],
        days=3,
        shifts=3,
        closures=(),
        roads=[road("A", "B", 15), road("A", "C", 8), road("C", "B", 8)],
        whole_days=False,
        reach_km=10,
    )
    announced = filled_plan(campaign, stand("M2", "C", "2.2 3.3"))
    done = [collected(item, 2) for item in stand("M2", "C", "1.1")]

    def plan(ahead: str, announced_until: int = 3) -> Plan:
        stands = (item.strip().split(" ", 2) for item in ahead.split(","))
        return replan(
            campaign,
            done,
            [placement for name, code, slots in stands for placement in stand(name, code, slots)],
            as_of=day(2),
            announced_until=day(announced_until),
        )

    def example(name: str, good: str, broken: str, announced_until: int = 3) -> Example:
        return Example(
            name,
            Rule.USEFUL,
            campaign,
            plan(good, announced_until),
            plan(broken, announced_until),
            announced=announced,
        )

    return (
        example("announced for another slot", "M1 A 2.1, M1 C 2.2, M1 B 2.3", "M1 A 3.1, M1 C 3.2, M1 B 3.3"),
        example("announced no longer", "M1 A 2.1, M1 C 2.2, M1 B 2.3", "M1 C 3.3", 2),
        example("announced to others", "M1 C 2.2", "M1 A 2.1 2.2, M2 A 2.3"),
    )


def _frozen_shifts() -> tuple[Example, ...]:
    """Machines that may move within a day, one of them under two postings."""
    campaign = small_campaign(
        units=[unit("A", 40, together=2, visits=9), unit("B", 30, together=2, visits=9), unit("C", 9, visits=9)],
        machines=[machine("M1", posting(3), posting(2, first=5, serves="B C")), machine("M2", posting(5))],
        days=7,
        shifts=2,
        closures=[closed(1, shifts=(1,)), closed(3, shifts=(1,), machine="M1"), closed(4, unit="A")],
        whole_days=False,
    )
    announced = filled_plan(
        campaign, stand("M1", "A", "1.2 2.1 2.2 3.1 3.2 4.1 5.1"), stand("M2", "B", "2.1 2.2 3.2 4.1 6.1 6.2")
    )
    done = [collected(item, 2) for item in (*stand("M1", "A", "1.2 2.1"), *stand("M2", "B", "2.1"))]

    def plan(ahead: str, *, frozen: int, announced_until: int = 6) -> Plan:
        stands = (item.strip().split(" ", 2) for item in ahead.split(","))
        return replan(
            campaign,
            done,
            [placement for name, code, slots in stands for placement in stand(name, code, slots)],
            as_of=day(2),
            as_of_shift=label(2),
            announced_until=day(announced_until),
            frozen_until=day(frozen),
        )

    def example(name: str, frozen: int, good: str, broken: str, announced_until: int = 6) -> Example:
        return Example(
            name,
            Rule.FROZEN,
            campaign,
            plan(good, frozen=frozen, announced_until=announced_until),
            plan(broken, frozen=frozen, announced_until=announced_until),
            announced=announced,
        )

    return (
        example("dropped at once", 2, "M1 A 2.2, M2 B 2.2", "M2 B 2.2"),
        example("only the frozen day binds", 2, "M1 A 2.2, M2 B 2.2 5.1", "M1 A 2.2 3.2, M2 B 3.2 4.1"),
        example("dropped on the last frozen day", 3, "M1 A 2.2 3.2, M2 B 2.2 3.2", "M1 A 2.2 3.2, M2 B 2.2 4.1"),
        example("another machine there", 3, "M1 A 2.2 3.2, M2 B 2.2 3.2", "M1 A 2.2, M2 B 2.2, M2 A 3.2, M1 B 3.2"),
        example("the machine elsewhere", 2, "M1 A 2.2, M2 B 2.2", "M1 C 2.2, M2 B 2.2"),
        example("the shift next to it", 3, "M1 A 2.2 3.2, M2 B 2.2 3.2", "M1 A 2.2 3.2, M2 B 2.2 3.1"),
        example(
            "closures since free only their slots", 5, "M1 A 2.2 3.2, M2 B 2.2 3.2 4.1", "M1 A 2.2 3.2, M2 B 2.2 3.2"
        ),
        example("announced to the third day only", 6, "M1 A 2.2 3.2, M2 B 2.2 3.2", "M1 A 2.2, M2 B 2.2 3.2", 3),
    )


def frozen_examples() -> tuple[Example, ...]:
    """What was announced for the frozen days and is not kept."""
    return (*_frozen_shifts(), *_frozen_days())


def _frozen_days() -> tuple[Example, ...]:
    """Whole days, the first of them begun, the third one closed to M2 in its second shift."""
    campaign = small_campaign(
        units=[unit("A", 40, together=2, visits=3), unit("B", 30, visits=3)],
        machines=[machine("M1", posting(3)), machine("M2", posting(4))],
        days=5,
        shifts=3,
        closures=[closed(3, shifts=(2,), machine="M2"), closed(5, unit="B")],
    )
    announced = filled_plan(
        campaign,
        stand("M1", "A", "1.1 1.2 1.3 2.1 2.2 2.3"),
        stand("M2", "B", "2.1 2.2 2.3 3.1 3.2 3.3 5.1 5.2 5.3"),
    )
    done = [collected(item, 4) for item in stand("M1", "A", "1.1")]

    def plan(*stands: tuple[str, str, str], frozen: int) -> Plan:
        ahead = [placement for told in stands for placement in stand(*told)]
        return replan(
            campaign,
            done,
            ahead,
            as_of=day(1),
            as_of_shift=label(2),
            announced_until=day(5),
            frozen_until=day(frozen),
        )

    begun, second_day, third_day = "1.2 1.3", "2.1 2.2 2.3", "3.1 3.3"
    stays = ("M1", "A", f"{begun} {second_day}")

    def example(name: str, good: Plan, broken: Plan) -> Example:
        return Example(name, Rule.FROZEN, campaign, good, broken, announced=announced)

    return (
        example(
            "leaves on the day begun",
            plan(("M1", "A", begun), frozen=1),
            plan(("M1", "A", second_day), frozen=1),
        ),
        example(
            "machines change places",
            plan(stays, ("M2", "B", second_day), frozen=2),
            plan(("M1", "A", begun), ("M1", "B", second_day), ("M2", "A", second_day), frozen=2),
        ),
        example(
            "a day with a closed shift",
            plan(stays, ("M2", "B", f"{second_day} {third_day}"), frozen=3),
            plan(stays, ("M2", "B", second_day), frozen=3),
        ),
        example(
            "the unit closed since",
            plan(stays, ("M2", "B", f"{second_day} {third_day}"), ("M2", "A", "5.1 5.2 5.3"), frozen=5),
            plan(stays, ("M2", "B", second_day), ("M2", "A", "5.1 5.2 5.3"), frozen=5),
        ),
    )
