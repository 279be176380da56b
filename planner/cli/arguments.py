"""Arguments and options that several commands share."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from planner.texts import texts_of

_ = texts_of("cli")
Command = TypeVar("Command", bound=Callable[..., Any])

MOST_WORKERS = 8


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


def _cores() -> int:
    return min(MOST_WORKERS, os.cpu_count() or 1)


def campaign_argument(command: Command) -> Command:
    """CAMPAIGN.xlsx, the first argument of every command about a campaign."""
    return click.argument("campaign", metavar="CAMPAIGN.xlsx", type=click.Path(path_type=Path))(command)


def folder_option(command: Command) -> Command:
    """-o DIR."""
    return click.option(
        "-o",
        "--output",
        "folder",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        help=_("Where to write; default outputs/<name>."),
    )(command)


def tidy_option(command: Command) -> Command:
    """--tidy."""
    return click.option(
        "--tidy",
        "tidies",
        is_flag=True,
        help=_("Remove papers of other plans from DIR, but none that somebody has edited, and no lists of citizens."),
    )(command)


def search_options(command: Command) -> Command:
    """--seconds, --workers and --seed."""
    return _seconds_option(_workers_and_seed(command), default=60.0, shown=True, text=_("Time for the whole search."))


def quick_search_options(command: Command) -> Command:
    """The same, for a search that ends early unless --seconds is given."""
    text = _("Time for the whole search; default 60, and no longer than it takes to bring the last goal within 5 %.")
    return _seconds_option(_workers_and_seed(command), default=None, shown=False, text=text)


def _workers_and_seed(command: Command) -> Command:
    return workers_option(_seed_option(command))


def _seed_option(command: Command) -> Command:
    return click.option(
        "--seed",
        metavar="N",
        type=click.IntRange(0, 2**31 - 1),
        default=0,
        show_default=True,
        help=_("Another seed, another search."),
    )(command)


def workers_option(command: Command) -> Command:
    """--workers."""
    return click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(1, 64),
        default=_cores,
        show_default=_("the cores, at most 8"),
        help=_("How many searches may run at once; with 1 the same input always gives the same plan."),
    )(command)


def _seconds_option(command: Command, *, default: float | None, shown: bool, text: str) -> Command:
    return click.option(
        "--seconds",
        metavar="N",
        type=click.FloatRange(0.1, 86_400),
        default=default,
        show_default=shown,
        help=text,
    )(command)


def json_option(command: Command) -> Command:
    """--json: the result alone on stdout, people's text on stderr."""
    return click.option("--json", "as_json", is_flag=True, help=_("Put the result alone on stdout, as JSON."))(command)


def lang_option(command: Command) -> Command:
    """--lang: read before the commands are imported; accepted here so that it may stand anywhere."""
    return click.option(
        "--lang",
        type=click.Choice(["vi", "en"]),
        expose_value=False,
        help=_("Language of messages: vi (default) or en."),
    )(command)


def ledger_option(command: Command) -> Command:
    """--ledger: where results, plans and announcements are kept."""
    return click.option(
        "--ledger",
        "ledger",
        metavar="ADDRESS",
        help=_(
            "Where results and plans are kept: a file, or postgresql+psycopg://…; default <name>.ledger.db beside it."
        ),
    )(command)


def new_ledger_option(command: Command) -> Command:
    """--new-ledger: for whoever begins anew on purpose."""
    return click.option(
        "--new-ledger",
        "begins_anew",
        is_flag=True,
        help=_("Begin a new ledger though another of this campaign, or a plan of it, lies beside the workbook."),
    )(command)


def moment_options(command: Command) -> Command:
    """--as-of and --as-of-shift."""
    command = click.option(
        "--as-of-shift",
        "as_of_shift",
        metavar="SHIFT",
        help=_("The first shift of that day to plan; default its first."),
    )(command)
    return click.option(
        "--as-of",
        "as_of",
        metavar="DATE",
        type=DAY,
        help=_("The first day to plan; default the day after the last result."),
    )(command)


def promise_options(command: Command) -> Command:
    """--freeze-days and --max-changes."""
    command = click.option(
        "--max-changes",
        "max_changes",
        metavar="K",
        type=click.IntRange(0),
        help=_("At most so many announced unit-days may lose a slot; default no limit."),
    )(command)
    return click.option(
        "--freeze-days",
        "freeze_days",
        metavar="N",
        type=click.IntRange(0, 366),
        default=2,
        show_default=True,
        help=_("On so many days, from the first to plan on, what was announced stays."),
    )(command)


def result_options(command: Command) -> Command:
    """--learn and --assume-planned."""
    command = click.option(
        "--assume-planned",
        "assumes_planned",
        is_flag=True,
        help=_("Past slots without a result count as collected as planned, not as not collected."),
    )(command)
    return click.option("--learn", "learns", is_flag=True, help=_("Fill slots by the rates that results have taught."))(
        command
    )
