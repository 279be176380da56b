"""The sessions that a stored plan holds for a unit: slots still to come in which people are received."""

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, PostingKind
from planner.domain.hours import hours_of
from planner.domain.invitation import InvitationSession
from planner.domain.plan import Assignment, Plan
from planner.domain.record import UnitCode
from planner.errors import WrongUsage
from planner.texts import texts_of

_ = texts_of("workflow")


def planned_sessions(campaign: Campaign, plan: Plan, unit: UnitCode) -> tuple[InvitationSession, ...]:
    """Every slot with dossiers to collect, in time order; several machines at once are one session.

    It begins with the first of them and ends with the last. Raises WrongUsage where the workbook has lost a shift or
    machine that the plan names.
    """
    rows: dict[Slot, list[Assignment]] = {}
    for row in plan.assignments:
        if row.unit == unit and row.dossiers > 0 and not row.done:
            rows.setdefault(Slot(row.date, row.shift), []).append(row)
    _refuse_unknown_names(campaign, plan, [row for of_slot in rows.values() for row in of_slot])
    sessions = (_session(campaign, slot, of_slot) for slot, of_slot in rows.items())
    return tuple(sorted(sessions, key=lambda session: (session.slot.day, session.starts_minute)))


def _session(campaign: Campaign, slot: Slot, rows: list[Assignment]) -> InvitationSession:
    hours = [hours_of(campaign, slot, row.unit, row.machine) for row in rows]
    return InvitationSession(
        slot=slot,
        starts_minute=min(each.starts_minute for each in hours),
        ends_minute=max(each.ends_minute for each in hours),
        dossiers=sum(row.dossiers for row in rows),
        places=tuple(dict.fromkeys(_place(campaign, row) for row in rows)),
    )


def _place(campaign: Campaign, row: Assignment) -> str:
    """Where people come: a fixed machine's own place, else that of the unit, or of its cluster's first."""
    posting = campaign.machines_by_name[row.machine].posting_on(row.date)
    fixed_place = posting.place if posting and posting.kind is PostingKind.FIXED else ""
    return fixed_place or campaign.units_by_code[campaign.stop_of(row.unit)].place


def _refuse_unknown_names(campaign: Campaign, plan: Plan, rows: list[Assignment]) -> None:
    known = {*campaign.machines_by_name, *campaign.calendar.shift_labels}
    lost = {str(name) for row in rows for name in (row.machine, row.shift)} - known
    if lost:
        raise WrongUsage(
            _("plan {number} needs {names}, which the workbook no longer has. Put them back, or re-plan").format(
                number=plan.version, names=", ".join(sorted(lost))
            )
        )
