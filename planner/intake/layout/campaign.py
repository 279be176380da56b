"""The sheets of a campaign workbook."""

from planner.intake.layout.calendar import CLOSURES, OWN_HOURS, PHASES, SHIFTS
from planner.intake.layout.machines import MACHINES, PINS, RATES
from planner.intake.layout.settings import GOALS, SETTINGS
from planner.intake.layout.teams import HAMLETS, TEAMS
from planner.intake.layout.units import DUTIES, FORMER_UNITS, ROADS, UNITS

LAYOUTS = (
    SETTINGS,
    SHIFTS,
    UNITS,
    MACHINES,
    CLOSURES,
    ROADS,
    PHASES,
    PINS,
    GOALS,
    RATES,
    OWN_HOURS,
    FORMER_UNITS,
    DUTIES,
    TEAMS,
    HAMLETS,
)
"""In the order of the template."""
