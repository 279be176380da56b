"""Versions and announcements: numbered without gaps, stored as they were, read by whoever comes later."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.plan import Plan
from planner.errors import LedgerLacks
from planner.ledger.ledger import Ledger, open_ledger
from tests.ledger.samples import AT, BY, CAMPAIGN, plan, provenance


def store(ledger: Ledger, made: Plan, last_result: int = 0, *, is_sound: bool = True) -> int:
    return ledger.store_version(made, provenance(last_result), is_sound=is_sound, by=BY, at=AT).number


def test_versions_count_from_one_and_the_plan_bears_its_number(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        first = ledger.store_version(plan(160), provenance(), is_sound=True, by=BY, at=AT)
        second = ledger.store_version(plan(90), provenance(4), is_sound=False, by=BY, at=AT)
        assert (first.number, first.plan.version, second.number, second.plan.version) == (1, 1, 2, 2)
    with open_ledger(address, CAMPAIGN) as ledger:
        assert ledger.versions() == (first, second)
        assert ledger.version(1) == first
        assert ledger.latest_version() == second
        assert second.plan == plan(90).model_copy(update={"version": 2})
        assert (second.is_sound, second.made_at, second.made_by) == (False, AT, BY)
        assert second.provenance == provenance(4)


def test_each_version_leaves_its_event(ledger_file: Path) -> None:
    with open_ledger(ledger_file, CAMPAIGN) as ledger:
        store(ledger, plan())
        store(ledger, plan(as_of=date(2023, 4, 18)), 12)
        assert [(event.what, event.details) for event in ledger.events()] == [
            ("plan", {"version": 1, "last_result": 0}),
            ("replan", {"version": 2, "last_result": 12}),
        ]


def test_announcements_come_back_in_order(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        store(ledger, plan(1))
        store(ledger, plan(2))
        ledger.announce(2, date(2023, 4, 30), by=BY, at=AT)
        last = ledger.announce(1, date(2023, 4, 20), by="phó", at=AT)
        assert [(one.version, one.until) for one in ledger.announcements()] == [
            (2, date(2023, 4, 30)),
            (1, date(2023, 4, 20)),
        ]
        assert ledger.latest_announcement() == last
        assert ledger.events()[-1].details == {"version": 1, "until": "2023-04-20"}


def test_what_was_never_stored_cannot_be_read_or_announced(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        with pytest.raises(LedgerLacks, match="planner plan"):
            ledger.version(1)
        store(ledger, plan())
        for number in (0, 2):
            with pytest.raises(LedgerLacks, match=f"{number}\\b.* 1 đến 1"):
                ledger.announce(number, date(2023, 4, 30), by=BY, at=AT)
        assert ledger.announcements() == ()
        assert len(ledger.events()) == 1


def test_an_event_may_be_logged_alone(address: Path | str) -> None:
    with open_ledger(address, CAMPAIGN) as ledger:
        logged = ledger.log("backup", {"file": "Sao lưu.db", "rows": 3}, by=BY, at=AT)
        assert ledger.events() == (logged,)
        assert logged.number == 1
