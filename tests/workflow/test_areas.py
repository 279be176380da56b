"""Papers of one zone, or of a province of several; a very large plan is printed by them alone."""

from pathlib import Path

import openpyxl
import pytest

from planner.domain.campaign import Campaign
from planner.domain.zones import area_of, areas, zones_by_area
from planner.errors import WrongUsage
from planner.prints.forms.registry import APPENDIX, FORMS, ITINERARIES, NOTICES
from planner.prints.forms.task import PrintExtent, PrintTask
from planner.workflow.printing import areas as printing_areas
from planner.workflow.printing.areas import area_called, areas_printed_apart
from planner.workflow.printing.form_printing import print_areas, print_forms
from planner.workflow.printing.papers import write_papers
from tests.cli.diary import CAMPAIGN, FIRST

ZONES = {"A": "Lạng Sơn - Bình Gia", "B": "Lạng Sơn – Bắc Sơn", "C": "Cao Bằng - Thạch An"}


@pytest.fixture
def campaign() -> Campaign:
    units = tuple(unit.model_copy(update={"zone": ZONES[unit.code]}) for unit in CAMPAIGN.units)
    return CAMPAIGN.model_copy(update={"units": units})


def task_of(campaign: Campaign, folder: Path, name: str | None = None) -> PrintTask:
    extent = PrintExtent() if name is None else PrintExtent(area=area_called(campaign, name))
    return PrintTask(campaign, FIRST, folder, extent, lambda _line: None)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_an_area_is_what_stands_before_the_dash(campaign: Campaign) -> None:
    assert [area_of(zone) for zone in ("Cao Bằng - Thạch An", "Bà Rịa-Vũng Tàu", "A - B - C", "")] == [
        "Cao Bằng",
        "Bà Rịa-Vũng Tàu",
        "A",
        "",
    ]
    assert areas(campaign.units) == ("Lạng Sơn", "Cao Bằng")
    assert zones_by_area(campaign.units)["Lạng Sơn"] == {ZONES["A"], ZONES["B"]}
    assert zones_by_area(campaign.units)[ZONES["B"]] == {ZONES["B"]}
    assert zones_by_area(()) == {}


def test_an_area_has_its_units_and_the_machines_that_come_there(campaign: Campaign, tmp_path: Path) -> None:
    whole, cao_bang = task_of(campaign, tmp_path, "lạng sơn"), task_of(campaign, tmp_path, "Cao Bằng")
    assert [unit.code for unit in whole.units] == ["A", "B"]
    assert [machine.name for machine in whole.machines] == ["M1", "M2"]
    assert [unit.code for unit in cao_bang.units] == ["C"]
    assert [machine.name for machine in cao_bang.machines] == ["M2"]
    assert {row.unit for row in cao_bang.part[1].assignments} == {"C"}


def test_its_papers_bear_its_name_and_tell_of_no_other(campaign: Campaign, tmp_path: Path) -> None:
    print_forms(task_of(campaign, tmp_path, "Cao Bằng"), [APPENDIX, NOTICES, ITINERARIES])
    assert {name for name in files_in(tmp_path) if "/" not in name} == {
        f"phu-luc-khu-vuc-cao-bang.{suffix}" for suffix in ("xlsx", "docx", "pdf")
    }
    assert {Path(name).stem for name in files_in(tmp_path) if "/" in name} == {"thong-bao-c-xa-c", "hanh-trinh-m2"}
    sheet = openpyxl.load_workbook(tmp_path / "phu-luc-khu-vuc-cao-bang.xlsx").active
    assert sheet is not None
    told = " ".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)
    assert "Xã C" in told
    assert "Xã A" not in told
    assert "M1" not in told


def test_a_zone_that_there_is_not(campaign: Campaign) -> None:
    with pytest.raises(WrongUsage, match="Hà Giang"):
        area_called(campaign, "Hà Giang")


def test_a_very_large_plan_is_printed_area_by_area(
    campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert areas_printed_apart(campaign) == ()
    monkeypatch.setattr(printing_areas, "MOST_UNITS_TOGETHER", 2)
    apart = areas_printed_apart(campaign)
    assert [area.name for area in apart] == ["Lạng Sơn", "Cao Bằng"]
    papers = write_papers(campaign, FIRST, tmp_path / "plan")
    assert files_in(tmp_path / "plan") == {"plan.json"}
    (warning,) = papers.warnings
    assert "cho từng nơi trong 2 nơi, ví dụ Lạng Sơn" in warning
    heard: list[str] = []
    task = PrintTask(campaign, FIRST, tmp_path / "all", PrintExtent(), heard.append)
    printed = print_areas(task, FORMS, apart)
    assert printed.plan_path == tmp_path / "all" / "plan.json"
    found = files_in(tmp_path / "all")
    assert {name.split("/")[0] for name in found} == {"plan.json", "lang-son", "cao-bang"}
    assert "cao-bang/phu-luc-khu-vuc-cao-bang.pdf" in found
    assert "lang-son/thong-bao/thong-bao-a-xa-a.docx" in found
    assert any(line.startswith("  Cao Bằng (2/2): ") for line in heard)


def test_where_zones_name_no_provinces_a_large_plan_is_printed_zone_by_zone_and_as_a_whole_where_there_is_one(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing_areas, "MOST_UNITS_TOGETHER", 2)

    def zoned(*zones: str) -> Campaign:
        units = tuple(unit.model_copy(update={"zone": zone}) for unit, zone in zip(campaign.units, zones, strict=True))
        return campaign.model_copy(update={"units": units})

    assert [area.name for area in areas_printed_apart(zoned("Đông", "Tây", "Tây"))] == ["Đông", "Tây"]
    assert areas_printed_apart(zoned("Đông", "Đông", "Đông")) == ()
    assert areas_printed_apart(zoned("Đông", "", "Tây")) == (), "a unit without a zone would be printed nowhere"
