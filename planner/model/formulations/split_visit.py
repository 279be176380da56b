"""One possible visit of a unit that may get several, of any length: one Boolean for each duty and period."""

from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.model.formulations.held_visits import Window
from planner.model.instance.options import Meeting
from planner.model.instance.subproblem import Part
from planner.model.instance.visit import Visit


class ElasticCall:
    """One of the unit's possible visits: a single run of periods under one duty, or nothing.

    Start and end are turns of the duty that is on, not periods of the timeline.
    """

    is_certain = False

    def __init__(
        self, model: cp_model.CpModel, part: Part, meetings: tuple[Meeting, ...], rank: str, finish: int | None
    ) -> None:
        self.unit = meetings[0].unit
        name = f"{self.unit.code}/{rank}"
        self.on: dict[int, cp_model.IntVar] = {}
        self.covers: dict[tuple[int, int], cp_model.IntVar] = {}
        self.starts: dict[tuple[int, int], cp_model.IntVar] = {}
        for meeting in meetings:
            self._allow(model, part, meeting, name, finish)
        self.present = model.new_bool_var(f"{name} present")
        model.add(sum(self.on.values()) == self.present)
        num_periods = part.timeline.num_periods
        self.start: cp_model.IntVar = model.new_int_var(0, num_periods, f"{name} start")
        self.end: cp_model.IntVar = model.new_int_var(0, num_periods, f"{name} end")
        self._turn = {(duty, period): part.duties[duty].turn(period) for duty, period in self.starts}
        turns = [self._turn[key] * start for key, start in self.starts.items()]
        length = [literal for (duty, period), literal in self.covers.items() if part.duties[duty].open_ordinals[period]]
        model.add(self.start == sum(turns))
        model.add(self.end == self.start + sum(length))

    def _allow(self, model: cp_model.CpModel, part: Part, meeting: Meeting, name: str, finish: int | None) -> None:
        duty = meeting.duty
        periods = [period for period in _between_open_periods(meeting) if _ends_by(part, meeting, period, finish)]
        self.on[duty] = model.new_bool_var(f"{name} by {duty}")
        for period in periods:
            self.covers[duty, period] = model.new_bool_var(f"{name} by {duty} in {period}")
            before = self.covers.get((duty, period - 1), 0)
            if not meeting.worked[period]:
                model.add(self.covers[duty, period] <= before)
                continue
            self.starts[duty, period] = model.new_bool_var(f"{name} by {duty} from {period}")
            model.add(self.covers[duty, period] - before <= self.starts[duty, period])
            model.add_implication(self.starts[duty, period], self.covers[duty, period])
        model.add(sum(start for (by, _period), start in self.starts.items() if by == duty) == self.on[duty])
        for period in periods:
            model.add_implication(self.covers[duty, period], self.on[duty])

    def hint(self, model: cp_model.CpModel, visit: Visit | None) -> None:
        """Begin the search at this visit, or at none."""
        covered = [] if visit is None else [(visit.duty, period) for period in range(visit.first, visit.last + 1)]
        for key, literal in self.covers.items():
            model.add_hint(literal, key in covered)
            if key in self.starts:
                model.add_hint(self.starts[key], key in covered[:1])

    def earliest_end(self, duty: int) -> int:
        """The first turn in which the visit can be over under this duty."""
        return min((self._turn[key] for key in self.starts if key[0] == duty), default=0) + 1

    def latest_start(self, duty: int) -> int:
        """The last turn in which it can start under this duty."""
        return max((self._turn[key] for key in self.starts if key[0] == duty), default=0)

    def spans(self, duty: int, period: int) -> list[cp_model.IntVar]:
        """The literal that says whether the visit covers this period with this duty, if it can."""
        literal = self.covers.get((duty, period))
        return [] if literal is None else [literal]


def _between_open_periods(meeting: Meeting) -> list[int]:
    """The periods of all runs; between two runs the machine is pinned elsewhere."""
    return [period for first, last in meeting.runs() for period in range(first, last + 1)]


def _ends_by(part: Part, meeting: Meeting, period: int, finish: int | None) -> bool:
    slots = meeting.worked[period] or part.timeline.periods[period]
    return finish is None or slots[-1] <= finish


class HeldCall(NamedTuple):
    """A call whose visit a pin of the workbook holds."""

    call: ElasticCall
    window: Window

    def keep(self, model: cp_model.CpModel) -> None:
        """`pinned`: it covers its pinned periods; without any it begins with its first period, if it is made at all."""
        duty = self.window.meeting.duty
        for period in self.window.pinned:
            model.add_bool_or(self.call.spans(duty, period))
        if not self.window.pinned:
            for (_duty, period), start in self.call.starts.items():
                if period != self.window.first:
                    model.add(start == 0)
