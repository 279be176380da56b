"""One worker and one seed give one plan; the long check is `python -m tests.sameness --runs 20`."""

from pathlib import Path

from planner.intake.campaign.campaign_reader import read_campaign
from tests.campaigns import pin, small_campaign
from tests.sameness import BINH_GIA, identities, shuffled
from tests.workbooks import write_workbook


def test_binh_gia_under_three_hash_seeds_and_shuffled() -> None:
    assert len(set(identities(BINH_GIA, 3))) == 1


def test_a_campaign_with_pins_and_roads(tmp_path: Path) -> None:
    book = tmp_path / "campaign.xlsx"
    write_workbook(small_campaign(pins=[pin("M1", "A", 2), pin("M2", "B", 1)], phases=[(2, 5), (5, 20)]), book)
    assert len(set(identities(book, 3))) == 1


def test_shuffling_shuffles(tmp_path: Path) -> None:
    shuffled(BINH_GIA, tmp_path / "campaign.xlsx", 1)
    assert (tmp_path / "campaign.xlsx").read_bytes() != BINH_GIA.read_bytes()
    assert read_campaign(tmp_path / "campaign.xlsx") == read_campaign(BINH_GIA)
