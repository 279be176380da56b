"""A progress report counted a second time, from the workbook's cells and the ledger's tables alone.

Nothing of the program is imported here: cells are read with openpyxl, rows with sqlite3, shares are fractions, and each
figure is counted day by day. It knows what the simulated campaigns use of a workbook, and no more.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl

DAY = timedelta(days=1)


@dataclass
class Place:
    """A unit of the workbook."""

    code: str
    name: str
    target: int
    before: dict[str, int]
    need: int
    days: list[date] = field(default_factory=list)


@dataclass
class Row:
    """A row of the ledger that counts, or counted once."""

    number: int
    day: date
    shift: str | None
    machine: str | None
    unit: str
    figures: dict[str, int]
    at: datetime


@dataclass
class Slot:
    """A slot of the plan that was announced for it, or of any plan where none was."""

    day: date
    shift: str
    machine: str
    unit: str
    dossiers: int


class SecondCount:
    """One campaign, counted again as of a moment."""

    def __init__(self, workbook: Path, ledger: Path, now: datetime) -> None:
        self.book = openpyxl.load_workbook(workbook, data_only=True)
        self.settings = {row["Mục"]: row["Giá trị"] for row in self._rows("Chiến dịch")}
        self.first, self.last = (self._day(self.settings[name]) for name in ("Ngày bắt đầu", "Ngày kết thúc"))
        self.days = [self.first + number * DAY for number in range((self.last - self.first).days + 1)]
        self.ends = {row["Ca"]: _minute(row["Giờ kết thúc"]) for row in self._rows("Ca")}
        self.labels = list(self.ends)
        self.due = _minute(self.settings.get("Giờ báo cáo") or "15h30")
        self.by_accounts = self.settings.get("Chỉ tính tài khoản kích hoạt") == "Có"
        self.all_report = self.settings.get("Mọi đơn vị báo cáo hằng ngày") == "Có"
        self.zone = ZoneInfo(self.settings.get("Múi giờ") or "Asia/Ho_Chi_Minh")
        self.counts = "activated" if self.by_accounts else "collected"
        self.now = now
        self.places = sorted(map(self._place, self._rows("Đơn vị")), key=lambda place: place.code)
        self.phases = sorted(self._phases(), key=lambda phase: phase["last"])
        self._read(ledger)

    def report(self, first: date, last: date, as_of: date, phase: str = "") -> dict[str, Any]:
        """Everything that `planner report --json` tells of a report of these days, up to this one, in its own words."""
        units = [self._unit(place, first, last, as_of) for place in self.places]
        about = next((each for each in self.phases if each["name"] == phase), None)
        if about is not None:
            self._aim_at(about, units, as_of)
        for unit in units:
            share = self._share(unit)
            ahead = [other for other in units if (each := self._share(other)) is not None and each > (share or 0)]
            unit["rank"] = None if share is None else len(ahead) + 1
        total = self._total(units, as_of)
        if about is not None:
            total["pace_needed"] = self._phase(about, as_of)["pace_needed"]
        ranked = [unit for unit in units if unit["rank"]]
        most = min(3, (len(ranked) + 1) // 2)
        best = sorted((u for u in ranked if u["rank"] <= most and u["achieved"]), key=lambda u: (u["rank"], u["unit"]))
        lagging = sorted((u for u in units if u["behind"]), key=lambda u: (-u["behind"], -(u["rank"] or 0)))
        return {
            "as_of": as_of.isoformat(),
            "units": units,
            "total": total,
            "best": [unit["unit"] for unit in best],
            "furthest_behind": [unit["unit"] for unit in lagging[:most]],
            "reached_on": self._reached(units, as_of),
            "phases": [self._phase(phase, as_of) for phase in self.phases],
            "course": self._course(as_of),
            "not_reported": self._silent(first, as_of),
        }

    def _rows(self, sheet: str) -> list[dict[str, Any]]:
        if sheet not in self.book.sheetnames:
            return []
        head, *rows = self.book[sheet].iter_rows(values_only=True)
        found = [dict(zip(head, row, strict=True)) for row in rows if any(cell is not None for cell in row)]
        return [{str(key): value for key, value in row.items() if key} for row in found]

    @staticmethod
    def _day(value: Any) -> date:
        return value.date() if isinstance(value, datetime) else value

    def _place(self, row: dict[str, Any]) -> Place:
        before, target = int(row.get("Đã thu nhận") or 0), row.get("Chỉ tiêu")
        need = row.get("Cần thu nhận")
        need = max(0, int(target or 0) - before) if need is None else int(need)
        place = Place(
            code=str(row["Mã"]),
            name=row["Đơn vị"],
            target=need + before if target is None else int(target),
            before={"collected": before, "approved": 0, "activated": int(row.get("Đã kích hoạt") or 0)},
            need=need,
        )
        first = self._day(row["Từ ngày"]) if row.get("Từ ngày") else self.first
        last = self._day(row["Đến ngày"]) if row.get("Đến ngày") else self.last
        shifts = [each.strip() for each in (row.get("Ca được phép") or "").split(",") if each.strip()] or self.labels
        place.days = [
            day
            for day in self.days
            if first <= day <= last and any(self._is_open(place, day, shift) for shift in shifts)
        ]
        return place

    def _is_open(self, place: Place, day: date, shift: str) -> bool:
        for row in self._rows("Ngày nghỉ"):
            from_day = self._day(row["Từ ngày"])
            until = self._day(row["Đến ngày"]) if row.get("Đến ngày") else from_day
            weekdays = {
                int(each) - 2 for each in str(row.get("Thứ") or "").replace("CN", "8").split(",") if each.strip()
            }
            about = row.get("Phạm vi") or "Toàn bộ"
            if (
                row.get("Áp dụng") != "Không"
                and about in {"Toàn bộ", place.code, place.name}
                and from_day <= day <= until
                and (not weekdays or day.weekday() in weekdays)
                and (not row.get("Ca") or shift in {each.strip() for each in row["Ca"].split(",")})
            ):
                return False
        return True

    def _phases(self) -> Iterable[dict[str, Any]]:
        for row in self._rows("Giai đoạn"):
            first = self._day(row["Từ ngày"]) if row.get("Từ ngày") else self.first
            yield {"name": row["Tên"], "first": first, "last": self._day(row["Đến ngày"]), "target": row["Chỉ tiêu"]}

    def _read(self, ledger: Path) -> None:
        with sqlite3.connect(ledger) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute("SELECT * FROM results ORDER BY number").fetchall()
            plans = {row["number"]: json.loads(row["plan"]) for row in database.execute("SELECT * FROM versions")}
            announced = [
                row["version"] for row in database.execute("SELECT version FROM announcements ORDER BY number")
            ]
        gone = {row["withdraws"] for row in rows if row["withdraws"] is not None}
        self.told = [self._row(row) for row in rows if row["withdraws"] is None and row["number"] not in gone]
        last = {(row.day, row.shift, row.machine, row.unit): row for row in self.told}
        self.rows = [row for row in last.values() if row.unit in {place.code for place in self.places}]
        self.is_announced = bool(announced)
        self.slots: list[Slot] = []
        for number in announced or sorted(plans):
            begins = (plans[number].get("as_of") or self.first.isoformat(), plans[number].get("as_of_shift"))
            self._goes_on(plans[number], self._ordinal(date.fromisoformat(begins[0]), begins[1] or self.labels[0]))

    def _row(self, row: sqlite3.Row) -> Row:
        figures = {name: row[name] or 0 for name in ("collected", "approved", "activated")}
        at = datetime.fromisoformat(row["recorded_at"]).astimezone(self.zone)
        return Row(
            row["number"], date.fromisoformat(row["day"]), row["shift"], row["machine"], row["unit"], figures, at
        )

    def _goes_on(self, plan: dict[str, Any], begins: int) -> None:
        """From its first slot on, this plan takes the place of those before."""
        self.slots = [slot for slot in self.slots if self._ordinal(slot.day, slot.shift) < begins]
        for row in plan["assignments"]:
            if not row.get("done"):
                day = date.fromisoformat(row["date"])
                self.slots.append(Slot(day, row["shift"], row["machine"], row["unit"], row["dossiers"]))

    def _ordinal(self, day: date, shift: str) -> int:
        return (day - self.first).days * len(self.labels) + self.labels.index(shift)

    def _hour(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, self.due // 60, self.due % 60, tzinfo=self.zone)

    def _due_day(self, slot: Slot) -> date:
        return slot.day + DAY if self.ends[slot.shift] > self.due else slot.day

    def _unit(self, place: Place, first: date, last: date, as_of: date) -> dict[str, Any]:
        rows = [row for row in self.rows if row.unit == place.code and row.day <= as_of]
        done = _sum(rows)
        before, brought = place.before[self.counts], done[self.counts]
        achieved, target = before + brought, place.target
        gone, left_days = _parted(place.days, as_of)
        left = max(0, target - achieved)
        expected = self._expected(place, as_of, with_due=True)
        coming = self._coming(place, brought, as_of)
        forecast = None if coming is None or as_of < self.first else achieved + min(left, [0, *coming.values()][-1])
        return {
            "unit": place.code,
            "name": place.name,
            "is_scheduled": self._is_scheduled(place),
            "target": target,
            **{name: place.before[name] + done[name] for name in done},
            "before": before,
            "achieved": achieved,
            "percent": float(Fraction(100 * achieved, target)) if target else None,
            "left": left,
            "above": max(0, achieved - target),
            "net_left": target - achieved,
            "days_gone": gone,
            "days_left": left_days,
            "is_reached": target > 0 and left == 0,
            "today": _sum(row for row in rows if row.day == as_of)[self.counts],
            "in_period": _sum(row for row in rows if first <= row.day <= last)[self.counts],
            "expected": _half_up(expected),
            "behind": max(0, _half_up(expected) - achieved),
            "pace_so_far": brought / gone if gone else None,
            "pace_needed": left / left_days if left_days else None,
            "forecast": forecast,
        }

    def _aim_at(self, phase: dict[str, Any], units: list[dict[str, Any]], as_of: date) -> None:
        """In the report of a phase: each unit's part of its target, by what is due at the phase's end."""
        due = [
            self._expected(place, phase["last"], with_due=False) - place.before[self.counts] for place in self.places
        ]
        for place, unit, part in zip(self.places, units, due, strict=True):
            most = Fraction(max(0, place.target - place.before[self.counts]))
            share = min(most, phase["target"] * part / sum(due)) if sum(due) else Fraction(0)
            days = [day for day in place.days if max(phase["first"], as_of + DAY) <= day <= phase["last"]]
            lacks = max(Fraction(0), share - (unit["achieved"] - unit["before"]))
            unit["pace_needed"] = float(lacks / len(days)) if days else None

    def _is_scheduled(self, place: Place) -> bool:
        return self.is_announced and any(slot.unit == place.code and slot.dossiers for slot in self.slots)

    def _in_units(self, place: Place, dossiers: int) -> int:
        """What so many planned dossiers mean of what counts."""
        if not self.by_accounts or not place.need:
            return dossiers
        return _half_up(Fraction(max(0, place.target - place.before[self.counts]) * dossiers, place.need))

    def _is_due(self, slot: Slot) -> bool:
        return self._hour(self._due_day(slot)) <= self.now

    def _expected(self, place: Place, day: date, *, with_due: bool) -> Fraction:
        before = place.before[self.counts]
        wanted = max(0, place.target - before)
        if self._is_scheduled(place):
            planned = sum(
                slot.dossiers
                for slot in self.slots
                if slot.unit == place.code and slot.day <= day and (not with_due or self._is_due(slot))
            )
            return Fraction(before + min(wanted, self._in_units(place, planned)))
        gone, left = _parted(place.days, day)
        return before + (Fraction(wanted * gone, gone + left) if gone + left else Fraction(0))

    def _coming(self, place: Place, brought: int, as_of: date) -> dict[date, int] | None:
        """By day, what will have come after the report's day."""
        if not self._is_scheduled(place):
            gone, _left = _parted(place.days, as_of)
            later = [day for day in place.days if day > as_of]
            return {day: _half_up(Fraction(brought * (1 + n), gone)) for n, day in enumerate(later)} if gone else None
        mine = sorted((slot for slot in self.slots if slot.unit == place.code), key=lambda slot: slot.day)
        over = [slot for slot in mine if slot.day <= as_of and self._is_due(slot)]
        past = self._in_units(place, sum(slot.dossiers for slot in over))
        coming: dict[date, int] = {}
        planned = 0
        for slot in mine:
            if slot in over:
                continue
            planned += slot.dossiers
            brings = self._in_units(place, planned)
            coming[slot.day] = _half_up(Fraction(brings * brought, past)) if past else brings
        return coming

    def _share(self, unit: dict[str, Any]) -> Fraction | None:
        return Fraction(unit["achieved"], unit["target"]) if unit["target"] else None

    def _total(self, units: list[dict[str, Any]], as_of: date) -> dict[str, Any]:
        figures = ("target", "collected", "approved", "activated", "before", "achieved", "left", "above", "net_left")
        summed = (*figures, "today", "in_period", "expected", "behind")
        total: dict[str, Any] = {name: sum(unit[name] for unit in units) for name in summed}
        every = sorted({day for place in self.places for day in place.days})
        gone, left = _parted(every, as_of)
        brought = total["achieved"] - total["before"]
        known = [unit for unit in units if unit["forecast"] is not None]
        forecast = sum(unit["achieved"] if unit["forecast"] is None else unit["forecast"] for unit in units)
        return total | {
            "percent": float(Fraction(100 * total["achieved"], total["target"])) if total["target"] else None,
            "days_gone": gone,
            "days_left": left,
            "is_reached": total["target"] > 0 and total["left"] == 0,
            "pace_so_far": brought / gone if gone else None,
            "pace_needed": total["left"] / left if left else None,
            "forecast": forecast if known else None,
        }

    def _reached(self, units: list[dict[str, Any]], as_of: date) -> str | None:
        days = []
        for place, unit in zip(self.places, units, strict=True):
            if unit["left"]:
                coming = self._coming(place, unit["achieved"] - unit["before"], as_of) or {}
                days.append(min((day for day, figure in coming.items() if figure >= unit["left"]), default=None))
        if not days or None in days or as_of < self.first:
            return None
        return max(day for day in days if day is not None).isoformat()

    def _phase(self, phase: dict[str, Any], as_of: date) -> dict[str, Any]:
        rows = [row for row in self.rows if row.day <= min(as_of, phase["last"])]
        achieved = _sum(rows)[self.counts]
        inside = _sum(row for row in rows if row.day >= phase["first"])[self.counts]
        every = {day for place in self.places for day in place.days if phase["first"] <= day <= phase["last"]}
        gone, left_days = _parted(sorted(every), as_of)
        left = max(0, phase["target"] - achieved)
        return {
            "name": phase["name"],
            "target": phase["target"],
            "achieved": achieved,
            "percent": float(Fraction(100 * achieved, phase["target"])) if phase["target"] else None,
            "left": left,
            "is_over": phase["last"] <= as_of,
            "in_phase": inside,
            "days_gone": gone,
            "days_left": left_days,
            "pace_so_far": inside / gone if gone else None,
            "pace_needed": left / left_days if left_days else None,
            "forecast": achieved + min(left, _half_up(Fraction(inside * left_days, gone))) if gone else None,
        }

    def _course(self, as_of: date) -> list[dict[str, Any]]:
        before = sum(place.before[self.counts] for place in self.places)
        return [
            {
                "day": day.isoformat(),
                "needed": float(sum(self._expected(place, day, with_due=False) for place in self.places)),
                "achieved": before + _sum(row for row in self.rows if row.day <= day)[self.counts]
                if day <= as_of
                else None,
            }
            for day in self.days
        ]

    def _brought_by(self, day: date) -> int:
        return _sum(row for row in self.rows if row.day <= day)[self.counts]

    def _silent(self, first: date, as_of: date) -> list[dict[str, Any]]:
        """Each day and unit whose figures were not all there at the hour, since when they are, and if that was due."""
        silent = []
        for day in (first + number * DAY for number in range((as_of - first).days + 1)):
            for place in self.places:
                ends = [
                    self._first_about(slot)
                    for slot in self.slots
                    if slot.unit == place.code and self._due_day(slot) == day
                ]
                late = [at for at in ends if at is None or at > self._hour(day)]
                if self.all_report and self.first <= day <= self.last:
                    about = [row.at for row in self.told if row.unit == place.code and row.day in {day, day - DAY}]
                    if not any(self._hour(day) - DAY < at <= self._hour(day) for at in about):
                        late.append(min((at for at in about if at > self._hour(day)), default=None))
                if late:
                    known = [at for at in late if at is not None]
                    came = max(known).astimezone(ZoneInfo("UTC")).isoformat() if len(known) == len(late) else None
                    silent.append(
                        {"day": day.isoformat(), "unit": place.code, "at": came, "is_due": self.now >= self._hour(day)}
                    )
        return silent

    def _first_about(self, slot: Slot) -> datetime | None:
        busy = {(each.day, each.shift, each.machine) for each in self.slots}
        return min(
            (
                row.at
                for row in self.told
                if (row.day, row.shift) == (slot.day, slot.shift)
                and row.machine is not None
                and (
                    row.machine == slot.machine
                    or (row.unit == slot.unit and (row.day, row.shift, row.machine) not in busy)
                )
            ),
            default=None,
        )


def _minute(told: Any) -> int:
    if hasattr(told, "hour"):
        return int(told.hour) * 60 + int(told.minute)
    hour, _between, minute = str(told).replace(":", "h").partition("h")
    return int(hour) * 60 + int(minute or 0)


def _sum(rows: Iterable[Row]) -> dict[str, int]:
    total = {"collected": 0, "approved": 0, "activated": 0}
    for row in rows:
        for name in total:
            total[name] += row.figures[name]
    return total


def _parted(days: list[date], day: date) -> tuple[int, int]:
    return sum(each <= day for each in days), sum(each > day for each in days)


def _half_up(value: Fraction) -> int:
    return int((value + Fraction(1, 2)) // 1)
