"""Kilometres between units, reckoned apart from the rest of the program."""

from math import atan2, cos, hypot, radians, sin

from planner.domain.campaign import Campaign, Location, Unit

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the Earth (IUGG)."""


def _arc_km(origin: Location, destination: Location) -> float:
    """The great-circle distance, from the angle between the two places' vectors (Vincenty's form for a sphere)."""
    south, north = radians(origin.latitude), radians(destination.latitude)
    turn = radians(destination.longitude - origin.longitude)
    across = hypot(cos(north) * sin(turn), cos(south) * sin(north) - sin(south) * cos(north) * cos(turn))
    along = sin(south) * sin(north) + cos(south) * cos(north) * cos(turn)
    return EARTH_RADIUS_KM * atan2(across, along)


def road_km(campaign: Campaign, origin: Unit, destination: Unit) -> float:
    """Road km of one leg: the given figure, else the one given for the way back, else great circle times the factor.

    0 within a unit, and where neither a road nor both places are known.
    """
    if origin.code == destination.code:
        return 0.0
    there = [road.km for road in campaign.roads if (road.origin, road.destination) == (origin.code, destination.code)]
    back = [road.km for road in campaign.roads if (road.destination, road.origin) == (origin.code, destination.code)]
    if there or back:
        return (there or back)[-1]
    if origin.location is None or destination.location is None:
        return 0.0
    return _arc_km(origin.location, destination.location) * campaign.road_factor
