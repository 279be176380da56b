"""Fixed wording of a printed report on risks, always in Vietnamese."""

from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.risk_figures import SURE, Mean, NearlyDone, RiskFigures, Share
from planner.domain.uncertainty import RiskCase
from planner.texts import spoken_day, written_number

TITLE = "Đánh giá rủi ro của phương án"
SHEET = "Rủi ro"
FIGURE, VALUE = "Nội dung", "Kết quả"
UNIT, LATE, SHORT = "Đơn vị", "Xong muộn (%\u00a0số lần thử)", "Còn sót (%\u00a0số lần thử)"
DAYS_LATE = "Muộn trung bình (ngày)"
UNITS_HEADING = "Các đơn vị dễ chậm so với kế hoạch"
FINISH_TITLE = "Khả năng hoàn thành đến từng ngày"
DONE_SERIES = "Đã hoàn thành"
NEARLY_SERIES = "Chỉ còn những hồ sơ cuối cùng (1 %)"
SURE_SERIES = f"Mức {SURE:.0%}".replace("%", " %")
SHARE_TITLE = "% số lần thử"
UNITS_TITLE = "Các đơn vị dễ chậm so với kế hoạch"
LATE_SERIES, SHORT_SERIES = "Xong muộn", "Còn sót"
LAST_HEADING = "Các đơn vị còn những hồ sơ cuối cùng"
OPEN, LAST_DOSSIERS = "Còn hồ sơ (%\u00a0số lần thử)", "Số hồ sơ còn lại khi đó (trung bình)"
LAST_NAMED = 3
NOT_DONE = "không hoàn thành trong đợt"
NO_UNITS = "Không đơn vị nào xong muộn hoặc còn sót trong các lần thử."
SURE_TOLD = f"{SURE:.0%}".replace("%", " %")


def percent(share: float) -> str:
    """A share of 1 as *90,5 %*."""
    return f"{short_number(100 * share)} %"


def short_number(value: float) -> str:
    """With one decimal, but none where that would be 0."""
    rounded = round(value, 1)
    return written_number(int(rounded) if rounded == int(rounded) else rounded)


def percent_of(share: Share) -> str:
    """A probability with its standard error."""
    return f"{percent(share.value)} (sai số chuẩn {percent(share.standard_error)})"


def sentence(figures: RiskFigures, last_day: date) -> str:
    """The answer in one sentence."""
    sure = figures.day_of(SURE)
    if sure is None:
        return (
            f"Chỉ {percent(figures.in_time.value)} số lần thử hoàn thành trong đợt (đến hết ngày "
            f"{spoken_day(last_day)}); không có số ngày dự phòng nào trong đợt bảo đảm được {SURE_TOLD}."
        )
    told = f"Với xác suất {SURE_TOLD}, đợt hoàn thành chậm nhất vào ngày {spoken_day(sure)}"
    if figures.planned_finish is None or figures.reserve_days is None:
        return f"{told}."
    planned = f"kế hoạch là ngày {spoken_day(figures.planned_finish)}"
    return f"{told}; {planned}, nên cần dự phòng {written_number(figures.reserve_days)} ngày."


def last_sentence(campaign: Campaign, figures: RiskFigures) -> str:
    """When all but the last dossiers are collected, and where those are; empty where that makes no difference."""
    nearly = figures.nearly
    if nearly is None or nearly.finishes == figures.finishes:
        return ""
    told = _when_nearly_done(nearly)
    named = [campaign.units_by_code[one.unit].name for one in nearly.units[:LAST_NAMED]]
    return f"{told} Những hồ sơ cuối cùng này hay còn ở {', '.join(named)}." if named else told


def _when_nearly_done(nearly: NearlyDone) -> str:
    spared, sure = f"{written_number(nearly.spared)} hồ sơ cuối cùng (1 %)", nearly.day_of(SURE)
    if sure is None:
        return f"{percent(nearly.in_time.value)} số lần thử hoàn thành trong đợt nếu không tính {spared}."
    told = f"Với xác suất {SURE_TOLD}, sau ngày {spoken_day(sure)} chỉ còn không quá {spared} chưa thu nhận"
    if nearly.reserve_days is None:
        return f"{told}."
    return f"{told}; tính đến mức đó chỉ cần dự phòng {written_number(nearly.reserve_days)} ngày."


def assumptions(case: RiskCase) -> str:
    """What was assumed of what nobody knows."""
    uncertain = case.uncertainty
    taught = " (đơn vị và máy đã có kết quả thì theo kết quả)" if case.unit_turnouts else ""
    return (
        f"Giả định: trung bình {percent(uncertain.turnout)} số người được hẹn đến làm hồ sơ{taught}, tỷ lệ này thay "
        f"đổi theo đơn vị và theo ngày với độ lệch chuẩn {percent(uncertain.turnout_spread)}, ai không đến thì đến "
        f"sau; mỗi ngày, mỗi máy có {percent(uncertain.breakdown)} khả năng hỏng, trung bình "
        f"{short_number(uncertain.repair_days)} ngày mới dùng lại được; mỗi ngày, mỗi đơn vị có "
        f"{percent(uncertain.closure)} khả năng phải đóng cửa. Người dân được báo lịch trước "
        f"{written_number(case.announced_days)} ngày; khi lập lại, lịch đã báo của "
        f"{written_number(case.freeze_days)} ngày đầu được giữ nguyên."
    )


def how_it_was_done(figures: RiskFigures) -> str:
    """How many draws there were, and what was done in each."""
    return (
        f"Kết quả tính từ {written_number(figures.draws)} lần thử. Trong mỗi lần thử, chiến dịch được mô phỏng từng "
        f"ngày và kế hoạch được lập lại (trung bình {short_number(figures.replans.value)} lần) mỗi khi "
        f"không còn thực hiện được. Số ngày dự phòng là số ngày muộn hơn kế hoạch mà {SURE_TOLD} số lần thử không "
        "vượt quá."
    )


def mean(figure: Mean, things: str) -> str:
    """A figure's mean, and what nine draws of ten do not exceed."""
    return (
        f"trung bình {written_number(round(figure.value))} {things}; {SURE_TOLD} số lần thử không quá "
        f"{written_number(figure.most_usual)}"
    )


def day_or_never(day: date | None) -> str:
    """A day, or that there is none."""
    return NOT_DONE if day is None else spoken_day(day)


def days_or_never(days: int | None) -> str:
    """A number of days, or that the campaign has not so many."""
    return NOT_DONE if days is None else f"{written_number(days)} ngày"
