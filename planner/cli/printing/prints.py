"""The command `print`: how far it is, and at its end what stands in which folder."""

from datetime import date
from pathlib import Path

from planner.cli.planning.progress_line import CountedLines
from planner.cli.session import Speaker, show_warnings
from planner.prints.forms.registry import PrintForm
from planner.telling.problems import problem_line
from planner.telling.written_files import files_told
from planner.texts import Noun, listed, plurals_of, spoken_number, texts_of
from planner.workflow.ledger.made_from import change_told
from planner.workflow.planning.planning import default_folder
from planner.workflow.printing.printing import PrintedVersion, Wanted, print_version

_ = texts_of("cli")
ngettext = plurals_of("cli")

MOST_NAMES_SHOWN = 10


def print_plan(
    session: Speaker,
    *,
    campaign: Path,
    number: int | None,
    unit: str | None,
    machine: str | None,
    forms: tuple[PrintForm, ...],
    today: date | None,
    folder: Path | None,
    address: str | None,
    tidies: bool,
    ledger: str | None,
) -> None:
    """`planner print`."""
    wanted = Wanted(version=number, unit=unit, machine=machine, forms=forms, tidies=tidies, pages_address=address)
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
    warnings = [*([change_told(printed.plan.version)] if printed.workbook_has_changed else []), *printed.warnings]
    for warning in warnings:
        session.note(problem_line("warning", warning))
    session.say(_("Plan {number}, as it is stored.").format(number=printed.plan.version))
    for line in (*_about_files(printed), *_left_out(printed)):
        session.say(line)
    session.answer(
        {
            "plan": str(printed.plan_path) if printed.plan_path else None,
            "version": printed.plan.version,
            "prints": [str(path) for path in printed.prints],
            "without_slots": [unit.code for unit in printed.without_slots],
            "over": [unit.code for unit in printed.over],
            "without_work": [machine.name for machine in printed.without_work],
            "workbook_has_changed": printed.workbook_has_changed,
            "warnings": [*map(str, printed.problems), *warnings],
        }
    )


def _about_files(printed: PrintedVersion) -> list[str]:
    """The folder, what stands in it by name, and of the folders below how many files of which kind."""
    paths = [*([printed.plan_path] if printed.plan_path else []), *printed.prints]
    if not paths:
        return [_("Nothing to print: the plan has nothing of it.")]
    return list(files_told(printed.folder, paths))


def _left_out(printed: PrintedVersion) -> list[str]:
    lines = []
    if printed.without_slots:
        lines.append(
            _("No notice, because no slot is left for them: {names}").format(
                names=listed((unit.name for unit in printed.without_slots), MOST_NAMES_SHOWN, Noun.UNIT)
            )
        )
    if printed.over:
        lines.append(
            ngettext(
                "No notice for {count} unit, because all its days are over: {names}",
                "No notice for {count} units, because all their days are over: {names}",
                len(printed.over),
            ).format(
                count=spoken_number(len(printed.over)),
                names=listed((unit.name for unit in printed.over), MOST_NAMES_SHOWN, Noun.UNIT),
            )
        )
    if printed.without_work:
        lines.append(
            _("No itinerary, because they have no work in this plan: {names}").format(
                names=listed((machine.name for machine in printed.without_work), MOST_NAMES_SHOWN, Noun.MACHINE)
            )
        )
    return lines
