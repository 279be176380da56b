"""A campaign, cut into subproblems that no machine joins, with everything about each worked out beforehand.

Unserved dossiers, travel and waiting add up over subproblems and the finish is their maximum, so the order of the goals
survives the cut exactly: every subproblem is given the latest finish of all as its limit.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.domain.campaign import Campaign, PostingKind, Unit
from planner.domain.distance import Roads
from planner.domain.record import MachineName, UnitCode
from planner.domain.wish import Wish
from planner.model.instance.detours import detours_can_pay
from planner.model.instance.eligible_pairs import EligiblePair, eligible_pairs
from planner.model.instance.machine_classes import MachineClass, machine_classes
from planner.model.instance.residual import METRES_PER_KM, PromisedSlot, ResidualInstance
from planner.model.instance.timeline import Timeline, timeline_of
from planner.model.instance.visit_options import VisitOption, visit_options


@dataclass(frozen=True)
class Subproblem:
    """Units and machines that are planned together; nothing outside has anything to do with them."""

    campaign: Campaign
    timeline: Timeline
    classes: tuple[MachineClass, ...]
    pairs: dict[UnitCode, tuple[EligiblePair, ...]]
    """For each unit with need, pins, promises or a wish, the machine classes that can serve it."""
    roads: Roads
    promises: Mapping[UnitCode, tuple[PromisedSlot, ...]]
    """What was announced, each unit's slots in time order; units to which nothing was announced are not in it."""
    wish: Wish | None = None
    """What plans have to fulfil, if its unit is one of the subproblem's."""
    announced: frozenset[tuple[UnitCode, int]] = frozenset()
    """Every slot that was announced to a unit's citizens, whether anybody there needs it or not."""
    detours_can_pay: bool = False
    """Whether a stop with 0 dossiers may bring a machine further within a day, or shorten its way."""
    parts: Mapping[UnitCode, int] = field(default_factory=dict)
    """Units of whose visits so many are one, told by its parts: see interrupted_visits.py."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The subproblem's units, sorted by code."""
        return tuple(self.campaign.units_by_code[code] for code in self.pairs)

    @cached_property
    def machines(self) -> frozenset[MachineName]:
        """All that may serve them; one that changes its posting is in several classes."""
        return frozenset(name for machine_class in self.classes for name in machine_class.machines)

    @cached_property
    def phase_ends(self) -> tuple[int, ...]:
        """For each phase of the campaign, the ordinal of its last day's last slot."""
        calendar = self.campaign.calendar
        return tuple(calendar.ordinal(phase.last_day, calendar.shift_labels[-1]) for phase in self.campaign.phases)

    @cached_property
    def period_of(self) -> dict[int, int]:
        """The period in which each slot lies that is open to all."""
        return {ordinal: period for period, slots in enumerate(self.timeline.periods) for ordinal in slots}

    @cached_property
    def machine_rank(self) -> dict[MachineName, int]:
        """Every machine's place in the workbook."""
        return {machine.name: rank for rank, machine in enumerate(self.campaign.machines)}

    @cached_property
    def pair(self) -> dict[tuple[UnitCode, int], EligiblePair]:
        """The eligible pair of a unit and a class."""
        return {(code, pair.machine_class): pair for code, found in self.pairs.items() for pair in found}

    @cached_property
    def expected(self) -> dict[tuple[UnitCode, int], frozenset[int]]:
        """For each pair, the periods in which it is pinned, or in which the unit's citizens were announced a slot.

        There a machine is of use even with nothing to collect.
        """
        announced = {code: {promise.ordinal for promise in self.promises[code]} for code in self.promised_units}
        return {key: pair.pinned_or_in(announced.get(key[0], set())) for key, pair in self.pair.items()}

    @cached_property
    def excused(self) -> dict[tuple[UnitCode, int], frozenset[int]]:
        """For each pair, the periods that let a visit collect nothing (`useful`): pinned, or announced to the unit.

        That a visit goes on from the past excuses it too, but is left out: the machine is there anyway, so whatever it
        does next it can do as well without.
        """
        announced: dict[UnitCode, set[int]] = {}
        for code, ordinal in self.announced:
            announced.setdefault(code, set()).add(ordinal)
        return {key: pair.pinned_or_in(announced.get(key[0], set())) for key, pair in self.pair.items()}

    def counts_visits_of(self, code: UnitCode) -> bool:
        """Whether every visit of the unit counts for `visits`: no pin of the workbook can hold one."""
        return not any(pair.has_held_visits for pair in self.pairs[code])

    def gets_one_visit(self, code: UnitCode) -> bool:
        """Whether the unit may get one visit and no other, held or not."""
        return self.campaign.units_by_code[code].visits == 1 and self.counts_visits_of(code)

    @cached_property
    def visit_options(self) -> dict[tuple[UnitCode, int], tuple[VisitOption, ...]]:
        """For each pair, the options of a visit that serves the unit's whole need, by first period."""
        return {
            (code, number): visit_options(pair, self.classes[number], self.phase_ends, self.promises.get(code, ()))
            for (code, number), pair in self.pair.items()
        }

    @cached_property
    def promised_units(self) -> tuple[UnitCode, ...]:
        """The subproblem's units to which something was announced, in their order."""
        return tuple(code for code in self.pairs if code in self.promises)

    def is_wished(self, code: UnitCode) -> bool:
        """Whether somebody wishes that this unit is visited."""
        return self.wish is not None and self.wish.unit == code

    @cached_property
    def limits_reach(self) -> bool:
        """Whether the distance of a move within a day is limited."""
        return not self.campaign.whole_days and self.campaign.reach_km is not None

    def metres(self, origin: UnitCode, destination: UnitCode) -> int:
        """Road metres between two units, as the solver counts them."""
        return round(self.roads.km(origin, destination) * METRES_PER_KM)

    def first_leg_metres(self, machine_class: MachineClass, destination: UnitCode) -> int:
        """Road metres from where a mobile class starts; one that stands nowhere and has no base starts anywhere."""
        origin = machine_class.standing or machine_class.posting.base
        return self.metres(origin, destination) if origin else 0

    def new_start_metres(self, machine_class: MachineClass, destination: UnitCode) -> int:
        """Road metres from the base, for machines that have left their place to stand at a fixed one."""
        return self.metres(machine_class.posting.base, destination) if machine_class.posting.base else 0

    def within_reach(self, origin: UnitCode, destination: UnitCode) -> bool:
        """Whether a machine may move so far within one day."""
        reach = self.campaign.reach_km
        return reach is None or self.roads.km(origin, destination) <= reach + 1e-6

    @cached_property
    def mobile(self) -> tuple[int, ...]:
        """Numbers of the classes that travel."""
        return tuple(
            number
            for number, machine_class in enumerate(self.classes)
            if machine_class.posting.kind is PostingKind.MOBILE
        )

    @cached_property
    def fixed(self) -> tuple[int, ...]:
        """Numbers of the classes that stand at one place."""
        return tuple(number for number, machine_class in enumerate(self.classes) if machine_class.is_fixed)


def whole(residual: ResidualInstance, *, tell_apart: bool = False) -> Subproblem:
    """All that is left to plan, as one subproblem; with `tell_apart`, every machine is a class of its own."""
    campaign = residual.campaign
    timeline = timeline_of(campaign)
    classes = machine_classes(residual, timeline, tell_apart=tell_apart)
    pairs = eligible_pairs(residual, timeline, classes)
    return Subproblem(
        campaign,
        timeline,
        classes,
        pairs,
        Roads.of(campaign),
        residual.promises,
        residual.wish,
        residual.announced,
        detours_can_pay(campaign),
        residual.parts,
    )


def components(problem: Subproblem) -> tuple[Subproblem, ...]:
    """The components: the smallest subproblems that no machine joins, in the order of their first units."""
    groups = _joined_units(problem)
    return tuple(_restricted(problem, codes) for codes in groups)


def _joined_units(problem: Subproblem) -> list[list[UnitCode]]:
    """Units grouped so that two which one class of machines can serve are together."""
    group_of_fleet: dict[int, int] = {}
    members: defaultdict[int, list[UnitCode]] = defaultdict(list)
    for fresh, (code, pairs) in enumerate(problem.pairs.items()):
        touched = sorted({group_of_fleet[fleet] for fleet in _fleets(problem, pairs) if fleet in group_of_fleet})
        home = touched[0] if touched else fresh
        for other in touched[1:]:
            members[home].extend(members.pop(other))
            group_of_fleet.update({fleet: home for fleet, group in group_of_fleet.items() if group == other})
        members[home].append(code)
        group_of_fleet.update(dict.fromkeys(_fleets(problem, pairs), home))
    return [sorted(codes) for _, codes in sorted(members.items(), key=lambda item: min(item[1]))]


def _fleets(problem: Subproblem, pairs: tuple[EligiblePair, ...]) -> list[int]:
    return sorted({problem.classes[pair.machine_class].fleet for pair in pairs})


def _restricted(problem: Subproblem, codes: Sequence[UnitCode]) -> Subproblem:
    fleets = {problem.classes[pair.machine_class].fleet for code in codes for pair in problem.pairs[code]}
    return restricted(
        problem,
        codes,
        [number for number, machine_class in enumerate(problem.classes) if machine_class.fleet in fleets],
    )


def restricted(
    problem: Subproblem,
    codes: Sequence[UnitCode],
    numbers: Sequence[int],
    machines: Collection[MachineName] | None = None,
) -> Subproblem:
    """Only these units and classes, and of the classes only these machines; numbered anew, in this order."""
    renumbered = {old: new for new, old in enumerate(numbers)}
    classes = [problem.classes[number] for number in numbers]
    if machines is not None:
        classes = [
            replace(machine_class, machines=tuple(name for name in machine_class.machines if name in machines))
            for machine_class in classes
        ]
    pairs = {
        code: tuple(
            replace(pair, machine_class=renumbered[pair.machine_class])
            for pair in problem.pairs[code]
            if pair.machine_class in renumbered
        )
        for code in codes
    }
    return replace(problem, classes=tuple(classes), pairs=pairs)


def with_classes(problem: Subproblem, machine_class: Mapping[UnitCode, int]) -> Subproblem:
    """The same subproblem where each of these units is left to the one class named for it."""
    pairs = {
        code: tuple(pair for pair in found if machine_class.get(code, pair.machine_class) == pair.machine_class)
        for code, found in problem.pairs.items()
    }
    return replace(problem, pairs=pairs)


def with_needs(problem: Subproblem, units: Collection[Unit]) -> Subproblem:
    """The same subproblem with these units as they are told here, and no others."""
    told = {unit.code: unit for unit in units}
    campaign = problem.campaign.model_copy(
        update={"units": tuple(told.get(unit.code, unit) for unit in problem.campaign.units)}
    )
    pairs = {
        code: tuple(replace(pair, unit=told[code]) for pair in found)
        for code, found in problem.pairs.items()
        if code in told
    }
    return replace(problem, campaign=campaign, pairs=pairs)
