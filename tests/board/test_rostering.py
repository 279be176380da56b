"""*Lập lại lịch trực* by its pages: the form, the search, the roster that comes of it, its changes, its publication."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook

from planner.board.searches.search import BoardSearch, RosterOrder, SearchStage
from planner.board.searches.searches import Searches
from planner.domain.progress import Progress
from planner.errors import LedgerBusy, NoRosterInTime, NoRosterPossible, SearchDied
from planner.ledger.board_file.accounts import AccountRole
from planner.roster.policy import DutyGoal
from planner.roster.shortage import Shortage
from planner.texts import Language, choose_language
from planner.workflow.roster import unprinted
from planner.workflow.roster.publishing import publish_roster
from planner.workflow.roster.standpoint import RosterTerms
from planner.workflow.roster.unprinted import UnprintedRoster
from planner.workflow.solving import searching
from planner.workflow.solving.searching import Search, SearchHand
from tests.board.forms import Offered
from tests.board.opened import Opened, opened
from tests.board.shared import shared_board
from tests.board.test_desk import spoil
from tests.board.test_duties import LEAVE, staffed  # noqa: F401 - the fixture
from tests.board.test_searches import SOON
from tests.cli.diary import BOOK
from tests.small_rosters import rows_of
from tests.staffed_campaign import (
    CAMPAIGN,
    OFFICERS,
    PlainQuestion,
    day,
    ledger_beside,
    planned_anew,
    store_plan,
    write_staffed,
)

FORM, PUBLISHING = "/lich-truc/lap", "/lich-truc/2/cong-bo"
USUAL = {"tu": day(3).isoformat(), "ca": "", "den": "", "giu": "0", "giay": "60"}
FOUND = UnprintedRoster(number=2, was_stopped=False, warnings=("lời dặn",), meanwhile=("việc khác",))


class DeskedRoster:
    """Instead of the use case: it searches until somebody ends it, and hears of everything that it was asked."""

    def __init__(self) -> None:
        self.began = Event()
        self.asked: list[tuple[RosterTerms, float]] = []
        self.result: UnprintedRoster | Exception = FOUND

    def __call__(
        self,
        _workbook: Path,
        _folder: Path,
        search: Search,
        terms: RosterTerms,
        hand: SearchHand,
        *,
        tell_missing: Callable[[Sequence[Shortage]], None],
        **_more: object,
    ) -> UnprintedRoster | None:
        self.asked.append((terms, search.terms.seconds))
        tell_missing(())
        self.began.set()
        for _moment in range(2000):
            if hand.has_to_end():
                break
            Event().wait(0.01)
        if isinstance(self.result, Exception):
            raise self.result
        return None if hand.is_given_up() else self.result


@pytest.fixture
def desked(monkeypatch: pytest.MonkeyPatch) -> DeskedRoster:
    """Instead of the solver."""
    found = DeskedRoster()
    monkeypatch.setattr(unprinted, "roster_unprinted", found)
    monkeypatch.setattr("planner.workflow.solving.searcher.get_ready", lambda: None)
    return found


def _made(home: Path, *orders: RosterOrder) -> None:
    """Rosters of these terms, searched for plainly."""
    for order in orders:
        search = Searches(home / BOOK, None, Event(), repr).start(order)
        assert search.wait(60)
        assert search.state().stage is SearchStage.STORED


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to be copied: roster 1 is published to its end."""
    home = tmp_path_factory.mktemp("once")
    (home / BOOK).parent.mkdir()
    shutil.move(write_staffed(home), home / BOOK)
    store_plan(home / BOOK, announced=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "RosterQuestion", PlainQuestion)
        _made(home, RosterOrder(seconds=60.0))
    publish_roster(home / BOOK, by="Hà")
    return home


@pytest.fixture(scope="module")
def twice(once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another: officer 1 was then entered as ill for two days, and roster 2 was made from day 3 on."""
    home = tmp_path_factory.mktemp("twice")
    shutil.copytree(once, home, dirs_exist_ok=True)
    board = opened(home, day(3))
    assert board.post("/lich-truc/nghi", LEAVE).status_code == 303
    board.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "RosterQuestion", PlainQuestion)
        _made(home, RosterOrder(seconds=60.0, day=day(3)))
    return home


@pytest.fixture
def board(home: Path, once: Path) -> Iterator[Opened]:
    """The board of that campaign on its third day, with roster 1."""
    shutil.copytree(once, home, dirs_exist_ok=True)
    found = opened(home, day(3))
    yield found
    found.close()


@pytest.fixture
def anew(home: Path, twice: Path) -> Iterator[Opened]:
    """The same with roster 2."""
    shutil.copytree(twice, home, dirs_exist_ok=True)
    found = opened(home, day(3))
    yield found
    found.close()


def started(board: Opened, form: dict[str, str] | None = None) -> BoardSearch:
    """The search that the form begins."""
    answer = board.post(FORM, USUAL if form is None else form)
    assert answer.status_code == 303, answer.text
    found = board.searches.find(int(answer.headers["location"].removeprefix("/lap-lai/")))
    assert found is not None
    return found


def ended(board: Opened, **form: str) -> BoardSearch:
    """A search that has come to its end by itself."""
    search = started(board, USUAL | form)
    assert search.wait(60)
    return search


def events(home: Path) -> list[str]:
    with ledger_beside(home / BOOK) as ledger:
        return [event.what for event in ledger.events()]


def offered(board: Opened, address: str, action: str, **typed: str) -> dict[str, str]:
    """A form as its page offers it, with what somebody has typed."""
    return next(each.fields for each in Offered(board.text(address)).forms if each.action == action) | typed


def test_the_form_says_what_the_roster_will_rest_on(board: Opened) -> None:
    told = board.text(FORM)
    assert f'value="{day(3).isoformat()}"' in told
    assert "phân ca cho phương án 1 đã thông báo" in told
    assert "Lịch trực số 1 đã công bố đến hết ngày 23/4/2023 (Hà" in told
    assert f'href="{FORM}"' in board.text("/lich-truc")
    board.post("/lich-truc/nghi", LEAVE)
    assert "1 mục nghỉ mới nhập" in board.text(FORM)


def test_a_newer_plan_that_is_not_announced_is_not_staffed_and_said_so(board: Opened, home: Path) -> None:
    store_plan(home / BOOK, planned_anew(8, rows_of(CAMPAIGN, unit="02", first=8)))
    assert "Phương án 2 mới hơn nhưng chưa thông báo" in board.text(FORM)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("tu", "2024-01-01"),
        ("tu", "hôm nay"),
        ("ca", "Ca 9"),
        ("den", "x"),
        ("den", day(2).isoformat()),
        ("giu", "-1"),
        ("giay", "0"),
        ("giay", "9999"),
    ],
)
def test_what_makes_no_sense_is_shown_again_and_starts_nothing(board: Opened, field: str, typed: str) -> None:
    answer = board.post(FORM, {**USUAL, field: typed})
    assert answer.status_code == 422
    assert f'id="loi-{field}"' in answer.text
    assert "Chưa bắt đầu" in answer.text
    assert board.searches.running() is None


def test_the_terms_are_those_of_the_form(board: Opened, desked: DeskedRoster) -> None:
    search = started(board, {**USUAL, "ca": "Ca 02", "den": day(9).isoformat(), "giu": "1", "giay": "30"})
    search.stop()
    assert search.wait(SOON)
    assert desked.asked == [(RosterTerms(day(3), "Ca 02", day(9), 1), 30.0)]  # type: ignore[arg-type]
    told = board.text(f"/lap-lai/{search.number}")
    assert "lập từ Ca 02 12/4/2023" in told
    assert "đến hết ngày 18/4/2023" in told


def test_one_search_at_a_time_whatever_it_is_for(board: Opened, desked: DeskedRoster) -> None:
    first = started(board)
    for address, form in ((FORM, USUAL), ("/lap-lai", {"tu": day(3).isoformat(), "giu": "1", "giay": "20"})):
        answer = board.post(address, form)
        assert answer.status_code == 409
        assert f'href="/lap-lai/{first.number}"' in answer.text
        assert f'href="/lap-lai/{first.number}"' in board.text(address), "a reload finds it again"
    page = board.text(f"/lap-lai/{first.number}")
    assert "<h1>Lập lại lịch trực</h1>" in page
    assert "Dừng và giữ lịch trực tốt nhất" in page
    assert desked.began.is_set()


def test_it_is_stopped_by_its_page_and_leads_to_the_roster(board: Opened, desked: DeskedRoster) -> None:
    search = started(board)
    assert desked.began.wait(SOON)
    search.listen(Progress(DutyGoal.VACANT, 3.0, 1.0, 0.5, is_final=False))
    assert "Vị trí thiếu người" in board.text(f"/lap-lai/{search.number}")
    assert board.post(f"/lap-lai/{search.number}/dung", {}).status_code == 303
    assert search.wait(SOON)
    page = board.text(f"/lap-lai/{search.number}")
    assert 'href="/lich-truc/2"' in page
    assert "lời dặn" in page
    assert "Dừng và giữ" not in page


def test_it_is_given_up_by_its_page(board: Opened, home: Path, desked: DeskedRoster) -> None:
    before = events(home)
    search = started(board)
    assert desked.began.wait(SOON)
    assert board.post(f"/lap-lai/{search.number}/bo", {}).status_code == 303
    assert search.wait(SOON)
    assert "không lưu gì" in board.text(f"/lap-lai/{search.number}")
    assert events(home) == before


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (SearchDied("planner x --workers 1"), "Máy tính lịch dừng bất ngờ"),
        (NoRosterInTime("--seconds"), "trước khi có lịch trực đầu tiên. Hãy cho thêm thời gian"),
        (NoRosterPossible("hai ghim trái nhau"), "hai ghim trái nhau"),
        (LedgerBusy("held"), "Sổ cái đang bận"),
        (KeyError("x"), "Hãy báo lại số này"),
    ],
)
def test_what_went_wrong_is_one_clear_sentence(
    board: Opened, home: Path, desked: DeskedRoster, error: Exception, sentence: str
) -> None:
    desked.result = error
    before = events(home)
    search = started(board)
    search.stop()
    assert search.wait(SOON)
    page = board.text(f"/lap-lai/{search.number}")
    assert sentence in page
    assert f'href="{FORM}">Thử lại' in page
    assert not re.search(r"\bplanner [a-z]|(?<![\w-])--[a-z]", page.partition("<main")[2])
    assert events(home) == [*before, *(["search-died"] if isinstance(error, SearchDied) else [])]


def test_a_roster_that_the_ledger_did_not_take_is_found_in_its_file(board: Opened, desked: DeskedRoster) -> None:
    desked.result = replace(FOUND, number=0, trouble=LedgerBusy("held"), roster_path=Path("/tep/roster.json"))
    search = started(board)
    search.stop()
    assert search.wait(SOON)
    page = board.text(f"/lap-lai/{search.number}")
    assert "Đã có lịch trực, nhưng sổ cái không nhận" in page
    assert "Lịch trực còn giữ trong tệp /tep/roster.json" in page


def test_closing_the_board_keeps_the_best_roster(home: Path, board: Opened, desked: DeskedRoster) -> None:
    closing = Event()
    searches = Searches(board.desk.workbook, None, closing, lambda error: type(error).__name__)
    search = searches.start(RosterOrder(seconds=20.0, day=day(3)))
    assert desked.began.wait(SOON)
    closing.set()
    searches.wait_until_over()
    assert search.state().stage is SearchStage.STORED
    assert events(home)


def test_nothing_is_made_by_a_workbook_that_is_spoilt(board: Opened, home: Path) -> None:
    board.text(FORM)
    spoil(home / BOOK)
    answer = board.post(FORM, USUAL)
    assert answer.status_code == 422
    assert "Chưa lập lịch trực được khi tệp Excel còn lỗi" in answer.text
    assert board.searches.running() is None


def test_without_officers_or_a_plan_nothing_is_begun(home: Path, new_board: Opened) -> None:
    answer = new_board.post(FORM, USUAL)
    assert answer.status_code == 422
    assert "chưa có danh sách cán bộ" in answer.text
    shutil.move(write_staffed(home), home / BOOK)
    fresh = opened(home)
    answer = fresh.post(FORM, USUAL)
    assert answer.status_code == 422
    assert "Chưa có phương án nào để phân ca" in answer.text
    fresh.close()


@pytest.mark.usefixtures("plainly")
def test_the_first_roster_is_begun_from_the_empty_page(home: Path, staffed: Opened) -> None:  # noqa: F811
    shutil.move(write_staffed(home, OFFICERS[:2]), home / BOOK)
    assert f'href="{FORM}">Lập lịch trực lần đầu' in staffed.text("/lich-truc")
    search = ended(staffed, tu=day(1).isoformat())
    page = staffed.text(f"/lap-lai/{search.number}")
    assert 'href="/lich-truc/1"' in page
    assert re.search(r'id="tim-truoc"(?! hidden)', page), "two officers cannot fill every seat"
    told = json.loads(staffed.text(f"/lap-lai/{search.number}/tien-trinh").removeprefix("data: "))
    assert told["before"]
    assert events(home)[-1] == "roster"
    assert "chưa công bố" in staffed.text("/lich-truc")
    roster = staffed.text("/lich-truc/1")
    assert "Chưa công bố lịch trực nào khác" in roster
    assert "Vị trí thiếu người" in roster


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rosters are searched for plainly, also after the fixture that makes the first one."""
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)


def test_the_new_roster_tells_who_gets_and_loses_which_duty(anew: Opened, home: Path) -> None:
    assert events(home)[-1] == "reroster"
    stamp = anew.desk.stamp()
    one_less = replace(stamp, roster_mark=stamp.roster_mark.model_copy(update={"roster": 1}))
    assert str(stamp) != str(one_less), "other pages hear of it"
    told = anew.text("/lich-truc/2")
    assert re.search(r"\d+ cán bộ có ca trực khác lịch đã công bố: \d+ thay đổi", told)
    assert "So với lịch trực số 1, đã công bố đến hết ngày 23/4/2023 (Hà" in told
    lines = re.findall(r'<tr><th scope="row">Nguyễn Văn 1</th><td>(.*?)</td>.*?<td>([^<]*)</td></tr>', told)
    assert ("13/4/2023", "nghỉ ốm") in lines
    assert "thay Nguyễn Văn 1 (nghỉ ốm)" in told
    assert "lịch trực số 1 đã công bố đến hết ngày" in anew.text("/lich-truc")
    assert "Về lịch trực này" in anew.text("/lich-truc?so=1")
    assert anew.get("/lich-truc?so=9").status_code == 404
    assert anew.get("/lich-truc?so=x").status_code == 404
    assert anew.get("/lich-truc/9").status_code == 404
    assert anew.get("/lich-truc/2/doi-ca.zip").status_code == 200


def test_it_is_published_and_the_page_says_so(anew: Opened, home: Path) -> None:
    form = offered(anew, "/lich-truc/2", PUBLISHING, den=day(9).isoformat())
    before = str(anew.desk.stamp())
    answer = anew.post(PUBLISHING, form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/lich-truc/2?xong=1")
    assert str(anew.desk.stamp()) != before, "other pages hear of it"
    told = anew.text(answer.headers["location"])
    assert "Lịch trực số 2 đã công bố đến hết ngày 18/4/2023." in told
    assert "Từ ngày 19/4/2023 đến ngày 23/4/2023, các ca đã công bố theo lịch trực số 1 không còn hiệu lực" in told
    assert "chưa phải là lịch cán bộ đang theo" not in anew.text("/lich-truc")
    assert events(home)[-1] == "announce-roster"
    assert "công bố lịch trực" in anew.text("/nhat-ky")


@pytest.mark.parametrize("until", ["", "x", day(2).isoformat(), "2024-01-01"])
def test_a_day_that_cannot_be_is_shown_again(anew: Opened, home: Path, until: str) -> None:
    form = offered(anew, "/lich-truc/2", PUBLISHING)
    answer = anew.post(PUBLISHING, form | {"den": until or " "})
    assert answer.status_code == 422
    assert 'id="loi-den"' in answer.text
    assert events(home)[-1] == "reroster"


def test_somebody_who_published_meanwhile_is_named_and_nothing_is_written(anew: Opened, home: Path) -> None:
    form = offered(anew, "/lich-truc/2", PUBLISHING)
    publish_roster(home / BOOK, number=2, until=day(5), by="Minh")
    answer = anew.post(PUBLISHING, form)
    assert answer.status_code == 409
    assert re.search(r"Minh đã .*lịch trực 2.*14/4/2023 \(\d", answer.text)
    with ledger_beside(home / BOOK) as ledger:
        assert len(ledger.rosters.publications()) == 2
    assert anew.post(PUBLISHING, offered(anew, "/lich-truc/2", PUBLISHING)).status_code == 303
    assert anew.post(PUBLISHING, {"den": day(6).isoformat()}).status_code == 409, "a form that saw nothing"


def test_a_leave_entered_meanwhile_is_told_before_publishing(anew: Opened) -> None:
    form = offered(anew, "/lich-truc/2", PUBLISHING)
    assert anew.post("/lich-truc/nghi", {**LEAVE, "can-bo": "CB02", "thay": "1"}).status_code == 303
    assert anew.post(PUBLISHING, form).status_code == 409
    assert "Có 1 lần nhập hoặc hủy mục nghỉ sau khi lập lịch trực này" in anew.text("/lich-truc/2")


def test_a_roster_of_an_older_plan_is_not_published(anew: Opened, home: Path) -> None:
    form = offered(anew, "/lich-truc/2", PUBLISHING)
    store_plan(home / BOOK, planned_anew(8, rows_of(CAMPAIGN, unit="02", first=8)), announced=True)
    assert "nay đã thông báo phương án 2" in anew.text("/lich-truc/2")
    assert PUBLISHING not in anew.text("/lich-truc/2")
    assert anew.post(PUBLISHING, form).status_code == 422
    assert events(home)[-1] == "announce"


def test_what_the_workbook_has_lost_is_named_instead_of_the_changes(anew: Opened, home: Path) -> None:
    changed = CAMPAIGN.machines[0].name
    spoilt = anew.desk.compare_roster

    def lost(number: int, staffing: object) -> object:
        campaign = anew.desk.picture().campaign.model_copy(update={"machines": ()})
        from planner.workflow.roster.comparing import compare_roster  # noqa: PLC0415

        with anew.desk.ledger() as ledger:
            return compare_roster(campaign, staffing, ledger, number)  # type: ignore[arg-type]

    anew.desk.compare_roster = lost  # type: ignore[method-assign, assignment]
    told = anew.text("/lich-truc/2")
    anew.desk.compare_roster = spoilt  # type: ignore[method-assign]
    assert "Không nêu được các ca thay đổi" in told
    assert changed in told
    assert home.exists()


def test_who_only_looks_sees_the_changes_and_no_form(home: Path, anew: Opened) -> None:
    shared = shared_board(home)
    for role in (AccountRole.VIEWER, AccountRole.RECORDER):
        visitor = shared.person(role, f"Người {role}")
        told = visitor.text("/lich-truc/2")
        assert "So với lịch trực số 1" in told
        assert "<form" not in told.partition("<main")[2]
        assert FORM not in visitor.text("/lich-truc")
        assert visitor.get(FORM).status_code == 403
        assert visitor.post(FORM, USUAL).status_code == 403
        assert visitor.post(PUBLISHING, {"den": day(9).isoformat()}).status_code == 403
    shared.close()
    assert anew.text("/lich-truc/2")


def test_a_roster_that_is_begun_or_published_twice(anew: Opened, home: Path, desked: DeskedRoster) -> None:
    form = offered(anew, FORM, FORM)
    first, second = (anew.post(FORM, form) for _each in range(2))
    assert (first.status_code, second.status_code) == (303, 303), second.text
    assert first.headers["location"] == second.headers["location"]
    assert desked.began.wait(SOON)
    assert len(desked.asked) == 1
    form = offered(anew, "/lich-truc/2", PUBLISHING)
    assert [anew.post(PUBLISHING, form).status_code for _each in range(2)] == [303, 303]
    with ledger_beside(home / BOOK) as ledger:
        assert [each.version for each in ledger.rosters.publications()] == [1, 2]


def test_names_that_want_to_be_more_than_text(anew: Opened, home: Path) -> None:
    name = "<script>alert(1)</script><b onload=x>\"'"
    book = load_workbook(home / BOOK)
    for row in book["Cán bộ"].iter_rows(min_row=2):
        row[1].value = name
    book.save(home / BOOK)
    for address in ("/lich-truc", "/lich-truc?xem=thang", "/lich-truc/2", FORM):
        told = anew.text(address).partition("<main")[2]
        assert "<b onload" not in told
        assert "<script>" not in told
        assert ("&lt;script&gt;alert(1)" in told) == (address != FORM)


def test_it_speaks_english_too(anew: Opened) -> None:
    choose_language(Language.ENGLISH)
    try:
        assert "Make the duty roster anew" in anew.text(FORM)
        told = anew.text("/lich-truc/2")
        assert "Publish the roster up to the day, inclusive" in told
        assert "have other duties than published" in told or "has other duties than published" in told
    finally:
        choose_language(Language.VIETNAMESE)
