"""What a printer of a form is given, a stored plan or a part of it, and what it gives back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from planner.domain.campaign import Campaign, Machine, Unit
from planner.domain.plan import Plan
from planner.domain.record import MachineName, UnitCode
from planner.prints.words.file_names import stems_of
from planner.prints.written import USUAL_FORMATS, Format, Printed, together
from planner.roster.case import RosterCase
from planner.roster.duties import Roster
from planner.roster.loads import DutyPeriod

UNIT_PREFIX = "don-vi-"
"""Before a unit's code and name in the name of its part of a form, which sets it apart from machines' parts."""
AREA_PREFIX = "khu-vuc-"
"""The same before the name of a zone, or of an area of several."""


@dataclass(frozen=True, slots=True)
class PrintArea:
    """A zone of units, or several that lie in one area."""

    name: str
    zones: frozenset[str]
    stem: str
    """What its name comes to in names of files and folders."""


@dataclass(frozen=True, slots=True)
class PrintExtent:
    """What of a plan is printed: all of it, or what concerns one unit, one machine or one area."""

    unit: Unit | None = None
    machine: Machine | None = None
    area: PrintArea | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.unit is None and self.machine is None and self.area is None


@dataclass(frozen=True, slots=True)
class RosterTask:
    """Which roster is printed, and which of its days."""

    case: RosterCase
    """What it was made from; its campaign's units bear names that tell them apart."""
    roster: Roster
    period: DutyPeriod
    """Weeks and months that have a day of it are printed whole, slips its days alone."""
    made_at: datetime
    """When the roster was made; calendar files say so."""
    formats: tuple[Format, ...] = USUAL_FORMATS


@dataclass(frozen=True)
class PrintTask:
    """Which plan is printed where, how much of it, and who hears of it."""

    campaign: Campaign
    plan: Plan
    folder: Path
    extent: PrintExtent
    listen: Callable[[str], None]
    """Hears, in a line, how many papers of a form are written."""
    keep: Callable[[Iterable[Path]], None] = lambda _paths: None
    """Hears of the papers of each form when they are written."""
    keep_for_every_plan: Callable[[Iterable[Path]], None] = lambda _paths: None
    """Hears of those that are the same for every plan."""
    told_from: date | None = None
    """Notices leave out the days before this one; None where they tell all that the plan has left."""
    pages_address: str | None = None
    """Where the published page of all units is found on the web; None where it is not known."""
    roster: RosterTask | None = None
    """For the forms of a roster; without it they print nothing."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """Units whose own papers are wanted."""
        wanted, area = self.extent.unit, self.extent.area
        if area is not None:
            return tuple(unit for unit in self.campaign.units if unit.zone in area.zones)
        return self.campaign.units if wanted is None else (self.campaign.units_by_code[wanted.code],)

    @property
    def machines(self) -> tuple[Machine, ...]:
        """Machines whose own papers are wanted; of an area those that have work there."""
        if self.extent.area is not None:
            return self.part[0].machines
        return self.campaign.machines if self.extent.machine is None else (self.extent.machine,)

    @cached_property
    def part(self) -> tuple[Campaign, Plan]:
        """The rows that the extent names, and the campaign with only the machines that a print of them shows."""
        extent, units = self.extent, {unit.code for unit in self.units}
        named = self.campaign.machines if extent.machine is None else (extent.machine,)
        machines = {machine.name for machine in named}
        rows = tuple(row for row in self.plan.assignments if row.unit in units and row.machine in machines)
        of_places = extent.unit is not None or extent.area is not None
        busy = {row.machine for row in rows} if of_places else machines
        shown = tuple(machine for machine in self.campaign.machines if machine.name in busy)
        return (
            self.campaign.model_copy(update={"machines": shown}),
            self.plan.model_copy(update={"assignments": rows}),
        )

    @property
    def suffix(self) -> str:
        """What the name of a part's file ends in, so that it never takes the place of the whole's; empty for that."""
        if self.extent.unit is not None:
            return f"-{UNIT_PREFIX}{self.unit_stems[self.extent.unit.code]}"
        if self.extent.area is not None:
            return f"-{AREA_PREFIX}{self.extent.area.stem}"
        return "" if self.extent.machine is None else f"-{self.machine_stems[self.extent.machine.name]}"

    @cached_property
    def unit_stems(self) -> dict[UnitCode, str]:
        """What each unit's files are called, by its code and name; the same whatever is printed of the plan."""
        units = self.campaign.units
        stems = stems_of(f"{unit.code} {unit.name}" for unit in units)
        return dict(zip((unit.code for unit in units), stems, strict=True))

    @cached_property
    def machine_stems(self) -> dict[MachineName, str]:
        """What each machine's files are called, by name."""
        names = [machine.name for machine in self.campaign.machines]
        return dict(zip(names, stems_of(names), strict=True))


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """What was written of one form, or of several."""

    paths: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    plan_path: Path | None = None
    """Where plan.json went, if the whole plan was wanted."""
    without_slots: tuple[Unit, ...] = ()
    """Units without a notice, because the plan has no slot left for them."""
    over: tuple[Unit, ...] = ()
    """Units without a notice, because all days that the plan has for them are over."""
    without_work: tuple[Machine, ...] = ()
    """Machines without an itinerary, because they have no work in the plan."""

    @classmethod
    def of(cls, *printed: Printed) -> Self:
        """These papers, and nobody was left out."""
        whole = together(*printed)
        return cls(paths=whole.paths, warnings=whole.warnings)
