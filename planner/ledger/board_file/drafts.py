"""Drafts in the board's file: one a person, with its steps, so that the last can be taken back.

A revision never comes twice, also not after a draft was given up, so that a window that was left open never changes
another draft than the one that it shows.
"""

import sqlite3
from datetime import UTC, datetime

from pydantic import NonNegativeInt, PositiveInt, ValidationError

from planner.domain.hand_edits import HandEdits, HandMove
from planner.domain.record import Record
from planner.errors import DraftMovedOn
from planner.ledger.board_file.file import BoardFile
from planner.texts import texts_of

_ = texts_of("ledger")

DRAFT_TABLE = """CREATE TABLE IF NOT EXISTS drafts (
    owner TEXT NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    steps TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT"""
MOST_STEPS = 200
"""More are forgotten, the earliest first."""


class DraftStep(Record):
    """A draft after one change of it."""

    base: PositiveInt
    """The number of the version that it edits."""
    edits: HandEdits
    move: HandMove | None = None
    """The change, where it was the move of a stay."""


class _Steps(Record):
    """As they stand in the file."""

    steps: tuple[DraftStep, ...] = ()


class Draft(Record):
    """What somebody is editing."""

    owner: str
    revision: NonNegativeInt = 0
    """Rises with every change; 0 where there never was one."""
    steps: tuple[DraftStep, ...] = ()
    """From the first change to the last; empty where there is no draft."""

    @property
    def last(self) -> DraftStep | None:
        """The draft as it is; None where nothing was changed, or all was taken back."""
        found = self.steps[-1] if self.steps else None
        return found if found is not None and not found.edits.is_nothing else None


class Drafts:
    """Everybody's drafts. Each method may raise BoardFileTrouble, and is whole or nothing."""

    def __init__(self, file: BoardFile) -> None:
        """`file` has the table of drafts."""
        self._file = file

    def of(self, owner: str) -> Draft:
        """What this person is editing; looking never makes a file."""
        if not self._file.path.exists():
            return Draft(owner=owner)
        with self._file.reading() as connection:
            return _draft(connection, owner)

    def seen(self, owner: str, revision: int) -> Draft:
        """The draft, which has to be of this revision. Raises DraftMovedOn."""
        draft = self.of(owner)
        _refuse_unseen(draft, revision)
        return draft

    def add(self, owner: str, seen: int, step: DraftStep) -> Draft:
        """Change the draft; `seen` is the revision that whoever changes it has before them. Raises DraftMovedOn."""
        with self._file.writing() as connection:
            draft = _seen(connection, owner, seen)
            return _keep(connection, draft, (*draft.steps, step)[-MOST_STEPS:])

    def undo(self, owner: str, seen: int) -> Draft:
        """Take back the last change; without one nothing happens. Raises DraftMovedOn."""
        with self._file.writing() as connection:
            draft = _seen(connection, owner, seen)
            return _keep(connection, draft, draft.steps[:-1]) if draft.steps else draft

    def give_up(self, owner: str, seen: int) -> Draft:
        """Forget the draft with all its steps. Raises DraftMovedOn."""
        with self._file.writing() as connection:
            return _keep(connection, _seen(connection, owner, seen), ())


def _draft(connection: sqlite3.Connection, owner: str) -> Draft:
    """The draft as the file has it; what cannot be read of it is lost, as drafts may be."""
    row = connection.execute("SELECT revision, steps FROM drafts WHERE owner = ?", (owner,)).fetchone()
    if row is None:
        return Draft(owner=owner)
    try:
        return Draft(owner=owner, revision=row["revision"], steps=_Steps.model_validate_json(row["steps"]).steps)
    except ValidationError:
        return Draft(owner=owner, revision=row["revision"])


def _seen(connection: sqlite3.Connection, owner: str, seen: int) -> Draft:
    draft = _draft(connection, owner)
    _refuse_unseen(draft, seen)
    return draft


def _refuse_unseen(draft: Draft, seen: int) -> None:
    if draft.revision != seen:
        raise DraftMovedOn(
            _(
                "The draft was changed in another window since this one was loaded, so nothing was done. "
                "Look at the draft as it is now, then do it again"
            )
        )


def _keep(connection: sqlite3.Connection, draft: Draft, steps: tuple[DraftStep, ...]) -> Draft:
    now = draft.model_copy(update={"revision": draft.revision + 1, "steps": steps})
    connection.execute(
        "INSERT INTO drafts (owner, revision, steps, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT (owner) "
        "DO UPDATE SET revision = excluded.revision, steps = excluded.steps, saved_at = excluded.saved_at",
        (now.owner, now.revision, _Steps(steps=steps).model_dump_json(), datetime.now(UTC).isoformat()),
    )
    return now
