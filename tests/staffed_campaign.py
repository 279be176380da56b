"""A small campaign with officers: its workbook, its plan in the ledger, and a roster found by taking whoever may.

Rosters of these tests are found by a plain search of their own, in the process that searches; so what is tested is
the way of a roster, not how good it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from planner.check.roster.stepping_in import who_could_step_in
from planner.domain.plan import Assignment, Plan
from planner.domain.policy import Proof
from planner.ledger.address import default_ledger
from planner.ledger.ledger import Ledger, open_ledger
from planner.model.news import NewsLine
from planner.model.questions import RosterQuestion
from planner.model.roster.outcome import RosterSolution
from planner.roster.case import RosterCase
from planner.roster.duties import Duty, DutyGoalResult
from tests.ledger.samples import provenance
from tests.small_rosters import crew_campaign, rows_of, true_roster
from tests.workbooks import write_workbook

CAMPAIGN = crew_campaign()
"""Two weeks from Monday, 10 April 2023, with one machine at unit 01 in both shifts of every day."""
PLAN = Plan(campaign=CAMPAIGN.name, assignments=rows_of(CAMPAIGN))
BY, AT = "trực ban", datetime(2023, 4, 9, 11, 0, tzinfo=UTC)
OFFICERS = ("CB01", "CB02", "CB03", "CB04")
HEADS = {
    "Cán bộ": ("Số hiệu", "Họ và tên", "Vai trò"),
    "Vị trí": ("Máy", "Ca", "Vai trò", "Số người", "Bắt buộc"),
    "Nghỉ phép": ("Số hiệu", "Từ ngày", "Đến ngày", "Ca", "Loại", "Báo ngày"),
}
Rows = Sequence[Sequence[Any]]


def day(number: int) -> date:
    """The campaign's day of this number."""
    return CAMPAIGN.calendar.first_day + timedelta(days=number - 1)


def write_staffed(home: Path, officers: Iterable[str] = OFFICERS, leaves: Rows = (), seats: Rows = ()) -> Path:
    """The workbook of the campaign with these officers, whose role is *thu nhận*; an existing one is overwritten."""
    path = home / "doi" / "campaign.xlsx"
    path.parent.mkdir(exist_ok=True)
    write_workbook(CAMPAIGN, path)
    book = load_workbook(path)
    rows: dict[str, Rows] = {
        "Cán bộ": [(code, f"Nguyễn Văn {code[-1]}", "thu nhận") for code in officers],
        "Vị trí": seats,
        "Nghỉ phép": leaves,
    }
    for title, heads in HEADS.items():
        sheet = book.create_sheet(title)
        sheet.append(heads)
        for row in rows[title]:
            sheet.append(list(row))
    book.save(path)
    return path


def ledger_beside(workbook: Path) -> Ledger:
    """The ledger of the campaign of this workbook."""
    return open_ledger(default_ledger(workbook), CAMPAIGN.name)


def store_plan(workbook: Path, plan: Plan = PLAN, *, announced: bool = False) -> Plan:
    """Store this plan as the next version, made known to the campaign's end if that is said."""
    with ledger_beside(workbook) as ledger:
        version = ledger.store_version(plan, provenance(), is_sound=True, by=BY, at=AT)
        if announced:
            ledger.announce(version.number, CAMPAIGN.calendar.last_day, by=BY, at=AT)
    return version.plan


def planned_anew(number: int, rows: Iterable[Assignment]) -> Plan:
    """A plan made anew on the day of this number, whose past is as planned before and brought nothing."""
    past = (row.model_copy(update={"done": True}) for row in PLAN.assignments if row.date < day(number))
    return Plan(campaign=CAMPAIGN.name, assignments=(*past, *rows), as_of=day(number))


@dataclass(frozen=True, slots=True)
class PlainQuestion(RosterQuestion):
    """Answered with what was planned before as far as it holds, then seat by seat with the first who breaks nothing."""

    def answered(self, line: NewsLine) -> RosterSolution:
        return plainly_found(self.case)


def plainly_found(case: RosterCase) -> RosterSolution:
    """A sound roster, with nothing proven of it."""
    history = case.situation.history
    worked: list[Duty] = [*history, *filter(lambda duty: _still_holds(case, duty), case.situation.previous)]
    while (more := _one_more(case, worked)) is not None:
        worked.append(more)
    roster = true_roster(case, worked)
    return RosterSolution(
        duties=roster.duties[len(history) :],
        vacant=roster.vacant,
        goals=tuple(
            DutyGoalResult(goal=goal.goal, value=goal.value, bound=None, proof=Proof.BEST_FOUND)
            for goal in roster.goals
        ),
        was_stopped=False,
    )


def _still_holds(case: RosterCase, duty: Duty) -> bool:
    is_planned = any(
        (row.machine, row.unit, row.date, row.shift) == (duty.machine, duty.unit, duty.date, duty.shift)
        for row in case.plan.assignments
    )
    return is_planned and case.staffing.leave_on(duty.officer, duty.date, duty.shift) is None


def _one_more(case: RosterCase, worked: Sequence[Duty]) -> Duty | None:
    roster = true_roster(case, worked)
    for vacancy in roster.vacant:
        for step in who_could_step_in(case, roster, vacancy):
            if not step.broken:
                return Duty(
                    officer=step.officer.code,
                    machine=vacancy.machine,
                    unit=vacancy.unit,
                    date=vacancy.date,
                    shift=vacancy.shift,
                    role=vacancy.role,
                )
    return None
