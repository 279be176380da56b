"""What people do to a campaign workbook: changes that leave its meaning, or of which something has to be named."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.folding import bare_of_marks, fold
from planner.intake.layout.campaign import LAYOUTS
from planner.intake.layout.column import SheetLayout
from planner.intake.layout.settings import SETTINGS

Habit = Callable[[Workbook, Random], None]

_DAYS = ("Từ ngày", "Đến ngày")
_WHOLE = {"Dân số trên 14", "Chỉ tiêu", "Đã thu nhận", "Cần thu nhận", "Năng lực ca", "Hồ sơ một ca", "Đã kích hoạt"}
_UNIT_REFERENCES = {"Ghim": ("Đơn vị",), "Quãng đường": ("Từ", "Đến"), "Năng suất": ("Đơn vị",)}
_VOWELS_MOVED = (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ùy", "uỳ"), ("úy", "uý"), ("òe", "oè"))


def _sheet(book: Workbook, chance: Random, titles: Sequence[str] = ()) -> tuple[SheetLayout, Worksheet] | None:
    """One of the sheets that hold a table with rows, perhaps of these titles alone."""
    layouts = {layout.title: layout for layout in LAYOUTS if layout is not SETTINGS}
    found = [
        sheet
        for sheet in book.worksheets
        if sheet.title in layouts and sheet.max_row > 1 and (not titles or sheet.title in titles)
    ]
    if not found:
        return None
    sheet = chance.choice(found)
    assert isinstance(sheet, Worksheet)
    return layouts[sheet.title], sheet


def _column(sheet: Worksheet, head: str) -> int | None:
    return next((cell.column for cell in sheet[1] if fold(str(cell.value or "")) == fold(head)), None)


def _put(sheet: Worksheet, row: int, column: int, value: object, number_format: str = "General") -> None:
    cell = sheet.cell(row, column)
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"
    cell.number_format = number_format


def _filled(sheet: Worksheet, head: str) -> list[tuple[int, int, object]]:
    """Row, column and value of every filled cell under a head."""
    column = _column(sheet, head)
    if column is None:
        return []
    cells = ((row, column, sheet.cell(row, column).value) for row in range(2, sheet.max_row + 1))
    return [(row, place, value) for row, place, value in cells if value not in (None, "")]


def call_a_column_otherwise(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        layout, sheet = chosen
        there = [(name, _column(sheet, column)) for column in layout.columns for name in column.declared.called]
        names = [(name, place) for name, place in there if place is not None]
        if names:
            name, place = chance.choice(names)
            _put(sheet, 1, place, name)


def write_a_head_otherwise(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        cell = chance.choice(chosen[1][1])
        head = str(cell.value or "")
        ways = (
            head.upper(),
            f" {head}* ",
            f"{head}:",
            head.replace(" ", "\n"),
            bare_of_marks(head),
            head.replace("Đ", "Ð"),
        )
        cell.value = chance.choice(ways) if head else None


def misspell_a_head(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        cell = chance.choice(chosen[1][1])
        head = str(cell.value or "")
        if head:
            at = chance.randrange(len(head))
            cell.value = (
                head[:at] + head[at] + head[at:] if chance.random() < 1 / 2 else f"{head} {chance.choice('ABC')}"
            )


def call_a_column_something_else(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        chance.choice(chosen[1][1]).value = chance.choice(("Hạn chót", "Phụ trách", "Cột 5", "Ghi nhớ", "Lịch riêng"))


def put_a_title_above(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        sheet, rows = chosen[1], chance.randint(1, 3)
        sheet.insert_rows(1, rows)
        _put(sheet, 1, 1, chance.choice(("UBND HUYỆN VÍ DỤ", f"DANH SÁCH {sheet.title.upper()}", "Biểu số 01")))
        if rows > 1 and chance.random() < 1 / 2:
            _put(sheet, 2, 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def add_totals(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance, ("Đơn vị", "Giai đoạn", "Máy")):
        sheet = chosen[1]
        row = sheet.max_row + chance.randint(1, 2)
        _put(sheet, row, chance.randint(1, 2), chance.choice(("Tổng cộng", "TỔNG CỘNG:", "Cộng", "Tổng số")))
        figures = [place for head in _WHOLE if (place := _column(sheet, head))]
        if figures:
            _put(sheet, row, figures[0], 1234)


def write_thousands(book: Workbook, chance: Random) -> None:
    mark = chance.choice((".", ",", " ", ""))
    for sheet in book.worksheets:
        for head in _WHOLE:
            for row, column, value in _filled(sheet, head):
                if isinstance(value, int) and chance.random() < 2 / 3:
                    if chance.random() < 1 / 4 and value % 10 == 0 and value >= 1000:
                        _put(sheet, row, column, value / 1000, "0.000")
                    else:
                        _put(sheet, row, column, f"{value:,}".replace(",", mark))


def write_decimals(book: Workbook, chance: Random) -> None:
    for sheet in book.worksheets:
        for head in ("Vĩ độ", "Kinh độ", "Km"):
            for row, column, value in _filled(sheet, head):
                if isinstance(value, float) and chance.random() < 1 / 2:
                    _put(sheet, row, column, str(value).replace(".", ","))


def write_degrees(book: Workbook, chance: Random) -> None:
    sheet = book["Đơn vị"]
    for head, sides in (("Vĩ độ", ("N", "B", "")), ("Kinh độ", ("E", "Đ", ""))):
        for row, column, value in _filled(sheet, head):
            if isinstance(value, float) and round(value * 3600, 6).is_integer():
                seconds = round(value * 3600)
                told = f"{seconds // 3600}°{seconds // 60 % 60:02}'{seconds % 60:02}\"{chance.choice(sides)}"
                _put(sheet, row, column, told)
            elif isinstance(value, int | float):
                _put(sheet, row, column, f"{value}°{chance.choice(sides)}")


def exchange_coordinates(book: Workbook, _chance: Random) -> None:
    sheet = book["Đơn vị"]
    for row, _column_of, latitude in _filled(sheet, "Vĩ độ")[:1]:
        first, second = _column(sheet, "Vĩ độ"), _column(sheet, "Kinh độ")
        if first and second:
            _put(sheet, row, first, sheet.cell(row, second).value)
            _put(sheet, row, second, latitude)


def write_days(book: Workbook, chance: Random) -> None:
    for sheet in book.worksheets:
        for head in _DAYS:
            for row, column, value in _filled(sheet, head):
                if isinstance(value, date) and chance.random() < 1 / 2:
                    _put(sheet, row, column, _day_told(value, chance))


def _day_told(day: date, chance: Random) -> str:
    weekday = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")[day.weekday()]
    return chance.choice(
        (
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d-%m-%Y}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day:%d/%m/%y}",
            f"ngày {day.day} tháng {day.month} năm {day.year}",
            f"{weekday}, {day:%d/%m/%Y}",
            f"{day:%Y-%m-%d}",
        )
    )


def type_days_in_america(book: Workbook, chance: Random) -> None:
    """Days up to the 12th change places with their months, later ones stay text: never right unless named."""
    if chosen := _sheet(book, chance, ("Đơn vị", "Máy", "Ngày nghỉ", "Ghim")):
        sheet = chosen[1]
        filled = [cell for head in _DAYS[:1] for cell in _filled(sheet, head) if isinstance(cell[2], date)]
        days = [(row, column, value) for row, column, value in filled if isinstance(value, date)]
        if any(day.day > 12 for _row, _column_of, day in days):
            for row, column, day in days:
                if day.day > 12:
                    _put(sheet, row, column, f"{day.day}/{day.month}/{day.year}")
                else:
                    _put(sheet, row, column, datetime(day.year, day.day, day.month), "m/d/yyyy")  # noqa: DTZ001


def write_weekdays(book: Workbook, chance: Random) -> None:
    for row, column, value in _filled(book["Ngày nghỉ"], "Thứ"):
        told = str(value)
        if told == "7, CN":
            told = chance.choice(("cuối tuần", "7-CN", "T7 và CN", "Thứ Bảy, Chủ nhật"))
        else:
            told = ", ".join(
                part if part == "CN" else f"{chance.choice(('T', 'thứ ', 't.'))}{part}" for part in told.split(", ")
            )
        _put(book["Ngày nghỉ"], row, column, told)


def write_shifts(book: Workbook, chance: Random) -> None:
    for title, head in (("Đơn vị", "Ca được phép"), ("Ngày nghỉ", "Ca"), ("Ghim", "Ca"), ("Năng suất", "Ca")):
        for row, column, value in _filled(book[title], head) if title in book.sheetnames else ():
            told = str(value).replace("Ca 0", chance.choice(("Ca ", "ca 0", "CA 0")))
            _put(book[title], row, column, told.replace(", ", chance.choice((" và ", "; ", " + ", ","))))


def write_words(book: Workbook, chance: Random) -> None:
    words = {
        "Có": ("x", "có", "X", "✓"),
        "Không": ("không", "KHÔNG", "ko"),
        "Lưu động": ("di động", "LƯU ĐỘNG", "Di động"),
    }
    for sheet in book.worksheets:
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if cell.value in words:
                    cell.value = chance.choice(words[str(cell.value)])


def call_units_by_name(book: Workbook, chance: Random) -> None:
    units = book["Đơn vị"]
    names = {str(units.cell(row, 1).value): str(name) for row, _place, name in _filled(units, "Đơn vị")}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    for title, heads in _UNIT_REFERENCES.items():
        for head in heads if title in book.sheetnames else ():
            for row, column, value in _filled(book[title], head):
                name = names.get(str(value), "")
                if name and name not in twice and chance.random() < 1 / 2:
                    _put(book[title], row, column, _name_told(name, chance))


def _name_told(name: str, chance: Random) -> str:
    for typed, other in _VOWELS_MOVED:
        name = name.replace(typed, other)
    return chance.choice((name, name.upper(), name.lower(), name.replace("Đ", "Ð"), f" {name} "))


def call_a_sheet_otherwise(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        layout, sheet = chosen
        ways = (
            f"{layout.title} (2)",
            layout.title.upper(),
            bare_of_marks(layout.title),
            f"{layout.title} ",
            *layout.other_titles,
        )
        title = chance.choice(ways).replace("/", " ")[:31]
        if fold(title) not in map(fold, book.sheetnames) or fold(title) == fold(layout.title):
            sheet.title = title


def call_a_sheet_something_else(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        chosen[1].title = chance.choice(("Trang 7", "Bảng của Nam", "Tháng Tư", "Theo dõi"))


def copy_a_sheet(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        copy = book.copy_worksheet(chosen[1])
        copy.title = chance.choice((f"{chosen[0].title} (2)", f"Bản sao của {chosen[0].title}"[:31], "Lưu lại"))
        if chance.random() < 1 / 2:
            copy.delete_rows(2)


def add_a_sheet(book: Workbook, chance: Random) -> None:
    sheet = book.create_sheet(chance.choice(("Ghi chép", "Trực ban", "Liên hệ", "Bảng tính")))
    for row in (["Ngày", "Người trực"], [date(2023, 4, 12), "Anh Nam"], ["Ghi chú", "đổi ca"]):
        sheet.append(row)


def add_closures_of_ones_own(book: Workbook, chance: Random) -> None:
    """Never silently left out: they would close days."""
    sheet = book.create_sheet(chance.choice(("Nghỉ lễ", "Lịch nghỉ", "Lễ Tết")))
    days = [value for _row, _place, value in _filled(book["Đơn vị"], "Từ ngày") if isinstance(value, date)]
    for row in (["Từ ngày", "Đến ngày", "Lý do"], [days[0] if days else date(2023, 4, 12), None, "nghỉ"]):
        sheet.append(row)


def hide_rows(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        for row in range(2, chosen[1].max_row + 1):
            if chance.random() < 1 / 3:
                chosen[1].row_dimensions[row].hidden = True


def number_the_rows(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        sheet = chosen[1]
        if sheet.title != "Mục tiêu":
            sheet.insert_cols(1)
            _put(sheet, 1, 1, chance.choice(("STT", "TT", "Số TT")))
            for row in range(2, sheet.max_row + 1):
                _put(sheet, row, 1, row - 1)


def exchange_columns(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        sheet = chosen[1]
        first, second = chance.randint(1, sheet.max_column), chance.randint(1, sheet.max_column)
        for row in range(1, sheet.max_row + 1):
            one, other = sheet.cell(row, first), sheet.cell(row, second)
            one.value, other.value = other.value, one.value
            one.number_format, other.number_format = other.number_format, one.number_format


def write_beside(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        sheet = chosen[1]
        _put(
            sheet, chance.randint(2, sheet.max_row + 1), sheet.max_column + chance.randint(1, 3), "xem lại với anh Nam"
        )


def write_below(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        sheet = chosen[1]
        _put(
            sheet,
            sheet.max_row + 2,
            chance.randint(1, 3),
            chance.choice(("Người lập biểu", "Ghi chú: số liệu tạm tính")),
        )


def repeat_the_heads(book: Workbook, chance: Random) -> None:
    if (chosen := _sheet(book, chance)) and chosen[1].max_row > 2:
        sheet = chosen[1]
        row = chance.randint(3, sheet.max_row)
        sheet.insert_rows(row)
        for cell in sheet[1]:
            _put(sheet, row, cell.column or 1, cell.value)


def leave_rows_empty(book: Workbook, chance: Random) -> None:
    if chosen := _sheet(book, chance):
        chosen[1].insert_rows(chance.randint(2, chosen[1].max_row + 1))


def part_the_heads(book: Workbook, _chance: Random) -> None:
    """The heads of the days in a second row, under one that holds both."""
    if "Đơn vị" not in book.sheetnames:
        return
    sheet = book["Đơn vị"]
    places = [place for head in _DAYS if (place := _column(sheet, head)) is not None]
    if len(places) == len(_DAYS):
        sheet.insert_rows(2)
        for head, place in zip(_DAYS, places, strict=True):
            _put(sheet, 2, place, head)
            sheet.cell(1, place).value = None
        sheet.cell(1, places[0]).value = "Thời gian"


HABITS: tuple[Habit, ...] = (
    call_a_column_otherwise,
    write_a_head_otherwise,
    misspell_a_head,
    call_a_column_something_else,
    put_a_title_above,
    add_totals,
    write_thousands,
    write_decimals,
    write_degrees,
    exchange_coordinates,
    write_days,
    type_days_in_america,
    write_weekdays,
    write_shifts,
    write_words,
    call_units_by_name,
    call_a_sheet_otherwise,
    call_a_sheet_something_else,
    copy_a_sheet,
    add_a_sheet,
    add_closures_of_ones_own,
    hide_rows,
    number_the_rows,
    exchange_columns,
    write_beside,
    write_below,
    repeat_the_heads,
    leave_rows_empty,
    part_the_heads,
)
