"""The running text of a printed progress report: where the campaign stands, who leads, who lags, who was silent."""

from collections.abc import Callable, Iterator, Sequence

from planner.domain.record import UnitCode
from planner.domain.report import ProgressReport, ReportKind, Silence, Stranger, UnitAdvance
from planner.prints.amendment.wording import figure
from planner.prints.report import wording
from planner.prints.wording import clock, short_date

MOST_NAMED = 10


def sentences(report: ProgressReport) -> Iterator[str]:
    """A paragraph each."""
    yield _overall(report)
    yield from _outlook(report)
    yield from _ends(report)
    yield from _silences(report)
    yield from _strangers(report)


def _overall(report: ProgressReport) -> str:
    total, verb, things = report.total, wording.VERBS[report.indicator], wording.THINGS[report.indicator]
    told = (
        f"Tính đến hết ngày {short_date(report.as_of)} ({_time(report)}), {figure(len(report.units))} đơn vị đã {verb} "
        f"{figure(total.achieved)} {things}, đạt {wording.percent(total.percent)} chỉ tiêu ({figure(total.target)} "
        f"{things}); còn thiếu {figure(total.left)} {things}."
    )
    brought = f"{verb} {figure(total.in_period.of(report.indicator))} {things}"
    if report.kind is ReportKind.DAY:
        return f"{told} Riêng ngày {short_date(report.as_of)} {brought}."
    if report.kind is ReportKind.WEEK:
        return f"{told} Trong tuần {brought}."
    if report.kind is ReportKind.PHASE:
        return f"{told} Trong {wording.phase_told(report.phase)} {brought}."
    reached = sum(unit.is_reached for unit in report.units)
    return f"{told} Số đơn vị đạt chỉ tiêu: {figure(reached)}/{figure(report.num_ranked)}."


def _time(report: ProgressReport) -> str:
    whole = figure(report.days_gone + report.days_left)
    if not report.days_gone:
        return f"chiến dịch bắt đầu ngày {short_date(report.first_day)}"
    if not report.days_left:
        return f"chiến dịch {whole} ngày đã kết thúc ngày {short_date(report.last_day)}"
    return f"ngày thứ {figure(report.days_gone)} trong {whole} ngày, còn {figure(report.days_left)} ngày"


def _outlook(report: ProgressReport) -> Iterator[str]:
    total, verb, things = report.total, wording.VERBS[report.indicator], wording.THINGS[report.indicator]
    if total.pace is None or total.forecast is None:
        return
    so_far = f"Từ đầu chiến dịch, bình quân mỗi ngày {verb} {wording.tenths(total.pace)} {things}"
    if not report.days_left:
        yield f"{so_far}."
        return
    needed = (
        f"để hoàn thành chỉ tiêu, mỗi ngày còn lại cần {verb} {wording.tenths(total.needed_pace, up=True)} {things}"
    )
    yield f"{so_far}; {needed}. {_forecast(report, total.forecast)}"


def _forecast(report: ProgressReport, forecast: int) -> str:
    """What the pace so far leads to: the target on a day, or a part of it in the end."""
    if report.reached_on is not None:
        return f"Nếu giữ tiến độ này, dự kiến hoàn thành chỉ tiêu ngày {short_date(report.reached_on)}."
    target, things = report.total.target, wording.THINGS[report.indicator]
    share = 100 * forecast / target if target else None
    return (
        f"Nếu giữ tiến độ này, dự kiến đến hết ngày {short_date(report.last_day)} đạt {figure(forecast)} {things}, "
        f"bằng {wording.percent(share)} chỉ tiêu."
    )


def _ends(report: ProgressReport) -> Iterator[str]:
    units = {unit.unit: unit for unit in report.units}
    if report.best:
        yield f"Đơn vị dẫn đầu: {_named(report.best, units, _share)}."
    if report.furthest_behind:
        yield f"Đơn vị chậm nhất so với tiến độ cần đạt: {_named(report.furthest_behind, units, _lag)}."


def _named(codes: Sequence[UnitCode], units: dict[UnitCode, UnitAdvance], told: Callable[[UnitAdvance], str]) -> str:
    names = [f"{units[code].name} ({told(units[code])})" for code in codes[:MOST_NAMED]]
    rest = len(codes) - MOST_NAMED
    return ", ".join([*names, f"và {figure(rest)} đơn vị khác"] if rest > 0 else names)


def _share(unit: UnitAdvance) -> str:
    return wording.percent(unit.percent)


def _lag(unit: UnitAdvance) -> str:
    return f"chậm {figure(unit.behind)}"


def _silences(report: ProgressReport) -> Iterator[str]:
    punctual = report.punctuality
    if not punctual.num_expected:
        return
    hour, by_unit = clock(punctual.due_minute), punctual.by_unit
    expected = figure(punctual.num_expected)
    if not by_unit:
        yield f"Cả {expected} đơn vị phải báo cáo đều đã báo cáo đúng giờ (trước {hour})."
        return
    when = f"ngày {short_date(report.as_of)}" if report.kind is ReportKind.DAY else "hằng ngày"
    begin = "Chưa đến giờ báo cáo" if punctual.is_open else "Không báo cáo đúng giờ"
    missing, late = punctual.without_figures, punctual.came_late
    parts = [f"{begin} (trước {hour} {when}): {figure(len(by_unit))}/{expected} đơn vị"]
    if missing:
        parts.append(f"chưa có số liệu: {', '.join(map(_unheard, missing))}")
    if late:
        parts.append(f"báo cáo muộn: {', '.join(map(_unheard, late))}")
    yield "; ".join(parts) + "."


def _unheard(silences: Sequence[Silence]) -> str:
    first = silences[0]
    if len(silences) > 1:
        return f"{first.name} ({figure(len(silences))} ngày)"
    if first.recorded_at is not None:
        minute = first.recorded_at.hour * 60 + first.recorded_at.minute
        return f"{first.name} ({clock(minute)} ngày {short_date(first.recorded_at.date())})"
    return first.name


def _strangers(report: ProgressReport) -> Iterator[str]:
    if report.strangers:
        told = "; ".join(f"{each.unit}: {_brought(each)}" for each in report.strangers)
        yield f"Không tính vào tổng số kết quả của đơn vị không còn trong tệp chiến dịch ({told})."


def _brought(stranger: Stranger) -> str:
    done = stranger.done
    return f"thu nhận {figure(done.collected)} hồ sơ, kích hoạt {figure(done.activated)} tài khoản"
