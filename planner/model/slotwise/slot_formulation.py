"""A campaign slot by slot as one CP-SAT model: the rules, the goals, and the limits of those that are settled.

Every goal is an expression that is no less than its value, and that can be as small: so a minimum is one of the goal.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from ortools.sat.python import cp_model

from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from planner.model.gate import ValueOf
from planner.model.instance.criteria import PROMISED, Criterion, EpsilonConstraints, Tally
from planner.model.instance.residual import PromisedSlot
from planner.model.slotwise.collecting import Collecting
from planner.model.slotwise.counting_stays import count_stays
from planner.model.slotwise.driving import MOST_MOVES, num_moves, travel
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.placements import Placements, Term
from planner.model.slotwise.slot_instance import SlotInstance
from planner.model.slotwise.slot_plan import SlotPlan
from planner.model.slotwise.stays import keep_stays


class SlotFormulation:
    """The model of a slot instance."""

    def __init__(self, instance: SlotInstance, needs: tuple[StopNeed, ...]) -> None:
        self.model = cp_model.CpModel()
        self._instance = instance
        self._needs = needs
        self.placements = Placements(self.model, instance)
        wanted = {unit.code for unit in instance.units}
        self._collecting = Collecting(self.placements, [need for need in needs if need.stop in wanted or need.passing])
        stays = keep_stays(self.placements, self._collecting.fillings())
        count_stays(self.placements, stays, self._collecting)

    @property
    def fits_travel(self) -> bool:
        """Whether the moves are few enough to be told."""
        return num_moves(self.placements) <= MOST_MOVES

    def goal(self, criterion: Criterion) -> Term:
        """The expression of a criterion; made when it is first asked for."""
        if criterion not in self._goals:
            self._goals[criterion] = self._told(criterion)
        return self._goals[criterion]

    @cached_property
    def _goals(self) -> dict[Criterion, Term]:
        return {}

    def _told(self, criterion: Criterion) -> Term:
        if criterion is Goal.UNSERVED:
            return self._collecting.unserved
        if criterion is Goal.MILESTONES:
            campaign = self._instance.campaign
            last = campaign.calendar.shift_labels[-1]
            ends = [campaign.calendar.ordinal(phase.last_day, last) for phase in campaign.phases]
            return self._collecting.milestones(ends, [phase.target for phase in campaign.phases])
        if criterion in PROMISED:
            return self._broken(criterion)
        if criterion is Goal.FINISH:
            return self._finish()
        if criterion is Goal.TRAVEL:
            return travel(self.placements)
        return self._collecting.waiting

    def _finish(self) -> Term:
        """$\\sum_t (t - t') u_t$, $t'$ the slot before $t$ and $u_t$ whether it or a later one is used."""
        ordinals = sorted({ordinal for _group, _unit, ordinal in self.placements.at})
        used = {ordinal: self.model.new_bool_var(f"used up to {ordinal}") for ordinal in ordinals}
        for one, other in pairwise(ordinals):
            self.model.add_implication(used[other], used[one])
        for (_group, _unit, ordinal), literal in self.placements.at.items():
            self.model.add_implication(literal, used[ordinal])
        self._collecting.keep_time_enough(used)
        steps = zip(ordinals, [0, *ordinals], strict=False)
        return cp_model.LinearExpr.sum([(ordinal - before) * used[ordinal] for ordinal, before in steps])

    def _broken(self, criterion: Criterion) -> Term:
        """What announced slots cost in this criterion."""
        terms: list[Term] = []
        for code, promises in self._instance.promises.items():
            if criterion is Goal.CHANGES and code in self._instance.heirs:
                continue
            if criterion is Goal.CHANGES:
                terms += [promise.cost * self._lost(code, promise) for promise in promises]
            elif criterion is Tally.LOST_DAYS:
                for day in sorted({promise.day for promise in promises}):
                    lost = self.model.new_bool_var(f"{code} loses day {day}")
                    for promise in promises:
                        if promise.day == day:
                            self.model.add(lost >= self._lost(code, promise))
                    terms.append(lost)
            else:
                terms += [
                    self._handed_over(code, promise, machine) for promise in promises for machine in promise.machines
                ]
        if criterion is Goal.CHANGES:
            terms += [cost for code in sorted(self._instance.heirs) for cost in self._broken_at_heir(code)]
        return cp_model.LinearExpr.sum(terms)

    def _broken_at_heir(self, code: UnitCode) -> Iterator[cp_model.IntVar]:
        """What lost slots cost at a stop whose need depends on the plan: the earliest take what it needs."""
        promised = self._instance.promised(code)
        need = self._collecting.stops[code].need if promised else 0
        announced, before = 0, cp_model.LinearExpr.sum([])
        for one in promised:
            announced += one.dossiers
            so_far = self.model.new_int_var(0, announced, f"{code} needs of what was announced up to {one.ordinal}")
            self.model.add_min_equality(so_far, [announced, need])
            cost = self.model.new_int_var(0, one.weight * one.dossiers, f"{code} pays in {one.ordinal}")
            lost = self.model.new_bool_var(f"{code} lost at {one.ordinal}")
            self.model.add_bool_or([lost, *self._standing(code, one.ordinal).values()])
            most = one.weight * one.dossiers
            self.model.add(cost >= one.weight * so_far - one.weight * before - most * (1 - lost))
            before = so_far
            yield cost

    def _standing(self, code: UnitCode, ordinal: int) -> dict[MachineName, cp_model.IntVar]:
        return {
            group: literal
            for (group, unit, at), literal in self.placements.at.items()
            if unit == code and at == ordinal
        }

    def _lost(self, code: UnitCode, promise: PromisedSlot) -> cp_model.IntVar:
        key = code, promise.ordinal
        if key not in self._losses:
            lost = self.model.new_bool_var(f"{code} lost at {promise.ordinal}")
            self.model.add_bool_or([lost, *self._standing(*key).values()])
            self._losses[key] = lost
        return self._losses[key]

    @cached_property
    def _losses(self) -> dict[tuple[UnitCode, int], cp_model.IntVar]:
        return {}

    def _handed_over(self, code: UnitCode, promise: PromisedSlot, machine: MachineName) -> cp_model.IntVar:
        handed_over = self.model.new_bool_var(f"{code} without {machine} at {promise.ordinal}")
        mine: list[cp_model.IntVar] = []
        others: list[cp_model.IntVar] = []
        for group, literal in self._standing(code, promise.ordinal).items():
            (mine if machine in self._instance.present(group, promise.ordinal) else others).append(literal)
        for literal in others:
            self.model.add_bool_or([~literal, handed_over, *mine])
        return handed_over

    def keep(self, limits: EpsilonConstraints) -> None:
        """Nothing may be worse than these limits from now on."""
        for criterion, limit in limits.largest.items():
            if criterion is Goal.FINISH:
                for (_group, _unit, ordinal), literal in self.placements.at.items():
                    if ordinal > limit:
                        self.model.add(literal == 0)
            else:
                self.model.add(self.goal(criterion) <= limit)

    def fewest_stands(self) -> Term:
        """How many machine-slots are worked."""
        return cp_model.LinearExpr.sum(
            [
                len(self._instance.present(group, ordinal)) * literal
                for (group, _unit, ordinal), literal in self.placements.at.items()
            ]
        )

    def read(self, value_of: ValueOf) -> SlotPlan:
        """The plan that a solution makes."""
        stands = frozenset(key for key, literal in self.placements.at.items() if value_of(literal))
        return SlotPlan(self._instance, self._needs, stands)

    def at_plan(self, plan: SlotPlan) -> cp_model.CpModel:
        """A copy of the model in which everybody stands as in this plan."""
        fixed = self.model.clone()
        fixed.clear_objective()  # type: ignore[no-untyped-call]
        for key, literal in self.placements.at.items():
            there = fixed.get_bool_var_from_proto_index(literal.index)
            fixed.add_bool_or([there if key in plan.stands else ~there])
        return fixed

    def hint_all(self, value_of: ValueOf) -> None:
        """Begin the search at a solution of the whole model."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for index in range(len(self.model.proto.variables)):
            variable = self.model.get_int_var_from_proto_index(index)
            self.model.add_hint(variable, value_of(variable))
