"""How far each commune has come, as a table that can be sorted by every column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from planner.board.picture import Picture
from planner.domain.record import UnitCode
from planner.prints.words.vietnamese_order import vietnamese_key
from planner.replan.standings import DossierStanding, UnitStanding
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("board")


class ProgressColumn(StrEnum):
    """A column, by its name in the page's address."""

    NAME = "ten"
    NEED = "can"
    COLLECTED = "da-thu"
    REMAINING = "con-lai"
    PLANNED = "da-xep"
    BEHIND = "cham"
    ACTIVATED = "kich-hoat"
    SILENT = "chua-bao"
    DONE = "xong"


class Direction(StrEnum):
    """Which way a column is sorted, by its name in the page's address."""

    UP = "tang"
    DOWN = "giam"

    @property
    def turned(self) -> "Direction":
        """The other way."""
        return Direction.DOWN if self is Direction.UP else Direction.UP


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column's head, which is a link that sorts by it."""

    title: str
    href: str
    is_figure: bool
    sorted_by: Direction | None
    """None where the table is sorted by another column."""


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """A commune, or all together."""

    name: str
    code: str
    """Empty for all together."""
    share: int
    """Per cent collected of what is needed."""
    figures: tuple[str, ...]
    """In the order of the columns after the name."""
    is_behind: bool


@dataclass(frozen=True, slots=True)
class ProgressTable:
    """The table."""

    before: str
    """The slot before which everything counts as past."""
    heads: tuple[ColumnHead, ...]
    rows: tuple[ProgressRow, ...]
    total: ProgressRow


def progress_table(picture: Picture, column: ProgressColumn, direction: Direction) -> ProgressTable:
    """The table sorted by this column; of equals the one with the lower code comes first."""
    units = sorted(picture.progress.units, key=lambda each: each.unit)
    units.sort(key=_KEYS[column], reverse=direction is Direction.DOWN)
    moment = picture.moment
    return ProgressTable(
        before=f"{moment.shift} {spoken_day(moment.day)}",
        heads=tuple(_head(each, column, direction) for each in ProgressColumn),
        rows=tuple(_row(each, each.name, each.unit) for each in units),
        total=_row(picture.progress.total, _("All"), UnitCode("")),
    )


def _row(standing: DossierStanding, name: str, code: UnitCode) -> ProgressRow:
    done = standing.collected + standing.elsewhere
    share = round(100 * min(done, standing.need) / standing.need) if standing.need else 100
    figures = (
        standing.need,
        done,
        standing.remaining,
        standing.planned_ahead,
        standing.behind,
        standing.activated,
        standing.slots_without_result,
    )
    when = spoken_day(standing.expected_done) if standing.expected_done else "–"
    return ProgressRow(name, code, share, (*map(spoken_number, figures), when), standing.is_late)


def _head(column: ProgressColumn, chosen: ProgressColumn, direction: Direction) -> ColumnHead:
    titles = {
        ProgressColumn.NAME: _("Unit"),
        ProgressColumn.NEED: _("Needed"),
        ProgressColumn.COLLECTED: _("Collected"),
        ProgressColumn.REMAINING: _("Left"),
        ProgressColumn.PLANNED: _("Planned ahead"),
        ProgressColumn.BEHIND: _("Behind"),
        ProgressColumn.ACTIVATED: _("Activated"),
        ProgressColumn.SILENT: _("Slots without result"),
        ProgressColumn.DONE: _("Done on"),
    }
    usual = Direction.UP if column in (ProgressColumn.NAME, ProgressColumn.DONE) else Direction.DOWN
    is_chosen = column is chosen
    way = direction.turned if is_chosen else usual
    href = f"/tien-do?xep={column}&chieu={way}"
    return ColumnHead(titles[column], href, column is not ProgressColumn.NAME, direction if is_chosen else None)


_KEYS: dict[ProgressColumn, Callable[[UnitStanding], Any]] = {
    ProgressColumn.NAME: lambda each: vietnamese_key(each.name),
    ProgressColumn.NEED: lambda each: each.need,
    ProgressColumn.COLLECTED: lambda each: each.collected + each.elsewhere,
    ProgressColumn.REMAINING: lambda each: each.remaining,
    ProgressColumn.PLANNED: lambda each: each.planned_ahead,
    ProgressColumn.BEHIND: lambda each: each.behind,
    ProgressColumn.ACTIVATED: lambda each: each.activated,
    ProgressColumn.SILENT: lambda each: each.slots_without_result,
    ProgressColumn.DONE: lambda each: each.expected_done or date.max,
}
