"""A document of Word is read as it is seen: what nobody sees is told, boxes by their ticks, numbers as Word counts."""

from pathlib import Path

import pytest

from planner.intake.appendix.document.grid import LooseKind
from planner.intake.appendix.document.word_grids import grids_of_document
from planner.intake.cells.unseen import UnseenKind
from tests.intake.appendices import CAMPAIGN, NAMES, read, told
from tests.intake.word_parts import document, line, numbered, paragraph, plain_cells, run, schedule, table

DAYS = "Tháng 4/2023: 14,"
HIGH = '<w:vertAlign w:val="superscript"/>'
BOTH = ["MÁY 1 001 14/4 Ca 01", "MÁY 1 001 16/4 Ca 01"]
STRUCK = '<w:style w:type="character" w:styleId="Bo"><w:name w:val="Bo"/><w:rPr><w:strike/></w:rPr></w:style>'
BASED = '<w:style w:type="character" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Bo"/></w:style>'
STRUCK_LINE = '<w:style w:type="paragraph" w:styleId="Dong"><w:name w:val="Dong"/><w:rPr><w:strike/></w:rPr></w:style>'
HIDING = '<w:style w:type="character" w:styleId="An"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style>'


def read_days(tmp_path: Path, time: str, styles: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """The slots of one line with these days, and what was told beside it."""
    path = document(tmp_path, schedule(plain_cells("MÁY 1"), line(NAMES[0], time)), styles=styles)
    found = read(path)
    assert found.unreadable == ()
    return told(found), [note.what.partition(",")[0] for note in found.notes]


@pytest.mark.parametrize(
    ("properties", "note"),
    [
        ("<w:strike/>", "crossed-out text (1) was not read: table 1"),
        ("<w:dstrike/>", "crossed-out text (1) was not read: table 1"),
        ('<w:rStyle w:val="Bo"/>', "crossed-out text (1) was not read: table 1"),
        ('<w:rStyle w:val="Con"/>', "crossed-out text (1) was not read: table 1"),
        ("<w:vanish/>", "hidden text (1) was not read: table 1"),
        ('<w:rStyle w:val="An"/>', "hidden text (1) was not read: table 1"),
        ('<w:color w:val="FFFFFF"/>', "text in the colour of the page (1) was not read: table 1"),
        (
            '<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>',
            "text in the colour of the page (1) was not read: table 1",
        ),
    ],
)
def test_letters_that_nobody_sees(tmp_path: Path, properties: str, note: str) -> None:
    time = paragraph(run(DAYS), run("15,", properties), run("16"))
    assert read_days(tmp_path, time, (STRUCK, BASED, HIDING)) == (BOTH, [note])


@pytest.mark.parametrize(
    "properties",
    [
        '<w:strike w:val="0"/>',
        '<w:rStyle w:val="Bo"/><w:strike w:val="false"/>',
        '<w:vanish w:val="off"/>',
        '<w:color w:val="FF0000"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>',
    ],
)
def test_letters_that_are_seen(tmp_path: Path, properties: str) -> None:
    time = paragraph(run(DAYS), run("15,", properties), run("16"))
    slots = [BOTH[0], "MÁY 1 001 15/4 Ca 01", BOTH[1]]
    assert read_days(tmp_path, time, (STRUCK,)) == (slots, [])


def test_white_letters_on_a_dark_cell_are_seen(tmp_path: Path) -> None:
    dark = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'
    white = paragraph(run("Thời gian", '<w:color w:val="FFFFFF"/>'))
    grids = grids_of_document(document(tmp_path, table([white], cell_properties=dark)))
    assert grids.grids[0].rows[0][0].value == "Thời gian"
    assert grids.unseen == ()


def test_a_paragraph_whose_style_strikes(tmp_path: Path) -> None:
    struck = paragraph(run("- Tháng 4/2023: 15"), properties='<w:pStyle w:val="Dong"/>')
    time = f"{paragraph(run('- Tháng 4/2023: 14'))}{struck}"
    slots, notes = read_days(tmp_path, time, (STRUCK_LINE,))
    assert slots == BOTH[:1]
    assert len(notes) == 1


@pytest.mark.parametrize(
    "gone",
    [
        f'<w:del w:id="1" w:author="x">{run("15,", tag="delText")}</w:del>',
        f'<w:moveFrom w:id="1" w:author="x">{run("15,")}</w:moveFrom>',
    ],
)
def test_text_deleted_or_moved_away_under_tracked_changes(tmp_path: Path, gone: str) -> None:
    slots, notes = read_days(tmp_path, paragraph(run(DAYS), gone, run("16")))
    assert slots == BOTH
    assert notes == ["text deleted under tracked changes (1) was not read: table 1"]


def test_a_cell_deleted_under_tracked_changes(tmp_path: Path) -> None:
    rows = schedule(plain_cells("MÁY 1"), line(NAMES[0], paragraph(run("Tháng 4/2023: 14"))))
    deleted = rows.replace(
        '<w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">Tháng',
        '<w:tcPr><w:cellDel w:id="1" w:author="x"/></w:tcPr><w:p><w:r><w:t>Tháng',
    )
    assert deleted != rows
    found = read(document(tmp_path, deleted))
    assert found.slots == ()
    assert any("text deleted under tracked changes" in note.what for note in found.notes)


def test_a_mark_of_a_note_is_no_figure(tmp_path: Path) -> None:
    slots, notes = read_days(tmp_path, paragraph(run("Tháng 4/2023: 14"), run("8", HIGH)))
    assert slots == BOTH[:1]
    assert notes == ["marks set high"]


def test_a_mark_that_is_a_letter_set_high_of_itself(tmp_path: Path) -> None:
    slots, notes = read_days(tmp_path, paragraph(run("Tháng 4/2023: 14¹")))
    assert slots == BOTH[:1]
    assert notes == ["marks set high"]


def test_minutes_set_high_are_minutes(tmp_path: Path) -> None:
    time = paragraph(run("Tháng 4/2023 (Từ 7h"), run("00", HIGH), run(" đến 15h⁰⁰): 14"))
    assert read_days(tmp_path, time) == (BOTH[:1], [])


def checkbox(checked: str, shown: str) -> str:
    box = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return paragraph(f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>")


def form_box(state: str) -> str:
    data = f'<w:ffData><w:checkBox><w:default w:val="0"/>{state}</w:checkBox></w:ffData>'
    return paragraph(
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>',
        run(" FORMCHECKBOX ", tag="instrText"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def picture(font: str, char: str) -> str:
    return paragraph(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')


def letter_of(font: str, letter: str) -> str:
    return paragraph(run(letter, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))


TICKED = [
    checkbox("1", "☒"),
    checkbox("true", "☐"),
    form_box("<w:checked/>"),
    picture("Wingdings", "F0FC"),
    picture("Wingdings", "F0FE"),
    picture("Wingdings 2", "F050"),
    picture("Wingdings 2", "F052"),
    letter_of("Wingdings", "ü"),
    letter_of("Wingdings 2", "P"),
    paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" '
        'w16se:char="2714"/></mc:Choice><mc:Fallback><w:t>✔</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    ),
    *plain_cells("x", "V", "✓", "✔", "☑", "☒", "Có"),
]
UNTICKED = [
    checkbox("0", "☐"),
    checkbox("0", "☒"),
    form_box('<w:checked w:val="0"/>'),
    form_box(""),
    picture("Wingdings", "F0A8"),
    picture("Wingdings", "F06F"),
    picture("Wingdings 2", "F0A3"),
    *plain_cells("", "0", "☐", "–", "-", "Không"),
]


def marked(tmp_path: Path, first: str, second: str) -> tuple[list[str], list[str]]:
    heads = plain_cells("TT", "Đơn vị", "Thời gian", "Ca 01", "Ca 02")
    row = [*plain_cells("1", NAMES[0], "14/4/2023"), first, second]
    found = read(document(tmp_path, table(heads, plain_cells("MÁY 1"), row)))
    return told(found), [f"{problem.where}: {problem.what}" for problem in found.unreadable]


@pytest.mark.parametrize("mark", TICKED)
def test_what_says_yes(tmp_path: Path, mark: str) -> None:
    assert marked(tmp_path, paragraph(), mark) == (["MÁY 1 001 14/4 Ca 02"], [])


@pytest.mark.parametrize("mark", UNTICKED)
def test_what_says_no(tmp_path: Path, mark: str) -> None:
    assert marked(tmp_path, *[paragraph(run("x")), mark]) == (["MÁY 1 001 14/4 Ca 01"], [])


@pytest.mark.parametrize("mark", [*plain_cells("?", "đổi", "160"), picture("Wingdings", "F0FB")])
def test_what_is_neither_is_named(tmp_path: Path, mark: str) -> None:
    slots, named = marked(tmp_path, paragraph(run("x")), mark)
    assert slots == ["MÁY 1 001 14/4 Ca 01"]
    assert len(named) == 1


def test_a_line_of_which_no_shift_is_ticked_is_named(tmp_path: Path) -> None:
    slots, named = marked(tmp_path, checkbox("0", "☐"), paragraph(run("–")))
    assert slots == []
    assert len(named) == 1


def test_a_placeholder_is_no_content_and_a_choice_is(tmp_path: Path) -> None:
    asked = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Chọn ngày')}</w:sdtContent></w:sdt>"
    chosen = f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{run('14/4/2023')}</w:sdtContent></w:sdt>"
    assert read_days(tmp_path, paragraph(asked, chosen)) == (BOTH[:1], [])


def test_the_choice_of_an_old_form(tmp_path: Path) -> None:
    entries = '<w:result w:val="1"/><w:listEntry w:val="15/4/2023"/><w:listEntry w:val="14/4/2023"/>'
    choice = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar></w:r>'
    )
    assert read_days(tmp_path, paragraph(choice)) == (BOTH[:1], [])


def level(number: int, text: str, kind: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def labels(tmp_path: Path, lists: tuple[str, ...], *paragraphs: str) -> list[object]:
    grids = grids_of_document(document(tmp_path, table(*([each] for each in paragraphs)), lists=lists))
    return [row[0].value for row in grids.grids[0].rows]


def test_headings_that_word_numbers(tmp_path: Path) -> None:
    heading = numbered(901)
    rows = schedule(
        [heading], line(NAMES[0], paragraph(run("14/4/2023"))), [heading], line(NAMES[1], paragraph(run("15/4/2023")))
    )
    found = read(document(tmp_path, rows, lists=(level(0, "MÁY %1"),)))
    assert told(found) == ["MÁY 1 001 14/4 Ca 01", "MÁY 2 002 15/4 Ca 01"]
    assert (found.unreadable, found.notes) == ((), ())


def test_levels_count_and_begin_again(tmp_path: Path) -> None:
    levels = level(0, "Tổ %1", "upperRoman") + level(1, "Máy %1.%2", "lowerLetter") + level(2, "Ca %3", "decimalZero")
    places = [(0, ""), (1, ""), (1, ""), (2, ""), (0, ""), (1, ""), (2, "")]
    found = labels(tmp_path, (levels,), *(numbered(901, level=place) for place, _text in places))
    assert found == ["Tổ I", "Máy I.a", "Máy I.b", "Ca 01", "Tổ II", "Máy II.a", "Ca 01"]


def test_a_level_that_never_begins_again(tmp_path: Path) -> None:
    levels = level(0, "Tổ %1") + level(1, "MÁY %2", more='<w:lvlRestart w:val="0"/>')
    found = labels(tmp_path, (levels,), *(numbered(901, level=place) for place in (0, 1, 1, 0, 1)))
    assert found == ["Tổ 1", "MÁY 1", "MÁY 2", "Tổ 2", "MÁY 3"]


def test_a_list_that_begins_elsewhere(tmp_path: Path) -> None:
    assert labels(tmp_path, (level(0, "MÁY %1", start=5),), numbered(901), numbered(901)) == ["MÁY 5", "MÁY 6"]


def test_mere_numbers_before_a_text_are_no_part_of_it(tmp_path: Path) -> None:
    found = labels(tmp_path, (level(0, "%1."),), numbered(901, run("Xã Hòa Bình")), numbered(901, run("Xã Nam")))
    assert found == ["Xã Hòa Bình", "Xã Nam"]


def test_a_number_with_words_stands_before_its_text(tmp_path: Path) -> None:
    assert labels(tmp_path, (level(0, "Máy số %1:"),), numbered(901, run("Xã Nam"))) == ["Máy số 1: Xã Nam"]


def test_bullets_are_no_numbers(tmp_path: Path) -> None:
    assert labels(tmp_path, (level(0, "\uf0b7", "bullet"),), numbered(901, run("Xã Nam"))) == ["Xã Nam"]


def test_a_way_of_counting_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = document(tmp_path, table([numbered(901)]), lists=(level(0, "MÁY %1", "vietnameseCounting"),))
    grids = grids_of_document(path)
    assert grids.grids[0].rows[0][0].value == "MÁY ?"
    assert [one.kind for one in grids.unseen] == [UnseenKind.UNKNOWN_NUMBER]


def test_an_empty_row_of_a_numbered_form_is_empty(tmp_path: Path) -> None:
    rows = table([numbered(901), paragraph(run("Xã Nam"))], [numbered(901), paragraph()])
    grid = grids_of_document(document(tmp_path, rows, lists=(level(0, "%1"),))).grids[0]
    assert [[cell.value for cell in row if not cell.is_empty] for row in grid.rows] == [["1", "Xã Nam"], []]


def shape(inner: str, wrapped: bool = True) -> str:
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    drawn = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    if not wrapped:
        return paragraph(f"<w:r>{drawn}</w:r>")
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    return paragraph(
        f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{drawn}</mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_table_in_a_text_box_is_read_after_those_of_the_body(tmp_path: Path, wrapped: bool) -> None:
    inside = schedule(plain_cells("MÁY 2"), line(NAMES[1], paragraph(run("15/4/2023"))))
    outside = schedule(plain_cells("MÁY 1"), line(NAMES[0], paragraph(run("14/4/2023"))))
    path = document(tmp_path, shape(inside, wrapped), outside)
    grids = grids_of_document(path)
    assert [grid.rows[0][0].where for grid in grids.grids] == [
        "table 1, row 1, column 1",
        "text box 1, table 1, row 1, column 1",
    ]
    assert told(read(path)) == ["MÁY 1 001 14/4 Ca 01", "MÁY 2 002 15/4 Ca 01"]


def test_a_text_box_before_a_table_may_be_its_heading(tmp_path: Path) -> None:
    path = document(tmp_path, shape(paragraph(run("MÁY 2"))), schedule(line(NAMES[0], paragraph(run("14/4/2023")))))
    assert told(read(path)) == ["MÁY 2 001 14/4 Ca 01"]


def test_what_stands_beside_the_text_is_given_with_its_kind(tmp_path: Path) -> None:
    cell = [shape(paragraph(run("Dời sang 20/4/2023")))]
    grids = grids_of_document(document(tmp_path, table(cell), footer="Trang 1"))
    assert [(text.kind, text.cell.where, text.cell.value) for text in grids.loose] == [
        (LooseKind.DRAWING, "text box 1", "Dời sang 20/4/2023"),
        (LooseKind.MARGIN, "header or footer 1", "Trang 1"),
    ]


def test_a_schedule_line_in_a_footer_is_named(tmp_path: Path) -> None:
    rows = schedule(plain_cells("MÁY 1"), line(NAMES[0], paragraph(run("14/4/2023"))))
    found = read(document(tmp_path, rows, footer="MÁY 2: tháng 4/2023 tại Xã Nam: 20, 21"), CAMPAIGN)
    assert [problem.where for problem in found.unreadable] == ["header or footer 1"]


def test_a_picture_in_a_cell_of_marks_is_named(tmp_path: Path) -> None:
    drawn = paragraph("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>")
    slots, named = marked(tmp_path, paragraph(run("x")), drawn)
    assert slots == ["MÁY 1 001 14/4 Ca 01"]
    assert len(named) == 1
    assert "[picture]" in named[0]


def test_a_box_of_activex_is_named(tmp_path: Path) -> None:
    control = paragraph('<w:r><w:object><w:control w:name="CheckBox1"/></w:object></w:r>')
    slots, named = marked(tmp_path, paragraph(run("x")), control)
    assert slots == ["MÁY 1 001 14/4 Ca 01"]
    assert len(named) == 1


def test_an_embedded_table_of_excel_is_told(tmp_path: Path) -> None:
    embedded = paragraph('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')
    assert [one.kind for one in grids_of_document(document(tmp_path, embedded)).unseen] == [UnseenKind.EMBEDDED]
