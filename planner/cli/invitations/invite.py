"""What `planner invite` and `planner purge` tell: counts, slots and files, never a person."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from planner.cli.columns import TextColumn, table
from planner.cli.session import Speaker, show_warnings, show_warnings_and_notes
from planner.domain.calendar import Slot
from planner.domain.invitation import Fate, InvitationList
from planner.errors import WrongUsage
from planner.telling.problems import problem_line, problems_as_json
from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.folders import default_folder
from planner.workflow.invitations.invitation_papers import PapersWanted
from planner.workflow.invitations.inviting import (
    InvitedCitizens,
    InvitedUnit,
    InviteWanted,
    invite_citizens,
    new_citizens_form,
)
from planner.workflow.invitations.purging import Purged, purge_lists
from planner.workflow.ledger.made_from import change_told

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_NUMBERS = 5


def invite(
    session: Speaker,
    *,
    campaign: Path,
    citizens: Path,
    unit: str | None,
    number: int | None,
    day: date | None,
    shift: str | None,
    num_days: int,
    is_all: bool,
    is_full: bool,
    may_forget: bool,
    is_new: bool,
    today: date | None,
    folder: Path | None,
    ledger: str | None,
) -> None:
    """`planner invite`."""
    if is_new:
        _show_citizens_form(session, new_citizens_form(citizens))
        return
    if shift is not None and day is None:
        raise WrongUsage(_("--shift is the shift of one day. Name the day with --date"))
    wanted = InviteWanted(unit, number, PapersWanted(day, shift, num_days, is_all), may_forget, is_full)
    home = folder or default_folder(campaign)
    try:
        done = invite_citizens(campaign, citizens, home, wanted, address=ledger, today=today)
    except KeyboardInterrupt:
        session.note(_("Stopped. Invitations already noted are kept; run the command again to print all lists."))
        sys.exit(3)
    _show_invited(session, done, is_full=is_full)


def purge(
    session: Speaker,
    *,
    campaign: Path,
    older_than: int | None,
    is_all: bool,
    is_dry_run: bool,
    today: date | None,
    folder: Path | None,
) -> None:
    """`planner purge`."""
    if older_than is not None and is_all:
        raise WrongUsage(_("Give either --older-than or --all, not both"))
    home = folder or default_folder(campaign)
    purged = purge_lists(campaign, home, older_than=older_than, is_all=is_all, is_dry_run=is_dry_run, today=today)
    _show_purged(session, purged)


def _show_citizens_form(session: Speaker, path: Path) -> None:
    """`planner invite --new`."""
    session.say(_("An empty list of citizens: {path}").format(path=path))
    session.answer({"path": str(path)})


def _show_invited(session: Speaker, done: InvitedCitizens, *, is_full: bool) -> None:
    """`planner invite`: how many, to how many slots, what to look at, and where the lists are."""
    show_warnings(session, done.problems)
    show_warnings_and_notes(session, done.list_problems)
    if done.workbook_has_changed:
        session.note(problem_line("warning", change_told(done.plan.version)))
    for warning in dict.fromkeys(warning for each in done.units for warning in each.papers.warnings):
        session.note(problem_line("warning", warning))
    for warning in (*done.open_to_others, *done.outdated):
        session.note(problem_line("warning", warning))
    if done.dropped:
        session.note(_("Not read, because nobody needs them here: {columns}").format(columns=", ".join(done.dropped)))
    if is_full:
        _show_official(session, done)
    else:
        _show_units(session, done)
        for each in done.units:
            _show_notes(session, each)
    if done.num_overdue:
        session.note(
            problem_line(
                "warning",
                ngettext(
                    "{count} file of a list should have been deleted by now. Run planner purge",
                    "{count} files of lists should have been deleted by now. Run planner purge",
                    done.num_overdue,
                ).format(count=done.num_overdue),
            )
        )
    if session.as_json:
        session.answer(_as_json(done, is_full=is_full))


def _show_official(session: Speaker, done: InvitedCitizens) -> None:
    for each in done.units:
        session.say(_("The official list of {unit}, with identity and telephone numbers:").format(unit=each.unit.name))
        session.say("  " + ", ".join(str(path) for path in each.papers.paths))
        session.say(_("Hand it out against a signature and destroy it after the slot."))


def _show_units(session: Speaker, done: InvitedCitizens) -> None:
    session.say(_("Invited by plan {number}:").format(number=done.plan.version))
    columns = (
        TextColumn(_("Unit"), is_figure=False),
        TextColumn(_("citizens")),
        TextColumn(_("slots")),
        TextColumn(_("kept")),
        TextColumn(_("invited")),
        TextColumn(_("moved")),
        TextColumn(_("absent")),
        TextColumn(_("waiting")),
        TextColumn(_("seen")),
        TextColumn(_("unable")),
    )
    for line in table(columns, [_cells(each) for each in done.units]):
        session.say(line)


def _cells(each: InvitedUnit) -> tuple[str, ...]:
    invited = each.invited
    fates = (Fate.KEPT, Fate.INVITED, Fate.MOVED, Fate.ABSENT, Fate.WAITING, Fate.SEEN, Fate.UNABLE)
    return (
        f"{each.unit.name} ({each.unit.code})",
        spoken_number(len(invited.rows)),
        spoken_number(len(invited.sessions)),
        *(spoken_number(invited.count(fate)) for fate in fates),
    )


def _show_notes(session: Speaker, each: InvitedUnit) -> None:
    session.say(f"{each.unit.name}:")
    invited, papers = each.invited, each.papers
    attendance = invited.attendance
    if attendance.num_sessions:
        session.say(
            ngettext(
                "- {came} of {invited} invited came to {sessions} slot; reckoned with from now on: {rate} %",
                "- {came} of {invited} invited came to {sessions} slots; reckoned with from now on: {rate} %",
                attendance.num_sessions,
            ).format(
                came=spoken_number(attendance.num_came),
                invited=spoken_number(attendance.num_invited),
                sessions=attendance.num_sessions,
                rate=spoken_number(100 * attendance.rate, 0),
            )
        )
    for note in _notes(invited):
        session.say(f"- {note}")
    if papers.num_removed:
        session.say(
            ngettext(
                "- {count} printed list of a slot to which nobody is invited any more was deleted",
                "- {count} printed lists of slots to which nobody is invited any more were deleted",
                papers.num_removed,
            ).format(count=papers.num_removed)
        )
    session.say(_("- the list, to be ticked after each slot: {path}").format(path=each.book))
    session.say(
        ngettext(
            "- printed: {sessions} slot and the follow-up list, {files} files",
            "- printed: {sessions} slots and the follow-up list, {files} files",
            papers.num_sessions,
        ).format(sessions=papers.num_sessions, files=len(papers.paths))
    )


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


def _show_purged(session: Speaker, purged: Purged) -> None:
    """`planner purge`: how many files, and what could not be deleted."""
    if purged.is_dry_run:
        session.say(
            ngettext(
                "{count} file would be deleted in {folder}.",
                "{count} files would be deleted in {folder}.",
                len(purged.paths),
            ).format(count=len(purged.paths), folder=purged.folder)
        )
    else:
        session.say(
            ngettext(
                "{count} file deleted in {folder}.", "{count} files deleted in {folder}.", len(purged.paths)
            ).format(count=len(purged.paths), folder=purged.folder)
        )
    session.say(
        ngettext(
            "{count} file of a list stays: its last slot is not more than {days} days ago.",
            "{count} files of lists stay: their last slot is not more than {days} days ago.",
            purged.num_kept,
        ).format(count=purged.num_kept, days=purged.keep_days)
    )
    for path in purged.held:
        session.note(problem_line("warning", _("{name}: open in another program, not deleted").format(name=path.name)))
    for path in purged.strange:
        session.note(
            problem_line("warning", _("{name}: not written by this program, not deleted").format(name=path.name))
        )
    session.answer(
        {
            "deleted": len(purged.paths),
            "kept": purged.num_kept,
            "held": len(purged.held),
            "strange": len(purged.strange),
            "dry_run": purged.is_dry_run,
        }
    )


def _as_json(done: InvitedCitizens, *, is_full: bool) -> dict[str, Any]:
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
