"""A folder of papers: who writes into it at a time, and which plan each paper in it is of.

A register in the folder tells of each paper that was written there its version, its campaign and its bytes. So papers
of another plan are known for what they are, and one that somebody else wrote or edited is never taken away.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import Field, ValidationError

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import UnwritableFile
from planner.files import write_atomically
from planner.next_steps import NextStep, Step, worded
from planner.prints.forms.amendment.paper import NOTICES_STEM
from planner.prints.forms.registry import FORMS
from planner.prints.forms.timeline.picture import FILE_NAME as TIMELINE_NAME
from planner.texts import Noun, listed, plurals_of, texts_of

_ = texts_of("workflow")
ngettext = plurals_of("workflow")

REGISTER_NAME = ".planner-papers.json"
LOCK_NAME = ".planner-papers.lock"
PATIENCE_SECONDS = 300.0
"""So long the papers of another run are waited for; the largest campaign is printed in a minute."""
MOST_NAMED = 5
NAMES_OF_PAPERS = (
    *(str(Path(form.folder) / f"{form.stem}*.*") for form in FORMS if not form.is_same_for_every_plan),
    f"{NOTICES_STEM}.*",
    TIMELINE_NAME,
)
"""What papers of a plan are called; those that are the same for every plan are never old."""
OF_EVERY_PLAN = ""
"""Instead of a plan's digest, for what is a campaign's whatever its plan: reports, who looks after which hamlet."""
LARGEST_REGISTER = 20_000_000
"""Bytes; a larger file is none of ours."""


class PaperOf(Record):
    """What is known of a paper."""

    campaign: str
    version: int
    plan: str
    """What tells its plan from another of the same name and number; empty for a paper that is right for all of them."""
    sha256: str
    """Of its bytes as they were written."""


class Register(Record):
    """The papers that were written into a folder, by their way from there."""

    papers: dict[str, PaperOf] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OldPaper:
    """A paper of another plan that still lies in the folder."""

    path: Path
    of: PaperOf
    is_edited: bool
    """Somebody has changed it since, so that it is no longer ours to remove."""


@dataclass(slots=True)
class PaperFolder:
    """A folder while one run alone writes the papers of a plan into it."""

    folder: Path
    campaign: Campaign
    plan: Plan | None
    """None where papers are written that are the same whatever the plan."""
    papers: dict[str, PaperOf] = field(default_factory=dict)

    def keep(self, paths: Iterable[Path]) -> None:
        """Note that these papers are of this plan."""
        self._keep(paths, self.plan)

    def keep_for_every_plan(self, paths: Iterable[Path]) -> None:
        """Note that these papers are of this campaign, whatever its plan."""
        self._keep(paths, None)

    def _keep(self, paths: Iterable[Path], plan: Plan | None) -> None:
        version = plan.version if plan else 0
        digest = plan_digest(self.campaign, plan) if plan else OF_EVERY_PLAN
        for path in paths:
            with suppress(OSError, ValueError):
                of = PaperOf(campaign=self.campaign.name, version=version, plan=digest, sha256=_sha256(path))
                self.papers[path.relative_to(self.folder).as_posix()] = of
        with suppress(UnwritableFile):
            register = Register(papers=self.papers)
            write_atomically(self.folder / REGISTER_NAME, register.model_dump_json().encode(), only_here=True)

    def old(self) -> tuple[OldPaper, ...]:
        """Papers of other plans that still lie here, and of other campaigns."""
        plan = plan_digest(self.campaign, self.plan) if self.plan else OF_EVERY_PLAN
        found = []
        for name, of in sorted(self.papers.items()):
            path = self.folder / name
            is_ours = of.campaign == self.campaign.name and of.plan in (plan, OF_EVERY_PLAN)
            if not is_ours and path.is_file():
                with suppress(OSError):
                    found.append(OldPaper(path, of, is_edited=_sha256(path) != of.sha256))
        return tuple(found)

    def take_away(self, places: Iterable[str], but: Iterable[Path]) -> None:
        """Remove the papers at these places (`don-vi/*`) but the ones just written, and none that somebody edited."""
        patterns, written = tuple(places), {path.relative_to(self.folder).as_posix() for path in but}
        for name in sorted(self.papers.keys() - written):
            path = self.folder / name
            if path.is_file() and any(Path(name).match(pattern) for pattern in patterns):
                with suppress(OSError):
                    if _sha256(path) == self.papers[name].sha256:
                        _is_removed(path)

    def later_version(self) -> int | None:
        """The number of a later plan of this campaign whose papers lie here; None where there is none."""
        numbers = [of.version for of in self.papers.values() if of.campaign == self.campaign.name]
        latest = max(numbers, default=0)
        return latest if self.plan is not None and latest > self.plan.version else None

    def settle(self, *, removes: bool) -> tuple[str, ...]:
        """What is to be said of papers of other plans that lie here; with `removes` they are taken away first."""
        old = self.old()
        gone = [each for each in old if removes and not each.is_edited and _is_removed(each.path)]
        left = [each for each in old if each not in gone]
        self.papers = {name: of for name, of in self.papers.items() if (self.folder / name).is_file()}
        self.keep(())
        unknown = self._unknown()
        edited = [each for each in left if each.is_edited]
        untouched = [each for each in left if not each.is_edited]
        said = []
        if gone:
            said.append(_("{papers} removed from {folder}").format(papers=self._told(gone), folder=self.folder))
        if untouched:
            said.append(
                worded(
                    _("{folder} still holds {papers}").format(folder=self.folder, papers=self._told(untouched)),
                    NextStep(Step.TIDY),
                )
            )
        if edited:
            said.append(
                _("{folder} still holds {papers}, changed since by somebody. Put them elsewhere").format(
                    folder=self.folder, papers=self._told(edited)
                )
            )
        if unknown:
            said.append(
                ngettext(
                    "{folder} still holds {count} paper of a plan that is not known: {name}. Delete it",
                    "{folder} still holds {count} papers of a plan that is not known, such as {name}. Delete them",
                    len(unknown),
                ).format(folder=self.folder, count=len(unknown), name=unknown[0])
            )
        return tuple(said)

    def _unknown(self) -> list[str]:
        """What bears the name of a paper and stands in no register: an older program may have written it."""
        found = {path for pattern in NAMES_OF_PAPERS for path in self.folder.glob(pattern)}
        names = sorted(path.relative_to(self.folder).as_posix() for path in found)
        return [name for name in names if name not in self.papers]

    def _told(self, papers: list[OldPaper]) -> str:
        """*12 papers of plan 1 (thong-bao/thong-bao-SM03.docx, …)*, and whose campaign if it is another."""
        whose = dict.fromkeys(self._owner_told(each.of) for each in papers)
        names = [each.path.relative_to(self.folder).as_posix() for each in papers]
        return ngettext(
            "{count} paper of {plans} ({names})", "{count} papers of {plans} ({names})", len(papers)
        ).format(count=len(papers), plans=", ".join(whose), names=listed(names, MOST_NAMED, Noun.FILE))

    def _owner_told(self, of: PaperOf) -> str:
        if of.plan == OF_EVERY_PLAN:
            return _("another campaign ({campaign})").format(campaign=of.campaign)
        if self.plan and of.campaign == self.campaign.name and of.version != self.plan.version:
            return _("plan {number}").format(number=of.version)
        return _("plan {number} of another campaign ({campaign})").format(number=of.version, campaign=of.campaign)


@contextmanager
def paper_folder(folder: Path, campaign: Campaign, plan: Plan | None) -> Iterator[PaperFolder]:
    """The folder, for this run alone: another that writes papers there is waited for. Raises UnwritableFile.

    The operating system lets go of the lock when a run ends, however it ends; what is left of it on the disk holds
    nobody up. A disk that knows no locks is written without one.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK_NAME, timeout=PATIENCE_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise UnwritableFile(
            _("{folder}: another planner is writing papers there. Wait until it is done, then run this again").format(
                folder=folder
            )
        ) from error
    except (OSError, NotImplementedError):
        pass
    try:
        yield PaperFolder(folder, campaign, plan, _papers_in(folder))
    finally:
        lock.release()


def plan_digest(campaign: Campaign, plan: Plan) -> str:
    """The same for the same plan of the same campaign, whenever and from wherever it is printed."""
    told = "\n".join(
        [
            campaign.name,
            str(plan.version),
            *(f"{row.machine}|{row.unit}|{row.date}|{row.shift}|{row.dossiers}|{row.done}" for row in plan.assignments),
        ]
    )
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()


def _papers_in(folder: Path) -> dict[str, PaperOf]:
    """What the register tells; nothing where it is missing or broken, and nothing of what lies outside the folder."""
    try:
        path = folder / REGISTER_NAME
        if path.stat().st_size > LARGEST_REGISTER:
            return {}
        register = Register.model_validate_json(path.read_bytes())
    except (OSError, ValidationError, ValueError):
        return {}
    return {name: of for name, of in register.papers.items() if _is_inside(name)}


def _is_inside(name: str) -> bool:
    """Whether a way stays in the folder, at most two folders deep, and not in that of people."""
    parts = Path(name).parts
    return (
        0 < len(parts) <= MOST_PARTS
        and not Path(name).is_absolute()
        and not any(":" in part or "\\" in part for part in parts)
        and ".." not in parts
        and parts[0] != PEOPLE_FOLDER
    )


MOST_PARTS = 3
PEOPLE_FOLDER = "moi"
"""Lists of citizens, which are the memory of invitations; they are no papers of a plan."""


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    with suppress(OSError):
        path.parent.rmdir()
    return True
