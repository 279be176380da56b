"""The commands of every day: figures in, promises made, changes told, and the ledger kept safe."""

from datetime import date
from pathlib import Path

import click

from planner.cli.arguments import (
    DAY,
    Command,
    campaign_argument,
    folder_option,
    json_option,
    lang_option,
    ledger_option,
    new_ledger_option,
)
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, telling_errors
from planner.errors import WrongUsage
from planner.texts import texts_of

_ = texts_of("cli")

FILE = click.Path(path_type=Path, dir_okay=False)


def today_option(command: Command) -> Command:
    """--today: for whoever catches up on past days, or tries the program out."""
    return click.option(
        "--today",
        metavar="DATE",
        type=DAY,
        help=_("Work as if it were this day; default today in the campaign's time zone."),
    )(command)


@click.command(
    options_metavar=OPTIONS,
    help=_("Record a results workbook in the ledger, all of it or nothing; or take back rows that were wrong."),
)
@campaign_argument
@click.argument("results", metavar="[RESULTS.xlsx]", type=FILE, required=False)
@click.option(
    "--withdraw",
    "withdrawn",
    metavar="ROW",
    type=click.IntRange(1),
    multiple=True,
    help=_("Take back the row of this number, as warnings name it; may be given several times."),
)
@today_option
@ledger_option
@new_ledger_option
@json_option
@lang_option
@telling_errors
def record(
    session: Session,
    campaign: Path,
    results: Path | None,
    *,
    withdrawn: tuple[int, ...],
    today: date | None,
    ledger: str | None,
    begins_anew: bool,
) -> None:
    """`planner record`."""
    from planner.cli.days.daily_reports import show_recorded  # noqa: PLC0415
    from planner.cli.days.withdrawn_report import show_withdrawn  # noqa: PLC0415
    from planner.workflow.days.recording import record_results  # noqa: PLC0415
    from planner.workflow.days.withdrawing import withdraw_results  # noqa: PLC0415

    if (results is None) == (not withdrawn):
        raise WrongUsage(_("Give either RESULTS.xlsx, to record it, or --withdraw with the number of a row"))
    if results is None:
        show_withdrawn(session, campaign, withdraw_results(campaign, withdrawn, address=ledger, today=today))
        return
    recorded = record_results(campaign, results, address=ledger, today=today, begins_anew=begins_anew)
    show_recorded(session, campaign, recorded)


@click.command(
    "new-results",
    options_metavar=OPTIONS,
    help=_("Write a form for the results of a day, or of several, with a row for each planned slot."),
)
@campaign_argument
@click.option(
    "--date", "day", metavar="DATE", type=DAY, help=_("The day that the form is for; default today, or give --from.")
)
@click.option("--from", "first_day", metavar="DATE", type=DAY, help=_("The first of several days of one form."))
@click.option("--to", "last_day", metavar="DATE", type=DAY, help=_("The last of these days; default today."))
@click.option(
    "-o",
    "--output",
    "path",
    metavar="FILE",
    type=FILE,
    help=_("The form; default ket-qua-<date>.xlsx beside the workbook."),
)
@ledger_option
@json_option
@lang_option
@telling_errors
def new_results(
    session: Session,
    campaign: Path,
    *,
    day: date | None,
    first_day: date | None,
    last_day: date | None,
    path: Path | None,
    ledger: str | None,
) -> None:
    """`planner new-results`."""
    from planner.cli.days.daily_reports import show_form  # noqa: PLC0415
    from planner.workflow.days.results_forms import new_results_form  # noqa: PLC0415

    if day is not None and (first_day is not None or last_day is not None):
        raise WrongUsage(_("Give either --date for one day, or --from and --to for several"))
    if last_day is not None and first_day is None:
        raise WrongUsage(_("--to is the last of several days. Name the first with --from"))
    form = new_results_form(campaign, day or first_day, path, last_day=day or last_day, address=ledger)
    show_form(session, campaign, form)


@click.command(
    options_metavar=OPTIONS, help=_("Note that a plan was made known: its days up to one are promises from now on.")
)
@campaign_argument
@click.option(
    "--until",
    metavar="DATE",
    type=DAY,
    help=_("The last day made known; default that of the announcement before, else the plan's last."),
)
@click.option(
    "--version", "number", metavar="N", type=click.IntRange(1), help=_("The plan's number; default the latest.")
)
@ledger_option
@json_option
@lang_option
@telling_errors
def announce(session: Session, campaign: Path, *, until: date | None, number: int | None, ledger: str | None) -> None:
    """`planner announce`."""
    from planner.cli.days.daily_reports import show_announced  # noqa: PLC0415
    from planner.workflow.days.announcing import announce_version  # noqa: PLC0415

    show_announced(session, campaign, announce_version(campaign, until=until, number=number, address=ledger))


@click.command(
    options_metavar=OPTIONS,
    help=_(
        "Show what plan TO changes of plan FROM, unit by unit; prints the amendment and the notices into DIR. "
        "By default the plan announced last and the latest."
    ),
)
@campaign_argument
@click.argument("old", metavar="[FROM]", required=False, type=click.IntRange(1))
@click.argument("new", metavar="[TO]", required=False, type=click.IntRange(1))
@today_option
@folder_option
@ledger_option
@json_option
@lang_option
@telling_errors
def changes(
    session: Session,
    campaign: Path,
    *,
    old: int | None,
    new: int | None,
    today: date | None,
    folder: Path | None,
    ledger: str | None,
) -> None:
    """`planner changes`."""
    from planner.cli.days.changes_report import show_changes  # noqa: PLC0415
    from planner.workflow.days.amending import amend  # noqa: PLC0415
    from planner.workflow.planning.planning import default_folder  # noqa: PLC0415

    home = folder or default_folder(campaign)
    show_changes(session, amend(campaign, home, old=old, new=new, address=ledger, today=today))


@click.command(
    options_metavar=OPTIONS,
    help=_("Show the plans, how far each unit is, what the results have taught, and what is missing."),
)
@campaign_argument
@today_option
@ledger_option
@json_option
@lang_option
@telling_errors
def status(session: Session, campaign: Path, *, today: date | None, ledger: str | None) -> None:
    """`planner status`."""
    from planner.cli.days.status_report import show_status  # noqa: PLC0415
    from planner.workflow.days.standing import status_of  # noqa: PLC0415

    show_status(session, status_of(campaign, address=ledger, today=today))


@click.command(
    options_metavar=OPTIONS,
    help=_("Copy the ledger into FILE, checked; default a file beside it that bears day and hour in its name."),
)
@campaign_argument
@click.argument("path", metavar="[FILE]", required=False, type=FILE)
@ledger_option
@json_option
@lang_option
@telling_errors
def backup(session: Session, campaign: Path, *, path: Path | None, ledger: str | None) -> None:
    """`planner backup`."""
    from planner.cli.ledger.safekeeping_report import show_backed_up  # noqa: PLC0415
    from planner.workflow.ledger.safekeeping import back_up_ledger  # noqa: PLC0415

    show_backed_up(session, back_up_ledger(campaign, path, address=ledger))


@click.command(
    options_metavar=OPTIONS,
    help=_(
        "Make the ledger what BACKUP holds. Asks nothing; what stood there before is kept beside it. Refused where "
        "BACKUP lacks results, plans or announcements, unless with --lose."
    ),
)
@campaign_argument
@click.argument("path", metavar="BACKUP", type=FILE)
@click.option("--lose", is_flag=True, help=_("Go on although BACKUP lacks some of what the ledger holds."))
@click.option(
    "--other-campaign",
    "may_be_other",
    is_flag=True,
    help=_("Take BACKUP for this campaign's although it is of another one of the same name."),
)
@ledger_option
@json_option
@lang_option
@telling_errors
def restore(
    session: Session, campaign: Path, path: Path, *, lose: bool, may_be_other: bool, ledger: str | None
) -> None:
    """`planner restore`."""
    from planner.cli.ledger.safekeeping_report import show_restored  # noqa: PLC0415
    from planner.workflow.ledger.safekeeping import restore_ledger  # noqa: PLC0415

    restored = restore_ledger(campaign, path, address=ledger, may_lose=lose, may_be_other=may_be_other)
    show_restored(session, path, restored)
