"""What happens in one draw, told beforehand day by day, whatever is planned: two plans can be tried in the same world.

A draw's generator is seeded by the seed and the draw's number, so a draw is the same whoever works it out, and when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.domain.record import MachineName, UnitCode
from planner.domain.uncertainty import RiskCase, Uncertainty

LEAST_CONCENTRATION = 1e-6
"""A Beta distribution with less is taken for the two points 0 and 1."""

_Shares = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class World:
    """One course of what is uncertain; days are counted from the case's first day, which is 0."""

    turnout: Mapping[UnitCode, tuple[float, ...]]
    """For each unit and day the share of expected citizens who come."""
    broken: Mapping[MachineName, frozenset[int]]
    """For each machine the days on which it does not work; a run of days is one breakdown, known whole on its first
    evening. Machines that never break down need not be named."""
    shut: Mapping[UnitCode, frozenset[int]]
    """For each unit the days on which it is shut, known on the day itself; units that never are need not be named."""


def drawn_world(case: RiskCase, number: int) -> World:
    """The world of the draw of this number."""
    dice = np.random.default_rng((case.seed, number))
    uncertainty, days = case.uncertainty, case.num_days
    units = [unit.code for unit in case.campaign.units]
    learned = {taught.unit: taught.share for taught in case.unit_turnouts}
    means = np.array([min(1.0, max(0.0, learned.get(code, uncertainty.turnout))) for code in units])
    shares = _shares(dice, means, uncertainty.turnout_spread, days)
    is_shut = dice.random((len(units), days)) < uncertainty.closure
    return World(
        turnout={code: tuple(row) for code, row in zip(units, shares.tolist(), strict=True)},
        broken=_breakdowns(case, dice),
        shut={
            code: frozenset(np.flatnonzero(row).tolist()) for code, row in zip(units, is_shut, strict=True) if row.any()
        },
    )


def _shares(dice: np.random.Generator, means: _Shares, spread: float, days: int) -> _Shares:
    """Beta distributed shares, a row for each mean."""
    variance = means * (1 - means)
    shares = np.repeat(means[:, np.newaxis], days, axis=1)
    chance = dice.random(shares.shape)
    if spread <= 0:
        return shares
    concentration = variance / spread**2 - 1
    for row, (mean, strength) in enumerate(zip(means.tolist(), concentration.tolist(), strict=True)):
        if strength > LEAST_CONCENTRATION:
            shares[row] = dice.beta(mean * strength, (1 - mean) * strength, size=days)
        else:
            shares[row] = chance[row] < mean
    return shares


def _breakdowns(case: RiskCase, dice: np.random.Generator) -> dict[MachineName, frozenset[int]]:
    """A machine that is being repaired does not break down; one just repaired may."""
    uncertainty: Uncertainty = case.uncertainty
    size = len(case.campaign.machines), case.num_days
    begins = dice.random(size) < uncertainty.breakdown
    lengths = dice.geometric(1 / uncertainty.repair_days, size)
    broken = {}
    for machine, mine, lasting in zip(case.campaign.machines, begins, lengths.tolist(), strict=True):
        days: set[int] = set()
        for day in np.flatnonzero(mine).tolist():
            if day not in days:
                days.update(range(day, min(case.num_days, day + lasting[day])))
        if days:
            broken[machine.name] = frozenset(days)
    return broken
