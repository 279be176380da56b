"""What all stops at a unit are worth together, whoever makes them."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.policy import Goal
from planner.domain.record import MachineName
from planner.model.heuristics.stops import Placed
from planner.model.heuristics.terrain import MOST_REMEMBERED, Terrain
from planner.model.instance.criteria import Tally
from planner.model.instance.visit_options import broken_by


class UnitWorth(NamedTuple):
    """What all stops at a unit are worth together."""

    left: int
    waiting: int
    collected_by: tuple[int, ...]
    changes: int
    lost_days: int


class UnitWorths:
    """Values the stops at units, and remembers what it has worked out."""

    def __init__(self, terrain: Terrain) -> None:
        self.terrain = terrain
        self._never = terrain.problem.timeline.last_ordinal + 1
        self._promised = {number for number, code in enumerate(terrain.unit_codes) if code in terrain.problem.promises}
        self._joint: dict[object, UnitWorth | None] = {}

    def of_nobody(self, unit: int) -> UnitWorth:
        """What a unit is worth where nobody goes."""
        worth = self._worth_together(unit, ())
        if worth is None:
            raise ValueError("a unit without any stop breaks no rule")
        return worth

    def of(self, unit: int, here: tuple[tuple[int, Placed], ...]) -> UnitWorth | None:
        """What a unit's stops are worth; None where there are more than may be, in all or at once."""
        need = self.terrain.needs[unit]
        if len(here) == 1 and unit not in self._promised and here[0][1].stop.dossiers >= need:
            service = here[0][1].service
            left = need - service.collected
            return UnitWorth(left, service.waiting + left * self._never, service.collected_by, 0, 0)
        key = (
            unit,
            tuple(sorted((one.first, machine, one.machine_class, one.last, one.stop.counts) for machine, one in here)),
        )
        if key not in self._joint:
            if len(self._joint) >= MOST_REMEMBERED:
                self._joint.clear()
            self._joint[key] = self._worth_together(unit, here)
        return self._joint[key]

    def _worth_together(self, unit: int, here: Sequence[tuple[int, Placed]]) -> UnitWorth | None:
        terrain = self.terrain
        spec = terrain.units[unit]
        if sum(one.stop.counts for _machine, one in here) > spec.visits:
            return None
        slots = sorted(
            (ordinal, machine, most)
            for machine, one in here
            for ordinal, most in terrain.opening[unit, one.machine_class].pair.slots(one.first, one.last)
        )
        present: dict[int, list[MachineName]] = {}
        left, waiting = terrain.needs[unit], 0
        collected_by = [0] * len(terrain.phase_ends)
        for ordinal, machine, most in slots:
            present.setdefault(ordinal, []).append(terrain.machine_names[machine])
            if len(present[ordinal]) > spec.together:
                return None
            taken = min(left, most)
            left -= taken
            waiting += taken * ordinal
            for phase, end in enumerate(terrain.phase_ends):
                if ordinal <= end:
                    collected_by[phase] += taken
        promises = terrain.problem.promises.get(terrain.unit_codes[unit], ())
        broken = broken_by(promises, present) if promises else {}
        return UnitWorth(
            left,
            waiting + left * self._never,
            tuple(collected_by),
            broken.get(Goal.CHANGES, 0),
            broken.get(Tally.LOST_DAYS, 0),
        )
