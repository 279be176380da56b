"""Road kilometres between units."""

from math import asin, cos, radians, sin, sqrt

from planner.domain.campaign import Campaign, Location
from planner.domain.record import UnitCode

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
    """Distances of one campaign: the sheet's figure, in either direction, else great circle times factor, else 0."""

    def __init__(self, campaign: Campaign) -> None:
        self._units = campaign.units_by_code
        self._factor = campaign.road_factor
        self._given = {(road.origin, road.destination): road.km for road in campaign.roads}

    def km(self, origin: UnitCode, destination: UnitCode) -> float:
        """Road km from origin to destination; 0 from a unit to itself and where nothing is known."""
        if origin == destination:
            return 0.0
        given = self._given.get((origin, destination), self._given.get((destination, origin)))
        if given is not None:
            return given
        start, end = self._units[origin].location, self._units[destination].location
        return great_circle_km(start, end) * self._factor if start and end else 0.0
