"""The command that puts a stored plan on paper."""

from datetime import date
from pathlib import Path

import click

from planner.cli.arguments import campaign_argument, folder_option, json_option, lang_option, ledger_option, tidy_option
from planner.cli.commands import OPTIONS
from planner.cli.daily_commands import today_option
from planner.cli.session import Session, telling_errors
from planner.texts import texts_of

_ = texts_of("cli")

FORMS = ("appendix", "notices", "itineraries", "calendar", "teams")
"""As the workflow names them; a test holds both together, for the workflow is heavy."""


@click.command(
    "print",
    options_metavar=OPTIONS,
    help=_(
        "Print a stored plan, without planning anew: plan.json, the appendix and all other forms. Notices leave out "
        "days that are over."
    ),
)
@campaign_argument
@click.option("--version", "number", metavar="N", type=click.IntRange(1), help=_("Which plan; default the latest."))
@click.option("--unit", "unit", metavar="UNIT", help=_("Only this unit's notice and its part of the other forms."))
@click.option(
    "--machine",
    "machine",
    metavar="MACHINE",
    help=_("Only this machine's itinerary and its part of the other forms."),
)
@click.option("--form", "forms", type=click.Choice(FORMS), multiple=True, help=_("Only this form; may be repeated."))
@today_option
@folder_option
@tidy_option
@ledger_option
@json_option
@lang_option
@telling_errors
def print_plan(
    session: Session,
    campaign: Path,
    *,
    number: int | None,
    unit: str | None,
    machine: str | None,
    forms: tuple[str, ...],
    today: date | None,
    folder: Path | None,
    tidies: bool,
    ledger: str | None,
) -> None:
    """`planner print`."""
    from planner.cli.print_report import PaperLines, show_printed  # noqa: PLC0415
    from planner.workflow.forms import Form  # noqa: PLC0415
    from planner.workflow.planning import default_folder  # noqa: PLC0415
    from planner.workflow.printing import Wanted, print_version  # noqa: PLC0415

    wanted = Wanted(version=number, unit=unit, machine=machine, forms=tuple(map(Form, forms)), tidies=tidies)
    with PaperLines(session) as lines:
        printed = print_version(
            campaign, folder or default_folder(campaign), wanted, lines.listen, address=ledger, today=today
        )
    show_printed(session, printed)
