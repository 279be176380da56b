"""Duties that keep a rule beside duties that break it, and what such pairs are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.check.roster.verdict import RosterVerdict, judge_roster
from planner.roster.case import RosterCase
from planner.roster.duties import Duty
from planner.roster.policy import DutyRule
from planner.roster.regulations import Regulations
from tests.small_rosters import (
    true_roster,
)


@dataclass(frozen=True)
class RosterExample:
    """Duties that keep every rule, and duties of the same case that break one."""

    rule: DutyRule
    name: str
    case: RosterCase
    good: Sequence[Duty]
    broken: Sequence[Duty]
    besides: frozenset[DutyRule] = frozenset()
    """What the broken duties cannot help breaking as well."""

    def judged(self, worked: Sequence[Duty]) -> RosterVerdict:
        """The checker's view of these duties in a roster whose claims are true."""
        return judge_roster(self.case, true_roster(self.case, worked))


MINUTE = 1 / 60
LONG_SHIFTS = ((7, 15), (7, 15 + MINUTE))
"""The second is one minute longer."""
LOOSE = Regulations(
    shift_rest_minutes=0,
    weekly_rest_minutes=0,
    run_days=99,
    week_most_minutes=168 * 60,
    overtime_month_minutes=999 * 60,
    overtime_year_minutes=9999 * 60,
)
"""Hardly any limit, so that one rule can be looked at alone."""
LEAP_DAY = date(2024, 2, 26)
"""The Monday before 29 February."""
NEW_YEAR = date(2024, 12, 30)
"""A Monday, two days before a new year."""
EVE_OF_MAY = date(2023, 4, 28)
"""A Friday; the third day is Sunday 30 April."""


def loose(**limits: object) -> Regulations:
    """Hardly any limit but these."""
    return LOOSE.model_copy(update=limits)
