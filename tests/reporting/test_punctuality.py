"""Who had reported by the hour at which figures are due."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from planner.domain.calendar import Shift
from planner.domain.campaign import Campaign
from planner.domain.office import Reporting
from planner.domain.record import MachineName, ShiftLabel, UnitCode
from planner.domain.report import Punctuality, Silence
from planner.domain.results import Result
from planner.reporting.punctuality import Expected, Told, due_moment, punctuality
from tests.campaigns import day, label, small_campaign

HANOI = timezone(timedelta(hours=7))
LONG_AFTER = datetime(2023, 12, 31, tzinfo=UTC)
MORNING, EVENING = label(1), label(2)


def due_at_half_past_three(**reporting: bool) -> Campaign:
    """Shifts from 7h00 to 15h00 and from 15h00 to 23h00, figures due at 15h30."""
    campaign = small_campaign(closures=())
    shifts = (
        Shift(label=MORNING, starts_minute=420, ends_minute=900),
        Shift(label=EVENING, starts_minute=900, ends_minute=1380),
    )
    calendar = campaign.calendar.model_copy(update={"shifts": shifts})
    return campaign.model_copy(update={"calendar": calendar, "reporting": Reporting.model_validate(reporting)})


CAMPAIGN = due_at_half_past_three()
EXPECTED = (
    Expected(day(1), EVENING, MachineName("M1"), UnitCode("A")),
    Expected(day(2), MORNING, MachineName("M1"), UnitCode("A")),
    Expected(day(2), MORNING, MachineName("M2"), UnitCode("B")),
    Expected(day(2), EVENING, MachineName("M2"), UnitCode("B")),
)


def at(when: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """That moment on the clock in Hà Nội, as the ledger keeps it: in universal time."""
    return datetime(when.year, when.month, when.day, hour, minute, second, tzinfo=HANOI).astimezone(UTC)


def came(moment: datetime, unit: str, when: date, shift: ShiftLabel | None, machine: str | None) -> Told:
    name = None if machine is None else MachineName(machine)
    return Told(Result(day=when, shift=shift, machine=name, unit=UnitCode(unit), collected=5), moment)


def judged(
    *told: Told,
    campaign: Campaign = CAMPAIGN,
    expected: Sequence[Expected] = EXPECTED,
    days: tuple[date, date] = (day(2), day(2)),
    now: datetime = LONG_AFTER,
) -> Punctuality:
    return punctuality(campaign, told, expected, days, now=now, zone=HANOI)


def silent(found: Punctuality) -> list[tuple[str, int, bool]]:
    """Unit, number of slots untold of, and whether they came later, of each silence."""
    return [(str(each.unit), len(each.slots), each.recorded_at is not None) for each in found.silences]


def only(found: Punctuality) -> Silence:
    (silence,) = found.silences
    return silence


IN_TIME = (
    came(at(day(1), 23, 5), "A", day(1), EVENING, "M1"),
    came(at(day(2), 15, 10), "A", day(2), MORNING, "M1"),
    came(at(day(2), 15, 20), "B", day(2), MORNING, "M2"),
)


def test_due_are_the_slots_that_ended_since_the_same_hour_of_yesterday() -> None:
    assert silent(judged()) == [("A", 2, False), ("B", 1, False)]
    third = judged(days=(day(3), day(3)))
    assert [(slot.day, slot.shift) for slot in only(third).slots] == [(day(2), EVENING)]
    assert third.num_expected == 1


def test_who_told_of_everything_in_time_is_not_named() -> None:
    found = judged(*IN_TIME)
    assert (found.silences, found.num_expected, found.is_open) == ((), 2, False)


def test_on_the_stroke_is_in_time_and_a_second_later_is_not() -> None:
    assert silent(judged(*IN_TIME[:2], came(at(day(2), 15, 30), "B", day(2), MORNING, "M2"))) == []
    late = judged(*IN_TIME[:2], came(at(day(2), 15, 30, 1), "B", day(2), MORNING, "M2"))
    assert only(late).recorded_at == at(day(2), 15, 30, 1)


def test_the_hour_is_that_of_the_campaign_and_not_universal_time() -> None:
    """At 15h29 in Hà Nội it is 8h29 UTC; a program that took UTC for the wall would accept until 22h30."""
    row = came(datetime(2023, 4, 11, 8, 31, tzinfo=UTC), "B", day(2), MORNING, "M2")
    assert silent(judged(*IN_TIME[:2], row)) == [("B", 1, True)]


def test_a_slot_that_ends_on_the_stroke_is_due() -> None:
    campaign = CAMPAIGN.model_copy(update={"reporting": Reporting(due_minute=900)})
    assert silent(judged(campaign=campaign)) == [("A", 2, False), ("B", 1, False)]
    a_minute_before = CAMPAIGN.model_copy(update={"reporting": Reporting(due_minute=899)})
    assert silent(judged(campaign=a_minute_before)) == [("A", 1, False)]


def test_late_is_told_apart_from_never() -> None:
    first, second = IN_TIME[:2]
    late = judged(first._replace(recorded_at=at(day(3), 8)), second, IN_TIME[2])
    assert only(late).recorded_at == at(day(3), 8)
    assert len(only(late).slots) == 1
    half = judged(first._replace(recorded_at=at(day(3), 8)), IN_TIME[2])
    assert only(half).recorded_at is None
    assert len(only(half).slots) == 2


def test_late_is_whoever_came_with_the_last_of_it_late() -> None:
    first, second = (row._replace(recorded_at=at(day(3), hour)) for row, hour in zip(IN_TIME[:2], (9, 11), strict=True))
    assert only(judged(first, second, IN_TIME[2])).recorded_at == at(day(3), 11)


def test_of_several_who_tell_of_a_slot_the_first_counts() -> None:
    early, late = at(day(2), 15, 20), at(day(3), 8)
    for machines in (("M2", "M3"), ("M3", "M2"), ("M3", "M3")):
        told = [came(moment, "B", day(2), MORNING, name) for moment, name in zip((early, late), machines, strict=True)]
        assert silent(judged(*IN_TIME[:2], *told)) == []


def test_a_later_correction_makes_nobody_late() -> None:
    corrected = came(at(day(4), 9), "B", day(2), MORNING, "M2")
    assert silent(judged(*IN_TIME, corrected)) == []


def test_a_machine_that_was_elsewhere_is_told_of_there() -> None:
    moved = came(at(day(2), 15, 20), "C", day(2), MORNING, "M2")
    assert silent(judged(*IN_TIME[:2], moved)) == []


def test_a_machine_without_a_slot_may_stand_in_but_a_busy_one_tells_only_of_itself() -> None:
    stand_in = came(at(day(2), 15, 20), "B", day(2), MORNING, "M3")
    assert silent(judged(*IN_TIME[:2], stand_in)) == []
    both = (*EXPECTED, Expected(day(2), MORNING, MachineName("M3"), UnitCode("B")))
    assert silent(judged(*IN_TIME[:2], stand_in, expected=both)) == [("B", 1, False)]


def test_what_hamlet_teams_tell_is_no_word_of_a_slot() -> None:
    teams = came(at(day(2), 15), "B", day(2), None, None)
    assert silent(judged(*IN_TIME[:2], teams)) == [("B", 1, False)]


def test_before_the_hour_nothing_is_decided() -> None:
    assert judged(now=at(day(2), 15, 29)).is_open
    assert not judged(now=at(day(2), 15, 30)).is_open


def test_every_unit_reports_where_the_workbook_says_so() -> None:
    campaign = due_at_half_past_three(all_units_report=True)
    teams_of_a = came(at(day(2), 14), "A", day(1), None, None)
    teams_of_b = came(at(day(2), 15, 31), "B", day(2), None, None)
    too_early_of_c = came(at(day(1), 15, 30), "C", day(1), None, None)
    found = judged(teams_of_a, teams_of_b, too_early_of_c, campaign=campaign, expected=())
    assert found.num_expected == 3
    assert silent(found) == [("B", 0, True), ("C", 0, False)]
    later = [came(at(day(3), hour), "C", day(2), None, None) for hour in (8, 10)]
    late_of_c = judged(
        teams_of_a, teams_of_b._replace(recorded_at=at(day(2), 15)), *later, campaign=campaign, expected=()
    )
    assert only(late_of_c).recorded_at == at(day(3), 8)
    on_the_stroke = came(at(day(2), 15, 30), "B", day(2), None, None)
    assert silent(judged(teams_of_a, on_the_stroke, campaign=campaign, expected=())) == [("C", 0, False)]


@pytest.mark.parametrize(("number", "reporting"), [(0, 0), (1, 3), (5, 3), (6, 0)])
def test_every_unit_reports_from_the_campaigns_first_day_to_its_last(number: int, reporting: int) -> None:
    campaign = due_at_half_past_three(all_units_report=True)
    assert judged(campaign=campaign, expected=(), days=(day(number), day(number))).num_expected == reporting


def test_several_days_are_told_day_by_day() -> None:
    found = judged(*IN_TIME, days=(day(1), day(3)))
    assert [(each.day, str(each.unit)) for each in found.silences] == [(day(3), "B")]
    assert found.num_expected == 2


def test_slots_of_units_and_shifts_that_are_gone_are_nobodys() -> None:
    gone = (
        Expected(day(2), MORNING, MachineName("M1"), UnitCode("Z")),
        Expected(day(2), ShiftLabel("Đêm"), MachineName("M1"), UnitCode("A")),
    )
    assert judged(expected=gone).num_expected == 0


@pytest.mark.parametrize("zone", [HANOI, UTC])
def test_the_moment_when_figures_are_due(zone: timezone) -> None:
    assert due_moment(day(2), 930, zone) == datetime(2023, 4, 11, 15, 30, tzinfo=zone)
