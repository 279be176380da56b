"""The schedule's table: what each slot is told as, how slots join to stays, and which days are shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.board.picture import Picture
from planner.board.views.placed import StayKind
from planner.board.views.timeline import GroupedBy, Line, Period, Stay, Timeline, shown_period, timeline
from tests.board.opened import Opened
from tests.campaigns import day

WHOLE = Period(day(1), day(5))


@pytest.fixture
def picture(board: Opened) -> Picture:
    return board.desk.picture()


def drawn(picture: Picture, by: GroupedBy = GroupedBy.MACHINE, period: Period = WHOLE) -> Timeline:
    return timeline(picture, period, by)


def line(table: Timeline, name: str) -> Line:
    return next(each for each in table.lines if each.name == name)


def told(stay: Stay) -> tuple[StayKind, str, int, int | None]:
    return stay.kind, stay.label, stay.num_slots, stay.dossiers


def test_a_machine_s_days(picture: Picture) -> None:
    """By results until day 3; ahead by plan 2, of which A keeps what plan 1 had announced for today and tomorrow."""
    assert [told(stay) for stay in line(drawn(picture), "M1").stays] == [
        (StayKind.CLOSED, "nghỉ", 1, None),
        (StayKind.PAST, "A", 3, 6),
        (StayKind.FROZEN, "A", 2, 4),
        (StayKind.EMPTY, "", 2, None),
        (StayKind.EMPTY, "", 2, None),
    ]
    assert [told(stay) for stay in line(drawn(picture), "M2").stays] == [
        (StayKind.CLOSED, "nghỉ", 1, None),
        (StayKind.PAST, "B", 2, 6),
        (StayKind.UNREPORTED, "B", 1, 0),
        (StayKind.DRAFT, "B", 1, 1),
        (StayKind.EMPTY, "", 1, None),
        (StayKind.DRAFT, "C", 2, 4),
        (StayKind.EMPTY, "", 2, None),
    ]


def test_names_are_short_only_where_they_tell_units_apart(picture: Picture) -> None:
    first, second, *others = picture.campaign.units
    alike = (
        first.model_copy(update={"kind": "Xã", "name": "Xã Hòa Bình"}),
        second.model_copy(update={"kind": "Phường", "name": "Phường Hòa Bình"}),
    )
    changed = replace(picture, campaign=picture.campaign.model_copy(update={"units": (*alike, *others)}))
    assert {stay.label for each in drawn(changed).lines for stay in each.stays if stay.dossiers is not None} == {
        "Xã Hòa Bình",
        "Phường Hòa Bình",
        "C",
    }


def test_a_commune_s_days(picture: Picture) -> None:
    found = line(drawn(picture, GroupedBy.UNIT), "Xã A")
    assert found.note == "còn 4"
    assert [told(stay) for stay in found.stays][:3] == [
        (StayKind.CLOSED, "nghỉ", 1, None),
        (StayKind.PAST, "M1", 3, 6),
        (StayKind.FROZEN, "M1", 2, 4),
    ]
    assert told(found.stays[-1]) == (StayKind.CLOSED, "nghỉ", 1, None), "closed at A alone"


@pytest.mark.parametrize("by", list(GroupedBy))
@pytest.mark.parametrize("first", range(1, 6))
def test_every_line_is_as_wide_as_its_days(picture: Picture, by: GroupedBy, first: int) -> None:
    table = drawn(picture, by, Period(day(first), day(5)))
    assert len(table.days) == 6 - first
    for each in table.lines:
        assert sum(stay.num_slots for stay in each.stays) == 2 * len(table.days), each.name


def test_the_past_ends_at_one_place(picture: Picture) -> None:
    for each in drawn(picture).lines:
        assert [stay.begins_now for stay in each.stays].count(True) == 1
        before = each.stays[: next(at for at, stay in enumerate(each.stays) if stay.begins_now)]
        assert sum(stay.num_slots for stay in before) == 4, "two days of two shifts are over"


def test_kinds_differ_by_more_than_colour() -> None:
    stays = [Stay(kind, "Xã A", 1, "18/4", 3) for kind in StayKind]
    assert len({stay.meaning for stay in stays}) == len(StayKind)
    assert "18/4" in stays[0].told
    assert "3 hồ sơ" in stays[0].told


def test_what_was_announced_and_is_no_more_in_the_plan_is_counted(picture: Picture) -> None:
    assert picture.num_promises_dropped == 2, "plan 1 had told C of two slots on day 3"


def test_only_kinds_that_occur_are_explained(picture: Picture) -> None:
    kinds = drawn(picture).kinds
    assert StayKind.LOST not in kinds
    assert StayKind.EMPTY not in kinds
    assert {StayKind.PAST, StayKind.DRAFT, StayKind.CLOSED} <= set(kinds)


def test_days_shown_begin_on_a_monday_and_stay_within_the_campaign(picture: Picture) -> None:
    long = picture.campaign.model_copy(
        update={"calendar": picture.campaign.calendar.model_copy(update={"last_day": day(60)})}
    )
    for today in (day(1), day(3), day(9), day(33), day(60), day(80), day(-9)):
        for days in (7, 14, 28, 90):
            found = shown_period(long, today, None, days)
            assert day(1) <= found.first_day <= found.last_day <= day(60)
            assert (found.last_day - found.first_day) < timedelta(days=days)
            assert found.first_day.weekday() == 0 or found.last_day == day(60)
    assert shown_period(long, day(9), None, 14) == Period(day(8), day(21))
    assert shown_period(long, day(9), day(30), 7) == Period(day(29), day(35))


def test_the_days_before_and_after_join(picture: Picture) -> None:
    table = drawn(picture, period=Period(day(2), day(3)))
    assert (table.earlier, table.later) == (day(1), day(4))
    assert (drawn(picture).earlier, drawn(picture).later) == (None, None)


STRANGE = ("ngay=x&tu=x&theo=x", "ngay=99999", "tu=0001-01-01", "tu=9999-12-31")


@pytest.mark.parametrize("chosen", ["theo=xa", "ngay=ca-dot", "tu=2023-04-12", *STRANGE])
def test_whatever_is_asked_for_there_is_a_schedule(board: Opened, chosen: str) -> None:
    told = board.text(f"/?{chosen}")
    assert "<table" in told
    assert ("Xã A" if "xa" in chosen else "M1") in told


def test_without_a_plan_it_says_so(new_board: Opened) -> None:
    told = new_board.text("/")
    assert "Chưa có lịch." in told
    assert "<table" not in told
    assert "planner" not in told


def test_today_is_marked_and_days_until_then_lead_to_results(board: Opened) -> None:
    told = board.text("/")
    assert told.count('aria-current="date"') == 1
    assert f'href="/ket-qua/{day(3).isoformat()}"' in told
    assert f'href="/ket-qua/{day(4).isoformat()}"' not in told
