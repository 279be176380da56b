"""Which way was taken for which goal of which part, and why, as one sentence each for whoever asks with -v.

A search notes its choices as it makes them. Of a campaign that is searched as one part they are told at once; of
several, ways that were taken for the same goal are told together, when it is settled in all of them.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from planner.domain.goal_names import plan_goal_name
from planner.domain.policy import Goal
from planner.model.instance.criteria import Criterion
from planner.model.instance.subproblem import Subproblem
from planner.model.subsets.small_part import MOST_UNITS
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("model")
ngettext = plurals_of("model")
logger = logging.getLogger(__name__)

UNITS_AT_ONCE = 40
"""Up to this size a subproblem is optimised as a whole."""


class Way(StrEnum):
    """How a goal of one subproblem is settled, or one step towards that."""

    NOTHING_BETTER = auto()
    NOBODY_LEFT = auto()
    ASSIGNED_FIRST = auto()
    COUNTED = auto()
    FILLED = auto()
    ENDS_EARLIER = auto()
    ASKED = auto()
    TABLES = auto()
    TABLES_OF_ONE_VISIT = auto()
    SECOND_VISITS = auto()
    FLOW = auto()
    ZONES = auto()
    GIVEN_OUT = auto()
    PACKED = auto()
    TOURS = auto()
    TOURS_FIRST = auto()
    TOURS_WITH_PRICE = auto()
    WITHOUT_ROADS = auto()
    NEIGHBOURHOODS = auto()
    AS_SPLIT = auto()
    BESIDE_TRAVEL = auto()
    ROUTING = auto()
    SINGLE_VISITS = auto()
    PERIODS = auto()
    TOO_LARGE = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """A way that was taken for a goal of one subproblem, of so many units and machines."""

    goal: Goal
    way: Way
    units: int
    machines: int


class Choices:
    """Those made in one subproblem, each once."""

    def __init__(self) -> None:
        self.made: list[Choice] = []
        self.are_told_at_once = False

    def make(self, problem: Subproblem, goal: Criterion, way: Way) -> None:
        """Note a choice. What is searched for beside the goals, such as a preference among equal plans, is left out."""
        if not isinstance(goal, Goal):
            return
        choice = Choice(goal, way, len(problem.units), len(problem.machines))
        if choice in self.made:
            return
        self.made.append(choice)
        if self.are_told_at_once:
            logger.info(_of_one_part(choice))


def tell_together(goal: Goal, parts: Sequence[Iterable[Choice]]) -> None:
    """Tell which ways were taken for a goal, each with the number of parts; nothing where no part had a choice."""
    taken = Counter(_told(choice) for made in parts for choice in made if choice.goal is goal)
    for way, number in taken.items():
        logger.info(_of_several_parts(goal, way, number, len(parts)))


def _of_one_part(choice: Choice) -> str:
    return _("{goal} of {units} and {machines}: {way}").format(
        goal=plan_goal_name(choice.goal),
        units=_counted_units(choice.units),
        machines=ngettext("{count} machine", "{count} machines", choice.machines).format(
            count=spoken_number(choice.machines)
        ),
        way=_told(choice),
    )


def _of_several_parts(goal: Goal, way: str, number: int, parts: int) -> str:
    return _("{goal} of {number} of {parts} parts: {way}").format(
        goal=plan_goal_name(goal), number=spoken_number(number), parts=spoken_number(parts), way=way
    )


def _counted_units(number: int) -> str:
    return ngettext("{count} unit", "{count} units", number).format(count=spoken_number(number))


def _too_large(units: int) -> str:
    """Why so many units are not optimised as a whole, with the roads between them."""
    if units > UNITS_AT_ONCE:
        return _("there are more than {most} units").format(most=UNITS_AT_ONCE)
    return _("there are too many roads between the units for one model")


def _told(choice: Choice) -> str:
    """How it is done, and why so."""
    too_large = _too_large(choice.units)
    return {
        Way.NOTHING_BETTER: _("not searched, since the plan so far comes to 0 and nothing is less"),
        Way.NOBODY_LEFT: _("by asking the solver for a plan that leaves nobody, since the first plan left somebody"),
        Way.ASSIGNED_FIRST: _(
            "bounded by who serves whom for how long, then by the solver period by period, since no plan was found "
            "that leaves nobody"
        ),
        Way.COUNTED: _("by counting alone, since the plan so far ends no later than the machines need in any case"),
        Way.FILLED: _("by counting alone, since the plan so far leaves no room in any slot that comes before its end"),
        Way.ENDS_EARLIER: _("not searched further, since another part ends no earlier"),
        Way.ASKED: _(
            "by asking the solver whether a plan can end by a certain slot, slot after slot, since counting alone does "
            "not settle it"
        ),
        Way.TABLES: _(
            "by tables over all sets of units, without the solver, since there are at most {most} units, each served "
            "in one visit"
        ).format(most=MOST_UNITS),
        Way.TABLES_OF_ONE_VISIT: _(
            "by tables over all sets of units, as if each got one visit, since there are at most {most} units but some "
            "may get several visits"
        ).format(most=MOST_UNITS),
        Way.SECOND_VISITS: _(
            "bounded by tables over all sets of units, since the travel settled before leaves room for few second "
            "visits"
        ),
        Way.FLOW: _(
            "by the solver, machines that are alike told as one flow, since units may get several visits and it does "
            "not matter which of these machines comes"
        ),
        Way.ZONES: _(
            "by zones, each with tables over all sets of its units, since most machines serve few units that no other "
            "such machine serves"
        ),
        Way.GIVEN_OUT: _("bounded by giving out units to machines, whatever the order, since {too_large}").format(
            too_large=too_large
        ),
        Way.PACKED: _("by packing visits into tours of machines first, since {too_large}").format(too_large=too_large),
        Way.TOURS: _(
            "by tours of machines (column generation), since {too_large} and every one of them has to be visited"
        ).format(too_large=too_large),
        Way.TOURS_FIRST: _(
            "by tours of machines (column generation) for a moment first, since there are more than {few} units, too "
            "many for tables, and at most {most}"
        ).format(few=MOST_UNITS, most=UNITS_AT_ONCE),
        Way.TOURS_WITH_PRICE: _(
            "bounded by tours of machines (column generation) in which every metre has its price, since the travel "
            "settled before may not grow"
        ),
        Way.WITHOUT_ROADS: _(
            "bounded by the solver as if roads were no matter, since a bound with roads would take far longer"
        ),
        Way.NEIGHBOURHOODS: _("made better by the solver a few machines at a time, since {too_large}").format(
            too_large=too_large
        ),
        Way.AS_SPLIT: _(
            "made better with the visits split as in the plan so far, since units may get several visits or be left "
            "short"
        ),
        Way.BESIDE_TRAVEL: _("by the solver together with travel, since the travel settled before may not grow"),
        Way.ROUTING: _("by the solver from visit to visit (routing), since the order of visits matters for the roads"),
        Way.SINGLE_VISITS: _(
            "by the solver, choosing machines and a first day or slot for each visit (time-indexed), since each unit "
            "is served in one visit and roads do not matter here"
        ),
        Way.PERIODS: _(
            "by the solver period by period (time-indexed), since units may get several visits or be left short and "
            "roads do not matter here"
        ),
        Way.TOO_LARGE: _(
            "for the rest only by taking visits out and putting them in elsewhere, since one model of all is too large"
        ),
    }[choice.way]
