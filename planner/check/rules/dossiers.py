"""Rules on how many dossiers a placement may carry."""

from collections.abc import Iterator

from planner.check.reading import Reading, ReadRow
from planner.check.violation import Violation, against_row
from planner.check.wording import spoken_unit
from planner.domain.policy import Rule
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("check")
ngettext = plurals_of("check")


def capacity(reading: Reading) -> Iterator[Violation]:
    """Dossiers planned in a slot are at most the posting's capacity, or its rate where that is less; not below 0.

    Where there is no posting another rule says so, and no capacity tells what would be too many.
    """
    for row in reading.planned:
        limit = row.dossiers if row.posting is None else reading.sheet_rates.most_of(row, row.posting)
        if not 0 <= row.dossiers <= limit:
            sentence = ngettext(
                "{machine} is to collect {dossiers} dossier at {unit} on {day}, {shift}; it can do 0 to {limit}",
                "{machine} is to collect {dossiers} dossiers at {unit} on {day}, {shift}; it can do 0 to {limit}",
                row.dossiers,
            )
            dossiers, most = spoken_number(row.dossiers), spoken_number(max(0, limit))
            yield against_row(Rule.CAPACITY, row, sentence, dossiers=dossiers, limit=most)


def demand(reading: Reading) -> Iterator[Violation]:
    """A unit gets no more dossiers than it still needs."""
    for unit in reading.campaign.units:
        planned = sum(row.dossiers for row in reading.planned if row.unit.code == unit.code)
        remaining = reading.remaining[unit.code]
        if planned > remaining:
            message = ngettext(
                "{unit} is to get {planned} dossier, but needs only {remaining} more",
                "{unit} is to get {planned} dossiers, but needs only {remaining} more",
                planned,
            ).format(unit=spoken_unit(unit), planned=spoken_number(planned), remaining=spoken_number(remaining))
            yield Violation(rule=Rule.DEMAND, message=message, unit=unit.code)


def fill(reading: Reading) -> Iterator[Violation]:
    """A unit's slots in time order, then machines in workbook order, are each filled to capacity till the need ends.

    Where the sheet *Năng suất* or a learned rate by which the plan fills is less, the slot is full at that rate.
    """
    remaining = dict(reading.remaining)
    for row in reading.planned:
        due = min(_full(reading, row), remaining[row.unit.code])
        remaining[row.unit.code] -= due
        if row.dossiers != due:
            sentence = ngettext(
                "{machine} is to collect {dossiers} dossier at {unit} on {day}, {shift}; the filling order gives {due}",
                "{machine} is to collect {dossiers} dossiers at {unit} on {day}, "
                "{shift}; the filling order gives {due}",
                row.dossiers,
            )
            dossiers = spoken_number(row.dossiers)
            yield against_row(Rule.FILL, row, sentence, dossiers=dossiers, due=spoken_number(due))


def _full(reading: Reading, row: ReadRow) -> int:
    """Dossiers that the row's slot can take.

    A row without a posting takes what it says, since no capacity tells better; another rule names it.
    """
    if row.posting is None:
        return row.dossiers
    most = reading.sheet_rates.most_of(row, row.posting)
    label = f"{row.unit.code} | {row.machine.name} | {row.slot.shift}"
    return min(most, int((reading.plan.rates or {}).get(label, most)))
