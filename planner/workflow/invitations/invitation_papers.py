"""Which lists are put on paper, and which older ones no longer hold and are taken away."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.invitation import InvitationList, InvitationSession
from planner.domain.told_apart import told_apart
from planner.prints.forms.invitations.files import ListKind, follow_up_stem, is_printed_list, name_of, session_stem
from planner.prints.forms.invitations.follow_up import follow_up_paper
from planner.prints.forms.invitations.session import session_paper
from planner.prints.paper.paper import Paper
from planner.prints.written import Printed, print_paper, together

USUAL_DAYS = 2
"""Lists of later sessions change with every tick; until then they would only be personal data lying about."""


@dataclass(frozen=True, slots=True)
class PapersWanted:
    """Which sessions are printed: the next few days' by default."""

    day: date | None = None
    shift: str | None = None
    """Only together with a day."""
    num_days: int = USUAL_DAYS
    """The next days on which there are sessions."""
    is_all: bool = False
    """Every session still to come, and everybody whose account is activated."""

    def of(self, sessions: tuple[InvitationSession, ...]) -> list[InvitationSession]:
        """The sessions to print."""
        if self.day is not None:
            return [each for each in sessions if each.slot.day == self.day and self.shift in (None, each.slot.shift)]
        if self.is_all:
            return list(sessions)
        days = sorted({each.slot.day for each in sessions})[: self.num_days]
        return [each for each in sessions if each.slot.day in days]


USUAL_EXTENT = PapersWanted()


@dataclass(frozen=True, slots=True)
class ListPapers:
    """Where lists were printed."""

    num_sessions: int
    paths: tuple[Path, ...]
    warnings: tuple[str, ...]
    num_removed: int = 0
    """Files of sessions to come that the plan no longer has."""


@dataclass(frozen=True, slots=True)
class PrintingOccasion:
    """The day of printing, the version of the plan that the sessions are of, and what the files are named after."""

    today: date
    version: int
    stem: str
    """Stands for the unit in the names of its lists."""


def print_lists(
    campaign: Campaign, invited: InvitationList, folder: Path, extent: PapersWanted, occasion: PrintingOccasion
) -> ListPapers:
    """The lists of the wanted sessions that anybody is invited to, and the follow-up list. Raises UnwritableFile.

    Lists of other sessions that have been printed before are printed again: what lies there has to be true.
    """
    unit, labels = told_apart(campaign).units_by_code[invited.unit], campaign.calendar.shift_labels
    num_removed = _remove_lists_of_lost_sessions(campaign, invited, folder, occasion.today, occasion.stem)
    wanted = {each.slot for each in extent.of(invited.sessions)}
    there = {path.stem for path in folder.iterdir()}
    sessions = [
        each
        for each in invited.sessions
        if invited.expected_at(each.slot)
        and (each.slot in wanted or session_stem(occasion.stem, each.slot, labels) in there)
    ]
    printed = [
        _print_list(
            session_paper(campaign, unit, session, invited, version=occasion.version),
            folder,
            session_stem(occasion.stem, session.slot, labels),
        )
        for session in sessions
    ]
    follow_up = follow_up_paper(campaign, unit, invited, lists_all=extent.is_all, version=occasion.version)
    printed.append(_print_list(follow_up, folder, follow_up_stem(occasion.stem)))
    return _papers(len(sessions), printed, num_removed)


def print_official(
    campaign: Campaign, invited: InvitationList, folder: Path, session: InvitationSession, occasion: PrintingOccasion
) -> ListPapers:
    """One session of the occasion's version in full. Raises UnwritableFile."""
    unit = told_apart(campaign).units_by_code[invited.unit]
    name = session_stem(occasion.stem, session.slot, campaign.calendar.shift_labels, is_full=True)
    paper = session_paper(campaign, unit, session, invited, is_full=True, version=occasion.version)
    return _papers(1, [_print_list(paper, folder, name)], 0)


def _print_list(paper: Paper, folder: Path, stem: str) -> Printed:
    return print_paper(paper, folder, stem, is_private=True)


def _papers(num_sessions: int, printed: list[Printed], num_removed: int) -> ListPapers:
    all_of_it = together(*printed)
    return ListPapers(num_sessions, all_of_it.paths, tuple(dict.fromkeys(all_of_it.warnings)), num_removed)


def _remove_lists_of_lost_sessions(
    campaign: Campaign, invited: InvitationList, folder: Path, today: date, stem: str
) -> int:
    """Lists of sessions to come that stand no longer would send people to a place where nobody receives them."""
    labels = campaign.calendar.shift_labels
    expected = (each.slot for each in invited.sessions if invited.expected_at(each.slot))
    slots = [*expected, *(slot for slot in invited.held if slot.shift in labels)]
    standing = {session_stem(stem, slot, labels) for slot in slots}
    removed = 0
    for path in sorted(folder.iterdir()):
        name = name_of(path.name)
        if name is None or name.unit != stem or name.day is None or name.day < today:
            continue
        if f"{ListKind.SESSION}-{name.unit}-{name.day.isoformat()}-{name.shift}" not in standing and _is_ours(path):
            with suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def _is_ours(path: Path) -> bool:
    """Whether the program printed this file; what somebody else has named so is not deleted, nor is a link."""
    return path.is_file() and not path.is_symlink() and is_printed_list(path)
