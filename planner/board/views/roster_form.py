"""The terms on which a duty roster is to be made, as a form, and what was sent of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from planner.board.picture import Picture
from planner.board.searches.search import RosterOrder
from planner.board.views.day_sheet import Choice
from planner.board.views.search_form import (
    MOST_FREEZE_DAYS,
    MOST_SECONDS,
    USUAL_FREEZE_DAYS,
    USUAL_SECONDS,
    is_whole,
)
from planner.domain.record import ShiftLabel
from planner.roster.version import RosterState
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

DAY, SHIFT, UNTIL, FREEZE, SECONDS = "tu", "ca", "den", "giu", "giay"
"""The fields, by the names under which the form sends them."""


@dataclass(frozen=True, slots=True)
class RosterForm:
    """The form, filled in."""

    is_first: bool
    """Whether no roster is stored yet."""
    has_officers: bool
    staffs: str
    """Which plan it is for; empty where there is none."""
    later: str
    """A plan that it is not for, though it is newer; mostly empty."""
    published: str
    """What officers know; empty where nothing is published."""
    news: tuple[str, ...]
    """What the latest roster does not know."""
    day: str
    shift: str
    """Empty for the whole day."""
    until: str
    """Empty for the plan's last day."""
    freeze_days: str
    seconds: str
    shifts: tuple[Choice, ...]
    first_day: date
    last_day: date
    running: int | None
    """The search that is under way; None where there is none."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with a field, by the field's name."""

    @property
    def is_open(self) -> bool:
        """Whether a search can be started."""
        return self.running is None and self.has_officers and bool(self.staffs)


def roster_form(
    picture: Picture, rosters: RosterState, sent: Mapping[str, str], running: int | None, *, has_officers: bool
) -> RosterForm:
    """The form with what was sent, else with what is usual; a field that makes no sense says so."""
    calendar = picture.campaign.calendar
    usual = max(calendar.first_day, min(picture.today, calendar.last_day))
    staffs, later = _plans(picture)
    form = RosterForm(
        is_first=rosters.latest is None,
        has_officers=has_officers,
        staffs=staffs,
        later=later,
        published=_published(picture, rosters),
        news=tuple(_news(picture, rosters)),
        day=sent.get(DAY, "") or usual.isoformat(),
        shift=sent.get(SHIFT, ""),
        until=sent.get(UNTIL, ""),
        freeze_days=sent.get(FREEZE, "") or str(USUAL_FREEZE_DAYS),
        seconds=sent.get(SECONDS, "") or str(USUAL_SECONDS),
        shifts=tuple(Choice(each, each) for each in calendar.shift_labels),
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        running=running,
    )
    return replace(form, faults=dict(_faults(form)))


def roster_order_of(form: RosterForm) -> RosterOrder:
    """What a form without faults asks for."""
    day, shift = date.fromisoformat(form.day), ShiftLabel(form.shift) if form.shift else None
    is_whole = form.is_first and day == form.first_day and shift is None
    return RosterOrder(
        seconds=float(form.seconds),
        day=None if is_whole else day,
        shift=shift,
        until=date.fromisoformat(form.until) if form.until else None,
        freeze_days=int(form.freeze_days),
    )


def roster_order_told(order: RosterOrder) -> tuple[str, ...]:
    """The terms in words."""
    told = [_("first roster, from the beginning")]
    if order.day is not None:
        begins = f"{order.shift} {spoken_day(order.day)}" if order.shift else spoken_day(order.day)
        told = [_("rostered from {moment}").format(moment=begins)]
    if order.until is not None:
        told.append(_("up to {day}").format(day=spoken_day(order.until)))
    length = ngettext("at most {count} second", "at most {count} seconds", round(order.seconds))
    return (*told, length.format(count=spoken_number(round(order.seconds))))


def _plans(picture: Picture) -> tuple[str, str]:
    """Which plan a roster is for, and which newer one it is not for."""
    announced, latest = picture.announcement, picture.version
    if announced is not None:
        staffs = _("The roster is for plan {number}, which is announced.").format(number=announced.version)
        if latest is None or latest.number <= announced.version:
            return staffs, ""
        later = _("Plan {number} is newer, but not announced: announce it first if the roster is to be for it.")
        return staffs, later.format(number=latest.number)
    if latest is not None:
        return _("The roster is for plan {number}, the latest; no plan is announced yet.").format(
            number=latest.number
        ), ""
    return "", ""


def _published(picture: Picture, rosters: RosterState) -> str:
    last = rosters.publication
    if last is None:
        return ""
    return _(
        "Roster {number} is published up to {day} ({who}, {moment}); the new one changes as little of it as it can."
    ).format(
        number=last.version,
        day=spoken_day(last.until),
        who=last.published_by,
        moment=spoken_moment(last.published_at, picture.campaign.clock),
    )


def _news(picture: Picture, rosters: RosterState) -> Iterator[str]:
    if rosters.latest is None:
        return
    known = rosters.latest.provenance.last_adjustment
    count = sum(each.holds and each.is_of_rosters and each.number > known for each in picture.entered)
    if count:
        yield ngettext("{count} leave entered since", "{count} leaves entered since", count).format(count=count)
    if rosters.latest.provenance.workbook_sha256 != picture.stamp.workbook_sha256:
        yield _("the workbook has changed")


def _faults(form: RosterForm) -> Iterator[tuple[str, str]]:
    span = _("a day from {first} to {last}").format(first=spoken_day(form.first_day), last=spoken_day(form.last_day))
    first = _day_within(form.day, form.first_day, form.last_day)
    if first is None:
        yield DAY, span
    if form.shift and form.shift not in {each.value for each in form.shifts}:
        yield SHIFT, _("choose a shift of the list")
    if form.until and _day_within(form.until, first or form.first_day, form.last_day) is None:
        begins = spoken_day(first or form.first_day)
        yield UNTIL, _("a day from {first} to {last}").format(first=begins, last=spoken_day(form.last_day))
    if not is_whole(form.freeze_days, 0, MOST_FREEZE_DAYS):
        yield FREEZE, _("a whole number from 0 to {most}").format(most=MOST_FREEZE_DAYS)
    if not is_whole(form.seconds, 1, MOST_SECONDS):
        yield SECONDS, _("a whole number from 1 to {most}").format(most=spoken_number(MOST_SECONDS))


def _day_within(text: str, first: date, last: date) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if first <= day <= last else None
