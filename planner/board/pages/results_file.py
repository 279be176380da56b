"""*Gửi tệp kết quả*: a results workbook that was filled in elsewhere, recorded as a whole or listed cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from starlette.responses import Response

from planner.board.pages.sent_name import name_on_disk
from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.visit import Page, Visit
from planner.board.words import status_of_error, told, told_problem
from planner.errors import PlannerError, Problem, WorkbookProblems
from planner.intake.campaign.looks_like import holds_campaign
from planner.telling.days.results import corrected, happened, without_effect
from planner.texts import texts_of
from planner.workflow.days.recording import RecordedReport

_ = texts_of("board")

PACKED = b"PK\x03\x04"
"""How every xlsx begins."""
SUFFIX = ".xlsx"
UNNAMED = "ket-qua"
UNFIT = 422


@dataclass(frozen=True, slots=True)
class SentFileView:
    """The page, before a file was sent and after."""

    lines: tuple[str, ...] = ()
    """What recording it has changed."""
    refusal: str = ""
    """Why nothing was recorded; empty where nothing was refused."""
    problems: tuple[Problem, ...] = ()
    """By cell: why nothing was recorded, or what to look at."""


def show(visit: Visit) -> Response:
    """The form."""
    return _page(visit, visit.desk.picture(), SentFileView())


def send(visit: Visit) -> Response:
    """Record the file, or tell what is wrong with it; it is not kept."""
    picture = visit.desk.picture()
    file = visit.file
    if file is None or not file.content:
        return _page(visit, picture, SentFileView(refusal=_("Choose a file first.")), UNFIT)
    if not file.content.startswith(PACKED) or not file.name.lower().endswith(SUFFIX):
        why = _("This is no Excel workbook (xlsx), so nothing was recorded. In Excel, save it as xlsx and send that.")
        return _page(visit, picture, SentFileView(refusal=why), UNFIT)
    try:
        name = name_on_disk(file, SUFFIX, UNNAMED)
        report = visit.desk.record_file(name, file.content, visit.person.name, visit.person.units)
    except WorkbookProblems as error:
        if holds_campaign(BytesIO(file.content)):
            why = _("This is a campaign's workbook, so nothing was recorded. Choose the workbook of results.")
            return _page(visit, picture, SentFileView(refusal=why), UNFIT)
        why = _("Nothing was recorded: mend these cells of the file, save it, and send it again.")
        return _page(visit, picture, SentFileView(refusal=why, problems=_without_commands(error.problems)), UNFIT)
    except PlannerError as error:
        return _page(visit, picture, SentFileView(refusal=told(error)), status_of_error(error))
    view = SentFileView(tuple(_told(report)), problems=_without_commands(report.problems))
    return _page(visit, visit.desk.picture(), view)


def _told(report: RecordedReport) -> Iterator[str]:
    yield happened(report)
    yield from without_effect(report)
    yield from (corrected(report.campaign, each) for each in report.corrections)


def _without_commands(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(map(told_problem, problems))


def _page(visit: Visit, picture: Picture, view: SentFileView, status: int = 200) -> Response:
    frame = visit.frame(_("Send a results workbook"), "/ket-qua", picture)
    return page("results_file", frame, view, status=status)


PAGES = (
    Page("/ket-qua/tep", Role.RECORDER, show, is_for_codes=True),
    Page("/ket-qua/tep", Role.RECORDER, send, method="POST", takes_file=True, is_for_codes=True),
)
