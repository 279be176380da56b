"""`planner replan` and `planner repairs`: what they say, refuse and store."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.campaign import Closure
from planner.domain.record import UnitCode
from planner.intake.plan_file import read_plan
from tests.campaigns import FIXED, day, filled_plan, machine, posting, small_campaign, stand, unit
from tests.cli.diary import BOOK, CAMPAIGN, DAYS_1_AND_2, FIRST, announce, answer_of, ask, ledger_in, record, store
from tests.replans import reported
from tests.workbooks import write_workbook


@pytest.fixture
def under_way(home: Path) -> Path:
    """Planned, announced to the end, two days reported."""
    store(home, FIRST)
    announce(home, 1, day(5))
    assert record(home, DAYS_1_AND_2).code == 0
    return home


def test_the_next_version_is_stored_and_written(under_way: Path) -> None:
    answer = answer_of("replan", BOOK, "-o", "o", "--workers", "1", folder=under_way)
    written = read_plan(under_way / "o" / "plan.json")
    assert answer["version"] == written.version == 2
    assert (written.as_of, written.frozen_until) == (day(3), day(4))
    assert (written.announced_version, written.announced_until) == (1, day(5))
    with ledger_in(under_way) as ledger:
        stored = ledger.version(2)
    assert stored.plan == written
    assert (stored.provenance.last_result, stored.provenance.settings.freeze_days) == (6, 2)
    assert stored.provenance.solver.startswith("OR-Tools ")
    assert {Path(path).name for path in answer["prints"]} >= {"phu-luc-dieu-chinh.docx", "phu-luc.pdf"}


def test_what_is_announced_and_kept_is_said(under_way: Path) -> None:
    told = ask("replan", BOOK, "-o", "o", "--workers", "1", folder=under_way)
    assert "phương án 2, lập từ 12/4/2023" in told.out
    assert "phương án 1, đã thông báo đến hết 14/4/2023; giữ nguyên đến hết 13/4/2023" in told.out
    assert "Đã thu nhận   12 hồ sơ trước đó" in told.out


def test_slots_without_result_are_named_and_count_as_asked(home: Path) -> None:
    store(home, FIRST)
    record(home, DAYS_1_AND_2[:2])
    named = ask("replan", BOOK, "-o", "o", "--workers", "1", folder=home)
    assert "4 lượt đã qua chưa có kết quả (tính là chưa thu): M2 10/4 Ca 02, M1 11/4 Ca 02, " in named.err.replace(
        "M2 11/4 Ca 01, M1", "M1"
    ), named.err
    assert sum(row.dossiers for row in read_plan(home / "o" / "plan.json").assignments if row.done) == 5
    assumed = ask("replan", BOOK, "-o", "o", "--workers", "1", "--assume-planned", folder=home)
    assert "(tính là thu đủ như kế hoạch)" in assumed.err
    planned = sum(row.dossiers for row in FIRST.assignments if row.date < day(3))
    told = {result.key: result.collected for result in DAYS_1_AND_2[:2]}
    replaced = sum(row.dossiers for row in FIRST.assignments if (row.date, row.shift, row.machine, row.unit) in told)
    done = sum(row.dossiers for row in read_plan(home / "o" / "plan.json").assignments if row.done)
    assert done == planned - replaced + sum(told.values())


def test_a_breakdown_at_noon(under_way: Path) -> None:
    ask("replan", BOOK, "-o", "o", "--workers", "1", "--as-of", "12/4/2023", "--as-of-shift", "Ca 02", folder=under_way)
    plan = read_plan(under_way / "o" / "plan.json")
    assert (plan.as_of, plan.as_of_shift) == (day(3), "Ca 02")
    assert not any(row.date == day(3) and row.shift == "Ca 01" for row in plan.assignments)


def test_results_to_come_do_not_count(under_way: Path) -> None:
    told = ask("replan", BOOK, "-o", "o", "--workers", "1", "--as-of", "11/4/2023", folder=under_way)
    assert "4 kết quả thuộc các lượt đang được lập lại nên không được tính" in told.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as-of", "9/4/2023"), "--as-of 9/4/2023: nằm ngoài đợt, kéo dài từ 10/4/2023 đến 14/4/2023"),
        (("--as-of-shift", "tối"), "không có ca này. Sheet Ca có: Ca 01, Ca 02"),
        (("--freeze-days", "-1"), "--freeze-days"),
    ],
)
def test_wrong_wishes(under_way: Path, options: tuple[str, ...], said: str) -> None:
    refused = ask("replan", BOOK, *options, folder=under_way)
    assert refused.code == 2
    assert said in refused.err


def test_before_any_plan(home: Path) -> None:
    refused = ask("replan", BOOK, folder=home)
    assert refused.code == 2
    assert f"Hãy chạy planner plan {BOOK} trước" in refused.err


def test_a_unit_with_results_stays_in_the_workbook(under_way: Path) -> None:
    without = CAMPAIGN.model_copy(
        update={
            "units": tuple(unit for unit in CAMPAIGN.units if unit.code != "B"),
            "roads": tuple(road for road in CAMPAIGN.roads if "B" not in (road.origin, road.destination)),
            "machines": tuple(
                machine.model_copy(
                    update={
                        "postings": tuple(
                            one.model_copy(update={"serves": tuple(code for code in one.serves if code != "B")})
                            for one in machine.postings
                        )
                    }
                )
                for machine in CAMPAIGN.machines
            ),
        }
    )
    write_workbook(without, under_way / BOOK)
    refused = ask("replan", BOOK, folder=under_way)
    assert refused.code == 1
    assert "Đơn vị: B đã có kết quả nhưng không còn trong tệp chiến dịch" in refused.err


def test_plan_refuses_results_unless_it_is_told_to(under_way: Path) -> None:
    refused = ask("plan", BOOK, "-o", "o", folder=under_way)
    assert refused.code == 2
    assert f"planner replan {BOOK}" in refused.err
    assert "--fresh" in refused.err
    assert ask("plan", BOOK, "-o", "o", "--fresh", "--workers", "1", folder=under_way).code == 0
    assert read_plan(under_way / "o" / "plan.json").as_of is None


def test_fewer_changes_than_facts_make(under_way: Path) -> None:
    announced = next(row for row in FIRST.assignments if row.date == day(3))
    closed = CAMPAIGN.model_copy(
        update={"closures": (*CAMPAIGN.closures, _closure_of(announced.unit))},
    )
    write_workbook(closed, under_way / BOOK)
    refused = ask("replan", BOOK, "--max-changes", "0", "--freeze-days", "0", folder=under_way)
    assert refused.code == 1
    assert "--max-changes 0: không thể, vì dù thế nào cũng có 1 ngày-đơn vị" in refused.err
    assert ask("replan", BOOK, "--max-changes", "1", "-o", "o", "--workers", "1", folder=under_way).code == 0


def _closure_of(unit: UnitCode) -> Closure:
    return Closure(first_day=day(3), last_day=day(3), shifts=CAMPAIGN.calendar.shift_labels, unit=unit)


def test_citizens_whose_slot_stays_at_another_place_are_told_with_their_number(home: Path) -> None:
    """M1 receives people of A at CAX B; when it breaks down M2 goes to A in the same slots."""
    before = small_campaign(
        units=(unit("A", 6), unit("B", 0)),
        machines=(machine("M1", posting(3, kind=FIXED, serves="B A")), machine("M2", posting(5))),
    )
    write_workbook(before, home / BOOK)
    store(home, filled_plan(before, stand("M1", "A", "2.1 2.2")))
    announce(home, 1, day(5))
    broken = before.closures[0].model_copy(
        update={"machine": "M1", "first_day": day(1), "last_day": day(5), "shifts": before.calendar.shift_labels}
    )
    write_workbook(before.model_copy(update={"closures": (*before.closures, broken)}), home / BOOK)
    done = ask("replan", BOOK, "-o", "o", "--workers", "1", "--freeze-days", "0", "--as-of", "11/4/2023", folder=home)
    assert done.code == 0, done.err
    assert "  Đổi địa điểm  6 công dân giữ nguyên thời gian nhưng đến địa điểm khác" in done.out.splitlines()
    changes = answer_of("changes", BOOK, "-o", "o", folder=home)
    assert (changes["citizens"], changes["citizens_sent_elsewhere"]) == (6, 6)
    assert [(one["unit"], one["citizens"], one["citizens_sent_elsewhere"]) for one in changes["units"]] == [("A", 0, 6)]
    assert "CAX B nay chuyển đến CAX A" in changes["notices"][0]["text"]
    assert "khoảng 6 công dân" in changes["notices"][0]["text"]
    assert "giữ nguyên, đổi địa điểm" in ask("changes", BOOK, "-o", "o", folder=home).out


def test_repairs_tell_the_price_of_each_change(under_way: Path) -> None:
    repairs = answer_of("repairs", BOOK, "--workers", "1", folder=under_way)["repairs"]
    assert [repair["most"] for repair in repairs] == [0, 1, 2, 5, 10, None]
    changed = [repair["changed_unit_days"] for repair in repairs]
    assert all(days <= most for days, most in zip(changed, (0, 1, 2, 5, 10), strict=False))
    values = [next(goal["value"] for goal in repair["goals"] if goal["goal"] == "finish") for repair in repairs]
    assert values == sorted(values, reverse=True), "more freedom never ends later"
    with ledger_in(under_way) as ledger:
        assert len(ledger.versions()) == 1, "nothing is stored"


def test_repairs_without_an_announcement(home: Path) -> None:
    store(home, FIRST)
    refused = ask("repairs", BOOK, folder=home)
    assert refused.code == 2
    assert "chưa thông báo lịch nào" in refused.err


def test_learned_rates_fill_the_slots(under_way: Path) -> None:
    """M1 was planned to bring 3 a slot at A and brought 2, 3 and 1: the plan says by which rates it goes on."""
    ask("replan", BOOK, "-o", "o", "--workers", "1", "--learn", folder=under_way)
    plan = read_plan(under_way / "o" / "plan.json")
    assert plan.rates
    filled = [
        (row.dossiers, plan.rates[label])
        for row in plan.assignments
        for label in [f"{row.unit} | {row.machine} | {row.shift}"]
        if not row.done and label in plan.rates
    ]
    assert filled
    assert all(dossiers <= rate for dossiers, rate in filled)
    with ledger_in(under_way) as ledger:
        assert ledger.version(2).provenance.settings.learns


def test_a_version_says_what_the_next_day_begins_with(under_way: Path) -> None:
    ask("replan", BOOK, "-o", "o", "--workers", "1", folder=under_way)
    with ledger_in(under_way) as ledger:
        ledger.announce(2, day(5), by="x", at=ledger.versions()[0].made_at)
    worked = [reported(slot, 1) for slot in stand("M1", "A", "3.1 3.2")]
    assert record(under_way, worked, "kq3.xlsx").code == 0
    answer = json.loads(ask("replan", BOOK, "-o", "o", "--workers", "1", "--json", folder=under_way).out)
    assert (answer["version"], answer["announced_version"]) == (3, 2)
    assert answer["as_of"] == (day(3) + timedelta(days=1)).isoformat()
