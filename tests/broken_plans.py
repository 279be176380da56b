"""For each hard rule, a campaign with a good plan and with plans that break this rule."""

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Rule
from tests.broken_replans import frozen_examples, reported_examples
from tests.broken_replans import purpose_examples as announced_examples
from tests.campaigns import (
    FIXED,
    Placement,
    closed,
    filled_plan,
    machine,
    pin,
    plan_of,
    posting,
    road,
    small_campaign,
    stand,
    unit,
)
from tests.example import Example

__all__ = ["EXAMPLES", "Example"]


def _rows(*told: tuple[tuple[Placement, ...], int]) -> list[Assignment]:
    return [
        Assignment(machine=item.machine, unit=item.unit, date=item.day, shift=item.shift, dossiers=dossiers)
        for placements, dossiers in told
        for item in placements
    ]


def _by_rates(plan: Plan, **rates: float) -> Plan:
    """The plan fills M1's slots at A by these learned rates: `first` and `second` are those of the day's shifts."""
    labels = {"first": "A | M1 | Ca 01", "second": "A | M1 | Ca 02"}
    return plan.model_copy(update={"rates": {labels[shift]: rate for shift, rate in rates.items()}})


def presence_examples() -> tuple[Example, ...]:
    """Who may stand where in one slot."""
    shift_by_shift = small_campaign(
        units=[unit("A", 6), unit("B", 3)],
        machines=[machine("M1", posting(3))],
        days=2,
        shifts=2,
        closures=(),
        whole_days=False,
    )
    own_days = small_campaign(
        units=[unit("A", 9, last=6)],
        machines=[machine("M1", posting(3, first=2, last=4)), machine("M2", posting(4, last=6))],
        days=5,
        shifts=1,
        closures=[closed(1), closed(5), closed(3, machine="M2")],
    )
    weekly = small_campaign(
        units=[unit("A", 30)],
        machines=[machine("M1", posting(3, last=12))],
        days=9,
        shifts=2,
        closures=[closed(1, 9, shifts=(2,), weekdays=(1,), machine="M1"), closed(4, 5, unit="A")],
    )
    windows = small_campaign(
        units=[unit("A", 9, first=2, last=3, shifts=(2,)), unit("B", 9)],
        machines=[machine("M1", posting(3))],
        days=4,
        closures=[closed(1, shifts=(1,), unit="B"), closed(4, shifts=(2,), unit="B")],
    )
    plain = small_campaign(days=2, shifts=1, closures=())
    bound = small_campaign(
        units=[unit("A", 9), unit("B", 9)],
        machines=[machine("M1", posting(3, serves="A"), posting(3, first=3, serves="B"))],
        days=4,
        shifts=1,
        closures=(),
    )
    late = small_campaign(units=[unit("A", 9)], machines=[machine("M1", posting(3, first=2))], closures=(), days=3)
    pairs = small_campaign(
        units=[unit("A", 20, together=2, visits=3), unit("B", 20, visits=2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(5)), machine("M3", posting(2))],
        days=2,
        shifts=1,
        closures=(),
    )

    def example(name: str, rule: Rule, campaign: Campaign, good: str, broken: str) -> Example:
        return Example(name, rule, campaign, _told(campaign, good), _told(campaign, broken))

    return (
        example("two units at once", Rule.ONE_PLACE, shift_by_shift, "M1 A 1.1, M1 B 1.2", "M1 A 1.1, M1 B 1.1"),
        example("two units on one whole day", Rule.ONE_PLACE, plain, "M1 A 1.1", "M1 A 1.1, M1 B 1.1"),
        example("listed twice", Rule.ONE_PLACE, shift_by_shift, "M1 A 1.1 1.2", "M1 A 1.1 1.1"),
        example("before the posting", Rule.MACHINE_OPEN, own_days, "M1 A 2.1", "M1 A 1.1"),
        example("half a day before it", Rule.MACHINE_OPEN, late, "M1 A 2.1 2.2", "M1 A 1.2"),
        example("first day closed to all", Rule.MACHINE_OPEN, own_days, "M2 A 2.1", "M2 A 1.1"),
        example("last day closed to all", Rule.MACHINE_OPEN, own_days, "M2 A 4.1", "M2 A 4.1 5.1"),
        example("closed to the machine", Rule.MACHINE_OPEN, own_days, "M2 A 2.1 4.1", "M2 A 2.1 3.1 4.1"),
        example("another machine's closure", Rule.MACHINE_OPEN, own_days, "M1 A 2.1 3.1", "M1 A 1.1"),
        example("Tuesday's second shift", Rule.MACHINE_OPEN, weekly, "M1 A 1.1 1.2 2.1", "M1 A 1.1 1.2 2.1 2.2"),
        example("next Tuesday, the last day", Rule.MACHINE_OPEN, weekly, "M1 A 8.1 8.2 9.1", "M1 A 9.1 9.2"),
        example("closed for two days", Rule.UNIT_OPEN, weekly, "M1 A 3.1 3.2 6.1 6.2", "M1 A 3.1 3.2 4.1 6.1 6.2"),
        example("after the campaign", Rule.MACHINE_OPEN, own_days, "M2 A 4.1", "M2 A 6.1"),
        example("before the window", Rule.UNIT_OPEN, windows, "M1 A 2.2", "M1 A 1.2"),
        example("after the window", Rule.UNIT_OPEN, windows, "M1 A 2.2 3.2", "M1 A 2.2 3.2 4.2"),
        example("not in this shift", Rule.UNIT_OPEN, windows, "M1 A 2.2", "M1 A 2.1 2.2"),
        example("unit closed at first", Rule.UNIT_OPEN, windows, "M1 B 1.2", "M1 B 1.1 1.2"),
        example("unit closed at last", Rule.UNIT_OPEN, windows, "M1 B 4.1", "M1 B 4.1 4.2"),
        example("not served", Rule.SERVES, bound, "M1 A 1.1", "M1 B 1.1"),
        example("not served any more", Rule.SERVES, bound, "M1 A 1.1 2.1, M1 B 3.1", "M1 B 3.1, M1 A 4.1"),
        example("two where one may be", Rule.TOGETHER, pairs, "M1 B 1.1, M2 B 2.1", "M1 B 1.1, M2 B 1.1"),
        example("three where two may be", Rule.TOGETHER, pairs, "M1 A 1.1, M2 A 1.1", "M1 A 1.1, M2 A 1.1, M3 A 1.1"),
    )


def _told(campaign: Campaign, told: str) -> Plan:
    """`"M1 A 1.1 1.2, M2 B 1.1"` as a filled plan."""
    stands = (item.strip().split(" ", 2) for item in told.split(","))
    return filled_plan(campaign, *(stand(name, code, slots) for name, code, slots in stands))


def dossier_examples() -> tuple[Example, ...]:
    """How many dossiers a placement may carry."""
    alone = small_campaign(
        units=[unit("A", 5)], machines=[machine("M1", posting(3))], days=3, shifts=1, closures=(), roads=()
    )
    pair = small_campaign(
        units=[unit("A", 5, together=2)],
        machines=[machine("M2", posting(3)), machine("M1", posting(5))],
        days=2,
        shifts=1,
        closures=(),
    )
    first, second, third = (stand("M1", "A", f"{number}.1") for number in (1, 2, 3))
    good = plan_of(alone, _rows((first, 3), (second, 2)))
    other_first, other_second = stand("M2", "A", "1.1"), stand("M1", "A", "1.1")
    paired = plan_of(pair, _rows((other_first, 3), (other_second, 2)))
    fill = frozenset({Rule.FILL})
    return (
        Example("too many in a slot", Rule.CAPACITY, alone, good, plan_of(alone, _rows((first, 5))), fill),
        Example("fewer than none", Rule.CAPACITY, alone, good, plan_of(alone, _rows((first, -1))), fill),
        Example("more than needed", Rule.DEMAND, alone, good, plan_of(alone, _rows((first, 3), (second, 3))), fill),
        Example(
            "filled beyond the rate",
            Rule.FILL,
            alone,
            _by_rates(plan_of(alone, _rows((first, 2), (second, 2), (third, 1))), first=2),
            _by_rates(plan_of(alone, _rows((first, 3), (second, 2))), first=2),
        ),
        Example(
            "another shift's rate",
            Rule.FILL,
            alone,
            _by_rates(plan_of(alone, _rows((first, 3), (second, 2))), second=1),
            _by_rates(plan_of(alone, _rows((first, 1), (second, 1), (third, 1))), second=1),
        ),
        Example("first slot not filled", Rule.FILL, alone, good, plan_of(alone, _rows((first, 2), (second, 3)))),
        Example("nothing where some are left", Rule.FILL, alone, good, plan_of(alone, _rows((first, 3), (second, 0)))),
        Example(
            "spread too far",
            Rule.FILL,
            alone,
            plan_of(alone, _rows((first, 3), (second, 2), (third, 0))),
            plan_of(alone, _rows((first, 3), (second, 1), (third, 1))),
        ),
        Example(
            "second machine first",
            Rule.FILL,
            pair,
            paired,
            plan_of(pair, _rows((other_first, 0), (other_second, 5))),
            frozenset({Rule.USEFUL}),
        ),
    )


def stay_examples() -> tuple[Example, ...]:
    """Visits, the days in them, and changes of unit."""
    line = small_campaign(
        units=[unit("A", 20), unit("B", 20, visits=3)],
        machines=[machine("M1", posting(3), posting(2, first=5)), machine("M2", posting(5))],
        days=6,
        shifts=1,
        closures=[closed(2, unit="A")],
    )
    by_shift = line.model_copy(update={"whole_days": False})
    crowd = small_campaign(
        units=[unit("A", 20, together=2, visits=1)],
        machines=[machine("M1", posting(3)), machine("M2", posting(5))],
        days=1,
        shifts=1,
        closures=(),
    )
    days = small_campaign(
        units=[unit("A", 4, visits=2), unit("B", 20, visits=2)],
        machines=[machine("M1", posting(3))],
        days=4,
        shifts=3,
        closures=[closed(1, shifts=(1,)), closed(2, shifts=(2,), machine="M1"), closed(4, shifts=(3,), unit="A")],
    )
    halves = small_campaign(
        units=[unit("A", 9, shifts=(1,)), unit("B", 9, shifts=(2,))],
        machines=[machine("M1", posting(3)), machine("M2", posting(4, kind=FIXED))],
        days=2,
        closures=(),
        reach_km=1,
    )
    near = small_campaign(
        units=[unit("A", 9), unit("B", 9), unit("C", 9)],
        machines=[machine("M1", posting(3)), machine("M2", posting(5, kind=FIXED)), machine("M3", posting(3, first=2))],
        days=2,
        closures=(),
        roads=[road("A", "B", 8), road("B", "A", 8.25), road("B", "C", 8.5)],
        whole_days=False,
        reach_km=8,
    )

    def example(name: str, rule: Rule, campaign: Campaign, good: str, broken: str) -> Example:
        return Example(name, rule, campaign, _told(campaign, good), _told(campaign, broken))

    return (
        example("an open slot left out", Rule.VISITS, line, "M1 A 3.1 4.1", "M2 A 3.1 5.1"),
        example("elsewhere while closed", Rule.VISITS, by_shift, "M1 A 1.1 3.1", "M1 A 1.1 3.1, M1 B 2.1"),
        example("two postings", Rule.VISITS, line, "M1 A 3.1 4.1", "M1 A 4.1 5.1"),
        example("two machines", Rule.VISITS, crowd, "M1 A 1.1", "M1 A 1.1, M2 A 1.1"),
        example("leaves early", Rule.NO_GAP, days, "M1 A 1.2 1.3", "M1 A 1.2"),
        example("comes late", Rule.NO_GAP, days, "M1 A 1.2 1.3", "M1 A 1.3"),
        example("none left, yet open", Rule.NO_GAP, days, "M1 A 1.2 1.3 2.1 2.3", "M1 A 1.2 1.3 2.1"),
        example("hole in the day", Rule.NO_GAP, days, "M1 B 3.1 3.2 3.3 4.1 4.2 4.3", "M1 B 3.1 3.2 3.3 4.1 4.3"),
        example("last day cut", Rule.NO_GAP, days, "M1 A 4.1 4.2", "M1 A 4.1"),
        example("moves at noon", Rule.WHOLE_DAY, halves, "M1 A 1.1, M1 B 2.2", "M1 A 1.1, M1 B 1.2"),
        example("fixed, yet changes at noon", Rule.WHOLE_DAY, halves, "M2 A 1.1, M2 B 2.2", "M2 A 2.1, M2 B 2.2"),
        example("way back too long", Rule.REACH, near, "M1 A 1.1, M1 B 1.2", "M1 B 1.1, M1 A 1.2"),
        example("not fixed", Rule.REACH, near, "M2 B 1.1, M2 A 1.2", "M1 B 1.1, M1 A 1.2"),
        Example(
            "without a posting",
            Rule.REACH,
            near,
            _told(near, "M3 B 2.1"),
            _told(near, "M3 B 1.1, M3 A 1.2"),
            frozenset({Rule.MACHINE_OPEN}),
        ),
        example("road read backwards", Rule.REACH, near, "M1 C 1.2, M1 B 2.1", "M1 C 1.1, M1 B 1.2"),
    )


def purpose_examples() -> tuple[Example, ...]:
    """Visits that collect nothing; within a day, so that a stop on the way could pay."""
    on_the_way = small_campaign(
        units=[unit("A", 3), unit("B", 3), unit("C", 0)],
        machines=[machine("M1", posting(3))],
        days=2,
        shifts=3,
        closures=(),
        roads=[road("A", "B", 15), road("A", "C", 8), road("C", "B", 8)],
        whole_days=False,
        reach_km=10,
        pins=[pin("M1", "C", 2, shifts=(2,))],
    )
    shared = small_campaign(
        units=[unit("A", 8, together=2, visits=3), unit("B", 9)],
        machines=[machine("M2", posting(3)), machine("M1", posting(5))],
        days=2,
        shifts=2,
        closures=(),
        roads=(),
        whole_days=False,
        reach_km=1,
    )

    def example(name: str, campaign: Campaign, good: str, broken: str) -> Example:
        return Example(name, Rule.USEFUL, campaign, _told(campaign, good), _told(campaign, broken))

    pinned = "M1 C 2.2"
    return (
        example("nothing on the way", on_the_way, f"M1 A 1.1, {pinned}", f"M1 A 1.1, M1 C 1.2, M1 B 1.3, {pinned}"),
        example("before its pin", on_the_way, "M1 A 2.1, M1 C 2.2, M1 B 2.3", f"M1 C 1.3, {pinned}"),
        example("not while the pin holds", on_the_way, "M1 C 1.3 2.1 2.2, M1 B 2.3", "M1 C 1.2, M1 C 2.2, M1 B 2.3"),
        example("the first machine takes all", shared, "M2 A 1.1 1.2, M1 A 1.2", "M2 A 1.1 1.2 2.1, M1 A 2.1"),
        example("nothing is left for it", shared, "M2 A 1.1, M1 A 1.1", "M2 A 1.1, M1 A 1.1 1.2, M2 A 2.1"),
    )


def held_examples() -> tuple[Example, ...]:
    """Visits that a pin holds, which do not count beside the one that may be made."""
    campaign = small_campaign(
        units=[unit("A", 20), unit("B", 9)],
        machines=[machine("M1", posting(3)), machine("M2", posting(5))],
        days=6,
        shifts=1,
        closures=(),
        pins=[pin("M1", "A", 2), pin("M1", "A", 4)],
    )
    held = "M1 A 2.1, M1 A 4.1"
    return tuple(
        Example(name, Rule.VISITS, campaign, _told(campaign, good), _told(campaign, broken))
        for name, good, broken in (
            ("one beside the pins", f"{held}, M1 A 6.1", f"{held}, M1 A 6.1, M2 A 1.1"),
            ("by another machine", f"{held}, M2 A 5.1 6.1", f"{held}, M2 A 3.1, M2 A 6.1"),
            ("longer than its pin", "M1 A 1.1 2.1 3.1 4.1, M2 A 6.1", f"{held}, M2 A 3.1, M2 A 5.1"),
        )
    )


def pin_examples() -> tuple[Example, ...]:
    """Where a machine must be."""
    campaign = small_campaign(
        units=[unit("A", 9), unit("B", 9)],
        machines=[machine("M1", posting(3, serves="A B"), posting(2, first=3, serves="B"))],
        days=3,
        shifts=2,
        closures=[closed(1, shifts=(1,)), closed(3, shifts=(2,), unit="A")],
        pins=[pin("M1", "A", 1, 3), pin("M1", "B", 3, shifts=(1,))],
    )
    good = _told(campaign, "M1 A 1.2 2.1 2.2, M1 B 3.1 3.2")
    windowed = small_campaign(
        units=[unit("A", 9, last=2), unit("B", 9)], closures=(), shifts=1, days=3, pins=[pin("M2", "A", 2, 3)]
    )

    afternoon = small_campaign(whole_days=False, closures=(), days=2, pins=[pin("M1", "A", 1, shifts=(2,))])

    def example(name: str, broken: str, *besides: Rule) -> Example:
        return Example(name, Rule.PINNED, campaign, good, _told(campaign, broken), frozenset(besides))

    return (
        example("not there on the first day", "M1 A 2.1 2.2, M1 B 3.1 3.2"),
        example("not there on the last day", "M1 A 1.2 2.1 2.2"),
        example(
            "elsewhere",
            "M1 B 1.2, M1 A 2.1 2.2",
        ),
        Example(
            "while the unit is open",
            Rule.PINNED,
            windowed,
            _told(windowed, "M2 A 2.1, M2 B 3.1"),
            _told(windowed, "M2 A 1.1, M2 B 2.1 3.1"),
        ),
        Example(
            "one shift only",
            Rule.PINNED,
            afternoon,
            _told(afternoon, "M1 B 1.1, M1 A 1.2, M1 C 2.1"),
            _told(afternoon, "M1 B 1.1 1.2, M1 C 2.1"),
        ),
        example("one slot short", "M1 A 1.2 2.1, M1 B 3.1 3.2", Rule.NO_GAP),
    )


def history_examples() -> tuple[Example, ...]:
    """What is past in a re-plan."""
    campaign = small_campaign(
        units=[unit("A", 9)], machines=[machine("M1", posting(3))], days=3, shifts=2, closures=[closed(1, shifts=(1,))]
    )
    first, second, third = (row for row in _told(campaign, "M1 A 1.2 2.1 2.2").assignments)

    def replan(*rows: Assignment) -> Plan:
        plan = plan_of(campaign, rows)
        return plan.model_copy(update={"as_of": second.date, "as_of_shift": third.shift})

    done = [row.model_copy(update={"done": True}) for row in (first, second, third)]
    good = replan(done[0], done[1], third)
    return (
        Example("past, yet planned", Rule.HISTORY, campaign, good, replan(done[0], second, third)),
        Example("to come, yet done", Rule.HISTORY, campaign, good, replan(*done)),
        Example(
            "collected less than none",
            Rule.HISTORY,
            campaign,
            good,
            replan(done[0], done[1].model_copy(update={"dossiers": -1}), third),
        ),
    )


EXAMPLES = (
    *presence_examples(),
    *dossier_examples(),
    *stay_examples(),
    *purpose_examples(),
    *held_examples(),
    *announced_examples(),
    *pin_examples(),
    *history_examples(),
    *reported_examples(),
    *frozen_examples(),
)
"""Every rule is broken by at least one of them, and by it alone as far as that can be."""
