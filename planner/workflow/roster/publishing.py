"""A roster made known to its officers: from then on its days are promises."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.errors import Problem, UnsoundRoster, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.ledger import Ledger
from planner.next_steps import Given, Term
from planner.pasted import pasted
from planner.roster.duties import Duty, Roster
from planner.roster.version import Publication, RosterMark, RosterMeanwhile, RosterVersion
from planner.texts import spoken_day, texts_of
from planner.workflow.ledger.adjusted import with_adjustments
from planner.workflow.ledger.keeping import ledger_of, this_moment, writer
from planner.workflow.ledger.made_from import sha256_of
from planner.workflow.roster.meanwhile import moved_on

_ = texts_of("workflow")


@dataclass(frozen=True, slots=True)
class PublishedRoster:
    """A roster that was made known, and how that stands to the one before."""

    campaign: Campaign
    publication: Publication
    is_new: bool
    """False where the very same had been published last."""
    first_day: date
    """The roster's own first day."""
    num_officers: int
    """Who has a duty from its first day up to the published one."""
    num_duties: int
    """Their duties there."""
    num_vacant: int
    """Seats there that nobody takes."""
    former: Publication | None
    """What this takes the place of."""
    withdrawn_from: date | None
    """The first day that was published before and is not now; None where this reaches as far."""
    is_made_without_former: bool
    """Whether the roster was made without what was published before: that may be broken unsaid."""
    workbook_has_changed: bool
    """Whether the workbook is another than the one that the roster was made from."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""


def publish_roster(
    workbook: Path,
    *,
    until: date | None = None,
    number: int | None = None,
    address: str | None = None,
    by: str | None = None,
    looked_at: RosterMark | None = None,
) -> PublishedRoster:
    """Note that the latest roster, or the one of this number, was made known up to a day, inclusive.

    `looked_at` is how far the ledger had come when that was decided, by default as far as it has come now.
    The day defaults to that of the publication before if the roster has not passed it, else to the roster's last duty.
    Raises UnreadableFile, WorkbookProblems, LedgerError, UnsoundRoster, and WrongUsage where there is no roster yet,
    the roster staffs an older plan than is announced, or the day is none of the roster's; LedgerMovedOn where others
    write meanwhile.
    """
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    with ledger_of(workbook, read.campaign, address, writes=True) as ledger:
        read = with_adjustments(read, ledger)
        campaign = read.campaign
        looked_at = looked_at or ledger.rosters.state().mark
        version = chosen_roster(workbook, ledger, number)
        if not version.is_sound:
            raise UnsoundRoster(
                _("Roster {number} was refused by the checker and cannot be published. Make it anew first").format(
                    number=version.number
                )
            )
        former = (ledger.rosters.publications() or (None,))[-1]
        _refuse_older_plan(workbook, ledger, version)
        last = until or usual_until(campaign, version.roster, former)
        _refuse_wrong_day(campaign, version, last)
        is_new = former is None or (former.version, former.until) != (version.number, last)
        publication = former
        if is_new or publication is None:
            publication = _published(campaign, ledger, looked_at, version, last, by=by)
    ahead = [duty for duty in _ahead(version.roster) if duty.date <= last]
    return PublishedRoster(
        campaign=campaign,
        publication=publication,
        is_new=is_new,
        first_day=first_day_of(campaign, version.roster),
        num_officers=len({duty.officer for duty in ahead}),
        num_duties=len(ahead),
        num_vacant=sum(seat.officers for seat in version.roster.vacant if seat.date <= last),
        former=former,
        withdrawn_from=last + timedelta(days=1) if former and former.until > last else None,
        is_made_without_former=former is not None and knows_not(version, former),
        workbook_has_changed=version.provenance.workbook_sha256 != sha256,
        problems=(*ledger.warnings, *read.warnings),
    )


def _published(
    campaign: Campaign, ledger: Ledger, looked_at: RosterMark, version: RosterVersion, until: date, *, by: str | None
) -> Publication:
    """Raises LedgerMovedOn where others wrote anything that rosters rest on since the ledger was looked at."""
    published = ledger.rosters.publish_from(looked_at, version.number, until, by=writer(by), at=this_moment())
    if isinstance(published, RosterMeanwhile):
        raise moved_on(campaign, published)
    return published


def chosen_roster(workbook: Path, ledger: Ledger, number: int | None) -> RosterVersion:
    """The roster of this number, or the latest. Raises LedgerLacks, and WrongUsage where there is none yet."""
    version = ledger.rosters.roster(number) if number is not None else ledger.rosters.latest()
    if version is None:
        raise WrongUsage(
            _("{workbook}: no roster has been stored yet. Run {command} first").format(
                workbook=workbook, command=pasted("roster", workbook)
            )
        )
    return version


def _refuse_older_plan(workbook: Path, ledger: Ledger, version: RosterVersion) -> None:
    announced = ledger.latest_announcement()
    if announced is not None and version.roster.plan_version < announced.version:
        raise WrongUsage(
            _(
                "roster {number} staffs plan {staffed}, and plan {announced} is announced. Make the roster anew with: "
                "{command}"
            ).format(
                number=version.number,
                staffed=version.roster.plan_version,
                announced=announced.version,
                command=pasted("roster", workbook),
            )
        )


def knows_not(version: RosterVersion, former: Publication) -> bool:
    """Whether the roster was made without this publication."""
    if former.version == version.number:
        return False
    return (version.roster.published_version, version.roster.published_until) != (former.version, former.until)


def _ahead(roster: Roster) -> tuple[Duty, ...]:
    return tuple(duty for duty in roster.duties if not duty.done)


def first_day_of(campaign: Campaign, roster: Roster) -> date:
    """The first day that can be published."""
    return roster.as_of or campaign.calendar.first_day


def last_day_of(campaign: Campaign, roster: Roster) -> date:
    """The last day that can be published."""
    return roster.until or campaign.calendar.last_day


def usual_until(campaign: Campaign, roster: Roster, former: Publication | None) -> date:
    """The day up to which a roster is published where nobody says another: the former one if the roster reaches it."""
    first, last = first_day_of(campaign, roster), last_day_of(campaign, roster)
    if former is not None and first <= former.until <= last:
        return former.until
    return max((duty.date for duty in _ahead(roster)), default=max(first, last))


def _refuse_wrong_day(campaign: Campaign, version: RosterVersion, until: date) -> None:
    first, last = first_day_of(campaign, version.roster), last_day_of(campaign, version.roster)
    if not first <= until <= last:
        raise WrongUsage(
            _("roster {number} is for the days from {first} to {last}. Choose a day of these").format(
                number=version.number, first=spoken_day(first), last=spoken_day(last)
            ),
            about=Given(Term.LAST_DAY, spoken_day(until)),
        )
