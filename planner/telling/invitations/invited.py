"""What is told of lists of invited citizens: counts, slots and files, never a person."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.domain.calendar import Slot
from planner.domain.invitation import Fate, InvitationList
from planner.telling.problems import problems_as_json
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.invitations.inviting import InvitedCitizens, InvitedUnit

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_NUMBERS = 5


def citizens_form_told(path: Path) -> str:
    """Where the empty list is."""
    return _("An empty list of citizens: {path}").format(path=path)


def dropped_told(done: InvitedCitizens) -> str:
    """Which columns of the list were not read; there is at least one."""
    return _("Not read, because nobody needs them here: {columns}").format(columns=", ".join(done.dropped))


def invited_by_told(done: InvitedCitizens) -> str:
    """Which plan's slots citizens are invited to."""
    return _("Invited by plan {number}:").format(number=done.plan.version)


def official_lists_told(done: InvitedCitizens) -> Iterator[str]:
    """Where the lists with numbers are that are handed out against a signature."""
    for each in done.units:
        yield _("The official list of {unit}, with identity and telephone numbers:").format(unit=each.unit.name)
        yield "  " + ", ".join(str(path) for path in each.papers.paths)
        yield _("Hand it out against a signature and destroy it after the slot.")


def notes_told(each: InvitedUnit) -> Iterator[str]:
    """What a unit should know of its list, and where its papers are."""
    yield f"{each.unit.name}:"
    invited, papers = each.invited, each.papers
    attendance = invited.attendance
    if attendance.num_sessions:
        yield ngettext(
            "- {came} of {invited} invited came to {sessions} slot; reckoned with from now on: {rate} %",
            "- {came} of {invited} invited came to {sessions} slots; reckoned with from now on: {rate} %",
            attendance.num_sessions,
        ).format(
            came=spoken_number(attendance.num_came),
            invited=spoken_number(attendance.num_invited),
            sessions=attendance.num_sessions,
            rate=spoken_number(100 * attendance.rate, 0),
        )
    yield from (f"- {note}" for note in _notes(invited))
    if papers.num_removed:
        yield ngettext(
            "- {count} printed list of a slot to which nobody is invited any more was deleted",
            "- {count} printed lists of slots to which nobody is invited any more were deleted",
            papers.num_removed,
        ).format(count=papers.num_removed)
    yield _("- the list, to be ticked after each slot: {path}").format(path=each.book)
    yield ngettext(
        "- printed: {sessions} slot and the follow-up list, {files} files",
        "- printed: {sessions} slots and the follow-up list, {files} files",
        papers.num_sessions,
    ).format(sessions=papers.num_sessions, files=len(papers.paths))


def _notes(invited: InvitationList) -> list[str]:
    notes = []
    if not invited.sessions:
        notes.append(_("the plan has no slot to come for this unit"))
    if waiting := invited.count(Fate.WAITING):
        notes.append(
            ngettext(
                "{count} citizen has no slot yet: the plan has no more room",
                "{count} citizens have no slot yet: the plan has no more room",
                waiting,
            ).format(count=spoken_number(waiting))
        )
    if invited.unticked:
        notes.append(
            _(
                "nobody is ticked in slots that are over: {slots}. Tick who came, "
                "or enter không for everybody invited there if nobody did, then run the command again"
            ).format(slots=_slots(invited.unticked))
        )
    if invited.numbers_too_large:
        notes.append(
            _("households larger than any slot have one to themselves, or none; they begin with STT {numbers}").format(
                numbers=listed(invited.numbers_too_large, MOST_NUMBERS, Noun.CITIZEN)
            )
        )
    if invited.numbers_over_hamlets:
        notes.append(
            _("households in several hamlets stay together; they begin with STT {numbers}").format(
                numbers=listed(invited.numbers_over_hamlets, MOST_NUMBERS, Noun.CITIZEN)
            )
        )
    if invited.num_renumbered:
        notes.append(
            ngettext(
                "{count} citizen bears another STT than before, and was known by name, year, hamlet and household",
                "{count} citizens bear another STT than before; they were known by name, year, hamlet and household",
                invited.num_renumbered,
            ).format(count=spoken_number(invited.num_renumbered))
        )
    if invited.num_mended:
        notes.append(
            ngettext(
                "{count} citizen has another name or year than before under the same STT, and is taken for the same",
                "{count} citizens have another name or year than before under the same STT; they "
                "are taken for the same",
                invited.num_mended,
            ).format(count=spoken_number(invited.num_mended))
        )
    if invited.num_gone:
        notes.append(
            ngettext(
                "{count} of the list before is not in this one and was left out",
                "{count} of the list before are not in this one; they were left out",
                invited.num_gone,
            ).format(count=spoken_number(invited.num_gone))
        )
    return notes


def _slots(slots: tuple[Slot, ...]) -> str:
    return listed((f"{spoken_day(slot.day)} {slot.shift}" for slot in slots), MOST_NUMBERS, Noun.SLOT)


def invited_as_json(done: InvitedCitizens, *, is_full: bool) -> dict[str, Any]:
    """Counts, slots and files for a program; never a person."""
    return {
        "version": done.plan.version,
        "full": is_full,
        "units": [_unit_as_json(each) for each in done.units],
        "dropped": list(done.dropped),
        "overdue": done.num_overdue,
        "workbook_has_changed": done.workbook_has_changed,
        "problems": problems_as_json((*done.problems, *done.list_problems)),
    }


def _unit_as_json(each: InvitedUnit) -> dict[str, Any]:
    invited = each.invited
    num_invited = Counter(row.invitation.slot for row in invited.rows if row.is_expected)
    return {
        "unit": each.unit.code,
        "citizens": len(invited.rows),
        "fates": {str(fate): invited.count(fate) for fate in Fate},
        "slots": [
            {
                "date": session.slot.day.isoformat(),
                "shift": session.slot.shift,
                "dossiers": session.dossiers,
                "invited": num_invited[session.slot],
                "reserve": len(invited.standing_in_at(session.slot)),
            }
            for session in invited.sessions
        ],
        "attendance": {
            "slots": invited.attendance.num_sessions,
            "invited": invited.attendance.num_invited,
            "came": invited.attendance.num_came,
            "rate": round(invited.attendance.rate, 4),
        },
        "unticked": [{"date": slot.day.isoformat(), "shift": slot.shift} for slot in invited.unticked],
        "too_large": list(invited.numbers_too_large),
        "over_hamlets": list(invited.numbers_over_hamlets),
        "renumbered": invited.num_renumbered,
        "mended": invited.num_mended,
        "gone": invited.num_gone,
        "book": str(each.book),
        "papers": [str(path) for path in each.papers.paths],
        "removed": each.papers.num_removed,
    }
