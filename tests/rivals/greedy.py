"""Plans as people make them with a pencil: no search, only an order and one pass.

Two ways, each in several orders: unit by unit, each put where it is done first; and day by day, each machine going
where it seems best. Among all the plans the best sound one is kept.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.domain.record import MachineName, UnitCode
from tests.rivals.ground import Ground, Judged, Standing, Values

Order = Callable[[UnitCode], float]
"""Units with a small number come first."""
_Crowd = Counter[tuple[UnitCode, int]]
"""How many machines stand at a unit in a slot."""


def greedy_plan(campaign: Campaign, seconds: float) -> Judged | None:
    """The best of the pencil's plans, as many as the time allows; None if none of them is sound."""
    deadline = monotonic() + seconds
    ground = Ground(campaign)
    best: Judged | None = None
    for standing in _plans(ground):
        judged = ground.judged(standing)
        if judged.verdict.sound and (best is None or _rank(campaign, judged.values) < _rank(campaign, best.values)):
            best = judged
        if monotonic() > deadline:
            break
    return best


def _rank(campaign: Campaign, values: Values) -> list[float]:
    return [values[setting.goal] for setting in campaign.goals if setting.goal is not Goal.CHANGES]


def _plans(ground: Ground) -> Iterator[Standing]:
    orders = _orders(ground)
    for order in orders:
        yield _UnitByUnit(ground, order).standing()
    for order in orders:
        yield _DayByDay(ground, order).standing()


def _orders(ground: Ground) -> list[Order]:
    num_open = Counter[UnitCode]()
    last_open = dict.fromkeys(ground.need, 0)
    for (_name, code), ordinals in ground.opens.items():
        num_open[code] += len(ordinals)
        last_open[code] = max(last_open[code], *ordinals, 0)
    return [
        lambda code: num_open[code],
        lambda code: last_open[code] * 1000 + num_open[code],
        lambda code: -ground.unit[code].priority * ground.need[code],
        lambda code: ground.need[code] / ground.unit[code].priority,
        lambda code: -ground.unit[code].priority * 1e6 + num_open[code],
    ]


@dataclass(frozen=True)
class _Offer:
    """A visit that could be made."""

    name: MachineName
    ordinals: tuple[int, ...]
    collected: int
    leg_km: float


class _UnitByUnit:
    """Each unit in its turn gets the visits that serve it most, the earliest of them."""

    def __init__(self, ground: Ground, order: Order) -> None:
        self.ground = ground
        self.codes = sorted(ground.need, key=order)
        self.tours: Standing = {name: {} for name in ground.rank}
        self.crowd = _Crowd()
        self.left = dict(ground.need)
        self.visits = Counter[UnitCode]()

    def standing(self) -> Standing:
        for name, code, ordinal in sorted(self.ground.pinned):
            self._stand(
                name, code, [slot for slot in self._period(ordinal) if slot in self.ground.open_set[name, code]]
            )
        for name, code in sorted({(name, code) for name, code, _ordinal in self.ground.pinned}):
            self._lengthen(name, code)
        for code in self.codes:
            self._serve(code)
        return self.tours

    def _lengthen(self, name: MachineName, code: UnitCode) -> None:
        """The visit that a pin begins goes on until the unit is done."""
        self.visits[code] += 1
        last = max(ordinal for ordinal, at in self.tours[name].items() if at == code)
        self._stand(name, code, self._run(name, code, last + 1, self.left[code]))

    def _stand(self, name: MachineName, code: UnitCode, ordinals: Sequence[int]) -> None:
        for ordinal in ordinals:
            if ordinal not in self.tours[name]:
                self.tours[name][ordinal] = code
                self.crowd[code, ordinal] += 1
                self.left[code] = max(0, self.left[code] - self.ground.room(name, code, ordinal))

    def _serve(self, code: UnitCode) -> None:
        while self.left[code] > 0 and self.visits[code] < self.ground.unit[code].visits:
            offers = list(self._offers(code))
            if not offers:
                return
            best = max(offers, key=lambda offer: (offer.collected, -offer.ordinals[-1], -offer.leg_km))
            self._stand(best.name, code, best.ordinals)
            self.visits[code] += 1

    def _offers(self, code: UnitCode) -> Iterator[_Offer]:
        for name in self.ground.rank:
            done_before = None
            for ordinal in self.ground.opens.get((name, code), ()):
                run = self._run(name, code, ordinal, self.left[code])
                if run and run[-1] != done_before:
                    done_before = run[-1]
                    collected = min(self.left[code], sum(self.ground.room(name, code, slot) for slot in run))
                    yield _Offer(name, tuple(run), collected, self._leg_km(name, code, run[0]))
                    if collected == self.left[code] and self.ground.unit[code].visits == 1:
                        break

    def _leg_km(self, name: MachineName, code: UnitCode, ordinal: int) -> float:
        tour = self.tours[name]
        before = max((slot for slot in tour if slot < ordinal), default=None)
        return 0.0 if before is None else self.ground.km(tour[before], code)

    def _run(self, name: MachineName, code: UnitCode, start: int, need: int) -> list[int]:
        """The slots of one visit from here on, until the need ends or something is in the way."""
        run: list[int] = []
        seen: set[int] = set()
        for ordinal in range(start, self.ground.num_slots + 1):
            if need <= 0:
                break
            if ordinal in seen:
                continue
            period = self._period(ordinal)
            seen.update(period)
            mine = [slot for slot in period if slot in self.ground.open_set.get((name, code), ())]
            if not self._is_free(name, code, period, mine):
                break
            run += mine
            need -= sum(self.ground.room(name, code, slot) for slot in mine)
        return run

    def _period(self, ordinal: int) -> list[int]:
        if not self.ground.campaign.whole_days:
            return [ordinal]
        first = self.ground.day_of(ordinal) * self.ground.num_shifts + 1
        return list(range(first, first + self.ground.num_shifts))

    def _is_free(self, name: MachineName, code: UnitCode, period: Sequence[int], mine: Sequence[int]) -> bool:
        tour, together = self.tours[name], self.ground.unit[code].together
        if any(slot in tour for slot in period) or any(self.crowd[code, slot] >= together for slot in mine):
            return False
        first = self.ground.day_of(period[0]) * self.ground.num_shifts + 1
        day = range(first, first + self.ground.num_shifts)
        others = {tour[slot] for slot in day if slot in tour} - {code}
        if self.ground.campaign.whole_days or not mine:
            return not (others and self.ground.campaign.whole_days)
        return all(
            self.ground.is_within_reach(name, one, two, period[0])
            for at in others
            for one, two in ((at, code), (code, at))
        )


class _DayByDay:
    """Slot by slot, each machine stays while its unit has need, then takes the unit that comes first and is open."""

    def __init__(self, ground: Ground, order: Order) -> None:
        self.ground = ground
        self.order = {code: order(code) for code in ground.need}
        self.left = dict(ground.need)
        self.visits = Counter[UnitCode]()
        self.tours: Standing = {name: {} for name in ground.rank}
        self.at: dict[MachineName, UnitCode | None] = dict.fromkeys(ground.rank)
        self.pins = {(name, ordinal): code for name, code, ordinal in ground.pinned}

    def standing(self) -> Standing:
        step = self.ground.num_shifts if self.ground.campaign.whole_days else 1
        for first in range(1, self.ground.num_slots + 1, step):
            period = range(first, first + step)
            crowd = _Crowd()
            pinned_first = sorted(
                self.ground.rank, key=lambda name: not any((name, slot) in self.pins for slot in period)
            )
            for name in pinned_first:
                code = self._next(name, period, crowd)
                if code is not None:
                    self._stand(name, code, period, crowd)
        return self.tours

    def _stand(self, name: MachineName, code: UnitCode, period: Sequence[int], crowd: _Crowd) -> None:
        for slot in self._open(name, code, period):
            self.tours[name][slot] = code
            crowd[code, slot] += 1
            self.left[code] = max(0, self.left[code] - self.ground.room(name, code, slot))

    def _open(self, name: MachineName, code: UnitCode, period: Sequence[int]) -> list[int]:
        return [slot for slot in period if slot in self.ground.open_set.get((name, code), ())]

    def _next(self, name: MachineName, period: Sequence[int], crowd: _Crowd) -> UnitCode | None:
        here = self.at[name]
        pinned = next((self.pins[name, slot] for slot in period if (name, slot) in self.pins), None)
        if pinned is not None:
            return self._goes(name, pinned)
        if here is not None and self.left[here] > 0 and self._has_room(name, here, period, crowd):
            return here
        is_away = not any(self._open(name, code, period) for code in self.ground.need)
        if is_away:
            return None
        wanted = [
            code
            for code in self.ground.need
            if self.left[code] > 0
            and self.visits[code] < self.ground.unit[code].visits
            and self._has_room(name, code, period, crowd)
            and self._can_go(name, code, period[0])
        ]
        if not wanted:
            return None
        return self._goes(name, min(wanted, key=lambda code: (self.order[code], self._km(name, code))))

    def _goes(self, name: MachineName, code: UnitCode) -> UnitCode:
        if self.at[name] != code:
            self.at[name] = code
            self.visits[code] += 1
        return code

    def _has_room(self, name: MachineName, code: UnitCode, period: Sequence[int], crowd: _Crowd) -> bool:
        slots = self._open(name, code, period)
        together = self.ground.unit[code].together
        return bool(slots) and all(crowd[code, slot] < together for slot in slots)

    def _can_go(self, name: MachineName, code: UnitCode, ordinal: int) -> bool:
        tour = self.tours[name]
        before = next((slot for slot in range(ordinal - 1, 0, -1) if slot in tour), None)
        if before is None or self.ground.day_of(before) != self.ground.day_of(ordinal):
            return True
        return self.ground.is_within_reach(name, tour[before], code, ordinal)

    def _km(self, name: MachineName, code: UnitCode) -> float:
        here = self.at[name]
        return 0.0 if here is None else self.ground.km(here, code)
