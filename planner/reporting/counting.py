"""Adding up what results tell."""

from collections.abc import Iterable

from planner.domain.report import Figures
from planner.domain.results import Result


def counted(results: Iterable[Result]) -> Figures:
    """What these results bring together; an approval or activation of which nothing is told is none."""
    rows = tuple(results)
    return Figures(
        collected=sum(row.collected for row in rows),
        approved=sum(row.approved or 0 for row in rows),
        activated=sum(row.activated or 0 for row in rows),
    )


def together(figures: Iterable[Figures]) -> Figures:
    """The sums."""
    each = tuple(figures)
    return Figures(
        collected=sum(one.collected for one in each),
        approved=sum(one.approved for one in each),
        activated=sum(one.activated for one in each),
    )


def half_up(numerator: int, denominator: int) -> int:
    """The quotient of two numbers that are not negative, rounded to a whole number, half up."""
    return (2 * numerator + denominator) // (2 * denominator)
