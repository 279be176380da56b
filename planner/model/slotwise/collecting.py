"""Dossiers slot by slot: what stops need, what is collected, what is left, and the goals that follow from it.

$c_{ut}$: what all that stand at $u$ in $t$ can collect; $w_{ut} \\ge w_{u,t-1} - c_{ut}$: what is needed after $t$;
$\\ell_u$: what is left at the end. A stop needs what its units need by themselves and what merged units pass on to
them, each $\\max(0, \\text{net} + \\sum \\ell)$. Its units are filled in workbook order, so that the first $i$ of them
are left with $\\max(0, \\text{need of the first } i - \\sum_t c_{ut})$.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.slotwise.needs import StopNeed
from planner.model.slotwise.placements import Placements, Term
from planner.model.slotwise.stays import Filling


class Collecting:
    """What every stop needs, gets and is left with."""

    def __init__(self, placements: Placements, needs: Sequence[StopNeed]) -> None:
        self._model = placements.model
        self._placements = placements
        self._instance = placements.instance
        self._never = self._instance.campaign.calendar.last_ordinal + 1
        self._passed_on: dict[UnitCode, Term] = {}
        """By old unit, what it leaves to its successor."""
        self.stops = {need.stop: self._stop(need) for need in needs}

    def _stop(self, need: StopNeed) -> "_StopDossiers":
        by_slot: defaultdict[int, list[tuple[int, int, str, cp_model.IntVar]]] = defaultdict(list)
        instance = self._instance
        for (group, unit, ordinal), literal in self._placements.at.items():
            if unit == need.stop:
                for name in instance.present(group, ordinal):
                    brings = instance.brings(name, unit, ordinal)
                    by_slot[ordinal].append((instance.rank_of[name], brings, group, literal))
        stop = _StopDossiers(self._model, need, dict(sorted(by_slot.items())), self._passed_on, self._never)
        self._passed_on.update(stop.passed_on())
        return stop

    def fillings(self) -> dict[UnitCode, Filling]:
        """For each stop, what was collected there before each turn; left out where some need is left in any case."""
        return {code: stop.filling() for code, stop in self.stops.items()}

    @property
    def unserved(self) -> Term:
        """Dossiers left, times priority; what an old unit leaves counts at its successor."""
        units = self._instance.campaign.units_by_code
        return cp_model.LinearExpr.sum([units[code].priority * stop.left for code, stop in self.stops.items()])

    @property
    def waiting(self) -> Term:
        """Over dossiers, the ordinal of the slot in which each is collected, or the last + 1."""
        return cp_model.LinearExpr.sum([stop.waiting for stop in self.stops.values()])

    def milestones(self, ends: Sequence[int], targets: Sequence[int]) -> Term:
        """Dossiers missing at the phases' last days."""
        missing: list[Term] = []
        for end, target in zip(ends, targets, strict=True):
            short = self._model.new_int_var(0, max(0, target), f"missing by {end}")
            self._model.add(
                short >= target - cp_model.LinearExpr.sum([s.collected_by(end) for s in self.stops.values()])
            )
            missing.append(short)
        return cp_model.LinearExpr.sum(missing)

    def keep_time_enough(self, used: dict[int, cp_model.IntVar]) -> None:
        """Redundant, for the relaxation: by the slots that are used, all can be collected that is not left."""
        if any(stop.is_uneven for stop in self.stops.values()):
            return
        most: defaultdict[int, int] = defaultdict(int)
        best: defaultdict[tuple[int, str], dict[UnitCode, int]] = defaultdict(lambda: defaultdict(int))
        for code, stop in self.stops.items():
            for ordinal, turns in stop.by_slot.items():
                for _rank, brings, group, _literal in turns:
                    best[ordinal, group][code] += brings
        for (ordinal, _group), brought in best.items():
            most[ordinal] += max(brought.values())
        left = [stop.left for stop in self.stops.values()]
        needed = sum(stop.own_need for stop in self.stops.values())
        room = cp_model.LinearExpr.sum([most[ordinal] * literal for ordinal, literal in used.items()])
        self._model.add(room + cp_model.LinearExpr.sum(left) >= needed)


class _StopDossiers:
    """One stop."""

    def __init__(
        self,
        model: cp_model.CpModel,
        need: StopNeed,
        by_slot: dict[int, list[tuple[int, int, str, cp_model.IntVar]]],
        passed_on: dict[UnitCode, Term],
        never: int,
    ) -> None:
        self._model = model
        self._need = need
        self.by_slot = by_slot
        """For each slot in time order: rank, dossiers, group and literal of every machine that may be there."""
        self._never = never
        self._needs = [self._of_unit(net, [passed_on[old] for old in olds]) for net, olds in need.nets]
        self.need = cp_model.LinearExpr.sum(self._needs)
        self.most_needed = need.most
        self._room = sum(brings for turns in by_slot.values() for _rank, brings, _group, _literal in turns)
        collected = [brings * literal for turns in by_slot.values() for _r, brings, _g, literal in turns]
        self._collects = cp_model.LinearExpr.sum(collected)
        all_left = self._left_of_first(len(self._needs))
        self._passed_on = self._parts_passed_on(all_left)
        self.left = all_left - cp_model.LinearExpr.sum(list(self._passed_on.values()))
        """What counts as left here: not what is passed on."""
        if not self._passed_on:
            self._cut_last_slot()

    @property
    def own_need(self) -> int:
        """What its units need by themselves."""
        return sum(max(0, net) for net, _olds in self._need.nets)

    @property
    def is_uneven(self) -> bool:
        """Whether more was collected at some unit than it needs, and others pass something on to it."""
        return any(net < 0 and olds for net, olds in self._need.nets)

    def _of_unit(self, net: int, passed_on: Sequence[Term]) -> Term:
        if not passed_on:
            return max(0, net)
        if net >= 0:
            return net + cp_model.LinearExpr.sum(list(passed_on))
        need = self._model.new_int_var(0, max(0, self._need.most), f"{self._need.stop} needs")
        self._model.add_max_equality(need, [0, net + cp_model.LinearExpr.sum(list(passed_on))])
        return need

    def _left_of_first(self, count: int) -> cp_model.IntVar:
        """What the first so many units of the stop are left with; or more, where nothing is passed on."""
        left = self._model.new_int_var(0, max(0, self._need.most), f"{self._need.stop} left {count}")
        rest = cp_model.LinearExpr.sum(self._needs[:count]) - self._collects
        if self._need.passing:
            self._model.add_max_equality(left, [0, rest])
        else:
            self._model.add(left >= rest)
        return left

    def _parts_passed_on(self, all_left: cp_model.IntVar) -> dict[UnitCode, Term]:
        if not self._need.passing:
            return {}
        left: list[Term] = [self._left_of_first(count) for count in range(1, len(self._needs))]
        parts = {
            code: part - before
            for code, part, before in zip(self._need.units, [*left, all_left], [0, *left], strict=True)
        }
        return {code: part for code, part in parts.items() if code in self._need.passing}

    def passed_on(self) -> dict[UnitCode, Term]:
        """What each old unit of the stop leaves to its successor; empty for a stop of units that stay."""
        return self._passed_on

    def _cut_last_slot(self) -> None:
        """Redundant, for the relaxation: no fraction of a slot serves the last dossiers."""
        most = max((brings for turns in self.by_slot.values() for _r, brings, _g, _l in turns), default=0)
        if self._need.most != self.own_need or not most:
            return
        full, rest = divmod(self.own_need, most)
        if rest:
            worked = [literal for turns in self.by_slot.values() for _r, _b, _g, literal in turns]
            self._model.add(self.left + rest * cp_model.LinearExpr.sum(worked) >= rest * (full + 1))

    @cached_property
    def _remaining(self) -> dict[int, cp_model.IntVar]:
        """What is needed after each slot, or more."""
        remaining: dict[int, cp_model.IntVar] = {}
        before: Term = self.need
        for ordinal, turns in self.by_slot.items():
            after = self._model.new_int_var(0, max(0, self._need.most), f"{self._need.stop} after {ordinal}")
            brought = cp_model.LinearExpr.sum([brings * literal for _r, brings, _g, literal in turns])
            self._model.add(after + brought >= before)
            remaining[ordinal] = after
            before = after
        return remaining

    @property
    def waiting(self) -> Term:
        """Over its dossiers, the ordinal of the slot in which each is collected; those passed on wait elsewhere."""
        ordinals = [0, *self._remaining, self._never]
        needed: list[Term] = [self.need, *self._remaining.values()]
        waited = cp_model.LinearExpr.sum(
            [amount * (after - at) for amount, (at, after) in zip(needed, pairwise(ordinals), strict=True)]
        )
        return waited - self._never * cp_model.LinearExpr.sum(list(self._passed_on.values()))

    def collected_by(self, end: int) -> Term:
        """At most what it has collected by this slot."""
        passed = [after for ordinal, after in self._remaining.items() if ordinal <= end]
        return self.need - passed[-1] if passed else 0

    def filling(self) -> Filling:
        """What was collected before each turn."""
        before: dict[tuple[str, int], Term] = {}
        so_far: Term = 0
        most = 0
        least_needed = self.own_need
        for ordinal, turns in self.by_slot.items():
            brought: list[tuple[str, Term]] = []
            in_slot = 0
            for _rank, brings, group, literal in sorted(turns, key=lambda turn: turn[0]):
                if (group, ordinal) not in before and most + in_slot >= least_needed:
                    others = [part for other, part in brought if other != group]
                    before[group, ordinal] = cp_model.LinearExpr.sum([so_far, *others])
                brought.append((group, brings * literal))
                in_slot += brings
            most += in_slot
            after = self._model.new_int_var(0, most, f"{self._need.stop} filled by {ordinal}")
            self._model.add(after == cp_model.LinearExpr.sum([so_far, *(part for _group, part in brought)]))
            so_far = after
        return Filling(before, self.need)
