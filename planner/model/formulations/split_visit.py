"""One optional visit of a unit that may get several, of any length: one Boolean for each machine class and period.

A visit that a pin of the workbook holds has a window of its own, the stretch of time in which it may lie.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.model.instance.eligible_pairs import EligiblePair
from planner.model.instance.subproblem import Subproblem
from planner.model.instance.visits import MachineVisit


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of one held visit: from the pinned period before its own pinned ones to that after them.

    A visit that covers several runs of pinned periods is told as one for each run, the next beginning where one ends.
    """

    pair: EligiblePair
    """Open only within the window."""
    pinned: range
    """The periods that the visit covers in any case; empty for one that goes on from the past and may as well not."""
    first: int
    last: int

    def piece_of(self, visit: MachineVisit) -> MachineVisit | None:
        """What this window is to tell of a visit; None where the visit is not held here."""
        if visit.machine_class != self.pair.machine_class:
            return None
        if not self.pinned:
            return visit if visit.first == self.first and visit.last <= self.last else None
        if not (visit.first <= self.pinned[0] and self.pinned[-1] <= visit.last):
            return None
        first = visit.first if visit.first >= self.first else self.pinned[0]
        return visit._replace(first=first, last=min(visit.last, self.last))


def held_windows(pairs: Sequence[EligiblePair]) -> Iterator[Window]:
    """The windows of all visits to a unit that pins hold, by class, then in time order."""
    for pair in pairs:
        runs = list(pair.held_runs())
        if pair.goes_on_held and (not runs or pair.open_periods[0] < runs[0][0]):
            first = pair.open_periods[0]
            last = runs[0][0] - 1 if runs else len(pair.worked) - 1
            yield _window(pair, range(0), first, last)
        for place, (begins, ends) in enumerate(runs):
            first = runs[place - 1][1] + 1 if place else 0
            last = runs[place + 1][0] - 1 if place + 1 < len(runs) else len(pair.worked) - 1
            yield _window(pair, range(begins, ends + 1), first, last)


def _window(pair: EligiblePair, pinned: range, first: int, last: int) -> Window:
    def within(slots: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
        return tuple(found if first <= period <= last else () for period, found in enumerate(slots))

    return Window(replace(pair, worked=within(pair.worked), brings=within(pair.brings)), pinned, first, last)


class SplitVisit:
    """One of the unit's possible visits: a single run of periods under one class, or nothing.

    Start and end are local periods of the class that is on, not periods of the timeline.
    """

    is_certain = False

    def __init__(
        self,
        model: cp_model.CpModel,
        problem: Subproblem,
        pairs: tuple[EligiblePair, ...],
        rank: str,
        finish: int | None,
    ) -> None:
        self.unit = pairs[0].unit
        name = f"{self.unit.code}/{rank}"
        self.on: dict[int, cp_model.IntVar] = {}
        self.covers: dict[tuple[int, int], cp_model.IntVar] = {}
        self.starts: dict[tuple[int, int], cp_model.IntVar] = {}
        for pair in pairs:
            self._allow(model, problem, pair, name, finish)
        self.present = model.new_bool_var(f"{name} present")
        model.add(sum(self.on.values()) == self.present)
        num_periods = problem.timeline.num_periods
        self.start: cp_model.IntVar = model.new_int_var(0, num_periods, f"{name} start")
        self.end: cp_model.IntVar = model.new_int_var(0, num_periods, f"{name} end")
        self._local = {
            (machine_class, period): problem.classes[machine_class].local_period(period)
            for machine_class, period in self.starts
        }
        begun = [self._local[key] * start for key, start in self.starts.items()]
        length = [
            literal
            for (machine_class, period), literal in self.covers.items()
            if problem.classes[machine_class].open_ordinals[period]
        ]
        model.add(self.start == sum(begun))
        model.add(self.end == self.start + sum(length))

    def _allow(
        self, model: cp_model.CpModel, problem: Subproblem, pair: EligiblePair, name: str, finish: int | None
    ) -> None:
        machine_class = pair.machine_class
        periods = [period for period in _between_open_periods(pair) if _ends_by(problem, pair, period, finish)]
        self.on[machine_class] = model.new_bool_var(f"{name} by {machine_class}")
        for period in periods:
            self.covers[machine_class, period] = model.new_bool_var(f"{name} by {machine_class} in {period}")
            before = self.covers.get((machine_class, period - 1), 0)
            if not pair.worked[period]:
                model.add(self.covers[machine_class, period] <= before)
                continue
            self.starts[machine_class, period] = model.new_bool_var(f"{name} by {machine_class} from {period}")
            model.add(self.covers[machine_class, period] - before <= self.starts[machine_class, period])
            model.add_implication(self.starts[machine_class, period], self.covers[machine_class, period])
        model.add(
            sum(start for (by, _period), start in self.starts.items() if by == machine_class) == self.on[machine_class]
        )
        for period in periods:
            model.add_implication(self.covers[machine_class, period], self.on[machine_class])

    def hint(self, model: cp_model.CpModel, visit: MachineVisit | None) -> None:
        """Begin the search at this visit, or at none."""
        covered = (
            [] if visit is None else [(visit.machine_class, period) for period in range(visit.first, visit.last + 1)]
        )
        for key, literal in self.covers.items():
            model.add_hint(literal, key in covered)
            if key in self.starts:
                model.add_hint(self.starts[key], key in covered[:1])

    def earliest_end(self, machine_class: int) -> int:
        """The first local period in which the visit can be over by this class."""
        return min((self._local[key] for key in self.starts if key[0] == machine_class), default=0) + 1

    def latest_start(self, machine_class: int) -> int:
        """The last local period in which it can start by this class."""
        return max((self._local[key] for key in self.starts if key[0] == machine_class), default=0)

    def spans(self, machine_class: int, period: int) -> list[cp_model.IntVar]:
        """The literal that says whether the visit covers this period with this class, if it can."""
        literal = self.covers.get((machine_class, period))
        return [] if literal is None else [literal]


def _between_open_periods(pair: EligiblePair) -> list[int]:
    """The periods of all runs; between two runs the machine is pinned elsewhere."""
    return [period for first, last in pair.runs() for period in range(first, last + 1)]


def _ends_by(problem: Subproblem, pair: EligiblePair, period: int, finish: int | None) -> bool:
    slots = pair.worked[period] or problem.timeline.periods[period]
    return finish is None or slots[-1] <= finish


class HeldVisit(NamedTuple):
    """An optional visit that a pin of the workbook holds."""

    optional: SplitVisit
    window: Window

    def keep(self, model: cp_model.CpModel) -> None:
        """`pinned`: it covers its pinned periods; without any it begins with its first period, if it is made at all."""
        machine_class = self.window.pair.machine_class
        for period in self.window.pinned:
            model.add_bool_or(self.optional.spans(machine_class, period))
        if not self.window.pinned:
            for (_machine_class, period), start in self.optional.starts.items():
                if period != self.window.first:
                    model.add(start == 0)
