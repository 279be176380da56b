"""One search of the board, for a plan or a roster: what was asked for, how far it is, what became of it, its ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock
from time import monotonic

from planner.domain.progress import Progress
from planner.domain.record import ShiftLabel
from planner.errors import PlannerError


@dataclass(frozen=True, slots=True)
class SearchOrder:
    """What somebody wants planned."""

    is_first: bool
    """Whether the campaign is planned from its beginning; then only the seconds count of what follows."""
    seconds: float
    day: date | None = None
    """The first day to plan; None is the day after the last result."""
    shift: ShiftLabel | None = None
    """The first shift of that day to plan; None is all of it."""
    freeze_days: int = 0
    learns: bool = False
    assumes_planned: bool = False
    """Whether slots without a result count as collected as planned."""


@dataclass(frozen=True, slots=True)
class RosterOrder:
    """What duty roster somebody wants, for the plan in force."""

    seconds: float
    day: date | None = None
    """The first day to roster; None for a first roster from its beginning."""
    shift: ShiftLabel | None = None
    """The first shift of that day to roster; None is all of it."""
    until: date | None = None
    """The last day to roster, inclusive; None is the plan's last."""
    freeze_days: int = 0


class SearchStage(StrEnum):
    """How far a search has come."""

    SEARCHING = "searching"
    STOPPING = "stopping"
    """Somebody has ended it; what it has found is being stored."""
    GIVING_UP = "giving up"
    STORED = "stored"
    KEPT_ASIDE = "kept aside"
    """The ledger did not take what was found; it is in a file."""
    GIVEN_UP = "given up"
    REFUSED = "refused"
    """There is no plan, for a reason that people can do something about."""
    DIED = "died"
    FAULTY = "faulty"
    """The program has made a mistake."""


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What became of a search."""

    stage: SearchStage
    version: int = 0
    """Of the plan or the roster in the ledger; 0 where there is none."""
    amends: int | None = None
    """The plan that citizens rely on; None where nothing was announced, and for a roster."""
    was_stopped: bool = False
    remarks: tuple[str, ...] = ()
    """What the reader of it should know: what happened to the search, what others have written meanwhile."""
    error: PlannerError | None = None
    """Why nothing was found, or why it is not in the ledger."""
    path: Path | None = None
    """Where that is which is not in the ledger."""
    fault: str = ""
    """The number of the program's mistake in the log."""


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search as it is at one moment."""

    number: int
    order: SearchOrder | RosterOrder
    begun_at: datetime
    begun_by: str
    stage: SearchStage
    goals: tuple[Progress, ...]
    """What is known of each goal that was searched for, in their order."""
    told_before: tuple[str, ...]
    """What whoever waits may know beforehand: seats that no roster can fill. Mostly empty."""
    seconds: float
    """How long it has lasted, or did last."""
    outcome: SearchOutcome | None
    """None while it is under way."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens."""
        return self.outcome is not None


class BoardSearch:
    """A search; asked and told from several threads."""

    def __init__(
        self,
        number: int,
        order: SearchOrder | RosterOrder,
        begun_at: datetime,
        begun_by: str,
        is_closing: Callable[[], bool],
    ) -> None:
        self.number = number
        self.order = order
        self.begun_by = begun_by
        self._begun_at = begun_at
        self._is_closing = is_closing
        self._began, self._lasted = monotonic(), 0.0
        self._lock = Lock()
        self._stopped, self._given_up, self._over = Event(), Event(), Event()
        self._goals: dict[str, Progress] = {}
        self._told_before: tuple[str, ...] = ()
        self._outcome: SearchOutcome | None = None

    def state(self) -> SearchState:
        """As it is now."""
        with self._lock:
            return SearchState(
                number=self.number,
                order=self.order,
                begun_at=self._begun_at,
                begun_by=self.begun_by,
                stage=self._stage(),
                goals=tuple(self._goals.values()),
                told_before=self._told_before,
                seconds=self._lasted if self._outcome else monotonic() - self._began,
                outcome=self._outcome,
            )

    def stop(self) -> None:
        """End it, and keep the best."""
        self._stopped.set()

    def give_up(self) -> None:
        """End it, and keep nothing."""
        self._given_up.set()

    def has_to_end(self) -> bool:
        """Whether somebody has ended it, or closes the board, which keeps the best."""
        return self._stopped.is_set() or self._given_up.is_set() or self._is_closing()

    def is_given_up(self) -> bool:
        """Whether nobody wants what it finds."""
        return self._given_up.is_set()

    def listen(self, progress: Progress) -> None:
        """Hear of a better solution, or of the end of a goal's search; a goal that was left keeps what was known."""
        if progress.value is None:
            return
        with self._lock:
            before = self._goals.get(progress.goal)
            if before is not None and before.is_final and not progress.is_final:
                progress = replace(progress, is_final=True)
            self._goals[progress.goal] = progress

    def tell_before(self, sentences: Sequence[str]) -> None:
        """Note what is known before anything is found."""
        with self._lock:
            self._told_before = tuple(sentences)

    def end(self, outcome: SearchOutcome) -> None:
        """Nothing more happens."""
        with self._lock:
            self._lasted = monotonic() - self._began
            self._outcome = outcome
        self._over.set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end, and say whether it has come."""
        return self._over.wait(seconds)

    def _stage(self) -> SearchStage:
        if self._outcome is not None:
            return self._outcome.stage
        if self._given_up.is_set():
            return SearchStage.GIVING_UP
        return SearchStage.STOPPING if self.has_to_end() else SearchStage.SEARCHING
