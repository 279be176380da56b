"""The two levels of government since 1/7/2025: what a workbook of each holds before anybody fills it in."""

from collections.abc import Mapping
from enum import StrEnum

from planner.intake.blanks.content import WorkbookContent
from planner.intake.layout.calendar import SHIFTS, ShiftColumn
from planner.intake.layout.column import CellValue, TableRow
from planner.intake.layout.settings import Setting

_BY_HAND = "…"
"""Stands in the template for the name that only its user knows."""
MORNING, AFTERNOON, EVENING = "Ca sáng", "Ca chiều", "Ca tối"
PROVINCE_SHIFTS: tuple[TableRow, ...] = (
    {ShiftColumn.LABEL: MORNING, ShiftColumn.STARTS: "7h30", ShiftColumn.ENDS: "11h30"},
    {ShiftColumn.LABEL: AFTERNOON, ShiftColumn.STARTS: "13h30", ShiftColumn.ENDS: "17h30"},
)
COMMUNE_SHIFTS: tuple[TableRow, ...] = (
    *PROVINCE_SHIFTS,
    {ShiftColumn.LABEL: EVENING, ShiftColumn.STARTS: "18h30", ShiftColumn.ENDS: "21h30", ShiftColumn.CAPACITY: 120},
)
_CARD = "thẻ căn cước"
_FOR_BOTH: Mapping[Setting, CellValue] = {
    Setting.CARD_TERM: _CARD,
    Setting.APPENDIX_TITLE: "LỊCH THU NHẬN HỒ SƠ CẤP THẺ CĂN CƯỚC",
    Setting.NOTICE_SUBJECT: "Về việc thu nhận hồ sơ cấp thẻ căn cước lưu động",
    Setting.TO_BRING: "Thẻ căn cước hoặc CCCD đang dùng (nếu có); Giấy khai sinh của người dưới 14 tuổi;"
    " Điện thoại đang dùng số chính chủ",
}


PROVINCE_KINDS = ("xã", "phường", "đặc khu", "trường", "khu công nghiệp")
COMMUNE_KINDS = ("thôn", "tổ dân phố", "khu phố", "trường", "khu công nghiệp", "nhà máy")
"""What column *Loại* proposes."""
PATTERN_OF_HAMLETS = "Nhà văn hóa thôn {tên}"
PROVINCE_STEPS = (
    "TỆP CỦA CÔNG AN TỈNH (PC06)",
    "Trang Đơn vị: mỗi xã, phường, đặc khu một dòng; Khu vực là huyện, thị xã, thành phố cũ, để phân tổ phụ trách.",
    "Trang Máy: các máy của một tổ ghi cùng tên ở Tổ máy; ở trang Đơn vị, Số máy cùng lúc không nhỏ hơn số máy của tổ.",
    "Thời gian dọn sang nơi khác ghi ở Nghỉ chuyển chỗ (lượt); mỗi xã ở ít nhất mấy ngày ghi ở Số ngày tối thiểu.",
    "Trang Đơn vị cũ: xã, phường trước ngày 01/7/2025; tên cũ gặp ở đâu cũng được hiểu là xã, phường mới.",
    "Trang Chiến dịch: thay dấu … bằng tên tỉnh; Trưởng phòng ký thì sửa Quyền hạn ký và Chức vụ người ký.",
)
COMMUNE_STEPS = (
    "TỆP CỦA CÔNG AN XÃ, PHƯỜNG",
    "Trang Đơn vị: mỗi thôn, tổ dân phố, trường học, nhà máy một dòng.",
    "Nhiều thôn làm chung một điểm: ghi cùng tên ở Cụm; máy đứng ở thôn ghi trước; ca, ngày, Khu vực phải giống nhau.",
    "Trường học: Đi trọn ngày là Không, Ca được phép là Ca sáng, Ngày được phép là các ngày trường hẹn.",
    "Trường hẹn hai buổi cách nhau: Số đợt tối đa là 2.",
    "Nhà máy: Đi trọn ngày là Không, Ca được phép là Ca tối, Số đợt tối đa là số buổi tối; giờ khác ghi ở Giờ riêng.",
    "Có tổ đi xuống thôn: ghi ở trang Tổ và Lượt xuống thôn, cột Đơn vị để trống; xếp bằng planner teams.",
    "Trang Chiến dịch: thay dấu … bằng tên tỉnh, tên xã; là phường thì sửa xã thành phường.",
    "Trưởng Công an xã, phường ký thì sửa Quyền hạn ký và Chức vụ người ký.",
)


class Level(StrEnum):
    """For whom a workbook is: the province's police team, or the police of one commune or ward."""

    PROVINCE = "tinh"
    COMMUNE = "xa"


def province_letterhead(province: str) -> dict[Setting, CellValue]:
    """What is printed around the papers of the team for administrative order (PC06) of a province: *Đồng Nai*."""
    return {
        **_FOR_BOTH,
        Setting.PARENT_BODY: f"CÔNG AN TỈNH {province.upper()}",
        Setting.ISSUING_BODY: "PHÒNG CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI",
        Setting.DOCUMENT_NUMBER: "/KH-PC06",
        Setting.PLACE: province,
        Setting.SIGNER_POWER: "KT. TRƯỞNG PHÒNG",
        Setting.SIGNER_TITLE: "PHÓ TRƯỞNG PHÒNG",
        Setting.RECIPIENTS: "- Ban Giám đốc Công an tỉnh (để báo cáo); - Công an các xã, phường (để thực hiện);"
        " - Lưu: VT, PC06",
        Setting.ATTACHED_TO: "Kèm theo Kế hoạch số /KH-PC06 của Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
        Setting.CONTACT: f"Trực ban Phòng PC06, Công an tỉnh {province}",
    }


def commune_letterhead(province: str, commune: str) -> dict[Setting, CellValue]:
    """What is printed around the papers of the police of a commune or ward, named with its kind: *phường Kinh Bắc*."""
    kind, _space, name = commune.partition(" ")
    parts = "tổ dân phố, khu phố" if kind == "phường" else "thôn"
    initial = {"phường": "CAP", "đặc khu": "CAĐK"}.get(kind, "CAX")
    return {
        **_FOR_BOTH,
        Setting.PARENT_BODY: f"CÔNG AN TỈNH {province.upper()}",
        Setting.ISSUING_BODY: f"CÔNG AN {commune.upper()}",
        Setting.DOCUMENT_NUMBER: f"/KH-{initial}",
        Setting.PLACE: name,
        Setting.SIGNER_POWER: f"KT. TRƯỞNG CÔNG AN {kind.upper()}",
        Setting.SIGNER_TITLE: f"PHÓ TRƯỞNG CÔNG AN {kind.upper()}",
        Setting.RECIPIENTS: f"- Phòng PC06 Công an tỉnh (để báo cáo); - Đảng ủy, UBND {kind} (để báo cáo);"
        f" - Các {parts}, trường học, doanh nghiệp (để phối hợp); - Lưu: {initial}",
        Setting.ATTACHED_TO: f"Kèm theo Kế hoạch số /KH-{initial} của Công an {commune}",
        Setting.CONTACT: f"Trực ban Công an {commune}",
    }


def content_for(level: Level) -> WorkbookContent:
    """What the empty template of a level holds, without the campaign's days and closures."""
    if level is Level.PROVINCE:
        return WorkbookContent(
            settings=province_letterhead(_BY_HAND),
            tables={SHIFTS: PROVINCE_SHIFTS},
            kinds=PROVINCE_KINDS,
            steps=PROVINCE_STEPS,
        )
    return WorkbookContent(
        settings=commune_letterhead(_BY_HAND, f"xã {_BY_HAND}"),
        tables={SHIFTS: COMMUNE_SHIFTS},
        place_patterns={"thôn": PATTERN_OF_HAMLETS, "tổ dân phố": ""},
        kinds=COMMUNE_KINDS,
        steps=COMMUNE_STEPS,
    )
