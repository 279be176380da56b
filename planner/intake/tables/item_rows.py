"""Sheets of one item a row, *Mục* beside *Giá trị*: the rows by their item."""

from datetime import date
from typing import Generic, TypeVar

from planner.domain.folding import bare_of_marks, fold
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.sheets import Cell
from planner.intake.layout.column import SheetColumn
from planner.intake.layout.settings import SettingColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import slip_suggestion, suggestion
from planner.texts import texts_of

_ = texts_of("intake")

Item = TypeVar("Item", bound=SheetColumn)


class ItemRows(Generic[Item]):
    """The sheet's rows by their item; an item without a row reads as an empty cell. Notes unknown and doubled items."""

    def __init__(self, table: SheetTable, items: type[Item], findings: Findings) -> None:
        """A row that bears another name of an item is read where the item has none of its own."""
        self._title = table.layout.title
        self._items = items
        self._findings = findings
        self._rows: dict[Item, SheetRow] = {}
        known = {fold(item): item for item in items}
        others = _others(items)
        own = {known.get(fold(row.text(SettingColumn.ITEM))) for row in table}
        for row in table:
            name = row.text(SettingColumn.ITEM).rstrip(" :*")
            item = known.get(fold(name))
            if item is None and (other := others.get(bare_of_marks(name))) is not None and other not in own:
                findings.note(
                    row.where(SettingColumn.ITEM),
                    _("the item {item} is read as {other}").format(item=shown(name), other=shown(other)),
                )
                item = other
            if item is None:
                self._note_unknown(row, name)
            elif item in self._rows:
                row.error(
                    SettingColumn.ITEM, _("{item} stands here twice").format(item=shown(item)), _("Delete one row")
                )
            else:
                self._rows[item] = SheetRow(row.title, row.number, row.cells, findings, item)

    def _note_unknown(self, row: SheetRow, name: str) -> None:
        """A slip in an item that has a value would change what is read, so it is asked about."""
        if name:
            absent = [item for item in self._items if item not in self._rows]
            slip = "" if row.is_empty(SettingColumn.VALUE) else slip_suggestion(name, absent)
            (self._findings.error if slip else self._findings.warn)(
                row.where(SettingColumn.ITEM),
                _("the item {item} is not known and not read").format(item=shown(name)),
                slip or suggestion(name, set(self._items) - self._rows.keys()) or suggestion(name, self._items),
            )
        elif row.is_empty(SettingColumn.ITEM):
            row.warn(SettingColumn.ITEM, _("a value without an item is not read"))

    def __getitem__(self, item: Item) -> SheetRow:
        cell = Cell(self._title)
        return self._rows.get(item) or SheetRow(self._title, 1, {SettingColumn.VALUE: cell}, self._findings, item)

    def text(self, item: Item) -> str:
        """The item's text on one line; empty if there is none."""
        return self[item].text(SettingColumn.VALUE)

    def lines(self, item: Item) -> tuple[str, ...]:
        """The lines of the item's text."""
        return self[item].lines(SettingColumn.VALUE)

    def day(self, item: Item) -> date | None:
        """The item's day."""
        return self[item].day(SettingColumn.VALUE)


def _others(items: type[Item]) -> dict[str, Item]:
    """Without marks, what items are called besides by their own names, as far as that means one of them."""
    meant: dict[str, set[Item]] = {}
    for item in items:
        for name in (str(item), *item.declared.called):
            meant.setdefault(bare_of_marks(name), set()).add(item)
    return {name: next(iter(found)) for name, found in meant.items() if len(found) == 1}
