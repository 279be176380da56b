"""The papers of a roster in a folder that may be emptied at any time; those of an older roster are taken away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name

from planner.domain.told_apart import told_apart
from planner.intake.roster_file import write_roster
from planner.prints.forms.registry import ATTENDANCE, DUTY_CHANGES, MONTH_TABLE, ROSTER_FORMS, WEEK_TABLE, PrintForm
from planner.prints.forms.task import PrintedForms, PrintExtent, PrintTask, RosterTask
from planner.roster.case import RosterCase
from planner.roster.duties import Roster
from planner.roster.loads import DutyPeriod
from planner.workflow.printing.paper_folder import paper_folder

ROSTER_NAME = "roster.json"
USUAL_FORMS = (WEEK_TABLE, MONTH_TABLE, ATTENDANCE, DUTY_CHANGES)
"""What is printed whenever a roster is made; slips are for those who hand them out."""


@dataclass(frozen=True, slots=True)
class WantedPapers:
    """Which forms of a roster are printed, and who hears of it."""

    listen: Callable[[str], None]
    """Hears, in a line, how many papers of a form are written."""
    forms: Sequence[PrintForm] = USUAL_FORMS
    is_new: bool = True
    """Whether papers of the other forms that lie there are of an older roster."""


@dataclass(frozen=True, slots=True)
class RosterPapers:
    """Where a roster was written to, and what its readers should know."""

    roster_path: Path
    prints: tuple[Path, ...]
    warnings: tuple[str, ...]


def write_roster_papers(
    case: RosterCase,
    roster: Roster,
    folder: Path,
    wanted: WantedPapers,
    made_at: datetime,
) -> RosterPapers:
    """These forms and, last, roster.json; papers of an older roster are taken away. Raises UnwritableFile.

    A roster that is in no ledger is not printed: nobody should work by it.
    """
    with paper_folder(folder, case.campaign, None) as shelf:
        printed = _printed(case, roster, folder, wanted, made_at) if roster.version else PrintedForms()
        outdated = ROSTER_FORMS if wanted.is_new else wanted.forms
        shelf.keep_for_every_plan(printed.paths)
        shelf.take_away([f"{form.folder}/{form.stem}*" for form in outdated], but=printed.paths)
        path = write_roster(roster, folder / ROSTER_NAME)
    return RosterPapers(path, printed.paths, printed.warnings)


def _printed(
    case: RosterCase,
    roster: Roster,
    folder: Path,
    wanted: WantedPapers,
    made_at: datetime,
) -> PrintedForms:
    calendar = case.campaign.calendar
    campaign = told_apart(case.campaign)
    shown = RosterCase(campaign, case.plan, case.staffing, case.situation)
    first = roster.as_of or calendar.first_day
    task = PrintTask(
        campaign,
        case.plan,
        folder,
        PrintExtent(),
        wanted.listen,
        roster=RosterTask(shown, roster, DutyPeriod(first, roster.until or calendar.last_day), made_at),
    )
    written = [resolve_name(form.printer)(task) for form in ROSTER_FORMS if form in wanted.forms]
    return PrintedForms(
        paths=tuple(path for each in written for path in each.paths),
        warnings=tuple(dict.fromkeys(warning for each in written for warning in each.warnings)),
    )
