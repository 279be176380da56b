"""The commands that put something on paper: a stored plan, and the manual."""

import re

import click

from planner.cli.arguments import NUMBER, by_name, campaign, command, folder, ledger, tidy, today
from planner.domain.folding import bare_of_marks
from planner.prints.forms.registry import FORMS, PrintForm
from planner.texts import Language, chosen_language, texts_of

_ = texts_of("cli")


class FormType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A form by its English or Vietnamese name, with or without marks."""

    name = "form"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> PrintForm:
        """The form that is called so."""
        wanted = re.sub(r"[\s_-]+", "-", bare_of_marks(str(value)).strip())
        for form in FORMS:
            if wanted in (form.name, *form.vietnamese):
                return form
        raise click.BadParameter(
            _("there is no form {value}. Choose one of {forms}").format(value=value, forms=", ".join(_called())),
            ctx,
            param,
        )


def _called() -> list[str]:
    """What the forms are called in the language of the messages."""
    is_english = chosen_language() is Language.ENGLISH
    return [form.name if is_english else form.vietnamese[0] for form in FORMS]


COMMANDS = by_name(
    command(
        "print",
        "printing.prints:print_plan",
        _(
            "Print a stored plan, without planning anew: plan.json, the appendix and all other forms. Notices leave "
            "out days that are over."
        ),
        campaign,
        click.option("--version", "number", metavar="N", type=NUMBER, help=_("Which plan; default the latest.")),
        click.option(
            "--unit", "unit", metavar="UNIT", help=_("Only this unit's notice and its part of the other forms.")
        ),
        click.option(
            "--machine",
            "machine",
            metavar="MACHINE",
            help=_("Only this machine's itinerary and its part of the other forms."),
        ),
        click.option(
            "--form",
            "forms",
            metavar="FORM",
            type=FormType(),
            multiple=True,
            help=_("Only this form: {forms}; may be repeated.").format(forms=", ".join(_called())),
        ),
        today,
        folder,
        tidy,
        ledger,
    ),
    command(
        "guide",
        "printing.guide:guide",
        _("Show the manual, or its part N; --print writes it as docx and pdf."),
        click.argument("part", metavar="[N]", required=False, type=NUMBER),
        click.option(
            "--print", "is_printed", is_flag=True, help=_("Write the whole manual as docx and pdf, and show nothing.")
        ),
        folder,
    ),
)
