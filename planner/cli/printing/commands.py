"""The commands that put something on paper: a stored plan, and the manual."""

import re

import click

from planner.cli.arguments import FOLDER_PATH, NUMBER, by_name, campaign, command, folder, ledger, tidy, today
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


class AddressType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """The address of a page on the web."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as it was given, if a browser can open it."""
        told = str(value).strip()
        if len(told) <= LONGEST_ADDRESS and re.fullmatch(
            r"https?://[^\s<>\"'\\^`{|}/?#]+(/[^\s<>\"'\\^`{|}?#]*)?", told
        ):
            return told
        raise click.BadParameter(
            _("{value} is not the address of a page. Write it as https://example.vn/lich").format(value=value),
            ctx,
            param,
        )


LONGEST_ADDRESS = 200
"""Letters; a code of a longer one is too fine for a poor camera."""
_address = click.option(
    "--address",
    metavar="URL",
    type=AddressType(),
    help=_("Where the page of all units is on the web; pages and notices then bear a QR code that leads there."),
)

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
            "--zone",
            "zone",
            metavar="ZONE",
            help=_(
                "Only the units of this Khu vực, and the machines that come there; of zones called PROVINCE - DISTRICT "
                "also PROVINCE alone."
            ),
        ),
        click.option(
            "--form",
            "forms",
            metavar="FORM",
            type=FormType(),
            multiple=True,
            help=_("Only this form: {forms}; may be repeated.").format(forms=", ".join(_called())),
        ),
        _address,
        today,
        folder,
        tidy,
        ledger,
    ),
    command(
        "publish",
        "printing.publish:publish_plan",
        _(
            "Make the announced plan known to everybody: web pages, texts for loudspeakers and SMS, and calendar "
            "files, one a unit. Without an announcement the latest plan."
        ),
        campaign,
        click.option(
            "--version", "number", metavar="N", type=NUMBER, help=_("Which plan; default the one announced last.")
        ),
        _address,
        click.option(
            "--without-marks", "is_plain", is_flag=True, help=_("SMS texts without Vietnamese marks, of 160 letters.")
        ),
        click.option(
            "-o",
            "--output",
            "folder",
            metavar="DIR",
            type=FOLDER_PATH,
            help=_("Where to write; default outputs/<name>/cong-bo."),
        ),
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
