"""Who stands where in each slot, and the rules that speak of slots and days.

| rule | in mathematics |
|---|---|
| `one-place` | a group is at one stop at most: $\\sum_u x_{gut} \\le 1$ |
| `group` | one variable for all machines of a group that are open in the slot |
| `together` | $\\sum_g n_{gt} x_{gut} \\le m_u$, $n_{gt}$ its machines that are open |
| `pinned`, `frozen` | $x_{gut} = 1$ |
| `no-gap` | $x_{gut'} \\le x_{gut} + h_{gt} + e$ on one day; $h$: it works at half days; $e$: it has just come |
| `whole-day` | $x_{gvt'} + x_{gut} \\le 1 + \\sum h$ between, $u, v$ of whole days, on one day |
| `reach` | $x_{gvt'} + x_{gut} \\le 1 + $ what it works between, $d_{vu} > R$, on one day |
| `move-time` | $x_{gvt'} + x_{gut} \\le 1$ for $0 < t - t' \\le k$ |
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from ortools.sat.python import cp_model

from planner.domain.record import MachineName, UnitCode
from planner.model.slotwise.party import Party
from planner.model.slotwise.slot_instance import SlotInstance

REACH_TOLERANCE_KM = 1e-6
Term = cp_model.LinearExpr | int
"""What expressions of a slot model are made of; a variable is one too."""


class Placements:
    """The Booleans of a model that say who stands where, and the rules that need nothing else."""

    def __init__(self, model: cp_model.CpModel, instance: SlotInstance) -> None:
        self.model = model
        self.instance = instance
        self.at = {
            (group, unit, ordinal): model.new_bool_var(f"{group} at {unit} in {ordinal}")
            for group, unit, ordinal in instance.stands()
        }
        """For each group by its first machine, stop and slot, whether it stands there."""
        self._keep_one_place()
        self._keep_together()
        self._keep_pins()
        self._fulfil_wish()
        for party in instance.parties:
            walk = Walk(self, party)
            walk.keep_no_gap()
            walk.keep_whole_days_and_reach()
            walk.keep_move_time()

    def literals(self) -> Iterable[cp_model.IntVar]:
        """All of them."""
        return self.at.values()

    def _keep_one_place(self) -> None:
        for group, by_slot in self.instance.stops_at.items():
            for ordinal, units in by_slot.items():
                if len(units) > 1:
                    self.model.add_at_most_one(self.at[group, unit, ordinal] for unit in units)

    def _keep_together(self) -> None:
        present: defaultdict[tuple[UnitCode, int], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for (group, unit, ordinal), literal in self.at.items():
            present[unit, ordinal].append((len(self.instance.present(group, ordinal)), literal))
        for (unit, _ordinal), found in present.items():
            most = self.instance.campaign.units_by_code[unit].together
            if sum(count for count, _literal in found) > most:
                self.model.add(sum(count * literal for count, literal in found) <= most)

    def _keep_pins(self) -> None:
        for key in self.pinned:
            literal = self.at.get(key)
            self.model.add_bool_or([] if literal is None else [literal])

    @cached_property
    def pinned(self) -> dict[tuple[MachineName, UnitCode, int], bool]:
        """Every stand that a pin asks for and that is open to both; whether a pin of the workbook does.

        One at which the group may not stand at all, since it is too large for the stop, is among them.
        """
        instance, calendar = self.instance, self.instance.campaign.calendar
        found: dict[tuple[MachineName, UnitCode, int], bool] = {}
        open_slots = {name: party for party in instance.parties for name in party.machines}
        units = instance.campaign.units_by_code
        for pin in instance.campaign.pins:
            party = open_slots.get(pin.machine)
            if party is None or not instance.is_mine(pin.unit):
                continue
            opened = instance.open_to(units[pin.unit])
            for ordinal, number in party.posting_of.items():
                is_both_open = pin.unit in party.postings[number].serves and ordinal in opened
                if is_both_open and pin.asks_for(calendar.slot(ordinal)):
                    key = party.group, pin.unit, ordinal
                    found[key] = found.get(key, False) or not pin.is_frozen
        return found

    def is_held(self, group: MachineName, unit: UnitCode, ordinal: int) -> bool:
        """Whether a pin of the workbook holds who of the group stands there: of any of its machines, open or not."""
        campaign = self.instance.campaign
        mates = {machine.name for machine in campaign.groups[group]}
        slot = campaign.calendar.slot(ordinal)
        return any(
            pin.machine in mates and pin.unit == unit and not pin.is_frozen and pin.asks_for(slot)
            for pin in campaign.pins
        )

    def _fulfil_wish(self) -> None:
        wish, calendar = self.instance.wish, self.instance.campaign.calendar
        if wish is None:
            return
        self.model.add_bool_or(
            [
                literal
                for (group, unit, ordinal), literal in self.at.items()
                if any(
                    wish.fits(name, unit, calendar.slot(ordinal).day) for name in self.instance.present(group, ordinal)
                )
            ]
        )


class Walk:
    """One party's way through the slots: where it stands, and what it may do after what."""

    def __init__(self, placements: Placements, party: Party) -> None:
        self._model = placements.model
        self._instance = placements.instance
        self._placements = placements
        self.party = party

    @cached_property
    def stops(self) -> dict[int, dict[UnitCode, cp_model.IntVar]]:
        """For each slot in which the party is open, in time order, the stops at which it may stand."""
        at, group = self._placements.at, self.party.group
        by_slot = self._instance.stops_at[group]
        return {
            ordinal: {unit: at[group, unit, ordinal] for unit in by_slot.get(ordinal, ())}
            for ordinal in self.party.posting_of
        }

    @cached_property
    def days(self) -> dict[int, list[int]]:
        """Its open slots by the number of their day."""
        days: defaultdict[int, list[int]] = defaultdict(list)
        for ordinal in self.party.posting_of:
            days[self._instance.day_of[ordinal]].append(ordinal)
        return dict(days)

    @cached_property
    def party_stops(self) -> tuple[UnitCode, ...]:
        """Every stop at which the party may stand in some slot."""
        return tuple(dict.fromkeys(unit for stops in self.stops.values() for unit in stops))

    def away(self, ordinal: int, but: UnitCode | None = None) -> list[cp_model.IntVar]:
        """What adds up to 1 if it works at a stop of half days in this slot, another one than this."""
        return [
            literal
            for unit, literal in self.stops.get(ordinal, {}).items()
            if unit not in self._instance.whole and unit != but
        ]

    def elsewhere(self, ordinal: int, unit: UnitCode) -> list[cp_model.IntVar]:
        """What adds up to 1 if it works at another stop than this in this slot."""
        return [literal for other, literal in self.stops.get(ordinal, {}).items() if other != unit]

    def _between(self, one: int, other: int) -> list[int]:
        return [ordinal for ordinal in self.party.posting_of if one < ordinal < other]

    def keep_no_gap(self) -> None:
        """`no-gap`: on each day of a visit at a stop of whole days every open slot is worked there, or at half days."""
        for of_day in self.days.values():
            for unit in {unit for ordinal in of_day for unit in self.stops[ordinal]} & self._instance.whole:
                opened = set(self.open_slots(unit))
                worked = [ordinal for ordinal in of_day if unit in self.stops[ordinal]]
                for here in worked:
                    for other in of_day:
                        if other != here and other in opened:
                            there = [self.stops[other][unit]] if unit in self.stops[other] else []
                            free = [*self.away(other), *self._just_come(unit, other, here)]
                            self._model.add_bool_or([~self.stops[here][unit], *there, *free])

    def open_slots(self, unit: UnitCode, posting: int | None = None) -> list[int]:
        """The slots open to both, under this posting or any; also those in which its group may not all stand there."""
        opened = self._instance.open_to(self._instance.campaign.units_by_code[unit])
        return [
            ordinal
            for ordinal, number in self.party.posting_of.items()
            if ordinal in opened and unit in self.party.postings[number].serves and posting in (None, number)
        ]

    def _just_come(self, unit: UnitCode, left_out: int, worked: int) -> list[cp_model.IntVar]:
        """What lets an earlier slot of the day of arrival be left out: it was elsewhere, too late to have come."""
        slots = self._instance.campaign.move_slots
        if not slots or left_out > worked or not self.party.is_mobile(worked):
            return []
        came = [
            literal
            for ordinal in self._between(left_out - slots - 1, worked)
            if self.party.is_mobile(ordinal)
            for literal in self.elsewhere(ordinal, unit)
        ]
        past = self.party.past
        if past.was_mobile and past.last_unit not in (None, unit) and past.last_ordinal >= left_out - slots:
            came.append(self._model.new_constant(1))
        return came

    def keep_whole_days_and_reach(self) -> None:
        """`whole-day`, `reach`: how a party may change stops within a day."""
        for day, of_day in self.days.items():
            for place, later in enumerate(of_day):
                for earlier in of_day[:place]:
                    self._keep_change(self.stops[earlier], earlier, later)
            past = self.party.past
            if past.last_unit is not None and self._day_of_past() == day:
                for later in of_day:
                    self._keep_change({past.last_unit: self._model.new_constant(1)}, past.last_ordinal, later)

    def _day_of_past(self) -> int:
        return self._instance.campaign.calendar.slot(self.party.past.last_ordinal).day.toordinal()

    def _keep_change(self, before: dict[UnitCode, cp_model.IntVar], earlier: int, later: int) -> None:
        between = self._between(earlier, later)
        half = [literal for ordinal in between for literal in self.away(ordinal)]
        worked = [literal for ordinal in between for literal in self.stops[ordinal].values()]
        for unit, literal in self.stops[later].items():
            others = [other for other in before if {unit, other} <= self._instance.whole and other != unit]
            if others:
                self._model.add(literal + sum(before[other] for other in others) <= 1 + sum(half))
            far = [other for other in before if other not in others and self._is_too_far(other, unit, later)]
            if far:
                self._model.add(literal + sum(before[other] for other in far) <= 1 + sum(worked))

    def _is_too_far(self, origin: UnitCode, destination: UnitCode, ordinal: int) -> bool:
        reach = self._instance.campaign.reach_km
        if reach is None or origin == destination or not self.party.is_mobile(ordinal):
            return False
        return self._instance.roads.km(origin, destination) > reach + REACH_TOLERANCE_KM

    def keep_move_time(self) -> None:
        """`move-time`: so many slots of the campaign lie between the last at one stop and the first at another."""
        slots = self._instance.campaign.move_slots
        past = self.party.past
        for later in self.party.posting_of if slots else ():
            if not self.party.is_mobile(later):
                continue
            moving = [one for one in self._between(later - slots - 1, later) if self.party.is_mobile(one)]
            for unit, literal in self.stops[later].items():
                for earlier in moving:
                    others = self.elsewhere(earlier, unit)
                    if others:
                        self._model.add_at_most_one([literal, *others])
                too_soon = past.was_mobile and past.last_unit not in (None, unit)
                if too_soon and later - past.last_ordinal <= slots:
                    self._model.add(literal == 0)


def walks_of(placements: Placements) -> Sequence[Walk]:
    """The way of each party, in their order."""
    return [Walk(placements, party) for party in placements.instance.parties]
