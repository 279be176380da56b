"""What each area asks for in each week: areas by who serves which machine, roles by themselves and together."""

from planner.roster.regulations import Regulations
from planner.roster.staffing import ANY_ROLE, Role, SeatDemand, Staffing
from planner.roster.week_needs import areas, week_needs
from tests.roster_sketches import MONDAY, MORNING_AND_EVENING, case_of, machine_name, officer, one_place_campaign

TAKES, DRIVES = Role("thu nhận"), Role("lái xe")
CAMPAIGN = one_place_campaign(MONDAY, 9, MORNING_AND_EVENING, 3)
FIRST, SECOND, THIRD = machine_name(1), machine_name(2), machine_name(3)


def test_without_officers_all_machines_are_one_area() -> None:
    (area,) = areas(case_of(CAMPAIGN, Staffing(officers=())))
    assert (area.machines, area.officers) == ((FIRST, SECOND, THIRD), ())


def test_machines_that_an_officer_shares_are_one_area_and_one_that_nobody_serves_is_its_own() -> None:
    both = officer(CAMPAIGN, 1, machines=(FIRST, THIRD))
    alone = officer(CAMPAIGN, 2, machines=(THIRD,))
    found = areas(case_of(CAMPAIGN, Staffing(officers=(both, alone))))
    assert [area.machines for area in found] == [(FIRST, THIRD), (SECOND,)]
    assert [[one.code for one in area.officers] for area in found] == [["CB01", "CB02"], []]


def test_machines_with_officers_of_their_own_are_areas_of_their_own() -> None:
    officers = tuple(officer(CAMPAIGN, number, machines=(machine_name(number),)) for number in (1, 2, 3))
    assert len(areas(case_of(CAMPAIGN, Staffing(officers=officers)))) == 3


def test_roles_that_different_officers_have_do_not_part_a_machine() -> None:
    demands = (SeatDemand(role=TAKES), SeatDemand(role=DRIVES))
    officers = (officer(CAMPAIGN, 1, "thu nhận"), officer(CAMPAIGN, 2, "lái xe"))
    (area,) = areas(case_of(CAMPAIGN, Staffing(officers=officers, demands=demands)))
    assert len(area.officers) == 2


def test_each_week_is_told_role_by_role_and_then_together() -> None:
    demands = (SeatDemand(role=TAKES, officers=2), SeatDemand(role=DRIVES, machine=FIRST))
    officers = (officer(CAMPAIGN, 1, "thu nhận"), officer(CAMPAIGN, 2, "thu nhận, lái xe"))
    found = week_needs(case_of(CAMPAIGN, Staffing(officers=officers, demands=demands)))
    assert [(need.monday.day, need.roles, need.seats, need.counted, need.present) for need in found] == [
        (10, (TAKES,), 84, 14, 2),
        (10, (DRIVES,), 14, 3, 1),
        (10, (TAKES, DRIVES), 98, 17, 2),
        (17, (TAKES,), 24, 12, 2),
        (17, (DRIVES,), 4, 2, 1),
        (17, (TAKES, DRIVES), 28, 14, 2),
    ]
    assert [need.missing for need in found] == [72, 8, 86, 20, 2, 24]
    assert found[1].asked == ((1, 1),) * 7


def test_without_rows_of_seats_the_one_role_is_any() -> None:
    first, second = week_needs(case_of(CAMPAIGN, Staffing(officers=())))
    assert first.roles == second.roles == (ANY_ROLE,)
    assert (first.counted, first.present, first.missing) == (7, 0, 42)


def test_where_the_law_lets_nobody_work_no_number_suffices() -> None:
    staffing = Staffing(officers=(), regulations=Regulations(week_most_minutes=60))
    assert {need.counted for need in week_needs(case_of(CAMPAIGN, staffing))} == {None}
