"""Numbers of citizens that are unique in their unit, also where each class or hamlet counts its own from 1."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.domain.folding import fold
from planner.domain.invitation import Citizen
from planner.intake.citizens.tally import CitizenTally
from planner.intake.layout.citizens import MOST_CITIZENS, CitizenColumn
from planner.intake.tables.sheet_tables import SheetRow
from planner.texts import spoken_number, texts_of

_ = texts_of("intake")

LEAST_STEP = 1_000
"""Between the numbers of one class and the next, so that a new pupil of one class renumbers nobody else."""


@dataclass(frozen=True, slots=True, repr=False)
class ListedCitizen:
    """A citizen and the row that tells of them."""

    row: SheetRow
    citizen: Citizen

    def __repr__(self) -> str:
        return f"ListedCitizen({self.row.number})"


def numbered_apart(listed: Sequence[ListedCitizen], tally: CitizenTally) -> list[Citizen]:
    """The unit's citizens by their numbers. Where these begin again with each class, they are counted on from class to
    class; any other number that stands twice is an error, and its second citizen is left out.
    """
    if _begin_again(listed):
        return _counted_on(listed, tally)
    first: dict[int, ListedCitizen] = {}
    for one in listed:
        before = first.setdefault(one.citizen.number, one)
        if before is not one:
            what = _("the number of row {row} once more").format(row=row_told(before.row, one.row))
            advice = _("Give each citizen of a unit a number of their own, and keep it from list to list")
            tally.error(one.row.where(CitizenColumn.NUMBER), f"{CitizenColumn.NUMBER}: {what}", advice)
    return [first[number].citizen for number in sorted(first)]


def row_told(row: SheetRow, beside: SheetRow) -> str:
    """The number of a row, with its sheet where that is another."""
    return str(row.number) if row.title == beside.title else f"{row.title}!{row.number}"


def _begin_again(listed: Sequence[ListedCitizen]) -> bool:
    """Whether each class or hamlet that has a number of another's counts from 1, and none has a number twice."""
    times = Counter(one.citizen.number for one in listed)
    if not any(count > 1 for count in times.values()):
        return False
    numbers: dict[str, list[int]] = {}
    for one in listed:
        numbers.setdefault(fold(one.citizen.hamlet), []).append(one.citizen.number)
    sharing = [own for own in numbers.values() if any(times[number] > 1 for number in own)]
    return (
        "" not in numbers and len(sharing) > 1 and all(min(own) == 1 and len(set(own)) == len(own) for own in sharing)
    )


def _counted_on(listed: Sequence[ListedCitizen], tally: CitizenTally) -> list[Citizen]:
    largest = max(one.citizen.number for one in listed)
    step = max(LEAST_STEP, 10 ** len(str(largest)))
    ranks: dict[str, int] = {}
    for one in listed:
        ranks.setdefault(fold(one.citizen.hamlet), len(ranks))
    if step * len(ranks) > MOST_CITIZENS:
        step = 0
    count = spoken_number(len(ranks))
    if step:
        told = _(
            "the numbers begin again in each of {count} classes or hamlets, so they are counted on: the first of the "
            "second is {number}"
        ).format(count=count, number=step + 1)
    else:
        told = _("the numbers begin again in each of {count} classes or hamlets, so the citizens are counted").format(
            count=count
        )
    tally.note(listed[0].row.title, told)
    found = [
        replace(one.citizen, number=ranks[fold(one.citizen.hamlet)] * step + one.citizen.number if step else place)
        for place, one in enumerate(listed, start=1)
    ]
    return sorted(found, key=lambda citizen: citizen.number)
