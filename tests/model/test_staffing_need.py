"""The fewest officers of a week: the roster that shows it is lawful, and no fewer would do."""

from collections import Counter
from datetime import timedelta
from itertools import product

import pytest

from planner.domain.plan import Plan
from planner.domain.search_terms import SearchTerms
from planner.model.gate import Stopper
from planner.model.roster import staffing_need
from planner.model.roster.least_officers import LeastOfficers
from planner.model.roster.staffing_need import least_officers
from planner.roster.case import RosterCase
from planner.roster.lawful_week import TurnsOfWeek, lawful_lines
from planner.roster.regulations import Regulations
from planner.roster.staffing import Officer, Role, SeatDemand, Staffing
from planner.roster.week_needs import WeekNeed, week_needs
from tests.campaigns import seeded
from tests.roster_sketches import MONDAY, MORNING_AND_EVENING, case_of, every_slot, officer, one_place_campaign
from tests.roster_vacancy_brute import Worked, is_lawful, random_case

TWO_SEATS = (SeatDemand(role=Role("thu nhận"), is_required=True), SeatDemand(role=Role("kiểm tra")))
TERMS = SearchTerms(seconds=60.0)


def found_for(needs: tuple[WeekNeed, ...]) -> tuple[LeastOfficers | None, ...]:
    return least_officers(needs, TERMS, Stopper())


def worked_in(line: TurnsOfWeek, need: WeekNeed) -> list[Worked]:
    return [
        Worked(need.monday + timedelta(days=day), turn.shift, turn.starts_minute, turn.ends_minute, is_new=True)
        for day, turns in enumerate(line)
        for turn in turns
    ]


def assert_fills(need: WeekNeed, found: LeastOfficers, case: RosterCase) -> None:
    """Each seat once, by officers whose duties are lawful by a judge of his own."""
    assert found.lines is not None
    anybody = officer(case.campaign, 1)
    filled: Counter[tuple[int, int]] = Counter()
    for line, number in found.lines:
        assert is_lawful(case.staffing.regulations, anybody, worked_in(line, need))
        for day, turns in enumerate(line):
            for turn in turns:
                filled[day, need.week.turns[day].index(turn)] += number
    assert filled == {
        (day, place): seats for day, asked in enumerate(need.asked) for place, seats in enumerate(asked) if seats
    }


def test_ten_officers_work_two_machines_and_two_roles_for_a_week() -> None:
    campaign = one_place_campaign(MONDAY, 14, MORNING_AND_EVENING, 2)
    case = case_of(campaign, Staffing(officers=(), demands=TWO_SEATS))
    needs = week_needs(case)
    found = found_for(needs)
    assert [(each.bound, each.officers, each.is_proven) for each in found if each is not None] == [
        (5, 5, True),
        (5, 5, True),
        (10, 10, True),
    ] * 2
    for need, each in zip(needs, found, strict=True):
        assert each is not None
        assert_fills(need, each, case)


def test_more_are_needed_than_counted_where_days_exclude_each_other() -> None:
    """Nobody works two days in a row: whoever works Tuesday, with two seats, works neither Monday nor Wednesday."""
    campaign = one_place_campaign(MONDAY, 3, ((420, 900),), 2)
    second_on_tuesday = [
        row for row in every_slot(campaign).assignments if row.machine == "MÁY 1" or row.date.day == 11
    ]
    plan = Plan(campaign=campaign.name, assignments=tuple(second_on_tuesday))
    staffing = Staffing(officers=(), regulations=Regulations(run_days=1))
    needs = week_needs(case_of(campaign, staffing, plan=plan))
    (found,) = found_for(needs)
    assert found is not None
    assert (needs[0].seats, needs[0].counted, found.bound, found.officers) == (4, 2, 3, 3)


def fewest_by_trying(case: RosterCase, need: WeekNeed) -> int | None:
    """Officer after officer with any lawful line, until nothing is asked for."""
    anybody: Officer = officer(case.campaign, 1)
    slots = [(day, place) for day, asked in enumerate(need.asked) for place, _seats in enumerate(asked)]
    lines = set()
    for taken in product((0, 1), repeat=len(slots)):
        chosen = [slot for slot, is_taken in zip(slots, taken, strict=True) if is_taken]
        line = tuple(
            tuple(turn for place, turn in enumerate(need.week.turns[day]) if (day, place) in chosen) for day in range(7)
        )
        if is_lawful(case.staffing.regulations, anybody, worked_in(line, need)):
            lines.add(taken)
    left = {tuple(need.asked[day][place] for day, place in slots)}
    for number in range(need.seats + 1):
        if any(not any(each) for each in left):
            return number
        left = {
            after
            for each in left
            for line in lines
            if min(after := tuple(a - b for a, b in zip(each, line, strict=True)), default=0) >= 0
        }
    return None


@pytest.mark.parametrize("block", range(6))
def test_no_fewer_officers_would_do_on_tiny_weeks(block: int) -> None:
    judged = 0
    for number in range(6):
        case = random_case(seeded(f"staff {block} {number}"))
        needs = [need for need in week_needs(case) if len(need.roles) == 1 and sum(map(len, need.asked)) <= 8]
        for need, found in zip(needs, found_for(tuple(needs)), strict=True):
            fewest = fewest_by_trying(case, need)
            if found is None:
                assert fewest is None
            else:
                assert found.is_proven
                assert found.officers == fewest
                assert_fills(need, found, case)
            judged += 1
    assert judged >= 4


@pytest.mark.parametrize("seed", range(40))
def test_lines_are_those_that_are_lawful(seed: int) -> None:
    case = random_case(seeded(f"lines {seed}"))
    for need in week_needs(case):
        if sum(map(len, need.asked)) > 8:
            continue
        anybody = officer(case.campaign, 1)
        lines = list(lawful_lines(need.week))
        assert len(set(lines)) == len(lines)
        assert all(is_lawful(case.staffing.regulations, anybody, worked_in(line, need)) for line in lines)
        every = product(*(_subsets(len(turns)) for turns in need.week.turns))
        lawful = sum(
            is_lawful(case.staffing.regulations, anybody, worked_in(_line(need, chosen), need)) for chosen in every
        )
        assert lawful == len(lines)


def _subsets(number: int) -> list[tuple[int, ...]]:
    return [tuple(place for place in range(number) if bits >> place & 1) for bits in range(2**number)]


def _line(need: WeekNeed, chosen: tuple[tuple[int, ...], ...]) -> TurnsOfWeek:
    return tuple(tuple(turns[place] for place in places) for turns, places in zip(need.week.turns, chosen, strict=True))


def test_a_week_of_too_many_lines_is_left_to_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staffing_need, "MOST_LINES", 100)
    campaign = one_place_campaign(MONDAY, 7, MORNING_AND_EVENING, 1)
    (found,) = found_for(week_needs(case_of(campaign, Staffing(officers=()))))
    assert found is not None
    assert (found.bound, found.officers, found.is_proven) == (3, None, False)


def test_a_search_that_is_stopped_keeps_what_was_counted() -> None:
    campaign = one_place_campaign(MONDAY, 7, MORNING_AND_EVENING, 1)
    stopper = Stopper()
    stopper.stop()
    (found,) = least_officers(week_needs(case_of(campaign, Staffing(officers=()))), TERMS, stopper)
    assert found == LeastOfficers(3, None)
