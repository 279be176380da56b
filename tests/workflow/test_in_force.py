"""Which plans people have worked by."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.plan import Assignment, Plan
from planner.errors import LedgerDamaged
from planner.ledger.ledger import Ledger, open_ledger
from planner.replan.planned import planned_slots
from planner.workflow.ledger.in_force import plans_in_force, versions_in_force
from tests.ledger.samples import AT, BY, CAMPAIGN, FIRST_DAY, plan, provenance
from tests.small_campaigns import small_campaign


def store(ledger: Ledger, dossiers: int, as_of: date | None = None) -> int:
    stored = ledger.store_version(plan(dossiers, as_of=as_of), provenance(), is_sound=True, by=BY, at=AT)
    return stored.number


def test_no_plan_no_version(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db", CAMPAIGN) as ledger:
        assert versions_in_force(ledger) == ()


def test_each_plan_holds_until_the_next_where_none_was_announced(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db", CAMPAIGN) as ledger:
        first, again = store(ledger, 10), store(ledger, 20)
        assert [held.version for held in versions_in_force(ledger)] == [again], "nothing of the first is left"
        second = store(ledger, 30, FIRST_DAY + timedelta(days=1))
        held = versions_in_force(ledger)
        assert [one.version for one in held] == [again, second]
        assert held[0] == ledger.version(again).plan
        ledger.announce(first, FIRST_DAY, by=BY, at=AT)
        assert [held.version for held in versions_in_force(ledger)] == [first]


def test_announced_plans_hold_one_after_the_other(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db", CAMPAIGN) as ledger:
        begins = (None, FIRST_DAY + timedelta(days=2), FIRST_DAY + timedelta(days=1), None)
        numbers = [store(ledger, dossiers, on) for dossiers, on in zip((10, 20, 30, 40), begins, strict=True)]
        for number in (numbers[0], numbers[0], numbers[2], numbers[1]):
            ledger.announce(number, FIRST_DAY, by=BY, at=AT)
        held = versions_in_force(ledger)
        assert [plan.version for plan in held] == [1, 3, 2]
        assert [plan.assignments[0].dossiers for plan in held] == [10, 30, 20]


def test_what_is_read_of_the_plans_tells_the_same_slots_as_all_of_them(tmp_path: Path) -> None:
    """Plans of random beginnings, some made within a day, some before the one that they replace."""
    dice = random.Random(5)  # noqa: S311 - for a test
    campaign = small_campaign()
    rows = [
        Assignment(
            machine=campaign.machines[0].name, unit=campaign.units[0].code, date=slot.day, shift=slot.shift, dossiers=0
        )
        for slot in map(campaign.calendar.slot, range(1, campaign.calendar.last_ordinal + 1))
    ]
    with open_ledger(tmp_path / "x.db", CAMPAIGN) as ledger:
        whole = []
        for number in range(1, 25):
            first = dice.randrange(len(rows)) if number > 1 else 0
            shift = rows[first].shift if dice.random() < 0.5 else None
            first = first if shift else first - first % 2
            made = Plan(
                campaign=CAMPAIGN,
                assignments=tuple(
                    row.model_copy(update={"dossiers": number, "done": place < first}) for place, row in enumerate(rows)
                ),
                as_of=rows[first].date if number > 1 else None,
                as_of_shift=shift if number > 1 else None,
            )
            whole.append(ledger.store_version(made, provenance(), is_sound=True, by=BY, at=AT).plan)
            assert planned_slots(campaign, versions_in_force(ledger)) == planned_slots(campaign, whole)


def test_a_plan_that_cannot_be_read_takes_nothing_for_granted(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_ledger(path, CAMPAIGN) as ledger:
        for day in range(3):
            store(ledger, 10 + day, FIRST_DAY + timedelta(days=day))
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"dossiers":11', b'"dossiers":91'))
    with open_ledger(path, CAMPAIGN) as ledger:
        held = versions_in_force(ledger, needs_last=True)
        assert [one.version for one in held] == [3], "who knows when the second took the place of the first"
        assert plans_in_force(ledger).unread == 2
    path.write_bytes(content.replace(b'"dossiers":12', b'"dossiers":92'))
    with open_ledger(path, CAMPAIGN) as ledger:
        assert versions_in_force(ledger) == ()
        with pytest.raises(LedgerDamaged):
            versions_in_force(ledger, needs_last=True)
