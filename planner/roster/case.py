"""What a roster is asked for: a campaign, its plan, its staffing and what has happened."""

from dataclasses import dataclass

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.roster.duties import FROM_THE_START, DutySituation
from planner.roster.staffing import Staffing


@dataclass(frozen=True, slots=True)
class RosterCase:
    """Everything that decides which rosters there are and how good each is."""

    campaign: Campaign
    plan: Plan
    staffing: Staffing
    situation: DutySituation = FROM_THE_START

    @property
    def first_ordinal_ahead(self) -> int:
        """The ordinal of the first slot still to be rostered."""
        calendar = self.campaign.calendar
        if self.situation.as_of is None:
            return 1
        return calendar.ordinal(self.situation.as_of, self.situation.as_of_shift or calendar.shift_labels[0])
