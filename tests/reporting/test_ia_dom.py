"""Ia Dom 2023: 1,324 of 2,887 accounts are 46 %, rank 4 of 10 communes."""

import csv
import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

from planner.domain.advance import Indicator
from planner.domain.report import one_decimal
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.results.results_reader import read_results
from tests.reporting.samples import by_code, report

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "instances" / "ia-dom-2023"
RESULTS = "results-15-september-15-october.xlsx"


def making() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_ia_dom", ROOT / "instances" / "make_ia_dom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_making_it_again_changes_no_byte(tmp_path: Path) -> None:
    making().make(tmp_path)
    for name in ("campaign.xlsx", RESULTS):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), "run python instances/make_ia_dom.py"


def test_ia_dom_alone_is_fact() -> None:
    with (ROOT / "instances" / "facts" / "ia-dom-2023-communes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["unit"] for row in rows if row["source"] == "fact"] == ["Xã Ia Dom"]
    assert all("Giả Định" in row["unit"] for row in rows if row["source"] == "invented")


def test_the_state_at_the_first_day() -> None:
    read = read_campaign(FOLDER / "campaign.xlsx")
    assert read.warnings == ()
    found = report(read.campaign, [], date(2023, 9, 15))
    ia_dom = by_code(found)["01"]
    assert found.indicator is Indicator.ACTIVATED
    assert (ia_dom.achieved, ia_dom.target, ia_dom.rank, found.num_ranked) == (1324, 2887, 4, 10)
    assert one_decimal(ia_dom.percent or 0) == 45.9
    assert round(ia_dom.percent or 0) == 46
    assert [unit.rank for unit in found.units] == [4, 1, 2, 2, 5, 6, 7, 7, 9, 10]


def test_the_invented_month_can_be_recorded() -> None:
    campaign = read_campaign(FOLDER / "campaign.xlsx").campaign
    told = read_results(FOLDER / RESULTS, campaign, date(2023, 10, 16))
    assert told.warnings == ()
    assert len(told.results) == 31 * 10
    found = report(campaign, told.results, date(2023, 10, 15))
    assert found.total.achieved == 9079 + sum(row.activated or 0 for row in told.results)
