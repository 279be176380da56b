"""The command `print`: how far it is, and at its end what stands in which folder."""

from datetime import date
from pathlib import Path

from planner.cli.planning.progress_line import CountedLines
from planner.cli.session import Speaker, show_warnings
from planner.prints.forms.registry import PrintForm
from planner.telling.printing.printed import (
    left_out_told,
    printed_as_json,
    printed_files_told,
    stored_plan_told,
    warnings_of_printed,
)
from planner.workflow.planning.planning import default_folder
from planner.workflow.printing.printing import PrintedVersion, Wanted, print_version


def print_plan(
    session: Speaker,
    *,
    campaign: Path,
    number: int | None,
    unit: str | None,
    machine: str | None,
    zone: str | None,
    forms: tuple[PrintForm, ...],
    today: date | None,
    folder: Path | None,
    address: str | None,
    tidies: bool,
    ledger: str | None,
) -> None:
    """`planner print`."""
    wanted = Wanted(
        version=number, unit=unit, machine=machine, zone=zone, forms=forms, tidies=tidies, pages_address=address
    )
    home = folder or default_folder(campaign)
    with CountedLines() as lines:
        printed = print_version(
            campaign,
            home,
            wanted,
            lines.tell,
            address=ledger,
            today=today,
        )
    _show_printed(session, printed)


def _show_printed(session: Speaker, printed: PrintedVersion) -> None:
    """`planner print`: which plan, and where its papers are."""
    show_warnings(session, printed.problems)
    session.warn(warnings_of_printed(printed))
    session.say(stored_plan_told(printed))
    session.say_lines(printed_files_told(printed))
    session.say_lines(left_out_told(printed))
    session.answer(printed_as_json(printed))
