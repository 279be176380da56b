"""The list of citizens as communes and schools keep it: its columns, and how else their heads may be written."""

import re
from collections.abc import Sequence
from enum import StrEnum

from planner.domain.folding import fold
from planner.intake.layout.column import CellKind, Column, SheetColumn, SheetLayout

MOST_CITIZENS = 1_000_000
"""The largest number of a citizen in a unit."""


class CitizenColumn(SheetColumn):
    """Columns of sheet *Công dân*; whatever else stands there is not read."""

    NUMBER = Column(
        "STT",
        CellKind.SERIAL,
        note="Bắt buộc: số thứ tự riêng của mỗi công dân trong đơn vị; giữ nguyên qua các lần cập nhật",
        limits=(1, MOST_CITIZENS),
        width=8,
        called=("TT", "Số TT", "Số thứ tự", "#"),
        is_needed=True,
    )
    NAME = Column(
        "Họ và tên", note="Bắt buộc: họ, chữ đệm và tên", width=30, called=("Họ tên", "Họ, tên"), is_needed=True
    )
    BORN = Column(
        "Năm sinh",
        CellKind.SERIAL,
        note="Bắt buộc: năm sinh bốn chữ số, ví dụ 1985; nhập cả ngày sinh thì chương trình chỉ lấy năm",
        limits=(1890, 2100),
        width=10,
        called=("Ngày, tháng, năm sinh", "NTNS"),
        is_needed=True,
    )
    HAMLET = Column(
        "Thôn",
        note="Thôn, ấp, bản, khu phố; người cùng thôn được mời gần nhau",
        width=20,
        called=(
            "Ấp",
            "Bản",
            "Sóc",
            "Phum",
            "Buôn",
            "Làng",
            "Xóm",
            "Khóm",
            "Khu phố",
            "Khu",
            "Tổ",
            "Tổ dân phố",
            "Tên thôn",
            "Thôn, tổ dân phố",
            "Thôn/tổ dân phố",
            "Thôn, ấp",
            "Thôn, bản",
            "Thôn (ấp)",
            "Thôn/xóm",
            "Khu dân cư",
        ),
        is_needed=True,
    )
    HOUSEHOLD = Column(
        "Hộ",
        note="Số hoặc mã hộ; người cùng hộ được mời cùng giờ. Không ghi số định danh của chủ hộ",
        width=12,
        called=("Mã hộ", "Số hộ", "Hộ gia đình"),
    )
    CONTACT = Column(
        "Liên hệ",
        note="Số điện thoại liên hệ; khi in chỉ hiện ba số cuối",
        width=16,
        called=("Điện thoại", "Số điện thoại", "SĐT", "Số ĐT", "Điện thoại liên hệ", "Số điện thoại liên hệ"),
    )
    UNIT = Column("Đơn vị", note="Tên hoặc mã đơn vị; để trống nếu cả tệp là của một đơn vị", width=24)
    STATE = Column(
        "Tình trạng",
        CellKind.PROPOSAL,
        note="Đã thu nhận, Đã kích hoạt: không mời nữa. Nội dung khác là lý do không thực hiện được",
        choices=("Chưa thu nhận", "Đã thu nhận", "Đã kích hoạt"),
        width=24,
        called=("Trạng thái",),
    )
    IDENTITY = Column(
        "Số định danh",
        note="Không bắt buộc; chỉ dùng khi in danh sách chính thức của một ca. Định dạng ô là Văn bản",
        width=16,
        called=("Số định danh cá nhân", "Số ĐDCN", "Mã số định danh cá nhân"),
    )
    """Read for the official list of one session alone."""


class PartOfColumn(StrEnum):
    """What stands for a column together with others, or where that column is missing."""

    FAMILY = "Họ và tên đệm"
    GIVEN = "Tên"
    BORN_MEN = "Nam"
    BORN_WOMEN = "Nữ"
    CLASS = "Lớp"
    RESIDENCE = "Nơi cư trú"
    YEAR = "Năm"
    """Beside day and month of birth in columns of their own."""


CITIZENS = SheetLayout("Công dân", CitizenColumn, note="Mỗi dòng là một công dân của đơn vị", needed=True)

MeaningOfHead = CitizenColumn | PartOfColumn

_OTHERS = {
    PartOfColumn.CLASS: ("Tên lớp", "Lớp học"),
    PartOfColumn.RESIDENCE: (
        "Nơi thường trú",
        "Nơi đăng ký thường trú",
        "Nơi ở hiện nay",
        "Nơi ở hiện tại",
        "Nơi ở",
        "Chỗ ở hiện nay",
        "Chỗ ở",
        "Địa chỉ",
        "Địa chỉ thường trú",
        "Thường trú",
    ),
}
"""What a part is also called, as far as it can mean nothing else."""
_BY_FOLD: dict[str, MeaningOfHead] = {
    **{fold(name): column for column in CitizenColumn for name in column.declared.called},
    **{fold(name): part for part, names in _OTHERS.items() for name in names},
    **{fold(meaning): meaning for meaning in (*PartOfColumn, *CitizenColumn)},
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


def meaning_of_head(head: str) -> MeaningOfHead | None:
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


def _part_of_name(words: Sequence[str]) -> MeaningOfHead | None:
    """Which part of a name these words call, if any: *họ và tên*, *họ và chữ đệm*, *tên*."""
    if words[:1] == [_FAMILY] and (words[-1] in _MIDDLE or len(words) == 1):
        return PartOfColumn.FAMILY
    if words[:1] == [_FAMILY] and words[-1] == _GIVEN:
        return CitizenColumn.NAME
    return PartOfColumn.GIVEN if words == [_GIVEN] else None
