"""`planner audit`: exit codes, what people read, and the keys that programs rely on."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner.prints.forms.appendix.paper import print_appendix
from tests.campaigns import filled_plan, stand
from tests.cli.diary import BOOK, CAMPAIGN, FIRST, ask, store
from tests.cli.running import Answered, files_in, planner
from tests.placements import Placement

INSTANCE = Path(__file__).resolve().parents[2] / "instances" / "binh-gia-2023"
PAPER = "giay/phu-luc.xlsx"


def printed(home: Path, *stands: tuple[Placement, ...]) -> None:
    """The appendix of these placements, in a folder of its own."""
    print_appendix(CAMPAIGN, filled_plan(CAMPAIGN, *stands) if stands else FIRST, home / "giay")


def answer(answered: Answered) -> Any:
    return json.loads(answered.out)


def test_what_programs_rely_on(home: Path) -> None:
    printed(home)
    answered = ask("audit", BOOK, PAPER, "--json", "--no-optimum", folder=home)
    told = answer(answered)
    assert answered.code == 0, answered.err
    assert told["goals"] == {"unserved": 0, "milestones": 0, "finish": 6, "travel": 4.0, "waiting": 68}
    assert told["violations"] == told["unreadable"] == told["notes"] == []
    assert told["optimum"] is None
    assert {"where": "Phụ lục!A1", "text": "PHỤ LỤC", "why": "title"} in told["ignored"]
    assert {tuple(piece) for piece in told["used"]} == {("where", "text", "for")}
    assert "unit" in {piece["for"] for piece in told["used"]}
    rows = told["plan"]["assignments"]
    assert len(rows) == len(FIRST.assignments)
    assert rows[0] == {"machine": "M1", "unit": "A", "date": "2023-04-10", "shift": "Ca 02", "dossiers": 3}
    assert "Phụ lục" in answered.err, "people's text goes to stderr"


def test_a_broken_rule_ends_with_1_and_is_named(home: Path) -> None:
    printed(home, stand("M1", "A", "1.1 1.2"))
    answered = ask("audit", BOOK, PAPER, "--json", "--no-optimum", folder=home)
    told = answer(answered)
    assert answered.code == 1
    assert [(one["rule"], one["machine"], one["day"], one["shift"]) for one in told["violations"]] == [
        ("machine-open", "M1", "2023-04-10", "Ca 01")
    ]


def test_what_cannot_be_read_ends_with_1_and_is_named_by_cell(home: Path) -> None:
    other = CAMPAIGN.units[0].model_copy(update={"name": "Xã Không Có"})
    abroad = CAMPAIGN.model_copy(update={"units": (other, *CAMPAIGN.units[1:])})
    print_appendix(abroad, FIRST, home / "giay")
    answered = ask("audit", BOOK, PAPER, "--json", "--no-optimum", folder=home)
    problem, *others = answer(answered)["unreadable"]
    assert answered.code == 1
    assert set(problem) == {"where", "text", "what", "advice"}
    assert problem["where"].startswith("Phụ lục!C")
    assert problem["text"] == "Xã Không Có"
    assert others, "the rest of the lines is not read either"
    assert all(problem["where"] in other["what"] for other in others)
    told = ask("audit", BOOK, PAPER, "--no-optimum", folder=home)
    assert problem["where"] in told.out
    assert "không đọc được" in told.out


@pytest.mark.parametrize("name", ["khong-co.xlsx", "anh.docx"])
def test_a_file_that_is_no_appendix_ends_with_2(home: Path, name: str) -> None:
    (home / "anh.docx").write_bytes(b"\x89PNG")
    answered = ask("audit", BOOK, name, folder=home)
    assert answered.code == 2
    assert answered.err.startswith("Lỗi: ")


def test_the_plan_that_was_read_can_be_verified(home: Path) -> None:
    printed(home)
    assert ask("audit", BOOK, PAPER, "--no-optimum", "-o", "ra", folder=home).code == 0
    assert ask("verify", BOOK, "ra/plan-doc-lai.json", folder=home).code == 0


def test_edits_become_pins_that_check_accepts(home: Path) -> None:
    store(home, FIRST)
    printed(home, stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"), stand("M2", "B", "1.2 2.1 2.2"), stand("M2", "C", "4.1 4.2"))
    answered = ask("audit", BOOK, PAPER, "--no-optimum", "--as-pins", folder=home)
    assert answered.code == 0, answered.err
    assert "nho/campaign-ghim.xlsx" in answered.out
    assert "--ledger nho/campaign.ledger.db" in answered.out
    assert ask("check", "nho/campaign-ghim.xlsx", folder=home).code == 0
    again = ask("audit", BOOK, PAPER, "--no-optimum", "--as-pins", folder=home)
    assert again.code == 2, "a copy is never written over"
    named = ask("audit", BOOK, PAPER, "--no-optimum", "--json", "--as-pins", "khac.xlsx", folder=home)
    assert answer(named)["pins"] == {"path": "khac.xlsx", "rows": 1, "left_out": 0, "taken_out": 2}
    planned = ask(
        "plan",
        "nho/campaign-ghim.xlsx",
        "--ledger",
        "nho/campaign.ledger.db",
        "-o",
        "ra",
        "--seconds",
        "5",
        folder=home,
    )
    assert planned.code == 0, planned.err
    rows = json.loads((home / "ra" / "plan.json").read_text(encoding="utf-8"))["assignments"]
    assert ("M2", "C", "2023-04-13") in {(row["machine"], row["unit"], row["date"]) for row in rows}


def test_nothing_is_stored_and_nothing_is_written_unasked(home: Path) -> None:
    printed(home)
    before = files_in(home, ledgers=True)
    assert ask("audit", BOOK, PAPER, "--no-optimum", folder=home).code == 0
    assert files_in(home, ledgers=True) == before


def test_beside_the_optimum_only_units_that_differ_are_shown(home: Path) -> None:
    store(home, FIRST)
    printed(home, stand("M1", "A", "1.2 2.1 2.2 3.1 3.2"), stand("M2", "B", "1.2 2.1 2.2"))
    told = ask("audit", BOOK, PAPER, folder=home).out
    assert "Phương án 1" in told
    assert "Xã C" in told
    assert "Xã A" not in told
    assert "Các lượt khác với phương án 1: Xã C (+0, -2)" in told
    assert "Xã A" in ask("audit", BOOK, PAPER, "--all", folder=home).out


def test_the_appendix_of_2023(tmp_path: Path) -> None:
    """325 short in three units, 4/6 against 13/5, 254.1 km against 168.0, and labels swapped in May."""
    for name in ("campaign.xlsx", "appendix-2023.docx"):
        (tmp_path / name).write_bytes((INSTANCE / name).read_bytes())
    answered = planner(
        "--lang", "en", "audit", "campaign.xlsx", "appendix-2023.docx", "--workers", "1", folder=tmp_path
    )
    assert answered.code == 0, answered.err
    lines = [line.split() for line in answered.out.splitlines()]
    assert ["Dossiers", "left", "325", "0"] in lines
    assert ["Finishes", "on", "4/6/2023", "13/5/2023"] in lines
    assert ["Travel,", "km", "254.1", "168.0"] in lines
    assert lines[0][:1] == ["Note:"]
    assert "month 5/2023: shift labels are swapped in 18 lines" in answered.out
    short = [line for line in answered.out.splitlines() if line.startswith("  ") and " Bình Gia" in line]
    assert "140" in short[-1]
