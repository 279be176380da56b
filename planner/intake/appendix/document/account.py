"""The account of an appendix: what became of every cell, paragraph, text box, note and drawing of the file.

    expect → use | ignore | leave → closed

Whoever decides what a piece of the file is says so here, at the place where it decides. Pieces go by their address
(`Cell.where`), so that a table may be laid out anew before it is read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from planner.errors import Problem
from planner.intake.cells.sheets import Cell
from planner.texts import texts_of

_ = texts_of("intake")


class Use(StrEnum):
    """What a piece of an appendix was read as."""

    UNIT = "unit"
    MACHINE = "machine"
    DAYS = "days"
    HOURS = "hours"
    SHIFT = "shift"
    MONTH = "month"
    PLACE = "place"
    QUOTA = "quota"
    HEAD = "head"
    HEADING = "heading"


class NoMatter(StrEnum):
    """Why a piece of an appendix says nothing of who stands where and when."""

    TITLE = "title"
    LETTERHEAD = "letterhead"
    LEGAL_BASIS = "legal basis"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    DATE_OF_LETTER = "date of the letter"
    NUMBER = "number"
    COLUMN_NUMBERS = "column numbers"
    TOTAL = "total"
    FIGURE = "figure"
    REMARK = "remark"
    LEGEND = "legend"
    """What signs and colours of a printed calendar mean."""
    OTHER_COLUMN = "column of other things"
    SHEET = "name of the sheet"
    NO_MARK = "mark that says no"
    UNSEEN = "not seen on the page"


@dataclass(frozen=True, slots=True)
class UsedPiece:
    """A piece of the file that was read: where it stands, its text, and what it was read as."""

    where: str
    text: str
    uses: tuple[Use, ...]
    """At least one; a merged cell may be used for several things."""


@dataclass(frozen=True, slots=True)
class IgnoredPiece:
    """A piece that is known to be no matter."""

    where: str
    text: str
    why: NoMatter


@dataclass(frozen=True, slots=True)
class UnreadPiece:
    """A piece that was not read, with what is said of it or of the piece on which it hangs."""

    where: str
    text: str
    problem: Problem


@dataclass(frozen=True)
class ClosedAccount:
    """Every piece of the file in exactly one of three lists, each in the order of the file."""

    used: tuple[UsedPiece, ...] = ()
    ignored: tuple[IgnoredPiece, ...] = ()
    unread: tuple[UnreadPiece, ...] = ()


class Account:
    """Keeps what becomes of the pieces while the file is read."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._uses: dict[str, dict[Use, None]] = {}
        self._ignored: dict[str, NoMatter] = {}
        self._left_with: dict[str, str] = {}
        self._journal: list[tuple[str, Use]] = []

    def expect(self, cells: Iterable[Cell]) -> None:
        """Enter pieces of the file; empty ones and those entered before change nothing."""
        for cell in cells:
            if not cell.is_empty:
                self._texts.setdefault(cell.where, str(cell.value))

    def use(self, cell: Cell, what: Use) -> None:
        """The piece was read as this. That outweighs whatever else is said of it."""
        if not cell.is_empty:
            self._texts.setdefault(cell.where, str(cell.value))
            uses = self._uses.setdefault(cell.where, {})
            if what not in uses:
                uses[what] = None
                self._journal.append((cell.where, what))

    @property
    def num_uses(self) -> int:
        """How many uses were entered so far, to go back to."""
        return len(self._journal)

    def take_back(self, num_uses: int) -> None:
        """Strike the uses entered since there were so many: the line of which they are could not be read after all."""
        for where, what in self._journal[num_uses:]:
            del self._uses[where][what]
        del self._journal[num_uses:]

    def ignore(self, cell: Cell, why: NoMatter) -> None:
        """The piece is known to be no matter; the first reason given stays."""
        self._ignored.setdefault(cell.where, why)

    def unseen(self, where: str, text: str) -> None:
        """A piece that nobody sees on the page; where the rest of a cell is seen, that is a piece of its own."""
        place = _("{place}, not seen").format(place=where) if where in self._texts else where
        self._texts.setdefault(place, text)
        self._ignored.setdefault(place, NoMatter.UNSEEN)

    def leave(self, cells: Iterable[Cell], with_where: str) -> None:
        """The pieces are not read because of what is said at that place: the rest of a line whose unit is unknown."""
        for cell in cells:
            self._left_with.setdefault(cell.where, with_where)

    def is_used(self, cell: Cell) -> bool:
        """Whether the piece was read as something, here or when its table was laid out anew."""
        return bool(self._uses.get(cell.where))

    def undecided(self, errors: Iterable[Problem]) -> tuple[Cell, ...]:
        """The pieces of which nothing was said, neither here nor among the errors."""
        named = {error.where for error in errors}
        decided = {where for where, uses in self._uses.items() if uses} | {*self._ignored, *named}
        return tuple(
            Cell(where, text)
            for where, text in self._texts.items()
            if where not in decided and self._left_with.get(where) not in named
        )

    def closed(self, errors: Iterable[Problem]) -> ClosedAccount:
        """The account in the end. A piece that was used is used, whatever else was said; one that is named is named."""
        by_where: dict[str, Problem] = {}
        for error in errors:
            by_where.setdefault(error.where, error)
        used: list[UsedPiece] = []
        ignored: list[IgnoredPiece] = []
        unread: list[UnreadPiece] = []
        for where, text in self._texts.items():
            problem = by_where.get(where) or by_where.get(self._left_with.get(where, ""))
            if self._uses.get(where) and where not in by_where:
                used.append(UsedPiece(where, text, tuple(self._uses[where])))
            elif problem is not None:
                unread.append(UnreadPiece(where, text, problem))
            elif where in self._ignored:
                ignored.append(IgnoredPiece(where, text, self._ignored[where]))
        return ClosedAccount(tuple(used), tuple(ignored), tuple(unread))
