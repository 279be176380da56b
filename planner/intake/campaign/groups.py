"""Column *Tổ máy*: machines that move as one, so that their rows have to say the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from planner.domain.campaign import Machine
from planner.domain.folding import fold
from planner.domain.record import MachineName
from planner.intake.campaign.posted import PostedRow
from planner.intake.campaign.units import UnitSheet
from planner.intake.cells.findings import shown
from planner.intake.layout.machines import MachineColumn
from planner.intake.layout.units import UnitColumn
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import plurals_of, texts_of

_ = texts_of("intake")
ngettext = plurals_of("intake")


def groups_of(posted: Mapping[MachineName, Sequence[PostedRow]], units: UnitSheet) -> dict[MachineName, str]:
    """The group of each machine that is in one; notes rows of one group that differ."""
    groups = {name: group for name, rows in posted.items() if (group := _group_of(rows))}
    members: dict[str, list[MachineName]] = {}
    for name, group in groups.items():
        members.setdefault(group, []).append(name)
    _note_near_twins(posted, members)
    for group, (first, *others) in members.items():
        if not others:
            posted[first][0].row.warn(
                MachineColumn.GROUP,
                _("no other machine is in the group {name}").format(name=shown(group)),
                _("Write the same name for the other machines of the group, or leave it empty"),
            )
        for other in others:
            _note_differences(posted[other], posted[first], group, units)
    return groups


def _group_of(rows: Sequence[PostedRow]) -> str:
    """What the machine's rows say; notes rows that say another than its first one."""
    in_sheet_order = sorted(rows, key=lambda one: one.row.number)
    names = [one.row.plain(MachineColumn.GROUP) for one in in_sheet_order]
    for one, name in zip(in_sheet_order, names, strict=True):
        if name != names[0]:
            one.row.error(
                MachineColumn.GROUP,
                _("not the same as in {where}, a row of the same machine").format(
                    where=in_sheet_order[0].row.where(MachineColumn.GROUP)
                ),
                _("A machine is in one group all the time: enter the same in all its rows"),
            )
    return names[0]


def _note_near_twins(
    posted: Mapping[MachineName, Sequence[PostedRow]], members: Mapping[str, Sequence[MachineName]]
) -> None:
    seen: dict[str, str] = {}
    for group, names in members.items():
        other = seen.setdefault(fold(group), group)
        if other != group:
            posted[names[0]][0].row.warn(
                MachineColumn.GROUP,
                _("{name} and {other} count as two groups").format(name=shown(group), other=shown(other)),
                _("If they are one, write the name alike in every row"),
            )


def _note_differences(rows: Sequence[PostedRow], of_first: Sequence[PostedRow], group: str, units: UnitSheet) -> None:
    """Name what the rows of a machine say otherwise than those of the group's first machine, in time order."""
    if len(rows) != len(of_first):
        rows[-1].row.error(
            MachineColumn.NAME,
            _("not as many rows as {machine} of the same group {name}: {count}, not {other}").format(
                count=len(rows),
                other=len(of_first),
                machine=shown(of_first[0].row.text(MachineColumn.NAME)),
                name=shown(group),
            ),
            _("The machines of a group move as one: give them the same rows"),
        )
        return
    for one, first in zip(rows, of_first, strict=True):
        for column, value in _AGREE:
            if value(one, units) != value(first, units):
                _note_difference(one.row, first.row, column, group)
        if one.posting.serves != first.posting.serves:
            _note_difference(one.row, first.row, _serving_column(one.row, first.row), group)


_AGREE: tuple[tuple[MachineColumn, Callable[[PostedRow, UnitSheet], object]], ...] = (
    (MachineColumn.KIND, lambda one, _units: one.posting.kind),
    (MachineColumn.PLACE, lambda one, _units: one.row.text(MachineColumn.PLACE)),
    (MachineColumn.FIRST_DAY, lambda one, _units: one.period.first_day),
    (MachineColumn.LAST_DAY, lambda one, _units: one.period.last_day),
    (MachineColumn.BASE, lambda one, units: one.posting.base and units.stop_of(one.posting.base)),
)
"""What the rows of a group's machines have in common; the units served, too."""


def _serving_column(row: SheetRow, other: SheetRow) -> MachineColumn:
    are_named = not (row.is_empty(MachineColumn.UNITS) and other.is_empty(MachineColumn.UNITS))
    return MachineColumn.UNITS if are_named else MachineColumn.ZONES


def _note_difference(row: SheetRow, other: SheetRow, column: MachineColumn, group: str) -> None:
    row.error(
        column,
        _("not the same as in {where}, of the same group {name}").format(where=other.where(column), name=shown(group)),
        _("The machines of a group move as one: enter the same in both rows, or take one of them out of the group"),
    )


def note_units_out_of_reach(machines: Iterable[Machine], units: UnitSheet) -> None:
    """Warn of units that need dossiers and have no room for a group that serves them."""
    sizes: dict[str, int] = {}
    served: dict[str, set[str]] = {}
    for machine in machines:
        if machine.group:
            sizes[machine.group] = sizes.get(machine.group, 0) + 1
            served.setdefault(machine.group, set()).update(
                code for posting in machine.postings for code in posting.serves
            )
    for unit in units.units:
        for group, size in sizes.items():
            if unit.need and unit.together < size and unit.code in served[group]:
                _note_out_of_reach(units.rows[unit.code], group, size)


def _note_out_of_reach(row: SheetRow, group: str, size: int) -> None:
    row.warn(
        UnitColumn.TOGETHER,
        ngettext(
            "fewer than the {size} machine of the group {name}, which cannot come here together",
            "fewer than the {size} machines of the group {name}, which cannot come here together",
            size,
        ).format(size=size, name=shown(group)),
        _("Enter {size} if there is room for all of them").format(size=size),
    )
