"""A fact that can stand in the way of a wish: where it is told, what it says, and what were left to plan without it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.model.remainder import Remainder
from planner.texts import spoken_day

Drop = Callable[[Remainder], Remainder]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the workbook, the announced plan or the past says."""

    where: str
    what: str
    advice: str
    drop: Drop = field(repr=False, compare=False)
    """What would be left to plan if it were not so."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.advice}"


def changed(remainder: Remainder, **changes: object) -> Remainder:
    """The same remainder with some fields of its campaign changed."""
    return replace(remainder, campaign=remainder.campaign.model_copy(update=changes))


def unit_name(campaign: Campaign, code: UnitCode) -> str:
    """What people call the unit."""
    return campaign.units_by_code[code].name


def spoken_days(first: date, last: date) -> str:
    """A period as people write it."""
    return spoken_day(first) if first == last else f"{spoken_day(first)}–{spoken_day(last)}"
