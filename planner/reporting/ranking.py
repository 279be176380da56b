"""Who comes first, and who lags furthest behind."""

from collections.abc import Sequence
from fractions import Fraction

from planner.domain.record import UnitCode
from planner.domain.report import UnitAdvance

MOST_NAMED = 3


def ranks(shares: Sequence[tuple[int, int]]) -> list[int | None]:
    """The rank of each (achieved, target): 1 and as many more as have a larger share; None without a target.

    Shares are compared exactly, so two that read the same when rounded may stand apart.
    """
    exact = [Fraction(achieved, target) if target else None for achieved, target in shares]
    first_place: dict[Fraction, int] = {}
    for place, share in enumerate(sorted((share for share in exact if share is not None), reverse=True), start=1):
        first_place.setdefault(share, place)
    return [None if share is None else first_place[share] for share in exact]


def num_named(units: Sequence[UnitAdvance]) -> int:
    """How many units are worth naming at either end: three, but no more than half of those ranked."""
    ranked = sum(unit.rank is not None for unit in units)
    return min(MOST_NAMED, (ranked + 1) // 2)


def best(units: Sequence[UnitAdvance]) -> tuple[UnitCode, ...]:
    """Those of the first ranks, ties included; nobody is best who has achieved nothing."""
    most = num_named(units)
    leading = [unit for unit in units if unit.rank is not None and unit.rank <= most and unit.achieved]
    return tuple(unit.unit for unit in sorted(leading, key=lambda unit: (unit.rank or 0, unit.unit)))


def furthest_behind(units: Sequence[UnitAdvance]) -> tuple[UnitCode, ...]:
    """Those that lack most to where they were expected by now; of equals, the one with the smaller share first."""
    lagging = sorted((unit for unit in units if unit.behind), key=lambda unit: (-unit.behind, -(unit.rank or 0)))
    return tuple(unit.unit for unit in lagging[: num_named(units)])
