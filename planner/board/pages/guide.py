"""*Hướng dẫn*: the manual, part by part. It is there before a workbook could be read."""

from collections.abc import Callable
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.people import Role
from planner.board.shown import Entries, Frame, page
from planner.board.views.guide import GUIDE, PICTURES, guide_view
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.errors import PlannerError

Bar = Callable[[Visit, str], Entries]
"""The screens in the bar, for whom it is; it is told the address of the one that is shown."""


def guide_pages(bar: Bar) -> tuple[Page, ...]:
    """The pages of the manual below this bar."""
    return (
        Page(GUIDE, Role.VIEWER, lambda visit: _part(visit, 0, bar), is_for_codes=True),
        Page(
            f"{GUIDE}/{{number}}",
            Role.VIEWER,
            lambda visit: _part(visit, visit.number_in_path(), bar),
            is_for_codes=True,
        ),
        Page(f"{PICTURES}/{{name}}", Role.VIEWER, _picture, is_for_codes=True),
    )


def _picture(visit: Visit) -> Response:
    from planner.workflow.printing.guide import guide_pictures  # noqa: PLC0415 - what prints it takes its time

    png = guide_pictures().get(visit.places["name"])
    if png is None:
        raise HTTPException(NOT_FOUND)
    return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


def _part(visit: Visit, number: int, bar: Bar) -> Response:
    """One part, or what stands before the first for 0."""
    from planner.workflow.printing.guide import guide_parts, guide_pictures  # noqa: PLC0415 - as above

    parts = guide_parts()
    if number >= len(parts):
        raise HTTPException(NOT_FOUND)
    view = guide_view(number, parts, guide_pictures())
    campaign = ""
    with suppress(PlannerError):
        campaign = visit.desk.reading().campaign.name
    frame = Frame(
        view.title,
        campaign,
        entries=bar(visit, GUIDE),
        here=visit.address,
        person=visit.person,
        is_shared=visit.shared is not None,
    )
    return page("guide", frame, view)


PAGES = guide_pages(Visit.screens)
