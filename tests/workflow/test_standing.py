"""`status` takes no plan that it does not need."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.plan import Plan
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from planner.workflow.days.standing import status_of
from tests.campaigns import day, filled_plan, small_campaign, stand
from tests.ledger.samples import AT, BY, provenance
from tests.workbooks import write_workbook

VERSIONS = 60


def test_of_many_versions_only_those_in_force_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A campaign that is planned anew twice a day has hundreds, of some 200 KB each."""
    workbook, campaign = tmp_path / "campaign.xlsx", small_campaign()
    write_workbook(campaign, workbook)
    first = filled_plan(campaign, stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"))
    with open_ledger(default_ledger(workbook), campaign.name) as ledger:
        for number in range(VERSIONS):
            later = first.model_copy(update={"as_of": day(2) + timedelta(days=number % 2)})
            ledger.store_version(later if number else first, provenance(), is_sound=True, by=BY, at=AT)
    read: list[str] = []

    def counting(name: str) -> None:
        original = getattr(Plan, name)

        def counted(text: object, **more: object) -> object:
            read.append(name)
            return original(text, **more)

        monkeypatch.setattr(Plan, name, staticmethod(counted))

    counting("model_validate_json")
    counting("model_validate")
    status = status_of(workbook, today=day(4))
    assert [version.number for version in status.versions] == list(range(1, VERSIONS + 1))
    assert status.progress.total.planned_ahead == 0
    assert 0 < len(read) <= 4, "the latest, and of those before what the later ones left to them"
