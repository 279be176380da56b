"""A workbook of targets in, the daily figures of each unit and indicator out, and the table printed."""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.quota import Indicator, Quota, QuotaFacts, QuotaRow, Rounding, TargetTable, TotalRule, UnequalTotal
from planner.errors import Problem, WrongUsage
from planner.intake.blanks.quota_form import write_quota_form
from planner.intake.cells.limits import NAME_LENGTH
from planner.intake.quota.quota_reader import read_people, read_targets
from planner.prints.forms.quota.paper import print_quota
from planner.quota.daily import quota_of, short_of_target, uneven_totals
from planner.quota.sharing import shared_by_people
from planner.texts import texts_of
from planner.workflow.days.quota_span import QuotaSpan, known_span
from planner.workflow.folders import assert_writable

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class Sharing:
    """A total to be shared out over the units by their people."""

    total: int
    indicator: str | None = None
    """What it is called; None is the workbook's only indicator."""


@dataclass(frozen=True, slots=True)
class MadeQuota:
    """A table with its daily figures, and where it was printed."""

    quota: Quota
    short: tuple[QuotaRow, ...]
    """Those whose daily figure, reached every day, leaves the target unreached."""
    uneven: tuple[UnequalTotal, ...]
    """Daily totals that are not the sum of their rows' daily figures."""
    prints: tuple[Path, ...]
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""
    warnings: tuple[str, ...]
    """What the reader of the prints should know."""
    note: str = ""
    """How the days were counted, if it might surprise."""


@dataclass(frozen=True, slots=True)
class _Source:
    table: TargetTable
    facts: QuotaFacts
    problems: tuple[Problem, ...]


def quota_of_workbook(
    workbook: Path,
    folder: Path,
    *,
    span: QuotaSpan,
    rounding: Rounding = Rounding.HALF_UP,
    total: TotalRule = TotalRule.SUM,
    sharing: Sharing | None = None,
) -> MadeQuota:
    """Work out the daily figures and print the table into the folder.

    With `sharing`, the targets are shares of a total and those of the workbook are not read. Raises UnreadableFile,
    WorkbookProblems, WrongUsage for days that are missing or make no sense, and UnwritableFile.
    """
    assert_writable(folder)
    source = _shared(workbook, sharing) if sharing else _given(workbook)
    known = known_span(workbook, source.facts, span)
    facts = source.facts.model_copy(update={"first_day": known.first_day, "last_day": known.last_day})
    quota = quota_of(source.table, known.days, rounding, total)
    printed = print_quota(quota, facts, folder)
    return MadeQuota(
        quota=quota,
        short=short_of_target(quota),
        uneven=uneven_totals(quota),
        prints=printed.paths,
        problems=source.problems,
        warnings=(*known.warnings, *printed.warnings),
        note=known.note,
    )


def _given(workbook: Path) -> _Source:
    read = read_targets(workbook)
    return _Source(read.table, read.facts, read.warnings)


def _shared(workbook: Path, sharing: Sharing) -> _Source:
    if sharing.indicator is not None and len(sharing.indicator) > NAME_LENGTH:
        raise WrongUsage(_("--indicator has more than {limit} letters. Shorten it").format(limit=NAME_LENGTH))
    read = read_people(workbook)
    indicator = Indicator(sharing.indicator or read.indicator)
    return _Source(shared_by_people(sharing.total, read.units, indicator), read.facts, read.warnings)


def new_quota_form(path: Path) -> Path:
    """Write an empty workbook of targets. Raises UnwritableFile rather than replace a file."""
    return write_quota_form(path)
