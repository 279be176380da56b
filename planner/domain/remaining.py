"""What units still need after what was collected. Every room but the checker asks here."""

from collections.abc import Iterable
from typing import Protocol

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode


class Collected(Protocol):
    """A plan, or a situation: somebody who knows what was collected before planning begins."""

    @property
    def collected(self) -> Iterable[tuple[UnitCode, int]]:
        """Units with dossiers, a unit as often as something was collected there; empty where nothing was."""


def remaining_needs(campaign: Campaign, begins: Collected) -> dict[UnitCode, int]:
    """Dossiers that each unit of the workbook still needs where this plan begins, never less than 0.

    What was collected at units that the workbook no longer has is passed over.
    """
    left = {unit.code: unit.need for unit in campaign.units}
    for code, dossiers in begins.collected:
        if code in left:
            left[code] -= dossiers
    return {code: max(0, dossiers) for code, dossiers in left.items()}
