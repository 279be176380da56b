"""For each rule of rosters, duties that keep it at its edge beside duties that break it just beyond."""

from tests.broken_duty_promises import BROKEN_DUTY_PROMISES
from tests.broken_hours import BROKEN_HOURS
from tests.broken_seats import BROKEN_SEATS
from tests.roster_example import RosterExample

ROSTER_EXAMPLES: tuple[RosterExample, ...] = (*BROKEN_SEATS, *BROKEN_HOURS, *BROKEN_DUTY_PROMISES)
