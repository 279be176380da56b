"""The rounds of all machines as ordered stops, placed in time by list scheduling, and what they are worth.

Each stop begins as early as rules and the stops before it allow and ends when its dossiers are collected. So a plan is
an order of stops; to change it is to change an order, and only the machines and units concerned are valued anew.

Source of the scheme: list scheduling, and the serial schedule generation of resource-constrained project scheduling.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.policy import Goal
from planner.model.heuristics.stops import FREE, ListScheduling, Placed, Stop
from planner.model.heuristics.terrain import Terrain
from planner.model.heuristics.unit_worth import UnitWorth, UnitWorths
from planner.model.instance.criteria import Aim, Criterion, Tally
from planner.model.instance.schedule import missing
from planner.model.instance.visits import MachineVisit


@dataclass(frozen=True, slots=True)
class Trial:
    """Some machines' stops in another order, placed and valued; nothing is changed yet."""

    worth: tuple[int, ...]
    """The goals in their order."""
    stops: Mapping[int, tuple[Stop, ...]]
    placed: Mapping[int, tuple[Placed, ...]]
    at_unit: Mapping[int, tuple[tuple[int, Placed], ...]]
    worth_at: Mapping[int, UnitWorth]


class Rounds:
    """The stops of every machine, and the goals' values; a trial is made first and then taken over or forgotten."""

    def __init__(self, terrain: Terrain, aim: Aim) -> None:
        self.terrain = terrain
        self._aim = aim
        self._order = aim.order
        self._targets = aim.targets
        self._scheduling = ListScheduling(terrain)
        self._worths = UnitWorths(terrain)
        machines = range(len(terrain.machine_names))
        self.stops: list[tuple[Stop, ...]] = [() for _ in machines]
        self.placed: list[tuple[Placed, ...]] = [() for _ in machines]
        self._travel = [0 for _ in machines]
        self._finish = [0 for _ in machines]
        self.at_unit: list[tuple[tuple[int, Placed], ...]] = [() for _ in terrain.units]
        self.worth_at: list[UnitWorth] = [self._worths.of_nobody(unit) for unit in range(len(terrain.units))]
        self._sums_now = self._sums_of_nobody()
        self._travel_in_all = 0
        self.worth = self._ordered(self._sums_now, 0, 0)

    def _sums_of_nobody(self) -> "Sums":
        units = self.terrain.units
        return Sums(
            sum(unit.priority * worth.left for unit, worth in zip(units, self.worth_at, strict=True)),
            sum(worth.waiting for worth in self.worth_at),
            sum(worth.changes for worth in self.worth_at),
            sum(worth.lost_days for worth in self.worth_at),
            tuple(0 for _ in self.terrain.phase_ends),
        )

    def left(self, unit: int) -> int:
        """Dossiers left at the unit."""
        return self.worth_at[unit].left

    def finish_of(self, machine: int) -> int:
        """The last slot that the machine works; 0 for one that is idle."""
        return self._finish[machine]

    def visits(self) -> Iterator[MachineVisit]:
        """The stops as visits of the subproblem."""
        for machine, placed in enumerate(self.placed):
            for one in placed:
                yield MachineVisit(
                    self.terrain.machine_names[machine],
                    one.machine_class,
                    self.terrain.unit_codes[one.stop.unit],
                    one.first,
                    one.last,
                )

    def tried(self, changes: Mapping[int, tuple[Stop, ...]]) -> Trial | None:
        """What these machines' stops, instead of those they have, would be worth; None where a rule forbids them."""
        placed: dict[int, tuple[Placed, ...]] = {}
        touched: dict[int, list[tuple[int, Placed]]] = {}
        for machine, stops in changes.items():
            alike = self._placed_alike(machine, stops)
            found = self._scheduling.placed(machine, stops, self.placed[machine][:alike])
            if found is None:
                return None
            placed[machine] = found
            for one in self.placed[machine][alike:]:
                touched.setdefault(one.stop.unit, [])
            for one in found[alike:]:
                touched.setdefault(one.stop.unit, []).append((machine, one))
        at_unit = self._changed_at_units(placed, touched)
        worth_at: dict[int, UnitWorth] = {}
        for unit, here in at_unit.items():
            worth = self._worths.of(unit, here)
            if worth is None:
                return None
            worth_at[unit] = worth
        travel, finish = self._travel_and_finish(placed)
        return Trial(self._ordered(self._sums(worth_at), travel, finish), changes, placed, at_unit, worth_at)

    def _changed_at_units(
        self, placed: Mapping[int, tuple[Placed, ...]], touched: Mapping[int, Sequence[tuple[int, Placed]]]
    ) -> dict[int, tuple[tuple[int, Placed], ...]]:
        """For each unit where that changes, its stops by all machines: those that stay, and the new ones."""
        changed = {}
        for unit, new in touched.items():
            kept = [pair for pair in self.at_unit[unit] if pair[0] not in placed or pair[1] in placed[pair[0]]]
            here = (*kept, *(pair for pair in new if pair not in kept))
            if here != self.at_unit[unit]:
                changed[unit] = here
        return changed

    def _travel_and_finish(self, placed: Mapping[int, tuple[Placed, ...]]) -> tuple[int, int]:
        """Road metres and the last slot of all machines, those with new rounds among them."""
        travel, latest = self._travel_in_all, 0
        for machine, found in placed.items():
            travel += self._scheduling.metres(found) - self._travel[machine]
            if found:
                latest = max(latest, found[-1].service.last_ordinal)
        for machine, finish in enumerate(self._finish):
            if finish > latest and machine not in placed:
                latest = finish
        return travel, latest

    def take(self, trial: Trial) -> None:
        """Let the trial be so."""
        self._sums_now = self._sums(trial.worth_at)
        for machine, stops in trial.stops.items():
            self.stops[machine] = stops
        for machine, placed in trial.placed.items():
            self.placed[machine] = placed
            metres = self._scheduling.metres(placed)
            self._travel_in_all += metres - self._travel[machine]
            self._travel[machine] = metres
            self._finish[machine] = placed[-1].service.last_ordinal if placed else 0
        for unit, here in trial.at_unit.items():
            self.at_unit[unit] = here
        for unit, worth in trial.worth_at.items():
            self.worth_at[unit] = worth
        self.worth = trial.worth

    def _placed_alike(self, machine: int, stops: Sequence[Stop]) -> int:
        """How many of the machine's placed stops stay where they are, since all up to them are the same."""
        old = self.stops[machine]
        num_same = 0
        for one, other in zip(old, stops, strict=False):
            if one is not other:
                break
            num_same += 1
        if num_same == len(old) == len(stops):
            return len(self.placed[machine])
        if any(stop.pinned_until != FREE for stop in (*old[num_same:], *stops[num_same:])):
            return 0
        return sum(placed.place < num_same for placed in self.placed[machine])

    def _sums(self, worth_at: Mapping[int, UnitWorth]) -> "Sums":
        """What adds up over units, with these units' worth changed."""
        unserved, waiting, changes, lost_days, collected_by = self._sums_now
        collected = list(collected_by)
        for unit, new in worth_at.items():
            old = self.worth_at[unit]
            unserved += self.terrain.units[unit].priority * (new.left - old.left)
            waiting += new.waiting - old.waiting
            changes += new.changes - old.changes
            lost_days += new.lost_days - old.lost_days
            for phase, (more, less) in enumerate(zip(new.collected_by, old.collected_by, strict=True)):
                collected[phase] += more - less
        return Sums(unserved, waiting, changes, lost_days, tuple(collected))

    def _ordered(self, sums: "Sums", travel: int, finish: int) -> tuple[int, ...]:
        """The goals in their order, as they count when plans are compared; 0 for one that rounds do not reckon."""
        told = self._aim.told
        values: dict[Criterion, int] = {
            Goal.UNSERVED: sums.unserved,
            Goal.MILESTONES: missing(sums.collected_by, self._targets) if self._targets else 0,
            Goal.CHANGES: sums.changes,
            Goal.FINISH: told(Goal.FINISH, finish),
            Goal.TRAVEL: told(Goal.TRAVEL, travel),
            Goal.WAITING: sums.waiting,
            Tally.LOST_DAYS: sums.lost_days,
        }
        return tuple([values.get(one, 0) for one in self._order])

    def is_within_limits(self) -> bool:
        """Whether the stops as they are obey every limit."""
        sums, limits = self._sums_now, self._aim.limits
        values: dict[Criterion, int] = {
            Goal.UNSERVED: sums.unserved,
            Goal.MILESTONES: missing(sums.collected_by, self._targets),
            Goal.CHANGES: sums.changes,
            Goal.FINISH: max(self._finish, default=0),
            Goal.TRAVEL: self._travel_in_all,
            Goal.WAITING: sums.waiting,
            Tally.LOST_DAYS: sums.lost_days,
        }
        return all(limit is None or value <= limit for one, value in values.items() for limit in [limits.of(one)])

    def snapshot(self) -> "Snapshot":
        """The stops as they are, to come back to."""
        return Snapshot(
            list(self.stops),
            list(self.placed),
            list(self._travel),
            list(self._finish),
            list(self.at_unit),
            list(self.worth_at),
            self._sums_now,
            self.worth,
        )

    def come_back_to(self, before: "Snapshot") -> None:
        """Let the stops be as they were."""
        self.stops, self.placed = list(before.stops), list(before.placed)
        self._travel, self._finish = list(before.travel), list(before.finish)
        self._travel_in_all = sum(before.travel)
        self.at_unit, self.worth_at = list(before.at_unit), list(before.worth_at)
        self._sums_now, self.worth = before.sums, before.worth


class Sums(NamedTuple):
    """What adds up over units."""

    unserved: int
    waiting: int
    changes: int
    lost_days: int
    collected_by: tuple[int, ...]


class Snapshot(NamedTuple):
    """All that changes when a trial is taken over."""

    stops: list[tuple[Stop, ...]]
    placed: list[tuple[Placed, ...]]
    travel: list[int]
    finish: list[int]
    at_unit: list[tuple[tuple[int, Placed], ...]]
    worth_at: list[UnitWorth]
    sums: Sums
    worth: tuple[int, ...]
