"""`planner report`: readable on a page, whole for a program, and printed."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from planner.domain.campaign import Phase
from planner.domain.office import Reporting
from planner.domain.results import Result
from planner.ledger.recording import ReportedFile
from planner.workflow.days.progress_reports import ReportWanted, report_progress
from tests.campaigns import day, stand
from tests.cli.diary import BOOK, CAMPAIGN, DAYS_1_AND_2, FIRST, answer_of, ask, ledger_in, record, store
from tests.cli.running import files_in, planner
from tests.replans import reported, reported_elsewhere
from tests.workbooks import write_workbook

WIDEST = 100
HANOI = timezone(timedelta(hours=7))


@pytest.fixture
def in_hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is seven hours before universal time."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change the zone of a running program")
    monkeypatch.setenv("TZ", "<+07>-07")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def rewrite(home: Path, **changes: object) -> None:
    """The workbook with other facts."""
    write_workbook(CAMPAIGN.model_copy(update=changes), home / BOOK)


def with_figures(result: Result, approved: int, activated: int) -> Result:
    return result.model_copy(update={"approved": approved, "activated": activated})


def record_at(home: Path, moment: datetime, *results: Result) -> None:
    """As if these had been recorded at that moment."""
    with ledger_in(home) as ledger:
        file = ReportedFile(sha256=f"{moment.timestamp():064.0f}", name="kq.xlsx")
        ledger.record(results, file, by="trực ban", at=moment.astimezone(UTC))


def test_a_page_for_people(home: Path) -> None:
    told = [with_figures(DAYS_1_AND_2[0], 1, 2), *DAYS_1_AND_2[1:], reported_elsewhere("C", day(2), 1)]
    record(home, told)
    done = ask("report", BOOK, "--date", "11/4/2023", "-o", "in", folder=home)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[:6] == [
        "Chiến dịch thử",
        "Tính đến hết ngày 11/4/2023: ngày thứ 2 trên 5 ngày, còn 3 ngày.",
        "Hồ sơ đã thu nhận: 13/21, đạt 61,9 %; còn 8.",
        "Riêng ngày 11/4/2023: 6.",
        "Bình quân đến nay 6,5 mỗi ngày làm việc; dự báo đến ngày 14/4/2023: 20.",
        "Để đạt chỉ tiêu, mỗi ngày làm việc còn lại cần 2,7.",
    ]
    table = next(number for number, line in enumerate(lines) if line.startswith("  Hạng"))
    assert [line.split() for line in lines[table + 1 : table + 5]] == [
        ["2", "Xã", "A", "10", "6", "1", "2", "60,0", "4", "3,0", "1,4", "10"],
        ["1", "Xã", "B", "7", "6", "0", "0", "85,7", "1", "3,0", "0,4", "7"],
        ["3", "Xã", "C", "4", "1", "0", "0", "25,0", "1", "0,5", "1,0", "3"],
        ["Tổng", "cộng", "21", "13", "1", "2", "61,9", "6", "6,5", "2,7", "20"],
    ]
    assert "Dẫn đầu: Xã B (85,7 %), Xã A (60,0 %)." in lines
    assert "Chậm nhất so với mức phải đạt đến nay: Xã C (−1)." in lines
    assert not any("báo cáo" in line for line in lines[:-1]), "without a plan nobody had to report"
    assert max(map(len, lines)) <= WIDEST


def test_for_a_program(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    answer = answer_of("report", BOOK, "--date", "2023-04-10", "-o", "in", folder=home)
    assert (answer["kind"], answer["as_of"], answer["days_gone"], answer["days_left"]) == ("day", "2023-04-10", 1, 4)
    a, b, c = answer["units"]
    assert (a["unit"], a["target"], a["collected"], a["achieved"], a["today"], a["rank"]) == ("A", 10, 2, 2, 2, 2)
    assert b["percent"] == 500 / 7, "as it is, before any rounding"
    assert (b["pace_so_far"], b["pace_needed"], b["forecast"]) == (5, 0.5, 7)
    assert (c["collected"], c["rank"], c["percent"]) == (0, 3, 0)
    assert (answer["total"]["target"], answer["total"]["collected"], answer["total"]["left"]) == (21, 7, 14)
    assert [point["achieved"] for point in answer["course"]] == [7, None, None, None, None]
    assert answer["best"] == ["B", "A"]
    assert {Path(path).name for path in answer["prints"]} == {
        f"bao-cao-2023-04-10.{suffix}" for suffix in ("xlsx", "docx", "pdf")
    }


def test_each_kind_of_report_has_files_of_its_own(home: Path) -> None:
    rewrite(
        home, phases=(Phase(name="Đợt một", last_day=day(2), target=9), Phase(name="Hai", last_day=day(5), target=21))
    )
    record(home, DAYS_1_AND_2)
    for options in ((), ("--weekly",), ("--phase", "hai"), ("--phase", "ĐỢT MỘT"), ("--final",)):
        assert ask("report", BOOK, "--date", "17/4/2023", "-o", "in", *options, folder=home).code == 0
    endings = {"", "-tuan", "-giai-doan-1", "-giai-doan-2", "-tong-ket"}
    assert files_in(home / "in") == {
        f"bao-cao-2023-04-17{ending}.{suffix}" for ending in endings for suffix in ("xlsx", "docx", "pdf")
    }


def test_the_week_that_is_over_beside_what_was_reached_at_its_end(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    answer = answer_of("report", BOOK, "--date", "18/4/2023", "--weekly", "-o", "in", folder=home)
    assert answer["period"] == {"first_day": "2023-04-10", "last_day": "2023-04-16"}
    assert (answer["as_of"], answer["total"]["in_period"], answer["total"]["today"]) == ("2023-04-16", 12, 0)
    early = ask("report", BOOK, "--date", "15/4/2023", "--weekly", "-o", "in2", folder=home)
    assert (early.code, files_in(home / "in2") if (home / "in2").exists() else set()) == (2, set())
    assert "tuần đầu tiên kết thúc ngày 16/4/2023" in early.err


def test_a_phase_is_told_by_its_own_days(home: Path) -> None:
    phases = (
        Phase(name="Giai đoạn 1", last_day=day(1), target=9),
        Phase(name="Giai đoạn 2", first_day=day(2), last_day=day(5), target=21),
    )
    rewrite(home, phases=phases)
    record(home, DAYS_1_AND_2)
    asked = ("report", BOOK, "--date", "11/4/2023", "-o", "in")
    done = ask(*asked, "--phase", "giai đoạn 2", folder=home)
    assert "Trong Giai đoạn 2, từ 11/4/2023 đến 14/4/2023: 5." in done.out
    rows = [line.split() for line in done.out.splitlines() if line.startswith("  Giai đoạn")]
    assert rows[1:] == [
        ["Giai", "đoạn", "1", "10/4/2023", "10/4/2023", "9", "7", "77,8", "7", "2", "–"],
        ["Giai", "đoạn", "2", "11/4/2023", "14/4/2023", "21", "12", "57,1", "5", "9", "3,0"],
    ]
    unknown = ask(*asked, "--phase", "Giai đoạn 3", folder=home)
    assert unknown.code == 2
    assert "Giai đoạn 1; Giai đoạn 2" in unknown.err
    rewrite(home)
    assert "trang tính Giai đoạn" in ask(*asked, "--phase", "Giai đoạn 1", folder=home).err


def test_the_final_report_tells_who_has_reached_the_target(home: Path) -> None:
    last = [reported(slot, dossiers) for slot, dossiers in zip(stand("M1", "A", "3.1 3.2"), (3, 1), strict=True)]
    record(home, [*DAYS_1_AND_2, *last])
    done = ask("report", BOOK, "--date", "20/4/2023", "--final", "-o", "in", folder=home)
    assert "Đạt chỉ tiêu: 1/3 đơn vị." in done.out
    assert "chiến dịch 5 ngày đã kết thúc ngày 14/4/2023" in done.out
    units = answer_of("report", BOOK, "--date", "20/4/2023", "--final", "-o", "in", folder=home)["units"]
    assert [(unit["is_reached"], unit["left"], unit["pace_needed"]) for unit in units] == [
        (True, 0, None),
        (False, 1, None),
        (False, 4, None),
    ]


def test_two_kinds_at_once_are_no_report(home: Path) -> None:
    done = ask("report", BOOK, "--date", "11/4/2023", "--weekly", "--final", folder=home)
    assert done.code == 2
    assert "--weekly, --phase và --final" in done.err


def test_a_correction_counts_in_place_of_what_it_corrects(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    record(home, [reported(stand("M1", "A", "1.2")[0], 9)], "sửa.xlsx")
    answer = answer_of("report", BOOK, "--date", "10/4/2023", "-o", "in", folder=home)
    assert answer["units"][0]["collected"] == 9


def test_only_activated_accounts_count_where_the_workbook_says_so(home: Path) -> None:
    rewrite(home, reporting=Reporting(counts_activated=True))
    record(home, DAYS_1_AND_2)
    asked = ("report", BOOK, "--date", "11/4/2023", "-o", "in")
    assert "chưa kết quả nào ghi số kích hoạt" in ask(*asked, folder=home).err
    record(home, [with_figures(DAYS_1_AND_2[0], 2, 1)], "sau.xlsx")
    done = ask(*asked, folder=home)
    assert "Tài khoản đã kích hoạt: 1/21, đạt 4,8 %; còn 20." in done.out
    assert "chưa kết quả nào" not in done.err


def test_nothing_recorded_yet(home: Path) -> None:
    done = ask("report", BOOK, "--date", "10/4/2023", "-o", "in", folder=home)
    assert done.code == 0
    assert "Hồ sơ đã thu nhận: 0/21, đạt 0,0 %; còn 21." in done.out
    assert "Dẫn đầu" not in done.out
    assert not (home / "nho/campaign.ledger.db").exists(), "asking begins no ledger"


def test_a_unit_with_results_that_left_the_workbook_is_told(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    kept = tuple(unit for unit in CAMPAIGN.units if unit.code != "B")
    machines = [
        machine.model_copy(
            update={"postings": tuple(one.model_copy(update={"serves": ("A", "C")}) for one in machine.postings)}
        )
        for machine in CAMPAIGN.machines
    ]
    rewrite(home, units=kept, machines=tuple(machines), roads=())
    done = ask("report", BOOK, "--date", "11/4/2023", "-o", "in", folder=home)
    assert done.code == 0
    assert "Không tính: 6 hồ sơ và 0 tài khoản của B" in done.out
    assert "Hồ sơ đã thu nhận: 6/14" in done.out


def test_a_unit_whose_machine_is_announced_for_later_is_not_behind(home: Path) -> None:
    """C has its slots on day 3 only; nothing announced, the even pace had it behind on day 2."""
    (plan,) = store(home, FIRST)
    record(home, DAYS_1_AND_2)
    asked = ("report", BOOK, "--date", "11/4/2023", "-o", "in")
    assert answer_of(*asked, folder=home)["furthest_behind"] == ["C"]
    with ledger_in(home) as ledger:
        ledger.announce(plan.number, day(5), by="trực ban", at=datetime(2023, 4, 9, tzinfo=UTC))
    answer = answer_of(*asked, folder=home)
    assert [(unit["is_scheduled"], unit["expected"], unit["behind"]) for unit in answer["units"]] == [
        (True, 9, 3),
        (True, 7, 1),
        (True, 0, 0),
    ]
    assert answer["furthest_behind"] == ["A", "B"]
    assert [unit["forecast"] for unit in answer["units"]] == [7, 6, 4], "A had brought two thirds of what was planned"


@pytest.mark.usefixtures("in_hanoi")
def test_who_did_not_report_by_half_past_three(home: Path) -> None:
    """Shifts end at 10h00 and 15h00, so both of a day are due at 15h30."""
    store(home, FIRST)
    a_evening, a_morning, _a_late, b_evening, b_morning, b_late = DAYS_1_AND_2
    record_at(home, datetime(2023, 4, 10, 15, 30, tzinfo=HANOI), a_evening)
    record_at(home, datetime(2023, 4, 10, 15, 30, 1, tzinfo=HANOI), b_evening)
    asked = ("report", BOOK, "--date", "10/4/2023", "-o", "in")
    lines = ask(*asked, folder=home).out.splitlines()
    heading = lines.index("Không báo cáo trước 15h30: 1/2 đơn vị.")
    assert lines[heading + 1] == "  báo cáo muộn: Xã B (15h30 10/4/2023)"
    record_at(home, datetime(2023, 4, 11, 9, tzinfo=HANOI), a_morning, b_morning, b_late)
    later = answer_of("report", BOOK, "--date", "11/4/2023", "-o", "in", folder=home)["not_reported"]
    assert (later["num_expected"], later["is_open"]) == (2, False)
    assert [(each["unit"], each["came_late"], len(each["slots"])) for each in later["units"]] == [("A", False, 1)]


@pytest.mark.usefixtures("in_hanoi")
def test_every_unit_is_asked_for_where_the_workbook_says_so(home: Path) -> None:
    rewrite(home, reporting=Reporting(all_units_report=True))
    record_at(home, datetime(2023, 4, 11, 8, tzinfo=HANOI), reported_elsewhere("C", day(2), 1))
    done = ask("report", BOOK, "--date", "11/4/2023", "-o", "in", folder=home)
    assert "  đến nay chưa có số liệu: Xã A, Xã B" in done.out.splitlines()
    whole_week = ask("report", BOOK, "--date", "16/4/2023", "--weekly", "-o", "in", folder=home)
    assert "Xã A (5 ngày), Xã B (5 ngày), Xã C (4 ngày)" in whole_week.out


def test_a_day_that_has_not_come(home: Path) -> None:
    in_two_days = (datetime.now().astimezone() + timedelta(days=2)).date()
    done = ask("report", BOOK, "--date", in_two_days.isoformat(), "-o", "in", folder=home)
    assert done.code == 0
    assert "chưa đến" in done.err
    assert "chưa đến" not in ask("report", BOOK, "--date", "10/4/2023", "-o", "in", folder=home).err


def test_in_english_and_in_a_process_of_its_own(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    done = planner("report", BOOK, "--date", "11/4/2023", "--lang", "en", folder=home)
    assert done.code == 0
    assert "Dossiers collected: 12 of 21, 57.1 %; 9 left." in done.out
    assert "bao-cao-2023-04-11.pdf" in done.out
    assert (home / "outputs" / "nho" / "bao-cao-2023-04-11.xlsx").is_file()


def test_long_names_give_way(home: Path) -> None:
    long = [unit.model_copy(update={"name": f"Xã {unit.code} {'rất dài ' * 9}".strip()}) for unit in CAMPAIGN.units]
    rewrite(home, units=tuple(long))
    lines = ask("report", BOOK, "--date", "10/4/2023", "-o", "in", folder=home).out.splitlines()
    table = next(number for number, line in enumerate(lines) if line.startswith("  Hạng"))
    assert max(map(len, lines[table : table + 5])) <= WIDEST
    assert sum("…" in line for line in lines) == 3


def test_without_a_day_the_report_is_of_today(home: Path) -> None:
    store(home, FIRST)
    now = datetime(2023, 4, 11, 20, 0, tzinfo=UTC)
    done = report_progress(home / BOOK, home / "o", ReportWanted(None), now=now)
    assert done.report.as_of == day(3), "it is the next day already where the campaign is"
