"""Sheet *Quy định ca*: limits of working hours, each beside the law or order that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner.intake.cells import limits
from planner.intake.layout.column import NOTE_HEAD, NUMBERING, CellKind, Column, SheetColumn, SheetLayout
from planner.roster.regulations import RegulationItem

_HOURS_A_WEEK = 7 * 24
_CODE = "Bộ luật Lao động 2019"


class Regulation(SheetColumn):
    """The rows of sheet *Quy định ca*."""

    SHIFT_REST = Column(
        RegulationItem.SHIFT_REST.value,
        CellKind.HOURS,
        note="Từ lúc hết ca đến lúc vào ca sau; không xét khi ca sau cũng là ca đó vào hôm sau",
        limits=(0, 48),
        initial=12,
        called=("Nghỉ giữa hai ca",),
    )
    SHIFTS_A_DAY = Column(
        RegulationItem.SHIFTS_A_DAY.value,
        CellKind.WHOLE,
        note="Một người được làm mấy ca trong một ngày",
        limits=(1, limits.NUM_SHIFTS),
        initial=1,
    )
    RUN_DAYS = Column(
        RegulationItem.RUN_DAYS.value,
        CellKind.WHOLE,
        note="Làm liền mấy ngày thì phải nghỉ một ngày",
        limits=(1, limits.CAMPAIGN_DAYS),
        initial=6,
    )
    WEEKLY_REST = Column(
        RegulationItem.WEEKLY_REST.value,
        CellKind.HOURS,
        note="Mỗi tuần từ thứ Hai đến Chủ nhật có một lần nghỉ liền bấy nhiêu giờ",
        limits=(0, _HOURS_A_WEEK),
        initial=24,
        called=("Nghỉ tuần",),
    )
    WEEK = Column(
        RegulationItem.WEEK.value,
        CellKind.HOURS,
        note="Quá số giờ này trong tuần là làm thêm",
        limits=(1, _HOURS_A_WEEK),
        initial=40,
        called=("Số giờ một tuần",),
    )
    WEEK_MOST = Column(
        RegulationItem.WEEK_MOST.value,
        CellKind.HOURS,
        note="Kể cả làm thêm",
        limits=(1, _HOURS_A_WEEK),
        initial=48,
    )
    OVERTIME_MONTH = Column(
        RegulationItem.OVERTIME_MONTH.value,
        CellKind.HOURS,
        note="Tổng giờ làm thêm trong một tháng dương lịch; công an không trả tiền làm thêm mà cho nghỉ bù",
        limits=(0, 31 * 24),
        initial=40,
    )
    OVERTIME_YEAR = Column(
        RegulationItem.OVERTIME_YEAR.value,
        CellKind.HOURS,
        note="Tổng giờ làm thêm trong một năm",
        limits=(0, 366 * 24),
        initial=200,
    )
    NIGHT_FROM = Column(RegulationItem.NIGHT_FROM.value, note="Giờ bắt đầu làm đêm, ví dụ 22h00", initial="22h00")
    NIGHT_TO = Column(RegulationItem.NIGHT_TO.value, note="Giờ hết làm đêm, ví dụ 6h00", initial="6h00")
    EVENINGS_RUN = Column(
        RegulationItem.EVENINGS_RUN.value,
        CellKind.WHOLE,
        note="Số tối làm liền tối đa; để trống là không giới hạn",
        limits=(1, limits.CAMPAIGN_DAYS),
    )
    EVENING_FROM = Column(
        RegulationItem.EVENING_FROM.value,
        note="Ca có quá nửa thời gian sau giờ này là ca tối, được chia đều cho mọi người",
        initial="17h00",
    )


@dataclass(frozen=True)
class Law:
    """What the law says of an item: its text, and the most or the least that it allows."""

    text: str
    most: float | None = None
    least: float | None = None

    def allows(self, value: float) -> bool:
        """Whether the value is within what the law itself allows, without an order that widens it."""
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)


_NIGHT = Law(f"{_CODE}, Điều 106: làm đêm từ 22 giờ đến 6 giờ sáng hôm sau")
LAWS: Mapping[Regulation, Law] = MappingProxyType(
    {
        Regulation.SHIFT_REST: Law(f"{_CODE}, Điều 110: nghỉ ít nhất 12 giờ trước khi chuyển sang ca khác", least=12),
        Regulation.SHIFTS_A_DAY: Law(f"{_CODE}, Điều 105: không quá 8 giờ một ngày"),
        Regulation.RUN_DAYS: Law(f"{_CODE}, Điều 111: mỗi tuần nghỉ ít nhất 24 giờ liên tục", most=6),
        Regulation.WEEKLY_REST: Law(f"{_CODE}, Điều 111: mỗi tuần nghỉ ít nhất 24 giờ liên tục", least=24),
        Regulation.WEEK: Law(f"{_CODE}, Điều 105: khuyến khích tuần làm việc 40 giờ", most=48),
        Regulation.WEEK_MOST: Law(f"{_CODE}, Điều 105: không quá 48 giờ một tuần", most=48),
        Regulation.OVERTIME_MONTH: Law(f"{_CODE}, Điều 107: làm thêm không quá 40 giờ một tháng", most=40),
        Regulation.OVERTIME_YEAR: Law(f"{_CODE}, Điều 107: làm thêm không quá 200 giờ một năm", most=200),
        Regulation.NIGHT_FROM: _NIGHT,
        Regulation.NIGHT_TO: _NIGHT,
        Regulation.EVENINGS_RUN: Law(""),
        Regulation.EVENING_FROM: Law("Quy ước của chương trình để chia đều ca tối"),
    }
)
"""Each item with what is filled in beside it; an empty text where neither law nor custom says anything."""


class RegulationColumn(SheetColumn):
    """Columns of sheet *Quy định ca*."""

    ITEM = Column("Mục", width=36, called=("Nội dung", "Tên mục"), example=tuple(Regulation), is_needed=True)
    VALUE = Column("Giá trị", width=14, example=tuple(item.declared.initial for item in Regulation), is_needed=True)
    BASIS = Column(
        "Căn cứ",
        note="Luật hay văn bản cho phép giá trị này; in bên dưới bảng",
        width=60,
        example=tuple(LAWS[item].text or None for item in Regulation),
    )


REGULATIONS = SheetLayout(
    "Quy định ca",
    RegulationColumn,
    note="Giới hạn giờ làm của cán bộ, ghi sẵn theo luật; để trống giá trị là theo luật",
    other_titles=("Quy định về ca", "Quy định giờ làm"),
    idle_heads=(*NUMBERING, NOTE_HEAD),
)
