"""Which neighbourhood is searched next: kinds that gained lately come more often, and each kind finds its own size."""

from dataclasses import dataclass
from random import Random

import numpy as np

from planner.model.roster.line_model import LineModel, Roster
from planner.model.roster.neighbourhoods import Neighbourhood

GROWS, SHRINKS = 1.15, 0.85
FORGETS = 0.92
CHANCE = 0.15
"""Of a kind that has gained nothing lately, beside one that gained at every try."""
MOST_CELLS = 420
"""Owners times days of a window at the beginning."""


@dataclass(slots=True)
class Kind:
    """A way to choose what is free."""

    name: str
    size: float
    """Owners, or days of a window."""
    least: int
    most: int
    gains: float = 0.0


class NeighbourhoodChooser:
    """Chooses what is free; hears what came of it."""

    def __init__(self, model: LineModel, goal: int, seed: int):
        self._model = model
        self._goal = goal
        self._random = Random(seed)  # noqa: S311 - no secret
        owners, days = len(model.pricers), model.problem.days
        self._kinds = [Kind("owners", min(4, owners), 2, owners), Kind("missing", min(4, owners), 2, owners)]
        if days > 1:
            window = max(2, min(days, MOST_CELLS // owners, 10))
            self._kinds += [Kind("days", window, 2, days), Kind("missing days", window, 2, days)]

    def next(self, roster: Roster) -> tuple[Neighbourhood, Kind]:
        """What is free now."""
        kinds = self._kinds
        kind = self._random.choices(kinds, [CHANCE + kind.gains for kind in kinds])[0]
        size = int(min(kind.most, max(kind.least, round(kind.size))))
        if kind.name == "owners":
            return Neighbourhood(self._some(range(len(self._model.pricers)), size), None), kind
        if kind.name == "days":
            return self._window(self._random.randrange(self._model.problem.days), size), kind
        cover = self._costly_cover(roster)
        if cover is None:
            return Neighbourhood(self._some(range(len(self._model.pricers)), min(size, kind.most)), None), kind
        able = [pricer.number for pricer in self._model.pricers if pricer.can_have(cover)]
        if kind.name == "missing":
            return Neighbourhood(self._some(able, size), None), kind
        day = next(iter(self._model.pricers[able[0]].days_of(cover)))
        return self._window(day, size), kind

    def heard(self, kind: Kind, *, is_better: bool, is_decided: bool) -> None:
        """What came of a neighbourhood of a kind."""
        kind.gains = FORGETS * kind.gains + (1 - FORGETS) * is_better
        if is_better:
            return
        kind.size = min(kind.most, kind.size * GROWS) if is_decided else max(kind.least, kind.size * SHRINKS)

    def _some(self, owners: range | list[int], size: int) -> tuple[int, ...]:
        return tuple(sorted(self._random.sample(owners, min(size, len(owners)))))

    def _window(self, day: int, size: int) -> Neighbourhood:
        """Days around a day, and as many owners as the window leaves room for."""
        days = self._model.problem.days
        first = max(0, min(days - size, day - self._random.randrange(size)))
        owners = len(self._model.pricers)
        room = max(4, 3 * MOST_CELLS // size)
        return Neighbourhood(self._some(range(owners), min(owners, room)), tuple(range(first, min(days, first + size))))

    def _costly_cover(self, roster: Roster) -> int | None:
        covers = self._model.covers
        costs = covers.of(roster.counts) * (covers.goal == self._goal)
        able = [cover for cover in np.flatnonzero(costs).tolist() if self._is_coverable(cover)]
        if not able:
            return None
        return int(self._random.choices(able, [int(costs[cover]) for cover in able])[0])

    def _is_coverable(self, cover: int) -> bool:
        return any(pricer.can_have(cover) for pricer in self._model.pricers)
