"""`planner guide`: the manual on the screen and on paper, in the language of the session."""

import json
import re
from pathlib import Path

import pytest

from planner.cli.printing.guide import WIDEST, _laid_out
from tests.cli.running import files_in, planner
from tests.documents import ROOT

MANUALS = ROOT / "planner" / "manual"
LAST_PART = 17


@pytest.mark.parametrize(("options", "name"), [((), "huong-dan"), (("--lang", "en"), "manual")])
def test_the_whole_manual_is_shown(options: tuple[str, ...], name: str, tmp_path: Path) -> None:
    shown = planner("guide", *options, folder=tmp_path)
    assert shown.code == 0
    assert shown.err == ""
    headings = re.findall(r"^## (.+)$", (MANUALS / f"{name}.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(headings) == LAST_PART
    assert [line for line in shown.out.splitlines() if line in headings] == headings
    assert "\x1b" not in shown.out
    assert max(map(len, shown.out.splitlines())) <= WIDEST


def test_one_part_is_shown(tmp_path: Path) -> None:
    shown = planner("guide", "12", folder=tmp_path)
    assert shown.out.startswith("12. Cán bộ trực và tổ phụ trách thôn\n")
    assert "13. " not in shown.out
    assert "Phân công thôn" in shown.out


def test_there_is_no_such_part(tmp_path: Path) -> None:
    shown = planner("guide", "18", folder=tmp_path)
    assert shown.code == 2
    assert "hướng dẫn không có phần 18; các phần đánh số từ 1 đến 17" in shown.err


def test_it_is_printed(tmp_path: Path) -> None:
    shown = planner("guide", "--print", folder=tmp_path)
    assert shown.code == 0
    assert shown.out == "Đã ghi vào outputs/huong-dan:\n  huong-dan.docx, huong-dan.pdf\n"
    assert files_in(tmp_path) == {"outputs/huong-dan/huong-dan.docx", "outputs/huong-dan/huong-dan.pdf"}


def test_it_is_printed_in_english_into_a_folder(tmp_path: Path) -> None:
    shown = planner("--lang", "en", "guide", "--print", "-o", "paper", "--json", folder=tmp_path)
    assert json.loads(shown.out)["files"] == ["paper/manual.docx", "paper/manual.pdf"]
    assert files_in(tmp_path) == {"paper/manual.docx", "paper/manual.pdf"}


def test_a_part_is_not_printed(tmp_path: Path) -> None:
    shown = planner("guide", "3", "--print", folder=tmp_path)
    assert shown.code == 2
    assert "--print ghi cả hướng dẫn. Hãy bỏ 3 hoặc bỏ --print" in shown.err
    assert files_in(tmp_path) == set()


def test_a_program_is_given_markdown(tmp_path: Path) -> None:
    shown = planner("guide", "1", "--json", folder=tmp_path)
    assert json.loads(shown.out)["guide"].startswith("## 1. Bắt đầu\n")


def test_only_a_terminal_is_given_bold_letters() -> None:
    assert "\x1b[1m" in _laid_out("a **b**", is_terminal=True)
    assert _laid_out("a **b**", is_terminal=False) == "a b"
