"""Where a campaign stands when it is planned: what has happened, what was promised, what the results have taught.

A first plan is made in the situation in which nothing has happened and nothing was promised.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pydantic import Field, NonNegativeInt, PositiveInt

from planner.domain.calendar import Calendar
from planner.domain.campaign import NoticeWeights
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode

DEFAULT_FREEZE_DAYS = 2
"""On so many days, from the first that is planned, what was announced stays unless somebody says otherwise."""
SHORT_NOTICE_DAYS = 3
FAIR_NOTICE_DAYS = 7


class RateKey(NamedTuple):
    """What an effective rate is about."""

    unit: UnitCode
    machine: MachineName
    shift: ShiftLabel


class Rate(Record):
    """Dossiers that one slot of a machine at a unit really brings, where that is less than the workbook says."""

    unit: UnitCode
    machine: MachineName
    shift: ShiftLabel
    dossiers: PositiveInt

    @property
    def key(self) -> RateKey:
        """What the rate is about."""
        return RateKey(self.unit, self.machine, self.shift)


class Situation(Record):
    """What a plan has to start from.

    Before `as_of` lies history, then come the frozen days, then the other announced days, then days that are free.
    """

    as_of: date | None = None
    """The first day still to be planned; None for a first plan."""
    as_of_shift: ShiftLabel | None = None
    """The first shift of that day still to be planned; None for its first."""
    history: tuple[Assignment, ...] = ()
    """What happened before, as done rows sorted by slot, then machine in workbook order, then unit."""
    elsewhere: dict[UnitCode, int] = Field(default_factory=dict)
    """Dossiers collected without a machine."""
    announced_version: int | None = None
    announced_until: date | None = None
    """The last day of what was announced, inclusive."""
    frozen_until: date | None = None
    """The last frozen day, inclusive; None where nothing is frozen."""
    announced: tuple[Assignment, ...] = ()
    """The announced plan's rows from `as_of` to `announced_until`."""
    previous: tuple[Assignment, ...] = ()
    """The rows from `as_of` on of the plan that this one follows, announced or not: where the search begins."""
    rates: tuple[Rate, ...] = ()
    """Learned rates to fill by; empty where slots are filled to what the workbook says."""
    max_changes: NonNegativeInt | None = None
    """How many announced unit-days may lose a slot; None is no limit."""

    @property
    def collected(self) -> Iterator[tuple[UnitCode, int]]:
        """Units with dossiers collected there, elsewhere or by a machine in one slot."""
        yield from self.elsewhere.items()
        yield from ((row.unit, row.dossiers) for row in self.history)

    def first_ordinal_ahead(self, calendar: Calendar) -> int:
        """The ordinal of the first slot still to be planned."""
        if self.as_of is None:
            return 1
        return calendar.ordinal(self.as_of, self.as_of_shift or calendar.shift_labels[0])


AT_THE_START = Situation()
"""Nothing has happened, nothing was promised."""


def weight_of_notice(weights: NoticeWeights, as_of: date, day: date) -> int:
    """What one announced dossier of this day costs that loses its slot: the weight of so many days of notice."""
    days = (day - as_of).days
    if days < SHORT_NOTICE_DAYS:
        return weights.under_3_days
    return weights.under_7_days if days < FAIR_NOTICE_DAYS else weights.from_7_days


def rate_label(key: RateKey) -> str:
    """A rate's name in a plan file: *unit | machine | shift*."""
    return f"{key.unit} | {key.machine} | {key.shift}"
