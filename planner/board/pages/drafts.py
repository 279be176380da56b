"""*Nháp*: stays are moved by hand, judged at once, and stored, pinned or given up."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from planner.board.drafts.keeping import OpenDraft
from planner.board.drafts.placements import ADDRESS, TO, move_of
from planner.board.people import Role
from planner.board.picture import Picture
from planner.board.shown import page
from planner.board.views.draft_line import (
    BACK,
    FALLEN,
    GIVEN_UP,
    LAID,
    MOVED,
    REVISION,
    SEEN,
    TAKEN_OVER,
    UNDONE,
    DraftLine,
    done_told,
    draft_line,
    number_sent,
    seen_sent,
)
from planner.board.views.move_form import MoveForm, move_form
from planner.board.visit import Page, Visit
from planner.board.words import status_of_error, told, told_problem
from planner.domain.hand_edits import HandEdits
from planner.errors import DraftMovedOn, LedgerMovedOn, PlannerError, Problem, WorkbookProblems, WrongUsage
from planner.texts import texts_of

if TYPE_CHECKING:
    from planner.workflow.hand_made.storing_by_hand import EditedVersion

_ = texts_of("board")

SEE_OTHER = 303
SCHEDULE = "/"
KEPT_OF_SCHEDULE = ("theo", "ngay", "tu")
"""What of the schedule's address says how it is shown."""
_PLAIN = re.compile(r"[0-9a-z-]{1,10}")
"""What it may say of that."""
EDITS = "cho"
"""The field in which an appendix's edits come."""
MOST_EDITS = 5000
FOCUS = "vua-doi"
"""The stay that was moved, on the schedule."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """The page."""

    draft: DraftLine | None
    """None where there is no plan to edit."""
    form: MoveForm | None
    """None where no stay is asked for, or where it is not there."""
    is_gone: bool
    """Whether a stay was asked for that is not there any more, or that does not move."""
    back: str
    refusal: str = ""
    """Why nothing was done; empty where nothing was refused."""
    problems: tuple[Problem, ...] = ()


def show(visit: Visit) -> Response:
    """The draft, and the form of the stay that was asked for."""
    return _page(visit, visit.chosen)


def move(visit: Visit) -> Response:
    """Move a stay in the draft; what is refused is shown again as it was filled in."""

    def change(picture: Picture) -> str:
        draft = visit.desk.drafts.move(picture, visit.person.name, _revision(visit), move_of(visit.form))
        return _schedule(visit, {MOVED: draft.revision}, visit.form.get(TO, ""))

    return _changed(visit, change)


def undo(visit: Visit) -> Response:
    """Take back the last change."""

    def change(_picture: Picture) -> str:
        draft = visit.desk.drafts.undo(visit.person.name, _revision(visit))
        return _schedule(visit, {UNDONE: draft.revision})

    return _changed(visit, change)


def give_up(visit: Visit) -> Response:
    """Forget the draft."""

    def change(_picture: Picture) -> str:
        draft = visit.desk.drafts.give_up(visit.person.name, _revision(visit))
        return _schedule(visit, {GIVEN_UP: draft.revision})

    return _changed(visit, change)


def lay_on_latest(visit: Visit) -> Response:
    """Lay the draft onto the latest plan: what still differs is kept."""

    def change(picture: Picture) -> str:
        seen = _revision(visit)
        fallen = visit.desk.drafts.lay_on_latest(picture, visit.person.name, seen)
        return _schedule(visit, {LAID: seen + 1, FALLEN: fallen})

    return _changed(visit, change)


def take_over(visit: Visit) -> Response:
    """Have the edits of an appendix as the draft."""

    def change(picture: Picture) -> str:
        draft = visit.desk.drafts.take_over(picture, visit.person.name, _revision(visit), _edits(visit.form))
        return _schedule(visit, {TAKEN_OVER: draft.revision})

    return _changed(visit, change)


def store(visit: Visit) -> Response:
    """Store the draft as a version, if it is sound, and lead to what it changes."""

    def change(picture: Picture) -> str:
        edited, seen = _edited(visit), seen_sent(visit.form.get(SEEN, ""))
        number = visit.desk.store_by_hand(edited, visit.person.name, seen)
        _forget(visit)
        last = picture.announcement
        return f"/phuong-an/{number}/so-voi/{last.version if last is not None else edited.number}"

    return _changed(visit, change)


def pin(visit: Visit) -> Response:
    """Pin what the draft moved, and lead to where the search is started."""

    def change(_picture: Picture) -> str:
        edited, seen = _edited(visit), seen_sent(visit.form.get(SEEN, ""))
        who = visit.person.name
        reason = _("draft of {who} on plan {number}").format(who=who, number=edited.number)
        pinned = visit.desk.pin_by_hand(edited, reason, who, seen)
        _forget(visit)
        return f"/lap-lai?ghim={len(pinned.entered)}"

    return _changed(visit, change)


def _changed(visit: Visit, change: Callable[[Picture], str]) -> Response:
    """Where the change leads; or the page again, with why nothing was done."""
    try:
        return RedirectResponse(change(visit.desk.picture()), SEE_OTHER)
    except WorkbookProblems as error:
        why = _("The workbook cannot be used as it is, so nothing was done. Mend these cells in Excel and save.")
        problems = tuple(map(told_problem, error.problems))
        return _page(visit, visit.form, refusal=why, problems=problems, status=status_of_error(error))
    except LedgerMovedOn as error:
        why = _(
            "Others have written into the ledger since this page was made, so nothing was done. Your draft is kept; "
            "look at it as it is now."
        )
        return _page(visit, visit.form, refusal=why, status=status_of_error(error))
    except PlannerError as error:
        return _page(visit, visit.form, refusal=told(error), status=status_of_error(error))


def _forget(visit: Visit) -> None:
    """The draft is in the ledger now; what another window has made of it since stays."""
    with suppress(DraftMovedOn):
        visit.desk.drafts.give_up(visit.person.name, _revision(visit))


def _revision(visit: Visit) -> int:
    return number_sent(visit.form.get(REVISION, ""))


def _edited(visit: Visit) -> "EditedVersion":
    """The draft as the form shows it. Raises DraftMovedOn, and WrongUsage where there is none."""
    last = visit.desk.drafts.seen(visit.person.name, _revision(visit)).last
    if last is None:
        raise WrongUsage(_("There is no draft. Move a stay first"))
    from planner.workflow.hand_made.storing_by_hand import EditedVersion  # noqa: PLC0415 - loads the checker

    return EditedVersion(last.base, last.edits)


def _edits(form: Mapping[str, str]) -> HandEdits:
    try:
        edits = HandEdits.model_validate_json(form.get(EDITS, ""))
    except ValueError as error:
        raise WrongUsage(_("These are no edits of an appendix. Have the appendix read again")) from error
    if len(edits.put) + len(edits.taken) > MOST_EDITS:
        raise WrongUsage(_("The appendix has too many edits for a draft. Edit fewer days at a time"))
    return edits


def _schedule(visit: Visit, done: Mapping[str, int], day: str = "") -> str:
    """The schedule as it was shown before, or from this day on, with what was done."""
    path, _mark, query = visit.form.get(BACK, "").partition("?")
    told = QueryParams(query) if path == SCHEDULE else QueryParams()
    shown = {name: told[name] for name in KEPT_OF_SCHEDULE if _PLAIN.fullmatch(told.get(name, ""))}
    if not shown and day:
        shown = {"tu": day}
    chosen = QueryParams(shown | {name: str(number) for name, number in done.items()})
    return f"{SCHEDULE}?{chosen}#{FOCUS}"


def _page(
    visit: Visit,
    sent: Mapping[str, str],
    *,
    refusal: str = "",
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    picture = visit.desk.picture()
    opened: OpenDraft | None = visit.desk.drafts.open(picture, visit.person.name)
    form = move_form(opened, sent) if opened is not None else None
    view = DraftView(
        draft=draft_line(picture, opened) if opened is not None else None,
        form=form,
        is_gone=form is None and bool(sent.get("may")) and not refusal,
        back=visit.form.get(BACK, ""),
        refusal=refusal,
        problems=problems,
    )
    message = done_told(opened, visit.chosen) if opened is not None else ""
    frame = visit.frame(_("Draft"), SCHEDULE, picture, message)
    if visit.form:
        frame = replace(frame, here=ADDRESS)
    return page("draft", frame, view, status=status)


PAGES = (
    Page(ADDRESS, Role.PLANNER, show),
    Page(ADDRESS, Role.PLANNER, move, method="POST"),
    Page(f"{ADDRESS}/lui", Role.PLANNER, undo, method="POST"),
    Page(f"{ADDRESS}/bo", Role.PLANNER, give_up, method="POST"),
    Page(f"{ADDRESS}/dat-len", Role.PLANNER, lay_on_latest, method="POST"),
    Page(f"{ADDRESS}/phu-luc", Role.PLANNER, take_over, method="POST"),
    Page(f"{ADDRESS}/luu", Role.PLANNER, store, method="POST"),
    Page(f"{ADDRESS}/ghim", Role.PLANNER, pin, method="POST"),
)
