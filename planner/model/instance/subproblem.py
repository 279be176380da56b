"""A campaign, cut into parts that no machine joins, with everything about each worked out beforehand.

Unserved dossiers, travel and waiting add up over parts and the finish is their maximum, so the order of the goals
survives the cut exactly: every part is given the latest finish of all as its limit.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.domain.campaign import Campaign, PostingKind, Unit
from planner.domain.distance import Roads
from planner.domain.record import MachineName, UnitCode
from planner.domain.wish import Wish
from planner.model.instance.detours import detours_can_pay
from planner.model.instance.machine_classes import Duty, duties_of
from planner.model.instance.options import FullStay, Meeting, full_stays, meetings_of
from planner.model.instance.residual import METRES_PER_KM, Promise, Remainder
from planner.model.instance.timeline import Timeline, timeline_of


@dataclass(frozen=True)
class Part:
    """Units and machines that are planned together; nothing outside has anything to do with them."""

    campaign: Campaign
    timeline: Timeline
    duties: tuple[Duty, ...]
    meetings: dict[UnitCode, tuple[Meeting, ...]]
    """For each unit with need, pins, promises or a wish, the duties that can serve it; `Meeting.duty` counts in
    `duties`."""
    roads: Roads
    promises: Mapping[UnitCode, tuple[Promise, ...]]
    """What was announced, each unit's slots in time order; units to which nothing was announced are not in it."""
    wish: Wish | None = None
    """What plans have to fulfil, if its unit is one of the part's."""
    announced: frozenset[tuple[UnitCode, int]] = frozenset()
    """Every slot that was announced to a unit's citizens, whether anybody there needs it or not."""
    detours_can_pay: bool = False
    """Whether a stop with 0 dossiers may bring a machine further within a day, or shorten its way."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The part's units, sorted by code."""
        return tuple(self.campaign.units_by_code[code] for code in self.meetings)

    @cached_property
    def phase_ends(self) -> tuple[int, ...]:
        """For each phase of the campaign, the ordinal of its last day's last slot."""
        calendar = self.campaign.calendar
        return tuple(calendar.ordinal(phase.last_day, calendar.shift_labels[-1]) for phase in self.campaign.phases)

    @cached_property
    def period_of(self) -> dict[int, int]:
        """The period in which each slot lies that is open to all."""
        return {ordinal: period for period, slots in enumerate(self.timeline.periods) for ordinal in slots}

    @cached_property
    def machine_rank(self) -> dict[MachineName, int]:
        """Every machine's place in the workbook."""
        return {machine.name: rank for rank, machine in enumerate(self.campaign.machines)}

    @cached_property
    def meeting(self) -> dict[tuple[UnitCode, int], Meeting]:
        """The meeting of a unit with a duty."""
        return {(code, meeting.duty): meeting for code, found in self.meetings.items() for meeting in found}

    @cached_property
    def expected(self) -> dict[tuple[UnitCode, int], frozenset[int]]:
        """For each meeting, the periods in which it is pinned, or in which the unit's citizens were announced a slot.

        There a machine is of use even with nothing to collect.
        """
        announced = {code: {promise.ordinal for promise in self.promises[code]} for code in self.promised_units}
        return {key: meeting.pinned_or_in(announced.get(key[0], set())) for key, meeting in self.meeting.items()}

    @cached_property
    def excused(self) -> dict[tuple[UnitCode, int], frozenset[int]]:
        """For each meeting, the periods that let a visit collect nothing (`useful`): pinned, or announced to the unit.

        That a stay goes on from the past excuses it too, but is left out: the machine is there anyway, so whatever it
        does next it can do as well without.
        """
        announced: dict[UnitCode, set[int]] = {}
        for code, ordinal in self.announced:
            announced.setdefault(code, set()).add(ordinal)
        return {key: meeting.pinned_or_in(announced.get(key[0], set())) for key, meeting in self.meeting.items()}

    def counts_visits_of(self, code: UnitCode) -> bool:
        """Whether every visit of the unit counts for `visits`: no pin of the workbook can hold one."""
        return not any(meeting.has_held_stays for meeting in self.meetings[code])

    def gets_one_visit(self, code: UnitCode) -> bool:
        """Whether the unit may get one visit and no other, held or not."""
        return self.campaign.units_by_code[code].visits == 1 and self.counts_visits_of(code)

    @cached_property
    def full_stays(self) -> dict[tuple[UnitCode, int], tuple[FullStay, ...]]:
        """For each meeting, the stays that serve the unit's whole need, by first period."""
        return {
            (code, number): full_stays(meeting, self.duties[number], self.phase_ends, self.promises.get(code, ()))
            for (code, number), meeting in self.meeting.items()
        }

    @cached_property
    def promised_units(self) -> tuple[UnitCode, ...]:
        """The part's units to which something was announced, in their order."""
        return tuple(code for code in self.meetings if code in self.promises)

    def is_wished(self, code: UnitCode) -> bool:
        """Whether somebody wishes that this unit is visited."""
        return self.wish is not None and self.wish.unit == code

    @cached_property
    def limits_reach(self) -> bool:
        """Whether the distance of a move within a day is limited."""
        return not self.campaign.whole_days and self.campaign.reach_km is not None

    def metres(self, origin: UnitCode, destination: UnitCode) -> int:
        """Road metres between two units, as the solver counts them."""
        return round(self.roads.km(origin, destination) * METRES_PER_KM)

    def first_leg_metres(self, duty: Duty, destination: UnitCode) -> int:
        """Road metres from where a mobile duty starts; one that stands nowhere and has no base starts anywhere."""
        origin = duty.standing or duty.posting.base
        return self.metres(origin, destination) if origin else 0

    def new_start_metres(self, duty: Duty, destination: UnitCode) -> int:
        """Road metres from the base, for machines that have left their place to stand at a fixed one."""
        return self.metres(duty.posting.base, destination) if duty.posting.base else 0

    def within_reach(self, origin: UnitCode, destination: UnitCode) -> bool:
        """Whether a machine may move so far within one day."""
        reach = self.campaign.reach_km
        return reach is None or self.roads.km(origin, destination) <= reach + 1e-6

    @cached_property
    def mobile(self) -> tuple[int, ...]:
        """Numbers of the duties that travel."""
        return tuple(number for number, duty in enumerate(self.duties) if duty.posting.kind is PostingKind.MOBILE)

    @cached_property
    def fixed(self) -> tuple[int, ...]:
        """Numbers of the duties that stand at one place."""
        return tuple(number for number, duty in enumerate(self.duties) if duty.is_fixed)


def whole(remainder: Remainder, *, tell_apart: bool = False) -> Part:
    """All that is left to plan, as one part; with `tell_apart`, every machine is a class of its own."""
    campaign = remainder.campaign
    timeline = timeline_of(campaign)
    duties = duties_of(remainder, timeline, tell_apart=tell_apart)
    meetings = meetings_of(remainder, timeline, duties)
    return Part(
        campaign,
        timeline,
        duties,
        meetings,
        Roads.of(campaign),
        remainder.promises,
        remainder.wish,
        remainder.announced,
        detours_can_pay(campaign),
    )


def decomposed(part: Part) -> tuple[Part, ...]:
    """The smallest parts that no machine joins, in the order of their first units."""
    groups = _joined_units(part)
    return tuple(_restricted(part, codes) for codes in groups)


def _joined_units(part: Part) -> list[list[UnitCode]]:
    """Units grouped so that two which one class of machines can serve are together."""
    group_of_crew: dict[int, int] = {}
    members: defaultdict[int, list[UnitCode]] = defaultdict(list)
    for fresh, (code, meetings) in enumerate(part.meetings.items()):
        touched = sorted({group_of_crew[crew] for crew in _crews(part, meetings) if crew in group_of_crew})
        home = touched[0] if touched else fresh
        for other in touched[1:]:
            members[home].extend(members.pop(other))
            group_of_crew.update({crew: home for crew, group in group_of_crew.items() if group == other})
        members[home].append(code)
        group_of_crew.update(dict.fromkeys(_crews(part, meetings), home))
    return [sorted(codes) for _, codes in sorted(members.items(), key=lambda item: min(item[1]))]


def _crews(part: Part, meetings: tuple[Meeting, ...]) -> list[int]:
    return sorted({part.duties[meeting.duty].crew for meeting in meetings})


def _restricted(part: Part, codes: Sequence[UnitCode]) -> Part:
    crews = {part.duties[meeting.duty].crew for code in codes for meeting in part.meetings[code]}
    return subpart(part, codes, [number for number, duty in enumerate(part.duties) if duty.crew in crews])


def subpart(
    part: Part, codes: Sequence[UnitCode], numbers: Sequence[int], machines: Collection[MachineName] | None = None
) -> Part:
    """Only these units and duties, and of the duties only these machines; duties are numbered anew, in this order."""
    renumbered = {old: new for new, old in enumerate(numbers)}
    duties = [part.duties[number] for number in numbers]
    if machines is not None:
        duties = [replace(duty, machines=tuple(name for name in duty.machines if name in machines)) for duty in duties]
    meetings = {
        code: tuple(
            replace(meeting, duty=renumbered[meeting.duty])
            for meeting in part.meetings[code]
            if meeting.duty in renumbered
        )
        for code in codes
    }
    return replace(part, duties=tuple(duties), meetings=meetings)


def with_duties(part: Part, duty: Mapping[UnitCode, int]) -> Part:
    """The same part where each of these units meets only the one duty named for it."""
    meetings = {
        code: tuple(meeting for meeting in found if duty.get(code, meeting.duty) == meeting.duty)
        for code, found in part.meetings.items()
    }
    return replace(part, meetings=meetings)


def with_needs(part: Part, units: Collection[Unit]) -> Part:
    """The same part with these units as they are told here, and no others."""
    told = {unit.code: unit for unit in units}
    campaign = part.campaign.model_copy(
        update={"units": tuple(told.get(unit.code, unit) for unit in part.campaign.units)}
    )
    meetings = {
        code: tuple(replace(meeting, unit=told[code]) for meeting in found)
        for code, found in part.meetings.items()
        if code in told
    }
    return replace(part, campaign=campaign, meetings=meetings)
