"""Who could take a vacant seat, and what each would break."""

from planner.check.roster.stepping_in import SteppingIn, who_could_step_in
from planner.check.roster.verdict import judge_roster
from planner.roster.duties import Roster, Vacancy
from planner.roster.policy import DutyRule
from planner.roster.staffing import DutyPin, Role, SeatDemand
from planner.texts import Language, choose_language
from tests.small_rosters import crew_campaign, duties, duty, leave, officer, roster_case, rows_of, true_roster

CAMPAIGN = crew_campaign(machines=2)
OFFICERS = [
    officer("A", roles=("thu",)),
    officer("B", roles=("lái",)),
    officer("C", roles=("thu",)),
    officer("D", roles=("thu",)),
    officer("E", roles=("thu",), machines=("MÁY 2",), most_shifts_a_week=1),
    officer("F", roles=("thu", "lái")),
]
PIN = DutyPin.model_validate({"officer": "F", "day": "2023-04-12", "forbids": True})
CASE = roster_case(
    CAMPAIGN,
    rows=[*rows_of(CAMPAIGN), *rows_of(CAMPAIGN, "MÁY 2", "03")],
    officers=OFFICERS,
    demands=(SeatDemand(role=Role("thu")),),
    leaves=(leave(CAMPAIGN, 3, 3, code="D"),),
    pins=(PIN,),
)
DUTIES = [
    duty(CASE, 2, 2, "A", role="thu"),
    duty(CASE, 3, 1, "C", at=("MÁY 2", "03"), role="thu"),
    *duties(CASE, (5, 1), code="E", at=("MÁY 2", "03"), role="thu"),
]


def vacancy_on(roster: Roster, day: int, shift: int, machine: str) -> Vacancy:
    wanted = duty(CASE, day, shift)
    return next(
        one for one in roster.vacant if (one.date, one.shift, one.machine) == (wanted.date, wanted.shift, machine)
    )


def test_officers_with_the_role_come_by_what_they_would_break() -> None:
    roster = true_roster(CASE, DUTIES)
    found = who_could_step_in(CASE, roster, vacancy_on(roster, 3, 1, "MÁY 1"))
    assert [(step.officer.code, [one.rule for one in step.broken]) for step in found] == [
        ("A", [DutyRule.SHIFT_REST]),
        ("F", [DutyRule.PINNED_DUTY]),
        ("E", [DutyRule.SERVES_MACHINE, DutyRule.WEEK_HOURS]),
        ("D", [DutyRule.AVAILABLE]),
        ("C", [DutyRule.SEAT, DutyRule.ONE_SHIFT, DutyRule.SHIFT_REST]),
    ]


def test_what_would_be_broken_is_said_in_words() -> None:
    roster = true_roster(CASE, DUTIES)
    vacancy = vacancy_on(roster, 3, 1, "MÁY 1")
    assert who_could_step_in(CASE, roster, vacancy)[0].broken[0].message == (
        "Nguyễn A (A): chỉ nghỉ 8 giờ giữa Ca 02 ngày 11/4/2023 (đến 23h00) và Ca 01 ngày 12/4/2023 (từ 7h00); "
        "phải nghỉ ít nhất 12 giờ"
    )
    choose_language(Language.ENGLISH)
    try:
        assert who_could_step_in(CASE, roster, vacancy)[0].broken[0].message == (
            "Nguyễn A (A): 8 h of rest between 11/4/2023, Ca 02 (until 23h00) and 12/4/2023, Ca 01 (from 7h00); "
            "12 h are asked for"
        )
    finally:
        choose_language(Language.VIETNAMESE)


def test_he_who_breaks_nothing_may_step_in_and_the_roster_stays_sound() -> None:
    roster = true_roster(CASE, DUTIES)
    assert judge_roster(CASE, roster).sound
    for day, shift, machine, place in ((4, 1, "MÁY 1", "01"), (2, 2, "MÁY 2", "03"), (6, 1, "MÁY 2", "03")):
        found = who_could_step_in(CASE, roster, vacancy_on(roster, day, shift, machine))
        for step in found:
            more = duty(CASE, day, shift, step.officer.code, at=(machine, place), role="thu")
            rules = {one.rule for one in judge_roster(CASE, true_roster(CASE, [*DUTIES, more])).violations}
            assert rules == {one.rule for one in step.broken}


def test_what_is_broken_already_is_not_counted_again() -> None:
    worn = [*DUTIES, duty(CASE, 9, 2, "A", role="thu"), duty(CASE, 10, 1, "A", role="thu")]
    roster = true_roster(CASE, worn)
    assert not judge_roster(CASE, roster).sound
    found = who_could_step_in(CASE, roster, vacancy_on(roster, 5, 1, "MÁY 1"))
    assert next(step for step in found if step.officer.code == "A").broken == ()


def test_nobody_has_the_role() -> None:
    case = roster_case(CAMPAIGN, officers=OFFICERS, demands=(SeatDemand(role=Role("kiểm tra")),))
    roster = true_roster(case, ())
    assert who_could_step_in(case, roster, roster.vacant[0]) == ()


def test_all_vacancies_of_a_roster_are_answered_as_one() -> None:
    roster = true_roster(CASE, DUTIES)
    stepping_in = SteppingIn(CASE, roster)
    for vacancy in roster.vacant:
        assert stepping_in.at(vacancy) == who_could_step_in(CASE, roster, vacancy)
