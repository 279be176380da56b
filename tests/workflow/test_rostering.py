"""The way of a roster: what it is made from, that only what the checker accepts is kept, and where it is kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from planner.check.roster.verdict import RosterVerdict, judge_roster
from planner.check.roster.violation import DutyViolation
from planner.domain.plan import Assignment
from planner.domain.progress import nobody
from planner.domain.record import MachineName
from planner.domain.search_terms import SearchTerms
from planner.errors import LedgerLacks, UnreadableFile, UnsoundPlan, UnsoundRoster, WorkbookProblems, WrongUsage
from planner.intake.plan_file import write_plan
from planner.intake.roster_file import read_roster, write_roster
from planner.roster.case import RosterCase
from planner.roster.policy import DutyGoal, DutyRule
from planner.roster.shortage import Shortage
from planner.workflow.roster import standpoint
from planner.workflow.roster.papers import WantedPapers
from planner.workflow.roster.publishing import PublishedRoster, publish_roster
from planner.workflow.roster.rostering import Rostered, roster_campaign
from planner.workflow.roster.standpoint import RosterTerms
from planner.workflow.roster.verifying import verify_roster
from planner.workflow.solving import searching
from planner.workflow.solving.searching import Search
from tests.small_rosters import rows_of
from tests.staffed_campaign import (
    CAMPAIGN,
    OFFICERS,
    PLAN,
    PlainQuestion,
    day,
    ledger_beside,
    planned_anew,
    store_plan,
    write_staffed,
)

MakeRoster = Callable[..., Rostered]


@pytest.fixture(autouse=True)
def plain_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rosters are searched for plainly."""
    monkeypatch.setattr(searching, "RosterQuestion", PlainQuestion)


def make(workbook: Path, plan: Path | None = None, *, told: list[Shortage] | None = None, **terms: Any) -> Rostered:
    """Make a roster into *out* beside the workbook's folder."""

    def tell_missing(case: RosterCase, missing: Sequence[Shortage]) -> None:
        if told is not None:
            told.extend(missing)

    search = Search(SearchTerms(60.0), nobody)
    folder = workbook.parent.parent / "out"
    return roster_campaign(
        workbook, plan, folder, search, RosterTerms(**terms), tell_missing=tell_missing, papers=WantedPapers(print)
    )


def publish(workbook: Path, **more: Any) -> PublishedRoster:
    """Make the latest roster known."""
    return publish_roster(workbook, **more)


def test_what_is_rostered_is_stored_and_written(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    store_plan(workbook)
    rostered = make(workbook)
    assert rostered.trouble is None
    assert rostered.roster_path == tmp_path / "out" / "roster.json"
    assert read_roster(rostered.roster_path) == rostered.roster
    assert judge_roster(rostered.case, rostered.roster).sound
    with ledger_beside(workbook) as ledger:
        latest = ledger.rosters.latest()
        assert latest is not None
        assert (latest.number, latest.roster) == (1, rostered.roster)
        assert latest.provenance.plan_version == 1
        assert (latest.provenance.settings.seconds, latest.provenance.settings.freeze_days) == (60.0, None)
        assert [event.what for event in ledger.events()] == ["plan", "roster"]
    roster = rostered.roster
    assert (roster.campaign, roster.plan_version, roster.version, roster.as_of) == (CAMPAIGN.name, 1, 1, None)
    assert {duty.officer for duty in roster.duties} == set(OFFICERS)
    assert not roster.vacant


def test_who_is_missing_is_told_before_the_search_and_who_could_step_in_after_it(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path, OFFICERS[:1])
    store_plan(workbook)
    told: list[Shortage] = []
    rostered = make(workbook, told=told)
    assert tuple(told) == rostered.missing
    assert 0 < max(shortage.missing for shortage in told) <= sum(seat.officers for seat in rostered.roster.vacant)
    assert [vacancy for vacancy, _steps in rostered.could_step_in] == list(rostered.roster.vacant)
    for _vacancy, steps in rostered.could_step_in:
        assert [step.officer.code for step in steps] == ["CB01"]
        assert steps[0].broken


def test_a_refused_roster_is_neither_stored_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = write_staffed(tmp_path)
    store_plan(workbook)

    def refusing(case: RosterCase, roster: object) -> RosterVerdict:
        broken = DutyViolation(rule=DutyRule.RUN, message="CB01: 7 ngày liền")
        return RosterVerdict(violations=(broken,), goals=(), vacant=())

    monkeypatch.setattr(standpoint, "judge_roster", refusing)
    with pytest.raises(UnsoundRoster, match="CB01: 7 ngày liền"):
        make(workbook)
    with ledger_beside(workbook) as ledger:
        assert ledger.rosters.latest() is None
    assert not (tmp_path / "out" / "roster.json").exists()


@pytest.mark.usefixtures("at_the_command_line")
def test_only_days_up_to_one_are_rostered(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    store_plan(workbook)
    roster = make(workbook, until=day(3)).roster
    assert roster.until == day(3)
    assert {duty.date for duty in roster.duties} == {day(1), day(2), day(3)}
    assert not roster.vacant
    for wrong in (day(0), day(15)):
        with pytest.raises(WrongUsage, match=r"--until.*10/4/2023.*23/4/2023"):
            make(workbook, until=wrong)


def test_without_officers_or_plan_there_is_no_roster(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    with pytest.raises(WrongUsage, match="planner plan"):
        make(workbook)
    store_plan(workbook)
    write_staffed(tmp_path, ())
    with pytest.raises(WrongUsage, match="Cán bộ"):
        make(workbook)


def test_the_announced_plan_is_staffed_and_a_later_one_is_told_of(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    store_plan(workbook, announced=True)
    store_plan(workbook, planned_anew(8, rows_of(CAMPAIGN, unit="02", first=8)))
    rostered = make(workbook)
    assert rostered.roster.plan_version == 1
    assert any("phương án 2" in warning for warning in rostered.warnings)


def test_a_plan_out_of_a_file(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    store_plan(workbook, announced=True)
    later = store_plan(workbook, planned_anew(8, rows_of(CAMPAIGN, unit="02", first=8)), announced=True)
    path = write_plan(later, tmp_path / "plan.json")
    roster = make(workbook, path).roster
    assert (roster.plan_version, roster.as_of) == (2, day(8))
    assert {duty.unit for duty in roster.duties} == {"02"}
    older = write_plan(PLAN, tmp_path / "older.json")
    with pytest.raises(WrongUsage, match=r"older\.json.*1.*2"):
        make(workbook, older)
    other = write_plan(later.model_copy(update={"campaign": "Bắc Sơn"}), tmp_path / "other.json")
    with pytest.raises(WrongUsage, match=r"other\.json.*Bắc Sơn"):
        make(workbook, other)
    unstored = write_plan(later.model_copy(update={"version": 0}), tmp_path / "unstored.json")
    with pytest.raises(WrongUsage, match=r"planner adopt"):
        make(workbook, unstored)
    with pytest.raises(UnreadableFile):
        make(workbook, tmp_path / "nothing.json")


def test_a_plan_that_names_what_the_workbook_does_not_have(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    row = PLAN.assignments[0].model_copy(update={"machine": MachineName("MÁY 9")})
    store_plan(workbook, PLAN.model_copy(update={"assignments": (row, *PLAN.assignments)}))
    with pytest.raises(UnsoundPlan, match="MÁY 9"):
        make(workbook)


def published_first(tmp_path: Path) -> tuple[Path, Rostered]:
    """A workbook whose first roster is published to its end."""
    workbook = write_staffed(tmp_path)
    store_plan(workbook, announced=True)
    rostered = make(workbook)
    published = publish(workbook)
    assert (published.publication.until, published.num_duties) == (day(14), len(rostered.roster.duties))
    return workbook, rostered


def test_the_next_roster_keeps_what_is_published_and_what_was_worked(tmp_path: Path) -> None:
    workbook, first = published_first(tmp_path)
    ill = next(duty for duty in first.roster.duties if duty.date == day(9))
    write_staffed(tmp_path, leaves=[(ill.officer, day(9), day(10), None, "Ô", day(8))])
    again = make(workbook, as_of=day(8), freeze_days=2)
    roster = again.roster
    assert (roster.version, roster.as_of, roster.frozen_until) == (2, day(8), day(9))
    assert (roster.published_version, roster.published_until) == (1, day(14))
    was = {duty for duty in first.roster.duties if duty.date < day(8)}
    assert {duty.model_copy(update={"done": False}) for duty in roster.duties if duty.done} == was
    assert {duty.date for duty in roster.duties if not duty.done} == {day(number) for number in range(8, 15)}
    assert not any(duty.officer == ill.officer and duty.date in (day(9), day(10)) for duty in roster.duties)
    changes = next(result for result in roster.goals if result.goal is DutyGoal.DUTY_CHANGES)
    assert changes.value > 0
    assert again.published == first.roster
    with ledger_beside(workbook) as ledger:
        assert [event.what for event in ledger.events()][-1] == "reroster"
        assert ledger.rosters.roster(2).provenance.settings.freeze_days == 2


def test_who_was_on_leave_did_not_work(tmp_path: Path) -> None:
    workbook, first = published_first(tmp_path)
    ill = next(duty for duty in first.roster.duties if duty.date == day(5))
    write_staffed(tmp_path, leaves=[(ill.officer, day(5), day(5), None, "Ô", day(5))])
    roster = make(workbook, as_of=day(6), freeze_days=0).roster
    done = {duty.model_copy(update={"done": False}) for duty in roster.duties if duty.done}
    assert done == {duty for duty in first.roster.duties if duty.date < day(6)} - {ill}
    assert roster.frozen_until is None


def test_a_draft_that_was_not_published_binds_nobody(tmp_path: Path) -> None:
    workbook, first = published_first(tmp_path)
    write_staffed(tmp_path, (*OFFICERS, "CB05"))
    make(workbook, as_of=day(2))
    roster = make(workbook, as_of=day(4)).roster
    assert (roster.version, roster.published_version) == (3, 1)
    assert {duty.model_copy(update={"done": False}) for duty in roster.duties if duty.done} == {
        duty for duty in first.roster.duties if duty.date < day(4)
    }


@pytest.mark.usefixtures("at_the_command_line")
def test_within_a_day(tmp_path: Path) -> None:
    workbook, _first = published_first(tmp_path)
    roster = make(workbook, as_of=day(8), as_of_shift="Ca 02").roster
    assert roster.as_of_shift == "Ca 02"
    assert {duty.shift for duty in roster.duties if duty.date == day(8) and duty.done} == {"Ca 01"}
    with pytest.raises(WrongUsage, match=r"Ca 09.*Ca 01, Ca 02"):
        make(workbook, as_of=day(8), as_of_shift="Ca 09")
    with pytest.raises(WrongUsage, match=r"--as-of"):
        make(workbook, as_of=day(15))


@pytest.mark.usefixtures("at_the_command_line")
def test_what_is_published_is_not_made_anew_from_the_beginning_by_mistake(tmp_path: Path) -> None:
    workbook, _first = published_first(tmp_path)
    with pytest.raises(WrongUsage, match=r"lịch trực 1.*23/4/2023.*--as-of"):
        make(workbook)
    with ledger_beside(workbook) as ledger:
        assert ledger.rosters.state().mark.roster == 1


@pytest.mark.usefixtures("at_the_command_line")
def test_a_plan_made_anew_has_the_roster_begin_where_it_does_once(tmp_path: Path) -> None:
    workbook, _first = published_first(tmp_path)
    store_plan(workbook, planned_anew(8, rows_of(CAMPAIGN, unit="02", first=8)), announced=True)
    with pytest.raises(WrongUsage, match=r"lịch trực 1.*phương án.*2.*planner roster"):
        publish(workbook)
    roster = make(workbook).roster
    assert (roster.plan_version, roster.as_of, roster.published_version) == (2, day(8), 1)
    assert {duty.unit for duty in roster.duties if not duty.done} == {"02"}
    publish(workbook)
    with pytest.raises(WrongUsage, match="--as-of"):
        make(workbook)


def test_what_has_duties_stays_in_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook, first = published_first(tmp_path)
    gone = tuple(duty.model_copy(update={"machine": MachineName("MÁY 9")}) for duty in first.roster.duties[:1])
    with ledger_beside(workbook) as ledger:
        version = ledger.rosters.latest()
        assert version is not None
        made = version.roster.model_copy(update={"duties": (*gone, *version.roster.duties[1:])})
        mark = ledger.rosters.state().mark
        ledger.rosters.store_found(made, version.provenance, mark, by="x", at=version.made_at)
    publish(workbook)
    with pytest.raises(WorkbookProblems, match="MÁY 9"):
        make(workbook, as_of=day(8))


def test_publishing_up_to_a_day_and_again(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    store_plan(workbook)
    with pytest.raises(WrongUsage, match="planner roster"):
        publish(workbook)
    make(workbook)
    with pytest.raises(LedgerLacks):
        publish(workbook, number=2)
    week = publish(workbook, until=day(7))
    assert (week.is_new, week.num_duties, week.num_vacant, week.former) == (True, 14, 0, None)
    same = publish(workbook)
    assert (same.is_new, same.publication) == (False, week.publication)
    less = publish(workbook, until=day(3))
    assert (less.former, less.withdrawn_from) == (week.publication, day(4))
    for wrong in (day(0), day(15)):
        with pytest.raises(WrongUsage, match=r"lịch trực 1.*10/4/2023.*23/4/2023"):
            publish(workbook, until=wrong)
    make(workbook, as_of=day(2), until=day(9))
    with pytest.raises(WrongUsage, match=r"11/4/2023.*18/4/2023"):
        publish(workbook, until=day(10))
    assert publish(workbook, until=day(9)).is_made_without_former is False
    assert publish(workbook, number=1).is_made_without_former


def test_a_changed_workbook_is_told_when_its_roster_is_published(tmp_path: Path) -> None:
    workbook = write_staffed(tmp_path)
    store_plan(workbook)
    make(workbook)
    assert not publish(workbook, until=day(2)).workbook_has_changed
    write_staffed(tmp_path, (*OFFICERS, "CB05"))
    assert publish(workbook, until=day(3)).workbook_has_changed


def test_a_roster_is_verified_with_the_plan_that_it_staffs(tmp_path: Path) -> None:
    workbook, first = published_first(tmp_path)
    plan = write_plan(PLAN, tmp_path / "plan.json")
    verified = verify_roster(workbook, plan, first.roster_path)
    assert verified.verdict.sound
    assert not verified.verdict.unverified
    twice = first.roster.model_copy(update={"duties": (*first.roster.duties, first.roster.duties[0])})
    broken = write_roster(twice, tmp_path / "broken.json")
    assert {each.rule for each in verify_roster(workbook, plan, broken).verdict.violations} >= {DutyRule.SEAT}
    again = make(workbook, as_of=day(8), until=day(10))
    verdict = verify_roster(workbook, plan, again.roster_path).verdict
    assert verdict.sound
    assert set(verdict.unverified) == {DutyRule.WORKED, DutyRule.FROZEN_DUTY, DutyGoal.DUTY_CHANGES}


def test_a_roster_of_something_else_is_no_roster_of_this(tmp_path: Path) -> None:
    workbook, first = published_first(tmp_path)
    plan = write_plan(PLAN, tmp_path / "plan.json")
    elsewhere = write_roster(first.roster.model_copy(update={"campaign": "Bắc Sơn"}), tmp_path / "a.json")
    with pytest.raises(WrongUsage, match=r"a\.json.*Bắc Sơn"):
        verify_roster(workbook, plan, elsewhere)
    of_two = write_roster(first.roster.model_copy(update={"plan_version": 2}), tmp_path / "b.json")
    with pytest.raises(WrongUsage, match=r"b\.json.*2.*plan\.json.*1"):
        verify_roster(workbook, plan, of_two)
    rows: tuple[Assignment, ...] = ()
    other = write_plan(PLAN.model_copy(update={"campaign": "x", "assignments": rows}), tmp_path / "c.json")
    with pytest.raises(WrongUsage, match=r"c\.json"):
        verify_roster(workbook, other, first.roster_path)
