"""Rules on how many dossiers a placement may carry."""

from collections import Counter
from collections.abc import Iterator, Mapping

from planner.check.reading import Reading
from planner.check.rows import Appearance
from planner.check.violation import Violation, against_row
from planner.check.wording import spoken_unit
from planner.domain.policy import Rule
from planner.domain.record import UnitCode
from planner.texts import plurals_of, spoken_number, texts_of

_ = texts_of("check")
ngettext = plurals_of("check")


def capacity(reading: Reading) -> Iterator[Violation]:
    """Dossiers planned in a slot are at most its capacity, or its rate where that is less; no row is below 0.

    Where there is no posting another rule says so, and no capacity tells what would be too many.
    """
    for one in reading.planned_appearances:
        limit = one.dossiers if one.posting is None else reading.slot_limits.most_of(one, one.posting)
        least = min(row.dossiers for row in one.rows)
        if least < 0 or one.dossiers > limit:
            dossiers = least if least < 0 else one.dossiers
            sentence = ngettext(
                "{machine} is to collect {dossiers} dossier at {unit} on {day}, {shift}; it can do 0 to {limit}",
                "{machine} is to collect {dossiers} dossiers at {unit} on {day}, {shift}; it can do 0 to {limit}",
                dossiers,
            )
            most = spoken_number(max(0, limit))
            yield against_row(Rule.CAPACITY, one, sentence, dossiers=spoken_number(dossiers), limit=most)


def demand(reading: Reading) -> Iterator[Violation]:
    """A unit gets no more dossiers than it still needs."""
    given = Counter[UnitCode]()
    for row in reading.planned:
        given[row.unit.code] += row.dossiers
    for unit in reading.campaign.units:
        planned, remaining = given[unit.code], reading.remaining[unit.code]
        if planned > remaining:
            message = ngettext(
                "{unit} is to get {planned} dossier, but needs only {remaining} more",
                "{unit} is to get {planned} dossiers, but needs only {remaining} more",
                planned,
            ).format(unit=spoken_unit(unit), planned=spoken_number(planned), remaining=spoken_number(remaining))
            yield Violation(rule=Rule.DEMAND, message=message, unit=unit.code)


def fill(reading: Reading) -> Iterator[Violation]:
    """A stop's slots in time order, then machines in workbook order, are each filled to capacity till the need ends.

    Where the sheet *Năng suất* or a learned rate by which the plan fills is less, the slot is full at that rate. The
    units of a cluster are filled in workbook order; with none left, one row of the first unit says 0.
    """
    remaining = dict(reading.remaining)
    for one in reading.planned_appearances:
        due, room = {}, _full(reading, one)
        for code in reading.campaign.units_at(one.unit.code):
            dossiers = min(room, remaining[code])
            room, remaining[code] = room - dossiers, remaining[code] - dossiers
            if dossiers:
                due[code] = dossiers
        due = due or {one.unit.code: 0}
        if one.by_unit != due:
            yield _not_filled(one, due)


def _not_filled(appearance: Appearance, due: Mapping[UnitCode, int]) -> Violation:
    told = appearance.by_unit
    if {*told, *due} == {appearance.unit.code}:
        sentence = ngettext(
            "{machine} is to collect {dossiers} dossier at {unit} on {day}, {shift}; the filling order gives {due}",
            "{machine} is to collect {dossiers} dossiers at {unit} on {day}, {shift}; the filling order gives {due}",
            appearance.dossiers,
        )
        dossiers, filled = spoken_number(appearance.dossiers), spoken_number(due[appearance.unit.code])
        return against_row(Rule.FILL, appearance, sentence, dossiers=dossiers, due=filled)
    sentence = _(
        "{machine} is to collect at {unit} on {day}, {shift} from its units {told}; the filling order gives {due}"
    )
    return against_row(Rule.FILL, appearance, sentence, told=_by_unit(told), due=_by_unit(due))


def _by_unit(dossiers: Mapping[UnitCode, int]) -> str:
    """Units of a cluster by their codes, each with its dossiers."""
    return ", ".join(f"{code}: {spoken_number(number)}" for code, number in dossiers.items())


def _full(reading: Reading, appearance: Appearance) -> int:
    """Dossiers that the slot can take; of learned rates of several units of a cluster the lowest binds.

    An appearance without a posting takes what it says, since no capacity tells better; another rule names it.
    """
    if appearance.posting is None:
        return appearance.dossiers
    most = reading.slot_limits.most_of(appearance, appearance.posting)
    learned, slot = reading.plan.rates or {}, f"{appearance.machine.name} | {appearance.slot.shift}"
    labels = (f"{code} | {slot}" for code in reading.campaign.units_at(appearance.unit.code))
    return min([most, *(int(learned[label]) for label in labels if label in learned)])
