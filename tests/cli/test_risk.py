"""`planner risk`: when it may be done and with how much reserve; nothing is stored."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.campaigns import day, filled_plan, machine, posting, small_campaign, stand, unit
from tests.cli.diary import BOOK, DAYS_1_AND_2, FIRST, SECOND, announce, answer_of, ask, events_in, record, store
from tests.cli.running import files_in
from tests.workbooks import write_workbook

FEW = ("--draws", "20", "--workers", "1")
SURE = ("--turnout", "100", "--turnout-spread", "0", "--breakdown-chance", "0", "--closure-chance", "0")


def test_one_sentence_comes_first_and_nothing_is_stored(home: Path) -> None:
    store(home, FIRST)
    before = files_in(home)
    answered = ask("risk", BOOK, *FEW, folder=home)
    assert answered.code == 0, answered.err
    first, *rest = answered.out.splitlines()
    assert first.startswith(("Với 90 % khả năng, chiến dịch xong chậm nhất ngày", "Chỉ "))
    assert any(line.startswith("Giả định: trung bình 90 % số người được hẹn đến làm") for line in rest)
    assert any("hồ sơ còn sót" in line for line in rest)
    assert files_in(home) == before
    assert events_in(home) == ["plan"]


def test_where_everything_goes_well_the_plan_comes_true(home: Path) -> None:
    store(home, FIRST)
    answer = answer_of("risk", BOOK, *FEW, *SURE, "--by", "12/4/2023", folder=home)
    assert answer["planned_finish"] == "2023-04-12"
    assert answer["reserve_days"] == 0
    assert answer["units"] == []
    assert {one["day"] for one in answer["finish"]} == {"2023-04-12"}
    assert answer["done_by"] == answer["in_time"] == answer["as_planned"] == {"value": 1.0, "standard_error": 0.0}
    assert answer["moved"]["value"] == answer["replans"]["value"] == 0
    assert answer["sentence"].endswith("nên cần dự phòng 0 ngày.")


def test_for_a_program_with_standard_errors(home: Path) -> None:
    store(home, FIRST)
    answer = answer_of("risk", BOOK, *FEW, "--turnout", "60", "--turnout-spread", "30", folder=home)
    assert answer["draws"] == answer["draws_asked"] == 20
    assert not answer["was_stopped"]
    chance = answer["in_time"]
    assert chance["standard_error"] == pytest.approx((chance["value"] * (1 - chance["value"]) / 20) ** 0.5)
    assert answer["left"]["standard_error"] > 0
    assert answer["assumed"]["turnout"] == 0.6
    assert {one["share"] for one in answer["finish"]} == {0.1, 0.5, 0.9}
    assert {one["unit"] for one in answer["units"]} <= {"A", "B", "C"}


LARGE = small_campaign(
    units=(unit("A", 201), unit("B", 150)),
    machines=(machine("M1", posting(34)), machine("M2", posting(34))),
    days=12,
    closures=(),
)
DAYS = "1.1 1.2 2.1 2.2 3.1 3.2"
LARGE_PLAN = filled_plan(LARGE, stand("M1", "A", DAYS), stand("M2", "B", DAYS))
ALMOST_ALL = ("--draws", "40", "--workers", "1", "--breakdown-chance", "0", "--closure-chance", "0")


def test_the_last_dossiers_are_told_apart(home: Path) -> None:
    write_workbook(LARGE, home / BOOK)
    store(home, LARGE_PLAN)
    answer = answer_of("risk", BOOK, *ALMOST_ALL, "--by", "13/4/2023", "-o", "o", folder=home)
    nearly = answer["nearly"]
    assert nearly["spared"] == 3
    days = {one["share"]: one["day"] for one in answer["finish"]}
    assert [one["day"] <= days[one["share"]] for one in nearly["finish"]] == [True, True, True]
    assert nearly["finish"] != answer["finish"]
    assert nearly["reserve_days"] < answer["reserve_days"]
    assert nearly["done_by"]["value"] > answer["done_by"]["value"]
    assert {one["unit"] for one in nearly["units"]} == {"A", "B"}
    assert all(0 < one["dossiers"] <= nearly["spared"] for one in nearly["units"])
    sentence = answer["sentence_on_the_last"]
    assert "không quá 3 hồ sơ cuối cùng (1 %) chưa thu nhận" in sentence
    assert f"chỉ cần dự phòng {nearly['reserve_days']} ngày." in sentence
    assert "hay còn ở " in sentence
    told = ask("risk", BOOK, *ALMOST_ALL, folder=home).out
    assert sentence in told.splitlines()
    assert "  90 % xong đến (trừ 3 hồ sơ)" in told
    assert "nơi còn hồ sơ cuối cùng" in told
    sheet = load_workbook(home / "o" / "rui-ro.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Số ngày cần dự phòng, không tính những hồ sơ cuối cùng" in cells
    assert "Các đơn vị còn những hồ sơ cuối cùng" in cells
    assert "Chỉ còn những hồ sơ cuối cùng (1 %)" in (home / "o" / "rui-ro-ngay-xong.svg").read_text(encoding="utf-8")


def test_a_campaign_without_last_dossiers_to_spare_tells_of_none(home: Path) -> None:
    store(home, FIRST)
    answer = answer_of("risk", BOOK, *FEW, folder=home)
    assert answer["nearly"] is None
    assert answer["sentence_on_the_last"] is None
    assert "cuối cùng" not in ask("risk", BOOK, *FEW, folder=home).out


def test_the_same_with_any_number_of_workers(home: Path) -> None:
    store(home, FIRST)
    assert answer_of("risk", BOOK, "--draws", "12", "--workers", "1", folder=home) == answer_of(
        "risk", BOOK, "--draws", "12", "--workers", "3", folder=home
    )


def test_it_stands_where_the_campaign_stands_and_goes_by_its_results(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    assert record(home, DAYS_1_AND_2).code == 0
    answer = answer_of("risk", BOOK, *FEW, folder=home)
    assert answer["version"] == 1
    assert set(answer["assumed"]["unit_turnouts"]) == {"A", "B"}
    assert answer["assumed"]["unit_turnouts"]["A"] < 0.9
    told = ask("risk", BOOK, *FEW, folder=home).out
    assert "Đã có kết quả của 2 đơn vị; ở đó tỷ lệ người đến tính theo kết quả." in told


def test_a_plan_in_a_file(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(4))
    assert record(home, DAYS_1_AND_2).code == 0
    (home / "khac.json").write_text(SECOND.model_dump_json(exclude_none=True), encoding="utf-8")
    answer = answer_of("risk", BOOK, "khac.json", *FEW, *SURE, folder=home)
    assert (answer["version"], answer["planned_finish"]) == (2, "2023-04-13")


def test_the_report_and_its_pictures(home: Path) -> None:
    store(home, FIRST)
    answer = answer_of("risk", BOOK, *FEW, "--turnout", "70", "-o", "o", folder=home)
    names = {Path(path).name for path in answer["prints"]}
    assert names == {"rui-ro.xlsx", "rui-ro.docx", "rui-ro.pdf", "rui-ro-ngay-xong.svg", "rui-ro-don-vi.svg"}
    sheet = load_workbook(home / "o" / "rui-ro.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "ĐÁNH GIÁ RỦI RO CỦA PHƯƠNG ÁN" in cells
    assert "Số ngày cần dự phòng" in cells
    assert (home / "o" / "rui-ro-ngay-xong.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_table_of_the_units(home: Path) -> None:
    store(home, FIRST)
    lines = ask("risk", BOOK, *FEW, "--turnout", "50", "--csv", folder=home).out.splitlines()
    columns = ("mã", "đơn vị", "xong muộn (tỷ lệ số lần thử)", "số ngày muộn trung bình", "còn sót (tỷ lệ số lần thử)")
    assert all(f'"{column}"' in lines[0] for column in columns)
    assert len(lines) > 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), "chưa lưu phương án nào"),
        (("--by", "1/1/2023"), "--by"),
        (("--draws", "0"), "--draws"),
        (("--turnout", "101"), "--turnout"),
    ],
)
def test_what_cannot_be(home: Path, more: tuple[str, ...], told: str) -> None:
    if more:
        store(home, FIRST)
    answered = ask("risk", BOOK, *more, folder=home)
    assert answered.code == 2
    assert told in answered.err


def test_the_end_of_the_time_keeps_what_draws_there_are(home: Path) -> None:
    store(home, FIRST)
    answered = ask("risk", BOOK, "--draws", "1000000", "--seconds", "5", "--json", folder=home)
    assert answered.code == 0, answered.err
    answer: dict[str, Any] = json.loads(answered.out)
    assert answer["was_stopped"]
    assert 0 < answer["draws"] < 1_000_000
    assert "Kết thúc sớm: chỉ tính" in answered.err


def test_the_command_itself_never_loads_the_solver() -> None:
    code = "import sys, planner.cli.questions.risk; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
