"""The commands. Each parses, calls one use case and shows the result; heavy rooms are imported when they are needed."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from planner.cli.arguments import (
    DAY,
    campaign_argument,
    folder_option,
    json_option,
    lang_option,
    ledger_option,
    new_ledger_option,
    search_options,
    tidy_option,
)
from planner.cli.order import OrderedGroup
from planner.cli.session import Session, get_ready_to_search, telling_errors
from planner.domain.search_terms import SearchTerms
from planner.texts import texts_of

_ = texts_of("cli")

OPTIONS = _("[OPTIONS]")


@click.group(
    cls=OrderedGroup,
    options_metavar=OPTIONS,
    subcommand_metavar=_("COMMAND [ARGS]..."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("Plan where identity-enrolment machines stand: from one Excel workbook to a proven, printed schedule."),
    epilog=_(
        "Start with: planner new my-campaign. Fill in campaign.xlsx, then: planner plan my-campaign/campaign.xlsx"
    ),
)
@lang_option
@click.version_option(package_name="enrolment-planner", help=_("Show the version and exit."))
def planner() -> None:
    """The group of all commands."""


@planner.command(
    options_metavar=OPTIONS, help=_("Write an empty campaign.xlsx with drop-downs, and a filled example, into DIR.")
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--start", "first_day", type=DAY, help=_("The campaign's first day, as 11/4/2023 or 2023-04-11."))
@click.option("--end", "last_day", type=DAY, help=_("The campaign's last day."))
@json_option
@lang_option
@telling_errors
def new(session: Session, folder: Path, first_day: date | None, last_day: date | None) -> None:
    """`planner new`."""
    from planner.cli.planning.reports import show_new  # noqa: PLC0415
    from planner.intake.blanks.template import write_new_campaign  # noqa: PLC0415

    show_new(session, write_new_campaign(folder, first_day, last_day, datetime.now(UTC).year))


@planner.command(options_metavar=OPTIONS, help=_("Report every problem of the workbook, by sheet and cell."))
@campaign_argument
@json_option
@lang_option
@telling_errors
def check(session: Session, campaign: Path) -> None:
    """`planner check`."""
    from planner.cli.planning.reports import show_checked  # noqa: PLC0415
    from planner.workflow.planning.verifying import check_workbook  # noqa: PLC0415

    show_checked(session, check_workbook(campaign))


@planner.command(
    options_metavar=OPTIONS,
    help=_("Plan the campaign: plan.json and the printed appendix into DIR. Ctrl-C keeps the best plan."),
)
@campaign_argument
@folder_option
@click.option("--fresh", "is_fresh", is_flag=True, help=_("Plan from the beginning though there are results."))
@tidy_option
@search_options
@ledger_option
@new_ledger_option
@json_option
@lang_option
@telling_errors
def plan(
    session: Session,
    campaign: Path,
    *,
    folder: Path | None,
    is_fresh: bool,
    tidies: bool,
    seconds: float,
    workers: int,
    seed: int,
    ledger: str | None,
    begins_anew: bool,
) -> None:
    """`planner plan`."""
    plan_and_show(
        session,
        campaign,
        folder,
        is_fresh=is_fresh,
        tidies=tidies,
        seconds=seconds,
        workers=workers,
        seed=seed,
        ledger=ledger,
        begins_anew=begins_anew,
    )


@planner.command(options_metavar=OPTIONS, help=_("Judge PLAN.json against the workbook with the independent checker."))
@campaign_argument
@click.argument("plan_path", metavar="PLAN.json", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--announced",
    metavar="PLAN.json",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The announced plan, to judge what a re-plan has kept of it."),
)
@click.option(
    "--results",
    metavar="RESULTS.xlsx",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The results, to judge a re-plan's past."),
)
@json_option
@lang_option
@telling_errors
def verify(session: Session, campaign: Path, plan_path: Path, *, announced: Path | None, results: Path | None) -> None:
    """`planner verify`."""
    from planner.cli.planning.reports import show_verified  # noqa: PLC0415
    from planner.workflow.planning.verifying import verify_plan  # noqa: PLC0415

    show_verified(session, verify_plan(campaign, plan_path, announced, results))


@planner.command(options_metavar=OPTIONS, help=_("Plan the Bình Gia campaign of 2023 that ships with the program."))
@folder_option
@search_options
@json_option
@lang_option
@telling_errors
def demo(session: Session, *, folder: Path | None, seconds: float, workers: int, seed: int) -> None:
    """`planner demo`."""
    from planner.ledger.address import default_ledger  # noqa: PLC0415
    from planner.workflow.planning.demonstration import DEMO_NAME, demo_workbook  # noqa: PLC0415

    target = folder or Path("outputs") / DEMO_NAME
    workbook = demo_workbook(target)
    plan_and_show(
        session,
        workbook,
        target,
        is_fresh=True,
        seconds=seconds,
        workers=workers,
        seed=seed,
        begins_anew=not default_ledger(workbook).exists(),  # nobody's history depends on a demonstration
    )


def plan_and_show(
    session: Session,
    campaign: Path,
    folder: Path | None,
    *,
    is_fresh: bool,
    seconds: float,
    workers: int,
    seed: int,
    tidies: bool = False,
    ledger: str | None = None,
    begins_anew: bool = False,
) -> None:
    """Plan a campaign from its beginning and tell what came of it."""
    get_ready_to_search()
    from planner.cli.planning.planned_report import show_planned  # noqa: PLC0415
    from planner.cli.planning.progress_line import ProgressLines  # noqa: PLC0415
    from planner.workflow.planning.planning import default_folder, plan_campaign  # noqa: PLC0415
    from planner.workflow.solving.searching import Search  # noqa: PLC0415

    with ProgressLines(session) as lines:
        planned = plan_campaign(
            campaign,
            folder or default_folder(campaign),
            Search(SearchTerms(seconds, workers, seed), lines.listen),
            address=ledger,
            is_fresh=is_fresh,
            begins_anew=begins_anew,
            tidies=tidies,
        )
    show_planned(session, planned, seconds)
