"""Lines of a title that turn where its meaning does: no word alone, no preposition or number cut from its noun."""

from functools import lru_cache
from itertools import accumulate

from planner.prints.typesetting.measure import POINTS_PER_MM, width_in_points

SAFE = 0.98
"""Of the width: what is counted to fit must not be turned once more by a program whose letters are a little wider."""
MOST_WORDS = 60
"""A longer title is no title; it is left to turn where it likes."""
MOST_MORE = 2
"""Lines that a title may have more than it needs."""
FORBIDDEN, BAD, GOOD, RAGGED = 100.0, 12.0, -1.5, 6.0
_LEADING = (
    "của và tại về việc cho với số ngày tháng năm từ đến hết các những do ở trên theo trong để đối khi là bởi giữa "
    "đề án tỉnh huyện quận xã phường thị trấn thôn bản thành phố cụm khu trường trung tâm công an ủy ban không "
    "được kèm căn cứ"
)
LEADS_ON = frozenset(_LEADING.split())
"""After these nobody stops reading."""
BEGINS_ANEW = frozenset(("của", "và", "tại", "theo", "từ", "đến", "cho", "đối", "trên", "về"))
"""Before these one may well stop."""
_TOGETHER = (
    "hồ sơ|sơ căn|sơ cấp|căn cước|điện tử|định danh|tài khoản|kích hoạt|thu nhận|cao điểm|bố trí|điều chỉnh|"
    "kế hoạch|công an|"
    "tổ công|công tác|địa điểm|thời gian|đơn vị|công dân|chỉ tiêu|phân công|phân bổ|danh sách|báo cáo|tiến độ|"
    "kết quả|thực hiện|thông báo|lịch trình|làm việc|phụ trách|nhân dân|ủy ban|hành chính|trật tự|xã hội|quản lý|"
    "phục vụ|học sinh|người lao|lao động|công nghiệp|sinh viên|văn phòng|bộ phận|một cửa|việt nam|cấp thẻ|thẻ căn|"
    "đợt cao|tổ trưởng|tổ phó|trưởng công|phó trưởng|máy theo|theo tháng"
)
ONE_WORD = frozenset(_TOGETHER.split("|"))
"""Syllables that belong together."""
KINDS = frozenset(["tỉnh", "huyện", "quận", "xã", "phường", "trấn", "thôn", "phố", "cụm", "trường"])


@lru_cache(maxsize=512)
def title_lines(text: str, width_mm: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """The title on as few lines as hold it, or some more where these could only be cut against its meaning."""
    room = width_mm * POINTS_PER_MM * SAFE
    words = text.split(" ")
    if len(words) > MOST_WORDS or width_in_points(text, size, bold=bold) <= room:
        return (text,)
    widths = [width_in_points(word, size, bold=bold) for word in words]
    if max(widths) > room:
        return (text,)
    space = width_in_points(" ", size, bold=bold)
    fewest = _fewest(widths, space, room)
    cost, lines = min(_best(words, widths, space, room, count) for count in range(fewest, fewest + MOST_MORE + 1))
    return lines if cost < float("inf") else (text,)


def titled(text: str, width_mm: float, size: float, *, bold: bool) -> str:
    """The same as one text with its lines' ends in it."""
    return "\n".join(title_lines(text, width_mm, size, bold=bold))


def _fewest(widths: list[float], space: float, room: float) -> int:
    lines, used = 1, 0.0
    for width in widths:
        if used and used + space + width > room:
            lines, used = lines + 1, width
        else:
            used += width + (space if used else 0.0)
    return lines


def _best(
    words: list[str], widths: list[float], space: float, room: float, num_lines: int
) -> tuple[float, tuple[str, ...]]:
    """The cheapest way to cut the words into so many lines, and what it costs."""
    ends = [0.0, *accumulate(widths)]
    even = (ends[-1] + space * (len(words) - num_lines)) / num_lines
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (num_lines * BAD / 4, ())}
    for line in range(num_lines):
        is_last = line == num_lines - 1
        following: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start, (cost, lines) in best.items():
            for end in [len(words)] if is_last else range(start + 1, len(words)):
                width = ends[end] - ends[start] + space * (end - start - 1)
                if end <= start or width > room:
                    continue
                price = cost + RAGGED * ((width - even) / even) ** 2
                price += BAD if end - start == 1 else 0.0
                price += 0.0 if is_last else _price_of_a_turn(words, end)
                if price < following.get(end, (float("inf"), ()))[0]:
                    following[end] = (price, (*lines, " ".join(words[start:end])))
        best = following
    return best.get(len(words), (float("inf"), ()))


def _price_of_a_turn(words: list[str], place: int) -> float:
    """What it costs to turn the line before the word at this place."""
    before, after = words[place - 1], words[place]
    told = before.casefold()
    if before[-1] in ",;:–-":
        return GOOD
    if told in LEADS_ON or after[:1].isdecimal() or "/" in after or "." * 3 in after or after in ("tháng", "năm"):
        return FORBIDDEN
    if f"{told} {after.casefold().rstrip(',;.)')}" in ONE_WORD or _is_cut_name(words, place):
        return BAD
    begins_anew = after.casefold() in BEGINS_ANEW or after.casefold() in KINDS or after.startswith("(")
    return GOOD if begins_anew else 0.0


def _is_cut_name(words: list[str], place: int) -> bool:
    """Whether both words belong to a name: capitals one after the other, or the word after a kind of place."""
    before, after = words[place - 1], words[place]
    if before.istitle() and after.istitle():
        return True
    return place > 1 and words[place - 2].casefold() in KINDS and after[:1].isupper()
