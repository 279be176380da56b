"""What nobody knows beforehand: who comes, which machine breaks down, which unit is shut. A stated assumption."""

from datetime import date

from pydantic import Field, NonNegativeInt, PositiveInt

from planner.domain.campaign import Campaign
from planner.domain.plan import Assignment
from planner.domain.record import MachineName, Record, ShiftLabel, UnitCode
from planner.domain.situation import DEFAULT_FREEZE_DAYS, Situation
from planner.domain.usual_uncertainty import (
    ANNOUNCED_DAYS,
    BREAKDOWN_CHANCE,
    CLOSURE_CHANCE,
    REPAIR_DAYS,
    TURNOUT,
    TURNOUT_SPREAD,
)

LAST_HUNDREDTH = 100
"""The last of so many parts of all dossiers: what few citizens are, for whom a machine comes once more."""


class Uncertainty(Record):
    """How often what happens; chances are shares from 0 to 1.

    Of the citizens who are expected in a slot a share comes; whoever does not come is still needed and comes later.
    That share is the same for a unit on one day and is drawn from a Beta distribution. With the largest spread that
    its mean allows either all come or nobody.
    """

    turnout: float = Field(default=TURNOUT, ge=0, le=1)
    """The mean share of expected citizens who come, where no result has taught anything else."""
    turnout_spread: float = Field(default=TURNOUT_SPREAD, ge=0, le=0.5)
    """The standard deviation of that share from one unit and day to another."""
    breakdown: float = Field(default=BREAKDOWN_CHANCE, ge=0, le=1)
    """The chance that a machine breaks down on a day; it does nothing on that day."""
    repair_days: float = Field(default=REPAIR_DAYS, ge=1)
    """How many days, the first included, a breakdown lasts on average; drawn from a geometric distribution."""
    closure: float = Field(default=CLOSURE_CHANCE, ge=0, le=1)
    """The chance that a unit is shut on a day on which it should be open (a storm, a flood)."""


class UnitTurnout(Record):
    """The mean share that comes at a unit, as results have taught."""

    unit: UnitCode
    share: float


class MachineTurnout(Record):
    """By how much the share differs where this machine works in this shift, as results have taught."""

    machine: MachineName
    shift: ShiftLabel
    deviation: float


class RiskCase(Record):
    """A campaign, where it stands, the plan that is to be tried, and what is uncertain."""

    campaign: Campaign
    situation: Situation
    """Where the campaign stands; `as_of` is the first day that is drawn, `previous` the plan that is tried."""
    leaves: dict[UnitCode, NonNegativeInt] = Field(default_factory=dict)
    """Dossiers that this plan leaves by its own account; units that are not named are to be served in full."""
    uncertainty: Uncertainty = Uncertainty()
    unit_turnouts: tuple[UnitTurnout, ...] = ()
    """Units of which results have taught something."""
    machine_turnouts: tuple[MachineTurnout, ...] = ()
    freeze_days: NonNegativeInt = DEFAULT_FREEZE_DAYS
    announced_days: PositiveInt = ANNOUNCED_DAYS
    seed: NonNegativeInt = 0

    @property
    def first_day(self) -> date:
        """The first day that is drawn."""
        return self.situation.as_of or self.campaign.calendar.first_day

    @property
    def num_days(self) -> int:
        """How many days are drawn: from the first to the campaign's last."""
        return (self.campaign.calendar.last_day - self.first_day).days + 1

    @property
    def planned_left(self) -> int:
        """Dossiers that the plan leaves by its own account."""
        return sum(self.leaves.values())

    @property
    def spared(self) -> int:
        """So few dossiers, a hundredth of all that the campaign needs, are told apart as the last ones."""
        return sum(unit.need for unit in self.campaign.units) // LAST_HUNDREDTH

    @property
    def planned(self) -> tuple[Assignment, ...]:
        """The rows of the plan that is tried."""
        return self.situation.previous


class Draw(Record):
    """What has come of one draw."""

    number: NonNegativeInt
    finish: NonNegativeInt
    """The last slot in which a dossier was collected, the past included; 0 where none was."""
    left: NonNegativeInt
    """Dossiers left when the campaign is over."""
    moved: NonNegativeInt
    """Citizens who lost an announced slot; one who loses two counts twice."""
    replans: NonNegativeInt
    """How often it was planned anew."""
    stuck: NonNegativeInt = 0
    """Evenings on which no plan that keeps the rules was found, so that the old one went on as far as it could."""
    late: dict[UnitCode, PositiveInt] = Field(default_factory=dict)
    """Units done later than the plan says, by code, with so many days; one that is not done at all though the plan
    says so counts as done on the day after the campaign."""
    short: tuple[UnitCode, ...] = ()
    """Units at which more is left than the plan leaves."""
    nearly: NonNegativeInt | None = None
    """The slot in which all but the case's last dossiers (`RiskCase.spared`) were collected, those aside that the plan
    leaves; 0 where that was so from the beginning, None where it never came to that."""
    last: dict[UnitCode, PositiveInt] = Field(default_factory=dict)
    """Where these last dossiers were, by code: what is needed after that slot and not left by the plan."""
