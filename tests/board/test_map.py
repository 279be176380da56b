"""The map: what is left where on a day, where machines stand and go, and what there is without coordinates."""

from pathlib import Path

import pytest

from planner.board.views.map_view import HEIGHT, LARGEST, SMALLEST, WIDTH, map_view
from planner.domain.campaign import Campaign, Location
from tests.board.opened import Opened, opened
from tests.campaigns import day
from tests.cli.diary import BOOK, CAMPAIGN
from tests.workbooks import write_workbook


def without_coordinates(campaign: Campaign, *codes: str) -> Campaign:
    units = tuple(unit.model_copy(update={"location": None}) if unit.code in codes else unit for unit in campaign.units)
    return campaign.model_copy(update={"units": units})


def with_coordinates(campaign: Campaign) -> Campaign:
    """A to the south, B in the middle, C to the north-east."""
    places = {"A": (21.0, 106.0), "B": (21.1, 106.0), "C": (21.2, 106.1)}
    units = tuple(
        unit.model_copy(update={"location": Location(latitude=places[unit.code][0], longitude=places[unit.code][1])})
        for unit in campaign.units
    )
    return campaign.model_copy(update={"units": units})


@pytest.fixture
def mapped(under_way: Path) -> Opened:
    """The board of the campaign under way, whose workbook has coordinates."""
    write_workbook(with_coordinates(CAMPAIGN), under_way / BOOK)
    return opened(under_way)


def test_north_is_above_and_everything_is_within(mapped: Opened) -> None:
    view = map_view(mapped.desk.picture(), day(3))
    at = {circle.name: circle for circle in view.circles}
    assert at["Xã C"].y < at["Xã B"].y < at["Xã A"].y
    assert at["Xã C"].x > at["Xã A"].x
    for circle in view.circles:
        assert 0 < circle.x < WIDTH
        assert 0 < circle.y < HEIGHT
        assert SMALLEST <= circle.radius <= LARGEST


def test_circles_are_as_large_as_what_is_left(mapped: Opened) -> None:
    picture = mapped.desk.picture()
    left = {each.name: each.remaining for each in picture.progress.units}
    view = map_view(picture, day(3))
    ordered = [circle.name for circle in sorted(view.circles, key=lambda each: each.radius)]
    assert ordered == sorted(ordered, key=lambda name: left[name])
    assert {line.name: int(line.left) for line in view.units} == left


def test_a_day_before_has_more_left_and_a_day_ahead_less(mapped: Opened) -> None:
    picture = mapped.desk.picture()
    left = [sum(int(line.left) for line in map_view(picture, day(number)).units) for number in (1, 3, 5)]
    assert left == sorted(left, reverse=True)
    assert left[0] == sum(unit.need for unit in picture.campaign.units)
    assert left[0] > left[1]


def test_machines_stand_where_the_list_says(mapped: Opened) -> None:
    view = map_view(mapped.desk.picture(), day(3))
    at = {(circle.x, circle.y): circle.name for circle in view.circles}
    assert [mark.name for mark in view.marks] == ["M1", "M2"]
    for mark, line in zip(view.marks, view.machines, strict=True):
        begins = at[mark.legs[0].x1, mark.legs[0].y1] if mark.legs else at[mark.x, mark.y]
        assert begins in line.here
        assert len(mark.legs) == len(line.following) <= 3
        for leg, told in zip(mark.legs, line.following, strict=True):
            assert at[leg.x2, leg.y2] in told


def test_without_coordinates_there_is_the_list_and_what_to_fill_in(under_way: Path) -> None:
    write_workbook(without_coordinates(CAMPAIGN, "A", "B", "C"), under_way / BOOK)
    told = opened(under_way).text("/ban-do")
    assert '<svg class="map"' not in told
    assert "Vĩ độ, Kinh độ" in told
    assert "Đơn vị" in told
    assert "Xã A" in told


def test_units_without_coordinates_are_named(under_way: Path) -> None:
    write_workbook(without_coordinates(with_coordinates(CAMPAIGN), "B"), under_way / BOOK)
    view = map_view(opened(under_way).desk.picture(), day(3))
    assert view.unplaced == ("Xã B",)
    assert {circle.name for circle in view.circles} == {"Xã A", "Xã C"}


def test_one_place_alone_is_drawn_in_the_middle(under_way: Path) -> None:
    write_workbook(without_coordinates(with_coordinates(CAMPAIGN), "B", "C"), under_way / BOOK)
    (circle,) = map_view(opened(under_way).desk.picture(), day(3)).circles
    assert (circle.x, circle.y) == (WIDTH / 2, HEIGHT / 2)


def test_before_the_first_plan(new_board: Opened) -> None:
    told = new_board.text("/ban-do")
    assert "Chưa có lịch" in told


@pytest.mark.parametrize("asked", ["x", "1999-01-01", "2999-01-01", ""])
def test_any_day_that_is_asked_for_leads_to_one_of_the_campaign(mapped: Opened, asked: str) -> None:
    assert "Bản đồ ngày" in mapped.text(f"/ban-do?ngay={asked}")


def test_it_has_no_styles_of_its_own(mapped: Opened) -> None:
    told = mapped.text("/ban-do")
    assert "style=" not in told
    assert told.count("<script") == 1
