"""Hours, labels and parts of the day that stand together → the hours and labels that they tell."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from planner.domain.calendar import Shift
from planner.domain.record import ShiftLabel
from planner.intake.appendix.grammar import items_of
from planner.intake.appendix.sessions import Session, overlaps, session_in, shift_of_session
from planner.intake.appendix.shifts import Hours, ShiftNames, ToldShifts, hours_in, minutes_in, plain
from planner.intake.appendix.spoken import Bound, BoundKind, Sign, SignKind
from planner.intake.clock import clock
from planner.intake.findings import shown
from planner.intake.values import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

_NUMBERS_OF_SHIFTS = {"2": 2, "hai": 2, "3": 3, "ba": 3}
_BESIDE = frozenset(
    (SignKind.COMMA, SignKind.SEMICOLON, SignKind.COLON, SignKind.OPEN, SignKind.CLOSE, SignKind.REMARK)
)


class ToldWhen(NamedTuple):
    """In which part of its days somebody works; all empty where nothing is told."""

    hours: tuple[Hours, ...] = ()
    labels: tuple[ShiftLabel, ...] = ()
    whole_day: bool = False


def shifts_told(lines: Sequence[str], names: ShiftNames) -> ToldShifts:
    """What the lines of a cell such as *Ca 01 (7h00–15h00)* tell."""
    bounds: list[Bound] = []
    rest: list[str] = []
    num_lines = 0
    for line in lines:
        num_before = len(bounds)
        try:
            items = items_of(plain(line), names.pattern)
        except Unfit:
            items = ()
        found = [item for item in items if isinstance(item, Bound)]
        beside = [item for item in items if not isinstance(item, Bound)]
        if label := names.of_label(line):
            bounds.append(Bound(BoundKind.LABEL, label))
        elif not found or any(not isinstance(item, Sign) or item.kind not in _BESIDE for item in beside):
            rest.append(line)
        else:
            bounds += found
        num_lines += len(bounds) > num_before
    try:
        told = told_when(bounds, names)
    except Unfit:
        return ToldShifts((), (), whole_day=False, rest=" ".join(lines))
    return ToldShifts(told.hours, told.labels, told.whole_day, " ".join(rest), num_lines)


def told_when(bounds: Sequence[Bound], names: ShiftNames) -> ToldWhen:
    """What the bounds tell together. Raises Unfit where one contradicts another, or fits no shift or several."""
    hours = [hours_in(bound.text) for bound in bounds if bound.kind is BoundKind.HOURS]
    labels = [label for bound in bounds if bound.kind is BoundKind.LABEL for label in _labels(bound, names)]
    sessions = [session for bound in bounds if bound.kind is BoundKind.SESSION for session in _sessions(bound)]
    clocks = [minutes_in(bound.text) for bound in bounds if bound.kind is BoundKind.CLOCK]
    whole_day = [bound.text for bound in bounds if bound.kind is BoundKind.WHOLE_DAY]
    if any(bound.last is not None and bound.kind is BoundKind.CLOCK for bound in bounds):
        raise _unknown_hours(names, bounds[0].text)
    _check_whole_day(whole_day, hours, labels, names)
    if labels:
        _check_sessions_of_labels(sessions, labels, names)
    else:
        hours += _hours_of_sessions(sessions, hours, names)
    hours += _hours_of_clocks(clocks, hours, labels, names)
    return ToldWhen(tuple(hours), tuple(labels), bool(whole_day))


def _labels(bound: Bound, names: ShiftNames) -> Iterator[ShiftLabel]:
    first = names.of_label(bound.text)
    last = names.of_label(bound.last.text) if bound.last is not None else first
    if first is None or last is None:
        raise _unknown_hours(names, bound.text)
    places = names.labels.index(first), names.labels.index(last)
    yield from names.labels[min(places) : max(places) + 1]


def _sessions(bound: Bound) -> Iterator[Session]:
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
    order = [Session.MORNING, Session.AFTERNOON, Session.EVENING]
    last = session_in(bound.last.text)
    if first not in order or last not in order:
        yield from (first, last)
    else:
        places = order.index(first), order.index(last)
        yield from order[min(places) : max(places) + 1]


def _check_whole_day(
    told: Sequence[str], hours: Sequence[Hours], labels: Sequence[ShiftLabel], names: ShiftNames
) -> None:
    """*cả ngày* with hours of one shift, or *cả hai ca* where there are three, contradicts itself."""
    for text in told:
        number = next((count for word, count in _NUMBERS_OF_SHIFTS.items() if word in text.split()), None)
        meant = {label for each in hours for label in names.of_hours(each)} or set(labels)
        is_less = bool(meant) and len(meant) == 1 < len(names.labels)
        if is_less or (number is not None and number != (len(meant) or len(names.labels))):
            raise Unfit(
                _("{value} and the shifts do not agree").format(value=shown(text)),
                _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
            )


def _check_sessions_of_labels(sessions: Iterable[Session], labels: Sequence[ShiftLabel], names: ShiftNames) -> None:
    for session in sessions:
        if shift_of_session(session, names.shifts).label not in labels:
            raise Unfit(
                _("{value} and the shifts do not agree").format(value=shown(session.value)),
                _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
            )


def _hours_of_sessions(sessions: Sequence[Session], told: Sequence[Hours], names: ShiftNames) -> list[Hours]:
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
    clocks: Sequence[int], told: Sequence[Hours], labels: Sequence[ShiftLabel], names: ShiftNames
) -> list[Hours]:
    """*13h30* alone begins the day's last shift; an earlier one may go on with those behind it."""
    begun = {hours.starts for hours in told}
    begun |= {shift.starts_minute for shift in names.shifts if shift.label in labels}
    found: list[Hours] = []
    for minute in clocks:
        last = names.shifts[-1]
        if begun:
            if minute not in begun:
                raise _unknown_hours(names, clock(minute))
        elif minute == last.starts_minute:
            found.append(_hours_of(last))
        else:
            raise Unfit(
                _("{value} tells no end").format(value=shown(clock(minute))),
                _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
            )
    return found


def _hours_of(shift: Shift) -> Hours:
    return Hours(shift.starts_minute, shift.ends_minute)


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


def _unknown_hours(names: ShiftNames, text: str) -> Unfit:
    return Unfit(
        _("the shift {value} is not to be told").format(value=shown(text)),
        _("Write the hours of one of: {shifts}").format(shifts=names.with_hours()),
    )
