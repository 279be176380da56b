"""Days and hours are the campaign's, whatever zone the machine that asks is set to."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.domain.office import Reporting
from planner.workflow.ledger import keeping
from tests.campaigns import day, stand
from tests.cli.diary import BOOK, CAMPAIGN, FIRST, announce, ask, ledger_in, results_file, store
from tests.cli.test_report import record_at
from tests.replans import reported
from tests.workbooks import write_workbook

ZONES = ("Asia/Ho_Chi_Minh", "UTC", "America/Los_Angeles")
MORNING = [reported(slot, 2) for slot in stand("M1", "A", "1.2")]


@pytest.fixture(params=ZONES)
def zone_of_machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine whose clock is set to this zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change the zone of a running program")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield str(request.param)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone_of_machine")
def test_who_came_late_is_the_same_wherever_the_report_is_printed(home: Path) -> None:
    """Figures of the evening, which ends at 15h00, are due at 15h30; they came at 15h59 of Hanoi, 8h59 of London."""
    store(home, FIRST)
    record_at(home, datetime(2023, 4, 10, 8, 59, tzinfo=UTC), *MORNING)
    lines = ask("report", BOOK, "--date", "10/4/2023", "-o", "in", folder=home).out.splitlines()
    assert "  báo cáo muộn: Xã A (15h59 10/4/2023)" in lines
    assert "  đến nay chưa có số liệu: Xã B (10/4/2023 Ca 02 M2)" in lines
    assert "18h00 10/4/2023" in ask("status", BOOK, folder=home).out, "plan 1 was made at 11h00 of London"


@pytest.mark.usefixtures("zone_of_machine")
def test_when_others_wrote_is_told_by_the_campaigns_clock(home: Path) -> None:
    """Announced at 11h00 of London."""
    store(home, FIRST, FIRST)
    announce(home, 1, day(2))
    assert "18h00 10/4/2023" in ask("announce", BOOK, folder=home).err


@pytest.mark.usefixtures("zone_of_machine")
def test_today_is_the_campaigns(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 17h30 of London on 9 April it is 0h30 on the 10th in Hanoi."""
    monkeypatch.setattr(keeping, "this_moment", lambda: datetime(2023, 4, 9, 17, 30, tzinfo=UTC))
    assert ask("record", BOOK, results_file(home, MORNING), folder=home).code == 0
    with ledger_in(home) as ledger:
        assert len(ledger.results()) == 1
    write_workbook(CAMPAIGN.model_copy(update={"zone": "America/Los_Angeles"}), home / BOOK)
    refused = ask("record", BOOK, "kq.xlsx", folder=home)
    assert refused.code == 1
    assert "10/4/2023" in refused.err
    assert "9/4/2023" in refused.err


def test_a_zone_that_nobody_knows_is_named_by_its_cell(home: Path) -> None:
    for zone in ("Asia/Hanoi", "../../etc/passwd", "GMT+25"):
        write_workbook(CAMPAIGN.model_copy(update={"zone": zone}), home / BOOK)
        refused = ask("check", BOOK, folder=home)
        assert refused.code == 1
        assert "không phải là múi giờ" in refused.err
        assert "Chiến dịch!B" in refused.err


def test_the_hour_at_which_figures_are_due_is_that_of_the_campaign(home: Path) -> None:
    write_workbook(
        CAMPAIGN.model_copy(update={"zone": "America/Los_Angeles", "reporting": Reporting(due_minute=15 * 60 + 30)}),
        home / BOOK,
    )
    store(home, FIRST)
    record_at(home, datetime(2023, 4, 10, 22, 31, tzinfo=UTC), *MORNING)
    assert "(15h31 10/4/2023)" in ask("report", BOOK, "--date", "10/4/2023", "-o", "in", folder=home).out
