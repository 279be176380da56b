"""What a person sees while the solver works: one living line on a terminal, one line a goal where it is kept."""

import sys
from dataclasses import replace
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType

from planner.cli.figures import figure, goal_name
from planner.cli.session import Session
from planner.cli.streams import tell_aside
from planner.domain.policy import Goal
from planner.domain.progress import Progress
from planner.texts import texts_of

_ = texts_of("cli")

WIDEST = 79
"""A line that is written over itself must not break on the narrowest terminal."""
SILENT_SECONDS = 2.0
"""So long a person waits without a sign of life; in a log each silence may last twice as long as the one before."""
TICK_SECONDS = 0.5


class ProgressLines:
    """Writes progress to stderr: over itself on a terminal; else a line where a goal's search ends, and signs of life.

    A goal may be heard of at any time, also after its search was said to have ended.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_terminal = sys.stderr.isatty()
        self._has_begun = False
        self._width = 0
        self._latest: Progress | None = None
        self._ended: dict[Goal, Progress] = {}
        """What is known of each goal whose search has ended at least once."""
        self._told: dict[Goal, tuple[float | None, float]] = {}
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
        if self._width:
            tell_aside("")
            self._width = 0
            if self._latest is not None:
                self._told[self._latest.goal] = self._latest.value, self._latest.bound
        for progress in self._ended.values():
            self._let_stay(progress)

    def listen(self, progress: Progress) -> None:
        """Hear of a better plan, or of the end of a goal's search."""
        with self._speaking:
            if not self._has_begun:
                self._session.note(_("Searching. Ctrl-C ends the search and keeps the best plan so far."))
                self._has_begun = True
                self._began = self._spoke = monotonic()
            if progress.value is None or self._is_over.is_set():
                return
            self._latest, self._heard = progress, monotonic()
            if progress.goal in self._ended or progress.is_final:
                self._ended[progress.goal] = progress
            if progress.is_final and (self._is_terminal or progress.goal not in self._told):
                self._let_stay(progress)
            elif self._is_terminal:
                self._write_over(_line(progress))

    def _let_stay(self, progress: Progress) -> None:
        """A line that is not written over, unless the last one of this goal says the same."""
        told = progress.value, progress.bound
        if self._told.get(progress.goal) == told:
            return
        self._told[progress.goal] = told
        if self._width:
            self._write_over(_line(progress), stays=True)
        else:
            tell_aside(_line(progress))
        self._spoke = monotonic()

    def _write_over(self, line: str, *, stays: bool = False) -> None:
        tell_aside("\r" + line.ljust(self._width), nl=stays)
        self._width = 0 if stays else len(line)
        self._spoke = monotonic()

    def _give_signs(self) -> None:
        """After a while of silence tell where the search is, however little there is to tell."""
        while not self._is_over.wait(TICK_SECONDS):
            with self._speaking:
                if not self._has_begun or monotonic() - self._spoke < self._silence:
                    continue
                if self._is_terminal:
                    self._write_over(self._sign())
                else:
                    tell_aside(self._sign())
                    self._spoke = monotonic()
                    self._silence *= 2

    def _sign(self) -> str:
        if self._latest is None:
            return _("  … no plan yet, {seconds} s").format(seconds=figure("finish", monotonic() - self._began))
        return _line(replace(self._latest, seconds=self._latest.seconds + monotonic() - self._heard))


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
