"""Short campaigns whose reports are counted twice; `python -m tests.recomputed_reports` lives through longer ones."""

from pathlib import Path

import pytest

from tests.recomputed_reports import recomputed


@pytest.mark.parametrize("number", [1, 2])
def test_every_figure_is_equal(tmp_path: Path, number: int) -> None:
    compared = recomputed(tmp_path, 10, 1.0, [number])
    assert compared.different == []
    assert compared.num_reports >= 9
    assert compared.num_figures > 1000
