"""Sheet *Đơn vị*: the places whose people are to be served, and how much each still needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from planner.domain.campaign import Cluster, Location, Succession, Unit
from planner.domain.folding import fold
from planner.domain.record import UnitCode
from planner.intake.campaign.allowed_days import allowed_days_of
from planner.intake.campaign.frame import CampaignFrame, period_of
from planner.intake.campaign.places import PlacePatterns, kind_before
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.cells.limits import DOSSIERS_IN_ALL, NUM_UNITS
from planner.intake.cells.sheets import Cell
from planner.intake.layout.units import UNITS, UnitColumn
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.degrees import pair_in
from planner.intake.values.names import NameBook, unit_names, without_kind
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")

_LATITUDES_OF_VIETNAM = (6.0, 24.0)
_LONGITUDES_OF_VIETNAM = (102.0, 118.0)
"""With the archipelagos of the Eastern Sea."""


class _ZoneAndName(NamedTuple):
    """A zone and a name, both folded."""

    zone: str
    name: str


@dataclass(frozen=True)
class UnitSheet:
    """The units by code, and the names that other sheets may call them by."""

    units: tuple[Unit, ...]
    """Sorted by code."""
    names: NameBook
    rows: Mapping[UnitCode, SheetRow]
    """The row of each unit, in workbook order."""
    successions: tuple[Succession, ...] = ()
    """Sorted by day."""
    clusters: tuple[Cluster, ...] = ()
    """In workbook order, those of several units."""

    def cluster_of(self, code: UnitCode) -> Cluster | None:
        """The cluster that the unit is in with others; None where it stands for itself."""
        return self._clusters_by_unit.get(code)

    @cached_property
    def _clusters_by_unit(self) -> dict[UnitCode, Cluster]:
        return {code: cluster for cluster in self.clusters for code in cluster.units}

    def stop_of(self, code: UnitCode) -> UnitCode:
        """The first unit of its cluster, or the unit itself."""
        cluster = self.cluster_of(code)
        return code if cluster is None else cluster.stop

    def units_at(self, code: UnitCode) -> tuple[UnitCode, ...]:
        """The units that a machine serves which stands at this one."""
        cluster = self.cluster_of(code)
        return (code,) if cluster is None else cluster.units

    @cached_property
    def codes(self) -> tuple[UnitCode, ...]:
        """The code of every unit, sorted; one tuple for all machines that serve them all."""
        return tuple(unit.code for unit in self.units)

    @cached_property
    def codes_by_zone(self) -> dict[str, tuple[UnitCode, ...]]:
        """The units of every zone that some unit lies in, sorted by code."""
        found: dict[str, list[UnitCode]] = {}
        for unit in self.units:
            if unit.zone:
                found.setdefault(unit.zone, []).append(unit.code)
        return {zone: tuple(codes) for zone, codes in found.items()}

    @property
    def zones(self) -> frozenset[str]:
        """Every zone that some unit lies in."""
        return frozenset(self.codes_by_zone)


def units_of(table: SheetTable, frame: CampaignFrame, places: PlacePatterns, findings: Findings) -> UnitSheet:
    """Every unit of the sheet; one whose figures were refused stays, so that references to it are understood."""
    if table.is_there and not table.rows:
        findings.error(
            f"{UNITS.title}!A2", _("no unit is entered yet"), _("Enter one row for each commune, school or works")
        )
    if len(table.rows) > NUM_UNITS:
        findings.error(
            f"{UNITS.title}!A{table.rows[NUM_UNITS].number}",
            _("more than {limit} units").format(limit=NUM_UNITS),
            _("Part the campaign into several workbooks"),
        )
    rows_by_code: dict[UnitCode, SheetRow] = {}
    units: list[Unit] = []
    for row in table.rows[:NUM_UNITS]:
        code = _code(row, rows_by_code)
        if code:
            rows_by_code[UnitCode(code)] = row
            units.append(_unit(row, UnitCode(code), frame, places))
    if not findings.num_errors:
        places.note_unused(units)
    _note_twins(units, rows_by_code)
    _note_lack_of_demand(table, units, findings)
    return UnitSheet(tuple(sorted(units, key=lambda unit: unit.code)), unit_names(units), rows_by_code)


def _code(row: SheetRow, rows_by_code: Mapping[UnitCode, SheetRow]) -> str:
    if not row.require(UnitColumn.CODE, _("Enter a code of its own for every unit, as text")):
        return ""
    code = row.plain(UnitColumn.CODE, is_name=True)
    if "," in code or ";" in code:
        row.error(
            UnitColumn.CODE,
            _("{value} holds a comma or semicolon, which part the units of a list").format(value=shown(code)),
            _("Choose a code without them"),
        )
        return ""
    if UnitCode(code) in rows_by_code:
        row.error(
            UnitColumn.CODE,
            _("the code {value} stands already in {where}").format(
                value=shown(code), where=rows_by_code[UnitCode(code)].where(UnitColumn.CODE)
            ),
            _("Give each unit a code of its own"),
        )
        return ""
    if code and not isinstance(row.cell(UnitColumn.CODE).value, str):
        row.warn(
            UnitColumn.CODE,
            _("the code is stored as a number and read as {value}; leading zeros may be lost").format(
                value=shown(code)
            ),
            _("Format the column as Text and enter the code again"),
        )
    return code


def _unit(row: SheetRow, code: UnitCode, frame: CampaignFrame, places: PlacePatterns) -> Unit:
    row.require(UnitColumn.NAME, _("Enter the unit's name"))
    name = row.plain(UnitColumn.NAME) or code
    kind = row.text(UnitColumn.KIND)
    target = row.whole(UnitColumn.TARGET)
    collected_before = row.whole(UnitColumn.COLLECTED_BEFORE) or 0
    _note_more_than_target(row, target, collected_before)
    need = row.whole(UnitColumn.NEED)
    together = row.whole(UnitColumn.TOGETHER) or 1
    period = period_of(row, UnitColumn.FIRST_DAY, UnitColumn.LAST_DAY, frame.days).within(frame.days)
    if period.is_empty and not (row.is_empty(UnitColumn.FIRST_DAY) and row.is_empty(UnitColumn.LAST_DAY)):
        column = UnitColumn.LAST_DAY if row.is_empty(UnitColumn.FIRST_DAY) else UnitColumn.FIRST_DAY
        row.warn(
            column,
            _("no day of the unit lies within the campaign, so it cannot be served"),
            check_days(row.day(column), *frame.days),
        )
    return Unit(
        code=code,
        name=name,
        kind=kind,
        zone=_zone(row),
        place=row.plain(UnitColumn.PLACE) or places.place_of(name, kind),
        population=row.whole(UnitColumn.POPULATION),
        target=target,
        collected_before=collected_before,
        need=max(0, (target or 0) - collected_before) if need is None else need,
        priority=row.whole(UnitColumn.PRIORITY) or 1,
        location=_location(row),
        first_day=period.first_day,
        last_day=period.last_day,
        allowed_days=allowed_days_of(row, UnitColumn.DAYS, frame),
        shifts=frame.shifts_of(row, UnitColumn.SHIFTS),
        together=together,
        visits=row.whole(UnitColumn.VISITS) or together,
        whole_days=row.yes(UnitColumn.WHOLE_DAYS),
        min_days=row.whole(UnitColumn.MIN_DAYS) or 1,
        activated_before=row.whole(UnitColumn.ACTIVATED_BEFORE) or 0,
        contact=row.text(UnitColumn.CONTACT),
    )


def _note_more_than_target(row: SheetRow, target: int | None, collected_before: int) -> None:
    """A target that was reached before may be so, but a figure too many or a target too few looks just the same."""
    if target is not None and collected_before > target:
        row.warn(
            UnitColumn.COLLECTED_BEFORE,
            _("{collected} is more than Chỉ tiêu, which is {target}").format(
                collected=spoken_number(collected_before), target=spoken_number(target)
            ),
            _("Check both figures; Chỉ tiêu holds all that is to be reached, with what was collected before"),
        )


def _zone(row: SheetRow) -> str:
    zone = row.text(UnitColumn.ZONE)
    if "," in zone or ";" in zone:
        row.error(
            UnitColumn.ZONE,
            _("{value} holds a comma or semicolon, which part the zones of a list").format(value=shown(zone)),
            _("Name one zone, without them"),
        )
    return zone


def _location(row: SheetRow) -> Location | None:
    row = _with_parted_pair(row)
    if row.is_empty(UnitColumn.LATITUDE) != row.is_empty(UnitColumn.LONGITUDE):
        missing = UnitColumn.LATITUDE if row.is_empty(UnitColumn.LATITUDE) else UnitColumn.LONGITUDE
        row.require(missing, _("Enter both latitude and longitude, or neither"))
    if _are_exchanged(row):
        row.error(
            UnitColumn.LATITUDE,
            _("latitude and longitude are exchanged"),
            _("Exchange the two cells: in Vietnam the latitude is the smaller figure"),
        )
        return None
    latitude = row.degrees(UnitColumn.LATITUDE)
    longitude = row.degrees(UnitColumn.LONGITUDE)
    if latitude is None or longitude is None:
        return None
    if not _lies_in_vietnam(latitude, longitude):
        row.warn(
            UnitColumn.LATITUDE,
            _("{latitude}, {longitude} does not lie in Vietnam").format(latitude=latitude, longitude=longitude),
            _("Check latitude and longitude"),
        )
    return Location(latitude=latitude, longitude=longitude)


def _lies_in_vietnam(latitude: float, longitude: float) -> bool:
    (south, north), (west, east) = _LATITUDES_OF_VIETNAM, _LONGITUDES_OF_VIETNAM
    return south <= latitude <= north and west <= longitude <= east


def _are_exchanged(row: SheetRow) -> bool:
    """Whether the two figures lie in Vietnam the other way round only."""
    unheard = replace(row, findings=Findings())
    first, second = unheard.degrees(UnitColumn.LATITUDE, 180), unheard.degrees(UnitColumn.LONGITUDE, 90)
    return first is not None and second is not None and _lies_in_vietnam(second, first)


def _with_parted_pair(row: SheetRow) -> SheetRow:
    """The row with both figures in their columns where they stand in one cell and the other is empty."""
    for column, other in (
        (UnitColumn.LATITUDE, UnitColumn.LONGITUDE),
        (UnitColumn.LONGITUDE, UnitColumn.LATITUDE),
    ):
        cell = row.cell(column)
        pair = pair_in(cell.value) if row.is_empty(other) else None
        if pair is not None:
            row.note(column, _("{value} is read as latitude and longitude").format(value=shown(cell.value)))
            parted: dict[str, Cell] = {
                UnitColumn.LATITUDE: replace(cell, value=pair.latitude),
                UnitColumn.LONGITUDE: replace(cell, value=pair.longitude),
            }
            return replace(row, cells={**row.cells, **parted})
    return row


def _note_twins(units: Iterable[Unit], rows_by_code: Mapping[UnitCode, SheetRow]) -> None:
    """Name units of one zone that bear the same name, as whoever looks one up reads it."""
    seen: dict[_ZoneAndName, Unit] = {}
    without_kind_told: dict[_ZoneAndName, Unit] = {}
    for unit in units:
        row, zone = rows_by_code[unit.code], fold(unit.zone)
        bare, kind = fold(without_kind(unit.name, unit.kind)), fold(unit.kind or kind_before(unit.name))
        called = _ZoneAndName(zone, f"{kind} {bare}")
        twin = seen.setdefault(called, unit)
        if twin is not unit:
            row.error(
                UnitColumn.NAME,
                _("the unit {name} of the same zone stands already in {where}").format(
                    name=shown(twin.name), where=rows_by_code[twin.code].where(UnitColumn.NAME)
                ),
                _("Delete one row, or tell the two apart by name or zone"),
            )
            continue
        alike = without_kind_told.setdefault(_ZoneAndName(zone, bare), unit)
        if alike is not unit and not (kind and (alike.kind or kind_before(alike.name))):
            row.warn(
                UnitColumn.NAME,
                _("{name} and {other} in {where} may be one unit").format(
                    name=shown(unit.name),
                    other=shown(alike.name),
                    where=rows_by_code[alike.code].where(UnitColumn.NAME),
                ),
                _("Enter the kind of both in Loại, or delete one row"),
            )


def _note_lack_of_demand(table: SheetTable, units: list[Unit], findings: Findings) -> None:
    if not units or findings.num_errors:
        return
    without = [
        row.text(UnitColumn.NAME) or row.text(UnitColumn.CODE)
        for row in table.rows[:NUM_UNITS]
        if row.is_empty(UnitColumn.TARGET) and row.is_empty(UnitColumn.NEED)
    ]
    if not any(unit.need for unit in units):
        findings.warn(
            UNITS.title,
            _("no unit needs any dossier, so there is nothing to plan"),
            _("Enter Chỉ tiêu or Cần thu nhận"),
        )
    elif without:
        findings.warn(
            UNITS.title,
            _("units without Chỉ tiêu and Cần thu nhận count as 0 dossiers: {names}").format(names=listed(without)),
            _("Enter one of the two"),
        )
    if sum(unit.need for unit in units) > DOSSIERS_IN_ALL:
        findings.error(
            UNITS.title,
            _("the units need more than {limit} dossiers in all").format(limit=DOSSIERS_IN_ALL),
            _("Check the figures"),
        )
