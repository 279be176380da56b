"""The README is true: its commands give what it shows, its tables hold the enums, its figures are the checker's."""

import csv
import re
import shutil
from datetime import date
from pathlib import Path

from planner.check.verdict import judge
from planner.domain.policy import Goal, Rule
from planner.domain.record import MachineName
from planner.intake.campaign.campaign_reader import read_campaign
from planner.intake.layout.campaign import LAYOUTS
from planner.model.solve import solve
from tests.campaigns import Placement, filled_plan
from tests.cli.running import planner
from tests.pictures import PICTURES
from tests.sameness import BINH_GIA

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_BYTES = 200_000
PROGRESS = re.compile(r"^  (\S.{12}) +(?:value +)?[\d.,]+  (?:bound|ít nhất) ")
SECONDS = re.compile(r" +\d+[.,]\d (s|giây)$")
SIGN_OF_LIFE = "  … "
ABOUT_FONTS = "Times New Roman"
SHIFTS_BY_HOUR = {"7": 0, "15": 1}


def transcripts() -> list[list[tuple[str, list[str]]]]:
    """The console blocks of the README, each as commands with the lines that they show."""
    blocks = []
    for indent, block in re.findall(r"^( *)```console\n(.*?)^ *```", README, re.MULTILINE | re.DOTALL):
        shown: list[tuple[str, list[str]]] = []
        for line in block.splitlines():
            text = line.removeprefix(indent)
            if text.startswith("$ "):
                shown.append((text.removeprefix("$ "), []))
            else:
                shown[-1][1].append(text)
        blocks.append(shown)
    return blocks


def stable(lines: list[str]) -> list[str]:
    """The lines without what differs from run to run: seconds, signs of life, earlier progress of a goal, fonts."""
    last = {progress[1]: position for position, line in enumerate(lines) if (progress := PROGRESS.match(line))}
    return [
        SECONDS.sub(r" … \1", line)
        for position, line in enumerate(lines)
        if ABOUT_FONTS not in line
        and not line.startswith(SIGN_OF_LIFE)
        and not ((progress := PROGRESS.match(line)) and last[progress[1]] > position)
    ]


def test_the_commands_give_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "instances", tmp_path / "instances", ignore=shutil.ignore_patterns("*.ledger.db"))
    commands = [command for block in transcripts() for command in block]
    assert len(commands) >= 6
    for command, shown in commands:
        program, *arguments = command.split()
        assert program == "planner"
        answered = planner(*arguments, folder=tmp_path)
        told = (answered.err + answered.out).splitlines()
        assert stable(told) == stable(shown), command


def table_below(heading: str) -> str:
    """The section of this name."""
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_the_rules_are_the_enum() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", table_below("Rules"), re.MULTILINE) == [rule.value for rule in Rule]


def test_the_goals_are_the_enum() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", table_below("Goals"), re.MULTILINE) == [goal.value for goal in Goal]


def test_each_sheet_is_explained() -> None:
    section = table_below("The workbook")
    assert re.findall(r"^\| \*\*(.+?)\*\*", section, re.MULTILINE) == [layout.title for layout in LAYOUTS]


def test_each_room_is_named() -> None:
    rooms = {path.name for path in (ROOT / "planner").iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(re.findall(r"^planner/(\w+)", table_below("The folders"), re.MULTILINE))


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^## (.+)$", README, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings


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


def test_binh_gia_by_hand_and_planned() -> None:
    campaign = read_campaign(BINH_GIA).campaign
    by_hand = judge(campaign, filled_plan(campaign, placements_by_hand()))
    hand = {found.goal: found.value for found in by_hand.goals}
    ours = {result.goal: result.value for result in solve(campaign).goals}
    section = table_below("Results")
    for words in (
        f"| unserved dossiers | {hand[Goal.UNSERVED]} | {ours[Goal.UNSERVED]} |",
        f"| finish | {hand[Goal.FINISH]} (4/6) | {ours[Goal.FINISH]} (13/5) |",
        f"| travel | {hand[Goal.TRAVEL]:.1f} km | {ours[Goal.TRAVEL]:.1f} km |",
        f"| waiting | {hand[Goal.WAITING]:,} | {ours[Goal.WAITING]:,} |",
    ):
        assert words in section


def test_pictures_are_current(tmp_path: Path) -> None:
    """The timeline tells the plan; the page was made together with it (python -m tests.pictures)."""
    planned = planner("plan", BINH_GIA, "-o", "o", "--ledger", "x.ledger.db", "--workers", "1", folder=tmp_path)
    assert planned.code == 0, planned.err
    assert (PICTURES / "timeline.svg").read_bytes() == (tmp_path / "o" / "timeline.svg").read_bytes()
    assert (PICTURES / "phu-luc.png").stat().st_size <= MOST_BYTES


def test_the_readme_names_the_fixed_files() -> None:
    for name in ("plan.json", "phu-luc.xlsx", "phu-luc.docx", "phu-luc.pdf", "timeline.svg", "outputs/<name>/"):
        assert name in README
