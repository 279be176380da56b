"""Every feature of a paper says the same in every format."""

from pathlib import Path

import pytest

from planner.prints.forms.appendix.paper import appendix_paper
from planner.prints.paper.paper import Paper
from tests.prints.campaigns import FULL_LETTERHEAD, binh_gia_2023, made
from tests.prints.papers import charts, letter, several_tables
from tests.prints.same import assert_same_everywhere

_CAMPAIGN, _PLAN = binh_gia_2023()
PAPERS = {
    "letter": letter(),
    "several tables": several_tables(),
    "several tables over many pages": several_tables(60),
    "charts": charts(),
    "charts of 111 units": charts(111),
    "bare appendix": appendix_paper(_CAMPAIGN, _PLAN),
    "signed appendix": appendix_paper(_CAMPAIGN.model_copy(update={"letterhead": FULL_LETTERHEAD}), _PLAN),
    "a block taller than a page": appendix_paper(*made(num_units=31, num_machines=1, num_fixed=1, num_days=88)),
    "machines without work": appendix_paper(*made(num_units=2, num_machines=40, num_days=20)),
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_all_formats_say_the_same(paper: Paper, tmp_path: Path) -> None:
    assert_same_everywhere(paper, tmp_path, "to-giay")
