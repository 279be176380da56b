"""`planner record`: all of a file or nothing, each correction named, and what to do next."""

from pathlib import Path

import pytest

from planner.ledger.ledger import open_ledger
from tests.campaigns import day, stand
from tests.cli.diary import (
    BOOK,
    CAMPAIGN,
    DAYS_1_AND_2,
    FIRST,
    LEDGER,
    SECOND,
    announce,
    answer_of,
    ask,
    break_pages,
    events_in,
    ledger_in,
    record,
    record_file,
    results_file,
    store,
)
from tests.cli.running import files_in
from tests.replans import reported, reported_elsewhere
from tests.workbooks import write_workbook


def test_the_same_file_twice_changes_nothing_and_says_so(home: Path) -> None:
    recorded = record(home, DAYS_1_AND_2)
    assert recorded.code == 0, recorded.err
    assert "Đã ghi kq.xlsx: 6 kết quả mới, 0 kết quả sửa lại, 0 không đổi." in recorded.out
    before = (home / LEDGER).read_bytes()
    again = record_file(home, "kq.xlsx")
    assert (again.code, again.out) == (
        0,
        "Không có gì thay đổi: cả 6 kết quả trong kq.xlsx đã có trong sổ cái.\n",
    )
    assert (home / LEDGER).read_bytes() == before


def test_a_correction_is_named_and_the_older_file_does_not_undo_it(home: Path) -> None:
    record(home, DAYS_1_AND_2, "cũ.xlsx")
    first, *others = DAYS_1_AND_2
    mended = [first.model_copy(update={"collected": 3, "activated": 2, "note": "đếm lại"}), *others]
    corrected = record(home, mended, "mới.xlsx")
    assert "Đã ghi mới.xlsx: 0 kết quả mới, 1 kết quả sửa lại, 5 không đổi." in corrected.out
    assert "  - 10/4/2023, Ca 02, M1, Xã A (A): thu nhận 2 → 3; kích hoạt – → 2; ghi chú khác trước\n" in corrected.out
    old = record_file(home, "cũ.xlsx")
    assert "Không có gì thay đổi" in old.out
    assert "1 kết quả trong tệp này đã được tệp khác sửa sau đó; kết quả đã sửa vẫn giữ." in old.out
    with ledger_in(home) as ledger:
        assert [result.collected for result in ledger.results()] == [3, 5, 3, 1, 1, 0]
        assert len(ledger.all_result_rows()) == 7


def test_what_came_without_a_machine_is_corrected_too(home: Path) -> None:
    record(home, [reported_elsewhere("C", day(2), 4)])
    corrected = record(home, [reported_elsewhere("C", day(2), 1)])
    assert "  - 11/4/2023, Xã C (C), không qua máy: thu nhận 4 → 1\n" in corrected.out


def test_only_the_first_corrections_are_shown_and_a_program_gets_all(home: Path) -> None:
    many = [reported(slot, 1) for slot in stand("M1", "A", "1.2 2.1 2.2 3.1 3.2 4.1 4.2")]
    many += [reported(slot, 1) for slot in stand("M2", "B", "1.2 2.1 2.2 3.1 3.2 4.1 4.2")]
    many += [reported_elsewhere(unit, day(number), 1) for unit in "ABC" for number in (1, 2, 3)]
    record(home, many)
    mended = [result.model_copy(update={"collected": 2}) for result in many]
    name = results_file(home, mended, "sửa.xlsx")
    answer = answer_of("record", BOOK, name, "--today", "14/4/2023", folder=home)
    assert (answer["new"], answer["corrected"], len(answer["corrections"])) == (0, 23, 23)
    assert {(each["was"]["collected"], each["now"]["collected"]) for each in answer["corrections"]} == {(1, 2)}
    shown = record(home, [result.model_copy(update={"collected": 3}) for result in many], "lại.xlsx")
    assert shown.out.count("thu nhận 2 → 3") == 20
    assert "  … và 3 kết quả khác; --json cho xem tất cả" in shown.out


def test_one_wrong_figure_keeps_the_whole_file_out(home: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    name = results_file(home, DAYS_1_AND_2)
    book = load_workbook(home / name)
    book["Kết quả"]["E3"] = -4
    book["Kết quả"]["E5"] = "khoảng 3"
    book.save(home / name)
    refused = record_file(home, name)
    assert refused.code == 1
    assert "Kết quả!E3" in refused.err
    assert "Kết quả!E5" in refused.err
    assert files_in(home) == {BOOK, name}, "no ledger was begun"


def test_days_to_come_are_refused(home: Path) -> None:
    refused = record(home, DAYS_1_AND_2, today="10/4/2023")
    assert refused.code == 1
    assert "11/4/2023" in refused.err
    assert not (home / LEDGER).exists()
    assert record(home, DAYS_1_AND_2, today="11/4/2023").code == 0


def test_a_file_of_another_kind_or_none(home: Path) -> None:
    (home / "kq.xlsx").write_bytes(b"no workbook")
    for name in ("kq.xlsx", "không có.xlsx"):
        refused = ask("record", BOOK, name, folder=home)
        assert refused.code == 2
        assert name in refused.err


def test_what_is_still_missing_is_the_next_step(home: Path) -> None:
    alone = record(home, DAYS_1_AND_2[:1], "một.xlsx")
    assert f"Chưa có phương án nào. Việc tiếp theo: planner plan {BOOK} --fresh" in alone.out
    store(home, FIRST)
    some = record(home, DAYS_1_AND_2[:3], "hai.xlsx", today="12/4/2023")
    assert (
        "Còn thiếu kết quả: 10/4/2023 (1 lượt), 11/4/2023 (2 lượt). "
        f"Hãy ghi nốt, rồi chạy: planner replan {BOOK}\n" in some.out
    )
    whole = record(home, DAYS_1_AND_2, "ba.xlsx", today="12/4/2023")
    assert f"Các lượt trước hôm nay đều đã có kết quả. Việc tiếp theo: planner replan {BOOK}\n" in whole.out


def test_a_day_that_the_latest_plan_takes_for_past_is_corrected_with_a_note(home: Path) -> None:
    store(home, FIRST)
    record(home, DAYS_1_AND_2)
    store(home, SECOND, last_result=6)
    late = [
        DAYS_1_AND_2[2].model_copy(update={"collected": 3}),
        reported_elsewhere("C", day(1), 2),
        *(reported(slot, 2) for slot in stand("M1", "A", "3.1")),
    ]
    corrected = record(home, late, "muộn.xlsx")
    assert corrected.code == 0, corrected.err
    assert "2 kết quả trong số này thuộc thời gian trước ngày 12/4/2023; khi lập phương án 2 chưa có." in corrected.out
    again = answer_of("record", BOOK, "muộn.xlsx", "--today", "14/4/2023", folder=home)
    assert (again["unchanged"], again["too_late"], again["too_late_for_version"]) == (3, [], None)


def test_within_a_day_the_shift_decides_what_came_too_late(home: Path) -> None:
    store(home, SECOND.model_copy(update={"as_of": day(3), "as_of_shift": "Ca 02"}))
    late = [reported(slot, 1) for slot in stand("M1", "A", "3.1 3.2")]
    answer = answer_of("record", BOOK, results_file(home, late), "--today", "14/4/2023", folder=home)
    assert [each["shift"] for each in answer["too_late"]] == ["Ca 01"]
    mended = [result.model_copy(update={"collected": 2}) for result in late]
    said = record(home, mended, "sửa.xlsx").out
    assert "1 kết quả trong số này thuộc thời gian trước ngày 12/4/2023 (Ca 02); khi lập phương án 1 chưa có." in said


def test_a_form_that_nobody_has_filled_in(home: Path) -> None:
    store(home, FIRST)
    ask("new-results", BOOK, "--date", "12/4/2023", "-o", "f.xlsx", folder=home)
    done = record_file(home, "f.xlsx")
    assert (done.code, done.out) == (0, "f.xlsx chưa có kết quả nào; chưa ghi gì.\n")
    assert "Kết quả" in done.err, "the rows left empty are mentioned"
    assert events_in(home) == ["plan"]


def test_warnings_leave_room_for_the_result_and_a_program_gets_all(home: Path) -> None:
    much = [reported(slot, 900) for slot in stand("M1", "A", "1.2 2.1 2.2 3.1 3.2 4.1 4.2 5.1")]
    much += [reported(slot, 900) for unit in "BC" for slot in stand("M2", unit, "1.2 2.1 2.2 3.1 3.2 4.1 4.2 5.1 5.2")]
    shown = record(home, much)
    assert shown.code == 0
    answer = answer_of("record", BOOK, "kq.xlsx", "--today", "14/4/2023", folder=home)
    warnings = answer["problems"]
    assert len(warnings) > 26
    assert shown.err.count("Lưu ý: Kết quả!") == 20
    assert shown.err.splitlines()[-1] == f"… và {len(warnings) - 20} mục khác; --json cho xem tất cả"


def test_the_ledger_may_stand_elsewhere(home: Path) -> None:
    name = results_file(home, DAYS_1_AND_2)
    (home / "sổ").mkdir()
    done = ask("record", BOOK, name, "--today", "14/4/2023", "--ledger", "sổ/chung.db", folder=home)
    assert done.code == 0, done.err
    assert files_in(home) == {BOOK, name, "sổ/chung.db"}
    with open_ledger(home / "sổ" / "chung.db", CAMPAIGN.name) as ledger:
        assert len(ledger.results()) == 6


@pytest.mark.parametrize("address", ["không có/sổ.db", "nho", "mysql://tinh/so"])
def test_a_place_that_holds_no_ledger(home: Path, address: str) -> None:
    name = results_file(home, DAYS_1_AND_2)
    refused = ask("record", BOOK, name, "--today", "14/4/2023", "--ledger", address, folder=home)
    assert refused.code == 2
    assert refused.out == ""
    assert "--ledger" in refused.err
    assert files_in(home) == {BOOK, name}


def test_the_ledger_of_another_campaign(home: Path) -> None:
    store(home, FIRST)
    write_workbook(CAMPAIGN.model_copy(update={"name": "Bắc Sơn"}), home / BOOK)
    refused = record(home, DAYS_1_AND_2)
    assert refused.code == 2
    assert "Chiến dịch thử" in refused.err
    assert "Bắc Sơn" in refused.err


def test_a_damaged_ledger_names_restore(home: Path) -> None:
    record(home, DAYS_1_AND_2)
    broken = break_pages(home)
    refused = record(home, DAYS_1_AND_2, "khác.xlsx")
    assert refused.code == 2
    assert "planner restore" in refused.err
    assert (home / LEDGER).read_bytes() == broken


def test_the_announced_plan_tells_what_is_missing_not_a_later_draft(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(5))
    store(home, SECOND)
    shown = record(home, DAYS_1_AND_2, today="13/4/2023")
    assert "Còn thiếu kết quả: 12/4/2023 (4 lượt)." in shown.out, "by the draft it would be three"
