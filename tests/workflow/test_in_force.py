"""Which plans people have worked by."""

from pathlib import Path

from planner.ledger.ledger import Ledger, open_ledger
from planner.workflow.in_force import versions_in_force
from tests.ledger.samples import AT, BY, CAMPAIGN, FIRST_DAY, plan, provenance


def store(ledger: Ledger, dossiers: int) -> int:
    return ledger.store_version(plan(dossiers), provenance(), is_sound=True, by=BY, at=AT).number


def test_no_plan_no_version(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db", CAMPAIGN) as ledger:
        assert versions_in_force(ledger) == ()


def test_each_plan_holds_until_the_next_where_none_was_announced(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db", CAMPAIGN) as ledger:
        first, second = store(ledger, 10), store(ledger, 20)
        assert [held.version for held in versions_in_force(ledger)] == [first, second]
        ledger.announce(first, FIRST_DAY, by=BY, at=AT)
        assert [held.version for held in versions_in_force(ledger)] == [first]


def test_announced_plans_hold_one_after_the_other(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db", CAMPAIGN) as ledger:
        numbers = [store(ledger, dossiers) for dossiers in (10, 20, 30, 40)]
        for number in (numbers[0], numbers[0], numbers[2], numbers[1]):
            ledger.announce(number, FIRST_DAY, by=BY, at=AT)
        held = versions_in_force(ledger)
        assert [plan.version for plan in held] == [1, 3, 2]
        assert [plan.assignments[0].dossiers for plan in held] == [10, 30, 20]
