"""The zones of units, and the larger areas that their names tell: *Lạng Sơn - Bình Gia* lies in *Lạng Sơn*."""

import re
from collections.abc import Iterable

from planner.domain.campaign import Unit

_DASH = re.compile(r"\s+[-–—]\s+")
"""Between an area and what lies in it; a dash without blanks is part of a name (*Bà Rịa-Vũng Tàu*)."""


def area_of(zone: str) -> str:
    """What stands before the first dash of a zone's name; the zone itself where there is none."""
    return _DASH.split(zone.strip(), maxsplit=1)[0]


def zones_by_area(units: Iterable[Unit]) -> dict[str, frozenset[str]]:
    """The zones in every area, and every zone alone, in the order of the units; units without a zone are left out."""
    found: dict[str, set[str]] = {}
    for zone in dict.fromkeys(unit.zone for unit in units if unit.zone):
        found.setdefault(area_of(zone), set()).add(zone)
        found.setdefault(zone, set()).add(zone)
    return {name: frozenset(zones) for name, zones in found.items()}


def areas(units: Iterable[Unit]) -> tuple[str, ...]:
    """Every area, in the order of its first unit; empty where units have no zones."""
    return tuple(dict.fromkeys(area_of(unit.zone) for unit in units if unit.zone))
