"""What tells a campaign from another one that bears the same name."""

import unicodedata
from datetime import date
from typing import NamedTuple

from planner.domain.campaign import Campaign, Unit
from planner.domain.record import Record

_LEAST_COMMON = 3
"""Of the units of the smaller of two campaigns, at least one in so many stands in the other too if they are one."""
_LEAST_DIGITS = 4
"""A code of so many digits is one of the country's own; shorter ones are made up by whoever wrote the workbook."""
_KINDS = ("thành phố ", "thị trấn ", "thị xã ", "đặc khu ", "khu phố ", "phường ", "huyện ", "quận ", "xã ")


class KnownUnit(NamedTuple):
    """A unit as an identity remembers it."""

    code: str
    name: str
    """In lower case, without the word for its kind."""


class Identity(Record):
    """A campaign's days and units as they were when something was first kept of it.

    It bears what happens to a campaign on its way: more units, other targets, another end. Units with history stay in
    the workbook, so that a campaign always has some in common with what it was.
    """

    first_day: date
    last_day: date
    units: tuple[KnownUnit, ...]

    def may_be_of(self, other: "Identity") -> bool:
        """Whether both may be one campaign: their days overlap, and a third of the units of the smaller are common."""
        if self.first_day > other.last_day or other.first_day > self.last_day:
            return False
        return _LEAST_COMMON * self.num_common(other) >= min(len(self.units), len(other.units))

    def num_common(self, other: "Identity") -> int:
        """How many units of this one stand in the other, by name or by a code of the country's own."""
        names, codes = {unit.name for unit in other.units}, {unit.code for unit in other.units if _is_official(unit)}
        return sum(unit.name in names or (_is_official(unit) and unit.code in codes) for unit in self.units)


def identity_of(campaign: Campaign) -> Identity:
    """What a campaign is known by now."""
    calendar = campaign.calendar
    return Identity(
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        units=tuple(sorted(KnownUnit(unit.code, _plain_name(unit)) for unit in campaign.units)),
    )


def _plain_name(unit: Unit) -> str:
    name = " ".join(unicodedata.normalize("NFC", unit.name).casefold().split())
    kind = next((kind for kind in _KINDS if name.startswith(kind) and len(name) > len(kind)), "")
    return name.removeprefix(kind)


def _is_official(unit: KnownUnit) -> bool:
    return len(unit.code) >= _LEAST_DIGITS and unit.code.isdigit()
