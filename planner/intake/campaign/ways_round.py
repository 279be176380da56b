"""Rows of *Quãng đường* that are longer than the way round over other units: a slip of the pen, or a road left out.

Machines drive the figures of the sheet, so that a plan would rather call at the units between than drive straight.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from planner.domain.campaign import Campaign, PostingKind, Unit
from planner.domain.distance import EARTH_RADIUS_KM
from planner.domain.record import UnitCode
from planner.intake.campaign.roads import RoadSheet, Way
from planner.intake.cells.findings import Findings, listed
from planner.intake.layout.units import ROADS, RoadColumn
from planner.texts import plurals_of, spoken_number, texts_of

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_ = texts_of("intake")
ngettext = plurals_of("intake")

MOST_TOLD = 20
LEAST_KM = 0.3
LEAST_SHARE = 0.01
"""A way round that spares no more than this share, or no more than `LEAST_KM`, is rounding."""
MOST_UNITS = 1_000
"""The search takes the cube of the number of units: about a second for so many."""


@dataclass(frozen=True, slots=True)
class _Longer:
    """A figure of the sheet, and the shorter way."""

    way: Way
    """In the direction that sheet *Quãng đường* gives."""
    km: float
    round_km: float
    shorter: Way
    """The same, or back where one figure serves both."""
    ways: "_Ways"

    @property
    def spared(self) -> float:
        return self.km - self.round_km

    @property
    def over(self) -> tuple[UnitCode, ...]:
        return self.ways.over(self.shorter)


def note_ways_round(campaign: Campaign, sheet: RoadSheet, findings: Findings) -> None:
    """Warn of figures that are longer than the way round, those that are so by most first, and only of the first few.

    Only of those between units that one mobile machine serves both: nobody else drives them.
    """
    found = sorted(_longer(campaign), key=lambda one: (-one.spared, one.way))
    names = {unit.code: unit.name for unit in campaign.units}
    advice = _("Correct the figure, or enter the shorter way; if nobody can drive that, enter its roads as well")
    for one in found[:MOST_TOLD]:
        sheet.rows[one.way].warn(
            RoadColumn.KM,
            _("{km} km from {origin} to {destination}, but {round_km} km by way of {others}").format(
                km=spoken_number(one.km, 1),
                origin=names[one.way.origin],
                destination=names[one.way.destination],
                round_km=spoken_number(one.round_km, 1),
                others=listed([names[code] for code in one.over], at_most=3),
            ),
            advice,
        )
    if len(found) > MOST_TOLD:
        rest = ngettext(
            "{count} more road is longer than the way round",
            "{count} more roads are longer than the way round",
            len(found) - MOST_TOLD,
        ).format(count=len(found) - MOST_TOLD)
        findings.warn(ROADS.title, rest, advice)


def _longer(campaign: Campaign) -> Iterator[_Longer]:
    """One for each row that is longer; each way in which the row counts is looked at, and the worst one told."""
    given = {Way(road.origin, road.destination): road.km for road in campaign.roads}
    served = _served_together(campaign)
    from_here: dict[UnitCode, list[Way]] = {}
    for way in given:
        from_here.setdefault(way.origin, []).append(way)
    for units in _tied(campaign, given, served):
        near = {way: given[way] for unit in units for way in from_here.get(unit.code, ())}
        ways = _Ways(units, near, campaign.road_factor)
        for way, km in near.items():
            back = Way(way.destination, way.origin)
            if served[way.origin] & served[way.destination]:
                either = [way] if back in given else [way, back]
                round_km, shorter = min((ways.km(one), one) for one in either)
                if km - round_km > max(LEAST_KM, LEAST_SHARE * km):
                    yield _Longer(way, km, round_km, shorter, ways)


def _served_together(campaign: Campaign) -> dict[UnitCode, set[int]]:
    """For each unit, the numbers of the mobile postings that go there or start there."""
    served: dict[UnitCode, set[int]] = {unit.code: set() for unit in campaign.units}
    mobile = {
        frozenset((*posting.serves, *([posting.base] if posting.base else ())))
        for machine in campaign.machines
        for posting in machine.postings
        if posting.kind is PostingKind.MOBILE
    }
    for number, codes in enumerate(mobile):
        for code in codes:
            served[code].add(number)
    return served


def _tied(campaign: Campaign, given: Iterable[Way], served: Mapping[UnitCode, set[int]]) -> Iterator[tuple[Unit, ...]]:
    """Units among which machines go about, one group for each set of postings that no unit joins to others.

    A unit whose place is unknown and that no row names is on no way. Of a group that is too large, only the units that
    rows name are looked at, and none if these are too many.
    """
    on_rows = {code for way in given for code in way}
    if not on_rows:
        return
    placed = [unit for unit in campaign.units if unit.location is not None or unit.code in on_rows]
    members: dict[int, list[UnitCode]] = {}
    for unit in placed:
        for posting in served[unit.code]:
            members.setdefault(posting, []).append(unit.code)
    seen: set[UnitCode] = set()
    for unit in placed:
        if unit.code in seen or not served[unit.code]:
            continue
        codes, waiting = {unit.code}, [unit.code]
        while waiting:
            for posting in served[waiting.pop()]:
                more = set(members.pop(posting, ())) - codes
                codes |= more
                waiting.extend(more)
        seen |= codes
        kept = codes if len(codes) <= MOST_UNITS else codes & on_rows
        if codes & on_rows and len(kept) <= MOST_UNITS:
            yield tuple(unit for unit in campaign.units if unit.code in kept)


class _Ways:
    """The shortest ways among some units, by the sheet and where that is silent by the great circle."""

    def __init__(self, units: Sequence[Unit], given: Mapping[Way, float], road_factor: float) -> None:
        self._codes = [unit.code for unit in units]
        self._place = {code: place for place, code in enumerate(self._codes)}
        self._direct = self._straight(units, given, road_factor)
        self._shortest = _all_shortest(self._direct)

    def km(self, way: Way) -> float:
        """The length of the shortest way."""
        return float(self._shortest[self._place[way.origin], self._place[way.destination]])

    def over(self, way: Way) -> tuple[UnitCode, ...]:
        """The units on the shortest way, its ends left out."""
        here, end = self._place[way.origin], self._place[way.destination]
        passed: list[int] = []
        while self._direct[here, end] > self._shortest[here, end]:
            onwards = self._direct[here] + self._shortest[:, end]
            onwards[[here, *passed]] = inf
            here = int(onwards.argmin())
            passed.append(here)
        return tuple(self._codes[place] for place in passed if place != end)

    def _straight(self, units: Sequence[Unit], given: Mapping[Way, float], road_factor: float) -> "NDArray[float32]":
        import numpy as np  # noqa: PLC0415 - only campaigns with a sheet of roads need it

        places = np.radians(
            [(unit.location.latitude, unit.location.longitude) if unit.location else (np.nan, np.nan) for unit in units]
        )
        north, east = places[:, 0], places[:, 1]
        half_chord = (
            np.sin((north[:, None] - north) / 2) ** 2
            + np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
        )
        km = 2 * EARTH_RADIUS_KM * road_factor * np.arcsin(np.sqrt(np.clip(half_chord, 0, 1)))
        direct = np.where(np.isnan(km), inf, km).astype(np.float32)
        for way, length in given.items():
            if way.origin in self._place and way.destination in self._place:
                there, back = self._place[way.origin], self._place[way.destination]
                direct[there, back] = length
                if Way(way.destination, way.origin) not in given:
                    direct[back, there] = length
        np.fill_diagonal(direct, 0)
        return direct


def _all_shortest(direct: "NDArray[float32]") -> "NDArray[float32]":
    """The length of the shortest way between any two (Floyd, Algorithm 97, CACM 5, 1962)."""
    import numpy as np  # noqa: PLC0415

    shortest, over = direct.copy(), np.empty_like(direct)
    for place in range(len(direct)):
        np.add(shortest[:, place, None], shortest[place], out=over)
        np.minimum(shortest, over, out=shortest)
    return shortest
