"""A nation's stages grow with its units, not with their square, and take no more memory than a computer has.

The whole ladder is `python -m tests.bench_nation`; here are its lower rungs, by seconds of the processor.
"""

from pathlib import Path

import pytest

from planner.domain.policy import Goal
from planner.domain.progress import Progress
from planner.domain.search_terms import SearchTerms
from planner.intake.campaign.campaign_reader import read_campaign
from planner.model.solve import solve
from tests.bench_nation import STAGES, grown, measured_apart
from tests.nations import districts_of, write_nation

FEW, MANY = 300, 1_200
MOST_GROWTH = 1.5
"""Power of the units; a stage that compares all with all grows by the second."""
MOST_MEGABYTES = 500
LEAST_SECONDS = 0.3
"""What takes less says nothing."""


@pytest.fixture(scope="module")
def nations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two nations, each planned."""
    home = tmp_path_factory.mktemp("nations")
    for units in (FEW, MANY):
        write_nation(home / str(units), units)
        measured_apart(home / str(units), "solve", seconds=1)
    return home


@pytest.mark.parametrize("stage", STAGES)
def test_four_times_the_units_take_about_four_times_the_time(nations: Path, stage: str) -> None:
    few, many = (measured_apart(nations / str(units), stage, seconds=1) for units in (FEW, MANY))
    if many["processor"] > LEAST_SECONDS:
        assert grown(FEW, MANY, few["processor"], many["processor"]) < MOST_GROWTH, (few, many)
    assert many["megabytes"] < MOST_MEGABYTES


def test_whoever_watches_hears_how_many_parts_are_done(nations: Path) -> None:
    heard: list[Progress] = []
    campaign = read_campaign(nations / str(MANY) / "campaign.xlsx").campaign
    solve(campaign, terms=SearchTerms(300, 1, 0), observer=heard.append)
    counted = [each.parts for each in heard if each.parts is not None]
    assert {each.all for each in counted} == {districts_of(MANY)}
    assert any(0 < each.done < each.all for each in counted)
    assert {each.goal for each in heard if each.is_final} >= {Goal.UNSERVED, Goal.FINISH, Goal.TRAVEL}
