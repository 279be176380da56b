"""What is told of a stored plan that is printed: where its papers are, and who has none."""

from collections.abc import Iterator
from typing import Any

from planner.telling.written_files import files_told
from planner.texts import Noun, listed, plurals_of, spoken_number, texts_of
from planner.workflow.ledger.made_from import change_told
from planner.workflow.printing.printing import PrintedVersion

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_NAMES_SHOWN = 10


def warnings_of_printed(printed: PrintedVersion) -> list[str]:
    """What its reader should look at."""
    changed = [change_told(printed.plan.version)] if printed.workbook_has_changed else []
    return [*changed, *printed.warnings]


def stored_plan_told(printed: PrintedVersion) -> str:
    """Which plan it is."""
    return _("Plan {number}, as it is stored.").format(number=printed.plan.version)


def printed_files_told(printed: PrintedVersion) -> Iterator[str]:
    """The folder, what stands in it by name, and of the folders below how many files of which kind."""
    paths = [*([printed.plan_path] if printed.plan_path else []), *printed.prints]
    if paths:
        yield from files_told(printed.folder, paths)
    else:
        yield _("Nothing to print: the plan has nothing of it.")


def left_out_told(printed: PrintedVersion) -> list[str]:
    """Units without a notice and machines without an itinerary, with the reason; nothing where all have theirs."""
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


def printed_as_json(printed: PrintedVersion) -> dict[str, Any]:
    """The papers of a stored plan for a program."""
    return {
        "plan": str(printed.plan_path) if printed.plan_path else None,
        "version": printed.plan.version,
        "prints": [str(path) for path in printed.prints],
        "without_slots": [unit.code for unit in printed.without_slots],
        "over": [unit.code for unit in printed.over],
        "without_work": [machine.name for machine in printed.without_work],
        "workbook_has_changed": printed.workbook_has_changed,
        "warnings": [*map(str, printed.problems), *warnings_of_printed(printed)],
    }
