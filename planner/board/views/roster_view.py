"""One duty roster: what it changes of the one that officers know, how good it is, and the form that publishes it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.board.picture import Picture
from planner.board.views.cards import CardLink
from planner.board.views.duty_table import duty_papers, roster_facts
from planner.board.views.goals import GoalLine, goal_lines
from planner.board.views.leaves import kinds_of_leave
from planner.errors import Problem
from planner.roster.changes import ChangeCause, DutyChange
from planner.roster.duties import Duty
from planner.roster.staffing import Staffing
from planner.roster.version import Publication, RosterMark, RosterState, RosterVersion
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of
from planner.workflow.roster.publishing import first_day_of, knows_not, last_day_of, usual_until

_ = texts_of("board")
ngettext = plurals_of("board")

UNTIL, SEEN = "den", "da-thay"
"""The fields, by the names under which the form sends them."""
_MARK = re.compile("-".join(["([0-9]{1,9})"] * 5))


@dataclass(frozen=True, slots=True)
class DutyChangeLine:
    """A duty that is another than an officer was told."""

    day: str
    officer: str
    before: str
    """A dash where he had none."""
    now: str
    """A dash where he has none any more."""
    why: str


@dataclass(frozen=True, slots=True)
class PublishingForm:
    """The form, filled in."""

    number: int
    until: str
    first_day: date
    last_day: date
    seen: str
    """How far the ledger had come when the page was made."""
    stands: str
    """What is published now."""
    warnings: tuple[str, ...]
    """What the roster does not know, and what publishing it takes back."""
    closed: str
    """Why it cannot be published; empty where it can."""
    until_fault: str = ""
    refusal: str = ""
    """Why nothing was published; empty where nothing was refused."""

    @property
    def day(self) -> date:
        """Up to which it is to be published, where the form has no faults."""
        return date.fromisoformat(self.until)

    @property
    def mark(self) -> RosterMark:
        """What whoever sent the form had seen; nothing at all where the form does not say."""
        found = _MARK.fullmatch(self.seen)
        version, announcement, roster, publication, adjustment = map(int, found.groups()) if found else (0,) * 5
        return RosterMark(
            version=version,
            announcement=announcement,
            roster=roster,
            publication=publication,
            adjustment=adjustment,
        )


@dataclass(frozen=True, slots=True)
class KnownChanges:
    """What a roster changes, as far as that can be told."""

    against: Publication | None
    """What officers know, or knew before this roster; None where no other roster was published."""
    changes: tuple[DutyChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Why the changes cannot be told: what the workbook has lost. Mostly empty."""


@dataclass(frozen=True, slots=True)
class RosterView:
    """The page."""

    number: int
    table: str
    """Where its weeks are shown."""
    headline: str
    """How many officers have other duties than they were told."""
    concerns: bool
    """Whether any have."""
    compared: str
    """With what it is compared."""
    lines: tuple[DutyChangeLine, ...]
    problems: tuple[Problem, ...]
    facts: tuple[tuple[str, str], ...]
    goals: tuple[GoalLine, ...]
    papers: tuple[CardLink, ...]
    form: PublishingForm


def roster_view(
    picture: Picture,
    version: RosterVersion,
    known: KnownChanges,
    form: PublishingForm,
    *,
    staffing: Staffing | None,
    publications: tuple[Publication, ...],
) -> RosterView:
    """What is told of a stored roster."""
    names = {each.code: each.name for each in staffing.officers} if staffing is not None else {}
    return RosterView(
        number=version.number,
        table=f"/lich-truc?so={version.number}&tu={first_day_of(picture.campaign, version.roster).isoformat()}",
        headline=_headline(known),
        concerns=bool(known.changes),
        compared=_compared(picture, known.against),
        lines=tuple(_line(picture, dict[str, str](**names), each) for each in known.changes),
        problems=known.problems,
        facts=tuple(roster_facts(picture, version, publications)),
        goals=goal_lines(picture.campaign.calendar, version.roster.goals),
        papers=tuple(duty_papers(version.number)),
        form=form,
    )


def publishing_form(
    picture: Picture, version: RosterVersion, rosters: RosterState, sent: Mapping[str, str]
) -> PublishingForm:
    """The form of this roster with what was sent, else with what is usual."""
    campaign, roster, last = picture.campaign, version.roster, rosters.publication
    first_day, last_day = first_day_of(campaign, roster), last_day_of(campaign, roster)
    until = sent.get(UNTIL, "") or usual_until(campaign, roster, last).isoformat()
    mark = rosters.mark
    ends = (mark.version, mark.announcement, mark.roster, mark.publication, mark.adjustment)
    return PublishingForm(
        number=version.number,
        until=until,
        first_day=first_day,
        last_day=last_day,
        seen=sent.get(SEEN, "") if sent else "-".join(map(str, ends)),
        stands=_stands(picture, last),
        warnings=tuple(_warnings(picture, version, rosters)),
        closed=_closed(picture, version),
        until_fault=_until_fault(until, first_day, last_day) if sent else "",
    )


def _headline(known: KnownChanges) -> str:
    if known.problems:
        return _("What changes cannot be told: the workbook lacks what officers have duties in")
    if known.against is None:
        return _("No other roster was published, so nobody's promised duty changes")
    if not known.changes:
        return _("Nobody's published duty changes")
    officers = len({change.officer for change in known.changes})
    told = ngettext(
        "{count} officer has other duties than published",
        "{count} officers have other duties than published",
        officers,
    ).format(count=spoken_number(officers))
    changes = ngettext("{count} change", "{count} changes", len(known.changes)).format(
        count=spoken_number(len(known.changes))
    )
    return f"{told}: {changes}"


def _compared(picture: Picture, against: Publication | None) -> str:
    if against is None:
        return ""
    return _("Compared with roster {number}, published up to {day} ({who}, {moment}).").format(
        number=against.version,
        day=spoken_day(against.until),
        who=against.published_by,
        moment=spoken_moment(against.published_at, picture.campaign.clock),
    )


def _line(picture: Picture, names: Mapping[str, str], change: DutyChange) -> DutyChangeLine:
    return DutyChangeLine(
        day=spoken_day(change.day),
        officer=names.get(change.officer, change.officer),
        before=_duty(picture, change.before),
        now=_duty(picture, change.now),
        why=_why(names, change),
    )


def _duty(picture: Picture, duty: Duty | None) -> str:
    if duty is None:
        return "–"
    return " · ".join(filter(None, (duty.shift, duty.machine, picture.name_of(duty.unit), duty.role)))


def _why(names: Mapping[str, str], change: DutyChange) -> str:
    leave = dict(kinds_of_leave()).get(change.leave.kind.value, "") if change.leave else ""
    if change.replaces is not None:
        officer = names.get(change.replaces, change.replaces)
        told = _("takes the place of {officer}").format(officer=officer)
        return f"{told} ({leave})" if leave else told
    return {
        ChangeCause.LEAVE: leave,
        ChangeCause.DATES: _("no longer assigned on this day"),
        ChangeCause.PLAN: _("the machine stands elsewhere"),
        ChangeCause.UNFILLED: _("takes a seat that nobody had"),
    }.get(change.cause, _("the roster was made anew around other changes"))


def _stands(picture: Picture, last: Publication | None) -> str:
    if last is None:
        return _("No roster is published yet.")
    return _("Roster {number} is published up to {day} ({who}, {moment}).").format(
        number=last.version,
        day=spoken_day(last.until),
        who=last.published_by,
        moment=spoken_moment(last.published_at, picture.campaign.clock),
    )


def _warnings(picture: Picture, version: RosterVersion, rosters: RosterState) -> Iterator[str]:
    last = rosters.publication
    if last is not None and knows_not(version, last):
        yield _("This roster was made without what is published now, so it may change duties that it does not count.")
    last_day = last_day_of(picture.campaign, version.roster)
    if last is not None and last.until > last_day:
        yield taken_back_told(last, last_day)
    if rosters.latest is not None and rosters.latest.number > version.number:
        yield _("Roster {number} was stored after this one.").format(number=rosters.latest.number)
    known = version.provenance.last_adjustment
    since = sum(each.is_of_rosters and each.number > known for each in picture.entered)
    if since and (last is None or last.version != version.number):
        yield ngettext(
            "{count} leave was entered or taken back after this roster was made; the roster does not know it.",
            "{count} leaves were entered or taken back after this roster was made; the roster does not know them.",
            since,
        ).format(count=spoken_number(since))
    if version.provenance.workbook_sha256 != picture.stamp.workbook_sha256:
        yield _("The workbook was changed after this roster was made. Check that the roster still holds.")


def taken_back_told(former: Publication, until: date) -> str:
    """Which days of a former publication hold no longer where a roster is published up to this day."""
    return _("From {first} to {last} what was published of roster {number} holds no longer.").format(
        first=spoken_day(until + timedelta(days=1)), last=spoken_day(former.until), number=former.version
    )


def _closed(picture: Picture, version: RosterVersion) -> str:
    announced = picture.announcement
    if not version.is_sound:
        return _("The checker has refused this roster, so it cannot be published. Make it anew first.")
    if announced is not None and version.roster.plan_version < announced.version:
        return _(
            "This roster is for plan {staffed}, and plan {announced} is announced since. Make the roster anew first."
        ).format(staffed=version.roster.plan_version, announced=announced.version)
    return ""


def _until_fault(until: str, first: date, last: date) -> str:
    try:
        is_within = first <= date.fromisoformat(until) <= last
    except ValueError:
        is_within = False
    return "" if is_within else _("a day from {first} to {last}").format(first=spoken_day(first), last=spoken_day(last))
