"""The command about tables of targets; their workbook is no campaign."""

from datetime import date
from pathlib import Path

import click

from planner.cli.arguments import DAY, folder_option, json_option, lang_option
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, telling_errors
from planner.errors import WrongUsage
from planner.intake.cells.limits import DOSSIERS_IN_ALL, NUM_DAYS
from planner.texts import texts_of

_ = texts_of("cli")


@click.command(
    options_metavar=OPTIONS,
    help=_(
        "Work out daily targets from a table of units by indicators (sheet Chỉ tiêu), and print it. "
        "Days are those of --days, else end minus start; --inclusive counts the last day, too."
    ),
)
@click.argument("table", metavar="TABLE.xlsx", type=click.Path(path_type=Path))
@click.option("--days", metavar="N", type=click.IntRange(1, NUM_DAYS), help=_("Over how many days."))
@click.option("--start", "first_day", metavar="DATE", type=DAY, help=_("The first day, in place of --days."))
@click.option("--end", "last_day", metavar="DATE", type=DAY, help=_("The last day; the days are end minus start."))
@click.option("--inclusive", "is_inclusive", is_flag=True, help=_("The last day counts, too: end minus start plus 1."))
@click.option(
    "--rounding",
    type=click.Choice(["half-up", "up"]),
    default="half-up",
    show_default=True,
    help=_("A daily figure is rounded: half up, or always up."),
)
@click.option(
    "--total",
    type=click.Choice(["sum", "divide"]),
    default="sum",
    show_default=True,
    help=_("The total a day: the sum of the rows, or the total target divided by the days."),
)
@click.option(
    "--distribute",
    "to_share",
    metavar="N",
    type=click.IntRange(0, DOSSIERS_IN_ALL),
    help=_("Share out N over the units in proportion to Dân số, in whole numbers that add up to N."),
)
@click.option(
    "--indicator", metavar="NAME", help=_("What the shared-out N is called; default the table's only indicator.")
)
@click.option("--new", "is_new", is_flag=True, help=_("Write an empty TABLE.xlsx to fill in, and nothing else."))
@folder_option
@json_option
@lang_option
@telling_errors
def quota(
    session: Session,
    table: Path,
    *,
    days: int | None,
    first_day: date | None,
    last_day: date | None,
    is_inclusive: bool,
    rounding: str,
    total: str,
    to_share: int | None,
    indicator: str | None,
    is_new: bool,
    folder: Path | None,
) -> None:
    """`planner quota`."""
    from planner.cli.days.quota_report import show_quota, show_quota_form  # noqa: PLC0415
    from planner.domain.quota import Rounding, TotalRule  # noqa: PLC0415
    from planner.workflow.days.quota_span import Span  # noqa: PLC0415
    from planner.workflow.days.quotas import Sharing, new_quota_form, quota_of_workbook  # noqa: PLC0415
    from planner.workflow.folders import default_folder  # noqa: PLC0415

    if is_new:
        show_quota_form(session, new_quota_form(table))
        return
    if indicator is not None and to_share is None:
        raise WrongUsage(_("--indicator names what --distribute shares out. Give both, or leave it out"))
    made = quota_of_workbook(
        table,
        folder or default_folder(table),
        span=Span(days, first_day, last_day, is_inclusive),
        rounding=Rounding(rounding),
        total=TotalRule(total),
        sharing=None if to_share is None else Sharing(to_share, indicator),
    )
    show_quota(session, made)
