"""*Hướng dẫn*: the manual, part by part. It is there before a workbook could be read."""

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.people import Role
from planner.board.shown import Frame, entries, page
from planner.board.views.guide import GUIDE, PICTURES, guide_view
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.errors import PlannerError


def show_contents(visit: Visit) -> Response:
    """What stands before the first part, and which parts there are."""
    return _part(visit, 0)


def show_part(visit: Visit) -> Response:
    """One part."""
    return _part(visit, visit.number_in_path())


def show_picture(visit: Visit) -> Response:
    """A picture that the manual shows."""
    from planner.workflow.printing.guide import guide_pictures  # noqa: PLC0415 - what prints it takes its time

    png = guide_pictures().get(visit.places["name"])
    if png is None:
        raise HTTPException(NOT_FOUND)
    return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


def _part(visit: Visit, number: int) -> Response:
    from planner.workflow.printing.guide import guide_parts, guide_pictures  # noqa: PLC0415 - as above

    parts = guide_parts()
    if number >= len(parts):
        raise HTTPException(NOT_FOUND)
    view = guide_view(number, parts, guide_pictures())
    campaign = ""
    with suppress(PlannerError):
        campaign = visit.desk.reading().campaign.name
    frame = Frame(title=view.title, campaign=campaign, entries=entries(GUIDE), here=visit.address)
    return page("guide", frame, view)


PAGES = (
    Page(GUIDE, Role.VIEWER, show_contents),
    Page(f"{GUIDE}/{{number}}", Role.VIEWER, show_part),
    Page(f"{PICTURES}/{{name}}", Role.VIEWER, show_picture),
)
