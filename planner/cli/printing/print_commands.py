"""The command that puts a stored plan on paper."""

import re
from datetime import date
from pathlib import Path

import click

from planner.cli.arguments import campaign_argument, folder_option, json_option, lang_option, ledger_option, tidy_option
from planner.cli.days.daily_commands import today_option
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, telling_errors
from planner.domain.folding import bare_of_marks
from planner.texts import Language, chosen_language, texts_of

_ = texts_of("cli")

FORMS = {
    "appendix": ("phu-luc",),
    "notices": ("thong-bao",),
    "itineraries": ("lich-trinh", "hanh-trinh"),
    "calendar": ("lich-thang",),
    "teams": ("phan-cong", "phan-cong-thon", "to-phu-trach"),
}
"""As the workflow names them, for the workflow is heavy; a test holds both together. And what else they are called."""


class FormType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A form by its English or Vietnamese name, with or without marks."""

    name = "form"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The form's name in the workflow."""
        wanted = re.sub(r"[\s_-]+", "-", bare_of_marks(str(value)).strip())
        for form, others in FORMS.items():
            if wanted in (form, *others):
                return form
        raise click.BadParameter(
            _("there is no form {value}. Choose one of {forms}").format(value=value, forms=", ".join(_called())),
            ctx,
            param,
        )


def _called() -> list[str]:
    """What the forms are called in the language of the messages."""
    is_english = chosen_language() is Language.ENGLISH
    return [form if is_english else others[0] for form, others in FORMS.items()]


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
@click.option(
    "--form",
    "forms",
    metavar="FORM",
    type=FormType(),
    multiple=True,
    help=_("Only this form: {forms}; may be repeated.").format(forms=", ".join(_called())),
)
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
    from planner.cli.printing.print_report import PaperLines, show_printed  # noqa: PLC0415
    from planner.workflow.planning.planning import default_folder  # noqa: PLC0415
    from planner.workflow.printing.forms import Form  # noqa: PLC0415
    from planner.workflow.printing.printing import Wanted, print_version  # noqa: PLC0415

    wanted = Wanted(version=number, unit=unit, machine=machine, forms=tuple(map(Form, forms)), tidies=tidies)
    with PaperLines(session) as lines:
        printed = print_version(
            campaign, folder or default_folder(campaign), wanted, lines.listen, address=ledger, today=today
        )
    show_printed(session, printed)
