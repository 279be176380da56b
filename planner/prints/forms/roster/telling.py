"""How a roster's papers call officers, seats, shifts and places."""

from collections import Counter
from datetime import date
from itertools import groupby

from planner.domain.campaign import PostingKind
from planner.domain.hours import Hours
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.prints.forms.roster import wording
from planner.prints.paper.frame import Frame, letter_frame
from planner.prints.paper.table import Align, PaperColumn
from planner.prints.words.clock_hours import hours_in_short
from planner.prints.words.shift_labels import printed_label
from planner.prints.words.text import printable
from planner.roster.case import RosterCase
from planner.roster.duties import Roster
from planner.roster.loads import DutyPeriod, monday_of
from planner.roster.seating import is_weekend
from planner.roster.staffing import ANY_ROLE, Officer, OfficerCode, Role

WEEKEND, ABSENT, MISSING = "F8CBAD", "EDEDED", "FFD966"
"""Fills: of days off for most people, of what lies outside, of a seat without an officer."""


class Telling:
    """The words for one roster."""

    def __init__(self, case: RosterCase, roster: Roster) -> None:
        self.case = case
        self.roster = roster
        officers = case.staffing.officers
        bearers = Counter(_heard(officer) for officer in officers)
        self._names = {
            each.code: printable(each.name if bearers[_heard(each)] == 1 else f"{each.name} ({each.code})")
            for each in officers
        }

    def name(self, officer: OfficerCode) -> str:
        """The officer's name, with his code where another bears it too; the code alone of one who is unknown."""
        return self._names.get(officer) or printable(officer)

    def role(self, role: Role) -> str:
        """What the seat is called."""
        return wording.ANYBODY if role == ANY_ROLE else role

    def label(self, day: date, shift: ShiftLabel) -> ShiftLabel:
        """What the shift is called on this day."""
        return printed_label(self.case.campaign, day, shift)

    def sign(self, day: date, shift: ShiftLabel) -> str:
        """The number of the label among the workbook's: *1* for its first."""
        return str(self.case.campaign.calendar.shift_labels.index(self.label(day, shift)) + 1)

    def shift_and_hours(self, day: date, shift: ShiftLabel, hours: Hours) -> str:
        """*Ca 01 (7h00–15h00)*."""
        return f"{self.label(day, shift)} ({hours_in_short(hours)})"

    def place(self, machine: MachineName, unit: UnitCode, day: date) -> str:
        """Where the machine stands, as it is printed; the unit's name, or its code, where nothing else is known."""
        campaign = self.case.campaign
        known = campaign.machines_by_name.get(machine)
        posting = known.posting_on(day) if known else None
        told = campaign.units_by_code.get(campaign.stop_of(unit))
        fixed = posting.place if posting and posting.kind is PostingKind.FIXED else ""
        return printable(fixed) or (printable(told.place) or printable(told.name) if told else printable(unit))

    def machine_rank(self, machine: MachineName) -> int:
        """The machine's place in the workbook; one that it has no longer comes last."""
        names = [each.name for each in self.case.campaign.machines]
        return names.index(machine) if machine in names else len(names)

    def is_in_campaign(self, day: date) -> bool:
        """Whether the day is one of the campaign's."""
        calendar = self.case.campaign.calendar
        return calendar.first_day <= day <= calendar.last_day

    def is_his(self, officer: Officer, day: date) -> bool:
        """Whether the officer belongs to the campaign on this day."""
        return self.is_in_campaign(day) and officer.first_day <= day <= officer.last_day

    def fill(self, day: date) -> str:
        """Of the day's column: weekends and holidays stand out."""
        return WEEKEND if is_weekend(self.case.staffing, day) else ""

    def day_column(self, day: date, width_mm: float, group: str = "") -> PaperColumn:
        """The narrow column of a day of the month."""
        return PaperColumn(
            title=str(day.day), width_mm=width_mm, align=Align.CENTER, counts=True, group=group, fill=self.fill(day)
        )

    def frame(self, word: str, told: str, *signatures: str) -> Frame:
        """The workbook's letterhead over a paper that these sign."""
        campaign = self.case.campaign
        framed = letter_frame(campaign, word=word, title=(campaign.name.upper(),))
        return framed.model_copy(
            update={
                "number": "",
                "attached_to": told,
                "signer": (),
                "signer_name": "",
                "recipients_word": "",
                "recipients": (),
                "signatures": signatures,
                "signing_note": wording.SIGNING_NOTE if signatures else "",
            }
        )

    @property
    def mark(self) -> str:
        """What every page bears at its foot."""
        return wording.roster_mark(self.roster.version, self.roster.plan_version)


def usual_hours(case: RosterCase, shift: ShiftLabel) -> Hours:
    """Those of the sheet *Ca*."""
    told = case.campaign.calendar.shift(shift)
    return Hours(told.starts_minute, told.ends_minute)


def weeks_of(period: DutyPeriod) -> tuple[DutyPeriod, ...]:
    """Every week from Monday to Sunday that has a day of the period."""
    mondays = dict.fromkeys(map(monday_of, period.days()))
    return tuple(DutyPeriod(monday, monday.fromordinal(monday.toordinal() + 6)) for monday in mondays)


def months_of(period: DutyPeriod) -> tuple[DutyPeriod, ...]:
    """Every whole month that has a day of the period."""
    months = groupby(period.days(), key=lambda day: day.replace(day=1))
    return tuple(DutyPeriod(first, _last_of_month(first)) for first, _days in months)


def _last_of_month(first: date) -> date:
    day_of_next = first.fromordinal(first.toordinal() + 31)
    return day_of_next.fromordinal(day_of_next.replace(day=1).toordinal() - 1)


def _heard(officer: Officer) -> str:
    return " ".join(printable(officer.name).casefold().split())
