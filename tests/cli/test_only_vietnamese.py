"""No English word in what a Vietnamese reader is told: every command, its tables, its progress and its help.

English words are those of our own English sentences and of the enums that stand in JSON.
"""

import re
from collections.abc import Set
from pathlib import Path

import click
import pytest

from planner.cli.program import DOORS
from planner.cli.program import planner as command_line
from planner.domain.policy import Goal, Proof, Rule
from tests.campaigns import closed, day, machine, posting, small_campaign, unit
from tests.cli.diary import BOOK, DAYS_1_AND_2, FIRST, SECOND, announce, ask, record, store
from tests.cli.running import planner
from tests.test_texts import ROOMS, written
from tests.workbooks import write_workbook

SYLLABLES = {
    "an",
    "ca",
    "do",
    "ghim",
    "gia",
    "giai",
    "gian",
    "hai",
    "in",
    "khu",
    "kinh",
    "quy",
    "so",
    "theo",
    "thu",
    "trong",
    "vai",
    "xong",
    "to",
}
"""Vietnamese words without a mark that English sentences of ours hold too, as words of their own or as sheet names."""
NAMES = {
    "caddy",
    "planner",
    "excel",
    "word",
    "ctrl",
    "json",
    "xlsx",
    "docx",
    "pdf",
    "svg",
    "km",
    "stdout",
    "stderr",
    "vi",
    "en",
    "pc",
    "local",
}
"""Of programs, formats, units, keys, bodies (PC06), and what is typed (`--cluster local`)."""
NO_WORDS = re.compile(
    "|".join(
        (
            r"phông [A-Z]\w*( [A-Z]\w*)*",
            r"--?[a-z][\w-]*",
            r"\S*[./\\|]\S*",
            r"planner [a-z-]+",
            r"“[^”]*”",
            r"\b[A-Z]{2,}\b",
        )
    )
)
"""Fonts, options, paths, commands, quoted names and blanks to fill in (DIR) are no words."""
WORD = re.compile(r"[^\W\d_]{2,}")


def words(text: str) -> set[str]:
    """The words without a Vietnamese mark."""
    return {word.lower() for word in WORD.findall(NO_WORDS.sub(" ", text)) if word.isascii()}


def english() -> set[str]:
    """Every word of our English sentences, and of what programs are told."""
    sentences = (re.sub(r"\{[^}]*\}", " ", str(sentence)) for room in ROOMS for sentence in written(room))
    spoken = {word for sentence in sentences for word in words(sentence)}
    told_to_programs = {word for name in (*Goal, *Proof, *Rule) for word in words(name.value)}
    return (spoken | told_to_programs | {"gap", "bound", "best", "value", "seconds"}) - SYLLABLES - NAMES


ENGLISH = english()


def test_the_words_are_known() -> None:
    assert {"bound", "gap", "value", "best", "found", "finish", "travel", "proven", "milestones", "left"} <= ENGLISH
    assert len(ENGLISH) > 500
    assert words("  Còn sót  value 3, cận 2: lịch tốt; planner plan x.xlsx --seconds 3") == {"value"}


def assert_vietnamese(text: str, whose: object, allowed: Set[str] = frozenset()) -> None:
    for line in text.splitlines():
        assert not words(line) & ENGLISH - allowed, (whose, line)


SHORT_OF_ROOM = small_campaign(
    units=[*(unit(code, 17, last=3, shifts=(1,)) for code in "ABC"), unit("D", 300)],
    machines=[machine("M1", posting(16)), machine("M2", posting(16))],
    closures=[closed(2, unit=code) for code in "ABC"],
    phases=[(3, 90)],
    days=8,
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", BOOK),
        ("plan", BOOK, "-o", "o", "--fresh"),
        ("replan", BOOK, "-o", "o", "--as-of", "12/4/2023"),
        ("repairs", BOOK, "--as-of", "12/4/2023"),
        ("why", BOOK, "--unit", "A", "--on", "13/4/2023"),
        ("whatif", BOOK, "--machines", "1"),
        ("whatif", BOOK, "--by", "12/4/2023"),
        ("fleet", BOOK),
        ("risk", BOOK, "--draws", "4", "--by", "13/4/2023", "-o", "o"),
        ("status", BOOK),
        ("report", BOOK, "--date", "12/4/2023", "-o", "o"),
        ("changes", BOOK, "1", "2"),
        ("new-results", BOOK, "--date", "12/4/2023", "-o", "kq-moi.xlsx"),
        ("print", BOOK, "-o", "o"),
        ("new", "moi"),
        ("purge", BOOK),
        ("backup", BOOK),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_campaign_under_way(home: Path, arguments: tuple[str, ...]) -> None:
    store(home, FIRST, SECOND)
    announce(home, 1, day(4))
    recorded = record(home, DAYS_1_AND_2)
    assert_vietnamese(recorded.all, "record")
    answered = ask(*arguments, folder=home)
    assert answered.code == 0, answered.all
    assert answered.all.strip()
    assert_vietnamese(answered.all, arguments)


def test_a_plan_that_leaves_somebody_and_what_stands_beside_it(tmp_path: Path) -> None:
    write_workbook(SHORT_OF_ROOM, tmp_path / "campaign.xlsx")
    planned = planner("plan", "campaign.xlsx", "-o", "o", folder=tmp_path)
    assert "cùng cần 51 hồ sơ" in planned.out
    assert "Còn sót" in planned.err, "its progress"
    assert_vietnamese(planned.all, "plan")
    for arguments in (
        ("verify", "campaign.xlsx", "o/plan.json"),
        ("audit", "campaign.xlsx", "o/phu-luc.xlsx"),
        ("audit", "campaign.xlsx", "o/phu-luc.docx", "--ledger", "none.ledger.db"),
        ("announce", "campaign.xlsx", "--until", "12/4/2023"),
        ("repairs", "campaign.xlsx", "--as-of", "11/4/2023"),
        ("replan", "campaign.xlsx", "-o", "o", "--as-of", "11/4/2023"),
    ):
        answered = ask(*arguments, folder=tmp_path)
        assert answered.code == 0, answered.all
        assert_vietnamese(answered.all, arguments)


@pytest.mark.parametrize("name", DOORS)
def test_help(name: str, tmp_path: Path) -> None:
    """What an option may be given is the same in every language."""
    command = command_line.get_command(click.Context(command_line), name)
    assert command is not None
    options = [option.type for option in command.params]
    choices = {
        word
        for kind in options
        if isinstance(kind, click.Choice)
        for choice in kind.choices
        for word in choice.split("-")
    }
    assert_vietnamese(planner(name, "--help", folder=tmp_path).out, name, choices)
