"""The names of the hard rules and of the goals: one enum each, used in code, tests, prints and documents."""

from enum import StrEnum

from pydantic import NonNegativeFloat

from planner.domain.record import Record


class Rule(StrEnum):
    """A hard rule; a plan that breaks one is not a plan."""

    ONE_PLACE = "one-place"
    """A machine is at one unit in a slot."""
    MACHINE_OPEN = "machine-open"
    """A machine works only in slots of a posting that are not closed to all or to it."""
    UNIT_OPEN = "unit-open"
    """Nobody works at a unit outside its window, its shifts, or in its closures."""
    SERVES = "serves"
    """A machine works only at units that its posting serves."""
    CAPACITY = "capacity"
    """Dossiers planned in a slot are at most the posting's capacity, or its rate of *Năng suất* where that is less."""
    DEMAND = "demand"
    """A unit gets no more dossiers than it still needs."""
    FILL = "fill"
    """A unit's slots in time order, then machines in workbook order, are each filled to capacity, or to their rate of
    *Năng suất*, till the need ends."""
    TOGETHER = "together"
    """So many machines at once at a unit and no more."""
    VISITS = "visits"
    """So many visits at a unit and no more; those that are over do not count, nor those that a pin holds."""
    MIN_STAY = "min-stay"
    """A visit lies on at least as many days as its unit asks for, unless a pin holds it."""
    NO_GAP = "no-gap"
    """At a unit of whole days, on each day of a visit every slot open to both is worked there, or elsewhere at a unit
    of half days; on the day of arrival, only after the time that it takes to move."""
    WHOLE_DAY = "whole-day"
    """From one unit of whole days to another a machine changes only overnight."""
    REACH = "reach"
    """A change of unit within a day is at most the limit."""
    MOVE_TIME = "move-time"
    """Between a mobile machine's last slot at a unit and its first at another lie as many slots as a move takes."""
    GROUP = "group"
    """The machines of a group that are open stand at the same unit, or none of them stands anywhere."""
    USEFUL = "useful"
    """A visit collects at least one dossier, unless one of its slots is past, is pinned, or was announced."""
    PINNED = "pinned"
    """A pinned machine is at its unit in each pinned slot that is open to both."""
    HISTORY = "history"
    """In a re-plan, what is past is what the results say."""
    FROZEN = "frozen"
    """In a re-plan, placements announced for the frozen days stay wherever machine and unit are still open."""


class Goal(StrEnum):
    """What is made small, one after the other; a later goal never worsens an earlier one beyond its tolerance."""

    UNSERVED = "unserved"
    """Dossiers left uncollected at the end, times the unit's priority."""
    MILESTONES = "milestones"
    """Dossiers missing at the phases' last days."""
    CHANGES = "changes"
    """Announced dossiers that lose their slot, times the weight of the notice (re-plan only)."""
    FINISH = "finish"
    """Ordinal of the last slot used."""
    TRAVEL = "travel"
    """Road km of mobile machines."""
    WAITING = "waiting"
    """Over dossiers, the ordinal of the slot in which each is collected; the last ordinal + 1 for those left."""


DEFAULT_GOALS = (Goal.UNSERVED, Goal.MILESTONES, Goal.CHANGES, Goal.FINISH, Goal.TRAVEL, Goal.WAITING)


class GoalSetting(Record):
    """A goal in the campaign's order, and how many percent of its best value later goals may give up."""

    goal: Goal
    tolerance_percent: NonNegativeFloat = 0.0


class Proof(StrEnum):
    """What is known of a goal's value."""

    OPTIMAL = "optimal"
    """The proven bound equals the value."""
    BEST_FOUND = "best found"
    """The value stands above the proven bound."""
    NOT_OPTIMISED = "not optimised"
    """The goal was left out by the workbook; its value is only reported."""
