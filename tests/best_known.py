"""The best values that anybody has found for the campaigns of the benchmark, and what is proven of them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planner.domain.policy import Goal
from tests.rivals.contest import Entry, slack

HEADS = ("campaign", "goal", "value", "bound", "found_by")
NO_BOUND = ""


@dataclass(frozen=True)
class Known:
    """What is known of one goal of a campaign; the values of all its goals are those of one sound plan."""

    goal: Goal
    value: float
    bound: float | None
    """No plan that is no worse in the goals before this one has a smaller value; None where nobody has proven any."""
    found_by: str

    @property
    def is_proven(self) -> bool:
        """Whether nothing better is left to be found."""
        return self.bound is not None and self.bound >= self.value - slack(self.goal)


Goals = tuple[Known, ...]
"""In the campaign's order."""


def known_of(entry: Entry, order: Sequence[Goal], found_by: str) -> Goals:
    """What a sound plan tells of each goal in the order. The entry has to count."""
    assert entry.values is not None
    bounds = {claim.goal: claim.bound for claim in entry.goals}
    return tuple(Known(goal, entry.values[goal], bounds.get(goal), found_by) for goal in order if goal in entry.values)


def improved(known: Goals, found: Goals) -> Goals:
    """The better plan of the two, with every bound that holds for it.

    A bound is proven for plans that are no worse than another in the goals before; it holds for the better plan's
    followers as long as the better plan is itself no worse in all of these.
    """
    if not known:
        return found
    best, other = (found, known) if _is_better(found, known) else (known, found)
    return tuple(
        replace(mine, bound=_stronger(mine, theirs.bound if _no_worse(best[:place], other[:place]) else None))
        for place, (mine, theirs) in enumerate(zip(best, other, strict=True))
    )


def refuted_bounds(known: Goals, found: Goals) -> list[str]:
    """What was held to be a bound, and the value of a sound plan that lies below it."""
    return [
        f"{mine.goal} {theirs.value:g} below the bound {mine.bound:g} that was known"
        for place, (mine, theirs) in enumerate(zip(known, found, strict=False))
        if mine.bound is not None
        and theirs.value < mine.bound - slack(mine.goal)
        and _no_worse(found[:place], known[:place])
    ]


def _is_better(one: Goals, other: Goals) -> bool:
    for mine, theirs in zip(one, other, strict=True):
        if abs(mine.value - theirs.value) > 1e-6:
            return mine.value < theirs.value
    return False


def _no_worse(one: Goals, other: Goals) -> bool:
    return all(mine.value <= theirs.value for mine, theirs in zip(one, other, strict=True))


def _stronger(mine: Known, bound: float | None) -> float | None:
    told = [one for one in (mine.bound, bound) if one is not None]
    return min(max(told), mine.value) if told else None


def read_best(path: Path) -> dict[str, Goals]:
    """Every campaign's goals; nothing where the file is not there yet."""
    if not path.exists():
        return {}
    found: dict[str, list[Known]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            bound = None if row["bound"] == NO_BOUND else float(row["bound"])
            known = Known(Goal(row["goal"]), float(row["value"]), bound, row["found_by"])
            found.setdefault(row["campaign"], []).append(known)
    return {name: tuple(goals) for name, goals in found.items()}


def write_best(path: Path, best: Mapping[str, Goals]) -> None:
    """Put it all into the file, in the order given."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADS)
        writer.writerows(_rows(best.items()))


def _rows(best: Iterable[tuple[str, Goals]]) -> Iterable[tuple[str, ...]]:
    for name, goals in best:
        for known in goals:
            bound = NO_BOUND if known.bound is None else f"{known.bound:.12g}"
            yield name, known.goal.value, f"{known.value:.12g}", bound, known.found_by
