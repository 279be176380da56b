"""The names of a roster's hard rules and goals: one enum each, used in code, tests, prints and documents.

What each means to the last minute stands in this room's README.
"""

from enum import StrEnum


class DutyRule(StrEnum):
    """A hard rule; a roster that breaks one is not a roster."""

    SEAT = "seat"
    """Duties stand only in seats of planned machine-shifts; a seat holds one officer, an officer one seat a shift."""
    QUALIFIED = "qualified"
    """The officer has the seat's role."""
    SERVES_MACHINE = "serves-machine"
    """The officer serves the seat's machine or the zone of the place where it stands."""
    AVAILABLE = "available"
    """Inside the officer's dates, no leave, no work after his *Không làm sau* nor, where he has one, at night."""
    ONE_SHIFT = "one-shift"
    """An officer has at most so many shifts a day."""
    SHIFT_REST = "shift-rest"
    """From the end of a duty to the start of the next lie so many hours, unless it is the same shift a day later."""
    WEEKLY_REST = "weekly-rest"
    """Each week from Monday to Sunday has one stretch of so many hours off."""
    RUN = "run"
    """At most so many days worked in a row; at most so many evenings in a row."""
    WEEK_HOURS = "week-hours"
    """Hours in a week are at most the maximum; shifts in a week at most the officer's own."""
    OVERTIME = "overtime"
    """Hours beyond the normal week sum to at most the limits of a month and of a year; none under article 137."""
    PINNED_DUTY = "pinned-duty"
    """Pins hold."""
    WORKED = "worked"
    """Past duties are what happened."""
    FROZEN_DUTY = "frozen-duty"
    """Published duties of the frozen days stay where officer and seat still exist."""


class DutyGoal(StrEnum):
    """What is made small, one after the other, in this order; a later goal never worsens an earlier one."""

    VACANT = "vacant"
    """Seats without an officer, required ones weighing 10."""
    DUTY_CHANGES = "duty-changes"
    """Published duties that an officer loses or gets, times the weight of the notice (re-roster only)."""
    OVERTIME = "overtime"
    """Shifts beyond the normal week."""
    FAIRNESS = "fairness"
    """Squares of how far each officer's loads lie outside his fair share."""
    WISHES = "wishes"
    """Wishes that are not fulfilled, times their level."""
    SWITCHES = "switches"
    """Changes of the shift between consecutive duties, and of the machine inside one visit."""
    COMMUTE = "commute"
    """Road km from home to the place and back."""


REQUIRED_WEIGHT = 10
"""What a required seat without an officer weighs in `vacant`; any other weighs 1."""


class Load(StrEnum):
    """A kind of work that is to be shared out fairly."""

    SHIFTS = "shifts"
    """Every duty."""
    EVENINGS = "evenings"
    """Duties most of whose minutes lie in the evening."""
    WEEKENDS = "weekends"
    """Duties that begin on a Saturday, a Sunday or a holiday."""


FAIRNESS_WEIGHTS = {Load.SHIFTS: 3, Load.EVENINGS: 2, Load.WEEKENDS: 2}
"""What the square of one shift outside the fair band costs."""
