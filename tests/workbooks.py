"""Writes a campaign back into the workbook it could have come from, by the sheets and columns of the contract.

What a campaign has lost on its way from a workbook (zones of machines, targets of which the need remains) is written
in its resolved form. The letterhead is not written. Columns and sheets that few campaigns need are written for those.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from pathlib import Path

from openpyxl import Workbook

from planner.domain.calendar import MINUTES_A_DAY, USUAL_CAPACITY
from planner.domain.campaign import Campaign, Closure, Posting, PostingKind, Unit
from planner.domain.policy import Goal
from planner.domain.results import Result

Cell = str | int | float | date | time | None

WEEKDAY_WORDS = ("2", "3", "4", "5", "6", "7", "CN")
GOAL_WORDS = {
    Goal.UNSERVED: "Còn sót",
    Goal.MILESTONES: "Mốc giai đoạn",
    Goal.CHANGES: "Xáo trộn",
    Goal.FINISH: "Ngày xong",
    Goal.TRAVEL: "Quãng đường",
    Goal.WAITING: "Chờ đợi",
}
KIND_WORDS = {PostingKind.FIXED: "Cố định", PostingKind.MOBILE: "Lưu động"}

DAYS_COLUMN = "Ngày được phép"
"""Also the reason of the closures that a reader makes of it."""
MACHINE_COLUMNS = (
    "Máy | Loại | Địa điểm | Khu vực | Đơn vị phục vụ | Từ ngày | Đến ngày | Năng lực ca | Nơi xuất phát | Ghi chú"
)
UNIT_COLUMNS = (
    "Mã | Đơn vị | Loại | Khu vực | Địa điểm | Dân số trên 14 | Chỉ tiêu | Đã thu nhận | Cần thu nhận | Ưu tiên"
    " | Vĩ độ | Kinh độ | Từ ngày | Đến ngày | Ca được phép | Số máy cùng lúc | Số đợt tối đa | Đã kích hoạt | Liên hệ"
)


def write_workbook(campaign: Campaign, path: Path) -> None:
    """Write the campaign to an .xlsx file; an existing one is overwritten."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, head, lines in _sheets(campaign):
        sheet = book.create_sheet(title)
        columns = head.split(" | ")
        sheet.append(columns)
        for line in lines:
            sheet.append(tuple(line)[: len(columns)])
    book.save(path)


def write_results(results: Iterable[Result], path: Path) -> None:
    """Write the results, in their order, as a results workbook; an existing file is overwritten."""
    book = Workbook()
    sheet = book.create_sheet("Kết quả", 0)
    sheet.append(["Ngày", "Ca", "Máy", "Đơn vị", "Thu nhận", "Duyệt", "Kích hoạt", "Ghi chú"])
    for told in results:
        sheet.append(
            (
                told.day,
                told.shift,
                told.machine,
                told.unit,
                told.collected,
                told.approved,
                told.activated,
                told.note or None,
            )
        )
    book.save(path)


def _with(head: str, column: str, *, wanted: bool) -> str:
    return f"{head} | {column}" if wanted else head


def _sheets(campaign: Campaign) -> Iterator[tuple[str, str, Iterable[Sequence[Cell]]]]:
    yield "Chiến dịch", "Mục | Giá trị", _settings(campaign)
    has_capacities = any(shift.capacity != USUAL_CAPACITY for shift in campaign.calendar.shifts)
    yield "Ca", _with("Ca | Giờ bắt đầu | Giờ kết thúc", "Năng lực", wanted=has_capacities), _shifts(campaign)
    is_real = bool(campaign.clusters) or any(map(_says_how_to_stay, campaign.units))
    stays = f"Đi trọn ngày | {DAYS_COLUMN} | Số ngày tối thiểu | Cụm"
    clusters = {code: cluster.name for cluster in campaign.clusters for code in cluster.units}
    yield (
        "Đơn vị",
        _with(UNIT_COLUMNS, stays, wanted=is_real),
        ((*_unit(unit), *_how_to_stay(unit, clusters.get(unit.code))) for unit in _in_cluster_order(campaign)),
    )
    yield (
        "Máy",
        _with(MACHINE_COLUMNS, "Tổ máy", wanted=any(machine.group for machine in campaign.machines)),
        (
            (*_posting(machine.name, posting), machine.group or None)
            for machine in campaign.machines
            for posting in machine.postings
        ),
    )
    yield (
        "Ngày nghỉ",
        "Từ ngày | Đến ngày | Thứ | Ca | Phạm vi | Lý do | Áp dụng",
        (_closure(closure) for closure in campaign.closures if not _is_by_days_column(closure)),
    )
    yield "Quãng đường", "Từ | Đến | Km", ((road.origin, road.destination, road.km) for road in campaign.roads)
    yield (
        "Giai đoạn",
        "Tên | Từ ngày | Đến ngày | Chỉ tiêu",
        ((phase.name, phase.first_day, phase.last_day, phase.target) for phase in campaign.phases),
    )
    yield (
        "Ghim",
        "Máy | Đơn vị | Từ ngày | Đến ngày | Ca",
        ((pin.machine, pin.unit, pin.first_day, pin.last_day, _listed(pin.shifts)) for pin in campaign.pins),
    )
    yield (
        "Mục tiêu",
        "Thứ tự | Mục tiêu | Dung sai",
        ((rank, GOAL_WORDS[setting.goal], setting.tolerance_percent) for rank, setting in enumerate(campaign.goals, 1)),
    )
    yield (
        "Năng suất",
        "Đơn vị | Máy | Ca | Hồ sơ một ca",
        ((rate.unit, rate.machine, rate.shift, rate.dossiers) for rate in campaign.rate_overrides),
    )
    yield (
        "Phân công thôn",
        "Đơn vị | Thôn | Tổ phụ trách | Thứ | Chỉ tiêu/ngày | Liên hệ | Ghi chú",
        (
            (one.unit, one.hamlet, one.team, _weekdays(one.weekdays), one.daily_target, one.contact, one.note)
            for one in campaign.hamlet_duties
        ),
    )
    former = list(_former_units(campaign))
    if former:
        yield "Đơn vị cũ", "Mã cũ | Tên cũ | Đơn vị | Từ ngày", former
    if campaign.own_hours:
        yield (
            "Giờ riêng",
            "Đơn vị | Máy | Thứ | Ca | Giờ bắt đầu | Giờ kết thúc",
            (
                (
                    one.unit,
                    one.machine,
                    _weekdays(one.weekdays),
                    one.shift,
                    _clock(one.starts_minute),
                    _clock(one.ends_minute),
                )
                for one in campaign.own_hours
            ),
        )


def _former_units(campaign: Campaign) -> Iterator[Sequence[Cell]]:
    for unit in campaign.units:
        for former in unit.formerly:
            yield former.code or None, former.name or None, unit.code, former.since
    for one in campaign.successions:
        yield one.unit, campaign.units_by_code[one.unit].name, one.successor, one.day


def _in_cluster_order(campaign: Campaign) -> list[Unit]:
    """The units by code, but those of a cluster in its own order."""
    told = [unit.code for unit in campaign.units]
    for cluster in campaign.clusters:
        places = sorted(map(told.index, cluster.units))
        for place, code in zip(places, cluster.units, strict=True):
            told[place] = code
    return [campaign.units_by_code[code] for code in told]


def _says_how_to_stay(unit: Unit) -> bool:
    return unit.whole_days is not None or unit.min_days > 1 or bool(unit.allowed_days)


def _how_to_stay(unit: Unit, cluster: str | None) -> Sequence[Cell]:
    whole = {None: None, True: "Có", False: "Không"}[unit.whole_days]
    return whole, _listed(day.strftime("%d/%m/%Y") for day in unit.allowed_days) or None, unit.min_days, cluster


def _is_by_days_column(closure: Closure) -> bool:
    """Whether a reader makes this closure of the unit's list of days."""
    return closure.unit is not None and closure.reason == DAYS_COLUMN


def _weekdays(weekdays: frozenset[int]) -> str:
    return _listed(WEEKDAY_WORDS[weekday] for weekday in sorted(weekdays))


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)


def _settings(campaign: Campaign) -> Iterator[Sequence[Cell]]:
    yield "Tên chiến dịch", campaign.name
    yield "Ngày bắt đầu", campaign.calendar.first_day
    yield "Ngày kết thúc", campaign.calendar.last_day
    yield "Đi trọn ngày", "Có" if campaign.whole_days else "Không"
    yield "Đi lại trong ngày tối đa (km)", campaign.reach_km
    yield "Nghỉ chuyển chỗ (lượt)", campaign.move_slots or None
    yield "Hệ số đường", campaign.road_factor
    yield "Trọng số báo trước dưới 3 ngày", campaign.notice_weights.under_3_days
    yield "Trọng số báo trước dưới 7 ngày", campaign.notice_weights.under_7_days
    yield "Trọng số báo trước từ 7 ngày", campaign.notice_weights.from_7_days
    yield "Giờ báo cáo", _clock(campaign.reporting.due_minute)
    yield "Chỉ tính tài khoản kích hoạt", "Có" if campaign.reporting.counts_activated else "Không"
    yield "Múi giờ", campaign.zone
    yield "Mọi đơn vị báo cáo hằng ngày", "Có" if campaign.reporting.all_units_report else "Không"
    yield "Giãn giờ mời (phút)", campaign.inviting.wave_minutes
    yield "Dự phòng khi mời (%)", campaign.inviting.reserve_percent
    yield "Xóa danh sách sau (ngày)", campaign.inviting.keep_days


def _shifts(campaign: Campaign) -> Iterator[Sequence[Cell]]:
    for shift in campaign.calendar.shifts:
        yield shift.label, _clock(shift.starts_minute), _clock(shift.ends_minute), shift.capacity


def _clock(minute: int) -> str:
    """The hour; of a minute on the next day, the hour there."""
    minute %= MINUTES_A_DAY
    return f"{minute // 60}h{minute % 60:02}"


def _unit(unit: Unit) -> Sequence[Cell]:
    return (
        unit.code,
        unit.name,
        unit.kind,
        unit.zone,
        unit.place,
        unit.population,
        unit.target,
        unit.collected_before,
        unit.need,
        unit.priority,
        None if unit.location is None else unit.location.latitude,
        None if unit.location is None else unit.location.longitude,
        unit.first_day,
        unit.last_day,
        _listed(unit.shifts),
        unit.together,
        unit.visits,
        unit.activated_before,
        unit.contact,
    )


def _posting(machine: str, posting: Posting) -> Sequence[Cell]:
    return (
        machine,
        KIND_WORDS[posting.kind],
        posting.place,
        None,
        _listed(posting.serves),
        posting.first_day,
        posting.last_day,
        posting.capacity,
        posting.base,
        posting.note,
    )


def _closure(closure: Closure) -> Sequence[Cell]:
    return (
        closure.first_day,
        closure.last_day,
        _weekdays(closure.weekdays),
        _listed(closure.shifts),
        closure.machine or closure.unit,
        closure.reason,
        "Có",
    )
