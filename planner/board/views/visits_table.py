"""Who signed in, who was turned away, and what was done to accounts, the latest first; for administrators."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.ledger.board_file.notes import BoardNote, NoteKind
from planner.texts import spoken_moment, texts_of

_ = texts_of("board")

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One thing that happened at the door."""

    at: str
    by: str
    what: str
    about: str
    address: str


def visit_lines(notes: Sequence[BoardNote], zone: ZoneInfo) -> tuple[VisitLine, ...]:
    """The notes in words."""
    return tuple(
        VisitLine(
            spoken_moment(each.at, zone), each.by or _("unknown name"), _done(each.what), each.about, each.address
        )
        for each in notes
    )


def _done(what: NoteKind) -> str:
    return {
        NoteKind.SIGNED_IN: _("signed in"),
        NoteKind.FAILED: _("was not let in"),
        NoteKind.SIGNED_OUT: _("signed out"),
        NoteKind.ACCOUNT_ADDED: _("added an account"),
        NoteKind.ACCOUNT_CHANGED: _("changed what an account may do"),
        NoteKind.PASSWORD_RESET: _("gave an account a new password"),
        NoteKind.ACCOUNT_CLOSED: _("closed an account"),
        NoteKind.PASSWORD_CHANGED: _("changed their own password"),
        NoteKind.CODE_MADE: _("made a day's code"),
        NoteKind.DOWNLOADED: _("downloaded an amendment"),
    }[what]
