"""Drafts in the board's own file: one a person, step by step, and never another one than the window shows."""

from pathlib import Path
from threading import Thread

import pytest

from planner.domain.hand_edits import HandEdits, MachineAt
from planner.errors import DraftMovedOn
from planner.ledger.board_file.drafts import DRAFT_TABLE, MOST_STEPS, Draft, Drafts, DraftStep
from planner.ledger.board_file.file import BoardFile
from tests.campaigns import stand
from tests.hand_campaign import move

MOVE = move("M1", "C", "5.1 5.2", "6.1")


@pytest.fixture
def file(tmp_path: Path) -> BoardFile:
    return BoardFile(tmp_path / "a.xlsx", DRAFT_TABLE)


@pytest.fixture
def drafts(file: BoardFile) -> Drafts:
    return Drafts(file)


def step(slot: str, base: int = 1) -> DraftStep:
    return DraftStep(
        base=base, edits=HandEdits(put=tuple(MachineAt(*each) for each in stand("M1", "C", slot))), move=MOVE
    )


def test_looking_makes_no_file(drafts: Drafts, file: BoardFile) -> None:
    assert drafts.of("Lan") == Draft(owner="Lan")
    assert not file.path.exists()


def test_each_person_has_one_and_another_board_finds_it(drafts: Drafts, tmp_path: Path) -> None:
    drafts.add("Lan", 0, step("6.1"))
    drafts.add("Minh", 0, step("8.1", base=2))
    drafts.add("Lan", 1, step("6.2"))
    again = Drafts(BoardFile(tmp_path / "a.xlsx", DRAFT_TABLE))
    assert again.of("Lan") == Draft(owner="Lan", revision=2, steps=(step("6.1"), step("6.2")))
    assert again.of("Lan").last == step("6.2")
    assert again.of("Minh").last == step("8.1", base=2)
    assert again.of("Nam").last is None


def test_steps_are_taken_back_one_by_one(drafts: Drafts) -> None:
    for number, slot in enumerate(("6.1", "6.2", "8.1")):
        drafts.add("Lan", number, step(slot))
    assert drafts.undo("Lan", 3).last == step("6.2")
    assert drafts.undo("Lan", 4).last == step("6.1")
    assert drafts.undo("Lan", 5).last is None
    assert drafts.undo("Lan", 6).revision == 6, "nothing was left to take back"


def test_another_window_changes_nothing_unseen(drafts: Drafts) -> None:
    drafts.add("Lan", 0, step("6.1"))
    with pytest.raises(DraftMovedOn):
        drafts.add("Lan", 0, step("8.1"))
    with pytest.raises(DraftMovedOn):
        drafts.undo("Lan", 0)
    with pytest.raises(DraftMovedOn):
        drafts.give_up("Lan", 5)
    assert drafts.of("Lan").steps == (step("6.1"),)


def test_a_draft_that_was_given_up_leaves_its_numbers_behind(drafts: Drafts) -> None:
    drafts.add("Lan", 0, step("6.1"))
    assert drafts.give_up("Lan", 1) == Draft(owner="Lan", revision=2)
    assert drafts.add("Lan", 2, step("8.1")).revision == 3
    with pytest.raises(DraftMovedOn):
        drafts.add("Lan", 1, step("6.2"))


def test_two_windows_at_the_same_moment(drafts: Drafts) -> None:
    refused = []

    def change(slot: str) -> None:
        try:
            drafts.add("Lan", 0, step(slot))
        except DraftMovedOn:
            refused.append(slot)

    threads = [Thread(target=change, args=(slot,)) for slot in ("6.1", "6.2", "8.1", "8.2")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(refused) == 3
    assert len(drafts.of("Lan").steps) == 1


def test_the_earliest_steps_are_forgotten(drafts: Drafts) -> None:
    for number in range(MOST_STEPS + 3):
        draft = drafts.add("Lan", number, step("6.1" if number % 2 else "6.2"))
    assert len(draft.steps) == MOST_STEPS


def test_a_step_that_takes_all_back_is_no_draft(drafts: Drafts) -> None:
    drafts.add("Lan", 0, step("6.1"))
    assert drafts.add("Lan", 1, DraftStep(base=1, edits=HandEdits())).last is None


def test_what_cannot_be_read_is_lost_and_begun_anew(drafts: Drafts, file: BoardFile) -> None:
    drafts.add("Lan", 0, step("6.1"))
    with file.writing() as connection:
        connection.execute("UPDATE drafts SET steps = '{\"steps\": [7]}'")
    assert drafts.of("Lan") == Draft(owner="Lan", revision=1)
    assert drafts.add("Lan", 1, step("8.1")).steps == (step("8.1"),)
