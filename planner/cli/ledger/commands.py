"""The commands that keep the ledger safe."""

import click

from planner.cli.arguments import FILE, by_name, campaign, command, folder, ledger
from planner.texts import texts_of

_ = texts_of("cli")

COMMANDS = by_name(
    command(
        "backup",
        "ledger.safekeeping:backup",
        _("Copy the ledger into FILE, checked; default a file beside it that bears day and hour in its name."),
        campaign,
        click.argument("path", metavar="[FILE]", required=False, type=FILE),
        ledger,
    ),
    command(
        "restore",
        "ledger.safekeeping:restore",
        _(
            "Make the ledger what BACKUP holds. Asks nothing; what stood there before is kept beside it. Refused where "
            "BACKUP lacks results, plans or announcements, unless with --lose."
        ),
        campaign,
        click.argument("path", metavar="BACKUP", type=FILE),
        click.option("--lose", is_flag=True, help=_("Go on although BACKUP lacks some of what the ledger holds.")),
        click.option(
            "--other-campaign",
            "may_be_other",
            is_flag=True,
            help=_("Take BACKUP for this campaign's although it is of another one of the same name."),
        ),
        ledger,
    ),
    command(
        "export",
        "ledger.safekeeping:export",
        _("Save every result and event of the ledger into DIR, as xlsx and csv, whatever else in it is broken."),
        campaign,
        folder,
        ledger,
    ),
)
