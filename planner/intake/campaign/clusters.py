"""Column *Cụm*: units that are one stop have to agree in everything by which a stop is visited."""

from collections.abc import Callable, Sequence

from planner.domain.campaign import Cluster, Unit
from planner.domain.folding import fold
from planner.domain.record import UnitCode
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import shown
from planner.intake.layout.units import UnitColumn
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import texts_of

_ = texts_of("intake")

_AGREE: tuple[tuple[UnitColumn, Callable[[Unit], object]], ...] = (
    (UnitColumn.ZONE, lambda unit: unit.zone),
    (UnitColumn.PRIORITY, lambda unit: unit.priority),
    (UnitColumn.FIRST_DAY, lambda unit: unit.first_day),
    (UnitColumn.LAST_DAY, lambda unit: unit.last_day),
    (UnitColumn.DAYS, lambda unit: unit.allowed_days),
    (UnitColumn.SHIFTS, lambda unit: unit.shifts),
    (UnitColumn.TOGETHER, lambda unit: unit.together),
    (UnitColumn.VISITS, lambda unit: unit.visits),
    (UnitColumn.MIN_DAYS, lambda unit: unit.min_days),
)
"""What the units of a cluster have in common; whether machines stay whole days at them, too."""


def clustered(sheet: UnitSheet, *, whole_days: bool) -> UnitSheet:
    """The units with their clusters; notes units of one cluster that differ. `whole_days` is as the campaign says."""
    units = {unit.code: unit for unit in sheet.units}
    named: dict[str, list[UnitCode]] = {}
    for code, row in sheet.rows.items():
        if name := row.plain(UnitColumn.CLUSTER):
            named.setdefault(name, []).append(code)
    _note_near_twins(sheet, named)
    for name, codes in named.items():
        if len(codes) == 1:
            sheet.rows[codes[0]].warn(
                UnitColumn.CLUSTER,
                _("no other unit is in the cluster {name}").format(name=shown(name)),
                _("Write the same name for the other units of the cluster, or leave it empty"),
            )
        _note_differences(sheet, [units[code] for code in codes], name, whole_days=whole_days)
    clusters = tuple(Cluster(name=name, units=tuple(codes)) for name, codes in named.items() if len(codes) > 1)
    return UnitSheet(sheet.units, sheet.names, sheet.rows, sheet.successions, clusters)


def _note_near_twins(sheet: UnitSheet, named: dict[str, list[UnitCode]]) -> None:
    seen: dict[str, str] = {}
    for name, codes in named.items():
        other = seen.setdefault(fold(name), name)
        if other != name:
            sheet.rows[codes[0]].warn(
                UnitColumn.CLUSTER,
                _("{name} and {other} count as two clusters").format(name=shown(name), other=shown(other)),
                _("If they are one, write the name alike in every row"),
            )


def _note_differences(sheet: UnitSheet, members: Sequence[Unit], name: str, *, whole_days: bool) -> None:
    first = members[0]
    for other in members[1:]:
        for column, value in (*_AGREE, (UnitColumn.WHOLE_DAYS, lambda unit: _stays(unit, whole_days=whole_days))):
            if value(other) != value(first):
                _note_difference(sheet.rows[other.code], sheet.rows[first.code], column, name)


def _stays(unit: Unit, *, whole_days: bool) -> bool:
    return whole_days if unit.whole_days is None else unit.whole_days


def _note_difference(row: SheetRow, other: SheetRow, column: UnitColumn, name: str) -> None:
    row.error(
        column,
        _("not the same as in {where}, of the same cluster {name}").format(where=other.where(column), name=shown(name)),
        _("The units of a cluster are one stop: enter the same in both rows, or take one of them out of the cluster"),
    )
