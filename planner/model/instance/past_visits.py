"""The visits that the past has left machines in, where a pin of the workbook holds them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode


class HeldPastVisit(NamedTuple):
    """A visit that may go on, and of which a slot is pinned."""

    unit: UnitCode
    posting_begins: date
    """The first day of the posting under which it was made."""


def held_past_visits(
    campaign: Campaign, history: Sequence[Assignment], begins: int
) -> dict[MachineName, HeldPastVisit]:
    """The last visit of each machine, if a pin holds it and it may go on; other machines are left out.

    `begins` is the first slot still to be planned.
    """
    pinned = {(pin.machine, pin.unit) for pin in campaign.pins}
    last = {row.machine: row for row in history}
    candidates = [row for row in last.values() if (row.machine, row.unit) in pinned]
    found = {}
    for row in candidates:
        machine, unit = campaign.machines_by_name[row.machine], campaign.units_by_code[row.unit]
        posting = machine.posting_on(row.date)
        if posting is None or row.unit not in posting.serves:
            continue
        open_to_both = frozenset(Openness.of(campaign).of_both(machine, posting, unit))
        rows = [other for other in history if other.machine == row.machine and other.date >= posting.first_day]
        visit = _last_visit(campaign, open_to_both, rows)
        was_left = open_to_both.intersection(range(_ordinal(campaign, row) + 1, begins))
        if not was_left and any(_is_pinned(campaign, one) for one in visit):
            found[row.machine] = HeldPastVisit(row.unit, posting.first_day)
    return found


def _is_pinned(campaign: Campaign, row: Assignment) -> bool:
    return any(
        (pin.machine, pin.unit) == (row.machine, row.unit) and pin.asks_for(Slot(row.date, row.shift))
        for pin in campaign.pins
    )


def _last_visit(campaign: Campaign, open_to_both: frozenset[int], rows: Sequence[Assignment]) -> list[Assignment]:
    """Of a machine's rows in time order, those of the last visit: no slot open to both is left out between two."""
    visit = [rows[-1]]
    for row in reversed(rows[:-1]):
        between = range(_ordinal(campaign, row) + 1, _ordinal(campaign, visit[-1]))
        if row.unit != visit[-1].unit or open_to_both.intersection(between):
            break
        visit.append(row)
    return visit


def _ordinal(campaign: Campaign, row: Assignment) -> int:
    return campaign.calendar.ordinal(row.date, row.shift)
