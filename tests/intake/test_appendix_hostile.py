"""Files that are no appendix, or one made to hurt: refused with one clear sentence; hostile texts: read or named."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import UnreadableFile
from planner.intake.appendix.appendix_reader import read_appendix
from tests.campaigns import seeded
from tests.fuzz_appendices import outcome
from tests.hostile_texts import writable
from tests.intake.appendices import CAMPAIGN, HEADS, campaign, document, line, read, told, typed, unit, workbook
from tests.prints.test_hostile_text import PAYLOADS

ROWS = [HEADS, ("MÁY 1",), ("1", "", "Xã Hòa Bình", "14/4", "Ca 01", "")]
MAIN = "word/document.xml"
WRITABLE = [writable(text) or "?" for text in PAYLOADS]
"""As far as a workbook can hold them."""


def changed(folder: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """A sound document with its parts changed; None drops a part."""
    made = io.BytesIO()
    with zipfile.ZipFile(document(folder, ROWS)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = change(entry.filename, source.read(entry))
            if part is not None:
                target.writestr(entry.filename, part)
        for name, part in (more or {}).items():
            target.writestr(name, part)
    return made.getvalue()


def unchanged(_name: str, part: bytes) -> bytes:
    return part


def refusal(folder: Path, content: bytes, name: str = "phu-luc.docx") -> str:
    """What is said of a file of these bytes, which must be refused within thirty seconds of the processor."""
    path = folder / name
    path.write_bytes(content)
    start = time.process_time()
    with pytest.raises(UnreadableFile) as caught:
        read_appendix(path, CAMPAIGN)
    assert time.process_time() - start < 30
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.docx", "empty"),
        (b"%PDF-1.7", "a.docx", "PDF"),
        (b"%PDF-1.7", "a.xlsx", "PDF"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "a.doc", ".doc document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "a.xls", ".xls workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"TT,Unit\n", "a.csv", "saved as text"),
        (b"PK\x03\x04 cut short", "a.docx", "damaged"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, content: bytes, name: str, said: str) -> None:
    assert said in refusal(tmp_path, content, name)


def test_a_document_is_known_by_what_it_holds(tmp_path: Path) -> None:
    document(tmp_path, ROWS).rename(tmp_path / "phu-luc.xlsx")
    assert len(read(tmp_path / "phu-luc.xlsx").slots) == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_documents(tmp_path: Path, share: float) -> None:
    whole = document(tmp_path, ROWS).read_bytes()
    assert "damaged" in refusal(tmp_path, whole[: int(len(whole) * share)])


@pytest.mark.parametrize("name", [MAIN, "_rels/.rels", "[Content_Types].xml"])
def test_parts_that_are_missing_or_no_xml(tmp_path: Path, name: str) -> None:
    refusal(tmp_path, changed(tmp_path, lambda one, part: None if one == name else part))
    refusal(tmp_path, changed(tmp_path, lambda one, part: b"<a><b></a>" if one == name else part))


def test_a_bomb_is_seen_before_it_is_opened(tmp_path: Path) -> None:
    bomb = changed(tmp_path, unchanged, {"word/media/a.xml": b"\0" * 70_000_000})
    assert len(bomb) < 300_000
    assert "unpacks to more than" in refusal(tmp_path, bomb)
    assert "far more cells" in refusal(
        tmp_path, changed(tmp_path, lambda one, part: b"<w:p/>" * 3_000_000 if one == MAIN else part)
    )


def test_entities_and_outside_names(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    content = changed(tmp_path, lambda one, part: laughs + part if one == MAIN else part)
    assert "entities" in refusal(tmp_path, content)
    assert "names" in refusal(tmp_path, changed(tmp_path, unchanged, {"../outside.xml": b"<a/>"}))


def test_other_archives(tmp_path: Path) -> None:
    assert "OpenDocument" in refusal(tmp_path, changed(tmp_path, unchanged, {"mimetype": b"x"}))
    strict = changed(
        tmp_path,
        lambda one, part: part.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/w"
        ),
    )
    assert "Strict" in refusal(tmp_path, strict)


def test_a_cell_that_claims_a_million_columns(tmp_path: Path) -> None:
    wide = changed(
        tmp_path,
        lambda one, part: (
            part.replace(b'<w:gridSpan w:val="6"/>', b'<w:gridSpan w:val="99999999"/>') if one == MAIN else part
        ),
    )
    path = tmp_path / "wide.docx"
    path.write_bytes(wide)
    start = time.process_time()
    assert len(read(path).slots) == 1
    assert time.process_time() - start < 2


def test_merged_ranges_that_overlap_without_end(tmp_path: Path) -> None:
    path = workbook(tmp_path, [*typed(line("Xã Hòa Bình", "14/4")), *[("a",) * 150] * 300])
    made = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                spans = b"<mergeCells>" + b'<mergeCell ref="A1:ZZ9999"/>' * 200_000 + b"</mergeCells></worksheet>"
                part = part.replace(b"</worksheet>", spans)
            target.writestr(entry.filename, part)
    assert "damaged" in refusal(tmp_path, made.getvalue(), "merged.xlsx")


def test_what_was_struck_out_is_not_read(tmp_path: Path) -> None:
    """Tracked changes of Word: a row taken out, days taken out and put in."""

    def change(name: str, part: bytes) -> bytes:
        if name != MAIN:
            return part
        old = b"<w:r><w:t>14/4</w:t></w:r>"
        assert old in part
        struck = b'<w:del w:id="1" w:author="a"><w:r><w:delText>14/4</w:delText></w:r></w:del>'
        moved = b'<w:moveFrom w:id="2" w:author="a"><w:r><w:t>16/4</w:t></w:r></w:moveFrom>'
        return part.replace(old, struck + moved + b'<w:ins w:id="3" w:author="a"><w:r><w:t>15/4</w:t></w:r></w:ins>')

    path = tmp_path / "tracked.docx"
    path.write_bytes(changed(tmp_path, change))
    assert told(read(path)) == ["MÁY 1 001 15/4 Ca 01"]


@pytest.mark.parametrize("payload", WRITABLE, ids=range(len(WRITABLE)))
def test_hostile_texts_are_named_or_passed_over(tmp_path: Path, payload: str) -> None:
    """In every column: never a slot that nobody wrote, never a fault, no letter of another direction in a message."""
    path = workbook(
        tmp_path,
        [
            *typed(line("Xã Hòa Bình", "14/4", "Ca 01"), line(payload, "15/4", "Ca 01")),
            line("Xã Hòa Bình", payload, "Ca 01"),
            line("Xã Hòa Bình", "16/4 (7h-15h)", payload),
            (payload, payload, "Xã Thiện Hòa", "17/4", "Ca 01", payload),
            (payload,),
        ],
    )
    found = read(path)
    assert set(told(found)) <= {f"MÁY 1 {slot} Ca 01" for slot in ("001 14/4", "001 16/4", "006 17/4")}
    assert "MÁY 1 001 14/4 Ca 01" in told(found)
    said = "".join(map(str, (*found.unreadable, *found.notes)))
    assert said.isprintable()
    assert len(said) < 5_000


@pytest.mark.parametrize("seed", range(20))
def test_any_spoilt_appendix_gives_slots_or_a_clear_error(tmp_path: Path, seed: int) -> None:
    """The short run; the long one is `python -m tests.fuzz_appendices`."""
    assert outcome(seeded(f"short/{seed}"), tmp_path) in {"refused", "named", "the same", "another plan"}


def test_thousands_of_unknown_names_take_no_time(tmp_path: Path) -> None:
    many = campaign(*(unit(f"{number:04}", f"Xã Thử Nghiệm {number}") for number in range(2000)))
    path = workbook(tmp_path, typed(*(line(f"Xã Không Rõ {number}", "14/4", "Ca 01") for number in range(3000))))
    start = time.process_time()
    assert len(read(path, many).unreadable) == 3000
    assert time.process_time() - start < 30
