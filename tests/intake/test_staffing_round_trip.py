"""A staffing written to a workbook comes back from it as it was, but for where it stands."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from planner.domain.campaign import Campaign
from planner.domain.record import MachineName, ShiftLabel
from planner.intake.staffing.staffing_reader import read_staffing
from planner.roster.regulations import RegulationBasis, RegulationItem, Regulations
from planner.roster.staffing import (
    ANY_ROLE,
    DutyPin,
    DutyWish,
    Leave,
    LeaveKind,
    Officer,
    OfficerCode,
    PastDuty,
    Role,
    SeatDemand,
    Staffing,
)
from tests.campaigns import seeded
from tests.intake.books import sound_book
from tests.intake.staffing_books import read_crews, sound_campaign, with_rows
from tests.staffing_workbooks import days_of, write_staffing

ROLES = tuple(map(Role, ("thu nhận", "kiểm tra", "lái xe", "trưởng ca")))


def random_staffing(chance: Random, campaign: Campaign) -> Staffing:
    """Officers of every kind, with what may be told of them; nothing that contradicts anything else."""
    days, labels = days_of(campaign), campaign.calendar.shift_labels
    officers = tuple(_officer(chance, campaign, number) for number in range(1, chance.randint(2, 12)))
    codes = [officer.code for officer in officers]
    roles = [role for officer in officers for role in officer.roles]
    before = [days[0] - timedelta(number) for number in range(1, 8)]
    past = {(chance.choice(codes), chance.choice(before), chance.choice(labels)) for _number in range(4)}
    return Staffing(
        officers=officers,
        demands=tuple(_demand(chance, campaign, [ANY_ROLE, *roles]) for _number in range(chance.randint(0, 5))),
        leaves=tuple(_leave(chance, days, labels, code) for code in codes if chance.random() < 1 / 2),
        wishes=tuple(
            DutyWish(
                officer=code,
                day=chance.choice(days),
                shift=chance.choice((None, *labels)),
                wants_work=chance.random() < 1 / 2,
                level=chance.randint(1, 3),
            )
            for code in codes
        ),
        pins=tuple(
            DutyPin(officer=code, day=chance.choice(days), shift=chance.choice((None, *labels)), forbids=True)
            for code in codes
            if chance.random() < 1 / 2
        ),
        past=tuple(PastDuty(officer=code, day=day, shift=shift) for code, day, shift in sorted(past)),
        holidays=tuple(sorted(chance.sample(days, chance.randint(0, 3)))),
        regulations=Regulations(
            shift_rest_minutes=chance.randint(12, 16) * 60 + 30,
            run_days=chance.randint(3, 6),
            evenings_run=chance.choice((None, 2)),
            night_from_minute=chance.choice((21 * 60 + 30, 22 * 60)),
            bases=(RegulationBasis(item=RegulationItem.RUN_DAYS, text="QĐ 5"),),
        ),
    )


def _officer(chance: Random, campaign: Campaign, number: int) -> Officer:
    days = days_of(campaign)
    first, last = sorted(chance.choices(days, k=2))
    return Officer(
        code=OfficerCode(f"CB{number:02}"),
        name=f"Người thứ {number}",
        rank=chance.choice(("", "Đại úy")),
        workplace=chance.choice(("", "Đội QLHC", "Xã Hòa Bình")),
        roles=tuple(chance.sample(ROLES, chance.randint(1, 3))),
        crew=chance.choice(("", "Kíp 1")),
        zones=tuple(chance.sample(["Bắc", "Nam"], chance.randint(0, 2))),
        machines=tuple(map(MachineName, chance.sample(["MÁY 1", "MÁY 2"], chance.randint(0, 2)))),
        home=chance.choice((None, *(unit.code for unit in campaign.units))),
        first_day=first,
        last_day=last,
        most_shifts_a_week=chance.choice((None, 3)),
        works_until_minute=chance.choice((None, 15 * 60, 15 * 60 + 45)),
        note=chance.choice(("", "ghi chú")),
    )


def _demand(chance: Random, campaign: Campaign, roles: list[Role]) -> SeatDemand:
    return SeatDemand(
        machine=chance.choice((None, *(machine.name for machine in campaign.machines))),
        shift=chance.choice((None, *campaign.calendar.shift_labels)),
        role=chance.choice(roles),
        officers=chance.randint(1, 3),
        is_required=chance.random() < 1 / 2,
        only_when_moving=chance.random() < 1 / 3,
    )


def _leave(chance: Random, days: list[date], labels: tuple[ShiftLabel, ...], code: OfficerCode) -> Leave:
    first, last = sorted(chance.choices(days, k=2))
    return Leave(
        officer=code,
        first_day=first,
        last_day=last,
        shifts=chance.choice(((), (labels[0],), (labels[-1],))),
        kind=chance.choice(list(LeaveKind)),
        known_since=chance.choice((None, days[0])),
        note=chance.choice(("", "về quê")),
    )


def without_places(staffing: Staffing) -> Staffing:
    """The same without the cells that tell of it."""

    def bare(records: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(one.model_copy(update={"source": ""}) for one in records)  # type: ignore[attr-defined]

    told = ("officers", "demands", "leaves", "wishes", "pins", "past")
    return staffing.model_copy(update={name: bare(getattr(staffing, name)) for name in told})


@pytest.mark.parametrize("seed", range(25))
def test_a_random_staffing_comes_back(seed: int, tmp_path: Path) -> None:
    campaign = sound_campaign()
    staffing = random_staffing(seeded(seed), campaign)
    book, path = sound_book(), tmp_path / "book.xlsx"
    write_staffing(staffing, campaign, book)
    book.save(path)
    found = read_staffing(path, campaign).staffing
    assert found is not None
    assert without_places(found) == staffing


def test_pins_of_duties_come_back(tmp_path: Path) -> None:
    """Those of the sound crews, written anew from what was read of them."""
    campaign = sound_campaign()
    first = read_crews(with_rows({}), tmp_path).staffing
    assert first is not None
    book, path = sound_book(), tmp_path / "again.xlsx"
    write_staffing(first, campaign, book)
    book.save(path)
    again = read_staffing(path, campaign)
    assert again.warnings == ()
    assert again.staffing is not None
    assert without_places(again.staffing) == without_places(first)
