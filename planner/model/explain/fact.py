"""A fact that can forbid a wish, such as a closure, a pin or a limit: where a person finds it, and what it demands."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.texts import spoken_day


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the workbook, the announced plan or the past says."""

    where: str
    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.advice}"


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What forbids a wish."""

    facts: tuple[Fact, ...] = ()
    """Together they leave no plan that fulfils it, whatever else holds; empty if that is not proven."""
    are_fewest: bool = True
    """Whether it is proven that no fewer facts do."""


class Demand(StrEnum):
    """What a fact can demand of every plan."""

    CLOSURE = "closure"
    """Nobody works in its slots; of a `Closure`."""
    FIRST_DAY = "first day"
    """People come to a unit from a day on; of its code."""
    LAST_DAY = "last day"
    SHIFTS = "shifts"
    POSTING_BEGINS = "posting begins"
    """A machine is on duty from a day on; of its name and the posting's number."""
    POSTING_ENDS = "posting ends"
    SERVES = "serves"
    """The machine does not go to the wished unit; of its name."""
    PIN = "pin"
    """Of the pin's number."""
    VISITS = "visits"
    """Of the unit's code; so are the next two."""
    TOGETHER = "together"
    NEED = "need"
    """A visit collects something, and there is no more to collect than this."""
    WHOLE_DAYS = "whole days"
    REACH = "reach"
    PAST = "past"
    """What lies before the first slot to plan has happened."""
    MORNING = "morning"
    """Of the name of a machine that has already worked on the day on which planning begins."""


class Ground(NamedTuple):
    """One demand, and of what it is made."""

    demand: Demand
    of: Hashable = None


@dataclass(frozen=True, slots=True)
class GroundedFact:
    """A fact with all demands that fall away if it were not so."""

    fact: Fact
    grounds: frozenset[Ground]


def grounded(where: str, what: str, advice: str, *grounds: Ground) -> GroundedFact:
    """A fact, told, with the demands that rest on it."""
    return GroundedFact(Fact(where, what, advice), frozenset(grounds))


def unit_name(campaign: Campaign, code: UnitCode) -> str:
    """What people call the unit."""
    return campaign.units_by_code[code].name


def spoken_days(first: date, last: date) -> str:
    """A period as people write it."""
    return spoken_day(first) if first == last else f"{spoken_day(first)}–{spoken_day(last)}"
