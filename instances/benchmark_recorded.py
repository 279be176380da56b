"""Campaigns of the benchmark that are under way: a plan that was announced, and what each slot of it brought so far.

Made by `make_benchmark.py`. The plan is one as people make it with a pencil: whoever is free first goes to the nearest
unit that nobody has served. What came is invented: people of a unit come more or less than expected, one machine breaks
for two days, a storm empties another day, and a few dossiers come in without a machine.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmark_drawn import drawn_communes, drawn_province
from benchmark_ordinary import campaign, communes_of, every, units_of_dong_nai
from make import binh_gia, mobile
from openpyxl import Workbook

from planner.domain.calendar import Slot
from planner.domain.campaign import Campaign, Machine
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, UnitCode
from planner.intake.blanks.content import WorkbookContent
from planner.intake.blanks.saved_workbook import saved_bytes
from planner.intake.layout.column import TableRow
from planner.intake.layout.results import RESULTS, ResultColumn

SHARE_REPORTED = 0.6
"""Of the days on which the plan has anybody stand somewhere."""
USUAL_TURNOUT, SPREAD_OF_UNITS, SPREAD_OF_SLOTS = 0.93, 0.12, 0.1
BROKEN_DAYS = 2
SHARE_ACTIVATED = 0.9
NUM_ELSEWHERE = 4
KM_A_DEGREE = 111.0


def recorded() -> Iterator[tuple[str, WorkbookContent]]:
    """Each campaign with the name of its folder."""
    yield "binh-gia", binh_gia(is_whole_day=True, machines=[mobile(f"MÁY {number}", "06112") for number in (1, 2)])
    yield "loc-ninh", campaign("Huyện Lộc Ninh, hai máy", communes_of("Lộc Ninh"), 2, 75, closures=(every("CN", 75),))
    ward_by_ward = communes_of("Đồng Xoài", share=0.5)
    yield "dong-xoai-by-shifts", campaign("Đồng Xoài theo ca", ward_by_ward, 2, 40, whole_days=False)
    rng = Random(33)  # noqa: S311 - nothing here is secret
    yield "30-communes", campaign("Huyện giả định 30 xã", drawn_communes(rng, "Huyện giả định", 30), 4, 80)
    yield "60-communes-in-parts", drawn_province("Tỉnh giả định 60 xã", seed=61, sizes=(12,) * 5)
    yield "dong-nai-40", campaign("40 xã, phường của Bình Phước cũ, năm máy", units_of_dong_nai(), 5, 75)


@dataclass
class Pencil:
    """A campaign being planned by hand, period by period: a day where machines stay whole days, else a slot."""

    campaign: Campaign
    left: dict[UnitCode, int] = field(init=False)
    at: dict[MachineName, UnitCode | None] = field(init=False)
    rows: list[Assignment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = {unit.code: unit.need for unit in self.campaign.units}
        self.at = {machine.name: machine.postings[0].base for machine in self.campaign.machines}

    def plan(self) -> Plan:
        """Everybody is served by one machine, in the order in which machines come free."""
        untouched = {unit.code for unit in self.campaign.units if unit.need}
        busy: dict[MachineName, UnitCode] = {}
        for period in self.periods():
            for machine in self.campaign.machines:
                if machine.name not in busy:
                    served = untouched & set(machine.postings[0].serves)
                    if not served:
                        continue
                    busy[machine.name] = self.nearest(machine, served)
                    untouched.discard(busy[machine.name])
                self.stand(machine, busy[machine.name], period)
                if not self.left[busy[machine.name]]:
                    self.at[machine.name] = busy.pop(machine.name)
        return Plan(campaign=self.campaign.name, assignments=tuple(self.rows))

    def periods(self) -> Iterator[tuple[Slot, ...]]:
        """The slots that are open to everybody, by days or one by one."""
        for day in self.campaign.calendar.days():
            slots = tuple(
                Slot(day, label)
                for label in self.campaign.calendar.shift_labels
                if not any(
                    closure.first_day <= day <= closure.last_day
                    and (not closure.weekdays or day.weekday() in closure.weekdays)
                    and label in closure.shifts
                    for closure in self.campaign.closures
                )
            )
            yield from ((slots,) if self.campaign.whole_days else ((slot,) for slot in slots))

    def nearest(self, machine: Machine, codes: set[UnitCode]) -> UnitCode:
        """The unit that is nearest to where the machine stands; of several the one with the least code."""
        here = self.at[machine.name]
        if here is None:
            return min(codes)
        return min(codes, key=lambda code: (self._degrees(here, code), code))

    def _degrees(self, one: UnitCode, other: UnitCode) -> float:
        places = [self.campaign.units_by_code[code].location for code in (one, other)]
        (here, there) = ((place.latitude, place.longitude) if place else (0.0, 0.0) for place in places)
        narrowing = math.cos(math.radians(here[0]))
        return round(math.hypot(here[0] - there[0], narrowing * (here[1] - there[1])), 6)

    def stand(self, machine: Machine, unit: UnitCode, period: Sequence[Slot]) -> None:
        """Let the machine work there in all slots of the period."""
        for slot in period:
            dossiers = min(self.campaign.capacity(machine.postings[0], slot.shift), self.left[unit])
            self.left[unit] -= dossiers
            self.rows.append(
                Assignment(machine=machine.name, unit=unit, date=slot.day, shift=slot.shift, dossiers=dossiers)
            )


def pencilled_plan(campaign: Campaign) -> Plan:
    """The plan by hand. Raises ValueError where the campaign is too short for everybody."""
    pencil = Pencil(campaign)
    plan = pencil.plan()
    if any(pencil.left.values()):
        raise ValueError(campaign.name)
    return plan


class Days:
    """What the first days of an announced plan bring, by the dice of one seed."""

    def __init__(self, campaign: Campaign, plan: Plan, seed: int) -> None:
        self.campaign = campaign
        self.rng = Random(seed)  # noqa: S311 - nothing here is secret
        planned = sorted({row.date for row in plan.assignments})
        self.days = planned[: math.ceil(SHARE_REPORTED * len(planned))]
        self.past = [row for row in plan.assignments if row.date <= self.days[-1]]
        self.broken = self.rng.choice(campaign.machines).name
        breaks_on = self.rng.randrange(len(self.days) // 3, len(self.days) - BROKEN_DAYS)
        self.away = set(self.days[breaks_on : breaks_on + BROKEN_DAYS])
        self.storm = self.days[self.rng.randrange(len(self.days) // 2)]
        self.turnout = {
            unit.code: USUAL_TURNOUT * math.exp(self.rng.gauss(0.0, SPREAD_OF_UNITS)) for unit in campaign.units
        }
        self.left = {unit.code: unit.need for unit in campaign.units}

    def rows(self) -> Iterator[TableRow]:
        """The rows of the results workbook: each slot that was worked, then what came in without a machine."""
        for row in self.past:
            note = "máy hỏng" if row.machine == self.broken and row.date in self.away else ""
            note = note or ("mưa lũ" if row.date == self.storm else "")
            collected = self.collected(row, note)
            yield {
                ResultColumn.DAY: row.date,
                ResultColumn.SHIFT: row.shift,
                ResultColumn.MACHINE: row.machine,
                ResultColumn.UNIT: row.unit,
                ResultColumn.COLLECTED: collected,
                ResultColumn.ACTIVATED: math.floor(SHARE_ACTIVATED * collected),
                ResultColumn.NOTE: note or None,
            }
        unvisited = [unit for unit in self.campaign.units if self.left[unit.code] == unit.need]
        for unit in self.rng.sample(unvisited, min(NUM_ELSEWHERE, len(unvisited))):
            yield {
                ResultColumn.DAY: self.rng.choice(self.days),
                ResultColumn.UNIT: unit.code,
                ResultColumn.COLLECTED: self.rng.randint(5, 30),
            }

    def collected(self, row: Assignment, note: str) -> int:
        """Dossiers of a slot: nothing where the machine is broken, a quarter in a storm, at most what there is."""
        came = round(row.dossiers * self.turnout[row.unit] * max(0.3, self.rng.gauss(1.0, SPREAD_OF_SLOTS)))
        came = {"máy hỏng": 0, "mưa lũ": came // 4}.get(note, came)
        room = self.campaign.capacity(self.campaign.machines_by_name[row.machine].postings[0], row.shift)
        collected = min(came, room, self.left[row.unit])
        self.left[row.unit] -= collected
        return collected


def actuals(campaign: Campaign, plan: Plan, seed: int) -> bytes:
    """What the first days of the plan brought, as a results workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(RESULTS.title)
    sheet.append([column.value for column in ResultColumn])
    for row in Days(campaign, plan, seed).rows():
        sheet.append([row.get(column) for column in ResultColumn])
    return saved_bytes(book)
