"""The pages: one a unit and one of all units, complete in themselves, so that one can be sent or saved alone.

Templates escape whatever a workbook holds. Style and search stand in each page; without a script the page of all shows
the whole list and the ways to its parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import groupby
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from planner.prints.forms.amendment.notices import notice_text
from planner.prints.pages.publication import Publication
from planner.prints.pages.schedule import PublishedStretch, PublishedUnit
from planner.prints.words.addressed import ADMINISTRATIVE, dossiers_of, in_sentence, without_kind
from planner.prints.words.page_address import page_of_unit
from planner.prints.words.received import hours_told, joined_by_and
from planner.prints.words.telephone import around_number, contact_of, dialled
from planner.prints.words.text import printable
from planner.prints.words.vietnamese_order import first_letter, vietnamese_key
from planner.prints.words.weekdays import begins_with_capital, days_told_with_weekdays
from planner.prints.words.wording import version_mark
from planner.prints.writers.qr_code import qr_svg
from planner.texts import spoken_clock, spoken_day

FEW_UNITS = 12
"""So many units need no letters to be found by."""
CALENDAR_SUFFIX = ".ics"


@dataclass(frozen=True, slots=True)
class PageLine:
    """Days, hours and place of one stretch."""

    days: str
    hours: str
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFrame:
    """What every page says around its content."""

    title: str
    heading: str
    description: str
    body: str
    """Who publishes it; empty where the workbook does not say."""
    campaign: str
    made: tuple[str, ...]
    """When it was made, up to which day it tells, from which day on."""
    mark: str
    address: str = ""
    """Where it is found on the web; empty where that is not known."""

    @property
    def code(self) -> Markup:
        """Its address as a QR code."""
        return Markup(qr_svg(self.address))  # noqa: S704 - an svg of our own, which holds no text


@dataclass(frozen=True, slots=True)
class PageContact:
    """Whom to call, parted around the telephone number; all empty where nobody is named."""

    before: str
    number: str
    behind: str
    dialled: str
    """The number without blanks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitPage:
    """What the page of one unit shows."""

    frame: PageFrame
    change: str
    together: str
    """With which units it is received; empty where it stands alone."""
    caption: str
    lines: tuple[PageLine, ...]
    nothing: str
    """What stands instead of lines where there are none."""
    calendar_file: str
    """Its name beside the page; empty where there is none."""
    things: tuple[str, ...]
    contact: PageContact


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit's row on the page of all."""

    name: str
    href: str
    lines: tuple[PageLine, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """Rows under one heading: those of a zone, or of names that begin with one letter."""

    title: str
    short: str
    """As the way to it is called."""
    units: tuple[ListedUnit, ...]


@dataclass(frozen=True, slots=True)
class ListedChange:
    """What has changed for a unit."""

    name: str
    href: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AllPage:
    """What the page of all units shows."""

    frame: PageFrame
    changes: tuple[ListedChange, ...]
    groups: tuple[ListedGroup, ...]


def unit_page(publication: Publication, published: PublishedUnit, *, has_calendar: bool) -> bytes:
    """The page of one unit, as a file."""
    unit, letterhead = published.unit, publication.campaign.letterhead
    name, contact = publication.name_of(unit), contact_of(unit, letterhead)
    subject = f"Lịch thu nhận {dossiers_of(letterhead)}"
    page = UnitPage(
        frame=_frame(
            publication,
            title=f"{printable(unit.name)}: {subject[0].lower()}{subject[1:]}",
            heading=f"{subject}: {name}",
            kept="Lịch đã thông báo trước đây được giữ nguyên." if publication.is_kept(published) else "",
            address=publication.page_address(unit),
        ),
        change=_change(publication, published),
        together=_together(published),
        caption=f"Ngày, giờ và địa điểm tiếp nhận của {in_sentence(unit.name)}",
        lines=_lines(published),
        nothing=_nothing(publication, published),
        calendar_file=f"{publication.stems[unit.code]}{CALENDAR_SUFFIX}" if has_calendar else "",
        things=tuple(filter(None, (printable(thing).strip("-–+•;. ") for thing in letterhead.to_bring))),
        contact=PageContact(*around_number(contact), dialled(contact)),
    )
    return _rendered("unit.html.jinja", page)


def all_page(publication: Publication) -> bytes:
    """The page of all units, as a file."""
    subject = f"Lịch thu nhận {dossiers_of(publication.campaign.letterhead)}"
    changes = tuple(
        ListedChange(publication.name_of(each.unit), _href(publication, each), told)
        for each in publication.units
        if (told := _change(publication, each))
    )
    page = AllPage(
        frame=_frame(
            publication,
            title=f"{subject}: tất cả đơn vị",
            heading=f"{subject}: tất cả đơn vị",
            kept="" if publication.difference is None or changes else "Lịch đã thông báo trước đây được giữ nguyên.",
            address=publication.address,
        ),
        changes=changes,
        groups=tuple(_groups(publication)),
    )
    return _rendered("all.html.jinja", page)


def _frame(publication: Publication, *, title: str, heading: str, kept: str, address: str | None) -> PageFrame:
    campaign = publication.campaign
    name = printable(campaign.name)
    return PageFrame(
        title=title,
        heading=heading,
        description=f"{title}: ngày, giờ, địa điểm, giấy tờ mang theo, số liên hệ.",
        body=printable(campaign.letterhead.issuing_body),
        campaign=name,
        made=tuple(filter(None, (*_made(publication), kept))),
        mark=version_mark(publication.plan.version),
        address=address or "",
    )


def _made(publication: Publication) -> Iterable[str]:
    clock = publication.campaign.clock
    made = f"Lịch lập lúc {_moment_told(publication.made_at, clock)}"
    if publication.announced_at is not None:
        made += f", thông báo lúc {_moment_told(publication.announced_at, clock)}"
    yield f"{made}."
    if publication.until is not None:
        yield f"Lịch nêu ở đây đến hết ngày {spoken_day(publication.until)}; sau ngày đó sẽ được thông báo tiếp."
    if publication.plan.as_of is not None:
        yield f"Không nêu các ngày đã qua trước {spoken_day(publication.plan.as_of)}."


def _moment_told(moment: datetime, clock: ZoneInfo) -> str:
    local = moment.astimezone(clock)
    return f"{spoken_clock(local.hour * 60 + local.minute)} ngày {spoken_day(local.date())}"


def _change(publication: Publication, published: PublishedUnit) -> str:
    if not publication.has_changed(published):
        return ""
    code = published.unit.code
    return notice_text(publication.campaign, publication.changes[code])


def _together(published: PublishedUnit) -> str:
    if not published.neighbours:
        return ""
    others = joined_by_and(in_sentence(name) for name in published.neighbours)
    return (
        f"Tiếp nhận tại điểm chung của cụm {published.cluster}, cùng {others}. "
        f"Giờ dưới đây là giờ của riêng {in_sentence(published.unit.name)}."
    )


def _nothing(publication: Publication, published: PublishedUnit) -> str:
    """Why no day is told; empty where one is."""
    if published.periods:
        return ""
    rows = [row for row in publication.plan.assignments if row.unit == published.unit.code]
    if publication.is_dropped(published):
        return "Lịch đã thông báo nay tạm dừng; thời gian mới sẽ được thông báo sau."
    if publication.until is not None and any(row.date > publication.until and not row.done for row in rows):
        return f"Có lịch sau ngày {spoken_day(publication.until)}; ngày, giờ cụ thể sẽ được thông báo sau."
    return "Đợt tiếp nhận tại đơn vị đã kết thúc." if rows else "Chưa có lịch."


def _lines(published: PublishedUnit) -> tuple[PageLine, ...]:
    return tuple(_line(stretch) for stretch in published.stretches)


def _line(stretch: PublishedStretch) -> PageLine:
    days = days_told_with_weekdays(stretch.first_day, stretch.last_day)
    return PageLine(days, hours_told(stretch.hours), printable(stretch.place))


def _href(publication: Publication, published: PublishedUnit) -> str:
    return page_of_unit(publication.stems[published.unit.code])


def _groups(publication: Publication) -> Iterable[ListedGroup]:
    """By zone where there are several, else by first letter where there are many units; all in dictionary order."""
    units = sorted(publication.units, key=lambda each: (vietnamese_key(_looked_up(each)), each.unit.code))
    zones = {printable(each.unit.zone) for each in units}
    if len(zones) > 1:
        by_zone = sorted(units, key=lambda each: vietnamese_key(printable(each.unit.zone)))
        for zone, together in groupby(by_zone, key=lambda each: printable(each.unit.zone)):
            title = begins_with_capital(zone) if zone else "Đơn vị khác"
            yield ListedGroup(title, title, tuple(_listed(publication, each) for each in together))
    elif len(units) > FEW_UNITS:
        for letter, together in groupby(units, key=lambda each: first_letter(_looked_up(each))):
            yield ListedGroup(f"Vần {letter}", letter, tuple(_listed(publication, each) for each in together))
    else:
        yield ListedGroup("Các đơn vị", "Các đơn vị", tuple(_listed(publication, each) for each in units))


def _looked_up(published: PublishedUnit) -> str:
    """The name under which people look for it: without *Xã*, also where the workbook does not say its kind."""
    name = without_kind(published.unit)
    told = next((kind for kind in ADMINISTRATIVE if name.casefold().startswith(f"{kind} ")), "")
    return name[len(told) :].strip()


def _listed(publication: Publication, published: PublishedUnit) -> ListedUnit:
    return ListedUnit(
        publication.name_of(published.unit),
        _href(publication, published),
        _lines(published),
        _nothing(publication, published),
    )


def _rendered(template: str, page: UnitPage | AllPage) -> bytes:
    text = _environment().get_template(template).render(page=page, frame=page.frame)
    return text.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    style, search = Markup(_template("style.css")), Markup(_template("search.js"))  # noqa: S704 - files of our own
    environment = Environment(
        autoescape=True, loader=FunctionLoader(_template), undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.globals.update(style=style, search=search)
    return environment


@cache
def _template(name: str) -> str:
    return (files("planner.prints.pages") / "templates" / name).read_text(encoding="utf-8")
