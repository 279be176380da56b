"""Sheet *Quãng đường*: road distances that are known better than the map tells."""

from collections.abc import Mapping
from typing import NamedTuple

from planner.domain.campaign import Road
from planner.domain.record import UnitCode
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.layout.units import UNITS, RoadColumn, UnitColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.texts import texts_of

_ = texts_of("intake")


class Way(NamedTuple):
    """The way from one unit to another; the way back is another one."""

    origin: UnitCode
    destination: UnitCode


class RoadSheet(NamedTuple):
    """The roads, one a direction that the sheet gives, sorted, and the row that gives each."""

    roads: tuple[Road, ...]
    rows: Mapping[Way, SheetRow]


def roads_of(table: SheetTable, units: UnitSheet) -> RoadSheet:
    """What the sheet says; a row that cannot be read is noted and left out."""
    found: dict[Way, tuple[float, SheetRow]] = {}
    for row in table:
        way, km = _way(row, units), _km(row)
        if way is None or km is None:
            continue
        if _is_of_a_cluster(row, way, units):
            continue
        if way.origin == way.destination:
            row.warn(RoadColumn.DESTINATION, _("a road from a unit to itself is not read"), _("Delete the row"))
        elif way in found and found[way][0] != km:
            row.error(
                RoadColumn.KM,
                _("{km} km, but {other} km in {where} for the same way").format(
                    km=km, other=found[way][0], where=found[way][1].where(RoadColumn.KM)
                ),
                _("Keep the one that is right"),
            )
        else:
            found[way] = (km, row)
    roads = tuple(Road(origin=way.origin, destination=way.destination, km=found[way][0]) for way in sorted(found))
    return RoadSheet(roads, {way: row for way, (_km_told, row) in found.items()})


def _is_of_a_cluster(row: SheetRow, way: Way, units: UnitSheet) -> bool:
    """Whether an end is a unit that stands where the first one of its cluster stands; such a road is noted."""
    ends = ((RoadColumn.ORIGIN, way.origin), (RoadColumn.DESTINATION, way.destination))
    for column, code in ends:
        cluster = units.cluster_of(code)
        if cluster is not None and cluster.stop != code:
            row.warn(
                column,
                _("the cluster {name} stands at {first}, so this road is not read").format(
                    name=shown(cluster.name), first=shown(units.rows[cluster.stop].text(UnitColumn.NAME))
                ),
                _("Enter the road from the cluster's first unit, or delete the row"),
            )
            return True
    return False


def _way(row: SheetRow, units: UnitSheet) -> Way | None:
    origin = _unit(row, RoadColumn.ORIGIN, units)
    destination = _unit(row, RoadColumn.DESTINATION, units)
    return Way(origin, destination) if origin is not None and destination is not None else None


def _unit(row: SheetRow, column: RoadColumn, units: UnitSheet) -> UnitCode | None:
    name = row.text(column) if row.require(column, _("Enter a unit's code or name")) else ""
    if not name or units.names.is_empty:
        return None
    identity = units.names.identity(name, row.where(column), row.findings)
    return UnitCode(identity) if identity is not None else None


def _km(row: SheetRow) -> float | None:
    return row.decimal(RoadColumn.KM) if row.require(RoadColumn.KM, _("Enter the distance in km")) else None


def note_places_unknown(units: UnitSheet, roads: tuple[Road, ...], findings: Findings) -> None:
    """Say in one warning which units have neither coordinates nor roads."""
    on_roads = {code for road in roads for code in (road.origin, road.destination)}
    stops = [unit for unit in units.units if units.stop_of(unit.code) == unit.code]
    lost = [unit.name for unit in stops if unit.location is None and unit.code not in on_roads]
    if lost and len(stops) > 1 and not findings.num_errors:
        findings.warn(
            UNITS.title,
            _("units without coordinates and roads count as 0 km from everywhere: {names}").format(names=listed(lost)),
            _("Enter Vĩ độ and Kinh độ, or rows in Quãng đường"),
        )
