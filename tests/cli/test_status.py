"""`planner status`: plans, progress, lessons and gaps, readable on a page and whole for a program."""

from pathlib import Path

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
    record,
    results_file,
    store,
)
from tests.cli.running import files_in, planner
from tests.replans import reported, reported_elsewhere
from tests.workbooks import write_workbook

WIDEST = 100


def under_way(home: Path) -> None:
    """Announced, two days recorded but for one slot, planned anew."""
    store(home, FIRST)
    announce(home, 1, day(4))
    record(home, [*DAYS_1_AND_2[:-1], reported_elsewhere("C", day(2), 1)])
    store(home, SECOND, last_result=6)


def test_before_anything_was_planned(home: Path) -> None:
    done = ask("status", BOOK, "--today", "10/4/2023", folder=home)
    assert (done.code, done.err) == (0, "")
    assert f"Chưa có phương án nào. Việc tiếp theo: planner plan {BOOK}" in done.out
    assert "21 hồ sơ còn lại chưa có lượt" in done.out
    assert files_in(home) == {BOOK}, "asking begins no ledger"


def test_a_page_for_people(home: Path) -> None:
    under_way(home)
    done = ask("status", BOOK, "--today", "12/4/2023", folder=home)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    plans = lines.index("Các phương án")
    assert [line.split()[3:] for line in lines[plans + 2 : plans + 4]] == [
        ["10/4/2023", "12/4/2023", "–", "0", "13/4/2023"],
        ["12/4/2023", "13/4/2023", "–", "0", "–"],
    ]
    progress = lines.index("Tiến độ tính đến trước Ca 01 ngày 12/4/2023, số hồ sơ")
    assert [line.split() for line in lines[progress + 2 : progress + 6]] == [
        ["A", "Xã", "A", "10", "6", "0", "4", "4", "3", "0", "12/4/2023"],
        ["B", "Xã", "B", "7", "6", "0", "1", "1", "1", "0", "12/4/2023"],
        ["C", "Xã", "C", "4", "0", "1", "3", "4", "0", "0", "13/4/2023"],
        ["Tổng", "cộng", "21", "12", "1", "8", "9", "4", "0", "13/4/2023"],
    ]
    assert "Theo phương án mới nhất, dự kiến thu nhận xong ngày 13/4/2023." in lines
    assert "Chậm so với lịch: 2 đơn vị, 4 hồ sơ." in lines
    assert "Còn thiếu kết quả: 11/4/2023 (1 lượt)." in lines
    assert max(map(len, lines)) <= WIDEST


def test_for_a_program(home: Path) -> None:
    under_way(home)
    record(home, [reported(slot, 2) for slot in stand("M1", "A", "2.2 3.1")], "muộn.xlsx")
    answer = answer_of("status", BOOK, "--today", "11/4/2023", folder=home)
    assert [(each["version"], each["as_of"], each["announced_until"]) for each in answer["versions"]] == [
        (1, None, "2023-04-13"),
        (2, "2023-04-12", None),
    ]
    assert (answer["before"], answer["before_shift"]) == ("2023-04-12", "Ca 02"), "the slot after the last result"
    assert (answer["total"]["collected"], answer["total"]["elsewhere"]) == (15, 1)
    assert answer["since_latest"] == {
        "results": 2,
        "about_its_past": 1,
        "workbook_has_changed": False,
        "adjustments": 0,
    }
    assert [(slot["machine"], slot["day"], slot["shift"]) for slot in answer["without_result"]] == [
        ("M2", "2023-04-11", "Ca 02"),
        ("M2", "2023-04-12", "Ca 01"),
    ]
    units = {each["unit"]: each for each in answer["learned"]["units"]}
    assert (units["A"]["slots"], units["B"]["slots"]) == (3, 1), "only slots planned full teach"
    assert units["A"]["observed"] < units["B"]["observed"] == 1
    assert 0.7 < units["A"]["factor"] < 1 == units["B"]["observed"], "shrunk toward what was planned"


def test_lessons_are_shown_with_how_sure_they_are(home: Path) -> None:
    under_way(home)
    done = planner("status", BOOK, "--today", "12/4/2023", "--lang", "en", folder=home)
    lines = done.out.splitlines()
    heading = next(line for line in lines if line.startswith("What the results teach"))
    assert "planner replan --learn" in heading
    (of_a,) = (line.split() for line in lines[lines.index(heading) :] if line.startswith("  Xã A"))
    assert of_a[2:6] == ["3", "67", "%", "43"], "2, 3 and 1 of 3, and 3 / (3 + 4)"


def test_what_the_latest_plan_does_not_know(home: Path) -> None:
    under_way(home)
    assert "planner replan" not in ask("status", BOOK, "--today", "12/4/2023", folder=home).out.splitlines()[-1]
    record(home, [DAYS_1_AND_2[-1]], "muộn.xlsx")
    units = [unit.model_copy(update={"need": unit.need + 3}) for unit in CAMPAIGN.units]
    write_workbook(CAMPAIGN.model_copy(update={"units": tuple(units)}), home / BOOK)
    last = ask("status", BOOK, "--today", "12/4/2023", folder=home).out.splitlines()[-4:]
    assert last == [
        "Các lượt đã qua đều có kết quả.",
        "Sau khi lập phương án 2 có thêm 1 kết quả, trong đó 1 thuộc thời gian phương án coi là đã qua.",
        "Tệp chiến dịch đã thay đổi sau khi lập phương án 2; hãy kiểm tra xem phương án còn dùng được không.",
        f"Lập lại lịch phần còn lại: planner replan {BOOK}",
    ]


def test_everything_collected(home: Path) -> None:
    store(home, FIRST)
    whole = [
        reported(slot, dossiers)
        for machine, unit, slots, figures in (
            ("M1", "A", "1.2 2.1 2.2 3.1 3.2", (3, 3, 3, 1, 0)),
            ("M2", "B", "1.2 2.1 2.2", (5, 2, 0)),
            ("M2", "C", "3.1 3.2", (4, 0)),
        )
        for slot, dossiers in zip(stand(machine, unit, slots), figures, strict=True)
    ]
    record(home, whole)
    done = ask("status", BOOK, folder=home)
    assert "Đã thu nhận xong từ ngày 12/4/2023." in done.out
    assert "Chậm so với lịch" not in done.out


def test_long_names_give_way(home: Path) -> None:
    long = [unit.model_copy(update={"name": f"Xã {unit.code} {'rất dài ' * 12}".strip()}) for unit in CAMPAIGN.units]
    write_workbook(CAMPAIGN.model_copy(update={"units": tuple(long)}), home / BOOK)
    store(home, FIRST)
    lines = ask("status", BOOK, folder=home).out.splitlines()
    assert max(map(len, lines)) == WIDEST
    assert sum("…" in line for line in lines) == 3


def test_of_many_plans_the_last_are_shown(home: Path) -> None:
    store(home, *[FIRST] * 12)
    done = ask("status", BOOK, folder=home)
    assert "  - và 2 phương án trước đó; --json cho xem tất cả" in done.out
    assert len(answer_of("status", BOOK, folder=home)["versions"]) == 12


def test_a_unit_with_results_that_left_the_workbook(home: Path) -> None:
    under_way(home)
    kept = [unit for unit in CAMPAIGN.units if unit.code != "B"]
    machines = [
        machine.model_copy(
            update={
                "postings": tuple(posting.model_copy(update={"serves": ("A", "C")}) for posting in machine.postings)
            }
        )
        for machine in CAMPAIGN.machines
    ]
    write_workbook(
        CAMPAIGN.model_copy(update={"units": tuple(kept), "machines": tuple(machines), "roads": ()}), home / BOOK
    )
    refused = ask("status", BOOK, folder=home)
    assert refused.code == 1
    assert "B" in refused.err
    assert "Đơn vị" in refused.err


def test_a_plan_that_began_with_a_shift_that_the_workbook_has_no_longer(home: Path) -> None:
    store(home, FIRST, SECOND.model_copy(update={"as_of_shift": "Ca 02"}))
    renamed = CAMPAIGN.calendar.shifts[1].model_copy(update={"label": "Tối"})
    calendar = CAMPAIGN.calendar.model_copy(update={"shifts": (CAMPAIGN.calendar.shifts[0], renamed)})
    units = tuple(unit.model_copy(update={"shifts": calendar.shift_labels}) for unit in CAMPAIGN.units)
    write_workbook(CAMPAIGN.model_copy(update={"calendar": calendar, "units": units, "closures": ()}), home / BOOK)
    assert ask("status", BOOK, folder=home).code == 0
    assert answer_of("changes", BOOK, 1, 2, folder=home)["since_shift"] == "Ca 01"
    late = [reported(slot, 1) for slot in stand("M1", "A", "2.1 3.1")]
    assert len(answer_of("record", BOOK, results_file(home, late), folder=home)["too_late"]) == 1


def spoil_plan(home: Path, number: int) -> None:
    """One letter of a stored plan is not what it was."""
    path, begins = home / LEDGER, b'"version":%d,"assignment' % number
    content = path.read_bytes()
    assert content.count(begins + b"s") == 1
    path.write_bytes(content.replace(begins + b"s", begins + b"z"))


def columns(lines: list[str], first: str) -> list[str]:
    return next(line for line in lines if line.startswith(first)).split()


def test_a_latest_plan_that_cannot_be_read_gives_no_figures_and_no_other_stands_in_for_it(home: Path) -> None:
    under_way(home)
    spoil_plan(home, 2)
    done = ask("status", BOOK, "--today", "12/4/2023", folder=home)
    assert done.code == 0
    assert "phương án 2 bị hỏng" in done.err
    lines = done.out.splitlines()
    assert columns(lines, "  A ")[3:] == ["10", "6", "0", "4", "–", "3", "0", "–"]
    assert "Không đọc được phương án 2, nên không nêu số đã xếp lịch và ngày xong." in lines
    assert "Chậm so với lịch: 2 đơn vị, 4 hồ sơ." in lines, "by the announced plan, which is whole"
    assert "phương án mới nhất, dự kiến" not in done.out
    assert "chưa có lượt" not in done.out
    total = answer_of("status", BOOK, "--today", "12/4/2023", folder=home)["total"]
    assert (total["planned_ahead"], total["unplanned"], total["expected_done"]) == (None, None, None)
    assert (total["behind"], total["remaining"]) == (4, 8)


def test_an_announced_plan_that_cannot_be_read_tells_nothing_late(home: Path) -> None:
    under_way(home)
    spoil_plan(home, 1)
    done = ask("status", BOOK, "--today", "12/4/2023", folder=home)
    lines = done.out.splitlines()
    assert columns(lines, "  A ")[3:] == ["10", "6", "0", "4", "4", "–", "0", "12/4/2023"]
    assert "Không đọc được phương án 1, nên không nêu số chậm và các ca còn thiếu kết quả." in lines
    assert "Chậm so với" not in done.out
    assert "thiếu kết quả:" not in done.out
    answer = answer_of("status", BOOK, "--today", "12/4/2023", folder=home)
    assert answer["without_result"] is None
    assert [answer["total"][key] for key in ("planned_so_far", "behind", "is_late")] == [None, None, None]
