"""The commands about people: invite them to the plan's slots, and delete their lists when the time is over."""

import sys
from datetime import date
from pathlib import Path

import click

from planner.cli.arguments import DAY, campaign_argument, folder_option, json_option, lang_option, ledger_option
from planner.cli.days.daily_commands import FILE, today_option
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, telling_errors
from planner.errors import WrongUsage
from planner.texts import texts_of

_ = texts_of("cli")


@click.command(
    options_metavar=OPTIONS,
    help=_(
        "Invite the citizens of a list to the slots of a plan: households whole, hamlets together, in waves. Prints "
        "the lists of the next days, masked, into DIR/moi; the workbook there remembers who is invited when."
    ),
)
@campaign_argument
@click.argument("citizens", metavar="CITIZENS.xlsx", type=FILE)
@click.option(
    "--unit", metavar="NAME", help=_("Only this unit, by code or name; whose the list is, if it does not say.")
)
@click.option("--version", "number", metavar="N", type=click.IntRange(1), help=_("Which plan; default the latest."))
@click.option("--date", "day", metavar="DATE", type=DAY, help=_("Print the lists of this day."))
@click.option("--shift", metavar="SHIFT", help=_("Of that day, print the list of this shift."))
@click.option(
    "--days",
    "num_days",
    metavar="N",
    type=click.IntRange(1, 400),
    default=2,
    show_default=True,
    help=_("Print the lists of the next N days that have slots."),
)
@click.option("--all", "is_all", is_flag=True, help=_("Print the lists of all slots to come."))
@click.option(
    "--full",
    "is_full",
    is_flag=True,
    help=_("Print the official list of one slot (--date and --shift) with identity and telephone numbers."),
)
@click.option(
    "--forget",
    "may_forget",
    is_flag=True,
    help=_(
        "Leave out citizens of the list before who are missing now, however many, "
        "or of whom it is not certain who they are."
    ),
)
@click.option("--new", "is_new", is_flag=True, help=_("Write an empty list of citizens to CITIZENS.xlsx instead."))
@today_option
@folder_option
@ledger_option
@json_option
@lang_option
@telling_errors
def invite(
    session: Session,
    campaign: Path,
    citizens: Path,
    *,
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
    from planner.cli.invitations.invite_reports import show_citizens_form, show_invited  # noqa: PLC0415
    from planner.workflow.folders import default_folder  # noqa: PLC0415
    from planner.workflow.invitations.invitation_papers import Extent  # noqa: PLC0415
    from planner.workflow.invitations.inviting import InviteWanted, invite_citizens, new_citizens_form  # noqa: PLC0415

    if is_new:
        show_citizens_form(session, new_citizens_form(citizens))
        return
    if shift is not None and day is None:
        raise WrongUsage(_("--shift is the shift of one day. Name the day with --date"))
    wanted = InviteWanted(unit, number, Extent(day, shift, num_days, is_all), may_forget, is_full)
    home = folder or default_folder(campaign)
    try:
        done = invite_citizens(campaign, citizens, home, wanted, address=ledger, today=today)
    except KeyboardInterrupt:
        session.note(_("Stopped. Invitations already noted are kept; run the command again to print all lists."))
        sys.exit(3)
    show_invited(session, done, is_full=is_full)


@click.command(
    options_metavar=OPTIONS,
    help=_(
        "Delete invitation lists whose last slot is longer ago than the workbook keeps them. No other file is touched."
    ),
)
@campaign_argument
@click.option(
    "--older-than",
    "older_than",
    metavar="DAYS",
    type=click.IntRange(0, 36_500),
    help=_("Delete what ended more than so many days ago; default as the workbook says."),
)
@click.option("--all", "is_all", is_flag=True, help=_("Delete every list, also of slots to come."))
@click.option("--dry-run", "is_dry_run", is_flag=True, help=_("Only say what would be deleted."))
@today_option
@folder_option
@json_option
@lang_option
@telling_errors
def purge(
    session: Session,
    campaign: Path,
    *,
    older_than: int | None,
    is_all: bool,
    is_dry_run: bool,
    today: date | None,
    folder: Path | None,
) -> None:
    """`planner purge`."""
    from planner.cli.invitations.invite_reports import show_purged  # noqa: PLC0415
    from planner.workflow.folders import default_folder  # noqa: PLC0415
    from planner.workflow.invitations.purging import purge_lists  # noqa: PLC0415

    if older_than is not None and is_all:
        raise WrongUsage(_("Give either --older-than or --all, not both"))
    purged = purge_lists(
        campaign,
        folder or default_folder(campaign),
        older_than=older_than,
        is_all=is_all,
        is_dry_run=is_dry_run,
        today=today,
    )
    show_purged(session, purged)
