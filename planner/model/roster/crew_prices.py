"""What single choices of an officer cost by themselves: broken promises, wishes, the way to work."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from typing import NamedTuple

from planner.domain.distance import Roads
from planner.domain.record import UnitCode
from planner.domain.situation import weight_of_notice
from planner.model.roster.crew_works import Layers
from planner.model.roster.line_problem import OFF, Price
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.policy import DutyGoal
from planner.roster.seating import SeatGroup
from planner.roster.staffing import DutyWish, Officer, OfficerCode

GOALS = tuple(DutyGoal)
GOAL_NUMBERS = {goal: number for number, goal in enumerate(GOALS)}


def road_km(case: RosterCase, officer: Officer, unit: UnitCode) -> int:
    """Twice the road km from home to a place, rounded half up; 0 without a home."""
    if officer.home is None:
        return 0
    return floor(2 * Roads.of(case.campaign).km(officer.home, unit) + 0.5)


@dataclass(frozen=True, slots=True)
class Choosing:
    """Which seats one officer may choose in each layer; choice 0 is none."""

    officer: Officer
    groups: tuple[tuple[int, ...], ...]
    """Of each layer, the numbers of the seat groups; the first is choice 1."""


class Promises:
    """The goal `duty-changes` of one case."""

    def __init__(self, case: RosterCase) -> None:
        self._case = case
        situation, calendar = case.situation, case.campaign.calendar
        self._published: dict[OfficerCode, dict[int, Duty]] = defaultdict(dict)
        self._until = 0
        if situation.published_until is not None:
            self._until = calendar.ordinal(situation.published_until, calendar.shift_labels[-1])
            for duty in situation.published:
                ordinal = calendar.ordinal(duty.date, duty.shift)
                if case.first_ordinal_ahead <= ordinal <= self._until:
                    self._published[duty.officer][ordinal] = duty

    def prices(self, choosing: Choosing, layers: Layers, groups: tuple[SeatGroup, ...]) -> Iterator[Price]:
        """What each choice breaks; days off cost where a duty was published."""
        own = self._published.get(choosing.officer.code, {})
        goal = GOAL_NUMBERS[DutyGoal.DUTY_CHANGES]
        for number, layer in enumerate(layers.layers):
            if layer.ordinal > self._until:
                return
            after = layers.next_ordinal(number)
            promised = {ordinal: duty for ordinal, duty in own.items() if layer.ordinal <= ordinal < after}
            all_lost = sum(self._weight(ordinal) for ordinal in promised)
            if all_lost:
                yield Price(number, OFF, goal, all_lost)
            for choice, group in enumerate(choosing.groups[number], 1):
                shift = groups[group].machine_shift
                promise = promised.get(shift.ordinal)
                if promise is None:
                    amount = all_lost + (self._weight(shift.ordinal) if shift.ordinal <= self._until else 0)
                else:
                    is_same = (promise.machine, promise.unit) == (shift.machine, shift.unit)
                    amount = all_lost - self._weight(shift.ordinal) + (not is_same)
                if amount:
                    yield Price(number, choice, goal, amount)

    def _weight(self, ordinal: int) -> int:
        as_of = self._case.situation.as_of or self._case.campaign.calendar.first_day
        day = self._case.campaign.calendar.slot(ordinal).day
        return weight_of_notice(self._case.campaign.notice_weights, as_of, day)


class OwnWishes(NamedTuple):
    """The goal `wishes` for one officer."""

    prices: tuple[Price, ...]
    certain: int
    """What is lost whatever happens: by what has happened already."""
    by_day: tuple[tuple[int, int, int], ...]
    """For the rule `DayWishes`, where a layer is a slot: a day, the cost of a duty on it, the cost of none."""


class Wishes:
    """The goal `wishes` of one case."""

    def __init__(self, case: RosterCase, layers: Layers, groups: tuple[SeatGroup, ...]) -> None:
        self._case, self._layers, self._groups = case, layers, groups
        self._own: dict[OfficerCode, list[DutyWish]] = defaultdict(list)
        first, last = case.campaign.calendar.first_day, case.campaign.calendar.last_day
        for wish in case.staffing.wishes:
            if first <= wish.day <= last:
                self._own[wish.officer].append(wish)
        self._done = {(duty.officer, duty.date, duty.shift) for duty in case.situation.history}
        self._worked = {(duty.officer, duty.date) for duty in case.situation.history}
        self._layers_of_day: dict[int, list[int]] = defaultdict(list)
        for number, layer in enumerate(layers.layers):
            self._layers_of_day[layer.day].append(number)

    def of(self, choosing: Choosing) -> OwnWishes:
        """Of one officer; nothing where he wishes nothing."""
        prices: list[Price] = []
        certain = 0
        days: dict[int, tuple[int, int]] = {}
        for wish in self._own.get(choosing.officer.code, ()):
            numbers = self._layers_ahead(wish)
            is_settled = self._is_fulfilled_or_broken(wish)
            if is_settled or not numbers:
                certain += wish.level * (is_settled != wish.wants_work)
            elif len(numbers) == 1:
                prices += self._prices(wish, numbers[0], choosing)
            else:
                worked, off = days.get(wish.day.toordinal(), (0, 0))
                costs = (worked, off + wish.level) if wish.wants_work else (worked + wish.level, off)
                days[wish.day.toordinal()] = costs
        return OwnWishes(tuple(prices), certain, tuple((day, *costs) for day, costs in sorted(days.items())))

    def _is_fulfilled_or_broken(self, wish: DutyWish) -> bool:
        """Whether a done duty lies where the wish speaks of."""
        if wish.shift is None:
            return (wish.officer, wish.day) in self._worked
        return (wish.officer, wish.day, wish.shift) in self._done

    def _layers_ahead(self, wish: DutyWish) -> list[int]:
        numbers = self._layers_of_day.get(wish.day.toordinal(), [])
        if wish.shift is None:
            return numbers
        ordinal = self._case.campaign.calendar.ordinal(wish.day, wish.shift)
        layers = self._layers
        return [n for n in numbers if layers.layers[n].ordinal <= ordinal < layers.next_ordinal(n)]

    def _prices(self, wish: DutyWish, number: int, choosing: Choosing) -> Iterator[Price]:
        goal = GOAL_NUMBERS[DutyGoal.WISHES]
        if wish.wants_work:
            yield Price(number, OFF, goal, wish.level)
        for choice, group in enumerate(choosing.groups[number], 1):
            fits = wish.shift in (None, self._groups[group].machine_shift.shift)
            if fits != wish.wants_work:
                yield Price(number, choice, goal, wish.level)


def commute_prices(case: RosterCase, choosing: Choosing, groups: tuple[SeatGroup, ...]) -> Iterator[Price]:
    """The goal `commute`: the way to each seat and back."""
    goal = GOAL_NUMBERS[DutyGoal.COMMUTE]
    for number, offered in enumerate(choosing.groups):
        for choice, group in enumerate(offered, 1):
            km = road_km(case, choosing.officer, groups[group].machine_shift.unit)
            if km:
                yield Price(number, choice, goal, km)
