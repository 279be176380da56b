"""*Đọc phụ lục*: an appendix that somebody made or edited, read, judged and laid beside the best plan known."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from starlette.responses import Response

from planner.board.pages.sent_name import name_on_disk
from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.visit import Page, Visit
from planner.board.words import status_of_error, told, told_problem
from planner.domain.plan import Plan
from planner.errors import PlannerError, Problem, WorkbookProblems
from planner.intake.campaign.looks_like import holds_campaign
from planner.texts import texts_of

if TYPE_CHECKING:
    from planner.board.views.audit_view import AuditView

_ = texts_of("board")

ADDRESS = "/doc-phu-luc"
PACKED = b"PK\x03\x04"
"""How every xlsx and docx begins."""
SUFFIXES = (".xlsx", ".docx")
UNFIT = 422


@dataclass(frozen=True, slots=True)
class EditsOffered:
    """Where an appendix places machines otherwise than the latest plan, to be had as a draft."""

    number: int
    """Of the plan."""
    sent: str
    """The edits, as the form sends them back."""
    revision: int
    """Of the draft that they replace."""
    has_draft: bool
    """Whether somebody's draft is replaced by them."""


@dataclass(frozen=True, slots=True)
class AppendixView:
    """The page, before a file was sent and after."""

    audit: "AuditView | None" = None
    edits: EditsOffered | None = None
    """None where the appendix has nothing else than the latest plan."""
    refusal: str = ""
    """Why nothing was read; empty where nothing was refused."""
    problems: tuple[Problem, ...] = ()


def show(visit: Visit) -> Response:
    """The form."""
    return _page(visit, visit.desk.picture(), AppendixView())


def read(visit: Visit) -> Response:
    """Read the file and tell what it comes to; nothing is stored, and it is not kept."""
    from planner.board.views.audit_view import audit_view  # noqa: PLC0415 - readers of appendixes take their time

    picture, file = visit.desk.picture(), visit.file
    if file is None or not file.content:
        return _page(visit, picture, AppendixView(refusal=_("Choose a file first.")), UNFIT)
    suffix = next((each for each in SUFFIXES if file.name.lower().endswith(each)), None)
    if suffix is None or not file.content.startswith(PACKED):
        why = _(
            "This is neither an Excel workbook (xlsx) nor a Word document (docx), so nothing was read. In Excel or "
            "Word, save it as xlsx or docx and send that."
        )
        return _page(visit, picture, AppendixView(refusal=why), UNFIT)
    if holds_campaign(BytesIO(file.content)):
        why = _("This is a campaign's workbook, so nothing was read. Choose the appendix.")
        return _page(visit, picture, AppendixView(refusal=why), UNFIT)
    name = name_on_disk(file, suffix, "phu-luc")
    try:
        audited = visit.desk.audit(name, file.content)
    except WorkbookProblems as error:
        why = _("Nothing was read: mend what stands below, and send it again.")
        problems = tuple(map(told_problem, error.problems))
        return _page(visit, picture, AppendixView(refusal=why, problems=problems), UNFIT)
    except PlannerError as error:
        return _page(visit, picture, AppendixView(refusal=told(error)), status_of_error(error))
    audit = audit_view(name, audited)
    audit = replace(
        audit,
        unreadable=tuple(map(told_problem, audit.unreadable)),
        notes=tuple(map(told_problem, audit.notes)),
    )
    return _page(visit, picture, AppendixView(audit, _offered(visit, picture, audited.appendix.plan)))


def _offered(visit: Visit, picture: Picture, plan: Plan) -> EditsOffered | None:
    opened = visit.desk.drafts.open(picture, visit.person.name)
    edits = visit.desk.drafts.edits_of(picture, plan)
    if opened is None or edits.is_nothing:
        return None
    return EditsOffered(
        number=opened.editing.basis.number,
        sent=edits.model_dump_json(),
        revision=opened.draft.revision,
        has_draft=opened.draft.last is not None,
    )


def _page(visit: Visit, picture: Picture, view: AppendixView, status: int = 200) -> Response:
    return page("appendix", visit.frame(_("Read an appendix"), ADDRESS, picture), view, status=status)


PAGES = (
    Page(ADDRESS, Role.PLANNER, show),
    Page(ADDRESS, Role.PLANNER, read, method="POST", takes_file=True),
)
