"""Where the machine stands at a unit that names no place of its own: by patterns, one for each kind of unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.domain.campaign import Unit
from planner.domain.folding import fold
from planner.intake.cells.findings import shown
from planner.intake.layout.settings import Setting, SettingColumn
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import KINDS, without_kind
from planner.texts import texts_of

_ = texts_of("intake")

NAME = "{tên}"
USUAL_PATTERN = "CAX {tên}"
"""What every workbook of the program said before there were patterns by kind: it is meant for communes."""
_BY_KIND = {"xã": USUAL_PATTERN, "phường": "CAP {tên}", "thị trấn": "CATT {tên}"}
_OTHER_KINDS = (
    "trường", "thpt", "thcs", "tiểu học", "mầm non", "đại học", "cao đẳng", "học viện", "trung tâm", "công ty",
    "nhà máy", "khu công nghiệp", "kcn", "cụm công nghiệp", "bệnh viện",
)  # fmt: skip
"""Words that begin the name of what is no commune."""
_FOLDED_KINDS = {kind: f"{fold(kind)} " for kind in (*KINDS, *_OTHER_KINDS)}
_ITEM = re.compile(rf"{Setting.PLACE_PATTERN}\s*\((?:loại\s+)?(.+?)\)", re.IGNORECASE)


@dataclass(frozen=True)
class _OfKind:
    kind: str
    pattern: str
    row: SheetRow


@dataclass(frozen=True)
class PlacePatterns:
    """The workbook's pattern for all, or an empty text, and those for one kind each."""

    for_all: str
    of_kinds: tuple[_OfKind, ...] = ()

    def place_of(self, name: str, kind: str) -> str:
        """The place of a unit of this name; its kind may stand before the name instead of in its own column."""
        kind = self._kind(name, kind)
        pattern = next((one.pattern for one in self.of_kinds if fold(one.kind) == kind), "")
        if not pattern and self.for_all and self.for_all != USUAL_PATTERN:
            pattern = self.for_all
        if not pattern:
            pattern = next((usual for one, usual in _BY_KIND.items() if fold(one) == kind), "")
        if not pattern:
            return name if kind else USUAL_PATTERN.replace(NAME, name)
        return pattern.replace(NAME, without_kind(name, kind))

    def _kind(self, name: str, kind: str) -> str:
        """The kind that has a pattern, else the one before the name, else the one told; folded."""
        with_pattern = {fold(one) for one in (*_BY_KIND, *(each.kind for each in self.of_kinds))}
        return fold(kind if fold(kind) in with_pattern else kind_before(name) or kind)

    def note_unused(self, units: Iterable[Unit]) -> None:
        """Warn of a pattern for a kind that no unit has."""
        kinds = {self._kind(unit.name, unit.kind) for unit in units}
        for one in self.of_kinds:
            if fold(one.kind) not in kinds:
                one.row.warn(
                    SettingColumn.ITEM,
                    _("no unit is of the kind {kind}").format(kind=shown(one.kind)),
                    _("Write the kind as in column Loại of sheet Đơn vị"),
                )


def kind_before(name: str) -> str:
    """The kind that a name begins with, or an empty text."""
    words = f"{fold(name)} "
    return next((kind for kind, folded in _FOLDED_KINDS.items() if words.startswith(folded)), "")


def parted_patterns(table: SheetTable) -> tuple[SheetTable, tuple[_OfKind, ...]]:
    """The settings without the rows of patterns by kind, and those patterns; notes what is wrong with them."""
    found: dict[str, _OfKind] = {}
    rest = []
    for row in table:
        match = _ITEM.fullmatch(row.text(SettingColumn.ITEM))
        if match is None:
            rest.append(row)
            continue
        named = replace(row, item=row.text(SettingColumn.ITEM))
        pattern = named.plain(SettingColumn.VALUE)
        if fold(match[1]) in found:
            named.error(
                SettingColumn.ITEM, _("{item} stands here twice").format(item=shown(named.item)), _("Delete one row")
            )
        elif pattern:
            note_without_name(named, pattern)
            found[fold(match[1])] = _OfKind(match[1], pattern, named)
    return replace(table, rows=tuple(rest)), tuple(found.values())


def note_without_name(row: SheetRow, pattern: str) -> None:
    """Warn of a pattern that gives every unit the same place."""
    if NAME not in pattern:
        row.warn(
            SettingColumn.VALUE,
            _("without {{tên}} every unit gets the same place {place}").format(place=shown(pattern)),
            _("Write {{tên}} where the unit's name belongs, as in CAX {{tên}}").format(),
        )
