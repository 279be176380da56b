"""What the process that searches sends up, and what it is told from above. Light to import on either side."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from logging import LogRecord
from typing import TYPE_CHECKING, Protocol, TypeVar

from planner.domain.search_terms import SearchTerms
from planner.texts import Language

if TYPE_CHECKING:
    from planner.domain.progress import Progress
    from planner.model.outcome import Solution
    from planner.model.roster.outcome import RosterSolution

Answer_co = TypeVar("Answer_co", covariant=True)


class Errand(StrEnum):
    """What a process that searches is started for."""

    PLANS = auto()
    ROSTERS = auto()


class NewsLine(Protocol):
    """The way up from a question that is being answered; nothing said on it keeps the search waiting."""

    def advanced(self, progress: "Progress") -> None:
        """Tell how far the search is."""

    def better(self, solution: "Solution | RosterSolution") -> None:
        """Send up a plan, or a roster, that is better than the one before."""

    def prepares(self) -> None:
        """Tell that something is made ready first which takes none of the question's time."""

    def begins(self) -> None:
        """Tell that the question's time runs from now on."""

    def when_stopped(self, stop: Callable[[], None]) -> None:
        """Call this as soon as somebody above wants the search to end; at once if that was so already."""


class AskedOfModel(Protocol[Answer_co]):
    """What is asked of the model: a record that can be sent to another process and answered there."""

    @property
    def terms(self) -> SearchTerms:
        """For how long it may be searched for, and with how much."""

    def answered(self, line: NewsLine) -> Answer_co:
        """The answer. Called in the process that searches; only there may the solver be imported."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the process above speaks: the other one speaks the same way."""

    language: Language
    log_level: int
    """The least level of log records that somebody above wants."""


@dataclass(frozen=True, slots=True)
class Began:
    """The question of this number is being answered; what comes before it has taken none of its time."""

    number: int


@dataclass(frozen=True, slots=True)
class Prepares:
    """Before the question of this number is answered something is made ready: it begins later, and says so."""

    number: int


@dataclass(frozen=True, slots=True)
class Advanced:
    """How far the search is."""

    number: int
    progress: "Progress"


@dataclass(frozen=True, slots=True)
class FoundBetter:
    """A plan, or a roster, that is better than any sent up before for the same question."""

    number: int
    solution: "Solution | RosterSolution"
    """Of the kind that the question's answer is of."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A log record, its text complete."""

    record: LogRecord


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more is sent for this question but its answer."""

    number: int


News = Began | Prepares | Advanced | FoundBetter | Logged | Ended


@dataclass(frozen=True, slots=True)
class StopSearching:
    """The search for the question of this number has to end."""

    number: int
