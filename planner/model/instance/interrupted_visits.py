"""Visits that go on after slots in which the unit was shut, though the machine worked elsewhere meanwhile.

Closed slots do not end a visit, and where machines stay whole days it does not matter where the machine is in them. A
visit that is told as days in a row cannot say that. But told by its parts, between which the unit is shut, it can: so a
campaign that allows as many visits as a visit may have parts allows all that the rules do, and perhaps more.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.domain.campaign import Campaign, Machine, Posting, Unit
from planner.domain.openness import Openness
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey, Situation
from planner.domain.slot_rate import slot_rate
from planner.model.instance.residual import residual_of

MOST_UNITS = 12
"""Of so many units all plans are looked through."""
LARGE_SHARE = 0.2
"""Of more units, if this share of them may have interrupted visits; else it costs the proof of travel, as it would in
the first week of Bình Gia, where one commune of 19 is shut for two days (227.2 km, bound 186).
"""


@dataclass(frozen=True, slots=True)
class PartedVisits:
    """A campaign that allows a visit for each part of a visit that may be interrupted."""

    campaign: Campaign
    parts: Mapping[UnitCode, int]
    """Into how many parts each visit may fall, where there may be several."""

    @property
    def is_worth_while(self) -> bool:
        """Whether plans with interrupted visits are looked for at all."""
        num_units = sum(unit.need > 0 for unit in self.campaign.units)
        return num_units <= MOST_UNITS or len(self.parts) >= LARGE_SHARE * num_units


def with_visits_parted(campaign: Campaign, situation: Situation, *, leaves_nobody: bool = False) -> PartedVisits | None:
    """The campaign with its visits in parts; None where no visit may be interrupted.

    If only plans count that leave nobody, a unit with one visit is no reason to go away where it cannot be served in
    that time: then its visit would not be over.
    """
    if not campaign.whole_days:
        return None
    ahead = residual_of(campaign, situation).campaign
    counted = {unit.code: _num_parts(ahead, unit, leaves_nobody=leaves_nobody) for unit in ahead.units}
    parts = {code: number for code, number in counted.items() if number > 1}
    if not parts:
        return None
    units = tuple(
        unit.model_copy(update={"visits": unit.visits * parts[unit.code]}) if unit.code in parts else unit
        for unit in campaign.units
    )
    return PartedVisits(campaign.model_copy(update={"units": units}), parts)


def _num_parts(ahead: Campaign, unit: Unit, *, leaves_nobody: bool) -> int:
    """Into how many parts a visit may fall between which a machine that serves the unit has work elsewhere."""
    if unit.need == 0:
        return 1
    return 1 + sum(
        any(_has_work(ahead, unit, machine, shut, leaves_nobody=leaves_nobody) for machine in ahead.machines)
        for shut in _shut_between(ahead, unit)
    )


def _shut_between(ahead: Campaign, unit: Unit) -> list[range]:
    """The slots between two in which the unit is open, where others are."""
    openness = Openness.of(ahead)
    opened, to_all = openness.of_unit(unit), openness.open_to_all
    return [
        range(one + 1, other)
        for one, other in pairwise(opened)
        if bisect_left(to_all, other) > bisect_left(to_all, one) + 1
    ]


def _has_work(ahead: Campaign, unit: Unit, machine: Machine, shut: range, *, leaves_nobody: bool) -> bool:
    """Whether a machine that serves the unit can do something elsewhere in these slots."""
    if not any(unit.code in posting.serves for posting in machine.postings):
        return False
    pinned = {pin.unit for pin in ahead.pins}
    for posting in machine.postings:
        for code in posting.serves:
            other = ahead.units_by_code[code]
            slots = [ordinal for ordinal in Openness.of(ahead).of_both(machine, posting, other) if ordinal in shut]
            if code == unit.code or not other.need or not slots:
                continue
            room = sum(_brings(ahead, machine, posting, code, ordinal) for ordinal in slots)
            may_come_again = other.visits > 1 or code in pinned or bool(_shut_between(ahead, other))
            if not leaves_nobody or may_come_again or other.need <= room:
                return True
    return False


def _brings(ahead: Campaign, machine: Machine, posting: Posting, code: UnitCode, ordinal: int) -> int:
    return slot_rate(ahead, posting, RateKey(code, machine.name, ahead.calendar.slot(ordinal).shift))


def keeps_visits(campaign: Campaign, situation: Situation, rows: Iterable[Assignment]) -> bool:
    """Whether no unit has more visits than it may; on the safe side, for visits that a pin holds are counted too."""
    stands: defaultdict[tuple[MachineName, UnitCode], dict[int, bool]] = defaultdict(dict)
    for row in (*situation.history, *rows):
        if row.machine in campaign.machines_by_name and row.unit in campaign.units_by_code:
            stands[row.machine, row.unit][campaign.calendar.ordinal(row.date, row.shift)] = row.done
    visits: Counter[UnitCode] = Counter()
    for (machine, unit), at in stands.items():
        visits[unit] += sum(
            not all(at[ordinal] for ordinal in visit) for visit in _visits(campaign, machine, unit, sorted(at))
        )
    return all(count <= campaign.units_by_code[unit].visits for unit, count in visits.items())


def _visits(campaign: Campaign, name: MachineName, code: UnitCode, ordinals: Sequence[int]) -> list[list[int]]:
    """One machine's slots at a unit, those of one visit together."""
    machine, unit = campaign.machines_by_name[name], campaign.units_by_code[code]
    openness, calendar = Openness.of(campaign), campaign.calendar
    visits: list[list[int]] = []
    for ordinal in ordinals:
        posting = machine.posting_on(calendar.slot(ordinal).day)
        last = visits[-1][-1] if visits else 0
        is_same = bool(visits) and machine.posting_on(calendar.slot(last).day) == posting
        if is_same and posting is not None and code in posting.serves:
            is_same = not any(last < one < ordinal for one in openness.of_both(machine, posting, unit))
        if is_same:
            visits[-1].append(ordinal)
        else:
            visits.append([ordinal])
    return visits
