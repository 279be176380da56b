"""What a person can do next, and what was asked for: left by every room to the door that is open and its words.

A room below the doors does not know whether somebody reads its message at a command line or in a browser.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Step(StrEnum):
    """What a person can do next. Each door says it in its own words, or leads there."""

    MORE_TIME = "more time"
    """Let the search run longer."""
    ASK_WHY = "ask why"
    """Ask what forbids a wish."""
    FREEZE_LESS = "freeze less"
    """Take out a pin, or let fewer days stay as they were announced."""
    FEWER_AT_ONCE = "fewer at once"
    """Leave the search more memory and let one part of it run at a time; report it if it fails again."""
    REPLAN_ANEW = "re-plan anew"
    """Make a plan of which it is known what it was made from."""
    REPLAN_INSTEAD = "re-plan instead"
    """Plan what is left, or say that the past is to count for nothing. Needs the workbook."""
    COMPARE_TWO = "compare two"
    """Say which two plans to compare, and see which there are. Needs the workbook."""
    COMPARE_OTHERS = "compare others"
    """Say which two plans to compare. Needs the workbook."""
    OTHER_COPY = "other copy"
    """Make room for the copy of the workbook, or give it another place."""
    LOOK_AND_REPEAT = "look and repeat"
    """See where the campaign stands now, then do the same again."""
    NAME_SESSION = "name session"
    """Say of which day and shift the list is wanted."""
    NAME_UNIT = "name unit"
    """Say which unit is meant."""
    INVITE_FIRST = "invite first"
    """Invite citizens to the session before its official list is printed."""
    FORGET = "forget"
    """Bring one list of all citizens, or say that those who are not in it are to be forgotten."""
    SAY_FROM_WHEN = "say from when"
    """Say from which day on the roster is to be made anew."""
    EARLIER_DAY = "earlier day"
    """Report of a day that is over."""
    ONE_LENGTH = "one length"
    """Give either how many days there are, or the first and the last."""
    LAST_DAY_COUNTS = "last day counts"
    """Count the last day too."""
    NAME_LEDGER = "name ledger"
    """Say where the ledger is."""
    CHECK_LEDGER = "check ledger"
    """See whether this is the right ledger."""
    OTHER_FILE = "other file"
    """Take a file that is a ledger."""
    OPEN_FOLDER = "open folder"
    """Have the folder opened for writing, or keep the ledger elsewhere."""
    MAKE_ROOM = "make room"
    """Make room on the disk and do it again, or keep the ledger elsewhere."""
    ASK_FOR_RIGHTS = "ask for rights"
    """Ask whoever keeps the database for the right to write, or take another ledger."""
    CHECK_NETWORK = "check network"
    """See to the database's address, the account and the network, or take another ledger."""
    NEWER_PROGRAM = "newer program"
    """Install the newer version of this program, or take another ledger."""
    OLD_NAME = "old name"
    """Give a campaign that was renamed its old name again; another campaign needs another ledger."""
    NAME_OF_ITS_OWN = "name of its own"
    """Give the campaign a name of its own, or another ledger."""
    LET_GO = "let go"
    """Say that what the backup lacks may be lost."""
    EMPTY_DATABASE = "empty database"
    """Restore into an empty database, or with the database's own tools."""
    PLAN_FIRST = "plan first"
    """Make a plan. Needs the workbook, if it is known."""
    ROSTER_FIRST = "roster first"
    """Make a roster. Needs the workbook, if it is known."""
    RIGHT_LEDGER_BACK = "right ledger back"
    """See what stands there now, and put the right ledger back."""
    PRINT_AREAS = "print areas"
    """Have the papers of one province or zone printed. Needs the workbook, if it is known."""
    TIDY = "tidy"
    """Keep these papers back; have them removed, and those of this plan printed."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step with what it needs; empty what this one does not."""

    step: Step
    workbook: Path | None = None


class Term(StrEnum):
    """What was asked for, where it is just this that cannot be. Each door has its own name for it."""

    MOST_CHANGES = "most changes"
    """How many announced unit-days may lose a slot."""
    FIRST_DAY = "first day"
    """The first day to plan."""
    FIRST_SHIFT = "first shift"
    """The first shift of that day."""
    LAST_DAY = "last day"
    """The last day that is announced, published or asked for."""
    ASKED_DAY = "asked day"
    """The day that a question is about."""
    ASKED_SHIFT = "asked shift"
    """The shift that a question or a list is about."""
    DUE_DAY = "due day"
    """The day by which all is to be collected."""
    BREAKDOWN = "breakdown"
    """The machine that breaks down, and the first of its days."""
    EVENINGS = "evenings"
    """Work in the last shift of each day only."""


@dataclass(frozen=True, slots=True)
class Given:
    """A term and the value that it was given; without one where the term is a mere yes."""

    term: Term
    value: str | int = ""

    def __str__(self) -> str:
        return str(self.value)


class DoorWords(Protocol):
    """How a door speaks of what people ask for in it, and of what they can do in it."""

    def next_step(self, step: NextStep) -> str:
        """A sentence without its full stop; empty where the door shows the way itself."""

    def given(self, given: Given) -> str:
        """A term and its value as people gave them."""


class _NoDoor:
    """As long as no door has its say: nothing of what to do, and a term by its value."""

    def next_step(self, step: NextStep) -> str:
        return ""

    def given(self, given: Given) -> str:
        return str(given)


_door: DoorWords = _NoDoor()


@contextmanager
def speaking_for(door: DoorWords) -> Iterator[None]:
    """While this door is open, messages speak of next steps and terms in its words. One door a process."""
    global _door
    before, _door = _door, door
    try:
        yield
    finally:
        _door = before


def worded(text: str, next_step: NextStep | None = None, about: Given | None = None) -> str:
    """A sentence with the term that it is about before it and what to do behind it, in the words of the door."""
    before = _door.given(about) if about is not None else ""
    behind = _door.next_step(next_step) if next_step is not None else ""
    return ". ".join(filter(None, [": ".join(filter(None, [before, text])), behind]))
