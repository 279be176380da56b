"""What a text mentions without being a line of the schedule: units, machines, days, hours, shifts."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from planner.domain.campaign import Campaign, Unit
from planner.domain.folding import fold
from planner.domain.record import MachineName, UnitCode
from planner.intake.appendix.days.shift_names import ShiftNames, plain
from planner.intake.appendix.document.account import Use
from planner.intake.appendix.lines.machine_finding import words_key
from planner.intake.appendix.table.columns import one_line
from planner.intake.cells.sheets import Cell
from planner.intake.values.names import KINDS, without_kind

_OTHER_KINDS = frozenset(["huyện", "tỉnh", "phố", "quận", "thị", "đường", "sông", "núi", "đảo", "chợ", "cầu"])
"""Last words of kinds: behind one of them a name is that of another thing than the unit."""
_PAPERS = (
    r"luật|nghị định|nghị quyết|quyết định|kế hoạch|công văn|thông tư|thông báo|chỉ thị|văn bản|tờ trình|báo cáo"
    r"|đề án|hướng dẫn|công điện|phương án|giấy mời|biên bản|số"
)
_FULL_DATE = r"(?:[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{4}|[0-9]{1,2} ?tháng ?[0-9]{1,2},? ?năm ?[0-9]{4})"
_DATE_OF_A_PAPER = re.compile(rf"\b(?:{_PAPERS})\b[^;:\n]{{0,90}}?,? ?\(?ngày ?{_FULL_DATE}")
_NAMED_WEEKDAY = r"(?<!lần )(?<!đợt )(?<!máy )\bthứ ?(?:[2-7]\b|hai|ba|tư|năm|sáu|bảy|bẩy)\b"
_DAY = re.compile(
    "|".join(
        (
            r"(?<![0-9/.])(?:0?[1-9]|[12][0-9]|3[01]) ?/ ?(?:0?[1-9]|1[0-2])(?: ?/ ?[0-9]{2,4})?(?![0-9/])(?! ?ngày)",
            r"\b[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{4}\b",
            r"\b[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b",
            r"\bngày ?(?:mùng |mồng )?[0-9]{1,2}\b",
            r"\btháng ?[0-9]{1,2}[^:;\n]{0,30}: ?[0-9]",
            r"^[0-9]{1,2}(?: ?[,;–-] ?[0-9]{1,2})+$",
            _NAMED_WEEKDAY,
            r"\bchủ nhật\b|\bcuối tuần\b|\b(?:hằng|hàng) (?:ngày|tuần)\b",
        )
    )
)
_CLOCK = re.compile(r"\b[0-9]{1,2} ?(?:h|giờ)(?: ?[0-5][0-9])?\b|\b[0-2]?[0-9]:[0-5][0-9]\b")
_HALF_DAY = re.compile(r"\b(?:buổi|ca) (?:sáng|trưa|chiều|tối|đêm)\b|^(?:sáng|chiều|tối|cả ngày|sáng, chiều)$")


_KIND_WORDS = tuple(f"{fold(word)} " for word in (*KINDS, "thôn", "bản", "ấp", "buôn", "làng", "khu", "tổ", "trường"))


class Mentioned(NamedTuple):
    """The units, machines, days and shifts that a text mentions; all empty for a text about other things."""

    units: frozenset[UnitCode]
    """All that bear a name that stands in it."""
    machines: frozenset[MachineName]
    day: bool
    hours: bool
    shift: bool

    def kinds(self) -> Iterator[Use]:
        """What of it a schedule is made of."""
        for is_told, kind in (
            (bool(self.units), Use.UNIT),
            (bool(self.machines), Use.MACHINE),
            (self.day, Use.DAYS),
            (self.hours, Use.HOURS),
            (self.shift, Use.SHIFT),
        ):
            if is_told:
                yield kind


_NOTHING = Mentioned(frozenset(), frozenset(), day=False, hours=False, shift=False)


class Mentions:
    """Answers what a text mentions."""

    def __init__(self, campaign: Campaign, shifts: ShiftNames) -> None:
        self._units = _keys(campaign)
        self._machines = {words_key(machine.name): machine.name for machine in campaign.machines}
        self._unit_pattern = _any_of(self._units)
        self._machine_pattern = _any_of(self._machines)
        self._shift = re.compile(rf"(?<!\w)(?:{shifts.pattern})(?!\w)") if shifts.pattern else None
        self._known: dict[str, Mentioned] = {}

    def in_cell(self, cell: Cell) -> Mentioned:
        """What the cell mentions; a date or a time of day of Excel is one."""
        if isinstance(cell.value, datetime | date):
            return _NOTHING._replace(day=True)
        if isinstance(cell.value, time):
            return _NOTHING._replace(hours=True)
        return self.in_text(one_line(cell))

    def in_text(self, text: str) -> Mentioned:
        """What the text mentions. The date of a plan or a decision that it refers to is no day."""
        if text not in self._known:
            self._known[text] = self._in_text(text)
        return self._known[text]

    def machines_in(self, text: str) -> set[MachineName]:
        """The machines whose names stand in a text."""
        return {self._machines[key] for key in _found(self._machine_pattern, words_key(text))}

    def _in_text(self, text: str) -> Mentioned:
        if not text:
            return _NOTHING
        told = plain(text)
        bare = _DATE_OF_A_PAPER.sub(" ", told)
        return Mentioned(
            frozenset(self._units_in(words_key(text))),
            frozenset(self.machines_in(text)),
            day=bool(_DAY.search(bare)),
            hours=bool(_CLOCK.search(bare)),
            shift=bool(_HALF_DAY.search(told) or (self._shift is not None and self._shift.search(told))),
        )

    def _units_in(self, key: str) -> Iterator[UnitCode]:
        for match in self._unit_pattern.finditer(key) if self._unit_pattern is not None else ():
            found = self._units[match[0]]
            before = key[: match.start()].split()
            if found.with_kind or not before or before[-1] not in _OTHER_KINDS:
                yield from found.codes


class _UnitsCalled(NamedTuple):
    codes: tuple[UnitCode, ...]
    with_kind: bool


def _keys(campaign: Campaign) -> dict[str, _UnitsCalled]:
    """Every way to call each unit in a sentence. Words that the campaign's own name or a zone has are no unit's."""
    elsewhere = words_key(" ".join([campaign.name, *{unit.zone for unit in campaign.units}]))
    found: dict[str, _UnitsCalled] = {}
    for unit in campaign.units:
        for key, with_kind in _calls(unit):
            is_of_others = not with_kind and f" {key} " in f" {elsewhere} "
            if key and not is_of_others:
                before = found.get(key, _UnitsCalled((), with_kind))
                found[key] = _UnitsCalled((*before.codes, unit.code), before.with_kind and with_kind)
    return found


def _calls(unit: Unit) -> Iterator[tuple[str, bool]]:
    """Names with the word for their kind before them, and bare ones of at least two words."""
    name, bare = words_key(unit.name), words_key(without_kind(unit.name, unit.kind))
    yield name, name != bare or name.startswith(_KIND_WORDS)
    if unit.kind:
        yield words_key(f"{unit.kind} {bare}"), True
    if bare != name and " " in bare:
        yield bare, False


def _any_of(keys: Iterable[str]) -> re.Pattern[str] | None:
    told = sorted((re.escape(key) for key in keys if key), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(told)})(?!\S)") if told else None


def _found(pattern: re.Pattern[str] | None, key: str) -> Iterator[str]:
    yield from (match[0] for match in pattern.finditer(key)) if pattern is not None else ()
