"""Column *Ngày được phép*: a unit is open only on the days of a list."""

from datetime import date, datetime
from pathlib import Path

import pytest

from planner.check.opening import Opening
from planner.domain.campaign import Campaign
from planner.domain.openness import Openness
from tests.intake.books import problems_of, put, read, sound_book

APRIL = [date(2023, 4, day) for day in range(11, 31)]


def open_days(campaign: Campaign) -> set[date]:
    """The days on which the first unit is open, by the planner's own answer, which is the checker's too."""
    openness, opening, unit = Openness(campaign), Opening(campaign), campaign.units[0]
    days = {openness.day(ordinal) for ordinal in openness.of_unit(unit)}
    slots = [openness.slot(ordinal) for ordinal in range(1, campaign.calendar.last_ordinal + 1)]
    checked = {slot.day for slot in slots if opening.unit_is_open(unit, slot) and not opening.closed_to_all(slot)}
    assert days == checked
    return days


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("12/4", {12}),
        ("12/4, 19/4/2023; 2023-04-20", {12, 19, 20}),
        ("12/4-14/4, 20/4", {12, 13, 14, 20}),
        ("12/4/2023 – 14/4/2023", {12, 13, 14}),
        ("12/4 và 13/4", {12, 13}),
        ("ngày 12/4 đến 13/4", {12, 13}),
        (date(2023, 4, 12), {12}),
        ("15/4-17/4", {15, 17}),  # the 16th is a Sunday, closed to all
    ],
)
def test_a_unit_is_open_on_the_days_of_its_list(tmp_path: Path, told: object, days: set[int]) -> None:
    book = sound_book()
    put(book, "Đơn vị!R1", "Ngày được phép")
    put(book, "Đơn vị!R2", told)
    campaign = read(book, tmp_path).campaign
    assert open_days(campaign) == {date(2023, 4, day) for day in days}
    assert campaign.units[0].allowed_days


def test_without_the_list_nothing_is_closed(tmp_path: Path) -> None:
    assert open_days(read(sound_book(), tmp_path).campaign) == {day for day in APRIL if day.weekday() != 6}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("12", "not a date"),
        ("14/4-12/4", "backwards"),
        ("12/6", "no day of the campaign"),
        ("31/2", "no day of the campaign"),
        ("12/6/2023", "none of these days"),
        (datetime(2022, 4, 12), "none of these days"),  # noqa: DTZ001
        ("hằng tuần", "not a date"),
    ],
)
def test_what_no_day_of_the_campaign_is_told(tmp_path: Path, told: object, said: str) -> None:
    book = sound_book()
    put(book, "Đơn vị!R1", "Ngày được phép")
    put(book, "Đơn vị!R2", told)
    (found,) = problems_of(book, tmp_path)
    assert (found.where, said in found.what) == ("Đơn vị!R2", True)
    if isinstance(told, datetime):
        assert "12/4/2023" in found.advice


def test_a_pin_on_another_day_cannot_hold(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!R1", "Ngày được phép")
    put(book, "Đơn vị!R4", "13/4")
    (found,) = problems_of(book, tmp_path)
    assert (found.where, "closed" in found.what) == ("Ghim!C2", True)
