"""Road kilometres between units, and which of them machines drive. Every room but the checker asks here."""

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

from planner.domain.campaign import Campaign, Location, Posting, PostingKind
from planner.domain.record import MachineName, UnitCode

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the Earth (IUGG)."""


def great_circle_km(origin: Location, destination: Location) -> float:
    """The haversine distance between two places on the globe."""
    south = radians(origin.latitude)
    north = radians(destination.latitude)
    half_chord = (
        sin((north - south) / 2) ** 2
        + cos(south) * cos(north) * sin(radians(destination.longitude - origin.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_chord))


class Roads:
    """Distances of one campaign: the sheet's figure, in either direction, else great circle times factor, else 0.

    The units of a cluster stand where the first one stands; roads of the others are not read. `Roads.of(campaign)` is
    made once for each campaign and kept with it.
    """

    def __init__(self, campaign: Campaign) -> None:
        self._units = campaign.units_by_code
        self._stop_of = campaign.stop_of
        self._factor = campaign.road_factor
        self._given = {(road.origin, road.destination): road.km for road in campaign.roads}

    @classmethod
    def of(cls, campaign: Campaign) -> "Roads":
        """The campaign's."""
        return campaign.once(cls)

    def km(self, origin: UnitCode, destination: UnitCode) -> float:
        """Road km from origin to destination; 0 from a unit to itself and where nothing is known."""
        origin, destination = self._stop_of(origin), self._stop_of(destination)
        if origin == destination:
            return 0.0
        given = self._given.get((origin, destination), self._given.get((destination, origin)))
        if given is not None:
            return given
        start, end = self._units[origin].location, self._units[destination].location
        return great_circle_km(start, end) * self._factor if start and end else 0.0


class Whereabouts:
    """Where machines stand, while a plan is followed from stop to stop, and so which ways the goal *travel* counts.

    A machine that has not set out stands nowhere, and neither does one at its fixed place: that costs nothing to reach,
    and is left from the base of the posting that follows.
    """

    def __init__(self, standing: Mapping[MachineName, UnitCode] | None = None) -> None:
        self.standing = dict(standing or {})
        """The unit at which each machine stands; one that stands nowhere is not in it."""

    def move(self, machine: MachineName, posting: Posting | None, unit: UnitCode) -> UnitCode | None:
        """The machine comes to this unit: the unit from which it drives there, or None where nothing is driven.

        Outside every posting a machine goes on from where it stands.
        """
        if posting is not None and posting.kind is PostingKind.FIXED:
            self.standing.pop(machine, None)
            return None
        origin = self.standing.get(machine) or (posting.base if posting is not None else None)
        self.standing[machine] = unit
        return origin
