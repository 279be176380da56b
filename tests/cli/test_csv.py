"""`--csv`: one table alone on stdout, which pandas and LibreOffice read back figure for figure."""

import json
import shutil
import subprocess
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from planner.prints.writers.as_csv import BYTE_ORDER_MARK, csv_text
from tests.campaigns import day
from tests.cli.diary import BOOK, DAYS_1_AND_2, FIRST, SECOND, announce, ask, record, store
from tests.conftest import system_part
from tests.quota.tables import BINH_GIA

SEARCH = ("--seconds", "60", "--workers", "1")
COMMANDS: dict[str, tuple[str, ...]] = {
    "report": (BOOK, "--date", "11/4/2023", "-o", "o"),
    "status": (BOOK, "--today", "12/4/2023"),
    "whatif": (BOOK, "--capacity", "4", *SEARCH),
    "fleet": (BOOK, *SEARCH),
    "repairs": (BOOK, *SEARCH),
    "changes": (BOOK, "-o", "o"),
    "quota": (str(BINH_GIA), "--days", "70", "-o", "o"),
}


@pytest.fixture
def diary(home: Path) -> Path:
    """The campaign after two days: plan 1 is announced, plan 2 the latest."""
    store(home, FIRST)
    announce(home, 1, day(4))
    assert record(home, DAYS_1_AND_2).code == 0
    store(home, SECOND, last_result=len(DAYS_1_AND_2))
    return home


def table(command: str, folder: Path, *more: str) -> pd.DataFrame:
    answered = ask(command, *COMMANDS[command], "--csv", *more, folder=folder)
    assert answered.code == 0, answered.err
    assert answered.out.startswith(BYTE_ORDER_MARK)
    assert answered.out.count(BYTE_ORDER_MARK) == 1
    return pd.read_csv(StringIO(answered.out.removeprefix(BYTE_ORDER_MARK)), decimal=",", dtype={"Mã": str})


def in_json(command: str, folder: Path) -> dict[str, list[dict[str, object]]]:
    answered = ask(command, *COMMANDS[command], "--json", folder=folder)
    assert answered.code == 0, answered.err
    found: dict[str, list[dict[str, object]]] = json.loads(answered.out)
    return found


def told(frame: pd.DataFrame, column: str) -> list[object]:
    return [None if pd.isna(value) else value for value in frame[column]]


def test_report(diary: Path) -> None:
    frame, units = table("report", diary), in_json("report", diary)["units"]
    assert told(frame, "Tính đến ngày") == ["2023-04-11"] * 3
    for column, key in (
        ("Mã", "unit"),
        ("Đơn vị", "name"),
        ("Hạng", "rank"),
        ("chỉ tiêu", "target"),
        ("thu nhận", "collected"),
        ("còn sót", "left"),
        ("chậm", "behind"),
        ("dự báo", "forecast"),
    ):
        assert told(frame, column) == [unit[key] for unit in units], column
    assert told(frame, "%") == pytest.approx([unit["percent"] for unit in units], abs=1e-3)
    assert told(frame, "%")[0] == 60.0


def test_status(diary: Path) -> None:
    frame, units = table("status", diary), in_json("status", diary)["units"]
    for column, key in (
        ("Mã", "unit"),
        ("cần", "need"),
        ("thu nhận", "collected"),
        ("còn lại", "remaining"),
        ("đã xếp", "planned_ahead"),
        ("xong ngày", "expected_done"),
    ):
        assert told(frame, column) == [unit[key] for unit in units], column
    assert told(frame, "xong ngày") == ["2023-04-12", "2023-04-12", "2023-04-13"]


def test_whatif(diary: Path) -> None:
    frame, scenarios = table("whatif", diary), in_json("whatif", diary)["scenarios"]
    for column, key in (("giả định", "scenario"), ("xong", "finish"), ("còn sót", "left")):
        assert told(frame, column) == [scenario[key] for scenario in scenarios], column
    assert len(frame) == 2


def test_fleet(diary: Path) -> None:
    frame, lines = table("fleet", diary), in_json("fleet", diary)["lines"]
    for column, key in (("máy", "machines"), ("xong", "finish"), ("còn sót", "left")):
        assert told(frame, column) == [line[key] for line in lines], column


def test_repairs(diary: Path) -> None:
    frame, repairs = table("repairs", diary), in_json("repairs", diary)["repairs"]
    for column, key in (
        ("cho đổi", "most"),
        ("đã đổi", "changed_unit_days"),
        ("công dân*", "citizens_weighed"),
        ("xong", "finish"),
    ):
        assert told(frame, column) == [repair[key] for repair in repairs], column


def test_quota(tmp_path: Path) -> None:
    frame, rows = table("quota", tmp_path), in_json("quota", tmp_path)["rows"]
    for column, key in (("Đơn vị", "unit"), ("Chỉ tiêu", "target"), ("Mỗi ngày", "daily")):
        assert told(frame, column) == [row[key] for row in rows], column


def test_changes(diary: Path) -> None:
    frame = table("changes", diary)
    changed = frame[frame["Mã"] == "C"][["Ngày", "Ca", "Lịch", "công dân liên quan"]].to_numpy().tolist()
    assert changed == [
        ["2023-04-12", "Ca 01", "hủy", 4],
        ["2023-04-12", "Ca 02", "hủy", 0],
        ["2023-04-13", "Ca 01", "mới", 0],
        ["2023-04-13", "Ca 02", "mới", 0],
    ]
    assert frame["công dân liên quan"].sum() == 4


def test_people_are_told_on_the_other_stream(diary: Path) -> None:
    assert "Xã A" in ask("status", *COMMANDS["status"], "--csv", folder=diary).err


def test_one_of_two_forms(diary: Path) -> None:
    answered = ask("status", *COMMANDS["status"], "--csv", "--json", folder=diary)
    assert answered.code == 2
    assert "Chỉ ghi --json hoặc --csv, không ghi cả hai" in answered.err


def test_no_table_where_there_is_an_error(home: Path) -> None:
    answered = ask("changes", BOOK, "--csv", folder=home)
    assert answered.code != 0
    assert answered.out == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", " ="])
def test_no_cell_becomes_a_formula(sign: str) -> None:
    line = csv_text([[f"{sign}1+1", -5, None, date(2023, 4, 5)]]).removeprefix(BYTE_ORDER_MARK)
    assert line == f'"\'{sign.strip()}1+1","-5","","2023-04-05"\r\n'


def test_libreoffice_reads_days_and_figures(diary: Path) -> None:
    office = shutil.which("soffice") or ""
    system_part("soffice", present=bool(office))
    answered = ask("report", *COMMANDS["report"], "--csv", folder=diary)
    (diary / "bang.csv").write_text(answered.out, encoding="utf-8")
    command = [office, "--headless", f"-env:UserInstallation={(diary / 'profile').as_uri()}", "--convert-to", "xlsx"]
    vietnamese = "--infilter=CSV:44,34,76,1,,1066"
    subprocess.run([*command, vietnamese, "bang.csv"], cwd=diary, check=True, capture_output=True, timeout=120)
    head, first, *_rest = load_workbook(diary / "bang.xlsx").worksheets[0].iter_rows(values_only=True)
    read = dict(zip(head, first, strict=True))
    assert read["Tính đến ngày"] == datetime(2023, 4, 11)  # noqa: DTZ001 - a cell's day has no zone
    assert (read["Đơn vị"], read["chỉ tiêu"], read["%"]) == ("Xã A", 10, 60)
