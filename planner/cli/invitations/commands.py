"""The commands about people: invite them to the plan's slots, and delete their lists when the time is over."""

import click

from planner.cli.arguments import DAY, FILE, NUMBER, by_name, campaign, command, folder, ledger, today
from planner.texts import texts_of

_ = texts_of("cli")

COMMANDS = by_name(
    command(
        "invite",
        "invitations.invite:invite",
        _(
            "Invite the citizens of a list to the slots of a plan: households whole, hamlets together, in waves. "
            "Prints the lists of the next days, masked, into DIR/moi; the workbook there remembers who is invited when."
        ),
        campaign,
        click.argument("citizens", metavar="CITIZENS.xlsx", type=FILE),
        click.option(
            "--unit", metavar="NAME", help=_("Only this unit, by code or name; whose the list is, if it does not say.")
        ),
        click.option("--version", "number", metavar="N", type=NUMBER, help=_("Which plan; default the latest.")),
        click.option("--date", "day", metavar="DATE", type=DAY, help=_("Print the lists of this day.")),
        click.option("--shift", metavar="SHIFT", help=_("Of that day, print the list of this shift.")),
        click.option(
            "--days",
            "num_days",
            metavar="N",
            type=click.IntRange(1, 400),
            default=2,
            show_default=True,
            help=_("Print the lists of the next N days that have slots."),
        ),
        click.option("--all", "is_all", is_flag=True, help=_("Print the lists of all slots to come.")),
        click.option(
            "--full",
            "is_full",
            is_flag=True,
            help=_("Print the official list of one slot (--date and --shift) with identity and telephone numbers."),
        ),
        click.option(
            "--forget",
            "may_forget",
            is_flag=True,
            help=_(
                "Leave out citizens of the list before who are missing now, however many, "
                "or of whom it is not certain who they are."
            ),
        ),
        click.option(
            "--new", "is_new", is_flag=True, help=_("Write an empty list of citizens to CITIZENS.xlsx instead.")
        ),
        today,
        folder,
        ledger,
    ),
    command(
        "purge",
        "invitations.invite:purge",
        _(
            "Delete invitation lists whose last slot is longer ago than the workbook keeps them. No other file is "
            "touched."
        ),
        campaign,
        click.option(
            "--older-than",
            "older_than",
            metavar="DAYS",
            type=click.IntRange(0, 36_500),
            help=_("Delete what ended more than so many days ago; default as the workbook says."),
        ),
        click.option("--all", "is_all", is_flag=True, help=_("Delete every list, also of slots to come.")),
        click.option("--dry-run", "is_dry_run", is_flag=True, help=_("Only say what would be deleted.")),
        today,
        folder,
    ),
)
