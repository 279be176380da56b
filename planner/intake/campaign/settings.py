"""Sheet *Chiến dịch*: the campaign's name, days and defaults, and what is printed around a plan."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner.domain.campaign import DEFAULT_ZONE, NoticeWeights
from planner.domain.long_numbers import holds_long_number
from planner.domain.office import Inviting, Letterhead, Reporting
from planner.intake.campaign.frame import Period
from planner.intake.campaign.places import PlacePatterns, note_without_name, parted_patterns
from planner.intake.cells.findings import Findings, shown
from planner.intake.cells.limits import (
    CAMPAIGN_DAYS,
    FIRST_DATE,
    LAST_DATE,
)
from planner.intake.layout.settings import Setting, SettingColumn
from planner.intake.tables.item_rows import ItemRows
from planner.intake.tables.sheet_tables import SheetTable
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")

DEFAULT_CAPACITY = 160
MINUTES_A_DAY = 24 * 60
DEFAULT_ROAD_FACTOR = 1.3
_ALL_DATES = Period(FIRST_DATE, LAST_DATE)


@dataclass(frozen=True)
class Settings:
    """What sheet *Chiến dịch* says."""

    name: str
    days: Period
    """As wide as dates go where the workbook's own days could not be read."""
    are_days_known: bool
    capacity: int
    whole_days: bool
    reach_km: float | None
    move_slots: int
    road_factor: float
    notice_weights: NoticeWeights
    places: PlacePatterns
    letterhead: Letterhead
    reporting: Reporting
    inviting: Inviting
    zone: str


class _SettingRows(ItemRows[Setting]):
    """The sheet's rows by their item, read as settings."""

    def yes(self, item: Setting, *, default: bool) -> bool:
        answer = self[item].yes(SettingColumn.VALUE)
        return default if answer is None else answer

    def whole(self, item: Setting, default: int) -> int:
        number = self[item].whole(SettingColumn.VALUE)
        return default if number is None else number

    def decimal(self, item: Setting) -> float | None:
        return self[item].decimal(SettingColumn.VALUE)


def settings_of(table: SheetTable, findings: Findings, default_name: str) -> Settings:
    """What the sheet says, defaults filled in. A campaign without a name takes the default name."""
    table, of_kinds = parted_patterns(table)
    rows = _SettingRows(table, Setting, findings)
    days = _days(rows) if table.is_there else None
    return Settings(
        name=_name(rows, default_name),
        days=days or _ALL_DATES,
        are_days_known=days is not None,
        capacity=rows.whole(Setting.CAPACITY, DEFAULT_CAPACITY),
        whole_days=rows.yes(Setting.WHOLE_DAYS, default=True),
        reach_km=rows.decimal(Setting.REACH),
        move_slots=rows.whole(Setting.MOVE_SLOTS, 0),
        road_factor=rows.decimal(Setting.ROAD_FACTOR) or DEFAULT_ROAD_FACTOR,
        notice_weights=NoticeWeights(
            under_3_days=rows.whole(Setting.NOTICE_UNDER_3, 4),
            under_7_days=rows.whole(Setting.NOTICE_UNDER_7, 2),
            from_7_days=rows.whole(Setting.NOTICE_FROM_7, 1),
        ),
        places=PlacePatterns(_place_pattern(rows), of_kinds),
        letterhead=_letterhead(rows),
        reporting=_reporting(rows),
        inviting=_inviting(rows),
        zone=_zone(rows),
    )


def _name(rows: _SettingRows, default_name: str) -> str:
    """The ledger is the campaign's of this name, so no number of a person may stand in it."""
    row = rows[Setting.NAME]
    name = row.plain(SettingColumn.VALUE)
    if not name and holds_long_number(default_name):
        row.error(
            SettingColumn.VALUE,
            _("the file's name, which stands for the campaign's, holds a long number"),
            _("Enter the campaign's name here"),
        )
    return name or default_name


def _days(rows: _SettingRows) -> Period | None:
    first_row, last_row = rows[Setting.FIRST_DAY], rows[Setting.LAST_DAY]
    first_row.require(SettingColumn.VALUE, _("Enter the campaign's first day, for example 18/4/2023"))
    last_row.require(SettingColumn.VALUE, _("Enter the campaign's last day, for example 20/6/2023"))
    first, last = rows.day(Setting.FIRST_DAY), rows.day(Setting.LAST_DAY)
    if first is None or last is None:
        return None
    if last < first:
        last_row.error(
            SettingColumn.VALUE,
            _("{last} stands before {first}").format(last=spoken_day(last), first=spoken_day(first)),
            _("Enter a last day on or after the first day"),
        )
        return None
    if last - first >= timedelta(days=CAMPAIGN_DAYS):
        last_row.error(
            SettingColumn.VALUE,
            _("the campaign lasts {days} days").format(days=(last - first).days + 1),
            _("Check both days; at most {limit} days can be planned at once").format(limit=CAMPAIGN_DAYS),
        )
        return None
    return Period(first, last)


def _place_pattern(rows: _SettingRows) -> str:
    pattern = rows.text(Setting.PLACE_PATTERN)
    if pattern:
        note_without_name(rows[Setting.PLACE_PATTERN], pattern)
    return pattern


def _letterhead(rows: _SettingRows) -> Letterhead:
    return Letterhead(
        parent_body=rows.text(Setting.PARENT_BODY),
        issuing_body=rows.text(Setting.ISSUING_BODY),
        document_number=rows.text(Setting.DOCUMENT_NUMBER),
        place=rows.text(Setting.PLACE),
        document_date=rows.day(Setting.DOCUMENT_DATE),
        signer_power=rows.text(Setting.SIGNER_POWER),
        signer_title=rows.text(Setting.SIGNER_TITLE),
        signer_name=rows.text(Setting.SIGNER_NAME),
        recipients=rows.lines(Setting.RECIPIENTS),
        card_term=rows.text(Setting.CARD_TERM),
        appendix_word=rows.text(Setting.APPENDIX_WORD) or Letterhead().appendix_word,
        appendix_title=rows.text(Setting.APPENDIX_TITLE),
        attached_to=_without_brackets(rows.text(Setting.ATTACHED_TO)),
        appendix_has_letterhead=rows.yes(Setting.APPENDIX_LETTERHEAD, default=False),
        amendment_number=rows.text(Setting.AMENDMENT_NUMBER),
        amendment_date=rows.day(Setting.AMENDMENT_DATE),
        notice_date=rows.day(Setting.NOTICE_DATE),
        swap_shifts_monthly=rows.yes(Setting.SWAP_SHIFTS, default=False),
        notice_subject=rows.text(Setting.NOTICE_SUBJECT),
        to_bring=rows.lines(Setting.TO_BRING),
        contact=rows.text(Setting.CONTACT),
    )


def _reporting(rows: _SettingRows) -> Reporting:
    usual = Reporting()
    due = rows[Setting.REPORT_DUE].minute(SettingColumn.VALUE)
    return Reporting(
        due_minute=usual.due_minute if due is None else min(due, MINUTES_A_DAY - 1),
        counts_activated=rows.yes(Setting.COUNTS_ACTIVATED, default=usual.counts_activated),
        all_units_report=rows.yes(Setting.ALL_REPORT, default=usual.all_units_report),
    )


def _inviting(rows: _SettingRows) -> Inviting:
    usual = Inviting()
    return Inviting(
        wave_minutes=rows.whole(Setting.WAVE_MINUTES, usual.wave_minutes),
        reserve_percent=rows.whole(Setting.RESERVE_PERCENT, usual.reserve_percent),
        keep_days=rows.whole(Setting.KEEP_DAYS, usual.keep_days),
    )


def _zone(rows: _SettingRows) -> str:
    """The name of a known time zone; the default where the row is empty or names none."""
    name = rows.text(Setting.ZONE) or DEFAULT_ZONE
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        rows[Setting.ZONE].error(
            SettingColumn.VALUE,
            _("{value} is no known time zone").format(value=shown(name)),
            _("Enter a name such as Asia/Ho_Chi_Minh, or leave it empty for Vietnamese time"),
        )
        return DEFAULT_ZONE
    return name


def _without_brackets(text: str) -> str:
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
