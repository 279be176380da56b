"""Everything that can go wrong, in one tree.

PlannerError                    exit  what happened
├── WrongUsage                  2     an option or argument that makes no sense
├── UnreadableFile              2     a file is missing, broken, too large or of another kind
├── UnwritableFile              2     a folder or file cannot be written
├── LedgerError                 2     the ledger cannot serve; what it holds is as it was before
│   ├── LedgerUnusable          2     it cannot be opened, read or written where it stands, or is no ledger
│   ├── LedgerBusy              2     another program has kept it locked for too long
│   ├── LedgerDamaged           2     its content is broken; a backup has to be restored
│   ├── LedgerTooNew            2     a newer version of this program wrote it
│   ├── LedgerOfAnotherCampaign 2     it belongs to a campaign of another name
│   ├── LedgerElsewhere         2     something shows that the campaign is kept elsewhere, or has come further
│   ├── LedgerWouldLose         2     a backup lacks what stands in the ledger that it is to replace
│   ├── LedgerLacks             2     what was asked of it, such as a version, is not in it
│   └── LedgerMovedOn           2     others wrote into it what the command did not know; nothing was written
├── WorkbookProblems            1     the workbook was read; its facts have problems, all of them listed
├── NoPlanPossible              1     no plan satisfies the hard rules; says which facts exclude each other
├── NoRosterPossible            1     no roster satisfies the hard rules; says which facts exclude each other
├── NumbersTooLarge             1     the campaign's figures exceed what the solver counts exactly
├── UnsoundPlan                 1     the independent checker refused a plan, so nothing was written
├── UnsoundRoster               1     the independent checker refused a roster, so nothing was written
├── NoPlanInTime                3     time, or Ctrl-C, came before a first plan
├── NoRosterInTime              3     time, or Ctrl-C, came before a first roster
├── SearchDied                  3     the process that searches could not start, or died, before a first plan
└── BrokenOff                   3     a second Ctrl-C came after the search; the text says what is kept
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Severity(StrEnum):
    """Whether a problem stops the work."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """How something was read, or that it was not; `planner check` tells it, other commands how many there are."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where it stands, what it is, and what to do about it (in the reader's language)."""

    where: str
    what: str
    advice: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.advice}" if self.advice else f"{self.where}: {self.what}"


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


class PlannerError(Exception):
    """The root of all errors that a person is told of; it says what, where and what to do."""

    exit_code = 1

    def __init__(self, text: str = "", next_step: NextStep | None = None, *, about: Given | None = None) -> None:
        super().__init__(text)
        self.text = text
        """What and where, in words that suit every door."""
        self.next_step = next_step
        self.about = about

    def __str__(self) -> str:
        """All of it, in the words of the door that is open."""
        return worded(self.text, self.next_step, self.about)


class WrongUsage(PlannerError):
    """A command was called with something it cannot use."""

    exit_code = 2


class UnreadableFile(PlannerError):
    """A file could not be read at all."""

    exit_code = 2


class UnwritableFile(PlannerError):
    """A file or folder could not be written."""

    exit_code = 2


class LedgerError(PlannerError):
    """The ledger cannot serve; what it holds is as it was before."""

    exit_code = 2


class LedgerUnusable(LedgerError):
    """A ledger cannot be opened, read or written where it stands, or what stands there is no ledger."""


class LedgerBusy(LedgerError):
    """Another program has kept the ledger locked for too long."""


class LedgerDamaged(LedgerError):
    """The ledger's content is broken."""


class LedgerTooNew(LedgerError):
    """A newer version of this program wrote the ledger."""


class LedgerOfAnotherCampaign(LedgerError):
    """The ledger belongs to a campaign of another name."""


class LedgerElsewhere(LedgerError):
    """Something shows that the campaign is kept in another ledger, or had come further than this one says."""


class LedgerWouldLose(LedgerError):
    """A backup lacks what stands in the ledger that it is to replace."""


class LedgerLacks(LedgerError):
    """What was asked of the ledger is not in it."""


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A result that is otherwise in the ledger than its next writer saw it."""

    day: date
    shift: str | None
    machine: str | None
    unit: str
    number: int
    """Of the row that counts now; 0 where it was withdrawn and none does."""
    collected: int | None
    """What that row says; None where none counts."""
    approved: int | None
    activated: int | None
    by: str
    at: datetime
    yours: int
    """What was to be recorded in its place."""


@dataclass(frozen=True, slots=True)
class OtherWrite:
    """A row of another kind that came after the last one that the writer saw."""

    what: str
    """*version*, *announcement* or *adjustment*."""
    number: int
    by: str
    at: datetime


class LedgerMovedOn(LedgerError):
    """Others wrote into the ledger what the writer did not know; where that was compared row by row, it is told."""

    def __init__(
        self,
        text: str,
        next_step: NextStep | None = None,
        *,
        figures: Sequence[OtherFigure] = (),
        writes: Sequence[OtherWrite] = (),
    ) -> None:
        super().__init__(text, next_step)
        self.figures = tuple(figures)
        self.writes = tuple(writes)


class WorkbookProblems(PlannerError):
    """The facts of a workbook cannot be used as they are; every problem found is carried along."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class NoPlanPossible(PlannerError):
    """No plan satisfies the hard rules."""


class NoRosterPossible(PlannerError):
    """No roster satisfies the hard rules."""


class NumbersTooLarge(PlannerError):
    """The solver counts exactly only below 2^31; this campaign's figures exceed that."""


class UnsoundPlan(PlannerError):
    """The checker refused a plan; its violations are in the text."""


class UnsoundRoster(PlannerError):
    """The checker refused a roster; its violations are in the text."""


class NoPlanInTime(PlannerError):
    """The search was ended before it had found any plan."""

    exit_code = 3


class NoRosterInTime(PlannerError):
    """The search was ended before it had found any roster."""

    exit_code = 3


class SearchDied(PlannerError):
    """The process that searches could not be started, or died again and again, before it had found any plan."""

    exit_code = 3


class BrokenOff(PlannerError):
    """A second Ctrl-C ended the command after the search; the text says what is kept of the plan."""

    exit_code = 3
