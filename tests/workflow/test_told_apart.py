"""Units of one name in two zones are told apart wherever their name is printed or shown."""

from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.told_apart import told_apart
from planner.prints.forms.registry import APPENDIX, ITINERARIES
from planner.prints.forms.task import PrintExtent, PrintTask
from planner.workflow.printing.form_printing import print_forms
from tests.prints.campaigns import made
from tests.prints.reading import lines_of, rows_of_docx, rows_of_xlsx


def in_zones(*named: tuple[str, str]) -> Campaign:
    """A campaign of units with these names and zones, in the order of their codes."""
    campaign, _plan = made(num_units=len(named), num_machines=1, num_days=9)
    units = tuple(
        unit.model_copy(update={"name": name, "zone": zone})
        for unit, (name, zone) in zip(campaign.units, named, strict=True)
    )
    return campaign.model_copy(update={"units": units})


def names_of(campaign: Campaign) -> list[str]:
    return [unit.name for unit in campaign.units]


def test_only_a_name_that_several_bear_is_followed_by_the_zone() -> None:
    campaign = in_zones(("Xã Tân Hưng", "Hớn Quản"), ("Xã Tân Lợi", "Hớn Quản"), ("Xã Tân hưng", "Đồng Phú"))
    assert campaign.units_by_code[campaign.units[0].code].name == "Xã Tân Hưng"
    told = told_apart(campaign)
    assert names_of(told) == ["Xã Tân Hưng (Hớn Quản)", "Xã Tân Lợi", "Xã Tân hưng (Đồng Phú)"]
    assert [told.units_by_code[unit.code].name for unit in campaign.units] == names_of(told)
    assert told_apart(told) == told


def test_a_zone_that_cannot_stand_in_brackets_gives_way_to_the_code() -> None:
    campaign = in_zones(("Xã Tân Hưng", ""), ("Xã Tân Hưng", "Khu 2 (mới)"), ("Xã Tân Hưng", "Đồng Phú"))
    assert names_of(told_apart(campaign)) == ["Xã Tân Hưng (00001)", "Xã Tân Hưng (00002)", "Xã Tân Hưng (Đồng Phú)"]


def test_appendix_and_itinerary_name_each_of_them_by_its_zone(tmp_path: Path) -> None:
    campaign = in_zones(("Xã Tân Hưng", "Hớn Quản"), ("Xã Tân Lợi", "Hớn Quản"), ("Xã Tân Hưng", "Đồng Phú"))
    plan = made(num_units=3, num_machines=1, num_days=9)[1]
    task = PrintTask(told_apart(campaign), plan, tmp_path, PrintExtent(), lambda _progress: None)
    print_forms(task, [APPENDIX, ITINERARIES])
    wanted = {"Xã Tân Hưng (Hớn Quản)", "Xã Tân Lợi", "Xã Tân Hưng (Đồng Phú)"}
    assert {line.unit for line in lines_of(rows_of_xlsx(tmp_path / "phu-luc.xlsx"))} == wanted
    itinerary = rows_of_docx(tmp_path / "hanh-trinh" / "hanh-trinh-may-1.docx")
    assert {cell for row in itinerary for cell in row if cell.startswith("Xã ")} == wanted
