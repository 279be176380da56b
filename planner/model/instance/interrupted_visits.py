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
    breaks = _Breaks(ahead, leaves_nobody=leaves_nobody)
    counted = {unit.code: breaks.num_parts(unit) for unit in ahead.units}
    parts = {code: number for code, number in counted.items() if number > 1}
    if not parts:
        return None
    units = tuple(
        unit.model_copy(update={"visits": unit.visits * parts[unit.code]}) if unit.code in parts else unit
        for unit in campaign.units
    )
    return PartedVisits(campaign.model_copy(update={"units": units}), parts)


class _Breaks:
    """For the units of a campaign, into how many parts their visits may fall."""

    def __init__(self, ahead: Campaign, *, leaves_nobody: bool) -> None:
        self._ahead = ahead
        self._leaves_nobody = leaves_nobody
        self._openness = Openness.of(ahead)
        self._pinned = {pin.unit for pin in ahead.pins}
        self._serving: defaultdict[UnitCode, list[Machine]] = defaultdict(list)
        for machine in ahead.machines:
            for code in {code for posting in machine.postings for code in posting.serves}:
                self._serving[code].append(machine)
        self._shut: dict[tuple[int, ...], list[range]] = {}
        """By the slots in which a unit is open: most units are open alike."""

    def num_parts(self, unit: Unit) -> int:
        """Into how many parts a visit may fall between which a machine that serves the unit has work elsewhere."""
        if unit.need == 0:
            return 1
        return 1 + sum(
            any(self._has_work(unit, machine, shut) for machine in self._serving[unit.code])
            for shut in self._shut_between(unit)
        )

    def _shut_between(self, unit: Unit) -> list[range]:
        """The slots between two in which the unit is open, where others are."""
        opened, to_all = self._openness.of_unit(unit), self._openness.open_to_all
        if opened not in self._shut:
            self._shut[opened] = [
                range(one + 1, other)
                for one, other in pairwise(opened)
                if bisect_left(to_all, other) > bisect_left(to_all, one) + 1
            ]
        return self._shut[opened]

    def _has_work(self, unit: Unit, machine: Machine, shut: range) -> bool:
        """Whether a machine that serves the unit can do something elsewhere in these slots."""
        for posting in machine.postings:
            for code in posting.serves:
                other = self._ahead.units_by_code[code]
                both = self._openness.of_both(machine, posting, other)
                slots = both[bisect_left(both, shut.start) : bisect_left(both, shut.stop)]
                if code == unit.code or not other.need or not slots:
                    continue
                room = sum(_brings(self._ahead, machine, posting, code, ordinal) for ordinal in slots)
                may_come_again = other.visits > 1 or code in self._pinned or bool(self._shut_between(other))
                if not self._leaves_nobody or may_come_again or other.need <= room:
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
