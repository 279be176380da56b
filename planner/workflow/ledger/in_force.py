"""The plans by which people have worked, one after the other."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from planner.domain.plan import Plan
from planner.domain.version import StoredVersion
from planner.ledger.ledger import Ledger

_Beginning = tuple[date, str]


def versions_in_force(ledger: Ledger, *, needs_last: bool = False) -> tuple[Plan, ...]:
    """The announced plans, the oldest first; all stored plans where none was announced; empty where there is no plan.

    A plan holds from its first day until the next one begins, and only the rows of those days are in it here; one that
    never held is left out, unread. A plan that was announced twice in a row, as when its days are extended, stands here
    once. A plan that cannot be read any more is left out, and those before it too where nothing tells when it began.
    With `needs_last` the last one has to be readable. Raises LedgerError.
    """
    return plans_in_force(ledger, needs_last=needs_last).plans


class InForce(NamedTuple):
    """The plans that people have worked by."""

    plans: tuple[Plan, ...]
    unread: int | None
    """The last of them that cannot be read any more: what it, and those before it, had planned is not known."""


def plans_in_force(ledger: Ledger, *, needs_last: bool = False) -> InForce:
    """The same as `versions_in_force` gives, and whether all could be read."""
    announced = [number for number, _again in groupby(each.version for each in ledger.announcements())]
    stored = {version.number: version for version in ledger.stored_versions()}
    wanted: list[tuple[int, date | None]] = []
    until: date | None = None
    taken: set[_Beginning] = set()
    unread: int | None = None
    for number in reversed(announced or sorted(stored)):
        begins = _beginning(stored.get(number))
        if begins is None:
            unread = number if until != date.min else None  # what began with the campaign left nothing to it
            break
        if until is None or (begins[0] <= until and begins not in taken):
            wanted.append((number, until))
        until = min(begins[0], until or begins[0])
        taken.add(begins)
    if needs_last and stored and not wanted:
        ledger.version(announced[-1] if announced else max(stored))
    return InForce(tuple(filter(None, reversed(ledger.plans_ahead(wanted)))), unread)


def _beginning(version: StoredVersion | None) -> _Beginning | None:
    """The first slot that it plans; None where that cannot be read any more."""
    if version is None or version.summary is None:
        return None
    return version.summary.as_of or date.min, version.summary.as_of_shift or ""
