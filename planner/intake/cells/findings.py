"""Collecting every problem of a workbook instead of stopping at the first."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from planner import texts
from planner.errors import Problem, Severity
from planner.texts import texts_of

_ = texts_of("intake")

SHOWN_LENGTH = 40
_ALIKE = 3
"""So many cells of a column are still told of one by one."""
_CELL = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]+)[0-9]+")
_QUOTED = re.compile("“[^”A-Za-zÀ-ỹ]*”")
"""A quoted figure; names that differ are told one by one."""
_LONG_DIGITS = re.compile(r"[0-9]{6,}(?=[0-9]{3})")


class Findings:
    """What is wrong with a workbook, in the order in which it was found."""

    def __init__(self, *, keeps_notes: bool = False, joins_alike: bool = False) -> None:
        """Where no command tells the notes apart, they are warnings; on demand, many alike of a column are one."""
        self._problems: dict[Problem, None] = {}
        self._named: set[str] = set()
        self._severity_of_notes = Severity.NOTE if keeps_notes else Severity.WARNING
        self._joins_alike = joins_alike
        self._num_errors = 0

    def error(self, where: str, what: str, advice: str = "") -> None:
        """Note something that keeps the workbook from being used."""
        self._named.add(where)
        self._note(Problem(where, what, advice))

    def warn(self, where: str, what: str, advice: str = "") -> None:
        """Note something that a planner should look at."""
        self._note(Problem(where, what, advice, Severity.WARNING))

    def note(self, where: str, what: str, advice: str = "") -> None:
        """Note how something was read, or that it was not, where no plan can turn out other than meant."""
        self._note(Problem(where, what, advice, self._severity_of_notes))

    def _note(self, problem: Problem) -> None:
        if problem not in self._problems:  # a cell that several readers refuse is told of once
            self._problems[problem] = None
            self._num_errors += problem.severity is Severity.ERROR

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
    def num_errors(self) -> int:
        """How many errors were noted so far."""
        return self._num_errors

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the workbook from being used."""
        return self._told([problem for problem in self._problems if problem.severity is Severity.ERROR])

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What a planner should look at, and after it the notes."""
        told = [problem for problem in self._problems if problem.severity is not Severity.ERROR]
        return self._told(sorted(told, key=lambda problem: problem.severity is Severity.NOTE))

    def _told(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        return _one_a_column(problems) if self._joins_alike else tuple(problems)


def _one_a_column(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems in their order; what is said alike of many cells of a column is said once, of the first of them."""
    alike: dict[object, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(_kind(problem), []).append(problem)
    return tuple(one for group in alike.values() for one in ([_joined(group)] if len(group) > _ALIKE else group))


def _kind(problem: Problem) -> object:
    """What is said of which column, whatever figure it is said of; a problem of no cell is of its own kind."""
    cell = _CELL.fullmatch(problem.where)
    if cell is None:
        return problem
    return (cell["sheet"], cell["column"], _QUOTED.sub("", problem.what), problem.advice, problem.severity)


def _joined(group: Sequence[Problem]) -> Problem:
    first, last = group[0], group[-1]
    return replace(
        first,
        where=f"{first.where}:{last.where.rpartition('!')[2]}",
        what=_("{what} ({count} cells)").format(what=first.what, count=len(group)),
    )


def shown(value: object) -> str:
    """A cell's content as a message may quote it, with the code points of letters that only look Vietnamese."""
    quoted = f"“{short(str(value))}”"
    strange = _look_alikes(str(value)[:SHOWN_LENGTH])
    return f"{quoted} ({', '.join(strange)})" if strange else quoted


def _look_alikes(text: str) -> list[str]:
    """The code points of letters of other scripts in a text that holds Latin letters too."""
    letters = [letter for letter in dict.fromkeys(text) if letter.isalpha() and not letter.isascii()]
    foreign = [letter for letter in letters if "LATIN" not in unicodedata.name(letter, "")]
    is_mixed = len(foreign) < len({letter for letter in text if letter.isalpha()})
    return [f"U+{ord(letter):04X}" for letter in foreign] if is_mixed else []


def short(text: str) -> str:
    """Text as a message may hold it: a few words on one line, with long numbers (identity numbers) masked."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * SHOWN_LENGTH])
    line = _LONG_DIGITS.sub(lambda digits: "*" * len(digits[0]), line)
    return f"{line[: SHOWN_LENGTH - 1]}…" if len(line) > SHOWN_LENGTH else line


def listed(names: list[str], at_most: int = 5) -> str:
    """Some names in one line: the first few, and how many more there are."""
    return texts.listed(map(short, names), at_most)
