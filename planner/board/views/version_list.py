"""The stored plans, the latest first, and one of them with its goals and its papers."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.board.picture import Picture
from planner.board.views.goals import UNKNOWN, GoalLine, goal_lines
from planner.domain.policy import Goal
from planner.domain.version import StoredVersion
from planner.prints.forms.registry import APPENDIX, CALENDAR, ITINERARIES, NOTICES, PrintForm
from planner.texts import spoken_day, spoken_moment, spoken_number, texts_of

_ = texts_of("board")

OFFICE_SUFFIXES = ("xlsx", "docx", "pdf")
PACKED = "zip"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A stored plan in a line."""

    number: int
    href: str
    made: str
    by: str
    begins: str
    finish: str
    left: str
    km: str
    announced_until: str
    """Empty where it was not announced."""
    is_sound: bool
    by_hand: str = ""
    """On which plan it was made by hand; empty for one that was searched for."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed form of the plan, and the files in which it can be had."""

    title: str
    hint: str
    files: tuple[tuple[str, str], ...]
    """Kind and address of each."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One plan."""

    line: VersionLine
    goals: tuple[GoalLine, ...]
    papers: tuple[Paper, ...]
    compared_with: str
    """Where it is compared with what was announced last; empty where that is itself, or nothing."""
    announcing: str
    """Where it can be announced; empty where the checker has refused it."""


PAPERS: dict[str, PrintForm] = {form.vietnamese[0]: form for form in (APPENDIX, CALENDAR, NOTICES, ITINERARIES)}
"""What can be downloaded, by its name in the address; nothing else can."""


def suffixes_of(form: PrintForm) -> tuple[str, ...]:
    """In which files a form can be had: one that is printed for each unit or machine in one packed file."""
    return (PACKED,) if form.folder else OFFICE_SUFFIXES


def version_lines(picture: Picture) -> tuple[VersionLine, ...]:
    """All of them, the latest first."""
    return tuple(_line(picture, version) for version in reversed(picture.versions))


def version_view(picture: Picture, number: int) -> VersionView | None:
    """The plan of this number; None where there is none."""
    found = next((each for each in picture.versions if each.number == number), None)
    if found is None:
        return None
    last = picture.announcement
    return VersionView(
        line=_line(picture, found),
        goals=goal_lines(picture.campaign.calendar, found.told.goals),
        papers=tuple(_papers(number)),
        compared_with=f"/phuong-an/{number}/so-voi/{last.version}" if last and last.version != number else "",
        announcing=f"/phuong-an/{number}/thong-bao" if found.is_sound else "",
    )


def _line(picture: Picture, version: StoredVersion) -> VersionLine:
    told = version.told
    travel = next((each for each in told.goals if each.goal is Goal.TRAVEL), None)
    until = picture.announced_until(version.number)
    begins = spoken_day(told.as_of or picture.campaign.calendar.first_day)
    return VersionLine(
        number=version.number,
        href=f"/phuong-an/{version.number}",
        made=spoken_moment(version.made_at, picture.campaign.clock),
        by=version.made_by,
        begins=" ".join(filter(None, (begins, told.as_of_shift))) if version.summary else UNKNOWN,
        finish=spoken_day(told.finish) if told.finish else UNKNOWN,
        left=spoken_number(told.unserved) if version.summary else UNKNOWN,
        km=spoken_number(travel.value, 1) if travel else UNKNOWN,
        announced_until=spoken_day(until) if until else "",
        is_sound=version.is_sound,
        by_hand=_by_hand(version),
    )


def _by_hand(version: StoredVersion) -> str:
    base = version.provenance.by_hand_on if version.provenance is not None else None
    return _("by hand, on plan {number}").format(number=base) if base is not None else ""


def _papers(number: int) -> Iterator[Paper]:
    told = {
        APPENDIX.name: (_("Appendix"), _("the whole schedule, as it is attached to the plan")),
        CALENDAR.name: (_("Month calendar"), _("a page a month, for the wall")),
        NOTICES.name: (_("Notices to units"), _("one for each unit, days that are over left out")),
        ITINERARIES.name: (_("Itineraries"), _("one for each machine's crew")),
    }
    for name, form in PAPERS.items():
        title, hint = told[form.name]
        files = tuple((suffix, f"/phuong-an/{number}/{name}.{suffix}") for suffix in suffixes_of(form))
        yield Paper(title, hint, files)
