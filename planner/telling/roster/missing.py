"""Seats that no roster can fill, in words: with the count that proves it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from planner.roster.shortage import Shortage
from planner.roster.staffing import ANY_ROLE
from planner.telling.figures import counted
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("telling")
ngettext = plurals_of("telling")

_SUNDAY = timedelta(days=6)


def missing_told(missing: Sequence[Shortage]) -> list[str]:
    """A sentence for each shortage that no wider one tells of, weeks that are alike in one; none without any."""
    alike: dict[tuple[object, ...], list[Shortage]] = {}
    for shortage in widest(missing):
        alike.setdefault(_what(shortage), []).append(shortage)
    return [shortage_sentence(same[0], same) for same in alike.values()]


def widest(missing: Sequence[Shortage]) -> list[Shortage]:
    """Those whose seats are no part of another's that lacks as many."""
    return [one for one in missing if not any(_is_told_by(one, other) for other in missing)]


def _is_told_by(one: Shortage, other: Shortage) -> bool:
    return (
        one is not other
        and other.missing >= one.missing
        and set(one.days) <= set(other.days)
        and set(one.roles) <= set(other.roles)
        and set(one.machines) <= set(other.machines)
        and other.shift in (None, one.shift)
    )


def _what(shortage: Shortage) -> tuple[object, ...]:
    """All that is told of a week but when; a single day is told by itself."""
    told = (shortage.roles, shortage.shares, shortage.seats, shortage.most, shortage.more_officers)
    return (*told, None) if len(shortage.days) > 1 else (*told, shortage.days, shortage.shift)


def shortage_sentence(shortage: Shortage, alike: Sequence[Shortage] = ()) -> str:
    """When, how many seats, how many duties the officers can lawfully have there, and how many more it would take.

    Where several weeks are `alike`, they are told together.
    """
    return _(
        "{when}: {seats}, and {officers} who could take them can have at most {most} there ({shares}). "
        "{missing}; {more}"
    ).format(
        when=_each_of(alike) if len(alike) > 1 else _when(shortage),
        seats="".join(_seats(shortage)),
        officers=counted(len(shortage.officers), _("1 officer"), _("{count} officers")),
        most=counted(shortage.most, _("1 duty"), _("{count} duties")),
        shares=" + ".join(
            f"{spoken_number(share.officers)} × {spoken_number(share.duties)}" for share in shortage.shares
        )
        or "0",
        missing=counted(shortage.missing, _("1 stays vacant"), _("{count} stay vacant")),
        more=_more(shortage),
    )


def _each_of(alike: Sequence[Shortage]) -> str:
    first, last = min(each.monday for each in alike), max(each.monday for each in alike)
    return _("each of {count} weeks from {first} to {last}").format(
        count=spoken_number(len(alike)), first=spoken_day(first), last=spoken_day(last + _SUNDAY)
    )


def _when(shortage: Shortage) -> str:
    if len(shortage.days) != 1:
        return _("week {first} to {last}").format(
            first=spoken_day(shortage.monday), last=spoken_day(shortage.monday + _SUNDAY)
        )
    day = spoken_day(shortage.days[0])
    return f"{day} {shortage.shift}" if shortage.shift is not None else day


def _seats(shortage: Shortage) -> Iterator[str]:
    yield counted(shortage.seats, _("1 seat"), _("{count} seats"))
    roles = [role for role in shortage.roles if role != ANY_ROLE]
    if roles:
        yield f" ({', '.join(roles)})"


def _more(shortage: Shortage) -> str:
    if shortage.more_officers is None:
        return _("no number of officers fills them lawfully")
    return ngettext(
        "{count} more officer would be needed", "{count} more officers would be needed", shortage.more_officers
    ).format(count=spoken_number(shortage.more_officers))


def shortage_as_json(shortage: Shortage) -> dict[str, Any]:
    """A shortage for a program."""
    return {
        "week": shortage.monday.isoformat(),
        "days": [day.isoformat() for day in shortage.days],
        "shift": shortage.shift,
        "roles": list(shortage.roles),
        "machines": list(shortage.machines),
        "officers": list(shortage.officers),
        "seats": shortage.seats,
        "most": shortage.most,
        "missing": shortage.missing,
        "more_officers": shortage.more_officers,
        "because": [rule.value for rule in shortage.because],
        "sentence": shortage_sentence(shortage),
    }
