"""A plan's rows with the things that they name, and where machines stand by them."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from planner.check.wording import spoken_stop, spoken_unit
from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.record import MachineName, UnitCode

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


class ReadRow(NamedTuple):
    """One assignment with what its names stand for."""

    ordinal: int
    machine_order: int
    slot: Slot
    machine: Machine
    posting: Posting | None
    """The duty that holds on the row's day; None if the machine has none then."""
    unit: Unit
    dossiers: int
    done: bool

    @property
    def where(self) -> str:
        """The unit, as messages name it."""
        return spoken_unit(self.unit)


class Appearance(NamedTuple):
    """One machine at one stop in one slot: the rows of one unit, or of several that are one cluster."""

    ordinal: int
    machine_order: int
    slot: Slot
    machine: Machine
    posting: Posting | None
    """As in each of its rows."""
    unit: Unit
    """The unit that stands for the stop, whichever units its rows name."""
    where: str
    """The stop, as messages name it."""
    rows: tuple[ReadRow, ...]
    done: bool

    @property
    def dossiers(self) -> int:
        """Of all its units."""
        return sum(row.dossiers for row in self.rows)

    @property
    def by_unit(self) -> dict[UnitCode, int]:
        """The dossiers of each unit that has a row, with 0 too."""
        dossiers = Counter[UnitCode]()
        for row in self.rows:
            dossiers[row.unit.code] += row.dossiers
        return dict(dossiers)

    @property
    def posting_starts(self) -> date | None:
        """The day that tells this posting from the machine's others; None without a posting."""
        return None if self.posting is None else self.posting.first_day


class Announcement(NamedTuple):
    """One row of the announced plan that lies ahead."""

    machine: MachineName
    """Perhaps one that the campaign has no more."""
    unit: Unit
    """The unit that stands for the stop."""
    slot: Slot
    dossiers: int


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """The items under their keys; keys in the order of their first item."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


class _Place(NamedTuple):
    """What tells one appearance from the others."""

    ordinal: int
    machine_order: int
    stop: UnitCode
    done: bool
    times: int
    """How often the row's unit stood there before in the list: 0, if the plan is sound."""


def appearances_of(campaign: Campaign, rows: Iterable[ReadRow]) -> tuple[Appearance, ...]:
    """Where machines stand by these rows, in their order.

    What is past and what is planned are never one appearance, nor are two rows of the same unit.
    """
    listed = Counter[tuple[int, int, UnitCode, bool]]()
    together: dict[_Place, list[ReadRow]] = {}
    for row in rows:
        code = row.unit.code
        times = listed[row.ordinal, row.machine_order, code, row.done]
        listed[row.ordinal, row.machine_order, code, row.done] += 1
        place = _Place(row.ordinal, row.machine_order, campaign.stop_of(code), row.done, times)
        together.setdefault(place, []).append(row)
    named = {stop: spoken_stop(campaign, stop) for stop in {place.stop for place in together}}
    return tuple(
        Appearance(
            ordinal=place.ordinal,
            machine_order=place.machine_order,
            slot=found[0].slot,
            machine=found[0].machine,
            posting=found[0].posting,
            unit=campaign.units_by_code[place.stop],
            where=named[place.stop],
            rows=tuple(found),
            done=place.done,
        )
        for place, found in together.items()
    )
