"""Which column of an appendix holds what, told by its heads in any order and by the names that people give them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from planner.domain.folding import fold
from planner.intake.appendix.days.months import Month, month_heading
from planner.intake.appendix.days.shift_names import ToldShifts
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import Unfit, normal_text

_BRACKETED = re.compile(r"\([^)]*\)")


class AppendixColumn(StrEnum):
    """What a column of an appendix may hold."""

    NUMBER = "TT"
    MACHINE = "Máy"
    PLACE = "Địa điểm"
    UNIT = "Đơn vị"
    MONTH = "Tháng"
    TIME = "Thời gian"
    FIRST_DAY = "Từ ngày"
    LAST_DAY = "Đến ngày"
    HOURS = "Giờ"
    SHIFT = "Ca thực hiện"
    QUOTA = "Chỉ tiêu thu nhận/ngày"
    ADDRESS = "Địa chỉ"


_NAMES: dict[AppendixColumn, tuple[str, ...]] = {
    AppendixColumn.NUMBER: ("TT", "STT", "Số TT", "Số thứ tự", "Thứ tự"),
    AppendixColumn.MACHINE: (
        "Máy",
        "Tên máy",
        "Số máy",
        "Máy số",
        "Máy thực hiện",
        "Thiết bị",
        "Tổ",
        "Tên tổ",
        "Tổ số",
        "Tổ công tác",
        "Tổ thực hiện",
        "Tổ thu nhận",
        "Tổ lưu động",
        "Đội",
        "Tên đội",
        "Đội công tác",
        "Đội thực hiện",
        "Đội thu nhận",
        "Đội lưu động",
        "Nhóm",
        "Kíp",
    ),
    AppendixColumn.PLACE: ("Địa điểm", "Địa điểm thực hiện", "Địa điểm thu nhận", "Địa điểm đặt máy", "Nơi đặt máy"),
    AppendixColumn.UNIT: (
        "Đơn vị",
        "Tên đơn vị",
        "Đơn vị thực hiện",
        "Đơn vị thu nhận",
        "Đơn vị phục vụ",
        "Địa bàn",
        "Xã",
        "Xã, thị trấn",
        "Xã, phường",
        "Xã, phường, thị trấn",
        "Xã/thị trấn",
        "Xã/phường",
        "Mã đơn vị",
        "Tên xã",
        "Phường",
        "Thị trấn",
        "Xã, phường, đặc khu",
        "Thôn",
        "Tên thôn",
        "Bản",
        "Ấp",
        "Buôn",
        "Làng",
        "Khu phố",
        "Tổ dân phố",
        "TDP",
        "Thôn, bản",
        "Thôn/bản",
        "Thôn, tổ dân phố",
        "Thôn/tổ dân phố",
        "Thôn, bản, tổ dân phố",
        "Khu dân cư",
        "Trường",
        "Tên trường",
        "Trường học",
        "Điểm",
        "Tên điểm",
        "Điểm thu nhận",
        "Điểm thực hiện",
        "Điểm lưu động",
        "Điểm cấp",
    ),
    AppendixColumn.MONTH: ("Tháng",),
    AppendixColumn.TIME: (
        "Thời gian",
        "Thời gian thực hiện",
        "Thời gian thu nhận",
        "Ngày",
        "Các ngày",
        "Ngày thực hiện",
        "Ngày thu nhận",
        "Lịch",
        "Lịch thực hiện",
        "Ngày/tháng",
        "Ngày, tháng",
    ),
    AppendixColumn.FIRST_DAY: ("Từ ngày", "Từ", "Ngày bắt đầu", "Bắt đầu", "Ngày đầu"),
    AppendixColumn.LAST_DAY: ("Đến ngày", "Đến", "Đến hết ngày", "Ngày kết thúc", "Kết thúc", "Ngày cuối"),
    AppendixColumn.HOURS: ("Giờ", "Khung giờ", "Giờ thực hiện", "Giờ làm việc", "Thời gian trong ngày"),
    AppendixColumn.SHIFT: (
        "Ca",
        "Ca thực hiện",
        "Ca làm việc",
        "Ca thu nhận",
        "Buổi",
        "Buổi thực hiện",
        "Buổi làm việc",
        "Buổi thu nhận",
        "Ca/buổi",
        "Buổi/ca",
    ),
    AppendixColumn.QUOTA: ("Chỉ tiêu", "Chỉ tiêu thu nhận/ngày", "Chỉ tiêu/ngày", "Chỉ tiêu thu nhận", "Số hồ sơ"),
    AppendixColumn.ADDRESS: ("Địa chỉ", "Địa chỉ cụ thể", "Địa chỉ điểm thu nhận", "Địa chỉ đặt máy"),
}
_OTHER_THINGS = re.compile(
    r"\b(?:trả|nộp|báo cáo|tổng hợp|hoàn thành|đăng ký|họp|tập huấn)\b|ngày sinh|năm sinh|điện thoại|\bsđt\b|email"
)
"""Heads of columns that may hold days or figures, but never the schedule's: *Thời gian trả kết quả*."""
_LONGEST_HEAD = 60
_BY_START = {
    fold(start): column
    for start, column in (
        ("Đơn vị", AppendixColumn.UNIT),
        ("Thời gian", AppendixColumn.TIME),
        ("Địa điểm", AppendixColumn.PLACE),
        ("Chỉ tiêu", AppendixColumn.QUOTA),
        ("Điểm thu nhận", AppendixColumn.UNIT),
        ("Điểm thực hiện", AppendixColumn.UNIT),
        ("Địa chỉ", AppendixColumn.ADDRESS),
    )
}
"""Heads that go on in many ways: *Thời gian thu nhận hồ sơ CCCD*."""
_BY_FOLD = {fold(name): column for column, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """A column whose cells tell days; its place counts from 0."""

    place: int
    month: Month | None = None
    """The month that is its head, where months are heads of columns."""
    shifts: ToldShifts | None = None
    """The shifts that are its head, where shifts are."""


@dataclass(frozen=True)
class AppendixColumns:
    """Where in a row each thing stands; places count from 0."""

    places: dict[AppendixColumn, int]
    times: tuple[TimeColumn, ...]
    width: int
    """Cells of the head's row."""
    nameless: tuple[int, ...] = ()
    """Places without a head of their own."""
    marks: tuple[TimeColumn, ...] = ()
    """Columns of a shift in which a mark says that it is worked."""
    other_things: tuple[int, ...] = ()
    """Places under heads that are known to tell nothing of the schedule, though days may stand there."""
    doubled: tuple[tuple[AppendixColumn, int], ...] = ()
    """Places under a head of a kind that another column has already, such as *Mã đơn vị* beside *Đơn vị*."""

    def cell(self, row: Sequence[Cell], column: AppendixColumn) -> Cell | None:
        """The row's cell in this column; None where there is no such column, or nothing in it."""
        place = self.places.get(column)
        found = row[place] if place is not None and place < len(row) else None
        return None if found is None or found.is_empty else found

    @property
    def known_places(self) -> frozenset[int]:
        """The places of all columns that are read."""
        return frozenset([*self.places.values(), *(time.place for time in (*self.times, *self.marks))])

    @property
    def day_places(self) -> tuple[int, ...]:
        """The places that may tell days."""
        ends = (self.places.get(column) for column in (AppendixColumn.FIRST_DAY, AppendixColumn.LAST_DAY))
        return (*(time.place for time in self.times), *(place for place in ends if place is not None))


def columns_of(row: Sequence[Cell]) -> AppendixColumns | None:
    """The columns that a row is the head of; None if it is no head, which names units and days at least."""
    times: list[TimeColumn] = []
    nameless: list[int] = []
    told: list[tuple[AppendixColumn, int]] = []
    for place, cell in enumerate(row):
        column = column_of(cell)
        if cell.is_empty or (place and row[place - 1] is cell):
            if cell.is_empty or column is AppendixColumn.TIME:
                nameless.append(place)
        elif column is None and (month := month_heading(one_line(cell))):
            times.append(TimeColumn(place, month))
        elif column is not None:
            told.append((column, place))
    times += [TimeColumn(place) for column, place in told if column is AppendixColumn.TIME]
    times.sort(key=lambda time: time.place)
    places = _places(told)
    if AppendixColumn.UNIT not in places or not (times or AppendixColumn.FIRST_DAY in places):
        return None
    doubled = [each for each in told if each[0] is not AppendixColumn.TIME and each[1] not in places.values()]
    others = tuple(place for place, cell in enumerate(row) if is_of_other_things(cell))
    return AppendixColumns(places, tuple(times), len(row), tuple(nameless), other_things=others, doubled=tuple(doubled))


def _places(told: Sequence[tuple[AppendixColumn, int]]) -> dict[AppendixColumn, int]:
    """The first place of each column. Places, or addresses, are the units where no other column is."""
    places: dict[AppendixColumn, int] = {}
    for column, place in told:
        places.setdefault(column, place)
    for column in (AppendixColumn.PLACE, AppendixColumn.ADDRESS):
        if AppendixColumn.UNIT not in places and column in places:
            places[AppendixColumn.UNIT] = places.pop(column)
    return places


def column_of(cell: Cell) -> AppendixColumn | None:
    """What the column under this head holds; None for any other cell."""
    return _column_called(one_line(cell))


def is_of_other_things(cell: Cell) -> bool:
    """Whether the column under this head tells nothing of the schedule, whatever stands in it."""
    return bool(_OTHER_THINGS.search(one_line(cell).casefold()))


@lru_cache(maxsize=4_096)
def _column_called(head: str) -> AppendixColumn | None:
    if _OTHER_THINGS.search(head.casefold()):
        return None
    key = _key(head)
    known = _BY_FOLD.get(key) or _BY_FOLD.get(_key(_BRACKETED.sub("", head)))
    if known is None and len(head) <= _LONGEST_HEAD:
        known = next((column for start, column in _BY_START.items() if key.startswith(f"{start} ")), None)
    return known


def _key(head: str) -> str:
    return fold(re.sub(r"\s*/\s*", "/", head).strip(" .:;"))


def one_line(cell: Cell) -> str:
    """The cell's text on one line; empty for anything but text, and for text that nobody can have typed."""
    if not isinstance(cell.value, str):
        return ""
    try:
        return normal_text(cell.value)
    except Unfit:
        return ""
