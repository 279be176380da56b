"""What a shortfall asks for suffices: add the slots, and the unit is served."""

import re
from collections.abc import Iterator, Sequence

import pytest

from planner.check.verdict import judge
from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Closure, Machine, RateOverride, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Assignment, Plan, Shortfall
from planner.domain.policy import Goal, GoalSetting, Rule
from planner.domain.record import MachineName, UnitCode
from planner.domain.search_terms import SearchTerms
from planner.model.solve import Solution, solve
from planner.texts import Language, choose_language
from planner.workflow.planning.shortfall import shortfalls
from tests.campaigns import (
    Placement,
    closed,
    filled,
    label,
    machine,
    plan_of,
    posting,
    random_campaign,
    random_placements,
    seeded,
    small_campaign,
    stand,
    unit,
)

EMPTY = re.compile(
    r"needs +by|cần thêm +,|: *[,.]|, *,|\(\)| {2}|[{}]| (?:and|và|by|ngày|of|until)[ ,]*$|needs 0 | 0 ca "
)
"""A sentence from which a list, a figure or a day is missing."""
NEEDS = re.compile(r"(\d+) more slots? of (M[^ ]*(?: \d+)?)")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


def explained(campaign: Campaign) -> tuple[Solution, tuple[Shortfall, ...]]:
    solution = solve(campaign, terms=SearchTerms(seconds=20.0))
    return solution, shortfalls(campaign, solution.assignments, solution.goals)


def placed(assignments: tuple[Assignment, ...]) -> list[Placement]:
    return [Placement(row.machine, row.unit, row.date, row.shift) for row in assignments]


def with_more(campaign: Campaign, plan: Plan, short: Shortfall, spare: int = 0) -> tuple[Campaign, Plan]:
    """The campaign with a machine more for each one asked for, open in just so many slots, and the plan that uses it.

    With `spare`, so many slots fewer. Everything else stands where it stood.
    """
    openness = Openness(campaign)
    target = campaign.units_by_code[short.unit]
    machines, closures, placements = list(campaign.machines), list(campaign.closures), placed(plan.assignments)
    for slots, name in NEEDS.findall(short.reason):
        original = campaign.machines_by_name[MachineName(name)]
        twin = Machine(name=MachineName(f"{name} thêm"), postings=original.postings)
        open_to_both = _open_to_both(openness, campaign, original, short)
        assert len(open_to_both) >= int(slots), "the slots asked for lie in days on which both may work"
        chosen = open_to_both[: int(slots) - spare]  # under the posting of the largest capacity first
        machines.append(twin)
        closures += [
            Closure(first_day=slot.day, last_day=slot.day, shifts=(slot.shift,), machine=twin.name)
            for slot in map(openness.slot, range(1, campaign.calendar.last_ordinal + 1))
            if slot not in chosen
        ]
        placements += [Placement(twin.name, short.unit, slot.day, slot.shift) for slot in chosen]
    room = len(machines)
    units = tuple(
        one if one != target else one.model_copy(update={"together": one.together + room, "visits": one.visits + room})
        for one in campaign.units
    )
    more = campaign.model_copy(
        update={
            "machines": tuple(machines),
            "closures": tuple(closures),
            "units": units,
            "pins": (),
            "rate_overrides": tuple(_for_twins(campaign.rate_overrides, machines)),
        }
    )
    # the copy is checked as a campaign of its own: cached tables of the first one must not answer for it
    more = Campaign.model_validate(more.model_dump())
    return more, plan_of(more, filled(more, placements))


def _for_twins(rows: Sequence[RateOverride], machines: Sequence[Machine]) -> Iterator[RateOverride]:
    """Rows of *Năng suất*, each of a machine for its twin as well."""
    names = {one.name for one in machines}
    for row in rows:
        yield row
        if row.machine is not None and f"{row.machine} thêm" in names:
            yield row.model_copy(update={"machine": f"{row.machine} thêm"})


def _open_to_both(openness: Openness, campaign: Campaign, original: Machine, short: Shortfall) -> list[Slot]:
    at_unit = frozenset(openness.of_unit(campaign.units_by_code[short.unit]))
    return [
        openness.slot(ordinal)
        for one in sorted(original.postings, key=lambda one: -(one.capacity or 0))
        if short.unit in one.serves
        for ordinal in openness.of_posting(original, one)
        if ordinal in at_unit
    ]


def left(plan: Plan) -> dict[str, int]:
    return {item.unit: item.dossiers for item in plan.unserved}


def overloaded(seed: int) -> Campaign:
    """A random campaign with twice the need, in which nothing matters but who is left."""
    campaign = random_campaign(seeded(f"short {seed}"))
    goals = (GoalSetting(goal=Goal.UNSERVED), GoalSetting(goal=Goal.FINISH))
    units = tuple(one.model_copy(update={"need": 2 * one.need}) for one in campaign.units)
    return campaign.model_copy(update={"units": units, "pins": (), "phases": (), "goals": goals})


def test_the_slots_asked_for_suffice_and_fewer_do_not() -> None:
    asked = 0
    for seed in range(250):
        campaign = overloaded(seed)
        solution, shorts = explained(campaign)
        plan = plan_of(campaign, solution.assignments)
        for short in shorts:
            if not NEEDS.search(short.reason) or "Open " in short.reason:
                continue
            asked += 1
            more, with_them = with_more(campaign, plan, short)
            verdict = judge(more, with_them)
            broken = [one for one in verdict.violations if one.rule is not Rule.USEFUL]
            assert not broken, (seed, short, broken)  # who came later may now come for nothing
            assert short.unit not in left(with_them), (seed, short)
            are_all_alike = all(len({one.capacity for one in each.postings}) == 1 for each in campaign.machines)
            if are_all_alike and not campaign.rate_overrides:
                assert short.unit in left(with_more(campaign, plan, short, spare=1)[1]), (seed, short)
    assert asked >= 50, "the campaigns are tight enough to say something"


def test_every_shortfall_has_a_reason() -> None:
    for seed in range(60):
        campaign = random_campaign(seeded(f"reason {seed}"))
        _solution, shorts = explained(campaign.model_copy(update={"pins": ()}))
        for short in shorts:
            assert short.reason.startswith(f"short of {short.dossiers}: ")
            assert "{" not in short.reason


def test_slots_of_two_machines_where_one_has_too_few() -> None:
    campaign = small_campaign(
        units=[unit("A", 20, together=2), unit("B", 27, together=2, priority=9)],
        machines=[machine("M1", posting(5)), machine("M2", posting(4))],
        closures=[],
        days=1,
        shifts=3,
    )
    _solution, shorts = explained(campaign)
    (short,) = [short for short in shorts if short.unit == "A"]
    assert short.reason == (
        "short of 20: needs 3 more slots of M1 and 2 more slots of M2 by 10/4, "
        "whose time goes first to units of higher Ưu tiên"
    )


def test_a_visit_more_where_the_machine_has_time_to_come_again() -> None:
    """M1 was at A on day 1 and at B till day 3; it may come back, but A allows one visit."""
    campaign = small_campaign(
        units=[unit("A", 20), unit("B", 20, first=2, last=3)],
        machines=[machine("M1", posting(5))],
        closures=[],
        days=5,
        roads=[],
    )
    stands = filled(campaign, [*stand("M1", "A", "1.1 1.2"), *stand("M1", "B", "2.1 2.2 3.1 3.2")])
    (short,) = shortfalls(campaign, stands, solve(campaign).goals)
    assert short.reason == (
        "short of 10: a machine has time to come again, but 1 visit is all that is allowed. Raise Số đợt tối đa"
    )


def test_slots_are_counted_at_the_rate_of_the_sheet() -> None:
    """M2 brings 2 a slot at A although it could do 5: of its 4 slots 2 are needed yet, not 1."""
    campaign = small_campaign(
        units=[unit("A", 8), unit("B", 20, priority=9)],
        machines=[machine("M1", posting(5, serves="A B"))],
        closures=[],
        days=2,
        shifts=2,
    ).model_copy(update={"rate_overrides": (RateOverride(unit=UnitCode("A"), dossiers=2),)})
    _solution, shorts = explained(campaign)
    (short,) = [short for short in shorts if short.unit == "A"]
    assert short.reason == (
        "short of 8: needs 4 more slots of M1 by 11/4, whose time goes first to units of higher Ưu tiên"
    )


def test_nobody_is_told_of_an_empty_list_where_learned_rates_leave_no_slot() -> None:
    """By capacity the slots hold all that A needs, by what was learned they do not."""
    campaign = small_campaign(
        units=[unit("A", 20, together=2)],
        machines=[machine("M1", posting(5)), machine("M2", posting(5))],
        closures=[closed(1, 2, shifts=(1,), weekdays=(0, 1, 2, 3, 4, 5), machine="M2")],
        days=2,
        shifts=2,
    )
    rates = {f"A | {name} | {label(shift)}": 3.0 for name in ("M1", "M2") for shift in (1, 2)}
    stands = [*stand("M1", "A", "1.1 1.2 2.1 2.2"), *stand("M2", "A", "1.2 2.2")]
    rows = tuple(row.model_copy(update={"dossiers": 3}) for row in filled(campaign, stands))
    (short,) = shortfalls(campaign, rows, (), rates)
    assert short.reason == (
        "short of 2: all slots open to it and to its machines hold 18 of 20. Open 1 more slot of M2 for it "
        "(Ngày nghỉ, Từ ngày, Đến ngày), let the campaign go on until 12/4/2023 at the earliest, "
        "or let another machine serve it"
    )


def test_a_campaign_that_goes_on_for_all_its_machines() -> None:
    """12 are left at 3 a slot: M1 alone would need two more days, both together one."""
    for machines, until in (("M1", "13/4/2023"), ("M1 M2", "12/4/2023")):
        campaign = small_campaign(
            units=[unit("A", 60, together=2)],
            machines=[machine(name, posting(3)) for name in machines.split()],
            closures=[],
            days=2,
            shifts=2,
        )
        stands = [place for name in machines.split() for place in stand(name, "A", "1.1 1.2 2.1 2.2")]
        rows = filled(campaign, stands)
        needed = sum(row.dossiers for row in rows) + 12
        campaign = campaign.model_copy(update={"units": (unit_of(campaign, "A", needed),)})
        (short,) = shortfalls(campaign, rows)
        assert f"until {until} at the earliest" in short.reason


def unit_of(campaign: Campaign, code: str, need: int) -> Unit:
    return campaign.units_by_code[UnitCode(code)].model_copy(update={"need": need})


def test_no_reason_is_left_without_an_answer_whatever_the_plan() -> None:
    """Any placements at any rates, as an audit or a stopped search may have them: every sentence is whole."""
    for language in (Language.VIETNAMESE, Language.ENGLISH):
        choose_language(language)
        for seed in range(150):
            rng = seeded(f"whole sentence {seed}")
            campaign = random_campaign(rng)
            rows = filled(campaign, random_placements(rng, campaign))
            rates = {
                f"{one.code} | {each.name} | {shift}": float(rng.randint(1, 3))
                for one in campaign.units
                for each in campaign.machines
                for shift in campaign.calendar.shift_labels
            }
            rows = tuple(
                row.model_copy(
                    update={"dossiers": min(row.dossiers, int(rates[f"{row.unit} | {row.machine} | {row.shift}"]))}
                )
                for row in rows
            )
            for short in shortfalls(campaign, rows, (), rates):
                assert not EMPTY.search(short.reason), short.reason


def test_a_search_that_ended_early_says_so() -> None:
    campaign = small_campaign(units=[unit("A", 10)], machines=[machine("M1", posting(5))], closures=[])
    goals = [
        result.model_copy(update={"proof": "best found"}) if result.goal is Goal.UNSERVED else result
        for result in solve(campaign).goals
    ]
    (short,) = shortfalls(campaign, (), goals)
    assert "Give it more time with --seconds" in short.reason
