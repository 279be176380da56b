"""The list's own workbook → what it remembers of each citizen. What stands in a cell is never said, only where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from planner.domain.calendar import Slot
from planner.domain.folding import fold
from planner.domain.invitation import CitizenKey, Invitation
from planner.domain.long_numbers import holds_long_number
from planner.domain.record import ShiftLabel
from planner.errors import Problem, Severity, WorkbookProblems
from planner.intake.cells.findings import Findings, listed
from planner.intake.cells.long_sheet import read_long_sheets
from planner.intake.cells.sheets import Sheet
from planner.intake.citizens.tally import CitizenTally
from planner.intake.layout.column import GUIDE_TITLE
from planner.intake.layout.invitations import INVITATIONS, InvitationColumn
from planner.intake.tables.shape.heads import heads_of
from planner.intake.tables.shape.unread import note_unread
from planner.intake.tables.sheet_tables import SheetRow, is_known_title, tables_of
from planner.intake.values.texts import NO_MARKS, YES_MARKS
from planner.texts import texts_of

_ = texts_of("intake")

_TICKED = YES_MARKS | {"có mặt", "đã", "rồi"}
_STAYED_AWAY = frozenset(["không", "khong", "vắng", "vang", "vắng mặt"])
"""Said of everybody invited to a session: it was held, and nobody came."""
MADE_BY = "planner invite"


@dataclass(frozen=True, slots=True, repr=False)
class InvitationBook:
    """What a list remembers."""

    remembered: dict[CitizenKey, Invitation]
    not_kept: tuple[Problem, ...] = ()
    """Warnings of what somebody else has added to the workbook: it is written anew without that."""

    def __repr__(self) -> str:
        return f"InvitationBook({len(self.remembered)})"

    @property
    def last_day(self) -> date | None:
        """The day of the last session that anybody is or was invited to."""
        return max((each.slot.day for each in self.remembered.values() if each.slot), default=None)


def read_invitation_book(path: Path) -> InvitationBook:
    """What the list remembers; an empty book where there is none yet.

    Raises UnreadableFile, and WorkbookProblems with every cell that has been spoilt.
    """
    if not path.exists():
        return InvitationBook({})
    findings = Findings()
    is_wanted = partial(is_known_title, layouts=(INVITATIONS,))
    titles, sheets = read_long_sheets(path, is_wanted, takes_unseen=True)
    table = tables_of(titles, sheets, findings, (INVITATIONS,), MADE_BY)[INVITATIONS]
    remembered: dict[CitizenKey, Invitation] = {}
    if not findings.errors:
        tally = CitizenTally(findings, INVITATIONS.title)
        numbers: dict[int, int] = {}
        for row in table:
            reader = _InvitationReader(row, tally)
            key, invitation = reader.key(numbers), reader.invitation()
            if key is not None and invitation is not None:
                remembered[key] = invitation
        tally.close()
    if findings.errors:
        raise WorkbookProblems(findings.problems)
    return InvitationBook(remembered, _added_by_others(titles, sheets))


def _added_by_others(titles: Sequence[str], sheets: Sequence[Sheet]) -> tuple[Problem, ...]:
    """Columns and cells beside the list's own, and sheets; what stands there is not said."""
    unread = Findings()
    for sheet in sheets:
        note_unread(INVITATIONS, sheet, heads_of(INVITATIONS, sheet), unread, tells_content=False)
    strange = [
        title for title in titles if not is_known_title(title, (INVITATIONS,)) and fold(title) != fold(GUIDE_TITLE)
    ]
    if strange:
        unread.warn(listed(strange), _("sheets of your own, which are not read"))
    lost = _("The list is written anew without it; keep such notes in another file")
    return tuple(Problem(one.where, one.what, lost, Severity.WARNING) for one in unread.problems)


class _InvitationReader:
    """Reads one row; everything wrong with it is noted by cell, without what stands there."""

    def __init__(self, row: SheetRow, tally: CitizenTally) -> None:
        self._scratch = Findings()
        self._row = SheetRow(row.title, row.number, row.cells, self._scratch)
        self._tally = tally
        self._is_sound = True

    def key(self, numbers: dict[int, int]) -> CitizenKey | None:
        """Who the row is about; `numbers` are the rows of those before."""
        number = self._needed_whole(InvitationColumn.NUMBER)
        born = self._needed_whole(InvitationColumn.BORN)
        name = self._text(InvitationColumn.NAME)
        hamlet, household = self._text(InvitationColumn.HAMLET), self._text(InvitationColumn.HOUSEHOLD)
        if not name:
            self._refuse(InvitationColumn.NAME, _("nothing is entered"))
        if number is not None and numbers.setdefault(number, self._row.number) != self._row.number:
            self._refuse(InvitationColumn.NUMBER, _("the number of row {row} once more").format(row=numbers[number]))
        if number is None or born is None or not self._is_sound:
            return None
        return CitizenKey.of(number, name, born, hamlet, household)

    def invitation(self) -> Invitation | None:
        """What the row remembers, or None where it has been spoilt."""
        slot = self._slot(InvitationColumn.DAY, InvitationColumn.SHIFT)
        arrives = self._minute()
        invitation = Invitation(
            slot=slot,
            arrives_minute=arrives,
            stands_in=self._slot(InvitationColumn.STANDS_IN_DAY, InvitationColumn.STANDS_IN_SHIFT),
            times=self._whole(InvitationColumn.TIMES) or 0,
            absences=self._whole(InvitationColumn.ABSENCES) or 0,
            made_on=self._day(InvitationColumn.MADE_ON),
            version=self._whole(InvitationColumn.VERSION),
            dossiers=self._whole(InvitationColumn.DOSSIERS) or 0,
            came=self._tick(InvitationColumn.CAME),
            activated=self._tick(InvitationColumn.ACTIVATED),
            reason=self._reason(),
            stayed_away=self._word(InvitationColumn.CAME) in _STAYED_AWAY,
        )
        if slot is not None and arrives is None:
            self._refuse(InvitationColumn.ARRIVES, _("nothing is entered"))
        return invitation if self._is_sound else None

    def _slot(self, day_column: InvitationColumn, shift_column: InvitationColumn) -> Slot | None:
        day, shift = self._day(day_column), self._text(shift_column)
        if day is None or not shift:
            if day is not None or shift:
                self._refuse(shift_column if day else day_column, _("nothing is entered"))
            return None
        if holds_long_number(shift):
            self._refuse(shift_column, _("what stands here is not what the program wrote"))
        return Slot(day, ShiftLabel(shift))

    def _reason(self) -> str:
        """Why the citizen cannot; it is printed, so it holds no identity or telephone number."""
        reason = self._text(InvitationColumn.REASON)
        if holds_long_number(reason):
            self._refuse(
                InvitationColumn.REASON,
                _("holds a long number, perhaps an identity or telephone number"),
                _("Delete the number; the reason in words is enough"),
            )
        return reason

    def _tick(self, column: InvitationColumn) -> bool:
        word = self._word(column)
        if word not in _TICKED | NO_MARKS | _STAYED_AWAY:
            self._refuse(column, _("neither x nor empty"), _("Enter x for yes, or leave the cell empty for no"))
        return word in _TICKED

    def _word(self, column: InvitationColumn) -> str:
        """What is entered, in small letters; a mark of its own for what is no word at all, such as a date."""
        value = self._row.cell(column).value
        if value is None or isinstance(value, str):
            return self._text(column).casefold()
        return str(value).removesuffix(".0").casefold()

    def _text(self, column: InvitationColumn) -> str:
        if self._row.cell(column).value is None:
            return ""
        text = self._row.text(column)
        self._pass_on(column)
        return text

    def _day(self, column: InvitationColumn) -> date | None:
        day = self._row.day(column)
        self._pass_on(column)
        return day

    def _minute(self) -> int | None:
        minute = self._row.minute(InvitationColumn.ARRIVES)
        self._pass_on(InvitationColumn.ARRIVES)
        return minute

    def _whole(self, column: InvitationColumn) -> int | None:
        value, limits = self._row.cell(column).value, column.declared.limits
        if type(value) is int and limits and limits[0] <= value <= limits[1]:
            return value
        number = self._row.whole(column)
        self._pass_on(column)
        return number

    def _needed_whole(self, column: InvitationColumn) -> int | None:
        number = self._whole(column)
        if number is None:
            self._refuse(column, _("nothing is entered"))
        return number

    def _pass_on(self, column: InvitationColumn) -> None:
        """Tell what the reading found, without its words, which quote the cell."""
        if not self._scratch.is_empty and self._is_new_at(column):
            self._refuse(column, _("what stands here is not what the program wrote"))

    def _is_new_at(self, column: InvitationColumn) -> bool:
        return any(problem.where == self._row.where(column) for problem in self._scratch.problems)

    def _refuse(self, column: InvitationColumn, what: str, advice: str = "") -> None:
        self._is_sound = False
        usual = _("Put back what stood there: only Có mặt, Kích hoạt and Lý do are to be filled in")
        self._tally.error(self._row.where(column), f"{column}: {what}", advice or usual)
