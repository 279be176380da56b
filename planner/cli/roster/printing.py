"""The command `print-roster`."""

from collections.abc import Sequence
from pathlib import Path

from planner.cli.planning.progress_line import CountedLines
from planner.cli.session import Speaker, show_warnings
from planner.prints.forms.registry import ROSTER_FORMS
from planner.telling.roster.publications import printed_roster_as_json, workbook_change_told
from planner.telling.written_files import roster_papers
from planner.workflow.planning.planning import default_folder
from planner.workflow.roster import printing
from planner.workflow.roster.papers import WantedPapers


def print_roster(
    session: Speaker,
    *,
    campaign: Path,
    folder: Path | None,
    number: int | None,
    names: Sequence[str],
    ledger: str | None,
) -> None:
    """`planner print-roster`: the forms of these names, all of them where none is named."""
    forms = [form for form in ROSTER_FORMS if not names or {form.name, *form.vietnamese} & set(names)]
    with CountedLines() as lines:
        printed = printing.print_roster(
            campaign,
            folder or default_folder(campaign),
            WantedPapers(lines.tell, forms, is_new=False),
            number=number,
            address=ledger,
        )
    show_warnings(session, printed.problems)
    session.warn(printed.papers.warnings)
    if printed.workbook_has_changed:
        session.warn([workbook_change_told(printed.roster.version)])
    session.say_lines(roster_papers(printed.papers.roster_path, printed.papers.prints))
    session.answer(printed_roster_as_json(printed))
