"""The hard rules of a crew that speak of one officer's duties in time, each as an automaton over his layers.

What was worked before the first layer is where an automaton begins: `started` tells the state in which the past, which
is a fact and breaks nothing, leaves it. All are frozen records of shared tables, so that officers with the same choices
and the same start share a graph.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from planner.domain.calendar import MINUTES_A_DAY
from planner.model.roster.crew_works import Layers, Work, WorkTable, week_of, week_start

Costs = tuple[tuple[int, int], ...]
FREE: Costs = ()


class LastDuty(NamedTuple):
    """What the rest after a duty depends on."""

    ends: int
    shift: int
    day: int


@dataclass(frozen=True, slots=True)
class RestByClock:
    """`shift-rest`: so many minutes from the end of a duty to the start of the next, unless it is the same shift a day
    later. The state forgets a duty as soon as whatever comes has its rest.
    """

    works: WorkTable
    layers: Layers
    least: int
    start: "LastDuty | tuple[()]" = ()

    def started(self, past: tuple[Work, ...]) -> Self:
        """The same after these duties."""
        last = max(past, key=lambda work: work.ends, default=None)
        day = self.layers.layers[0].day
        if last is None or day * MINUTES_A_DAY - last.ends >= self.least:
            return self
        return replace(self, start=LastDuty(last.ends, last.shift, last.day))

    def first(self) -> "LastDuty | tuple[()]":
        """The last duty before the first layer."""
        return self.start

    def after(self, state: "LastDuty | tuple[()]", layer: int, choice: int) -> "LastDuty | tuple[()] | None":
        """The last duty as far as it still matters; () where it matters no more."""
        work = self.works.at(layer, choice)
        if work is None:
            return self._forgotten(state, layer)
        if state and work.starts - state.ends < self.least:
            is_same_a_day_later = work.shift == state.shift and work.day == state.day + 1
            if not is_same_a_day_later:
                return None
        return self._forgotten(LastDuty(work.ends, work.shift, work.day), layer)

    def _forgotten(self, state: "LastDuty | tuple[()]", layer: int) -> "LastDuty | tuple[()]":
        if not state or self.layers.next_day(layer) * MINUTES_A_DAY - state.ends >= self.least:
            return ()
        return state

    def may_end(self, state: object) -> bool:
        """Always."""
        return True

    def costs(self, state: object, layer: int, choice: int) -> Costs:
        """Nothing."""
        return FREE


class WeekOfRest(NamedTuple):
    """How far a week's stretch off is."""

    week: int
    has_duty_ahead: bool
    is_rested: bool
    off_since: int
    """The minute from which there has been no duty, not before the week's first one."""


@dataclass(frozen=True, slots=True)
class WeeklyRest:
    """`weekly-rest`: in each week with a duty ahead there is a stretch of so many minutes off."""

    works: WorkTable
    layers: Layers
    least: int
    start: WeekOfRest | None = None

    def started(self, past: tuple[Work, ...]) -> Self:
        """The same after these duties."""
        state = self.first()
        for work in sorted(past):
            if work.ends > state.off_since:
                is_rested = state.is_rested or work.starts - state.off_since >= self.least
                state = state._replace(is_rested=is_rested, off_since=work.ends)
        return replace(self, start=self._plain(state))

    def first(self) -> WeekOfRest:
        """Where the week of the first layer stands by then."""
        if self.start is not None:
            return self.start
        week = week_of(self.layers.layers[0].day)
        return WeekOfRest(week, has_duty_ahead=False, is_rested=False, off_since=week_start(week))

    def after(self, state: WeekOfRest, layer: int, choice: int) -> WeekOfRest | None:
        """The same after this layer."""
        week = week_of(self.layers.layers[layer].day)
        if state.week < week:
            if not self.may_end(state):
                return None
            state = WeekOfRest(week, False, False, max(state.off_since, week_start(week)))  # noqa: FBT003
        work = self.works.at(layer, choice)
        if work is None:
            return state
        is_rested = state.is_rested or work.starts - state.off_since >= self.least
        return self._plain(WeekOfRest(week, True, is_rested, work.ends))  # noqa: FBT003

    def _plain(self, state: WeekOfRest) -> WeekOfRest:
        """Where the week is rested, only what reaches into the next one matters."""
        if state.is_rested and state.off_since <= week_start(state.week + 1):
            return state._replace(off_since=week_start(state.week))
        return state

    def may_end(self, state: WeekOfRest) -> bool:
        """Whether the week has its stretch by its end; what comes after the last layer is off."""
        end = week_start(state.week + 1)
        return state.is_rested or not state.has_duty_ahead or end - state.off_since >= self.least

    def costs(self, state: WeekOfRest, layer: int, choice: int) -> Costs:
        """Nothing."""
        return FREE


class Stretch(NamedTuple):
    """Days in a row up to now."""

    last_day: int
    """0 where the stretch is over."""
    days: int
    last_evening: int
    evenings: int


NO_STRETCH = Stretch(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class RunsOfDuty:
    """`run`: at most so many days in a row with a duty, and at most so many with an evening duty."""

    works: WorkTable
    layers: Layers
    most_days: int
    most_evenings: int | None
    start: Stretch = NO_STRETCH

    def started(self, past: tuple[Work, ...]) -> Self:
        """The same after these duties."""
        state = self.start
        for work in sorted(past):
            state = self._longer(state, work)
        return replace(self, start=self._alive(state, self.layers.layers[0].day))

    def first(self) -> Stretch:
        """The stretch that reaches up to the first layer's day, or to the day before it."""
        return self.start

    def after(self, state: Stretch, layer: int, choice: int) -> Stretch | None:
        """The stretch goes on, ends or begins; None where it grows too long."""
        work = self.works.at(layer, choice)
        day = self.layers.layers[layer].day
        if work is not None:
            state = self._longer(self._alive(state, day), work)
            if state.days > self.most_days or (self.most_evenings and state.evenings > self.most_evenings):
                return None
        return self._alive(state, day + self.layers.layers[layer].ends_day)

    def _longer(self, state: Stretch, work: Work) -> Stretch:
        days = state.days + 1 if state.last_day == work.day - 1 else 1
        if state.last_day == work.day:
            days = state.days
        if not work.is_evening or self.most_evenings is None:
            return Stretch(work.day, days, state.last_evening, state.evenings)
        evenings = state.evenings + 1 if state.last_evening == work.day - 1 else 1
        if state.last_evening == work.day:
            evenings = state.evenings
        return Stretch(work.day, days, work.day, evenings)

    def _alive(self, state: Stretch, day: int) -> Stretch:
        """What a duty on this day would still continue."""
        last_day, days = (state.last_day, state.days) if state.last_day >= day - 1 else (0, 0)
        alive = state.last_evening >= day - 1
        return Stretch(last_day, days, *((state.last_evening, state.evenings) if alive else (0, 0)))

    def may_end(self, state: Stretch) -> bool:
        """Always."""
        return True

    def costs(self, state: Stretch, layer: int, choice: int) -> Costs:
        """Nothing."""
        return FREE


class WeekSum(NamedTuple):
    """What was worked in a week up to now."""

    week: int
    minutes: int
    duties: int


@dataclass(frozen=True, slots=True)
class WeekSums:
    """`week-hours`, and the goal `overtime`: minutes and duties of a week; each duty that ends beyond the normal week
    is a shift of overtime.
    """

    works: WorkTable
    layers: Layers
    normal: int
    most: int
    most_duties: int | None
    goal: int
    start: WeekSum | None = None

    def started(self, past: tuple[Work, ...]) -> Self:
        """The same after these duties."""
        week = week_of(self.layers.layers[0].day)
        own = [work for work in past if work.week == week]
        return replace(self, start=self._plain(WeekSum(week, sum(work.minutes for work in own), len(own))))

    def first(self) -> WeekSum:
        """The sums of the first layer's week by then."""
        return self.start or WeekSum(week_of(self.layers.layers[0].day), 0, 0)

    def after(self, state: WeekSum, layer: int, choice: int) -> WeekSum | None:
        """The sums with this choice; None where they grow too large."""
        now = self._now(state, layer)
        work = self.works.at(layer, choice)
        if work is None:
            return now
        minutes, duties = now.minutes + work.minutes, now.duties + 1
        if minutes > self.most or (self.most_duties is not None and duties > self.most_duties):
            return None
        return self._plain(WeekSum(now.week, minutes, duties))

    def _now(self, state: WeekSum, layer: int) -> WeekSum:
        week = week_of(self.layers.layers[layer].day)
        return state if state.week == week else WeekSum(week, 0, 0)

    def _plain(self, state: WeekSum) -> WeekSum:
        return state if self.most_duties is not None else state._replace(duties=0)

    def may_end(self, state: WeekSum) -> bool:
        """Always."""
        return True

    def costs(self, state: WeekSum, layer: int, choice: int) -> Costs:
        """1 for a duty with which the week lies beyond the normal one."""
        work = self.works.at(layer, choice)
        if work is None or self._now(state, layer).minutes + work.minutes <= self.normal:
            return FREE
        return ((self.goal, 1),)


class OvertimeMinutes(NamedTuple):
    """Counts minutes beyond the normal week that fall on days from `first_day` to `last_day`."""

    works: WorkTable
    layers: Layers
    normal: int
    first_day: int
    last_day: int
    start_minutes: int = 0
    """Worked in the first layer's week by then."""

    def first(self) -> tuple[int, int]:
        """The first layer's week and its minutes by then."""
        return week_of(self.layers.layers[0].day), self.start_minutes

    def after(self, state: tuple[int, int], layer: int, choice: int) -> tuple[int, int]:
        """The week and its minutes after this choice, not counted while no overtime is in reach."""
        week = week_of(self.layers.layers[layer].day)
        minutes = state[1] if state[0] == week else 0
        work = self.works.at(layer, choice)
        return week, minutes + (0 if work is None else work.minutes)

    def amount(self, state: tuple[int, int], layer: int, choice: int) -> int:
        """The minutes of this choice that are overtime of the period."""
        work = self.works.at(layer, choice)
        if work is None or not self.first_day <= work.day <= self.last_day:
            return 0
        minutes = state[1] if state[0] == work.week else 0
        return overtime_of(minutes, work.minutes, self.normal)


def overtime_of(before: int, minutes: int, normal: int) -> int:
    """Of a duty's minutes those that lie beyond the normal week, after so many minutes of the week before it."""
    return max(0, before + minutes - normal) - max(0, before - normal)


@dataclass(frozen=True, slots=True)
class ShiftsOfDay:
    """`one-shift`: duties of a day are at most so many. Where a layer is a day and one duty is allowed, layers keep it
    by themselves but for a day that has begun.
    """

    works: WorkTable
    layers: Layers
    most: int
    start: int = 0

    def started(self, past: tuple[Work, ...]) -> Self:
        """The same after these duties."""
        return replace(self, start=sum(work.day == self.layers.layers[0].day for work in past))

    def first(self) -> int:
        """Duties of the first layer's day by then."""
        return self.start

    def after(self, state: int, layer: int, choice: int) -> int | None:
        """Duties of the day, 0 at its end."""
        duties = state + (self.works.at(layer, choice) is not None)
        if self.works.at(layer, choice) is not None and duties > self.most:
            return None
        return 0 if self.layers.layers[layer].ends_day else duties

    def may_end(self, state: int) -> bool:
        """Always."""
        return True

    def costs(self, state: int, layer: int, choice: int) -> Costs:
        """Nothing."""
        return FREE
