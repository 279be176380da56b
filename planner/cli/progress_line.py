"""One line a goal while the solver works: value, bound, gap, seconds."""

import sys
from time import monotonic
from types import TracebackType

import click

from planner.cli.figures import figure, goal_name
from planner.cli.session import Session
from planner.domain.progress import Progress
from planner.texts import texts_of

_ = texts_of("cli")

SECONDS_BETWEEN_LINES = 5.0


class ProgressLines:
    """Writes progress to stderr: over itself on a terminal, else one line a goal and one every few seconds."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()  # None where it is closed
        self._has_begun = False
        self._width = 0
        self._last = monotonic()

    def __enter__(self) -> "ProgressLines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_terminal and self._width:
            click.echo("", err=True)

    def listen(self, progress: Progress) -> None:
        """Hear of a better plan, or of the end of a goal's search."""
        if not self._has_begun:
            self._session.note(_("Searching. Ctrl-C ends the search and keeps the best plan so far."))
            self._has_begun = True
        if progress.value is None:
            return
        line = self._line(progress)
        if self._is_terminal:
            click.echo("\r" + line.ljust(self._width), nl=progress.is_final, err=True)
            self._width = 0 if progress.is_final else len(line)
        elif progress.is_final or monotonic() - self._last > SECONDS_BETWEEN_LINES:
            click.echo(line, err=True)
            self._last = monotonic()

    @staticmethod
    def _line(progress: Progress) -> str:
        value = progress.value or 0.0
        gap = 0.0 if value <= progress.bound else 100 * (value - progress.bound) / value
        return _("  {goal:<14} value {value:>12}  bound {bound:>12}  gap {gap:>6} %  {seconds:>6} s").format(
            goal=goal_name(progress.goal),
            value=figure(progress.goal, value),
            bound=figure(progress.goal, progress.bound),
            gap=figure("travel", gap),
            seconds=figure("travel", progress.seconds),
        )
