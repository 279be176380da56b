"""The short run of workbooks as people keep them; the long one is `python -m tests.fuzz_campaigns_read`."""

import tempfile
from pathlib import Path

from tests.fuzz_campaigns_read import RIGHT, SILENT, read_changed

CASES = 40


def test_a_campaign_workbook_is_read_right_or_something_is_named() -> None:
    with tempfile.TemporaryDirectory() as folder:
        reads = [read_changed(seed, Path(folder)) for seed in range(5000, 5000 + CASES)]
    assert [read.habits for read in reads if read.outcome == SILENT] == []
    assert sum(read.outcome == RIGHT for read in reads) > CASES / 2
