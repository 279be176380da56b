"""Files on disk: what is said about them, how they look in an office program, and how long they take."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest

from planner.domain.campaign import Campaign
from planner.domain.plan import Plan
from planner.prints.forms.appendix.paper import print_appendix
from planner.prints.forms.timeline.picture import write_timeline
from planner.prints.typesetting import fonts
from planner.texts import Language, choose_language
from tests.conftest import system_part
from tests.prints.campaigns import FULL_LETTERHEAD, binh_gia_2023, made
from tests.prints.reading import Word, rows_of_docx, rows_of_xlsx, words_of_pdf


def pages_of_pdf(path: Path) -> dict[int, list[Word]]:
    pages: dict[int, list[Word]] = {}
    for word in words_of_pdf(path):
        pages.setdefault(word.page, []).append(word)
    return pages


def check_pages(path: Path) -> int:
    """Each page has a head, a machine and at least one time; the signer never stands alone. Returns the pages."""
    pages = pages_of_pdf(path)
    for number, words in pages.items():
        told = [word.text for word in words]
        assert "TT" in told
        assert "MÁY" in told
        assert "Tháng" in told or "lịch" in told
        assert (told[0] == str(number)) == (number > 1)
    return len(pages)


@pytest.mark.parametrize(
    "case",
    [
        binh_gia_2023(),
        made(),
        made(num_units=31, num_machines=1, num_fixed=1, num_days=88),
        made(num_units=2, num_machines=40, num_days=20),
    ],
    ids=["binh gia", "111 units", "one fixed", "idle"],
)
def test_pages_of_the_pdf(case: tuple[Campaign, Plan], tmp_path: Path) -> None:
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    print_appendix(*case, tmp_path)
    assert check_pages(tmp_path / "phu-luc.pdf") > 1


def test_pages_in_an_office_program(tmp_path: Path) -> None:
    system_part("pdftotext", present=shutil.which("pdftotext") is not None)
    system_part("soffice", present=shutil.which("soffice") is not None)
    print_appendix(*made(num_units=31, num_machines=1, num_fixed=1, num_days=88), tmp_path)
    printed = [tmp_path / "phu-luc.docx", Path(shutil.copy(tmp_path / "phu-luc.xlsx", tmp_path / "sheets.xlsx"))]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "seen", *printed],
        check=True,
        capture_output=True,
        timeout=240,
    )
    for path in printed:
        assert check_pages(tmp_path / "seen" / f"{path.stem}.pdf") == 5


def test_a_machine_without_work_says_so(tmp_path: Path) -> None:
    campaign, plan = binh_gia_2023()
    print_appendix(campaign, plan.model_copy(update={"assignments": ()}), tmp_path)
    for rows in (rows_of_xlsx(tmp_path / "phu-luc.xlsx"), rows_of_docx(tmp_path / "phu-luc.docx")):
        wide = [row[0] for row in rows if len(set(row)) == 1]
        assert [text for text in wide if text.startswith(("MÁY", "Không"))] == [
            "MÁY 1",
            "Không có lịch",
            "MÁY 2",
            "Không có lịch",
        ]


def test_a_campaign_without_machines_prints(tmp_path: Path) -> None:
    campaign, plan = binh_gia_2023()
    empty = campaign.model_copy(update={"machines": (), "letterhead": FULL_LETTERHEAD})
    printed = print_appendix(empty, plan.model_copy(update={"assignments": ()}), tmp_path)
    assert all(path.stat().st_size > 1000 for path in printed.paths)


def test_the_docx_repeats_heads_and_keeps_groups_whole(tmp_path: Path) -> None:
    print_appendix(*binh_gia_2023(), tmp_path)
    tables = docx.Document(str(tmp_path / "phu-luc.docx")).tables
    assert len(tables) == 2
    for table in tables:
        xml = [row._tr.xml for row in table.rows]
        assert ["tblHeader" in row for row in xml] == [True, True] + [False] * (len(xml) - 2)
        assert all("cantSplit" in row for row in xml)
    first_group = [row._tr.xml for row in tables[1].rows][2:4]
    assert [row.count("keepNext") for row in first_group] == [6, 0]


def test_a_fallback_font_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "chosen_family", lambda: "Libertinus Serif")
    printed = print_appendix(*binh_gia_2023(), tmp_path)
    (warning,) = printed.warnings
    assert warning.startswith("Máy này chưa cài phông Times New Roman, nên tệp PDF dùng phông Libertinus Serif")
    monkeypatch.setattr(fonts, "chosen_family", lambda: "Times New Roman")
    assert print_appendix(*binh_gia_2023(), tmp_path).warnings == ()


def test_a_file_that_is_open_elsewhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "phu-luc.xlsx":
            raise PermissionError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    choose_language(Language.ENGLISH)
    try:
        printed = print_appendix(*binh_gia_2023(), tmp_path)
    finally:
        choose_language(Language.VIETNAMESE)
    assert printed.warnings[0] == "phu-luc.xlsx is open in another program; the new print is phu-luc (2).xlsx"
    assert printed.paths[0] == tmp_path / "phu-luc (2).xlsx"


def test_the_font_has_every_letter() -> None:
    installed = {font.family: font.path for font in fonts.installed_fonts().fonts()}
    family = fonts.chosen_family()
    assert family in fonts.FAMILIES
    path = installed[family]
    assert path is None or set(map(ord, fonts.VIETNAMESE)) <= fonts.letters_of(Path(path).read_bytes())
    assert len(fonts.VIETNAMESE) == 134


def test_what_is_no_font_has_no_vietnamese(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00\x00\x05")
    assert not fonts._has_vietnamese(str(broken))
    assert not fonts._has_vietnamese(str(tmp_path / "missing.ttf"))


def test_111_communes_are_printed_within_five_seconds_of_the_processor(tmp_path: Path) -> None:
    case = made()
    begun = time.process_time()
    print_appendix(*case, tmp_path)
    write_timeline(*case, tmp_path)
    assert time.process_time() - begun < 5


def test_prints_load_no_heavy_package_before_they_print() -> None:
    code = (
        "import sys, planner.prints.forms.appendix.paper, planner.prints.forms.timeline.picture;"
        "print([name for name in ('typst', 'docx', 'openpyxl', 'pandas') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8").stdout
    assert re.sub(r"\s", "", told) == "[]"
