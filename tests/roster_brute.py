"""The best roster of a small case by trying everything: every lawful line of every officer, every way to join them.

A line is all that an officer works ahead. All goals but `vacant` are sums over lines, and `vacant` looks only at how
many officers each machine-shift and role has. So lines are joined officer by officer, and of all ways to fill the same
seats the best one is kept.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.domain.record import MachineName
from planner.roster.case import RosterCase
from planner.roster.policy import DutyGoal
from planner.roster.staffing import Officer, Role
from tests.roster_facts import Facts, SlotKey, Work
from tests.roster_goals_brute import Band, bands, officer_costs, unfairness, vacant
from tests.roster_rules_brute import broken_hours, frozen_seats, pins_broken

MOST_LINES = 4_000
MOST_JOINS = 800_000
Seat = tuple[SlotKey, MachineName, Role]
Costs = tuple[int, ...]
ORDER = (
    DutyGoal.VACANT,
    DutyGoal.DUTY_CHANGES,
    DutyGoal.OVERTIME,
    DutyGoal.FAIRNESS,
    DutyGoal.WISHES,
    DutyGoal.SWITCHES,
    DutyGoal.COMMUTE,
)
BITS = 4
"""Of the number in which the officers of one seat are counted; the highest says that there are too many."""


class TooLargeToTry(Exception):
    """There are more lines, or more ways to join them, than can be tried."""


@dataclass(frozen=True)
class Line:
    """One lawful way for an officer to work."""

    taken: tuple[Seat, ...]
    costs: Costs
    """In duty-changes, overtime, fairness, wishes, switches and commute."""


def best_values(case: RosterCase) -> dict[DutyGoal, int] | None:
    """The values of the lexicographically best roster; None where there is no roster at all. Raises TooLargeToTry."""
    facts = Facts(case)
    seats = [
        (slot, machine, role)
        for (slot, machine), asked in sorted(facts.asked.items())
        if slot >= facts.first_ahead
        for role in asked
    ]
    frozen = frozen_seats(facts)
    crowded = [seat for seat, owners in frozen.items() if len(owners) > facts.asked[seat[0], seat[1]][seat[2]].all]
    fields = {seat: 1 << (BITS * number) for number, seat in enumerate(seats)}
    owned = {seat: 1 << (BITS * number) for number, seat in enumerate(crowded, len(seats))}
    most = 2 ** (BITS - 1) - 1
    slack = sum((most - facts.asked[seat[0], seat[1]][seat[2]].all) * field for seat, field in fields.items())
    full = sum((most + 1) * field for field in fields.values())
    fair = bands(facts, facts.case.situation.history)
    joined: dict[int, Costs] = {0: (0,) * (len(ORDER) - 1)}
    for officer in facts.staffing.officers:
        must = {seat for seat, owners in frozen.items() if officer.code in owners and seat not in crowded}
        lines: dict[int, Costs] = {}
        for line in lines_of(facts, officer, seats, fair):
            if must <= set(line.taken):
                code = sum(fields[seat] for seat in line.taken)
                code += sum(owned[seat] for seat in line.taken if seat in owned and officer.code in frozen[seat])
                lines[code] = line.costs
        if len(lines) * len(joined) > MOST_JOINS:
            raise TooLargeToTry
        grown: dict[int, Costs] = {}
        for before, costs in joined.items():
            for taken, more in lines.items():
                now = before + taken
                if (now + slack) & full:
                    continue
                worth = tuple(map(int.__add__, costs, more))
                if now not in grown or worth < grown[now]:
                    grown[now] = worth
        joined = grown
    found = [
        (_vacant(facts, code, fields), *costs)
        for code, costs in joined.items()
        if all(code // field % 2**BITS == facts.asked[seat[0], seat[1]][seat[2]].all for seat, field in owned.items())
    ]
    return dict(zip(ORDER, min(found), strict=True)) if found else None


def _vacant(facts: Facts, code: int, fields: dict[Seat, int]) -> int:
    return vacant(facts, Counter({seat: code // field % 2**BITS for seat, field in fields.items()}))


def lines_of(facts: Facts, officer: Officer, seats: Sequence[Seat], fair: Mapping[str, list[Band]]) -> Iterator[Line]:
    """Every lawful line of an officer, the frozen days aside.

    Days are added in order; more duties never mend what a day's duties break of the rules on hours.
    """
    options: dict[int, list[tuple[Seat, Work]]] = {}
    for slot, machine, role in seats:
        place = facts.places[slot, machine]
        hours = facts.hours(slot, place, machine)
        may = facts.qualifies(officer, role) and facts.serves(officer, machine, place)
        if may and not facts.is_away(officer, slot) and facts.own_hours_kept(officer, slot[0], hours):
            work = Work(*slot, hours, machine, place, role, is_ahead=True)
            options.setdefault(slot[0].toordinal(), []).append(((slot, machine, role), work))
    grown: list[list[tuple[Seat, Work]]] = [[]]
    past = facts.works_of(officer, facts.case.situation.history)
    for day in sorted(options):
        grown = [
            longer
            for line in grown
            for added in _of_one_day(options[day], facts.law.shifts_a_day)
            for longer in [[*line, *added]]
            if not added or not broken_hours(facts, officer, past + [work for _seat, work in longer])
        ]
        if len(grown) > MOST_LINES:
            raise TooLargeToTry
    for line in grown:
        works = past + [work for _seat, work in line]
        if not pins_broken(facts, officer, works):
            changes, *others = officer_costs(facts, officer, works)
            overtime, *last = others
            uneven = unfairness(facts, fair.get(officer.code, []), works)
            yield Line(tuple(seat for seat, _work in line), (changes, overtime, uneven, *last))


def _of_one_day(options: Sequence[tuple[Seat, Work]], most: int) -> Iterator[tuple[tuple[Seat, Work], ...]]:
    """Every choice of seats of a day with no two in one slot, in time order."""
    for size in range(min(most, len(options)) + 1):
        for chosen in combinations(options, size):
            if len({work.slot for _seat, work in chosen}) == size:
                yield chosen
