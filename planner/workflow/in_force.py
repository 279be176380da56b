"""Which plans people have worked by."""

from itertools import groupby

from planner.domain.plan import Plan
from planner.ledger.ledger import Ledger


def versions_in_force(ledger: Ledger) -> tuple[Plan, ...]:
    """The plans that were announced, in the order in which they were; all plans in theirs where none was.

    Empty where there is no plan yet. A plan announced twice without another between, as when its days are extended,
    stands here once. Raises LedgerError.
    """
    announced = [number for number, _again in groupby(each.version for each in ledger.announcements())]
    if announced:
        plans = {number: ledger.version(number).plan for number in set(announced)}
        return tuple(plans[number] for number in announced)
    return tuple(version.plan for version in ledger.versions())
