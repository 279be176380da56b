"""Who wrote what on a shared board: for each form one event with the account's name, at a clash the other's name."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.board.site import PAGES, SHARED_PAGES
from planner.ledger.board_file.accounts import AccountRole
from planner.workflow.days.results_forms import new_results_form
from planner.workflow.solving import searching
from tests import hand_campaign
from tests.board.forms import Offered
from tests.board.shared import PASSWORD, SharedBoard, Visitor, read_out, shared_board, shared_board_of
from tests.board.test_adjustments import form as adjustment
from tests.board.test_comparison import ANNOUNCE, seen
from tests.board.test_day_results import DAY_3, Fields
from tests.board.test_drafts import C_STAY, DAY_6
from tests.board.test_duties import LEAVE
from tests.board.test_replanning import USUAL
from tests.board.test_results_file import write_collected
from tests.campaigns import day
from tests.cli.diary import BOOK, ledger_in
from tests.staffed_campaign import PlainQuestion, ledger_beside, store_plan, write_staffed

SENT = 303
WRITTEN = 60.0
"""A search of the small campaign takes far less."""


@dataclass
class Writing:
    """A planner on a shared board, and everything that is written in their name or in another's."""

    board: SharedBoard
    home: Path
    planner: Visitor

    def happened(self) -> list[str]:
        """By whom, for each event of the ledger and each note of the door."""
        with ledger_in(self.home) as ledger:
            events = [event.by for event in ledger.events()]
        return events + [note.by for note in self.board.notes()]

    def form(self, address: str = DAY_3) -> Fields:
        """Of a day."""
        return Fields(self.planner.text(address))


@pytest.fixture
def writing(shared: SharedBoard, under_way: Path) -> Writing:
    shared.adds("Hà", AccountRole.ADMIN)
    shared.adds("Bình", AccountRole.VIEWER)
    return Writing(shared, under_way, shared.person(AccountRole.ADMIN, "Lan"))


def _record(writing: Writing) -> None:
    assert writing.planner.post(DAY_3, writing.form().of("M1", "Ca 01", thu="2")).status_code == SENT


def _send_file(writing: Writing) -> None:
    path = filled_in(writing.home)
    assert writing.planner.send("/ket-qua/tep", path.name, path.read_bytes()).status_code == 200


def _break(writing: Writing) -> None:
    assert writing.planner.post("/nghi", adjustment()).status_code == SENT


def _mend(writing: Writing) -> None:
    writing.planner.post("/nghi", adjustment())
    assert writing.planner.post("/nghi/1/huy", {"thay": "1"}).status_code == SENT


def _announce(writing: Writing) -> None:
    told = {"den": "2023-04-14", "cong-dan": "4", "da-thay": seen(writing.planner.text(ANNOUNCE))}
    assert writing.planner.post(ANNOUNCE, told).status_code == SENT


def _search(writing: Writing) -> None:
    answer = writing.planner.post("/lap-lai", {**USUAL, "giay": "1"})
    assert answer.status_code == SENT, answer.text
    search = writing.board.site.searches.find(1)
    assert search is not None
    assert search.state().begun_by == "Lan"
    assert search.wait(WRITTEN)
    assert search.state().outcome is not None


def _add(writing: Writing) -> None:
    read_out(writing.planner.post("/nguoi-dung", {"ten": "Minh", "vai": "viewer"}))


def _of_account(end: str, **form: str) -> "Write":
    def write(writing: Writing) -> None:
        address = f"/nguoi-dung/{writing.board.number_of('Bình')}{end}"
        assert writing.planner.post(address, form).status_code in (200, SENT)

    return write


def _change_password(writing: Writing) -> None:
    new = PASSWORD + " mới"
    told = {"cu": PASSWORD, "moi": new, "moi-2": new}
    assert writing.planner.post("/mat-khau", told).status_code == SENT


def _plain(address: str, **form: str) -> "Write":
    def write(writing: Writing) -> None:
        assert writing.planner.post(address, form).status_code in (200, SENT)

    return write


Write = Callable[[Writing], None]


WRITES: Mapping[str, Write] = {
    "/ket-qua/{day}": _record,
    "/ket-qua/tep": _send_file,
    "/nghi": _break,
    "/nghi/{number}/huy": _mend,
    "/lap-lai": _search,
    "/phuong-an/{number}/thong-bao": _announce,
    "/vao": _plain("/vao", ten="Lan", **{"mat-khau": PASSWORD}),
    "/ra": _plain("/ra"),
    "/mat-khau": _change_password,
    "/nguoi-dung": _add,
    "/nguoi-dung/{number}": _of_account("", vai="planner"),
    "/nguoi-dung/{number}/mat-khau": _of_account("/mat-khau"),
    "/nguoi-dung/{number}/dong": _of_account("/dong"),
    "/ma-ngay": _plain("/ma-ngay"),
}
LEAVES = ("/lich-truc/nghi", "/lich-truc/nghi/{number}/huy")
ROSTERS = ("/lich-truc/lap", "/lich-truc/{number}/cong-bo")
DRAFTS = {"/nhap/luu": "Lưu lịch tay", "/nhap/ghim": "Ghim và lập lại"}
"""These and the two before of other campaigns: see below."""
NOTHING_WRITTEN = {
    "/lap-lai/{number}/dung": "ends a search; what it found is stored under the name of who began it",
    "/lap-lai/{number}/bo": "ends a search, of which nothing is kept",
    "/doc-phu-luc": "reads an appendix, of which nothing is kept",
    "/nhap": "moves a stay in a draft, which is its owner's own and no event",
    "/nhap/lui": "takes a step of a draft back",
    "/nhap/bo": "gives a draft up",
    "/nhap/dat-len": "lays a draft onto the latest plan",
    "/nhap/phu-luc": "makes a draft of an appendix",
}


def filled_in(home: Path) -> Path:
    """The results form of day 3 with a figure in its first row, which is about A."""
    path = home / "ngày 3.xlsx"
    new_results_form(home / BOOK, day(3), path, today=day(3))
    return write_collected(path, 1)


def test_every_form_of_the_board_is_known_here() -> None:
    forms = {page.path for page in (*PAGES, *SHARED_PAGES) if page.method == "POST"}
    assert forms == {*WRITES, *NOTHING_WRITTEN, *LEAVES, *ROSTERS, *DRAFTS}


@pytest.mark.parametrize("path", WRITES)
def test_each_form_leaves_one_event_with_the_name_of_the_account(writing: Writing, path: str) -> None:
    before = sorted(writing.happened())
    WRITES[path](writing)
    after = sorted(writing.happened())
    if path == "/nghi/{number}/huy":  # what is taken back had to be entered first
        before.append("Lan")
    assert after == sorted([*before, "Lan"])


def test_results_bear_the_name_of_the_account(writing: Writing) -> None:
    minh = writing.board.person(AccountRole.RECORDER, "Minh")
    minh.post(DAY_3, Fields(minh.text(DAY_3)).of("M1", "Ca 01", thu="2"))
    assert "Minh" in writing.planner.text(DAY_3)
    with ledger_in(writing.home) as ledger:
        assert ledger.all_result_rows()[-1].recorded_by == "Minh"
    assert "Minh" in writing.planner.text("/nhat-ky")


def test_two_at_one_slot_hear_each_others_names(writing: Writing) -> None:
    minh = writing.board.person(AccountRole.RECORDER, "Minh")
    mine, others = writing.form(), Fields(minh.text(DAY_3))
    assert minh.post(DAY_3, others.of("M1", "Ca 01", thu="3")).status_code == SENT
    answer = writing.planner.post(DAY_3, mine.of("M1", "Ca 01", thu="2"))
    assert answer.status_code == 409
    assert "Minh đã ghi 3" in answer.text
    assert "Giữ số của Minh" in answer.text or "Giữ của Minh" in answer.text


def test_a_plan_bears_the_name_of_who_began_its_search(writing: Writing) -> None:
    minh = writing.board.person(AccountRole.PLANNER, "Minh")
    minh.post("/lap-lai", {**USUAL, "giay": "1"})
    search = writing.board.site.searches.find(1)
    assert search is not None
    assert search.wait(WRITTEN)
    with ledger_in(writing.home) as ledger:
        assert (ledger.stored_versions()[-1].number, ledger.events()[-1].by) == (3, "Minh")
    assert "Minh" in writing.planner.text("/phuong-an")


def bound(board: SharedBoard) -> Visitor:
    """Minh, who records for A alone."""
    return board.person(AccountRole.RECORDER, "Minh", "A")


def test_who_is_bound_to_units_sees_only_these(writing: Writing) -> None:
    told = bound(writing.board).text(DAY_3)
    assert "Xã A" in told
    assert "Xã B" not in told
    assert "Xã C" not in told
    assert "Xã C" in writing.planner.text(DAY_3)


@pytest.mark.parametrize("address", ["/tien-do", "/ban-do", "/?theo=xa"])
def test_who_is_bound_to_units_looks_at_the_campaign_as_every_viewer_does(writing: Writing, address: str) -> None:
    """To be bound narrows what is recorded: those who may do less, viewers, see all units, and no citizen is named."""
    viewer = writing.board.person(AccountRole.VIEWER, "Bình")
    told, seen = bound(writing.board).text(address), viewer.text(address)
    for unit in ("Xã A", "Xã B", "Xã C"):
        assert (unit in told, unit in seen) == (True, True)


def test_of_the_days_the_first_that_lacks_results_of_these_units_is_shown(writing: Writing) -> None:
    first = bound(writing.board).get("/ket-qua").headers["location"]
    assert first == DAY_3, "of A nothing is lacking before today"
    assert writing.planner.get("/ket-qua").headers["location"] != DAY_3


def test_other_units_are_refused_even_where_the_form_was_forged(writing: Writing) -> None:
    minh, forms = bound(writing.board), writing.form()
    before = len(writing.happened())
    answer = minh.post(DAY_3, forms.of("M2", "Ca 01", thu="2"))
    assert answer.status_code == 403
    assert "không do bạn phụ trách" in answer.text
    extra = {"khoa": "k", "xa.t0": "C", "may.t0": "M1", "ca.t0": "Ca 01", "thu.t0": "1"}
    assert minh.post(DAY_3, extra).status_code == 403
    assert len(writing.happened()) == before
    own = Fields(minh.text(DAY_3))
    assert minh.post(DAY_3, own.of("M1", "Ca 01", thu="2")).status_code == SENT


def test_other_units_are_refused_in_a_results_workbook_too(writing: Writing) -> None:
    minh, path = bound(writing.board), filled_in(writing.home)
    assert minh.send("/ket-qua/tep", path.name, path.read_bytes()).status_code == 200
    book = load_workbook(path)
    sheet = book["Kết quả"]
    for row in sheet.iter_rows(min_row=2):
        if "M2" in {cell.value for cell in row}:
            sheet.cell(row[0].row or 0, _column(sheet, "Thu nhận"), 1)
    book.save(path)
    before = len(writing.happened())
    answer = minh.send("/ket-qua/tep", path.name, path.read_bytes())
    assert answer.status_code == 422
    assert "thuộc đơn vị không do bạn phụ trách" in answer.text
    assert len(writing.happened()) == before
    assert writing.planner.send("/ket-qua/tep", path.name, path.read_bytes()).status_code == 200


def _column(sheet: object, title: str) -> int:
    cells = (cell for row in sheet.iter_rows(max_row=12) for cell in row)  # type: ignore[attr-defined]
    return next(int(cell.column) for cell in cells if cell.value == title)


def test_leaves_bear_the_name_of_the_account(home: Path) -> None:
    shutil.move(write_staffed(home), home / BOOK)
    store_plan(home / BOOK, announced=True)
    board = shared_board(home)
    minh = board.person(AccountRole.PLANNER, "Minh")
    answer = minh.post(LEAVES[0], LEAVE)
    assert answer.status_code == SENT, answer.text
    assert minh.post("/lich-truc/nghi/1/huy", {"thay": "1"}).status_code == SENT
    with ledger_beside(home / BOOK) as ledger:
        assert [event.by for event in ledger.events()][-2:] == ["Minh", "Minh"]
    board.close()


def test_rosters_bear_the_name_of_the_account(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.move(write_staffed(home), home / BOOK)
    store_plan(home / BOOK, announced=True)
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)
    board = shared_board(home)
    minh, lan = board.person(AccountRole.PLANNER, "Minh"), board.person(AccountRole.PLANNER, "Lan")
    assert minh.post(ROSTERS[0], {"tu": day(1).isoformat(), "giu": "2", "giay": "60"}).status_code == SENT
    search = board.site.searches.find(1)
    assert search is not None
    assert search.wait(WRITTEN)
    form = next(each for each in Offered(lan.text("/lich-truc/1")).forms if each.action == "/lich-truc/1/cong-bo")
    assert lan.post(form.action, form.fields).status_code == SENT
    with ledger_beside(home / BOOK) as ledger:
        told = [(event.what, event.by) for event in ledger.events()][-2:]
        assert told == [("roster", "Minh"), ("announce-roster", "Lan")]
        assert [each.published_by for each in ledger.rosters.publications()] == ["Lan"]
    assert "Minh" in lan.text("/lich-truc/1")
    board.close()


@pytest.mark.parametrize(("path", "label"), DRAFTS.items())
def test_what_becomes_of_a_draft_bears_the_name_of_the_account(tmp_path: Path, path: str, label: str) -> None:
    workbook = hand_campaign.stored(tmp_path)
    board = shared_board_of(workbook, hand_campaign.TODAY)
    lan = board.person(AccountRole.PLANNER, "Lan")
    moved = {**C_STAY, "phien": "0", "sang": DAY_6}
    assert lan.post("/nhap", moved).status_code == SENT
    forms = [told for told in re.findall(r"<form.*?</form>", lan.text("/"), re.DOTALL) if f">{label}</button>" in told]
    form = Offered(forms[0]).forms[0]
    assert form.action == path
    assert lan.post(path, form.fields).status_code == SENT
    with hand_campaign.ledger_beside(workbook) as ledger:
        assert ledger.events()[-1].by == "Lan"
    board.close()
