"""The latest plan as it can be edited now, and what the use case says of edits; asked once for each of them."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from planner.board.picture import Picture, Stamp
from planner.domain.hand_edits import HandEdits
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.errors import PlannerError
from planner.replan.situation import Announced
from planner.workflow.hand_made.basis import HandBasis
from planner.workflow.hand_made.moving import Stretch, movable_stretches, moved_stretches

if TYPE_CHECKING:
    from planner.workflow.hand_made.judging import HandFigures, HandMade

_MOST_KEPT = 64
READY_AFTER_SECONDS = 0.5
"""So long after somebody has looked at a plan that they may edit: the page itself is to be there first."""


class Red(NamedTuple):
    """What the checker speaks against. None is every one of its kind, but of machine and stop one is always named."""

    machine: MachineName | None
    stop: UnitCode | None
    day: date | None
    shift: ShiftLabel | None
    """None where the day is."""


@dataclass(frozen=True)
class Editing:
    """The latest plan with somebody's edits, as the schedule shows it."""

    basis: HandBasis
    edits: HandEdits
    made: "HandMade | None"
    """None where nothing was edited: then it is the plan itself."""

    @cached_property
    def stays(self) -> dict[tuple[MachineName, UnitCode, int], Stretch]:
        """The stay that can be moved, by machine, stop and the ordinal of each of its slots."""
        return {(stay.machine, stay.unit, ordinal): stay for stay in self._movable for ordinal in stay.ordinals}

    @cached_property
    def reds(self) -> frozenset[Red]:
        """What the checker speaks against, as far as it names a machine or a unit; nothing where nothing was edited."""
        violations = self.made.verdict.violations if self.made is not None else ()
        stop_of = self.basis.campaign.stop_of
        return frozenset(
            Red(
                each.machine,
                stop_of(each.unit) if each.unit is not None else None,
                each.day,
                each.shift if each.day is not None else None,
            )
            for each in violations
            if each.machine is not None or each.unit is not None
        )

    @cached_property
    def moved_stays(self) -> tuple[Stretch, ...]:
        """The stays that were moved, by machine in the order of the workbook, then in time order."""
        return moved_stretches(self.basis, self.edits, self._movable)

    @cached_property
    def _movable(self) -> tuple[Stretch, ...]:
        return movable_stretches(self.basis, self.edits)

    @cached_property
    def moved(self) -> frozenset[tuple[MachineName, UnitCode, int]]:
        """The slots of stays that were moved, by machine, stop and ordinal."""
        return frozenset((stay.machine, stay.unit, ordinal) for stay in self.moved_stays for ordinal in stay.ordinals)


class JudgedEdits:
    """May be asked from several threads; what was said is kept for as long as workbook and ledger stay as they are."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._basis: HandBasis | None = None
        self._made: dict[HandEdits, HandMade] = {}
        self._before: HandFigures | None = None
        self._made_ready: HandBasis | None = None

    def get_ready(self, basis: HandBasis) -> None:
        """Judge the plan as it is, once and in the background, so that nobody waits for that at their first drop."""
        with self._lock:
            if self._made_ready is basis:
                return
            self._made_ready = basis
        timer = threading.Timer(READY_AFTER_SECONDS, self._judge_before, (basis,))
        timer.daemon = True
        timer.start()

    def basis(self, picture: Picture) -> HandBasis | None:
        """The latest plan now; None where there is none, or where it, or what was announced, cannot be read."""
        with self._lock:
            if self._stamp != picture.stamp:
                self._stamp, self._basis, self._made, self._before = picture.stamp, _basis(picture), {}, None
            return self._basis

    def _judge_before(self, basis: HandBasis) -> None:
        if basis is not self._basis:
            return  # somebody has written meanwhile
        with suppress(PlannerError):  # who edits is told what is wrong
            self.made(basis, HandEdits())
            self.before(basis)

    def before(self, basis: HandBasis) -> "HandFigures":
        """What the plan comes to without edits. Raises WorkbookProblems."""
        with self._lock:
            if self._before is not None and basis is self._basis:
                return self._before
        from planner.workflow.hand_made.judging import figures_by_hand  # noqa: PLC0415 - as below

        found = figures_by_hand(basis, HandEdits())
        with self._lock:
            if basis is self._basis:
                self._before = found
        return found

    def made(self, basis: HandBasis, edits: HandEdits) -> "HandMade":
        """The plan with these edits, judged. Raises WorkbookProblems."""
        with self._lock:
            known = self._made.get(edits) if basis is self._basis else None
        if known is not None:
            return known
        from planner.workflow.hand_made.judging import made_by_hand  # noqa: PLC0415 - the checker takes its time to load

        found = made_by_hand(basis, edits)
        with self._lock:
            if basis is self._basis:
                while len(self._made) >= _MOST_KEPT:
                    del self._made[next(iter(self._made))]
                self._made[edits] = found
        return found


def _basis(picture: Picture) -> HandBasis | None:
    version, latest, announcement = picture.version, picture.latest, picture.announcement
    if version is None or latest is None:
        return None
    announced = None
    if announcement is not None:
        if picture.announced is None:
            return None  # nobody knows what a move would cost
        announced = Announced(picture.announced, announcement.until)
    return HandBasis(
        campaign=picture.campaign,
        number=version.number,
        plan=latest,
        moment=picture.moment,
        results=picture.results,
        announced=announced,
    )
