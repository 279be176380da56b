"""Fixed wording of a printed progress report, always in Vietnamese."""

from planner.domain.advance import Advance, Indicator, ReportKind
from planner.domain.report import PhaseAdvance, ProgressReport, one_decimal
from planner.domain.report import percent_of as percent_of_target
from planner.texts import spoken_day, written_number

WORD = "BÁO CÁO"
SHEET = "Báo cáo"

UNIT = "Đơn vị"
TARGET = "Chỉ tiêu"
INDICATOR_ROWS = {
    Indicator.COLLECTED: "Hồ sơ thu nhận",
    Indicator.APPROVED: "Hồ sơ được duyệt",
    Indicator.ACTIVATED: "Tài khoản kích hoạt",
}
THINGS = {Indicator.COLLECTED: "hồ sơ", Indicator.APPROVED: "hồ sơ", Indicator.ACTIVATED: "tài khoản"}
VERBS = {Indicator.COLLECTED: "thu nhận", Indicator.APPROVED: "duyệt", Indicator.ACTIVATED: "kích hoạt"}
PERCENT = "Tỷ lệ (%)"
NEEDED = "Cần đạt"
FORECAST_NOTE = (
    "Dự kiến đạt: lũy kế cộng phần lịch đã thông báo còn lại, theo mức đã thực hiện so với lịch; đơn vị chưa có "
    "lịch thì cộng bình quân mỗi ngày làm việc nhân số ngày làm việc còn lại; không quá chỉ tiêu. "
    "Tổng cộng là tổng các đơn vị."
)
LEFT_NOTE = "Còn thiếu của Tổng cộng là tổng số còn thiếu của từng đơn vị; phần vượt của đơn vị khác không bù vào."
PHASE_NOTE = (
    "Cần đạt là số mỗi ngày làm việc còn lại của giai đoạn để đạt chỉ tiêu giai đoạn; chỉ tiêu đó chia cho các đơn vị "
    "theo số đến hạn vào ngày cuối giai đoạn."
)
RANK_NOTE = "Xếp hạng theo tỷ lệ so với chỉ tiêu; đơn vị có tỷ lệ bằng nhau thì cùng hạng."
LEFT = "Còn thiếu"
REACHED, MISSED = "Đạt", "Chưa đạt"
TOTAL = "Tổng cộng"
INDICATOR = "Nội dung"
BEFORE = "Trước chiến dịch"
IN_CAMPAIGN = "Từ đầu chiến dịch"
PHASE = "Giai đoạn"
PHASE_TIME = "Thời gian"
UNKNOWN = "–"

UNITS_HEADING = "Kết quả của từng đơn vị"
UNITS_IN_XLSX = "Bảng kết quả của từng đơn vị ({count} đơn vị) có trong tệp xlsx cùng tên."
INDICATORS_HEADING = "Kết quả theo nội dung"
PHASES_HEADING = "Kết quả theo giai đoạn"
COURSE_TITLE = "Lũy kế theo ngày so với mức phải đạt theo lịch"
DONE_SERIES, NEEDED_SERIES = "Thực hiện", "Cần đạt"
BARS_TITLE = "Tỷ lệ hoàn thành chỉ tiêu của từng đơn vị (%)"
PERCENT_SERIES = "Tỷ lệ so với chỉ tiêu"


def title(report: ProgressReport) -> tuple[str, ...]:
    """What the report is about, line by line."""
    first, last = spoken_day(report.period_first), spoken_day(report.period_last)
    subject = {
        ReportKind.DAY: f"Kết quả thực hiện ngày {spoken_day(report.as_of)}",
        ReportKind.WEEK: f"Kết quả thực hiện tuần từ ngày {first} đến ngày {last}",
        ReportKind.PHASE: f"Kết quả thực hiện {phase_told(report.phase)} (từ ngày {first} đến ngày {last})",
        ReportKind.FINAL: "Tổng kết kết quả thực hiện",
    }[report.kind]
    return subject, report.campaign


def phase_told(name: str) -> str:
    """A phase within a sentence, whether or not its name says that it is one."""
    return name if name.casefold().startswith(("giai đoạn", "đợt", "vòng")) else f"giai đoạn {name}"


def tenths(value: float | None, *, up: bool = False) -> str:
    """A figure with one decimal: 1.234,5; a dash for none."""
    return UNKNOWN if value is None else written_number(one_decimal(value, up=up), 1)


def decimal(value: float | None, decimals: int) -> str:
    """A figure with so many decimals: 1.234,56; a dash for none."""
    return UNKNOWN if value is None else written_number(value, decimals)


def share_of(achieved: int, target: int, decimals: int) -> str:
    """A share in running text: 45,9%; a dash without a target."""
    share = decimal(percent_of_target(achieved, target, decimals), decimals)
    return share if share == UNKNOWN else f"{share}%"


def percent_of(advance: Advance | PhaseAdvance, decimals: int) -> str:
    """What was achieved of the target, in running text."""
    return share_of(advance.achieved, advance.target, decimals)


def percent_cell(advance: Advance | PhaseAdvance, decimals: int) -> str:
    """The same as a cell of a table whose head says that it is percent."""
    return decimal(percent_of_target(advance.achieved, advance.target, decimals), decimals)


def count(number: int | None) -> str:
    """A whole figure; a dash for none."""
    return UNKNOWN if number is None else written_number(number)
