"""Small random problems of lines, and their answers by trying everything."""

from itertools import product
from random import Random

from planner.model.roster.line_problem import Choice, Cover, Line, LineProblem, LineRule, Owner, Price, Step, Total
from planner.model.roster.line_rules import Amounts, RunsOfDays, Succession, WorkedWeekends
from planner.model.roster.roster_values import follow, roster_goals


def small_problem(seed: int) -> LineProblem:
    """Two or three owners, four or five days, one or two shifts, one or two goals, rules and totals of every kind."""
    random = Random(seed)  # noqa: S311 - no secret
    days, num_shifts = random.randint(4, 5), random.randint(1, 2)
    num_goals = random.randint(1, 2)
    choices = tuple(
        tuple(Choice(day * num_shifts + shift, f"s{shift}") for shift in range(num_shifts)) for day in range(days)
    )
    covers = tuple(
        Cover(
            random.randint(0, 2),
            random.randint(1, 9),
            random.choice([None, random.randint(0, 3)]),
            random.randrange(num_goals),
        )
        for _ in range(days * num_shifts)
    )
    owners = tuple(_owner(random, name, choices, num_goals) for name in "ABC"[: random.randint(2, 3)])
    totals = tuple(
        total for owner in range(len(owners)) for total in _totals(random, owner, days, num_shifts, num_goals)
    )
    return LineProblem(days, owners, covers, totals, num_goals)


def _owner(random: Random, name: str, choices: tuple[tuple[Choice, ...], ...], num_goals: int) -> Owner:
    days, num_shifts = len(choices), len(choices[0])
    rules: list[LineRule] = []
    if random.random() < 0.7:
        rules.append(RunsOfDays(random.randint(1, 3), random.randint(1, 2), random.randint(1, 2)))
    if num_shifts > 1 and random.random() < 0.6:
        kinds = (tuple(range(num_shifts + 1)),) * days
        rules.append(Succession(kinds, frozenset({(2, 1)}), random.choice([None, 2])))
    prices = tuple(
        Price(random.randrange(days), random.randint(0, num_shifts), random.randrange(num_goals), random.randint(1, 4))
        for _ in range(3)
    )
    barred = frozenset((random.randrange(days), random.randint(1, num_shifts)) for _ in range(random.randint(0, 2)))
    return Owner(name, choices, tuple(rules), prices, barred)


def _totals(random: Random, owner: int, days: int, num_shifts: int, num_goals: int) -> list[Total]:
    totals = []
    minutes = (tuple(4 * choice + 4 * (choice > 0) for choice in range(num_shifts + 1)),) * days
    if random.random() < 0.6:
        highest = random.choice([16, 24, 99])
        totals.append(Total(owner, Amounts(minutes), random.choice([None, 8]), highest))
    if random.random() < 0.5:
        totals.append(Total(owner, WorkedWeekends(random.randint(3, 6)), None, random.randint(0, 1)))
    if random.random() < 0.6:
        ones = ((0, *([1] * num_shifts)),) * days
        above, below = (Step(2, 1), Step(3, 2)), (Step(2, 2), Step(1, 1))
        totals.append(Total(owner, Amounts(ones), None, 4, random.randrange(num_goals), above, below))
    return totals


def all_lines(problem: LineProblem, owner: int) -> list[Line]:
    """Every line that the owner may work."""
    totals = [total for total in problem.totals if total.owner == owner]
    ways = [range(len(choices) + 1) for choices in problem.owners[owner].choices]
    return [line for line in product(*ways) if follow(problem, owner, line, totals) is not None]


def all_goals(problem: LineProblem) -> set[tuple[int, ...]]:
    """The goals of every sound roster."""
    lines = [all_lines(problem, owner) for owner in range(len(problem.owners))]
    found = (roster_goals(problem, roster) for roster in product(*lines))
    return {goals for goals in found if goals is not None}
