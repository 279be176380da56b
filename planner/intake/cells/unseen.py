"""What stands in a file and is not seen on its page: it is not read, and that is told once for each kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.intake.cells.findings import Findings, listed
from planner.texts import texts_of

_ = texts_of("intake")

_PLACES_TOLD = 12


class UnseenKind(StrEnum):
    """Why a person who looks at the page does not see it, or sees it as taken out."""

    HIDDEN_ROW = "hidden row"
    """Hidden by hand, folded in a group, or of no height."""
    FILTERED_ROW = "filtered row"
    HIDDEN_COLUMN = "hidden column"
    HIDDEN_SHEET = "hidden sheet"
    CROSSED_OUT = "crossed out"
    """Of a whole cell or of some of its letters."""
    COLOUR_OF_THE_PAGE = "colour of the page"
    """Letters of the same colour as what lies below them."""
    HIDDEN_TEXT = "hidden text"
    """Word's hidden letters, or a number format that shows nothing."""
    DELETED = "deleted"
    """Under tracked changes: deleted, or moved to another place."""
    COVERED = "covered"
    """Below a merged cell, which shows its first cell alone."""
    NOTE_MARK = "note mark"
    """A figure or star set high, which leads to a note: *18¹* is a day and a mark."""
    EMBEDDED = "embedded"
    """A file of another program inside a document, of which the page shows a picture."""
    BROKEN = "broken"
    """Comments, shapes or boxes of a sheet whose part of the file is damaged or missing."""
    UNKNOWN_NUMBER = "unknown number"
    """A number that Word counts by itself, in a way that is not known here."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """One thing that was not read because nobody sees it, and where it stands."""

    where: str
    """A cell as sheet!A1, a row as sheet!5, a column as sheet!C, a sheet by its title, or a place in a document."""
    kind: UnseenKind
    text: str = ""
    """What stands there, as far as it may be told; empty in lists of citizens."""


def tell_unseen(findings: Findings, unseen: Iterable[Unseen]) -> None:
    """Warn once of each kind on each sheet, with all places where it was found."""
    places: dict[tuple[UnseenKind, str], dict[str, str]] = {}
    for one in unseen:
        sheet, _mark, place = one.where.rpartition("!")
        if one.kind is UnseenKind.HIDDEN_SHEET:
            sheet, place = "", one.where
        places.setdefault((one.kind, sheet), {})[place] = one.where
    for (kind, _sheet), found in places.items():
        what, advice = _said(kind)
        told = listed(_runs(list(found)), _PLACES_TOLD)
        findings.warn(next(iter(found.values())), what.format(count=len(found), places=told), advice)


def _said(kind: UnseenKind) -> tuple[str, str]:
    """What is to be said of a kind, and what to do about it."""
    unhide = _("Unhide them if they count, or delete them")
    return {
        UnseenKind.HIDDEN_ROW: (_("hidden rows ({count}) were not read: {places}"), unhide),
        UnseenKind.FILTERED_ROW: (
            _("rows that a filter hides ({count}) were not read: {places}"),
            _("Clear the filter if they count (Data > Clear), or delete them"),
        ),
        UnseenKind.HIDDEN_COLUMN: (_("hidden columns ({count}) were not read: {places}"), unhide),
        UnseenKind.HIDDEN_SHEET: (_("hidden sheets ({count}) were not read: {places}"), unhide),
        UnseenKind.CROSSED_OUT: (
            _("crossed-out text ({count}) was not read: {places}"),
            _("Take the line through it away if it counts, or delete it"),
        ),
        UnseenKind.COLOUR_OF_THE_PAGE: (
            _("text in the colour of the page ({count}) was not read: {places}"),
            _("Give it another colour if it counts, or delete it"),
        ),
        UnseenKind.HIDDEN_TEXT: (
            _("hidden text ({count}) was not read: {places}"),
            _("Unhide it if it counts, or delete it"),
        ),
        UnseenKind.DELETED: (
            _("text deleted under tracked changes ({count}) was not read: {places}"),
            _("Accept or reject the changes in Word to be sure"),
        ),
        UnseenKind.COVERED: (
            _("cells below a merged one ({count}) were not read: {places}"),
            _("Unmerge the cells to see what stands there"),
        ),
        UnseenKind.NOTE_MARK: (
            _("marks set high, as of a note ({count}), were not read: {places}"),
            _("Write them as plain figures if they are no marks"),
        ),
        UnseenKind.EMBEDDED: (
            _("embedded files, such as a table of Excel ({count}), were not read: {places}"),
            _("Copy what counts into a table of the document itself"),
        ),
        UnseenKind.BROKEN: (
            _("damaged comments, shapes or boxes ({count}) were not read: {places}"),
            _("Open the file in Excel, look whether they tell anything, and save it again"),
        ),
        UnseenKind.UNKNOWN_NUMBER: (
            _("numbers that Word counts by itself ({count}), which cannot be worked out: {places}"),
            _("Type the numbers as text"),
        ),
    }[kind]


def _runs(places: Sequence[str]) -> list[str]:
    """Places as people write them: neighbouring rows as one, *5-7*; others as they are."""
    told: list[tuple[str, str]] = []
    for place in places:
        if told and place.isdecimal() and told[-1][1].isdecimal() and int(place) == int(told[-1][1]) + 1:
            told[-1] = (told[-1][0], place)
        else:
            told.append((place, place))
    return [first if first == last else f"{first}-{last}" for first, last in told]
