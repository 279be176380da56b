"""Visits that a pin of the workbook holds: each has a stretch of time in which it may lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.model.instance.options import EligiblePair
from planner.model.instance.visit import Visit


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

    def piece_of(self, visit: Visit) -> Visit | None:
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
