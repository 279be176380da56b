"""The list of teams and hamlets that `planner teams` prints."""

from datetime import date
from pathlib import Path

from planner.domain.record import UnitCode
from planner.prints.forms.team_list import STEM, dates_told, print_team_list, team_list_paper
from planner.prints.paper.table import Table
from planner.roster.teams import Outreach, TeamsPlan
from tests.prints.same import assert_same_everywhere
from tests.team_cases import TeamCase, case, hamlet, plan, team, visit


def tables_of(of: TeamCase, made: TeamsPlan) -> tuple[Table, Table]:
    by_hamlets, by_days = team_list_paper(of.campaign, of.outreach, made).parts
    assert isinstance(by_hamlets, Table)
    assert isinstance(by_days, Table)
    return by_hamlets, by_days


def texts_of(table: Table) -> list[list[list[str]]]:
    """By bands, rows and cells."""
    return [[[cell.text for cell in row.cells] for block in band.blocks for row in block.rows] for band in table.bands]


def two_units() -> tuple[TeamCase, TeamsPlan]:
    of = case(
        [
            team("T1", "X Y", unit="A", members="An Bình", most=2),
            team("T2", "X", unit="A"),
            team("T1", "X", unit="B"),
        ],
        [hamlet("X", 4, 5, unit="A"), hamlet("Y", 1, unit="A"), hamlet("Z", 2, 3, unit="A"), hamlet("X", 1, unit="B")],
    )
    made = plan(
        of,
        visit("T1", "X", 2, 5, unit="A"),
        visit("T1", "X", 9, 4, unit="A"),
        visit("T1", "Y", 2, unit="A"),
        visit("T2", "X", 11, 5, unit="A"),
        visit("T1", "X", 1, unit="B"),
    )
    return of, made


def test_each_hamlet_stands_beside_its_teams_and_their_days() -> None:
    by_hamlets, _by_days = tables_of(*two_units())
    assert [band.title for band in by_hamlets.bands] == ["Xã A", "Xã B"]
    assert texts_of(by_hamlets) == [
        [
            ["1", "X", "T1 (An, Bình)", "Thứ Ba: 11/4, 18/4", "5", "", "Thiếu 1 lượt, thiếu 1 công dân"],
            ["T2", "Thứ Năm: 20/4", "5", "", ""],
            ["2", "Y", "T1 (An, Bình)", "Thứ Ba: 11/4", "", "", ""],
            ["3", "Z", "Chưa có tổ", "", "3", "", "Thiếu 2 lượt"],
        ],
        [["1", "X", "T1", "Thứ Hai: 10/4", "", "", ""]],
    ]


def test_each_day_tells_who_goes_where() -> None:
    _by_hamlets, by_days = tables_of(*two_units())
    assert texts_of(by_days) == [
        [
            ["Thứ Ba, 11/4/2023", "T1 (An, Bình)", "X, Y", "5"],
            ["Thứ Ba, 18/4/2023", "T1 (An, Bình)", "X", "4"],
            ["Thứ Năm, 20/4/2023", "T2", "X", "5"],
        ],
        [["Thứ Hai, 10/4/2023", "T1", "X", ""]],
    ]


def test_teams_that_go_out_on_one_day_share_its_cell() -> None:
    of = case([team("T1", "X"), team("T2", "Y")], [hamlet("X"), hamlet("Y")])
    _by_hamlets, by_days = tables_of(of, plan(of, visit("T1", "X", 3), visit("T2", "Y", 3)))
    (band,) = by_days.bands
    (block,) = band.blocks
    assert [cell.rows for cell in block.rows[0].cells] == [2, 1, 1, 1]
    assert band.title == ""


def test_days_are_told_by_weekdays() -> None:
    days = [date(2024, 2, 29), date(2024, 3, 7), date(2024, 2, 27), date(2024, 2, 29)]
    assert dates_told(days) == "Thứ Ba: 27/2; thứ Năm: 29/2, 7/3"
    assert dates_told([]) == ""


def test_without_visits_there_is_no_table_of_days() -> None:
    of = case([team("T1", "X", unit="A")], [hamlet("X", 2, unit="A")])
    _by_hamlets, by_days = tables_of(of, plan(of))
    assert by_days.bands == ()


def test_every_format_says_the_same(tmp_path: Path) -> None:
    of, made = two_units()
    many = [hamlet(f"X{number}", 3, unit="B") for number in range(60)]
    code = UnitCode("B")
    team_of_many = team("T1", " ".join(each.name for each in many), unit="B")
    wide = TeamCase(
        of.campaign, Outreach(teams=(*of.outreach.teams[:2], team_of_many), hamlets=(*of.outreach.hamlets[:3], *many))
    )
    visits = (*(one for one in made.visits if one.unit != code), *(visit("T1", one.name, 3, unit="B") for one in many))
    paper = team_list_paper(wide.campaign, wide.outreach, plan(wide, *visits))
    assert_same_everywhere(paper, tmp_path, STEM)


def test_all_formats_are_written(tmp_path: Path) -> None:
    of, made = two_units()
    printed = print_team_list(of.campaign, of.outreach, made, tmp_path)
    assert [path.name for path in printed.paths] == [f"{STEM}.{suffix}" for suffix in ("xlsx", "docx", "pdf")]
