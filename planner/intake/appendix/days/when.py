"""Hours, labels and parts of the day that stand together → the hours and labels that they tell."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from planner.domain.calendar import Shift
from planner.domain.record import ShiftLabel
from planner.intake.appendix.days.grammar import items_of
from planner.intake.appendix.days.shift_names import ShiftNames, ToldHours, ToldShifts, hours_in, minutes_in, plain
from planner.intake.appendix.days.spoken import Bound, BoundKind, Sign, SignKind
from planner.intake.cells.findings import listed, shown
from planner.intake.values.texts import Unfit
from planner.texts import spoken_clock, spoken_hours, texts_of

_ = texts_of("intake")


class _Part(NamedTuple):
    """Minutes between which a shift of this part of the day begins, and the one by which it ends."""

    begins_from: int
    begins_before: int
    ends_by: int


class PartOfDay(Enum):
    """A part of the day, by the word for it."""

    MORNING = "sáng"
    NOON = "trưa"
    AFTERNOON = "chiều"
    EVENING = "tối"


_PARTS = {
    PartOfDay.MORNING: _Part(4 * 60, 11 * 60, 13 * 60),
    PartOfDay.NOON: _Part(11 * 60, 13 * 60, 14 * 60),
    PartOfDay.AFTERNOON: _Part(12 * 60, 17 * 60, 18 * 60 + 30),
    PartOfDay.EVENING: _Part(17 * 60, 24 * 60, 36 * 60),
}


def session_in(text: str) -> PartOfDay:
    """The part of the day that a word such as *buổi sáng* means."""
    return next(session for session in PartOfDay if text.endswith(session.value))


def overlaps(session: PartOfDay, starts: int, ends: int) -> bool:
    """Whether a stretch of the day has to do with this part of it."""
    part = _PARTS[session]
    return starts < part.ends_by and part.begins_from < ends


def shift_of_session(session: PartOfDay, shifts: Sequence[Shift]) -> Shift:
    """The one shift that is named after this part of the day, or lies in it. Raises Unfit for none and for several."""
    named = [shift for shift in shifts if session.value in shift.label.casefold().split()]
    part = _PARTS[session]
    lying = [
        shift
        for shift in shifts
        if part.begins_from <= shift.starts_minute < part.begins_before and shift.ends_minute <= part.ends_by
    ]
    found = named or lying
    if len(found) == 1:
        return found[0]
    advice = _("Write the hours of one of: {shifts}").format(
        shifts=", ".join(f"{one.label} {spoken_hours(one.starts_minute, one.ends_minute)}" for one in shifts)
    )
    if not found:
        raise Unfit(_("no shift of sheet Ca is that of {value}").format(value=shown(session.value)), advice)
    raise Unfit(
        _("{value} can mean several shifts: {shifts}").format(
            value=shown(session.value), shifts=listed([shift.label for shift in found])
        ),
        advice,
    )


_NUMBERS_OF_SHIFTS = {"2": 2, "hai": 2, "3": 3, "ba": 3}
_BESIDE = frozenset(
    (SignKind.COMMA, SignKind.SEMICOLON, SignKind.COLON, SignKind.OPEN, SignKind.CLOSE, SignKind.REMARK)
)


class ToldWhen(NamedTuple):
    """In which part of its days somebody works; all empty where nothing is told."""

    hours: tuple[ToldHours, ...] = ()
    labels: tuple[ShiftLabel, ...] = ()
    whole_day: bool = False
    by_session: bool = False
    """A part of the day is told: *sáng*."""


def shifts_told(lines: Sequence[str], names: ShiftNames) -> ToldShifts:
    """What the lines of a cell such as *Ca 01 (7h00–15h00)* tell."""
    when: list[list[Bound]] = []
    rest: list[str] = []
    num_lines = 0
    for line in lines:
        try:
            things = _things_of(line, names)
        except Unfit:
            things = []
        when += things
        num_lines += bool(things)
        if not things:
            rest.append(line)
    try:
        told = told_together(when, names)
    except Unfit:
        return ToldShifts((), (), whole_day=False, rest=" ".join(lines))
    return ToldShifts(
        hours=tuple(hours for one in told for hours in one.hours),
        labels=tuple(label for one in told for label in one.labels),
        whole_day=any(one.whole_day for one in told),
        rest=" ".join(rest),
        num_lines=num_lines,
    )


def _things_of(line: str, names: ShiftNames) -> list[list[Bound]]:
    """What a line names that commas part; nothing for a line that says anything else. Raises Unfit."""
    if label := names.of_label(line):
        return [[Bound(BoundKind.LABEL, label)]]
    things: list[list[Bound]] = [[]]
    for item in items_of(plain(line), names.pattern):
        if isinstance(item, Bound):
            things[-1].append(item)
        elif not isinstance(item, Sign) or item.kind not in _BESIDE:
            return []
        elif item.kind in (SignKind.COMMA, SignKind.SEMICOLON):
            things.append([])
    return [thing for thing in things if thing]


def told_together(when: Sequence[Sequence[Bound]], names: ShiftNames) -> tuple[ToldWhen, ...]:
    """What several things that stand beside the same days tell; at least one, which may tell nothing.

    A label that stands apart from hours has to mean a shift of those hours: it may speak of them, or of another shift.
    Raises Unfit.
    """
    told = [told_when(bounds, names) for bounds in when]
    with_hours = [one for one in told if one.hours]
    of_hours = {label for one in with_hours for hours in one.hours for label in names.of_hours(hours)}
    labels = tuple(dict.fromkeys(label for one in told for label in one.labels))
    whole_day = [bound.text for bounds in when for bound in bounds if bound.kind is BoundKind.WHOLE_DAY]
    _check_whole_day(whole_day, of_hours or set(labels), names)
    if not with_hours:
        return (ToldWhen((), labels, bool(whole_day)),)
    for one in told:
        if not one.hours and not set(one.labels) <= of_hours:
            raise Unfit(
                _("{labels} and the hours {hours} do not agree").format(
                    labels=", ".join(one.labels),
                    hours=", ".join(str(hours) for other in with_hours for hours in other.hours),
                ),
                _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
            )
    bare = tuple(dict.fromkeys(hours for one in with_hours if not one.labels for hours in one.hours))
    labelled = tuple(one for one in with_hours if one.labels)
    by_session = any(one.by_session for one in told)
    return (*((ToldWhen(bare, by_session=by_session),) if bare else ()), *labelled)


def told_when(bounds: Sequence[Bound], names: ShiftNames) -> ToldWhen:
    """What the bounds tell together. Raises Unfit where one contradicts another, or fits no shift or several."""
    hours = [hours_in(bound.text) for bound in bounds if bound.kind is BoundKind.HOURS]
    labels = [label for bound in bounds if bound.kind is BoundKind.LABEL for label in _labels(bound, names)]
    sessions = [session for bound in bounds if bound.kind is BoundKind.SESSION for session in _sessions(bound)]
    clocks = [minutes_in(bound.text) for bound in bounds if bound.kind is BoundKind.CLOCK]
    if any(bound.last is not None and bound.kind is BoundKind.CLOCK for bound in bounds):
        raise _unknown_hours(names, bounds[0].text)
    if labels:
        _check_sessions_of_labels(sessions, labels, names)
    else:
        hours += _hours_of_sessions(sessions, hours, names)
    hours += _hours_of_clocks(clocks, hours, labels, names)
    return ToldWhen(tuple(hours), tuple(labels), by_session=bool(sessions))


def _labels(bound: Bound, names: ShiftNames) -> Iterator[ShiftLabel]:
    first = names.of_label(bound.text)
    last = names.of_label(bound.last.text) if bound.last is not None else first
    if first is None or last is None:
        raise _unknown_hours(names, bound.text)
    places = names.labels.index(first), names.labels.index(last)
    yield from names.labels[min(places) : max(places) + 1]


def _sessions(bound: Bound) -> Iterator[PartOfDay]:
    first = session_in(bound.text)
    if bound.last is None:
        yield first
        return
    if bound.last.kind is not BoundKind.SESSION:
        raise Unfit(
            _("{first} to {last}: which part of the day is meant is not to be told").format(
                first=shown(bound.text), last=shown(bound.last.text)
            ),
            _("Write the hours of the shift that is meant"),
        )
    order = [PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.EVENING]
    last = session_in(bound.last.text)
    if first not in order or last not in order:
        yield from (first, last)
    else:
        places = order.index(first), order.index(last)
        yield from order[min(places) : max(places) + 1]


def _check_whole_day(told: Sequence[str], meant: Collection[ShiftLabel], names: ShiftNames) -> None:
    """*cả ngày* beside one shift of several, or *cả hai ca* where there are three, contradicts itself."""
    for text in told:
        number = next((count for word, count in _NUMBERS_OF_SHIFTS.items() if word in text.split()), None)
        is_one_of_several = len(meant) == 1 < len(names.labels)
        if is_one_of_several or number not in (None, len(meant) or len(names.labels)):
            raise _at_odds(text, names)


def _check_sessions_of_labels(sessions: Iterable[PartOfDay], labels: Sequence[ShiftLabel], names: ShiftNames) -> None:
    for session in sessions:
        if shift_of_session(session, names.shifts).label not in labels:
            raise _at_odds(session.value, names)


def _hours_of_sessions(sessions: Sequence[PartOfDay], told: Sequence[ToldHours], names: ShiftNames) -> list[ToldHours]:
    """The hours of the sessions beside which none stand; hours beside a session have to lie in it."""
    stray = [hours for hours in told if sessions and not any(overlaps(one, *hours) for one in sessions)]
    if stray:
        raise Unfit(
            _("{value} and the hours {hours} do not agree").format(value=shown(sessions[0].value), hours=stray[0]),
            _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
        )
    bare = [one for one in sessions if not any(overlaps(one, *hours) for hours in told)]
    return [_hours_of(shift_of_session(one, names.shifts)) for one in dict.fromkeys(bare)]


def _hours_of_clocks(
    clocks: Sequence[int], told: Sequence[ToldHours], labels: Sequence[ShiftLabel], names: ShiftNames
) -> list[ToldHours]:
    """*13h30* alone begins the day's last shift; an earlier one may go on with those behind it."""
    begun = {hours.starts for hours in told}
    begun |= {shift.starts_minute for shift in names.shifts if shift.label in labels}
    found: list[ToldHours] = []
    for minute in clocks:
        last = next((shifts[-1] for shifts in names.timetables if shifts[-1].starts_minute == minute), None)
        if begun:
            if minute not in begun:
                raise _unknown_hours(names, spoken_clock(minute))
        elif last is not None:
            found.append(_hours_of(last))
        else:
            raise Unfit(
                _("{value} tells no end").format(value=shown(spoken_clock(minute))),
                _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
            )
    return found


def _hours_of(shift: Shift) -> ToldHours:
    return ToldHours(shift.starts_minute, shift.ends_minute)


def first_minute(bound: Bound, names: ShiftNames) -> int:
    """The minute at which a part of the day begins. Raises Unfit."""
    return minutes_in(bound.text) if bound.kind is BoundKind.CLOCK else _shift_of(bound, names).starts_minute


def last_minute(bound: Bound, names: ShiftNames) -> int:
    """The minute at which a part of the day ends. Raises Unfit."""
    return minutes_in(bound.text) if bound.kind is BoundKind.CLOCK else _shift_of(bound, names).ends_minute


def _shift_of(bound: Bound, names: ShiftNames) -> Shift:
    if bound.kind is BoundKind.SESSION:
        return shift_of_session(session_in(bound.text), names.shifts)
    label = names.of_label(bound.text)
    shift = next((one for one in names.shifts if one.label == label), None)
    if shift is None:
        raise _unknown_hours(names, bound.text)
    return shift


def _at_odds(text: str, names: ShiftNames) -> Unfit:
    return Unfit(
        _("{value} and the shifts do not agree").format(value=shown(text)),
        _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
    )


def _unknown_hours(names: ShiftNames, text: str) -> Unfit:
    return Unfit(
        _("the shift {value} is not to be told").format(value=shown(text)),
        _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
    )
