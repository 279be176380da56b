"""A workbook that has changed since the plan is told of in one sentence by every command that works with the plan."""

from pathlib import Path

import pytest

from tests.cli.diary import BOOK, CAMPAIGN, FIRST, SECOND, announce, answer_of, ask, store
from tests.people import citizens, write_citizens
from tests.workbooks import write_workbook

LIST = "cong-dan.xlsx"
TOLD = "ệp chiến dịch đã thay đổi sau khi lập phương án 1; hãy kiểm tra xem phương án còn dùng được không"
COMMANDS = {
    "announce": ("announce", BOOK),
    "invite": ("invite", BOOK, LIST, "--unit", "A", "--today", "10/4/2023"),
    "print": ("print", BOOK, "--form", "appendix"),
    "report": ("report", BOOK, "--date", "11/4/2023"),
    "status": ("status", BOOK, "--today", "11/4/2023"),
}


@pytest.fixture
def planned(home: Path) -> Path:
    """The small campaign with its first plan and a list of unit A's citizens."""
    store(home, FIRST)
    announce(home, 1, FIRST.assignments[-1].date)
    write_citizens(citizens(4, seed=6, largest_household=2), home / LIST)
    return home


def change_workbook(home: Path) -> None:
    """Each unit stands at another place, as prints tell it."""
    units = tuple(unit.model_copy(update={"place": "Nhà văn hóa"}) for unit in CAMPAIGN.units)
    write_workbook(CAMPAIGN.model_copy(update={"units": units}), home / BOOK)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_changed_workbook_is_told_of(planned: Path, command: str) -> None:
    before = ask(*COMMANDS[command], folder=planned)
    assert before.code == 0, before.err
    assert "đã thay đổi" not in before.all
    change_workbook(planned)
    after = ask(*COMMANDS[command], folder=planned)
    assert after.code == 0, after.err
    assert after.all.count(TOLD) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_program_is_told_too(planned: Path, command: str) -> None:
    def has_changed() -> bool:
        answer = answer_of(*COMMANDS[command], folder=planned)
        told = answer["since_latest"] if command == "status" else answer
        return bool(told["workbook_has_changed"])

    assert not has_changed()
    change_workbook(planned)
    assert has_changed()


def test_a_plan_made_from_the_changed_workbook_is_not_doubted(planned: Path) -> None:
    change_workbook(planned)
    store(planned, FIRST)
    for command in ("invite", "print", "report"):
        assert "đã thay đổi" not in ask(*COMMANDS[command], folder=planned).all, command
    older = ask("print", BOOK, "--version", "1", "--form", "appendix", folder=planned)
    assert TOLD in older.err


def test_a_comparison_tells_of_each_version_that_the_workbook_is_not_that_of(planned: Path) -> None:
    store(planned, SECOND)
    asked = ("changes", BOOK, "--today", "11/4/2023", "-o", "o")
    assert "đã thay đổi" not in ask(*asked, folder=planned).all
    assert not answer_of(*asked, folder=planned)["workbook_has_changed"]
    change_workbook(planned)
    both = ask(*asked, folder=planned)
    assert both.code == 0
    assert [both.err.count(told) for told in (TOLD, TOLD.replace("phương án 1;", "phương án 2;"))] == [1, 1]
    assert answer_of(*asked, folder=planned)["workbook_has_changed"]
    store(planned, SECOND)
    one = ask(*asked, folder=planned)
    assert (one.err.count("đã thay đổi"), TOLD in one.err) == (1, True), "the latest was made from it as it is now"
