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
├── BoardFileTrouble            2     the board's own file, of drafts and accounts, cannot be read or written
├── DraftMovedOn                2     another window of the same person has changed their draft; nothing was kept
├── WorkbookProblems            1     the workbook was read; its facts have problems, all of them listed
├── NoPlanPossible              1     no plan satisfies the hard rules; says which facts exclude each other
├── NoRosterPossible            1     no roster satisfies the hard rules; says which facts exclude each other
├── NumbersTooLarge             1     the campaign's figures exceed what the solver counts exactly
├── UnsoundPlan                 1     the independent checker refused a plan, so nothing was written
├── UnsoundRoster               1     the independent checker refused a roster, so nothing was written
├── NoPlanInTime                3     time, or Ctrl-C, came before a first plan
├── NoRosterInTime              3     time, or Ctrl-C, came before a first roster
├── SearchDied                  3     the process that searches could not start, or died, before a first plan
├── TaskFailed                  3     one of several independent pieces of work has no answer; says which and why
│   ├── TaskDied                3     process after process died of it
│   └── TaskOverTime            3     it was ended, since its time was up
├── ClusterUnusable             2     a cluster cannot be reached, or runs another version of this program
└── BrokenOff                   3     a second Ctrl-C came after the search; the text says what is kept
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner.next_steps import Given, NextStep, worded


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


class BoardFileTrouble(PlannerError):
    """The board's own file, of drafts and accounts, cannot be read or written."""

    exit_code = 2


class DraftMovedOn(PlannerError):
    """A draft was changed from another window since the one that sends something was loaded."""

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


class TaskFailed(PlannerError):
    """One of several independent pieces of work has no answer."""

    exit_code = 3


class TaskDied(TaskFailed):
    """Process after process died of a piece of work."""


class TaskOverTime(TaskFailed):
    """A piece of work was ended, since its time was up."""


class ClusterUnusable(PlannerError):
    """A cluster cannot be reached, lacks this program or runs another version of it, or its workers are gone."""

    exit_code = 2


class BrokenOff(PlannerError):
    """A second Ctrl-C ended the command after the search; the text says what is kept of the plan."""

    exit_code = 3
