"""Rules about one owner's line, each a small automaton over his days, and what may be counted along a line.

All are frozen records, so that owners with the same rules share a graph. A choice of 0 is a day off, any other is work.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple

from planner.model.roster.line_problem import OFF

NOTHING: tuple[tuple[int, int], ...] = ()
SATURDAY, WEEK = 5, 7


class _Free:
    """What most rules share: no costs, and any end."""

    __slots__ = ()

    def may_end(self, state: Hashable) -> bool:
        """Whether the line may end in this state; yes unless a rule says otherwise."""
        return True

    def costs(self, state: Hashable, day: int, choice: int) -> tuple[tuple[int, int], ...]:
        """What a choice costs; nothing unless a rule says otherwise."""
        return NOTHING


class Run(NamedTuple):
    """A stretch of days alike up to now."""

    is_work: bool
    length: int
    """Days so far, not counted further than the rule needs to know."""
    touches_first: bool
    """Whether it began on the first day, so that it is never too short."""


@dataclass(frozen=True, slots=True)
class RunsOfDays(_Free):
    """Days of work in a row: at least `least_work`, at most `most_work`; days off in a row: at least `least_off`.

    What lies before the first and after the last day is unknown, so a stretch that touches either is never too short.
    """

    most_work: int
    least_work: int = 1
    least_off: int = 1

    def first(self) -> Run:
        """No stretch yet."""
        return Run(is_work=False, length=0, touches_first=True)

    def after(self, state: Run, day: int, choice: int) -> Run | None:
        """The stretch goes on, or another begins."""
        works = choice != OFF
        begins = state.length == 0 or works != state.is_work
        if not begins:
            length = state.length + 1
            if works and length > self.most_work:
                return None
            return self._told(works=works, length=length, touches_first=state.touches_first)
        if works and self.most_work < 1:
            return None
        is_short = state.length < (self.least_work if state.is_work else self.least_off)
        if state.length and is_short and not state.touches_first:
            return None
        return self._told(works=works, length=1, touches_first=state.length == 0)

    def _told(self, *, works: bool, length: int, touches_first: bool) -> Run:
        if not works:
            length = min(length, self.least_off)
        is_long = length >= (self.least_work if works else self.least_off)
        return Run(works, length, touches_first and not is_long)


@dataclass(frozen=True, slots=True)
class Succession(_Free):
    """What may not follow what on the next day. `kinds` names the kind of each choice of each day (choice 0 included);
    a pair (a, b) of `forbidden` says that kind b may not come the day after kind a. Kinds begin at 0.
    """

    kinds: tuple[tuple[int, ...], ...]
    forbidden: frozenset[tuple[int, int]]
    before: int | None = None
    """The kind of the day before the first one, where it is known."""

    def first(self) -> int:
        """The kind of the day before; -1 where it is unknown."""
        return -1 if self.before is None else self.before

    def after(self, state: int, day: int, choice: int) -> int | None:
        """The kind of this day."""
        kind = self.kinds[day][choice]
        return None if (state, kind) in self.forbidden else kind


class Amounts(NamedTuple):
    """A count in which each choice of each day has its amount: minutes, shifts of one kind, holidays."""

    by_day: tuple[tuple[int, ...], ...]
    """Of each day, of each choice, choice 0 included; zero or more."""

    def first(self) -> int:
        """Nothing to remember."""
        return 0

    def after(self, state: int, day: int, choice: int) -> int:
        """Nothing to remember."""
        return 0

    def amount(self, state: int, day: int, choice: int) -> int:
        """By the table."""
        return self.by_day[day][choice]


class WorkedWeekends(NamedTuple):
    """Counts weekends with work on Saturday, Sunday or both. Day 0 falls `first_weekday` days after a Monday."""

    first_weekday: int = 0

    def first(self) -> bool:
        """Whether the Saturday of this weekend was worked: not yet."""
        return False

    def after(self, state: bool, day: int, choice: int) -> bool:  # noqa: FBT001 - a state
        """Saturday is remembered until Sunday."""
        return (day + self.first_weekday) % WEEK == SATURDAY and choice != OFF

    def amount(self, state: bool, day: int, choice: int) -> int:  # noqa: FBT001 - a state
        """One on the first day worked."""
        weekday = (day + self.first_weekday) % WEEK
        return int(choice != OFF and (weekday == SATURDAY or (weekday == SATURDAY + 1 and not state)))
