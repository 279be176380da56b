"""`planner print`: a stored plan on paper once more, whole or in part, and what is said where that cannot be."""

import json
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest

from planner.cli.planning import progress_line
from planner.cli.printing.commands import FormType
from planner.domain.plan import Plan
from planner.intake.plan_file import read_plan
from tests.campaigns import filled_plan, stand
from tests.cli.diary import BOOK, CAMPAIGN, FIRST, SECOND, answer_of, ask, store
from tests.cli.running import files_in, planner

PLAN_AND_APPENDIX = {"plan.json", "phu-luc.xlsx", "phu-luc.docx", "phu-luc.pdf", "timeline.svg"}


def notice(code: str) -> set[str]:
    return {f"thong-bao/thong-bao-{code}-xa-{code}.{suffix}" for suffix in ("docx", "pdf", "png", "txt")}


def itinerary(machine: str) -> set[str]:
    return {f"hanh-trinh/hanh-trinh-{machine}.{suffix}" for suffix in ("docx", "pdf", "xlsx")}


def part(suffix: str) -> set[str]:
    return {f"phu-luc-{suffix}.{format_}" for format_ in ("docx", "pdf", "xlsx")}


def told_in(path: Path) -> str:
    """All text of a Word document's tables."""
    return " ".join(cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells)


def test_a_stored_plan_is_printed_as_it_was(home: Path) -> None:
    assert planner("plan", BOOK, "-o", "first", folder=home).code == 0
    again = planner("print", BOOK, "-o", "again", folder=home)
    assert again.code == 0
    assert "Phương án 1, đúng như đã lưu." in again.out
    assert read_plan(home / "again" / "plan.json") == read_plan(home / "first" / "plan.json")
    assert files_in(home / "first") == PLAN_AND_APPENDIX
    of_units, of_machines = notice("a") | notice("b") | notice("c"), itinerary("m1") | itinerary("m2")
    calendar = {"lich-thang.xlsx", "lich-thang.pdf"}
    assert files_in(home / "again") == PLAN_AND_APPENDIX | of_units | of_machines | calendar


def test_what_was_written_is_told_by_folder(home: Path) -> None:
    store(home, FIRST)
    printed = ask("print", BOOK, "-o", "o", folder=home)
    assert printed.code == 0
    lines = printed.out.splitlines()
    assert lines[0] == "Phương án 1, đúng như đã lưu."
    assert lines[1] == "Đã ghi vào o:"
    assert lines[2] == (
        "  plan.json, phu-luc.xlsx, phu-luc.docx, phu-luc.pdf, timeline.svg, lich-thang.xlsx, lich-thang.pdf"
    )
    assert "  thong-bao/: 12 tệp (docx 3, pdf 3, png 3, txt 3)" in lines


def test_each_form_alone(home: Path) -> None:
    store(home, FIRST)
    wanted = {
        "appendix": PLAN_AND_APPENDIX,
        "notices": notice("a") | notice("b") | notice("c"),
        "itineraries": itinerary("m1") | itinerary("m2"),
        "calendar": {"lich-thang.xlsx", "lich-thang.pdf"},
    }
    for form, files in wanted.items():
        answer = answer_of("print", BOOK, "--form", form, "-o", form, folder=home)
        assert files_in(home / form) == files
        assert (answer["plan"] is None) == (form != "appendix")
    both = ask("print", BOOK, "--form", "notices", "--form", "itineraries", "-o", "two", folder=home)
    assert both.code == 0
    assert files_in(home / "two") == wanted["notices"] | wanted["itineraries"]


def test_one_unit(home: Path) -> None:
    store(home, FIRST)
    answer = answer_of("print", BOOK, "--unit", "Xã C", "-o", "o", folder=home)
    assert files_in(home / "o") == notice("c") | part("don-vi-c-xa-c")
    assert Counter(Path(path).parent.name for path in answer["prints"]) == {"o": 3, "thong-bao": 4}
    appendix = told_in(home / "o" / "phu-luc-don-vi-c-xa-c.docx")
    assert "Xã C" in appendix
    assert "Xã B" not in appendix
    assert "M2" in appendix
    assert "M1" not in appendix


def test_one_machine(home: Path) -> None:
    store(home, FIRST)
    assert ask("print", BOOK, "--machine", "M2", "-o", "o", folder=home).code == 0
    assert files_in(home / "o") == itinerary("m2") | part("m2") | {"lich-thang-m2.xlsx", "lich-thang-m2.pdf"}
    appendix = told_in(home / "o" / "phu-luc-m2.docx")
    assert "Xã B" in appendix
    assert "Xã A" not in appendix


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--unit", "Xã Z"), "“Xã Z”"),
        (("--unit", "Xa A"), "Có phải"),
        (("--machine", "M9"), "“M9”"),
        (("--unit", "A", "--machine", "M1"), "Chỉ dùng một trong ba"),
        (("--unit", "A", "--form", "itineraries"), "không có biểu mẫu itineraries"),
        (("--machine", "M1", "--form", "notices"), "không có biểu mẫu notices"),
        (
            ("--form", "posters"),
            "không có biểu mẫu posters. Hãy chọn một trong: phu-luc, thong-bao, lich-trinh",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(home: Path, options: tuple[str, ...], told: str) -> None:
    store(home, FIRST)
    refused = ask("print", BOOK, *options, "-o", "o", folder=home)
    assert refused.code == 2
    assert told in refused.err
    assert not (home / "o").exists()


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("phu-luc", "appendix"),
        ("Phụ lục", "appendix"),
        ("thông báo", "notices"),
        ("lich-trinh", "itineraries"),
        ("hanh_trinh", "itineraries"),
        ("Lịch tháng", "calendar"),
        ("phan-cong", "teams"),
        ("notices", "notices"),
    ],
)
def test_forms_have_vietnamese_names_too(typed: str, form: str) -> None:
    assert FormType().convert(typed, None, None).name == form


def test_teams_of_hamlets_are_printed_where_the_workbook_names_them(home: Path) -> None:
    store(home, FIRST)
    assert answer_of("print", BOOK, "--form", "teams", "-o", "o", folder=home)["prints"] == []
    book = openpyxl.load_workbook(home / BOOK)
    sheet = book["Phân công thôn"]
    sheet.append(["A", "Thôn Một", "Tổ 1"])
    sheet.append(["B", "Thôn Hai", "Tổ 2"])
    book.save(home / BOOK)
    whole = {f"phan-cong-thon.{suffix}" for suffix in ("docx", "pdf", "xlsx")}
    assert ask("print", BOOK, "--form", "teams", "-o", "o", folder=home).code == 0
    assert files_in(home / "o") == whole
    assert ask("print", BOOK, "--unit", "B", "-o", "p", folder=home).code == 0
    assert "Thôn Hai" in told_in(home / "p" / "phan-cong-thon-don-vi-b-xa-b.docx")
    assert "Thôn Một" not in told_in(home / "p" / "phan-cong-thon-don-vi-b-xa-b.docx")


def test_a_unit_without_a_slot_is_named_and_gets_no_notice(home: Path) -> None:
    store(home, filled_plan(CAMPAIGN, stand("M1", "A", "1.2 2.1 2.2")))
    printed = ask("print", BOOK, "-o", "o", folder=home)
    assert "Không in thông báo vì không còn lượt nào: Xã B, Xã C" in printed.out
    assert "Không in lịch trình vì không có việc trong phương án: M2" in printed.out
    assert {name for name in files_in(home / "o") if name.startswith("thong-bao/")} == notice("a")
    idle = answer_of("print", BOOK, "--machine", "M2", "-o", "idle", folder=home)
    assert idle["without_work"] == ["M2"]
    assert files_in(home / "idle") == part("m2") | {"lich-thang-m2.xlsx", "lich-thang-m2.pdf"}
    alone = answer_of("print", BOOK, "--unit", "B", "-o", "p", folder=home)
    assert (alone["prints"], alone["without_slots"]) == ([], ["B"])
    assert "Không có gì để in" in ask("print", BOOK, "--unit", "B", "-o", "p", folder=home).out


def test_the_past_stays_in_itineraries_and_is_told_to_nobody(home: Path) -> None:
    store(home, FIRST, SECOND)
    assert ask("print", BOOK, "-o", "o", folder=home).code == 0
    assert "Thứ Hai, 10/4/2023" in told_in(home / "o" / "hanh-trinh" / "hanh-trinh-m1.docx")
    told = (home / "o" / "thong-bao" / "thong-bao-a-xa-a.txt").read_text(encoding="utf-8-sig")
    assert "12/4/2023" in told
    assert "10/4/2023" not in told


def test_notices_of_an_earlier_plan_are_named(home: Path) -> None:
    without_c = filled_plan(CAMPAIGN, stand("M1", "A", "1.2 2.1"), stand("M2", "B", "1.2 2.1"))
    store(home, FIRST, without_c)
    first, again = (ask("print", BOOK, "--version", "1", "-o", "o", folder=home).err for _time in range(2))
    assert [line for line in first.splitlines() if "Lưu ý" in line] == [
        line for line in again.splitlines() if "Lưu ý" in line
    ], "its own papers are named to nobody; how far it is, a slow machine tells more often"
    answer = answer_of("print", BOOK, "-o", "o", folder=home)
    assert any(
        "4 giấy tờ của phương án 1 (thong-bao/thong-bao-c-xa-c.docx" in warning for warning in answer["warnings"]
    )
    assert files_in(home / "o") >= notice("c")
    assert ask("print", BOOK, "-o", "o", "--tidy", folder=home).code == 0
    assert not files_in(home / "o") & notice("c")


def test_a_long_print_tells_how_far_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(home, FIRST)
    monkeypatch.setattr(progress_line, "SILENT_SECONDS", 0.0)
    printed = ask("print", BOOK, "-o", "o", "--json", folder=home)
    told = [line for line in printed.err.splitlines() if "Đang in" in line]
    assert told == [
        *(f"  Đang in thông báo: {number}/3" for number in (1, 2, 3)),
        *(f"  Đang in lịch trình: {number}/2" for number in (1, 2)),
    ]
    assert json.loads(printed.out)["version"] == 1


def test_the_version_asked_for(home: Path) -> None:
    for _ in range(2):
        assert planner("plan", BOOK, "-o", "o", folder=home).code == 0
    told = planner("print", BOOK, "--version", "1", "-o", "one", "--json", folder=home)
    assert json.loads(told.out)["version"] == 1
    assert read_plan(home / "one" / "plan.json").version == 1
    assert read_plan(home / "o" / "plan.json").version == 2


def test_nothing_stored_or_no_such_version(home: Path) -> None:
    nothing = planner("print", BOOK, folder=home)
    assert nothing.code == 2
    assert "chưa lưu phương án nào" in nothing.err
    planner("plan", BOOK, "-o", "o", folder=home)
    assert planner("print", BOOK, "--version", "7", folder=home).code == 2


def test_a_plan_of_a_shift_that_the_workbook_lost_is_not_printed(home: Path) -> None:
    rows = tuple(row.model_copy(update={"shift": "Ca đêm"}) for row in FIRST.assignments[:1])
    store(home, Plan(campaign=CAMPAIGN.name, assignments=rows))
    refused = ask("print", BOOK, folder=home)
    assert refused.code == 2
    assert "Ca đêm" in refused.err


def test_a_plan_whose_papers_cannot_be_written_is_stored_and_says_so(home: Path) -> None:
    (home / "o" / "phu-luc.pdf").mkdir(parents=True)
    refused = planner("plan", BOOK, "-o", "o", folder=home)
    assert refused.code == 2
    assert "Phương án 1 vẫn đã được lưu" in refused.err
    assert f"planner print {BOOK} --version 1" in refused.err
    assert planner("print", BOOK, "-o", "p", folder=home).code == 0
