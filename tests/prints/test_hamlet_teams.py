"""The list of hamlets and the teams that look after them."""

from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.office import HamletDuty
from planner.domain.record import UnitCode
from planner.prints.forms.hamlet_teams import days_told, hamlet_teams_paper
from planner.prints.forms.registry import TEAMS
from planner.prints.paper.table import Table
from tests.campaigns import small_campaign
from tests.prints.same import assert_same_everywhere


def duty(unit: str, hamlet: str, team: str, weekdays: set[int] | None = None, target: int | None = None) -> HamletDuty:
    days = frozenset(weekdays or ())
    return HamletDuty(unit=UnitCode(unit), hamlet=hamlet, team=team, weekdays=days, daily_target=target, note=team[-1])


def campaign_with_teams(num_hamlets: int = 3) -> Campaign:
    duties = (
        duty("A", "Thôn Đầu", "Tổ 1", {1, 3}, 5),
        duty("A", "Thôn Đầu", "Tổ 2", {6}),
        *(duty("A", f"Thôn {number}", "Tổ 1", None, number) for number in range(num_hamlets)),
        duty("B", "Thôn Đầu", "Tổ 3", {0, 1, 2, 3, 4, 5, 6}, 0),
    )
    return small_campaign().model_copy(update={"hamlet_duties": duties})


@pytest.mark.parametrize(
    ("weekdays", "told"),
    [
        (set(), "Hằng ngày"),
        (set(range(7)), "Hằng ngày"),
        ({1}, "Thứ Ba hằng tuần"),
        ({6, 0, 4}, "Thứ Hai, thứ Sáu, Chủ nhật hằng tuần"),
        ({6}, "Chủ nhật hằng tuần"),
    ],
)
def test_weekdays_are_told_as_people_say_them(weekdays: set[int], told: str) -> None:
    assert days_told(frozenset(weekdays)) == told


def test_hamlets_are_numbered_in_each_unit_and_merged_over_their_teams() -> None:
    (table,) = hamlet_teams_paper(campaign_with_teams()).parts
    assert isinstance(table, Table)
    first, second = table.bands
    assert [block.rows[0].cells[0].text for block in first.blocks] == ["1", "2", "3", "4"]
    assert [cell.rows for cell in first.blocks[0].rows[0].cells] == [2, 2, 1, 1, 1, 1, 1]
    assert [cell.text for cell in first.blocks[0].rows[1].cells] == ["Tổ 2", "Chủ nhật hằng tuần", "", "", "2"]
    assert [cell.text for cell in second.blocks[0].rows[0].cells] == [
        "1",
        "Thôn Đầu",
        "Tổ 3",
        "Hằng ngày",
        "0",
        "",
        "3",
    ]


def test_every_format_says_the_same(tmp_path: Path) -> None:
    assert_same_everywhere(hamlet_teams_paper(campaign_with_teams(60)), tmp_path, TEAMS.stem)
