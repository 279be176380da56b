"""What the lines' rules, bars, covers and totals say of given duties, without any search."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from planner.model.roster.crew_prices import GOALS
from planner.model.roster.crew_problem import CrewProblem, crew_problem
from planner.model.roster.line_problem import OFF, Line, LineProblem, Owner, Total
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.policy import DutyGoal


def lines_that_are(problem: CrewProblem, duties: Sequence[Duty]) -> tuple[Line, ...] | None:
    """The lines of exactly these duties, required seats first; None where lines cannot say them."""
    calendar = problem.case.campaign.calendar
    left = [group.officers for group in problem.groups]
    lines = [[OFF] * problem.lines.days for _ in problem.choosing]
    numbers = {own.officer.code: number for number, own in enumerate(problem.choosing)}
    required_first = sorted(range(len(problem.groups)), key=lambda group: not problem.groups[group].is_required)
    for duty in duties:
        ordinal = calendar.ordinal(duty.date, duty.shift)
        number = numbers.get(duty.officer)
        places = [n for n, layer in enumerate(problem.layers.layers) if layer.ordinal <= ordinal]
        if number is None or not places:
            return None
        layer = places[-1]
        offer = problem.choosing[number].groups[layer]
        fitting = [
            group
            for group in required_first
            if group in offer
            and left[group]
            and problem.groups[group].machine_shift.ordinal == ordinal
            and (duty.machine, duty.unit, duty.role)
            == (
                problem.groups[group].machine_shift.machine,
                problem.groups[group].machine_shift.unit,
                problem.groups[group].role,
            )
        ]
        if not fitting or lines[number][layer] != OFF:
            return None
        left[fitting[0]] -= 1
        lines[number][layer] = offer.index(fitting[0]) + 1
    return tuple(tuple(line) for line in lines)


def is_kept(problem: CrewProblem, lines: Sequence[Line]) -> bool:
    """Whether the lines keep every rule, bar and limit, and fill what must be filled."""
    of_lines = problem.lines
    for owner, line in zip(of_lines.owners, lines, strict=True):
        if any((day, choice) in owner.barred for day, choice in enumerate(line)):
            return False
        for rule in owner.rules:
            state: Any = rule.first()
            for day, choice in enumerate(line):
                state = rule.after(state, day, choice)
                if state is None:
                    return False
            if not rule.may_end(state):
                return False
    if any(not total.is_kept(amount_of(total, lines)) for total in of_lines.totals):
        return False
    missing = values_of(of_lines, lines)[GOALS.index(DutyGoal.VACANT)]
    return missing < 10**5


def amount_of(total: Total, lines: Sequence[Line]) -> int:
    """What a total counts."""
    state: Any = total.counted.first()
    amount = 0
    for day, choice in enumerate(lines[total.owner]):
        amount += total.counted.amount(state, day, choice)
        state = total.counted.after(state, day, choice)
    return amount


def values_of(problem: LineProblem, lines: Sequence[Line]) -> tuple[int, ...]:
    """What the lines cost in each goal."""
    values = [0] * problem.num_goals
    covered: dict[int, int] = defaultdict(int)
    for owner, line in zip(problem.owners, lines, strict=True):
        for goal, amount in _own_costs(owner, line):
            values[goal] += amount
        for day, choice in enumerate(line):
            effect = None if choice == OFF else owner.choices[day][choice - 1].effect
            if effect is not None:
                covered[effect] += 1
    for number, cover in enumerate(problem.covers):
        missing = cover.need - covered[number]
        values[cover.goal] += missing * cover.under if missing > 0 else -missing * (cover.over or 0)
    for total in problem.totals:
        values[total.goal] += total.cost(amount_of(total, lines))
    return tuple(values)


def _own_costs(owner: Owner, line: Line) -> Iterator[tuple[int, int]]:
    """Goals with what an owner's prices and rules cost."""
    for price in owner.prices:
        if line[price.day] == price.choice:
            yield price.goal, price.amount
    for rule in owner.rules:
        state: Any = rule.first()
        for day, choice in enumerate(line):
            yield from rule.costs(state, day, choice)
            state = rule.after(state, day, choice)


def read_by_lines(case: RosterCase, ahead: Sequence[Duty]) -> tuple[int, ...] | None:
    """Every goal's value of a roster with these duties ahead, the past included; None where it breaks a rule."""
    problem = crew_problem(case)
    lines = lines_that_are(problem, ahead)
    if lines is None or not is_kept(problem, lines):
        return None
    values = values_of(problem.lines, lines)
    return tuple(value + certain for value, certain in zip(values, problem.certain, strict=True))
