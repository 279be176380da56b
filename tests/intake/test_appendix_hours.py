"""Appendices whose hours are those of sheet *Giờ riêng*, of a part of a shift, or of a shift over midnight."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.calendar import Shift
from planner.domain.campaign import Campaign, Cluster, OwnHours, Succession
from planner.domain.record import MachineName, UnitCode
from tests.intake.appendices import CALENDAR, CAMPAIGN, EVENING, MORNING, line, read, told, typed, workbook

FIRST, SECOND = UnitCode("001"), UnitCode("002")
OWN = CAMPAIGN.model_copy(
    update={
        "own_hours": (
            OwnHours(unit=FIRST, shift=MORNING, starts_minute=450, ends_minute=690),
            OwnHours(unit=FIRST, shift=EVENING, starts_minute=810, ends_minute=1020),
            OwnHours(unit=FIRST, weekdays=frozenset({5}), shift=MORNING, starts_minute=8 * 60, ends_minute=10 * 60),
            OwnHours(machine=MachineName("MÁY 2"), shift=EVENING, starts_minute=16 * 60, ends_minute=20 * 60),
        )
    }
)
"""14/4/2023 is a Friday."""
NIGHT = CAMPAIGN.model_copy(
    update={
        "calendar": CALENDAR.model_copy(
            update={
                "shifts": (
                    Shift(label=MORNING, starts_minute=7 * 60, ends_minute=22 * 60),
                    Shift(label=EVENING, starts_minute=22 * 60, ends_minute=28 * 60),
                )
            }
        )
    }
)
CLUSTERED = CAMPAIGN.model_copy(update={"clusters": (Cluster(name="Đông", units=(FIRST, SECOND)),)})


@pytest.mark.parametrize(
    ("time", "slots"),
    [
        ("14/4 (7h30-11h30)", ["14/4 Ca 01"]),
        ("14/4 (13h30-17h00)", ["14/4 Ca 02"]),
        ("14/4 (7h30-17h00)", ["14/4 Ca 01", "14/4 Ca 02"]),
        ("Tháng 4/2023 (Từ 8h00 đến 10h00): 15", ["15/4 Ca 01"]),
        ("14/4 (7h00-15h00)", ["14/4 Ca 01"]),
        ("14/4 (sáng: 7h30-11h30)", ["14/4 Ca 01"]),
        ("13h30 ngày 14/4", ["14/4 Ca 02"]),
    ],
)
def test_the_hours_that_hold_at_the_unit(tmp_path: Path, time: str, slots: list[str]) -> None:
    """Those of sheet *Ca* are read, too."""
    found = read(workbook(tmp_path, typed(line("Xã Hòa Bình", time))), OWN)
    assert found.unreadable == ()
    assert told(found) == [f"MÁY 1 001 {slot}" for slot in slots]


def test_the_hours_that_hold_for_the_machine(tmp_path: Path) -> None:
    rows = [*typed(), ("MÁY 2",), line("Xã Lộc Thành", "14/4 (16h00-20h00)")]
    assert told(read(workbook(tmp_path, rows), OWN)) == ["MÁY 2 002 14/4 Ca 02"]


@pytest.mark.parametrize(
    ("unit", "time"),
    [
        ("Xã Lộc Thành", "14/4 (7h30-11h30)"),
        ("Xã Hòa Bình", "14/4 (8h00-10h00)"),
        ("Xã Hòa Bình", "15/4 (7h30-11h30)"),
        ("Xã Hòa Bình", "14,15/4 (8h00-10h00)"),
        ("Xã Hòa Bình", "14/4 (16h00-20h00)"),
    ],
)
def test_own_hours_hold_nowhere_else(tmp_path: Path, unit: str, time: str) -> None:
    found = read(workbook(tmp_path, typed(line(unit, time))), OWN)
    assert ([problem.where for problem in found.unreadable], told(found)) == (["Phụ lục!D3"], [])


def test_the_message_names_the_hours_that_hold_there(tmp_path: Path) -> None:
    (problem,) = read(workbook(tmp_path, typed(line("Xã Hòa Bình", "14/4 (9h00-12h00)"))), OWN).unreadable
    assert "Ca 01 7h30–11h30" in problem.advice


@pytest.mark.parametrize("time", ["14/4 (22h00-4h00)", "14/4 (22h-04h00)", "tối 14/4"])
def test_a_shift_over_midnight_is_that_of_the_day_on_which_it_begins(tmp_path: Path, time: str) -> None:
    assert told(read(workbook(tmp_path, typed(line("Xã Hòa Bình", time))), NIGHT)) == ["MÁY 1 001 14/4 Ca 02"]


def test_the_whole_day_goes_on_over_midnight(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, typed(line("Xã Hòa Bình", "14/4 (7h00-4h00)"))), NIGHT)
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 14/4 Ca 02"]


def test_units_of_a_cluster_share_a_shift(tmp_path: Path) -> None:
    rows = typed(line("Xã Hòa Bình", "14/4", "7h00-11h30"), line("Xã Lộc Thành", "14/4", "11h30-15h00"))
    found = read(workbook(tmp_path, rows), CLUSTERED)
    assert found.unreadable == ()
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 002 14/4 Ca 01"]


@pytest.mark.parametrize(
    "name",
    [
        "Xã Hòa Bình, Xã Lộc Thành",
        "Xã Lộc Thành; Xã Hòa Bình",
        "Xã Hòa Bình và xã Lộc Thành",
        "Xã Hòa Bình (7h00–11h00)\nXã Lộc Thành (11h00–15h00)",
        "Cụm Đông",
        "đông",
        "Xã Lộc Thành",
    ],
)
def test_a_line_may_name_a_cluster_or_several_of_its_units(tmp_path: Path, name: str) -> None:
    found = read(workbook(tmp_path, typed(line(name, "14/4 (7h00-15h00)"))), CLUSTERED)
    assert found.unreadable == ()
    (slot,) = found.slots
    assert (CLUSTERED.stop_of(slot.unit), slot.shift) == ("001", MORNING)


def test_units_of_no_common_cluster_need_lines_of_their_own(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, typed(line("Xã Hòa Bình, Xã Lộc Thạnh", "14/4 (7h00-15h00)"))), CLUSTERED)
    assert ([problem.where for problem in found.unreadable], told(found)) == (["Phụ lục!C3"], [])


def test_others_do_not_and_are_told_of_clusters(tmp_path: Path) -> None:
    (problem,) = read(workbook(tmp_path, typed(line("Xã Lộc Thạnh", "14/4", "7h00-11h30"))), CLUSTERED).unreadable
    assert (problem.where, "Ca 01" in problem.advice, "Cụm" in problem.advice) == ("Phụ lục!D3", True, True)


def test_hours_in_no_shift_say_nothing_of_clusters(tmp_path: Path) -> None:
    (problem,) = read(workbook(tmp_path, typed(line("Xã Lộc Thạnh", "14/4", "14h00-16h00")))).unreadable
    assert "Cụm" not in problem.advice


def merged(*successions: tuple[str, str, int]) -> Campaign:
    """The campaign with these mergers, each on a day of April."""
    return CAMPAIGN.model_copy(
        update={
            "successions": tuple(
                Succession(unit=UnitCode(old), successor=UnitCode(new), day=date(2023, 4, day))
                for old, new, day in successions
            )
        }
    )


def test_an_old_unit_is_its_successor_from_the_day_of_the_merger(tmp_path: Path) -> None:
    path = workbook(tmp_path, typed(line("Xã Hòa Bình", "14-17/4", "Ca 01")))
    assert told(read(path, merged(("001", "002", 15), ("002", "003", 17)))) == [
        "MÁY 1 001 14/4 Ca 01",
        "MÁY 1 002 15/4 Ca 01",
        "MÁY 1 002 16/4 Ca 01",
        "MÁY 1 003 17/4 Ca 01",
    ]
