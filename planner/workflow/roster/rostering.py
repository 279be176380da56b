"""The main path of rosters: a workbook and a plan in, a proven roster out; the first one and every one after it.

    read_campaign, read_staffing, plan, ledger → standpoint → best_roster → store → its papers, roster.json

Nothing is stored or written before the checker has accepted the roster. Whether folder and ledger can be written is
asked first, so that nobody waits for a roster that has nowhere to go; where the ledger is lost meanwhile, the roster
is written all the same, as one that is not stored.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from planner.check.roster.stepping_in import StepIn, SteppingIn
from planner.domain.campaign import Campaign
from planner.domain.version import SearchSettings
from planner.errors import BrokenOff, LedgerError, PlannerError, Problem, UnwritableFile, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.staffing.staffing_reader import read_staffing
from planner.ledger.ledger import Ledger
from planner.model.roster.outcome import roster_solver
from planner.pasted import pasted
from planner.roster.case import RosterCase
from planner.roster.duties import Roster, Vacancy
from planner.roster.shortage import Shortage, shortages
from planner.roster.staffing import Staffing
from planner.roster.version import RosterMeanwhile, RosterProvenance
from planner.texts import texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.adjusted import with_adjustments, with_leaves
from planner.workflow.ledger.keeping import about_adjustments_beside, ledger_of, make_sure_of_room, this_moment, writer
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.roster.meanwhile import not_known
from planner.workflow.roster.papers import RosterPapers, WantedPapers, write_roster_papers
from planner.workflow.roster.staffed_plan import StaffedPlan, about_staffed, plan_in_force, plan_out_of_file
from planner.workflow.roster.standpoint import FoundRoster, RosterStandpoint, RosterTerms, roster_standpoint
from planner.workflow.solving.interruption import hearing_ctrl_c
from planner.workflow.solving.searching import Search

_ = texts_of("workflow")

UNSTORED = 0
"""The number that a roster bears as long as it is in no ledger."""


@dataclass(frozen=True, slots=True)
class Rostered:
    """What making a roster has given."""

    case: RosterCase
    """What it was made from, with the plan's rows up to its last day."""
    roster: Roster
    """With the number of its version, or UNSTORED."""
    published: Roster | None
    """The whole roster that was published last before it; None where none was."""
    missing: tuple[Shortage, ...]
    """Seats that no roster can fill, as was told before the search."""
    could_step_in: tuple[tuple[Vacancy, tuple[StepIn, ...]], ...]
    """For each vacancy, who has its role and what each of them would break."""
    roster_path: Path
    prints: tuple[Path, ...]
    """Its papers; none for a roster that is in no ledger."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook and of what lies around its ledger."""
    warnings: tuple[str, ...]
    """What the reader of the roster should know."""
    was_stopped: bool
    """Whether Ctrl-C ended the search; the roster is the best found until then."""
    trouble: PlannerError | None = None
    """Why the roster is not in the ledger; None where it is."""

    @property
    def campaign(self) -> Campaign:
        """The campaign that is rostered."""
        return self.case.campaign


@dataclass(frozen=True, slots=True)
class KeptRoster:
    """What became of a roster that was found."""

    roster: Roster
    """With the number of its version, or UNSTORED."""
    meanwhile: RosterMeanwhile
    """What others brought into the ledger while it was searched for."""
    trouble: PlannerError | None = None
    """Why it is not stored."""


@dataclass(frozen=True, slots=True)
class RosterWork:
    """All that a roster is searched for with, while its ledger is open."""

    workbook: Path
    workbook_sha256: str
    ledger: Ledger
    start: RosterStandpoint
    terms: RosterTerms
    staffed: StaffedPlan
    problems: tuple[Problem, ...]
    """Warnings of the workbook and of what lies around its ledger."""

    def keep(self, roster: Roster, search: Search, by: str | None) -> KeptRoster:
        """Store a roster that was found. A refusal of the ledger or Ctrl-C is told, never raised."""
        provenance = RosterProvenance(
            plan_version=self.staffed.plan.version,
            plan_sha256=self.staffed.sha256,
            workbook_sha256=self.workbook_sha256,
            settings=_settings(search, self.start, self.terms),
            solver=roster_solver(),
            last_adjustment=self.start.began_at.adjustment,
        )
        try:
            version, meanwhile = self.ledger.rosters.store_found(
                roster, provenance, self.start.began_at, by=writer(by), at=this_moment()
            )
        except LedgerError as error:
            trouble: PlannerError = error
        except KeyboardInterrupt:
            trouble = BrokenOff(_("Ctrl-C came while the roster was being stored"))
        else:
            return KeptRoster(version.roster, meanwhile)
        return KeptRoster(roster.model_copy(update={"version": UNSTORED}), RosterMeanwhile(), trouble)


def roster_campaign(
    workbook: Path,
    plan_path: Path | None,
    folder: Path,
    search: Search,
    terms: RosterTerms,
    *,
    tell_missing: Callable[[RosterCase, Sequence[Shortage]], None],
    papers: WantedPapers,
    address: str | None = None,
    by: str | None = None,
) -> Rostered:
    """Make a roster for the plan in force, or for the one in this file, store it and write roster.json.

    What is published is changed as little as possible. `tell_missing` hears before the search which seats no roster
    can fill, though there be none. Ctrl-C keeps the best roster so far.

    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, UnsoundPlan, NoRosterPossible, NoRosterInTime,
    SearchDied, UnsoundRoster, UnwritableFile, BrokenOff.
    """
    search = search.begun()
    with roster_work(workbook, plan_path, folder, terms, address) as work:
        missing = shortages(work.start.case)
        tell_missing(work.start.case, missing)
        with hearing_ctrl_c() as ctrl_c:
            found = work.start.best_roster(search, ctrl_c)
            ctrl_c.search_is_over()
            kept = work.keep(found.roster, search, by)
            written = write_kept_roster(workbook, folder, work.start.case, kept, papers)
    return _rostered(work, missing, found, kept, written)


@contextmanager
def roster_work(
    workbook: Path, plan_path: Path | None, folder: Path, terms: RosterTerms, address: str | None
) -> Iterator[RosterWork]:
    """From where a roster of the plan in force, or of the one in this file, is searched for on these terms.

    Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, UnsoundPlan, UnwritableFile.
    """
    sha256 = sha256_of(workbook)
    read = read_campaign(workbook)
    staffing, staffing_warnings = staffing_of(workbook, read.campaign)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address, writes=True, folder=folder) as ledger:
        read = with_adjustments(read, ledger)
        staffing, about_leaves = with_leaves(staffing, read.campaign, ledger)
        state = ledger.rosters.state()
        staffed = (
            plan_in_force(workbook, read.campaign, ledger)
            if plan_path is None
            else plan_out_of_file(workbook, read.campaign, plan_path, ledger)
        )
        start = roster_standpoint(read.campaign, staffed.plan, staffing, state, terms)
        make_sure_of_room(ledger)
        problems = (*ledger.warnings, *read.warnings, *staffing_warnings, *about_leaves)
        yield RosterWork(workbook, sha256, ledger, start, terms, staffed, problems)


def _rostered(
    work: RosterWork,
    missing: tuple[Shortage, ...],
    found: FoundRoster,
    kept: KeptRoster,
    written: RosterPapers,
) -> Rostered:
    case = work.start.case
    stepping_in = SteppingIn(case, kept.roster)
    return Rostered(
        case=case,
        roster=kept.roster,
        published=work.start.published,
        missing=missing,
        could_step_in=tuple((vacancy, stepping_in.at(vacancy)) for vacancy in kept.roster.vacant),
        roster_path=written.roster_path,
        prints=written.prints,
        problems=work.problems,
        warnings=(
            *not_known(case.campaign, kept.meanwhile, pasted("roster", work.workbook)),
            *about_staffed(work.workbook, work.staffed),
            *found.warnings,
            *written.warnings,
        ),
        was_stopped=found.was_stopped,
        trouble=None if kept.trouble is None else _not_stored(kept.trouble, written.roster_path),
    )


def staffing_of(workbook: Path, campaign: Campaign) -> tuple[Staffing, tuple[Problem, ...]]:
    """Who could work the machines, and the warnings of the sheets that say so.

    Raises UnreadableFile, WorkbookProblems, and WrongUsage where nobody is entered.
    """
    read = read_staffing(workbook, campaign)
    if read.staffing is None:
        raise WrongUsage(
            _(
                "{workbook}: nobody is entered on sheet Cán bộ, so there is no roster to make. Enter the officers there"
            ).format(workbook=workbook)
        )
    return read.staffing, read.warnings


def staffing_with_ledger(
    workbook: Path, campaign: Campaign, address: str | None
) -> tuple[Staffing, tuple[Problem, ...]]:
    """The same for a use case that needs no ledger: with the leaves of one that is named, else with a word about them.

    Raises LedgerError as well.
    """
    staffing, warnings = staffing_of(workbook, campaign)
    if address is None:
        return staffing, (*warnings, *about_adjustments_beside(workbook, campaign, of_rosters=True))
    with ledger_of(workbook, campaign, address) as ledger:
        staffing, about_leaves = with_leaves(staffing, campaign, ledger)
        return staffing, (*ledger.warnings, *warnings, *about_leaves)


def _settings(search: Search, start: RosterStandpoint, terms: RosterTerms) -> SearchSettings:
    return SearchSettings(
        seconds=search.terms.seconds,
        workers=search.terms.workers,
        seed=search.terms.seed,
        freeze_days=terms.freeze_days if start.case.situation.published_version is not None else None,
    )


def write_kept_roster(
    workbook: Path,
    folder: Path,
    case: RosterCase,
    kept: KeptRoster,
    wanted: WantedPapers,
) -> RosterPapers:
    """Its papers. Raises UnwritableFile or BrokenOff, with what is kept all the same."""
    try:
        return write_roster_papers(case, kept.roster, folder, wanted, this_moment())
    except UnwritableFile as error:
        if kept.trouble is not None:
            raise type(kept.trouble)(
                _("{trouble}. Nor could the roster be written into its folder: {error}").format(
                    trouble=str(kept.trouble).rstrip("."), error=error
                )
            ) from error
        raise UnwritableFile(_kept(workbook, str(error).rstrip("."), kept.roster)) from error
    except KeyboardInterrupt as pressed:
        told = _("Ctrl-C came while the roster was being written")
        raise BrokenOff(_kept(workbook, told, kept.roster)) from pressed


def _kept(workbook: Path, error: str, roster: Roster) -> str:
    return _("{error}. Roster {number} is stored all the same; to print it, run: {command}").format(
        error=error, number=roster.version, command=pasted("print-roster", workbook)
    )


def _not_stored(trouble: PlannerError, path: Path) -> PlannerError:
    """The same trouble, with where the roster is."""
    return type(trouble)(
        _(
            "{trouble}. The roster is NOT in the ledger. It is kept in {path}. "
            "When the ledger can be written again, repeat the command"
        ).format(trouble=str(trouble).rstrip("."), path=path)
    )
