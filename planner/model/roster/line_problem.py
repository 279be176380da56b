"""What is to be rostered, in general words: owners, their choices of each day, covers and totals.

An *owner* makes one choice a day; choice 0 is a day off, choice c > 0 is the c-th of the day's choices. All his
choices over the horizon are his *line*. A choice may have an *effect*: it adds one to a cover. Goals are numbered in
their order and each is a sum of whole numbers, zero or more: prices of choices, costs of rules, covers and totals.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

OFF = 0
"""The choice of a day off."""

Line = tuple[int, ...]
"""One owner's choice of each day."""


class Choice(NamedTuple):
    """Something an owner may do on a day."""

    effect: int | None
    """The cover to which it adds one; None where it covers nothing."""
    label: str | int
    """For reading the roster back; the search does not look at it."""


class LineRule(Protocol):
    """A rule about one owner's line, as an automaton over his days. Equal rules must be equal and hashable: owners with
    the same rules and choices share one graph. States are hashable; each rule knows its own kind.
    """

    def first(self) -> Hashable:
        """The state before the first day."""

    def after(self, state: Any, day: int, choice: int) -> Hashable | None:
        """The state after a day's choice; None where the rule forbids the choice."""

    def may_end(self, state: Any) -> bool:
        """Whether the line may end in this state after the last day."""

    def costs(self, state: Any, day: int, choice: int) -> tuple[tuple[int, int], ...]:
        """What the choice costs in this state: pairs of a goal and an amount, usually none."""


class Counted(Protocol):
    """Something that is counted along a line. Equal ones must be equal and hashable."""

    def first(self) -> Hashable:
        """The state before the first day."""

    def after(self, state: Any, day: int, choice: int) -> Hashable:
        """The state after a day's choice; counting never forbids."""

    def amount(self, state: Any, day: int, choice: int) -> int:
        """What the choice adds to the count, zero or more."""


class Price(NamedTuple):
    """What one choice of an owner costs by itself, whatever else he does."""

    day: int
    choice: int
    goal: int
    amount: int


class Owner(NamedTuple):
    """Somebody who works one line."""

    name: str
    choices: tuple[tuple[Choice, ...], ...]
    """Of each day; a day off is choice 0 and not named here."""
    rules: tuple[LineRule, ...] = ()
    prices: tuple[Price, ...] = ()
    barred: frozenset[tuple[int, int]] = frozenset()
    """Days and choices that this owner alone may not make; (day, 0) says that he must work."""


class Cover(NamedTuple):
    """How many owners should have one effect."""

    need: int
    under: int
    """The cost of each one missing."""
    over: int | None
    """The cost of each one too many; None where there may be none too many."""
    goal: int


class Step(NamedTuple):
    """A cost of `slope` for each unit by which a total lies beyond a point."""

    beyond: int
    slope: int


@dataclass(frozen=True, slots=True)
class Total:
    """A count along one owner's line with limits that hold, and costs outside a band."""

    owner: int
    counted: Counted
    lowest: int | None = None
    highest: int | None = None
    goal: int = 0
    above: tuple[Step, ...] = ()
    """Each costs for what lies above its point; together a convex cost."""
    below: tuple[Step, ...] = ()
    """Each costs for what lies below its point, which is not above any point of `above`."""

    def __post_init__(self) -> None:
        if self.above and self.below:
            is_band = max(step.beyond for step in self.below) <= min(step.beyond for step in self.above)
            if not is_band:
                raise AssertionError(self)

    def is_kept(self, amount: int) -> bool:
        """Whether the limits hold."""
        return (self.lowest is None or amount >= self.lowest) and (self.highest is None or amount <= self.highest)

    def cost(self, amount: int) -> int:
        """What an amount costs."""
        too_much = sum(step.slope * max(0, amount - step.beyond) for step in self.above)
        return too_much + sum(step.slope * max(0, step.beyond - amount) for step in self.below)


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A roster to be found."""

    days: int
    owners: tuple[Owner, ...]
    covers: tuple[Cover, ...]
    totals: tuple[Total, ...] = ()
    num_goals: int = 1


class GoalValue(NamedTuple):
    """How good a roster is in one goal."""

    value: int
    bound: int
    """No roster is better in this goal that is as good in the goals before."""

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.bound >= self.value


@dataclass(frozen=True, slots=True)
class LineSolution:
    """A roster that keeps every rule, and what is known of it."""

    lines: tuple[Line, ...]
    """Of each owner."""
    goals: tuple[GoalValue, ...]
    was_stopped: bool = False
    """Whether time ended the search, or somebody did."""


class LineProgress(NamedTuple):
    """Where the search for one goal stands."""

    goal: int
    value: int | None
    bound: int
    seconds: float
    """Spent on this goal so far."""
    is_final: bool


LineObserver = Callable[[LineProgress], None]
LinesBetter = Callable[[LineSolution], None]
"""Hears of each roster that is better than the one before, goal by goal."""


def no_observer(progress: LineProgress) -> None:
    """The observer who does not listen."""


def no_listener(solution: LineSolution) -> None:
    """Nobody who waits for better rosters."""
