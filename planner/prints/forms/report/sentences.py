"""The running text of a printed progress report: where the campaign stands, who leads, who lags, who was silent."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from planner.domain.advance import ReportKind, UnitAdvance
from planner.domain.record import UnitCode
from planner.domain.report import PhaseAdvance, ProgressReport, Silence, Stranger
from planner.prints.forms.report import wording
from planner.prints.words.addressed import in_sentence
from planner.texts import Language, Noun, listed, spoken_clock, spoken_day
from planner.texts import written_number as figure

MOST_NAMED = 10


def sentences(report: ProgressReport) -> Iterator[str]:
    """A paragraph each."""
    yield _overall(report)
    yield from _outlook(report)
    yield from _ends(report)
    yield from _silences(report)
    yield from _strangers(report)


def without_bars(report: ProgressReport) -> Iterator[str]:
    """Who has a target and nothing yet to be drawn: a figure of zeros tells less."""
    names = [in_sentence(unit.name) for unit in report.units if unit.rank and not unit.achieved]
    if names and len(names) == report.num_ranked:
        yield "Chưa có số liệu để vẽ biểu đồ tỷ lệ hoàn thành chỉ tiêu của từng đơn vị."
    elif names:
        told = f"{figure(len(names))}/{figure(report.num_ranked)} đơn vị chưa có số liệu: {_listed(names)}"
        yield f"Biểu đồ tỷ lệ không gồm {told}."


def _overall(report: ProgressReport) -> str:
    total, verb, things = report.total, wording.VERBS[report.indicator], wording.THINGS[report.indicator]
    told = (
        f"Tính đến hết ngày {spoken_day(report.as_of)} ({_time(report)}), {figure(len(report.units))} đơn vị đã {verb} "
        f"{figure(total.achieved)} {things}, đạt {wording.percent_of(total, report.usual_decimals)} chỉ tiêu "
        f"({figure(total.target)} {things}); còn thiếu {figure(total.left)} {things}{_net(report)}."
    )
    brought = f"{verb} {figure(total.in_period.of(report.indicator))} {things}"
    if report.kind is ReportKind.DAY:
        return f"{told} Riêng ngày {spoken_day(report.as_of)} {brought}."
    if report.kind is ReportKind.WEEK:
        return f"{told} Trong tuần {brought}."
    if report.kind is ReportKind.PHASE:
        return f"{told} Trong {wording.phase_told(report.phase)} {brought}."
    reached = sum(unit.is_reached for unit in report.units)
    return f"{told} Số đơn vị đạt chỉ tiêu: {figure(reached)}/{figure(report.num_ranked)}."


def _net(report: ProgressReport) -> str:
    """Beside what units lack in sum what all lack together, where some have more than their target."""
    total = report.total
    if not total.above or not total.left:
        return ""
    if total.net_left > 0:
        net = f"nếu bù trừ thì còn thiếu {figure(total.net_left)}"
    else:
        net = f"nếu bù trừ thì vượt {figure(-total.net_left)}" if total.net_left else "nếu bù trừ thì vừa đủ"
    return f" ở các đơn vị chưa đạt (đơn vị khác vượt chỉ tiêu {figure(total.above)}; {net})"


def _time(report: ProgressReport) -> str:
    whole = figure(report.days_gone + report.days_left)
    if not report.days_gone:
        return f"chiến dịch bắt đầu ngày {spoken_day(report.first_day)}"
    if not report.days_left:
        return f"chiến dịch {whole} ngày đã kết thúc ngày {spoken_day(report.last_day)}"
    return f"ngày thứ {figure(report.days_gone)} trong {whole} ngày, còn {figure(report.days_left)} ngày"


def _outlook(report: ProgressReport) -> Iterator[str]:
    total, verb, things = report.total, wording.VERBS[report.indicator], wording.THINGS[report.indicator]
    phase = next((each for each in report.phases if each.name == report.phase), None)
    if report.kind is ReportKind.PHASE and phase is not None:
        yield from _outlook_of_phase(phase, verb, things)
        return
    if total.pace is None or not report.days_gone:
        return
    so_far = f"Từ đầu chiến dịch, bình quân mỗi ngày làm việc {verb} {wording.tenths(total.pace)} {things}"
    if total.needed_pace is None:
        yield f"{so_far}."
        return
    needed = (
        f"để hoàn thành chỉ tiêu, mỗi ngày làm việc còn lại cần {verb} {wording.tenths(total.needed_pace, up=True)} "
        f"{things}"
    )
    forecast = f" {_forecast(report, total.forecast)}" if total.forecast is not None else ""
    yield f"{so_far}; {needed}.{forecast}"


def _outlook_of_phase(phase: PhaseAdvance, verb: str, things: str) -> Iterator[str]:
    """What the phase's days have brought and what those left must, toward the phase's own target."""
    if phase.pace is None:
        return
    name = wording.phase_told(phase.name)
    so_far = f"Trong {name}, bình quân mỗi ngày làm việc {verb} {wording.tenths(phase.pace)} {things}"
    if phase.needed_pace is None or phase.forecast is None:
        yield f"{so_far}; đạt {figure(phase.achieved)}/{figure(phase.target)} {things} của {name}."
        return
    yield (
        f"{so_far}; để đạt {figure(phase.target)} {things} của {name}, mỗi ngày làm việc còn lại đến hết ngày "
        f"{spoken_day(phase.last_day)} cần {verb} {wording.tenths(phase.needed_pace, up=True)} {things}. "
        f"Nếu giữ tiến độ này, dự kiến đến ngày đó đạt {figure(phase.forecast)} {things}."
    )


def _forecast(report: ProgressReport, forecast: int) -> str:
    """What the units' forecasts come to: every target by a day, or a part of them in the end."""
    if report.reached_on is not None:
        return f"Nếu giữ tiến độ này, dự kiến hoàn thành chỉ tiêu ngày {spoken_day(report.reached_on)}."
    target, things = report.total.target, wording.THINGS[report.indicator]
    share = wording.share_of(forecast, target, report.usual_decimals)
    unknown = report.num_without_forecast
    left_out = f" ({figure(unknown)} đơn vị chưa đến lịch, tính theo số đã đạt)" if unknown else ""
    return (
        f"Nếu giữ tiến độ này, dự kiến đến hết ngày {spoken_day(report.last_day)} cộng các đơn vị đạt "
        f"{figure(forecast)} {things}, bằng {share} chỉ tiêu{left_out}."
    )


def _ends(report: ProgressReport) -> Iterator[str]:
    units = {unit.unit: unit for unit in report.units}
    if report.best:
        yield f"Đơn vị dẫn đầu: {_named(report.best, units, partial(_share, report))}."
    if report.furthest_behind:
        yield f"Đơn vị chậm nhất so với tiến độ cần đạt: {_named(report.furthest_behind, units, _lag)}."


def _named(codes: Sequence[UnitCode], units: dict[UnitCode, UnitAdvance], told: Callable[[UnitAdvance], str]) -> str:
    return _listed([f"{in_sentence(units[code].name)} ({told(units[code])})" for code in codes])


def _listed(names: Sequence[str]) -> str:
    return listed(names, MOST_NAMED, Noun.UNIT, language=Language.VIETNAMESE)


def _share(report: ProgressReport, unit: UnitAdvance) -> str:
    return wording.percent_of(unit, report.decimals_of(unit))


def _lag(unit: UnitAdvance) -> str:
    return f"chậm {figure(unit.behind)}"


def _silences(report: ProgressReport) -> Iterator[str]:
    """Who was late, and in a sentence of its own who need not have told yet."""
    punctual = report.punctuality
    if not punctual.num_expected:
        return
    hour, late, early = spoken_clock(punctual.due_minute), punctual.not_in_time, punctual.not_due_yet
    expected = figure(punctual.num_expected)
    if not late and not early:
        yield f"Cả {expected} đơn vị phải báo cáo đều đã báo cáo đúng giờ (trước {hour})."
    if late:
        yield _late(report, hour)
    if early:
        day = spoken_day(max(silence.day for silences in early for silence in silences))
        names = ", ".join(map(_unheard, early))
        yield (
            f"Chưa đến giờ báo cáo (trước {hour} ngày {day}), còn chờ số liệu của {figure(len(early))}/{expected} "
            f"đơn vị: {names}."
        )


def _late(report: ProgressReport, hour: str) -> str:
    punctual = report.punctuality
    when = f"ngày {spoken_day(report.as_of)}" if report.kind is ReportKind.DAY else "hằng ngày"
    count = f"{figure(len(punctual.not_in_time))}/{figure(punctual.num_expected)}"
    parts = [f"Không báo cáo đúng giờ (trước {hour} {when}): {count} đơn vị"]
    if punctual.without_figures:
        parts.append(f"chưa có số liệu: {', '.join(map(_unheard, punctual.without_figures))}")
    if punctual.came_late:
        parts.append(f"báo cáo muộn: {', '.join(map(_unheard, punctual.came_late))}")
    return "; ".join(parts) + "."


def _unheard(silences: Sequence[Silence]) -> str:
    first = silences[0]
    name = in_sentence(first.name)
    if len(silences) > 1:
        return f"{name} ({figure(len(silences))} ngày)"
    if first.recorded_at is not None:
        minute = first.recorded_at.hour * 60 + first.recorded_at.minute
        return f"{name} ({spoken_clock(minute)} ngày {spoken_day(first.recorded_at.date())})"
    return name


def _strangers(report: ProgressReport) -> Iterator[str]:
    if report.strangers:
        told = "; ".join(f"{in_sentence(each.unit)}: {_brought(each)}" for each in report.strangers)
        yield f"Không tính vào tổng số kết quả của đơn vị không còn trong tệp chiến dịch ({told})."


def _brought(stranger: Stranger) -> str:
    done = stranger.done
    return f"thu nhận {figure(done.collected)} hồ sơ, kích hoạt {figure(done.activated)} tài khoản"
