"""What nobody needs may be broken: properties, looks, names, rules, drawings. The tables are read, days as days."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from planner.errors import UnreadableFile
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.cells.long_sheet import read_long_sheets
from planner.intake.cells.sheets import Sheet as SheetRead
from planner.intake.cells.sheets import read_sheets
from planner.intake.citizens.citizens_reader import read_citizens
from planner.texts import Language, choose_language
from tests.campaigns import small_campaign
from tests.intake.books import sheet_of, sound_book
from tests.people import Sheet, citizens

Parts = dict[str, bytes]
Reader = Callable[[Path, Callable[[str], bool]], tuple[tuple[str, ...], tuple[SheetRead, ...]]]
STYLES, BOOK, SHEET = "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet3.xml"


def rich_book() -> Workbook:
    """The sound workbook with a rule, a colour, a name, a comment and a date format of its own."""
    book = sound_book()
    sheet = sheet_of(book, "Đơn vị")
    sheet["B2"].font = Font(name="Times New Roman", color="FF0000")
    sheet["B2"].comment = Comment("xem lại", "trực ban")
    sheet.conditional_formatting.add(
        "G2:G5",
        Rule(
            "cellIs", operator="lessThan", formula=["300"], dxf=DifferentialStyle(fill=PatternFill("solid", "FFFF00"))
        ),
    )
    rule = DataValidation("list", '"xã,thị trấn"', allow_blank=True)
    rule.add("C2:C5")
    sheet.add_data_validation(rule)
    book.defined_names["vung"] = DefinedName("vung", attr_text="'Đơn vị'!$A$1:$L$5")
    sheet_of(book, "Chiến dịch")["B3"].number_format = "dd/mm/yyyy"
    return book


def parts_of(book: Workbook) -> Parts:
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source:
        return {entry.filename: source.read(entry) for entry in source.infolist()}


def written(parts: Parts, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return path


def swap(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """In one part, what the pattern finds first is replaced."""

    def change(parts: Parts) -> None:
        changed, count = re.subn(old.encode(), new.encode(), parts[part], count=1, flags=re.DOTALL)
        assert count == 1, (part, old)
        parts[part] = changed

    return change


def add(name: str, part: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[name] = part

    return change


def drop(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        del parts[name]

    return change


DAMAGES: dict[str, Callable[[Parts], None]] = {
    "a day of the core properties": swap("docProps/core.xml", r"(W3CDTF\">)[^<]*", r"\g<1>11/04/2023 08:00"),
    "core properties that are no XML": swap("docProps/core.xml", r"</cp:coreProperties>", ""),
    "custom properties": add("docProps/custom.xml", b"<Properties><property foo='1'/></Properties>"),
    "an empty fill": swap(STYLES, r"<fills[^>]*>", r"<fills><fill/>"),
    "a colour by its name": swap(STYLES, r"<color rgb=\"[^\"]*\"", r'<color rgb="red"'),
    "a family of fonts": swap(STYLES, r"<family val=\"2\"", r'<family val="34"'),
    "a border": swap(STYLES, r"<border>", r'<border><left style="wavy"/></border><border>'),
    "an alignment": swap(STYLES, r"(<xf [^>]*)/></cellXfs>", r'\1><alignment horizontal="middle"/></xf></cellXfs>'),
    "a different style": swap(STYLES, r"<dxf>", r'<dxf odd="1"><fill foo="1"/></dxf><dxf>'),
    "a protection of the book": swap(BOOK, r"<workbookProtection[^>]*/>", r'<workbookProtection odd="1"/>'),
    "a view of the book": swap(BOOK, r"<workbookView", r'<workbookView odd="1"'),
    "a counting": swap(BOOK, r"<calcPr", r'<calcPr calcMode="sometimes"'),
    "a name": swap(BOOK, r"<definedName ", r'<definedName odd="1" '),
    "a range to print": swap(
        BOOK, r"</definedNames>", r'<definedName name="_xlnm.Print_Titles" localSheetId="0">#REF!</definedName>\g<0>'
    ),
    "a view of a sheet": swap(SHEET, r"<sheetView ", r'<sheetView view="sideways" '),
    "a format of rows": swap(SHEET, r"<sheetFormatPr", r'<sheetFormatPr defaultRowHeight="high" odd="1"'),
    "a tab's colour": swap(SHEET, r"<sheetPr>", r'<sheetPr><tabColor rgb="xanh"/>'),
    "a conditional format": swap(SHEET, r"<cfRule ", r'<cfRule type="odd" was="'.replace(' was="', ' was="1" ')),
    "a validation": swap(SHEET, r"type=\"list\"", r'type="menu"'),
    "margins": swap(SHEET, r"<pageMargins left=\"[^\"]*\"", r'<pageMargins left="wide"'),
    "a drawing that is not there": swap(SHEET, r"</worksheet>", r'<legacyDrawing odd="1"/></worksheet>'),
    "links of a sheet": swap("xl/worksheets/_rels/sheet3.xml.rels", r"<Relationship ", r'<Relationship odd="1" '),
    "a comment": swap("xl/comments/comment1.xml", r"<comment ", r'<comment odd="1" '),
    "a theme": swap("xl/theme/theme1.xml", r"<a:theme", r"<a:thema"),
    "kinds of parts": swap("[Content_Types].xml", r"<Override ", r'<Override odd="1" '),
    "more behind the table": swap(SHEET, r"</worksheet>", r"<extLst><ext><odd></extLst></worksheet>"),
}


@pytest.fixture(autouse=True)
def _english() -> object:
    choose_language(Language.ENGLISH)
    yield
    choose_language(Language.VIETNAMESE)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_campaign_is_read_whatever_is_broken_around_its_tables(tmp_path: Path, damage: str) -> None:
    parts = parts_of(rich_book())
    sound = read_campaign(written(parts, tmp_path / "sound.xlsx"))
    DAMAGES[damage](parts)
    assert read_campaign(written(parts, tmp_path / "book.xlsx")) == sound


@pytest.mark.parametrize("part", [None, b"<styleSheet", b"\xff\xfe\x00"])
def test_a_workbook_without_looks_still_has_its_days_with_a_word(tmp_path: Path, part: bytes | None) -> None:
    parts = parts_of(rich_book())
    sound = read_campaign(written(parts, tmp_path / "sound.xlsx")).campaign
    (drop(STYLES) if part is None else add(STYLES, part))(parts)
    found = read_campaign(written(parts, tmp_path / "book.xlsx"))
    assert found.campaign == sound
    assert {problem.where for problem in found.warnings} >= {"Chiến dịch"}
    assert all("formats" in problem.what for problem in found.warnings)


def test_without_looks_a_figure_stays_a_figure_and_a_day_of_a_mac_is_not_guessed(tmp_path: Path) -> None:
    parts = parts_of(rich_book())
    drop(STYLES)(parts)
    swap(BOOK, "<workbookPr", '<workbookPr date1904="1"')(parts)
    with pytest.raises(Exception, match=r"Chiến dịch!B3.*plain number"):
        read_campaign(written(parts, tmp_path / "book.xlsx"))


@pytest.mark.parametrize("damage", ["an empty fill", "a name", "a range to print", "margins", "a different style"])
def test_a_list_of_citizens_too(tmp_path: Path, damage: str) -> None:
    people = citizens(20, seed=2)
    parts = parts_of(Sheet().add(people).as_book())
    rich = parts_of(rich_book())
    parts |= {STYLES: rich[STYLES]}
    if damage in ("a name", "a range to print"):
        swap(BOOK, r"<definedNames ?/>", r'<definedNames><definedName name="a">A1</definedName></definedNames>')(parts)
    parts[SHEET] = parts["xl/worksheets/sheet1.xml"]
    DAMAGES[damage](parts)
    parts["xl/worksheets/sheet1.xml"] = parts.pop(SHEET)
    read = read_citizens(written(parts, tmp_path / "cd.xlsx"), small_campaign(), small_campaign().units[0].code)
    assert [each.name for (of_unit,) in [read.by_unit.values()] for each in of_unit] == [each.name for each in people]


@pytest.mark.parametrize("reader", [read_sheets, read_long_sheets])
def test_texts_in_colours_that_nobody_knows_and_hidden_sheets(tmp_path: Path, reader: Reader) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Công dân"
    sheet.append(["STT", "Ngày"])
    sheet.append([1, date(2026, 4, 11)])
    sheet.merge_cells("A4:B4")
    parts = parts_of(book)
    runs = b'<is><r><rPr><color rgb="red"/><odd/></rPr><t>ST</t></r><r><t>T</t></r></is>'
    swap("xl/worksheets/sheet1.xml", r"<is><t>STT</t></is>|<v>0</v>", runs.decode())(parts)
    swap(STYLES, r"<family val=\"2\"", r'<family val="34"')(parts)
    (title,), (found,) = reader(written(parts, tmp_path / "book.xlsx"), lambda _title: True)
    assert title == found.title == "Công dân"
    assert found.rows[0][0].value == "STT"
    assert str(found.rows[1][1].value).startswith("2026-04-11")
    assert found.merged == ("A4:B4",)


@pytest.mark.parametrize("reader", [read_sheets, read_long_sheets])
def test_shared_texts_with_runs_and_readings_that_nobody_knows(tmp_path: Path, reader: Reader) -> None:
    book = Workbook()
    book.worksheets[0].append(["STT"])
    parts = parts_of(book)
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><rPr><color rgb="red"/>'
        '<vertAlign val="odd"/></rPr><t>S</t></r><r><rPr/><t>TT</t></r><phoneticPr fontId="odd"/></si></sst>'
    )
    add("xl/sharedStrings.xml", texts.encode())(parts)
    swap("xl/worksheets/sheet1.xml", r"<c r=\"A1\".*?</c>", r'<c r="A1" t="s"><v>0</v></c>')(parts)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
    swap("[Content_Types].xml", "</Types>", f"{override}</Types>")(parts)
    _titles, (found,) = reader(written(parts, tmp_path / "book.xlsx"), lambda _title: True)
    assert found.rows[0][0].value == "STT"


def test_broken_tables_are_refused_as_before(tmp_path: Path) -> None:
    for change in (
        swap(SHEET, r"<row r=\"3\"", r'<row r="1"'),
        swap(SHEET, r"</sheetData>", r""),
        swap(SHEET, r"<c r=\"A2\"", r'<c r="??"'),
        drop("xl/_rels/workbook.xml.rels"),
    ):
        parts = parts_of(rich_book())
        change(parts)
        with pytest.raises(UnreadableFile):
            read_campaign(written(parts, tmp_path / "book.xlsx"))


def test_what_openpyxl_writes_from_such_a_package_is_a_workbook(tmp_path: Path) -> None:
    from planner.intake.cells.plain_package import tables_alone  # noqa: PLC0415

    book = load_workbook(tables_alone(io.BytesIO(written(parts_of(rich_book()), tmp_path / "b.xlsx").read_bytes())))
    assert book.sheetnames == sound_book().sheetnames


@pytest.mark.parametrize("reader", [read_sheets, read_long_sheets])
def test_what_was_not_seen_is_not_seen_in_the_tables_alone(tmp_path: Path, reader: Reader) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 6):
        sheet.append([f"{row}{column}" for column in range(1, 5)])
    sheet["A1"].font = Font(strike=True)
    sheet["B1"].font = Font(color="FFFFFFFF")
    sheet["C1"].font, sheet["C1"].fill = Font(color="FFFFFFFF"), PatternFill("solid", "FF1F4E79")
    sheet["D2"].value = CellRichText("14,", TextBlock(InlineFont(strike=True), "15,"), "16")
    sheet["D3"].value = CellRichText("18", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    sheet["D4"].value = CellRichText(TextBlock(InlineFont(rFont="Wingdings"), "ü"))
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[5].hidden = True
    parts = parts_of(book)
    swap(STYLES, r"<family val=\"2\"", r'<family val="34"')(parts)
    _titles, (found,) = reader(written(parts, tmp_path / "book.xlsx"), lambda _title: True)
    assert [[cell.value for cell in row] for row in found.rows] == [
        [None, None, "13", "14"],
        ["21", None, "23", "14,16"],
        ["31", None, "33", "18"],
        ["41", None, "43", "✓"],
        [None, None, None, None],
    ]
