"""Hostile texts in every text field of every workbook, through every command: python -m tests.hostile_prints

[--texts 200] [--first 0]. Each text is put into the free texts of a campaign workbook, of its results, of a list of
citizens and of a table of targets; then also into its names and codes. A workbook is refused with a clear message, or
everything that is written of it is harmless and lies where it belongs. Prints a line for each fault and a summary;
exit 1 if there was any.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner
from openpyxl import Workbook

from planner.cli.program import planner as command_line
from tests.harmless import faults_of
from tests.hostile_texts import hostile_texts, writable

HOME = Path("nha/viec/dot-1")
"""So deep in the sandbox that a way out of it still ends inside the sandbox."""
FIRST_DAY = date(2023, 4, 10)
CellValue = str | int | float | date | None
FREE_SETTINGS = (
    "Tên chiến dịch",
    "Mẫu địa điểm",
    "Cơ quan chủ quản",
    "Cơ quan ban hành",
    "Số văn bản",
    "Địa danh",
    "Quyền hạn ký",
    "Chức vụ người ký",
    "Người ký",
    "Nơi nhận",
    "Tên thẻ",
    "Chữ phụ lục",
    "Tiêu đề phụ lục",
    "Kèm theo",
    "Trích yếu thông báo",
    "Giấy tờ mang theo",
    "Liên hệ",
)
LONGEST_CELL = 32_767


@dataclass
class Tally:
    """What became of the texts."""

    answers: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def check_text(text: str, sandbox: Path, tally: Tally, *, in_names: bool) -> None:
    """Run every command on workbooks that hold this text."""
    home = sandbox / HOME
    home.mkdir(parents=True)
    _write_workbooks(home, writable(text)[:LONGEST_CELL], in_names=in_names)
    before = _files(sandbox)
    with chdir(home):
        for arguments in _commands():
            answer = _answer(arguments, text, tally)
            tally.answers[f"{arguments[0]} {answer}"] += 1
            if arguments[0] == "check" and answer:
                break
    for path in sorted(_files(sandbox) - before):
        if not path.is_relative_to(home):
            tally.faults.append(f"{text[:40]!r}: {path} was written outside")
        elif not path.name.endswith((".ledger.db", ".ledger.db-journal")):
            tally.files[path.suffix] += 1
            tally.faults += [f"{text[:40]!r}: {fault}" for fault in faults_of(path)]


def _commands() -> Iterator[tuple[str, ...]]:
    book = "campaign.xlsx"
    yield "check", book
    yield "plan", book, "-o", "ra", "--workers", "1", "--seconds", "5"
    yield "announce", book
    yield "print", book, "-o", "ra"
    yield "new-results", book, "--date", "10/4/2023"
    yield "record", book, "ket-qua.xlsx", "--today", "12/4/2023"
    yield "replan", book, "-o", "ra2", "--workers", "1", "--seconds", "5"
    yield "changes", book, "-o", "ra2"
    yield "report", book, "--date", "11/4/2023", "-o", "ra"
    yield "invite", book, "cong-dan.xlsx", "-o", "ra", "--all"
    yield "quota", "chi-tieu.xlsx", "--days", "7", "-o", "ra"
    yield "audit", book, "ra/phu-luc.xlsx", "--seconds", "5"
    yield "audit", book, "ra/phu-luc.docx", "--seconds", "5"


def _answer(arguments: Sequence[str], text: str, tally: Tally) -> int:
    done = CliRunner().invoke(command_line, list(arguments))
    command = " ".join(arguments[:2])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        tally.faults.append(f"{text[:40]!r}: {command}: {type(done.exception).__name__}: {done.exception}")
    elif "lỗi của chính chương trình" in done.output:
        tally.faults.append(f"{text[:40]!r}: {command}: {done.output.strip().splitlines()[-1]}")
    elif done.exit_code and not done.output.strip():
        tally.faults.append(f"{text[:40]!r}: {command}: exit {done.exit_code} without a word")
    return done.exit_code


def _files(sandbox: Path) -> set[Path]:
    return {path for path in sandbox.rglob("*") if path.is_file()}


def _write_workbooks(home: Path, text: str, *, in_names: bool) -> None:
    def name(plain: str) -> str:
        return f"{text} {plain}" if in_names else plain

    shifts = (name("Ca 01"), name("Ca 02"))
    units = (("A1", name("Xã Một")), ("B2", name("Xã Hai")))
    machine, zone, phase = name("MÁY 1"), text if in_names else "", name("Đợt 1")
    days = [FIRST_DAY + timedelta(days=number) for number in range(7)]
    _save(
        home / "campaign.xlsx",
        {
            "Chiến dịch": [
                ("Mục", "Giá trị"),
                ("Ngày bắt đầu", days[0]),
                ("Ngày kết thúc", days[-1]),
                ("Năng lực một ca", 10),
                *((setting, text) for setting in FREE_SETTINGS),
            ],
            "Ca": [
                ("Ca", "Giờ bắt đầu", "Giờ kết thúc"),
                (shifts[0], "7h00", "15h00"),
                (shifts[1], "15h00", "23h00"),
            ],
            "Đơn vị": [
                ("Mã", "Đơn vị", "Loại", "Khu vực", "Địa điểm", "Chỉ tiêu", "Vĩ độ", "Kinh độ", "Liên hệ"),
                *(
                    (code, unit, text, zone, text, 30, 21.9 + place / 10, 106.3, text)
                    for place, (code, unit) in enumerate(units)
                ),
            ],
            "Máy": [
                ("Máy", "Loại", "Địa điểm", "Đến ngày", "Từ ngày", "Ghi chú"),
                (machine, "Cố định", text, days[1], None, text),
                (machine, "Lưu động", None, None, days[2], text),
            ],
            "Ngày nghỉ": [("Từ ngày", "Lý do"), (days[3], text)],
            "Giai đoạn": [("Tên", "Đến ngày", "Chỉ tiêu"), (phase, days[4], 5)],
            "Phân công thôn": [
                ("Đơn vị", "Thôn", "Tổ phụ trách", "Liên hệ", "Ghi chú"),
                ("A1", text or "Thôn", text or "Tổ", text, text),
            ],
        },
    )
    columns = ("Ngày", "Từ giờ", "Đến giờ", "Ca", "Máy", "Đơn vị", "Thu nhận", "Kích hoạt", "Ghi chú")
    rows = [
        (days[0], "7h00", "15h00", shifts[0], machine, "A1", 9, 3, text),
        (days[0], "15h00", "23h00", shifts[1], machine, "A1", 7, 2, text),
    ]
    _save(home / "ket-qua.xlsx", {"Kết quả": [columns, *rows]})
    citizens = [
        (number, f"{text} Công dân {number}", 1980, f"{text} Thôn {number % 2}", text, f"{text}0912345678", "A1", text)
        for number in range(1, 12)
    ]
    heads = ("STT", "Họ và tên", "Năm sinh", "Thôn", "Hộ", "Liên hệ", "Đơn vị", text or "Cột lạ")
    _save(home / "cong-dan.xlsx", {"Công dân": [heads, *citizens]})
    targets: list[tuple[CellValue, ...]] = [("Đơn vị", f"{text} tài khoản"), (f"{text} một", 70), (f"{text} hai", 35)]
    facts = [("Mục", "Giá trị"), *((fact, text) for fact in ("Tiêu đề", "Cơ quan ban hành", "Nơi nhận", "Người ký"))]
    _save(home / "chi-tieu.xlsx", {"Chỉ tiêu": targets, "Thông tin": facts})


def _save(path: Path, sheets: Mapping[str, Sequence[Sequence[CellValue]]]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row_number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(row_number, column, value if value != "" else None)
                if isinstance(value, str) and value:
                    cell.data_type = "s"
    book.save(path)


def run(num_texts: int, first: int, folder: Path) -> Tally:
    """So many texts from this one on, each in free texts and then in names too."""
    tally = Tally()
    for number, text in enumerate(list(hostile_texts(first + num_texts))[first:], start=first):
        for in_names in (False, True):
            sandbox = folder / f"{number}-{'names' if in_names else 'texts'}"
            check_text(text, sandbox, tally, in_names=in_names)
    return tally


def main() -> None:
    """The long run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    os.environ.pop("PLANNER_LANG", None)
    with tempfile.TemporaryDirectory() as folder:
        tally = run(options.texts, options.first, Path(folder))
    for fault in tally.faults:
        print(fault)
    print(", ".join(f"{answer}: {count}" for answer, count in sorted(tally.answers.items())))
    print(", ".join(f"{kind} {count}" for kind, count in sorted(tally.files.items())))
    print(f"{options.texts} texts: {len(tally.faults)} faults")
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
