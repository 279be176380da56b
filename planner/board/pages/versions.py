"""*Phương án*: the stored plans, and their papers to download from a fixed list."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.pages.packed import packed
from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.version_list import PACKED, PAPERS, suffixes_of, version_lines, version_view
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.prints.forms.registry import PrintForm
from planner.texts import texts_of

_ = texts_of("board")

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    PACKED: "application/zip",
}


def show_all(visit: Visit) -> Response:
    """All plans."""
    picture = visit.desk.picture()
    return page("versions", visit.frame(_("Plans"), "/phuong-an", picture), version_lines(picture))


def show_one(visit: Visit) -> Response:
    """One plan with its goals and papers."""
    picture, number = visit.desk.picture(), visit.number_in_path()
    view = version_view(picture, number)
    if view is None:
        raise HTTPException(NOT_FOUND)
    title = _("Plan {number}").format(number=number)
    return page("version", visit.frame(title, "/phuong-an", picture), view)


def download(visit: Visit) -> Response:
    """One form of one plan, printed into a folder that only this process sees and that is gone afterwards."""
    number = visit.number_in_path()
    form, suffix = PAPERS.get(visit.places["form"]), visit.places["suffix"]
    if form is None or suffix not in suffixes_of(form):
        raise HTTPException(NOT_FOUND)
    with tempfile.TemporaryDirectory(prefix="planner-board-") as folder:
        paths = visit.desk.print_form(Path(folder), number, form)
        content = packed(Path(folder), paths) if suffix == PACKED else _single(paths, form, suffix)
    name = f"{form.vietnamese[0]}-pa-{number}.{suffix}"
    return Response(
        content,
        media_type=MEDIA_TYPES[suffix],
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _single(paths: Sequence[Path], form: PrintForm, suffix: str) -> bytes:
    found = [path for path in paths if path.suffix == f".{suffix}" and path.name.startswith(form.stem)]
    if not found:
        raise HTTPException(NOT_FOUND)
    return found[0].read_bytes()


PAGES = (
    Page("/phuong-an", Role.VIEWER, show_all),
    Page("/phuong-an/{number}", Role.VIEWER, show_one),
    Page("/phuong-an/{number}/{form}.{suffix}", Role.VIEWER, download),
)
