"""What stands about a schedule in every official paper, told by its form: letterhead, legal bases, signatures."""

import re

from planner.intake.appendix.account import NoMatter
from planner.intake.appendix.shifts import plain

_RANKS = r"đại|thượng|trung|thiếu"
_OFFICES = (
    r"chủ tịch|phó chủ tịch|tổ trưởng|tổ phó|trưởng|phó trưởng|phó|giám đốc|phó giám đốc|người lập|thủ trưởng|cán bộ"
    rf"|hiệu trưởng|(?:{_RANKS}) (?:tá|úy|uý)|(?:kt|tm|tl|tuq|q) ?\.|tm "
)
_BODIES = r"ubnd|ủy ban|uỷ ban|công an|cộng h[òo][aà]|độc lập|tổ công tác|đảng|hđnd|hội đồng|văn phòng"
_DATE_OF_LETTER = re.compile(
    r"(?P<place>[^0-9,]{2,60}), ?ngày[ .…_0-9]*tháng[ .…_0-9]*năm[ .…_0-9]*|(?:ngày)[ .…_]+tháng[ .…_]+năm[ .…_0-9]*"
)
_BARE_DATE = re.compile(r"ngày[ .…_0-9]*tháng[ .…_0-9]*năm[ .…_0-9]*")
_FORMS = (
    (NoMatter.LETTERHEAD, r"số ?:? ?[0-9 .…_]*/[0-9a-zđ]"),
    (NoMatter.LEGAL_BASIS, r"\(?(?:kèm theo|ban hành kèm|căn cứ|theo (?:kế hoạch|quyết định|công văn)|thực hiện)\b"),
    (NoMatter.RECIPIENTS, r"nơi nhận|kính gửi|[-+–] ?như trên|[-+–]? ?lưu ?:"),
    (NoMatter.SIGNATURE, rf"(?:{_OFFICES})|\(?(?:đã )?ký\b"),
    (NoMatter.LETTERHEAD, rf"(?:{_BODIES})|(?:ban|bộ|sở|phòng|tỉnh|huyện|thành phố) "),
    (NoMatter.LEGEND, r"ô có tên\b"),
    (NoMatter.TOTAL, r"tổng|cộng\b"),
    (NoMatter.TITLE, r"phụ lục|lịch|kế hoạch|danh sách|biểu|thông báo|bảng|phương án|đợt|phần|chiến dịch"),
)
_KNOWN = tuple((why, re.compile(form)) for why, form in _FORMS)
_MOBILE = re.compile(r"\blưu động\b")


def date_of_letter(text: str) -> str | None:
    """The place of *Bình Gia, ngày … tháng … năm …*, empty where none is told; None for any other text."""
    match = _DATE_OF_LETTER.fullmatch(plain(text).rstrip(" ."))
    return None if match is None else (match["place"] or "")


def is_bare_date(text: str) -> bool:
    """Whether a text is a date in full words, as a letter bears it beside its number."""
    return _BARE_DATE.fullmatch(plain(text).rstrip(" .")) is not None


def form_of(text: str) -> NoMatter:
    """What a text that holds nothing of a schedule is by its form."""
    told = plain(text).lstrip("*-+• ") if not text.startswith(("-", "+", "–")) else plain(text)
    return next((why for why, form in _KNOWN if form.match(told)), NoMatter.REMARK)


def tells_of_the_move(text: str) -> bool:
    """*MÁY 1 từ ngày 01/5/2023 đi lưu động tại các xã*: what the workbook's postings say, and no line of a schedule."""
    return bool(_MOBILE.search(plain(text)))
