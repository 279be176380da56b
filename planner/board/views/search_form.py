"""The terms on which the campaign is to be planned, as a form, and what was sent of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from planner.board.picture import Picture
from planner.board.searches.search import SearchOrder
from planner.board.views.day_sheet import Choice
from planner.domain.record import ShiftLabel
from planner.replan.planned import PlannedSlot
from planner.replan.situation import PlanningMoment, moment_to_plan_from, results_from, without_results
from planner.texts import plurals_of, spoken_day, spoken_number, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

USUAL_SECONDS, MOST_SECONDS = 60, 3600
USUAL_FREEZE_DAYS, MOST_FREEZE_DAYS = 2, 60
MOST_NAMED = 60
DAY, SHIFT, FREEZE, SECONDS, LEARNS, ASSUMES = "tu", "ca", "giu", "giay", "hoc", "coi-nhu"
"""The fields, by the names under which the form sends them."""
_WHOLE = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The form, filled in."""

    is_first: bool
    """Whether there is no plan yet."""
    has_results: bool
    """Whether a first plan would not know results that are there; then none is made."""
    day: str
    shift: str
    """Empty for the whole day."""
    freeze_days: str
    seconds: str
    learns: bool
    assumes_planned: bool
    shifts: tuple[Choice, ...]
    first_day: date
    last_day: date
    announced: str
    """What citizens rely on; empty where nothing is announced."""
    unreported: tuple[tuple[str, str], ...]
    """Days with the slots on them that are past by then and of which no result tells, and the way to their sheet."""
    num_unreported: int
    num_early: int
    """Results of slots that would be planned anew."""
    news: tuple[str, ...] = ()
    """What the latest plan does not know."""
    running: int | None = None
    """The search that is under way; None where there is none."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with a field, by the field's name."""

    @property
    def is_open(self) -> bool:
        """Whether a search can be started."""
        return self.running is None and not self.has_results


def search_form(picture: Picture, sent: Mapping[str, str], running: int | None) -> SearchForm:
    """The form with what was sent, else with what is usual; a field that makes no sense says so."""
    calendar, campaign = picture.campaign.calendar, picture.campaign
    usual = _usual_moment(picture)
    day, shift = sent.get(DAY, "") or usual.day.isoformat(), sent.get(SHIFT, "")
    form = SearchForm(
        is_first=not picture.versions,
        has_results=not picture.versions and bool(picture.results),
        day=day,
        shift=shift,
        freeze_days=sent.get(FREEZE, "") or str(USUAL_FREEZE_DAYS),
        seconds=sent.get(SECONDS, "") or str(USUAL_SECONDS),
        learns=LEARNS in sent,
        assumes_planned=ASSUMES in sent,
        shifts=tuple(Choice(each, each) for each in calendar.shift_labels),
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        announced=_announced(picture),
        unreported=(),
        num_unreported=0,
        num_early=0,
        news=tuple(_news(picture)),
        running=running,
    )
    form = replace(form, faults=dict(_faults(form)))
    moment = usual if DAY in form.faults or SHIFT in form.faults else _moment(form)
    silent = without_results(campaign, moment, picture.results, picture.planned)
    return replace(
        form,
        unreported=tuple(_by_day(picture, silent)),
        num_unreported=len(silent),
        num_early=len(results_from(campaign, moment, picture.results)),
    )


def order_of(form: SearchForm) -> SearchOrder:
    """What a form without faults asks for."""
    if form.is_first:
        return SearchOrder(is_first=True, seconds=float(form.seconds))
    moment = _moment(form)
    return SearchOrder(
        is_first=False,
        seconds=float(form.seconds),
        day=moment.day,
        shift=moment.shift,
        freeze_days=int(form.freeze_days),
        learns=form.learns,
        assumes_planned=form.assumes_planned,
    )


def order_told(order: SearchOrder) -> tuple[str, ...]:
    """The terms in words."""
    length = ngettext("at most {count} second", "at most {count} seconds", round(order.seconds)).format(
        count=spoken_number(round(order.seconds))
    )
    if order.is_first or order.day is None:
        return (_("first plan, from the beginning"), length)
    begins = f"{order.shift} {spoken_day(order.day)}" if order.shift else spoken_day(order.day)
    told = [_("planned from {moment}").format(moment=begins), length]
    if order.freeze_days:
        told.append(
            ngettext(
                "{count} announced day is kept as it is",
                "{count} announced days are kept as they are",
                order.freeze_days,
            ).format(count=order.freeze_days)
        )
    if order.learns:
        told.append(_("rates learned from results"))
    if order.assumes_planned:
        told.append(_("slots without a result count as planned"))
    return tuple(told)


def _usual_moment(picture: Picture) -> PlanningMoment:
    """The day after the last result; the last day where that was the campaign's last."""
    last = picture.campaign.calendar.last_day
    worked = max((result.day for result in picture.results if not result.is_elsewhere), default=None)
    if worked is not None and worked >= last:
        return PlanningMoment(last)
    return moment_to_plan_from(picture.campaign, picture.results, None, None)


def _moment(form: SearchForm) -> PlanningMoment:
    return PlanningMoment(date.fromisoformat(form.day), ShiftLabel(form.shift) if form.shift else None)


def _faults(form: SearchForm) -> list[tuple[str, str]]:
    faults = []
    try:
        is_within = form.first_day <= date.fromisoformat(form.day) <= form.last_day
    except ValueError:
        is_within = False
    if not is_within:
        span = _("a day from {first} to {last}").format(
            first=spoken_day(form.first_day), last=spoken_day(form.last_day)
        )
        faults.append((DAY, span))
    if form.shift and form.shift not in {each.value for each in form.shifts}:
        faults.append((SHIFT, _("choose a shift of the list")))
    if not is_whole(form.freeze_days, 0, MOST_FREEZE_DAYS):
        faults.append((FREEZE, _("a whole number from 0 to {most}").format(most=MOST_FREEZE_DAYS)))
    if not is_whole(form.seconds, 1, MOST_SECONDS):
        faults.append((SECONDS, _("a whole number from 1 to {most}").format(most=spoken_number(MOST_SECONDS))))
    return faults


def is_whole(text: str, least: int, most: int) -> bool:
    """Whether somebody has typed a whole number of this range."""
    return _WHOLE.fullmatch(text) is not None and least <= int(text) <= most


def _announced(picture: Picture) -> str:
    last = picture.announcement
    if last is None:
        return ""
    return _("Plan {number} is announced up to {day}; a new plan breaks as little of it as it can.").format(
        number=last.version, day=spoken_day(last.until)
    )


def _by_day(picture: Picture, silent: tuple[PlannedSlot, ...]) -> list[tuple[str, str]]:
    named: dict[date, list[str]] = {}
    for slot in silent[:MOST_NAMED]:
        where = f"{slot.machine} {slot.shift} {picture.name_of(slot.unit)}"
        named.setdefault(slot.day, []).append(where)
    return [(f"{spoken_day(day)}: {'; '.join(slots)}", f"/ket-qua/{day.isoformat()}") for day, slots in named.items()]


def _news(picture: Picture) -> list[str]:
    news = []
    count = picture.num_results_since
    if count:
        news.append(
            ngettext("{count} new result row", "{count} new result rows", count).format(count=spoken_number(count))
        )
    if picture.workbook_has_changed:
        news.append(_("the workbook was changed after the plan was made"))
    return news
