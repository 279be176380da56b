"""The sheets of a campaign workbook that tell who works the machines, and all sheets that such a workbook may have."""

from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.crew_days import DUTY_PINS, LEAVES, PAST_DUTIES, WISHES
from planner.intake.layout.crews import OFFICERS, SEATS
from planner.intake.layout.regulations import REGULATIONS

STAFFING_LAYOUTS = (OFFICERS, SEATS, LEAVES, WISHES, DUTY_PINS, PAST_DUTIES, REGULATIONS)
"""In the order of the template. Planning reads none of them."""
WORKBOOK_LAYOUTS = (*LAYOUTS, *STAFFING_LAYOUTS)
"""Every sheet of the template."""
