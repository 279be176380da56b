"""The campaign as it is now: what its workbook says, and what was entered in its ledger beside that."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.domain.adjustment import EnteredAdjustment, adjusted
from planner.domain.campaign import Campaign
from planner.errors import Problem, Severity
from planner.intake.campaign.campaign_reader import ReadCampaign
from planner.ledger.ledger import Ledger
from planner.roster.entered_leaves import adjusted_staffing
from planner.roster.staffing import Staffing
from planner.texts import texts_of

_ = texts_of("workflow")


def with_adjustments(read: ReadCampaign, ledger: Ledger) -> ReadCampaign:
    """The workbook's campaign with the adjustments of its ledger that hold; asked by whoever has both."""
    return adjusted_by(read, ledger.adjustments.all())


def adjusted_by(read: ReadCampaign, entered: Iterable[EnteredAdjustment]) -> ReadCampaign:
    """The same with these adjustments, and a warning for each that fits the workbook no longer."""
    found = adjusted(read.campaign, entered)
    left_out = tuple(about_left_out(read.campaign, found.left_out))
    return replace(read, campaign=found.campaign, warnings=(*read.warnings, *left_out))


def with_leaves(staffing: Staffing, campaign: Campaign, ledger: Ledger) -> tuple[Staffing, tuple[Problem, ...]]:
    """The workbook's officers with the leaves of its ledger that hold, and a warning for each that fits no longer."""
    found = adjusted_staffing(staffing, campaign.calendar, ledger.adjustments.all())
    return found.staffing, tuple(_about_gone(each) for each in found.left_out)


def _about_gone(entered: EnteredAdjustment) -> Problem:
    return Problem(
        where=_("adjustment {number}").format(number=entered.number),
        what=_("names {names}, which the workbook no longer has; it is left out").format(
            names=entered.adjustment.officer
        ),
        advice=_("Put the row back, or withdraw the adjustment"),
        severity=Severity.WARNING,
    )


def about_left_out(campaign: Campaign, left_out: Iterable[EnteredAdjustment]) -> Iterator[Problem]:
    """What to say of adjustments whose machine, unit or shift is not in the workbook any more."""
    for each in left_out:
        adjustment = each.adjustment
        lost = [
            *([adjustment.machine] if adjustment.machine not in {None, *campaign.machines_by_name} else []),
            *([adjustment.unit] if adjustment.unit not in {None, *campaign.units_by_code} else []),
            *({adjustment.first_shift, adjustment.last_shift} - set(campaign.calendar.shift_labels)),
        ]
        yield Problem(
            where=_("adjustment {number}").format(number=each.number),
            what=_("names {names}, which the workbook no longer has; it is left out").format(
                names=", ".join(map(str, lost))
            ),
            advice=_("Put the row back, or withdraw the adjustment"),
            severity=Severity.WARNING,
        )
