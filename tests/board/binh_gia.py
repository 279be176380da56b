"""The campaign of Bình Gia under way: planned, announced up to the end of April, reported until yesterday."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from planner.domain.results import Result
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.recording import ReportedFile
from planner.workflow.ledger.keeping import ledger_of
from tests.cli.running import ROOT, planner

TODAY = date(2023, 4, 18)
SILENT = (date(2023, 4, 17), "MÁY 1")
"""Of this day nobody has told what this machine collected."""
NAME = "campaign.xlsx"
BY, AT = "Minh", datetime(2023, 4, 17, 16, 2, tzinfo=UTC)


def prepared(folder: Path) -> Path:
    """The workbook in this folder, with the ledger of its first week beside it."""
    workbook = folder / NAME
    shutil.copy(ROOT / "instances" / "binh-gia-2023" / NAME, workbook)
    done = planner("plan", NAME, "--seconds", 5, "--workers", 1, folder=folder)
    assert done.code == 0, done.err
    campaign = read_campaign(workbook).campaign
    with ledger_of(workbook, campaign, None, writes=True) as ledger:
        rows = ledger.version(1).plan.assignments
        ledger.announce(1, date(2023, 4, 30), by="Lan", at=AT)
        results = [
            Result(
                day=row.date,
                shift=row.shift,
                machine=row.machine,
                unit=row.unit,
                collected=max(0, row.dossiers - 11),
                activated=row.dossiers // 2,
            )
            for row in rows
            if row.date < TODAY and (row.date, row.machine) != SILENT
        ]
        ledger.record(results, ReportedFile(sha256="0" * 64, name="tuan-1.xlsx"), by=BY, at=AT)
    return workbook
