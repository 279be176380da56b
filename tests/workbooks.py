"""Writes a campaign back into the workbook it could have come from, by the sheets and columns of the contract.

What a campaign has lost on its way from a workbook (zones of machines, targets of which the need remains) is written
in its resolved form. The letterhead is not written.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from pathlib import Path

from openpyxl import Workbook

from planner.domain.campaign import Campaign, Closure, Machine, Posting, PostingKind, Unit
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

UNIT_COLUMNS = (
    "Mã | Đơn vị | Loại | Khu vực | Địa điểm | Dân số trên 14 | Chỉ tiêu | Đã thu nhận | Cần thu nhận | Ưu tiên"
    " | Vĩ độ | Kinh độ | Từ ngày | Đến ngày | Ca được phép | Số máy cùng lúc | Số đợt tối đa | Đã kích hoạt | Liên hệ"
    " | Đi trọn ngày | Số ngày tối thiểu | Cụm"
)
MACHINE_COLUMNS = (
    "Máy | Loại | Địa điểm | Khu vực | Đơn vị phục vụ | Từ ngày | Đến ngày | Năng lực ca | Nơi xuất phát | Ghi chú"
    " | Tổ máy"
)


def write_workbook(campaign: Campaign, path: Path) -> None:
    """Write the campaign to an .xlsx file; an existing one is overwritten."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, head, lines in _sheets(campaign):
        sheet = book.create_sheet(title)
        sheet.append(head.split(" | "))
        for line in lines:
            sheet.append(line)
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


def _sheets(campaign: Campaign) -> Iterator[tuple[str, str, Iterable[Sequence[Cell]]]]:
    yield "Chiến dịch", "Mục | Giá trị", _settings(campaign)
    yield "Ca", "Ca | Giờ bắt đầu | Giờ kết thúc | Năng lực", _shifts(campaign)
    yield "Đơn vị", UNIT_COLUMNS, _units(campaign)
    yield (
        "Máy",
        MACHINE_COLUMNS,
        (_posting(machine, posting) for machine in campaign.machines for posting in machine.postings),
    )
    yield "Ngày nghỉ", "Từ ngày | Đến ngày | Thứ | Ca | Phạm vi | Lý do | Áp dụng", map(_closure, campaign.closures)
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
        "Giờ riêng",
        "Đơn vị | Máy | Thứ | Ca | Giờ bắt đầu | Giờ kết thúc",
        (
            (
                own.unit,
                own.machine,
                _weekdays(own.weekdays),
                own.shift,
                _clock(own.starts_minute),
                _clock(own.ends_minute),
            )
            for own in campaign.own_hours
        ),
    )
    yield "Đơn vị cũ", "Mã cũ | Tên cũ | Đơn vị | Từ ngày", _former_units(campaign)
    yield (
        "Phân công thôn",
        "Đơn vị | Thôn | Tổ phụ trách | Thứ | Chỉ tiêu/ngày | Liên hệ | Ghi chú",
        (
            (one.unit, one.hamlet, one.team, _weekdays(one.weekdays), one.daily_target, one.contact, one.note)
            for one in campaign.hamlet_duties
        ),
    )


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
    yield "Nghỉ chuyển chỗ (lượt)", campaign.move_slots
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
    """The hour of the day, which may be one of the next; 24h00 stays as it is."""
    minute -= 24 * 60 if minute > 24 * 60 else 0
    return f"{minute // 60}h{minute % 60:02}"


def _former_units(campaign: Campaign) -> Iterator[Sequence[Cell]]:
    """Units that stand no more and those that are merged; the latter need the day."""
    for unit in campaign.units:
        for former in unit.formerly:
            yield former.code or None, former.name or None, unit.code, former.since
    for one in campaign.successions:
        yield one.unit, None, one.successor, one.day


def _units(campaign: Campaign) -> Iterator[Sequence[Cell]]:
    """The units by code, but those of a cluster in its order, which is that of the sheet."""
    ranks = {code: rank for cluster in campaign.clusters for rank, code in enumerate(cluster.units)}
    clusters = {code: cluster.name for cluster in campaign.clusters for code in cluster.units}
    order = {cluster.name: number for number, cluster in enumerate(campaign.clusters)}

    def place(unit: Unit) -> tuple[int, int]:
        return (order[clusters[unit.code]], ranks[unit.code]) if unit.code in clusters else (len(order), 0)

    for unit in sorted(campaign.units, key=place):
        yield *_unit(unit), _answer(unit.whole_days), unit.min_days, clusters.get(unit.code)


def _answer(answer: bool | None) -> str | None:
    return None if answer is None else "Có" if answer else "Không"


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


def _posting(machine: Machine, posting: Posting) -> Sequence[Cell]:
    return (
        machine.name,
        KIND_WORDS[posting.kind],
        posting.place,
        None,
        _listed(posting.serves),
        posting.first_day,
        posting.last_day,
        posting.capacity,
        posting.base,
        posting.note,
        machine.group or None,
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
