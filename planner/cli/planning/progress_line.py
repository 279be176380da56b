"""What a person sees while the solver works: one living line on a terminal, one line a goal where it is kept."""

from dataclasses import replace
from enum import StrEnum, auto
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType

from planner.cli.living_line import LivingLine
from planner.cli.session import Speaker
from planner.cli.streams import tell_aside
from planner.domain.progress import PartsDone, Progress
from planner.telling.figures import figure, goal_name
from planner.texts import texts_of

_ = texts_of("cli")

WIDEST = 79
"""A line that is written over itself must not break on the narrowest terminal."""
SILENT_SECONDS = 2.0
"""So long a person waits without a sign of life; in a log each silence may last twice as long as the one before."""
TICK_SECONDS = 0.5
USUALLY_READY_SECONDS = 5.0
"""A search for rosters that finds nothing for longer is mostly the first one on this computer."""


class Sought(StrEnum):
    """What is searched for."""

    PLAN = auto()
    ROSTER = auto()
    TEAMS = auto()


class CountedLines:
    """Tells on stderr how far a work of many like pieces is, no more often than people wait for a sign of life."""

    def __init__(self) -> None:
        self._line = LivingLine()
        self._last = monotonic()

    def __enter__(self) -> "CountedLines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.end()

    def tell(self, line: str, *, at_once: bool = False) -> None:
        """Tell how far it is."""
        if at_once or monotonic() - self._last >= SILENT_SECONDS:
            self._last = monotonic()
            self._line.tell(line)


class ProgressLines:
    """Writes progress to stderr: over itself on a terminal; else a line where a goal's search ends, and signs of life.

    A goal may be heard of at any time, also after its search was said to have ended.
    """

    def __init__(self, session: Speaker, sought: Sought = Sought.PLAN) -> None:
        self._session = session
        self._sought = sought
        self._line = LivingLine()
        self._has_begun = False
        self._latest: Progress | None = None
        self._parts: PartsDone | None = None
        """How many parts of a large campaign are searched; None between two steps, and in others."""
        self._ended: dict[str, Progress] = {}
        """What is known of each goal whose search has ended at least once."""
        self._told: dict[str, tuple[float | None, float]] = {}
        """Value and bound in the last line that stays, by goal."""
        self._began = self._heard = self._spoke = monotonic()
        self._silence = SILENT_SECONDS
        self._speaking = Lock()
        self._is_over = Event()
        self._watch = Thread(target=self._give_signs, name="progress", daemon=True)

    def __enter__(self) -> "ProgressLines":
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._watch.join()
        if self._line.stands:
            self._line.end()
            if self._latest is not None:
                self._told[self._latest.goal] = self._latest.value, self._latest.bound
        for progress in self._ended.values():
            self._let_stay(progress)

    def listen(self, progress: Progress) -> None:
        """Hear of a better plan, or of the end of a goal's search."""
        with self._speaking:
            if not self._has_begun:
                self._session.note(_beginning(self._sought))
                self._has_begun = True
                self._began = self._spoke = monotonic()
            if progress.parts is not None and not self._is_over.is_set():
                self._parts = progress.parts
                if self._line.is_terminal:
                    self._tell(_parts_line(progress.parts))
            if progress.value is None or self._is_over.is_set():
                return
            self._parts = None
            self._latest, self._heard = progress, monotonic()
            if progress.goal in self._ended or progress.is_final:
                self._ended[progress.goal] = progress
            if progress.is_final and (self._line.is_terminal or progress.goal not in self._told):
                self._let_stay(progress)
            elif self._line.is_terminal:
                self._tell(_line(progress))

    def _let_stay(self, progress: Progress) -> None:
        """A line that is not written over, unless the last one of this goal says the same."""
        told = progress.value, progress.bound
        if self._told.get(progress.goal) == told:
            return
        self._told[progress.goal] = told
        if self._line.stands:
            self._tell(_line(progress), stays=True)
        else:
            tell_aside(_line(progress))
            self._spoke = monotonic()

    def _tell(self, line: str, *, stays: bool = False) -> None:
        self._line.tell(line, stays=stays)
        self._spoke = monotonic()

    def _give_signs(self) -> None:
        """After a while of silence tell where the search is, however little there is to tell."""
        while not self._is_over.wait(TICK_SECONDS):
            with self._speaking:
                if not self._has_begun or monotonic() - self._spoke < self._silence:
                    continue
                self._tell(self._sign())
                if not self._line.is_terminal:
                    self._silence *= 2

    def _sign(self) -> str:
        if self._parts is not None:
            return _parts_line(self._parts)
        if self._latest is None:
            return self._nothing_yet().format(seconds=figure("finish", monotonic() - self._began))
        return _line(replace(self._latest, seconds=self._latest.seconds + monotonic() - self._heard))

    def _nothing_yet(self) -> str:
        """The first search for a roster on a computer has machine code made before it begins."""
        if self._sought is Sought.PLAN:
            return _("  … no plan yet, {seconds} s")
        if monotonic() - self._began < USUALLY_READY_SECONDS:
            return _("  … no roster yet, {seconds} s")
        return _("  … no roster yet, {seconds} s; the first one on a computer takes longer")


def _beginning(sought: Sought) -> str:
    return {
        Sought.PLAN: _("Searching. Ctrl-C ends the search and keeps the best plan so far."),
        Sought.ROSTER: _("Searching. Ctrl-C ends the search and keeps the best roster so far."),
        Sought.TEAMS: _("Searching. Ctrl-C ends the search and keeps the best so far."),
    }[sought]


def _parts_line(parts: PartsDone) -> str:
    return _("  {done} of {all} parts searched").format(
        done=figure("finish", parts.done), all=figure("finish", parts.all)
    )


def _line(progress: Progress) -> str:
    value = progress.value or 0.0
    gap = 0.0 if value <= progress.bound else 100 * (value - progress.bound) / value
    line = _("  {goal:<14} value {value:>12}  bound {bound:>12}  gap {gap:>6} %  {seconds:>6} s").format(
        goal=goal_name(progress.goal),
        value=figure(progress.goal, value),
        bound=figure(progress.goal, progress.bound),
        gap=figure("travel", gap),
        seconds=figure("travel", progress.seconds),
    )
    return line if len(line) <= WIDEST else "  " + " ".join(line.split())
