"""Seats that no roster can fill, in words: said before the search, with the count that proves it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from planner.cli.figures import counted
from planner.cli.session import Speaker, problem_line, rest_in_json
from planner.roster.case import RosterCase
from planner.roster.shortage import Shortage
from planner.roster.staffing import ANY_ROLE
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_SHOWN = 6
_SUNDAY = timedelta(days=6)


def show_missing(session: Speaker, case: RosterCase, missing: Sequence[Shortage]) -> None:
    """A line for each shortage; nothing where counting finds none."""
    for shortage in missing[:MOST_SHOWN]:
        session.note(problem_line("warning", shortage_sentence(shortage)))
    if len(missing) > MOST_SHOWN:
        session.note(rest_in_json(len(missing) - MOST_SHOWN))


def shortage_sentence(shortage: Shortage) -> str:
    """When, how many seats, how many duties the officers can lawfully have there, and how many more it would take."""
    return _(
        "{when}: {seats}, and {officers} who could take them can have at most {most} there ({shares}). "
        "{missing}; {more}"
    ).format(
        when=_when(shortage),
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
