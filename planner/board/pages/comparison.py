"""*So sánh*: what one plan changes of another, and the papers that tell it."""

import tempfile
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.pages.versions import MEDIA_TYPES
from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.comparison import PAPERS, comparison_view
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.ledger.board_file.notes import NoteKind
from planner.texts import texts_of
from planner.workflow.days.comparing import Compared

_ = texts_of("board")

CSV = "text/csv; charset=utf-8"


def show(visit: Visit) -> Response:
    """The plan of the address beside another."""
    picture, pair = visit.desk.picture(), _pair(visit)
    title = _("Plan {new} beside plan {old}").format(new=pair.new.number, old=pair.old.number)
    return page("comparison", visit.frame(title, "/phuong-an", picture), comparison_view(pair))


def download(visit: Visit) -> Response:
    """The amendment or the notices, printed into a folder that only this process sees and that is gone afterwards."""
    name, suffix = visit.places["paper"], visit.places["suffix"]
    if suffix not in PAPERS.get(name, ()):
        raise HTTPException(NOT_FOUND)
    pair = _pair(visit)
    with tempfile.TemporaryDirectory(prefix="planner-board-") as folder:
        visit.desk.print_comparison(Path(folder), pair)
        content = (Path(folder) / f"{name}.{suffix}").read_bytes()
    file_name = f"{name}-pa-{pair.old.number}-{pair.new.number}.{suffix}"
    if visit.shared is not None:
        entry = visit.shared
        entry.book.notes.add(entry.note(visit.person.name, NoteKind.DOWNLOADED, visit.caller, file_name))
    return Response(
        content,
        media_type=MEDIA_TYPES.get(suffix, CSV),
        headers={"content-disposition": f'attachment; filename="{file_name}"'},
    )


def _pair(visit: Visit) -> Compared:
    new, old = visit.number_in_path(), visit.number_in_path("other")
    known = {version.number for version in visit.desk.picture().versions}
    if new == old or not {new, old} <= known:
        raise HTTPException(NOT_FOUND)
    return visit.desk.compare(old, new)


PAGES = (
    Page("/phuong-an/{number}/so-voi/{other}", Role.VIEWER, show, is_packed=True),
    Page("/phuong-an/{number}/so-voi/{other}/{paper}.{suffix}", Role.VIEWER, download),
)
