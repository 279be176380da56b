"""Each command of the contract: what it says, what it writes, and its exit code."""

import json
from pathlib import Path

import pytest

from tests.cli.running import files_in, planner

PRINTS = {"phu-luc.xlsx", "phu-luc.docx", "phu-luc.pdf", "timeline.svg"}
BOOK = "nho/campaign.xlsx"


def test_new_then_check_of_template_and_example(tmp_path: Path) -> None:
    made = planner("new", "chien-dich", "--start", "11/4/2023", "--end", "2023-04-30", folder=tmp_path)
    assert made.code == 0, made.err
    assert "Tệp trống để điền: chien-dich/campaign.xlsx" in made.out
    assert made.err == ""
    assert files_in(tmp_path) == {"chien-dich/campaign.xlsx", "chien-dich/campaign-vi-du.xlsx"}
    example = planner("check", "chien-dich/campaign-vi-du.xlsx", folder=tmp_path)
    assert (example.code, example.err) == (0, "")
    assert "Tệp Excel hợp lệ, có thể lập lịch." in example.out
    empty = planner("check", "chien-dich/campaign.xlsx", folder=tmp_path)
    assert empty.code == 1
    assert empty.out == ""
    assert "lỗi cần sửa trong tệp Excel" in empty.err


def test_new_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "campaign.xlsx").write_bytes(b"mine")
    assert planner("new", "x", folder=tmp_path).code == 2
    assert (tmp_path / "x" / "campaign.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize("day", ["31/2/2023", "mai", "4-18-2023"])
def test_new_refuses_what_is_no_day(tmp_path: Path, day: str) -> None:
    refused = planner("new", "x", "--start", day, folder=tmp_path)
    assert refused.code == 2
    assert f"{day} không phải là ngày" in refused.err
    assert files_in(tmp_path) == set()


def test_plan_then_verify(home: Path) -> None:
    planned = planner("plan", BOOK, folder=home)
    assert planned.code == 0, planned.err
    assert files_in(home / "outputs") == {f"nho/{name}" for name in PRINTS | {"plan.json"}}
    for said in ("Chiến dịch thử", "Xong ngày", "Số máy", "21 đã xếp lịch, 0 còn sót", "đã chứng minh tối ưu", "km"):
        assert said in planned.out
    assert "Đã chứng minh: 2 máy không thể xong trước" in planned.out
    for goal in ("Còn sót", "Ngày xong", "Quãng đường", "Chờ đợi"):
        assert f"  {goal}" in planned.err, "one progress line a goal, on stderr"
    verified = planner("verify", BOOK, "outputs/nho/plan.json", folder=home)
    assert (verified.code, verified.err) == (0, "")
    assert "Lịch hợp lệ" in verified.out


def test_verify_names_what_is_broken(home: Path) -> None:
    assert planner("plan", BOOK, "-o", "o", folder=home).code == 0
    path = home / "o" / "plan.json"
    plan = json.loads(path.read_text(encoding="utf-8"))
    plan["assignments"][0]["dossiers"] += 1000
    path.write_text(json.dumps(plan), encoding="utf-8")
    verified = planner("verify", BOOK, path, "--json", folder=home)
    assert verified.code == 1
    answer = json.loads(verified.out)
    assert not answer["sound"]
    assert "capacity" in {violation["rule"] for violation in answer["violations"]}
    assert "Lịch KHÔNG hợp lệ" in verified.err


def test_the_folder_is_named_after_the_workbook_unless_it_is_called_campaign(home: Path) -> None:
    (home / "nho" / "campaign.xlsx").rename(home / "đợt 1.xlsx")
    planned = planner("plan", "đợt 1.xlsx", folder=home)
    assert planned.code == 0, planned.err
    assert files_in(home / "outputs") == {f"đợt 1/{name}" for name in PRINTS | {"plan.json"}}


def test_demo(tmp_path: Path) -> None:
    shown = planner("demo", "--workers", 1, folder=tmp_path)
    assert shown.code == 0, shown.err
    written = PRINTS | {"plan.json", "campaign.xlsx"}
    assert files_in(tmp_path) == {f"outputs/binh-gia-2023/{name}" for name in written}
    assert "13/5/2023" in shown.out
    assert "17.411 đã xếp lịch, 0 còn sót" in shown.out


def test_demo_leaves_another_workbook_alone(home: Path) -> None:
    mine = (home / BOOK).read_bytes()
    assert planner("demo", "-o", "nho", "--workers", 1, folder=home).code == 0
    assert (home / BOOK).read_bytes() == mine
    assert "nho/binh-gia-2023.xlsx" in files_in(home)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "Thiếu đối số 'CAMPAIGN.xlsx'"),
        (["plam"], "Không có lệnh 'plam'. Có phải 'plan', 'replan'?"),
        (["plan", BOOK, "--secnds", "3"], "Không có tùy chọn '--secnds'"),
        (["plan", BOOK, "--seconds", "0"], "nằm ngoài khoảng"),
        (["plan", BOOK, "--workers", "hai"], "'hai' không phải là số hợp lệ"),
        (["plan", BOOK, "--seed", "-1"], "nằm ngoài khoảng"),
        (["plan", BOOK, "-o", BOOK], "là tệp, không phải thư mục"),
        (["plan", BOOK, "thừa"], "Thừa đối số (thừa)"),
        (["check", "không-có.xlsx"], "không-có.xlsx"),
        (["verify", BOOK, "không-có.json"], "không-có.json"),
        (["verify", BOOK], "Thiếu đối số 'PLAN.json'"),
        (["check", BOOK, "--lang", "fr"], "hãy chọn một trong: 'vi', 'en'"),
        ([], "Cách dùng: planner [TÙY CHỌN] LỆNH"),
    ],
)
def test_wrong_usage(home: Path, arguments: list[str], said: str) -> None:
    refused = planner(*arguments, folder=home)
    assert refused.code == 2
    assert refused.out == ""
    assert said in refused.err
    assert files_in(home) == {BOOK}


def test_a_plan_that_is_no_plan_file(home: Path) -> None:
    (home / "plan.json").write_text("{", encoding="utf-8")
    refused = planner("verify", BOOK, "plan.json", folder=home)
    assert refused.code == 2
    assert "plan.json" in refused.err
