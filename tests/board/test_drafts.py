"""Drafts without a browser: a form moves a stay, the page tells what that comes to, only what is sound is stored."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from sqlite3 import connect
from threading import Event, Semaphore

import pytest
from httpx2 import Response

from planner.board.desk import Desk
from planner.board.drafts import judging
from planner.board.faults import BoardLog
from planner.board.people import LocalEntry, Person, Role
from planner.board.site import PAGES, Site
from planner.domain.hand_edits import HandEdits, MachineAt
from planner.domain.record import UnitCode
from planner.prints.forms.appendix.paper import print_appendix
from planner.workflow.hand_made.basis import HandBasis
from planner.workflow.hand_made.judging import HandFigures
from planner.workflow.ledger.keeping import whoever_runs_this
from tests.board.forms import Offered
from tests.board.opened import HOST, Opened, _client
from tests.campaigns import day, filled_plan, stand
from tests.hand_campaign import CAMPAIGN, PLAN, TODAY, ledger_beside, stored
from tests.ledger.samples import AT, provenance

C_STAY = {"may": "M1", "xa": "C", "tu": "2023-04-14", "tu-ca": "Ca 01", "den": "2023-04-14", "den-ca": "Ca 02"}
D_STAY = {"may": "M2", "xa": "D", "tu": "2023-04-15", "tu-ca": "Ca 01", "den": "2023-04-15", "den-ca": "Ca 02"}
A_STAY = {"may": "M1", "xa": "A", "tu": "2023-04-11", "tu-ca": "Ca 01", "den": "2023-04-11", "den-ca": "Ca 02"}
DAY_6 = "2023-04-15"
ME = whoever_runs_this()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return stored(tmp_path)


def board_of(workbook: Path) -> Opened:
    desk, entry, log = Desk(workbook, today=TODAY), LocalEntry(), BoardLog(workbook)
    site = Site(desk, entry, log, Event())
    cookie = entry.enter(entry.key)
    assert cookie is not None
    return Opened(desk, entry, log, _client(site.app([HOST])), cookie, site.searches)


@pytest.fixture
def board(workbook: Path) -> Iterator[Opened]:
    found = board_of(workbook)
    yield found
    found.close()


def moved(board: Opened, stay: dict[str, str], revision: int = 0, **to: str) -> Response:
    form = {**stay, "phien": str(revision), "sang": DAY_6} | {
        name.replace("_", "-"): value for name, value in to.items()
    }
    return board.post("/nhap", form)


def led_to(board: Opened, answer: Response) -> str:
    assert answer.status_code == 303, answer.text
    return board.text(answer.headers["location"])


def line(text: str) -> str:
    found = re.search(r"<strong>(Nháp của [^<]*)</strong>", text)
    return unescape(found[1]) if found else ""


def message(text: str) -> str:
    found = re.search(r'<p class="message" role="status">([^<]*)</p>', text)
    assert found is not None
    return unescape(found[1])


def button(text: str, label: str) -> tuple[str, dict[str, str]]:
    """Where the button's form goes, and what it sends."""
    for form in re.findall(r"<form.*?</form>", text, re.DOTALL):
        if f">{label}</button>" in form:
            found = Offered(form).forms[0]
            assert "disabled" not in form, label
            return found.action, found.fields
    raise AssertionError(label)


def press(board: Opened, text: str, label: str) -> Response:
    return board.post(*button(text, label))


def test_every_stay_that_moves_leads_to_a_form_and_no_other_does(board: Opened) -> None:
    links = [link for link in Offered(board.text("/")).links if link.startswith("/nhap?")]
    assert {re.search(r"xa=(\w)", link)[1] for link in links} == {"C", "D"}  # type: ignore[index]
    text = board.text(links[0])
    (form,) = [each for each in Offered(text).forms if each.action == "/nhap"]
    assert {name: form.fields[name] for name in C_STAY} == C_STAY
    assert (form.fields["sang"], form.fields["sang-ca"], form.fields["sang-may"]) == ("2023-04-14", "Ca 01", "M1")
    assert form.choices["sang-may"] == ["M1", "M2"]
    assert "M1, Xã C, 14/4 Ca 01 – 14/4 Ca 02" in unescape(text)


def test_a_moved_stay_is_shown_with_what_it_comes_to(board: Opened) -> None:
    text = led_to(board, moved(board, C_STAY))
    assert message(text) == "Đã dời C sang 15/4: 6 công dân mất lượt"
    assert line(text) == f"Nháp của {ME}, trên phương án 1: 1 chỗ dời · 6 công dân mất lượt · không phạm quy tắc"
    assert 'class="moved"' in text
    assert "dời trong nháp của bạn" in text, "in the key"
    assert 'id="vua-doi"' in text
    assert "Đã dời" not in message(board.text("/"))
    assert line(board.text("/")) == line(text), "kept between two pages"


def test_to_another_machine_and_what_is_left(board: Opened) -> None:
    text = led_to(board, moved(board, D_STAY, sang_may="M1"))
    assert message(text) == "Đã dời D sang M1, ngày 15/4: không ai mất lượt đã hẹn"
    assert "còn sót thêm 4 hồ sơ" in line(text)


def test_a_red_draft_is_kept_and_never_stored(board: Opened, workbook: Path) -> None:
    text = led_to(board, moved(board, C_STAY, sang_may="M2"))
    assert "phạm" in line(text)
    assert "phạm" in message(text)
    assert 'moved red"' in text
    assert "M2" in "".join(re.findall(r'<ul class="problems">.*?</ul>', text, re.DOTALL))
    assert re.search(r"<button[^>]*disabled[^>]*>Lưu lịch tay", text)
    form = {"phien": "1", "thay": "1-0"}
    answer = board.post("/nhap/luu", form)
    assert answer.status_code == 422
    assert "phạm quy tắc nên không được lưu" in answer.text
    with ledger_beside(workbook) as ledger:
        assert len(ledger.stored_versions()) == 1
    assert line(board.text("/")) == line(text)


def test_two_that_meet_in_one_slot_can_both_be_moved_on(board: Opened) -> None:
    text = led_to(board, moved(board, C_STAY, sang_may="M2"))
    links = [link for link in Offered(text).links if link.startswith("/nhap?")]
    met = {(re.search(r"may=(\w+)", link)[1], re.search(r"xa=(\w)", link)[1]) for link in links}  # type: ignore[index]
    assert met == {("M2", "C"), ("M2", "D")}
    assert led_to(board, moved(board, D_STAY, 1, sang="2023-04-17"))
    assert "không phạm quy tắc" in line(board.text("/"))


@pytest.mark.parametrize(
    ("stay", "to", "told"),
    [
        (A_STAY, {"sang": "2023-04-13"}, "đã thông báo"),
        (A_STAY | {"tu": "2023-04-10", "den": "2023-04-10"}, {}, "đã qua"),
        (C_STAY, {"sang": "2023-04-10"}, "đã qua"),
        (C_STAY, {"sang": "2023-04-18", "sang_ca": "Ca 02"}, "không đủ chỗ"),
        (C_STAY, {"sang": "ngày mai"}, "Hãy chọn ngày dời đến"),
        (C_STAY, {"sang": "20230415"}, "Hãy chọn ngày dời đến"),
        (C_STAY, {"sang_may": "M9"}, "M9"),
        (C_STAY, {"sang_ca": "Ca 9"}, "Ca 9"),
        (C_STAY | {"xa": "?"}, {}, "không còn đứng"),
        ({}, {}, "Chưa rõ cần dời chỗ nào"),
    ],
)
def test_what_may_not_be_moved_is_told_and_nothing_is_kept(
    board: Opened, stay: dict[str, str], to: dict[str, str], told: str
) -> None:
    answer = moved(board, stay, 0, **to)
    assert answer.status_code == 400
    assert told in unescape(answer.text)
    assert not line(board.text("/"))


def test_what_was_filled_in_stands_in_the_form_again(board: Opened) -> None:
    answer = moved(board, C_STAY, sang="2023-04-18", sang_ca="Ca 02", sang_may="M2")
    (form,) = [each for each in Offered(answer.text).forms if each.action == "/nhap"]
    assert (form.fields["sang"], form.fields["sang-ca"], form.fields["sang-may"]) == ("2023-04-18", "Ca 02", "M2")


def test_another_window_is_told_kindly_and_changes_nothing(board: Opened) -> None:
    moved(board, C_STAY)
    before = line(board.text("/"))
    for answer in (
        moved(board, D_STAY, 0, sang="2023-04-17"),
        board.post("/nhap/lui", {"phien": "0"}),
        board.post("/nhap/bo", {"phien": "7"}),
        board.post("/nhap/luu", {"phien": "", "thay": "1-0"}),
        board.post("/nhap/ghim", {"phien": "x", "thay": "1-0"}),
    ):
        assert answer.status_code == 409
        assert "cửa sổ khác" in answer.text
    assert line(board.text("/")) == before


def test_steps_are_taken_back(board: Opened) -> None:
    text = led_to(board, moved(board, C_STAY))
    text = led_to(board, moved(board, D_STAY, 1, sang="2023-04-17"))
    assert "2 chỗ dời" in line(text)
    text = led_to(board, press(board, text, "Hoàn tác"))
    assert "1 chỗ dời" in line(text)
    assert "Đã hoàn tác" in message(text)
    text = led_to(board, press(board, text, "Hoàn tác"))
    assert not line(text)


def test_a_draft_is_given_up(board: Opened) -> None:
    text = led_to(board, moved(board, C_STAY))
    text = led_to(board, press(board, text, "Bỏ"))
    assert message(text) == "Đã bỏ nháp."
    assert not line(text)


def test_the_schedule_is_shown_as_it_was(board: Opened) -> None:
    answer = moved(board, C_STAY, ve="/?theo=xa&ngay=7&tu=2023-04-10&da-doi=9&x=%3Cb%3E")
    assert answer.headers["location"] == "/?theo=xa&ngay=7&tu=2023-04-10&da-doi=1#vua-doi"
    answer = moved(board, D_STAY, 1, sang="2023-04-17", ve="https://evil.test/?theo=xa&tu=x")
    assert answer.headers["location"] == "/?tu=2023-04-17&da-doi=2#vua-doi"
    answer = board.post("/nhap/bo", {"phien": "2", "ve": "//evil.test/?theo=xa"})
    assert answer.headers["location"] == "/?da-bo=3#vua-doi"


def test_it_is_stored_under_its_makers_name_and_leads_to_the_comparison(board: Opened, workbook: Path) -> None:
    text = led_to(board, moved(board, C_STAY))
    answer = press(board, text, "Lưu lịch tay")
    assert (answer.status_code, answer.headers["location"]) == (303, "/phuong-an/2/so-voi/1")
    compared = board.text("/phuong-an/2/so-voi/1")
    assert "6 công dân mất lượt đã hẹn" in unescape(compared)
    with ledger_beside(workbook) as ledger:
        version = ledger.version(2)
    assert (version.made_by, version.provenance.by_hand_on, version.is_sound) == (ME, 1, True)
    assert not line(board.text("/")), "the draft is a plan now"
    assert "lập tay trên phương án 1" in board.text("/phuong-an")
    assert "lập tay trên phương án 1" in board.text("/phuong-an/2")
    assert "lập tay trên phương án: 1" in board.text("/nhat-ky")
    assert press(board, text, "Lưu lịch tay").headers["location"] == answer.headers["location"], "the same form again"
    action, form = button(text, "Lưu lịch tay")
    assert board.post(action, form | {"khoa": "khác"}).status_code == 409, "the draft is gone"
    with ledger_beside(workbook) as ledger:
        assert [each.number for each in ledger.stored_versions()] == [1, 2]


def test_what_others_wrote_meanwhile_stops_the_storing_and_keeps_the_draft(board: Opened, workbook: Path) -> None:
    text = led_to(board, moved(board, C_STAY))
    with ledger_beside(workbook) as ledger:
        ledger.announce(1, day(5), by="Minh", at=AT)
    for label in ("Lưu lịch tay", "Ghim và lập lại"):
        answer = press(board, text, label)
        assert answer.status_code == 409
        assert "Nháp của bạn vẫn còn" in answer.text
    assert line(board.text("/"))
    assert press(board, board.text("/"), "Lưu lịch tay").status_code == 303


def test_it_is_pinned_and_leads_to_the_search(board: Opened, workbook: Path) -> None:
    text = led_to(board, moved(board, C_STAY))
    answer = press(board, text, "Ghim và lập lại")
    assert answer.headers["location"] == "/lap-lai?ghim=1"
    assert message(board.text("/lap-lai?ghim=1")).startswith("Đã ghim 1 chỗ của nháp.")
    with ledger_beside(workbook) as ledger:
        (entered,) = ledger.adjustments.all()
    assert entered.adjustment.reason == f"nháp của {ME} trên phương án 1"
    assert (entered.adjustment.machine, entered.adjustment.unit, entered.entered_by) == ("M1", "C", ME)
    assert not line(board.text("/"))


def another_plan(workbook: Path) -> None:
    """Plan 2, in which D is a day later and C is where the draft wants it."""
    plan = filled_plan(
        CAMPAIGN, stand("M1", "A", "1.1 1.2 2.1 2.2"), stand("M2", "B", "1.1 1.2"), stand("M2", "D", "8.1 8.2")
    )
    with ledger_beside(workbook) as ledger:
        ledger.store_version(plan, provenance(4), is_sound=True, by="Minh", at=AT)


def test_a_draft_on_an_old_plan_is_laid_onto_the_latest(board: Opened, workbook: Path) -> None:
    led_to(board, moved(board, C_STAY))
    another_plan(workbook)
    text = board.text("/")
    assert f"Nháp của {ME} trên phương án cũ 1; mới nhất là phương án 2" in text
    assert 'class="moved"' not in text
    assert "data-back" not in text, "nothing is moved on another plan than the one that is shown"
    assert moved(board, D_STAY, 1).status_code == 400
    for action in ("/nhap/luu", "/nhap/ghim"):
        assert board.post(action, {"phien": "1", "thay": "1-0"}).status_code == 409
    text = led_to(board, press(board, text, "Đưa sang phương án 2"))
    assert message(text).startswith("Nháp nay nằm trên phương án 2. Đã bỏ 2 lượt")
    assert line(text).startswith(f"Nháp của {ME}, trên phương án 2: 1 chỗ dời")
    text = led_to(board, press(board, text, "Hoàn tác"))
    assert "trên phương án cũ 1" in text
    text = led_to(board, press(board, text, "Bỏ"))
    assert "phương án cũ" not in text


def test_each_person_has_a_draft_of_their_own(board: Opened, workbook: Path) -> None:
    led_to(board, moved(board, C_STAY))

    class Minh(LocalEntry):
        def person_of(self, token: str | None) -> Person:
            return Person("Minh", Role.PLANNER)

    class Viewer(LocalEntry):
        def person_of(self, token: str | None) -> Person:
            return Person(ME, Role.VIEWER)

    other = board.serving(*PAGES, entry=Minh())
    assert not line(other.text("/"))
    assert led_to(other, moved(other, D_STAY, 0, sang="2023-04-17"))
    assert "1 chỗ dời" in line(board.text("/"))
    seen = board.serving(*PAGES, entry=Viewer()).text("/")
    assert "/nhap" not in seen
    assert "timeline.js" not in seen
    assert 'class="moved"' not in seen


def test_without_a_plan_there_is_nothing_to_move(tmp_path: Path, new_board: Opened) -> None:
    assert "Chưa có lịch" in new_board.text("/nhap")
    assert "/nhap" not in new_board.text("/")
    for action in ("", "/lui", "/bo", "/dat-len", "/luu", "/ghim", "/phu-luc"):
        assert new_board.post(f"/nhap{action}", {**C_STAY, "sang": DAY_6, "phien": "3"}).status_code in (400, 409)


def test_a_form_of_a_stay_that_is_gone_says_so(board: Opened) -> None:
    for address in ("/nhap?" + "&".join(f"{name}={value}" for name, value in A_STAY.items()), "/nhap?may=x"):
        assert 'role="alert"' in board.text(address)
    assert 'role="alert"' not in board.text("/nhap")


def test_nothing_is_announced_so_stays_move_freely(workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "campaign.ledger.db").unlink()
    with ledger_beside(workbook) as ledger:
        ledger.store_version(PLAN, provenance(0), is_sound=True, by="Minh", at=AT)
    board = board_of(workbook)
    text = led_to(board, moved(board, A_STAY, sang="2023-04-12"))
    board.close()
    assert message(text) == "Đã dời A sang 12/4."
    assert "chưa thông báo nên dời thoải mái" in line(text)


def test_an_edited_appendix_becomes_a_draft(board: Opened, tmp_path: Path) -> None:
    edited = filled_plan(
        CAMPAIGN,
        stand("M1", "A", "1.1 1.2 2.1 2.2"),
        stand("M2", "B", "1.1 1.2"),
        stand("M1", "C", "6.1 6.2"),
        stand("M2", "D", "6.1 6.2"),
    )
    folder = tmp_path / "phụ lục"
    folder.mkdir()
    print_appendix(CAMPAIGN, edited, folder)
    answer = board.send("/doc-phu-luc", "sửa.xlsx", (folder / "phu-luc.xlsx").read_bytes())
    assert answer.status_code == 200
    text = led_to(board, press(board, answer.text, "Ghim các chỗ đã sửa"))
    assert line(text) == f"Nháp của {ME}, trên phương án 1: 1 chỗ dời · 6 công dân mất lượt · không phạm quy tắc"
    assert line(led_to(board, moved(board, C_STAY | {"tu": DAY_6, "den": DAY_6}, 1, sang="2023-04-14"))) == ""


def test_an_appendix_that_was_not_edited_offers_nothing(board: Opened, tmp_path: Path) -> None:
    print_appendix(CAMPAIGN, PLAN, tmp_path)
    answer = board.send("/doc-phu-luc", "x.xlsx", (tmp_path / "phu-luc.xlsx").read_bytes())
    assert "Ghim các chỗ đã sửa" not in answer.text


STRANGE = MachineAt(*stand("M1", "C", "8.1")[0])


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "{",
        '{"put": [["M1", "C", "2023-04-17"]]}',
        HandEdits(put=(STRANGE,) * 5001).model_dump_json(),
        '{"put": [["M1", "C", "99999-01-01", "Ca 01"]]}',
    ],
)
def test_edits_that_are_none_are_refused(board: Opened, sent: str) -> None:
    assert board.post("/nhap/phu-luc", {"phien": "0", "cho": sent}).status_code == 400


def test_edits_of_what_the_workbook_lacks_fall_away(board: Opened) -> None:
    elsewhere = (STRANGE._replace(unit=UnitCode("Z")), STRANGE._replace(day=day(300)), STRANGE._replace(day=day(1)))
    strange = HandEdits(put=(STRANGE, *elsewhere))
    text = led_to(board, board.post("/nhap/phu-luc", {"phien": "0", "cho": strange.model_dump_json()}))
    assert "1 chỗ dời" in line(text)


def test_a_broken_file_of_drafts_leaves_the_schedule(board: Opened, workbook: Path) -> None:
    workbook.with_name("campaign.board.db").write_bytes(b"not a database" * 100)
    text = board.text("/")
    assert "campaign.board.db" in message(text)
    assert "<table" in text
    answer = board.get("/nhap")
    assert answer.status_code == 503
    assert "campaign.board.db" in answer.text


def test_while_what_was_announced_cannot_be_read_nothing_is_moved(board: Opened, workbook: Path) -> None:
    with ledger_beside(workbook) as ledger:
        ledger.store_version(PLAN, provenance(4), is_sound=True, by="Minh", at=AT)
    with connect(workbook.with_name("campaign.ledger.db")) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute("UPDATE versions SET made_by = 'ai đó' WHERE number = 1")
    text = board.text("/")
    assert "<table" in text
    assert "/nhap" not in text
    assert moved(board, C_STAY).status_code == 400


def test_the_plan_is_judged_behind_the_first_look_and_not_again(board: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever drops a stay does not wait for it; neither does the page that is looked at first."""
    judged = Semaphore(0)
    before = judging.JudgedEdits.before

    def told(self: judging.JudgedEdits, basis: HandBasis) -> HandFigures:
        found = before(self, basis)
        judged.release()
        return found

    monkeypatch.setattr(judging, "READY_AFTER_SECONDS", 0.0)
    monkeypatch.setattr(judging.JudgedEdits, "before", told)
    board.text("/phuong-an")
    assert not judged.acquire(timeout=0.1), "nobody may ever edit"
    board.text("/")
    assert judged.acquire(timeout=20)
    board.text("/")
    assert not judged.acquire(timeout=0.1)
