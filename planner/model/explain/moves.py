"""The rules on a machine's day, for a question: no-gap, whole-day and reach."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import permutations

from ortools.sat.python import cp_model

from planner.domain.campaign import PostingKind
from planner.domain.distance import Roads
from planner.domain.record import MachineName, UnitCode
from planner.model.explain.fact import Demand, Ground
from planner.model.explain.held_demands import RuleTerms
from planner.model.explain.possible_stands import Stand

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
        if stands.campaign.whole_days:
            keeper.leave_no_gap()
            keeper.stay_whole_days(here)
        elif stands.campaign.reach_km is not None:
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

    def leave_no_gap(self) -> None:
        """`no-gap`: where one slot of the day is worked, all are that are open to both."""
        for one, other in permutations(self._of_day, 2):
            if one.unit == other.unit and one.posting == other.posting:
                closed = [self._held.literal(ground) for ground in self._stands.closers(other)]
                rules_out = [~self._at[one], self._at[other], *closed, *self._held.dropped(WHOLE_DAYS)]
                self._model.add_bool_or(rules_out)

    def stay_whole_days(self, here: UnitCode | None) -> None:
        """`whole-day`: no change of unit within the day, nor after what has been worked in its morning."""
        for one, other in permutations(self._of_day, 2):
            if one.ordinal < other.ordinal and one.unit != other.unit:
                self._model.add_bool_or([~self._at[one], ~self._at[other], *self._held.dropped(WHOLE_DAYS)])
        for stand in self._of_day if here is not None else ():
            if stand.unit != here:
                free = self._held.dropped(WHOLE_DAYS, Ground(Demand.MORNING, stand.machine))
                self._model.add_bool_or([~self._at[stand], *free])

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

    def _between(self, one: int, other: int) -> list[cp_model.IntVar]:
        return [self._at[stand] for stand in self._of_day if one < stand.ordinal < other]

    def _is_too_far(self, origin: UnitCode, destination: UnitCode) -> bool:
        reach = self._stands.campaign.reach_km
        if reach is None or origin == destination:
            return False
        return self._roads.km(origin, destination) > reach + REACH_TOLERANCE_KM
