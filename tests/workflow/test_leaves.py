"""Leaves entered beside the workbook: rosters keep to them, plans rest on none, and who is pinned is not away."""

from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from planner.cli.days.commands import COMMANDS as DAYS
from planner.cli.roster.commands import COMMANDS as ROSTER
from planner.domain.adjustment import AdjustmentKind
from planner.errors import WrongUsage
from planner.roster.duties import Roster
from planner.roster.version import RosterVersion
from planner.workflow.days.adjusting import AskedAdjustment, record_adjustment, withdraw_adjustment
from planner.workflow.days.standing import status_of
from planner.workflow.roster.staffed_plan import plan_of_campaign
from planner.workflow.roster.verifying import verify_roster
from planner.workflow.solving import searching
from tests.staffed_campaign import CAMPAIGN, PlainQuestion, day, ledger_beside, store_plan, write_staffed

LABELS = CAMPAIGN.calendar.shift_labels


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four officers and a plan that is announced, without a roster."""
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)
    path = write_staffed(tmp_path)
    store_plan(path, announced=True)
    return path


def away(officer: str = "CB01", first: int = 3, last: int = 5, **more: str) -> AskedAdjustment:
    return AskedAdjustment(AdjustmentKind.LEAVE, day(first), officer=officer, last_day=day(last), **more)


def rostered(workbook: Path, *arguments: str) -> RosterVersion:
    """The roster that the command stores."""
    with chdir(workbook.parent):
        done = CliRunner().invoke(ROSTER["roster"], [workbook.name, "-o", "giay", *arguments])
    assert done.exit_code == 0, done.output
    with ledger_beside(workbook) as ledger:
        version = ledger.rosters.latest()
    assert version is not None
    return version


def days_of(roster: Roster, officer: str) -> set[int]:
    return {(duty.date - day(1)).days + 1 for duty in roster.duties if duty.officer == officer}


def test_a_roster_keeps_to_it_and_says_what_it_knew(workbook: Path) -> None:
    free = rostered(workbook)
    assert days_of(free.roster, "CB01") & {3, 4, 5}
    entered = record_adjustment(workbook, away(reason="ốm"), today=day(1), by="Lan")
    assert [duty.officer for duty in entered.duties] == ["CB01"] * len(entered.duties)
    assert {(duty.date - day(1)).days + 1 for duty in entered.duties} == days_of(free.roster, "CB01") & {3, 4, 5}
    again = rostered(workbook)
    assert not days_of(again.roster, "CB01") & {3, 4, 5}
    assert days_of(again.roster, "CB01")
    assert (free.provenance.last_adjustment, again.provenance.last_adjustment) == (0, 1)
    withdraw_adjustment(workbook, 1, by="Minh")
    assert days_of(rostered(workbook).roster, "CB01") & {3, 4, 5}


def test_part_of_a_day_is_part_of_a_day(workbook: Path) -> None:
    record_adjustment(workbook, away(first_shift=LABELS[1], last_shift=LABELS[0]), today=day(1))
    roster = rostered(workbook).roster
    for duty in roster.duties:
        if duty.officer == "CB01":
            slot = (duty.date, LABELS.index(duty.shift))
            assert not (day(3), 1) <= slot <= (day(5), 0), duty


def test_no_plan_rests_on_it(workbook: Path) -> None:
    record_adjustment(workbook, away(), today=day(1))
    status = status_of(workbook, today=day(1))
    assert status.since_latest is None or status.since_latest.num_adjustments == 0
    assert status.campaign.closures == CAMPAIGN.closures


def test_the_checker_counts_it_where_a_ledger_is_named(workbook: Path) -> None:
    rostered(workbook)
    folder = workbook.parent / "giay"
    with ledger_beside(workbook) as ledger:
        (folder / "plan.json").write_text(ledger.version(1).plan.model_dump_json(), encoding="utf-8")
    plan, roster = folder / "plan.json", folder / "roster.json"
    assert plan_of_campaign(CAMPAIGN, plan).version == 1
    record_adjustment(workbook, away(), today=day(1))
    alone = verify_roster(workbook, plan, roster)
    assert alone.verdict.sound
    assert any("1" in each.what and "ledger" in each.where for each in alone.problems)
    counted = verify_roster(workbook, plan, roster, address=str(_ledger(workbook)))
    assert not counted.verdict.sound
    assert any("Nguyễn Văn 1" in each.message or "CB01" in each.message for each in counted.verdict.violations)


def _ledger(workbook: Path) -> Path:
    return next(workbook.parent.glob("*.ledger.db"))


def test_an_officer_who_left_the_workbook_is_told_of(workbook: Path) -> None:
    record_adjustment(workbook, away("CB04"), today=day(1))
    write_staffed(workbook.parents[1], officers=("CB01", "CB02", "CB03"))
    with chdir(workbook.parent):
        done = CliRunner().invoke(ROSTER["roster"], [workbook.name, "-o", "giay"])
    assert done.exit_code == 0, done.output
    assert "CB04" in done.stderr


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (away("CB09"), "CB09"),
        (away(first=5, last=3), "đứng trước|before"),
        (away(leave="X"), "P, Ô"),
        (away(first_shift="Ca 07"), "Ca 07"),
        (AskedAdjustment(AdjustmentKind.LEAVE, day(3)), "cán bộ"),
        (AskedAdjustment(AdjustmentKind.LEAVE, day(3), officer="CB01", machine=CAMPAIGN.machines[0].name), "cán bộ"),
    ],
)
def test_what_cannot_be_is_refused(workbook: Path, asked: AskedAdjustment, why: str) -> None:
    with pytest.raises(WrongUsage, match=why):
        record_adjustment(workbook, asked, today=day(1))
    with ledger_beside(workbook) as ledger:
        assert ledger.adjustments.all() == ()


def test_whoever_is_pinned_to_a_duty_is_not_away(workbook: Path) -> None:
    book = load_workbook(workbook)
    sheet = book.create_sheet("Ghim ca")
    sheet.append(("Số hiệu", "Ngày", "Ca"))
    sheet.append(("CB01", day(4), LABELS[0]))
    book.save(workbook)
    with pytest.raises(WrongUsage, match="Ghim ca"):
        record_adjustment(workbook, away(), today=day(1))
    assert record_adjustment(workbook, away(first=5, last=6), today=day(1)).is_new


def test_without_officers_nobody_can_be_away(workbook: Path) -> None:
    write_staffed(workbook.parents[1], officers=())
    with pytest.raises(WrongUsage, match="Cán bộ"):
        record_adjustment(workbook, away(), today=day(1))


def test_the_command_enters_lists_and_withdraws_it(workbook: Path) -> None:
    def adjust(*arguments: str) -> str:
        with chdir(workbook.parent):
            done = CliRunner().invoke(DAYS["adjust"], [workbook.name, *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    rostered(workbook)
    first, last = (f"{day(number):%d/%m/%Y}" for number in (3, 5))
    told = adjust(
        "--leave", "Nguyễn Văn 1", "--kind", "Ô", "--from", first, "--to", last, "--reason", "sốt", "--today", first
    )
    assert "cán bộ CB01 nghỉ (Ô) từ Ca 01" in told
    assert "planner roster" in told
    assert "sốt" in adjust()
    assert "Lập lại bằng: planner roster" in adjust("--withdraw", "1")
    assert "CB01" not in adjust()
