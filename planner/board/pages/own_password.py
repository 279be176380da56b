"""*Đổi mật khẩu*: everybody chooses a password of their own, at the first sign-in before anything else."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from planner.board.pages.signing_in import TOO_MANY, UNFIT, shared_of, with_session
from planner.board.pages.typed_before import TypedBefore, go_on, gone_along
from planner.board.people import Role
from planner.board.people.passwords import LEAST_LETTERS, as_typed, fault_of
from planner.board.shown import page
from planner.board.visit import NOT_FOUND, Page, Visit, frame_without_picture
from planner.ledger.board_file.accounts import StoredAccount
from planner.ledger.board_file.notes import NoteKind
from planner.texts import texts_of

_ = texts_of("board")

ADDRESS = "/mat-khau"
FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class PasswordView:
    """The page."""

    is_first: bool
    """Whether they come in with a password that somebody else has seen."""
    least: int
    """Letters of a password."""
    before: TypedBefore
    refusal: str = ""


def show(visit: Visit) -> Response:
    """The form."""
    return _page(visit, TypedBefore())


def ask(visit: Visit, before: TypedBefore) -> Response:
    """The form instead of the page that was asked for; what was typed there is kept."""
    return _page(visit, before, status=FORBIDDEN)


def change(visit: Visit) -> Response:
    """Let the new password be theirs; wherever else they were signed in, they no longer are."""
    form, before, entry = visit.form, gone_along(visit.form), shared_of(visit)
    account, new = _account(visit), as_typed(form.get("moi", ""))
    if entry.attempts.begin(account.name, visit.caller.address):
        return _page(visit, before, refusal=_("Too many attempts. Wait a minute, then try again."), status=TOO_MANY)
    if not entry.book.hasher.fits(account.password_hash, as_typed(form.get("cu", ""))):
        return _page(visit, before, refusal=_("The present password is wrong."), status=UNFIT)
    entry.attempts.succeeded(account.name, visit.caller.address)
    fault = fault_of(new, as_typed(form.get("moi-2", "")), account.name)
    if not fault and new == as_typed(form.get("cu", "")):
        fault = _("This is the present password. Choose another one.")
    if fault:
        return _page(visit, before, refusal=fault, status=UNFIT)
    note = entry.note(account.name, NoteKind.PASSWORD_CHANGED, visit.caller)
    signed = entry.renewed(visit.caller, entry.book.change_password(account, new, note))
    return with_session(go_on(visit, signed.person, before), visit, signed.token)


def _account(visit: Visit) -> StoredAccount:
    found = shared_of(visit).book.accounts.find(visit.person.account)
    if found is None:
        raise HTTPException(NOT_FOUND)
    return found


def _page(visit: Visit, before: TypedBefore, *, refusal: str = "", status: int = 200) -> Response:
    view = PasswordView(visit.person.must_change, LEAST_LETTERS, before, refusal)
    return page("own_password", frame_without_picture(visit.person, visit.shared, _("Password")), view, status=status)


PAGES = (
    Page(ADDRESS, Role.VIEWER, show),
    Page(ADDRESS, Role.VIEWER, change, method="POST"),
)
