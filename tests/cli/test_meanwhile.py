"""Two people at once: what one does while the other's command runs is told, and nothing is promised unknowingly."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.plan import Plan
from planner.ledger.ledger import Ledger
from planner.workflow.days import announcing
from planner.workflow.invitations import inviting
from planner.workflow.ledger.keeping import this_moment
from planner.workflow.planning import adopting, standpoint
from planner.workflow.printing import printing
from tests.campaigns import day
from tests.cli.diary import (
    BOOK,
    DAYS_1_AND_2,
    FIRST,
    SECOND,
    announce,
    answer_of,
    ask,
    ledger_in,
    results_file,
    store,
)
from tests.people import citizens, write_citizens

REPLAN = ("replan", BOOK, "-o", "o", "--as-of", "12/4/2023", "--workers", "1", "--seconds", "20")


def while_searching(monkeypatch: pytest.MonkeyPatch, room: object, happens: Callable[[], object]) -> None:
    """Let this happen after the search has begun from what it knew."""
    search = room.solve_until  # type: ignore[attr-defined]

    def solve(*arguments: object) -> object:
        happens()
        return search(*arguments)

    monkeypatch.setattr(room, "solve_until", solve)


def test_an_announcement_and_results_that_come_while_a_replan_searches(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(home, FIRST)
    announce(home, 1, day(2))
    name = results_file(home, DAYS_1_AND_2)

    def others() -> None:
        announce(home, 1, day(4))
        assert ask("record", BOOK, name, "--today", "12/4/2023", folder=home).code == 0

    while_searching(monkeypatch, standpoint, others)
    done = ask(*REPLAN, folder=home)
    assert done.code == 0
    assert "trực ban thông báo phương án 1 đến hết ngày 13/4/2023" in done.err
    assert "6 kết quả" in done.err
    assert "planner replan nho/campaign.xlsx" in done.err
    assert "đã thông báo đến hết 13/4/2023" in done.out, "the amendment is against what citizens rely on now"
    announced = ask("announce", BOOK, folder=home)
    assert announced.code == 0
    assert "được lập khi chưa biết lần thông báo gần nhất" in announced.err
    assert "6 kết quả" in announced.err
    answer = answer_of("announce", BOOK, "--until", "12/4/2023", folder=home)
    assert (answer["older_than"], answer["results_since"]) == (None, 0), "told once, where it is announced anew"


def test_a_first_plan_is_told_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    while_searching(monkeypatch, standpoint, lambda: store(home, FIRST))
    done = ask("plan", BOOK, "-o", "o", "--workers", "1", "--seconds", "20", folder=home)
    assert done.code == 0
    assert "trực ban lưu phương án 1" in done.err


def test_nothing_is_told_where_nothing_came(home: Path) -> None:
    store(home, FIRST)
    announce(home, 1, day(2))
    done = ask(*REPLAN, folder=home)
    assert done.code == 0
    assert "trực ban" not in done.err
    assert ask("announce", BOOK, folder=home).err == ""


def test_an_announcement_from_an_older_state_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(home, FIRST, SECOND)
    moment = this_moment

    def others_first() -> object:
        with ledger_in(home) as ledger:
            if len(ledger.announcements()) == 0:
                announce(home, 1, day(3))
        return moment()

    monkeypatch.setattr(announcing, "this_moment", others_first)
    done = ask("announce", BOOK, folder=home)
    assert done.code == 2
    assert "trực ban thông báo phương án 1" in done.err
    with ledger_in(home) as ledger:
        assert [each.version for each in ledger.announcements()] == [1]
    assert ask("announce", BOOK, folder=home).code == 0


def lost_ledger(monkeypatch: pytest.MonkeyPatch, home: Path) -> Callable[[], None]:
    """Take the ledger's folder away while the search runs; what is given puts it back."""
    folder, away = home / "so", home / "away"
    folder.mkdir(exist_ok=True)
    while_searching(monkeypatch, standpoint, lambda: folder.rename(away))

    def back() -> None:
        monkeypatch.undo()
        away.rename(folder)

    return back


PLAN = ("plan", BOOK, "-o", "o o", "--workers", "1", "--seconds", "20", "--ledger", "so/x.db")


def test_a_plan_outlives_its_ledger_and_is_adopted_later(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back = lost_ledger(monkeypatch, home)
    done = ask(*PLAN, folder=home)
    assert done.code == 2
    assert "planner adopt nho/campaign.xlsx 'o o/plan.json' --ledger so/x.db" in done.err
    assert {"plan.json", "phu-luc.xlsx", "phu-luc.pdf"} <= {path.name for path in (home / "o o").iterdir()}
    assert '"stored": false' in (home / "o o" / "plan.json").read_text(encoding="utf-8")
    assert "CHƯA LƯU VÀO SỔ CÁI" in (home / "o o" / "timeline.svg").read_text(encoding="utf-8")
    assert ask("verify", BOOK, "o o/plan.json", folder=home).code == 0
    back()
    adopted = ask("adopt", BOOK, "o o/plan.json", "--ledger", "so/x.db", folder=home)
    assert adopted.code == 0, adopted.err
    assert "stored" not in (home / "o o" / "plan.json").read_text(encoding="utf-8")
    assert "CHƯA LƯU" not in (home / "o o" / "timeline.svg").read_text(encoding="utf-8")
    again = ask("adopt", BOOK, "o o/plan.json", "--ledger", "so/x.db", folder=home)
    assert again.code == 2
    assert "phương án 1" in again.err


def refused_by_ctrl_c(*_arguments: object, **_options: object) -> None:
    """In place of storing a plan."""
    raise KeyboardInterrupt


def unstored(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a plan that could not be stored beside the workbook."""
    monkeypatch.setattr(Ledger, "store_found", refused_by_ctrl_c)
    done = ask("plan", BOOK, "-o", "o", "--workers", "1", "--seconds", "20", "--json", folder=home)
    assert done.code == 3
    assert '"stored": false' in done.out
    monkeypatch.undo()
    return home / "o" / "plan.json"


def test_a_plan_that_is_out_of_date_is_not_adopted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = unstored(home, monkeypatch)
    store(home, FIRST)
    announce(home, 1, day(2))
    done = ask("adopt", BOOK, plan, folder=home)
    assert done.code == 2
    assert "trực ban thông báo phương án 1" in done.err
    with ledger_in(home) as ledger:
        assert len(ledger.versions()) == 1


def test_a_plan_of_a_namesake_is_not_adopted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same name and units a year later; the plan's days are nobody's then."""
    plan = unstored(home, monkeypatch)
    a_year_later = plan.read_text(encoding="utf-8").replace("2023-04-1", "2024-04-1")
    plan.write_text(a_year_later, encoding="utf-8")
    done = ask("adopt", BOOK, plan, folder=home)
    assert done.code == 2
    assert "phương án của một chiến dịch khác cũng tên" in done.err
    assert "10/4/2024" in done.err
    with ledger_in(home) as ledger:
        assert ledger.versions() == ()


def test_a_plan_that_tells_no_identity_is_known_by_its_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = unstored(home, monkeypatch)
    told = json.loads(plan.read_text(encoding="utf-8"))
    assert [unit[0] for unit in told["made_from"]["campaign_identity"]["units"]] == ["A", "B", "C"]
    told["made_from"]["campaign_identity"] = ""
    plan.write_text(json.dumps(told), encoding="utf-8")
    assert ask("adopt", BOOK, plan, folder=home).code == 0


def test_a_plan_beside_others_is_adopted_and_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = unstored(home, monkeypatch)
    store(home, SECOND)
    done = ask("adopt", BOOK, plan, folder=home)
    assert done.code == 0, done.err
    assert "trực ban lưu phương án 1" in done.err
    assert "phương án 2" in done.out


def test_a_plan_that_was_stored_after_all_is_not_stored_twice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the line was cut after the server had taken it."""
    storing = Ledger.store_found

    def stored_unheard(self: Ledger, plan: Plan, *arguments: object, **options: object) -> None:
        storing(self, plan, *arguments, **options)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "store_found", stored_unheard)
    assert ask("plan", BOOK, "-o", "o", "--workers", "1", "--seconds", "20", folder=home).code == 3
    monkeypatch.undo()
    done = ask("adopt", BOOK, "o/plan.json", folder=home)
    assert done.code == 2
    with ledger_in(home) as ledger:
        assert len(ledger.versions()) == 1


@pytest.mark.parametrize(
    ("key", "value"), [('"campaign": "', '"campaign": "Khác '), ('"dossiers": 3', '"dossiers": 4')]
)
def test_a_plan_of_another_campaign_or_an_unsound_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, key: str, value: str
) -> None:
    plan = unstored(home, monkeypatch)
    plan.write_text(plan.read_text(encoding="utf-8").replace(key, value), encoding="utf-8")
    assert ask("adopt", BOOK, plan, folder=home).code in {1, 2}
    with ledger_in(home) as ledger:
        assert ledger.versions() == ()


def test_a_plan_that_does_not_say_what_it_was_made_from(home: Path) -> None:
    (version,) = store(home, FIRST)
    assert ask("print", BOOK, "--form", "appendix", "-o", "o", folder=home).code == 0
    known = ask("adopt", BOOK, "o/plan.json", folder=home)
    assert (known.code, f"phương án {version.number}" in known.err) == (2, True)
    (home / "nho" / "campaign.ledger.db").unlink()
    assert "adopt" not in (foreign := ask("adopt", BOOK, "o/plan.json", folder=home)).out
    assert foreign.code == 2


def test_a_result_taken_back_while_a_plan_is_adopted_makes_it_out_of_date(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not unsound: nobody is to report the workbook for what a colleague did."""
    store(home, FIRST)
    announce(home, 1, day(2))
    assert ask("record", BOOK, results_file(home, DAYS_1_AND_2), "--today", "12/4/2023", folder=home).code == 0
    with monkeypatch.context() as lost:
        lost.setattr(Ledger, "store_found", refused_by_ctrl_c)
        assert ask(*REPLAN, folder=home).code == 3
    look = adopting._refuse_stale

    def then_withdraw(*arguments: object) -> None:
        look(*arguments)  # type: ignore[arg-type]
        assert ask("record", BOOK, "--withdraw", "1", "--today", "12/4/2023", folder=home).code == 0

    monkeypatch.setattr(adopting, "_refuse_stale", then_withdraw)
    done = ask("adopt", BOOK, "o/plan.json", folder=home)
    assert done.code == 2
    assert "trong lúc đó người khác đã ghi vào sổ cái" in done.err
    with ledger_in(home) as ledger:
        assert len(ledger.versions()) == 1


def later_plan_after(monkeypatch: pytest.MonkeyPatch, room: object, writing: str, home: Path) -> None:
    """Let a later plan be stored as soon as this is written for the first time."""
    write = getattr(room, writing)

    def written(*arguments: object) -> object:
        done = write(*arguments)
        with ledger_in(home) as ledger:
            is_first = len(ledger.versions()) == 1
        if is_first:
            store(home, SECOND)
        return done

    monkeypatch.setattr(room, writing, written)


def test_papers_of_a_plan_that_is_no_longer_the_latest_say_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(home, FIRST)
    later_plan_after(monkeypatch, printing, "print_forms", home)
    done = ask("print", BOOK, "--form", "appendix", "-o", "o", folder=home)
    assert done.code == 0
    assert "trong lúc đó trực ban lưu phương án 2 (lúc 18h00 10/4/2023)" in done.err
    assert "hãy chạy: planner print nho/campaign.xlsx" in done.err
    for named in ((), ("--version", "1")):
        assert "phương án 2" not in ask("print", BOOK, "--form", "teams", "-o", "o", *named, folder=home).err


def test_who_is_invited_by_a_plan_that_is_no_longer_the_latest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(home, FIRST)
    write_citizens(citizens(14, seed=6, largest_household=2), home / "cd.xlsx")
    later_plan_after(monkeypatch, inviting, "write_invitation_book", home)
    invite = ("invite", BOOK, "cd.xlsx", "--unit", "A", "--today", "10/4/2023")
    done = ask(*invite, folder=home)
    assert done.code == 0
    assert "trong lúc đó trực ban lưu phương án 2 (lúc 18h00 10/4/2023)" in done.err
    assert "hãy chạy: planner invite nho/campaign.xlsx cd.xlsx" in done.err
    assert "trong lúc đó" not in ask(*invite, folder=home).err
