"""What the columns and rows of a table of targets are called, beyond the names of the program's own form."""

import re

from planner.domain.folding import fold
from planner.intake.layout.quota import POPULATION_NAMES, TOTAL_NAMES, QuotaColumn

_SEPARATORS = re.compile(r"[,;/\-–()]|\bvà\b|\bhoặc\b|\bcác\b|\btên\b|\bcông an\b|\bhành chính\b|\btrực thuộc\b")
_POINTS = re.compile(r"[:.;,()]+")
_KINDS = frozenset(
    map(
        fold,
        (
            "đơn vị", "địa phương", "địa bàn", "tỉnh", "huyện", "quận", "thị xã", "thành phố", "xã", "phường",
            "thị trấn", "đặc khu", "thôn", "ấp", "bản", "buôn", "làng", "sóc", "phum", "khóm", "khu", "khu phố", "tổ",
            "tổ dân phố", "tổ công tác", "tiểu khu", "khu dân cư", "trường", "trường học", "lớp", "đội", "cụm",
            "đơn vị thực hiện", "đơn vị được giao", "nơi thực hiện",
        ),
    )
)  # fmt: skip
"""A head of nothing but such words stands over the units."""
_NUMBERS = frozenset(map(fold, ("TT", "STT", "Số TT", "Số thứ tự", "Thứ tự", "#")))
_NOTES = frozenset(map(fold, ("Ghi chú", "Ghi chú khác", "Nhận xét", "Chú thích", "Ký nhận", "Ký tên")))
_POPULATIONS = tuple(map(fold, ("dân số", "số dân", "nhân khẩu", "số nhân khẩu", "số khẩu", "tổng dân số")))
_EXACT_POPULATIONS = frozenset(map(fold, POPULATION_NAMES))
_TOTALS = frozenset(map(fold, TOTAL_NAMES))
_TARGET = fold("chỉ tiêu")
_NO_TARGETS = tuple(
    map(
        fold,
        (
            "số thôn", "số ấp", "số bản", "số buôn", "số làng", "số khu", "số khóm", "số tổ", "số xã", "số phường",
            "số huyện", "số đơn vị", "số trường", "số lớp", "số hộ", "số cụm", "số cán bộ", "số máy", "số ca",
            "số ngày", "số điểm", "số đợt", "số địa bàn", "tổng số thôn", "tổng số hộ", "tổng số tổ", "tổng số xã",
            "diện tích", "tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "phần trăm", "xếp hạng", "xếp loại", "xếp thứ",
            "hạng", "thứ hạng", "mã xã", "mã đơn vị", "mã số", "mã huyện", "đã", "kết quả",
        ),
    )
)  # fmt: skip
"""How the head of a column begins that holds figures but no targets: counts of other things, shares, ranks."""
_A_DAY = tuple(map(fold, ("mỗi ngày", "/ ngày", "hằng ngày", "hàng ngày", "bình quân", "trung bình", "một ngày")))
_NO_TARGETS_AT_ALL = frozenset(map(fold, ("mã", "thứ", "hạng", "số điện thoại", "điện thoại", "sđt", "năm")))
_A_DAY_LAST = (fold("chỉ tiêu ngày"), fold("chỉ tiêu 1 ngày"))
_PERCENT = re.compile(r"(?:^|[\s(])%(?:$|[\s)])")
_TOTAL_BEGINNINGS = tuple(map(fold, ("tổng cộng", "tổng số", "tổng chung", "tổng toàn")))
_SUBTOTAL_BEGINNINGS = tuple(
    f"{fold(total)} {fold(part)}"
    for total in ("cộng", "tổng", "tiểu cộng", "tổng cộng", "tổng số")
    for part in ("cụm", "nhóm", "khu vực", "vùng", "khối", "mục", "phần", "địa bàn", "huyện", "thị xã", "thành phố")
)
_WHOLE = frozenset(map(fold, ("toàn tỉnh", "toàn huyện", "toàn xã", "toàn thành phố", "toàn phường", "toàn trường")))
_GROUPS = tuple(
    map(
        fold,
        (
            "khu vực", "cụm", "nhóm", "vùng", "khối", "địa bàn", "các", "huyện", "quận", "thị xã", "thành phố", "tỉnh",
            "xã", "phường", "thị trấn", "trường", "đội", "tiểu khu",
        ),
    )
)  # fmt: skip
"""How the name of a group of units begins; one that begins as those of its units do is a unit itself."""


def _plain(text: str) -> str:
    """The text folded, without the points and brackets that may stand around its words."""
    return fold(" ".join(_POINTS.sub(" ", text).replace("/", " / ").split()))


def names_units(head: str) -> bool:
    """Whether the head stands over units: *Đơn vị*, *Tên xã, phường, thị trấn*, *Thôn/tổ dân phố*."""
    parts = [part.strip() for part in _SEPARATORS.split(head.casefold())]
    told = [part for part in parts if part]
    return (bool(told) and all(fold(part) in _KINDS for part in told)) or _plain(head) in _KINDS


def is_number_head(head: str) -> bool:
    """Whether the rows are numbered below it."""
    return _plain(head) in _NUMBERS


def is_note_head(head: str) -> bool:
    """Whether remarks or signatures stand below it."""
    return _plain(head) in _NOTES | {fold(QuotaColumn.NOTE)}


def is_population_head(head: str) -> bool:
    """Whether it stands over the number of people."""
    return _plain(head) in _EXACT_POPULATIONS or _begins(_plain(head), _POPULATIONS)


def is_total_head(head: str) -> bool:
    """Whether it stands over the sum of other columns."""
    return _plain(head) in _TOTALS


def surely_holds_targets(head: str) -> bool:
    """Whether its title says that it holds targets."""
    return _begins(_plain(head), (_TARGET,)) and not tells_something_else(head)


def tells_something_else(head: str) -> bool:
    """Whether its title says that it holds no targets."""
    folded = _plain(head)
    if _PERCENT.search(head) or any(word in folded for word in _A_DAY) or folded in (*_A_DAY_LAST, *_NO_TARGETS_AT_ALL):
        return True
    return _begins(folded, _NO_TARGETS)


def is_total_name(name: str) -> bool:
    """Whether a row of this name is the total; *Tổng Cọt* and *Cộng Hòa* are communes."""
    folded = _plain(name)
    return folded in _TOTALS or _begins(folded, _TOTAL_BEGINNINGS)


def is_subtotal_name(name: str) -> bool:
    """Whether a row of this name is the total of a part."""
    return _begins(_plain(name), _SUBTOTAL_BEGINNINGS)


def tells_of_all(name: str) -> bool:
    """Whether the name is that of everything together, such as *Toàn huyện*."""
    return _plain(name) in _WHOLE


def group_word(name: str) -> str:
    """The word by which the name of a group of units may begin; empty if it begins otherwise."""
    folded = _plain(name)
    return max((word for word in _GROUPS if _begins(folded, (word,))), key=len, default="")


def _begins(folded: str, words: tuple[str, ...]) -> bool:
    return any(folded == word or folded.startswith(f"{word} ") for word in words)
