"""Citizens invited to the slots of a stored plan. Nothing of them goes anywhere but into the lists' own folder."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Unit
from planner.domain.invitation import Citizen, InvitationList, InvitationSession
from planner.domain.plan import Plan
from planner.domain.record import ShiftLabel, UnitCode
from planner.domain.version import PlanVersion
from planner.errors import LedgerError, Problem, WorkbookProblems, WrongUsage
from planner.intake.blanks.citizens_form import write_citizens_form
from planner.intake.blanks.invitation_book import write_invitation_book
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.cells.open_in_excel import refuse_open_in_excel
from planner.intake.citizens.citizens_reader import ReadCitizens, read_citizens
from planner.intake.invitation_book.invitations_reader import InvitationBook, read_invitation_book
from planner.intake.invitation_book.mark import owner_in, owner_of
from planner.invitations.inviting import InvitingOccasion, invite
from planner.invitations.recognising import recognised
from planner.invitations.remembered import remembered_list
from planner.next_steps import Given, NextStep, Step, Term
from planner.pasted import pasted
from planner.prints.forms.invitations.files import FOLDER, book_name
from planner.texts import spoken_day, texts_of
from planner.workflow.invitations.doubts import doubt_problem
from planner.workflow.invitations.invitation_papers import (
    USUAL_EXTENT,
    ListPapers,
    PapersWanted,
    PrintingOccasion,
    print_lists,
    print_official,
)
from planner.workflow.invitations.lists_folder import alone_in, keep_from_others, stems_in
from planner.workflow.invitations.purging import overdue_files
from planner.workflow.invitations.sessions import planned_sessions
from planner.workflow.ledger.keeping import ledger_of, nothing_planned_yet
from planner.workflow.ledger.keeping import today as this_day
from planner.workflow.ledger.made_from import has_changed, sha256_of
from planner.workflow.ledger.meanwhile import outdated
from planner.workflow.named import unit_called

_ = texts_of("workflow")

MOST_GONE, MOST_GONE_SHARE = 5, 0.2
"""So many citizens, or so large a share, may be missing of the list before without anybody's word."""


@dataclass(frozen=True, slots=True)
class InviteWanted:
    """What is asked of the lists."""

    unit: str | None = None
    """Its code or name; None is every unit of the list."""
    version: int | None = None
    """None is the latest plan."""
    extent: PapersWanted = USUAL_EXTENT
    """Which sessions are put on paper."""
    may_forget: bool = False
    """Also where many of the list before are missing in this one."""
    is_full: bool = False
    """Only the official list of one session, with identity and telephone numbers."""


@dataclass(frozen=True, slots=True)
class InvitedUnit:
    """A unit's list after this run."""

    unit: Unit
    invited: InvitationList
    book: Path
    papers: ListPapers


@dataclass(frozen=True, slots=True)
class InvitedCitizens:
    """What came of a run; counts and places, no person."""

    campaign: Campaign
    plan: Plan
    units: tuple[InvitedUnit, ...]
    dropped: tuple[str, ...]
    """Titles of columns of the citizens' list that were not read."""
    num_overdue: int
    """Files in the lists' folder that should have been deleted by now."""
    problems: tuple[Problem, ...]
    """Warnings of the campaign's workbook."""
    list_problems: tuple[Problem, ...] = ()
    """Warnings of the list of citizens, and how it was read."""
    workbook_has_changed: bool = False
    """Whether the campaign's workbook is another than the one that the plan was made from."""
    open_to_others: tuple[str, ...] = ()
    """Warnings of what other accounts of the machine can read."""
    outdated: tuple[str, ...] = ()
    """That a later plan was stored while the lists were made, and how to invite by that."""


def invite_citizens(
    workbook: Path,
    citizens: Path,
    folder: Path,
    wanted: InviteWanted,
    *,
    address: str | None = None,
    today: date | None = None,
) -> InvitedCitizens:
    """Bring each unit's list up to date and print it, or print the official list of one session.

    The list's own workbook is read first and written in its place. Raises UnreadableFile, WorkbookProblems, WrongUsage,
    LedgerError, UnwritableFile.
    """
    _refuse_wide_official(wanted)
    read, sha256 = read_campaign(workbook), sha256_of(workbook)
    campaign = read.campaign
    day = today or this_day(campaign)
    version = _version(workbook, campaign, wanted.version, address)
    plan = version.plan
    unit = unit_called(campaign, wanted.unit) if wanted.unit is not None else None
    with _collector_paused():
        listed = read_citizens(citizens, campaign, unit, with_identity=wanted.is_full)
    with alone_in(folder / FOLDER):
        lists = _Lists(campaign, plan, folder / FOLDER, day)
        with _collector_paused():
            lists.prepare(listed, may_forget=wanted.may_forget, is_full=wanted.is_full)
        done = tuple(lists.official(listed, wanted) if wanted.is_full else lists.invited(listed, wanted.extent))
        open_to_others = keep_from_others(folder / FOLDER)
        # Whoever has named the plan wants that one, later ones or not.
        later = _later_than(workbook, citizens, campaign, plan, address) if wanted.version is None else ()
    return InvitedCitizens(
        campaign=campaign,
        plan=plan,
        units=done,
        workbook_has_changed=has_changed(sha256, version.provenance),
        open_to_others=open_to_others,
        outdated=later,
        dropped=listed.dropped,
        num_overdue=len(overdue_files(folder, campaign, day)),
        problems=read.warnings,
        list_problems=(*listed.warnings, *lists.not_kept()),
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Tens of thousands of rows hold no cycles, and looking for some in them again and again doubles the time.

    Not for printing: documents are full of cycles, and would all stay in memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def new_citizens_form(path: Path) -> Path:
    """An empty list of citizens at this path. Raises UnwritableFile rather than replace a file."""
    return write_citizens_form(path)


def _refuse_wide_official(wanted: InviteWanted) -> None:
    if wanted.is_full and (wanted.extent.day is None or wanted.extent.shift is None):
        raise WrongUsage(
            _("identity and telephone numbers are shown on the list of one session only"), NextStep(Step.NAME_SESSION)
        )


def _version(workbook: Path, campaign: Campaign, number: int | None, address: str | None) -> PlanVersion:
    with ledger_of(workbook, campaign, address, writes=True) as ledger:
        version = ledger.latest_version() if number is None else ledger.version(number)
    if version is None:
        raise nothing_planned_yet(workbook)
    return version


def _later_than(workbook: Path, citizens: Path, campaign: Campaign, plan: Plan, address: str | None) -> tuple[str, ...]:
    """What to say where a later plan was stored while the lists were made."""
    try:
        with ledger_of(workbook, campaign, address) as ledger:
            again = pasted("invite", workbook, citizens, ledger=str(ledger) if address else None)
            return outdated(campaign, ledger, plan, again)
    except LedgerError:
        return ()  # the lists are written, and the ledger was whole when they were begun


class _Lists:
    """The lists of one campaign's units in their folder."""

    def __init__(self, campaign: Campaign, plan: Plan, folder: Path, today: date) -> None:
        self._campaign = campaign
        self._plan = plan
        self._folder = folder
        self._today = today
        self._stems = stems_in(folder, campaign)
        self._books: dict[UnitCode, InvitationBook] = {}
        self._as_read: dict[UnitCode, bytes] = {}
        self._sessions: dict[UnitCode, tuple[InvitationSession, ...]] = {}

    def prepare(self, listed: ReadCitizens, *, may_forget: bool, is_full: bool) -> None:
        """Read what is remembered of every unit before anything is written."""
        problems: list[Problem] = []
        for code in listed.by_unit:
            self._sessions[code] = planned_sessions(self._campaign, self._plan, code)
            refuse_open_in_excel(self._book(code))
            self._as_read[code] = _content_hash(self._book(code))
            self._refuse_list_of_another(code)
            try:
                self._books[code] = read_invitation_book(self._book(code))
            except WorkbookProblems as error:
                problems += [_in_file(self._book(code), problem) for problem in error.problems]
        if problems:
            raise WorkbookProblems(problems)
        if not may_forget:
            self._refuse_doubts(listed)
        if not may_forget and not is_full:
            self._refuse_to_forget_many(listed)

    def _refuse_list_of_another(self, code: UnitCode) -> None:
        if owner_in(self._book(code)) not in {None, owner_of(self._campaign.name, code)}:
            raise WrongUsage(
                _(
                    "{path}: remembers the invitations of another campaign or unit. "
                    "Choose another folder with -o, or put back the right file"
                ).format(path=self._book(code))
            )

    def _refuse_doubts(self, listed: ReadCitizens) -> None:
        """Where it is not certain who is who, nobody is given the ticks of another, and no tick is lost."""
        problems = [
            doubt_problem(doubt, citizens, self._book(code))
            for code, citizens in listed.by_unit.items()
            for doubt in recognised(citizens, self._books[code].remembered).doubts
        ]
        if problems:
            raise WorkbookProblems(problems)

    def _refuse_to_forget_many(self, listed: ReadCitizens) -> None:
        """A list of one hamlet alone, or of another unit, must not wipe out who was invited and who came."""
        for code, citizens in listed.by_unit.items():
            remembered = self._books[code].remembered
            num_gone = recognised(citizens, remembered).num_gone
            if num_gone > max(MOST_GONE, MOST_GONE_SHARE * len(remembered)):
                raise WrongUsage(
                    _(
                        "{unit}: {count} of the {total} citizens of the list before are not in this one and would be "
                        "forgotten"
                    ).format(unit=self._campaign.units_by_code[code].name, count=num_gone, total=len(remembered)),
                    NextStep(Step.FORGET),
                )

    def _refuse_changed_meanwhile(self, code: UnitCode) -> None:
        """Ticks that were saved, or people who were invited, since the list was read must not be undone."""
        if _content_hash(self._book(code)) != self._as_read[code]:
            raise WrongUsage(
                _("{path}: was changed while this run was at work, and is left as it is. Run the command again").format(
                    path=self._book(code)
                )
            )

    def not_kept(self) -> tuple[Problem, ...]:
        """Warnings of what others have added to the lists and is not kept there."""
        return tuple(
            _in_file(self._book(code), problem) for code, book in self._books.items() for problem in book.not_kept
        )

    def invited(self, listed: ReadCitizens, extent: PapersWanted) -> Iterator[InvitedUnit]:
        """Invite the citizens of each unit; the list is kept before anything is printed."""
        keep_from_others(self._folder)
        for code, citizens in listed.by_unit.items():
            unit = self._campaign.units_by_code[code]
            with _collector_paused():
                invited = self._list(code, citizens)
                self._refuse_changed_meanwhile(code)
                write_invitation_book(invited, self._book(code), self._today, self._campaign.name)
            papers = print_lists(self._campaign, invited, self._folder, extent, self._occasion(code))
            yield InvitedUnit(unit, invited, self._book(code), papers)

    def official(self, listed: ReadCitizens, wanted: InviteWanted) -> Iterator[InvitedUnit]:
        """Print one session in full, as its list stands; nobody is invited."""
        slot = self._slot(wanted.extent)
        found = [code for code in listed.by_unit if any(slot == each.slot for each in self._sessions[code])]
        if len(found) != 1:
            raise WrongUsage(
                _("{count} units of the list have the session {day}, {shift}").format(
                    count=len(found), day=spoken_day(slot.day), shift=slot.shift
                ),
                NextStep(Step.NAME_UNIT),
            )
        code = found[0]
        session = next(each for each in self._sessions[code] if each.slot == slot)
        if not any(each.slot == slot for each in self._books[code].remembered.values()):
            raise WrongUsage(_("nobody is invited to this session yet"), NextStep(Step.INVITE_FIRST))
        invited = remembered_list(code, listed.by_unit[code], self._books[code].remembered, session)
        papers = print_official(self._campaign, invited, self._folder, session, self._occasion(code))
        yield InvitedUnit(self._campaign.units_by_code[code], invited, self._book(code), papers)

    def _occasion(self, code: UnitCode) -> PrintingOccasion:
        return PrintingOccasion(self._today, self._plan.version, self._stems[code])

    def _list(self, code: UnitCode, citizens: tuple[Citizen, ...]) -> InvitationList:
        occasion = InvitingOccasion(code, self._today, self._plan.version, self._campaign.inviting)
        return invite(occasion, citizens, self._books[code].remembered, self._sessions[code])

    def _book(self, code: UnitCode) -> Path:
        return self._folder / book_name(self._stems[code])

    def _slot(self, extent: PapersWanted) -> Slot:
        labels = self._campaign.calendar.shift_labels
        if extent.day is None or extent.shift not in labels:
            raise WrongUsage(
                _("there is no such shift. Choose from {shifts}").format(shifts=", ".join(labels)),
                about=Given(Term.ASKED_SHIFT),
            )
        return Slot(extent.day, ShiftLabel(extent.shift))


def _content_hash(path: Path) -> bytes:
    """Empty where there is no file yet."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return b""


def _in_file(path: Path, problem: Problem) -> Problem:
    return Problem(f"{path.name}: {problem.where}", problem.what, problem.advice, problem.severity)
