"""The duty roster on the board: its weeks and months, what nobody takes, its papers, and what stands there before."""

import io
import shutil
import zipfile
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.board.views.duty_table import DutyTable, KnownRoster, Span, duty_table
from planner.cli.roster.commands import COMMANDS
from planner.workflow.solving import searching
from tests.board.opened import Opened, opened
from tests.cli.diary import BOOK
from tests.staffed_campaign import OFFICERS, PlainQuestion, day, ledger_beside, store_plan, write_staffed

ADDRESS = "/lich-truc"


@pytest.fixture
def staffed(home: Path) -> Opened:
    """The board of a campaign with officers and a plan, without a roster."""
    shutil.move(write_staffed(home), home / BOOK)
    store_plan(home / BOOK, announced=True)
    return opened(home, day(3))


@pytest.fixture
def rostered(home: Path, staffed: Opened, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The same with a roster that was found plainly."""
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)
    with chdir(home):
        done = CliRunner().invoke(COMMANDS["roster"], [BOOK, "-o", "giay"])
    assert done.exit_code == 0, done.stderr
    return staffed


def table(board: Opened, home: Path, span: Span = Span.WEEK, number: int = 3) -> DutyTable:
    with ledger_beside(home / BOOK) as ledger:
        known = KnownRoster(
            board.desk.staffing(), ledger.rosters.latest(), ledger.rosters.stored(), ledger.rosters.publications()
        )
    return duty_table(board.desk.picture(), known, span, day(number))


def test_without_officers_it_is_said_where_they_are_entered(board: Opened) -> None:
    told = board.text(ADDRESS)
    assert "chưa có danh sách cán bộ" in told
    assert "trang Cán bộ" in told


def test_before_the_first_roster(staffed: Opened) -> None:
    told = staffed.text(ADDRESS)
    assert "Chưa có lịch trực." in told
    assert "<table" not in told


def test_a_week_shows_every_officer_with_every_duty(rostered: Opened, home: Path) -> None:
    week = table(rostered, home)
    with ledger_beside(home / BOOK) as ledger:
        version = ledger.rosters.latest()
    assert version is not None
    first, last = day(1), day(7)
    shown = [cell for line in week.lines for cells in line.cells for cell in cells]
    assert len(week.days) == 7
    assert len(shown) == sum(first <= duty.date <= last for duty in version.roster.duties) > 0
    assert [line.name for line in week.lines] == [f"Nguyễn Văn {code[-1]}" for code in OFFICERS]
    assert [head.is_today for head in week.days].index(True) == 2
    assert week.earlier is None
    assert week.later is not None


def test_a_month_holds_its_weeks(rostered: Opened, home: Path) -> None:
    month = table(rostered, home, Span.MONTH)
    assert len(month.days) == 30
    both = [table(rostered, home, number=number) for number in (1, 8)]
    assert sum(line.num_duties for line in month.lines) == sum(line.num_duties for week in both for line in week.lines)


def test_seats_that_nobody_takes_are_named(rostered: Opened, home: Path) -> None:
    with ledger_beside(home / BOOK) as ledger:
        version = ledger.rosters.latest()
    assert version is not None
    week = table(rostered, home)
    assert len(week.vacant) == sum(day(1) <= each.date <= day(7) for each in version.roster.vacant)


@pytest.mark.parametrize("asked", ["", "?xem=thang", "?tu=x", "?tu=1999-01-01", "?xem=nam&tu=2999-01-01"])
def test_any_address_shows_a_part_of_the_campaign(rostered: Opened, asked: str) -> None:
    told = rostered.text(f"{ADDRESS}{asked}")
    assert "Nguyễn Văn 1" in told
    assert "Về lịch trực này" in told


def test_papers_are_downloaded(rostered: Opened) -> None:
    answer = rostered.get(f"{ADDRESS}/1/bang-phan-ca.zip")
    assert answer.status_code == 200
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names
    assert all(name.startswith("phan-ca/bang-phan-ca-") for name in names)


@pytest.mark.parametrize("address", ["/1/khac.zip", "/x/bang-phan-ca.zip", "/9/bang-phan-ca.zip"])
def test_nothing_else_is(rostered: Opened, address: str) -> None:
    assert rostered.get(f"{ADDRESS}{address}").status_code == 404


LEAVE = {
    "can-bo": "CB01",
    "loai": "Ô",
    "tu": day(4).isoformat(),
    "den": day(5).isoformat(),
    "ly-do": "sốt",
    "thay": "0",
}


def entered(home: Path) -> list[tuple[str | None, str | None, bool]]:
    with ledger_beside(home / BOOK) as ledger:
        return [(each.adjustment.officer, each.adjustment.leave, each.holds) for each in ledger.adjustments.all()]


def test_a_leave_is_entered_shown_and_taken_back(rostered: Opened, home: Path) -> None:
    sent = rostered.post(f"{ADDRESS}/nghi", LEAVE)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{ADDRESS}?xong=1")
    assert entered(home) == [("CB01", "Ô", True)]
    told = rostered.text(sent.headers["location"])
    assert "Đã ghi: Nguyễn Văn 1: nghỉ ốm từ Ca 01 ngày 13/4/2023 đến" in told
    assert "ca không giữ được" in told
    line = next(each for each in table(rostered, home).lines if each.name == "Nguyễn Văn 1")
    assert line.away == ("", "", "", "Ô", "Ô", "", "")
    assert rostered.post(f"{ADDRESS}/nghi/1/huy", {"thay": "1"}).status_code == 303
    assert entered(home)[0] == ("CB01", "Ô", False)
    line = next(each for each in table(rostered, home).lines if each.name == "Nguyễn Văn 1")
    assert not any(line.away)


def test_two_people_do_not_enter_over_each_other(rostered: Opened, home: Path) -> None:
    assert rostered.post(f"{ADDRESS}/nghi", LEAVE).status_code == 303
    second = rostered.post(f"{ADDRESS}/nghi", {**LEAVE, "can-bo": "CB02"})
    assert second.status_code == 409
    assert "người khác đã ghi thêm nên chưa ghi gì: " in second.text
    assert "cán bộ CB01 nghỉ (Ô)" in second.text
    assert '<option value="CB02" selected>' in second.text
    assert len(entered(home)) == 1
    assert rostered.post(f"{ADDRESS}/nghi", {**LEAVE, "can-bo": "CB02", "thay": "1"}).status_code == 303


def test_papers_are_still_to_be_had(rostered: Opened) -> None:
    rostered.post(f"{ADDRESS}/nghi", LEAVE)
    assert rostered.get(f"{ADDRESS}/1/bang-phan-ca.zip").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"can-bo": "CB09"}, 400),
        ({"can-bo": ""}, 400),
        ({"loai": "X"}, 400),
        ({"tu": ""}, 400),
        ({"den": day(1).isoformat()}, 400),
        ({"tu": day(1).isoformat(), "den": day(1).isoformat()}, 400),
        ({"ly-do": "x" * 301}, 400),
        ({"tu-ca": "Ca 99"}, 400),
    ],
)
def test_what_cannot_be_is_shown_again_as_it_was_typed(
    rostered: Opened, home: Path, wrong: dict[str, str], status: int
) -> None:
    answer = rostered.post(f"{ADDRESS}/nghi", {**LEAVE, **wrong})
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert "--" not in answer.text.partition("<main")[2].replace("<!--", "")
    assert entered(home) == []
    if len(wrong.get("ly-do", "")) < 300:
        assert 'value="sốt"' in answer.text


def test_a_number_that_is_no_leave_is_not_taken_back_here(rostered: Opened) -> None:
    assert rostered.post(f"{ADDRESS}/nghi/1/huy", {"thay": "0"}).status_code == 404


def test_without_officers_nobody_is_entered(board: Opened) -> None:
    assert "Ghi cán bộ nghỉ" not in board.text(ADDRESS)
    answer = board.post(f"{ADDRESS}/nghi", LEAVE)
    assert answer.status_code == 400
    assert "chưa có danh sách cán bộ" in answer.text
