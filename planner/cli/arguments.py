"""How a command is declared, and the arguments and options that several share.

A declaration is light: it names the function that carries the command out, and that one's module, with all that it
imports, is loaded when the command runs.
"""

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from planner.cli.session import Speaker, get_ready_to_search, telling_errors
from planner.texts import texts_of

_ = texts_of("cli")
Option = Callable[[Callable[..., Any]], Callable[..., Any]]

OPTIONS = _("[OPTIONS]")
MOST_WORKERS = 8
MOST_DAYS = 366


class DayType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A day, as 18/4/2023 or 2023-04-18."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that the text names."""
        if isinstance(value, date):
            return value
        for form in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(str(value), form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        raise click.BadParameter(
            _("{value} is not a day. Write it as 18/4/2023 or 2023-04-18").format(value=value), ctx, param
        )


DAY = DayType()
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER_PATH = click.Path(path_type=Path, file_okay=False)
SECONDS = click.FloatRange(0.1, 86_400)
NUMBER = click.IntRange(1)

campaign = click.argument("campaign", metavar="CAMPAIGN.xlsx", type=click.Path(path_type=Path))
plan_file = click.argument("plan_path", metavar="PLAN.json", type=FILE)
folder = click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=FOLDER_PATH,
    help=_("Where to write; default outputs/<name>."),
)
tidy = click.option(
    "--tidy",
    "tidies",
    is_flag=True,
    help=_("Remove papers of other plans from DIR, but none that somebody has edited, and no lists of citizens."),
)
today = click.option(
    "--today",
    metavar="DATE",
    type=DAY,
    help=_("Work as if it were this day; default today in the campaign's time zone."),
)
workers = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    default=lambda: min(MOST_WORKERS, os.cpu_count() or 1),
    show_default=_("the cores, at most 8"),
    help=_("How many searches may run at once; with 1 the same input always gives the same plan."),
)
_seed = click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    help=_("Another seed, another search."),
)
verbose = click.option(
    "-v",
    "--verbose",
    "is_verbose",
    is_flag=True,
    help=_("Tell on stderr which way the search takes to each goal, and why."),
)
search = (
    click.option(
        "--seconds",
        metavar="N",
        type=SECONDS,
        default=60.0,
        show_default=True,
        help=_("Time for the whole search."),
    ),
    workers,
    _seed,
    verbose,
)
quick_search = (
    click.option(
        "--seconds",
        metavar="N",
        type=SECONDS,
        help=_("Time for the whole search; default 60, and no longer than it takes to bring the last goal within 5 %."),
    ),
    workers,
    _seed,
    verbose,
)
"""For a search that ends early unless --seconds is given."""
cluster = click.option(
    "--cluster",
    metavar="ADDRESS",
    help=_(
        "Let a Dask cluster search the parts of a large campaign: its scheduler, as tcp://host:8786 or tls://…, with "
        "planner worker on its computers; or local, for one on this computer."
    ),
)
ledger = click.option(
    "--ledger",
    metavar="ADDRESS",
    help=_("Where results and plans are kept: a file, or postgresql+psycopg://…; default <name>.ledger.db beside it."),
)
counted_ledger = click.option(
    "--ledger",
    metavar="ADDRESS",
    help=_("A ledger whose adjustments count, too; by default the workbook alone does."),
)
new_ledger = click.option(
    "--new-ledger",
    "begins_anew",
    is_flag=True,
    help=_("Begin a new ledger though another of this campaign, or a plan of it, lies beside the workbook."),
)
moment = (
    click.option(
        "--as-of", metavar="DATE", type=DAY, help=_("The first day to plan; default the day after the last result.")
    ),
    click.option("--as-of-shift", metavar="SHIFT", help=_("The first shift of that day to plan; default its first.")),
)
freeze_days = click.option(
    "--freeze-days",
    metavar="N",
    type=click.IntRange(0, MOST_DAYS),
    default=2,
    show_default=True,
    help=_("On so many days, from the first to plan on, what was announced stays."),
)
results_count = (
    click.option("--learn", "learns", is_flag=True, help=_("Fill slots by the rates that results have taught.")),
    click.option(
        "--assume-planned",
        "assumes_planned",
        is_flag=True,
        help=_("Past slots without a result count as collected as planned, not as not collected."),
    ),
)
"""How past slots count. With `moment` and `freeze_days` these are, name by name, the fields of a re-plan's Terms."""
json = click.option("--json", "as_json", is_flag=True, help=_("Put the result alone on stdout, as JSON."))
csv = click.option(
    "--csv", "as_csv", is_flag=True, help=_("Put the table alone on stdout, as CSV that Excel and LibreOffice open.")
)
lang = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    expose_value=False,
    help=_("Language of messages: vi (default) or en."),
)
"""Read before the commands are imported; accepted here so that it may stand anywhere."""


def command(
    name: str,
    carried_out_by: str,
    text: str,
    *options: Option,
    has_table: bool = False,
    searches: bool = False,
    for_rosters: bool = False,
    unless: str = "",
) -> click.Command:
    """A command with these options, in this order, then --csv where it has a table, --json and --lang.

    `carried_out_by` is a module of `planner.cli` and its function: *planning.plan:plan*. Where the command searches,
    unless this flag of its is set, the process that searches, `for_rosters` or for plans, comes up while the module is
    loaded.
    """

    def carry_out(session: Speaker, **given: Any) -> None:
        if searches and not given.get(unless):
            get_ready_to_search(for_rosters=for_rosters)
        carrier(carried_out_by)(session, **given)

    carry_out.__name__ = name
    declared: Callable[..., Any] = telling_errors(carry_out)
    for option in reversed((*options, *([csv] if has_table else []), json, lang)):
        declared = option(declared)
    return click.command(name, options_metavar=OPTIONS, help=text)(declared)


def carrier(carried_out_by: str) -> Callable[..., None]:
    """The function that carries a command out, its module loaded."""
    module, _colon, function = carried_out_by.partition(":")
    found: Callable[..., None] = getattr(import_module(f"planner.cli.{module}"), function)
    return found


def by_name(*commands: click.Command) -> Mapping[str, click.Command]:
    """The commands of one door."""
    return {str(each.name): each for each in commands}
