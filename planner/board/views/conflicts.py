"""Two people at one slot: what the other has recorded since, and the choice that whoever came second has."""

from dataclasses import replace

from planner.board.picture import Picture
from planner.board.views.day_sheet import Conflict, DaySheet, Figures, SheetRow, UnitOfSheet, figures_of
from planner.texts import spoken_moment, spoken_number, texts_of

_ = texts_of("board")


def with_conflicts(picture: Picture, sheet: DaySheet) -> DaySheet:
    """The filled-in sheet with a choice at each row where others have recorded something else since."""
    return replace(
        sheet,
        units=tuple(UnitOfSheet(unit.name, tuple(_met(picture, row) for row in unit.rows)) for unit in sheet.units),
    )


def _met(picture: Picture, row: SheetRow) -> SheetRow:
    last = next((each for each in reversed(picture.rows) if each.result.key == row.key), None)
    if last is None or row.seen == row.row_number or row.figures == row.held:
        return row
    who, at = last.recorded_by, spoken_moment(last.recorded_at, picture.campaign.clock)
    mine = figures_told(row.figures, beside=row.held)
    if not last.counts:
        told = _("{who} took back what was recorded here ({at}); you enter {mine}")
        conflict = Conflict(
            told.format(who=who, at=at, mine=mine), _("Leave it empty"), _("Record {mine}").format(mine=mine)
        )
    else:
        told = _("{who} recorded {theirs} ({at}); you enter {mine}")
        theirs = figures_told(figures_of(last), beside=row.figures)
        conflict = Conflict(
            told.format(who=who, theirs=theirs, at=at, mine=mine),
            _("Keep that of {who}").format(who=who),
            _("Replace it by {mine}").format(mine=mine),
        )
    return replace(row, conflict=conflict)


def figures_told(figures: Figures, beside: Figures) -> str:
    """The dossiers, and of the rest what differs from these others."""
    parts = [_number(figures.collected)]
    if figures.approved != beside.approved:
        parts.append(_("approved {count}").format(count=_number(figures.approved)))
    if figures.activated != beside.activated:
        parts.append(_("activated {count}").format(count=_number(figures.activated)))
    if figures.note != beside.note:
        parts.append(_("note “{note}”").format(note=figures.note) if figures.note else _("no note"))
    return ", ".join(parts)


def _number(text: str) -> str:
    return spoken_number(int(text)) if text.isdecimal() else text or "–"
