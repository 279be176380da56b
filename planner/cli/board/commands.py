"""The command that opens the board, which is another door beside this one."""

from pathlib import Path

import click

from planner.cli.arguments import by_name, command, ledger, today
from planner.texts import texts_of

_ = texts_of("cli")
HIGHEST_PORT = 65_535

COMMANDS = by_name(
    command(
        "board",
        "board.serving:board",
        _(
            "Show the campaign in the browser of this machine: schedule, results, progress, plans. Nobody else can "
            "open it without --lan; Ctrl-C closes it. Without a workbook, or with a folder, its first page shows those "
            "that are near and begins a new campaign."
        ),
        click.argument("campaign", metavar="[CAMPAIGN.xlsx]", required=False, type=click.Path(path_type=Path)),
        ledger,
        click.option(
            "--port",
            metavar="N",
            type=click.IntRange(0, HIGHEST_PORT),
            default=0,
            help=_("The port to serve on; default any that is free."),
        ),
        click.option(
            "--no-browser", "stays_closed", is_flag=True, help=_("Only tell the address; open no browser with it.")
        ),
        click.option(
            "--lan",
            metavar="HOST",
            help=_(
                "Share it with those who have an account: the name or address of this machine by which they reach it. "
                "Without a certificate only recorders sign in from there, by the day's code."
            ),
        ),
        click.option(
            "--tls-cert",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=_("The certificate of a shared board, in PEM form, so that nobody on the network can listen."),
        ),
        click.option(
            "--tls-key",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=_("The key of the certificate, in PEM form, without a password."),
        ),
        click.option(
            "--behind-proxy",
            is_flag=True,
            help=_(
                "A program on this machine, such as Caddy or IIS, has the certificate and hands requests on; HOST is "
                "the name that it serves, with its port if that is not 443."
            ),
        ),
        today,
    ),
)
