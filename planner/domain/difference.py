"""What changes between two plans, unit by unit, as the people concerned see it."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import Field, NonNegativeInt

from planner.domain.hours import Hours
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode

MINUTES_THAT_MATTER = 30
"""A part of a slot that begins and ends within so many minutes of what was announced is the same to the people."""


class ChangeKind(StrEnum):
    """What becomes of a unit's announced slots."""

    KEPT = "kept"
    """All of them stay, at their place."""
    MOVED = "moved"
    """Some are cancelled and the unit gets others instead, or they stay at another place."""
    ADDED = "added"
    """All of them stay and others come."""
    DROPPED = "dropped"
    """Some are cancelled and nothing comes instead."""


class ReceivedSlot(Record):
    """A slot in which a unit's people are received."""

    day: date
    shift: ShiftLabel
    place: str
    """Where they are received; the machine's own place where it is fixed, all places where machines stand at several.
    Empty for a unit that the workbook lost."""
    machines: tuple[MachineName, ...]
    """In workbook order, those that the workbook no longer has behind them."""
    dossiers: NonNegativeInt
    """Of all these machines together."""
    dossiers_at: dict[str, NonNegativeInt] = Field(default_factory=dict)
    """Where they receive at several places at once: the dossiers at each; empty where there is but one."""
    part: Hours | None = None
    """The unit's own part of the slot where its cluster shares it with others; None where all of it is the unit's."""

    @property
    def at_places(self) -> dict[str, int]:
        """The dossiers at each place."""
        return self.dossiers_at or {self.place: self.dossiers}


class CancelledSlot(ReceivedSlot):
    """An announced slot in which no machine stands at the unit any more."""

    citizens: NonNegativeInt
    """Of its dossiers those that the unit still needs when announced slots are counted from the earliest on."""


class RemannedSlot(Record):
    """An announced slot that stays, with other machines or at another place."""

    announced: ReceivedSlot
    now: ReceivedSlot
    citizens: NonNegativeInt
    """Who has to go to another place, counted as in `CancelledSlot`; 0 where each place stays."""

    @property
    def places_left(self) -> tuple[str, ...]:
        """The announced places at which nobody is received any more."""
        return tuple(place for place in self.announced.at_places if place not in self.now.at_places)

    @property
    def has_other_place(self) -> bool:
        """Whether some people have to go elsewhere than announced."""
        return bool(self.places_left)

    @property
    def has_other_hours(self) -> bool:
        """Whether the unit's part of the slot is another one by more than people would notice."""
        before, now = self.announced.part, self.now.part
        if before is None or now is None:
            return False
        return max(abs(one - other) for one, other in zip(before, now, strict=True)) > MINUTES_THAT_MATTER


class UnitChange(Record):
    """What changes for one unit; all slots in time order."""

    unit: UnitCode
    name: str
    """Its code where the workbook no longer has the unit."""
    in_workbook: bool
    kept: tuple[ReceivedSlot, ...] = ()
    """Announced slots that stay, as they are now; `remanned` ones among them."""
    cancelled: tuple[CancelledSlot, ...] = ()
    new: tuple[ReceivedSlot, ...] = ()
    """Slots that were not announced, up to the last announced day."""
    later: tuple[ReceivedSlot, ...] = ()
    """Slots after the last announced day that the old plan did not have: a draft, promised to nobody."""
    remanned: tuple[RemannedSlot, ...] = ()
    retimed: tuple[RemannedSlot, ...] = ()
    """Announced slots that stay at their place, of which another part is the unit's."""

    @property
    def kind(self) -> ChangeKind:
        """What becomes of the unit's announced slots."""
        if self.cancelled and not (self.new or self.later):
            return ChangeKind.DROPPED
        if self.cancelled or self.sent_elsewhere or self.retimed:
            return ChangeKind.MOVED
        return ChangeKind.ADDED if self.new else ChangeKind.KEPT

    def ahead_of(self, first_day: date) -> Self:
        """What of it concerns this day and those after it."""
        return self.model_copy(
            update={
                "kept": tuple(slot for slot in self.kept if slot.day >= first_day),
                "cancelled": tuple(slot for slot in self.cancelled if slot.day >= first_day),
                "new": tuple(slot for slot in self.new if slot.day >= first_day),
                "later": tuple(slot for slot in self.later if slot.day >= first_day),
                "remanned": tuple(slot for slot in self.remanned if slot.announced.day >= first_day),
                "retimed": tuple(slot for slot in self.retimed if slot.announced.day >= first_day),
            }
        )

    @property
    def sent_elsewhere(self) -> tuple[RemannedSlot, ...]:
        """Announced slots that stay, but at another place."""
        return tuple(slot for slot in self.remanned if slot.has_other_place)

    @property
    def citizens(self) -> int:
        """Whose announced slot is cancelled."""
        return sum(slot.citizens for slot in self.cancelled)

    @property
    def citizens_sent_elsewhere(self) -> int:
        """Whose announced slot stays, but at another place."""
        return sum(slot.citizens for slot in self.sent_elsewhere)


class Difference(Record):
    """What changes from a slot on up to a day."""

    since_day: date
    since_shift: ShiftLabel
    """The first slot that is compared."""
    until: date | None
    """The last announced day that is compared, inclusive; None compares the plans to their ends."""
    units: tuple[UnitChange, ...]
    """Every unit with a slot in either plan, in the order of codes."""

    def of_kind(self, kind: ChangeKind) -> tuple[UnitChange, ...]:
        """The units whose announced slots have this fate."""
        return tuple(change for change in self.units if change.kind is kind)

    @cached_property
    def citizens(self) -> int:
        """Whose announced slot is cancelled, over all units."""
        return sum(change.citizens for change in self.units)

    @cached_property
    def citizens_sent_elsewhere(self) -> int:
        """Whose announced slot stays, but at another place, over all units."""
        return sum(change.citizens_sent_elsewhere for change in self.units)

    @cached_property
    def concerns_citizens(self) -> bool:
        """Whether anybody who reads the announced schedule has to be told anything."""
        return any(change.kind is not ChangeKind.KEPT for change in self.units)

    @cached_property
    def is_empty(self) -> bool:
        """Whether the announced schedule holds as it is, machines included."""
        return not self.concerns_citizens and not any(change.remanned for change in self.units)
