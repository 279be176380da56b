"""Pages ask no more of the ledger when it holds many plans: what is done for a page is counted, not timed."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.domain.plan import Plan
from planner.domain.version import VersionSummary
from planner.ledger import soundness
from planner.ledger.address import default_ledger
from planner.ledger.digests import digest_of
from planner.ledger.ledger import open_ledger
from planner.ledger.looked_at import looks_remembered
from tests.board.opened import Opened
from tests.campaigns import day
from tests.cli.diary import AT, BOOK, BY, CAMPAIGN, SECOND
from tests.ledger.samples import file_named, provenance

PAGES = ("/", f"/ket-qua/{day(2).isoformat()}", "/phuong-an", "/tien-do", "/nghi", "/nhat-ky")
MORE = 30


@pytest.fixture
def open_door() -> Iterator[None]:
    with looks_remembered():
        yield


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many digests are reckoned, and how often a plan or what is told of one is read."""
    done: Counter[str] = Counter()
    monkeypatch.setattr(soundness, "digest_of", _counting(done, "digests", digest_of))
    for kind, ways in ((Plan, ("model_validate", "model_validate_json")), (VersionSummary, ("model_validate_json",))):
        for way in ways:
            monkeypatch.setattr(kind, way, _counting(done, kind.__name__, getattr(kind, way)))
    return done


def _counting(done: Counter[str], name: str, read: Callable[..., object]) -> Callable[..., object]:
    def counted(*given: object, **more: object) -> object:
        done[name] += 1
        return read(*given, **more)

    return counted


def _asked(board: Opened, home: Path, worked: Counter[str], number: int) -> dict[str, Counter[str]]:
    """What each page does after somebody has recorded a result elsewhere."""
    found: dict[str, Counter[str]] = {}
    for place, address in enumerate(PAGES):
        with open_ledger(default_ledger(home / BOOK), CAMPAIGN.name) as ledger:
            row = ledger.all_result_rows()[0].result
            told = row.model_copy(update={"collected": 10 * number + place})
            ledger.record([told], file_named(f"{number}-{place}"), by=BY, at=AT)
        worked.clear()
        board.text(address)
        found[address] = Counter(worked)
    return found


def _add_plans(home: Path, count: int) -> None:
    with open_ledger(default_ledger(home / BOOK), CAMPAIGN.name) as ledger:
        made_from = ledger.stored_versions()[-1].provenance or provenance()
        for _number in range(count):
            ledger.store_version(SECOND, made_from, is_sound=True, by=BY, at=AT)


@pytest.mark.usefixtures("open_door")
def test_pages_do_no_more_with_many_plans_than_with_few(board: Opened, under_way: Path, worked: Counter[str]) -> None:
    board.text("/")
    few = _asked(board, under_way, worked, 1)
    _add_plans(under_way, MORE)
    board.text("/")
    many = _asked(board, under_way, worked, 2)
    assert many == few
    assert few["/"]["Plan"] <= 3, "the latest, the announced and what it still told when the latest was made"


def test_without_remembering_they_would(board: Opened, under_way: Path, worked: Counter[str]) -> None:
    """The count above sees what it is there for."""
    few = _asked(board, under_way, worked, 1)
    _add_plans(under_way, MORE)
    many = _asked(board, under_way, worked, 2)
    assert many["/"]["digests"] >= few["/"]["digests"] + MORE


@pytest.mark.usefixtures("open_door")
def test_plans_announced_one_after_the_other_are_read_once(
    board: Opened, under_way: Path, worked: Counter[str]
) -> None:
    """Each of them held for a while, so each is needed for what had been planned."""
    with open_ledger(default_ledger(under_way / BOOK), CAMPAIGN.name) as ledger:
        made_from = ledger.stored_versions()[-1].provenance or provenance()
        for number in range(2, 9):
            plan = SECOND.model_copy(update={"as_of": day(number)})
            stored = ledger.store_version(plan, made_from, is_sound=True, by=BY, at=AT)
            ledger.announce(stored.number, day(9), by=BY, at=AT)
    board.text("/")
    found = _asked(board, under_way, worked, 1)
    assert found["/"]["Plan"] <= 2, "the latest and the announced"
