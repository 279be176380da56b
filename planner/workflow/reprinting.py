"""The papers of a version that is already stored: what is printed may be deleted at any time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.errors import Problem, UnwritableFile, WrongUsage
from planner.intake.workbook import read_campaign
from planner.texts import texts_of
from planner.workflow.keeping import ledger_of, nothing_planned_yet
from planner.workflow.papers import Papers, write_papers
from planner.workflow.writability import assert_writable

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A stored plan and where its papers are."""

    plan: Plan
    papers: Papers
    problems: tuple[Problem, ...]


def print_version(workbook: Path, folder: Path, number: int | None, *, address: str | None = None) -> Reprinted:
    """Write plan.json and the prints of a version once more, the latest by default; it is not planned anew.

    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, UnwritableFile.
    """
    read = read_campaign(workbook)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address) as ledger:
        version = ledger.latest_version() if number is None else ledger.version(number)
    if version is None:
        raise nothing_planned_yet(workbook)
    _refuse_unknown_names(workbook, read.campaign, version.plan)
    return Reprinted(version.plan, write_papers(read.campaign, version.plan, folder), read.warnings)


@contextmanager
def saying_what_is_stored(workbook: Path, plan: Plan) -> Iterator[None]:
    """Where papers cannot be written, say that the plan itself is kept and how to print it."""
    try:
        yield
    except UnwritableFile as error:
        raise UnwritableFile(
            _(
                "{error}. Plan {number} is stored all the same; to print it, run: "
                "planner print {workbook} --version {number}"
            ).format(error=str(error).rstrip("."), number=plan.version, workbook=workbook)
        ) from error


def _refuse_unknown_names(workbook: Path, campaign: Campaign, plan: Plan) -> None:
    """Prints tell places and names, which only the workbook knows."""
    lost = {row.unit for row in plan.assignments} - campaign.units_by_code.keys()
    gone = {row.machine for row in plan.assignments} - campaign.machines_by_name.keys()
    if lost or gone:
        raise WrongUsage(
            _("{workbook}: plan {number} needs {names}, which the workbook no longer has. Put them back").format(
                workbook=workbook, number=plan.version, names=", ".join(sorted({*map(str, lost), *map(str, gone)}))
            )
        )
