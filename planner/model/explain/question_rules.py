"""The rules of a question that need more than one sum: no-gap, whole-day and reach on a day, visits and useful.

Each is asked for only where its demands hold: those of facts that are held, and all that no fact makes. A visit is a
machine's run at a unit within one posting, over which no slot is left out that is open to both; a run covers the slots
that it works and the closed ones between them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from ortools.sat.python import cp_model

from planner.domain.campaign import PostingKind
from planner.domain.distance import Roads
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import slot_rate
from planner.model.explain.fact import Demand, Ground, GroundedFact
from planner.model.explain.possible_stands import PossibleStands, Stand

Literal = cp_model.LiteralT


class HeldDemands:
    """A literal for each fact: whether it holds."""

    def __init__(self, model: cp_model.CpModel, facts: Collection[GroundedFact]) -> None:
        self.literals = [model.new_bool_var(f"fact {number} holds") for number, _fact in enumerate(facts)]
        self._by_ground = {
            ground: literal for fact, literal in zip(facts, self.literals, strict=True) for ground in fact.grounds
        }

    def is_certain(self, ground: Ground) -> bool:
        """Whether the demand holds in any case, since none of the facts makes it."""
        return ground not in self._by_ground

    def literal(self, ground: Ground) -> cp_model.IntVar:
        """Whether the demand holds; only for one that is not certain."""
        return self._by_ground[ground]

    def dropped(self, *grounds: Ground) -> list[Literal]:
        """Of these demands the literals that say that one does not hold; a certain demand has none."""
        return [~self._by_ground[ground] for ground in grounds if ground in self._by_ground]

    def enforce(self, constraint: cp_model.Constraint, *grounds: Ground) -> None:
        """Ask for the constraint only where all these demands hold."""
        literals = [self._by_ground[ground] for ground in grounds if ground in self._by_ground]
        if literals:
            constraint.only_enforce_if(*literals)


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """What the rules of a question are told in."""

    model: cp_model.CpModel
    stands: PossibleStands
    held: HeldDemands
    at: Mapping[Stand, cp_model.IntVar]
    """Whether each possible stand is made."""


REACH_TOLERANCE_KM = 1e-6
WHOLE_DAYS, REACH = Ground(Demand.WHOLE_DAYS), Ground(Demand.REACH)


def keep_moves(terms: RuleTerms) -> None:
    """Keep the three rules on every day of every machine."""
    stands = terms.stands
    days: defaultdict[tuple[MachineName, date], list[Stand]] = defaultdict(list)
    for stand in terms.at:
        days[stand.machine, stands.day(stand.ordinal)].append(stand)
    for (machine, day), of_day in days.items():
        keeper = _Day(terms, sorted(of_day, key=lambda stand: stand.ordinal))
        here = stands.residual.at_noon.get(machine) if day == stands.residual.begins_on else None
        keeper.leave_no_gap()
        keeper.stay_whole_days(here)
        if stands.campaign.reach_km is not None:
            keeper.stay_within_reach(here)


class _Day:
    """What a machine can do on one day."""

    def __init__(self, terms: RuleTerms, of_day: Sequence[Stand]) -> None:
        self._model = terms.model
        self._stands = terms.stands
        self._held = terms.held
        self._at = terms.at
        self._of_day = of_day
        self._roads = Roads.of(terms.stands.campaign)
        self._is_whole = terms.stands.campaign.stays_whole_days

    def leave_no_gap(self) -> None:
        """`no-gap`: where one slot of the day is worked, all are that are open to both, or worked at half days.

        Where moving takes time, slots before the first one of the day are let be.
        """
        for one, other in permutations(self._of_day, 2):
            is_before = other.ordinal < one.ordinal and self._stands.campaign.move_slots > 0
            if one.unit == other.unit and one.posting == other.posting and self._is_whole(one.unit) and not is_before:
                closed = [self._held.literal(ground) for ground in self._stands.closers(other)]
                free = [*closed, *self._away(other.ordinal - 1, other.ordinal + 1), *self._held.dropped(WHOLE_DAYS)]
                self._model.add_bool_or([~self._at[one], self._at[other], *free])

    def stay_whole_days(self, here: UnitCode | None) -> None:
        """`whole-day`: no change of unit within the day, nor after what has been worked in its morning."""
        for one, other in permutations(self._of_day, 2):
            is_change = one.ordinal < other.ordinal and one.unit != other.unit
            if is_change and self._is_whole(one.unit) and self._is_whole(other.unit):
                free = [*self._away(one.ordinal, other.ordinal), *self._held.dropped(WHOLE_DAYS)]
                self._model.add_bool_or([~self._at[one], ~self._at[other], *free])
        for stand in self._of_day if here is not None and self._is_whole(here) else ():
            if stand.unit != here and self._is_whole(stand.unit):
                free = self._held.dropped(WHOLE_DAYS, Ground(Demand.MORNING, stand.machine))
                self._model.add_bool_or([~self._at[stand], *self._away(0, stand.ordinal), *free])

    def stay_within_reach(self, here: UnitCode | None) -> None:
        """`reach`: no change of unit within the day is longer than the limit; a fixed machine does not move."""
        for other in self._of_day:
            if self._stands.posting(other).kind is PostingKind.FIXED:
                continue
            for one in self._of_day:
                if one.ordinal < other.ordinal and self._is_too_far(one.unit, other.unit):
                    between = self._between(one.ordinal, other.ordinal)
                    free = self._held.dropped(REACH)
                    self._model.add_bool_or([~self._at[one], ~self._at[other], *between, *free])
            if here is not None and self._is_too_far(here, other.unit):
                before = self._between(0, other.ordinal)
                free = self._held.dropped(REACH, Ground(Demand.MORNING, other.machine))
                self._model.add_bool_or([~self._at[other], *before, *free])

    def _away(self, one: int, other: int) -> list[cp_model.IntVar]:
        """What says that it works at a unit of half days between these two slots of the day."""
        return [
            self._at[stand] for stand in self._of_day if one < stand.ordinal < other and not self._is_whole(stand.unit)
        ]

    def _between(self, one: int, other: int) -> list[cp_model.IntVar]:
        return [self._at[stand] for stand in self._of_day if one < stand.ordinal < other]

    def _is_too_far(self, origin: UnitCode, destination: UnitCode) -> bool:
        reach = self._stands.campaign.reach_km
        if reach is None or origin == destination or (self._is_whole(origin) and self._is_whole(destination)):
            return False
        return self._roads.km(origin, destination) > reach + REACH_TOLERANCE_KM


Linear = cp_model.LinearExprT
Reasons = Sequence[cp_model.IntVar]


def keep_runs(terms: RuleTerms) -> None:
    """Keep both rules at every unit where they can forbid anything."""
    by_unit: defaultdict[UnitCode, list[Stand]] = defaultdict(list)
    for stand in terms.at:
        by_unit[stand.unit].append(stand)
    for code, here in by_unit.items():
        if terms.stands.limits_reach or not terms.stands.is_visited_freely(code):
            _Unit(terms, code, here).keep()


class _Unit:
    """All runs at one unit."""

    def __init__(self, terms: RuleTerms, code: UnitCode, here: Sequence[Stand]) -> None:
        self._model = terms.model
        self._stands = terms.stands
        self._held = terms.held
        self._at = terms.at
        self._unit = terms.stands.campaign.units_by_code[code]
        self._here = here
        self._pins: defaultdict[Stand, list[int]] = defaultdict(list)
        for pinned in terms.stands.pinned:
            if pinned.stand.unit == code:
                self._pins[pinned.stand].append(pinned.pin)
        self._elsewhere: defaultdict[tuple[MachineName, int], list[cp_model.IntVar]] = defaultdict(list)
        for stand, literal in terms.at.items():
            if stand.unit != code:
                self._elsewhere[stand.machine, stand.ordinal].append(literal)
        self._collected_before = self._collected()

    def keep(self) -> None:
        """`visits`: so many of them and no more, those that a pin holds not counted. `useful`: each collects."""
        by_posting: defaultdict[tuple[MachineName, int], list[Stand]] = defaultdict(list)
        for stand in self._here:
            by_posting[stand.machine, stand.posting].append(stand)
        counted: list[cp_model.IntVar] = []
        for mine in by_posting.values():
            counted += self._runs(mine)
        if len(counted) > self._unit.visits:
            limit = self._model.add(sum(counted) <= self._unit.visits)
            self._held.enforce(limit, Ground(Demand.VISITS, self._unit.code))

    def _runs(self, mine: Sequence[Stand]) -> list[cp_model.IntVar]:
        """Where the machine's runs begin; literals of those that count as visits."""
        first = mine[0]
        goes_on = (first.machine, first.posting, first.unit) in self._stands.residual.under_way
        begins = self._stands.residual.begins
        ordinals = sorted(stand.ordinal for stand in mine)
        span = range(min(ordinals[0], begins) if goes_on else ordinals[0], ordinals[-1] + 1)
        covers = {
            ordinal: self._model.new_bool_var(f"{first.machine} at {first.unit} over {ordinal}") for ordinal in span
        }
        starts = {}
        for ordinal in span:
            is_under_way = goes_on and ordinal == begins
            self._cover(first._replace(ordinal=ordinal), covers, is_under_way=is_under_way)
            starts[ordinal] = self._start(ordinal, covers)
        there = {ordinal: first._replace(ordinal=ordinal) for ordinal in span}
        held = self._holding(covers, {ordinal: self._pinned_at(stand) for ordinal, stand in there.items()})
        reasons = {ordinal: self._expected_at(stand) for ordinal, stand in there.items()}
        if goes_on:
            reasons[begins] = [covers[begins]]
        expected = self._holding(covers, reasons)
        counted = []
        for ordinal, stand in there.items():
            self._collect_something(stand, starts[ordinal], expected[ordinal])
            counts = self._model.new_bool_var(f"{first.machine} at {first.unit} counts from {ordinal}")
            self._model.add_bool_or([~starts[ordinal], held[ordinal], counts])
            counted.append(counts)
        return counted

    def _cover(self, stand: Stand, covers: Mapping[int, cp_model.IntVar], *, is_under_way: bool) -> None:
        """A run covers what it works, and goes on over slots that are closed to one of the two."""
        here = covers[stand.ordinal]
        works = self._at.get(stand)
        before = covers.get(stand.ordinal - 1)
        worked = [] if works is None else [works]
        if works is not None:
            self._model.add_implication(works, here)
        if not is_under_way:
            self._model.add_bool_or([~here, *worked, *([] if before is None else [before])])
        closers = self._stands.closers(stand)
        if not any(self._held.is_certain(ground) for ground in closers):
            self._model.add_bool_or([~here, *worked, *(self._held.literal(ground) for ground in closers)])
        for elsewhere in self._elsewhere.get((stand.machine, stand.ordinal), ()):
            self._model.add_implication(here, ~elsewhere)

    def _start(self, ordinal: int, covers: Mapping[int, cp_model.IntVar]) -> cp_model.IntVar:
        """Whether a run begins there; it is never true for nothing."""
        before = covers.get(ordinal - 1)
        if before is None:
            return covers[ordinal]
        start = self._model.new_bool_var(f"{self._unit.code} begins in {ordinal}")
        self._model.add_bool_or([~covers[ordinal], before, start])
        return start

    def _holding(
        self, covers: Mapping[int, cp_model.IntVar], reasons: Mapping[int, Reasons]
    ) -> dict[int, cp_model.IntVar]:
        """For each slot, whether the run that covers it has such a reason in it or further on."""
        holding: dict[int, cp_model.IntVar] = {}
        for ordinal in sorted(covers, reverse=True):
            holds = self._model.new_bool_var(f"{self._unit.code} is held in {ordinal}")
            self._model.add_implication(holds, covers[ordinal])
            later = holding.get(ordinal + 1)
            self._model.add_bool_or([~holds, *reasons[ordinal], *([] if later is None else [later])])
            holding[ordinal] = holds
        return holding

    def _pinned_at(self, stand: Stand) -> list[cp_model.IntVar]:
        """`visits`: what makes a visit count for nothing in this slot: a pin of the workbook."""
        residual = self._stands.residual
        return [
            literal
            for number in self._pins.get(stand, ())
            if not residual.is_frozen(residual.campaign.pins[number])
            for literal in self._if_pinned(stand, number)
        ]

    def _if_pinned(self, stand: Stand, number: int) -> list[cp_model.IntVar]:
        """A pin that is dropped holds nobody, though the machine may stand there all the same."""
        if stand not in self._at:
            return []
        ground = Ground(Demand.PIN, number)
        return [self._at[stand]] if self._held.is_certain(ground) else [self._held.literal(ground)]

    def _expected_at(self, stand: Stand) -> list[cp_model.IntVar]:
        """`useful`: what makes a visit one that need not collect anything: it is pinned there, or was announced."""
        announced = (stand.unit, stand.ordinal) in self._stands.residual.announced
        return [*self._pinned_at(stand), *([self._at[stand]] if announced and stand in self._at else [])]

    def _collect_something(self, stand: Stand, starts: cp_model.IntVar, expected: cp_model.IntVar) -> None:
        """`useful`: by the order of filling, a visit that collects at all does so in its first slot."""
        before = self._collected_before.get(stand)
        if self._unit.need == 0:
            some_left = self._model.add_bool_or([])
        elif before is not None:
            some_left = self._model.add_linear_constraint(before, 0, self._unit.need - 1)
        else:
            return
        conditions: list[Literal] = [starts, ~expected]
        ground = Ground(Demand.NEED, self._unit.code)
        if not self._held.is_certain(ground):
            conditions.append(self._held.literal(ground))
        some_left.only_enforce_if(*conditions)

    def _collected(self) -> dict[Stand, Linear]:
        """For each stand what is collected there before it; left out where some need is left in any case."""
        by_slot: defaultdict[int, list[Stand]] = defaultdict(list)
        for stand in self._here:
            by_slot[stand.ordinal].append(stand)
        found: dict[Stand, Linear] = {}
        so_far: Linear = 0
        most = 0
        for ordinal in sorted(by_slot):
            rank = self._stands.rank_of
            for stand in sorted(by_slot[ordinal], key=lambda each: rank[each.machine]):
                if most >= self._unit.need:
                    found[stand] = so_far
                brings = min(self._unit.need, self._brings(stand))
                so_far = cp_model.LinearExpr.sum([so_far, brings * self._at[stand]])
                most += brings
            if len(by_slot) > 1 and most >= self._unit.need:
                total = self._model.new_int_var(0, most, f"{self._unit.code} after {ordinal}")
                self._model.add(total == so_far)
                so_far = total
        return found

    def _brings(self, stand: Stand) -> int:
        """Dossiers that the slot can collect: what the workbook says, or the learned rate where that is less."""
        key = RateKey(stand.unit, stand.machine, self._stands.slots[stand.ordinal - 1].shift)
        said = slot_rate(self._stands.campaign, self._stands.posting(stand), key)
        return min(said, self._stands.residual.rates.get(key, said))
