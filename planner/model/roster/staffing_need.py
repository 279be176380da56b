"""The fewest officers who fill a week's seats: how many of them work which line of duties.

Officers are alike here, so a roster of the week is told by how many work each lawful line; that leaves one whole
number for each line, and the relaxation of it is nearly exact.
"""

import logging
from collections.abc import Sequence
from itertools import islice
from time import monotonic
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.domain.search_terms import SearchTerms
from planner.model.effort import Effort
from planner.model.gate import Stopper, ask
from planner.model.roster.least_officers import LeastOfficers, WorkedLine
from planner.roster.lawful_week import LawfulWeek, lawful_lines
from planner.roster.week_needs import WeekNeed
from planner.texts import spoken_number, texts_of

_ = texts_of("model")
logger = logging.getLogger(__name__)

MOST_LINES = 30_000
"""A week with more lawful lines is left to the count: a model of so many is solved in seconds."""


def least_officers(needs: Sequence[WeekNeed], terms: SearchTerms, stopper: Stopper) -> tuple[LeastOfficers | None, ...]:
    """The fewest officers for each of these, in their order; None where the law lets no number of them fill the seats.

    Weeks that ask for the same of the same are solved once.
    """
    logger.info(
        _(
            "Officers are counted by how many of them work each lawful line of a week's duties, since those of one "
            "role are alike; where there are more than {most} such lines, by counting seats alone"
        ).format(most=spoken_number(MOST_LINES))
    )
    ends = terms.moment_of_end(monotonic())
    known: dict[_Alike, LeastOfficers] = {}
    found: list[LeastOfficers | None] = []
    for need in needs:
        if need.counted is None:
            found.append(None)
            continue
        alike = _Alike(need.week, need.asked)
        if alike not in known:
            effort = Effort(terms.workers, terms.seed, max(0.0, ends - monotonic()))
            known[alike] = _least(need, need.counted, effort, stopper)
        found.append(known[alike])
    return tuple(found)


class _Alike(NamedTuple):
    """What decides how many officers a week needs."""

    week: LawfulWeek
    asked: tuple[tuple[int, ...], ...]


def _least(need: WeekNeed, counted: int, effort: Effort, stopper: Stopper) -> LeastOfficers:
    lines = [line for line in islice(lawful_lines(need.week), MOST_LINES + 1) if any(line)]
    if len(lines) >= MOST_LINES:
        return LeastOfficers(counted, None)
    model = cp_model.CpModel()
    numbers = [model.new_int_var(0, need.seats, "") for _line in lines]
    for day, turns in enumerate(need.week.turns):
        for turn, seats in zip(turns, need.asked[day], strict=True):
            working = [number for number, line in zip(numbers, lines, strict=True) if turn in line[day]]
            model.add(sum(working) == seats)
    in_all = sum(numbers)
    model.add(in_all >= counted)
    model.minimize(in_all)
    answer = ask(model, effort, stopper)
    bound = max(counted, answer.bound or 0)
    if answer.value_of is None:
        return LeastOfficers(bound, None)
    worked = [WorkedLine(line, answer.value_of(number)) for number, line in zip(numbers, lines, strict=True)]
    return LeastOfficers(bound, tuple(each for each in worked if each.officers))
