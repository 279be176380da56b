"""*Người dùng*: who may sign in to the board, as what, for which units; for its administrators."""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from planner.board.pages.signing_in import SEE_OTHER, UNFIT, shared_of
from planner.board.people import Role
from planner.board.people.account_book import name_as_typed
from planner.board.shown import page
from planner.board.views.account_list import AccountForm, NewPassword, account_form, account_list
from planner.board.visit import NOT_FOUND, Page, Visit
from planner.board.words import told
from planner.domain.record import UnitCode
from planner.errors import WrongUsage
from planner.ledger.board_file.accounts import AccountRole, NewAccount, StoredAccount
from planner.ledger.board_file.notes import BoardNote, NoteKind
from planner.texts import texts_of

_ = texts_of("board")

ADDRESS = "/nguoi-dung"
UNIT = "xa."
"""Before the code of each unit that was ticked."""
DONE = "xong"


def show_all(visit: Visit) -> Response:
    """Everybody, and a form to add somebody."""
    return _list(visit, account_form(visit.desk.picture().campaign, None))


def add(visit: Visit) -> Response:
    """Add somebody, and show this once the password of their first sign-in."""
    asked = NewAccount(visit.form.get("ten", ""), _role(visit), _units(visit))
    form = account_form(visit.desk.picture().campaign, None, asked)
    try:
        password = shared_of(visit).book.add(asked, _note(visit, NoteKind.ACCOUNT_ADDED))
    except WrongUsage as error:
        return _list(visit, replace(form, refusal=f"{told(error)}."), status=UNFIT)
    fresh = account_form(visit.desk.picture().campaign, None)
    return _list(visit, fresh, NewPassword(name_as_typed(asked.name), password))


def show_one(visit: Visit) -> Response:
    """One account, with what can be done about it."""
    account = _account(visit)
    message = _("The account of {name} is changed.").format(name=account.name) if DONE in visit.chosen else ""
    return _one(visit, account, account_form(visit.desk.picture().campaign, account), message=message)


def change(visit: Visit) -> Response:
    """Let somebody be something else, or record for other units."""
    account, role, units = _account(visit), _role(visit), _units(visit)
    try:
        note = _note(visit, NoteKind.ACCOUNT_CHANGED, account.name)
        shared_of(visit).book.accounts.change(account.number, role, units, note)
    except WrongUsage as error:
        return _refused(visit, account, error)
    return RedirectResponse(f"{ADDRESS}/{account.number}?{DONE}=1", SEE_OTHER)


def reset(visit: Visit) -> Response:
    """Give somebody a new password, shown this once; whoever was closed may sign in again."""
    account = _account(visit)
    password = shared_of(visit).book.reset(account, _note(visit, NoteKind.PASSWORD_RESET, account.name))
    form = account_form(visit.desk.picture().campaign, _account(visit))
    return _one(visit, account, form, NewPassword(account.name, password))


def close(visit: Visit) -> Response:
    """Let somebody sign in no more."""
    account = _account(visit)
    try:
        shared_of(visit).book.accounts.close(account.number, _note(visit, NoteKind.ACCOUNT_CLOSED, account.name))
    except WrongUsage as error:
        return _refused(visit, account, error)
    return RedirectResponse(f"{ADDRESS}/{account.number}?{DONE}=1", SEE_OTHER)


def _account(visit: Visit) -> StoredAccount:
    found = shared_of(visit).book.accounts.find(visit.number_in_path())
    if found is None:
        raise HTTPException(NOT_FOUND)
    return found


def _role(visit: Visit) -> AccountRole:
    """The role that was chosen; where none was, the least."""
    chosen = visit.form.get("vai", "")
    return AccountRole(chosen) if chosen in list(AccountRole) else AccountRole.VIEWER


def _units(visit: Visit) -> frozenset[UnitCode] | None:
    """The units that were ticked; None, which is all of them, where none was, or for whoever plans."""
    known = visit.desk.picture().campaign.units_by_code
    ticked = frozenset(
        UnitCode(name.removeprefix(UNIT))
        for name in visit.form
        if name.startswith(UNIT) and name.removeprefix(UNIT) in known
    )
    return ticked if ticked and _role(visit) is AccountRole.RECORDER else None


def _note(visit: Visit, what: NoteKind, about: str = "") -> BoardNote:
    return shared_of(visit).note(visit.person.name, what, visit.caller, about)


def _refused(visit: Visit, account: StoredAccount, error: WrongUsage) -> Response:
    form = account_form(visit.desk.picture().campaign, account)
    return _one(visit, account, replace(form, refusal=f"{told(error)}."), status=UNFIT)


def _list(visit: Visit, form: AccountForm, new: NewPassword | None = None, *, status: int = 200) -> Response:
    picture = visit.desk.picture()
    view = account_list(picture.campaign, shared_of(visit).book.accounts.all(), form, new)
    return page("accounts", visit.frame(_("People"), ADDRESS, picture), view, status=status)


def _one(
    visit: Visit,
    account: StoredAccount,
    form: AccountForm,
    new: NewPassword | None = None,
    *,
    message: str = "",
    status: int = 200,
) -> Response:
    frame = visit.frame(account.name, ADDRESS, visit.desk.picture(), message)
    return page("account", frame, replace(form, new=new), status=status)


PAGES = (
    Page(ADDRESS, Role.ADMIN, show_all),
    Page(ADDRESS, Role.ADMIN, add, method="POST", shows_once=True),
    Page(f"{ADDRESS}/{{number}}", Role.ADMIN, show_one),
    Page(f"{ADDRESS}/{{number}}", Role.ADMIN, change, method="POST"),
    Page(f"{ADDRESS}/{{number}}/mat-khau", Role.ADMIN, reset, method="POST", shows_once=True),
    Page(f"{ADDRESS}/{{number}}/dong", Role.ADMIN, close, method="POST"),
)
