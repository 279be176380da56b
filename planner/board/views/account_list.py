"""Accounts as their administrators see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.campaign import Campaign
from planner.ledger.board_file.accounts import AccountRole, NewAccount, StoredAccount
from planner.texts import plurals_of, texts_of

_ = texts_of("board")
ngettext = plurals_of("board")

MOST_UNITS_NAMED = 3


@dataclass(frozen=True, slots=True)
class NewPassword:
    """What is read out to somebody, and shown once."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role to choose."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class UnitTick:
    """A unit that may be ticked."""

    code: str
    name: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class AccountForm:
    """The fields of one account."""

    number: int
    """0 for one that is to be added."""
    name: str
    roles: tuple[RoleChoice, ...]
    units: tuple[UnitTick, ...]
    may_sign_in: bool
    refusal: str = ""
    new: NewPassword | None = None
    """Of a reset that was done just now."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account of the list."""

    name: str
    href: str
    role: str
    units: str
    """Of which they record; empty where that means nothing."""
    state: str
    may_sign_in: bool


@dataclass(frozen=True, slots=True)
class AccountList:
    """The page of all."""

    lines: tuple[AccountLine, ...]
    form: AccountForm
    new: NewPassword | None
    """Of somebody who was added just now."""


def role_told(role: AccountRole) -> str:
    """What people call it, with what it may do."""
    return {
        AccountRole.VIEWER: _("viewer: looks at everything"),
        AccountRole.RECORDER: _("recorder: records results"),
        AccountRole.PLANNER: _("planner: plans, announces, enters breakdowns"),
        AccountRole.ADMIN: _("administrator: also adds people"),
    }[role]


def account_list(
    campaign: Campaign, accounts: Sequence[StoredAccount], form: AccountForm, new: NewPassword | None
) -> AccountList:
    """Everybody, those who may sign in first."""
    shown = sorted(accounts, key=lambda each: not each.may_sign_in)
    return AccountList(tuple(_line(campaign, each) for each in shown), form, new)


def account_form(campaign: Campaign, account: StoredAccount | None, asked: NewAccount | None = None) -> AccountForm:
    """The fields of an account, or of one to be added: empty, or as they were filled in."""
    filled = account or asked or NewAccount("", AccountRole.RECORDER)
    ticked = filled.units or frozenset()
    return AccountForm(
        number=account.number if account is not None else 0,
        name=filled.name,
        roles=tuple(RoleChoice(role.value, role_told(role), role is filled.role) for role in AccountRole),
        units=tuple(UnitTick(unit.code, unit.name, unit.code in ticked) for unit in campaign.units),
        may_sign_in=account is None or account.may_sign_in,
    )


def _line(campaign: Campaign, account: StoredAccount) -> AccountLine:
    if not account.may_sign_in:
        state = _("closed")
    else:
        state = _("has to choose a password") if account.must_change else _("may sign in")
    return AccountLine(
        name=account.name,
        href=f"/nguoi-dung/{account.number}",
        role=role_told(account.role).partition(":")[0],
        units=_units(campaign, account) if account.role is AccountRole.RECORDER else "",
        state=state,
        may_sign_in=account.may_sign_in,
    )


def _units(campaign: Campaign, account: StoredAccount) -> str:
    if account.units is None:
        return _("all units")
    known = campaign.units_by_code
    names = sorted(known[code].name if code in known else code for code in account.units)
    if len(names) <= MOST_UNITS_NAMED:
        return ", ".join(names)
    return ngettext("{count} unit", "{count} units", len(names)).format(count=len(names))
