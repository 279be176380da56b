"""One row of the sheet of citizens → a citizen. What stands in a cell is never said, only where and what is wrong."""

import re
from datetime import date, datetime
from enum import StrEnum

from planner.domain.invitation import Citizen
from planner.domain.long_numbers import holds_long_number
from planner.intake.cells.findings import Findings
from planner.intake.citizens.tally import CitizenTally
from planner.intake.layout.citizens import CitizenColumn
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import texts_of

_ = texts_of("intake")

OLDEST = 130
LONGEST_TEXT = 120
"""Letters of a name or place; more cannot be printed in its column."""
_YEAR_LAST = re.compile(r"(?:[0-9]{1,2}[/.\-]){0,2}([0-9]{4})")
_SEEN, _NOT_YET = "đã", "chưa"
"""How a state begins that says that the citizen has been received, or has not."""
_LENGTHS_OF_IDENTITY = (9, 12)
_ALL_ZERO = re.compile("0+")


class CitizenReader:
    """Reads rows against the day of the run; notes everything wrong with each."""

    def __init__(self, tally: CitizenTally, last_year: int, *, with_identity: bool) -> None:
        self._tally = tally
        self._last_year = last_year
        self._with_identity = with_identity

    def citizen(self, row: SheetRow) -> Citizen | None:
        """The row's citizen, or None after noting why there is none."""
        number = self._number(row)
        name = self._plain(row, CitizenColumn.NAME, _("Enter the full name"))
        born = self._born(row)
        hamlet = self._plain(row, CitizenColumn.HAMLET)
        household = self._text(row, CitizenColumn.HOUSEHOLD)
        contact = self._text(row, CitizenColumn.CONTACT)
        state = self._plain(row, CitizenColumn.STATE)
        identity = self._identity(row)
        if number is None or not name or born is None or None in (hamlet, household, contact, state, identity):
            return None
        word = (state or "").casefold()
        is_seen = word.startswith(_SEEN)
        return Citizen(
            number=number,
            name=name,
            born=born,
            hamlet=hamlet or "",
            household=household or "",
            contact=contact or "",
            identity=(identity or "") if self._with_identity else "",
            is_settled=is_seen,
            where=row.where(CitizenColumn.NUMBER),
            hindrance="" if is_seen or word.startswith(_NOT_YET) else state or "",
        )

    def _number(self, row: SheetRow) -> int | None:
        if row.is_empty(CitizenColumn.NUMBER):
            self._refuse(row, CitizenColumn.NUMBER, _("nothing is entered"), _("Number the citizens 1, 2, 3, …"))
            return None
        _scratch, private = _private(row)
        number = private.whole(CitizenColumn.NUMBER)
        if number is None:
            self._refuse(row, CitizenColumn.NUMBER, _("not a whole number"), _("Number the citizens 1, 2, 3, …"))
            return None
        return number

    def _born(self, row: SheetRow) -> int | None:
        advice = _("Enter the year of birth in four digits, for example 1985")
        if row.is_empty(CitizenColumn.BORN):
            self._refuse(row, CitizenColumn.BORN, _("nothing is entered"), advice)
            return None
        year = _year(row)
        if year is None or not self._last_year - OLDEST <= year <= self._last_year:
            self._refuse(row, CitizenColumn.BORN, _("not a year in which somebody living can be born"), advice)
            return None
        return year

    def _text(self, row: SheetRow, column: CitizenColumn) -> str | None:
        """A text; None after noting that it cannot be used."""
        if row.is_empty(column):
            return ""
        scratch, private = _private(row)
        text = private.text(column)
        if not scratch.is_empty:
            self._refuse(
                row,
                column,
                _("cannot be read as text: an error, a date, hidden characters, an old font, or far too long"),
                _("Format the cell as Text and type it again"),
            )
            return None
        if len(text) > LONGEST_TEXT:
            self._refuse(
                row,
                column,
                _("longer than {limit} letters").format(limit=LONGEST_TEXT),
                _("Shorten it; nothing but the name or place belongs here"),
            )
            return None
        return text

    def _plain(self, row: SheetRow, column: CitizenColumn, needed: str = "") -> str | None:
        """A text that holds no identity or telephone number."""
        if needed and row.is_empty(column):
            self._refuse(row, column, _("nothing is entered"), needed)
            return None
        text = self._text(row, column)
        if text and holds_long_number(text):
            self._refuse(
                row,
                column,
                _("holds a long number, perhaps an identity or telephone number"),
                _("Move it to its own column, or delete it"),
            )
            return None
        return text

    def _identity(self, row: SheetRow) -> str | None:
        """The identity number as text; odd ones are noted and printed as they are."""
        if row.is_empty(CitizenColumn.IDENTITY):
            return ""
        text = self._text(row, CitizenColumn.IDENTITY)
        if text is None:
            return None
        digits = text.replace(" ", "").replace(".", "")
        if not isinstance(row.cell(CitizenColumn.IDENTITY).value, str):
            self._warn(
                row,
                CitizenColumn.IDENTITY,
                _("stored as a number, so that Excel drops zeros at its beginning"),
                _("Format the column as Text and enter the number again"),
            )
        elif not digits.isdecimal() or len(digits) not in _LENGTHS_OF_IDENTITY or _ALL_ZERO.fullmatch(digits):
            self._warn(
                row,
                CitizenColumn.IDENTITY,
                _("not a number of 12 digits (9 on old cards)"),
                _("Check it against the citizen's papers"),
            )
        return digits

    def _refuse(self, row: SheetRow, column: StrEnum, what: str, advice: str) -> None:
        self._tally.error(row.where(column), f"{column}: {what}", advice)

    def _warn(self, row: SheetRow, column: StrEnum, what: str, advice: str) -> None:
        self._tally.warn(row.where(column), f"{column}: {what}", advice)


def _private(row: SheetRow) -> tuple[Findings, SheetRow]:
    """The row with findings of its own, which nobody is shown."""
    scratch = Findings()
    return scratch, SheetRow(row.title, row.number, row.cells, scratch)


def _year(row: SheetRow) -> int | None:
    """The year of a number, of a date, or at the end of a text such as 18/4/1985."""
    value = row.cell(CitizenColumn.BORN).value
    if isinstance(value, date | datetime):
        return value.year
    if isinstance(value, str):
        match = _YEAR_LAST.fullmatch(value.strip())
        return int(match[1]) if match else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
