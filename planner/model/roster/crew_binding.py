"""What binds single officers to single seats: dates and leaves, pins, frozen duties."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from planner.model.roster.crew_prices import Choosing
from planner.model.roster.crew_works import Layers
from planner.model.roster.line_problem import OFF
from planner.roster.case import RosterCase
from planner.roster.seating import SeatGroup, is_available, may_sit
from planner.roster.staffing import DutyPin

FORCED = 10**5
"""The cost of breaking what must hold, where that is elastic so that a contradiction is found, not stumbled on."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What the officers may not choose, and which seats must be held."""

    barred: tuple[frozenset[tuple[int, int]], ...]
    """Of each officer, layers and choices."""
    must_fill: frozenset[int]
    """Seat groups whose every seat is to be held: more published duties are frozen there than there are seats."""
    may_overflow: frozenset[int]
    """Seat groups that pins or frozen duties could overfill, at the cost FORCED."""


def binding_of(
    case: RosterCase, layers: Layers, groups: tuple[SeatGroup, ...], choosing: tuple[Choosing, ...]
) -> Binding:
    """The binding of a case."""
    return _Binding(case, layers, groups, choosing).found()


class _Binding:
    def __init__(
        self, case: RosterCase, layers: Layers, groups: tuple[SeatGroup, ...], choosing: tuple[Choosing, ...]
    ) -> None:
        self._case, self._layers, self._groups, self._choosing = case, layers, groups, choosing
        self._numbers = {own.officer.code: number for number, own in enumerate(choosing)}
        self._barred: list[set[tuple[int, int]]] = [set() for _ in choosing]
        self._must_fill: set[int] = set()
        self._may_overflow: set[int] = set()
        self._layer_of = {
            ordinal: number
            for number, layer in enumerate(layers.layers)
            for ordinal in range(
                layer.ordinal, min(layers.next_ordinal(number), case.campaign.calendar.last_ordinal + 1)
            )
        }

    def found(self) -> Binding:
        for number in range(len(self._choosing)):
            self._bar_the_unavailable(number)
        for pin in self._case.staffing.pins:
            self._pin(pin)
        self._freeze()
        return Binding(
            tuple(frozenset(barred) for barred in self._barred),
            frozenset(self._must_fill),
            frozenset(self._may_overflow),
        )

    def _bar_the_unavailable(self, number: int) -> None:
        own = self._choosing[number]
        for layer, offer in enumerate(own.groups):
            for choice, group in enumerate(offer, 1):
                if not is_available(self._case.staffing, own.officer, self._groups[group].machine_shift):
                    self._barred[number].add((layer, choice))

    def _pin(self, pin: DutyPin) -> None:
        calendar = self._case.campaign.calendar
        shifts = calendar.shift_labels if pin.shift is None else (pin.shift,)
        for shift in shifts:
            ordinal = calendar.ordinal(pin.day, shift)
            layer = self._layer_of.get(ordinal)
            if layer is None or pin.officer not in self._numbers:
                continue
            number = self._numbers[pin.officer]
            if pin.forbids:
                for choice, group in self._offered(number, layer):
                    if group.machine_shift.ordinal == ordinal:
                        self._barred[number].add((layer, choice))
            else:
                self._hold(number, layer, ordinal, pin.machine, pin.role)

    def _hold(self, number: int, layer: int, ordinal: int, machine: str | None, role: str | None) -> None:
        """The officer is in this slot, on this machine and in this role where they are named."""
        self._barred[number].add((layer, OFF))
        for choice, group in self._offered(number, layer):
            shift = group.machine_shift
            fits = shift.ordinal == ordinal and machine in (None, shift.machine) and role in (None, group.role)
            if fits:
                self._may_overflow.add(self._choosing[number].groups[layer][choice - 1])
            else:
                self._barred[number].add((layer, choice))

    def _offered(self, number: int, layer: int) -> Iterator[tuple[int, SeatGroup]]:
        for choice, group in enumerate(self._choosing[number].groups[layer], 1):
            yield choice, self._groups[group]

    def _freeze(self) -> None:
        """Frozen duties are kept; where seats have become fewer, all that are left go to those who had them."""
        seats: dict[_Post, list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            seats[_post_of(group)].append(number)
        for post, holders in self._frozen(seats).items():
            layer = self._layer_of[post.ordinal]
            if len(holders) <= sum(self._groups[number].officers for number in seats[post]):
                for number in holders:
                    self._hold(number, layer, post.ordinal, post.machine, post.role)
                continue
            self._must_fill.update(seats[post])
            for number in set(range(len(self._choosing))) - set(holders):
                for choice, group in self._offered(number, layer):
                    if _post_of(group) == post:
                        self._barred[number].add((layer, choice))

    def _frozen(self, seats: "dict[_Post, list[int]]") -> "dict[_Post, list[int]]":
        """Who has a frozen duty on each post that there still is, and could still work it."""
        situation, calendar = self._case.situation, self._case.campaign.calendar
        frozen: dict[_Post, list[int]] = defaultdict(list)
        if situation.frozen_until is None:
            return frozen
        until = calendar.ordinal(situation.frozen_until, calendar.shift_labels[-1])
        for duty in situation.published:
            post = _Post(calendar.ordinal(duty.date, duty.shift), duty.machine, duty.role)
            number = self._numbers.get(duty.officer)
            is_frozen = self._case.first_ordinal_ahead <= post.ordinal <= until
            if is_frozen and post in seats and number is not None:
                group = self._groups[seats[post][0]]
                officer, shift = self._choosing[number].officer, group.machine_shift
                could = may_sit(self._case.campaign, officer, group)
                if could and is_available(self._case.staffing, officer, shift):
                    frozen[post].append(number)
        return frozen


class _Post(NamedTuple):
    """Alike seats of a machine-shift, required or not."""

    ordinal: int
    machine: str
    role: str


def _post_of(group: SeatGroup) -> _Post:
    return _Post(group.machine_shift.ordinal, group.machine_shift.machine, group.role)
