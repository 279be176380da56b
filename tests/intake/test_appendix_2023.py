"""The appendix of 2023 in the form of its source, as a workbook and as a document."""

import csv
import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from planner.intake.appendix.appendix_reader import read_appendix
from planner.intake.campaign.campaign_reader import read_campaign
from tests.intake.appendices import EVENING, MORNING

FOLDER = Path(__file__).resolve().parents[2] / "instances" / "binh-gia-2023"
FILES = ("appendix-2023.xlsx", "appendix-2023.docx")


def making() -> ModuleType:
    """instances/make_appendix.py as a module."""
    spec = importlib.util.spec_from_file_location("make_appendix", FOLDER.parent / "make_appendix.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def facts() -> set[tuple[str, str, date, str]]:
    """Every slot of the appendix; its hours tell the shift."""
    with (FOLDER / "appendix-2023.csv").open(encoding="utf-8", newline="") as file:
        return {
            (
                line["machine"],
                line["unit"],
                date(int(line["year"]), int(line["month"]), int(day)),
                MORNING if line["from_hour"] == "7" else EVENING,
            )
            for line in csv.DictReader(file)
            for day in line["days"].split()
        }


@pytest.mark.parametrize("name", FILES)
def test_every_slot_is_read_and_the_swapped_labels_are_all_there_is_to_say(name: str) -> None:
    campaign = read_campaign(FOLDER / "campaign.xlsx").campaign
    found = read_appendix(FOLDER / name, campaign)
    names = campaign.units_by_code
    assert {(slot.machine, names[slot.unit].name, slot.day, slot.shift) for slot in found.slots} == facts()
    assert len(found.slots) == 2 * 74
    assert found.unreadable == ()
    (note,) = found.notes
    assert note.what == "month 5/2023: shift labels are swapped in 18 lines; the hours count"


def test_making_it_again_changes_no_byte(tmp_path: Path) -> None:
    making().make(tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), "run python instances/make_appendix.py"
