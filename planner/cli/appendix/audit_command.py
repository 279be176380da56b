"""`planner audit`: an appendix that somebody made or edited, read, judged and laid beside the optimum."""

from pathlib import Path

import click

from planner.cli.arguments import (
    campaign_argument,
    json_option,
    lang_option,
    ledger_option,
    workers_option,
)
from planner.cli.planning.commands import OPTIONS
from planner.cli.session import Session, get_ready_to_search, telling_errors
from planner.domain.search_terms import SearchTerms
from planner.texts import texts_of

_ = texts_of("cli")

BESIDE = "-"
"""Stands for the usual name of the copy with pins."""


@click.command(
    options_metavar=OPTIONS,
    help=_("Read an appendix (.xlsx, .docx) back into a plan, judge it, and show it beside the optimum."),
)
@campaign_argument
@click.argument("appendix", metavar="APPENDIX", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Write the plan that was read into DIR, as plan-doc-lai.json."),
)
@click.option(
    "--as-pins",
    "pins",
    metavar="[FILE]",
    is_flag=False,
    flag_value=BESIDE,
    help=_("Write a copy of the workbook with what differs from the version pinned; default <name>-ghim.xlsx."),
)
@click.option(
    "--version",
    "version",
    metavar="N",
    type=click.IntRange(1),
    help=_("The version that the appendix is an edit of; default the latest."),
)
@click.option("--no-optimum", "without_optimum", is_flag=True, help=_("Do not search for the optimum."))
@click.option("--all", "shows_all", is_flag=True, help=_("Show every unit, not only those that differ."))
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(0.1, 86_400),
    default=20.0,
    show_default=True,
    help=_("Time for the search of the optimum, where none is stored."),
)
@workers_option
@ledger_option
@json_option
@lang_option
@telling_errors
def audit(
    session: Session,
    campaign: Path,
    appendix: Path,
    *,
    folder: Path | None,
    pins: str | None,
    version: int | None,
    without_optimum: bool,
    shows_all: bool,
    seconds: float,
    workers: int,
    ledger: str | None,
) -> None:
    """`planner audit`."""
    if not without_optimum:
        get_ready_to_search()
    from planner.cli.appendix.audit_report import show_audited  # noqa: PLC0415
    from planner.cli.planning.progress_line import ProgressLines  # noqa: PLC0415
    from planner.workflow.appendix.as_pins import pin_edits  # noqa: PLC0415
    from planner.workflow.appendix.auditing import audit_appendix, write_read_plan  # noqa: PLC0415
    from planner.workflow.solving.searching import Search  # noqa: PLC0415

    with ProgressLines(session) as lines:
        search = None if without_optimum else Search(SearchTerms(seconds, workers, 0), lines.listen)
        audited = audit_appendix(campaign, appendix, search, version, address=ledger)
    pinned = None
    if pins is not None:
        pinned = pin_edits(audited, campaign, appendix, None if pins == BESIDE else Path(pins))
    written = write_read_plan(audited, folder) if folder is not None else None
    show_audited(session, audited, pinned, written, seconds, shows_all=shows_all)
