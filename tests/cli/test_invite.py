"""`planner invite`: a campaign's citizens from list to ticks, and back to the next list."""

import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.domain.invitation import InvitationList
from planner.errors import WrongUsage
from planner.invitations.inviting import invite
from planner.workflow.invitations import inviting
from tests.cli import diary
from tests.cli.diary import BOOK, answer_of, ask, store
from tests.cli.running import files_in, planner
from tests.leaks import leaks, text_of, watched_planner
from tests.people import Sheet, citizens, write_citizens

LIST = "cong-dan.xlsx"
PEOPLE = citizens(14, seed=6, largest_household=2)
MONDAY = ("--today", "10/4/2023")
FOLDER = "outputs/nho/moi"
BOOK_OF_A = f"{FOLDER}/danh-sach-moi-a-559aea-xa-a.xlsx"


@pytest.fixture
def planned(home: Path) -> Path:
    """The small campaign with its first plan and a list of unit A's citizens."""
    store(home, diary.FIRST)
    write_citizens(PEOPLE, home / LIST)
    return home


def tick(home: Path, column: str, numbers: set[int], mark: str = "x") -> None:
    book = load_workbook(home / BOOK_OF_A)
    sheet: Any = book["Danh sách mời"]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value in numbers:
            sheet[f"{column}{row}"] = mark
    book.save(home / BOOK_OF_A)


def test_a_list_is_made_printed_and_remembered(planned: Path) -> None:
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert told.code == 0, told.err
    assert "Kết quả mời theo phương án 1" in told.out
    assert "Xã A (A)" in told.out
    sessions = [f"moi-a-559aea-xa-a-2023-04-{day}-ca-0{shift}" for day, shift in ((10, 2), (11, 1), (11, 2))]
    stems = [*sessions, "theo-doi-a-559aea-xa-a"]
    assert files_in(planned / FOLDER) == {
        "danh-sach-moi-a-559aea-xa-a.xlsx",
        *(f"{stem}.{suffix}" for stem in stems for suffix in ("docx", "pdf", "xlsx")),
    }


def test_columns_that_nobody_needs_are_named(planned: Path) -> None:
    Sheet(columns=("STT", "Họ và tên", "Năm sinh", "Thôn", "Dân tộc", "Nghề nghiệp"), rows=[
        (1, "Nông Thị Thử", 1980, "Nà Mu", "Tày", "làm ruộng")
    ]).write(planned / LIST)  # fmt: skip
    told = ask("invite", BOOK, LIST, "--unit", "Xã A", *MONDAY, folder=planned)
    assert "Dân tộc, Nghề nghiệp" in told.err
    assert "làm ruộng" not in told.all


def test_again_nothing_changes_and_ticks_lead_to_the_next_list(planned: Path) -> None:
    first = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert first["fates"]["invited"] + first["fates"]["waiting"] == 14
    assert [slot["dossiers"] for slot in first["slots"]] == [3, 3, 3, 1]
    again = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert again["fates"]["kept"] == first["fates"]["invited"]
    sheet: Any = load_workbook(planned / BOOK_OF_A)["Danh sách mời"]
    evening = [row[0].value for row in sheet.iter_rows(min_row=2) if row[6].value and row[6].value.day == 10]
    tick(planned, "J", {evening[0]})
    later = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert later["attendance"] == {
        "slots": 1,
        "invited": len(evening),
        "came": 1,
        "rate": round(1 - 0.2 * (1 - 1 / len(evening)), 4),
    }
    assert later["fates"]["seen"] == 1
    assert [slot["date"] for slot in later["slots"]] == ["2023-04-11", "2023-04-11", "2023-04-12"]


def test_after_a_re_plan_only_those_affected_are_invited_again(planned: Path) -> None:
    before = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--all", folder=planned)["units"][0]
    lost = planned / FOLDER / "moi-a-559aea-xa-a-2023-04-12-ca-01.pdf"
    assert lost.exists()
    rows = [row for row in diary.FIRST.assignments if not (row.unit == "A" and row.date.day == 12)]
    moved = [row.model_copy(update={"dossiers": 1, "shift": "Ca 02"}) for row in diary.FIRST.assignments
             if row.unit == "A" and row.date.day == 12][:1]  # fmt: skip
    store(planned, diary.FIRST.model_copy(update={"version": 2, "assignments": (*rows, *moved)}))
    after = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--all", folder=planned)["units"][0]
    affected = before["slots"][-1]["invited"]
    assert affected == 1
    assert after["fates"]["moved"] == affected
    assert after["fates"]["kept"] == before["fates"]["invited"] - affected
    assert after["removed"] == 3
    assert not lost.exists()


def test_a_list_of_one_hamlet_does_not_wipe_out_the_rest(planned: Path) -> None:
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    before = (planned / BOOK_OF_A).read_bytes()
    write_citizens(PEOPLE[:8], planned / LIST)
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert told.code == 2
    assert "6 trong 14 công dân" in told.err
    assert (planned / BOOK_OF_A).read_bytes() == before
    done = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--forget", folder=planned)["units"][0]
    assert (done["gone"], done["citizens"]) == (6, 8)
    write_citizens(PEOPLE[:4], planned / LIST)
    few = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert few["gone"] == 4


def test_the_memory_of_another_unit_or_campaign_is_refused(planned: Path) -> None:
    ask("invite", BOOK, LIST, "--unit", "B", *MONDAY, folder=planned)
    of_b = next((planned / FOLDER).glob("danh-sach-moi-b-*.xlsx"))
    before = of_b.rename(planned / BOOK_OF_A).read_bytes()
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert told.code == 2
    assert "danh-sach-moi-a-559aea-xa-a.xlsx: ghi nhớ lịch mời của chiến dịch khác" in told.err
    assert (planned / BOOK_OF_A).read_bytes() == before


def test_lists_printed_before_stay_true(planned: Path) -> None:
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--all", folder=planned)
    late = planned / FOLDER / "moi-a-559aea-xa-a-2023-04-11-ca-02.docx"
    gone = [each for each in PEOPLE if each.name in text_of(late)]
    write_citizens([each for each in PEOPLE if each is not gone[0]], planned / LIST)
    done = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--days", 1, folder=planned)["units"][0]
    assert done["gone"] == 1
    assert gone[0].name not in text_of(late)
    write_citizens(PEOPLE[:2], planned / LIST)
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--days", 1, "--forget", folder=planned)
    assert not late.exists(), "nobody is invited to it any more"


def test_the_list_of_a_slot_that_was_held_today_stays(planned: Path) -> None:
    first = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    sheet: Any = load_workbook(planned / BOOK_OF_A)["Danh sách mời"]
    evening = [row[0].value for row in sheet.iter_rows(min_row=2) if row[6].value and row[6].value.day == 10]
    tick(planned, "J", set(evening))
    held = planned / FOLDER / "moi-a-559aea-xa-a-2023-04-10-ca-02.pdf"
    again = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert len(again["slots"]) == len(first["slots"]) - 1
    assert again["removed"] == 0
    assert held.exists()


def test_a_file_of_somebody_else_with_the_name_of_a_lost_list_stays(planned: Path) -> None:
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    names = [f"moi-a-559aea-xa-a-2023-04-14-ca-01.{suffix}" for suffix in ("docx", "pdf")]
    for name in names:
        (planned / FOLDER / name).write_bytes(b"of somebody else")
    again = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert again["removed"] == 0
    assert {*names} <= files_in(planned / FOLDER)


def test_a_spoilt_memory_is_refused_and_left_as_it_is(planned: Path) -> None:
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    tick(planned, "G", {3}, "hôm qua")
    before = (planned / BOOK_OF_A).read_bytes()
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert told.code == 1
    assert "danh-sach-moi-a-559aea-xa-a.xlsx: Danh sách mời!G4" in told.err
    assert "hôm qua" not in told.all
    assert (planned / BOOK_OF_A).read_bytes() == before


def test_whoever_stops_the_printing_is_told_that_invitations_are_kept(
    planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("planner.workflow.invitations.inviting.print_lists", stopped)
        told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert told.code == 3
    assert "Lịch mời đã ghi vẫn được giữ" in told.err
    done = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert (done["fates"]["kept"], done["fates"]["invited"]) == (10, 0)


def test_an_open_memory_is_refused(planned: Path) -> None:
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    (planned / FOLDER / "~$danh-sach-moi-a-559aea-xa-a.xlsx").touch()
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert told.code == 2
    assert "đang mở" in told.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_lists_are_closed_to_others_also_in_a_folder_that_was_there(planned: Path) -> None:
    (planned / FOLDER).mkdir(parents=True)
    (planned / FOLDER).chmod(0o755)
    for more in ((), ("--full", "--date", "11/4/2023", "--shift", "Ca 01")):
        assert ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, *more, folder=planned).code == 0
    assert stat.S_IMODE((planned / FOLDER).stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (planned / FOLDER).iterdir()} == {0o600}


def test_ticks_saved_while_a_run_is_at_work_are_not_undone(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    monkeypatch.chdir(planned)

    def ticked_meanwhile(*arguments: Any) -> InvitationList:
        tick(planned, "J", {1, 2})
        return invite(*arguments)

    monkeypatch.setattr("planner.workflow.invitations.inviting.invite", ticked_meanwhile)
    with pytest.raises(WrongUsage, match=r"danh-sach-moi-a-559aea-xa-a\.xlsx"):
        inviting.invite_citizens(
            Path(BOOK), Path(LIST), Path("outputs/nho"), inviting.InviteWanted("A"), today=date(2023, 4, 10)
        )
    sheet: Any = load_workbook(planned / BOOK_OF_A)["Danh sách mời"]
    assert [row[9].value for row in sheet.iter_rows(min_row=2, max_row=3)] == ["x", "x"]


def test_rows_that_may_be_one_or_several_are_named_and_no_tick_moves(planned: Path) -> None:
    namesakes = [replace(PEOPLE[0], number=number, hamlet=f"Thôn {number}", household=str(number)) for number in (1, 5)]
    write_citizens([*namesakes, *PEOPLE[6:]], planned / LIST)
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    tick(planned, "J", {1})
    before = (planned / BOOK_OF_A).read_bytes()
    crossed = [replace(each, household=other.household) for each, other in zip(namesakes, namesakes[::-1], strict=True)]
    write_citizens([*PEOPLE[6:], *crossed], planned / LIST)
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert told.code == 1
    for text in ("Công dân!A10", "Công dân!A11", "STT 1, 5", "danh-sach-moi-a-559aea-xa-a.xlsx", "--forget"):
        assert text in told.err
    assert PEOPLE[0].name not in told.all
    assert (planned / BOOK_OF_A).read_bytes() == before
    done = answer_of("invite", BOOK, LIST, "--unit", "A", "--forget", *MONDAY, folder=planned)["units"][0]
    assert (done["gone"], done["renumbered"], done["fates"]["seen"]) == (2, 0, 0)


def test_the_official_list_is_of_one_slot_only(planned: Path) -> None:
    slot = ("--date", "11/4/2023", "--shift", "Ca 01")
    full = ("invite", BOOK, LIST, "--unit", "A", "--full", *MONDAY)
    assert ask(*full, *slot, folder=planned).code == 2, "nobody is invited yet"
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert ask(*full, folder=planned).code == 2
    assert ask(*full, "--date", "11/4/2023", folder=planned).code == 2
    assert ask(*full, "--date", "11/4/2023", "--shift", "Ca 09", folder=planned).code == 2
    assert ask(*full, "--date", "19/4/2023", "--shift", "Ca 01", folder=planned).code == 2
    before = (planned / BOOK_OF_A).read_bytes()
    assert ask(*full, *slot, folder=planned).code == 0
    assert (planned / BOOK_OF_A).read_bytes() == before
    named = {path.name for path in (planned / FOLDER).glob("danh-sach-chinh-thuc-*")}
    assert named == {
        f"danh-sach-chinh-thuc-a-559aea-xa-a-2023-04-11-ca-01.{suffix}" for suffix in ("xlsx", "docx", "pdf")
    }


def test_planted_numbers_stand_nowhere_but_on_the_official_list(planned: Path) -> None:
    people = citizens(14, seed=6, largest_household=2)
    Sheet(
        columns=("STT", "Họ và tên", "Năm sinh", "Thôn", "Hộ", "Liên hệ", "Số định danh", "Số hộ chiếu", "Ghi chú")
    ).add(people, "C99999999", "số cũ 999888777666").write(planned / LIST)
    planted = [*(each.identity for each in people), *(each.contact for each in people), "C99999999", "999888777666"]
    notes = planned / "notes.txt"
    runs = [
        ("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--all"),
        ("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--full", "--date", "11/4/2023", "--shift", "Ca 01"),
        ("purge", BOOK, "--dry-run"),
    ]
    said = []
    for run in runs:
        told = planner(*run, folder=planned, command=watched_planner(notes))
        assert told.code == 0, told.err
        said.append(told.all)
        for written in notes.read_text(encoding="utf-8").splitlines():
            is_nameless = (planned / written).is_dir()
            if written != "/dev/null" and not is_nameless:
                assert (planned / written).resolve().is_relative_to(planned / "outputs"), written
    assert not any(number in text for number in planted for text in said)
    files = [path for path in planned.rglob("*") if path.is_file() and path.name != LIST]
    assert any(path.name.endswith(".ledger.db") for path in files)
    official = leaks(planted, files)
    assert official == {
        f"danh-sach-chinh-thuc-a-559aea-xa-a-2023-04-11-ca-01.{suffix}" for suffix in ("xlsx", "docx", "pdf")
    }
    assert not any(number in path.name for number in planted for path in files)


def test_nobody_stands_in_the_ledger(planned: Path) -> None:
    before = list(sqlite3.connect(planned / diary.LEDGER).iterdump())
    ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)
    assert list(sqlite3.connect(planned / diary.LEDGER).iterdump()) == before
    assert not any(each.name in text_of(planned / diary.LEDGER) for each in PEOPLE)


def test_errors_do_not_tell_people(planned: Path) -> None:
    rows = [("?", "Nông Thị Thử", 1980, "Nà Mu", "H1", "0100123456", "999000111222"),
            (2, "Vi Văn Thử 999000111333", 1066, "Pò Lọ", "H2", "\u202e0100", 999000111444)]  # fmt: skip
    Sheet(rows=rows).write(planned / LIST)
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, "--json", folder=planned)
    assert told.code == 1
    for cell in ("A2", "B3", "C3", "F3"):
        assert f"Công dân!{cell}" in told.err
    for text in ("Nông", "Vi Văn", "0100", "999000", "1066", "Nà Mu", "Pò Lọ"):
        assert text not in told.all


def test_nothing_planned_yet(home: Path) -> None:
    write_citizens(PEOPLE, home / LIST)
    told = ask("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=home)
    assert told.code == 2
    assert "chưa lưu phương án nào" in told.err
    assert not (home / "outputs").exists()


def test_an_empty_list_to_fill_in(home: Path) -> None:
    assert ask("invite", BOOK, "mau.xlsx", "--new", folder=home).code == 0
    assert (home / "mau.xlsx").exists()
    assert ask("invite", BOOK, "mau.xlsx", "--new", folder=home).code == 2


def test_several_machines_at_once_are_one_session(planned: Path) -> None:
    both = [*diary.FIRST.assignments]
    more = [
        row.model_copy(update={"machine": "M2", "dossiers": 2})
        for row in both
        if row.unit == "A" and row.date.day == 11
    ]
    store(planned, diary.FIRST.model_copy(update={"version": 2, "assignments": (*both, *more)}))
    done = answer_of("invite", BOOK, LIST, "--unit", "A", *MONDAY, folder=planned)["units"][0]
    assert [slot["dossiers"] for slot in done["slots"]] == [3, 5, 5, 1]
