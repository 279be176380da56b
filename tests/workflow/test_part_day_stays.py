"""Mornings alone: by the rules a visit a day, until the workbook says so; the audit says what to enter."""

from collections.abc import Sequence
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.policy import Rule
from planner.prints.forms.appendix.paper import print_appendix
from planner.texts import Language, choose_language
from planner.workflow.appendix.auditing import Audited, audit_appendix
from tests.placements import Placement, filled_plan, stand
from tests.small_campaigns import machine, posting, small_campaign, unit
from tests.workbooks import write_workbook

MORNINGS = stand("M1", "A", "1.1 2.1 3.1 4.1 5.1")


def campaign(*shifts_of_a: int) -> Campaign:
    return small_campaign(
        units=(unit("A", 10, shifts=shifts_of_a), unit("B", 7)),
        machines=(machine("M1", posting(2)),),
        closures=(),
        whole_days=False,
    )


def audited(of: Campaign, folder: Path, stands: Sequence[Placement] = MORNINGS) -> Audited:
    write_workbook(of, folder / "campaign.xlsx")
    print_appendix(of, filled_plan(of, stands), folder)
    choose_language(Language.ENGLISH)
    try:
        return audit_appendix(folder / "campaign.xlsx", folder / "phu-luc.xlsx", None)
    finally:
        choose_language(Language.VIETNAMESE)


def test_the_message_says_what_to_enter_and_entering_it_makes_the_appendix_sound(tmp_path: Path) -> None:
    (violation,) = audited(campaign(), tmp_path).appendix.verdict.violations
    assert violation.rule is Rule.VISITS
    assert "gets 5 visits" in violation.message
    assert "enter Ca 01 under Ca được phép of this unit on sheet Đơn vị" in violation.message
    assert audited(campaign(1), tmp_path).appendix.verdict.sound


def test_a_unit_that_is_left_and_come_back_to_is_not_told_to_enter_what_does_not_help(tmp_path: Path) -> None:
    (violation,) = audited(campaign(), tmp_path, stand("M1", "A", "1.1 2.1 4.1 5.1")).appendix.verdict.violations
    assert violation.rule is Rule.VISITS
    assert "Ca được phép" not in violation.message


def test_a_unit_of_whole_days_gets_no_such_advice(tmp_path: Path) -> None:
    (violation,) = audited(campaign(), tmp_path, stand("M1", "A", "1.1 1.2 3.1 3.2")).appendix.verdict.violations
    assert violation.rule is Rule.VISITS
    assert "Ca được phép" not in violation.message
