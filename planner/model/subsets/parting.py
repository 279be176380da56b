"""All units of a small part, parted among its machines: the best way, or all ways that cost no more than so much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.record import MachineName
from planner.model.subsets.small_part import SmallPart
from planner.model.tours.set_tables import NEVER, Longs, Sets, loads_of, with_one_more, with_one_more_alike


def machines_of(part: SmallPart) -> list[tuple[int, MachineName]]:
    """Each machine with the number of its crew."""
    return [(number, machine) for number, crew in enumerate(part.crews) for machine in crew.machines]


def latest_frees(part: SmallPart) -> Longs:
    """Of each set the last period in which a machine may be free again that has served it: what it has left of its
    time, with all that the others have, has to suffice for everybody else.
    """
    loads = _least_loads(part)
    room = sum(crew.capacity * len(crew.machines) for crew in part.crews)
    latest: Longs = loads + (room - loads[-1])
    return latest


def _least_loads(part: SmallPart) -> Longs:
    """The fewest periods that each set takes one machine."""
    return loads_of(np.min([crew.durations for crew in part.crews], axis=0))


@dataclass(frozen=True, slots=True)
class Shares:
    """The set that each machine serves, in the order of `machines_of`, and what that comes to in all."""

    value: int
    chosen: tuple[int, ...]


def parted(part: SmallPart, tables: Sequence[Longs], *, takes_latest: bool) -> Shares | None:
    """All units parted in the best way, by what each set costs a machine of each crew; None where there is no way."""
    made = _made(part, tables, takes_latest=takes_latest)
    everybody = len(made[-1].costs) - 1
    if made[-1].costs[everybody] >= NEVER:
        return None
    chosen, left = [], everybody
    for one in reversed(made):
        chosen.append(int(one.given[left]))
        left ^= chosen[-1]
    return Shares(int(made[-1].costs[everybody]), tuple(reversed(chosen)))


@dataclass(frozen=True, slots=True)
class _Made:
    """What the machines up to one make of each set, and what of it this one serves."""

    costs: Longs
    given: Sets


def _made(part: SmallPart, tables: Sequence[Longs], *, takes_latest: bool) -> list[_Made]:
    """For each machine, in the order of `machines_of`."""
    loads = _least_loads(part)
    everybody = len(loads) - 1
    machines = machines_of(part)
    one_more = with_one_more_alike if len(part.crews) == 1 else with_one_more
    room_after = sum(part.crews[number].capacity for number, _name in machines)
    room, made = 0, list[_Made]()
    for number, _name in machines:
        room += part.crews[number].capacity
        room_after -= part.crews[number].capacity
        if made:
            given = np.zeros(len(loads), np.int32)
            is_asked = (loads >= loads[everybody] - room_after) & (loads <= room)
            costs = one_more(made[-1].costs, tables[number], is_asked, np.array([takes_latest]), given)
            made.append(_Made(costs, given))
        else:
            made.append(_Made(tables[number], np.arange(len(loads), dtype=np.int32)))
    return made


def ways_to_part(part: SmallPart, tables: Sequence[Longs], most: int) -> Iterator[tuple[int, ...]]:
    """All ways to part the units, as in `Shares`, that cost no more than this, but for which of a crew's machines
    serves which set.
    """
    made = _made(part, tables, takes_latest=False)
    numbers = [number for number, _name in machines_of(part)]
    everybody = len(made[-1].costs) - 1
    found: list[tuple[tuple[int, ...], int, int]] = [((), everybody, most)]
    while found:
        chosen, left, rest = found.pop()
        if len(chosen) == len(numbers):
            yield chosen
            continue
        place = len(numbers) - 1 - len(chosen)
        one = tables[numbers[place]]
        sets = _subsets(left) if place else np.array([left])
        costs = one[sets] + (made[place - 1].costs[left ^ sets] if place else 0)
        sets = sets[costs <= rest]
        if chosen and numbers[place + 1] == numbers[place]:  # of machines that are alike, the later serves the first
            sets = sets[(_first_of(sets) > _first_of(np.array(chosen[:1]))) | (sets == 0)]
        found += [((int(taken), *chosen), left ^ int(taken), rest - int(one[taken])) for taken in sets]


def _first_of(sets: Longs) -> Longs:
    """The first unit of each set, as a set; none comes after that of an empty one."""
    firsts: Longs = np.where(sets == 0, NEVER, sets & -sets)
    return firsts


def _subsets(chosen: int) -> Longs:
    """All subsets of a set."""
    subsets = np.zeros(1, np.int64)
    for unit in range(chosen.bit_length()):
        if chosen >> unit & 1:
            subsets = np.concatenate([subsets, subsets | 1 << unit])
    return subsets
