"""The command that reads an appendix back."""

import click

from planner.cli.arguments import (
    FILE,
    FOLDER_PATH,
    NUMBER,
    SECONDS,
    by_name,
    campaign,
    command,
    ledger,
    verbose,
    workers,
)
from planner.texts import texts_of

_ = texts_of("cli")

BESIDE = "-"
"""Stands for the usual name of the copy with pins."""

COMMANDS = by_name(
    command(
        "audit",
        "appendix.audit:audit",
        _("Read an appendix (.xlsx, .docx) back into a plan, judge it, and show it beside the optimum."),
        campaign,
        click.argument("appendix", metavar="APPENDIX", type=FILE),
        click.option(
            "-o",
            "--output",
            "folder",
            metavar="DIR",
            type=FOLDER_PATH,
            help=_("Write the plan that was read into DIR, as plan-doc-lai.json."),
        ),
        click.option(
            "--as-pins",
            "pins",
            metavar="[FILE]",
            is_flag=False,
            flag_value=BESIDE,
            help=_("Write a copy of the workbook with what differs from the version pinned; default <name>-ghim.xlsx."),
        ),
        click.option(
            "--version",
            "version",
            metavar="N",
            type=NUMBER,
            help=_("The version that the appendix is an edit of; default the latest."),
        ),
        click.option("--no-optimum", "without_optimum", is_flag=True, help=_("Do not search for the optimum.")),
        click.option("--all", "shows_all", is_flag=True, help=_("Show every unit, not only those that differ.")),
        click.option(
            "--seconds",
            metavar="N",
            type=SECONDS,
            default=20.0,
            show_default=True,
            help=_("Time for the search of the optimum, where none is stored."),
        ),
        workers,
        verbose,
        ledger,
        searches=True,
        unless="without_optimum",
    ),
)
