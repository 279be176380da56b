"""The short run of appendices as people lay them out; the long one is `python -m tests.fuzz_layouts`."""

from pathlib import Path

import pytest

from planner.intake.appendix.reader import read_appendix
from tests.campaigns import seeded
from tests.fuzz_layouts import LEAST_SHARE_RIGHT, NAMES, Outcome, judged, outcomes, share_right, written

CASES_OF_A_LAYOUT = 3


@pytest.mark.parametrize("layout", NAMES)
def test_no_layout_is_silently_misread(tmp_path: Path, layout: str) -> None:
    seen = outcomes(CASES_OF_A_LAYOUT, seed=7, layouts=(layout,), folder=tmp_path)
    assert not seen[layout][Outcome.SILENT]


def test_most_are_read_right(tmp_path: Path) -> None:
    assert share_right(outcomes(len(NAMES), seed=8, layouts=NAMES, folder=tmp_path)) >= LEAST_SHARE_RIGHT


def test_another_plan_is_told_apart(tmp_path: Path) -> None:
    """One slot more than was written is a silent difference."""
    appendix = written(seeded("told apart"), "machine in a column", tmp_path)
    read = read_appendix(appendix.path, appendix.case.campaign)
    assert judged(appendix, read) is Outcome.RIGHT
    fewer = appendix._replace(stands=appendix.stands - {min(appendix.stands)})
    assert judged(fewer, read) is Outcome.SILENT
