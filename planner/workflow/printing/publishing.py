"""A plan made known to everybody: pages, texts to read aloud and to send, calendars. All may be deleted any time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.domain.campaign import Campaign, Unit
from planner.domain.meanwhile import LedgerMark
from planner.domain.told_apart import told_apart
from planner.domain.version import Announcement, PlanVersion
from planner.errors import LedgerError, Problem
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.pasted import pasted
from planner.prints.pages.publication import FormerPromise, Publication
from planner.prints.pages.site import FIRST_PAGE, SiteFolder, print_site
from planner.prints.pages.text_message import MessageLetters
from planner.replan.difference import difference
from planner.texts import texts_of
from planner.workflow.folders import assert_writable
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.ledger.meanwhile import told
from planner.workflow.planning.planning import default_folder
from planner.workflow.printing.paper_folder import PaperFolder, paper_folder
from planner.workflow.printing.printing import refuse_unknown_names

_ = texts_of("workflow")

FOLDER_NAME = "cong-bo"
"""Of what is published below a campaign's papers, unless another folder is named."""
PLACES = (FIRST_PAGE, *(f"{folder}/*" for folder in SiteFolder))
"""What is replaced whole whenever it is published anew."""


@dataclass(frozen=True, slots=True)
class PublishWish:
    """What is to be published, and how."""

    version: int | None = None
    """None is the plan announced last, or the latest where none was announced."""
    address: str | None = None
    """Where the page of all units will be found on the web."""
    letters: MessageLetters = MessageLetters.WITH_MARKS


@dataclass(frozen=True, slots=True)
class UnitStem:
    """What the files of a unit are called."""

    unit: Unit
    stem: str


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A plan that was published, and where it lies."""

    version: PlanVersion
    announcement: Announcement | None
    """By which it was made known; None where it was not announced."""
    folder: Path
    paths: tuple[Path, ...]
    stems: tuple[UnitStem, ...]
    """One a unit, in the order of the page of all."""
    changed: tuple[Unit, ...]
    """Units whose pages tell of a change."""
    without_days: tuple[Unit, ...]
    """Units whose pages tell no day."""
    problems: tuple[Problem, ...]
    """Warnings of the workbook."""
    warnings: tuple[str, ...]
    workbook_has_changed: bool
    """Whether the workbook, by which places and hours are told, is another than the plan was made from."""


def publish_folder(workbook: Path) -> Path:
    """Where it is published unless a folder is named."""
    return default_folder(workbook) / FOLDER_NAME


def publish(workbook: Path, folder: Path, wish: PublishWish, *, address: str | None = None) -> PublishedPlan:
    """Write everything that is published of a stored plan; what lies there of another plan is replaced whole.

    `address` is the ledger's. Raises UnreadableFile, WorkbookProblems, WrongUsage, LedgerError, UnwritableFile.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    assert_writable(folder)
    with ledger_of(workbook, read.campaign, address, folder=folder) as ledger:
        looked_at = ledger.mark()
        read = with_adjustments(read, ledger)
        announcements = ledger.announcements()
        version = _chosen(workbook, ledger, announcements, wish.version)
        refuse_unknown_names(workbook, read.campaign, version.plan)
        announcement = next((each for each in reversed(announcements) if each.version == version.number), None)
        publication = _publication(read.campaign, ledger, version, announcements, wish)
        with paper_folder(folder, read.campaign, version.plan) as kept:
            later = _about_later(kept)
            printed = print_site(publication, folder, wish.letters)
            kept.keep(printed.paths)
            kept.take_away(PLACES, printed.paths)
            old = kept.settle(removes=False)
            again = pasted("publish", workbook, ledger=str(ledger) if address else None)
            meanwhile = tuple(_about_meanwhile(read.campaign, ledger, looked_at, version, again))
        unannounced = tuple(_about_announcing(workbook, ledger, version, announcement, wish))
    return PublishedPlan(
        version=version,
        announcement=announcement,
        folder=folder,
        paths=printed.paths,
        stems=tuple(UnitStem(each.unit, publication.stems[each.unit.code]) for each in publication.units),
        changed=tuple(each.unit for each in publication.units if publication.has_changed(each)),
        without_days=tuple(each.unit for each in publication.units if not each.periods),
        problems=(*ledger.warnings, *read.warnings),
        warnings=(*printed.warnings, *later, *old, *meanwhile, *unannounced),
        workbook_has_changed=has_changed(sha256, version.provenance),
    )


def _chosen(workbook: Path, ledger: Ledger, announcements: Sequence[Announcement], number: int | None) -> PlanVersion:
    if number is not None:
        return ledger.version(number)
    if announcements:
        return ledger.version(announcements[-1].version)
    latest = ledger.latest_version()
    if latest is None:
        raise nothing_planned_yet(workbook)
    return latest


def _publication(
    campaign: Campaign,
    ledger: Ledger,
    version: PlanVersion,
    announcements: Sequence[Announcement],
    wish: PublishWish,
) -> Publication:
    """What the plan tells, beside what was made known of plans before it."""
    until = {each.version: each.until for each in announcements}
    announced_at = {each.version: each.announced_at for each in announcements}
    former = tuple(
        FormerPromise(ledger.version(number).plan, last) for number, last in until.items() if number < version.number
    )
    shown, plan = told_apart(campaign), version.plan
    changed = (
        difference(
            shown,
            former[-1].plan,
            plan,
            since_ordinal=plan.first_ordinal_ahead(campaign.calendar),
            until=former[-1].until,
        )
        if former
        else None
    )
    return Publication(
        campaign=shown,
        plan=plan,
        made_at=version.made_at,
        until=until.get(version.number),
        announced_at=announced_at.get(version.number),
        former=former,
        difference=changed,
        address=wish.address,
    )


def _about_later(kept: PaperFolder) -> tuple[str, ...]:
    """That earlier pages take the place of later ones, where they do."""
    later = kept.later_version()
    if later is None or kept.plan is None:
        return ()
    return (
        _("{folder} held what was published of plan {later}; now it tells plan {number}, which is older").format(
            folder=kept.folder, later=later, number=kept.plan.version
        ),
    )


def _about_meanwhile(
    campaign: Campaign, ledger: Ledger, looked_at: LedgerMark, version: PlanVersion, again: str
) -> Iterator[str]:
    """What others announced or stored while this was written; nothing where the ledger cannot be asked any more."""
    try:
        meanwhile = ledger.since(looked_at)
    except LedgerError:
        return
    news = meanwhile.model_copy(update={"num_results": 0})
    if not news.is_nothing:
        yield _("meanwhile {what}. What was published here is of plan {number}. For the news, run: {again}").format(
            what="; ".join(told(campaign, news)), number=version.number, again=again
        )


def _about_announcing(
    workbook: Path,
    ledger: Ledger,
    version: PlanVersion,
    announcement: Announcement | None,
    wish: PublishWish,
) -> Iterator[str]:
    """That nothing holds a re-plan to what is published, or that a later plan waits to be announced."""
    if announcement is None:
        yield _(
            "plan {number} has not been announced, so planning anew does not keep to what is published. "
            "Announce it: {command}"
        ).format(number=version.number, command=pasted("announce", workbook, "--version", str(version.number)))
        return
    latest = ledger.latest_stored()
    if wish.version is None and latest is not None and latest.number > version.number:
        yield _(
            "plan {latest} is stored but not announced; what is published is plan {number}. To publish plan {latest}, "
            "announce it first: {command}"
        ).format(
            latest=latest.number,
            number=version.number,
            command=pasted("announce", workbook, "--version", str(latest.number)),
        )
