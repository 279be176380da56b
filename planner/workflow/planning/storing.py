"""What becomes of a found plan: the ledger takes it, changes of the promise are told, papers are written.

Where the ledger does not take it, it is kept all the same, marked as not stored.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.domain.meanwhile import MadeFrom, Meanwhile
from planner.domain.plan import Plan
from planner.domain.told_apart import told_apart
from planner.domain.version import Provenance, SearchSettings
from planner.errors import BrokenOff, LedgerError, PlannerError, UnwritableFile
from planner.ledger.ledger import Ledger
from planner.model.outcome import SOLVER
from planner.pasted import pasted
from planner.prints.forms.amendment.paper import print_amendment
from planner.replan.difference import difference
from planner.replan.situation import Announced
from planner.texts import texts_of
from planner.workflow.ledger.keeping import this_moment, today, writer
from planner.workflow.ledger.meanwhile import outdated
from planner.workflow.planning.standpoint import Standpoint
from planner.workflow.printing.ahead import about_changes_over, first_day_told
from planner.workflow.printing.paper_folder import PaperFolder, paper_folder
from planner.workflow.printing.papers import Papers, saying_what_is_stored, write_papers

_ = texts_of("workflow")

UNSTORED = 0
"""The number that a plan bears as long as it is in no ledger."""


@dataclass(frozen=True, slots=True)
class Site:
    """A workbook as it was read, the folder of its papers and its ledger, as the command was given them."""

    workbook: Path
    workbook_sha256: str
    folder: Path
    address: str | None
    ledger: Ledger
    by: str | None = None
    """Under which name it is stored; None is whoever runs this."""

    def command(self, *words: Path | str) -> str:
        """A command about this campaign, ready to be pasted; a password is not shown."""
        return pasted(*words, ledger=str(self.ledger) if self.address else None)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a plan that was found."""

    plan: Plan
    """With the number of its version, or UNSTORED."""
    meanwhile: Meanwhile
    """What others brought into the ledger while it was searched for."""
    made_from: MadeFrom | None = None
    """What its file has to tell so that it can be stored later; None where it is stored."""
    trouble: PlannerError | None = None
    """Why it is not stored."""


def keep(site: Site, start: Standpoint, plan: Plan, settings: SearchSettings) -> Kept:
    """Store an accepted plan as the next version. A refusal of the ledger or Ctrl-C is told, never raised."""
    by, at = writer(site.by), this_moment()
    provenance = Provenance(
        workbook_sha256=site.workbook_sha256,
        last_result=start.began_at.result,
        last_adjustment=start.began_at.adjustment,
        settings=settings,
        solver=SOLVER,
    )
    try:
        version, meanwhile = site.ledger.store_found(plan, provenance, start.began_at, by=by, at=at)
    except LedgerError as error:
        trouble: PlannerError = error
    except KeyboardInterrupt:
        trouble = BrokenOff(_("Ctrl-C came while the plan was being stored"))
    else:
        return Kept(version.plan, meanwhile)
    return Kept(
        plan=plan.model_copy(update={"version": UNSTORED}),
        meanwhile=Meanwhile(),
        made_from=MadeFrom(
            provenance=provenance,
            mark=start.began_at,
            campaign_identity=site.ledger.identity,
            found_at=at,
            found_by=by,
        ),
        trouble=trouble,
    )


def promised_now(ledger: Ledger, start: Standpoint, kept: Kept) -> Announced | None:
    """What was announced last, so that an amendment never tells of changes to a promise that holds no longer.

    None where nothing was announced, and for a first plan, which amends nothing.
    """
    if start.is_the_beginning or not kept.meanwhile.announcements:
        return start.announced
    last = kept.meanwhile.announcements[-1]
    try:
        return Announced(ledger.version(last.version).plan, last.until)
    except LedgerError:  # gone since; that the promise has changed is told all the same
        return None


def what_changes(start: Standpoint, promised: Announced | None, plan: Plan) -> Difference | None:
    """What a plan changes of a promise, from its first slot on; None where nothing was promised."""
    if promised is None:
        return None
    return difference(
        told_apart(start.campaign),
        promised.plan,
        plan,
        since_ordinal=start.situation.first_ordinal_ahead(start.campaign.calendar),
        until=promised.until,
    )


def print_amendment_of(
    site: Site, campaign: Campaign, promised: Announced | None, kept: Kept, changed: Difference | None
) -> tuple[Path, ...]:
    """None for a plan that is not stored: an amendment names the plan that it is by."""
    if changed is None or promised is None or kept.trouble is not None:
        return ()
    with saying_what_is_stored(site.workbook, kept.plan):
        return print_amendment(
            campaign,
            changed,
            site.folder,
            old_version=promised.plan.version,
            new_version=kept.plan.version,
            told_from=first_day_told(campaign, today(campaign)),
        ).paths


def whom_no_notice_tells(campaign: Campaign, kept: Kept, changed: Difference | None) -> tuple[str, ...]:
    """A sentence on the units that get no notice, because all that changes for them is over by today."""
    if changed is None or kept.trouble is not None:
        return ()
    return about_changes_over(campaign, changed, first_day_told(campaign, today(campaign)))


@dataclass(frozen=True, slots=True)
class Written:
    """Papers of a plan, and why it is not stored if it is not."""

    papers: Papers
    trouble: PlannerError | None


def write_kept(site: Site, campaign: Campaign, kept: Kept) -> Written:
    """The papers of a plan that is stored, or marked ones with the way to store it.

    Raises UnwritableFile and BrokenOff for a plan that is stored, and its own trouble for one that nothing has kept.
    """
    if kept.trouble is None:
        with saying_what_is_stored(site.workbook, kept.plan):
            return Written(write_papers(campaign, kept.plan, site.folder, workbook=site.workbook), None)
    try:
        papers = write_papers(campaign, kept.plan, site.folder, kept.made_from, workbook=site.workbook)
    except UnwritableFile as error:
        raise _lost_twice(kept.trouble, error) from error
    return Written(papers, _not_stored(kept.trouble, site, papers.plan_path))


@contextmanager
def folder_for(site: Site, campaign: Campaign, kept: Kept) -> Iterator[PaperFolder]:
    """The folder of papers for this run alone, while they are written. Raises what `write_kept` raises."""
    with ExitStack() as held:
        try:
            shelf = held.enter_context(paper_folder(site.folder, campaign, kept.plan))
        except UnwritableFile as error:
            if kept.trouble is not None:
                raise _lost_twice(kept.trouble, error) from error
            with saying_what_is_stored(site.workbook, kept.plan):
                raise
        yield shelf


def later_than(site: Site, campaign: Campaign, kept: Kept) -> tuple[str, ...]:
    """What to say of the papers of a stored plan where a later one was stored while they were written."""
    if kept.trouble is not None:
        return ()
    return outdated(campaign, site.ledger, kept.plan, site.command("print", site.workbook))


def _not_stored(trouble: PlannerError, site: Site, plan_path: Path) -> PlannerError:
    """The same trouble, with where the plan is and how it comes into the ledger."""
    return type(trouble)(
        _(
            "{trouble}. The plan is NOT in the ledger. It is kept in {path}, and its prints beside it are marked as "
            "not stored. When the ledger can be written again, store it with: {command}"
        ).format(
            trouble=str(trouble).rstrip("."), path=plan_path, command=site.command("adopt", site.workbook, plan_path)
        )
    )


def _lost_twice(trouble: PlannerError, error: UnwritableFile) -> PlannerError:
    """Neither ledger nor folder could be written."""
    return type(trouble)(
        _("{trouble}. Nor could the plan be written into its folder: {error}").format(
            trouble=str(trouble).rstrip("."), error=error
        )
    )
