"""A campaign as its workbook tells it: who needs dossiers collected, which machines there are, what is closed."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from planner.domain.calendar import MINUTES_A_DAY, Calendar, Slot
from planner.domain.office import HamletDuty, Inviting, Letterhead, Reporting
from planner.domain.policy import DEFAULT_GOALS, GoalSetting
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode

Answer = TypeVar("Answer")
DEFAULT_ZONE = "Asia/Ho_Chi_Minh"


class Location(Record):
    """A place on the globe, in degrees."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class FormerUnit(Record):
    """A unit that was merged into another; one of the two may be empty."""

    code: str
    name: str
    since: date | None = None
    """The first day after the merger; None where the workbook does not say."""


class Unit(Record):
    """A commune, ward, town, school or works: a place's population with dossiers to collect."""

    code: UnitCode
    name: str
    kind: str = ""
    zone: str = ""
    place: str
    """Where the machine stands when it is there, in print."""
    population: NonNegativeInt | None = None
    target: NonNegativeInt | None = None
    collected_before: NonNegativeInt = 0
    """Dossiers collected before the campaign's first day."""
    need: NonNegativeInt
    """Dossiers to collect in the campaign."""
    priority: PositiveInt = 1
    location: Location | None = None
    first_day: date
    last_day: date
    allowed_days: tuple[date, ...] = ()
    """The only days on which people may come, in order; empty means no such list. The campaign's closures hold it."""
    shifts: tuple[ShiftLabel, ...]
    """The shifts in which people may come, in the order of the day."""
    together: PositiveInt = 1
    """How many machines may stand here at once."""
    visits: PositiveInt = 1
    """How many visits there may be in all."""
    whole_days: bool | None = None
    """Whether a machine stays here whole days; None is as the campaign says."""
    min_days: PositiveInt = 1
    """On how many days a visit has to stay at least."""
    activated_before: NonNegativeInt = 0
    """Electronic identity accounts activated before the campaign's first day."""
    contact: str = ""
    """Whom its people may call, in print."""
    formerly: tuple[FormerUnit, ...] = ()
    """The units that became part of this one; what names them means this one."""


class PostingKind(StrEnum):
    """Whether a machine receives people at one place or goes out to them."""

    FIXED = "fixed"
    MOBILE = "mobile"


class Posting(Record):
    """A machine's duty over a period."""

    kind: PostingKind
    place: str = ""
    """Where a fixed machine stands."""
    serves: tuple[UnitCode, ...]
    """Units it may work for, sorted by code."""
    first_day: date
    last_day: date
    capacity: PositiveInt | None = None
    """Dossiers it can collect in one slot; None is as the shift says."""
    base: UnitCode | None = None
    """The unit where it starts; without one its first leg is free."""
    note: str = ""
    """The note row under its section of the appendix."""


class Machine(Record):
    """One enrolment kit with its crew, and its postings in time order; they do not overlap."""

    name: MachineName
    postings: tuple[Posting, ...] = Field(min_length=1)
    group: str = ""
    """Machines of one group move as one; empty means that it moves alone."""

    def posting_on(self, day: date) -> Posting | None:
        """The posting that holds on this day, if any."""
        place = bisect_left(self.postings, day, key=attrgetter("last_day"))
        found = self.postings[place : place + 1]
        return found[0] if found and found[0].first_day <= day else None


class Closure(Record):
    """Slots in which nobody works: everywhere, or at one unit, or with one machine (never both of these)."""

    first_day: date
    last_day: date
    weekdays: frozenset[int] = frozenset()
    """Only these weekdays of the period (Monday is 0); empty means every day."""
    shifts: tuple[ShiftLabel, ...]
    machine: MachineName | None = None
    unit: UnitCode | None = None
    reason: str = ""


class Phase(Record):
    """A milestone: dossiers that the campaign has collected in all by the end of a day."""

    name: str
    first_day: date | None = None
    """Of the period that reports tell it by; None begins with the campaign."""
    last_day: date
    target: NonNegativeInt


class Pin(Record):
    """The machine is at the unit in each of these slots that is open to both."""

    machine: MachineName
    unit: UnitCode
    first_day: date
    last_day: date
    shifts: tuple[ShiftLabel, ...]
    source: str = ""
    """Where the workbook says so, as sheet!cell."""
    is_frozen: bool = False
    """Whether it stands for a frozen day of the announced plan, not for a row of the workbook; see rule `visits`."""

    def asks_for(self, slot: Slot) -> bool:
        """Whether the slot is one of those that it names, open or not."""
        return self.first_day <= slot.day <= self.last_day and slot.shift in self.shifts


class Road(Record):
    """A road distance that the workbook gives, in km, one way."""

    origin: UnitCode
    destination: UnitCode
    km: NonNegativeFloat


class RateOverride(Record):
    """The most dossiers that one slot brings, as the sheet *Năng suất* says; plans are filled by it.

    What is None holds for all. Of several that fit the one with the most conditions wins; among equals a unit says
    more than a machine, and a machine more than a shift.
    """

    unit: UnitCode | None = None
    machine: MachineName | None = None
    shift: ShiftLabel | None = None
    dossiers: PositiveInt
    """May exceed a posting's capacity, which stays the ceiling."""


class Cluster(Record):
    """Units that are one stop: a machine that stands there collects for any of them."""

    name: str
    units: tuple[UnitCode, ...] = Field(min_length=1)
    """In workbook order, in which they are filled; the cluster stands at the first one's place."""

    @property
    def stop(self) -> UnitCode:
        """The unit whose code stands for the cluster."""
        return self.units[0]


class Succession(Record):
    """A unit that becomes part of another in the midst of the campaign; what it has left is needed there."""

    unit: UnitCode
    """The old unit, which is open before that day only."""
    successor: UnitCode
    """Open from that day on."""
    day: date


class OwnHours(Record):
    """Hours of a shift that differ from the sheet *Ca* somewhere; only printed, and read back from what was printed."""

    unit: UnitCode | None = None
    machine: MachineName | None = None
    weekdays: frozenset[int] = frozenset()
    """Monday is 0; empty means every day."""
    shift: ShiftLabel
    starts_minute: int = Field(ge=0, lt=MINUTES_A_DAY)
    ends_minute: int = Field(gt=0, lt=2 * MINUTES_A_DAY)


class NoticeWeights(Record):
    """What one announced dossier that loses its slot costs, by the days of notice."""

    under_3_days: NonNegativeInt = 4
    under_7_days: NonNegativeInt = 2
    from_7_days: NonNegativeInt = 1


class Campaign(Record):
    """All that a plan is made from: machines and shifts in workbook order, which carries meaning, all else sorted."""

    name: str
    calendar: Calendar
    units: tuple[Unit, ...]
    machines: tuple[Machine, ...]
    closures: tuple[Closure, ...] = ()
    roads: tuple[Road, ...] = ()
    phases: tuple[Phase, ...] = ()
    pins: tuple[Pin, ...] = ()
    rate_overrides: tuple[RateOverride, ...] = ()
    """The sheet *Năng suất*; no two bear the same conditions. `slot_rate` says what they mean."""
    hamlet_duties: tuple[HamletDuty, ...] = ()
    """By unit, in each in workbook order; only printed."""
    goals: tuple[GoalSetting, ...] = tuple(GoalSetting(goal=goal) for goal in DEFAULT_GOALS)
    """The goals in order; one that is missing here is reported, not optimised."""
    clusters: tuple[Cluster, ...] = ()
    """In workbook order; no unit is in two."""
    successions: tuple[Succession, ...] = ()
    """Sorted by day; no unit has two successors."""
    own_hours: tuple[OwnHours, ...] = ()
    """In workbook order; `hours` says which of them holds."""
    whole_days: bool = True
    """A machine stays whole days and changes unit only overnight, where the unit does not say otherwise."""
    move_slots: NonNegativeInt = 0
    """How many slots, open or not, a mobile machine needs at least to move from one unit to another."""
    reach_km: NonNegativeFloat | None = None
    """How far a machine may move within a day when it need not stay whole days; None is no limit."""
    road_factor: float = Field(default=1.3, gt=0)
    """Road km per great-circle km where the workbook gives no distance."""
    notice_weights: NoticeWeights = NoticeWeights()
    letterhead: Letterhead = Letterhead()
    reporting: Reporting = Reporting()
    inviting: Inviting = Inviting()
    zone: str = DEFAULT_ZONE
    """The time zone of its days and hours, by its name in the zones' database, whatever the machine's clock shows."""

    @property
    def clock(self) -> ZoneInfo:
        """Its time zone, which says what day and what hour a moment is."""
        return ZoneInfo(self.zone)

    @cached_property
    def units_by_code(self) -> dict[UnitCode, Unit]:
        """Every unit under its code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def rates_by_condition(self) -> dict[tuple[UnitCode | None, MachineName | None, ShiftLabel | None], int]:
        """The dossiers of every row of *Năng suất* under its stop, machine and shift; None stands for all.

        Of rows that name different units of one cluster the lowest binds.
        """
        rates: dict[tuple[UnitCode | None, MachineName | None, ShiftLabel | None], int] = {}
        for row in self.rate_overrides:
            condition = (None if row.unit is None else self.stop_of(row.unit), row.machine, row.shift)
            rates[condition] = min(row.dossiers, rates.get(condition, row.dossiers))
        return rates

    @cached_property
    def _stops(self) -> dict[UnitCode, UnitCode]:
        return {code: cluster.stop for cluster in self.clusters for code in cluster.units}

    def stop_of(self, unit: UnitCode) -> UnitCode:
        """The code that stands for the unit's cluster: its first unit's; the unit's own where it is in none."""
        return self._stops.get(unit, unit)

    @cached_property
    def _members(self) -> dict[UnitCode, tuple[UnitCode, ...]]:
        return {cluster.stop: cluster.units for cluster in self.clusters}

    def units_at(self, stop: UnitCode) -> tuple[UnitCode, ...]:
        """The units of a stop in workbook order: a cluster's, or the unit alone."""
        return self._members.get(stop, (stop,))

    def stays_whole_days(self, unit: UnitCode) -> bool:
        """Whether a machine that comes to this unit stays whole days."""
        own = self.units_by_code[unit].whole_days
        return self.whole_days if own is None else own

    @cached_property
    def ways_of_staying(self) -> frozenset[bool]:
        """Whether units are of whole days (True), of half days (False), or some of one and some of the other kind."""
        return frozenset(self.stays_whole_days(unit.code) for unit in self.units) or frozenset({self.whole_days})

    @property
    def stays_whole_days_everywhere(self) -> bool:
        """Whether machines stay whole days at every unit."""
        return self.ways_of_staying == {True}

    def capacity(self, posting: Posting, shift: ShiftLabel) -> int:
        """Dossiers that a machine can collect in a slot of this shift: its posting's own figure, else the shift's."""
        return posting.capacity if posting.capacity is not None else self.calendar.shift(shift).capacity

    @cached_property
    def groups(self) -> dict[MachineName, tuple[Machine, ...]]:
        """The machines that move with each one, itself included, in workbook order; alone where it is in no group."""
        return {
            machine.name: tuple(other for other in self.machines if other.group == machine.group)
            if machine.group
            else (machine,)
            for machine in self.machines
        }

    @cached_property
    def machines_by_name(self) -> dict[MachineName, Machine]:
        """Every machine under its name."""
        return {machine.name: machine for machine in self.machines}

    @cached_property
    def answers(self) -> dict[object, Any]:
        """What `once` has worked out so far, by who worked it out."""
        return {}

    def once(self, work_out: Callable[["Campaign"], Answer]) -> Answer:
        """What this makes of the campaign: worked out when it is first asked for, and forgotten with the campaign."""
        if work_out not in self.answers:
            self.answers[work_out] = work_out(self)
        answer: Answer = self.answers[work_out]
        return answer

    def __getstate__(self) -> dict[Any, Any]:
        """Only the fields: what was worked out from them is worked out again where it is wanted."""
        state = super().__getstate__()
        fields = {name: value for name, value in state["__dict__"].items() if name in type(self).model_fields}
        return {**state, "__dict__": fields}
