"""What is planned slot by slot: parties, stops and what each slot of the two brings, all worked out beforehand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property
from typing import NamedTuple

from planner.domain.campaign import Campaign, Unit
from planner.domain.distance import Roads
from planner.domain.openness import Openness
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey, Situation, weight_of_notice
from planner.domain.slot_rate import slot_rate
from planner.domain.wish import Wish
from planner.model.instance.detours import detours_can_pay
from planner.model.instance.residual import METRES_PER_KM, PromisedSlot, ResidualInstance, residual_of
from planner.model.slotwise.party import Party, parties_of
from planner.model.slotwise.past_stays import past_stays


class OfSlots(StrEnum):
    """What of a campaign speaks of single slots, so that visits from period to period do not tell all."""

    BOTH_WAYS = auto()
    """Units of whole days stand beside units of half days."""
    LEAST_STAYS = auto()
    GROUPS = auto()
    TIME_TO_MOVE = auto()
    MERGERS = auto()


def what_is_of_slots(campaign: Campaign) -> tuple[OfSlots, ...]:
    """All of it; where there is nothing, the campaign is planned by visits."""
    is_there = {
        OfSlots.BOTH_WAYS: len(campaign.ways_of_staying) > 1,
        OfSlots.LEAST_STAYS: any(unit.min_days > 1 for unit in campaign.units),
        OfSlots.GROUPS: any(machine.group for machine in campaign.machines),
        OfSlots.TIME_TO_MOVE: campaign.move_slots > 0,
        OfSlots.MERGERS: bool(campaign.successions),
    }
    return tuple(one for one, is_so in is_there.items() if is_so)


def with_one_way(campaign: Campaign) -> Campaign:
    """The campaign where every unit says the same of whole days: told once, of the campaign."""
    ways = campaign.ways_of_staying
    if len(ways) > 1 or all(unit.whole_days is None for unit in campaign.units):
        return campaign
    units = tuple(unit.model_copy(update={"whole_days": None}) for unit in campaign.units)
    return campaign.model_copy(update={"whole_days": True in ways, "units": units})


class PromisedDossiers(NamedTuple):
    """What was announced to a stop for one slot."""

    ordinal: int
    dossiers: int
    weight: int
    """What each that is still needed costs if nobody stands there any more."""


@dataclass(frozen=True)
class SlotInstance:
    """A folded campaign from a moment on, slot by slot."""

    begun: Campaign
    """The folded campaign, its past as open as it was."""
    situation: Situation
    residual: ResidualInstance
    parties: tuple[Party, ...]
    nets: Mapping[UnitCode, int]
    """What each unit needs less what was collected there; below 0 where more was collected than needed."""
    wish: Wish | None = None
    only: frozenset[UnitCode] | None = None
    """The stops of this part; None is all."""
    closed_to: frozenset[tuple[MachineName, UnitCode]] = frozenset()
    """Groups and stops that need not be thought of together, since a group just like this one may come there."""

    @property
    def campaign(self) -> Campaign:
        """What lies ahead, told as a campaign."""
        return self.residual.campaign

    @cached_property
    def roads(self) -> Roads:
        """Its roads."""
        return Roads.of(self.campaign)

    def metres(self, origin: UnitCode, destination: UnitCode) -> int:
        """Road metres between two stops, as the solver counts them."""
        return round(self.roads.km(origin, destination) * METRES_PER_KM)

    @cached_property
    def rank_of(self) -> dict[MachineName, int]:
        """Every machine's place in the workbook."""
        return {machine.name: rank for rank, machine in enumerate(self.campaign.machines)}

    @cached_property
    def whole(self) -> frozenset[UnitCode]:
        """The stops at which machines stay whole days."""
        return frozenset(unit.code for unit in self.campaign.units if self.campaign.stays_whole_days(unit.code))

    @cached_property
    def mates(self) -> dict[MachineName, tuple[Party, ...]]:
        """The parties of each group, by the machine that stands for it."""
        mates: defaultdict[MachineName, list[Party]] = defaultdict(list)
        for party in self.parties:
            mates[party.group].append(party)
        return {group: tuple(found) for group, found in mates.items()}

    def present(self, group: MachineName, ordinal: int) -> list[MachineName]:
        """The machines of the group that are open in this slot, in workbook order."""
        names = [name for party in self.mates[group] if ordinal in party.posting_of for name in party.machines]
        return sorted(names, key=self.rank_of.__getitem__)

    @cached_property
    def day_of(self) -> dict[int, int]:
        """The number of the day of each slot that is still to be planned and open to all."""
        openness = Openness.of(self.campaign)
        return {ordinal: openness.day(ordinal).toordinal() for ordinal in openness.open_to_all}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The stops that somebody can need or is expected at, sorted by code."""
        expected = {pin.unit for pin in self.campaign.pins} | {unit for unit, _ordinal in self.residual.announced}
        wished = set() if self.wish is None else {self.wish.unit}
        # A stop at which nothing is collected may be allowed on the way to another where it was announced or is pinned.
        told = self.heirs | expected | wished | self._going_on
        return tuple(
            unit
            for unit in self.campaign.units
            if self.is_mine(unit.code) and (self.nets[unit.code] > 0 or unit.code in told)
        )

    @property
    def _going_on(self) -> frozenset[UnitCode]:
        """The stops at which a visit of the past may go on, where to stand there for nothing can shorten a way."""
        if not detours_can_pay(self.campaign):
            return frozenset()
        return frozenset(stay.unit for party in self.parties for stay in party.past.open_stays)

    def is_mine(self, code: UnitCode) -> bool:
        """Whether the stop belongs to this part."""
        return self.only is None or code in self.only

    @cached_property
    def promises(self) -> Mapping[UnitCode, tuple[PromisedSlot, ...]]:
        """What was announced to the stops, each one's slots in time order."""
        return {code: made for code, made in self.residual.promises.items() if self.is_mine(code)}

    @cached_property
    def stops_at(self) -> dict[MachineName, dict[int, tuple[UnitCode, ...]]]:
        """For each group and slot in which some of it is open, the stops at which it may stand.

        Here are kept `machine-open`, `unit-open`, `serves`, `history`, and `together` of a group by itself.
        """
        open_at = {unit.code: self.open_to(unit) for unit in self.units}
        found: dict[MachineName, dict[int, tuple[UnitCode, ...]]] = {}
        for group, parties in self.mates.items():
            posting_in = {
                ordinal: party.postings[number] for party in parties for ordinal, number in party.posting_of.items()
            }
            stops = {
                ordinal: tuple(
                    unit.code
                    for unit in self.units
                    if unit.code in posting.serves
                    and ordinal in open_at[unit.code]
                    and (group, unit.code) not in self.closed_to
                    and unit.together >= len(self.present(group, ordinal))
                )
                for ordinal, posting in sorted(posting_in.items())
            }
            found[group] = {ordinal: codes for ordinal, codes in stops.items() if codes}
        return found

    def open_to(self, unit: Unit) -> frozenset[int]:
        """The slots ahead in which people can come to the stop."""
        return frozenset(Openness.of(self.campaign).of_unit(unit))

    @cached_property
    def heirs(self) -> frozenset[UnitCode]:
        """The stops that need what merged units have left, so that their need depends on the plan."""
        return frozenset(one.successor for one in self.campaign.successions if self.is_mine(one.successor))

    def promised(self, code: UnitCode) -> list[PromisedDossiers]:
        """What was announced to a stop for the slots ahead, in time order, needed or not."""
        calendar = self.campaign.calendar
        dossiers: defaultdict[int, int] = defaultdict(int)
        for row in self.situation.announced:
            if row.unit == code and row.shift in calendar.shift_labels:
                dossiers[calendar.ordinal(row.date, row.shift)] += row.dossiers
        as_of = self.situation.as_of or calendar.first_day
        return [
            PromisedDossiers(
                ordinal,
                dossiers[ordinal],
                weight_of_notice(self.campaign.notice_weights, as_of, calendar.slot(ordinal).day),
            )
            for ordinal in sorted(dossiers)
            if ordinal >= self.residual.begins
        ]

    def brings(self, machine: MachineName, unit: UnitCode, ordinal: int) -> int:
        """Dossiers that the machine can collect at the stop in this open slot: by workbook, and by what was learned."""
        slot = self.campaign.calendar.slot(ordinal)
        posting = self.campaign.machines_by_name[machine].posting_on(slot.day)
        if posting is None:
            return 0
        key = RateKey(unit, machine, slot.shift)
        rate = slot_rate(self.campaign, posting, key)
        return min(rate, self.residual.rates.get(key, rate))

    def stands(self) -> Iterator[tuple[MachineName, UnitCode, int]]:
        """Every group, stop and slot that may come together."""
        for group, by_slot in self.stops_at.items():
            for ordinal, codes in by_slot.items():
                yield from ((group, code, ordinal) for code in codes)


def slot_instance_of(campaign: Campaign, situation: Situation, wish: Wish | None = None) -> SlotInstance:
    """A folded campaign and its situation, slot by slot."""
    residual = residual_of(campaign, situation, wish)
    nets = {unit.code: unit.need for unit in campaign.units}
    for code, dossiers in situation.collected:
        if code in nets:
            nets[code] -= dossiers
    pasts = past_stays(campaign, situation)
    return SlotInstance(campaign, situation, residual, parties_of(residual, pasts), nets, wish)
