"""The unit of a line: of several that bear its name, the one that the machine can mean; and what else the line says."""

import re
from collections.abc import Sequence
from datetime import date

from planner.domain.campaign import Campaign, PostingKind
from planner.domain.folding import fold
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, UnitCode
from planner.domain.situation import RateKey
from planner.domain.slot_rate import slot_rate
from planner.intake.appendix.days.cell_text import lines_in
from planner.intake.appendix.lines.name_finding import MeantUnits, UnitFinder
from planner.intake.appendix.lines.notes import AppendixNotes, read_as
from planner.intake.appendix.lines.slots import LineOf, PlacedSlot
from planner.intake.appendix.table.columns import AppendixColumn, one_line
from planner.intake.cells.findings import shown
from planner.intake.cells.sheets import Cell
from planner.intake.tables.sheet_tables import refuse_unreadable
from planner.intake.values.texts import Unfit, plain_text
from planner.texts import texts_of

_ = texts_of("intake")

_QUOTA = re.compile(r"([0-9]{1,6}) ?(?:hồ sơ|hs|/|$)", re.IGNORECASE)


class UnitsOfLines:
    """Answers which unit a line means, and notes where place and quota are others than in the workbook."""

    def __init__(self, campaign: Campaign, notes: AppendixNotes, former: Sequence[Assignment]) -> None:
        self._campaign = campaign
        self._notes = notes
        self._former = tuple(former)
        self._finder = UnitFinder(campaign.units, campaign.clusters)

    def is_unit(self, cell: Cell) -> bool:
        """Whether the cell names a unit, or several of one name."""
        return bool(self.codes_in(cell))

    def compare(self, line: LineOf, placed: Sequence[PlacedSlot]) -> None:
        """Note what the line, which tells of at least one slot, says otherwise than the workbook."""
        self._compare_place(line, placed[0].unit, placed[0].day)
        self._compare_quota(line, placed)

    def unit_of(self, line: LineOf, days: Sequence[date]) -> UnitCode:
        """The line's unit; of several that bear the name, the one that machine and place allow."""
        refuse_unreadable(line.unit)
        name = plain_text(line.unit.value)
        meant = self._meant(line.unit, name)
        codes = meant.codes
        if len(codes) > 1:
            codes = self._served(line.machine, codes, days)
        if len(codes) > 1 and (place := line.cell(AppendixColumn.PLACE)):
            told = fold(one_line(place))
            codes = tuple(code for code in codes if fold(self._campaign.units_by_code[code].place) == told) or codes
        if len(codes) > 1:
            codes = self._as_before(line, name, codes, days)
        if len(codes) > 1:
            raise self._finder.several(name, codes)
        if not meant.is_sure:
            known = self._campaign.units_by_code[codes[0]].name
            self._notes.once(line.unit.where, read_as(name, known), _("Write the name as in its own sheet to be sure"))
        return codes[0]

    def _meant(self, cell: Cell, name: str) -> MeantUnits:
        """The units of a cell's text on one line; where that is nobody's, each of its lines may be a name."""
        try:
            return self._finder.meant(name)
        except Unfit:
            lines = lines_in(cell.value) if isinstance(cell.value, str) else ()
            if len(lines) > 1:
                return self._finder.meant("; ".join(lines))
            raise

    def codes_in(self, cell: Cell) -> frozenset[UnitCode]:
        """The units that a cell may mean; none where it names nobody for sure."""
        try:
            return frozenset(self._meant(cell, plain_text(cell.value)).codes)
        except Unfit:
            return frozenset()

    def _served(self, machine: MachineName, codes: tuple[UnitCode, ...], days: Sequence[date]) -> tuple[UnitCode, ...]:
        """Those of the units that the machine serves on these days; all of them where it serves none."""
        postings = [self._campaign.machines_by_name[machine].posting_on(day) for day in days]
        served = {code for posting in postings if posting is not None for code in posting.serves}
        return tuple(code for code in codes if code in served) or codes

    def _as_before(
        self, line: LineOf, name: str, codes: tuple[UnitCode, ...], days: Sequence[date]
    ) -> tuple[UnitCode, ...]:
        """The one of them where the machine was on these days by the former plan, or at all; all where that says no."""
        visits = [row for row in self._former if row.machine == line.machine and row.unit in codes]
        for told in ({row.unit for row in visits if row.date in days}, {row.unit for row in visits}):
            if len(told) == 1:
                (code,) = told
                what = _("{value} can mean several units; read as {code}, where {machine} was in the plan before")
                self._notes.once(
                    line.unit.where,
                    what.format(value=shown(name), code=code, machine=line.machine),
                    _("Enter the code instead of the name to be sure"),
                )
                return (code,)
        return codes

    def _compare_place(self, line: LineOf, unit: UnitCode, day: date) -> None:
        cell = line.cell(AppendixColumn.PLACE)
        told = one_line(cell) if cell is not None else ""
        if cell is None or not told:
            return
        posting = self._campaign.machines_by_name[line.machine].posting_on(day)
        known = self._campaign.units_by_code[unit].place
        if posting is not None and posting.kind is PostingKind.FIXED and posting.place:
            known = posting.place
        if fold(told) != fold(known):
            self._notes.once(
                cell.where,
                _("the place {told} is {known} in the workbook").format(told=shown(told), known=shown(known)),
                _("Mend Địa điểm in the workbook if the appendix is right"),
            )

    def _compare_quota(self, line: LineOf, placed: Sequence[PlacedSlot]) -> None:
        """A line of several shifts may tell the figure of any of them."""
        cell = line.cell(AppendixColumn.QUOTA)
        posting = self._campaign.machines_by_name[line.machine].posting_on(placed[0].day)
        if cell is None or posting is None:
            return
        told = _QUOTA.match(one_line(cell) or _figure(cell))
        keys = dict.fromkeys(RateKey(slot.unit, slot.machine, slot.shift) for slot in placed)
        known = list(dict.fromkeys(slot_rate(self._campaign, posting, key) for key in keys))
        if told is not None and int(told[1]) not in known:
            self._notes.once(
                cell.where,
                _("the appendix says {told} dossiers a shift for {machine}; the workbook's {known} count").format(
                    told=told[1], machine=line.machine, known=", ".join(map(str, known))
                ),
                _("Mend Năng lực ca or Năng suất in the workbook if the appendix is right"),
            )


def _figure(cell: Cell) -> str:
    """A number as people write it."""
    return f"{cell.value:g}" if isinstance(cell.value, int | float) else str(cell.value)
