"""The manual is on every page, at the section that tells of it, and needs neither workbook nor ledger."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import planner.board
from planner.board.people import LocalEntry, Person, Role
from planner.board.site import PAGES, SHARED_PAGES
from planner.board.views.guide import BOARD_PART, GUIDE, OF_SCREENS, PICTURES, Section, guide_of, guide_view
from planner.texts import Language, choose_language
from planner.workflow.printing.guide import guide_parts, guide_pictures
from tests.board.opened import Opened, opened
from tests.board.test_site import address_of
from tests.cli.diary import BOOK, break_pages

EACH_LANGUAGE = pytest.mark.parametrize("language", list(Language))
CATALOGS = Path(planner.board.__file__).parents[1] / "locale" / "vi" / "LC_MESSAGES"
OF_OTHERS = {"Documents", "English", "Phương án 1", "Plan 1"}
"""What is set apart in the part on the board and is no text of the catalogs."""
SECTION = re.compile(r"^### (.+)$", re.MULTILINE)


@pytest.fixture
def speaking(language: Language) -> Iterator[Language]:
    choose_language(language)
    yield language
    choose_language(Language.VIETNAMESE)


@EACH_LANGUAGE
def test_the_part_on_the_board_has_the_sections_that_screens_lead_to(speaking: Language) -> None:
    part = guide_parts()[BOARD_PART]
    assert part.startswith(f"## {BOARD_PART}. ")
    assert ("Bảng lịch trên trình duyệt" in part) == (speaking is Language.VIETNAMESE)
    assert len(SECTION.findall(part)) == len(Section)


def test_each_section_tells_of_its_screen() -> None:
    """Sections are named by their place: a section that is put in between would turn every link away from its own."""
    titles = dict(zip(Section, SECTION.findall(guide_parts()[BOARD_PART]), strict=True))
    words = {
        Section.OPENING: "Mở bảng",
        Section.FIRST_PLAN: "lần đầu",
        Section.SCHEDULE: "lịch",
        Section.RESULTS: "kết quả",
        Section.PROGRESS: "Tiến độ",
        Section.BREAKDOWNS: "hỏng",
        Section.REPLANNING: "Lập lại",
        Section.DRAFTS: "bằng tay",
        Section.COMPARING: "So sánh",
        Section.ANNOUNCING: "Thông báo",
        Section.PAPERS: "giấy tờ",
        Section.DUTIES: "Lịch trực",
        Section.APPENDIX: "phụ lục",
        Section.SHARING: "Chia sẻ",
        Section.TELEPHONE: "điện thoại",
        Section.TROUBLES: "báo lỗi",
    }
    assert [section for section in Section if words[section] not in titles[section]] == []


def test_every_screen_has_its_section() -> None:
    for page in (*PAGES, *SHARED_PAGES):
        if page.method == "GET" and not page.path.startswith(GUIDE):
            assert page.path.strip("/").split("/")[0] in OF_SCREENS, page.path
    assert guide_of("/?theo=xa") == Section.SCHEDULE.address
    assert guide_of("/phuong-an/3/so-voi/1") == Section.COMPARING.address
    assert guide_of("/phuong-an/3/thong-bao") == Section.ANNOUNCING.address
    assert guide_of("/phuong-an/3") == Section.PAPERS.address
    assert guide_of(f"{GUIDE}/4") == GUIDE


def test_every_page_leads_to_the_manual(board: Opened) -> None:
    for page in PAGES:
        is_own = page.method == "GET" and not page.path.endswith("{file:path}")  # which is a page of the published ones
        answer = board.get(address_of(page)) if is_own else None
        if answer is not None and answer.headers.get("content-type", "").startswith("text/html"):
            assert f'href="{GUIDE}' in answer.text, page.path


@EACH_LANGUAGE
@pytest.mark.usefixtures("speaking")
def test_every_part_is_a_page_whose_links_and_pictures_are_there(board: Opened, language: Language) -> None:
    pages = {GUIDE: board.text(GUIDE)}
    for number in range(1, len(guide_parts())):
        pages[f"{GUIDE}/{number}"] = board.text(f"{GUIDE}/{number}")
    for address, text in pages.items():
        assert f'lang="{language}"' in text
        assert "style=" not in text
        assert text.count("<script") == 1, "the frame's own"
        assert "&amp;lt;" not in text
        for href in re.findall(rf'href="({GUIDE}[^"]*)"', text):
            path, _mark, place = href.partition("#")
            assert path in pages, (address, href)
            assert not place or f'id="{place}"' in pages[path], (address, href)
        for source in re.findall(r'src="(/huong-dan/hinh/[^"]+)"', text):
            assert board.get(source).content.startswith(b"\x89PNG"), source
    shown = set(re.findall(rf'src="{PICTURES}/([^"]+)"', "".join(pages.values())))
    assert shown == set(guide_pictures()), "every picture that ships is shown, and no other"


def test_only_its_own_pictures_are_served(board: Opened) -> None:
    for name in ("khong.png", "..%2fhuong-dan.md", "%2e%2e/manual.md", "huong-dan.md", "PHU-LUC.PNG"):
        assert board.get(f"{PICTURES}/{name}").status_code == 404, name
    assert board.get(f"{GUIDE}/{len(guide_parts())}").status_code == 404


def test_it_is_there_without_a_workbook_and_without_a_ledger(under_way: Path) -> None:
    break_pages(under_way)
    (under_way / BOOK).write_bytes(b"not a workbook")
    found = opened(under_way)
    refused = found.get("/")
    assert refused.status_code >= 400
    assert Section.TROUBLES.address in refused.text
    assert "Khi bảng báo lỗi" in found.text(f"{GUIDE}/{BOARD_PART}")
    found.close()


@pytest.mark.parametrize("role", [role for role in Role if role])
def test_it_is_there_for_everybody_who_is_known(board: Opened, role: Role) -> None:
    class Somebody(LocalEntry):
        """Whoever comes has this role."""

        def person_of(self, token: str | None) -> Person:
            return Person("Lan", role)

    assert board.serving(*PAGES, entry=Somebody()).get(f"{GUIDE}/1").status_code == 200


def test_what_the_text_holds_is_no_markup() -> None:
    view = guide_view(1, ["# a\n", "## <b>1</b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) `<i>`\n"], {})
    assert "<script" not in view.text
    assert "<i>" not in view.text
    assert "javascript" not in re.sub(r"<p>\[x\].*?</p>", "", view.text)


@EACH_LANGUAGE
@pytest.mark.usefixtures("speaking")
def test_what_is_pressed_and_looked_for_is_called_as_on_the_board(language: Language) -> None:
    part = re.sub(r"\s+", " ", guide_parts()[BOARD_PART])
    named = {*re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", part)} - OF_OTHERS
    assert len(named) > 30
    spoken = " ".join(_sentences(language))
    assert sorted(name for name in named if name not in spoken) == []


@EACH_LANGUAGE
@pytest.mark.usefixtures("speaking")
def test_troubles_are_told_in_the_board_s_own_words(language: Language) -> None:
    section = guide_parts()[BOARD_PART].split("\n### ")[Section.TROUBLES]
    quoted = re.findall(r"^\| \*(.+?)\*", section, re.MULTILINE)
    assert len(quoted) >= 5
    spoken = " ".join(_sentences(language))
    assert [words for words in quoted if words not in spoken] == []


def _sentences(language: Language) -> Iterator[str]:
    for room in ("board", "intake"):
        with (CATALOGS / f"{room}.po").open("rb") as file:
            for message in read_po(file):
                spoken = message.string if language is Language.VIETNAMESE else message.id
                yield spoken if isinstance(spoken, str) else " ".join(spoken or ())
