"""A whole district's citizens at once: 20,000 of them over 60 slots."""

import time
from pathlib import Path

from tests.campaigns import filled_plan, machine, posting, small_campaign, stand, unit
from tests.cli import diary
from tests.cli.diary import BOOK, answer_of, ledger_in
from tests.ledger.samples import provenance
from tests.people import citizens, write_citizens
from tests.workbooks import write_workbook

MOST_SECONDS = 30
"""Of the processor: tests share their machine. The first lists are printed in it."""


def test_twenty_thousand_citizens_over_sixty_slots(tmp_path: Path) -> None:
    (tmp_path / "nho").mkdir()
    campaign = small_campaign(
        units=(unit("A", 21_000), unit("B", 7)), machines=(machine("M1", posting(350)),), days=31, closures=(), roads=()
    )
    write_workbook(campaign, tmp_path / BOOK)
    slots = " ".join(f"{day}.{shift}" for day in range(1, 31) for shift in (1, 2))
    with ledger_in(tmp_path) as ledger:
        plan = filled_plan(campaign, stand("M1", "A", slots))
        ledger.store_version(plan, provenance(0), is_sound=True, by=diary.BY, at=diary.AT)
    write_citizens(citizens(20_000), tmp_path / "cd.xlsx")
    began = time.process_time()
    done = answer_of("invite", BOOK, "cd.xlsx", "--unit", "A", "--today", "10/4/2023", folder=tmp_path)["units"][0]
    assert time.process_time() - began < MOST_SECONDS
    assert len(done["slots"]) == 60
    assert done["fates"]["invited"] == 20_000
    assert len(done["papers"]) == 3 * (4 + 1)
