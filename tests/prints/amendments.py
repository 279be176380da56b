"""The 2023 plan, announced to 30 April, and what comes of it when MÁY 2 is closed on the 20th and 21st.

Thiện Hòa and Yên Lỗ move, Tân Hòa moves into days not announced yet, Thiện Long and the town lose slots, Minh Khai gets
one at the office, Tân Văn is sent to its commune for an evening, and MÁY 3, which is gone, is replaced by MÁY 2.
"""

from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.difference import Difference
from planner.domain.plan import Assignment, Plan
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.replan.difference import difference
from tests.prints.campaigns import EVENING, MORNING, binh_gia_2023

AS_OF, UNTIL = date(2023, 4, 18), date(2023, 4, 30)
OFFICE = "Bộ phận Một cửa thuộc Văn phòng HĐND & UBND huyện"


def april(number: int) -> date:
    return date(2023, 4, number)


class _Changes:
    """A plan that is changed by the names of its units."""

    def __init__(self, campaign: Campaign, plan: Plan) -> None:
        self._codes: dict[str, UnitCode] = {unit.name: unit.code for unit in campaign.units}
        self.rows = list(plan.assignments)

    def take(self, unit: str, day: date, *shifts: ShiftLabel) -> None:
        gone = [row for row in self.rows if (row.unit, row.date) == (self._codes[unit], day) and row.shift in shifts]
        assert len(gone) == len(shifts)
        self.rows = [row for row in self.rows if row not in gone]

    def put(self, machine: str, unit: str, day: date, *shifts: ShiftLabel) -> None:
        self.rows += [
            Assignment(machine=MachineName(machine), unit=self._codes[unit], date=day, shift=shift, dossiers=160)
            for shift in shifts
        ]


def announced_2023() -> tuple[Campaign, Plan]:
    """The 2023 plan, but one evening at Thiện Hòa was announced with a third machine."""
    campaign, plan = binh_gia_2023()
    old = _Changes(campaign, plan)
    old.take("Xã Thiện Hòa", april(19), EVENING)
    old.put("MÁY 3", "Xã Thiện Hòa", april(19), EVENING)
    return campaign, plan.model_copy(update={"assignments": tuple(old.rows)})


def replanned_2023() -> Plan:
    """What comes of it."""
    campaign, plan = binh_gia_2023()
    new = _Changes(campaign, plan)
    both = (MORNING, EVENING)
    new.take("Xã Thiện Hòa", april(20), *both)
    new.put("MÁY 2", "Xã Thiện Hòa", april(22), *both)
    new.take("Xã Yên Lỗ", april(21), *both)
    new.take("Xã Yên Lỗ", april(22), *both)
    new.put("MÁY 2", "Xã Yên Lỗ", april(25), *both)
    new.put("MÁY 2", "Xã Yên Lỗ", april(26), *both)
    new.take("Xã Tân Hòa", april(25), *both)
    new.take("Xã Tân Hòa", april(26), *both)
    new.put("MÁY 2", "Xã Tân Hòa", april(27), MORNING)
    new.put("MÁY 2", "Xã Tân Hòa", date(2023, 6, 6), *both)
    new.take("Xã Thiện Long", april(27), *both)
    new.take("Xã Thiện Long", april(30), EVENING)
    new.take("Xã Tân Văn", april(30), EVENING)
    new.put("MÁY 2", "Xã Tân Văn", april(30), EVENING)
    new.take("Thị trấn Bình Gia", april(24), *both)
    new.put("MÁY 1", "Xã Minh Khai", april(24), MORNING)
    rows = tuple(row.model_copy(update={"done": row.date < AS_OF}) for row in new.rows)
    return plan.model_copy(update={"version": 2, "assignments": rows, "as_of": AS_OF, "announced_until": UNTIL})


def amended_2023() -> tuple[Campaign, Difference]:
    """The campaign and what changes."""
    campaign, old = announced_2023()
    since = campaign.calendar.ordinal(AS_OF, MORNING)
    return campaign, difference(campaign, old, replanned_2023(), since_ordinal=since, until=UNTIL)


def unchanged_2023() -> tuple[Campaign, Difference]:
    """The campaign and nothing that changes, from noon of the 18th on."""
    campaign, plan = binh_gia_2023()
    since = campaign.calendar.ordinal(AS_OF, EVENING)
    return campaign, difference(campaign, plan, plan, since_ordinal=since, until=UNTIL)
