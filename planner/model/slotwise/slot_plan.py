"""A finished answer slot by slot: who stands where, filled, and what that is worth in every goal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.domain.distance import Whereabouts
from planner.domain.plan import Assignment
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.instance.criteria import CollectedRow, Criterion, Tally
from planner.model.instance.schedule import missing
from planner.model.instance.visit_options import broken_by
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.slot_instance import SlotInstance

Stand = tuple[MachineName, UnitCode, int]


@dataclass(frozen=True)
class SlotPlan:
    """The groups' stands, each by the machine that stands for the group, its stop and its slot."""

    instance: SlotInstance
    needs: tuple[StopNeed, ...]
    stands: frozenset[Stand]

    @cached_property
    def _filled(self) -> tuple[tuple[Assignment, ...], dict[UnitCode, int], dict[UnitCode, int]]:
        """Rows by stops, what each unit needs in the end, and what it is left with."""
        instance, calendar = self.instance, self.instance.campaign.calendar
        by_stop: defaultdict[UnitCode, list[tuple[int, int, MachineName]]] = defaultdict(list)
        for group, unit, ordinal in self.stands:
            for name in instance.present(group, ordinal):
                by_stop[unit].append((ordinal, instance.rank_of[name], name))
        rows: list[tuple[int, int, Assignment]] = []
        needed: dict[UnitCode, int] = {}
        left: dict[UnitCode, int] = {}
        for need in self.needs:
            for code, (net, olds) in zip(need.units, need.nets, strict=True):
                needed[code] = max(0, net + sum(left[old] for old in olds))
                left[code] = needed[code]
            for ordinal, rank, name in sorted(by_stop[need.stop]):
                room = instance.brings(name, need.stop, ordinal)
                dossiers = min(room, sum(left[code] for code in need.units))
                _take(left, need.units, dossiers)
                slot = calendar.slot(ordinal)
                row = Assignment(machine=name, unit=need.stop, date=slot.day, shift=slot.shift, dossiers=dossiers)
                rows.append((ordinal, rank, row))
        told = tuple(row for _ordinal, _rank, row in sorted(rows, key=lambda each: each[:2]))
        return told, needed, left

    @property
    def rows(self) -> tuple[Assignment, ...]:
        """The plan's rows by stops, sorted by slot, then machine in workbook order."""
        return self._filled[0]

    @property
    def needed(self) -> dict[UnitCode, int]:
        """What each unit needs, with what merged ones have passed on to it; those need no more than they get."""
        _rows, needed, left = self._filled
        return {code: dossiers - (left[code] if code in self._passing else 0) for code, dossiers in needed.items()}

    @property
    def left(self) -> dict[UnitCode, int]:
        """What each unit is left with; 0 for one that passes it on."""
        return {code: 0 if code in self._passing else dossiers for code, dossiers in self._filled[2].items()}

    @cached_property
    def _passing(self) -> frozenset[UnitCode]:
        return frozenset(code for need in self.needs for code in need.passing)

    @cached_property
    def scores(self) -> Mapping[Criterion, int]:
        """Every goal ahead; travel in metres, `milestones` by the phases that are not over."""
        campaign = self.instance.campaign
        ordinals = [(row, campaign.calendar.ordinal(row.date, row.shift)) for row in self.rows]
        collected = [CollectedRow(row.unit, ordinal, row.dossiers) for row, ordinal in ordinals]
        priorities = {code: campaign.units_by_code[need.stop].priority for need in self.needs for code in need.units}
        never = campaign.calendar.last_ordinal + 1
        targets = [phase.target for phase in campaign.phases]
        by_phase = [sum(row.dossiers for row in self.rows if row.date <= phase.last_day) for phase in campaign.phases]
        return {
            Goal.UNSERVED: sum(priorities[code] * dossiers for code, dossiers in self.left.items()),
            Goal.MILESTONES: missing(by_phase, targets),
            Goal.FINISH: max((row.ordinal for row in collected), default=0),
            Goal.TRAVEL: sum(self.instance.metres(*leg) for leg in self.legs()),
            Goal.WAITING: sum(row.dossiers * row.ordinal for row in collected) + never * sum(self.left.values()),
            **self._broken(),
        }

    def _broken(self) -> dict[Criterion, int]:
        standing: defaultdict[UnitCode, defaultdict[int, list[MachineName]]] = defaultdict(lambda: defaultdict(list))
        for group, unit, ordinal in self.stands:
            standing[unit][ordinal] += self.instance.present(group, ordinal)
        sums: dict[Criterion, int] = {Goal.CHANGES: 0, Tally.LOST_DAYS: 0, Tally.HANDOVERS: 0}
        for code, promises in self.instance.promises.items():
            for criterion, cost in broken_by(promises, standing[code]).items():
                if criterion is not Goal.CHANGES or code not in self.instance.heirs:
                    sums[criterion] += cost
        sums[Goal.CHANGES] += sum(self._broken_at_heir(code, standing[code]) for code in self.instance.heirs)
        return sums

    def _broken_at_heir(self, code: UnitCode, standing: Mapping[int, Sequence[MachineName]]) -> int:
        """The same where the need depends on the plan."""
        needed = sum(self._filled[1][unit] for need in self.needs if need.stop == code for unit in need.units)
        cost = 0
        for one in self.instance.promised(code):
            still_needed = min(one.dossiers, needed)
            needed -= still_needed
            cost += 0 if one.ordinal in standing else still_needed * one.weight
        return cost

    def legs(self) -> Iterator[tuple[UnitCode, UnitCode]]:
        """Origin and destination of every leg that is driven, machine by machine in time order."""
        whereabouts = Whereabouts(self.instance.residual.standing)
        machines = self.instance.campaign.machines_by_name
        for row in self.rows:
            origin = whereabouts.move(row.machine, machines[row.machine].posting_on(row.date), row.unit)
            if origin is not None:
                yield origin, row.unit

    @property
    def travel_km(self) -> float:
        """Road km ahead, not rounded."""
        return sum(self.instance.roads.km(*leg) for leg in self.legs())


def _take(left: dict[UnitCode, int], units: tuple[UnitCode, ...], dossiers: int) -> None:
    for code in units:
        taken = min(left[code], dossiers)
        left[code] -= taken
        dossiers -= taken
