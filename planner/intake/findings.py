"""Collecting every problem of a workbook instead of stopping at the first."""

import re

from planner.errors import Problem, Severity

SHOWN_LENGTH = 40
_LONG_DIGITS = re.compile(r"[0-9]{6,}(?=[0-9]{3})")


class Findings:
    """What is wrong with a workbook, in the order in which it was found."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}
        self._named: set[str] = set()

    def error(self, where: str, what: str, advice: str = "") -> None:
        """Note something that keeps the workbook from being used."""
        self._named.add(where)
        self._note(Problem(where, what, advice))

    def warn(self, where: str, what: str, advice: str = "") -> None:
        """Note something that a planner should look at."""
        self._note(Problem(where, what, advice, Severity.WARNING))

    def _note(self, problem: Problem) -> None:
        self._problems[problem] = None  # a cell that several readers refuse is told of once

    def names(self, where: str) -> bool:
        """Whether an error was noted at this place."""
        return where in self._named

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted, neither an error nor a warning."""
        return not self._problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything noted, errors first."""
        return (*self.errors, *self.warnings)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the workbook from being used."""
        return tuple(problem for problem in self._problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What a planner should look at."""
        return tuple(problem for problem in self._problems if problem.severity is Severity.WARNING)


def shown(value: object) -> str:
    """A cell's content as a message may quote it."""
    return f"“{short(str(value))}”"


def short(text: str) -> str:
    """Text as a message may hold it: a few words on one line, with long numbers (identity numbers) masked."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * SHOWN_LENGTH])
    line = _LONG_DIGITS.sub(lambda digits: "*" * len(digits[0]), line)
    return f"{line[: SHOWN_LENGTH - 1]}…" if len(line) > SHOWN_LENGTH else line


def listed(names: list[str], at_most: int = 5) -> str:
    """Some names in one line: the first few, and how many more there are."""
    first = ", ".join(map(short, names[:at_most]))
    return f"{first} … (+{len(names) - at_most})" if len(names) > at_most else first
