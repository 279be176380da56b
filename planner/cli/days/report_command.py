"""The command that tells how far a campaign has come."""

from datetime import date
from pathlib import Path

import click

from planner.cli.arguments import DAY, campaign_argument, folder_option, json_option, lang_option, ledger_option
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, telling_errors
from planner.errors import WrongUsage
from planner.texts import texts_of

_ = texts_of("cli")


@click.command(
    options_metavar=OPTIONS,
    help=_(
        "Report how far each unit has come by a day, with ranks, pace and forecast, who is behind and who did not "
        "report; prints the report into DIR."
    ),
)
@campaign_argument
@click.option(
    "--date",
    "day",
    metavar="DATE",
    type=DAY,
    help=_("The last day whose figures count; default today in the campaign's time zone."),
)
@click.option(
    "--weekly", "is_weekly", is_flag=True, help=_("The last full week, Monday to Sunday, that ended by that day.")
)
@click.option("--phase", metavar="NAME", help=_("A phase of the sheet Giai đoạn, with what its days have brought."))
@click.option(
    "--final", "is_final", is_flag=True, help=_("The whole campaign: who has reached the target, what is left.")
)
@folder_option
@ledger_option
@json_option
@lang_option
@telling_errors
def report(
    session: Session,
    campaign: Path,
    *,
    day: date | None,
    is_weekly: bool,
    phase: str | None,
    is_final: bool,
    folder: Path | None,
    ledger: str | None,
) -> None:
    """`planner report`."""
    from planner.cli.days.report_lines import show_report  # noqa: PLC0415
    from planner.domain.advance import ReportKind  # noqa: PLC0415
    from planner.workflow.days.progress_reports import ReportWanted, report_progress  # noqa: PLC0415
    from planner.workflow.planning.planning import default_folder  # noqa: PLC0415

    kinds = [(is_weekly, ReportKind.WEEK), (phase is not None, ReportKind.PHASE), (is_final, ReportKind.FINAL)]
    chosen = [kind for is_chosen, kind in kinds if is_chosen]
    if len(chosen) > 1:
        raise WrongUsage(_("--weekly, --phase and --final are three different reports. Give one of them"))
    wanted = ReportWanted(day, chosen[0] if chosen else ReportKind.DAY, phase or "")
    show_report(session, report_progress(campaign, folder or default_folder(campaign), wanted, address=ledger))
