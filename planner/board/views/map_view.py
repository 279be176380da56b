"""Where machines stand on a day and what is left where: a map from the workbook's coordinates, and a list beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import cos, radians, sqrt
from typing import NamedTuple

from planner.board.picture import Picture
from planner.board.views.cards import CardLink
from planner.board.views.closings import Closings
from planner.board.views.placed import Placed, placed_slots
from planner.domain.campaign import Location, Unit
from planner.domain.record import MachineName, UnitCode
from planner.intake.layout.units import UNITS, UnitColumn
from planner.prints.words.addressed import without_kind
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("board")

WIDTH, HEIGHT, MARGIN = 760, 560, 48
LARGEST, SMALLEST = 30.0, 5.0
"""Radii of circles."""
NUM_LEGS = 3
SHARES = (0, 1, 34, 67, 100)
"""From how many per cent on each class of circles begins."""
MOST_LABELLED = 45
"""Units of which all names are written; where there are more, a name is had by pointing at its circle."""
_MARK = 20
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Circle:
    """A unit on the map."""

    name: str
    x: float
    y: float
    radius: float
    share_class: int
    """Place in SHARES."""
    told: str
    """All of it in words."""
    label: str
    """Written beside it; empty where there are too many."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A way of a machine from one unit to the next."""

    number: int
    """1 is the next."""
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A machine on the map, with its next ways."""

    name: str
    short: str
    x: float
    y: float
    legs: tuple[Leg, ...]
    told: str


@dataclass(frozen=True, slots=True)
class ShareClass:
    """One pattern of circles and what it means."""

    number: int
    told: str


@dataclass(frozen=True, slots=True)
class MachineLine:
    """A machine in the list."""

    name: str
    here: str
    """Where it stands on the day; empty where nobody has told and nothing is planned."""
    closed: str
    """Why it is out of service on the day; empty where it is not."""
    following: tuple[str, ...]
    """Its next places, each with its first day."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the list."""

    name: str
    left: str
    share: int
    share_class: int
    machines: str
    """Who stands there on the day."""
    closed: str
    """Why it is closed on the day; empty where it is not."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The page."""

    day: date
    earlier: CardLink | None
    """The day before; None where the campaign begins."""
    later: CardLink | None
    circles: tuple[Circle, ...]
    """None where the workbook has no coordinates."""
    marks: tuple[Mark, ...]
    classes: tuple[ShareClass, ...]
    """Those that occur."""
    machines: tuple[MachineLine, ...]
    units: tuple[UnitLine, ...]
    """What has most left first."""
    unplaced: tuple[str, ...]
    """Units without coordinates, where others have them."""
    sheet: str
    columns: tuple[str, ...]
    """What has to be filled in there for a map."""
    is_planned: bool


class _Stop(NamedTuple):
    """A machine at a unit, from a day on."""

    unit: UnitCode
    first_day: date
    last_day: date


class _Standing(NamedTuple):
    """What a unit has left on a day."""

    unit: Unit
    left: int
    share: int


def map_view(picture: Picture, day: date) -> MapView:
    """The map of a day of the campaign: what is left when it begins, and who stands where on it."""
    calendar = picture.campaign.calendar
    stops = _stops(picture)
    standings = [*_standings(picture, day)]
    here = {name: stop for name, own in stops.items() if (stop := _at(own, day)) is not None}
    places = _places(picture.campaign.units)
    circles = tuple(_circles(standings, places))
    has_map = bool(circles)
    return MapView(
        day=day,
        earlier=_link(day - A_DAY) if day > calendar.first_day else None,
        later=_link(day + A_DAY) if day < calendar.last_day else None,
        circles=circles,
        marks=tuple(_marks(picture, stops, here, day, places)) if has_map else (),
        classes=tuple(
            ShareClass(number, _class_told(number)) for number in sorted({_class_of(each.share) for each in standings})
        ),
        machines=tuple(_machine_lines(picture, stops, here, day)),
        units=tuple(_unit_lines(picture, standings, here, day)),
        unplaced=tuple(unit.name for unit in picture.campaign.units if has_map and unit.code not in places),
        sheet=UNITS.title,
        columns=(UnitColumn.LATITUDE.declared.title, UnitColumn.LONGITUDE.declared.title),
        is_planned=bool(picture.versions),
    )


def _link(day: date) -> CardLink:
    return CardLink(spoken_day(day), f"/ban-do?ngay={day.isoformat()}")


def _stops(picture: Picture) -> dict[MachineName, list[_Stop]]:
    """Where each machine was and will be, in time order; in a cluster it stands where it collects most."""
    calendar = picture.campaign.calendar
    by_slot: dict[tuple[MachineName, int], Placed] = {}
    for each in placed_slots(picture):
        known = by_slot.get((each.machine, each.ordinal))
        if known is None or each.dossiers > known.dossiers:
            by_slot[each.machine, each.ordinal] = each
    ordered = sorted(by_slot.values(), key=lambda each: (each.machine, each.ordinal))
    stops: dict[MachineName, list[_Stop]] = {}
    for (machine, unit), stay in groupby(ordered, key=lambda each: (each.machine, each.unit)):
        days = [calendar.slot(each.ordinal).day for each in stay]
        stops.setdefault(machine, []).append(_Stop(unit, days[0], days[-1]))
    return stops


def _at(stops: Iterable[_Stop], day: date) -> _Stop | None:
    """Where it stands on the day, or has stood last before it."""
    begun = [stop for stop in stops if stop.first_day <= day]
    on_it = [stop for stop in begun if stop.last_day >= day]
    return next(iter(on_it or begun[-1:]), None)


def _next(stops: Iterable[_Stop], here: _Stop | None, day: date) -> list[_Stop]:
    """Where it goes from there, the first few places."""
    since = here.first_day if here is not None else day
    return [stop for stop in stops if stop.first_day >= since and stop != here][:NUM_LEGS]


def _standings(picture: Picture, day: date) -> Iterator[_Standing]:
    """What each unit has left when the day begins: by results before it, and by the plan for days ahead."""
    left = {each.unit: each.remaining for each in picture.progress.units}
    calendar, now = picture.campaign.calendar, picture.now
    begins = calendar.ordinal(day, calendar.shift_labels[0])
    if begins < now:
        for result in picture.results:
            if result.day >= day:
                left[result.unit] = left.get(result.unit, 0) + result.collected
    else:
        for row in picture.latest.assignments if picture.latest is not None else ():
            if not row.done and now <= calendar.ordinal(row.date, row.shift) < begins:
                left[row.unit] = left.get(row.unit, 0) - row.dossiers
    for unit in picture.campaign.units:
        remaining = max(0, min(unit.need, left.get(unit.code, 0)))
        share = round(100 * (unit.need - remaining) / unit.need) if unit.need else 100
        yield _Standing(unit, remaining, min(share, 99) if remaining else 100)


def _places(units: Iterable[Unit]) -> dict[UnitCode, tuple[float, float]]:
    """Where units that have coordinates lie on the map, north above; nothing where none has."""
    known: dict[UnitCode, Location] = {unit.code: unit.location for unit in units if unit.location is not None}
    if not known:
        return {}
    middle = sum(place.latitude for place in known.values()) / len(known)
    shrink = cos(radians(middle))
    flat = {code: (place.longitude * shrink, -place.latitude) for code, place in known.items()}
    west, north = min(x for x, _y in flat.values()), min(y for _x, y in flat.values())
    wide, high = max(x for x, _y in flat.values()) - west, max(y for _x, y in flat.values()) - north
    room_x, room_y = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    scale = min(room_x / wide if wide else float(room_x), room_y / high if high else float(room_y))
    shift_x, shift_y = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    return {
        code: (round(shift_x + (x - west) * scale, 1), round(shift_y + (y - north) * scale, 1))
        for code, (x, y) in flat.items()
    }


def _circles(standings: list[_Standing], places: dict[UnitCode, tuple[float, float]]) -> Iterator[Circle]:
    """The largest first, so that none hides a smaller one."""
    most = max((each.left for each in standings), default=0)
    is_labelled = len(places) <= MOST_LABELLED
    for unit, left, share in sorted(standings, key=lambda each: -each.left):
        if unit.code in places:
            x, y = places[unit.code]
            told = _("{unit}: {count} left, {share} per cent done").format(
                unit=unit.name, count=spoken_number(left), share=share
            )
            radius = SMALLEST + (LARGEST - SMALLEST) * sqrt(left / most) if most else SMALLEST
            label = without_kind(unit) if is_labelled else ""
            yield Circle(unit.name, x, y, round(radius, 1), _class_of(share), told, label)


def _marks(
    picture: Picture,
    stops: dict[MachineName, list[_Stop]],
    here: dict[MachineName, _Stop],
    day: date,
    places: dict[UnitCode, tuple[float, float]],
) -> Iterator[Mark]:
    at_once: dict[UnitCode, int] = {}
    for number, machine in enumerate(picture.campaign.machines, start=1):
        stop = here.get(machine.name)
        if stop is None or stop.unit not in places:
            continue
        following = _next(stops[machine.name], stop, day)
        way = [places[each.unit] for each in (stop, *following) if each.unit in places]
        legs = tuple(Leg(leg, *begin, *end) for leg, (begin, end) in enumerate(pairwise(way), start=1))
        beside = at_once[stop.unit] = at_once.get(stop.unit, -1) + 1
        x, y = way[0]
        told = _("{machine}: {unit}").format(machine=machine.name, unit=picture.name_of(stop.unit))
        closed = picture.campaign.once(Closings).on_day(day, machine=machine.name)
        told = _("{told}; closed: {reason}").format(told=told, reason=closed) if closed else told
        yield Mark(machine.name, str(number), x + beside * (_MARK + 2), y, legs, told)


def _machine_lines(
    picture: Picture, stops: dict[MachineName, list[_Stop]], here: dict[MachineName, _Stop], day: date
) -> Iterator[MachineLine]:
    closings = picture.campaign.once(Closings)
    for machine in picture.campaign.machines:
        stop, own = here.get(machine.name), stops.get(machine.name, [])
        yield MachineLine(
            name=machine.name,
            here="" if stop is None else _here_told(picture, stop, day),
            closed=closings.on_day(day, machine=machine.name),
            following=tuple(
                _("{unit} from {day}").format(
                    unit=picture.name_of(each.unit), day=spoken_day(each.first_day, with_year=False)
                )
                for each in _next(own, stop, day)
            ),
        )


def _here_told(picture: Picture, stop: _Stop, day: date) -> str:
    name = picture.name_of(stop.unit)
    if stop.last_day >= day:
        return name
    return _("{unit} until {day}").format(unit=name, day=spoken_day(stop.last_day, with_year=False))


def _unit_lines(
    picture: Picture, standings: list[_Standing], here: dict[MachineName, _Stop], day: date
) -> Iterator[UnitLine]:
    there: dict[UnitCode, list[MachineName]] = {}
    for machine, stop in here.items():
        if stop.last_day >= day:
            there.setdefault(stop.unit, []).append(machine)
    closings = picture.campaign.once(Closings)
    for unit, left, share in sorted(standings, key=lambda each: (-each.left, each.unit.code)):
        machines = ", ".join(sorted(there.get(unit.code, [])))
        closed = closings.on_day(day, unit=unit.code)
        yield UnitLine(unit.name, spoken_number(left), share, _class_of(share), machines, closed)


def _class_of(share: int) -> int:
    return max(number for number, begins in enumerate(SHARES) if share >= begins)


def _class_told(number: int) -> str:
    if number == len(SHARES) - 1:
        return _("done")
    if number == 0:
        return _("not begun")
    return _("{first}–{last} %").format(first=SHARES[number], last=SHARES[number + 1] - 1)
