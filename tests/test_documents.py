"""The documents are true: commands give what they show, tables hold the enums, figures are the checker's.

Also that README stays short, that both manuals say the same, and that links lead somewhere.
"""

import csv
import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from planner.board.pages.choosing import ELSEWHERE, Choosing
from planner.board.site import PAGES as BOARD_PAGES
from planner.check.verdict import judge
from planner.cli.program import SECTIONS
from planner.domain.policy import Goal, Rule
from planner.domain.record import MachineName
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.layout.staffing import WORKBOOK_LAYOUTS
from planner.intake.plan_file import read_plan
from planner.roster.policy import DutyGoal, DutyRule
from tests.board_pictures import MOST_BYTES as MOST_BYTES_OF_THE_BOARD
from tests.board_pictures import MOST_BYTES_IN_ALL, NO_SCREENS, SCREENS
from tests.campaigns import Placement, filled_plan
from tests.documents import ROOT, SETTING, Block, Reader, blocks_of, documents, stable
from tests.pictures import OF_MANUAL, PAGES, PICTURES
from tests.sameness import BINH_GIA

README = ROOT / "README.md"
MANUALS = ROOT / "planner" / "manual"
VIETNAMESE, ENGLISH = MANUALS / "huong-dan.md", MANUALS / "manual.md"
BOTH = pytest.mark.parametrize("manual", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
MOST_LINES = 150
MOST_BYTES = 200_000
SHIFTS_BY_HOUR = {"7": 0, "15": 1}
SHOWING = [document for document in documents() if blocks_of(document)]

Read = Callable[[Path], Path]
"""Types what a document shows, once, holds each answer against what is shown, and gives the folder of it all."""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    searches = tmp_path_factory.mktemp("searches")

    @cache
    def reading(document: Path) -> Path:
        folder = tmp_path_factory.mktemp("reader")
        reader = Reader(folder, searches)
        for command in (command for block in blocks_of(document) for command in block.commands):
            assert stable(reader.type(command.text)) == stable(command.shown), command.text
        return folder

    return reading


@pytest.mark.parametrize("document", SHOWING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_commands_give_what_is_shown(document: Path, read: Read) -> None:
    read(document)


def test_readme_and_both_manuals_show_something() -> None:
    assert {README, VIETNAMESE, ENGLISH} <= set(SHOWING)


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def section(document: Path, heading: str) -> str:
    """What stands below this heading, up to the next of the same level or above."""
    level = re.match("#+", heading)
    assert level
    below = text_of(document).split(f"\n{heading}\n")[1]
    return re.split(rf"\n#{{1,{len(level[0])}}} ", below)[0]


def test_readme_is_short_and_begins_in_vietnamese() -> None:
    text = text_of(README)
    assert len(text.splitlines()) <= MOST_LINES
    title, first, second, *_rest = text.split("\n\n")
    assert title == "# planner"
    assert first.startswith("Chương trình xếp lịch máy thu nhận")
    assert second.startswith("One Excel workbook in")
    assert len(blocks_of(README)) == 1
    assert len(re.findall(r"^!\[", text, re.MULTILINE)) == 3
    assert "The owner has not yet chosen a licence." in section(README, "## Licence")


def test_readme_names_the_fixed_files() -> None:
    text = text_of(README)
    for name in ("plan.json", "phu-luc.xlsx", "phu-luc.docx", "phu-luc.pdf", "timeline.svg", "outputs/<name>/"):
        assert name in text


@BOTH
def test_the_rules_are_the_enum(manual: Path) -> None:
    told = section(manual, "### Các quy tắc" if manual == VIETNAMESE else "### Rules")
    assert re.findall(r"^\| `([a-z-]+)` \|", told, re.MULTILINE) == [rule.value for rule in Rule]


@BOTH
def test_the_goals_are_the_enum(manual: Path) -> None:
    told = section(manual, "## 4. Đọc phương án" if manual == VIETNAMESE else "## 4. Read the plan")
    assert re.findall(r"^\| [^|]+ \| `([a-z]+)` \|", told, re.MULTILINE) == [goal.value for goal in Goal]


@BOTH
def test_the_rules_and_goals_of_rosters_are_the_enums(manual: Path) -> None:
    told = section(manual, "### Quy định của lịch trực" if manual == VIETNAMESE else "### Rules of the duty roster")
    assert re.findall(r"^\| `([a-z-]+)` \|", told, re.MULTILINE) == [rule.value for rule in DutyRule]
    told = section(manual, "### Lịch trực của cán bộ" if manual == VIETNAMESE else "### The officers' duty roster")
    assert re.findall(r"^\| [^|]+ \| `([a-z-]+)` \|", told, re.MULTILINE) == [goal.value for goal in DutyGoal]


@BOTH
def test_each_sheet_is_explained(manual: Path) -> None:
    told = section(
        manual, "## 2. Tệp Excel của chiến dịch" if manual == VIETNAMESE else "## 2. The workbook of a campaign"
    )
    assert re.findall(r"^\| \*\*(.+?)\*\*", told, re.MULTILINE) == [layout.title for layout in WORKBOOK_LAYOUTS]


@BOTH
def test_each_column_is_explained(manual: Path) -> None:
    text = text_of(manual)
    titles = [str(column) for layout in WORKBOOK_LAYOUTS[1:] for column in layout.columns]
    assert [title for title in titles if f"`{title}`" not in text] == []


@BOTH
def test_each_command_is_explained(manual: Path) -> None:
    told = section(manual, "### Các lệnh" if manual == VIETNAMESE else "### Commands")
    assert set(re.findall(r"`planner ([a-z-]+)", told)) == {name for _title, names in SECTIONS for name in names}


@BOTH
def test_the_last_page_is_the_list_of_changes(manual: Path) -> None:
    last = text_of(manual).split("\n## ")[-1]
    assert last.startswith("17. ")
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert re.findall(r"^- \*\*(.+?)\*\*", last, re.MULTILINE)[0] == version


def shape(document: Path) -> list[str]:
    """A document without its words: headings, tables with their rows, lists with their items, code, pictures."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text_of(document))
    told = [f"{token.tag} {token.info}" for token in tokens if token.type in _SHAPES and not _is_setting(token.content)]
    return [*told, *re.findall(r"\]\((pictures/.+?)\)", text_of(document))]


_SHAPES = frozenset(["heading_open", "table_open", "tr_open", "list_item_open", "fence"])


def _is_setting(content: str) -> bool:
    return content.startswith(f"$ {SETTING}")


def test_both_manuals_have_one_shape() -> None:
    assert shape(VIETNAMESE) == shape(ENGLISH)


def test_both_manuals_show_the_same_commands() -> None:
    def commands(blocks: list[Block]) -> list[str]:
        told = (command.text for block in blocks for command in block.commands if not command.text.startswith(SETTING))
        return [" ".join(word for word in text.split() if not word.startswith(_OWN_NAMES)) for text in told]

    assert commands(blocks_of(VIETNAMESE)) == commands(blocks_of(ENGLISH))


_OWN_NAMES = ("chien-dich", "my-campaign", "empty-campaign", "thong-bao", "notices", "xuat", "saved")
"""Folders and forms that each manual calls by a word of its language."""


def test_each_room_is_named() -> None:
    rooms = {path.name for path in (ROOT / "planner").iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(re.findall(r"`(\w+)`", text_of(ROOT / "planner" / "README.md")))


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = text_of(document)
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (document.parent / target).exists(), target
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_every_instance_is_told_of() -> None:
    told = text_of(ROOT / "instances" / "README.md")
    folders = {path.parent.name for path in (ROOT / "instances").glob("*/README.md")}
    assert folders <= set(re.findall(r"\]\(([a-z0-9-]+)/README\.md\)", told))


def placements_by_hand() -> list[Placement]:
    """The appendix of 2023 as placements; hours tell the shift, because labels swap in May."""
    campaign = read_campaign(BINH_GIA).campaign
    codes = {unit.name: unit.code for unit in campaign.units}
    labels = campaign.calendar.shift_labels
    with (BINH_GIA.parent / "appendix-2023.csv").open(encoding="utf-8", newline="") as file:
        return [
            Placement(
                MachineName(line["machine"]),
                codes[line["unit"]],
                date(int(line["year"]), int(line["month"]), int(day)),
                labels[SHIFTS_BY_HOUR[line["from_hour"]]],
            )
            for line in csv.DictReader(file)
            for day in line["days"].split()
        ]


def test_binh_gia_by_hand_and_planned(read: Read) -> None:
    campaign = read_campaign(BINH_GIA).campaign
    by_hand = judge(campaign, filled_plan(campaign, placements_by_hand()))
    hand = {found.goal: found.value for found in by_hand.goals}
    plan = read_plan(read(README) / "outputs" / "binh-gia-2023" / "plan.json")
    ours = {result.goal: result.value for result in plan.goals}
    told = section(README, "## Proven")
    for words in (
        f"| unserved dossiers | {hand[Goal.UNSERVED]} | {ours[Goal.UNSERVED]} |",
        f"| finish | {hand[Goal.FINISH]} (4/6) | {ours[Goal.FINISH]} (13/5) |",
        f"| travel | {hand[Goal.TRAVEL]:.1f} km | {ours[Goal.TRAVEL]:.1f} km |",
        f"| waiting | {hand[Goal.WAITING]:,} | {ours[Goal.WAITING]:,} |",
    ):
        assert words in told


def test_pictures_are_current(read: Read) -> None:
    """The timeline tells the plan; the pages were made together with it (python -m tests.pictures)."""
    ours = read(README) / "outputs" / "binh-gia-2023" / "timeline.svg"
    assert (PICTURES / "timeline.svg").read_bytes() == ours.read_bytes()
    for page in PAGES:
        assert 0 < page.picture.stat().st_size <= MOST_BYTES


def test_the_board_has_its_pictures() -> None:
    """Each that the script takes is shown in both manuals, is small, and no other is called one of the board."""
    taken = [screen.picture for screen in SCREENS if screen.picture]
    sizes = [(OF_MANUAL / f"{name}.png").stat().st_size for name in taken]
    assert max(sizes) <= MOST_BYTES_OF_THE_BOARD
    assert sum(sizes) <= MOST_BYTES_IN_ALL
    assert {path.stem for path in OF_MANUAL.glob("bang-*.png")} == {*taken}
    for manual in (VIETNAMESE, ENGLISH):
        assert sorted(re.findall(r"\]\(pictures/(bang-[a-z-]+)\.png\)", text_of(manual))) == sorted(taken)


def test_the_script_goes_to_every_page_of_the_board() -> None:
    """A new page has to be looked at, and to be told of in the manual where it is worth a picture."""
    nothing = Choosing([Path()], lambda _path: None)
    pages = {page.path for page in (*BOARD_PAGES, *nothing.pages()) if page.method == "GET" and "." not in page.path}
    gone_to = {screen.route for screen in SCREENS}
    assert pages - {ELSEWHERE} == gone_to | NO_SCREENS
    assert not gone_to & NO_SCREENS
