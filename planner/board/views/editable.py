"""The schedule as somebody edits it: which stays break a rule, and which one was moved last."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.board.drafts.judging import Editing, Red
from planner.board.drafts.keeping import OpenDraft
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
        reds = self.editing.reds
        if not reds:
            return False
        slot = self.editing.basis.campaign.calendar.slot(ordinal)
        return any(
            Red(at_machine, at_stop, day, shift) in reds
            for machine, stop in stands
            for at_machine in (machine, None)
            for at_stop in (stop, None)
            for day, shift in ((slot.day, slot.shift), (slot.day, None), (None, None))
        )

    def has_just_moved(self, stands: Iterable[tuple[MachineName, UnitCode]], first: int, last: int) -> bool:
        """Whether the stay that was moved last begins within these slots."""
        if self.last is None:
            return False
        campaign = self.editing.basis.campaign
        if (self.last.to_machine, campaign.stop_of(self.last.unit)) not in stands:
            return False
        return first <= campaign.calendar.ordinal(self.last.to_day, self.last.to_shift) <= last


def editable_of(opened: OpenDraft | None) -> Editable | None:
    """What of the schedule this draft may change; None where nobody edits, or where it is of an older plan."""
    if opened is None or opened.old_base is not None:
        return None
    last = opened.draft.last
    return Editable(opened.editing, last.move if last is not None else None)
