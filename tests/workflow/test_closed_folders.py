"""A ledger in a folder that ordinary users may only read: nothing is recorded, but a copy can be made elsewhere."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.ledger.address import default_ledger
from planner.workflow.days.recording import record_results
from planner.workflow.days.standing import status_of
from planner.workflow.ledger.safekeeping import back_up_ledger
from tests.campaigns import day, small_campaign, stand
from tests.ledger.children import SURVIVED, in_child, only_readable
from tests.replans import reported
from tests.workbooks import write_results, write_workbook


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with a campaign, its ledger and two results workbooks, closed to writing once one was recorded."""
    folder = Path(tempfile.mkdtemp(prefix="closed-"))
    write_workbook(small_campaign(), folder / "campaign.xlsx")
    for name, slots in (("a.xlsx", "1.2"), ("b.xlsx", "2.1 2.2")):
        write_results([reported(slot, 2) for slot in stand("M1", "A", slots)], folder / name)
    record_results(folder / "campaign.xlsx", folder / "a.xlsx", today=day(3))
    only_readable(folder)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.usefixtures("at_the_command_line")
def test_nothing_is_recorded_and_the_option_is_named(closed: Path) -> None:
    book, ledger = closed / "campaign.xlsx", default_ledger(closed / "campaign.xlsx")
    before = ledger.read_bytes()
    told = in_child(lambda: record_results(book, closed / "b.xlsx", today=day(3)), as_ordinary_user=True)
    assert told.startswith(f"LedgerUnusable: {ledger}: ")
    assert "--ledger" in told
    assert ledger.read_bytes() == before


def test_how_the_campaign_stands_can_be_read(closed: Path) -> None:
    def ask() -> None:
        status = status_of(closed / "campaign.xlsx", today=day(2))
        assert status.progress.total.collected == 2
        assert status.latest is None

    assert in_child(ask, as_ordinary_user=True) == SURVIVED


def test_a_copy_is_made_elsewhere_though_the_ledger_cannot_mention_it(closed: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="open-") as name:
        target = Path(name) / "b.db"
        target.parent.chmod(0o777)

        def back_up() -> None:
            done = back_up_ledger(closed / "campaign.xlsx", target)
            assert not done.is_noted
            assert done.held.result_rows == 1

        assert in_child(back_up, as_ordinary_user=True) == SURVIVED
        assert target.is_file()
