"""The short run of appendices as people lay them out; the long one is `python -m tests.fuzz_layouts`."""

from collections import Counter
from pathlib import Path

import pytest

from planner.intake.appendix.appendix_reader import read_appendix
from tests.campaigns import seeded
from tests.fuzz_layouts import LEAST_SHARE_RIGHT, NAMES, Outcome, judged, outcomes, share_right, written

CASES = 150


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[Outcome]]:
    """What came of the layouts in turn."""
    return outcomes(CASES, seed=7, layouts=NAMES, folder=tmp_path_factory.mktemp("layouts"))


def test_no_layout_is_silently_misread(seen: dict[str, Counter[Outcome]]) -> None:
    assert [layout for layout, counts in seen.items() if counts[Outcome.SILENT]] == []
    assert len(seen) == len(NAMES)


def test_most_are_read_right(seen: dict[str, Counter[Outcome]]) -> None:
    assert share_right(seen) >= LEAST_SHARE_RIGHT


def test_another_plan_is_told_apart(tmp_path: Path) -> None:
    """One slot more than was written is a silent difference."""
    appendix = written(seeded("told apart"), "machine in a column", tmp_path)
    read = read_appendix(appendix.path, appendix.case.campaign)
    assert judged(appendix, read) is Outcome.RIGHT
    fewer = appendix._replace(stands=appendix.stands - {min(appendix.stands)})
    assert judged(fewer, read) is Outcome.SILENT
