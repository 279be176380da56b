"""Files that are no workbook, or one made to hurt: refused with one clear sentence, and quickly."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import PlannerError, UnreadableFile, WorkbookProblems
from planner.intake.campaign.campaign_reader import read_campaign
from tests.intake.books import put, read, sheet_of, sound_book

SHEET = "xl/worksheets/sheet3.xml"
"""Đơn vị."""


def workbook_with(change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """The sound workbook with its parts changed; None drops a part."""
    saved, changed = io.BytesIO(), io.BytesIO()
    sound_book().save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = change(entry.filename, source.read(entry))
            if part is not None:
                target.writestr(entry.filename, part)
        for name, part in (more or {}).items():
            target.writestr(name, part)
    return changed.getvalue()


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """The sound workbook with some bytes of one part replaced."""

    def change(part_name: str, part: bytes) -> bytes:
        if part_name != name:
            return part
        assert old in part
        return part.replace(old, new, 1)

    return workbook_with(change)


def with_shared_strings(part: bytes) -> bytes:
    """The sound workbook with a table of shared strings, as Excel writes; the first header is the table's first."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'

    def change(name: str, whole: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return whole.replace(b"</Types>", override)
        header = b'<c r="A1" t="inlineStr"><is><t>M&#227;</t></is></c>'
        return whole.replace(header, b'<c r="A1" t="s"><v>0</v></c>') if name == SHEET else whole

    return workbook_with(change, {"xl/sharedStrings.xml": part})


def refusal(content: bytes, folder: Path, name: str = "book.xlsx") -> str:
    """What is said of a file of these bytes, which must be refused as unreadable in ten seconds of the processor."""
    path = folder / name
    path.write_bytes(content)
    start = time.process_time()
    with pytest.raises(UnreadableFile) as caught:
        read_campaign(path)
    assert time.process_time() - start < 10
    assert str(path) in str(caught.value)
    return str(caught.value)


def sound_bytes() -> bytes:
    return workbook_with(lambda _name, part: part)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 not a workbook", "PDF"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, ".xls"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"Ma,Ten\n1,2\n", "not an Excel workbook"),
        (b"PK\x03\x04 cut short", "damaged"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(content, tmp_path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "không có.xlsx", "no such file"), (tmp_path, "folder")):
        with pytest.raises(UnreadableFile, match=said):
            read_campaign(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated(tmp_path: Path, share: float) -> None:
    whole = sound_bytes()
    assert "damaged" in refusal(whole[: int(len(whole) * share)], tmp_path)


@pytest.mark.parametrize("name", ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_a_part_is_missing(tmp_path: Path, name: str) -> None:
    content = workbook_with(lambda part_name, part: None if part_name == name else part)
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises((UnreadableFile, WorkbookProblems)):
        read_campaign(path)


def test_shared_strings_are_read(tmp_path: Path) -> None:
    table = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Mã</t></si></sst>'
    (tmp_path / "book.xlsx").write_bytes(with_shared_strings(table.encode()))
    assert len(read_campaign(tmp_path / "book.xlsx").campaign.units) == 4


def test_ruined_and_endless_shared_strings(tmp_path: Path) -> None:
    assert "damaged" in refusal(with_shared_strings(b"<a><b></a>"), tmp_path)
    assert "far more cells" in refusal(with_shared_strings(b"<si/>" * 400_000), tmp_path)


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml"])
def test_a_part_is_not_xml(tmp_path: Path, name: str) -> None:
    content = workbook_with(lambda part_name, part: b"<a><b></a>" if part_name == name else part)
    assert "damaged" in refusal(content, tmp_path)


def test_kinds_of_archives(tmp_path: Path) -> None:
    for name, said in (("mimetype", "OpenDocument"), ("xl/workbook.bin", ".xlsb")):
        assert said in refusal(workbook_with(lambda _name, part: part, {name: b"x"}), tmp_path)
    only = io.BytesIO()
    with zipfile.ZipFile(only, "w") as target:
        target.writestr("word/document.xml", b"<a/>")
    assert "Word document" in refusal(only.getvalue(), tmp_path)


def test_a_zip_bomb_is_seen_before_it_is_opened(tmp_path: Path) -> None:
    bomb = workbook_with(lambda _name, part: part, {"xl/media/a.xml": b"\0" * 70_000_000})
    assert len(bomb) < 300_000
    assert "unpacks to more than" in refusal(bomb, tmp_path)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (SHEET, b"<row/>" * 3_000_000),
        ("xl/styles.xml", b"<font/>" * 400_000),
    ],
)
def test_parts_of_endless_markup(tmp_path: Path, name: str, part: bytes) -> None:
    content = workbook_with(lambda part_name, whole: part if part_name == name else whole)
    assert "far more cells" in refusal(content, tmp_path)


def test_xml_entities(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    content = workbook_with(lambda name, part: laughs + part if name == SHEET else part)
    assert "entities" in refusal(content, tmp_path)


def test_xml_entities_in_another_encoding(tmp_path: Path) -> None:
    laughs = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'.encode("utf-16")
    content = workbook_with(lambda name, part: laughs if name == SHEET else part)
    assert "damaged" in refusal(content, tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_and_outside_names(tmp_path: Path) -> None:
    for name in ("../outside.xml", "/etc/passwd", "xl/workbook.xml"):
        assert "names" in refusal(workbook_with(lambda _name, part: part, {name: b"<a/>"}), tmp_path)


def test_a_dimension_that_lies(tmp_path: Path) -> None:
    content = replaced(SHEET, b"A1:Q5", b"A1:XFD1048576")
    (tmp_path / "book.xlsx").write_bytes(content)
    start = time.process_time()
    assert len(read_campaign(tmp_path / "book.xlsx").campaign.units) == 4
    assert time.process_time() - start < 2


def test_one_value_at_the_far_end(tmp_path: Path) -> None:
    book = sound_book()
    put(book, "Đơn vị!XFD1048576", 1)
    start = time.process_time()
    with pytest.raises(WorkbookProblems) as caught:
        read(book, tmp_path)
    assert time.process_time() - start < 2
    assert [problem.where for problem in caught.value.problems] == ["Đơn vị!XFD1048576"]


def test_long_numbers_and_dates_beyond_the_calendar(tmp_path: Path) -> None:
    for value in (b"9" * 5000, b"1e999", b"NaN", b"-1e18"):
        content = replaced(SHEET, b"<v>900</v>", b"<v>" + value + b"</v>")
        (tmp_path / "book.xlsx").write_bytes(content)
        with pytest.raises(PlannerError):
            read_campaign(tmp_path / "book.xlsx")
    book = sound_book()
    sheet_of(book, "Chiến dịch")["B3"].value = 99_999_999
    with pytest.raises(WorkbookProblems) as caught:
        read(book, tmp_path)
    assert [problem.where for problem in caught.value.problems] == ["Chiến dịch!B3"]


@pytest.mark.parametrize("payload", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, payload: str) -> None:
    book = sound_book()
    put(book, "Đơn vị!E2", payload)
    assert read(book, tmp_path).campaign.units[0].place == payload


@pytest.mark.parametrize("name", ["CON", "..\\..\\x", "a:b", "Xã/Phường", "🏥", "{0}", "%s", "{tên}"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    book = sound_book()
    put(book, "Đơn vị!B4", name)
    assert read(book, tmp_path).campaign.units[2].name == name


def test_a_formula_counts_by_its_saved_result(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(replaced(SHEET, b"<v>900</v>", b"<f>800+100+1</f><v>901</v>"))
    assert read_campaign(tmp_path / "book.xlsx").campaign.units[0].population == 901


def test_rows_out_of_order_are_not_left_out_unsaid(tmp_path: Path) -> None:
    assert "damaged" in refusal(replaced(SHEET, b'<row r="5">', b'<row r="3">'), tmp_path)


def test_strict_open_xml(tmp_path: Path) -> None:
    schema = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = replaced("xl/workbook.xml", schema, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert "Strict" in refusal(strict, tmp_path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_that_never_ends() -> None:
    with pytest.raises(UnreadableFile):
        read_campaign(Path("/dev/zero"))


def test_a_file_larger_than_any_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with path.open("wb") as file:
        file.truncate(31_000_000)
    with pytest.raises(UnreadableFile, match="larger than 30 MB"):
        read_campaign(path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK")

    def refuse(_self: Path, _mode: str) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match="another program holds it"):
        read_campaign(tmp_path / "book.xlsx")
