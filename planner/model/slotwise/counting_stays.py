"""Rows that every plan keeps anyway, so that the linear relaxation counts visits and the time they cost as well.

| of every plan | in mathematics |
|---|---|
| a stop with nothing left is visited | $n_u \\sum b + \\ell_u \\ge n_u$, $n_u$ what it needs by itself |
| a visit lasts its least days | $\\sum_{p \\le q < p + m_p} b_p \\le a_q$, $m_p$: their slots |
| nobody works while moving | $\\sum_v x_{vt'} + \\sum_u b_{ut} \\le 1$, $0 < t - t' \\le k$ |

$b$, $a$ and $x$ are those of the visits; the second is the row for least times of Rajan and Takriti (2005). Without the
first and the third, a relaxed party is at each of its stops for a small share of every day, and never moves.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from planner.domain.record import UnitCode
from planner.model.slotwise.collecting import Collecting
from planner.model.slotwise.placements import Placements
from planner.model.slotwise.stays import ToldStays


def count_stays(placements: Placements, stays: Sequence[ToldStays], collecting: Collecting) -> None:
    """Add these rows for all visits that there may be."""
    _count_visits(placements, stays, collecting)
    for one in stays:
        if one.unit.min_days > 1:
            _keep_alive(placements, one)
    slots = placements.instance.campaign.move_slots
    by_party: defaultdict[tuple[str, int], list[ToldStays]] = defaultdict(list)
    for one in stays:
        by_party[one.walk.party.machines[0], one.posting].append(one)
    for of_posting in by_party.values():
        if slots:
            _keep_moving_time(placements, of_posting, slots)


def _count_visits(placements: Placements, stays: Iterable[ToldStays], collecting: Collecting) -> None:
    begins: defaultdict[UnitCode, list[cp_model.IntVar]] = defaultdict(list)
    for one in stays:
        begins[one.unit.code] += one.begins
    going_on = {one.unit.code for one in stays if one.has_past}
    for code, stop in collecting.stops.items():
        if code in begins and code not in going_on and stop.own_need and not stop.passed_on():
            placements.model.add(stop.own_need * sum(begins[code]) + stop.left >= stop.own_need)


def _keep_alive(placements: Placements, one: ToldStays) -> None:
    day_of = placements.instance.day_of
    days = [day_of[ordinal] for ordinal in one.ordinals]
    is_whole = one.unit.code in placements.instance.whole
    lasting = [_slots_of_least_stay(days[place:], one.unit.min_days, is_whole=is_whole) for place in range(len(days))]
    for place, alive in enumerate(one.alive):
        begun = [one.counted[first] for first in range(place) if place < first + lasting[first]]
        if begun:
            placements.model.add(sum(begun) <= alive)


def _slots_of_least_stay(days: Sequence[int], least: int, *, is_whole: bool) -> int:
    """How many of these slots in a row, given by their days, a visit lasts that begins in the first of them.

    On its last day it lasts to the end where machines stay whole days, else perhaps for one slot.
    """
    known = list(dict.fromkeys(days))
    if len(known) < least:
        return len(days)
    last = known[least - 1]
    return sum(day <= last for day in days) if is_whole else sum(day < last for day in days) + 1


def _keep_moving_time(placements: Placements, stays: Sequence[ToldStays], slots: int) -> None:
    """The moves of one party under one posting, if that is a mobile one."""
    walk = stays[0].walk
    ordinals = [at for at, number in walk.party.posting_of.items() if number == stays[0].posting]
    if not ordinals or not walk.party.is_mobile(ordinals[0]):
        return
    begins = _beginnings(stays)
    # A stop with several visits, or visits that a pin holds, may have two of them with nothing but a slot between.
    pinned = {pin.unit for pin in placements.instance.campaign.pins}
    once = {one.unit.code for one in stays if one.unit.visits == 1} - pinned
    for worked in ordinals:
        coming = list(begins.get(worked + 1, {}).values())
        for later in range(worked + 2, worked + slots + 1):
            coming += [literal for unit, literal in begins.get(later, {}).items() if unit in once]
        here = list(walk.stops[worked].values())
        if here and coming:
            placements.model.add(sum(here) + sum(coming) <= 1)


def _beginnings(stays: Iterable[ToldStays]) -> dict[int, dict[UnitCode, cp_model.IntVar]]:
    begins: defaultdict[int, dict[UnitCode, cp_model.IntVar]] = defaultdict(dict)
    for one in stays:
        for ordinal, literal in zip(one.ordinals, one.begins, strict=True):
            begins[ordinal][one.unit.code] = literal
    return begins
