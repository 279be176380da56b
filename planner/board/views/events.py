"""Who did what when, the latest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from planner.domain.adjustment import AdjustmentKind
from planner.domain.version import Event
from planner.texts import spoken_day, spoken_moment, texts_of

_ = texts_of("board")

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class EventLine:
    """One thing that somebody did."""

    number: int
    at: str
    by: str
    what: str
    details: str


@dataclass(frozen=True, slots=True)
class EventTable:
    """What was done, from the latest back."""

    lines: tuple[EventLine, ...]
    earlier: str
    """Where what was done before is to be had; empty where all is told."""


def event_table(events: Sequence[Event], zone: ZoneInfo) -> EventTable:
    """The last of these events; there are others before them where not all are shown."""
    shown = [*reversed(events)][:MOST_SHOWN]
    earlier = f"/nhat-ky?truoc={shown[-1].number}" if len(events) > len(shown) else ""
    return EventTable(tuple(_line(each, zone) for each in shown), earlier)


def _line(event: Event, zone: ZoneInfo) -> EventLine:
    return EventLine(event.number, spoken_moment(event.at, zone), event.by, _done(event), _details(event.details))


def _done(event: Event) -> str:
    """The kind of event in words; its own word where a newer version has written it."""
    return {
        "record": _("recorded results"),
        "withdraw": _("took back results"),
        "plan": _("stored a first plan"),
        "replan": _("stored a new plan"),
        "announce": _("announced a plan"),
        "roster": _("stored a duty roster"),
        "reroster": _("stored a new duty roster"),
        "announce-roster": _("published a duty roster"),
        "adjust": _("entered a closure, a breakdown, a pin or a leave"),
        "withdraw-adjustment": _("took back a closure, a breakdown, a pin or a leave"),
        "backup": _("made a backup"),
        "restore": _("brought back a backup"),
        "begin-anew": _("began a new ledger"),
        "search-died": _("lost a search that stopped by itself; nothing was stored"),
    }.get(event.what, event.what)


def _details(details: Mapping[str, str | int]) -> str:
    names = {
        "file": _("file"),
        "rows": _("rows"),
        "version": _("plan"),
        "until": _("up to"),
        "last_result": _("last row of results"),
        "by_hand_on": _("made by hand on plan"),
        "roster": _("roster"),
        "beside": _("beside"),
        "last_version": _("last plan"),
        "last_roster": _("last roster"),
        "lost": _("lost"),
        "adjustment": _("number"),
        "kind": _("kind"),
        "withdraws": _("took back number"),
    }
    return "; ".join(f"{names.get(name, name)}: {_told(value)}" for name, value in details.items())


def _told(value: str | int) -> str:
    kinds = {
        AdjustmentKind.BREAKDOWN: _("breakdown"),
        AdjustmentKind.CLOSURE: _("closure"),
        AdjustmentKind.PIN: _("pin"),
        AdjustmentKind.LEAVE: _("leave"),
    }
    for kind, told in kinds.items():
        if value == kind:
            return told
    try:
        return spoken_day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
