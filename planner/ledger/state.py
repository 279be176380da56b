"""What a re-plan starts from, all of one moment, though others go on recording."""

from planner.domain.adjustment import EnteredAdjustment
from planner.domain.meanwhile import LedgerMark
from planner.domain.record import Record
from planner.domain.results import Result
from planner.domain.version import Announcement, PlanVersion
from planner.ledger.adjustments import all_adjustments
from planner.ledger.meanwhile import mark_of
from planner.ledger.numbering import LedgerPlace
from planner.ledger.plan_versions import all_announcements, latest_version, version_numbered
from planner.ledger.reported import results_that_count
from planner.ledger.soundness import ChangedRows


class LedgerState(Record):
    """Results, plans and promises as they stood together at one moment."""

    results: tuple[Result, ...] = ()
    """Those that count, sorted by day, shift, machine and unit."""
    mark: LedgerMark = LedgerMark()
    """How far the ledger had come; a version made from this names the last result in its provenance."""
    adjustments: tuple[EnteredAdjustment, ...] = ()
    """All of them, in order, those included that hold no longer."""
    latest: PlanVersion | None = None
    """The version stored last; the announced one where the last cannot be read any more."""
    announced: PlanVersion | None = None
    """The version announced last."""
    announcement: Announcement | None = None
    """That announcement; `announced` and it are there together."""

    @property
    def last_result(self) -> int:
        """The number of the last result row, 0 for none."""
        return self.mark.result


def state_of(place: LedgerPlace) -> LedgerState:
    """How the campaign stands now."""
    announcement = (all_announcements(place) or (None,))[-1]
    announced = version_numbered(place, announcement.version) if announcement else None
    return LedgerState(
        results=results_that_count(place),
        mark=mark_of(place),
        adjustments=all_adjustments(place),
        latest=_latest_or(announced, place),
        announced=announced,
        announcement=announcement,
    )


def _latest_or(announced: PlanVersion | None, place: LedgerPlace) -> PlanVersion | None:
    try:
        return latest_version(place)
    except (ChangedRows, ValueError):
        if announced is None:
            raise
        return announced
