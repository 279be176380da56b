"""The schedule as somebody edits it: which stays break a rule, and which one was moved last."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.board.drafts.judging import Editing
from planner.board.drafts.keeping import OpenDraft
from planner.check.violation import Violation
from planner.domain.hand_edits import HandMove
from planner.domain.record import MachineName, UnitCode


@dataclass(frozen=True, slots=True)
class Editable:
    """What whoever looks at the schedule may edit of it."""

    editing: Editing
    last: HandMove | None = None
    """The change that was made last; None where nothing is edited."""

    def is_red(self, stands: Iterable[tuple[MachineName, UnitCode]], ordinal: int) -> bool:
        """Whether the checker speaks against a machine at one of these stops in this slot."""
        made = self.editing.made
        return made is not None and any(
            self._speaks(violation, machine, stop, ordinal)
            for violation in made.verdict.violations
            for machine, stop in stands
        )

    def has_just_moved(self, stands: Iterable[tuple[MachineName, UnitCode]], first: int, last: int) -> bool:
        """Whether the stay that was moved last begins within these slots."""
        if self.last is None:
            return False
        campaign = self.editing.basis.campaign
        if (self.last.to_machine, campaign.stop_of(self.last.unit)) not in stands:
            return False
        return first <= campaign.calendar.ordinal(self.last.to_day, self.last.to_shift) <= last

    def _speaks(self, violation: Violation, machine: MachineName, stop: UnitCode, ordinal: int) -> bool:
        campaign = self.editing.basis.campaign
        if violation.machine is None and violation.unit is None:
            return False
        if violation.machine not in (None, machine):
            return False
        if violation.unit is not None and campaign.stop_of(violation.unit) != stop:
            return False
        if violation.day is None:
            return True
        slot = campaign.calendar.slot(ordinal)
        return slot.day == violation.day and violation.shift in (None, slot.shift)


def editable_of(opened: OpenDraft | None) -> Editable | None:
    """What of the schedule this draft may change; None where nobody edits, or where it is of an older plan."""
    if opened is None or opened.old_base is not None:
        return None
    last = opened.draft.last
    return Editable(opened.editing, last.move if last is not None else None)
