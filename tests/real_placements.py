"""Placements of real campaigns at random: mostly what a sensible planner would do, some with a fault in them."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Machine, PostingKind
from planner.domain.record import UnitCode
from tests.placements import Placement, in_order, posting_of
from tests.real_slots import can_be_at, is_whole, members, needs_ahead, takes


def real_placements(rng: Random, campaign: Campaign, *, spoilt: float = 0.4) -> tuple[Placement, ...]:
    """Any placements at all, one a machine, stop and slot, stops under their first unit; in the order of a plan.

    Most of those that are not spoilt keep every rule.
    """
    placements = _Following(rng, campaign).every_slot()
    if rng.random() < spoilt:
        for _ in range(rng.randint(1, 2)):
            placements = _with_a_fault(rng, campaign, placements)
    return tuple(in_order(campaign, dict.fromkeys(placements)))


class _Team:
    """Machines that move as one, and where they are."""

    def __init__(self, machines: Sequence[Machine]) -> None:
        self.machines = machines
        self.stop: UnitCode | None = None
        self.last_ordinal = 0
        self.is_mobile = False
        self.days = set[object]()
        self.today: list[tuple[Slot, UnitCode]] = []


class _Following:
    """Follows each team from slot to slot: it stays while there is need, then moves on as the rules allow."""

    def __init__(self, rng: Random, campaign: Campaign) -> None:
        self._rng = rng
        self._campaign = campaign
        self._stops = list(dict.fromkeys(members(campaign, unit.code)[0] for unit in campaign.units))
        alone = [[machine] for machine in campaign.machines if not machine.group]
        grouped = [machine for machine in campaign.machines if machine.group]
        self._teams = [_Team(machines) for machines in ([grouped] if grouped else []) + alone]
        self._rng.shuffle(self._teams)
        self._left = needs_ahead(campaign)
        self._visits = Counter[UnitCode]()
        self._standing = Counter[tuple[UnitCode, Slot]]()
        self._placements: list[Placement] = []
        self._diligence = rng.choice((0.9, 0.97, 1.0))

    def every_slot(self) -> list[Placement]:
        time = self._campaign.calendar
        for ordinal in range(1, time.last_ordinal + 1):
            slot = time.slot(ordinal)
            self._inherit(slot)
            for team in self._teams:
                if slot.shift == time.shift_labels[0]:
                    team.today = []
                self._place(team, slot, ordinal)
        return self._placements

    def _inherit(self, slot: Slot) -> None:
        for one in self._campaign.successions:
            if one.day <= slot.day:
                self._left[one.successor] += max(0, self._left[one.unit])
                self._left[one.unit] = 0

    def _need(self, stop: UnitCode) -> int:
        return sum(max(0, self._left[code]) for code in members(self._campaign, stop))

    def _place(self, team: _Team, slot: Slot, ordinal: int) -> None:
        stop = self._next_stop(team, slot, ordinal)
        if stop is None:
            return
        present = [place for place in self._at(team, stop, slot) if can_be_at(self._campaign, place)]
        if stop != team.stop:
            self._visits[stop] += len(present)
            team.days = set()
        posting = posting_of(self._campaign, present[0].machine, slot.day)
        team.is_mobile = posting is not None and posting.kind is PostingKind.MOBILE
        team.stop, team.last_ordinal = stop, ordinal
        team.days.add(slot.day)
        team.today.append((slot, stop))
        self._standing[stop, slot] += len(present)
        for place in present:
            self._placements.append(place)
            self._collect(place)

    def _collect(self, place: Placement) -> None:
        room = takes(self._campaign, place)
        for code in members(self._campaign, place.unit):
            dossiers = min(room, max(0, self._left[code]))
            room, self._left[code] = room - dossiers, self._left[code] - dossiers

    def _at(self, team: _Team, stop: UnitCode, slot: Slot) -> list[Placement]:
        return [Placement(machine.name, stop, slot.day, slot.shift) for machine in team.machines]

    def _next_stop(self, team: _Team, slot: Slot, ordinal: int) -> UnitCode | None:
        """Where the team is to be: where it must, where it was while there is need, or somewhere that it may go to."""
        possible = [stop for stop in self._stops if self._is_possible(team, stop, slot)]
        begun = next((stop for _, stop in reversed(team.today) if is_whole(self._campaign, stop)), None)
        pinned = [stop for stop in possible if self._is_pinned(team, stop, slot)]
        if pinned and self._rng.random() < 0.95:
            return pinned[0]
        if begun in possible and not (self._rng.random() < 0.15 and self._halves(team, possible, ordinal)):
            return begun
        if self._rng.random() > self._diligence:
            return None
        stays = team.stop in possible and (begun in (None, team.stop))
        if stays and team.stop is not None and (self._need(team.stop) or self._is_short(team)) and begun is None:
            return team.stop if self._may_begin(team, team.stop, slot) else None
        welcome = [
            stop
            for stop in possible
            if stop != team.stop
            and self._need(stop)
            and self._visits[stop] + len(team.machines) <= self._campaign.units_by_code[stop].visits
            and ordinal >= self._ready(team)
            and (begun is None or not is_whole(self._campaign, stop))
            and self._may_begin(team, stop, slot)
        ]
        return self._rng.choice(welcome) if welcome else None

    def _halves(self, team: _Team, possible: Sequence[UnitCode], ordinal: int) -> bool:
        return ordinal >= self._ready(team) and any(not is_whole(self._campaign, stop) for stop in possible)

    def _is_possible(self, team: _Team, stop: UnitCode, slot: Slot) -> bool:
        """Whether every machine of the team that is not shut can be there, one at least, and there is room."""
        there = self._at(team, stop, slot)
        open_at_all = [
            place
            for place in there
            if any(can_be_at(self._campaign, place._replace(unit=other)) for other in self._stops)
        ]
        present = [place for place in there if can_be_at(self._campaign, place)]
        room = self._campaign.units_by_code[stop].together - self._standing[stop, slot]
        return 0 < len(present) == len(open_at_all) <= room

    def _is_pinned(self, team: _Team, stop: UnitCode, slot: Slot) -> bool:
        names = {machine.name for machine in team.machines}
        return any(
            pin.machine in names and members(self._campaign, pin.unit)[0] == stop and pin.asks_for(slot)
            for pin in self._campaign.pins
        )

    def _is_short(self, team: _Team) -> bool:
        return team.stop is not None and len(team.days) < self._campaign.units_by_code[team.stop].min_days

    def _ready(self, team: _Team) -> int:
        return team.last_ordinal + self._campaign.move_slots + 1 if team.is_mobile else 0

    def _may_begin(self, team: _Team, stop: UnitCode, slot: Slot) -> bool:
        """Whether no slot of the day before this one is left out that the stop, if of whole days, would want."""
        if not is_whole(self._campaign, stop):
            return True
        time = self._campaign.calendar
        taken = {earlier for earlier, _ in team.today}
        before = (Slot(slot.day, shift) for shift in time.shift_labels[: time.shift_labels.index(slot.shift)])
        ready = self._ready(team) if stop != team.stop else 0
        return not any(
            earlier not in taken
            and time.ordinal(*earlier) >= ready
            and any(can_be_at(self._campaign, place) for place in self._at(team, stop, earlier))
            for earlier in before
        )


def _with_a_fault(rng: Random, campaign: Campaign, placements: list[Placement]) -> list[Placement]:
    """The placements with one taken out, put in, or moved, or without a day, or a day earlier or later."""
    stray = Placement(
        rng.choice(campaign.machines).name,
        members(campaign, rng.choice(campaign.units).code)[0],
        rng.choice(tuple(campaign.calendar.days())),
        rng.choice(campaign.calendar.shift_labels),
    )
    if not placements:
        return [stray]
    place = rng.randrange(len(placements))
    victim, others = placements[place], [*placements[:place], *placements[place + 1 :]]
    grouped = [other for other in placements if (other.machine, other.day) != (victim.machine, victim.day)]
    return rng.choice(
        (
            others,
            grouped,
            [*placements, stray],
            [*others, victim._replace(unit=stray.unit)],
            [*others, victim._replace(machine=stray.machine)],
            [*others, victim._replace(day=stray.day, shift=stray.shift)],
            [one._replace(unit=stray.unit) if one.day == victim.day else one for one in placements],
        )
    )
