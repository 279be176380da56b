"""The grammar's tree → the parts of a line in their order."""

from collections.abc import Sequence
from typing import TypeVar

from lark import Token, Transformer, Tree
from lark.exceptions import VisitError

from planner.intake.appendix.days.spoken import (
    Bound,
    BoundKind,
    BoundStretch,
    HourToHour,
    Item,
    OpenEnd,
    Point,
    PointKind,
    Sign,
    SignKind,
    Stretch,
    Weekdays,
    WholeMonth,
)
from planner.intake.values.texts import Unfit
from planner.intake.values.weekdays import WEEKEND, weekday_in, weekdays_between, weekdays_listed

_POINT_KINDS = frozenset(PointKind)
_Part = Token | Point | Bound | Item
_Parts = list[_Part]
_Kind = TypeVar("_Kind")


def items_in(tree: Tree[Token]) -> Sequence[Item]:
    """The parts of the line. Raises Unfit for a range of weekdays that goes backwards."""
    try:
        return _Phrases().transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, Unfit):
            raise error.orig_exc from error
        raise


def _all(parts: _Parts, kind: type[_Kind]) -> list[_Kind]:
    return [part for part in parts if isinstance(part, kind)]


def _text(parts: _Parts, *kinds: str) -> str:
    """The text of the first token of these kinds; empty for none."""
    return next((str(part) for part in parts if isinstance(part, Token) and part.type in kinds), "")


class _Phrases(Transformer[Token, Sequence[Item]]):
    """A method for each rule of the grammar, by its name."""

    def line(self, parts: _Parts) -> Sequence[Item]:
        return tuple(_all(parts, Stretch | WholeMonth | Bound | HourToHour | BoundStretch | Weekdays | Sign))  # type: ignore[arg-type]

    def plain(self, parts: _Parts) -> Point:
        return _point(parts)

    def dated(self, parts: _Parts) -> Point:
        return _point(parts)

    def plain_in_words(self, parts: _Parts) -> Point:
        bare = _point(parts)
        text = f"{bare.text} {_text(parts, 'MONTH')}"
        return Point(PointKind.DAY_MONTH, text, bare.name_before, bare.name_behind)

    def month(self, parts: _Parts) -> Sign:
        return Sign(SignKind.MONTH, str(parts[0]))

    def one_day(self, parts: _Parts) -> Stretch:
        (day,) = _all(parts, Point)
        return Stretch(day, OpenEnd.OPEN if _text(parts, "FROM") else None)

    def stretch(self, parts: _Parts) -> Stretch:
        first, last = _all(parts, Point)
        return Stretch(first, last, dash="từ" if _text(parts, "FROM") else _text(parts, "TO"))

    def to_the_end(self, parts: _Parts) -> Stretch:
        (first,) = _all(parts, Point)
        return Stretch(first, OpenEnd.CAMPAIGN)

    def to_a_month(self, parts: _Parts) -> Stretch:
        (first,), (month,) = _all(parts, Point), _all(parts, Sign)
        return Stretch(first, OpenEnd.MONTH, _text(parts, "TO"), month.text)

    def whole_month(self, parts: _Parts) -> WholeMonth:
        (month,) = _all(parts, Sign)
        return WholeMonth(month.text)

    def bound(self, parts: _Parts) -> Bound:
        (token,) = _all(parts, Token)
        return Bound(BoundKind(token.type), str(token))

    def bound_day(self, parts: _Parts) -> BoundStretch:
        (bound,), (day,) = _all(parts, Bound), _all(parts, Point)
        is_from = bool(_text(parts, "FROM"))
        return BoundStretch(bound, Stretch(day, OpenEnd.OPEN if is_from else None), is_from)

    def bound_stretch(self, parts: _Parts) -> BoundStretch:
        (bound,), (first, last) = _all(parts, Bound), _all(parts, Point)
        return BoundStretch(bound, Stretch(first, last, _text(parts, "TO")), bool(_text(parts, "FROM")))

    def span_of_a_day(self, parts: _Parts) -> HourToHour:
        (first_bound, last_bound), (day,) = _all(parts, Bound), _all(parts, Point)
        return HourToHour(first_bound, day, last_bound, None, _text(parts, "TO"))

    def span(self, parts: _Parts) -> HourToHour:
        (first_bound, last_bound), (first, last) = _all(parts, Bound), _all(parts, Point)
        dash = "từ" if _text(parts, "FROM") else _text(parts, "TO")
        return HourToHour(first_bound, first, last_bound, last, dash)

    def weekday(self, parts: _Parts) -> Weekdays:
        text = _text(parts, "WEEKDAY")
        return Weekdays(text, frozenset((weekday_in(text),)))

    def weekday_range(self, parts: _Parts) -> Weekdays:
        first, last = (str(part) for part in _all(parts, Token) if part.type in ("WEEKDAY", "DAY_NAME"))
        text = f"{first} - {last}".rstrip(" ,:(")
        return Weekdays(text, weekdays_between(weekday_in(first), weekday_in(last), text))

    def weekday_list(self, parts: _Parts) -> Weekdays:
        text = _text(parts, "WEEKDAY_LIST")
        return Weekdays(text, weekdays_listed(text), has_bare_figures=not text.startswith("các"))

    def weekend(self, parts: _Parts) -> Weekdays:
        return Weekdays(_text(parts, "WEEKEND"), WEEKEND)

    def hours(self, parts: _Parts) -> Bound:
        return Bound(BoundKind.HOURS, _text(parts, "HOURS"))

    def whole_day(self, parts: _Parts) -> Bound:
        return Bound(BoundKind.WHOLE_DAY, _text(parts, "WHOLE_DAY"))

    def when_bound(self, parts: _Parts) -> Bound:
        return _all(parts, Bound)[0]

    def when_range(self, parts: _Parts) -> Bound:
        first, last = _all(parts, Bound)
        return Bound(first.kind, first.text, last)

    def sign(self, parts: _Parts) -> Sign:
        (part,) = parts
        return part if isinstance(part, Sign) else Sign(SignKind(part.type), str(part))  # type: ignore[union-attr]


def _point(parts: _Parts) -> Point:
    token = next(part for part in _all(parts, Token) if part.type in _POINT_KINDS)
    return Point(PointKind(token.type), str(token), _text(parts, "DAY_NAME"), _text(parts, "NAME_BEHIND", "WEEKDAY"))
