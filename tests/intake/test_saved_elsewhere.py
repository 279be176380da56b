"""Files that LibreOffice saved are read as those that they were made from; other kinds are refused with advice."""

import shutil
from pathlib import Path

import pytest

from planner.domain.record import UnitCode
from planner.errors import UnreadableFile
from planner.intake.appendix.appendix_reader import grids_of
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.citizens.citizens_reader import read_citizens
from planner.intake.quota.quota_reader import read_targets
from planner.intake.results.results_reader import read_results
from tests.campaigns import small_campaign
from tests.intake import saved_elsewhere
from tests.intake.appendices import read, told
from tests.intake.results_books import CAMPAIGN, TODAY
from tests.intake.saved_elsewhere import PEOPLE, SAVED


def test_a_campaign(tmp_path: Path) -> None:
    found = read_campaign(SAVED / "campaign.xlsx")
    made = saved_elsewhere.campaign(tmp_path)
    assert [unit.code for unit in found.campaign.units] == ["001", "002", "003", "004"]
    assert found.campaign.units_by_code[UnitCode("002")].need == 285
    warned = [(warning.where, warning.what) for warning in found.warnings]
    assert ("Đơn vị!6", "hidden rows (1) were not read: 6") in warned
    with pytest.raises(Exception, match="without a saved result"):
        read_campaign(made)


def test_results(tmp_path: Path) -> None:
    made = read_results(saved_elsewhere.results(tmp_path), CAMPAIGN, TODAY)
    assert read_results(SAVED / "results.xlsx", CAMPAIGN, TODAY) == made


def test_citizens() -> None:
    found = read_citizens(SAVED / "citizens.xlsx", small_campaign(), UnitCode("A"), with_identity=True)
    assert found.by_unit == {UnitCode("A"): tuple(PEOPLE)}
    assert found.warnings == ()


@pytest.mark.parametrize("name", ["targets.xlsx", "targets.xlsm"])
def test_targets_with_and_without_macros(tmp_path: Path, name: str) -> None:
    assert read_targets(SAVED / name) == read_targets(saved_elsewhere.targets(tmp_path))


def test_an_appendix() -> None:
    found = read(SAVED / "appendix.xlsx")
    assert told(found) == [
        "MÁY 1 001 14/4 Ca 01",
        "MÁY 1 001 16/4 Ca 01",
        "MÁY 1 002 17/4 Ca 01",
        "MÁY 1 003 18/4 Ca 02",
    ]
    assert found.unreadable == ()
    assert {note.what for note in found.notes} == {
        "hidden rows (1) were not read: 6",
        "marks set high, as of a note (1), were not read: C4",
        "crossed-out text (1) was not read: C3",
    }


def test_a_document() -> None:
    found = read(SAVED / "appendix.docx")
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 16/4 Ca 01", "MÁY 2 002 18/4 Ca 01"]
    assert found.unreadable == ()
    assert len(found.notes) == 2


@pytest.mark.parametrize(
    ("name", "named", "said"),
    [
        *(("targets.ods", named, "OpenDocument") for named in ("a.ods", "a.xlsx", "a.docx")),
        *(("appendix.odt", named, "OpenDocument") for named in ("a.odt", "a.xlsx", "a.docx")),
        *(("targets.xls", named, "old .xls") for named in ("a.xls", "a.xlsx")),
        *(("appendix.doc", named, "old .doc") for named in ("a.doc", "a.xlsx", "a.docx")),
    ],
)
def test_other_kinds_are_refused_by_what_they_hold(tmp_path: Path, name: str, named: str, said: str) -> None:
    path = tmp_path / named
    shutil.copy(SAVED / name, path)
    with pytest.raises(UnreadableFile, match=said) as refused:
        grids_of(path)
    assert ".docx" in str(refused.value) or ".xlsx" in str(refused.value)


@pytest.mark.parametrize("name", ["targets.ods", "targets.xls", "appendix.odt", "appendix.doc", "appendix.docx"])
def test_a_campaign_of_another_kind(name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"\.xlsx"):
        read_campaign(SAVED / name)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"<html><table><tr><td>1", "web page"),
        ("a.xls", b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "XML"),
        ("a.csv", "Mã,Đơn vị\n1,Xã Một\n".encode(), "saved as text"),
        ("a.gsheet", b'{"url": "https://docs.google.com/open?id=1"}', "link to Google"),
        ("a.doc", rb"{\rtf1\ansi Phu luc}", ".rtf"),
        ("a.xlsx", b"%PDF-1.7", "PDF"),
    ],
)
def test_texts_under_other_names(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for reader in (grids_of, read_campaign):
        with pytest.raises(UnreadableFile) as refused:
            reader(path)
        assert said in str(refused.value)
