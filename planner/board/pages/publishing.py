"""*Xem trước trang công bố*: what would be published of a plan, before anybody outside can read it.

The pages come as the product writes them, but without their script and under a policy that lets none run; their style
is let in by its hash. They are made in a folder that is gone when the answer is sent.
"""

import base64
import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.pages.packed import packed
from planner.board.people import Role
from planner.board.shown import page
from planner.board.views.preview import preview_view
from planner.board.visit import NOT_FOUND, POLICY, WITHOUT_SCRIPT, Page, Visit
from planner.board.words import told_lines
from planner.texts import texts_of

if TYPE_CHECKING:
    from planner.workflow.printing.publishing import PublishedPlan

_ = texts_of("board")

SHOWN = {".html": "text/html; charset=utf-8", ".ics": "text/calendar; charset=utf-8"}
"""What is answered file by file; all else is to be had packed."""
_SCRIPTS = re.compile(rb"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLES = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def show(visit: Visit) -> Response:
    """Everything at a glance."""
    picture = visit.desk.picture()
    with _published(visit) as published:
        files = {name: path.read_bytes() for name, path in _by_name(published).items()}
        view = replace(preview_view(published, files), warnings=told_lines(published.warnings, visit.desk.workbook))
    title = _("Preview: what is published of plan {number}").format(number=view.number)
    return page("preview", visit.frame(title, "/phuong-an", picture), view)


def show_file(visit: Visit) -> Response:
    """One page or calendar as it would be published. Raises HTTPException (404) for anything else."""
    name = visit.places["file"]
    kind = SHOWN.get(Path(name).suffix)
    if kind is None:
        raise HTTPException(NOT_FOUND)
    with _published(visit) as published:
        path = _by_name(published).get(name)
        if path is None:
            raise HTTPException(NOT_FOUND)
        content = path.read_bytes()
    if not name.endswith(".html"):
        return Response(content, media_type=kind, headers={"content-disposition": "attachment"})
    content = _SCRIPTS.sub(b"", content)
    return Response(content, media_type=kind, headers={POLICY: _policy(content)})


def download(visit: Visit) -> Response:
    """All of it as one file, scripts included: what is put on the web."""
    with _published(visit) as published:
        content = packed(published.folder, published.paths)
    headers = {"content-disposition": f'attachment; filename="cong-bo-{visit.number_in_path()}.zip"'}
    return Response(content, media_type="application/zip", headers=headers)


@contextmanager
def _published(visit: Visit) -> Iterator["PublishedPlan"]:
    """The plan, published into a folder that only this process sees and that is gone afterwards."""
    number = visit.number_in_path()
    if all(each.number != number for each in visit.desk.picture().versions):
        raise HTTPException(NOT_FOUND)
    with tempfile.TemporaryDirectory(prefix="planner-board-") as folder:
        yield visit.desk.publish(Path(folder), number)


def _by_name(published: "PublishedPlan") -> Mapping[str, Path]:
    return {path.relative_to(published.folder).as_posix(): path for path in published.paths}


def _policy(content: bytes) -> str:
    """No script, no form, nothing from elsewhere: only the styles that stand in the page, by their hashes."""
    hashes = (base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLES.findall(content))
    styles = " ".join(f"'sha256-{each}'" for each in hashes) or "'none'"
    return f"{WITHOUT_SCRIPT}style-src {styles}; img-src data:"


PAGES = (
    Page("/phuong-an/{number}/cong-bo", Role.VIEWER, show),
    Page("/phuong-an/{number}/cong-bo.zip", Role.VIEWER, download),
    Page("/phuong-an/{number}/cong-bo/{file:path}", Role.VIEWER, show_file),
)
