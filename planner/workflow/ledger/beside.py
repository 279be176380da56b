"""No silent new beginning: what shows that a campaign has been kept elsewhere, or further, than its ledger says."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.errors import LedgerElsewhere, Problem, Severity
from planner.intake.cells.limits import PLAN_FILE_BYTES
from planner.ledger.address import campaign_key, default_ledger
from planner.ledger.beside import Kind, Neighbour, neighbours
from planner.ledger.ledger import Ledger
from planner.pasted import pasted
from planner.texts import Noun, listed, spoken_number, texts_of
from planner.workflow.folders import default_folder

_ = texts_of("workflow")

PLAN_NAME = "plan.json"
NEW_LEDGER = "--new-ledger"
_MOST_NAMED = 5


class Surroundings:
    """What lies around a workbook and its ledger: looked at once, when it is made."""

    def __init__(
        self, workbook: Path, campaign: Campaign, ledger: Ledger, *, folder: Path | None = None, is_named: bool
    ) -> None:
        self._workbook = workbook
        self._ledger = ledger
        self._address = str(ledger) if is_named else None
        self._printed = _plans_printed(campaign, workbook, folder)
        self._reach = ledger.reach()
        own = ledger.path or workbook
        beside = dict.fromkeys(
            [(ledger.path or default_ledger(workbook)).absolute().parent, workbook.absolute().parent]
        )
        self._neighbours = neighbours(beside, own, campaign.name, ledger.identity)

    def signs(self) -> tuple[Problem, ...]:
        """What should be looked at before anything is planned or recorded; nothing where all is as it should be."""
        return tuple(self._of_an_absent() if self.is_absent else self._of_an_older())

    @property
    def is_absent(self) -> bool:
        """Whether the ledger holds nothing of the campaign."""
        return not self._reach.holds_anything

    def last_version(self) -> int:
        """The highest number of a plan that is seen anywhere around, 0 for none."""
        return max(
            [0, *(each.versions.number for each in self._neighbours), *(number for _path, number in self._printed)]
        )

    def last_roster(self) -> int:
        """The highest number of a roster in any ledger around, 0 for none."""
        return max((each.rosters.number for each in self._neighbours), default=0)

    def names(self) -> str:
        """The files that are seen, by name."""
        return ", ".join([each.path.name for each in self._neighbours] + [str(path) for path, _number in self._printed])

    def signs_of_files(self) -> tuple[Problem, ...]:
        """Other ledgers that lie here though there is none of the right name."""
        return tuple(self._of_files()) if self.is_absent else ()

    def _of_an_absent(self) -> Iterator[Problem]:
        yield from self._of_files()
        known = max((each.versions.number for each in self._neighbours), default=0)
        yield from self._of_plans(later_than=known)

    def _of_files(self) -> Iterator[Problem]:
        """All in one list, the fullest first, and what to do told once."""
        files = _fullest_first(self._neighbours)
        if files:
            what = (
                _("no ledger of this campaign stands here yet, but {file} beside it is one: {content}").format(
                    file=files[0].path.name, content=_content(files[0])
                )
                if len(files) == 1
                else _(
                    "no ledger of this campaign stands here yet, but several beside it are, the fullest first: {files}"
                ).format(files=_listed(files))
            )
            yield self._sign(what, self._going_on_with(files[0]))

    def _of_plans(self, *, later_than: int) -> Iterator[Problem]:
        """Papers of plans that no ledger around holds."""
        for path, number in self._printed:
            if number <= later_than:
                continue
            yield self._sign(
                _("no ledger of this campaign stands here, but {file} is its plan {number}").format(
                    file=path, number=number
                ),
                _(
                    "Name the ledger that keeps it with --ledger, or put a backup in place: {restore}. "
                    "To begin anew on purpose, add {option} to planner plan or planner record"
                ).format(restore=self._command("restore", self._workbook, "BACKUP.db"), option=NEW_LEDGER),
            )

    def _of_an_older(self) -> Iterator[Problem]:
        last = self._reach.last_version
        for path, number in self._printed:
            if number > last:
                yield self._sign(
                    _(
                        "its last plan is {last}, but {file} is plan {number} of this campaign: an older ledger has "
                        "taken the place of a newer one, or the plan was stored in another"
                    ).format(last=last, file=path, number=number),
                    _(
                        "Put the newest backup or the cloud's latest version in place: {restore}; or name the right "
                        "ledger with --ledger; or, if all is well, move {file} elsewhere"
                    ).format(restore=self._command("restore", self._workbook, "BACKUP.db"), file=path),
                )
        yield from self._of_fuller()

    def _of_fuller(self) -> Iterator[Problem]:
        """Copies and backups with rows that this ledger lacks: all in one list, and what to do told once."""
        files = _fullest_first(
            each for each in self._neighbours if each.kind in {Kind.COPY, Kind.BACKUP} and self._has_more(each)
        )
        if files:
            what = (
                _("{file} beside it has rows of this campaign that it lacks: {content}").format(
                    file=files[0].path.name, content=_content(files[0])
                )
                if len(files) == 1
                else _(
                    "several ledgers beside it have rows of this campaign that it lacks, the fullest first: {files}"
                ).format(files=_listed(files))
            )
            yield self._sign(
                what,
                _(
                    "Compare them: {status}. Go on with the fuller one ({restore}), record what it lacks, and move "
                    "the other into another folder"
                ).format(
                    status=pasted("status", self._workbook, ledger=str(files[0].path)),
                    restore=self._command("restore", self._workbook, files[0].path),
                ),
            )

    def _has_more(self, other: Neighbour) -> bool:
        """Whether the other did not end as this one did at some time; what lay there at a restore was known then."""
        settled = self._reach.settled_at
        if not other.is_readable or (settled is not None and other.written_at <= settled.timestamp()):
            return False
        return not self._ledger.has_passed(other.endings)

    def _going_on_with(self, other: Neighbour) -> str:
        anew = _("to begin anew on purpose, add {option} to planner plan or planner record").format(option=NEW_LEDGER)
        if not other.is_readable or other.kind in {Kind.BACKUP, Kind.SET_ASIDE}:
            way = _("Put it in place with: {command}").format(
                command=self._command("restore", self._workbook, other.path)
            )
        else:
            way = _("To go on with it, add {option} to the command, or put it in place with: {command}").format(
                option=pasted("--ledger", other.path).removeprefix("planner "),
                command=self._command("restore", self._workbook, other.path),
            )
        return f"{way}; {anew}"

    def _command(self, *words: Path | str) -> str:
        return pasted(*words, ledger=self._address)

    def _sign(self, what: str, advice: str) -> Problem:
        return Problem(where=str(self._ledger), what=what, advice=advice, severity=Severity.WARNING)


def refuse(signs: Sequence[Problem]) -> None:
    """Raise LedgerElsewhere where there are any."""
    if signs:
        raise LedgerElsewhere("\n".join(map(str, signs)))


def _fullest_first(files: Iterable[Neighbour]) -> list[Neighbour]:
    """By what they hold; of as much, a ledger comes before a backup and that before what was set aside."""
    kinds = (Kind.SET_ASIDE, Kind.BACKUP, Kind.COPY, Kind.OTHER)
    return sorted(
        files,
        key=lambda each: (
            each.is_readable,
            each.results.number,
            each.versions.number,
            each.announcements.number,
            each.rosters.number,
            kinds.index(each.kind),
        ),
        reverse=True,
    )


def _listed(files: Sequence[Neighbour]) -> str:
    named = (f"{each.path.name} ({_content(each)})" for each in files)
    return listed(named, _MOST_NAMED, Noun.FILE, between="; ")


def _content(other: Neighbour) -> str:
    if not other.is_readable:
        return _("what it holds cannot be read")
    return _("rows of results: {results}, last plan: {version}").format(
        results=spoken_number(other.results.number), version=other.versions.number
    )


def _plans_printed(campaign: Campaign, workbook: Path, folder: Path | None) -> list[tuple[Path, int]]:
    """The plans of this campaign that lie where its papers go, with their numbers."""
    folders = [default_folder(workbook), *([folder] if folder is not None else [])]
    papers = dict.fromkeys(each / PLAN_NAME for each in folders)
    read = ((path, _number_of_plan(path, campaign)) for path in papers)
    return [(path, number) for path, number in read if number]


def _number_of_plan(path: Path, campaign: Campaign) -> int:
    """The number of the stored plan in this file; 0 where it is none of this campaign."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        if path.stat().st_size > PLAN_FILE_BYTES:
            return 0
        told = json.loads(path.read_bytes())
        rows, number = told["assignments"], told["version"]
        is_ours = campaign_key(str(told["campaign"])) == campaign_key(campaign.name) and (
            not rows or any(row["unit"] in campaign.units_by_code for row in rows)
        )
        return number if is_ours and type(number) is int else 0
    return 0
