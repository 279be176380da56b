"""For the rules of real campaigns, a campaign with a good plan and with plans that break one rule."""

from planner.domain.campaign import Campaign
from planner.domain.policy import Rule
from planner.domain.situation import Situation
from tests.broken_clusters import cluster_examples, merger_examples
from tests.campaigns import FIXED, closed, day, machine, pin, posting, road, small_campaign, stand, unit
from tests.example import Example
from tests.replans import collected
from tests.told_plans import examples_of, told_plan


def least_stay_examples() -> list[Example]:
    """Visits that lie on too few days."""
    whole = small_campaign(
        units=[unit("A", 40, least=2, visits=3), unit("B", 20), unit("H", 9, whole=False, visits=3)],
        machines=[machine("M1", posting(3))],
        days=5,
        closures=[closed(3, unit="A")],
    )
    halves = whole.model_copy(update={"whole_days": False})
    held = small_campaign(
        units=[unit("A", 40, least=2, visits=3)],
        machines=[machine("M1", posting(3))],
        closures=(),
        pins=[pin("M1", "A", 1)],
    )
    return [
        *examples_of(
            Rule.MIN_STAY,
            whole,
            ("one day only", "M1 A 1.1 1.2 2.1 2.2", "M1 A 1.1 1.2"),
            ("a closed day is none of the stay", "M1 A 2.1 2.2 4.1 4.2", "M1 A 2.1 2.2, M1 B 3.1 3.2"),
            ("away for half a day", "M1 A 1.1, M1 H 1.2, M1 A 2.1 2.2", "M1 A 1.1, M1 H 1.2"),
        ),
        *examples_of(Rule.MIN_STAY, halves, ("two halves of one day", "M1 A 1.2 2.1", "M1 A 1.1 1.2")),
        *examples_of(
            Rule.MIN_STAY,
            held,
            ("one that no pin holds", "M1 A 1.1 1.2, M1 A 4.1 4.2 5.1 5.2", "M1 A 1.1 1.2, M1 A 4.1 4.2"),
        ),
        _begun_before(whole),
    ]


def _begun_before(campaign: Campaign) -> Example:
    """The past day of a visit counts; a visit that begins anew has no past."""
    done = tuple(collected(item, 3) for item in stand("M1", "A", "1.1 1.2"))
    situation = Situation(as_of=day(2), history=done)
    good, broken = (told_plan(campaign, told, situation) for told in ("M1 A 2.1 2.2", "M1 A 5.1 5.2"))
    return Example("real: its first day is past", Rule.MIN_STAY, campaign, good, broken)


def half_day_examples() -> list[Example]:
    """Units of half days beside units of whole days."""
    mixed = small_campaign(
        units=[
            unit("A", 20, visits=1),
            unit("B", 20, shifts=(2,)),
            unit("C", 20, shifts=(1,)),
            unit("H", 20, whole=False, visits=1),
            unit("K", 20, whole=False, visits=1),
        ],
        machines=[machine("M1", posting(3))],
        days=3,
        closures=(),
        roads=[road("A", "H", 10), road("H", "A", 7), road("C", "H", 8), road("H", "K", 8.5)],
        reach_km=8,
    )
    free = mixed.model_copy(update={"reach_km": None})
    return [
        *examples_of(
            Rule.NO_GAP,
            mixed,
            ("idle before", "M1 H 1.1, M1 A 1.2", "M1 A 1.2"),
            ("idle after", "M1 A 1.1 1.2", "M1 A 1.1"),
        ),
        *examples_of(Rule.WHOLE_DAY, mixed, ("neither is of half days", "M1 C 1.1, M1 H 1.2", "M1 C 1.1, M1 B 1.2")),
        *examples_of(
            Rule.REACH,
            mixed,
            ("too far from whole to half", "M1 C 1.1, M1 H 1.2", "M1 A 1.1, M1 H 1.2"),
            ("too far from half to half", "M1 H 1.1, M1 K 2.1", "M1 H 1.1, M1 K 1.2"),
        ),
        *examples_of(
            Rule.VISITS,
            free,
            ("elsewhere ends a half", "M1 A 1.1, M1 H 1.2, M1 A 2.1 2.2", "M1 H 1.1, M1 A 1.2, M1 H 2.1"),
            ("a slot that no half day took", "M1 A 1.1 1.2 2.1 2.2", "M1 A 1.1 1.2, M1 A 3.1 3.2"),
        ),
    ]


def moving_examples() -> list[Example]:
    """Time that machines need to move."""
    by_shift = small_campaign(
        units=[unit("A", 20), unit("B", 20), unit("C", 9)],
        machines=[machine("M1", posting(3))],
        days=2,
        shifts=4,
        closures=[closed(1, shifts=(3,))],
        whole_days=False,
        move_slots=1,
    )
    whole = by_shift.model_copy(update={"whole_days": True})
    by_day = small_campaign(
        units=[unit("A", 20, visits=2), unit("B", 20, visits=2)],
        machines=[machine("M1", posting(3)), machine("M2", posting(3, kind=FIXED), posting(3, first=3))],
        days=6,
        shifts=1,
        closures=[closed(5)],
        move_slots=1,
    )
    day_one = "M1 A 1.1 1.2 1.4"
    return [
        *examples_of(
            Rule.MOVE_TIME,
            by_shift,
            ("at once", "M1 A 1.1, M1 B 1.4", "M1 A 1.1, M1 B 1.2"),
            ("a closed slot is enough", "M1 A 1.2, M1 B 1.4", "M1 A 2.1, M1 B 2.2"),
            ("over night", "M1 A 1.2, M1 B 2.1", "M1 A 1.4, M1 B 2.1"),
        ),
        *examples_of(
            Rule.MOVE_TIME,
            by_day,
            ("free from a fixed place", "M2 A 2.1, M2 B 3.1", "M2 A 3.1, M2 B 4.1"),
            ("a closed day is enough", "M1 A 4.1, M1 B 6.1", "M1 A 3.1, M1 B 4.1"),
        ),
        *examples_of(
            Rule.MOVE_TIME,
            whole,
            ("on the day after", f"{day_one}, M1 B 2.2 2.3 2.4", f"{day_one}, M1 B 2.1 2.2 2.3 2.4"),
        ),
        *examples_of(
            Rule.NO_GAP,
            whole,
            ("later than the move needs", f"{day_one}, M1 B 2.2 2.3 2.4", f"{day_one}, M1 B 2.3 2.4"),
            ("leaves before the day's end", f"{day_one}, M1 B 2.2 2.3 2.4", "M1 A 1.1 1.2, M1 B 2.1 2.2 2.3 2.4"),
        ),
        _moved_from_the_past(by_shift),
    ]


def _moved_from_the_past(campaign: Campaign) -> Example:
    done = tuple(collected(item, 3) for item in stand("M1", "A", "1.4"))
    situation = Situation(as_of=day(2), history=done)
    good, broken = (told_plan(campaign, told, situation) for told in ("M1 B 2.2", "M1 B 2.1"))
    return Example("real: from where it was before", Rule.MOVE_TIME, campaign, good, broken)


def group_examples() -> list[Example]:
    """Machines that move as one."""
    campaign = small_campaign(
        units=[
            unit("A", 20, together=3, visits=4),
            unit("B", 20, together=2, visits=4),
            unit("C", 3, together=3, visits=4),
        ],
        machines=[
            machine("M3", posting(2)),
            machine("M1", posting(3), group="Tổ 1"),
            machine("M2", posting(5), group="Tổ 1"),
        ],
        days=4,
        shifts=1,
        closures=[closed(2, machine="M2")],
        whole_days=False,
    )
    held = campaign.model_copy(
        update={
            "pins": small_campaign(pins=[pin("M2", "A", 1, shifts=(1,))]).pins,
            "units": tuple(one.model_copy(update={"visits": 2}) for one in campaign.units),
        }
    )
    both = "M1 A 1.1, M2 A 1.1"
    return [
        *examples_of(
            Rule.GROUP,
            campaign,
            ("one stays away", both, "M1 A 1.1"),
            ("they part", both, "M1 A 1.1, M2 B 1.1"),
            ("shut on another day only", "M1 A 2.1, M3 B 2.1", "M1 A 3.1, M3 B 3.1"),
        ),
        *examples_of(Rule.TOGETHER, campaign, ("each counts", f"{both}, M3 A 1.1", "M1 B 1.1, M2 B 1.1, M3 B 1.1")),
        *examples_of(
            Rule.USEFUL,
            campaign,
            ("none of them collects", "M1 C 1.1, M2 C 1.1", "M1 C 1.1, M2 C 1.1, M1 C 3.1, M2 C 3.1"),
            ("what others collect is not theirs", "M3 A 2.1, M1 A 2.1", "M3 C 3.1 4.1, M1 C 4.1, M2 C 4.1"),
        ),
        *examples_of(
            Rule.VISITS,
            held,
            ("a pin holds all of them", f"{both}, M1 A 4.1, M2 A 4.1", f"{both}, M1 A 4.1, M2 A 4.1, M3 A 2.1"),
        ),
    ]


REAL_EXAMPLES = (
    *least_stay_examples(),
    *half_day_examples(),
    *moving_examples(),
    *group_examples(),
    *cluster_examples(),
    *merger_examples(),
)
"""Beside those of `broken_plans`; stops may be clusters here, and machines in groups."""
