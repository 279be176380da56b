"""The list of citizens as communes and schools keep it: its columns, and how else their heads may be written."""

import re
from collections.abc import Sequence
from enum import StrEnum

from planner.domain.folding import fold
from planner.intake.layout import SheetLayout


class CitizenColumn(StrEnum):
    """Columns of sheet *Công dân*; whatever else stands there is not read."""

    NUMBER = "STT"
    NAME = "Họ và tên"
    BORN = "Năm sinh"
    HAMLET = "Thôn"
    HOUSEHOLD = "Hộ"
    CONTACT = "Liên hệ"
    UNIT = "Đơn vị"
    STATE = "Tình trạng"
    IDENTITY = "Số định danh"
    """Read for the official list of one session alone."""


class Part(StrEnum):
    """What stands for a column together with others, or where that column is missing."""

    FAMILY = "Họ và tên đệm"
    GIVEN = "Tên"
    BORN_MEN = "Nam"
    BORN_WOMEN = "Nữ"
    CLASS = "Lớp"
    RESIDENCE = "Nơi cư trú"
    YEAR = "Năm"
    """Beside day and month of birth in columns of their own."""


CITIZENS = SheetLayout(
    "Công dân",
    CitizenColumn,
    (CitizenColumn.NUMBER, CitizenColumn.NAME, CitizenColumn.BORN, CitizenColumn.HAMLET),
    needed=True,
)

Meaning = CitizenColumn | Part

_OTHERS: dict[Meaning, tuple[str, ...]] = {
    CitizenColumn.NUMBER: ("TT", "Số TT", "Số thứ tự", "#"),
    CitizenColumn.NAME: ("Họ tên", "Họ, tên"),
    CitizenColumn.BORN: ("Ngày, tháng, năm sinh", "NTNS"),
    CitizenColumn.HAMLET: (
        "Ấp", "Bản", "Sóc", "Phum", "Buôn", "Làng", "Xóm", "Khóm", "Khu phố", "Khu", "Tổ", "Tổ dân phố", "Tên thôn",
        "Thôn, tổ dân phố", "Thôn/tổ dân phố", "Thôn, ấp", "Thôn, bản", "Thôn (ấp)", "Thôn/xóm", "Khu dân cư",
    ),
    CitizenColumn.HOUSEHOLD: ("Mã hộ", "Số hộ", "Hộ gia đình"),
    CitizenColumn.CONTACT: (
        "Điện thoại", "Số điện thoại", "SĐT", "Số ĐT", "Điện thoại liên hệ", "Số điện thoại liên hệ",
    ),
    CitizenColumn.STATE: ("Trạng thái",),
    CitizenColumn.IDENTITY: ("Số định danh cá nhân", "Số ĐDCN", "Mã số định danh cá nhân"),
    Part.CLASS: ("Tên lớp", "Lớp học"),
    Part.RESIDENCE: (
        "Nơi thường trú", "Nơi đăng ký thường trú", "Nơi ở hiện nay", "Nơi ở hiện tại", "Nơi ở", "Chỗ ở hiện nay",
        "Chỗ ở", "Địa chỉ", "Địa chỉ thường trú", "Thường trú",
    ),
}  # fmt: skip
"""What a column is also called, as far as it can mean nothing else."""
_BY_FOLD: dict[str, Meaning] = {
    **{fold(name): meaning for meaning, names in _OTHERS.items() for name in names},
    **{fold(meaning): meaning for meaning in (*Part, *CitizenColumn)},
}
_LETTERS = re.compile(r"[^\W\d_]+")
_WHOSE = frozenset(
    map(
        fold,
        ("công", "dân", "học", "sinh", "hs", "viên", "khai", "người", "nhân", "khẩu", "được", "mời", "thu", "nhận"),
    )
)
"""Whose name it is; these words tell nothing more on a list of such people."""
_WORDS_OF_A_NAME = _WHOSE | frozenset(map(fold, ("họ", "chữ", "đệm", "lót", "và", "tên")))
_FAMILY, _GIVEN, _MIDDLE = fold("họ"), fold("tên"), frozenset(map(fold, ("đệm", "lót")))
_WORDS_OF_A_BIRTH = frozenset(map(fold, ("ngày", "tháng", "năm", "sinh")))
_BIRTH = fold("sinh")


def meaning_of_head(head: str) -> Meaning | None:
    """The column, or the part of one, that is called so; None for anything else, such as a mother's name."""
    known = _BY_FOLD.get(fold(head))
    if known is not None:
        return known
    words = [fold(word) for word in _LETTERS.findall(head)]
    if set(words) <= _WORDS_OF_A_NAME:
        return _part_of_name([word for word in words if word not in _WHOSE])
    if _BIRTH in words and set(words) <= _WORDS_OF_A_BIRTH:
        return CitizenColumn.BORN
    return None


def _part_of_name(words: Sequence[str]) -> Meaning | None:
    """Which part of a name these words call, if any: *họ và tên*, *họ và chữ đệm*, *tên*."""
    if words[:1] == [_FAMILY] and (words[-1] in _MIDDLE or len(words) == 1):
        return Part.FAMILY
    if words[:1] == [_FAMILY] and words[-1] == _GIVEN:
        return CitizenColumn.NAME
    return Part.GIVEN if words == [_GIVEN] else None
