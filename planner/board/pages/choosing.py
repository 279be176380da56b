"""*Chọn tệp*: the pages of a board that was opened without a workbook, until one is chosen or a new one is filled in.

Every file that can be opened here was found by the board itself: a form names it by a key, never by a path.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from planner.board.pages.guide import guide_pages
from planner.board.people import Role
from planner.board.shown import Frame, NavigationEntry, page
from planner.board.views.choosing import CHOOSING, ChosenView, NewCampaignForm, choosing_view, new_campaign_form
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.board.words import told, told_problem
from planner.errors import PlannerError, Problem, WorkbookProblems, WrongUsage
from planner.intake.blanks.template import TEMPLATE_NAME, write_new_campaign
from planner.intake.campaign.campaign_reader import ReadCampaign, read_campaign
from planner.texts import texts_of
from planner.workflow.planning.campaigns_near import campaigns_near

_ = texts_of("board")

SEE_OTHER, UNFIT = 303, 422
_KEY_LETTERS = 16
ELSEWHERE = "/{elsewhere:path}"
"""Any other address."""


class Choosing:
    """Which workbooks there are, and the one that is chosen; `on_chosen` opens its board."""

    def __init__(self, folders: Sequence[Path], on_chosen: Callable[[Path], None]) -> None:
        self._folders, self._on_chosen = tuple(folders), on_chosen
        self._known: dict[str, Path] = {}

    def pages(self) -> tuple[Page, ...]:
        """All that can be asked for; any other address leads to the list."""
        return (
            Page(CHOOSING, Role.PLANNER, self.show),
            Page(f"{CHOOSING}/mo", Role.PLANNER, self.open, method="POST"),
            Page(f"{CHOOSING}/moi", Role.PLANNER, self.begin, method="POST"),
            Page(f"{CHOOSING}/tep/{{key}}", Role.PLANNER, self.show_missing),
            *guide_pages(lambda _visit, here: _bar(here)),
            Page(ELSEWHERE, Role.VIEWER, lambda _visit: RedirectResponse(CHOOSING, SEE_OTHER)),
        )

    def show(self, visit: Visit) -> Response:
        """The workbooks that are near, and the form of a new campaign."""
        return self._list(visit, new_campaign_form({}, self._folders))

    def open(self, visit: Visit) -> Response:
        """Open the board of a workbook; one that cannot be planned yet shows first what it lacks."""
        path = self._path(visit.form.get("tep", ""))
        read = _read(path)
        if not isinstance(read, ReadCampaign):
            return RedirectResponse(f"{CHOOSING}/tep/{_key(path)}", SEE_OTHER)
        self._on_chosen(path)
        return RedirectResponse("/lap-lai" if visit.form.get("lap") else "/", SEE_OTHER)

    def begin(self, visit: Visit) -> Response:
        """Write the workbook of a new campaign; no file and no folder is ever replaced."""
        form = new_campaign_form(visit.form, self._folders)
        if form.folder is None or form.faults:
            return self._list(visit, form, UNFIT)
        written = _written(form.folder / form.name, form)
        if isinstance(written, NewCampaignForm):
            return self._list(visit, written, UNFIT)
        return RedirectResponse(f"{CHOOSING}/tep/{self._keep(written)}", SEE_OTHER)

    def show_missing(self, visit: Visit) -> Response:
        """What a workbook lacks until it can be planned, or that it lacks nothing."""
        path = self._path(visit.places["key"])
        read = _read(path)
        view = ChosenView(
            key=_key(path),
            path=str(path),
            is_new=path.name == TEMPLATE_NAME,
            campaign=read.campaign if isinstance(read, ReadCampaign) else None,
            problems=read if isinstance(read, tuple) else (),
        )
        frame = _frame(visit, _("The workbook is ready") if view.campaign else _("Fill in the workbook"))
        return page("chosen", frame, view)

    def _list(self, visit: Visit, form: NewCampaignForm, status: int = 200) -> Response:
        near = campaigns_near(self._folders)
        for each in near:
            self._keep(each.path)
        view = choosing_view([(_key(each.path), each) for each in near], self._folders, form)
        return page("choosing", _frame(visit, _("Choose a campaign")), view, status=status)

    def _keep(self, path: Path) -> str:
        key = _key(path)
        self._known[key] = path
        return key

    def _path(self, key: str) -> Path:
        """The file that the board has shown under this key. Raises HTTPException (404) for any other."""
        path = self._known.get(key)
        if path is None:
            raise HTTPException(NOT_FOUND)
        return path


def _written(folder: Path, form: NewCampaignForm) -> Path | NewCampaignForm:
    """The empty workbook in its new folder; where none could be written, the form with the reason, and no folder."""
    try:
        folder.mkdir()
    except FileExistsError:
        return form.refused("ten", _("A folder of this name is there already. Choose another"))
    except (OSError, ValueError):
        return form.refused("noi", _("Nothing can be written there. Choose another place, or another name"))
    try:
        year = datetime.now(UTC).year
        return write_new_campaign(folder, form.first_day, form.last_day, year, form.level)[0]
    except (OSError, PlannerError) as error:
        with suppress(OSError):
            folder.rmdir()
        if isinstance(error, WrongUsage):
            return form.refused("den", str(error))
        return form.refused("noi", _("Nothing can be written there. Choose another place, or another name"))


def _lead_on(_visit: Visit) -> Response:
    """Once a workbook is chosen, what leads to the list leads to its board."""
    return RedirectResponse("/", SEE_OTHER)


AFTERWARDS = (
    Page(CHOOSING, Role.VIEWER, _lead_on),
    Page(f"{CHOOSING}/mo", Role.VIEWER, _lead_on, method="POST"),
    Page(f"{CHOOSING}/tep/{{key}}", Role.VIEWER, _lead_on),
)
"""Asked for by whoever goes back, or clicks twice."""


def _key(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:_KEY_LETTERS]


def _read(path: Path) -> ReadCampaign | tuple[Problem, ...]:
    """The campaign, or all that keeps it from being planned."""
    try:
        return read_campaign(path)
    except WorkbookProblems as error:
        return tuple(map(told_problem, error.problems))
    except PlannerError as error:
        return (Problem(path.name, told(error).removeprefix(f"{path}: ").rstrip("."), ""),)


def _frame(visit: Visit, title: str) -> Frame:
    return Frame(title, entries=_bar(CHOOSING), here=visit.address, person=visit.person)


def _bar(here: str) -> tuple[NavigationEntry, ...]:
    """There is one screen as long as there is no campaign."""
    return (NavigationEntry(_("Choose a campaign"), CHOOSING, here == CHOOSING),)
