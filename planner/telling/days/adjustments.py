"""What is told of what was entered beside the workbook: breakdowns, closures, pins, leaves, by whom, when and why."""

from collections.abc import Iterable, Iterator
from typing import Any

from planner.domain.adjustment import EnteredAdjustment
from planner.domain.campaign import Campaign
from planner.telling.problems import problems_as_json
from planner.texts import spoken_moment, spoken_number, texts_of
from planner.workflow.days.adjusting import ListedAdjustments, RecordedAdjustment
from planner.workflow.days.adjustment_told import adjustment_told

_ = texts_of("telling")


def adjustment_lines(campaign: Campaign, entered: Iterable[EnteredAdjustment]) -> Iterator[str]:
    """One line for each that holds, with who entered it when and why; a heading where there is any."""
    holding = [each for each in entered if each.holds]
    if holding:
        yield ""
        yield _("Entered beside the workbook")
    for each in holding:
        yield "  " + entered_told(campaign, each)


def entered_told(campaign: Campaign, entered: EnteredAdjustment) -> str:
    """What it is, by whom, when and why, with its number."""
    reason = f": {entered.adjustment.reason}" if entered.adjustment.reason else ""
    return _("{number}. {what}{reason} ({by}, {at})").format(
        number=spoken_number(entered.number),
        what=adjustment_told(campaign, entered.adjustment),
        reason=reason,
        by=entered.entered_by,
        at=spoken_moment(entered.entered_at, campaign.clock),
    )


def adjustment_as_json(entered: EnteredAdjustment) -> dict[str, Any]:
    """All that the ledger knows of it, and whether it holds."""
    return {
        "number": entered.number,
        **entered.adjustment.model_dump(mode="json"),
        "entered_at": entered.entered_at.isoformat(),
        "entered_by": entered.entered_by,
        "withdraws": entered.withdraws,
        "holds": entered.holds,
    }


def listed_as_json(listed: ListedAdjustments) -> dict[str, Any]:
    """All that was ever entered, for a program."""
    return {
        "adjustments": [adjustment_as_json(each) for each in listed.entered],
        "problems": problems_as_json(listed.problems),
    }


def recorded_as_json(recorded: RecordedAdjustment) -> dict[str, Any]:
    """What was entered or withdrawn, for a program."""
    return {
        "adjustment": adjustment_as_json(recorded.entered),
        "is_new": recorded.is_new,
        "planned_otherwise": [slot.model_dump(mode="json") for slot in recorded.planned],
        "duties_otherwise": [duty.model_dump(mode="json") for duty in recorded.duties],
        "problems": problems_as_json(recorded.problems),
    }
