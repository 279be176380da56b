"""Sheet *Cán bộ*: the officers, one row each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.folding import fold
from planner.domain.record import MachineName, UnitCode
from planner.intake.campaign.frame import period_of
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import NUM_OFFICERS
from planner.intake.layout.crews import OFFICERS, OfficerColumn
from planner.intake.staffing.ground import RoleBook, StaffingGround
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.intake.values.names import Clarity, NameBook, Named
from planner.roster.staffing import Officer, OfficerCode, Role
from planner.texts import spoken_clock, texts_of

_ = texts_of("intake")


@dataclass(frozen=True)
class OfficerRow:
    """An officer and the row that tells of him."""

    officer: Officer
    row: SheetRow


def officers_of(
    table: SheetTable, ground: StaffingGround, roles: RoleBook, findings: Findings
) -> tuple[OfficerRow, ...]:
    """The officers in workbook order, no two of one code. Takes their roles into the book of roles."""
    if len(table.rows) > NUM_OFFICERS:
        findings.error(
            f"{OFFICERS.title}!A{table.rows[NUM_OFFICERS].number}",
            _("more than {limit} officers").format(limit=NUM_OFFICERS),
            _("Part the campaign into several workbooks"),
        )
    found: dict[OfficerCode, OfficerRow] = {}
    for row in table.rows[:NUM_OFFICERS]:
        officer = _officer(row, ground, roles)
        if officer is None:
            continue
        earlier = found.setdefault(officer.code, OfficerRow(officer, row))
        if earlier.row is not row:
            row.error(
                OfficerColumn.CODE,
                _("{code} is the number of {name} in {where} too").format(
                    code=shown(officer.code), name=shown(earlier.officer.name), where=earlier.officer.source
                ),
                _("Give each officer a number of his own, or delete one row"),
            )
    _note_near_twins(tuple(found.values()))
    return tuple(found.values())


def officer_names(officers: tuple[OfficerRow, ...]) -> NameBook:
    """What cells may call the officers by: their numbers, however they are capitalised, and their names."""
    return names_of_officers([one.officer for one in officers])


def names_of_officers(officers: Sequence[Officer]) -> NameBook:
    """What the officers of a staffing may be called by, whoever calls them."""
    return NameBook(
        (Named(officer.code, officer.name) for officer in officers),
        _("{value} is not an officer of sheet Cán bộ"),
        former=[(Named(officer.code, officer.code), officer.code) for officer in officers],
    )


def _officer(row: SheetRow, ground: StaffingGround, roles: RoleBook) -> Officer | None:
    has_code = row.require(OfficerColumn.CODE, _("Enter a number of his own, for example CB01"))
    has_name = row.require(OfficerColumn.NAME, _("Enter the officer's name"))
    code = row.plain(OfficerColumn.CODE, is_name=True) if has_code else ""
    name = row.plain(OfficerColumn.NAME) if has_name else ""
    period = period_of(row, OfficerColumn.FIRST_DAY, OfficerColumn.LAST_DAY, ground.frame.days)
    is_turned = period.is_empty and not (row.is_empty(OfficerColumn.FIRST_DAY) or row.is_empty(OfficerColumn.LAST_DAY))
    if not is_turned and period.within(ground.frame.days).is_empty:
        row.warn(
            OfficerColumn.FIRST_DAY if not row.is_empty(OfficerColumn.FIRST_DAY) else OfficerColumn.LAST_DAY,
            _("no day of these lies within the campaign, so the officer gets no duty"),
            check_days(row.day(OfficerColumn.FIRST_DAY), *ground.frame.days),
        )
    own_roles = tuple(dict.fromkeys(map(roles.taken, row.listed(OfficerColumn.ROLES))))
    machines = _listed(row, OfficerColumn.MACHINES, ground.machines)
    home = _home(row, ground)
    note = row.plain(OfficerColumn.NOTE)
    if not code:
        return None
    return Officer(
        code=OfficerCode(code),
        name=name or code,
        rank=row.plain(OfficerColumn.RANK),
        workplace=_workplace(row, ground),
        roles=own_roles,
        crew=row.plain(OfficerColumn.CREW),
        zones=_listed(row, OfficerColumn.ZONES, ground.zones),
        machines=tuple(map(MachineName, machines)),
        home=home,
        first_day=period.first_day,
        last_day=period.last_day,
        most_shifts_a_week=row.whole(OfficerColumn.MOST_SHIFTS),
        works_until_minute=_works_until(row, ground),
        note=note,
        source=row.where(OfficerColumn.CODE),
    )


def _listed(row: SheetRow, column: StrEnum, names: NameBook) -> tuple[str, ...]:
    """The identities that the cell's list means, each once; none for an empty cell."""
    meant = [names.identity(name, row.where(column), row.findings) for name in row.listed(column)]
    return tuple(dict.fromkeys(one for one in meant if one is not None))


def _home(row: SheetRow, ground: StaffingGround) -> UnitCode | None:
    name = row.text(OfficerColumn.HOME)
    code = ground.units.identity(name, row.where(OfficerColumn.HOME), row.findings) if name else None
    return UnitCode(code) if code is not None else None


def _workplace(row: SheetRow, ground: StaffingGround) -> str:
    """The name of the unit that the cell means exactly; any other text as it stands."""
    text = row.plain(OfficerColumn.WORKPLACE)
    meant = ground.units.meanings(text) if ground.units.clarity(text) is Clarity.EXACT else frozenset()
    return ground.campaign.units_by_code[UnitCode(next(iter(meant)))].name if len(meant) == 1 else text


def _works_until(row: SheetRow, ground: StaffingGround) -> int | None:
    minute = row.minute(OfficerColumn.WORKS_UNTIL)
    if minute is not None and minute < ground.earliest_end:
        row.error(
            OfficerColumn.WORKS_UNTIL,
            _("{hour} comes before every shift's end, so the officer can work none").format(hour=spoken_clock(minute)),
            _("The first shift to end does so at {hour}; enter that hour or a later one, or delete the row").format(
                hour=spoken_clock(ground.earliest_end)
            ),
        )
    return minute


def _note_near_twins(officers: tuple[OfficerRow, ...]) -> None:
    seen: dict[str, OfficerRow] = {}
    for one in officers:
        other = seen.setdefault(fold(one.officer.code), one)
        if other is not one:
            one.row.warn(
                OfficerColumn.CODE,
                _("{name} and {other} count as two officers").format(
                    name=shown(one.officer.code), other=shown(other.officer.code)
                ),
                _("If they are one, delete one row"),
            )


def note_roles_unasked(officers: tuple[OfficerRow, ...], asked: frozenset[Role], roles: RoleBook) -> None:
    """Name officers who may take no seat, and roles that no seat asks for. Nothing where any role will do."""
    for role in roles:
        bearer = next((one for one in officers if role in one.officer.roles), None)
        if role not in asked and bearer is not None:  # a role may stand in a row alone that was refused
            bearer.row.note(OfficerColumn.ROLES, _("no row of Vị trí asks for {role}").format(role=shown(role)))
    for one in officers:
        if not asked & set(one.officer.roles):
            one.row.warn(
                OfficerColumn.ROLES,
                _("no seat asks for any of this officer's roles, so he gets no duty"),
                _("Enter a role of sheet Vị trí, or leave Vai trò empty there: then anybody will do"),
            )
