"""Many at once and sudden ends, briefly; `python -m tests.board_crowd` and `tests.board_kill` go on for longer."""

from pathlib import Path

from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from tests import board_day_kill
from tests.board.recorders import DayForm, book_for, kept
from tests.board_crowd import crowd
from tests.board_kill import deaths
from tests.campaigns import small_campaign
from tests.cli.diary import AT
from tests.conftest import system_part
from tests.ledger.samples import file_named
from tests.postgres import is_here, private_server


def test_what_eight_people_record_at_once_is_there_once(tmp_path: Path) -> None:
    what = crowd(tmp_path, writers=8, rows=6)
    assert what.wanted == 50
    assert what.is_whole, what


def test_what_eight_people_record_at_once_on_a_server_is_there_once(tmp_path: Path) -> None:
    system_part("PostgreSQL (initdb, pg_ctl)", present=is_here())
    with private_server() as server:
        what = crowd(tmp_path, writers=8, rows=6, address=server.new_database())
    assert what.wanted == 50
    assert what.is_whole, what


def test_nothing_acknowledged_is_lost_when_the_board_is_killed(tmp_path: Path) -> None:
    found = deaths(tmp_path, points=3, seed=5)
    assert found.acknowledged >= 2
    assert found.is_whole, found


def test_a_day_of_work_survives_deaths_in_its_middle(tmp_path: Path) -> None:
    found = board_day_kill.deaths(tmp_path, points=2, seed=5)
    assert found.points == 2
    assert found.is_whole, found


def test_what_is_lost_torn_or_doubled_is_seen(tmp_path: Path) -> None:
    book = book_for(tmp_path, 1, 4)
    whole, torn, lost = (DayForm(0, number) for number in (1, 2, 3))
    other = whole.results[0].model_copy(update={"collected": 99})
    with open_ledger(default_ledger(book), small_campaign().name) as ledger:
        for number, results in enumerate([[other], whole.results, torn.results[:1]]):
            ledger.record(results, file_named(f"{number}"), by="x", at=AT)
    found = kept(book, [whole, torn, lost])
    assert (found.whole, found.torn, found.doubled) == (frozenset([whole]), frozenset([torn]), 1)
