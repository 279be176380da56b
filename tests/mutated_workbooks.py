"""Workbooks that went wrong in every way we could think of: cells, rows, headers, sheets, markup, bytes."""

import io
import random
import warnings
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.books import sound_book
from tests.intake.results_books import filled_form, sound_results_book
from tests.intake.staffing_books import sound_crews

AN_AFTERNOON = datetime(2023, 4, 18, 13, 30)  # noqa: DTZ001  (Excel's times bear no zone)
INSTANCES = Path(__file__).resolve().parents[1] / "instances"
ODD_VALUES: tuple[str | int | float | bool | date | time | timedelta | None, ...] = (
    None, "", " ", "\u00a0", 0, -1, 1, 2, 12.5, 1e18, -1e300, 10**15, 2**31, True, False, 45000, 45000.5,
    "1.200", "1,5", "khoảng 500", "-5", "#REF!", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+84", "٣", "½", "1e5",
    date(2023, 4, 18), AN_AFTERNOON, date(1901, 1, 1), date(2999, 1, 1), time(7, 0), timedelta(hours=30),
    "18/4/2023", "4/18/2023", "31/02/2023", "2023-04-18", "0/0/0000", "99/99/9999", "2023-13-45",
    "7h00", "25h00", "23h00", "0h", "24h00", "Có", "Không", "có", "CN", "2, 9", "thứ 2", "Toàn bộ",
    "001", "002", "1", "MÁY 1", "máy 1", "MÁY 2", "Xã Hoà Bình", "hòa bình", "Xã Lộc Thanh", "Lộc Thành", "Bắc",
    "Ca 02 (5h–10h)", "Ca 01 (99h-1h)", "Ca 02 (6h-)",
    "Ca 01", "Ca 03", "Ca 01, Ca 02", ",", ";;;", "{tên}", "{0}", "%s%n", "Cố định", "Lưu động", "Còn sót", "finish",
    "Xa\u0303", "a\u202eb", "x" * 2001, "dài " * 600, "_x0000_", "_xFFFE_", "\u200bẩn\u200b", "🏥", "CON", "..\\..\\x",
    "a:b", "<b>&amp;</b>", "]]>",
)  # fmt: skip
BASES = ("sound", "binh-gia-2023", "binh-gia-2023-two-mobile", "sound", "sound")
RESULT_BASES = ("results", "form")
CREW_BASES = ("crews",)

_BOOKS = {"sound": sound_book, "results": sound_results_book, "form": filled_form, "crews": sound_crews}

Mutation = Callable[[Workbook, random.Random], None]


@cache
def _base_bytes(name: str) -> bytes:
    if name not in _BOOKS:
        return (INSTANCES / name / "campaign.xlsx").read_bytes()
    saved = io.BytesIO()
    _BOOKS[name]().save(saved)
    return saved.getvalue()


def mutated_workbook(seed: int, bases: Sequence[str] = BASES) -> bytes:
    """One of the base workbooks with one to six mutations; the same seed gives the same mutations."""
    chance = random.Random(seed)  # noqa: S311
    base = _base_bytes(chance.choice(bases))
    kind = chance.random()
    if kind < _SHARE_OF_BYTES:
        return _ruined_bytes(base, chance)
    if kind < _SHARE_OF_BYTES + _SHARE_OF_MARKUP:
        return _ruined_markup(base, chance)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(base))
        for _round in range(chance.randint(1, 6)):
            chance.choice(_MUTATIONS)(book, chance)
        if chance.random() < 1 / 20:
            # Last of all: openpyxl would move every cell of a sheet this large one by one.
            _write_far_away(book, chance)
        saved = io.BytesIO()
        book.save(saved)
    return saved.getvalue()


_SHARE_OF_BYTES, _SHARE_OF_MARKUP = 0.08, 0.22


def _sheet(book: Workbook, chance: random.Random) -> Worksheet:
    sheet = chance.choice(book.worksheets)
    assert isinstance(sheet, Worksheet)
    return sheet


def _rows_of(sheet: Worksheet) -> int:
    """The rows worth changing: a value written far away must not make a million cells here."""
    return min(sheet.max_row, 40)


def _columns_of(sheet: Worksheet) -> int:
    return min(sheet.max_column, 20)


def _put(sheet: Worksheet, row: int, column: int, chance: random.Random) -> None:
    value = chance.choice(ODD_VALUES)
    cell = sheet.cell(row, column)
    if type(cell).__name__ == "MergedCell":
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "e" if value.startswith("#") else "f" if value == "=1+1" else "s"
    elif isinstance(value, int | float) and chance.random() < 1 / 2:
        cell.number_format = chance.choice(("General", "dd/mm/yyyy", "h:mm", "@", "[h]:mm"))


def _change_a_cell(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    _put(sheet, chance.randint(2, _rows_of(sheet) + 1), chance.randint(1, _columns_of(sheet)), chance)


def _change_a_column(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    column = chance.randint(1, _columns_of(sheet))
    for row in range(2, _rows_of(sheet) + 1):
        _put(sheet, row, column, chance)


def _change_a_header(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    _put(sheet, 1, chance.randint(1, _columns_of(sheet)), chance)


def _double_a_header(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    sheet.cell(1, _columns_of(sheet) + 1, sheet.cell(1, chance.randint(1, _columns_of(sheet))).value)


def _drop_a_row(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    sheet.delete_rows(chance.randint(1, _rows_of(sheet)))


def _double_a_row(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    source = chance.randint(1, _rows_of(sheet))
    sheet.append([cell.value for cell in sheet[source]])


def _push_the_table_down(book: Workbook, chance: random.Random) -> None:
    _sheet(book, chance).insert_rows(1)


def _drop_a_column(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    sheet.delete_cols(chance.randint(1, _columns_of(sheet)))


def _drop_a_sheet(book: Workbook, chance: random.Random) -> None:
    if len(book.worksheets) > 1:
        book.remove(_sheet(book, chance))


def _rename_a_sheet(book: Workbook, chance: random.Random) -> None:
    _sheet(book, chance).title = chance.choice(
        ("Máy ", "Don vi", "Ca1", "Sheet1", "ĐƠN VỊ", "Chiến\u00a0dịch", "x" * 31)
    )


def _copy_a_sheet(book: Workbook, chance: random.Random) -> None:
    book.copy_worksheet(_sheet(book, chance))


def _merge_cells(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    row, column = chance.randint(1, _rows_of(sheet)), chance.randint(1, _columns_of(sheet))
    sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column + 1)


def _take_a_legacy_font(book: Workbook, chance: random.Random) -> None:
    sheet = _sheet(book, chance)
    sheet.cell(chance.randint(1, _rows_of(sheet)), chance.randint(1, _columns_of(sheet))).font = Font(name=".VnTime")


def _write_far_away(book: Workbook, chance: random.Random) -> None:
    _sheet(book, chance)[chance.choice(("XFD1048576", "A1048576", "XFD1", "ZZ30", "A25000"))] = 1


def _use_the_1904_system(book: Workbook, _chance: random.Random) -> None:
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001


def _scatter(book: Workbook, chance: random.Random) -> None:
    for _time in range(30):
        _change_a_cell(book, chance)


_MUTATIONS: tuple[Mutation, ...] = (
    *[_change_a_cell] * 4,
    _change_a_column,
    _change_a_header,
    _double_a_header,
    _drop_a_row,
    _double_a_row,
    _push_the_table_down,
    _drop_a_column,
    _drop_a_sheet,
    _rename_a_sheet,
    _copy_a_sheet,
    _merge_cells,
    _take_a_legacy_font,
    _use_the_1904_system,
    _scatter,
)


def _ruined_bytes(base: bytes, chance: random.Random) -> bytes:
    ruined = bytearray(base)
    for _time in range(chance.choice((1, 3, 30))):
        ruined[chance.randrange(len(ruined))] = chance.randrange(256)
    return bytes(ruined[: chance.randrange(len(ruined))] if chance.random() < 1 / 3 else ruined)


def _ruined_markup(base: bytes, chance: random.Random) -> bytes:
    """Cut, double or exchange a piece of some part, and pack it again as a whole archive."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        victims = set(chance.sample(names, k=chance.choice((1, 1, 2))))
        for name in names:
            part = source.read(name)
            if name in victims:
                if chance.random() < 1 / 10:
                    continue
                part = _ruined_part(part, chance)
            target.writestr(name, part)
    return changed.getvalue()


def _ruined_part(part: bytes, chance: random.Random) -> bytes:
    tags = [place for place in range(len(part)) if part[place : place + 1] in (b"<", b'"', b">")]
    start = chance.choice(tags) if tags else 0
    end = min(len(part), start + chance.choice((1, 2, 5, 20, 200)))
    piece = part[start:end]
    odd = (
        b"",
        piece * 2,
        b"<c/>",
        b'r="ZZZZ9"',
        b"<v>x</v>",
        b"&bad;",
        b"-1",
        b"99999999999",
        b"\xff\xfe",
        b"<!DOCTYPE x>",
    )
    return part[:start] + chance.choice(odd) + part[end:]
