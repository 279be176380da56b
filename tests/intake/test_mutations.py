"""The short mutation run; the long one is `python -m tests.fuzz_workbooks`."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz_workbooks import MOST_SECONDS, Kind, outcome_of


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**40))
def test_any_workbook_is_a_campaign_or_a_clear_error(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome = outcome_of(seed, Path(folder))
    assert outcome.kind in {"campaign", "WorkbookProblems", "UnreadableFile"}
    assert outcome.seconds < MOST_SECONDS


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**40))
def test_any_results_workbook_gives_results_or_a_clear_error(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome = outcome_of(seed, Path(folder), Kind.RESULTS)
    assert outcome.kind in {"results", "WorkbookProblems", "UnreadableFile"}
    assert outcome.seconds < MOST_SECONDS


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**40))
def test_any_sheets_on_crews_give_a_staffing_or_a_clear_error(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome = outcome_of(seed, Path(folder), Kind.CREWS)
    assert outcome.kind in {"crews", "WorkbookProblems", "UnreadableFile"}
    assert outcome.seconds < MOST_SECONDS
