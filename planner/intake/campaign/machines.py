"""Sheet *Máy*: the machines and their postings, one row each."""

import itertools
from collections.abc import Iterable, Mapping, Sequence

from planner.domain.campaign import Machine, Posting, PostingKind, Unit
from planner.domain.folding import fold
from planner.domain.record import MachineName, UnitCode
from planner.intake.campaign.frame import CampaignFrame, Period, period_of
from planner.intake.campaign.groups import groups_of
from planner.intake.campaign.posted import PostedRow
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import Findings, listed, shown
from planner.intake.cells.limits import NUM_MACHINES, NUM_POSTINGS
from planner.intake.layout.machines import MACHINES, MachineColumn
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import NameBook, Named, suggestion
from planner.texts import texts_of

_ = texts_of("intake")

_KINDS = {
    "cố định": PostingKind.FIXED,
    "tại chỗ": PostingKind.FIXED,
    "lưu động": PostingKind.MOBILE,
    "di động": PostingKind.MOBILE,
}
_KINDS_BY_FOLD = {fold(name): kind for name, kind in _KINDS.items()}


def machines_of(table: SheetTable, frame: CampaignFrame, units: UnitSheet, findings: Findings) -> tuple[Machine, ...]:
    """The machines in the order of their first rows, each with its postings in time order."""
    if table.is_there and not table.rows:
        findings.error(f"{MACHINES.title}!A2", _("no machine is entered yet"), _("Enter one row for each machine"))
    if len(table.rows) > NUM_POSTINGS:
        findings.error(
            f"{MACHINES.title}!A{table.rows[NUM_POSTINGS].number}",
            _("too many rows of machines"),
            _("Keep at most {limit} rows").format(limit=NUM_POSTINGS),
        )
    zones = NameBook((Named(zone, zone) for zone in sorted(units.zones)), _("no unit lies in the zone {value}"))
    posted: dict[MachineName, list[PostedRow]] = {}
    for row in table.rows[:NUM_POSTINGS]:
        if row.require(MachineColumn.NAME, _("Enter the machine's name, for example MÁY 1")) and (
            name := row.plain(MachineColumn.NAME, is_name=True)
        ):
            period = period_of(row, MachineColumn.FIRST_DAY, MachineColumn.LAST_DAY, frame.days)
            posting = _posting(row, period.within(frame.days), units, zones, days=frame.days)
            posted.setdefault(MachineName(name), []).append(PostedRow(row, period, posting))
    _note_near_twins(posted)
    for postings in posted.values():
        postings.sort(key=lambda one: one.period)
        _note_overlaps(postings)
    _note_too_many(list(posted.values()))
    groups = groups_of(posted, units)
    machines = tuple(
        Machine(name=name, postings=tuple(one.posting for one in postings), group=groups.get(name, ""))
        for name, postings in posted.items()
    )
    _note_unserved(units.units, machines, findings)
    return machines


def _posting(row: SheetRow, period: Period, units: UnitSheet, zones: NameBook, *, days: Period) -> Posting:
    kind = _kind(row)
    place = row.plain(MachineColumn.PLACE)
    if kind is PostingKind.FIXED and not place:
        row.warn(
            MachineColumn.PLACE,
            _("a fixed machine without a place"),
            _("Enter where it stands, as it is to be printed"),
        )
    if period.is_empty:
        row.warn(
            MachineColumn.FIRST_DAY,
            _("no day of this row lies within the campaign, so it has no effect"),
            check_days(row.day(MachineColumn.FIRST_DAY), *days),
        )
    base = None
    if not row.is_empty(MachineColumn.BASE) and not units.names.is_empty:
        base = _unit(row, MachineColumn.BASE, row.text(MachineColumn.BASE), units)
    return Posting(
        kind=kind,
        place=place if kind is PostingKind.FIXED else "",
        serves=_serves(row, units, zones),
        first_day=period.first_day,
        last_day=period.last_day,
        capacity=row.whole(MachineColumn.CAPACITY),
        base=base,
        note=row.plain(MachineColumn.NOTE),
    )


def _kind(row: SheetRow) -> PostingKind:
    name = row.text(MachineColumn.KIND)
    kind = _KINDS_BY_FOLD.get(fold(name)) if name else PostingKind.MOBILE
    if kind is None:
        row.error(
            MachineColumn.KIND,
            _("{value} is neither Cố định nor Lưu động").format(value=shown(name)),
            suggestion(name, ["Cố định", "Lưu động"]) or _("Choose Cố định or Lưu động"),
        )
        return PostingKind.MOBILE
    return kind


def _unit(row: SheetRow, column: MachineColumn, name: str, units: UnitSheet) -> UnitCode | None:
    identity = units.names.identity(name, row.where(column), row.findings) if name else None
    return UnitCode(identity) if identity is not None else None


def _serves(row: SheetRow, units: UnitSheet, zones: NameBook) -> tuple[UnitCode, ...]:
    """The units of the row's list with those of their clusters, else of its zones, else all; sorted by code."""
    if not row.is_empty(MachineColumn.UNITS):
        if units.names.is_empty:
            return ()
        named = {_unit(row, MachineColumn.UNITS, name, units) for name in row.listed(MachineColumn.UNITS)}
        return tuple(sorted({code for one in named if one is not None for code in units.units_at(one)}))
    if row.is_empty(MachineColumn.ZONES):
        return units.codes
    if units.names.is_empty:
        return ()
    served = {
        zones.identity(name, row.where(MachineColumn.ZONES), row.findings) for name in row.listed(MachineColumn.ZONES)
    }
    return tuple(sorted(code for zone in served if zone is not None for code in units.codes_by_zone.get(zone, ())))


def _note_near_twins(posted: Mapping[MachineName, Sequence[PostedRow]]) -> None:
    seen: dict[str, MachineName] = {}
    for name, postings in posted.items():
        other = seen.setdefault(fold(name), name)
        if other != name:
            postings[0].row.warn(
                MachineColumn.NAME,
                _("{name} and {other} count as two machines").format(name=shown(name), other=shown(other)),
                _("If they are one, write the name alike in every row"),
            )


def _note_overlaps(postings: Sequence[PostedRow]) -> None:
    for earlier, later in itertools.pairwise(postings):
        if later.period.first_day <= earlier.period.last_day and not later.period.is_empty:
            later.row.error(
                MachineColumn.FIRST_DAY,
                _("the period overlaps the one in row {row} of the same machine").format(row=earlier.row.number),
                _("Let the one end before the other starts; a machine is at one place at a time"),
            )


def _note_too_many(machines: Sequence[Sequence[PostedRow]]) -> None:
    if len(machines) > NUM_MACHINES:
        machines[NUM_MACHINES][0].row.error(
            MachineColumn.NAME,
            _("more than {limit} machines").format(limit=NUM_MACHINES),
            _("Part the campaign into several workbooks"),
        )


def _note_unserved(units: Iterable[Unit], machines: tuple[Machine, ...], findings: Findings) -> None:
    served = {code for machine in machines for posting in machine.postings for code in posting.serves}
    without = [unit.name for unit in units if unit.need and unit.code not in served]
    if machines and without and not findings.num_errors:
        findings.warn(
            MACHINES.title,
            _("no machine serves: {names}").format(names=listed(without)),
            _("Name them in Đơn vị phục vụ or their zone in Khu vực, else they stay unserved"),
        )
