"""What stands outside of the schedule's lines: headings count, what holds a part of the schedule is named, the rest is
known to be no matter."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from planner.intake.appendix.days.cell_text import lines_in
from planner.intake.appendix.days.shift_names import plain
from planner.intake.appendix.days.when import shifts_told
from planner.intake.appendix.document.account import NoMatter
from planner.intake.appendix.lines.line_reader import LineReader
from planner.intake.appendix.lines.mentions import Mentioned, Mentions
from planner.intake.appendix.lines.notes import Books
from planner.intake.appendix.lines.slots import PlacedSlot
from planner.intake.appendix.rows.headings import Headings
from planner.intake.appendix.table.columns import one_line
from planner.intake.cells.findings import shown
from planner.intake.cells.sheets import Cell
from planner.intake.values.texts import Unfit
from planner.texts import texts_of

_ = texts_of("intake")

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


SCHEDULE_LINE = re.compile(r"tháng ?[0-9]{1,2}\b[^:]*: ?[0-9]|\([^)]*[0-9] ?(?:h|:|giờ)[^)]*\) ?: ?[0-9]")
WITHDRAWN = re.compile(r"\b(?:hủy|huỷ|hoãn|bỏ|nghỉ|dừng|tạm ngừng|không (?:thực hiện|đi|làm)|chuyển|đổi|thay)\b")
_DATE = r"[0-9]{1,2} ?/ ?[0-9]{1,2}(?: ?/ ?[0-9]{4})?"
_DATES = re.compile(rf"{_DATE} ?(?:-|đến(?: hết)?(?: ngày)?) ?{_DATE}|{_DATE}")
_PAGE = re.compile(r"(?:trang )?[0-9]{1,3}(?: ?/ ?[0-9]{1,3})?", re.IGNORECASE)
"""The number of a page, in a margin."""


class LooseTexts:
    """Decides what each text outside of the lines is."""

    def __init__(self, headings: Headings, lines: LineReader, mentions: Mentions, books: Books) -> None:
        self._headings = headings
        self._lines = lines
        self._mentions = mentions
        self._findings, _notes, self._account = books
        self._is_closing = False
        """*Nơi nhận* was read: what follows with a dash is a recipient."""
        self._of_days: list[tuple[Cell, frozenset[date]]] = []
        """Texts that tell days and nothing else, as a title tells its period."""
        self._taken_back: list[tuple[Cell, frozenset[date]]] = []
        """Texts that may take days back, as *Nghỉ lễ 30/4*, and these days."""

    def take(self, cells: Iterable[Cell]) -> None:
        """Decide on each of the texts."""
        for cell in cells:
            if not cell.is_empty and not self._account.is_used(cell):
                self._take(cell, may_head=True)

    def take_beside(self, cell: Cell, *, is_drawing: bool) -> None:
        """Decide on a note, a comment, a margin or a drawing: none is a heading, but a drawing may look like one."""
        text = one_line(cell)
        found = self._mentions.in_text(text)
        if is_drawing and not found.day and (found.machines or self.is_unit(cell)):
            self._name_outside(cell)
        elif not cell.is_empty:
            self._take(cell, may_head=False)

    def take_row(self, cells: Sequence[Cell]) -> None:
        """Decide on a row that is no line of a list; one with a unit in one cell and its days in another is named."""
        if unit := self.unit_beside_days(cells):
            self._name_outside(unit)
            self._account.leave(cells, unit.where)
        elif not self._headings.take_side_by_side(cells):
            dated = [cell for cell in cells if len(cells) > 1 and is_bare_date(one_line(cell))]
            for cell in dated:
                self._account.ignore(cell, NoMatter.DATE_OF_LETTER)
            self.take(cell for cell in cells if cell not in dated)

    def unit_beside_days(self, cells: Sequence[Cell]) -> Cell | None:
        """The row's unit, if something of a schedule stands in another cell of the row."""
        unit = next(filter(self.is_unit, cells), None)
        others = (self._mentions.in_cell(cell) for cell in cells if cell is not unit)
        is_told = any(found.day or found.hours or found.shift or found.machines for found in others)
        return unit if is_told else None

    def is_unit(self, cell: Cell) -> bool:
        """Whether the cell is a unit's name and nothing else; codes alone may be any number."""
        return bool(self._mentions.in_cell(cell).units) and self._lines.is_unit(cell)

    def settle(self, slots: Iterable[PlacedSlot]) -> None:
        """Decide on the texts of days: a title's period holds all that was read; what does not was not read."""
        days = {slot.day for slot in slots}
        for cell, taken in self._taken_back:
            if days & taken:
                self._name_sentence(cell, one_line(cell), self._mentions.in_cell(cell))
            else:
                self._account.ignore(cell, NoMatter.REMARK)
        for cell, told in self._of_days:
            if self._account.is_used(cell):
                continue  # the day of a table that was laid out anew
            if days and days <= told:
                self._account.ignore(cell, NoMatter.TITLE)
            else:
                self._findings.error(
                    cell.where,
                    _("{value}: days in a row of their own were not read").format(value=shown(one_line(cell))),
                    _("Write the day in each line, under Thời gian"),
                )

    def _take(self, cell: Cell, *, may_head: bool) -> None:
        text = one_line(cell)
        if not isinstance(cell.value, str):
            self._take_value(cell)
        elif not may_head and _PAGE.fullmatch(text):
            self._account.ignore(cell, NoMatter.NUMBER)
        elif SCHEDULE_LINE.search(plain(text)):
            self._name_outside(cell)
        elif text and not (may_head and self._headings.take(cell, text)):
            self._judge(cell, text)

    def _take_value(self, cell: Cell) -> None:
        found = self._mentions.in_cell(cell)
        if found.day or found.hours:
            self._name_outside(cell)
        elif not cell.is_uncounted:
            self._account.ignore(cell, NoMatter.FIGURE)

    def _judge(self, cell: Cell, text: str) -> None:
        place = date_of_letter(text)
        found = self._mentions.in_text(text)
        form = form_of(text)
        if place is not None and not self._lines.is_unit(Cell(cell.where, place)):
            self._account.ignore(cell, NoMatter.DATE_OF_LETTER)
        elif found.day and (found.units or (found.machines and not tells_of_the_move(text))):
            self._name_sentence(cell, text, found)
        elif form is NoMatter.LEGEND:
            self._account.ignore(cell, form)
        elif self._is_closing and text.startswith(("-", "+", "–")):
            self._account.ignore(cell, NoMatter.RECIPIENTS)
        elif days := self._days_alone(cell, found):
            self._of_days.append((cell, days))
        elif self.is_unit(cell) and not text.isupper():
            self._findings.error(
                cell.where,
                _("{value}: a unit in a row of its own was not read").format(value=shown(text)),
                _("Write it under Đơn vị in each of its lines"),
            )
        elif (found.hours or found.shift) and not self._tells_the_whole_day(cell):
            self._findings.error(
                cell.where,
                _("{value}: hours or a shift outside of the lines were not read").format(value=shown(text)),
                _("Write them under Ca thực hiện in each line for which they hold"),
            )
        elif found.day and WITHDRAWN.search(plain(text)) and (dates := self._dates_in(cell, text)):
            self._taken_back.append((cell, dates))
        elif found.day and WITHDRAWN.search(plain(text)):
            self._name_sentence(cell, text, found)
        else:
            self._account.ignore(cell, form)
        self._is_closing = self._is_closing or form is NoMatter.RECIPIENTS

    def _days_alone(self, cell: Cell, found: Mentioned) -> frozenset[date]:
        """The days of a text that tells nothing else; none where it tells more, or no day."""
        if not found.day or found.units or found.machines:
            return frozenset()
        return self._lines.days_alone(Cell(cell.where, one_line(cell).strip("()[]*.: ")))

    def _dates_in(self, cell: Cell, text: str) -> frozenset[date]:
        """The days of the dates and ranges of dates that a sentence tells; none if it may tell others too."""
        told = [match[0].replace("ngày", " ") for match in _DATES.finditer(plain(text))]
        days = [self._lines.days_alone(Cell(cell.where, each)) for each in told]
        rest = self._mentions.in_text(_DATES.sub(" ", re.sub(r"\bngày\b", " ", plain(text))))
        return frozenset() if rest.day or not all(days) else frozenset().union(*days)

    def _tells_the_whole_day(self, cell: Cell) -> bool:
        """Whether the hours and shifts that a text tells are together those of every shift."""
        try:
            told = shifts_told(lines_in(str(cell.value)), self._lines.shift_names)
        except Unfit:
            return False
        names = self._lines.shift_names
        of_hours = {label for hours in told.hours for label in names.of_hours(hours)}
        return told.whole_day or set(names.labels) == of_hours or set(names.labels) == set(told.labels)

    def _name_outside(self, cell: Cell) -> None:
        self._findings.error(
            cell.where,
            _("{value} stands outside of a table with Đơn vị and Thời gian").format(value=shown(cell.value)),
            _("Put the line into the table, under its heads"),
        )

    def _name_sentence(self, cell: Cell, text: str, found: Mentioned) -> None:
        if found.units:
            what = _("{value}: a sentence with a unit and a day was not read")
        elif found.machines:
            what = _("{value}: a sentence with a machine and a day was not read")
        else:
            what = _("{value}: a sentence that may take days back was not read")
        advice = _("Put it into the table as a line of its own, or change the lines that it means, and delete it")
        self._findings.error(cell.where, what.format(value=shown(text)), advice)
