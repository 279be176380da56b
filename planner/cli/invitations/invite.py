"""The commands `invite` and `purge`: counts, slots and files, never a person."""

import sys
from datetime import date
from pathlib import Path

from planner.cli.columns import TextColumn, table
from planner.cli.session import Speaker, show_warnings, show_warnings_and_notes
from planner.domain.invitation import Fate
from planner.errors import WrongUsage
from planner.telling.invitations.invited import (
    citizens_form_told,
    dropped_told,
    invited_as_json,
    invited_by_told,
    notes_told,
    official_lists_told,
)
from planner.telling.invitations.purged import not_purged_told, purged_as_json, purged_told
from planner.telling.problems import problem_line
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.folders import default_folder
from planner.workflow.invitations.invitation_papers import PapersWanted
from planner.workflow.invitations.inviting import (
    InvitedCitizens,
    InvitedUnit,
    InviteWanted,
    invite_citizens,
    new_citizens_form,
)
from planner.workflow.invitations.purging import purge_lists
from planner.workflow.ledger.made_from import change_told

_ = texts_of("cli")
ngettext = plurals_of("cli")


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
    session.say_lines(purged_told(purged))
    session.warn(not_purged_told(purged))
    session.answer(purged_as_json(purged))


def _show_citizens_form(session: Speaker, path: Path) -> None:
    """`planner invite --new`."""
    session.say(citizens_form_told(path))
    session.answer({"path": str(path)})


def _show_invited(session: Speaker, done: InvitedCitizens, *, is_full: bool) -> None:
    """`planner invite`: how many, to how many slots, what to look at, and where the lists are."""
    show_warnings(session, done.problems)
    show_warnings_and_notes(session, done.list_problems)
    if done.workbook_has_changed:
        session.warn([change_told(done.plan.version)])
    session.warn(dict.fromkeys(warning for each in done.units for warning in each.papers.warnings))
    session.warn((*done.open_to_others, *done.outdated))
    if done.dropped:
        session.note(dropped_told(done))
    if is_full:
        session.say_lines(official_lists_told(done))
    else:
        _show_units(session, done)
        for each in done.units:
            session.say_lines(notes_told(each))
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
        session.answer(invited_as_json(done, is_full=is_full))


def _show_units(session: Speaker, done: InvitedCitizens) -> None:
    session.say(invited_by_told(done))
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
