"""Whatever texts a workbook holds, prints hold text: no formula, no markup, no control letter."""

import re
import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring

from planner.domain.campaign import Campaign
from planner.domain.office import Letterhead
from planner.domain.plan import Plan
from planner.prints.forms.appendix.paper import print_appendix
from planner.prints.forms.timeline.picture import write_timeline
from planner.prints.typesetting.measure import POINTS_PER_MM
from planner.prints.words.text import printable
from tests.conftest import system_part
from tests.prints.campaigns import binh_gia_2023
from tests.prints.reading import rows_of_docx, rows_of_xlsx, words_of_pdf

PAYLOADS = [
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "\t=1+1",
    "\r=1+1",
    "'=1",
    "{=1}",
    '#panic("typst")',
    '#read("/etc/passwd")',
    "$x$ *b* _i_ `r` <l> @r \\ // /* ] ) }",
    "\\u{41}",
    '")]#eval("1")',
    "<b>&amp;</b>",
    "]]></t><script>alert(1)</script>",
    "&P &D &[File]",
    "a\x00b\x0b\x1f\x7f",
    "\ud800\ufffe\uffff",
    "\u202eevil\u202c",
    "../../etc/passwd",
    "CON",
    "x" * 2000,
    "🚀 e\u0301",
]
RIGHT_MARGIN = (210 - 15) * POINTS_PER_MM + 1
LETTERS_OF_A_NOTE = 60
"""As many letters stand on one line of a note, whose words are therefore read in order."""
FEW = 40
"""Assignments are enough to print every field."""


def poisoned(payload: str) -> tuple[Campaign, Plan]:
    """The 2023 campaign with this text in every text field."""
    campaign, plan = binh_gia_2023()
    units = tuple(
        unit.model_copy(update={"name": payload, "place": payload, "kind": payload}) for unit in campaign.units
    )
    machines = tuple(
        machine.model_copy(
            update={
                "name": payload + machine.name,
                "postings": tuple(
                    posting.model_copy(update={"place": payload, "note": payload}) for posting in machine.postings
                ),
            }
        )
        for machine in campaign.machines
    )
    texts = [name for name, field in Letterhead.model_fields.items() if field.annotation is str]
    letterhead = Letterhead(recipients=(payload, payload)).model_copy(update=dict.fromkeys(texts, payload))
    assignments = tuple(
        assignment.model_copy(update={"machine": payload + assignment.machine}) for assignment in plan.assignments[:FEW]
    )
    return (
        campaign.model_copy(update={"name": payload, "units": units, "machines": machines, "letterhead": letterhead}),
        plan.model_copy(update={"assignments": assignments}),
    )


class Case(NamedTuple):
    """A payload and the folder that holds its prints."""

    payload: str
    folder: Path


@pytest.fixture(scope="module", params=PAYLOADS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("hostile") / "out"
    print_appendix(*poisoned(request.param), folder)
    write_timeline(*poisoned(request.param), folder)
    return Case(request.param, folder)


def test_prints_hold_it_as_text(case: Case) -> None:
    payload, folder = case
    assert sorted(path.name for path in folder.parent.rglob("*")) == [
        "out",
        "phu-luc.docx",
        "phu-luc.pdf",
        "phu-luc.xlsx",
        "timeline.svg",
    ]
    clean = printable(payload)
    assert any(row[2] == clean for row in rows_of_xlsx(folder / "phu-luc.xlsx"))
    assert any(row[-1] == clean or clean in row for row in rows_of_docx(folder / "phu-luc.docx"))
    workbook = openpyxl.load_workbook(folder / "phu-luc.xlsx")
    for cells in workbook.worksheets[0].iter_rows():
        for cell in cells:
            assert cell.data_type in "sn"
            assert cell.value is None or isinstance(cell.value, int) or cell.quotePrefix
    for name in ("phu-luc.xlsx", "phu-luc.docx"):
        with zipfile.ZipFile(folder / name) as parts:
            for part in parts.namelist():
                if part.endswith(".xml"):
                    tree = fromstring(parts.read(part))
                    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
                    assert not tags & {"f", "script", "hyperlink", "fldSimple", "oleObject", "externalReference"}


def test_the_pdf_shows_it_letter_for_letter_and_inside_its_margins(case: Case) -> None:
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    words = words_of_pdf(case.folder / "phu-luc.pdf")
    assert max(word.right for word in words) <= RIGHT_MARGIN
    wanted = re.sub(r"\s+", "", printable(case.payload))
    if wanted.isascii() and len(wanted) <= LETTERS_OF_A_NOTE:
        assert wanted in "".join(word.text for word in words)


def test_the_timeline_is_valid_and_has_no_script(case: Case) -> None:
    tree = fromstring((case.folder / "timeline.svg").read_bytes())
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert tags <= {"svg", "title", "defs", "pattern", "rect", "path", "g", "text", "line"}
    for element in tree.iter():
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)


def test_printable_text() -> None:
    assert printable("  a\t\n b\x00\u202e ") == "a b"
    assert printable("e\u0301") == "é"
