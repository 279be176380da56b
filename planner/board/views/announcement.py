"""What is to be known before a plan is announced, the day up to which, and what was sent of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner.board.picture import Picture
from planner.board.views.comparison import num_units_concerned
from planner.domain.meanwhile import LedgerMark
from planner.domain.version import StoredVersion
from planner.texts import plurals_of, spoken_day, spoken_moment, spoken_number, texts_of
from planner.workflow.days.comparing import Compared

_ = texts_of("board")
ngettext = plurals_of("board")

UNTIL, CITIZENS, SEEN = "den", "cong-dan", "da-thay"
"""The fields, by the names under which the form sends them."""
_MARK = re.compile("-".join(["([0-9]{1,9})"] * 4))
_SEPARATORS = str.maketrans("", "", ".,\N{NO-BREAK SPACE} ")


@dataclass(frozen=True, slots=True)
class AnnouncementForm:
    """The form, filled in."""

    number: int
    until: str
    first_day: date
    last_day: date
    citizens: int
    """Who loses a slot of what was announced last; where it is not 0, it has to be typed."""
    num_units: int
    typed: str
    seen: str
    """How far the ledger had come when the page was made."""
    compared: str
    """Where the changes are told; empty where nothing else is announced."""
    stands: str
    """What is announced now."""
    warnings: tuple[str, ...]
    """What the plan does not know, and what announcing it takes back."""
    is_open: bool
    """Whether it can be announced: the checker has accepted it."""
    until_fault: str = ""
    citizens_fault: str = ""
    refusal: str = ""
    """Why nothing was announced; empty where nothing was refused."""

    @property
    def day(self) -> date:
        """Up to which it is to be announced, where the form has no faults."""
        return date.fromisoformat(self.until)

    @property
    def mark(self) -> LedgerMark:
        """What whoever sent the form had seen; nothing at all where the form does not say."""
        found = _MARK.fullmatch(self.seen)
        result, version, announcement, adjustment = map(int, found.groups()) if found else (0, 0, 0, 0)
        return LedgerMark(result=result, version=version, announcement=announcement, adjustment=adjustment)

    @property
    def has_faults(self) -> bool:
        """Whether a field has to be mended."""
        return bool(self.until_fault or self.citizens_fault)


def announcement_form(
    picture: Picture, version: StoredVersion, pair: Compared | None, sent: Mapping[str, str]
) -> AnnouncementForm:
    """The form of this version with what was sent, else with what is usual.

    `pair` compares it with what was announced last; None where that is itself, or nothing.
    """
    calendar, last = picture.campaign.calendar, picture.announcement
    first = version.told.as_of or calendar.first_day
    usual = last.until if last and first <= last.until <= calendar.last_day else version.told.finish
    until = sent.get(UNTIL, "") or (usual or calendar.last_day).isoformat()
    citizens = pair.citizens if pair else 0
    mark = picture.stamp.mark
    return AnnouncementForm(
        number=version.number,
        until=until,
        first_day=first,
        last_day=calendar.last_day,
        citizens=citizens,
        num_units=num_units_concerned(pair) if pair else 0,
        typed=sent.get(CITIZENS, ""),
        seen=sent.get(SEEN, "") or f"{mark.result}-{mark.version}-{mark.announcement}-{mark.adjustment}",
        compared=f"/phuong-an/{version.number}/so-voi/{pair.old.number}" if pair else "",
        stands=_stands(picture),
        warnings=tuple(_warnings(picture, version)),
        is_open=version.is_sound,
        until_fault=_until_fault(until, first, calendar.last_day) if sent else "",
        citizens_fault=_citizens_fault(citizens, sent.get(CITIZENS, "")) if sent else "",
    )


def _stands(picture: Picture) -> str:
    last = picture.announcement
    if last is None:
        return _("Nothing is announced yet.")
    return _("Plan {number} is announced up to {day} ({who}, {moment}).").format(
        number=last.version,
        day=spoken_day(last.until),
        who=last.announced_by,
        moment=spoken_moment(last.announced_at, picture.campaign.clock),
    )


def _warnings(picture: Picture, version: StoredVersion) -> Iterator[str]:
    last = picture.announcement
    is_other = last is not None and last.version != version.number
    told = version.told
    if last and is_other and (told.announced_version, told.announced_until) != (last.version, last.until):
        yield _("This plan was made without what is announced now, so it may break promises that it does not count.")
    later = picture.version
    if later is not None and later.number > version.number:
        yield _("Plan {number} was stored after this one.").format(number=later.number)
    since = sum(row.number > version.last_result for row in picture.rows)
    if since and (last is None or is_other):
        yield ngettext(
            "{count} result row was recorded after this plan was made; the plan does not know it.",
            "{count} result rows were recorded after this plan was made; the plan does not know them.",
            since,
        ).format(count=spoken_number(since))
    if version.provenance and version.provenance.workbook_sha256 != picture.stamp.workbook_sha256:
        yield _("The workbook was changed after this plan was made. Check that the plan still holds.")


def _until_fault(until: str, first: date, last: date) -> str:
    try:
        is_within = first <= date.fromisoformat(until) <= last
    except ValueError:
        is_within = False
    return "" if is_within else _("a day from {first} to {last}").format(first=spoken_day(first), last=spoken_day(last))


def _citizens_fault(citizens: int, typed: str) -> str:
    """A number may be typed with or without the points between its thousands."""
    if not citizens or typed.translate(_SEPARATORS) == str(citizens):
        return ""
    return _("type the number of citizens who lose a slot: {count}").format(count=spoken_number(citizens))
