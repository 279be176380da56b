"""Two versions laid side by side, on paper and as notices."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.errors import Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.prints.forms.amendment.paper import print_amendment
from planner.prints.written import Printed
from planner.workflow.days.comparing import Compared, compared
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.keeping import ledger_of
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.printing.ahead import about_past_campaign
from planner.workflow.printing.paper_folder import paper_folder


@dataclass(frozen=True, slots=True)
class Amendment(Compared):
    """What one version changes of another, and the papers that say so."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...]
    """What the reader of the papers should know."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""
    changed_since: tuple[int, ...]
    """Which of the two versions were made from another workbook than this."""


def amend(
    workbook: Path,
    folder: Path,
    *,
    old: int | None = None,
    new: int | None = None,
    address: str | None = None,
    today: date | None = None,
) -> Amendment:
    """Compare two versions from the first slot that the new one plans on, and print what changes into this folder.

    By default what was announced last against the latest version; where that is the same, what was announced before it.
    Notices leave out the days before `today`, by default the day that it is now where the campaign is.
    Raises UnreadableFile, WorkbookProblems, LedgerError, UnwritableFile, and WrongUsage where there are no two to
    compare.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    day = today or this_day(read.campaign)
    with ledger_of(workbook, read.campaign, address) as ledger:
        read = with_adjustments(read, ledger)
        pair = compared(workbook, read.campaign, ledger, old=old, new=new, today=day)
    with paper_folder(folder, read.campaign, pair.new.plan) as kept:
        printed = print_compared(pair, folder)
        kept.keep(printed.paths)
        old_papers = kept.settle(removes=False)
    return Amendment(
        campaign=pair.campaign,
        old=pair.old,
        new=pair.new,
        announced_until=pair.announced_until,
        difference=pair.difference,
        told_from=pair.told_from,
        notices=pair.notices,
        over=pair.over,
        paths=printed.paths,
        changed_since=tuple(each.number for each in (pair.old, pair.new) if has_changed(sha256, each.provenance)),
        warnings=(*printed.warnings, *old_papers, *(about_past_campaign(read.campaign, day) if pair.notices else ())),
        problems=(*ledger.warnings, *read.warnings),
    )


def print_compared(pair: Compared, folder: Path) -> Printed:
    """Write the amendment and the notices of two versions into this folder. Raises UnwritableFile."""
    return print_amendment(
        pair.campaign,
        pair.difference,
        folder,
        old_version=pair.old.number,
        new_version=pair.new.number,
        told_from=pair.told_from,
    )
