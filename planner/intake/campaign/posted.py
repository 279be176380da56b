"""A row of sheet *Máy* as it was read."""

from dataclasses import dataclass

from planner.domain.campaign import Posting
from planner.intake.campaign.frame import Period
from planner.intake.tables.sheet_tables import SheetRow


@dataclass(frozen=True)
class PostedRow:
    """A posting and the row that says so."""

    row: SheetRow
    period: Period
    """As the sheet says, before it is cut to the campaign."""
    posting: Posting
