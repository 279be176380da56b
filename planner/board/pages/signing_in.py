"""*Đăng nhập*: by name and password, or by name and the day's code; the first administrator; and the way out."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from planner.board.pages.typed_before import TypedBefore, go_on, gone_along
from planner.board.people import NOBODY, Role
from planner.board.people.callers import Place
from planner.board.people.passwords import LEAST_LETTERS, fault_of
from planner.board.people.shared_entry import Refusal, SharedEntry, SignIn
from planner.board.shown import page
from planner.board.visit import NOT_FOUND, Page, Visit, frame_without_picture
from planner.board.words import told
from planner.errors import WrongUsage
from planner.ledger.board_file.notes import NoteKind
from planner.ledger.board_file.sessions import LASTS
from planner.texts import plurals_of, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

ADDRESS, LEAVING = "/vao", "/ra"
SEE_OTHER, UNKNOWN, REFUSED, UNFIT, TOO_MANY = 303, 401, 403, 422, 429


@dataclass(frozen=True, slots=True)
class SignInView:
    """The page."""

    is_by_code: bool
    """Whether the day's code is asked for, and no password."""
    before: TypedBefore
    name: str = ""
    """As it was typed."""
    refusal: str = ""
    key: str = ""
    """To a board without an administrator, which is given its first one here; empty elsewhere."""
    least: int = LEAST_LETTERS
    """Letters of a password."""
    note: str = ""
    """Who cannot sign in here, and what they do instead; empty where everybody can, and where that was told already."""


def shared_of(visit: Visit) -> SharedEntry:
    """The way in. Raises HTTPException (404) on a board that nobody shares."""
    if visit.shared is None:
        raise HTTPException(NOT_FOUND)
    return visit.shared


def show(visit: Visit) -> Response:
    """The form."""
    key = visit.chosen.get("khoa", "")
    is_first = bool(key) and shared_of(visit).opens_first(key, visit.caller)
    refusal = "" if is_first or not key else _("This address has been used, or leads nowhere. Sign in.")
    return _page(visit, TypedBefore(), refusal=refusal, key=key if is_first else "")


def ask(visit: Visit, before: TypedBefore) -> Response:
    """The form instead of the page that was asked for; what was typed there is kept."""
    told_kept = _("You are no longer signed in. Sign in, and what you have typed is still there.")
    refusal = told_kept if before.fields else ""
    return _page(visit, before, refusal=refusal, status=UNKNOWN)


def sign_in(visit: Visit) -> Response:
    """Let somebody in, or say why not."""
    form, entry = visit.form, shared_of(visit)
    name, before = form.get("ten", ""), gone_along(form)
    if form.get("khoa"):
        return _begin(visit, entry, name)
    if visit.caller.place is Place.OPEN and not form.get("mat-khau"):
        signed = entry.sign_in_by_code(visit.caller, name, form.get("ma", ""))
    else:
        signed = entry.sign_in(visit.caller, name, form.get("mat-khau", ""))
    if not signed.token:
        return _refused(visit, before, name, signed)
    return with_session(go_on(visit, signed.person, before), visit, signed.token)


def sign_out(visit: Visit) -> Response:
    """End the session."""
    entry = shared_of(visit)
    entry.sign_out(visit.caller, visit.person)
    answer = RedirectResponse(ADDRESS, SEE_OTHER)
    is_safe = visit.caller.place is not Place.OPEN
    answer.delete_cookie(entry.cookie(visit.caller.place), path="/", secure=is_safe, httponly=True, samesite="strict")
    return answer


def with_session(answer: Response, visit: Visit, token: str) -> Response:
    """The answer that leaves the cookie behind; browsers keep it from scripts and from other sites."""
    place = visit.caller.place
    answer.set_cookie(
        shared_of(visit).cookie(place),
        token,
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=place is not Place.OPEN,
        httponly=True,
        samesite="strict",
    )
    return answer


def _begin(visit: Visit, entry: SharedEntry, name: str) -> Response:
    """Add the first administrator, who then is signed in."""
    form = visit.form
    key, password = form["khoa"], form.get("mat-khau", "")
    if not entry.opens_first(key, visit.caller):
        why = _("This address has been used, or leads nowhere. Sign in.")
        return _page(visit, TypedBefore(), refusal=why, status=REFUSED)
    fault = fault_of(password, form.get("mat-khau-2", ""), name)
    if fault:
        return _page(visit, TypedBefore(), name=name, refusal=fault, key=key, status=UNFIT)
    try:
        note = entry.note("", NoteKind.ACCOUNT_ADDED, visit.caller)
        account = entry.book.add_first(name, password, note)
    except WrongUsage as error:
        return _page(visit, TypedBefore(), name=name, refusal=f"{told(error)}.", key=key, status=UNFIT)
    signed = entry.renewed(visit.caller, account)
    return with_session(RedirectResponse("/nguoi-dung", SEE_OTHER), visit, signed.token)


def _refused(visit: Visit, before: TypedBefore, name: str, signed: SignIn) -> Response:
    is_by_code = visit.caller.place is Place.OPEN
    if signed.refusal is Refusal.WAIT:
        seconds = signed.wait_seconds
        why = ngettext(
            "Too many attempts. Wait {count} second, then try again.",
            "Too many attempts. Wait {count} seconds, then try again.",
            seconds,
        ).format(count=seconds)
        answer = _page(visit, before, name=name, refusal=why, status=TOO_MANY)
        answer.headers["retry-after"] = str(seconds)
        return answer
    if signed.refusal is Refusal.NOT_FROM_THERE:
        return _page(visit, before, name=name, refusal=not_from_there(), status=REFUSED)
    wrong = _("Name or code is wrong.") if is_by_code else _("Name or password is wrong.")
    more = (
        _("A code holds for one day; ask the planner for today's.")
        if is_by_code
        else _("An administrator can reset it.")
    )
    return _page(visit, before, name=name, refusal=f"{wrong} {more}", status=UNKNOWN)


def not_from_there() -> str:
    """Why only recorders come in over a network on which others can listen, and what to do."""
    return _(
        "Over this connection others on the network could read a password, so only recorders sign in here, by the "
        "day's code. Planners and administrators sign in at the machine that runs the board, or have whoever opened it "
        "open it with a certificate (https)."
    )


def _page(
    visit: Visit, before: TypedBefore, *, name: str = "", refusal: str = "", key: str = "", status: int = 200
) -> Response:
    is_by_code, why = visit.caller.place is Place.OPEN, not_from_there()
    view = SignInView(is_by_code, before, name, refusal, key, note=why if is_by_code and refusal != why else "")
    frame = frame_without_picture(NOBODY, visit.shared, _("First administrator") if key else _("Sign in"))
    return page("signing_in", frame, view, status=status)


PAGES = (
    Page(ADDRESS, Role.ANYBODY, show, is_for_codes=True),
    Page(ADDRESS, Role.ANYBODY, sign_in, method="POST", is_for_codes=True),
    Page(LEAVING, Role.VIEWER, sign_out, method="POST", is_for_codes=True),
)
