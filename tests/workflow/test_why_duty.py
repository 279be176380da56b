"""Why an officer has a duty or has none: what holds or forbids it, and what the other way would cost."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.domain.plan import Plan
from planner.domain.policy import Proof
from planner.domain.progress import nobody
from planner.domain.record import ShiftLabel
from planner.domain.search_terms import SearchTerms
from planner.errors import LedgerLacks, UnsoundRoster, WrongUsage
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.plan_file import write_plan
from planner.intake.roster_file import write_roster
from planner.intake.staffing.staffing_reader import read_staffing
from planner.roster.case import RosterCase
from planner.roster.duties import FROM_THE_START, Duty, DutyGoalResult, DutySituation, Roster
from planner.roster.policy import DutyGoal
from planner.workflow.roster.duty_answer import AskedDuty, DutyAnswer, DutyReply
from planner.workflow.roster.duty_replies import reply_to_duty
from planner.workflow.roster.why_duty import why_duty
from planner.workflow.solving import searching
from planner.workflow.solving.searching import Search
from tests.exact_rosters import ExactQuestion, TooLateQuestion, UnprovenQuestion, exact_roster
from tests.ledger.samples import roster_provenance
from tests.small_rosters import label, officer, true_roster
from tests.staffed_campaign import AT, BY, CAMPAIGN, PLAN, day, ledger_beside, write_staffed

MORNING, EVENING = label(1), label(2)
DAYS = 3
SEARCH = Search(SearchTerms(20.0), nobody)


@pytest.fixture(autouse=True)
def exact_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rosters of three days are searched for by trying them all."""
    monkeypatch.setattr(searching, "RosterQuestion", ExactQuestion)


TWO, THREE = ("CB01", "CB02"), ("CB01", "CB02", "CB03")
EVENINGS_ONLY = (("", "Ca 02", "thu nhận", 1, ""),)
AWAY_ON_DAY_2 = (("CB02", day(2), day(2), None, "P", None),)


class Home:
    """A workbook with officers, a plan of three days and its best roster, each in a file."""

    def __init__(self, folder: Path, officers: Sequence[str] = TWO, **sheets: Any) -> None:
        self.workbook = write_staffed(folder, officers, sheets.pop("leaves", ()), sheets.pop("seats", ()))
        book = load_workbook(self.workbook)
        for title, (heads, *rows) in sheets.items():
            sheet = book.create_sheet(title)
            for row in (heads, *rows):
                sheet.append(list(row))
        book.save(self.workbook)
        rows = tuple(row for row in PLAN.assignments if row.date <= day(DAYS))
        self.plan = Plan(campaign=PLAN.campaign, assignments=rows)
        self.plan_path = write_plan(self.plan, folder / "plan.json")
        self.roster_path = folder / "roster.json"
        self.make()

    def case(self, situation: DutySituation = FROM_THE_START) -> RosterCase:
        campaign = read_campaign(self.workbook).campaign
        staffing = read_staffing(self.workbook, campaign).staffing
        assert staffing is not None
        return RosterCase(campaign, self.plan, staffing, situation)

    def make(self, situation: DutySituation = FROM_THE_START) -> Roster:
        self.roster = exact_roster(self.case(situation), until=day(DAYS))
        write_roster(self.roster, self.roster_path)
        return self.roster

    def ask(self, officer: str, number: int, shift: ShiftLabel | None = None) -> DutyAnswer:
        asked = AskedDuty(officer, day(number), shift)
        return why_duty(self.workbook, self.plan_path, self.roster_path, asked, SEARCH)

    def has(self, number: int, shift: ShiftLabel) -> Duty:
        return next(duty for duty in self.roster.duties if (duty.date, duty.shift) == (day(number), shift))


PINS = (("Số hiệu", "Ngày", "Ca", "Máy", "Vai trò"),)


def test_a_duty_without_which_a_seat_stays_vacant(tmp_path: Path) -> None:
    home = Home(tmp_path, leaves=AWAY_ON_DAY_2, seats=EVENINGS_ONLY)
    duty = home.has(2, EVENING)
    answer = home.ask("CB01", 2)
    assert (answer.reply, answer.duty, answer.shift) == (DutyReply.COSTS, duty, EVENING)
    assert answer.first_difference is not None
    before, after = answer.first_difference
    assert (before.goal, before.value, after.value) == (DutyGoal.VACANT, 0, 1)
    assert answer.is_proven
    assert reply_to_duty(answer) == (
        "CB01 Nguyễn Văn 1, 11/4/2023 Ca 02: MÁY 1 (Xã 01), thu nhận, vì nếu bỏ thì "
        "Thiếu người từ 0 thành 1 (đã chứng minh: không cách nào tránh)"
    )


def test_what_is_not_proven_is_not_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RosterQuestion", UnprovenQuestion)
    answer = Home(tmp_path, leaves=AWAY_ON_DAY_2, seats=EVENINGS_ONLY).ask("CB01", 2)
    assert (answer.reply, answer.is_proven) == (DutyReply.COSTS, False)
    assert reply_to_duty(answer).endswith("(tốt nhất tìm được đến nay; xem chứng minh ở dưới)")


@pytest.mark.usefixtures("at_the_command_line")
def test_a_search_without_a_roster_leaves_the_question_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RosterQuestion", TooLateQuestion)
    answer = Home(tmp_path, leaves=AWAY_ON_DAY_2, seats=EVENINGS_ONLY).ask("CB01", 2)
    assert (answer.reply, answer.after, answer.first_difference) == (DutyReply.OPEN, (), None)
    assert "--seconds" in reply_to_duty(answer)


def test_a_duty_that_another_could_have_just_as_well(tmp_path: Path) -> None:
    """With three officers for three evenings, who has which is all the same."""
    home = Home(tmp_path, THREE, seats=EVENINGS_ONLY)
    replies = {home.ask(officer, 1).reply for officer in THREE}
    assert replies == {DutyReply.FREE}


def test_an_officer_on_leave_is_forbidden_with_the_words_of_the_checker(tmp_path: Path) -> None:
    answer = Home(tmp_path, leaves=AWAY_ON_DAY_2).ask("CB02", 2)
    assert (answer.reply, answer.duty, answer.shift, answer.after) == (DutyReply.FORBIDDEN, None, None, ())
    assert len(answer.reasons) == 2
    assert all("CB02" in reason for reason in answer.reasons)
    assert reply_to_duty(answer).startswith("CB02 Nguyễn Văn 2, 11/4/2023: không có ca, và không lịch nào xếp được")


def test_a_pin_against_a_day_forbids_it(tmp_path: Path) -> None:
    pins: Any = {"Ghim ca": (*PINS, ("CB02", day(1), None, "Không", None))}
    answer = Home(tmp_path, seats=EVENINGS_ONLY, **pins).ask("CB02", 1, EVENING)
    assert (answer.reply, answer.shift) == (DutyReply.FORBIDDEN, EVENING)
    assert len(answer.reasons) == 1


def test_a_pinned_duty_is_held(tmp_path: Path) -> None:
    pins: Any = {"Ghim ca": (*PINS, ("CB02", day(1), EVENING, None, None))}
    answer = Home(tmp_path, **pins).ask("CB02", 1)
    assert (answer.reply, answer.shift, answer.after) == (DutyReply.HELD, EVENING, ())
    assert len(answer.reasons) == 1
    assert "mọi lịch đều xếp ca này" in reply_to_duty(answer)


def test_another_shift_than_the_pinned_one_is_forbidden(tmp_path: Path) -> None:
    pins: Any = {"Ghim ca": (*PINS, ("CB02", day(1), EVENING, None, None))}
    answer = Home(tmp_path, **pins).ask("CB02", 1, MORNING)
    assert answer.reply is DutyReply.FORBIDDEN
    assert answer.reasons


def test_what_clashes_with_his_other_duties_is_told_beside_the_price(tmp_path: Path) -> None:
    home = Home(tmp_path)
    evening = home.has(1, EVENING)
    answer = home.ask(evening.officer, 1, MORNING)
    assert answer.duty is None
    assert answer.clashes
    assert answer.reply in (DutyReply.FREE, DutyReply.COSTS)
    assert answer.after


def test_of_a_day_the_best_shift_is_answered_for(tmp_path: Path) -> None:
    home = Home(tmp_path, leaves=AWAY_ON_DAY_2)
    lost = next(duty for duty in home.roster.duties if duty.date == day(2))
    rest = tuple(duty for duty in home.roster.duties if duty != lost)
    write_roster(true_roster(home.case(), rest, until=day(DAYS)), home.roster_path)
    off = lost.officer
    both = [home.ask(off, 2, shift) for shift in (MORNING, EVENING)]
    best = min([result.value for result in answer.after] for answer in both)
    assert [result.value for result in home.ask(off, 2).after] == best


def test_a_roster_that_is_not_the_best_is_told_so(tmp_path: Path) -> None:
    home = Home(tmp_path, seats=EVENINGS_ONLY)
    lost = home.roster.duties[0]
    write_roster(true_roster(home.case(), home.roster.duties[1:], until=day(DAYS)), home.roster_path)
    answer = home.ask(lost.officer, 1, lost.shift)
    assert (answer.reply, answer.is_proven) == (DutyReply.BETTER, False)
    assert "còn tốt hơn: Thiếu người từ 1 thành 0" in reply_to_duty(answer)


def test_a_day_without_a_seat_and_a_day_of_the_past(tmp_path: Path) -> None:
    home = Home(tmp_path, seats=EVENINGS_ONLY)
    assert home.ask("CB01", 5).reply is DutyReply.NO_SEAT
    done = tuple(duty.model_copy(update={"done": True}) for duty in home.roster.duties if duty.date == day(1))
    home.make(DutySituation(as_of=day(2), history=done))
    past = home.ask(done[0].officer, 1, done[0].shift)
    assert (past.reply, past.duty) == (DutyReply.PAST, done[0])
    other = home.ask(done[0].officer, 1, MORNING if done[0].shift == EVENING else EVENING)
    assert (other.reply, other.duty) == (DutyReply.PAST, None)


def test_a_frozen_duty_is_held_by_what_the_ledger_knows(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with ledger_beside(home.workbook) as ledger:
        state = ledger.rosters.state()
        ledger.rosters.store_found(home.roster, roster_provenance(), state.mark, by=BY, at=AT)
    done = tuple(duty.model_copy(update={"done": True}) for duty in home.roster.duties if duty.date == day(1))
    ahead = tuple(duty for duty in home.roster.duties if duty.date > day(1))
    home.make(
        DutySituation(
            as_of=day(2),
            history=done,
            published_version=1,
            published_until=day(DAYS),
            frozen_until=day(2),
            published=ahead,
            previous=ahead,
        )
    )
    frozen, later = home.has(2, EVENING), home.has(3, EVENING)
    held = home.ask(frozen.officer, 2, EVENING)
    assert held.reply is DutyReply.HELD
    assert len(held.reasons) == 1
    free = home.ask(later.officer, 3, EVENING)
    assert free.reply is DutyReply.COSTS
    assert free.first_difference is not None
    assert free.first_difference[0].goal in (DutyGoal.VACANT, DutyGoal.DUTY_CHANGES)


def test_a_published_roster_that_no_ledger_has_cannot_be_asked_about(tmp_path: Path) -> None:
    home = Home(tmp_path, seats=EVENINGS_ONLY)
    roster = home.roster.model_copy(update={"as_of": day(1), "published_version": 4, "published_until": day(DAYS)})
    write_roster(roster, home.roster_path)
    with pytest.raises(LedgerLacks):
        home.ask("CB01", 2)


@pytest.mark.usefixtures("at_the_command_line")
def test_who_asks_wrongly_is_told_what_to_name(tmp_path: Path) -> None:
    home = Home(tmp_path, seats=EVENINGS_ONLY)
    with pytest.raises(WrongUsage, match="--officer"):
        home.ask("CB09", 1)
    with pytest.raises(WrongUsage, match=r"--shift Ca 09: .*Ca 01, Ca 02"):
        home.ask("CB01", 1, ShiftLabel("Ca 09"))
    with pytest.raises(WrongUsage, match="--on"):
        home.ask("CB01", 99)
    assert home.ask("nguyễn văn 2", 5).officer.code == "CB02"


def test_a_roster_that_is_not_sound_is_not_explained(tmp_path: Path) -> None:
    home = Home(tmp_path, seats=EVENINGS_ONLY)
    write_roster(home.roster.model_copy(update={"duties": home.roster.duties[1:]}), home.roster_path)
    with pytest.raises(UnsoundRoster, match="verify-roster"):
        home.ask("CB01", 1)


def test_a_roster_of_another_plan_is_refused(tmp_path: Path) -> None:
    home = Home(tmp_path, seats=EVENINGS_ONLY)
    write_roster(home.roster.model_copy(update={"plan_version": 3}), home.roster_path)
    with pytest.raises(WrongUsage, match="3"):
        home.ask("CB01", 1)


def told(goal: DutyGoal, value: int, bound: int | None) -> DutyGoalResult:
    proof = Proof.OPTIMAL if value == bound else Proof.BEST_FOUND
    return DutyGoalResult(goal=goal, value=value, bound=bound, proof=proof)


@pytest.mark.parametrize(
    ("after", "is_proven"),
    [
        ([(0, 0), (3, 3)], True),
        ([(0, 0), (3, 2)], False),
        ([(0, None), (3, 3)], False),
        ([(1, 1), (0, 0)], True),
        ([(1, 0), (0, 0)], False),
        ([(0, 0), (4, 3)], True),
        ([(0, 0), (2, 2)], False),
    ],
)
def test_a_price_is_proven_where_no_roster_is_cheaper(
    after: Sequence[tuple[int, int | None]], *, is_proven: bool
) -> None:
    """Before it was 0 vacant and 2 of overtime."""
    goals = (DutyGoal.VACANT, DutyGoal.OVERTIME)
    answer = DutyAnswer(
        campaign=CAMPAIGN,
        officer=officer(),
        day=day(1),
        shift=None,
        duty=None,
        reply=DutyReply.COSTS,
        problems=(),
        before=tuple(told(goal, value, None) for goal, value in zip(goals, (0, 2), strict=True)),
        after=tuple(told(goal, *reached) for goal, reached in zip(goals, after, strict=True)),
    )
    assert answer.is_proven is is_proven
